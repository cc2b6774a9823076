"""How the pilots' programs decided for San Joaquin, Contra Costa and Sacramento, in Python: a test oracle, not law.

It follows the description of the programs' procedure (rows to convictions, text matching, the flows of spring 2019),
with all of its habits: text is cut at the first hyphen, an unreadable date is the year 1, a year of a sentence has 366
days. It knows nothing of this library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from itertools import product
from typing import Any, TypeAlias

from attrs import define, field, frozen

SUBJECT, BIRTH, EVENT_DATE, STEP, COUNTY, ORDER = 2, 14, 40, 42, 48, 50
OFFENSE, CRIME, DISPOSITION, STATUS, LENGTH, UNIT, COMMENT = 54, 55, 80, 82, 87, 88, 93

ZERO = date.min
ACT = date(2016, 11, 9)
SEE_COMMENT = "SEE COMMENT FOR CHARGE"

MARIJUANA = re.compile("11357|11358|11359|11360")
RELATED = re.compile(
    r"647\(f\)\s*PC|602\s*PC|466\s*PC|148\.9\s*PC|148\s*PC|11364\s*HS|11550\s*HS|4140\s*BP|4149\s*BP|4060\s*BP"
    r"|40508\s*VC|1320[^\d.][^.]*PC"
)
_HOURS = {"D": 24, "M": 732, "Y": 8784}
_INTEGER = re.compile(r"[+-]?\d+", re.ASCII)

DISMISSAL = "Eligible for Dismissal"
REDUCTION = "Eligible for Reduction"
REVIEW = "Maybe Eligible - Flag for Review"
NOT_ELIGIBLE = "Not eligible"

Answer: TypeAlias = tuple[str, str] | None
"""Determination and reason; None: no decision is due."""
Facts: TypeAlias = Mapping[str, frozenset[Any]]
"""What may be true of each thing that the flow asks. The program itself knows one value of each."""


@frozen
class PilotRow:
    """A row: its physical line, and its 95 fields."""

    line: int
    fields: tuple[str, ...]

    @property
    def charge(self) -> str:
        """The text of the charge."""
        described = self.fields[OFFENSE]
        return self.fields[COMMENT] if described.strip() in {"", SEE_COMMENT} else described

    @property
    def section(self) -> str:
        """The code section: what stands before the first hyphen, blanks and all."""
        return self.charge.split("-", 1)[0]

    @property
    def is_convicted(self) -> bool:
        """Whether the disposition begins with CONVICTED."""
        return self.fields[DISPOSITION].startswith("CONVICTED")

    @property
    def is_felony(self) -> bool:
        """Felony by status, or by type of crime where the status is empty."""
        status = self.fields[STATUS]
        return status == "FELONY" or (not status and self.fields[CRIME] == "F")

    @property
    def day(self) -> date:
        """The date of the event, or the year 1."""
        return read_day(self.fields[EVENT_DATE])

    @property
    def hours(self) -> int:
        """The length of the part of the sentence; 64-bit nanoseconds overflow."""
        text = self.fields[LENGTH]
        hours = int(text) * _HOURS.get(self.fields[UNIT], 0) if _INTEGER.fullmatch(text) else 0
        nanoseconds = (hours * 3_600_000_000_000 + 2**63) % 2**64 - 2**63
        return nanoseconds // 3_600_000_000_000


def read_day(text: str) -> date:
    """Read eight digits; anything else is the year 1."""
    if len(text) == 8 and text.isascii() and text.isdigit():
        try:
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            return ZERO
    return ZERO


@define
class Conviction:
    """A conviction as the program keeps it. *end* is in hours since the year 1."""

    row: PilotRow
    end: int
    marijuana_in_cycle: bool


@define
class Subject:
    """A person as the program builds one, row by row."""

    convictions: list[Conviction] = field(factory=list)
    born: date = ZERO
    dead: bool = False
    seen: set[str] = field(factory=set)
    cycles: set[str] = field(factory=set)

    def add(self, row: PilotRow) -> None:
        """Take in the next row."""
        order = row.fields[ORDER]
        self.dead = self.dead or row.fields[STEP] == "DECEASED"
        if row.is_convicted and order in self.seen:
            self.convictions[-1].end += row.hours
            return
        cycle = order[:3]
        if row.is_convicted:
            self.seen.add(order)
            self.convictions.append(Conviction(row, row.day.toordinal() * 24 + row.hours, cycle in self.cycles))
        if MARIJUANA.search(row.section):
            self.cycles.add(cycle)
            for conviction in self.convictions:
                if conviction.row.fields[ORDER][:3] == cycle:
                    conviction.marijuana_in_cycle = True


def subjects(rows: Iterable[PilotRow]) -> dict[str, Subject]:
    """Put rows together as people, by the identifier as written."""
    found: dict[str, Subject] = {}
    for row in rows:
        name = row.fields[SUBJECT]
        if name not in found:
            found[name] = Subject(born=read_day(row.fields[BIRTH]))
        subject = found[name]
        if not name:
            subject.born, subject.seen, subject.cycles = read_day(row.fields[BIRTH]), set(), set()
        subject.add(row)
    return found


def pilot_facts(subject: Subject, conviction: Conviction, county: str, as_of: date, years: int = 5) -> Facts:
    """What the program holds true of a conviction; *years* without conviction."""
    row = conviction.row
    section = row.section
    related = bool(RELATED.search(section))
    dated = [one.row.day for one in subject.convictions if one.row.day != ZERO]
    values = {
        "county": row.fields[COUNTY] == county,
        "marijuana": bool(MARIJUANA.search(section)),
        "related": related,
        "late": row.day >= ACT,
        "cycle": conviction.marijuana_in_cycle,
        "4060": section == "4060 BP",
        "section": section.strip(),
        "felony": row.is_felony,
        "11357": section.startswith("11357"),
        "11357(b)": section.startswith("11357(b)"),
        "history": (
            len(subject.convictions) > 1,
            not dated or (as_of - max(dated)).days / 365.25 <= years,
        ),
        "completed": conviction.end < as_of.toordinal() * 24,
    }
    return {name: frozenset({value}) for name, value in values.items()}


def flow(fact: Mapping[str, Any]) -> Answer:
    """The ordered list of the county, for one value of each fact."""
    if not fact["county"] or not (fact["marijuana"] or fact["related"]):
        return None
    if fact["late"]:
        return NOT_ELIGIBLE, "Occurred after 11/09/2016"
    if fact["related"]:
        if not fact["cycle"]:
            return REVIEW, "No Related Prop64 Charges"
        return (REVIEW, "4060 BP") if fact["4060"] else (DISMISSAL, fact["section"])
    if not fact["felony"]:
        return DISMISSAL, "Misdemeanor or Infraction"
    if fact["11357"]:
        return DISMISSAL, "11357 HS"
    several, recent = fact["history"]
    if several:
        return (REVIEW, "Has convictions in past 5 years") if recent else (DISMISSAL, "No convictions in past 5 years")
    return (DISMISSAL, "Sentence Completed") if fact["completed"] else (REVIEW, "Sentence not Completed")


def sacramento(fact: Mapping[str, Any]) -> Answer:
    """The ordered list of Sacramento County, for one value of each fact."""
    if not fact["county"] or not fact["marijuana"]:
        return None
    if fact["late"]:
        return NOT_ELIGIBLE, "Occurred after 11/09/2016"
    if not fact["felony"]:
        return DISMISSAL, "Misdemeanor or Infraction"
    if fact["11357(b)"]:
        return DISMISSAL, "HS 11357(b)"
    several, recent = fact["history"]
    if several:
        if recent:
            return REDUCTION, "Has convictions in past 10 years"
        return DISMISSAL, "No convictions in past 10 years"
    return (DISMISSAL, "Sentence Completed") if fact["completed"] else (REDUCTION, "Sentence not Completed")


@frozen
class Flow:
    """A county's flow: how it decides, the facts that it asks, and the years without conviction."""

    decide: Callable[[Mapping[str, Any]], Answer]
    facts: frozenset[str]
    years: int

    def theirs(self, subject: Subject, conviction: Conviction, county: str, as_of: date) -> Facts:
        """What the program holds true of a conviction."""
        return pilot_facts(subject, conviction, county, as_of, self.years)


RELATED_FLOW = Flow(
    flow,
    frozenset(
        {
            "county",
            "marijuana",
            "related",
            "late",
            "cycle",
            "4060",
            "section",
            "felony",
            "11357",
            "history",
            "completed",
        }
    ),
    5,
)
"""San Joaquin and Contra Costa."""
SACRAMENTO_FLOW = Flow(
    sacramento, frozenset({"county", "marijuana", "late", "felony", "11357(b)", "history", "completed"}), 10
)


def answers(facts: Facts, asked: Flow = RELATED_FLOW) -> frozenset[Answer]:
    """Every answer that a flow can give, whatever is true of the facts that are open."""
    names = sorted(asked.facts)
    return frozenset(
        asked.decide(dict(zip(names, values, strict=True))) for values in product(*(facts[name] for name in names))
    )


def pilot_answers(rows: Iterable[PilotRow], county: str, as_of: date, asked: Flow = RELATED_FLOW) -> dict[int, Answer]:
    """What the program decided, by the line on which a conviction stands."""
    return {
        conviction.row.line: next(iter(answers(asked.theirs(subject, conviction, county, as_of), asked)))
        for subject in subjects(rows).values()
        for conviction in subject.convictions
    }
