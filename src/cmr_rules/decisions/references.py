"""How a record is named in reports: the number, the case, and what it was for."""

from __future__ import annotations

from datetime import date

from cmr_rules.citations import Offense
from cmr_rules.dates import long_date
from cmr_rules.decisions.decision import RecordReference
from cmr_rules.decisions.view import Entry, View
from cmr_rules.records.person import Charge
from cmr_rules.records.values import DataError, Level, Missing, PartialDate


def reference(view: View, entry: Entry | None) -> RecordReference:
    """Return the reference of a record; of None, the person's."""
    if entry is None:
        return RecordReference(0, "the person")
    charge, case = entry.charge, entry.case
    level = charge.level_today
    return RecordReference(
        number=entry.number or entry.index + 1,
        title=title(view, entry),
        charge_id=charge.charge_id,
        count=charge.count,
        case="; ".join(case.dockets) or "",
        county=case.county if isinstance(case.county, str) else "",
        offense=offense_words(charge),
        level=level.value if isinstance(level, Level) else "",
        convicted_on=show_date(charge.convicted_on),
        where=charge.where,
    )


def title(view: View, entry: Entry) -> str:
    """``conviction 2``, ``arrest charge 1``, ``registration 1``."""
    return f"conviction {entry.number}" if entry.number else _other_title(view, entry)


def offense_words(charge: Charge) -> str:
    """The offense, or what the record writes in its place."""
    offense = charge.convicted_offense
    return str(offense) if isinstance(offense, Offense) else charge.raw.get("offense", "")


def _other_title(view: View, entry: Entry) -> str:
    noun = entry.event.kind if entry.event else ("arrest charge" if entry.charge.stage == "arrest" else "charge")
    noun = "time in custody" if noun == "custody" else noun
    same = [
        e
        for e in view.entries
        if not e.number and (e.event.kind if e.event else "") == (entry.event.kind if entry.event else "")
    ]
    return f"{noun} {same.index(entry) + 1}"


def show_date(value: object) -> str:
    """Write a date field: a long date, what is known of a partial one, or nothing."""
    match value:
        case date():
            return long_date(value)
        case PartialDate():
            return str(value)
        case Missing.NOT_YET:
            return "not yet"
        case DataError() | Missing() | _:
            return ""
