"""Calendar arithmetic: the days on which a count begins, ends, and does not exist."""

# ruff: noqa: D103
from datetime import date

import pytest

from cmr_rules.dates import LATEST, LeapDay, Period, add, long_date, subtract

MARCH_1, FEBRUARY_28 = LeapDay.MARCH_1, LeapDay.FEBRUARY_28


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def shown(day: int) -> str:
    return date.fromordinal(day).isoformat()


@pytest.mark.parametrize(
    ("start", "period", "on_march_1", "on_february_28"),
    [
        ("2009-05-12", Period(120), "2019-05-12", "2019-05-12"),
        ("2008-02-28", Period(12), "2009-02-28", "2009-02-28"),
        ("2008-02-29", Period(12), "2009-03-01", "2009-02-28"),
        ("2008-02-29", Period(48), "2012-02-29", "2012-02-29"),
        ("2008-02-29", Period(60), "2013-03-01", "2013-02-28"),
        ("1896-02-29", Period(48), "1900-03-01", "1900-02-28"),
        ("1996-02-29", Period(48), "2000-02-29", "2000-02-29"),
        ("2009-01-31", Period(1), "2009-03-01", "2009-02-28"),
        ("2009-01-29", Period(1), "2009-03-01", "2009-02-28"),
        ("2009-01-28", Period(1), "2009-02-28", "2009-02-28"),
        ("2008-01-31", Period(1), "2008-03-01", "2008-02-29"),
        ("2009-08-31", Period(1), "2009-10-01", "2009-09-30"),
        ("2009-12-31", Period(2), "2010-03-01", "2010-02-28"),
        ("2009-12-15", Period(1), "2010-01-15", "2010-01-15"),
        ("2008-02-29", Period(12, 1), "2009-03-02", "2009-03-01"),
        ("2009-05-12", Period(0, 90), "2009-08-10", "2009-08-10"),
        ("2008-02-28", Period(0, 365), "2009-02-27", "2009-02-27"),
        ("2009-05-12", Period(), "2009-05-12", "2009-05-12"),
    ],
)
def test_a_period_is_added_once_and_rounded_as_the_rule_says(
    start: str, period: Period, on_march_1: str, on_february_28: str
) -> None:
    assert shown(add(ordinal(start), period, MARCH_1)) == on_march_1
    assert shown(add(ordinal(start), period, FEBRUARY_28)) == on_february_28


@pytest.mark.parametrize(
    ("end", "period", "start"),
    [
        ("2019-05-12", Period(120), "2009-05-12"),
        ("2009-02-28", Period(12), "2008-02-28"),
        ("2009-03-01", Period(12), "2008-03-01"),
        ("2012-02-29", Period(12), "2011-02-28"),
        ("2009-03-31", Period(1), "2009-02-28"),
        ("2008-03-30", Period(1), "2008-02-29"),
        ("2010-01-15", Period(1), "2009-12-15"),
        ("2009-03-02", Period(12, 1), "2008-03-01"),
        ("2009-08-10", Period(0, 90), "2009-05-12"),
    ],
)
def test_a_period_taken_off_is_rounded_back(end: str, period: Period, start: str) -> None:
    assert shown(subtract(ordinal(end), period)) == start


def test_an_age_is_reached_on_the_birthday() -> None:
    twenty_one = Period(252)
    assert add(ordinal("1988-05-12"), twenty_one, MARCH_1) <= ordinal("2009-05-12")
    assert add(ordinal("1988-05-12"), twenty_one, MARCH_1) > ordinal("2009-05-11")


def test_years_are_no_number_of_days() -> None:
    """Eighteen years after a birth in 2000 divided by 365.25 came a day early."""
    assert add(ordinal("2000-02-29"), Period(216), MARCH_1) == ordinal("2018-03-01")


def test_past_the_end_of_the_calendar_is_never() -> None:
    assert add(ordinal("9990-01-01"), Period(120), MARCH_1) == LATEST
    assert add(ordinal("9990-01-01"), Period(0, 10_000), MARCH_1) == LATEST
    assert subtract(ordinal("0005-01-01"), Period(120)) == 1
    assert subtract(ordinal("0001-01-05"), Period(0, 90)) == 1


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (Period(120), "10 years"),
        (Period(12), "1 year"),
        (Period(1), "1 month"),
        (Period(18), "1 year and 6 months"),
        (Period(0, 90), "90 days"),
        (Period(13, 1), "1 year and 1 month and 1 day"),
        (Period(), "0 days"),
    ],
)
def test_a_period_is_written_in_words(period: Period, words: str) -> None:
    assert str(period) == words


def test_periods_add_by_their_parts() -> None:
    assert Period(12) + Period(6, 10) == Period(18, 10)


def test_a_date_is_written_as_in_a_statute() -> None:
    assert long_date(date(2016, 11, 9)) == "November 9, 2016"
    assert long_date(ordinal("2009-05-12")) == "May 12, 2009"
