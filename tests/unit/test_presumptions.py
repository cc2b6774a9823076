"""Presumptions: what they presume of a person, and what they leave alone."""

from __future__ import annotations

import pytest

from cmr_rules import load_text
from cmr_rules.engine import check_text, run_scenarios
from cmr_rules.source import Source

TEXT = """\
Statute "Example Act (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  Redesignation, "Redesignated";
  No Relief, "Not eligible".

This statute covers each conviction for HS 11358.

Fact Harm Done: yes or no, about each conviction [Note: Was anybody harmed?].

Grade Today means the first of these that applies:
  (1) infraction, if the person was under 18 years old on the date of offense [HS 11358(a)];
  (2) misdemeanor, if the number of plants is more than 6 [HS 11358(c)];
  (3) lawful, otherwise [HS 11362.1(a)(3)].

Lesser Offense means that all of the following are true:
  (a) Grade Today is less serious than the level of the conviction; and
  (b) Harm Done is not true.

If Lesser Offense is unknown, it is presumed true{but} [HS 11361.8(f)].

Rule "no offense" [HS 11361.8(e)]:
  A conviction receives Dismissal if all of the following are true:
    (a) Lesser Offense; and
    (b) Grade Today is lawful.

Rule "a lesser offense" [HS 11361.8(e)]:
  A conviction receives Redesignation if Lesser Offense is true.

Otherwise a conviction receives No Relief.
"""
BUT = ", but nothing is presumed of the date of offense, the date of birth and the level"


def people(born: str, level: str, told: str, expected: str, but: str = BUT) -> str:
    """The statute with a scenario."""
    return TEXT.replace("{but}", but) + (
        f'\nScenario "x".\n  A person born {born} has:\n    (1) a {level} conviction for HS 11358 on March 2, 2009{told}.\n'
        f"  On July 1, 2019, conviction (1) {expected}.\n"
    )


@pytest.mark.parametrize(
    ("born", "level", "told", "expected"),
    [
        # An adult whenever it was: harm is presumed away, the plants settle the relief.
        ("May 1, 1968", "felony", ", whose date of offense is March 1, 2009, whose number of plants is 3",
         "receives Dismissal, presumed"),
        ("May 1, 1968", "felony", ", whose date of offense is March 1, 2009", (
            "needs review, at least Redesignation, at most Dismissal, missing the number of plants of conviction (1)")),
        # A misdemeanor with ten plants is no lesser offense for an adult; whether it was an adult is not presumed.
        ("May 1, 1968", "misdemeanor", ", whose number of plants is 10",
         "needs review, at least No Relief, at most Redesignation"),
        ("May 1, 1968", "misdemeanor", ", whose date of offense is March 1, 2009, whose number of plants is 10",
         "receives No Relief"),
        # The year alone is enough where every day of it gives the same age.
        ("May 1, 1968", "misdemeanor", ", whose date of offense is 2008, whose number of plants is 10",
         "receives No Relief"),
        ("May 1, 1968", "misdemeanor", ", whose date of offense is 1986, whose number of plants is 10",
         "needs review, at least No Relief, at most Redesignation"),
    ],
)  # fmt: skip
def test_nothing_is_presumed_of_what_a_court_record_would_show(born: str, level: str, told: str, expected: str) -> None:
    """The criteria are presumed for want of proof of the conduct, not for want of a date."""
    (result,) = run_scenarios(load_text(people(born, level, told, expected)))
    assert result.passed, result.message


def test_without_the_words_the_date_is_presumed_too() -> None:
    """The same record under a presumption that leaves nothing alone."""
    text = people(
        "May 1, 1968", "misdemeanor", ", whose number of plants is 10", "receives Redesignation, presumed", ""
    )
    (result,) = run_scenarios(load_text(text))
    assert result.passed, result.message


def test_what_is_left_alone_must_be_a_fact() -> None:
    """A term is worked out; a record cannot lack it."""
    _, found = check_text(Source("x", TEXT.replace("{but}", ", but nothing is presumed of Grade Today")), ())
    assert [one.code for one in found] == ["CMR310"]


def test_the_note_of_a_fact_is_the_question() -> None:
    """What the author wrote beside the fact is asked of a person."""
    program = load_text(people("May 1, 1968", "felony", ", whose number of plants is 3", "receives No Relief"))
    assert program.law.facts["Harm Done"].question == "Was anybody harmed?"


def test_a_mark_among_citations_is_told() -> None:
    """It would be read as the name of a law, and the mark would be lost."""
    text = TEXT.replace("{but}", "").replace("[HS 11358(c)]", "[HS 11358(c); Unverified: from memory]")
    _, found = check_text(Source("x", text), ())
    assert [one.code for one in found] == ["CMR120"]
