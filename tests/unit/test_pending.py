"""A charge of which the record does not tell the end may be pending."""

from __future__ import annotations

from datetime import date

import pytest

from cmr_rules import Case, Charge, CourtAction, Level, Offense, Person, RecordSource, load_text, parse_section
from cmr_rules.decisions.decision import Decision
from cmr_rules.records.values import UNKNOWN, DateField

FILE = """\
Statute "Example (not law)".
Jurisdiction: California.
Authority: PC 1203.4.

Outcomes, most favorable first: Relief, "Relief"; No Relief, "No relief".

This statute covers each conviction in California.

Rule "not charged" [PC 1203.4]:
  A conviction receives Relief if the person has no pending charge in California.

Otherwise a conviction receives No Relief.
"""


def decided(category: str, on: DateField) -> Decision:
    """Decide a conviction beside a charge that a court disposed of as *category*, on a day that may be unknown."""
    offense = Offense(section) if (section := parse_section("PC 484")) else UNKNOWN
    convicted = CourtAction(date=date(2015, 3, 2), category="convicted", level=Level.MISDEMEANOR)
    actions = () if category == "none" else (CourtAction(date=on, category=category),)
    cases = (
        Case(
            "1", state="California", charges=(Charge("1", "1", offense, level=Level.MISDEMEANOR, actions=(convicted,)),)
        ),
        Case("2", state="California", charges=(Charge("2", "1", offense, level=Level.MISDEMEANOR, actions=actions),)),
    )
    person = Person("made up", cases=cases, sources=(RecordSource("made up", ("everywhere",)),))
    decisions = load_text(FILE).decide(person, as_of=date(2025, 6, 1))
    return next(one for one in decisions if one.record.title == "conviction 1")


@pytest.mark.parametrize(
    ("category", "on", "outcome"),
    [
        ("none", UNKNOWN, "No Relief"),
        ("pending", UNKNOWN, "No Relief"),
        ("dismissed", UNKNOWN, "Relief"),
        ("unknown", date(2020, 5, 1), "Relief"),
        ("unknown", UNKNOWN, ""),
    ],
)
def test_what_tells_neither_how_nor_when_it_ended_may_be_pending(category: str, on: DateField, outcome: str) -> None:
    """A day of disposition shows that the charge has ended, in whatever way."""
    decision = decided(category, on)
    assert decision.outcome == outcome
    if not outcome:
        told = {one.question: {effect.answer: effect.outcomes for effect in one.answers} for one in decision.missing}
        assert told["Is charge 1 still pending?"] == {"yes": ("No Relief",), "no": ("Relief",)}
