"""The phrases that the lexer knows: of the grammar, places, and the names that files define."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cmr_rules.places import PLACES
from cmr_rules.syntax.lexer import Token, Words

MAXIMUM_WORDS = 20
MAXIMUM_NAME = 120
"""Words and characters of the longest name."""


class Phrases:
    """Word sequences with the kind that each makes; the longest at a place wins."""

    def __init__(self, words: Words, names: Iterable[str]) -> None:
        self._single: dict[str, str] = {}
        self._by_two: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = {}
        for phrase, kind in words.items():
            self._add(phrase, kind)
        for place in PLACES:
            self._add(place, "PLACE")
        for name in names:
            self._add(name, "NAME")
        for entries in self._by_two.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, phrase: str, kind: str) -> None:
        parts = tuple(phrase.replace(",", " ,").split()[:MAXIMUM_WORDS])
        if len(parts) == 1:
            self._single.setdefault(parts[0], kind)
        elif parts:
            entries = self._by_two.setdefault((parts[0], parts[1]), [])
            if all(known != parts for known, _ in entries):
                entries.append((parts, kind))

    def at(self, raw: list[Token], index: int) -> tuple[str, int] | None:
        """Return the kind and the number of pieces of the longest phrase that starts at piece *index*."""
        first = raw[index].text
        if index + 1 < len(raw):
            for parts, kind in self._by_two.get((first, raw[index + 1].text), ()):
                count = len(parts)
                if index + count <= len(raw) and all(raw[index + i].text == parts[i] for i in range(2, count)):
                    return kind, count
        single = self._single.get(first)
        return None if single is None else (single, 1)


@lru_cache(maxsize=8)
def known_phrases(words: frozenset[tuple[str, str]], names: frozenset[str]) -> Phrases:
    """Make the phrases once for each set of names."""
    return Phrases(dict(words), (n for n in names if len(n) <= MAXIMUM_NAME))
