"""The records of a person as the interpreter asks them: counts, events, and wholes that have counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve

from cmr_rules.records.person import Case, Charge, Event, Person
from cmr_rules.records.values import UNKNOWN
from cmr_rules.records.wholes import arrest_counts, court_counts


class Entry:
    """A count, an event or a whole: an arrest, a case, the person.

    *index* is its place among them all, *number* that among the convictions (0: none). *kind* is ``count``, ``event``,
    ``arrest``, ``case`` or ``person``; *counts* are those of an arrest or a case.
    """

    __slots__ = ("cache", "case", "case_index", "charge", "counts", "event", "index", "kind", "number")

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        index: int,
        number: int,
        case: Case,
        charge: Charge,
        case_index: int,
        event: Event | None,
        kind: str = "count",
        counts: tuple[Entry, ...] = (),
    ) -> None:
        self.index = index
        self.number = number
        self.case = case
        self.charge = charge
        self.case_index = case_index
        self.event = event
        self.kind = kind
        self.counts = counts
        self.cache: dict[str, Any] = {}

    @property
    def is_arrest(self) -> bool:
        """Whether it is an arrest, whether the record lists its counts or not."""
        return self.kind == "arrest" or (self.event is not None and self.event.kind == "arrest")


def event_entry(index: int, event: Event) -> Entry:
    """Return the entry of an event. An arrest that is an event is one count of which little is known."""
    case = Case(county=event.county, state=event.state, cycle=event.cycle)
    charge = Charge(offense=event.offense)
    if event.kind == "arrest":
        charge = evolve(charge, arrest_date=event.date, stage="arrest")
    return Entry(index, 0, case, evolve(charge, where=event.where), index, event, "event")


def wholes_of(person: Person, counts: list[Entry]) -> Iterator[Entry]:
    """Yield the arrests, the cases and the person, numbered on from the counts."""
    index = len(counts)
    by_place = _by_place(person, counts)
    for kind, chosen in (("arrest", arrest_counts), ("case", court_counts)):
        for place, case in enumerate(person.cases):
            places = chosen(case)
            if places:
                of_it = tuple(by_place[place][number] for number in places)
                yield Entry(index, 0, case, _whole(of_it), of_it[0].case_index, None, kind, of_it)
                index += 1
    yield Entry(index, 0, Case(), Charge(stage="other"), index, None, "person")


def _by_place(person: Person, counts: list[Entry]) -> list[list[Entry]]:
    found: list[list[Entry]] = []
    first = 0
    for case in person.cases:
        found.append(counts[first : first + len(case.charges)])
        first += len(case.charges)
    return found


def _whole(counts: tuple[Entry, ...]) -> Charge:
    """What an arrest or a case shows where a single count is expected: the place of its first count, and no law."""
    first = counts[0].charge
    separate = True if any(one.charge.separate is True for one in counts) else UNKNOWN
    return Charge(charge_id=first.charge_id, stage=first.stage, separate=separate, where=first.where)
