"""What an explanation says of a limit agrees with the decision."""

from __future__ import annotations

from datetime import date

from cmr_rules import load
from cmr_rules.scenarios import person_of


def test_a_limit_that_is_used_up_in_every_reading_is_shown_as_used_up() -> None:
    """Which conviction comes first is an open question; the fifth misdemeanor is over the limit under each reading."""
    program = load("mi/780.621g")
    told = next(one for one in program.law.scenarios if one.title.value.startswith("worked person 10"))
    assert told.person is not None
    decisions = program.decide(person_of(told.person), as_of=date(2023, 6, 1))
    fifth = next(one for one in decisions if one.record.title == "conviction 5")
    assert fifth.outcome == "Not Set Aside"
    line = next(one for one in fifth.explain().splitlines() if 'Limit "lifetime" leaves a place' in one)
    assert line.lstrip().startswith("✗")
    assert "however that comes out, no place is left" in line
    first = next(one for one in decisions if one.record.title == "conviction 1")
    line = next(one for one in first.explain().splitlines() if 'Limit "lifetime" leaves a place' in one)
    assert line.lstrip().startswith("✓")
