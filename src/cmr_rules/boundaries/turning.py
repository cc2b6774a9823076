"""On which day a comparison turns, by the arithmetic of the charter and without the engine that decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from attrs import evolve, frozen

from cmr_rules.boundaries.found import Context, inside
from cmr_rules.boundaries.people import Sketch, day_of, tell, told_day, told_length
from cmr_rules.dates import LeapDay, Period, add, subtract
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind

FIRST, LAST = date(1900, 1, 1).toordinal(), date(2199, 12, 31).toordinal()
"""Between which days a turning day is looked for."""


@frozen
class Mover:
    """What is moved about a turning day: a fact of the record in the place *role*, or the review date (no *fact*)."""

    fact: str
    role: int = 0

    def put(self, sketch: Sketch, meaning: law.Law, day: int) -> Sketch:
        """Return the sketch with the day put in."""
        if not self.fact:
            return evolve(sketch, as_of=day)
        return tell(sketch, meaning, self.role, self.fact, day_of(day))

    def day(self, sketch: Sketch, meaning: law.Law) -> int | None:
        """Return the day that the sketch tells."""
        return told_day(sketch, meaning, self.role, self.fact) if self.fact else sketch.as_of


def rule_of(meaning: law.Law) -> LeapDay:
    """Return the leap-day rule; where none is declared, periods are shown as ending on March 1."""
    return LeapDay.MARCH_1 if meaning.leap_day is LeapDay.UNDECLARED else meaning.leap_day


def value(asked: law.Value, sketch: Sketch, context: Context, meaning: law.Law) -> int | Period | None:
    """Work out a day (an ordinal), a number or a period from what a sketch tells; None if it cannot be told."""
    match asked:
        case law.DayIs(day):
            return day
        case law.ReviewDate():
            return sketch.as_of
        case law.NumberIs(number):
            return number
        case law.PeriodIs(period):
            return period
        case law.OptionValue(name):
            setting = sketch.setting(meaning, name)
            return setting if isinstance(setting, int | Period) else None
        case law.FactValue(fact, kind, who):
            role = context.role(who)
            return None if role is None else _fact(fact, kind, role, sketch, meaning)
        case law.Shift(start, period, back):
            begins, length = value(start, sketch, context, meaning), value(period, sketch, context, meaning)
            if not isinstance(begins, int) or not isinstance(length, Period):
                return None
            return subtract(begins, length) if back else add(begins, length, rule_of(meaning))
        case law.Clock(period, start, restarts=None, not_in_custody=False):
            return value(law.Shift(start, period), sketch, context, meaning)
        case law.Latest(parts) | law.Earliest(parts):
            days = [value(part, sketch, context, meaning) for part in parts]
            known = [day for day in days if isinstance(day, int)]
            if len(known) < len(parts):
                return None
            return max(known) if isinstance(asked, law.Latest) else min(known)
        case _:
            return None


def _fact(fact: str, kind: Kind, role: int, sketch: Sketch, meaning: law.Law) -> int | Period | None:
    if role >= len(sketch.records):
        return None
    if kind is Kind.PERIOD:
        return told_length(sketch, role) if fact == "total length of the sentence" else None
    if kind is not Kind.DATE:
        return None
    told = told_day(sketch, meaning, role, fact)
    if told is not None:
        return told
    worked_out = next((one.value for one in meaning.derivations if one.fact.fact == fact), None)
    return None if worked_out is None else value(worked_out, sketch, Context(role), meaning)


def truth(test: law.Compare, sketch: Sketch, context: Context, meaning: law.Law) -> bool | None:
    """Compare two days of a sketch; None if one cannot be told."""
    left, right = value(test.left, sketch, context, meaning), value(test.right, sketch, context, meaning)
    if not isinstance(left, int) or not isinstance(right, int):
        return None
    return left < right if test.strict else left <= right


def turning_day(
    test: law.Compare, mover: Mover, sketch: Sketch, context: Context, meaning: law.Law
) -> tuple[int, bool] | None:
    """Return the first day on which the comparison has its later answer, and that answer; None if it never turns."""

    def ask(day: int) -> bool | None:
        return truth(test, mover.put(sketch, meaning, day), context, meaning)

    before, after = ask(FIRST), ask(LAST)
    if before is None or after is None or before is after:
        return None
    return _first(lambda day: ask(day) is after, FIRST, LAST), after


def _first(holds: Callable[[int], bool], low: int, high: int) -> int:
    """Return the first day on which *holds*; it does on *high*, and from some day on."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def named_day(test: law.Compare, turn: int, after: bool) -> int:  # noqa: FBT001
    """Return the day of which the provision speaks: the first of the later answer, or the last of the earlier one.

    ``before November 9, 2016`` and ``on or after`` it turn on that day; ``on or before`` it, and ``after`` it, on the
    next one.
    """
    # the moved day stands on the right when it makes the comparison true by growing
    at_the_turn = test.strict is not after
    return turn if at_the_turn else turn - 1


def movers(test: law.Compare, context: Context) -> tuple[Mover, ...]:
    """Return what can be moved: what the period is counted from, each part of a latest or earliest day, else any."""
    values = [one for side in (test.left, test.right) for one in inside(side)]
    facts = [one for one in values if isinstance(one, law.FactValue) and one.kind is Kind.DATE]
    counted_from = [one.start for one in values if isinstance(one, law.Shift | law.Clock)]
    several = any(isinstance(one, law.Latest | law.Earliest) for one in values)
    ordered = facts if several else sorted(facts, key=lambda one: one not in counted_from)[:1]
    made = [Mover(one.fact, role) for one in ordered if (role := context.role(one.who)) is not None]
    if not made and any(isinstance(one, law.ReviewDate) for one in values):
        made = [Mover("")]
    return tuple(dict.fromkeys(made))


def other_movers(test: law.Compare, mover: Mover, context: Context) -> Iterator[Mover]:
    """Return what can be moved on the other side of the comparison: the review date, or another fact."""
    for one in (part for side in (test.left, test.right) for part in inside(side)):
        other: Mover | None = None
        match one:
            case law.ReviewDate():
                other = Mover("")
            case law.FactValue(fact, Kind.DATE, who):
                role = context.role(who)
                other = None if role is None else Mover(fact, role)
            case _:
                pass
        if other is not None and other != mover:
            yield other


def counts_months(test: law.Compare, sketch: Sketch, context: Context, meaning: law.Law) -> bool:
    """Whether a period of months or years is counted in the comparison."""
    shifts = [one for side in (test.left, test.right) for one in inside(side) if isinstance(one, law.Shift)]
    periods = [value(one.period, sketch, context, meaning) for one in shifts]
    return any(isinstance(one, Period) and one.months for one in periods)
