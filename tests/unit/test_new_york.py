"""`ny/160.57`: what a record that lists New York alone leaves open, and where a run may choose."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date

import pytest

from cmr_rules import (
    Case,
    Charge,
    CourtAction,
    Decision,
    Event,
    Level,
    Offense,
    Person,
    RecordSource,
    Section,
    Sentence,
    load,
)

CHOSEN = {
    "Later Crime Elsewhere": "a crime of New York",
    "Pending Charge": "of a crime, in New York",
    "Still Supervised": "under the sentence of the conviction",
}


def conviction(on: date, level: Level = Level.MISDEMEANOR, state: str = "New York", **told: object) -> Case:
    action = CourtAction(
        date=on,
        category="convicted",
        level=level,
        **{"sentence": (Sentence("fine"),), **told},  # type: ignore[arg-type]
    )
    charge = Charge(offense=Offense(Section("PL", "155.30")), level=level, actions=(action,))
    return Case(state=state, charges=(charge,))


def decide(*cases: Case, covers: str = "everywhere", chosen: dict[str, str] | None = None) -> Decision:
    who = Person("fabricated", date(1970, 1, 1), cases=cases, sources=(RecordSource("a file", (covers,)),))
    return load("ny/160.57", readings=chosen or {}).decide(who, as_of=date(2026, 1, 1))[0]


def test_a_record_of_new_york_alone_does_not_tell_of_crimes_elsewhere() -> None:
    assert decide(conviction(date(2022, 5, 12))).outcome == "To Be Sealed"
    assert decide(conviction(date(2022, 5, 12)), covers="New York").outcome == ""


def test_a_run_may_choose_what_counts_for_such_a_record() -> None:
    found = decide(conviction(date(2022, 5, 12)), covers="New York", chosen=CHOSEN)

    assert found.outcome == "To Be Sealed"
    assert all(f'"{reading}" of {name}' in found.basis for name, reading in CHOSEN.items())


@pytest.mark.parametrize("left_open", CHOSEN)
def test_each_of_the_three_choices_is_needed(left_open: str) -> None:
    chosen = {name: reading for name, reading in CHOSEN.items() if name != left_open}

    assert decide(conviction(date(2022, 5, 12)), covers="New York", chosen=chosen).outcome == ""


def test_what_the_time_has_not_reached_is_decided_whatever_happened_elsewhere() -> None:
    assert decide(conviction(date(2023, 5, 12)), covers="New York").outcome == "Not Yet"


def test_a_prison_sentence_asks_for_a_return_to_custody_and_not_for_custody_of_other_kinds() -> None:
    case = conviction(
        date(2010, 5, 12),
        Level.FELONY,
        sentence=(Sentence("prison"),),
        released_on=date(2015, 3, 3),
        supervision_ended_on=date(2018, 3, 3),
    )
    custody = Event("custody", date(2020, 1, 1), ended_on=date(2020, 1, 31))
    who = Person("fabricated", date(1970, 1, 1), cases=(case,), events=(custody,), sources=(RecordSource("a file"),))
    found = load("ny/160.57").decide(who, as_of=date(2026, 1, 1))[0]

    assert "Reincarcerated" in [fact.fact for fact in found.missing]
    assert not [fact for fact in found.missing if "custody" in fact.fact]
