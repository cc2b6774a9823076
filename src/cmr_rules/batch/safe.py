"""Cells that a spreadsheet would run as a formula, made harmless with a leading apostrophe."""

from __future__ import annotations

import re

from attrs import define

_PLAIN_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)%?")
_STARTERS = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")
_SUSPECT = re.compile(rb'[=+\-@\t\r\xef](?<![^," ].)', re.DOTALL)
"""A sign that may start a formula, at the start of the row or after a comma, a quotation mark or a blank. The sign
comes first and what stands before it second, because the search runs over every byte of the input.
"""
_FIELD = re.compile(rb'"[^"]*(?:""[^"]*)*"(?=,|\Z)|[^",][^,]*|')
_FIELD_OR_LETTERS = re.compile(rb'"[^"]*(?:""[^"]*)*"(?=,|\Z)|[^,]*')
_BOM = b"\xef\xbb\xbf"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may run *text*: it starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return.

    Quotation marks and blanks before it are looked through; a plain number such as ``-5`` is no formula.
    """
    first = text[:1]
    if first.isalnum() or not first:
        return False
    inner = text.lstrip('" ')
    return inner[:1] in _STARTERS and not _PLAIN_NUMBER.fullmatch(inner.rstrip('" '))


@define
class Safety:
    """Makes cells harmless and counts those it changed."""

    changed: int = 0

    def cell(self, text: str) -> str:
        """Return *text*, with an apostrophe before it if a spreadsheet could run it."""
        if is_formula(text):
            self.changed += 1
            return "'" + text
        return text

    def row(self, row: bytes) -> bytes:
        """Return a row of a CSV file (without its line end) in which no cell can be run; all else stays byte for byte.

        Where the quotation marks do not pair, every comma is taken for the end of a cell.
        """
        if not _SUSPECT.search(row):
            return row
        cells = _cells(row)
        return b",".join(map(self._bytes, cells if cells is not None else row.split(b",")))

    def mended(self, row: bytes) -> bytes:
        """Return a row (without its line end) in which no cell can swallow what stands behind it.

        A cell that opens with a quotation mark which nothing closes, or that holds a lone carriage return outside
        quotation marks, is quoted; all else stays byte for byte.
        """
        cells = letters(row)
        faulty = [index for index, cell in enumerate(cells) if _swallows(cell)]
        for index in faulty:
            cells[index] = b'"' + cells[index].replace(b'"', b'""') + b'"'
        self.changed += len(faulty)
        return b",".join(cells)

    def _bytes(self, cell: bytes) -> bytes:
        if not is_formula(cell.decode("utf-8", errors="replace")):
            return cell
        self.changed += 1
        quoted = cell.startswith(b'"')
        return b"\"'" + cell[1:] if quoted else b"'" + cell


def letters(row: bytes) -> list[bytes]:
    """Split a row at its commas; a quotation mark that nothing closes is a letter of its cell."""
    found: list[bytes] = []
    position = -1
    while position < len(row):
        match = _FIELD_OR_LETTERS.match(row, position + 1)
        assert match is not None
        found.append(match[0])
        position = match.end()
    return found


def _swallows(cell: bytes) -> bool:
    quoted = len(cell) > 1 and cell.startswith(b'"') and _FIELD.fullmatch(cell) is not None
    return not quoted and (cell.startswith(b'"') or b"\r" in cell)


def _cells(row: bytes) -> list[bytes] | None:
    """Split a row at its commas, quotation marks kept; None if a field opens with a mark that nothing closes."""
    found: list[bytes] = []
    position = 0
    while True:
        match = _FIELD.match(row, position)
        assert match is not None
        end = match.end()
        found.append(match[0])
        if end == len(row):
            return found
        if row[end : end + 1] != b",":
            return None
        position = end + 1


def field_count(row: bytes) -> int:
    """Return how many cells a row has, its line end left out."""
    if b'"' not in row:
        return row.count(b",") + 1
    cells = _cells(row)
    return len(cells) if cells is not None else row.count(b",") + 1


def without_mark(row: bytes) -> bytes:
    """Return the row without the byte order mark that stands at the start of a file."""
    return row.removeprefix(_BOM)


def split_end(row: bytes) -> tuple[bytes, bytes]:
    """Return a row and its line end (empty on a last line without one)."""
    for end in (b"\r\n", b"\n", b"\r"):
        if row.endswith(end):
            return row[: -len(end)], end
    return row, b""
