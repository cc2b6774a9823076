"""The day on which a time has run, against a count of days one by one; and what is missing, against its completions."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date, timedelta
from itertools import product
from typing import Any

from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules import (
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Charge,
    CourtAction,
    Event,
    Level,
    Offense,
    PartialDate,
    Person,
    RecordSource,
    Section,
    load_text,
)

ACT = """\
Statute "Generated for a test".
Jurisdiction: New York.
Authority: CPL 160.57.
Leap day: {leap}.

Outcomes, most favorable first:
  Sealed, "Sealed";
  No Relief, "None".

This statute covers each conviction in New York.

Sealing Day means the day on which {period} {run} from the date of sentence, starting again{also} with
  each felony conviction from its date of sentence{custody}.

Rule "sealing" [CPL 160.57]:
  A conviction receives Sealed if Sealing Day is on or before the review date.

Otherwise a conviction receives No Relief.
"""
FREE = ", not counting the time in custody"
ALSO = ", also after it has run,"
ORIGIN = date(2008, 2, 20)
LAST = ORIGIN + timedelta(400)
PERIODS = (("1 month", 1, 0), ("1 year", 12, 0), ("90 days", 0, 90), ("4 years", 48, 0))
PROGRAMS = {
    (period, leap, free, also): load_text(
        ACT.format(period=period, run="has run" if period[0] == "1" else "have run", leap=leap, custody=free, also=also)
    )
    for period, _, _ in PERIODS
    for leap in ("March 1", "February 28", "undeclared")
    for free in ("", FREE)
    for also in ("", ALSO)
}
SLOW = settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.too_slow])


@frozen
class Told:
    """A conviction: its day, that of its sentence, and whether it is a felony, which starts the time again."""

    on: Any
    sentenced: Any
    felony: bool = True


def person(told: tuple[Told, ...], custody: tuple[tuple[Any, Any], ...], *, listed: bool = True) -> Person:
    cases = []
    for one in told:
        level = Level.FELONY if one.felony else Level.MISDEMEANOR
        action = CourtAction(date=one.on, category="convicted", level=level, sentenced_on=one.sentenced)
        charge = Charge(offense=Offense(Section("PL", "155.25")), level=level, actions=(action,))
        cases.append(Case(state="New York", charges=(charge,)))
    events = tuple(Event("custody", first, ended_on=last) for first, last in custody)
    sources = (RecordSource("all", ("everywhere",)),) if listed else ()
    return Person("fabricated", date(1960, 1, 1), cases=tuple(cases), events=events, sources=sources)


def decide(how: tuple[str, str, str, str], who: Person, on: date) -> str:
    decision = PROGRAMS[how].decide(who, as_of=on)[0]
    return decision.outcome or decision.status.value


# ---------------------------------------------------------------------------------------------- counted day by day


def after(day: date, months: int, days: int, leap: str) -> date:
    """The day at the end of a period, by hand."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    number, moved = day.day, 0
    while True:
        try:
            return date(year, month, number) + timedelta(days + (1 if moved and leap == "March 1" else 0))
        except ValueError:
            number, moved = number - 1, 1


def counted(start: date, months: int, days: int, leap: str, inside: set[date]) -> date:
    """Go on day by day, and count those outside of custody, until there are as many as the time has."""
    left, day = (after(start, months, days, leap) - start).days, start
    while left:
        day += timedelta(1)
        left -= day not in inside
    return day


def by_hand(
    told: tuple[Told, ...],
    custody: tuple[tuple[date, date], ...],
    how: tuple[int, int],
    leap: str,
    until: date | None = None,
) -> date:
    """The day; what is dated through *until* starts the time again whenever it has run."""
    inside = {first + timedelta(n) for first, last in custody for n in range((last - first).days + 1)}
    first, *others = told
    start, waiting = first.sentenced, [one for one in others if one.felony]
    while True:
        end = counted(start, *how, leap, inside)
        again = [one for one in waiting if first.on < one.on and (one.on <= until if until else one.on < end)]
        if not again:
            return end
        start = max([start, *(one.sentenced for one in again)])
        waiting = [one for one in waiting if one not in again]


