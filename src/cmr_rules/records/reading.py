"""What every reader of records gives back: the people, and the rows that could not be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import field, frozen

from cmr_rules.records.person import Person

Progress: TypeAlias = Callable[[int], None]
"""Called with the number of bytes read since the last call."""


@frozen
class SetAside:
    """A row that could not be read. It is written out again, never dropped.

    Args:
        file: The file as the user named it.
        line: The physical line on which the row begins, from 1.
        reason: What is wrong, in plain English and without any value of the row.
        raw: The bytes of the row with its line end.
        person_id: The person whose row it seems to be, when that can be told.
    """

    file: str
    line: int
    reason: str
    raw: bytes = field(repr=False)
    person_id: str | None = None


@frozen
class Reading:
    """People read from files, with proof that no row was lost.

    Args:
        persons: The people, in the order in which the reader defines.
        set_aside: The rows that could not be read.
        rows: The rows of all files, headers and blank lines not counted. Equal to ``rows_read + len(set_aside)``.
        rows_read: The rows that were read.
        files: The files as the user named them.
        notes: What a user should know, such as ``"12 rows stand in two files and were read once"``.
    """

    persons: tuple[Person, ...]
    set_aside: tuple[SetAside, ...]
    rows: int
    rows_read: int
    files: tuple[str, ...]
    notes: tuple[str, ...] = ()
