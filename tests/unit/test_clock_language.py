"""How what the record shows and times that run are written: read, refused, and told in scenarios."""

# ruff: noqa: D103, FBT003
from __future__ import annotations

from datetime import date

import pytest

from cmr_rules import NOT_APPLICABLE, UNKNOWN, PartialDate
from cmr_rules.scenarios import person_of
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.syntax import tree
from tests.unit.reading import condition, meaning, read
from tests.unit.rule_texts import codes, meaning_of
from tests.unit.rule_texts import read as resolved

RELEASE = tree.FactOf("date of release")
EIGHT = tree.Length(8, "year")


def test_the_parts_of_a_clock() -> None:
    text = (
        "the day on which 8 years have run from the date of release, starting again with each conviction of the "
        "person for HS 1 from its Start Of Time, not counting the time in custody"
    )
    offenses = tree.Offenses((tree.SectionItem("HS 1"),))
    counted = tree.Counted("conviction", offenses=offenses)
    assert meaning(text) == tree.Clock(EIGHT, RELEASE, counted, tree.NameValue(tree.Name("Start Of Time")), False)
    assert meaning("the day on which the Wait has run from the date of release") == tree.Clock(
        tree.NameValue(tree.Name("Wait")), RELEASE
    )


def test_a_clock_that_starts_again_also_after_it_has_run() -> None:
    text = (
        "the day on which 8 years have run from the date of release, starting again, also after it has run, with each "
        "conviction from its date of release"
    )
    counted = tree.Counted("conviction")
    assert meaning(text) == tree.Clock(EIGHT, RELEASE, counted, RELEASE, after_run=True)
    resolved_clock = meaning_of(f"{text} is on or before the review date")
    assert isinstance(resolved_clock, law.Compare)
    assert isinstance(resolved_clock.left, law.Clock)
    assert resolved_clock.left.after_run is True


def test_what_the_record_shows_is_a_sentence() -> None:
    inner = tree.Is(tree.NameValue(tree.Name("Yy")), False, tree.OneOf(words=(tree.Words("true"),)))
    assert condition("the record shows that Yy is true") == tree.Shows(False, inner)
    assert condition("the record does not show that Yy is true") == tree.Shows(True, inner)


def test_what_it_comes_down_to() -> None:
    shown = meaning_of("the record does not show that the person has a pending charge")
    assert isinstance(shown, law.Not)
    assert isinstance(shown.test, law.Shows)
    compared = meaning_of(
        "the day on which 3 years have run from the date of sentence, starting again with each conviction from its "
        "date of release is on or before the review date"
    )
    assert isinstance(compared, law.Compare)
    clock = compared.left
    assert isinstance(clock, law.Clock)
    assert isinstance(clock.begins, law.FactValue)
    assert (clock.begins.kind, clock.begins.who) == (Kind.DATE, Who.COUNTED)
    assert clock.who is Who.SUBJECT
    assert clock.not_in_custody is False


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("the record shows that Yy", "write `that Yy is true`"),
        ("the record shows that all of the following are true: (a) Yy; and (b) Yy", "define a term for the outline"),
        ("the record shows that the record shows that Yy is true", "leave one of them out"),
        ("the day on which 8 years run from the date of sentence is before the review date", "have run from"),
        (
            "the day on which 8 years have run from the date of sentence, starting again with each charge is known",
            "from its date of sentence",
        ),
    ],
)
def test_slips_say_what_to_write(sentence: str, said: str) -> None:
    before = "Yy means that the person is deceased."
    _, diagnostics = resolved(f"{before}\n\nZz means that {sentence}.")
    assert [said in hint for one in diagnostics if one.code == "CMR101" for hint in one.hints] == [True]


def test_what_runs_is_a_length_and_from_a_day() -> None:
    head = "Zz means the day on which 8 years have run from"
    assert codes(f"{head} the level.") == ["CMR301"]
    assert codes(f"{head} the date of sentence, starting again with each conviction from its level.") == ["CMR301"]


def test_times_in_custody_of_a_scenario() -> None:
    text = """
Scenario "custody".
  A person born March 14, 1960 has:
    (1) a time in custody from May 1, 2010 through June 2, 2010;
    (2) a time in custody from May 2010;
    (3) a time in custody from an unknown date through an unknown date.
"""
    (scenario,) = read(text)
    assert isinstance(scenario, tree.Scenario)
    assert scenario.person is not None
    events = person_of(scenario.person).events
    assert [(one.kind, one.date, one.ended_on) for one in events] == [
        ("custody", date(2010, 5, 1), date(2010, 6, 2)),
        ("custody", PartialDate(2010, 5), NOT_APPLICABLE),
        ("custody", UNKNOWN, UNKNOWN),
    ]
