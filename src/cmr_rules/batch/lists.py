"""``lists/<outcome>.csv``: what a court or the DOJ acts on, one file for each outcome."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import Factory, define

from cmr_rules.batch.cells import Found, case_text, csv_line, date_text, offense_text
from cmr_rules.batch.safe import Safety
from cmr_rules.decisions.decision import Status
from cmr_rules.records.person import Charge, Person

COLUMNS = (
    "name", "date_of_birth", "cii", "person", "case", "count", "county", "offense", "convicted_on", "outcome",
    "outcome_label", "door", "authority", "record", "on",
)  # fmt: skip

_DIGITS = re.compile(r"(\d+)")


def file_name(outcome: str) -> str:
    """Return the outcome in lower-case words with hyphens: ``Not Eligible`` gives ``not-eligible``."""
    return "-".join(re.findall(r"\w+", outcome.lower())) or "outcome"


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Count 2 comes before count 10."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in _DIGITS.split(text) if part)


def _on(kind: str, charge: Charge) -> str:
    """The date by which a record is known: of conviction, of arrest, of filing."""
    match kind:
        case "conviction":
            return date_text(charge.convicted_on)
        case "arrest":
            return date_text(charge.arrest_date)
        case _:
            return date_text(charge.filing_date)


@define
class Lists:
    """The lines of the lists, by outcome, each with what it is sorted by."""

    safety: Safety
    lines: dict[str, list[tuple[tuple[object, ...], str]]] = Factory(dict)

    def add(self, person: Person, found: Found) -> None:
        """Keep the line of a decision, if it is decided."""
        decision, case, charge = found
        record = decision.record
        several = record.kind in {"arrest", "case"}
        if decision.status is not Status.DECIDED:
            return
        county = case.county if isinstance(case.county, str) else ""
        cells = (
            person.name, date_text(person.birth_date), person.cii, person.person_id, case_text(case), charge.count,
            county, record.offense if several else offense_text(charge), date_text(charge.convicted_on),
            decision.outcome, decision.outcome_label, decision.door, "; ".join(decision.citations),
            record.title, _on(record.kind, charge),
        )  # fmt: skip
        key = (county, _natural(case_text(case)), _natural(charge.count), person.person_id, found.where.line)
        line = csv_line(map(self.safety.cell, cells))
        self.lines.setdefault(decision.outcome, []).append((key, line))

    def write(self, folder: Path) -> dict[str, int]:
        """Write one file for each outcome that occurs; return the number of rows by the name of the file."""
        written: dict[str, int] = {}
        for outcome, lines in sorted(self.lines.items()):
            name = stem = file_name(outcome)
            number = 1
            while f"{name}.csv" in written:
                number += 1
                name = f"{stem}-{number}"
            folder.mkdir(parents=True, exist_ok=True)
            lines.sort()
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                file.write(csv_line(COLUMNS) + "\n")
                file.writelines(f"{line}\n" for _, line in lines)
            written[f"{name}.csv"] = len(lines)
        return written
