"""Diagnostics as people read them, and as JSON. Color is an addition: the text is clear without."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from cmr_rules.diagnostics.codes import lesson
from cmr_rules.diagnostics.diagnostic import Diagnostic, Label, Severity
from cmr_rules.source import NOWHERE, Span

WIDTH = 120
"""Columns of a line of output, its margin included."""

_FAR = 4 * WIDTH
"""Characters on either side of a fault that are looked at, however long the line is."""
_TAB = 4
_CUT = "…"
_UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"
_COLORS = {"error": "1;31", "warning": "1;33", "hint": "1;36", "margin": "34", "strong": "1"}


@frozen
class _Paint:
    """Puts color around words, or leaves them as they are."""

    color: bool

    def __call__(self, style: str, text: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if self.color and text else text


def _plain(letter: str) -> str:
    """Return *letter*, or a sign in its place if it could move the cursor or turn the direction of writing."""
    return _UNPRINTABLE if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl", "Zp"} else letter


def _prose(text: str) -> str:
    return "".join(_plain(letter) for letter in " ".join(text.split()))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in {"W", "F"} else 1


def _cells(line: str) -> tuple[list[str], list[int]]:
    """Return what is printed for each character of *line*, and the columns that each takes."""
    shown: list[str] = []
    widths: list[int] = []
    at = 0
    for letter in line:
        if letter == "\t":
            width = _TAB - at % _TAB
            shown.append(" " * width)
        else:
            safe = _plain(letter)
            width = _columns(safe)
            shown.append(safe)
        widths.append(width)
        at += width
    return shown, widths


def _window(widths: list[int], first: int, last: int, room: int) -> tuple[int, int]:
    """Choose the characters to show: all, or as many around *first* to *last* as fit into *room* columns."""
    if sum(widths) <= room:
        return 0, len(widths)
    room -= 2 * len(_CUT)
    start = end = first
    used = 0
    while end < min(last, len(widths)) and used + widths[end] <= room:
        used += widths[end]
        end += 1
    grew = True
    while grew:
        grew = False
        if start > 0 and used + widths[start - 1] <= room:
            start -= 1
            used += widths[start]
            grew = True
        if end < len(widths) and used + widths[end] <= room:
            used += widths[end]
            end += 1
            grew = True
    return start, end


def _snippet(span: Span, sign: str, room: int) -> tuple[str, str]:
    """Return the line of *span* and its underline, both cut to *room* columns."""
    line = span.source.line_text(span.line)
    first = min(span.source.column(span.start) - 1, len(line))
    last = min(max(first + span.end - span.start, first), len(line))
    skipped = max(first - _FAR, 0)
    tail = len(line) > first + _FAR
    line, first, last = line[skipped : first + _FAR], first - skipped, min(last - skipped, first - skipped + _FAR)
    shown, widths = _cells(line)
    start, end = _window(widths, first, last, room)
    before, after = (_CUT if start or skipped else ""), (_CUT if end < len(line) or tail else "")
    blank = " " * (len(before) + sum(widths[start:first]))
    marks = sign * max(sum(widths[first : min(last, end)]), 1)
    return before + "".join(shown[start:end]).rstrip() + after, blank + marks


def _is_shown(diagnostic: Diagnostic) -> bool:
    """Rows of records are personal, so a fault in one is told by its place alone."""
    return not diagnostic.code.startswith("CMR5")


def _blocks(labels: tuple[Label, ...]) -> list[list[Label]]:
    """Group the labels by file, the first label's file first; within a file by line."""
    by_file: dict[str, list[Label]] = {}
    for label in labels:
        by_file.setdefault(label.span.source.name, []).append(label)
    return [sorted(group, key=lambda each: each.span.line) for group in by_file.values()]


def _place(span: Span) -> str:
    return f"{_prose(span.source.name)}:{span.line}:{span.source.column(span.start)}"


