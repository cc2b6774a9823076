"""How a time ran, in words: from when, what started it again, and which days in custody did not count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cmr_rules.decisions.clocks import Custody
from cmr_rules.decisions.references import offense_words, show_date, title
from cmr_rules.decisions.showing import show_whole
from cmr_rules.decisions.view import Entry, Special, View
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind

if TYPE_CHECKING:
    from cmr_rules.decisions.questions import Compiler


def clock_findings(clock: law.Clock, view: View, subject: Entry, compiler: Compiler) -> Iterator[str]:
    """Say how the time of *subject* ran; when that is open, only what is known of it."""
    run = compiler.clock(clock).run(view, subject, None)
    if run.start is Special.OPEN:
        yield "the day from which the time runs is not known"
        return
    if run.end is Special.OPEN:
        yield "what starts the time again, or stops it, is not known"
        return
    yield (
        f"the time runs from {show_whole(run.start, Kind.DATE)}"
        if not run.again
        else (f"the time runs last from {show_whole(run.start, Kind.DATE)}")
    )
    for entry, begins in run.again:
        yield f"it starts again with {_named(view, entry)}, which makes it run from {show_whole(begins, Kind.DATE)}"
    if clock.restarts is not None and not run.again:
        yield "nothing starts it again"
    yield from (_not_counted(view, custody, run.start) for custody in run.custody)
    if run.end is Special.NOT_YET:
        yield "it has not run"
    else:
        later = isinstance(run.end, int) and run.end > view.as_of
        yield f"it {'will have run' if later else 'has run'} on {show_whole(run.end, Kind.DATE)}"


def _named(view: View, entry: Entry) -> str:
    on = show_date(entry.charge.convicted_on)
    return " ".join(
        part for part in (title(view, entry), offense_words(entry.charge), f"of {on}" if on else "") if part
    )


def _not_counted(view: View, custody: Custody, start: object) -> str:
    names = " and ".join(title(view, entry) for entry in custody.entries)
    first = show_whole(custody.first, Kind.DATE)
    if custody.last is None:
        return f"the days in custody since {first} do not count ({names}, which still lasts)"
    counted_from = max(start, custody.first - 1) if isinstance(start, int) else custody.first - 1
    days = custody.last - counted_from
    span = f"from {first} through {show_whole(custody.last, Kind.DATE)}"
    return f"{days:,} {'day' if days == 1 else 'days'} in custody do not count ({names}, {span})"
