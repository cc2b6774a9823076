"""Probation and supervision after a sentence: whether and when probation was revoked, and when each ended.

A record lists the revocations within its sources, as it lists convictions: where it is complete and shows none, there
was none. Where it may lack something, nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import evolve

from cmr_rules.records.person import Charge, CourtAction, Person
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, DataError, DateField, Missing, YesNo

ENDS: Mapping[str, str] = {"end of probation": "probation_ended_on", "end of supervision": "supervision_ended_on"}
"""Facts that are fields of the action that gave the sentence."""

REVOKED_ON, REVOKED = "date of revocation", "revocation of probation"

TOLD_AS: Mapping[str, str] = {
    "probation ended": "end of probation", "supervision ended": "end of supervision", "probation revoked": REVOKED_ON,
}  # fmt: skip
"""What a scenario says was done, and the fact that it tells."""


def _revocations(charge: Charge) -> list[DateField]:
    return [action.date for action in charge.actions if action.kind == "probation_revoked"]


def was_revoked(person: Person, charge: Charge) -> YesNo:
    """Whether probation was revoked; unknown where the record shows no revocation and may lack one."""
    if _revocations(charge):
        return True
    told = UNKNOWN if charge.sentencing is None else charge.sentencing.probation_revoked
    if told is UNKNOWN:
        return UNKNOWN if person.incomplete or not person.sources else False
    return told


def revoked_on(person: Person, charge: Charge) -> DateField:
    """Return the day of the last revocation; not applicable where there was none."""
    days = _revocations(charge)
    if len(days) == 1:
        return days[0]
    if days:
        known = [day for day in days if isinstance(day, date)]
        wrong = [day for day in days if isinstance(day, DataError)]
        return max(known) if len(known) == len(days) else wrong[0] if wrong else UNKNOWN
    return NOT_APPLICABLE if was_revoked(person, charge) is False else UNKNOWN


def with_supervision(charge: Charge, fact: str, value: Any) -> Charge:
    """Put what is told of probation or supervision into a conviction.

    Raises:
        ValueError: The charge is no conviction.
    """
    given = charge.sentencing
    if given is None:
        raise ValueError("the charge is not a conviction, and this fact is about one")
    if fact == REVOKED_ON and not isinstance(value, Missing):
        return evolve(charge, actions=(*charge.actions, CourtAction("probation_revoked", value, "other")))
    changes: dict[str, Any] = {ENDS[fact]: value} if fact in ENDS else {"probation_revoked": _truth(fact, value)}
    new = evolve(given, **changes)
    return evolve(charge, actions=tuple(new if action is given else action for action in charge.actions))


def _truth(fact: str, value: Any) -> YesNo:
    """A day that is not known is a revocation all the same; one that does not apply is none."""
    return value if fact == REVOKED else value is not NOT_APPLICABLE
