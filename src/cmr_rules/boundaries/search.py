"""The smallest change after change that lets a person reach a comparison, tried in order and within a bound."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from typing import TypeAlias

from attrs import evolve

from cmr_rules.boundaries.edits import Edits
from cmr_rules.boundaries.found import Asked, Need
from cmr_rules.boundaries.people import Set, Sketch, first_sketch

MOST_TRIED = 80
"""Sketches that are tried for one comparison."""

Rows: TypeAlias = tuple[Sketch, ...]
MakeRows: TypeAlias = Callable[[Sketch], Rows]
"""From a person to the people of the rows: the same but for the day, the amount or the number."""


def reached(
    edits: Edits, asked: Asked, start: Sketch, rows_of: MakeRows, more: tuple[Need, ...] = (), *, turns: bool = True
) -> Sketch | None:
    """Find a person whose rows all reach the comparison, and whose rows do not all answer alike.

    Args:
        edits: The changes of the law.
        asked: The comparison.
        start: Where the search begins.
        rows_of: Makes the rows of a person; no rows when it cannot.
        more: What must hold besides.
        turns: Whether the answer of the provision must differ among the rows.

    Returns:
        The person, or None if none is found within the bound.
    """
    reach = edits.reach
    waiting: list[tuple[int, int, Sketch]] = []
    seen = {start.told}
    number = 0
    heappush(waiting, (0, 0, start))
    while waiting and number < MOST_TRIED:
        _, _, sketch = heappop(waiting)
        rows = rows_of(sketch)
        failing = _failing(edits, asked, rows, more) if rows else None
        if rows and failing is None:
            truths = [reach.top(asked, row) for row in rows]
            if None not in truths and (not turns or len(set(truths)) > 1):
                return sketch
        changes = edits.at_other_times(sketch) if failing is None else edits.for_need(failing[1], failing[0])
        for change in changes:
            changed = evolve(sketch, person=change.person, settings={**change.settings, **start.settings})
            if changed.told in seen:
                continue
            seen.add(changed.told)
            number += 1
            heappush(waiting, (_distance(edits, asked, changed, rows_of, more), number, changed))
            if number >= MOST_TRIED:
                break
    return None


def _failing(edits: Edits, asked: Asked, rows: Rows, more: tuple[Need, ...]) -> tuple[Sketch, Need] | None:
    """Return the first row, and what does not hold there."""
    for row in rows:
        for need in (*edits.reach.needs(asked, row), *more):
            if edits.reach.truth(need, row) is not need.truth:
                return row, need
    return None


def _distance(edits: Edits, asked: Asked, sketch: Sketch, rows_of: MakeRows, more: tuple[Need, ...]) -> int:
    """How much is still wrong: what does not hold, in all rows, and how much is told."""
    rows = rows_of(sketch) or (sketch,)
    wrong = sum(
        edits.reach.truth(need, row) is not need.truth
        for row in rows
        for need in (*edits.reach.needs(asked, row), *more)
    )
    size = sum(1 + len(record.details) for record in sketch.records) + len(sketch.person.details)
    return wrong * 10 + size


def settled(edits: Edits, asked: Asked, sketch: Sketch, rows_of: MakeRows, all_rows_of: MakeRows) -> Sketch:
    """Tell what a reviewer would still have to find out, as long as the rows go on reaching the comparison."""
    for _ in range(8):
        untold = next((found for row in all_rows_of(sketch) if (found := edits.reach.untold(row))), ())
        for role, fact in untold:
            better = next(
                (one for one in edits.told(sketch, role, fact) if _still_reaches(edits, asked, rows_of(one))), None
            )
            if better is not None and better.person != sketch.person:
                sketch = better
                break
        else:
            readings = (found for row in all_rows_of(sketch) for found in edits.reach.unread(row))
            read = (sketch.with_setting(*one) for one in readings)
            settled_so = next((one for one in read if _still_reaches(edits, asked, rows_of(one))), None)
            if settled_so is None:
                return sketch
            sketch = settled_so
    return sketch


def _still_reaches(edits: Edits, asked: Asked, rows: Rows) -> bool:
    return bool(rows) and _failing(edits, asked, rows, ()) is None


def start_of(edits: Edits, asked: Asked, as_of: int, settings: Mapping[str, Set]) -> Sketch:
    """Return the person with whom a search begins."""
    chosen = {name: edits.place for name, option in edits.law.options.items() if option.to_be_chosen}
    return first_sketch(as_of, edits.place, edits.elsewhere, asked.nouns, {**chosen, **settings})
