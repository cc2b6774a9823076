"""Explanations as text, JSON and HTML; all say the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmr_rules.decisions.reports.html import to_html
from cmr_rules.decisions.reports.text import to_json, to_text

if TYPE_CHECKING:
    from cmr_rules.decisions.decision import Decision

__all__ = ["explain", "to_html", "to_json", "to_text"]


def explain(decision: Decision, form: str = "text", *, when: bool = True, whole: bool = False) -> str:
    """Return the explanation of *decision* in *form*: ``text``, ``json`` or ``html``.

    As text it shows what decides; *whole* shows every condition.

    Raises:
        ValueError: There is no such form.
    """
    later = decision.when() if when else None
    match form:
        case "text":
            return to_text(decision, later, whole=whole)
        case "json":
            return to_json(decision, later)
        case "html":
            return to_html(decision, later)
        case _:
            raise ValueError(f"there is no form `{form}` of an explanation; there are `text`, `json` and `html`")
