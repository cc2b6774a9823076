"""From the comparisons of a law to people on both sides of each: days, amounts, lengths and numbers of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import evolve, frozen

from cmr_rules.boundaries.edits import Edits
from cmr_rules.boundaries.found import Asked, Need, comparisons, inside, replaced
from cmr_rules.boundaries.people import Set, Sketch, around, around_period, day_of, tell
from cmr_rules.boundaries.reach import Reach
from cmr_rules.boundaries.search import Rows, reached, settled, start_of
from cmr_rules.boundaries.turning import (
    Mover,
    counts_months,
    movers,
    named_day,
    other_movers,
    turning_day,
    value,
)
from cmr_rules.dates import Period, long_date
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.values import kind_of
from cmr_rules.syntax import tree
from cmr_rules.syntax.format_layout import lay_out
from cmr_rules.syntax.format_phrases import value as written_value

MOST_WAYS = 6
"""How many of the ways to a comparison in a term are tried; one that is reached is enough."""
MOST_LOOKED_BACK = 60
"""Years in which a February 29 is looked for whose period ends in a year without one."""
SIZES = (Kind.NUMBER, Kind.WEIGHT, Kind.MONEY)


@frozen
class Column:
    """What differs between the rows of a table: a day that is moved, or another fact of the record in *role*."""

    fact: str
    role: int = 0


@frozen
class Boundary:
    """The people about one turning day, amount or number.

    Args:
        asked: The comparison.
        about: The day or value on which it turns, as the title says it.
        columns: What differs between the rows; empty when each row is a person of its own.
        rows: The people. Without any, only a note can be written.
        cells: For each row what stands in its columns.
        leap: How many of the rows, at the end, are those of a February 29.
        dropped: How many more of those were found that do not reach the comparison.
    """

    asked: Asked
    about: str
    settings: Mapping[str, Set]
    columns: tuple[Column, ...] = ()
    rows: Rows = ()
    cells: tuple[tuple[tree.Value, ...], ...] = ()
    leap: int = 0
    dropped: int = 0


def text_of(told: tree.Value) -> str:
    """Return a value as it stands in a cell."""
    return " ".join(lay_out(written_value(told)).split())


def boundaries(meaning: law.Law, as_of: date) -> tuple[Boundary, ...]:
    """Return the people about each comparison of a law, with those that could only be noted.

    Args:
        meaning: The law.
        as_of: The review date, where a table does not move it.
    """
    edits = Edits(Reach(meaning))
    found: dict[tuple[object, ...], Boundary] = {}
    tried: dict[tuple[object, ...], int] = {}
    for asked in comparisons(meaning):
        place = asked.test.span
        node = (asked.term, place.source.name, place.start, place.end, asked.test, asked.readings)
        if asked.term and tried.get(node, 0) >= MOST_WAYS:
            continue
        for settings in _settings(asked, meaning):
            for one in _of_comparison(edits, asked, as_of.toordinal(), settings):
                tried[node] = MOST_WAYS if one.rows else tried.get(node, 0) + 1
                provision = one.asked.term or one.asked.provision
                key = (provision, one.asked.words, one.about, tuple(settings.items()), one.columns, one.cells)
                if one.rows or key not in found:
                    found[key] = one
    reached_once = {_node(one) for one in found.values() if one.rows}
    return tuple(one for one in found.values() if one.rows or not one.asked.term or _node(one) not in reached_once)


def _node(one: Boundary) -> tuple[object, ...]:
    """Return what makes two boundaries of a term the same: the place in its words, and the settings."""
    place = one.asked.test.span
    return one.asked.term, place.source.name, place.start, place.end, one.asked.test, tuple(one.settings.items())


def _settings(asked: Asked, meaning: law.Law) -> Iterator[dict[str, Set]]:
    """Return the settings under which a comparison is tried: normal values, then each bound of its options."""
    read: dict[str, Set] = dict(asked.readings)
    names = [one.name for one in _values(asked.test) if isinstance(one, law.OptionValue)]
    off = {name: meaning.options[name] for name in names if meaning.options[name].normal is None}
    if not off:
        yield read
    for name in dict.fromkeys(names):
        option = meaning.options[name]
        for bound in dict.fromkeys((option.low, option.high)):
            if bound is not None and bound != option.normal:
                others = {n: o.low for n, o in off.items() if n != name and o.low is not None}
                yield {**read, **others, name: bound}


def _is_normal(asked: Asked, settings: Mapping[str, Set]) -> bool:
    return len(settings) == len(asked.readings)


def _values(test: object) -> Iterator[law.Value]:
    if isinstance(test, law.Compare):
        yield from inside(test.left)
        yield from inside(test.right)


def _of_comparison(edits: Edits, asked: Asked, as_of: int, settings: Mapping[str, Set]) -> Iterator[Boundary]:
    test = asked.test
    if isinstance(test, law.History):
        numbers = [number for number in (test.least, test.most) if number]
        yield from _numbers(edits, asked, as_of, settings, test.records, numbers[0])
        return
    if not isinstance(test, law.Compare):
        yield Boundary(asked, long_date(test.day) if isinstance(test, law.DayIs) else "", settings)
        return
    counted = next((one for one in _values(test) if isinstance(one, law.Count)), None)
    if counted is not None:
        sketch = start_of(edits, asked, as_of, settings)
        limits = [value(side, sketch, asked.context, edits.law) for side in (test.left, test.right)]
        for limit in limits:
            if isinstance(limit, int):
                yield from _numbers(edits, asked, as_of, settings, counted.records, limit)
        return
    match kind_of(test.left):
        case Kind.DATE:
            yield from _days(edits, asked, as_of, settings)
            if _is_normal(asked, settings):
                for inner in _worked_out(asked, test, edits.law):
                    yield from _days(edits, inner, as_of, settings)
        case Kind.PERIOD:
            yield from _sizes(edits, asked, as_of, settings)
        case kind if kind in SIZES:
            yield from _sizes(edits, asked, as_of, settings)
        case _:
            yield Boundary(asked, "", settings)


def _worked_out(asked: Asked, test: law.Compare, meaning: law.Law) -> Iterator[Asked]:
    """Return the comparison with a fact replaced by what it is when it is not recorded."""
    for one in _values(test):
        for derivation in meaning.derivations:
            if isinstance(one, law.FactValue) and one.fact == derivation.fact.fact:
                meant = _of_who(derivation.value, one.who)
                provision = f"{asked.provision}, {one.fact} not recorded"
                yield evolve(asked, test=replaced(test, one, meant), provision=provision)


def _of_who(meant: law.Value, who: law.Who) -> law.Value:
    match meant:
        case law.FactValue():
            return evolve(meant, who=who)
        case law.Shift(start, period):
            return evolve(meant, start=_of_who(start, who), period=_of_who(period, who))
        case law.Latest(parts) | law.Earliest(parts):
            return evolve(meant, parts=tuple(_of_who(part, who) for part in parts))
        case _:
            return meant


# ---------------------------------------------------------------------------------------------- days


def _days(edits: Edits, asked: Asked, as_of: int, settings: Mapping[str, Set]) -> Iterator[Boundary]:
    assert isinstance(asked.test, law.Compare)
    moved = movers(asked.test, asked.context)
    if not moved:
        yield Boundary(asked, "", settings)
    for mover in moved:
        yield _about_day(edits, asked, asked.test, as_of, settings, mover)


def _about_day(
    edits: Edits, asked: Asked, test: law.Compare, as_of: int, settings: Mapping[str, Set], mover: Mover
) -> Boundary:
    meaning, context = edits.law, asked.context

    def turn(sketch: Sketch) -> tuple[int, bool] | None:
        return turning_day(test, mover, sketch, context, meaning)

    def both_sides(sketch: Sketch) -> Rows:
        """Return the last day of one answer and the first of the other."""
        told = edits.with_days(test, context, sketch)
        found = turn(told)
        return () if found is None else tuple(mover.put(told, meaning, found[0] + days) for days in (-1, 0))

    def about_the_day(sketch: Sketch) -> Rows:
        told = edits.with_days(test, context, sketch)
        found = turn(told)
        if found is None:
            return ()
        named = named_day(test, *found)
        return tuple(mover.put(told, meaning, named + days) for days in (-1, 0, 1))

    start = edits.with_days(test, context, start_of(edits, asked, as_of, settings))
    result = None
    for start in _others_apart(start, [one for one in movers(test, context) if one != mover], meaning):  # noqa: B020
        result = result or reached(edits, asked, start, both_sides)
    if result is None:
        found = turn(start)
        about = "" if found is None else long_date(named_day(test, *found))
        return Boundary(asked, about, settings, (Column(mover.fact, mover.role),))
    sketch = edits.with_days(test, context, settled(edits, asked, result, both_sides, about_the_day))
    rows = about_the_day(sketch)
    days = [mover.day(row, meaning) or 0 for row in rows]
    columns, cells = [Column(mover.fact, mover.role)], [(day_of(day),) for day in days]
    other = next(
        (one for one in other_movers(test, mover, context) if counts_months(test, sketch, context, meaning)), None
    )
    leap: list[Sketch] = []
    dropped = 0
    if other is not None and _is_normal(asked, settings):
        every_leap = tuple(_leap_rows(test, asked, mover, other, sketch, meaning))
        leap = [row for row in every_leap if _reaches(edits, asked, row)]
        dropped = len(every_leap) - len(leap)
    if other is not None and leap:
        columns.append(Column(other.fact, other.role))
        every = (*rows, *leap)
        days_of = [(mover.day(row, meaning) or 0, other.day(row, meaning) or 0) for row in every]
        pairs = [(day_of(one), day_of(two)) for one, two in days_of]
        return Boundary(asked, long_date(days[1]), settings, tuple(columns), every, tuple(pairs), len(leap), dropped)
    return Boundary(asked, long_date(days[1]), settings, tuple(columns), rows, tuple(cells), 0, dropped)


def _others_apart(start: Sketch, others: list[Mover], meaning: law.Law) -> Iterator[Sketch]:
    """Return the person with the other parts of a latest or earliest day where they are, and years away from it."""
    yield start
    for years in (-10, 10):
        apart = start
        for other in others:
            apart = other.put(apart, meaning, (other.day(apart, meaning) or apart.as_of) + years * 366)
        if others:
            yield apart


def _reaches(edits: Edits, asked: Asked, row: Sketch) -> bool:
    needs = edits.reach.needs(asked, row)
    return edits.reach.top(asked, row) is not None and all(edits.reach.truth(n, row) is n.truth for n in needs)


def _leap_rows(
    test: law.Compare, asked: Asked, mover: Mover, other: Mover, sketch: Sketch, meaning: law.Law
) -> Iterator[Sketch]:
    """Return the people about February 28, February 29 and March 1: as the end of a period, and as its beginning."""
    anchor = other.day(sketch, meaning)
    if anchor is None:
        return
    last = date.fromordinal(anchor).year
    leaps = [year for year in range(last, last - MOST_LOOKED_BACK, -1) if _is_leap(year)]
    for end in _february(next(year for year in leaps if date(year, 3, 1).toordinal() <= anchor)):
        there = other.put(sketch, meaning, end)
        found = turning_day(test, mover, there, asked.context, meaning)
        if found is not None:
            yield from (mover.put(there, meaning, found[0] + days) for days in (-1, 0))
    for year in leaps:
        begun = mover.put(sketch, meaning, date(year, 2, 29).toordinal())
        found = turning_day(test, other, begun, asked.context, meaning)
        if found is not None and found[0] <= anchor and not _is_leap(date.fromordinal(found[0]).year):
            yield from (other.put(begun, meaning, found[0] + days) for days in (-1, 0))
            return


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _february(year: int) -> tuple[int, ...]:
    return tuple(date(year, month, day).toordinal() for month, day in ((2, 28), (2, 29), (3, 1)))


# ---------------------------------------------------------------------------------------------- amounts and lengths


def _sizes(edits: Edits, asked: Asked, as_of: int, settings: Mapping[str, Set]) -> Iterator[Boundary]:
    """Return the people below, at and above an amount, a number or a length."""
    test = asked.test
    assert isinstance(test, law.Compare)
    start = start_of(edits, asked, as_of, settings)
    facts = [side for side in (test.left, test.right) if isinstance(side, law.FactValue)]
    limits = [value(side, start, asked.context, edits.law) for side in (test.left, test.right)]
    limit = next((one for one in limits if one is not None), None)
    role = asked.context.role(facts[0].who) if len(facts) == 1 else None
    if limit is None or role is None:
        yield Boundary(asked, "", settings)
        return
    fact = facts[0].fact
    told = around_period(limit) if isinstance(limit, Period) else around(limit, facts[0].kind)
    about = told[-2]

    def rows_of(sketch: Sketch) -> Rows:
        return tuple(tell(sketch, edits.law, role, fact, one) for one in told)

    result = reached(edits, asked, start, rows_of)
    column = Column(fact, role)
    words = text_of(about)
    if result is None:
        yield Boundary(asked, words, settings, (column,))
        return
    rows = rows_of(settled(edits, asked, result, rows_of, rows_of))
    yield Boundary(asked, words, settings, (column,), rows, tuple((one,) for one in told))


# ---------------------------------------------------------------------------------------------- how many records


def _numbers(
    edits: Edits, asked: Asked, as_of: int, settings: Mapping[str, Set], records: law.Records, limit: int
) -> Iterator[Boundary]:
    """Return a person each with one record less than a number, with as many, and with one more."""
    rows: list[Sketch] = []
    start = start_of(edits, asked, as_of, settings)
    for number in (limit - 1, limit, limit + 1):
        exactly = Need(law.History(records, number, number), truth=True, context=asked.context)
        found = reached(edits, asked, start, _alone, (exactly,), turns=False) if number >= 0 else None
        if found is not None:
            kept = evolve(asked, needs=(*asked.needs, exactly))
            rows.append(settled(edits, kept, found, _alone, _alone))
    assert not isinstance(asked.test, law.DayIs)
    about = f"{limit} {records.noun}{'' if limit == 1 else 's'}"
    truths = {edits.reach.truth(Need(asked.test, truth=True, context=asked.context), row) for row in rows}
    if len(truths) < 2:  # noqa: PLR2004
        rows = []
    yield Boundary(asked, about, settings, (), tuple(rows))


def _alone(sketch: Sketch) -> Rows:
    return (sketch,)
