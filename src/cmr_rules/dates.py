"""Calendar arithmetic as the law counts: days are not months, and years are added once, on the event.

A year is twelve months. Months are added first, with one rounding, then days. A day that the month does not have
(February 29 in a common year, the 31st of a short month) is rounded as the jurisdiction's leap-day rule says.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum

from attrs import frozen

LATEST = date.max.toordinal()
EARLIEST = date(1850, 1, 1).toordinal()
"""No event on a living record is older; it bounds dates of which nothing is known."""


class LeapDay(Enum):
    """What a period that ends on a missing day comes to."""

    FEBRUARY_28 = "February 28"
    """The last day of the month."""
    MARCH_1 = "March 1"
    """The first day of the next month."""
    UNDECLARED = "undeclared"


@frozen(order=False)
class Period:
    """A length of time: whole months, and days. A year is 12 months, a week is 7 days."""

    months: int = 0
    days: int = 0

    def __add__(self, other: Period) -> Period:
        return Period(self.months + other.months, self.days + other.days)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        parts = [
            f"{number} {word}" if number == 1 else f"{number} {word}s"
            for number, word in ((years, "year"), (months, "month"), (self.days, "day"))
            if number
        ]
        return " and ".join(parts) or "0 days"


def add(day: int, period: Period, rule: LeapDay) -> int:
    """Return the day that is *period* after *day*; both are proleptic ordinals.

    *rule* must be declared. Past the calendar's end the last day stands for "never".
    """
    if period.months:
        start = date.fromordinal(day)
        year, month = divmod(start.year * 12 + start.month - 1 + period.months, 12)
        if year > date.max.year - 1:
            return LATEST
        length = monthrange(year, month + 1)[1]
        day = date(year, month + 1, min(start.day, length)).toordinal()
        if start.day > length and rule is LeapDay.MARCH_1:
            day += 1
    return min(day + period.days, LATEST)


def subtract(day: int, period: Period) -> int:
    """Return the day that is *period* before *day*, rounded back to a day that exists.

    Days are taken off first, then months, so that it mirrors `add`. Rounding back is what pairs with rounding
    forward up: under `LeapDay.MARCH_1`, ``add(d, p) <= a`` exactly when ``d <= subtract(a, p)``.
    """
    day = max(day - period.days, 1)
    if not period.months:
        return day
    end = date.fromordinal(day)
    year, month = divmod(end.year * 12 + end.month - 1 - period.months, 12)
    if year < 1:
        return 1
    return date(year, month + 1, min(end.day, monthrange(year, month + 1)[1])).toordinal()


def long_date(day: date | int) -> str:
    """Write a date as rules and explanations do: ``November 9, 2016``."""
    value = date.fromordinal(day) if isinstance(day, int) else day
    return f"{value:%B} {value.day}, {value.year}"
