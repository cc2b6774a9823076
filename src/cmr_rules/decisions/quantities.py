"""How days and numbers that may be missing are compared. The only place where `<=` meets what is not known."""

from __future__ import annotations

from collections.abc import Callable

from cmr_rules.dates import EARLIEST, LATEST, LeapDay, Period
from cmr_rules.decisions.view import Many, MissingPeriod, Special, View, Whole
from cmr_rules.decisions.worlds import (
    IsAtMost,
    IsRelated,
    IsTrue,
    Key,
    Moved,
    Relation,
    WhichLeapDay,
    greatest,
    least,
    move,
)


def shift(view: View, start: Whole, period: Period | str | MissingPeriod | Special, *, back: bool) -> Whole:
    """The day that is *period* after (before) *start*."""
    if isinstance(period, Special) or start is Special.OPEN:
        return start if period is Special.NOT_APPLICABLE else Special.OPEN
    match start:
        case Many(latest, parts):
            return Many(latest, tuple(shift(view, part, period, back=back) for part in parts))
        case Special.NOT_YET if not back:
            return start
        case Special():
            return start
        case _:
            pass
    if isinstance(period, MissingPeriod):
        return _missing_end(view, start, period, back=back)
    if isinstance(period, str):
        return EARLIEST if back else LATEST
    if isinstance(start, int):
        return move(start, ((period, back),), view.leap_day)
    assert isinstance(start, Moved)
    return Moved(start.variable, (*start.steps, (period, back)))


def _missing_end(view: View, start: Whole, period: MissingPeriod, *, back: bool) -> Moved:
    """The day at the end of a length that is not recorded: one for each day from which it is counted."""
    if isinstance(start, Moved):
        variable = start.variable
        low, high = (start.at(day, view.leap_day) for day in (variable.low, variable.high))
        begins = f"{variable.key} {start.steps}"
    else:
        assert isinstance(start, int)
        low = high = start
        begins = str(start)
    index, fact = period.key
    key = (index, f"{fact}: {'before' if back else 'after'} {begins}")
    return view.missing(key, EARLIEST if back else low, high if back else LATEST)


def ends(view: View, value: Whole) -> tuple[int, int]:
    """The least and the greatest that *value* may be in the world assumed."""
    match value:
        case int():
            return value, value
        case Moved(variable):
            low, high = view.world.span(variable)
            return value.at(low, view.leap_day), value.at(high, view.leap_day)
        case Many(latest, parts):
            pairs = [ends(view, part) for part in parts]
            pick = max if latest else min
            return pick(low for low, _ in pairs), pick(high for _, high in pairs)
        case _:
            return EARLIEST, LATEST


def compare(view: View, left: Whole, right: Whole, *, strict: bool, key: Key) -> bool | None:
    """Whether *left* comes before *right* (*strict*), or not after it; None when that is open, and asks."""
    if isinstance(left, int) and isinstance(right, int):
        return left < right if strict else left <= right
    if isinstance(left, Many):
        return _all_or_any(view, [(part, right) for part in left.parts], strict=strict, key=key, every=left.latest)
    if isinstance(right, Many):
        return _all_or_any(view, [(left, part) for part in right.parts], strict=strict, key=key, every=not right.latest)
    if isinstance(left, Special) or isinstance(right, Special):
        return _compare_special(view, left, right, key)
    return _compare_missing(view, left, right, strict=strict, key=key)


def _all_or_any(view: View, pairs: list[tuple[Whole, Whole]], *, strict: bool, key: Key, every: bool) -> bool | None:
    before = view.open
    answer: bool | None = every
    for number, (left, right) in enumerate(pairs):
        one = compare(view, left, right, strict=strict, key=(key[0], f"{key[1]}/{number}"))
        if one is (not every):
            view.open = before
            return one
        if one is None:
            answer = None
    return answer


