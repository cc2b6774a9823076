"""Texts and places in them. Every diagnostic, tree node and rule points back here."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen


@frozen
class Source:
    """A text with the name that messages give it, such as ``statutes/ca/offenses.statute``."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> tuple[int, ...]:
        return (0, *(index + 1 for index, letter in enumerate(self.text) if letter == "\n"))

    def line_number(self, offset: int) -> int:
        """Return the line, counted from 1, in which *offset* lies."""
        return bisect_right(self._line_starts, offset)

    def column(self, offset: int) -> int:
        """Return the column of *offset*, counted from 1 in characters."""
        return offset - self._line_starts[self.line_number(offset) - 1] + 1

    def line_text(self, number: int) -> str:
        """Return line *number* (from 1) without its line end."""
        start = self._line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else len(self.text)].rstrip("\r")


@frozen
class Span:
    """The characters from *start* up to *end* of a source."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.source.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The line of the first character, counted from 1."""
        return self.source.line_number(self.start)

    def to(self, other: Span) -> Span:
        """Return the span from the start of this one to the end of *other*."""
        return Span(self.source, self.start, max(self.end, other.end))


NOWHERE = Span(Source("<nowhere>", ""), 0, 0)
"""The place of what was made by a program and stands in no text."""
