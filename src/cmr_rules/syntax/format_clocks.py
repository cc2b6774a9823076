"""The day on which a time has run, and a time in custody, as text."""

from __future__ import annotations

from cmr_rules.syntax import tree
from cmr_rules.syntax.format_days import day


def clock_text(written: tree.Clock, period: str, start: str, again: tuple[str, str] | None) -> str:
    """Write ``the day on which 8 years have run from …``; *again* is what starts it again, and from which of its days.

    A term or an option that is a period *has* run, whatever its value.
    """
    one = not isinstance(written.period, tree.Length) or written.period.number == 1
    text = f"the day on which {period} {'has' if one else 'have'} run from {start}"
    if again is not None:
        counted, begins = again
        also = ", also after it has run," if written.after_run else ""
        text += f", starting again{also} with each {counted} from its {begins.removeprefix('the ')}"
    return text if written.in_custody else f"{text}, not counting the time in custody"


def custody_text(record: tree.RecordItem) -> str:
    """Write ``a time in custody from D through D``; without its last day it still runs."""
    through = f" through {_custody_day(record.through)}" if record.through else ""
    return f"a time in custody from {_custody_day(record.on)}{through}"


def _custody_day(on: tree.Day | tree.Words | None) -> str:
    return day(on) if isinstance(on, tree.Day) else "an unknown date"
