"""Every relation between two values, brought to ``<`` and ``<=``. Periods are added to the event, never taken off."""

from __future__ import annotations

from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import KIND_WORDS, Scope
from cmr_rules.semantics.values import count_years, kind_of, shown, value_of, value_of_kind
from cmr_rules.semantics.wording import words_of
from cmr_rules.source import Span
from cmr_rules.syntax import tree

DATE_RELATIONS = ("before", "after", "on", "on or before", "on or after")
_UNITS = (Kind.NUMBER, Kind.WEIGHT, Kind.MONEY)
_SIZES = (Kind.PERIOD, *_UNITS)


def compared(left: law.Value, at: Span, predicate: tree.Compared, scope: Scope) -> law.Test | None:
    """Resolve ``X is before D``, ``X is at least 10 years before D``, ``X is at most 6``; None after a fault.

    Args:
        left: What is compared.
        at: Where it stands.
        predicate: The relation and the other value.
        scope: Where the phrase stands.
    """
    relation, written = predicate.relation, predicate.value
    if relation in DATE_RELATIONS:
        if not _is_day(left, at, relation, scope):
            return None
        right = value_of_kind(written, Kind.DATE, scope, *_hint_for_day(written))
        return None if right is None else _dated(relation, left, right, predicate.span)
    if isinstance(written, tree.Shifted) and kind_of(left) is Kind.DATE:
        return _elapsed(relation, left, written, predicate.span, scope)
    right = value_of(written, scope)
    if right is None or not _same_kind(left, at, right, predicate, scope):
        return None
    return _sized(relation, left, right, predicate.span)


def _is_day(left: law.Value, at: Span, relation: str, scope: Scope) -> bool:
    if kind_of(left) is Kind.DATE:
        return True
    message = f"`{words_of(at)}` is {KIND_WORDS[kind_of(left)]}, and only a day is `{relation}` another"
    scope.fault("CMR301", message, at)
    return False


def _hint_for_day(written: tree.Value) -> tuple[str, ...]:
    if isinstance(written, tree.Length):
        return (f"did you mean `at least {shown(written).strip('`')} before the review date`?",)
    return ()


def _dated(relation: str, left: law.Value, right: law.Value, span: Span) -> law.Test:
    match relation:
        case "before":
            return less(left, right, span)
        case "after":
            return less(right, left, span)
        case "on or before":
            return at_most(left, right, span)
        case "on or after":
            return at_most(right, left, span)
        case _:
            return law.Both((at_most(left, right, span), at_most(right, left, span)), span=span)


def _elapsed(relation: str, left: law.Value, written: tree.Shifted, span: Span, scope: Scope) -> law.Test | None:
    """Resolve ``at least P before D``: the period is added to the earlier of the two days."""
    period, day = _parts(written.period, written.start, span, scope)
    if period is None or day is None:
        return None
    first, second = (left, day) if written.direction == "before" else (day, left)
    end = law.Shift(first, period, span=written.span)
    in_order = at_most(first, second, span)
    match relation:
        case "at least":
            return at_most(end, second, span)
        case "more than":
            return less(end, second, span)
        case "at most":
            return law.Both((in_order, at_most(second, end, span)), span=span)
        case "less than" | "fewer than":
            return law.Both((in_order, less(second, end, span)), span=span)
        case _:
            return law.Both((at_most(end, second, span), at_most(second, end, span)), span=span)


def _same_kind(left: law.Value, at: Span, right: law.Value, predicate: tree.Compared, scope: Scope) -> bool:
    relation, written = predicate.relation, predicate.value
    one, other = kind_of(left), kind_of(right)
    if one is other and one in _SIZES:
        return True
    mine, theirs = KIND_WORDS[one], KIND_WORDS[other]
    if one in _UNITS and other in _UNITS:
        message = f"{shown(written)} is {theirs} and `{words_of(at)}` is {mine}"
        scope.fault("CMR302", message, written.span, f"write {_EXAMPLES[one]}")
        return False
    hints: tuple[str, ...] = ()
    if one is Kind.DATE and other is Kind.PERIOD:
        hints = (f"did you mean `{relation} {words_of(written.span)} before the review date`?",)
    elif one is other is Kind.DATE:
        hints = ("write `before`, `after`, `on`, `on or before` or `on or after`",)
    elif one is other is Kind.LEVEL:
        hints = ("write `is less serious than` or `is more serious than`",)
    if one is other:
        message = f"{shown(written)} is {theirs}, and `{relation}` does not compare such values"
    else:
        message = f"{shown(written)} is {theirs} and `{words_of(at)}` is {mine}"
    scope.fault("CMR301", message, written.span, *hints)
    return False


_EXAMPLES = {
    Kind.NUMBER: "a plain number, such as `6`",
    Kind.WEIGHT: "a weight, such as `28.5 grams`",
    Kind.MONEY: "a sum of money, such as `$500`",
}


