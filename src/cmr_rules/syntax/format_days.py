"""Days as text, and the days on which a text is in force."""

from __future__ import annotations

from cmr_rules.syntax import tree
from cmr_rules.syntax.format_layout import glued

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def day(written: tree.Day) -> str:
    """Write ``November 9, 2016``, ``May 2009`` or ``2009`` in one piece."""
    if written.month is None:
        return str(written.year)
    month = _MONTHS[written.month - 1]
    return glued(f"{month} {written.year}" if written.day is None else f"{month} {written.day}, {written.year}")


def days_text(written: tree.Days) -> str:
    """Write ``from D``, ``from D through D`` or ``before D``."""
    if written.before is not None:
        return f"before {day(written.before)}"
    assert written.first is not None
    return f"from {day(written.first)}" + (f" through {day(written.last)}" if written.last is not None else "")


def as_in_force_text(written: tree.Days | None) -> str:
    """Write what follows a section, with the blank before it: `` as in force before November 9, 2016``, or nothing."""
    return "" if written is None else f" as in force {days_text(written)}"


def range_end(first: str, last: str) -> str:
    """Write the end of a range of sections; a code of several words is not repeated: ``18 Pa.C.S. 1 through 9``."""
    code, number = last.rsplit(" ", 1)
    return number if " " in code and first.startswith(f"{code} ") else last
