"""What a hostile reading of decisions found: definite outcomes that some completion of the missing facts contradicts."""

# ruff: noqa: D103
from __future__ import annotations

import itertools
import time
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from cmr_rules.citations import Offense, parse_section
from cmr_rules.dates import Period
from cmr_rules.decisions.decision import Decision
from cmr_rules.engine import load_text
from cmr_rules.records.person import Case, Charge, CourtAction, Event, Person, RecordSource, Sentence
from cmr_rules.records.values import NOT_APPLICABLE, NOT_YET, UNKNOWN, Level, PartialDate

HEAD = """\
Statute "Example (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
{leap_day}
Outcomes, most favorable first:
  Granted, "Granted";
  Denied, "Denied";
  Referral, "To counsel", not ranked;
  Hearing, "To a hearing", not ranked.

This statute covers each conviction.

{terms}
"""
STEPS = """\
Decide by the first of these that applies:
  (1) Granted, if {condition};
  (2) Denied, otherwise.
"""
AS_OF = date(2019, 7, 1)
COMPLETE = (RecordSource("a test"),)


def offense(text: str) -> Offense:
    section = parse_section(text)
    assert section is not None
    return Offense(section)


def count(day: Any = date(2010, 1, 1), section: str = "HS 11359", *, category: str = "convicted",
          later: tuple[CourtAction, ...] = (), action: dict[str, Any] | None = None, **changes: Any) -> Case:  # fmt: skip
    convicted = evolve(CourtAction(date=day, category=category), **(action or {}))
    charge = Charge(offense=offense(section), level=Level.FELONY, actions=(convicted, *later))
    return Case(county="Yolo County", state="California", charges=(evolve(charge, **changes),))


def person(*cases: Case, **changes: Any) -> Person:
    return evolve(Person("1", date(1980, 5, 5), cases=cases, sources=COMPLETE), **changes)


def decide(law: str, who: Person, terms: str = "", leap_day: str = "Leap day: March 1.") -> Decision:
    decision, *_ = load_text(HEAD.format(terms=terms, leap_day=leap_day) + law).decide(who, as_of=AS_OF)
    return decision


def asked(condition: str, who: Person, terms: str = "", leap_day: str = "Leap day: March 1.") -> tuple[str, ...]:
    return decide(STEPS.format(condition=condition), who, terms, leap_day).possible


GRANTED, DENIED, OPEN = ("Granted",), ("Denied",), ("Granted", "Denied")

RULES = """\
Rule "one" [HS 1]: A conviction receives Referral if the conviction is a felony.
Rule "two" [HS 1]: A conviction receives Hearing if the offense is HS 11359.
Otherwise a conviction receives Denied.
"""


def test_of_outcomes_not_ranked_the_first_rule_stands_known_or_not() -> None:
    assert decide(RULES, person(count())).outcome == "Referral"
    assert decide(RULES, person(count(level=Level.MISDEMEANOR))).outcome == "Hearing"
    assert set(decide(RULES, person(count(level=UNKNOWN))).possible) == {"Referral", "Hearing"}


@pytest.mark.parametrize(
    "condition",
    [
        "the person has no conviction for PC 187 that still stands",
        "the person has no dismissed charge for PC 187",
        "the person has a conviction for PC 187 for which Standing is true",
    ],
)
def test_a_disposition_that_is_not_known_may_be_a_conviction_that_stands(condition: str) -> None:
    perhaps = count(date(2009, 1, 1), "PC 187", category="unknown")
    assert asked(condition, person(count(), perhaps), "Standing means that the conviction still stands.") == OPEN


def test_a_disposition_that_is_not_known_and_was_set_aside_does_not_stand() -> None:
    gone = CourtAction("set_aside", date(2012, 1, 1), "other")
    who = person(count(), count(date(2009, 1, 1), "PC 187", category="unknown", later=(gone,)))
    assert asked("the person has no conviction for PC 187 that still stands", who) == GRANTED


@pytest.mark.parametrize(
    ("who", "condition"),
    [
        (
            person(count(PartialDate(2010), offense_date=PartialDate(2012))),
            "the date of offense is before the date of conviction",
        ),
        (
            person(count(PartialDate(2010)), birth_date=PartialDate(2012)),
            "the person was at least 21 years old on the date of conviction",
        ),
        (
            person(count(PartialDate(2010), action={"end_of_sentence": PartialDate(2008)})),
            "the end of sentence is before June 1, 2008",
        ),
        (
            person(count(action={"end_of_sentence": date(2008, 3, 3)})),
            "the end of sentence is before the review date",
        ),
    ],
)
def test_dates_that_contradict_decide_nothing_partial_or_whole(who: Person, condition: str) -> None:
    decision = decide(STEPS.format(condition=condition), who)
    assert decision.possible == OPEN
    assert any(fact.fault for fact in decision.missing)