def _compare_special(view: View, left: Whole, right: Whole, key: Key) -> bool | None:
    """Not yet is after the review date; what does not apply cannot be compared."""
    if left is Special.OPEN or right is Special.OPEN:
        return None
    if Special.NOT_APPLICABLE not in (left, right):
        limit = ends(view, view.review)[0]
        if left is Special.NOT_YET and right is not Special.NOT_YET and ends(view, right)[1] <= limit:
            return False
        if right is Special.NOT_YET and left is not Special.NOT_YET and ends(view, left)[1] <= limit:
            return True
        view.faults.setdefault(key, "what is compared has not happened yet")
    else:
        view.faults.setdefault(
            key, "what is compared does not apply to this record, and the rule does not say `if any`"
        )
    return _asked(view, key)


def _asked(view: View, key: Key) -> bool | None:
    truth = view.world.truths.get(key)
    if truth is None:
        view.ask(IsTrue(key))
    return truth


def _compare_missing(view: View, left: int | Moved, right: int | Moved, *, strict: bool, key: Key) -> bool | None:
    rule = view.leap_day
    (low_left, high_left), (low_right, high_right) = ends(view, left), ends(view, right)
    if high_left < low_right or (high_left == low_right and not strict):
        return True
    if low_left > high_right or (low_left == high_right and strict):
        return False
    gap = 1 if strict else 0
    if isinstance(right, int):
        assert isinstance(left, Moved)
        low, high = view.world.span(left.variable)
        limit = greatest(lambda day: left.at(day, rule) + gap <= right, low, high)
        view.ask(IsAtMost(left.variable, low - 1 if limit is None else limit))
        return None
    if isinstance(left, int):
        low, high = view.world.span(right.variable)
        first = least(lambda day: right.at(day, rule) >= left + gap, low, high)
        view.ask(IsAtMost(right.variable, high if first is None else first - 1))
        return None
    if left.variable == right.variable:
        return _asked(view, key)
    relation = Relation(left, right, strict, rule, truth=True)
    for known in view.world.relations:
        if (known.left, known.right, known.strict, known.rule) == (left, right, strict, rule):
            return known.truth
    view.ask(IsRelated(relation))
    return None


def with_leap_day(view: View, test: Callable[[], bool | None]) -> bool | None:
    """Ask *test* under the leap-day rule of the world; where none is declared, under both."""
    if view.leap_day is not LeapDay.UNDECLARED:
        return test()
    before = view.open
    answers = []
    for rule in (LeapDay.FEBRUARY_28, LeapDay.MARCH_1):
        view.leap_day = rule
        answers.append(test())
        if answers[-1] is not None:
            view.open = before
    view.leap_day = LeapDay.UNDECLARED
    if answers[0] is answers[1]:
        return answers[0]
    view.open = before
    view.ask(WhichLeapDay())
    return None


def compare_periods(
    view: View,
    left: Period | str | MissingPeriod | Special,
    right: Period | str | MissingPeriod | Special,
    *,
    strict: bool,
    key: Key,
) -> bool | None:
    """Compare lengths by bounds: a year is 365-366 days, a month 28-31; what overlaps is open."""
    for one in (left, right):
        if isinstance(one, MissingPeriod):
            return _asked(view, (one.key[0], f"{one.key[1]}: {key[1]}"))
        if one is Special.OPEN:
            return None
        if isinstance(one, Special):
            view.faults.setdefault(key, "a length of time is compared that does not apply to this record")
            return _asked(view, key)
    assert not isinstance(left, (MissingPeriod, Special))
    assert not isinstance(right, (MissingPeriod, Special))
    if left == right:
        return not strict
    (low_left, high_left), (low_right, high_right) = _days(left), _days(right)
    exact = isinstance(left, Period) and isinstance(right, Period) and (left.days, right.days) == (0, 0)
    if exact:
        assert isinstance(left, Period)
        assert isinstance(right, Period)
        return left.months < right.months
    if high_left < low_right:
        return True
    if low_left > high_right:
        return False
    view.faults.setdefault(key, "the two lengths of time overlap: months and years have no fixed number of days")
    return _asked(view, key)


def _days(period: Period | str) -> tuple[int, int]:
    if isinstance(period, str):
        return LATEST, LATEST
    years, months = divmod(period.months, 12)
    return 365 * years + 28 * months + period.days, 366 * years + 31 * months + period.days
