"""The day on which a time has run: what starts it again, and the days in custody that do not count.

It works with days that may be missing. Whether a record starts the time again, and where a time in custody lies, are
comparisons like any other: one that is open is asked, and the worlds in which it is answered are worked out apart.
What cannot be told from comparisons alone is a missing day of its own, which may be any day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import field, frozen

from cmr_rules.dates import EARLIEST, LATEST, Period
from cmr_rules.decisions.joining import Truth, answered, name_of
from cmr_rules.decisions.quantities import compare, shift
from cmr_rules.decisions.view import Entry, Many, Special, View, Whole
from cmr_rules.decisions.worlds import Key
from cmr_rules.records.values import DateField, Missing, PartialDate
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN

Reads = Callable[[View, Entry, Entry | None], Any]
IN_CUSTODY = "time in custody"


@frozen
class Custody:
    """A time in custody, both days included. *last* is None while it lasts."""

    first: int
    last: int | None
    entries: tuple[Entry, ...]


@frozen
class Run:
    """How a time ran: until when, from when, what started it again (with the day), and which custody did not count."""

    end: Whole
    start: Whole
    again: tuple[tuple[Entry, Whole], ...] = ()
    custody: tuple[Custody, ...] = field(default=())


class Clock:
    """A `law.Clock` made ready. Its parts are compiled by the caller."""

    def __init__(self, clock: law.Clock, period: Reads, start: Reads, begins: Reads | None, gather: Any) -> None:
        self.clock, self.period, self.start, self.begins, self.gather = clock, period, start, begins, gather
        self.at = clock.span.start

    def run(self, view: View, subject: Entry, counted: Entry | None) -> Run:
        """Return how the time of *subject* ran; its end is open when a question is."""
        before = view.open
        length, start = self.period(view, subject, counted), self.start(view, subject, counted)
        about = subject if self.clock.who is not law.Who.COUNTED or counted is None else counted
        if isinstance(length, Special) or isinstance(start, Special):
            return Run(shift(view, start, length, back=False), start)
        found = self._ended(view, about, start, length)
        if self.clock.restarts is not None and found.end not in (Special.OPEN, Special.NOT_YET):
            found = self._restarted(view, subject, about, counted, found, length)
        if found.end is not Special.OPEN:
            view.open = before
        return found

    # ------------------------------------------------------------------------------------------ what starts it again

    def _restarted(
        self, view: View, subject: Entry, about: Entry, counted: Entry | None, found: Run, length: Any
    ) -> Run:
        """Start the time again with each record that comes in time, until none is left."""
        records = self.clock.restarts
        assert records is not None
        sure, perhaps, complete = self.gather(view, subject, counted)
        waiting = [entry for entry in sure if entry is not about]
        going = True
        while going:
            going = False
            for entry in waiting:
                counts = self._counts(view, about, entry, found)
                if counts is False:
                    continue
                if counts is None:
                    return Run(Special.OPEN, found.start)
                again = self._begins(view, entry)
                steps = (*found.again, (entry, again))
                if isinstance(again, Special):
                    return Run(again, again, steps)
                found = self._ended(view, about, _later(found.start, again), length, steps)
                if found.end is Special.OPEN or found.end is Special.NOT_YET:
                    return found
                waiting.remove(entry)
                going = True
                break
        for entry in perhaps:
            if entry is not about and self._counts(view, about, entry, found) is not False:
                return Run(Special.OPEN, found.start)
        if complete:
            return found
        key = (about.index, f"another record: {name_of(records)}")
        others = answered(view, key)
        key = (about.index, f"another {records.words}: day on which the time has run at {self.at}")
        return _lengthened(view, found, key, others=others)

    def _counts(self, view: View, about: Entry, entry: Entry, found: Run) -> bool | None:
        """Whether *entry* starts the time again: dated after the record, and before the time has run.

        Where a record does so also after it has run, every one that the person has on the review date counts. One that
        makes it run from no later day changes nothing, whatever its date is.
        """
        before = view.open
        dated, also = _dated(view, entry), self.clock.after_run
        until, when = (view.review, "by the review date") if also else (found.end, f"in time {found.end!r}")
        answers = (
            compare(view, _dated(view, about), dated, strict=True, key=self._key(entry, about, "later record")),
            compare(view, dated, until, strict=not also, key=self._key(entry, about, when)),
        )
        if None not in answers or False in answers:
            view.open = before
            return False not in answers
        asked, view.open = view.open, before
        again = self._begins(view, entry)
        key = self._key(entry, about, f"start {found.start!r}")
        if not isinstance(again, Special) and compare(view, again, found.start, strict=False, key=key):
            view.open = before
            return False
        view.open = asked
        return None

    def _begins(self, view: View, entry: Entry) -> Whole:
        """The day from which *entry* makes the time run; what does not apply to it is a missing day."""
        assert self.begins is not None
        day: Whole = self.begins(view, entry, entry)
        if day is not Special.NOT_APPLICABLE:
            return day
        key = (entry.index, f"day from which the time starts again at {self.at}")
        view.faults.setdefault(key, "the day that the rule names does not apply to this record")
        return view.missing(key, EARLIEST, LATEST)

    def _key(self, entry: Entry, about: Entry, what: str) -> Key:
        return entry.index, f"time that runs: {what} for {about.index} at {self.at}"

    # ------------------------------------------------------------------------------------------ custody

    def _ended(
        self, view: View, about: Entry, start: Whole, length: Any, again: tuple[tuple[Entry, Whole], ...] = ()
    ) -> Run:
        """The day on which the time has run from *start*, with the days in custody that lie in it added to it."""
        found = Run(shift(view, start, length, back=False), start, again)
        if not self.clock.not_in_custody or isinstance(found.end, Special):
            return found
        known, unclear = times_in_custody(view)
        for custody in known:
            found = self._without(view, about, found, custody)
            if found.end is Special.OPEN or found.end is Special.NOT_YET:
                return found
        for entry in unclear:
            found = self._perhaps_without(view, about, found, entry)
            if found.end is Special.OPEN:
                return found
        if view.is_complete(""):
            return found
        others = answered(view, (about.index, f"another record: {IN_CUSTODY} at {self.at}"))
        key = (about.index, f"another {IN_CUSTODY}: day on which the time has run, {start!r} {length!r} at {self.at}")
        return _lengthened(view, found, key, others=others)

    def _without(self, view: View, about: Entry, found: Run, custody: Custody) -> Run:
        """Add the days of *custody* after the start, when the time had not run before it began.

        The times come in the order of the calendar, so that one that begins after the end is followed by none that
        does not.
        """
        entry, last = custody.entries[0], LATEST if custody.last is None else custody.last
        start, end = found.start, found.end
        lies = (
            compare(view, start, last, strict=True, key=self._key(entry, about, f"custody after {start!r}")),
            compare(view, custody.first, end, strict=False, key=self._key(entry, about, f"custody before {end!r}")),
        )
        if False in lies:
            return found
        inside = compare(view, custody.first, start, strict=False, key=self._key(entry, about, f"custody at {start!r}"))
        if None in lies or inside is None:
            return Run(Special.OPEN, start, found.again, found.custody)
        times = (*found.custody, custody)
        if custody.last is None:
            return Run(Special.NOT_YET, start, found.again, times)
        if inside and not isinstance(start, int):
            unknown = view.missing(
                (entry.index, f"day on which the time has run: {start!r} {end!r} at {self.at}"), EARLIEST, LATEST
            )
            return Run(Many(latest=True, parts=(end, unknown)), start, found.again, times)
        days = custody.last - (start if inside and isinstance(start, int) else custody.first - 1)
        return Run(shift(view, end, Period(0, days), back=False), start, found.again, times)

    def _perhaps_without(self, view: View, about: Entry, found: Run, entry: Entry) -> Run:
        """Make the end a missing day when a time in custody, of which the record lacks a day, may lie in the time."""
        before = view.open
        first, last = _custody_days(view, entry)
        lies = (
            compare(
                view, found.start, last, strict=True, key=self._key(entry, about, f"custody after {found.start!r}")
            ),
            compare(view, first, found.end, strict=False, key=self._key(entry, about, f"custody before {found.end!r}")),
        )
        if False in lies:
            view.open = before
            return found
        if None in lies:
            return Run(Special.OPEN, found.start, found.again, found.custody)
        key = (entry.index, f"days in custody: {found.start!r} {found.end!r} at {self.at}")
        return _lengthened(view, found, key, others=True)


# ---------------------------------------------------------------------------------------------- records


def _lengthened(view: View, found: Run, key: Key, *, others: Truth) -> Run:
    """How the time ran when something makes it longer that cannot be worked out (*others*): to any later day."""
    if others is None:
        return Run(Special.OPEN, found.start, found.again, found.custody)
    if not others:
        return found
    end = Many(latest=True, parts=(found.end, view.missing(key, EARLIEST, LATEST)))
    return Run(end, found.start, found.again, found.custody)


def _later(one: Whole, two: Whole) -> Whole:
    if isinstance(one, int) and isinstance(two, int):
        return max(one, two)
    return one if one == two else Many(latest=True, parts=(one, two))


def _dated(view: View, entry: Entry) -> Whole:
    """The day of a record: of the conviction, else of the arrest, the filing or the registration."""
    if entry.number or entry.charge.perhaps_convicted:
        noun = "conviction"
    elif entry.event is not None:
        noun = "registration"
    else:
        noun = "arrest" if entry.charge.stage == "arrest" else "charge"
    return view.whole(entry, DATE_OF_NOUN[noun], Kind.DATE)


def times_in_custody(view: View) -> tuple[list[Custody], list[Entry]]:
    """Return the times in custody that the record dates, in order, joined where they meet, and the others."""
    dated: list[Custody] = []
    unclear: list[Entry] = []
    for entry in view.entries:
        if entry.event is None or entry.event.kind != "custody":
            continue
        first, last = _custody_days(view, entry)
        if isinstance(first, int) and (last is Special.NOT_YET or (isinstance(last, int) and first <= last)):
            dated.append(Custody(first, last if isinstance(last, int) else None, (entry,)))
        else:
            unclear.append(entry)
    joined: list[Custody] = []
    for one in sorted(dated, key=lambda each: each.first):
        before = joined[-1] if joined else None
        if before is None or (before.last is not None and before.last + 1 < one.first):
            joined.append(one)
            continue
        until = None if before.last is None or one.last is None else max(before.last, one.last)
        joined[-1] = Custody(before.first, until, (*before.entries, *one.entries))
    return joined, unclear


def _custody_days(view: View, entry: Entry) -> tuple[Whole, Whole]:
    """The first and the last day; not yet while it lasts; missing days where the record lacks them."""
    event = entry.event
    assert event is not None
    if event.ended_on in (Missing.NOT_APPLICABLE, Missing.NOT_YET):
        return _custody_day(view, entry, "first", event.date), Special.NOT_YET
    return _custody_day(view, entry, "first", event.date), _custody_day(view, entry, "last", event.ended_on)


def _custody_day(view: View, entry: Entry, which: str, value: DateField) -> Whole:
    if isinstance(value, date):
        return value.toordinal()
    low, high = EARLIEST, LATEST
    if isinstance(value, PartialDate):
        low, high = value.first.toordinal(), value.last.toordinal()
    return view.missing((entry.index, f"{which} day of the {IN_CUSTODY}"), low, high)
