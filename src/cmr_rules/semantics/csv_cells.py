"""A table as a spreadsheet saves it: cells with their places, so that each fault can be shown where it stands."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from cmr_rules.source import Source, Span

_DELIMITERS = (",", ";", "\t")

Fault = Callable[[str, Span, str], None]
"""Takes what is wrong, where, and what to do."""


@frozen
class Cell:
    """The text of a cell without blanks around it, and where it stands."""

    text: str
    span: Span


def rows_of(source: Source, fault: Fault) -> list[tuple[Cell, ...]]:
    """Return the rows that hold anything.

    Cells are parted by commas, semicolons or tabs, whichever the first row has; lines end in any of the usual ways; a
    cell in quotation marks may hold all of these, and a quotation mark that is doubled.
    """
    text = source.text
    start = 1 if text.startswith("\ufeff") else 0
    delimiter = _delimiter(text, start)
    rows: list[tuple[Cell, ...]] = []
    cells: list[Cell] = []
    at = start
    while at <= len(text):
        cell, at = _cell(source, at, delimiter, fault)
        cells.append(cell)
        if at < len(text) and text[at] == delimiter:
            at += 1
            continue
        if any(one.text for one in cells):
            rows.append(tuple(cells))
        cells = []
        at += 2 if text.startswith("\r\n", at) else 1
    return rows


def _delimiter(text: str, start: int) -> str:
    """Return what parts the cells of the first line that is not blank."""
    lines = (line for line in text[start:].splitlines() if line.strip())
    first = next(lines, "")
    return max(_DELIMITERS, key=first.count)


def _cell(source: Source, at: int, delimiter: str, fault: Fault) -> tuple[Cell, int]:
    """Read one cell; return it and where it ends: at a delimiter, a line end or the end of the text."""
    text = source.text
    ends = {delimiter, "\r", "\n"}
    first = at
    while first < len(text) and text[first] == " ":
        first += 1
    if first < len(text) and text[first] == '"':
        return _quoted(source, first, ends, fault)
    end = at
    while end < len(text) and text[end] not in ends:
        end += 1
    bare = text[at:end].strip()
    begin = at + len(text[at:end]) - len(text[at:end].lstrip()) if bare else at
    return Cell(_single(bare), Span(source, begin, begin + len(bare))), end


def _quoted(source: Source, first: int, ends: set[str], fault: Fault) -> tuple[Cell, int]:
    text = source.text
    end = first + 1
    while True:
        end = text.find('"', end)
        if end < 0:
            hint = 'close it, and write a quotation mark inside a cell twice: `""`'
            fault("this quotation mark is never closed", Span(source, first, first + 1), hint)
            return Cell("", Span(source, first, first + 1)), len(text)
        if not text.startswith('""', end):
            break
        end += 2
    after = end + 1
    while after < len(text) and text[after] == " ":
        after += 1
    span = Span(source, first, end + 1)
    if after < len(text) and text[after] not in ends:
        hint = 'put the whole cell between quotation marks, and write one inside it twice: `""`'
        fault("something stands behind the closing quotation mark of this cell", span, hint)
        while after < len(text) and text[after] not in ends:
            after += 1
    return Cell(_single(text[first + 1 : end].replace('""', '"')), span), after


def _single(text: str) -> str:
    return " ".join(text.split())
