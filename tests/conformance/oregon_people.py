"""Bring a case of RecordSponge into a `Person`: what the case states, and nothing that it does not state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from cmr_rules.citations import Offense, parse_section
from cmr_rules.records.person import Answer, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.person import Case as CourtCase
from cmr_rules.records.values import UNKNOWN, DateField, Level, LevelField, Missing, PartialDate
from tests.conformance.peers import Case

_COMPACT = re.compile(r"([1-9]\d{2}[A-Z]?|[1-9]\d)\.?(\d{3})((?:\([A-Za-z0-9]+\))*|[0-9A-Z]*)", re.IGNORECASE)
_LEVELS = {"felony": Level.FELONY, "misdemeanor": Level.MISDEMEANOR, "violation": Level.INFRACTION,
           "infraction": Level.INFRACTION}  # fmt: skip
_GRADES = {"A": "class-a", "B": "class-b", "C": "class-c", "unclassified": "unclassified"}
_CATEGORIES = {"convicted": "convicted", "dismissed": "dismissed", "diverted": "dismissed",
               "no_complaint": "prosecutor_rejected", "other": "unknown"}  # fmt: skip


def section_text(written: str) -> str | None:
    """Write a section of the peer as rules do: ``164125`` and ``475b.359(2)(a)``; None if it is none of the state."""
    match = _COMPACT.fullmatch(written.strip())
    if not match:
        return None
    chapter, number, rest = match.groups()
    parts = re.findall(r"\(([A-Za-z0-9]+)\)", rest) if "(" in rest else re.findall(r"\d+|[A-Za-z]", rest)
    return f"ORS {chapter.upper()}.{number}" + "".join(f"({part})" for part in parts)


def offense_of(record: Mapping[str, Any]) -> Offense | Missing:
    """The offense of a record of the peer."""
    text = section_text(record.get("statute_section") or "")
    section = parse_section(text) if text else None
    return UNKNOWN if section is None else Offense(section)


def _day(text: str | None) -> DateField:
    return UNKNOWN if text is None else date.fromisoformat(text)


def _actions(record: Mapping[str, Any]) -> tuple[CourtAction, ...]:
    if record["disposition"] is None:
        is_open = record.get("case_status") == "Open"
        return () if is_open else (CourtAction(category="unknown"),)
    category = _CATEGORIES[record["disposition"]]
    if "acquit" in (record.get("disposition_text") or "").lower():
        category = "acquitted"
    return (CourtAction(date=_day(record.get("disposition_date")), category=category, level=_level(record)),)


def _level(record: Mapping[str, Any]) -> LevelField:
    return _LEVELS.get(record.get("severity") or "", UNKNOWN)


def is_about_marijuana(record: Mapping[str, Any]) -> bool:
    """Whether the name of the charge says so."""
    words = (record.get("offense_text") or "").lower()
    return "marij" in words or "mj" in words.split()


def _facts(record: Mapping[str, Any]) -> dict[str, Answer]:
    facts: dict[str, Answer] = {}
    if grade := _GRADES.get(record.get("grade") or ""):
        facts["Grade"] = grade
    if is_about_marijuana(record):
        facts["About Marijuana"] = True
    if record["disposition"] == "no_complaint":
        facts |= {"Prosecution Declined": True}
        if record.get("disposition_date"):
            facts["Declined On"] = date.fromisoformat(record["disposition_date"])
    if record["disposition"] == "diverted":
        facts["Diverted"] = True
    return facts


def charge_of(record: Mapping[str, Any]) -> Charge:
    """A record of the peer as a count. A conviction of a lesser charge is of an offense that is not told."""
    if "lesser" in (record.get("disposition_text") or "").lower():
        day = _day(record.get("disposition_date"))
        return Charge(charge_id=record["record_id"], actions=(CourtAction(date=day, category="convicted"),))
    return Charge(
        charge_id=record["record_id"],
        offense=offense_of(record),
        level=_level(record),
        filing_date=_day(record.get("charge_date")),
        actions=_actions(record),
        facts=_facts(record),
    )


def person_of(case: Case) -> Person:
    """The person of a case of the peer, who has no records but those that are listed."""
    year = case.data["person"].get("birth_year")
    dockets: dict[str, list[Charge]] = {}
    for record in case.data["records"]:
        dockets.setdefault(record["docket_id"], []).append(charge_of(record))
    return Person(
        person_id=f"line {case.number}",
        birth_date=UNKNOWN if year is None else PartialDate(year),
        cases=tuple(CourtCase(case_id=one, state="Oregon", charges=tuple(counts)) for one, counts in dockets.items()),
        sources=(RecordSource("the case of the peer"),),
    )
