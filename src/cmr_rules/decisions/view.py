"""One person's record as the interpreter asks it: days as numbers, and every missing fact named.

Known values come out as plain numbers and words. What is missing comes out as a `Moved` day or number, a `Choice` of
words or None for yes-or-no, each with the key under which worlds answer it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from cmr_rules.citations import Offense
from cmr_rules.dates import EARLIEST, LATEST, LeapDay, Period
from cmr_rules.decisions.contradictions import as_it_stood, as_they_were, contradictions
from cmr_rules.decisions.counts import raw_of_whole, whole_of_counts, word_of_counts
from cmr_rules.decisions.entries import Entry, event_entry, wholes_of
from cmr_rules.decisions.held import Choice, Many, MissingOffense, MissingPeriod, Special, Whole
from cmr_rules.decisions.worlds import Key, Moved, Question, Variable, World
from cmr_rules.records.person import Person
from cmr_rules.records.values import DataError, Level, Missing, PartialDate
from cmr_rules.semantics.law import Kind, Law
from cmr_rules.semantics.vocabulary import VOCABULARY, FactDefinition

_BRACES = re.compile(r"\{([^{}]*)\}")


__all__ = [
    "ANY_LEVEL", "WOBBLER", "Choice", "Derive", "Entry", "Many", "MissingOffense", "MissingPeriod", "Special", "View",
    "Whole",
]  # fmt: skip

ANY_LEVEL = frozenset({"infraction", "misdemeanor", "felony"})
WOBBLER = frozenset({"misdemeanor", "felony"})
"""What the level is when the record says no more than that the offense is a wobbler."""


Derive: TypeAlias = Callable[["View", Entry], Any]
"""Works a fact out that is not recorded; None when it cannot."""


class View:
    """A person on a review date, and the state of one evaluation: the world assumed, the question left open."""

    __slots__ = (
        "_world", "answers", "arrests", "as_of", "candidates", "charges", "consulted", "convictions", "days", "derive",
        "entries", "faults", "law", "leap_day", "open", "options", "perhaps", "person", "presume", "recorded", "rested",
        "review", "shown", "sources", "steady", "this", "variables", "wholes",
    )  # fmt: skip

    rests_on_open = False

    def __init__(
        self, law: Law, options: dict[str, Any], derive: dict[str, Derive], person: Person, as_of: int
    ) -> None:
        self.law = law
        self.options = options
        self.derive = derive
        self.presume: dict[str, Callable[[View, Entry], Any]] = {}
        self.person = person = as_they_were(person, as_of) if person.events else person
        self.as_of = as_of
        self.review: Whole = as_of
        self._world = World(leap_day=law.leap_day)
        self.consulted = False
        self.candidates: dict[tuple[object, int, int, LeapDay], list[Entry]] = {}
        self.steady: dict[tuple[object, int, int, LeapDay], tuple[object, tuple[str, ...]]] = {}
        self.leap_day = law.leap_day
        self.open: Question | None = None
        self.answers: dict[tuple[str, int, int, LeapDay], tuple[bool | None, Question | None, bool]] = {}
        self.shown: dict[tuple[str, int], int] = {}
        self.rested: dict[str, None] = {}
        self.recorded: View | None = None
        self.variables: dict[Key, Variable] = {}
        self.faults: dict[Key, str] = {}
        self.days: dict[tuple[int, LeapDay], Whole] = {}
        self.entries: list[Entry] = []
        self.convictions: list[Entry] = []
        self.perhaps: list[Entry] = []
        for case in person.cases:
            first = len(self.entries)
            for recorded in case.charges:
                charge = as_it_stood(recorded, as_of) if len(recorded.actions) > 1 else recorded
                number = len(self.convictions) + 1 if charge.conviction is not None else 0
                entry = Entry(len(self.entries), number, case, charge, first, None)
                self.entries.append(entry)
                if number:
                    self.convictions.append(entry)
                elif charge.perhaps_convicted:
                    self.perhaps.append(entry)
        self.charges = list(self.entries)
        self.wholes = list(wholes_of(person, self.charges))
        self.entries += self.wholes
        self.entries += [event_entry(len(self.entries) + n, event) for n, event in enumerate(person.events)]
        self.arrests = [entry for entry in self.entries if entry.is_arrest]
        self.this: Entry | None = None
        self.faults.update(contradictions(self.person, self.convictions, as_of))

    @property
    def world(self) -> World:
        """What is assumed of the missing facts. Whoever looks depends on it: that is noted in *consulted*."""
        self.consulted = True
        return self._world

    @world.setter
    def world(self, world: World) -> None:
        """Assume another world."""
        self._world = world

    def suppose(self, presume: dict[str, Callable[[View, Entry], Any]]) -> None:
        """Answer missing facts by presumptions from here on, or no longer (none); forget what was worked out before."""
        self.presume = presume
        self.steady.clear()
        self.candidates.clear()
        for entry in self.entries:
            entry.cache.clear()

    # ------------------------------------------------------------------------------------------ facts

    def entries_of(self, noun: str) -> list[Entry]:
        """The records that a history phrase may count."""
        match noun:
            case "conviction":
                return [*self.convictions, *self.perhaps] if self.perhaps else self.convictions
            case "charge":
                # an arrest of which no counts are listed is itself what the person was charged with in it
                this = self.this
                return [*self.charges, this] if this is not None and this.event and this.is_arrest else self.charges
            case "arrest":
                return self.arrests
            case _:
                return [entry for entry in self.entries if entry.event is not None and entry.event.kind == noun]

    def about(self, fact: str) -> str:
        """Whose fact it is: ``person``, ``case`` or ``record``."""
        definition = VOCABULARY.get(fact)
        return definition.about if definition is not None else self.law.facts[fact].about

    def key(self, entry: Entry, about: str, fact: str) -> Key:
        """The key of a fact: one for the person, one for a case, one for a record."""
        return (-1 if about == "person" else entry.case_index if about == "case" else entry.index, fact)

    def raw(self, entry: Entry, fact: str) -> tuple[object, Key]:
        """What the record holds, and the key of the fact. A contradicted date comes as a data error."""
        definition = VOCABULARY.get(fact)
        if definition is not None:
            key = self.key(entry, definition.about, fact)
            if entry.kind != "count" and definition.about == "record" and entry.event is None:
                return raw_of_whole(self, entry, fact), key
            value = self._event_value(entry, fact) if entry.event is not None else self._read(definition, entry)
        else:
            declared = self.law.facts[fact]
            key = self.key(entry, declared.about, fact)
            if entry.counts and declared.about not in {"person", "case"}:
                return raw_of_whole(self, entry, fact), key
            holder = {"person": self.person.facts, "case": entry.case.facts}.get(declared.about, entry.charge.facts)
            value = holder.get(fact, Missing.UNKNOWN)
        fault = self.faults.get(key)
        return (DataError(fault) if fault else value), key

    def _read(self, definition: FactDefinition, entry: Entry) -> object:
        return definition.read(self.person, entry.case, entry.charge)

    def _event_value(self, entry: Entry, fact: str) -> object:
        event = entry.event
        assert event is not None
        if fact == "date of offense":
            return Missing.UNKNOWN if event.kind == "arrest" else Missing.NOT_APPLICABLE
        if fact.startswith("date of ") and fact not in {"date of birth", "date of revocation"}:
            return event.date
        match fact:
            case "end of sentence":
                return event.ended_on
            case "level" | "level as convicted" if event.kind == "arrest":
                return Missing.UNKNOWN
            case "date of birth" | "deceased" | "date of death" | "county" | "offense" | "code section":
                return VOCABULARY[fact].read(self.person, entry.case, entry.charge)
            case "revocation of probation":
                return False
            case _:
                return Missing.NOT_APPLICABLE

    def missing(self, key: Key, low: int, high: int) -> Moved:
        """Register a missing number or day and return it."""
        variable = self.variables.get(key)
        if variable is None:
            variable = self.variables[key] = Variable(key, low, max(low, high))
        return Moved(variable, ())

    def whole(self, entry: Entry, fact: str, kind: Kind) -> Whole:
        """A day, number, weight or sum of money."""
        known = entry.cache.get(fact)
        if known is not None:
            return known  # type: ignore[no-any-return]
        if entry.counts and self.about(fact) == "record":
            return whole_of_counts(self, entry, fact, kind)
        value, key = self.raw(entry, fact)
        result: Whole
        match value:
            case date():
                result = value.toordinal()
            case bool():
                result = int(value)
            case int():
                result = value
            case Missing.NOT_APPLICABLE:
                result = Special.NOT_APPLICABLE
            case Missing.NOT_YET:
                result = Special.NOT_YET
            case Missing.UNKNOWN if (derived := self.derived(entry, fact)) is not None:
                return derived  # type: ignore[no-any-return]
            case PartialDate():
                low, high = self._bounds(entry, fact)
                first, last = max(low, value.first.toordinal()), min(high, value.last.toordinal())
                result = self.missing(key, first, last) if first <= last else self._fault(key, value)
            case DataError():
                result = self._fault(key, value)
            case _:
                low, high = self._bounds(entry, fact) if kind is Kind.DATE else (0, 10**18)
                result = self.missing(key, low, high)
        entry.cache[fact] = result
        return result

    def derived(self, entry: Entry, fact: str) -> Any:
        """What the law makes of a fact that is not recorded, or what is presumed of it; None when neither says."""
        if entry.event is not None:
            return None
        found = self.derive[fact](self, entry) if fact in self.derive else None
        return self.presume[fact](self, entry) if found is None and fact in self.presume else found

    def _fault(self, key: Key, value: DataError | PartialDate) -> Whole:
        """A data error may be anything; the fault is named."""
        reason = value.reason if isinstance(value, DataError) else f"the {key[1]} contradicts another date"
        self.faults[key] = reason
        if key[1] in {"date of conviction", "date of birth"}:
            return self.missing(key, EARLIEST, self.as_of)
        date_like = "date" in key[1] or "end" in key[1]
        return self.missing(key, *((EARLIEST, LATEST) if date_like else (0, 10**18)))

    def _bounds(self, entry: Entry, fact: str) -> tuple[int, int]:
        """Between which days a missing date of the record must lie, by the dates that are known."""
        if fact == "date of birth":
            days = [d for e in self.convictions if (d := self._day(e, "date of conviction")) is not None]
            return EARLIEST, min([*days, self.as_of])
        low = self._day(entry, "date of birth") or EARLIEST
        convicted = self._day(entry, "date of conviction")
        arrested = self._day(entry, "date of arrest")
        offended = self._day(entry, "date of offense")
        match fact:
            case "date of offense":
                return low, min(d for d in (arrested, convicted, self.as_of) if d is not None)
            case "date of arrest" | "date of filing":
                return max(low, offended or low), convicted or self.as_of
            case "date of conviction":
                return max(low, offended or low, arrested or low), self.as_of
            case "date of sentence" | "date of registration" | "date of death" | "date of revocation":
                return max(low, convicted or low), self.as_of
            case _:
                return max(low, convicted or low), LATEST

    def _day(self, entry: Entry, fact: str) -> int | None:
        value, _ = self.raw(entry, fact)
        return value.toordinal() if isinstance(value, date) else None

    def word(self, entry: Entry, fact: str, kind: Kind) -> str | Choice | Special:
        """A level, or a word of a declared fact."""
        if entry.counts and self.about(fact) == "record":
            return word_of_counts(self, entry, fact, kind)
        value, key = self.raw(entry, fact)
        match value:
            case Level.WOBBLER:
                return Choice(key, WOBBLER)
            case Level():
                return value.value
            case str():
                return value
            case Missing.NOT_APPLICABLE:
                return Special.NOT_APPLICABLE
            case Missing.UNKNOWN if (derived := self.derived(entry, fact)) is not None:
                return derived  # type: ignore[no-any-return]
            case DataError():
                self.faults[key] = value.reason
            case _:
                pass
        if kind is Kind.LEVEL:
            return Choice(key, ANY_LEVEL)
        return Choice(key, frozenset(self.law.facts[fact].words))

    def offense(self, entry: Entry) -> Offense | MissingOffense:
        """The offense of a record."""
        if len(entry.counts) == 1:
            return self.offense(entry.counts[0])
        value, key = self.raw(entry, "offense")
        if isinstance(value, Offense):
            return value
        if isinstance(value, DataError):
            self.faults[key] = value.reason
        return MissingOffense(key)

    def known_offense(self, key: Key) -> Offense | None:
        """What the record says of the offense of the fact *key*; None when nothing can be read."""
        offense = self.offense(self.entries[key[0]])
        return offense if isinstance(offense, Offense) else None

    def period(self, entry: Entry, fact: str) -> Period | str | MissingPeriod | Special:
        """A length of time, ``"life"``, or what is missing."""
        if len(entry.counts) == 1:
            return self.period(entry.counts[0], fact)
        value, key = self.raw(entry, fact)
        match value:
            case Period():
                return value
            case str():
                return "life"
            case Missing.NOT_APPLICABLE:
                return Special.NOT_APPLICABLE
            case Missing.UNKNOWN if (derived := self.derived(entry, fact)) is not None:
                return derived  # type: ignore[no-any-return]
            case DataError():
                self.faults[key] = value.reason
            case _:
                pass
        return MissingPeriod(key)

    def yes_no(self, entry: Entry, fact: str) -> tuple[bool | None, Key]:
        """A yes-or-no fact; None when it is missing."""
        value, key = self.raw(entry, fact)
        if isinstance(value, bool):
            return value, key
        if isinstance(value, DataError):
            self.faults[key] = value.reason
        elif fact == "deceased" and not any(event.kind == "death" for event in self.person.events):
            return (False if self.is_complete("") else None), key
        elif fact == "deceased":
            return True, key
        elif value is Missing.UNKNOWN and (derived := self.derived(entry, fact)) is not None:
            return (derived if isinstance(derived, bool) else None), key
        return None, key

    def is_complete(self, scope: str) -> bool:
        """Whether what the record does not list, in the place that is asked, did not happen."""
        from cmr_rules.places import within

        if self.person.incomplete or not self.person.sources:
            return False
        if not scope:
            return True
        if "{" in scope:
            scope = _BRACES.sub(lambda named: str(self.options[named[1]]), scope)
        covers = {place for source in self.person.sources for place in source.covers}
        if "everywhere" in covers:
            return True
        return not scope.startswith(("anywhere", "outside")) and any(within(scope, place) for place in covers)

    # ------------------------------------------------------------------------------------------ questions

    def ask(self, question: Question) -> None:
        """Note the first question that this evaluation leaves open."""
        self.consulted = True
        if self.open is None:
            self.open = question
