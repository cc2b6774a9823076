"""The record after relief: what outcomes that were granted leave of the convictions that they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from cmr_rules.decisions.decision import Decision, RecordReference, Status
from cmr_rules.records.person import Charge, CourtAction, Person
from cmr_rules.records.values import UNKNOWN, Level
from cmr_rules.semantics.law import Outcome

DISCRETIONARY = "discretionary on petition"
"""How relief is granted that a court may also refuse."""
OUTSIDE = "not covered"
"""What a decision names among the outcomes that are possible when coverage itself is not known."""
_KINDS = {"clears": "set_aside", "seals": "sealed"}


def after_relief(
    person: Person, decisions: Iterable[Decision], as_of: date, *, grant_discretionary: bool = False
) -> Person:
    """Return *person* as the outcomes that were decided leave the record.

    To each count that a decision is about an action of the court is added, dated the review date, as the outcome says:
    set aside (``which clears``), sealed (``which seals``), reduced (``which leaves a misdemeanor``). A decision that
    needs review, or whose outcome does nothing to the record, changes nothing.

    Args:
        person: The record. Nothing in it is changed.
        decisions: What a statute decided about it.
        as_of: The review date.
        grant_discretionary: Whether relief that a court may refuse counts as granted.
    """
    for decision in decisions:
        effect = effect_of(decision, grant_discretionary=grant_discretionary)
        person = with_effect(person, decision.record, effect, as_of)
    return person


def effect_of(decision: Decision, *, grant_discretionary: bool) -> str:
    """Return what a decision does to the record: ``clears``, ``seals``, a level, or nothing."""
    if decision.status is not Status.DECIDED:
        return ""
    return _granted(decision.effect, decision.door, grant_discretionary=grant_discretionary)


def possible_effects(
    decision: Decision, outcomes: tuple[Outcome, ...], *, grant_discretionary: bool
) -> dict[str, tuple[str, ...]]:
    """Return what a decision that needs review may do to the record, each with the outcomes that do so.

    Where every outcome of the statute remains possible, that nothing is decided remains possible too: whether the
    record is covered may not be known then.
    """
    found: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.name in decision.possible:
            effect = _granted(outcome.effect, outcome.door, grant_discretionary=grant_discretionary)
            found.setdefault(effect, []).append(outcome.name)
    names = {outcome.name for outcome in outcomes}
    if names <= set(decision.possible) or not set(decision.possible) <= names:
        found.setdefault("", []).append(OUTSIDE)
    return {effect: tuple(named) for effect, named in found.items()}


def _granted(effect: str, door: str, *, grant_discretionary: bool) -> str:
    return "" if door == DISCRETIONARY and not grant_discretionary else effect


def with_effect(person: Person, record: RecordReference, effect: str, as_of: date) -> Person:
    """Return *person* with one more action of the court on each count of *record*."""
    counts = counts_of(person, record)
    if not effect or not counts:
        return person
    kind, level = _KINDS.get(effect, "reduced"), UNKNOWN if effect in _KINDS else Level(effect)
    action = CourtAction(kind, as_of, "other", level)

    def changed(charge: Charge) -> Charge:
        return evolve(charge, actions=(*charge.actions, action)) if charge.charge_id in counts else charge

    return evolve(
        person,
        cases=tuple(
            evolve(case, charges=tuple(map(changed, case.charges)))
            if any(charge.charge_id in counts for charge in case.charges)
            else case
            for case in person.cases
        ),
    )


def counts_of(person: Person, record: RecordReference) -> frozenset[str]:
    """Return the identifiers of the counts that relief for *record* concerns.

    Of a case or an arrest these are all its counts, of the person every count. An arrest of which the record lists no
    counts has none.
    """
    match record.kind:
        case "person":
            return frozenset(charge.charge_id for _, charge in person.charges)
        case "arrest" | "case":
            return frozenset(record.counts)
        case _:
            return frozenset({record.charge_id})
