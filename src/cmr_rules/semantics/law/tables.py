"""Tables of facts by law: for each offense and span of days, what a fact is, and by which authority."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from cmr_rules.citations import Section
from cmr_rules.dates import Period
from cmr_rules.records.values import Missing
from cmr_rules.semantics.law.words import Kind, Node, OffensePattern

ListedValue: TypeAlias = int | bool | str | Period | Missing | None
"""What a row has for a fact, as records hold it; None: the cell is empty, and the row leaves the fact unknown."""

A_RANGE = -1


@frozen(cache_hash=True)
class TableRow:
    """One row.

    Args:
        offense: The offense of which it speaks: a section with its subdivisions, or a range.
        first_day, last_day: The days of the date of offense for which it speaks, both included; None: no bound.
        value: What the fact is.
        words: The offense as the table writes it.
        authority: Where the law says so.
        unverified: Why nobody has verified it yet; empty when somebody has.
        line: Its line in the file, from 1.
    """

    offense: OffensePattern
    first_day: int | None
    last_day: int | None
    value: ListedValue
    words: str
    authority: str
    unverified: str
    line: int

    @property
    def depth(self) -> int:
        """How specific it is: the number of subdivisions; a range is less specific than any section."""
        return A_RANGE if self.offense.through is not None else len(self.offense.section.subdivisions)

    def speaks_on(self, day: int) -> bool:
        """Whether *day* lies among its days."""
        return (self.first_day is None or self.first_day <= day) and (self.last_day is None or day <= self.last_day)


@frozen(cache_hash=True)
class FactTable:
    """The rows of a table, with what they have for one fact.

    Args:
        name: The name of the file: ``mi/offenses.csv``.
        fact: The fact of which the column speaks.
        kind: Its type.
        rows: The rows in the order of the file.
    """

    name: str
    fact: str
    kind: Kind
    rows: tuple[TableRow, ...]

    @cached_property
    def _by_number(self) -> Mapping[tuple[str, str], tuple[TableRow, ...]]:
        found: dict[tuple[str, str], list[TableRow]] = {}
        for row in self.rows:
            if row.offense.through is None:
                found.setdefault((row.offense.section.code, row.offense.section.number), []).append(row)
        return MappingProxyType({key: tuple(rows) for key, rows in found.items()})

    @cached_property
    def _ranges(self) -> Mapping[str, tuple[TableRow, ...]]:
        found: dict[str, list[TableRow]] = {}
        for row in self.rows:
            if row.offense.through is not None:
                found.setdefault(row.offense.section.code, []).append(row)
        return MappingProxyType({code: tuple(rows) for code, rows in found.items()})

    def about(self, section: Section, form: str) -> tuple[TableRow, ...]:
        """Return the rows that may speak of an offense of this section, however specific the record is."""
        ranges = (
            row
            for row in self._ranges.get(section.code, ())
            if row.offense.through is not None
            and row.offense.section.order <= section.order <= row.offense.through.order
        )
        rows = (*self._by_number.get((section.code, section.number), ()), *ranges)
        return tuple(row for row in rows if form in row.offense.forms)


@frozen
class Listed(Node):
    """What a table has for the offense and the date of offense of the record; unknown when no row tells."""

    table: FactTable

    @property
    def kind(self) -> Kind:
        """The type of the fact."""
        return self.table.kind
