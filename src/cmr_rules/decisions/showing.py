"""Values in words: a long date, grams, dollars, `not known`."""

from __future__ import annotations

from cmr_rules.dates import LATEST, long_date
from cmr_rules.decisions.view import Special, Whole
from cmr_rules.semantics.law import Kind


def show_whole(value: Whole, kind: Kind) -> str:
    """Write a value as explanations do."""
    match value:
        case int():
            return show_number(value, kind)
        case Special.NOT_APPLICABLE:
            return "not applicable"
        case Special.NOT_YET:
            return "not yet"
        case _:
            return "not known"


def show_number(number: int, kind: Kind) -> str:
    """Write a number with its unit: a long date, grams, dollars."""
    match kind:
        case Kind.DATE:
            return "never" if number >= LATEST else long_date(max(number, 1))
        case Kind.WEIGHT:
            grams = number / 1_000_000_000
            return f"{grams:g} grams"
        case Kind.MONEY:
            return f"${number // 100:,}" + (f".{number % 100:02}" if number % 100 else "")
        case _:
            return f"{number:,}"
