"""Dates of one record that cannot both be right: both are data errors, and neither may decide anything."""

from __future__ import annotations

from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from attrs import evolve

from cmr_rules.records.person import Charge, Person
from cmr_rules.records.values import UNKNOWN, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cmr_rules.decisions.view import Entry

_BEFORE = (
    ("date of offense", attrgetter("offense_date")),
    ("date of arrest", attrgetter("arrest_date")),
    ("date of filing", attrgetter("filing_date")),
)
"""What cannot come after the conviction."""
_CONVICTED = "date of conviction"


def _first(value: object) -> date | None:
    """The first day that a date may be; None when nothing is known."""
    return value if isinstance(value, date) else value.first if isinstance(value, PartialDate) else None


def _last(value: object) -> date | None:
    return value if isinstance(value, date) else value.last if isinstance(value, PartialDate) else None


def contradictions(person: Person, convictions: Iterable[Entry], as_of: int) -> dict[tuple[int, str], str]:
    """Return what is wrong, by fact: the index of the record (-1: the person) and the name of the fact.

    A partial date contradicts another when no day that it may be agrees with it.
    """
    faults: dict[tuple[int, str], str] = {}
    born = _first(person.birth_date)
    died = min((day for e in person.events if e.kind == "death" and (day := _last(e.date)) is not None), default=None)
    for entry in convictions:
        action = entry.charge.conviction
        written = action.date if action else None
        first, last = _first(written), _last(written)
        if first is None or last is None:
            continue
        convicted = (entry.index, _CONVICTED)
        if first.toordinal() > as_of:
            faults[convicted] = "the date of conviction is after the review date"
        if born is not None and born > last:
            faults[-1, "date of birth"] = "the date of birth is after a conviction"
            faults[convicted] = "the date of conviction is before the date of birth"
        if died is not None and died < first:
            faults[-1, "date of death"] = faults[-1, "deceased"] = "the record shows a conviction after the death"
        for fact, read in _BEFORE:
            earliest = _first(read(entry.charge))
            if earliest is not None and earliest > last:
                faults[entry.index, fact] = f"the {fact} is after the date of conviction"
                faults[convicted] = f"the date of conviction is before the {fact}"
        for fact, value in _after(entry.charge):
            latest = _last(value)
            if latest is not None and latest < first:
                faults[entry.index, fact] = f"the {fact} is before the date of conviction"
                faults[convicted] = f"the date of conviction is after the {fact}"
        if convicted in faults and entry.charge.sentencing is action and action and action.sentenced_on is UNKNOWN:
            faults[entry.index, "date of sentence"] = faults[convicted]  # it is the day of the conviction
    return faults


def _after(charge: Charge) -> tuple[tuple[str, object], ...]:
    """What cannot come before the conviction."""
    action = charge.sentencing
    if action is None:
        return ()
    revoked = [("date of revocation", one.date) for one in charge.actions if one.kind == "probation_revoked"]
    return (
        ("date of sentence", action.sentenced_on),
        ("end of sentence", action.end_of_sentence),
        ("end of probation", action.probation_ended_on),
        ("end of supervision", action.supervision_ended_on),
        *revoked,
    )


def as_it_stood(charge: Charge, as_of: int) -> Charge:
    """Leave out what courts did after the review date. A conviction after it stays: its date is a data error."""
    kept = tuple(
        action
        for action in charge.actions
        if action is charge.conviction or not isinstance(action.date, date) or action.date.toordinal() <= as_of
    )
    return charge if len(kept) == len(charge.actions) else evolve(charge, actions=kept)


def as_they_were(person: Person, as_of: int) -> Person:
    """Leave out registrations, a death and other events after the review date."""
    kept = tuple(e for e in person.events if not isinstance(e.date, date) or e.date.toordinal() <= as_of)
    if len(kept) == len(person.events):
        return person
    later_death = person.deceased is True and any(e.kind == "death" for e in person.events)
    alive = later_death and not any(e.kind == "death" for e in kept)
    return evolve(person, events=kept, deceased=UNKNOWN if alive else person.deceased)
