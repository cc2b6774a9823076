"""A term of which nobody knows the case, but whose cases that may apply have one value; questions asked in one way."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date

import pytest

from cmr_rules import (
    Case,
    Charge,
    CourtAction,
    Decision,
    Level,
    Offense,
    Person,
    RecordSource,
    Section,
    Sentence,
    load_text,
)

TEXT = """\
Statute "Example Act (not law)".
Jurisdiction: New York.
Authority: CPL 160.57.
Leap day: March 1.

Fact Recent: yes or no, about each conviction.

Outcomes, most favorable first:
  Sealed, "Sealed";
  No Relief, "Not eligible".

This statute covers each conviction in New York.

Waiting Time means the first of these that applies:
  (1) 3 years, if Recent is true;
  (2) {second}, if the conviction is a felony;
  (3) 3 years, otherwise.

Open Day means the first of these that applies:
  (1) the day on which the Waiting Time has run from the date of sentence, starting again with each conviction in any
      jurisdiction for PL 155.25 from its date of sentence, if Recent is true;
  (2) the day on which the Waiting Time has run from the date of sentence, starting again with each conviction in any
      jurisdiction for PL 155.25 from its date of sentence, otherwise.

Rule "sealing" [CPL 160.57]:
  A conviction receives Sealed if Open Day is on or before the review date.

Otherwise a conviction receives No Relief.
"""


def decide(second: str, level: Level, covers: str = "everywhere") -> Decision:
    action = CourtAction(date=date(2010, 5, 1), category="convicted", level=level, sentence=(Sentence("fine"),))
    charge = Charge(offense=Offense(Section("PL", "155.25")), level=level, actions=(action,))
    case = Case(state="New York", charges=(charge,))
    who = Person("fabricated", date(1970, 1, 1), cases=(case,), sources=(RecordSource("court", (covers,)),))
    return load_text(TEXT.format(second=second)).decide(who, as_of=date(2014, 1, 1))[0]


@pytest.mark.parametrize(("second", "level"), [("3 years", Level.FELONY), ("8 years", Level.MISDEMEANOR)])
def test_the_value_that_all_cases_share_is_known(second: str, level: Level) -> None:
    found = decide(second, level)
    said = " ".join(str(found.explain(whole=True)).split())

    assert found.outcome == "Sealed"
    assert "Open Day is May 1, 2013" in said
    assert "it is 3 years" in said


def test_a_value_of_one_case_that_differs_is_asked_for() -> None:
    found = decide("8 years", Level.FELONY)

    assert [fact.fact for fact in found.missing] == ["Recent"]
    assert (found.at_least, found.at_most) == ("No Relief", "Sealed")


def test_two_phrases_that_ask_the_same_question_ask_it_once() -> None:
    found = decide("3 years", Level.FELONY, "New York")
    asked = [(fact.fact, fact.question) for fact in found.missing]

    assert asked
    assert len(asked) == len(set(asked))
