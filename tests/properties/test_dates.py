"""The laws of the calendar, over the 400 years after which it repeats itself.

"X + P is on or before R" is asked of every record; "X is on or before R - P" compares with a day that is worked out
once. That they are the same is what allows a fast engine to use the second.
"""

# ruff: noqa: D103
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.dates import LeapDay, Period, add, subtract

FIRST = date(1800, 1, 1).toordinal()
LAST = date(2200, 1, 1).toordinal()
CYCLE = LAST - FIRST
MARCH_1 = LeapDay.MARCH_1

PERIODS = (Period(120), Period(12), Period(252), Period(1), Period(11, 30), Period(61, 1), Period(0, 90))

days = st.integers(FIRST, LAST)
periods = st.builds(Period, st.integers(0, 1200), st.integers(0, 1000))
rules = st.sampled_from((LeapDay.MARCH_1, LeapDay.FEBRUARY_28))


def test_the_calendar_repeats_itself_after_the_years_that_are_tried() -> None:
    assert CYCLE == 146_097
    assert date.fromordinal(FIRST + CYCLE) == date(2200, 1, 1)
    for offset in range(0, CYCLE, 97):
        day, later = date.fromordinal(FIRST + offset), date.fromordinal(FIRST + offset + CYCLE)
        assert (day.month, day.day) == (later.month, later.day)


@pytest.mark.parametrize("period", PERIODS, ids=str)
def test_adding_forward_pairs_with_taking_off_backward_on_every_day(period: Period) -> None:
    """``add(d, P) <= a`` exactly when ``d <= subtract(a, P)``, for every d and every a.

    `subtract` never goes back when a goes forward (first loop). So it is enough to try, for every d, the first a for
    which the left side holds and the last one for which it does not (second loop).
    """
    before = subtract(FIRST - 1, period)
    for day in range(FIRST, LAST + 1):
        now = subtract(day, period)
        assert now >= before
        before = now
    for day in range(FIRST, LAST):
        reached = add(day, period, MARCH_1)
        assert day <= subtract(reached, period)
        assert not day <= subtract(reached - 1, period)


def test_february_28_does_not_pair() -> None:
    """Why the pairing is stated for March 1 only: under the other rule a year is over a day before it can be."""
    leap, end = date(2008, 2, 29).toordinal(), date(2009, 2, 28).toordinal()
    assert add(leap, Period(12), LeapDay.FEBRUARY_28) <= end
    assert not leap <= subtract(end, Period(12))


@given(days, days, periods)
def test_adding_forward_pairs_with_taking_off_backward(day: int, end: int, period: Period) -> None:
    assert (add(day, period, MARCH_1) <= end) == (day <= subtract(end, period))


@given(days, st.integers(-2, 2), periods)
def test_adding_pairs_with_taking_off_next_to_the_boundary(day: int, offset: int, period: Period) -> None:
    end = add(day, period, MARCH_1) + offset
    assert (add(day, period, MARCH_1) <= end) == (day <= subtract(end, period))


@given(days, days, periods, rules)
def test_adding_keeps_the_order_of_days(day: int, other: int, period: Period, rule: LeapDay) -> None:
    first, second = sorted((day, other))
    assert add(first, period, rule) <= add(second, period, rule)


@given(days, periods, periods, rules)
def test_a_longer_period_never_ends_sooner(day: int, period: Period, more: Period, rule: LeapDay) -> None:
    assert add(day, period, rule) <= add(day, period + more, rule)


@given(days, periods)
def test_the_rules_differ_by_a_day_at_most(day: int, period: Period) -> None:
    assert add(day, period, MARCH_1) - add(day, period, LeapDay.FEBRUARY_28) in {0, 1}


@given(days, st.integers(0, 1000), rules)
def test_days_are_days(day: int, number: int, rule: LeapDay) -> None:
    assert add(day, Period(0, number), rule) == day + number
    assert subtract(day + number, Period(0, number)) == day