def _sized(relation: str, left: law.Value, right: law.Value, span: Span) -> law.Test:
    match relation:
        case "at least":
            return at_most(right, left, span)
        case "more than":
            return less(right, left, span)
        case "at most":
            return at_most(left, right, span)
        case "less than" | "fewer than":
            return less(left, right, span)
        case _:
            return law.Both((at_most(left, right, span), at_most(right, left, span)), span=span)


def between(left: law.Value, at: Span, predicate: tree.Between, scope: Scope) -> law.Test | None:
    """Resolve ``from A through B``; both ends are included."""
    low, high = value_of(predicate.low, scope), value_of(predicate.high, scope)
    if low is None or high is None:
        return None
    for end, written in ((low, predicate.low), (high, predicate.high)):
        if kind_of(end) is not kind_of(left) or kind_of(left) not in (Kind.DATE, *_SIZES):
            code = "CMR302" if kind_of(end) in _UNITS and kind_of(left) in _UNITS else "CMR301"
            mine, theirs = KIND_WORDS[kind_of(left)], KIND_WORDS[kind_of(end)]
            scope.fault(code, f"{shown(written)} is {theirs} and `{words_of(at)}` is {mine}", written.span)
            return None
    if _backwards(low, high):
        message = f"{shown(predicate.low)} lies after {shown(predicate.high)}"
        scope.fault("CMR308", message, predicate.span, "put the earlier or smaller end first")
        return None
    return law.Both((at_most(low, left, predicate.span), at_most(left, high, predicate.span)), span=predicate.span)


def _backwards(low: law.Value, high: law.Value) -> bool:
    match low, high:
        case law.DayIs(first), law.DayIs(last):
            return first > last
        case law.NumberIs(first), law.NumberIs(last):
            return first > last
        case _:
            return False


def within(left: law.Value, at: Span, predicate: tree.Within, scope: Scope) -> law.Test | None:
    """Resolve ``within P before D``, ``within P after D`` and ``within P of D``; both ends are included."""
    span = predicate.span
    period, day = _parts(predicate.period, predicate.start, span, scope)
    if not _is_day(left, at, "within a time of", scope) or period is None or day is None:
        return None
    earlier = law.Both((at_most(left, day, span), at_most(day, law.Shift(left, period, span=span), span)), span=span)
    later = law.Both((at_most(day, left, span), at_most(left, law.Shift(day, period, span=span), span)), span=span)
    match predicate.direction:
        case "before":
            return earlier
        case "after":
            return later
        case _:
            return law.Either((earlier, later), span=span)


def in_window(left: law.Value, at: Span, predicate: tree.InWindow, scope: Scope) -> law.Test | None:
    """Resolve ``in the P before D``: from the day P before D, included, to D, excluded. ``after`` mirrors it."""
    span = predicate.span
    period, day = _parts(predicate.period, predicate.start, span, scope)
    if not _is_day(left, at, "in a time before or after", scope) or period is None or day is None:
        return None
    edge = law.Shift(day, period, back=predicate.direction == "before", span=span)
    if predicate.direction == "before":
        return law.Both((at_most(edge, left, span), less(left, day, span)), span=span)
    return law.Both((less(day, left, span), at_most(left, edge, span)), span=span)


def _parts(
    period: tree.Value, start: tree.Value, span: Span, scope: Scope
) -> tuple[law.Value | None, law.Value | None]:
    length, day = value_of_kind(period, Kind.PERIOD, scope), value_of_kind(start, Kind.DATE, scope)
    if length is not None:
        count_years(scope, span, length)
    return length, day


def less(left: law.Value, right: law.Value, span: Span) -> law.Compare:
    """Return ``left < right``."""
    return law.Compare(left, right, strict=True, span=span)


def at_most(left: law.Value, right: law.Value, span: Span) -> law.Compare:
    """Return ``left <= right``."""
    return law.Compare(left, right, strict=False, span=span)


def turned_round(test: law.Test, span: Span) -> law.Test:
    """Return what ``is not`` makes of a test. ``if any`` holds then too: what does not apply never stands in the way.

    ``the date of release, if any, was not after D`` is true of somebody who was never in prison.
    """
    match test:
        case law.Compare(left, right, strict) if says_if_any(left) or says_if_any(right):
            return law.Compare(right, left, not strict, span=span)
        case law.Both(tests) if _asks_if_any(test):
            return law.Either(tuple(turned_round(one, span) for one in tests), span=span)
        case law.Either(tests) if _asks_if_any(test):
            return law.Both(tuple(turned_round(one, span) for one in tests), span=span)
        case _:
            return law.Not(test, span=span)


def _asks_if_any(test: law.Test) -> bool:
    match test:
        case law.Compare(left, right):
            return says_if_any(left) or says_if_any(right)
        case law.Both(tests) | law.Either(tests):
            return any(map(_asks_if_any, tests))
        case _:
            return False


def says_if_any(value: law.Value) -> bool:
    """Whether a value is followed by `if any`, so that a comparison with what does not apply is true."""
    return (
        value.if_any if isinstance(value, law.FactValue) else isinstance(value, law.Shift) and says_if_any(value.start)
    )
