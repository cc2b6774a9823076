"""What a table has for a record: the most specific row counts, and what the record leaves open is asked.

A record that says less than the rows, or whose date of offense is missing, may be of several rows. Where these have one
value, that is the answer. Where they differ, the question is asked that tells them apart: which section, or which day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from attrs import evolve

from cmr_rules.citations import Offense, Section
from cmr_rules.decisions.quantities import compare, ends
from cmr_rules.decisions.view import Entry, MissingOffense, Special, View
from cmr_rules.decisions.worlds import IsListed
from cmr_rules.records.values import Missing
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.offenses import matches

Told: TypeAlias = tuple[tuple[law.OffenseSet, bool], ...]
Row: TypeAlias = law.TableRow | None

_SOME_DAY = 1


def listed(view: View, entry: Entry, table: law.FactTable) -> Any:
    """Return what *table* has for the record: a value, `Special.OPEN` after a question, or None when no row tells."""
    rows = rows_for(view, entry, table)
    if rows is None:
        return Special.OPEN
    for row in rows:
        if row.unverified:
            view.rested[f"{table.name}, line {row.line}, {row.words}: {row.unverified}"] = None
    value = rows[0].value if rows else None
    return Special.NOT_APPLICABLE if value is Missing.NOT_APPLICABLE else value


def rows_for(view: View, entry: Entry, table: law.FactTable) -> tuple[law.TableRow, ...] | None:
    """Return the rows that give the value, of which there may be several that agree; None after a question.

    No rows: nothing can be read of the offense, no row speaks of it, or the row leaves the fact open.
    """
    offense = view.offense(entry)
    if isinstance(offense, MissingOffense):
        return ()
    rows = table.about(offense.section, offense.form)
    if not rows:
        return ()
    told = view.world.offenses.get((entry.index, "offense"), ())
    possible = completions(offense, rows, told)
    days = _days(view, entry, table, rows, possible)
    if days is None:
        return None
    best = [_best(rows, one, day) for one in possible for day in days]
    if len({_value(row) for row in best}) > 1:
        _ask_which(view, entry, offense, possible, rows, best)
        return None
    return tuple(dict.fromkeys(row for row in best if row is not None and row.value is not None))


@lru_cache(maxsize=50_000)
def completions(known: Offense, rows: tuple[law.TableRow, ...], told: Told) -> tuple[Offense, ...]:
    """The offenses that the record may be of, as far as rows and answers tell them apart.

    Each section that is named stands for itself beyond those named under it: `X(?)` is a part of X that nothing names.
    """
    named = [row.offense for row in rows] + [pattern for offenses, _ in told for pattern in offenses.patterns]
    under = [one for one in named if one.through is None and known.section.covers(one.section)]
    whole = dict.fromkeys((known.section, *(one.section for one in under)))
    made = [_beyond(known, section) for section in whole]
    made += [evolve(known, section=one.section) for one in under if one.exactly]
    return tuple(one for one in made if all((matches(given, one) is True) is truth for given, truth in told))


def _beyond(known: Offense, section: Section) -> Offense:
    return evolve(known, section=evolve(section, subdivisions=(*section.subdivisions, "?")))


def _best(rows: Iterable[law.TableRow], offense: Offense, day: int) -> Row:
    """Return the most specific of the rows that speak of the offense on that day."""
    found: Row = None
    for row in rows:
        if row.speaks_on(day) and (found is None or row.depth > found.depth) and _speaks_of(row.offense, offense):
            found = row
    return found


def _speaks_of(pattern: law.OffensePattern, offense: Offense) -> bool:
    return pattern.through is not None or pattern.section.covers(offense.section)


def _value(row: Row) -> law.ListedValue:
    return None if row is None else row.value


# ---------------------------------------------------------------------------------------------- what is open


def _days(
    view: View, entry: Entry, table: law.FactTable, rows: Sequence[law.TableRow], possible: Sequence[Offense]
) -> list[int] | None:
    """Return a day for each span of days between which the value does not change, as far as the day is known.

    None after a question about the date of offense.
    """
    cuts = {row.first_day for row in rows} | {row.last_day + 1 for row in rows if row.last_day is not None}
    ordered = sorted(cut for cut in cuts if cut is not None)
    if not ordered:
        return [_SOME_DAY]
    day = view.whole(entry, "date of offense", Kind.DATE)
    if day is Special.OPEN:
        return None
    low, high = ends(view, day)
    days = [low, *(cut for cut in ordered if low < cut <= high)]
    start = 0
    for number, cut in enumerate(days[1:], start=1):
        before = days[number - 1]
        if any(_value(_best(rows, one, before)) != _value(_best(rows, one, cut)) for one in possible):
            key = (entry.index, f"row of {table.name} by the date of offense, before or after day {cut}")
            earlier = compare(view, day, cut, strict=True, key=key)
            if earlier is None:
                return None
            if earlier:
                return days[start:number]
            start = number
    return days[start:]


def _ask_which(
    view: View,
    entry: Entry,
    offense: Offense,
    possible: Sequence[Offense],
    rows: Sequence[law.TableRow],
    best: Sequence[Row],
) -> None:
    """Ask whether the offense is that of a row that tells the possible ones apart."""
    for row in (row for row in rows if row in best):
        if len({_speaks_of(row.offense, one) for one in possible}) > 1:
            view.ask(IsListed((entry.index, "offense"), offense, law.OffenseSet((row.offense,), row.words)))
            return
