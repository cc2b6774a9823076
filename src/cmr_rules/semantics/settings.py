"""What a file declares besides terms: options with their bounds, facts, outcomes."""

from __future__ import annotations

from cmr_rules.dates import Period
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import KIND_WORDS, Found, Names, Scope
from cmr_rules.semantics.values import shown, value_of
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree

_FACT_KINDS = {
    "yes or no": Kind.YES_NO,
    "date": Kind.DATE,
    "number": Kind.NUMBER,
    "weight": Kind.WEIGHT,
    "money": Kind.MONEY,
    "period": Kind.PERIOD,
    "one of": Kind.WORD,
}


def option_of(written: tree.Option, names: Names) -> law.Option:
    """Resolve an option and see that its bounds and its normal value agree."""
    name = plain(written.name.text)
    if written.kind == "yes or no":
        normal = written.normal.text == "yes" if isinstance(written.normal, tree.Words) else None
        return law.Option(name, Kind.YES_NO, None, None, normal, written.may_be_off)
    kinds: list[tuple[Kind, tree.Value]] = []
    low = _plain_value(written.low, kinds, names)
    high = _plain_value(written.high, kinds, names)
    normal_value = _plain_value(written.normal, kinds, names)
    kind = kinds[0][0] if kinds else Kind.NUMBER
    for other, value in kinds:
        if other is not kind:
            message = f"{shown(value)} is {KIND_WORDS[other]}, and the other values of the option are not"
            names.fault("CMR309", message, value.span)
            return law.Option(name, kind, None, None, None, may_be_off=True, is_age=written.kind == "age")
    if low is not None and high is not None and size(low) > size(high):
        message = f"the lower bound of `{name}` is above its upper bound"
        names.fault("CMR309", message, (written.low or written).span, "put the smaller bound first")
    elif normal_value is not None and not within_bounds(normal_value, low, high):
        at = (written.normal or written).span
        names.fault("CMR305", f"the normal value of `{name}` is out of its bounds", at)
    if written.kind == "age" and kind is not Kind.PERIOD:
        names.fault("CMR309", f"`{name}` is an age, and its bounds are not years", written.span, "write `40 years`")
    return law.Option(name, kind, low, high, normal_value, written.may_be_off, is_age=written.kind == "age")


def _plain_value(written: tree.Value | None, kinds: list[tuple[Kind, tree.Value]], names: Names) -> Period | int | None:
    if written is None:
        return None
    constant = constant_of(written, names)
    if constant is None:
        names.fault("CMR309", f"{shown(written)} is no fixed value", written.span, "write a period, number or amount")
        return None
    kinds.append((constant[0], written))
    return constant[1]


def constant_of(written: tree.Value, names: Names) -> tuple[Kind, Period | int] | None:
    """Return the type and the value of a fixed period, number, weight or sum; None when it is none."""
    if not isinstance(written, (tree.Length, tree.Number, tree.Amount)):
        return None
    match value_of(written, Scope(names, Found())):
        case law.PeriodIs(period):
            return Kind.PERIOD, period
        case law.NumberIs(number, kind):
            return kind, number
        case _:
            return None


def size(value: Period | int) -> int:
    """Return what bounds are compared by: of a period, its days, a month being a twelfth of 365.25 days, times 1200."""
    return value.months * 36_525 + value.days * 1_200 if isinstance(value, Period) else value


def within_bounds(value: Period | int, low: Period | int | None, high: Period | int | None) -> bool:
    """Whether *value* keeps to the bounds, both included; None is no bound."""
    return (low is None or size(low) <= size(value)) and (high is None or size(value) <= size(high))


def fact_of_declaration(written: tree.FactDeclaration) -> law.DeclaredFact:
    """Resolve a fact that the file declares."""
    about = written.about if written.about in ("case", "person") else "record"
    words = tuple(plain(word.text) for word in written.words)
    question = " ".join(plain(note.text) for note in written.remarks.notes)
    return law.DeclaredFact(
        plain(written.name.text), _FACT_KINDS.get(written.kind, Kind.YES_NO), about, words, question
    )


def outcomes_of(written: tree.Outcomes) -> tuple[law.Outcome, ...]:
    """Resolve the outcomes; those that are ranked count from 0."""
    made: list[law.Outcome] = []
    rank = 0
    for item in written.items:
        made.append(law.Outcome(plain(item.name.text), item.label.value, rank if item.ranked else None, item.effect))
        rank += item.ranked
    return tuple(made)


def reason_places(text: str) -> tuple[str, ...]:
    """Return the names that stand in braces in a reason: ``{Crime-Free Period}``."""
    return tuple(plain(part.split("}")[0]) for part in text.split("{")[1:] if "}" in part)
