"""The words of a file as explanations print them: blanks made single, brackets left out, options marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import define, field

from cmr_rules.source import NOWHERE, Span

_BRACKET = re.compile(r"\s*\[[^\]]*\]")
_BLANKS = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return *text* with blanks made single."""
    return " ".join(text.split())


def words_of(span: Span) -> str:
    """Return the words at *span* without what stands in brackets; empty when the node was made by a program."""
    if span is NOWHERE:
        return ""
    return plain(_BRACKET.sub("", span.text)).rstrip(";.,")


def place_in(span: Span, words: str) -> Span:
    """Return the place of *words* within *span*, so that only they are underlined; else *span* itself."""
    start = span.text.find(words) if span is not NOWHERE else -1
    return span if start < 0 else Span(span.source, span.start + start, span.start + start + len(words))


@define
class Wording:
    """Marks the options of a file, and the review date, in its sentences."""

    _options: frozenset[str] = frozenset()
    _bare: frozenset[str] = frozenset()
    _pattern: re.Pattern[str] = field(default=re.compile(r"\b(in )?(?:the )?(review date)\b"))

    def learn(self, options: Iterable[str], others: Iterable[str], bare: Iterable[str] = ()) -> None:
        """Take the names of the file; the longest name at a place is the one that stands there.

        *bare* are the options whose value takes no ``the`` after ``in`` and no ``one of the``: counties and sections.
        """
        self._options, self._bare = frozenset(options), frozenset(bare)
        longest_first = sorted({*self._options, *others}, key=len, reverse=True)
        known = "|".join([*map(re.escape, longest_first), "review date"])
        self._pattern = re.compile(rf"\b(in |one of )?(?:[Tt]he )?({known})\b")

    def clause(self, span: Span) -> str:
        """Return the words at *span*, with ``{Crime-Free Period}`` and ``{review date}`` for what a run fills in.

        Their article goes, but after ``in``: ``in the {Crime-Free Period} before {review date}``.
        """
        return self._pattern.sub(self._marked, words_of(span))

    def _marked(self, match: re.Match[str]) -> str:
        before, name = match[1] or "", match[2]
        if name not in self._options and name != "review date":
            return match[0]
        if name in self._bare:  # `Contra Costa County` holds the name of an option `County`, and does not mean it
            return f"{before.removeprefix('one of ')}{{{name}}}" if "the " in match[0].lower() else match[0]
        article = "the " if before and "the " in match[0] else ""
        return f"{before}{article}{{{name}}}"
