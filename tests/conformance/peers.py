"""What the comparisons with other record-clearance programs share: reading their cases, finding causes, reporting.

A peer's case is a person and what the peer's program answered (``cases/peers/SCHEMA.md``). Nobody's answer is the law:
each expectation is sorted, and a difference without a named cause that is proved makes a comparison fail. A cause is
proved by making the one change that it names (a fact that the peer never asks, a reading that it takes) and deciding
again: only if the answers then agree has the cause explained the difference.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

import cmr_rules
from cmr_rules.records.person import Person

MOST_CAUSES = 3
"""No difference is explained by more changes at once."""
NO_READINGS: Mapping[str, str] = MappingProxyType({})


class Sort(Enum):
    """What an expectation of a peer turned out to be, from the most to the least worrying."""

    UNNAMED = "no named cause"
    OURS = "ours"
    DIVERGENCE = "divergence of the peer from the text"
    DEFECT = "defect of the peer"
    LAW_CHANGED = "differs because the law changed"
    NOT_COMPARABLE = "not comparable"
    AGREES = "agrees"


@frozen
class Case:
    """One line of a file of cases: its number from 1, and the data."""

    number: int
    data: Mapping[str, Any]

    def record(self, record_id: str) -> Mapping[str, Any]:
        """The record of that id, or an empty one."""
        return next((one for one in self.data["records"] if one.get("record_id") == record_id), {})

    @property
    def flags(self) -> frozenset[str]:
        """The flags of the case."""
        return frozenset(self.data.get("flags", ()))


@frozen
class Setting:
    """What is decided: a person as brought over, and the readings that are followed."""

    person: Person
    readings: Mapping[str, str] = field(default=NO_READINGS)

    def reading(self, question: str, reading: str) -> Setting:
        """The same, with one more reading followed."""
        return evolve(self, readings=MappingProxyType({**self.readings, question: reading}))


Change = Callable[[Setting, Case, str], Setting | None]
"""Make the change that a cause names, for the record of an id; None where the cause has nothing to do with it."""


@frozen
class Cause:
    """A named reason for a difference, and the change that proves it.

    *asks* is the fact or the question that it answers: it is tried only where the decision leaves that open.
    """

    name: str
    sort: Sort
    change: Change
    asks: str = ""


@frozen
class Sorted:
    """One expectation, sorted. *causes* are empty where the two agree or nothing explains the difference."""

    case: Case
    record_id: str
    theirs: str
    ours: str
    sort: Sort
    causes: tuple[str, ...] = ()


def read_cases(path: Path) -> Iterator[Case]:
    """Read the cases of a file, one for each line."""
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield Case(number, json.loads(line))


@cache
def program(name: str, readings: tuple[tuple[str, str], ...] = ()) -> cmr_rules.Program:
    """Load a rule file, with readings followed."""
    return cmr_rules.load(name, readings=dict(readings))


def explain(
    setting: Setting,
    case: Case,
    record_id: str,
    causes: Sequence[Cause],
    verdict: Callable[[Setting], tuple[bool, frozenset[str]]],
) -> tuple[Cause, ...]:
    """Find the fewest causes whose changes together make the answers agree; none if that cannot be done.

    *verdict* says of a setting whether the answers agree, and which facts and questions the decision leaves open.
    """
    reached: list[tuple[Setting, tuple[Cause, ...], frozenset[str]]] = [(setting, (), verdict(setting)[1])]
    for _ in range(MOST_CAUSES):
        further = []
        for before, made, still_open in reached:
            for cause in causes:
                if cause in made or (cause.asks and cause.asks not in still_open):
                    continue
                after = cause.change(before, case, record_id)
                if after is None:
                    continue
                agrees, left = verdict(after)
                if agrees:
                    return (*made, cause)
                further.append((after, (*made, cause), left))
        reached = further
    return ()


def sort_of(causes: Iterable[Cause]) -> Sort:
    """The sort of a difference with these causes: ours if one of them is, then by the order of `Sort`."""
    found = {cause.sort for cause in causes}
    return next((sort for sort in Sort if sort in found), Sort.UNNAMED)


def folder_of(arguments: Sequence[str]) -> Path:
    """The folder of the cases: the argument, else the environment variable ``CMR_CASES``, else ``../shared/cases``."""
    root = Path(__file__).resolve().parents[2]
    return Path(arguments[0] if arguments else os.environ.get("CMR_CASES", root.parent / "shared" / "cases"))


def report(title: str, results: Sequence[Sorted]) -> str:
    """Write the counts as a short text; what has no named cause is listed by line."""
    sorts = Counter(one.sort for one in results)
    causes = Counter((one.sort, cause) for one in results for cause in one.causes)
    lines = [f"{title}: {len(results)} expectations in {len({one.case.number for one in results})} cases"]
    for sort in reversed(Sort):
        if not sorts[sort] and sort is not Sort.UNNAMED:
            continue
        lines.append(f"  {sorts[sort]:4}  {sort.value}")
        lines += [f"        {number:4}  {name}" for (of, name), number in sorted_causes(causes) if of is sort]
    lines += [
        f"  line {one.case.number}, {one.record_id}: NO CAUSE: theirs {one.theirs}; ours {one.ours}"
        for one in results
        if one.sort is Sort.UNNAMED
    ]
    return "\n".join(lines)


def sorted_causes(causes: Counter[tuple[Sort, str]]) -> list[tuple[tuple[Sort, str], int]]:
    """The causes with their counts, the most frequent first."""
    return sorted(causes.items(), key=lambda item: (-item[1], item[0][1]))


def listing(results: Iterable[Sorted]) -> str:
    """Write every expectation that does not simply agree, a line each, as a table for a page."""
    lines = ["| Line | Record | Theirs | Ours | Sort | Why |", "| --- | --- | --- | --- | --- | --- |"]
    lines += [
        f"| {one.case.number} | {one.record_id} | {one.theirs} | {one.ours} | {one.sort.value} | {'; '.join(one.causes)} |"
        for one in results
        if one.sort is not Sort.AGREES
    ]
    return "\n".join(lines)
