"""Several statutes in order: each decides the record as the earlier ones left it.

Where an earlier statute needs review, each way in which it may leave the record is tried, for several such records
together, up to `MOST_WAYS`. What all ways give alike stands; the rest needs review. So a definite answer of a later
statute is the same whatever the earlier review comes to. Beyond the bound nothing later is definite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import product
from math import prod

from attrs import evolve, field, frozen

from cmr_rules.decisions.decision import Decision, RecordReference, Status
from cmr_rules.decisions.merging import Way, merged, record_key
from cmr_rules.decisions.relief import (
    DISCRETIONARY,
    after_relief,
    counts_of,
    effect_of,
    possible_effects,
    with_effect,
)
from cmr_rules.records.person import Person
from cmr_rules.semantics.law import Law

MOST_WAYS = 64
"""In how many ways earlier statutes may leave a record before later decisions about the person need review."""
_DONE = {"clears": "cleared", "seals": "sealed"}


@frozen
class Stage:
    """One statute, ready to decide."""

    law: Law
    decide: Callable[[Person], tuple[Decision, ...]]


@frozen
class Step:
    """What one statute decided.

    Args:
        statute: Its name.
        person: The record as the decisions of earlier statutes leave it; a decision that needs review changes nothing.
        decisions: What it decides, whatever earlier reviews come to.
    """

    statute: str
    person: Person
    decisions: tuple[Decision, ...]


@frozen
class _State:
    """A way in which the record may be left, with what was done to each count, by which equal ways are known."""

    way: Way
    done: Mapping[str, tuple[str, ...]] = field(factory=dict)


def decide_in_order(
    stages: Sequence[Stage], person: Person, as_of: date, *, grant_discretionary: bool = False
) -> tuple[Step, ...]:
    """Decide *person* by each statute in turn. Discretionary relief changes nothing unless it is granted."""
    states, complete = [_State(Way(person))], True
    certain = person
    steps: list[Step] = []
    for stage in stages:
        found = [(state, stage.decide(state.way.person)) for state in states]
        tried = [(state.way, decisions) for state, decisions in found]
        decisions = merged(stage.law, tried, complete=complete) if steps else found[0][1]
        steps.append(Step(stage.law.name, certain, decisions))
        if stage is stages[-1]:
            break
        certain = after_relief(certain, decisions, as_of, grant_discretionary=grant_discretionary)
        states, all_tried = _left(stage.law, found, as_of, grant_discretionary=grant_discretionary)
        complete = complete and all_tried
    return tuple(steps)


def _left(
    law: Law, found: list[tuple[_State, tuple[Decision, ...]]], as_of: date, *, grant_discretionary: bool
) -> tuple[list[_State], bool]:
    """Return every way in which the record may be left, and whether these are all."""
    made: dict[object, _State] = {}
    complete = True
    for state, decisions in found:
        open_: list[tuple[RecordReference, dict[str, tuple[str, ...]]]] = []
        after = state
        for decision in decisions:
            if decision.status is Status.NEEDS_REVIEW:
                possible = possible_effects(decision, law.outcomes, grant_discretionary=grant_discretionary)
                open_.append((decision.record, possible))
                continue
            effect = effect_of(decision, grant_discretionary=grant_discretionary)
            after = _with(after, law.name, decision.record, effect, as_of)
            if decision.door == DISCRETIONARY and decision.effect and not grant_discretionary:
                note = f"{law.name} lets the court give {decision.record.title} {decision.outcome}: not counted as done"
                after = evolve(after, way=evolve(after.way, remarks=(*after.way.remarks, note)))
        wide = prod(len(possible) for _, possible in open_) > MOST_WAYS
        complete = complete and not wide
        for chosen in _alone(open_) if wide else product(*(tuple(possible) for _, possible in open_)):
            one = after
            for (record, possible), effect in zip(open_, chosen, strict=True):
                one = _supposing(one, law.name, record, effect, possible, as_of)
            made.setdefault(tuple(sorted(one.done.items())), one)
            if len(made) > MOST_WAYS:
                return list(made.values())[:MOST_WAYS], False
    return list(made.values()), complete


def _alone(open_: list[tuple[RecordReference, dict[str, tuple[str, ...]]]]) -> list[tuple[str, ...]]:
    """Change one record at a time: where there are too many ways, these show which records may be covered at all."""
    first = tuple(next(iter(possible)) for _, possible in open_)
    return [first] + [
        (*first[:index], effect, *first[index + 1 :])
        for index, (_, possible) in enumerate(open_)
        for effect in possible
        if effect != first[index]
    ]


def _with(state: _State, statute: str, record: RecordReference, effect: str, as_of: date) -> _State:
    if not effect:
        return state
    way, done = state.way, dict(state.done)
    for count in counts_of(way.person, record):
        done[count] = (*done.get(count, ()), effect)
    what = _DONE.get(effect) or f"reduced, and the level left is {effect}"
    remark = f"Decided as {statute} leaves the record: {record.title} is {what}"
    person = with_effect(way.person, record, effect, as_of)
    return _State(evolve(way, person=person, remarks=(*way.remarks, remark)), done)


def _supposing(
    state: _State, statute: str, record: RecordReference, effect: str, possible: dict[str, tuple[str, ...]], as_of: date
) -> _State:
    """Assume what an open decision does; where all its outcomes do the same, nothing is assumed."""
    made = _with(state, statute, record, effect, as_of)
    if len(possible) == 1:
        return made
    key = (statute, *record_key(record))
    way = evolve(
        made.way,
        supposed={**state.way.supposed, key: possible[effect]},
        asked={**state.way.asked, key: record},
        remarks=state.way.remarks,
    )
    return evolve(made, way=way)
