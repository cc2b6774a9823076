"""How a record is named in reports: the number, the case, and what it was for."""

from __future__ import annotations

from datetime import date

from cmr_rules.citations import Offense
from cmr_rules.dates import long_date
from cmr_rules.decisions.decision import RecordReference
from cmr_rules.decisions.kinds import kind_name
from cmr_rules.decisions.view import Entry, View
from cmr_rules.records.person import Charge
from cmr_rules.records.values import DataError, Level, Missing, PartialDate
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN

THE_PERSON = RecordReference(0, "the person", kind="person")


def reference(view: View, entry: Entry | None) -> RecordReference:
    """Return the reference of a record; of None, the person's."""
    if entry is None or entry.kind == "person":
        return THE_PERSON
    charge, case, kind = entry.charge, entry.case, kind_name(entry)
    counts = entry.counts or (entry,)
    level = _level(entry)
    date_fact = DATE_OF_NOUN.get(kind, "date of filing")
    return RecordReference(
        number=entry.number or entry.index + 1,
        title=title(view, entry),
        charge_id=charge.charge_id,
        count=charge.count,
        case="; ".join(case.dockets) or "",
        county=case.county if isinstance(case.county, str) else "",
        offense="; ".join(dict.fromkeys(filter(None, (offense_words(one.charge) for one in counts)))),
        level=level.value if isinstance(level, Level) else "",
        convicted_on="" if entry.counts else show_date(charge.convicted_on),
        where=charge.where,
        kind=kind,
        on=show_date(charge.convicted_on) if kind == "conviction" else show_date(view.raw(entry, date_fact)[0]),
        counts=tuple(one.charge.charge_id for one in counts if one.charge.charge_id),
    )


def is_called(record: RecordReference, noun: str, label: str) -> bool:
    """Whether a scenario means this record: ``arrest (1)``, ``case (1)`` for what holds record (1), ``the person``."""
    match noun:
        case "person":
            return record.kind == "person"
        case "case":
            return record.kind in {"case", "arrest"} and label in record.counts
        case "arrest":
            return record.kind == "arrest" and label in record.counts
        case _:
            return record.kind in {"conviction", "charge"} and record.charge_id == label


def _level(entry: Entry) -> object:
    """The level today; of an arrest or a case, that of its most serious count when all are known."""
    if not entry.counts:
        return entry.charge.level_today
    levels = [one.charge.level_today for one in entry.counts]
    order = (Level.INFRACTION, Level.MISDEMEANOR, Level.FELONY)
    known = [order.index(level) for level in levels if isinstance(level, Level) and level in order]
    if known and max(known) == len(order) - 1:
        return Level.FELONY
    return order[max(known)] if len(known) == len(levels) else None


def title(view: View, entry: Entry) -> str:
    """``conviction 2``, ``arrest 1``, ``charge 1``, ``case 3``, ``registration 1``, ``charge 2 of arrest 1``."""
    if entry.number:
        return f"conviction {entry.number}"
    if entry.kind == "person":
        return "the person"
    if entry.kind == "case":
        return f"case {[one for one in view.wholes if one.kind == 'case'].index(entry) + 1}"
    if entry.is_arrest:
        return f"arrest {view.arrests.index(entry) + 1}"
    if entry.kind == "count" and entry.charge.stage == "arrest":
        return _of_arrest(view, entry)
    if entry.event is not None:
        same = [one for one in view.entries if one.event is not None and one.event.kind == entry.event.kind]
        noun = "time in custody" if entry.event.kind == "custody" else entry.event.kind
        return f"{noun} {same.index(entry) + 1}"
    same = [one for one in view.charges if not one.number and one.charge.stage != "arrest"]
    return f"charge {same.index(entry) + 1}"


def _of_arrest(view: View, entry: Entry) -> str:
    for number, arrest in enumerate(view.arrests, 1):
        if entry in arrest.counts:
            if len(arrest.counts) == 1:
                return f"arrest {number}"
            return f"charge {arrest.counts.index(entry) + 1} of arrest {number}"
    return "a charge of an arrest"


def offense_words(charge: Charge) -> str:
    """The offense, or what the record writes in its place."""
    offense = charge.convicted_offense
    return str(offense) if isinstance(offense, Offense) else charge.raw.get("offense", "")


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
