"""Values: from the law to functions that work them out for one record. `tests` has the questions, this the numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, assert_never

from cmr_rules.dates import EARLIEST, LATEST, Period
from cmr_rules.decisions.clocks import Clock
from cmr_rules.decisions.grouping import number_of, once_for
from cmr_rules.decisions.joining import Asks, answered, key_about, name_of
from cmr_rules.decisions.listed_facts import listed
from cmr_rules.decisions.quantities import ends, shift
from cmr_rules.decisions.steady import steadily
from cmr_rules.decisions.versions import unknown_value
from cmr_rules.decisions.view import Choice, Entry, Many, MissingPeriod, Special, View, Whole
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind, Who

Reads: TypeAlias = Callable[[View, Entry, Entry | None], Any]
"""``(view, subject, counted) -> value``: a `Whole`, a word or `Choice`, or a period, by the kind of the value."""

Lookup: TypeAlias = Callable[[str], Any]
Gather: TypeAlias = Callable[[View, Entry, Entry | None], tuple[list[Entry], list[Entry], bool]]
"""Which records a phrase counts for certain, which perhaps, and whether the record may lack some."""


Apart: TypeAlias = Callable[[law.Records], Asks | None]
"""Which of the records that a phrase counts count by themselves."""


def record_of(who: Who) -> Callable[[View, Entry, Entry | None], Entry]:
    """Return the function that picks the record whose fact is asked."""
    match who:
        case Who.SUBJECT:
            return lambda _view, subject, _counted: subject
        case Who.THIS:
            return lambda view, _subject, _counted: view.this  # type: ignore[return-value]
        case Who.COUNTED:
            return lambda _view, _subject, counted: counted  # type: ignore[return-value]
        case _:
            assert_never(who)


def chosen(who: Who, view: View, subject: Entry, counted: Entry | None) -> Entry:
    """The record whose fact is asked."""
    return record_of(who)(view, subject, counted)


class ValueCompiler:
    """Makes functions of values. *term_cases* finds the compiled cases of a term, *gather* compiles records."""

    def __init__(self, term_cases: Lookup, gather: Callable[[law.Records], Gather], apart: Apart) -> None:
        self._term_cases = term_cases
        self._gather = gather
        self._apart = apart

    def compile(self, value: law.Value) -> Reads:
        """Return the function that works *value* out."""
        match value:
            case law.DayIs(day):
                return lambda _view, _subject, _counted: day
            case law.ReviewDate():
                return lambda view, _subject, _counted: view.review
            case law.PeriodIs(period):
                return lambda _view, _subject, _counted: period
            case law.NumberIs(number):
                return lambda _view, _subject, _counted: number
            case law.WordIs(word):
                return lambda _view, _subject, _counted: word
            case law.FactValue():
                return self._fact(value)
            case law.OptionValue(name):
                return lambda view, _subject, _counted: view.options[name]
            case law.TermValue():
                return self._term(value)
            case law.Shift(start, period, back):
                read = self._shift(self.compile(start), self.compile(period), start.span.start, back=back)
                fixed = isinstance(start, law.ReviewDate) and isinstance(period, law.PeriodIs | law.OptionValue)
                return _once(read, value) if fixed else read
            case law.Latest(parts):
                return self._many(tuple(map(self.compile, parts)), latest=True)
            case law.Earliest(parts):
                return self._many(tuple(map(self.compile, parts)), latest=False)
            case law.Count(records):
                return self._count(self._gather(records), records, self._apart(records))
            case law.Extreme(records, latest):
                return self._extreme(records, latest=latest)
            case law.Clock():
                clock = self.clock(value)
                return lambda view, subject, counted: clock.run(view, subject, counted).end
            case law.NoVersion():
                return unknown_value(value, self.compile(value.on))
            case law.Listed(table):
                return lambda view, subject, _counted: listed(view, subject, table)
            case _:
                assert_never(value)

    def clock(self, value: law.Clock) -> Clock:
        """Return what tells how a time runs."""
        begins = None if value.begins is None else self.compile(value.begins)
        gather = None if value.restarts is None else self._gather(value.restarts)
        return Clock(value, self.compile(value.period), self.compile(value.start), begins, gather)

    def _fact(self, value: law.FactValue) -> Reads:
        fact, kind, pick = value.fact, value.kind, record_of(value.who)
        match kind:
            case Kind.LEVEL | Kind.WORD | Kind.TEXT:
                return lambda view, subject, counted: view.word(pick(view, subject, counted), fact, kind)
            case Kind.PERIOD:
                return lambda view, subject, counted: view.period(pick(view, subject, counted), fact)
            case _:
                return lambda view, subject, counted: view.whole(pick(view, subject, counted), fact, kind)

    def _term(self, value: law.TermValue) -> Reads:
        name, pick = value.name, record_of(value.who)

        def read(view: View, subject: Entry, counted: Entry | None) -> Any:
            about = pick(view, subject, counted)
            return steadily(view, name, about.index, lambda: first(view, about))

        def first(view: View, about: Entry) -> Any:
            """The value of the case that applies; where that is open, the one that all which may apply share."""
            before, asked, found = view.open, None, None
            for test, result in self._term_cases(name):
                truth = True if test is None else test(view, about, None, None)
                if truth is False:
                    continue
                asked = asked or (view.open if truth is None else None)
                known = result(view, about, None)
                if truth and asked is None:
                    return known
                if not isinstance(known, int | Period) or found not in (None, known):
                    break
                found = known
                if truth:
                    view.open = before
                    return known
            if asked is not None:
                view.open = asked
            return Special.OPEN

        return read

    @staticmethod
    def _shift(start: Reads, period: Reads, at: int, *, back: bool) -> Reads:
        def read(view: View, subject: Entry, counted: Entry | None) -> Whole:
            length: Period | str | MissingPeriod | Special = period(view, subject, counted)
            begins: Whole = start(view, subject, counted)
            if back:
                begins = _yet_to_come(view, begins, ((counted or subject).index, f"day that has not come at {at}"))
            return shift(view, begins, length, back=back)

        return read

    @staticmethod
    def _many(parts: tuple[Reads, ...], *, latest: bool) -> Reads:
        def read(view: View, subject: Entry, counted: Entry | None) -> Whole:
            values = [part(view, subject, counted) for part in parts]
            if Special.OPEN in values:
                return Special.OPEN
            values = [v for v in values if v is not Special.NOT_APPLICABLE]
            return _pick(values, latest=latest)

        return read

    @staticmethod
    def _count(gather: Gather, records: law.Records, apart: Asks | None) -> Reads:
        def read(view: View, subject: Entry, counted: Entry | None) -> Whole:
            sure, perhaps, complete = gather(view, subject, counted)
            number = number_of(view, records, sure, perhaps, apart)
            if perhaps or number.open:
                return Special.OPEN
            if complete:
                return number.low
            key = key_about(view, subject, f"number of each {records.words}{once_for(records)}")
            return view.missing(key, number.low, 10**6)

        return read

    def _extreme(self, records: law.Records, *, latest: bool) -> Reads:
        gather = self._gather(records)
        fact = {"conviction": "date of conviction", "charge": "date of filing", "arrest": "date of arrest"}.get(
            records.noun, "date of registration"
        )

        def read(view: View, subject: Entry, counted: Entry | None) -> Whole:
            sure, perhaps, complete = gather(view, subject, counted)
            if perhaps:
                return Special.OPEN
            days = [view.whole(entry, fact, Kind.DATE) for entry in sure]
            others = (
                False if complete else answered(view, key_about(view, subject, f"another record: {name_of(records)}"))
            )
            if others is None:
                return Special.OPEN
            if others:
                days.append(view.missing(key_about(view, subject, f"another {records.words}"), EARLIEST, view.as_of))
            return _pick([day for day in days if day is not Special.NOT_APPLICABLE], latest=latest)

        return read


def _yet_to_come(view: View, value: Whole, key: tuple[int, str]) -> Whole:
    """Some day after the review date, for a day that has not come: what lies before it may be past."""
    match value:
        case Special.NOT_YET:
            return view.missing(key, ends(view, view.review)[0] + 1, LATEST)
        case Many(latest, parts):
            return Many(
                latest, tuple(_yet_to_come(view, part, (key[0], f"{key[1]}/{n}")) for n, part in enumerate(parts))
            )
        case _:
            return value


def _once(read: Reads, value: law.Value) -> Reads:
    """Work a day out once for a person: it depends on nothing but the review date and the leap-day rule."""

    def remembered(view: View, subject: Entry, counted: Entry | None) -> Whole:
        if not isinstance(view.review, int):
            result: Whole = read(view, subject, counted)
            return result
        key = (id(value), view.leap_day)
        if key not in view.days:
            view.days[key] = read(view, subject, counted)
        return view.days[key]

    return remembered


def _pick(values: list[Whole], *, latest: bool) -> Whole:
    if not values:
        return Special.NOT_APPLICABLE
    known = [v for v in values if isinstance(v, int)]
    if len(known) == len(values):
        return max(known) if latest else min(known)
    return values[0] if len(values) == 1 else Many(latest, tuple(values))


def possible_words(view: View, value: object) -> frozenset[str]:
    """The words that a word may be in the world assumed."""
    match value:
        case "wobbler":
            return frozenset({"misdemeanor", "felony"})
        case str():
            return frozenset({value})
        case Choice(key, words):
            return view.world.words.get(key, words)
        case _:
            return frozenset()
