"""An explanation as an outline in plain text, and as JSON."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from cmr_rules.dates import long_date

if TYPE_CHECKING:
    from cmr_rules.decisions.decision import Decision, Line

MARKS = {True: "✓", False: "✗", None: "?"}
WIDTH = 110


def to_text(decision: Decision, later: tuple[date, Decision] | None, *, whole: bool = False) -> str:
    """Return the explanation as lines; the marks are ✓ (met), ✗ (not met) and ? (not known).

    Only what decides is shown, unless the *whole* is asked for.
    """
    shown = decision.explanation
    verdict = f"{shown.verdict:<46}  {shown.provision}".rstrip()
    lines = [shown.heading, verdict]
    if len(verdict) > WIDTH:
        lines[1:] = [shown.verdict, f"  by {shown.provision}"]
    for line in shown.lines:
        lines += _outline(line, 1, whole=whole)
    lines += [f"  {remark}" for remark in shown.remarks]
    if later is not None:
        lines.append(f"  {when_words(decision, later)}")
    return "\n".join(lines)


def when_words(decision: Decision, later: tuple[date, Decision]) -> str:
    """``Dismissal from December 4, 2015, if nothing else happens``."""
    day, then = later
    outcome = then.outcome or then.status.value.capitalize()
    what = f"{outcome} ({then.reason})" if then.outcome == decision.outcome and then.reason else outcome
    return f"When: {what} from {long_date(day)}, if nothing else happens"


def _outline(line: Line, depth: int, *, whole: bool) -> list[str]:
    label = f"{line.label} " if line.label else ""
    citations = f" [{'; '.join(line.citations)}]" if line.citations else ""
    found = f": {line.finding}" if line.finding else ""
    lines = [f"{'  ' * depth}{MARKS[line.truth]} {label}{line.words}{found}{citations}"]
    for child in line.children:
        if whole or child.decisive:
            lines += _outline(child, depth + 1, whole=whole)
    return lines


def to_json(decision: Decision, later: tuple[date, Decision] | None) -> str:
    """Return decision and explanation as JSON, with a version of the format."""
    return json.dumps(as_data(decision, later), ensure_ascii=False, indent=2)


def as_data(decision: Decision, later: tuple[date, Decision] | None) -> dict[str, Any]:
    """Return decision and explanation as plain data; truths are true, false and null."""
    hidden = {"_explain", "_when"}
    data = attrs.asdict(
        decision,
        filter=lambda attribute, _value: attribute.name not in hidden,
        value_serializer=lambda _instance, _attribute, value: _plain(value),
    )
    shown = attrs.asdict(decision.explanation)
    found = None
    if later is not None:
        found = {"date": later[0].isoformat(), "status": later[1].status.value, "outcome": later[1].outcome}
    return {"format": "cmr-rules decision 1", **data, "explanation": shown, "when": found}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "value", value)
