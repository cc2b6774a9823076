"""A presumption about conduct presumes the conduct: not youth, a level or a section that suits it."""

# ruff: noqa: D103
from datetime import date

import pytest

from cmr_rules import Case, Charge, CourtAction, Level, Offense, Person, RecordSource
from cmr_rules.citations import Section
from cmr_rules.decisions.decision import Decision
from cmr_rules.engine import load_text
from cmr_rules.scenarios import person_of

FILE = """\
Statute "Fabricated, for a test".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Fact Sold To A Child: yes or no, about each conviction.

Outcomes, most favorable first:
  Relief, "Relief";
  No Relief, "Not eligible".

This statute covers each conviction for HS 11357, HS 11358 or HS 11359.

Lesser By Conduct means that all of the following are true:
  (a) any of the following is true:
      (1) the person was under 18 years old on the date of offense;
      (2) the conviction is a felony;
      (3) the offense is HS 11357(b); or
      (4) all of the following are true:
          (A) the offense is HS 11358; and
          (B) the number of plants is at most 6; and
  (b) Sold To A Child is not true.

If Lesser By Conduct is unknown, it is presumed true, but nothing is presumed of the date of birth, the date of offense,
  the offense and the level [HS 11361.8(b)].

Rule "lesser" [HS 11361.8(e)]:
  A conviction receives Relief if Lesser By Conduct.

Otherwise a conviction receives No Relief.

Scenario "the record".
  A person{born} has:
    (1) a {level} in Yolo County for {offense} on March 2, 2009{more}.
  On July 1, 2024, conviction (1) receives Relief.
"""


def decided(born: str, level: str, offense: str, more: str = "") -> Decision:
    program = load_text(FILE.format(born=born, level=level, offense=offense, more=more))
    (scenario,) = program.law.scenarios
    assert scenario.person is not None
    (decision,) = program.decide(person_of(scenario.person), as_of=date(2024, 7, 1))
    return decision


def remains(decision: Decision) -> tuple[str | None, str | None]:
    return (decision.outcome, decision.outcome) if decision.outcome else (decision.at_least, decision.at_most)


ADULT = " born May 1, 1970"
OPEN = ("No Relief", "Relief")


@pytest.mark.parametrize(
    ("born", "level", "offense", "more", "expected"),
    [
        # Conduct that is not known is presumed.
        (ADULT, "felony conviction", "HS 11359", "", ("Relief", "Relief")),
        (ADULT, "misdemeanor conviction", "HS 11358", "", ("Relief", "Relief")),
        (ADULT, "misdemeanor conviction", "HS 11357(b)", "", ("Relief", "Relief")),
        # A missing date of offense does not make an adult a child.
        (ADULT, "misdemeanor conviction", "HS 11359", "", OPEN),
        ("", "misdemeanor conviction", "HS 11359", "", OPEN),
        (ADULT, "misdemeanor conviction", "HS 11359", ", whose date of offense is March 1, 2009", ("No Relief",) * 2),
        (ADULT, "misdemeanor conviction", "HS 11358", ", whose number of plants is 30", OPEN),
        # A missing level does not make a misdemeanor a felony, and a missing subdivision none that suits.
        (ADULT, "conviction", "HS 11359", "", OPEN),
        (ADULT, "misdemeanor conviction", "HS 11357", "", OPEN),
        (ADULT, "conviction", "HS 11358", "", ("Relief", "Relief")),
        # What the record shows is not presumed away.
        (ADULT, "felony conviction", "HS 11359", ", whose Sold To A Child is yes", ("No Relief",) * 2),
    ],
)  # fmt: skip
def test_only_conduct_is_presumed(born: str, level: str, offense: str, more: str, expected: tuple[str, str]) -> None:
    decision = decided(born, level, offense, more)
    assert remains(decision) == expected, decision.explain()
    if expected == ("Relief", "Relief"):
        assert "presumed" in decision.basis


