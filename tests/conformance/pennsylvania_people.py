"""Bring a case of RecordLib into a `Person`: what the case states, and the maximum that the peer takes from a grade."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cmr_rules.citations import Offense, parse_section
from cmr_rules.dates import Period
from cmr_rules.records.person import Answer, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.person import Case as CourtCase
from cmr_rules.records.values import UNKNOWN, DateField, Level, LevelField, Missing
from tests.conformance.peers import Case

_STATUTE = re.compile(r"(\d+)\s*(?:§|section)\s*0*(\d[\w.]*)")
_LEVELS = {"F": Level.FELONY, "M": Level.MISDEMEANOR, "S": Level.INFRACTION}
_GRADES = {"F1", "F2", "F3", "M1", "M2", "M3"}
_YEARS = {"F1": 20, "F2": 10, "F3": 7, "M1": 5, "M2": 2, "M3": 1}
"""The years of prison that RecordLib takes each grade to be punishable by."""
_CATEGORIES = {"convicted": "convicted", "acquitted": "acquitted", "nolle_prosequi": "dismissed"}


def offense_of(record: Mapping[str, Any]) -> Offense | Missing:
    """The offense of a record of the peer: ``18 § 2301`` is a section of Title 18."""
    match = _STATUTE.fullmatch(record.get("statute_text") or "")
    section = parse_section(f"{match[1]} Pa.C.S. {match[2]}") if match else None
    return UNKNOWN if section is None else Offense(section)


def _day(text: str | None) -> DateField:
    return UNKNOWN if text is None else date.fromisoformat(text)


def level_of(grade: str) -> LevelField:
    """The level of a grade; a summary offense has the lowest one."""
    return _LEVELS.get(grade[:1], UNKNOWN)


def facts_of(grade: str) -> dict[str, Answer]:
    """The grade, as ``pa/offenses`` declares it; ``F`` and ``M`` alone are ungraded."""
    if grade in _GRADES:
        return {"Grade": grade}
    return {"Grade": "ungraded"} if grade in {"F", "M"} else {}


def charge_of(record: Mapping[str, Any]) -> Charge:
    """A record of the peer as a count."""
    grade = record.get("grade") or ""
    level = level_of(grade)
    action = CourtAction(
        date=_day(record.get("disposition_date")), category=_CATEGORIES[record["disposition"]], level=level
    )
    return Charge(
        charge_id=record["record_id"],
        offense=offense_of(record),
        level=level,
        arrest_date=_day(record.get("arrest_date")),
        actions=(action,),
        maximum=Period(months=12 * _YEARS[grade]) if grade in _YEARS else UNKNOWN,
        facts=facts_of(grade),
    )


def person_of(case: Case) -> Person:
    """The person of a case of the peer, who has no records but those that are listed."""
    dockets: dict[tuple[str, str], list[Charge]] = {}
    for record in case.data["records"]:
        dockets.setdefault((record["docket_id"], record["tracking_id"]), []).append(charge_of(record))
    cases = tuple(
        CourtCase(case_id=docket, dockets=(docket,), state="Pennsylvania", cycle=tracking, charges=tuple(counts))
        for (docket, tracking), counts in dockets.items()
    )
    born = case.data["person"].get("birth_date")
    return Person(
        person_id=f"line {case.number}",
        birth_date=_day(born),
        cases=cases,
        sources=(RecordSource("the case of the peer"),),
    )