def test_contradictory_partial_dates_never_make_a_conviction_disappear() -> None:
    who = person(count(PartialDate(2010), action={"end_of_sentence": PartialDate(2008)}))
    both = (
        "all of the following are true: (a) the date of conviction is before June 1, 2010; "
        "and (b) the end of sentence is before June 1, 2008"
    )
    assert asked(both, who) == OPEN


SUM = (
    "If the end of sentence is not recorded, it is the day that is the total length of the sentence after the "
    "date of sentence [HS 1].\n"
)


@pytest.mark.parametrize("terms", ["", SUM])
def test_a_registration_of_which_no_end_is_known_may_be_current(terms: str) -> None:
    who = person(count(), events=(Event("registration", date(2011, 1, 1), offense=offense("PC 290")),))
    assert asked("the person has a current registration under PC 290", who, terms) == OPEN


def test_what_happened_after_the_review_date_has_not_happened() -> None:
    later = Event("registration", date(2021, 1, 1), NOT_APPLICABLE, offense("PC 290"))
    assert asked("the person has a registration under PC 290", person(count(), events=(later,))) == DENIED
    died = person(count(), events=(Event("death", date(2021, 1, 1)),), deceased=True)
    assert asked("the person is deceased", died) == DENIED


LENGTH = "the day that is the total length of the sentence after the date of"


def test_one_length_that_is_not_known_ends_on_another_day_from_another_beginning() -> None:
    who = person(count(action={"sentence": (Sentence("jail"),), "sentenced_on": date(2012, 1, 1)}))
    both = (
        f"all of the following are true: (a) {LENGTH} conviction is before January 1, 2013; "
        f"and (b) {LENGTH} sentence is after January 1, 2014"
    )
    assert asked(both, who) == OPEN
    decision = decide(STEPS.format(condition=both), who)
    assert {fact.fact for fact in decision.missing} == {"total length of the sentence"}


def test_what_lies_before_a_day_that_has_not_come_may_be_past() -> None:
    who = person(count(action={"released_on": NOT_YET}))
    assert asked("the day that is 5 years before the date of release is before the review date", who) == OPEN
    assert asked("the day that is 5 years after the date of release is before the review date", who) == DENIED
    assert asked("the day that is 5 years before the date of release is before January 1, 2014", who) == DENIED


@pytest.mark.parametrize(
    ("terms", "condition", "who"),
    [
        ("Fact Paid In Full: yes or no, about each conviction.\nIf Paid In Full is unknown, it is presumed true [HS 1].",
         "Paid In Full is true", person(count())),
        (("Fact Kind Of Sale: one of retail or wholesale, about each conviction.\n"
         "If Kind Of Sale is unknown, it is presumed retail [HS 1]."), "Kind Of Sale is retail", person(count())),
        ("If the level of the conviction is unknown, it is presumed misdemeanor [HS 1].",
         "the conviction is a misdemeanor", person(count(level=UNKNOWN))),
    ],
)  # fmt: skip
def test_facts_of_every_kind_can_be_presumed(terms: str, condition: str, who: Person) -> None:
    decision = decide(STEPS.format(condition=condition), who, terms)
    assert decision.outcome == "Granted"
    assert decision.basis.startswith("presumed")


def test_a_level_that_the_record_shows_in_part_is_not_presumed_away() -> None:
    terms = "If the level of the conviction is unknown, it is presumed misdemeanor [HS 1]."
    assert asked("the conviction is a misdemeanor", person(count(level=Level.WOBBLER)), terms) == OPEN


@pytest.mark.parametrize(
    ("level", "possible"),
    [(Level.WOBBLER, GRANTED), (Level.FELONY, DENIED), (UNKNOWN, OPEN), (NOT_APPLICABLE, OPEN)],
)
def test_a_wobbler_is_a_wobbler(level: Any, possible: tuple[str, ...]) -> None:
    assert asked("the conviction is a wobbler", person(count(level=level))) == possible


