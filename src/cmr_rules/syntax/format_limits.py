"""The layout of ``Limit``."""

from __future__ import annotations

from cmr_rules.syntax import tree
from cmr_rules.syntax.format_layout import new_line
from cmr_rules.syntax.format_phrases import counted_text, remarks_text, string, value, with_article

_INDENT = 2


def limit_text(limit: tree.Limit) -> str:
    """Write a limit: its name and authority, what it limits, how many places there are, and what is over them."""
    titles = [string(each) for each in limit.rules]
    on = " and ".join(part for part in (", ".join(titles[:-1]), titles[-1]) if part)
    caps = " and ".join(
        f"at most {cap.number} {counted_text(cap.counted, plural_noun=cap.number != 1)}" for cap in limit.caps
    )
    parts = [f"{new_line(_INDENT)}{caps} of a person"]
    if limit.order is not None:
        parts.append(f"the {'latest' if limit.latest else 'earliest'} {_order(limit.order)} first")
    if limit.one_for_each:
        parts.append(f"counting one for each {limit.one_for_each}")
    if limit.counting is not None:
        parts.append(f"counting each {counted_text(limit.counting)}")
    over = f"{with_article(limit.noun)} over the limit receives {limit.outcome.text}"
    head = f"Limit {string(limit.title)}{remarks_text(limit.remarks)} on {on}:"
    return f"{head}{', '.join(parts)};{new_line(_INDENT)}{over}"


def _order(order: tree.Value) -> str:
    return order.words if isinstance(order, tree.FactOf) else value(order)
