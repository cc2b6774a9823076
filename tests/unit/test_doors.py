"""How relief is granted, and what it does to the record: what an outcome says, as the law and its decisions have it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from cmr_rules.decisions.decision import Decision
from cmr_rules.engine import format_file, load_text
from cmr_rules.records.person import Case, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.values import Level
from cmr_rules.source import Source

STATUTE = """\
Statute "Relief in several ways (not law)".
Jurisdiction: California.
Authority: PC 1203.4.

Outcomes, most favorable first:
  Sealing, "Sealed", automatic, which seals the conviction;
  Dismissal As Of Right, "Dismissed as of right", mandatory on petition, which clears the conviction;
  Dismissal In Discretion, "May be dismissed", discretionary on petition, which clears the conviction;
  Reduction, "Reduced", discretionary on petition, which leaves a misdemeanor, not ranked;
  No Relief, "No relief".

This statute covers each conviction in California that still stands.

Decide by the first of these that applies:
  (1) Sealing, if the conviction is an infraction;
  (2) Dismissal As Of Right, if the conviction is a misdemeanor;
  (3) No Relief, otherwise.
"""


def _decided(level: Level) -> Decision:
    action = CourtAction(date=date(2010, 5, 1), category="convicted", level=level)
    charge = Charge("1", "1", level=level, actions=(action,))
    person = Person("p", cases=(Case("c", state="California", charges=(charge,)),), sources=(RecordSource("made up"),))
    (decision,) = load_text(STATUTE).decide(person, as_of=date(2025, 6, 1))
    return decision


def test_the_law_keeps_how_each_outcome_is_granted_and_what_it_does() -> None:
    """Each outcome has its own door, in any order with its effect."""
    outcomes = load_text(STATUTE).law.outcomes
    assert [(one.door, one.effect, one.rank) for one in outcomes] == [
        ("automatic", "seals", 0),
        ("mandatory on petition", "clears", 1),
        ("discretionary on petition", "clears", 2),
        ("discretionary on petition", "misdemeanor", None),
        ("", "", 3),
    ]


@pytest.mark.parametrize(
    ("level", "door"),
    [(Level.INFRACTION, "automatic"), (Level.MISDEMEANOR, "mandatory on petition"), (Level.FELONY, "")],
)
def test_a_decision_says_how_its_outcome_is_granted(level: Level, door: str) -> None:
    """In the data, in the text and in JSON; nothing is said of an outcome without one."""
    decision = _decided(level)
    assert decision.door == door
    assert (f"How it is granted: {door}" in decision.explain()) is bool(door)
    assert json.loads(decision.explain("json"))["door"] == door


def test_the_formatter_keeps_the_words() -> None:
    """What it writes is what was written."""
    text, faults = format_file(Source("doors", STATUTE))
    assert not faults
    assert text == STATUTE