days = st.integers(0, 400).map(lambda number: ORIGIN + timedelta(number))
tellings = st.builds(
    lambda on, later, felony: Told(on, on + timedelta(later), felony), days, st.integers(0, 40), st.booleans()
)
times = st.builds(lambda first, length: (first, first + timedelta(length)), days, st.integers(0, 60))


@given(
    st.lists(tellings, min_size=1, max_size=5).map(tuple),
    st.lists(times, max_size=4).map(tuple),
    st.sampled_from(PERIODS),
    st.sampled_from(("March 1", "February 28")),
    st.sampled_from(("", FREE)),
    st.sampled_from(("", ALSO)),
    st.integers(-2, 2),
)
@SLOW
def test_the_day_is_the_one_that_is_found_by_counting_days(
    told: tuple[Told, ...],
    custody: tuple[tuple[date, date], ...],
    period: tuple[str, int, int],
    leap: str,
    free: str,
    also: str,
    off: int,
) -> None:
    until = LAST if also else None
    day = by_hand(told, custody if free else (), period[1:], leap, until)
    asked = max(day + timedelta(off), LAST)
    who = person(told, custody)
    assert decide((period[0], leap, free, also), who, asked) == ("Sealed" if day <= asked else "No Relief")


# ---------------------------------------------------------------------------------------------- what is missing

SOME = (ORIGIN + timedelta(10), ORIGIN + timedelta(150), ORIGIN + timedelta(395))
"""The days that a missing day may be in a completion."""


def completions(told: tuple[Told, ...], custody: tuple[tuple[Any, Any], ...]) -> list[tuple[Any, Any]]:
    """Every way of putting one of some days in the place of each missing one."""

    def choices(value: Any) -> tuple[Any, ...]:
        if value is UNKNOWN:
            return SOME
        if isinstance(value, PartialDate):
            return tuple(sorted({value.first, value.last, date(value.year, 3, 1)}))
        return (value,)

    flat = [value for one in told for value in (one.on, one.sentenced)] + [day for time in custody for day in time]
    made = []
    for filled in product(*map(choices, flat)):
        ons = filled[: 2 * len(told)]
        new = tuple(evolve(one, on=ons[2 * n], sentenced=ons[2 * n + 1]) for n, one in enumerate(told))
        rest = filled[2 * len(told) :]
        times_ = tuple(zip(rest[::2], rest[1::2], strict=True))
        right = all(one.on <= one.sentenced for one in new)
        if right and all(last is NOT_APPLICABLE or first <= last for first, last in times_):
            made.append((new, times_))
    return made


maybe = st.sampled_from((*SOME, UNKNOWN, PartialDate(2008), ORIGIN + timedelta(40)))
open_tellings = st.builds(Told, maybe, maybe.filter(lambda day: day is not UNKNOWN), st.booleans())
"""A sentence without a date begins on the day of the conviction: that one is never missing, it is not whole at most."""
open_times = st.tuples(maybe, maybe | st.just(NOT_APPLICABLE))


@given(
    st.tuples(days).map(lambda chosen: Told(chosen[0], chosen[0])) | open_tellings,
    st.lists(open_tellings, max_size=2),
    st.lists(open_times, max_size=1),
    st.sampled_from([how for how in PROGRAMS if how[1] != "February 28"]),
    st.integers(0, 1200),
    st.booleans(),
)
@SLOW
def test_a_definite_answer_is_that_of_every_completion(
    first: Told,
    others: list[Told],
    times_: list[tuple[Any, Any]],
    how: tuple[str, str, str, str],
    off: int,
    listed: bool,  # noqa: FBT001
) -> None:
    period, leap, free, also = how
    told, custody, asked = (first, *others), tuple(times_), LAST + timedelta(off)
    answer = decide(how, person(told, custody, listed=listed), asked)
    if answer == "needs review":
        return
    assert listed or answer == "No Relief"  # what the record may lack can only make the time longer
    for whole, inside in completions(told, custody):
        for rule in ("March 1", "February 28") if leap == "undeclared" else (leap,):
            assert decide((period, rule, free, also), person(whole, inside), asked) == answer
