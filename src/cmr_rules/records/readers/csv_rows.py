"""Rows of a CSV file with the physical lines and the bytes they were read from, so that none is lost."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen

from cmr_rules.records.reading import Progress

_LONGEST = 50
"""A row of more physical lines than this is taken for a quotation mark that was never closed."""


_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_OPEN = "open"
_MISPLACED = "the row has a quotation mark or a line end that is out of place"
_NEVER_CLOSED = "the row has a quotation mark that is never closed"


@frozen
class Row:
    """One row.

    Args:
        file: The file as the user named it.
        line: The physical line on which it begins, from 1.
        raw: Its bytes with the line end.
        values: The texts of its fields; of a row with a fault, those that can be told, so that it can say whose it is.
        fault: Why it cannot be read; empty when it can.
    """

    file: str
    line: int
    raw: bytes = field(repr=False)
    values: tuple[str, ...] = field(default=(), repr=False)
    fault: str = ""


def csv_rows(path: Path | str, encoding: str = "utf-8", progress: Progress | None = None) -> Iterator[Row]:
    """Read the rows of one file, blank lines left out. Quoted fields may hold line ends.

    Args:
        path: The file.
        encoding: A superset of ASCII, such as ``"utf-8"`` or ``"cp1252"``.
        progress: Called with the number of bytes read since the last call.

    Raises:
        OSError: If the file cannot be read.
    """
    name, number, width = str(path), 1, 0
    lines: list[bytes] = []
    waiting: deque[bytes] = deque()
    with Path(path).open("rb") as file:
        while (line := waiting.popleft() if waiting else file.readline()) or lines:
            lines += [line] if line else []
            if len(lines) == 1 and _has_lone_returns(line, encoding):
                pieces = _LINE.findall(line)
                waiting.extendleft(reversed(pieces[1:]))
                lines = pieces[:1]
            values, fault = _split(lines, encoding, first=number == 1)
            if fault == _OPEN and line and len(lines) < _LONGEST:
                continue
            width = width or len(values)
            if fault in {_OPEN, _NEVER_CLOSED} or (not fault and _swallows(lines, len(values), width, encoding)):
                # A quotation mark that never closes costs its own line, not the lines of other people behind it.
                fault = _NEVER_CLOSED
                waiting.extendleft(reversed(lines[1:]))
                del lines[1:]
            raw = b"".join(lines)
            if progress is not None:
                progress(len(raw))
            if values or fault:
                yield Row(name, number, raw, _told(raw, encoding) if fault else values, fault)
            number += len(lines)
            lines = []


def _has_lone_returns(line: bytes, encoding: str) -> bool:
    """Whether carriage returns within *line* end lines, as some programs write them: it is no row with them inside."""
    return b"\r" in line.removesuffix(b"\n")[:-1] and _split([line], encoding, first=False)[1] == _MISPLACED


def _split(lines: list[bytes], encoding: str, *, first: bool) -> tuple[tuple[str, ...], str]:
    """Split a row into its fields, or tell its fault. A blank line has neither."""
    raw = b"".join(lines)
    if not raw.strip():
        return (), ""
    try:
        text = (raw.removeprefix(b"\xef\xbb\xbf") if first else raw).decode(encoding)
        return tuple(next(csv.reader([text], strict=True))), ""
    except UnicodeDecodeError:
        return (), f"the row is not text in the encoding `{encoding}`"
    except csv.Error as error:
        if "unexpected end of data" in str(error):
            return (), _OPEN
        return (), _NEVER_CLOSED if len(lines) > 1 else _MISPLACED


def _swallows(lines: list[bytes], found: int, width: int, encoding: str) -> bool:
    """Whether a row of several lines seems to hold rows of its own: a line within it has every field by itself."""
    if len(lines) == 1:
        return False
    inner = lines[1:] if len(_told(lines[0], encoding)) > 1 else lines[1:-1]
    return found != width or any(len(_split([line], encoding, first=False)[0]) == width for line in inner)


def _told(raw: bytes, encoding: str) -> tuple[str, ...]:
    """Split a faulty row as far as it goes; what is not text is left out."""
    try:
        values = next(csv.reader([raw.decode(encoding, "replace")]))
    except csv.Error:
        return ()
    return tuple("" if "\ufffd" in value else value for value in values)
