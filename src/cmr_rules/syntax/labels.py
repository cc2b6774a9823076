"""The labels of outlines: which one a label is in a series, and how the next one is written."""

from __future__ import annotations

KINDS = ("1", "a", "A", "i", "I")
"""A kind is named by its first label."""

LONGEST_LETTERS = 2
"""After (z) come (aa), (bb)."""
MOST_TENS = 3
"""Numerals are read up to 39."""

_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


def position(label: str, kind: str) -> int | None:
    """Return which one *label* is in a series of *kind*, from 1; None if it cannot be of that kind."""
    if kind == "1":
        return int(label) if label.isdigit() else None
    if kind.isupper() != label.isupper() or not label.isalpha():
        return None
    label = label.lower()
    if kind.lower() == "i":
        return _roman(label)
    if len(set(label)) != 1 or len(label) > LONGEST_LETTERS:
        return None
    return ord(label[0]) - ord("a") + 1 + 26 * (len(label) - 1)


def label_at(number: int, kind: str) -> str:
    """Write label *number* of a series of *kind*: the inverse of `position`."""
    if kind == "1":
        return str(number)
    if kind.lower() == "i":
        text = "x" * (number // 10) + _ONES[number % 10]
    else:
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return text.upper() if kind.isupper() else text


def _roman(text: str) -> int | None:
    """Read a numeral up to 39, strictly."""
    tens = len(text) - len(text.lstrip("x"))
    rest = text[tens:]
    if tens > MOST_TENS or rest not in _ONES or not text:
        return None
    return tens * 10 + _ONES.index(rest)
