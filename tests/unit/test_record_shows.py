"""What the record shows: of the record as it is, whatever is assumed of what it lacks, and whatever is presumed."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cmr_rules import (
    UNKNOWN,
    Case,
    Charge,
    CourtAction,
    Decision,
    Level,
    Offense,
    Person,
    RecordSource,
    Section,
    load_text,
)

HEAD = """\
Statute "Example Act (not law)".
Jurisdiction: California.
Authority: PC 1203.425.
Leap day: {leap}.
Fact Harm Done: yes or no, about each conviction.

Outcomes, most favorable first:
  Relief, "Relief";
  Some Relief, "Some relief";
  No Relief, "Not eligible".

This statute covers each conviction in California.

{terms}

{rules}

Otherwise a conviction receives No Relief.
"""
RULE = """\
Rule "relief" [PC 1203.425]:
  A conviction receives Relief if {condition}.
"""
WHOLE = (RecordSource("the file of the court", ("everywhere",)),)
AS_OF = date(2020, 3, 1)


def conviction(on: Any = date(2010, 5, 1), level: Any = Level.FELONY, number: str = "1", **facts: Any) -> Case:
    action = CourtAction(date=on, category="convicted", level=level)
    offense = Offense(Section("PC", "459"))
    charge = Charge(charge_id=number, offense=offense, level=level, actions=(action,), facts=facts)
    return Case(state="California", charges=(charge,))


def charge(*actions: CourtAction) -> Case:
    return Case(state="California", charges=(Charge(offense=Offense(Section("PC", "459")), actions=actions),))


def decide(condition: str, *cases: Case, terms: str = "", sources: Any = WHOLE, leap: str = "March 1") -> Decision:
    text = HEAD.format(terms=terms, rules=RULE.format(condition=condition), leap=leap)
    found: Decision = load_text(text).decide(Person("x", date(1970, 1, 1), cases=cases, sources=sources), as_of=AS_OF)[
        0
    ]
    return found


def answer(condition: str, *cases: Case, **how: Any) -> str:
    found = decide(condition, *(cases or (conviction(),)), **how)
    return found.outcome or found.status.value


SHOWN, NOT_SHOWN = "the record shows that ", "the record does not show that "


@pytest.mark.parametrize(
    ("condition", "cases"),
    [
        ("the conviction is a felony", (conviction(),)),
        ("the date of conviction was before January 1, 2011", (conviction(),)),
        ("the date of conviction was on May 1, 2010", (conviction(),)),
        ("the person has no other conviction", (conviction(),)),
        ("the person has another conviction", (conviction(), conviction(number="2"))),
        ("every conviction of the person is a felony", (conviction(),)),
        ("Serious is true", (conviction(),)),
    ],
)
def test_what_is_definitely_true_is_shown(condition: str, cases: tuple[Case, ...]) -> None:
    terms = "Serious means that the conviction is a felony."
    assert answer(SHOWN + condition, *cases, terms=terms) == "Relief"
    assert answer(NOT_SHOWN + condition, *cases, terms=terms) == "No Relief"


@pytest.mark.parametrize(
    ("condition", "case"),
    [
        ("the conviction is a felony", conviction(level=UNKNOWN)),
        ("the conviction is a felony", conviction(level=Level.MISDEMEANOR)),
        ("the date of conviction was before January 1, 2011", conviction(on=UNKNOWN)),
        ("Harm Done is true", conviction()),
        ("Harm Done is not true", conviction()),
        ("the end of sentence is before the review date", conviction()),
    ],
)
def test_what_is_false_or_open_is_not_shown_and_nobody_is_asked(condition: str, case: Case) -> None:
    assert answer(SHOWN + condition, case) == "No Relief"
    assert answer(NOT_SHOWN + condition, case) == "Relief"


# ---------------------------------------------------------------------------------------------- what is not listed

PENDING = "the person has a pending charge"


@pytest.mark.parametrize("sources", [WHOLE, ()])
def test_a_pending_charge_that_the_record_lists_is_shown_and_another_is_not(sources: Any) -> None:
    assert answer(NOT_SHOWN + PENDING, conviction(), charge(), sources=sources) == "No Relief"
    assert answer(NOT_SHOWN + PENDING, conviction(), sources=sources) == "Relief"
    assert answer(SHOWN + "the person has no pending charge", conviction(), charge(), sources=sources) == "No Relief"


def test_that_there_is_none_is_shown_only_by_a_record_that_lists_all() -> None:
    assert answer(SHOWN + "the person has no pending charge") == "Relief"
    assert answer(SHOWN + "the person has no pending charge", conviction(), sources=()) == "No Relief"
    assert answer("the person has no pending charge", conviction(), sources=()) == "needs review"


# ---------------------------------------------------------------------------------------------- worlds, presumptions


def test_the_same_condition_inside_and_outside_is_asked_apart() -> None:
    inside, outside = NOT_SHOWN + "Harm Done is true", "Harm Done is true"
    both = "{kind} of the following {verb} true:\n    (a) {one}; {joiner}\n    (b) {two}"
    for one, two in ((inside, outside), (outside, inside)):
        condition = both.format(kind="all", verb="are", joiner="and", one=one, two=two)
        found = decide(condition, conviction())
        assert (found.status.value, [fact.fact for fact in found.missing]) == ("needs review", ["Harm Done"])
        either = both.format(kind="any", verb="is", joiner="or", one=one, two=two)
        assert answer(either, conviction()) == "Relief"


@pytest.mark.parametrize("first", [True, False])
def test_a_term_inside_and_outside_is_asked_apart(first: bool) -> None:  # noqa: FBT001
    terms = (
        "Barred means that the person has another conviction for which Serious is true.\n\n"
        "Serious means that the conviction is a felony."
    )
    asked = ["Barred is not true", SHOWN + "Barred is true"][:: 1 if first else -1]
    condition = f"any of the following is true:\n    (a) {asked[0]}; or\n    (b) {asked[1]}"
    assert answer(condition, conviction(), conviction(level=UNKNOWN, number="2"), terms=terms) == "needs review"
    assert answer(condition, conviction(), conviction(number="2"), terms=terms) == "Relief"
    low = conviction(level=Level.MISDEMEANOR, number="2")
    assert answer(condition, conviction(), low, terms=terms) == "Relief"


def test_nothing_is_presumed_of_what_the_record_shows() -> None:
    terms = "Harmless means that Harm Done is not true.\n\nIf Harmless is unknown, it is presumed true [PC 1203.425]."
    assert answer("Harmless is true", terms=terms) == "Relief"
    assert answer(SHOWN + "Harmless is true", terms=terms) == "No Relief"
    fact = "If Harm Done is unknown, it is presumed not true [PC 1203.425]."
    both = (
        f"all of the following are true:\n    (a) Harm Done is not true; and\n    (b) {NOT_SHOWN}Harm Done is not true"
    )
    assert answer(both, terms=fact) == "Relief"


def test_what_is_derived_is_shown() -> None:
    terms = "If the end of sentence is not recorded, it is 1 year after the date of conviction [PC 1203.425]."
    assert answer(SHOWN + "the end of sentence is before the review date", terms=terms) == "Relief"


# ---------------------------------------------------------------------------------------------- the law itself is open


def test_an_open_question_of_law_stays_open() -> None:
    terms = (
        'Bar is an open question:\n  (1) reading "felonies": the conviction is a felony;\n'
        '  (2) reading "misdemeanors": the conviction is a misdemeanor.'
    )
    found = decide(NOT_SHOWN + "Bar is true", conviction(), terms=terms)
    assert (found.status.value, [one.question for one in found.readings]) == ("needs review", ["Bar"])
    assert not found.missing
    assert answer(NOT_SHOWN + "Bar is true", conviction(level=Level.INFRACTION), terms=terms) == "Relief"
    # the record shows neither, however the law is read
    assert answer(NOT_SHOWN + "Bar is true", conviction(level=UNKNOWN), terms=terms) == "Relief"


def test_a_leap_day_that_nobody_declared_stays_open() -> None:
    leap = conviction(on=date(2008, 2, 29))
    condition = NOT_SHOWN + "11 years after the date of conviction is before March 1, 2019"
    assert answer(condition, leap, leap="March 1") == "Relief"
    assert answer(condition, leap, leap="February 28") == "No Relief"
    assert answer(condition, leap, leap="undeclared") == "needs review"


# ---------------------------------------------------------------------------------------------- later days, marks, words


def test_when_it_will_be_otherwise_is_found() -> None:
    found = decide(SHOWN + "12 years after the date of conviction is on or before the review date", conviction())
    assert found.when() is not None
    day, then = found.when()  # type: ignore[misc]
    assert (day, then.outcome) == (date(2022, 5, 1), "Relief")


def test_what_is_not_shown_rests_on_what_is_unverified() -> None:
    terms = "Grave means that Harm Done is true [Unverified: no text at hand]."
    assert any(
        "no text at hand" in one for one in decide(NOT_SHOWN + "Grave is true", conviction(), terms=terms).unverified
    )


def test_the_explanation_says_what_the_record_shows() -> None:
    said = " ".join(str(decide(NOT_SHOWN + PENDING, conviction(), sources=()).explain(whole=True)).split())
    assert "the record does not show that the person has a pending charge: not shown by the record" in said
    assert "the record does not say what its sources cover" in said
    said = str(decide(SHOWN + "the conviction is a felony", conviction()).explain(whole=True))
    assert "the record shows that the conviction is a felony: shown by the record" in said
