"""Records that are told one by one, put together where they are of one court file."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from cmr_rules.places import state_of
from cmr_rules.records.person import Case
from cmr_rules.records.values import UNKNOWN, Missing


def one_for_each_text(cases: Iterable[Case]) -> list[Case]:
    """Join cases with the same docket into one, in the place of the first; what one of them tells, it tells for all."""
    made: dict[str, Case] = {}
    for number, case in enumerate(cases):
        key = case.case_id if case.dockets else f"{number}: {case.case_id}"
        first = made.get(key)
        made[key] = case if first is None else _joined(first, case)
    return list(made.values())


def _joined(one: Case, two: Case) -> Case:
    return evolve(
        one,
        county=one.county if one.county is not UNKNOWN else two.county,
        state=one.state if one.state is not UNKNOWN else two.state,
        cycle=one.cycle if one.cycle is not UNKNOWN else two.cycle,
        restitution_owed=one.restitution_owed if one.restitution_owed is not UNKNOWN else two.restitution_owed,
        fines_owed=one.fines_owed if one.fines_owed is not UNKNOWN else two.fines_owed,
        charges=(*one.charges, *two.charges),
        facts={**two.facts, **one.facts},
    )


def place_of(text: str | None) -> tuple[str | Missing, str | Missing]:
    """Return the county and the state of a place as told; of a state, no county is known."""
    if text is None:
        return UNKNOWN, UNKNOWN
    state = state_of(text)
    return (UNKNOWN, text) if state == text else (text, state or UNKNOWN)
