"""The builders of ``Limit``: how many records of a person may receive relief."""

from __future__ import annotations

from cmr_rules.source import Span
from cmr_rules.syntax import tree
from cmr_rules.syntax.build import Parts, builds, of_type, short_fact, words_of_fact


@builds("cap")
def _cap(parts: Parts, span: Span) -> tree.Cap:
    number, qualities, noun, offenses = parts
    return tree.Cap(number.number, tree.Counted(noun, qualities=qualities, offenses=offenses, span=span), span=span)


@builds("limit_order_name")
def _order_name(parts: Parts, _: Span) -> tuple[bool, tree.Value]:
    which, name = parts
    return which.endswith("latest"), tree.NameValue(name, span=name.span)


@builds("limit_order_fact")
def _order_fact(parts: Parts, span: Span) -> tuple[bool, tree.Value]:
    which, *words = parts
    return which.endswith("latest"), tree.FactOf(short_fact(words_of_fact(words)), span=span)


@builds("limit_counting")
def _counting(parts: Parts, _: Span) -> tree.Counted:
    counted: tree.Counted = parts[0]
    return counted


@builds("limit")
def _limit(parts: Parts, span: Span) -> tree.Limit:
    *before, order, once, counting, noun, outcome = parts
    title, *rules = of_type(before, tree.Text)
    latest, value = order or (False, None)
    return tree.Limit(
        title, tuple(rules), of_type(before, tree.Cap), value, latest, None if once is None else "transaction",
        counting, noun, outcome, span=span,
    )  # fmt: skip