def test_a_level_that_does_not_apply_is_never_compared() -> None:
    who = person(count(level=NOT_APPLICABLE))
    assert asked("the conviction is not a felony", who) == OPEN
    terms = (
        "Grade means the first of these that applies: (1) wobbler, if the offense is HS 11359; (2) felony, otherwise."
    )
    assert asked("Grade is less serious than the level of the conviction", who, terms) == OPEN
    assert asked("Grade is less serious than the level of the conviction", person(count()), terms) == OPEN
    assert asked("Grade is felony", person(count()), terms) == OPEN
    assert asked("Grade is wobbler", person(count()), terms) == GRANTED


@pytest.mark.parametrize(
    ("condition", "outcome"),
    [
        ("the person has no conviction for PC 187", "Denied"),
        ("the person has at most 1 conviction for PC 187", "Denied"),
        ("every conviction of the person is for HS 11359", "Denied"),
        ("the person has a conviction for PC 187", "Granted"),
    ],
)
def test_a_yes_to_another_record_leads_where_another_record_leads(condition: str, outcome: str) -> None:
    decision = decide(STEPS.format(condition=condition), person(count(), sources=()))
    (fact,) = decision.missing
    assert fact.question.startswith("Does the person have another conviction")
    assert {one.answer: one.outcomes for one in fact.answers}["yes"] == (outcome,)


def test_the_most_recent_of_records_that_may_not_exist_is_open() -> None:
    condition = "the date of the most recent conviction for PC 187 is on or before the review date"
    decision = decide(STEPS.format(condition=condition), person(count(), sources=()))
    assert decision.possible == OPEN
    assert f"answer to `{condition}`" in {fact.fact for fact in decision.missing}


def test_the_leap_day_reaches_through_derived_dates_and_the_most_recent() -> None:
    terms = "If the date of conviction is not recorded, it is the day that is 1 year after the date of arrest [HS 1].\n"
    who = person(count(UNKNOWN, arrest_date=date(2016, 2, 29)))
    condition = "the date of the most recent conviction is on or before February 28, 2017"
    assert asked(condition, who, terms, leap_day="") == OPEN
    assert asked(condition, who, terms) == DENIED
    assert asked(condition, who, terms, "Leap day: February 28.") == GRANTED


@pytest.mark.parametrize("names", ["the record names HS 11357(b)", "the record does not name HS 11357(b)"])
def test_a_section_that_cannot_be_read_may_be_the_one_that_is_named(names: str) -> None:
    assert asked(names, person(count(offense=UNKNOWN))) == OPEN


@pytest.mark.parametrize(
    ("words", "possible"),
    [
        ("was before January 1, 2015", GRANTED),
        ("was not after January 1, 2015", GRANTED),
        ("was not between January 1, 2010 and January 1, 2015", GRANTED),
    ],
)
def test_if_any_holds_under_not_too(words: str, possible: tuple[str, ...]) -> None:
    who = person(count(action={"released_on": NOT_APPLICABLE}))
    assert asked(f"the date of release, if any, {words}", who) == possible


def test_if_any_speaks_of_its_own_side_only() -> None:
    who = person(count(action={"released_on": date(2012, 1, 1), "end_of_sentence": NOT_APPLICABLE}))
    assert asked("the date of release, if any, is before the end of sentence", who) == OPEN
    negated = asked("the date of release, if any, was not before January 1, 2015", who)
    assert negated == DENIED


def test_terms_that_name_one_another_twice_take_no_longer_than_they_are_long() -> None:
    names = [f"Step{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    terms = f"{names[0]} means that the conviction is a felony.\n" + "".join(
        f"{two} means that all of the following are true: (a) {one}; and (b) {one}.\n"
        for one, two in itertools.pairwise(names)
    )
    started = time.perf_counter()
    for level, possible in ((Level.FELONY, GRANTED), (UNKNOWN, OPEN)):
        decision = decide(STEPS.format(condition=f"{names[-1]} is true"), person(count(level=level)), terms)
        assert decision.possible == possible
        assert "Granted" in decision.explain(when=False)
    assert time.perf_counter() - started < 5  # without remembering answers: 2 to the power of 25


def test_a_length_is_not_confused_with_a_period_that_is_known() -> None:
    part = (Sentence("jail", Period(12)),)
    who = person(count(action={"sentence": part, "sentenced_on": date(2012, 1, 1)}))
    assert asked(f"{LENGTH} sentence is on January 1, 2013", who) == GRANTED
