"""The nearest known words to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import islice

MOST_CANDIDATES = 2_000
LONGEST = 60
_ALIKE = 0.65


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to *most* of the *known* words that look like *word*, the likeliest first.

    Upper and lower case are the same. The work is bounded: only the first 2,000 candidates are looked at, and a
    word over 60 characters has none.
    """
    if not word or len(word) > LONGEST or most < 1:
        return ()
    wanted = word.casefold()
    matcher = SequenceMatcher(b=wanted, autojunk=False)
    scored: list[tuple[float, str]] = []
    for candidate in dict.fromkeys(islice(known, MOST_CANDIDATES)):
        if len(candidate) > LONGEST:
            continue
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            ratio = matcher.ratio()
            if ratio >= _ALIKE:
                scored.append((ratio, candidate))
    scored.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(candidate for _, candidate in scored[:most])