def test_a_presumption_about_the_record_presumes_the_record() -> None:
    text = FILE.replace("(2) the conviction is a felony;", "(2) the conviction is a felony [PC 17(b)];")
    text = text[: text.index("Lesser By Conduct means")] + (
        "Lesser By Conduct means that the end of sentence is on or before the review date.\n\n"
    ) + text[text.index("If Lesser By Conduct"):]  # fmt: skip
    text = text.replace("Fact Sold To A Child: yes or no, about each conviction.\n\n", "")
    program = load_text(
        text.format(born=ADULT, level="felony conviction", offense="HS 11359", more=", sentenced to probation")
    )
    (scenario,) = program.law.scenarios
    assert scenario.person is not None
    (decision,) = program.decide(person_of(scenario.person), as_of=date(2024, 7, 1))
    assert decision.outcome == "Relief"
    assert decision.basis.startswith("presumed")


VERSIONED = """\
Statute "Fabricated, for a test".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Relief, "Relief";
  No Relief, "Not eligible".

This statute covers each conviction for HS 11359.

Serious Then means the version in force on the date of conviction:
  (1) from January 1, 1900 through February 29, 2000: that the conviction is a felony;
  (2) from March 1, 2000: that the number of plants is more than 5.

Minor is an open question [HS 11361.8(b)]:
  (1) reading "then": Serious Then is not true;
  (2) reading "now": the conviction is a felony.

Rule "minor" [HS 11361.8(e)]:
  A conviction receives Relief if Minor.

Otherwise a conviction receives No Relief.

If Minor is unknown, it is presumed true [HS 11361.8(b)].

Scenario "the record".
  A person has:
    (1) a felony conviction in Yolo County for HS 11359 on {day}, whose number of plants is {plants}.
  On July 1, 2024, conviction (1) receives Relief.
"""


def versioned(day: str, plants: int) -> Decision:
    (scenario,) = (program := load_text(VERSIONED.format(day=day, plants=plants))).law.scenarios
    assert scenario.person is not None
    (decision,) = program.decide(person_of(scenario.person), as_of=date(2024, 7, 1))
    return decision


def test_a_missing_day_is_not_presumed_to_be_one_on_which_no_version_was_in_force() -> None:
    """Both versions make it serious; a day before the first has no law, which is not presumed to say otherwise."""
    decision = versioned("an unknown date", 6)
    assert decision.needs_review
    assert decision.possible == ("Relief", "No Relief")
    assert versioned("May 1, 2009", 6).possible == decision.possible
    assert [fact.question for fact in decision.readings] == ["Minor"]


def test_a_missing_day_is_presumed_to_be_one_on_which_a_version_says_so() -> None:
    """From March 1, 2000 the conviction is not serious with five plants, so that both readings may hold."""
    decision = versioned("an unknown date", 5)
    assert decision.outcome == "Relief"
    assert decision.basis.startswith("presumed: ")


READ_TOGETHER = """\
Statute "Example (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first: Dismissal, "D"; No Relief, "N"; Referral, "R", not ranked.

This statute covers each conviction for HS 11357.

Young means that the person was under 21 years old on the date of conviction.

Narrow is an open question [HS 11361.8(b)]:
  (1) reading "first": the offense is HS 11357(b);
  (2) reading "second": the number of plants is at most 6;
  (3) reading "third": the person was at least 21 years old on the date of conviction.

Decide by the first of these that applies:
  (1) Dismissal, if Narrow;
  (2) No Relief, if Young;
  (3) Referral, otherwise.

If Young is unknown, it is presumed true [HS 11361.8(b)].

If Narrow is unknown, it is presumed not true [HS 11361.8(b)].
"""


def test_a_presumption_leaves_out_what_it_can_of_readings_that_agree_in_part() -> None:
    """Under "second" the record itself says yes. Under the others what is presumed may hold, and so it is presumed there."""
    program = load_text(READ_TOGETHER)
    charge = Charge(
        "1", offense=Offense(Section("HS", "11357")), level=Level.MISDEMEANOR, offense_date=date(2016, 11, 9), plants=5,
        actions=(CourtAction(date=date(2016, 11, 9), category="convicted", level=Level.MISDEMEANOR),),
    )  # fmt: skip
    person = Person(
        "made up", cases=(Case("1", charges=(charge,)),), sources=(RecordSource("made up", ("everywhere",)),)
    )
    (decision,) = program.decide(person, as_of=date(2020, 1, 1))
    (question,) = decision.readings
    told = {effect.answer: effect.outcomes for effect in question.answers}
    assert told == {'reading "first" or "third"': ("No Relief",), 'reading "second"': ("Dismissal",)}