def render(diagnostic: Diagnostic, color: bool = False) -> str:  # noqa: FBT001, FBT002
    """Write a diagnostic for people: the message, the lines with what is marked, and the hints.

    Args:
        diagnostic: The fault.
        color: Whether to add ANSI colors.

    Returns:
        Lines of at most 120 columns (messages and hints may be longer), without a final line end.
    """
    paint = _Paint(color)
    kind = diagnostic.severity.value
    lines = [f"{paint(kind, f'{kind}[{diagnostic.code}]')}: {paint('strong', _prose(diagnostic.message))}"]
    placed = tuple(label for label in diagnostic.labels if label.span.source is not NOWHERE.source)
    margin = max((len(str(label.span.line)) for label in placed), default=1)
    for number, group in enumerate(_blocks(placed)):
        main = diagnostic.labels[0] if number == 0 else None
        head = main or group[0]
        lines.append(f"{' ' * margin}{paint('margin', '-->' if main else ':::')} {_place(head.span)}")
        if _is_shown(diagnostic):
            lines += _group(group, main, margin, paint, kind)
    lines += [f"{paint('hint', 'hint')}: {_prose(hint)}" for hint in diagnostic.hints]
    return "\n".join(lines)


def _group(group: list[Label], main: Label | None, margin: int, paint: _Paint, kind: str) -> list[str]:
    """Return the lines of one file with their underlines."""
    empty = " " * margin + paint("margin", " |")
    lines = [empty]
    last_line = 0
    for label in group:
        sign = "^" if label is main else "-"
        text, marks = _snippet(label.span, sign, WIDTH - margin - 3)
        line = label.span.line
        if line != last_line or text.startswith(_CUT) or text.endswith(_CUT):
            if last_line and line > last_line + 1:
                lines.append(paint("margin", "..."))
            lines.append(f"{paint('margin', f'{line:>{margin}} |')} {text}".rstrip())
        marked = marks.lstrip(" ")
        told = f" {_prose(label.text)}" if label.text else ""
        lines.append(
            f"{empty} {marks[: len(marks) - len(marked)]}{paint(kind if label is main else 'margin', marked)}{told}"
        )
        last_line = line
    return lines


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def render_all(diagnostics: Iterable[Diagnostic], color: bool = False) -> str:  # noqa: FBT001, FBT002
    """Write all diagnostics, a blank line between them, and at the end how many there are.

    Returns:
        The text, without a final line end. With no diagnostics it is ``no faults``.
    """
    found = tuple(diagnostics)
    faults = sum(each.severity is Severity.ERROR for each in found)
    warnings = len(found) - faults
    parts = [_count(faults, "fault")] * bool(faults) + [_count(warnings, "warning")] * bool(warnings)
    return "\n\n".join([*(render(each, color) for each in found), ", ".join(parts) or "no faults"])


def _where(span: Span, *, shown: bool) -> dict[str, Any]:
    """Return a place as JSON: lines and columns are counted from 1, the end lies after the last character."""
    if span.source is NOWHERE.source:
        return dict.fromkeys(("file", "line", "column", "end_line", "end_column")) | {"text": ""}
    return {
        "file": span.source.name,
        "line": span.line,
        "column": span.source.column(span.start),
        "end_line": span.source.line_number(span.end),
        "end_column": span.source.column(span.end),
        "text": span.text if shown else "",
    }


def to_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as plain data for JSON.

    Lines and columns are counted from 1; the end lies after the last character. A fault that stands in no text has
    null for its place. What stands in a row of records is left out.
    """
    about = lesson(diagnostic.code)
    shown = _is_shown(diagnostic)
    first = diagnostic.labels[0].span if diagnostic.labels else NOWHERE
    return {
        "code": diagnostic.code,
        "slug": about.slug,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        **_where(first, shown=shown),
        "hints": list(diagnostic.hints),
        "related": [{**_where(each.span, shown=shown), "message": each.text} for each in diagnostic.labels[1:]],
        "page": f"diagnostics/{about.page}",
    }
