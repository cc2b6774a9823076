"""Decisions and the records they are about, as the cells of tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from cmr_rules.batch.faults import ProofError
from cmr_rules.citations import Offense
from cmr_rules.decisions.decision import Decision, RecordReference
from cmr_rules.records.person import Case, Charge, Person, Where
from cmr_rules.records.values import DataError, Level, Missing, PartialDate

ANSWER_COLUMNS = (
    "status", "outcome", "outcome_label", "door", "reason", "provision", "authority", "basis", "at_least", "at_most",
    "missing", "readings",
)  # fmt: skip
"""What every table says about a decision."""

DECISION_COLUMNS = (
    "file", "line", "person", "record", "case", "county", "offense", "level", "convicted_on", "statute",
    *ANSWER_COLUMNS,
)  # fmt: skip
"""The columns of ``decisions.csv``."""


class _Echo(Protocol):
    def writerow(self, row: Iterable[str], /) -> str: ...


class _Line:
    """A file whose `write` gives back the text, so that the csv module makes one line at a time."""

    @staticmethod
    def write(text: str) -> str:
        return text


_WRITER: _Echo = csv.writer(_Line(), lineterminator="")  # writerow returns what write does


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as one line of CSV, without a line end."""
    return _WRITER.writerow(cells)


NO_ROW = Where("", 0)
"""Where a person stands of whom no record is listed."""


class Found(NamedTuple):
    """A decision with the case and the count that it is about."""

    decision: Decision
    case: Case
    charge: Charge

    @property
    def where(self) -> Where:
        """The row on which the record stands; of a person, that of the first record, if there is one."""
        where = self.decision.record.where or self.charge.where
        if where is None and self.decision.record.kind == "person":
            return NO_ROW
        if where is None:
            raise ProofError("a decision names no row of the input")
        return where


def find_record(person: Person, record: RecordReference) -> tuple[Case, Charge]:
    """Return the case and the count of which *record* speaks; of an arrest or a case, its first count.

    Raises:
        ProofError: If the person has no such record.
    """
    if record.kind == "person":
        return _of_person(person)
    if record.kind == "arrest" and not record.counts:
        return _of_event(person, record)
    convictions = person.convictions
    if 1 <= record.number <= len(convictions) and convictions[record.number - 1][1].charge_id == record.charge_id:
        return convictions[record.number - 1]
    for case, charge in person.charges:
        if charge.charge_id == record.charge_id:
            return case, charge
    raise ProofError("a decision is about a record that the person does not have")


def _of_event(person: Person, record: RecordReference) -> tuple[Case, Charge]:
    """An arrest of which the record lists no counts."""
    county = record.county or Missing.UNKNOWN
    same = (one for one in person.events if one.kind == "arrest" and one.where == record.where)
    event = next(same, None)
    arrested = Missing.UNKNOWN if event is None else event.date
    offense = Missing.UNKNOWN if event is None else event.offense
    return Case(county=county), Charge(stage="arrest", offense=offense, arrest_date=arrested, where=record.where)


def _of_person(person: Person) -> tuple[Case, Charge]:
    """A person stands on the first row of the record, and has no case and no offense."""
    rows = [charge.where for _, charge in person.charges] + [event.where for event in person.events]
    return Case(), Charge(stage="other", where=next((row for row in rows if row is not None), None))


def answer_cells(decision: Decision) -> tuple[str, ...]:
    """Return what `ANSWER_COLUMNS` name."""
    return (
        decision.status.value,
        decision.outcome,
        decision.outcome_label,
        decision.door,
        decision.reason,
        decision.provision,
        "; ".join(decision.citations),
        decision.basis,
        decision.at_least,
        decision.at_most,
        "; ".join(fact.words for fact in decision.missing),
        "; ".join(one.question for one in decision.readings),
    )


def record_cells(found: Found) -> tuple[str, ...]:
    """Return the person, the record, case, county, offense, level and date of conviction, the statute."""
    case, charge, record = found.case, found.charge, found.decision.record
    several = record.kind in {"arrest", "case"}
    return (
        found.decision.person_id,
        record.title,
        case_text(case),
        case.county if isinstance(case.county, str) else "",
        record.offense if several else offense_text(charge),
        record.level if several else level_text(charge),
        date_text(charge.convicted_on),
        found.decision.statute,
    )


def case_text(case: Case) -> str:
    """Return the court's case numbers, else the identifier of the case."""
    return "; ".join(case.dockets) or case.case_id


def offense_text(charge: Charge) -> str:
    """Return the offense of the conviction, or what the record writes when it is no section."""
    offense = charge.convicted_offense
    return str(offense) if isinstance(offense, Offense) else charge.raw.get("offense", "")


def section_text(charge: Charge) -> str:
    """Return the code section without subdivisions, by which counts are grouped: ``HS 11359``."""
    offense = charge.convicted_offense
    return f"{offense.section.code} {offense.section.number}" if isinstance(offense, Offense) else "unknown"


def level_text(charge: Charge) -> str:
    """Return the level today, or nothing when it is not known."""
    level = charge.level_today
    return level.value if isinstance(level, Level) else ""


def date_text(day: date | PartialDate | Missing | DataError) -> str:
    """Return a date as ``2009-05-12``; what is known of a partial one; as written when it cannot be right."""
    match day:
        case date():
            return day.isoformat()
        case PartialDate():
            return str(day)
        case DataError():
            return day.raw
        case Missing():
            return ""
