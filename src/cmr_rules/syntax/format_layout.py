"""Sentences into lines: outlines indented by their labels, long lines wrapped, what belongs together kept together."""

from __future__ import annotations

import re

WIDTH = 110
"""Columns of a line, unless one piece that may not be broken is longer."""

GLUE = "\ufdd0"
"""A blank at which a line is never broken. It and the next two are noncharacters, which no text may contain."""
SOFT = "\ufdd1"
"""A blank at which a line is broken first, if the whole does not fit on one line."""
_BREAK = "\ufdd2"

_MARKED = re.compile(f"{_BREAK}(\\d+){_BREAK}")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TOGETHER = re.compile(
    rf'"[^"]*"|(?:{_MONTHS}) \d{{1,2}}, \d{{4}}|'
    rf"(?:\b[A-Z]{{2,4}}|\d+ (?:[A-Za-z]+\.)+|\bVa\. Code) \d[\w.():-]*|\d+ [a-z]+|\$ \d+|\(\w+\) "
)


def glued(text: str) -> str:
    """Return *text* with its blanks made unbreakable."""
    return text.replace(" ", GLUE)


def glued_inside(text: str) -> str:
    """Return running *text* in which strings, dates, sections, quantities and labels are unbreakable."""
    return _TOGETHER.sub(lambda match: glued(match[0]), text)


def new_line(indent: int) -> str:
    """Return the mark that starts a new line at column *indent*."""
    return f"{_BREAK}{indent}{_BREAK}"


def outline_at(text: str) -> int:
    """Return where the colon of the first outline in *text* stands, or where *text* ends if it has none."""
    at = text.find(f":{_BREAK}")
    return len(text) if at < 0 else at


def put_before_outline(text: str, more: str) -> str:
    """Put *more* behind the part of *text* that is no outline: before its first colon, else at its end."""
    at = outline_at(text)
    return text[:at] + more + text[at:]


def finished(text: str) -> str:
    """Put the period at the end of a sentence; ``if any,`` gives up its comma to the punctuation that follows."""
    return re.sub(r"(if any),(?=[.,;:])", r"\1", f"{text}.")


def lay_out(text: str, indent: int = 0) -> str:
    """Break a marked *text* into lines that start at column *indent* or where its marks say.

    What overflows hangs two columns further in, behind a label four.
    """
    parts = _MARKED.split(text)
    lines = _wrapped(parts[0], indent)
    for column, part in zip(parts[1::2], parts[2::2], strict=True):
        lines += _wrapped(part, int(column))
    return "\n".join(lines)


def _wrapped(text: str, indent: int) -> list[str]:
    text = text.strip(" ")
    hang = indent + (4 if text.startswith("(") else 2)
    if indent + len(text) <= WIDTH:
        return [(" " * indent + text).replace(GLUE, " ").replace(SOFT, " ")]
    lines: list[str] = []
    for piece in text.split(SOFT):
        line = " " * (hang if lines else indent)
        empty = True
        for word in piece.split(" "):
            if not empty and len(line) + 1 + len(word) > WIDTH:
                lines.append(line)
                line = " " * hang + word
            else:
                line += word if empty else f" {word}"
            empty = False
        lines.append(line)
    return [line.replace(GLUE, " ").rstrip(" ") for line in lines]
