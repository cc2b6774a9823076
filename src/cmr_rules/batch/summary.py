"""``summary.json``: what a run read, decided and left open, in numbers that add up and name nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from attrs import Factory, define, field

from cmr_rules.batch.cells import Found, level_text, section_text
from cmr_rules.batch.listed import offenses_of, unmatched
from cmr_rules.batch.people import People
from cmr_rules.citations import Offense
from cmr_rules.decisions.decision import Decision, Reproduction, Status
from cmr_rules.records.person import Person
from cmr_rules.records.reading import Reading
from cmr_rules.semantics.law import Law

Summary: TypeAlias = dict[str, object]

ESTABLISHED = "established"


def _tables() -> dict[str, Counter[str]]:
    return {}


@define
class Tally:
    """Counts decisions as they are made.

    Args:
        law: The law that decides.
        as_of: The review date.
    """

    law: Law
    as_of: date
    people: People = field(init=False)
    decisions: int = 0
    by_status: Counter[str] = Factory(Counter)
    by_kind: Counter[str] = Factory(Counter)
    by_outcome: Counter[str] = Factory(Counter)
    by_door: Counter[str] = Factory(Counter)
    by_reason: dict[str, Counter[str]] = Factory(_tables)
    by_section: dict[str, Counter[str]] = Factory(_tables)
    by_level: dict[str, Counter[str]] = Factory(_tables)
    by_county: dict[str, Counter[str]] = Factory(_tables)
    by_basis: Counter[str] = Factory(Counter)
    unverified: Counter[str] = Factory(Counter)
    on_unverified: int = 0
    missing: Counter[str] = Factory(Counter)
    readings: Counter[str] = Factory(Counter)
    offenses: set[Offense] = Factory(set)
    reproduction: Reproduction | None = None

    def __attrs_post_init__(self) -> None:
        self.people = People.of(self.law, self.as_of)

    def add(self, person: Person, decisions: tuple[Decision, ...]) -> None:
        """Count one person with the decisions about it."""
        self.people.add(person, decisions)
        self.offenses.update(offenses_of(person))

    def count(self, found: Found) -> None:
        """Count one decision."""
        decision, case, charge = found
        self.reproduction = self.reproduction or decision.reproduction
        self.decisions += 1
        self.by_status[decision.status.value] += 1
        self.by_kind[decision.record.kind] += 1
        result = decision.outcome if decision.status is Status.DECIDED else decision.status.value
        if decision.status is Status.DECIDED:
            self.by_outcome[result] += 1
            if decision.door:
                self.by_door[decision.door] += 1
            if decision.basis != ESTABLISHED:
                self.by_basis[decision.basis] += 1
        if decision.status is not Status.NEEDS_REVIEW:
            self.by_reason.setdefault(result, Counter())[decision.reason or f"({decision.provision})"] += 1
        self.by_section.setdefault(section_text(charge), Counter())[result] += 1
        level = decision.record.level if decision.record.kind in {"arrest", "case"} else level_text(charge)
        self.by_level.setdefault(level or "unknown", Counter())[result] += 1
        self.by_county.setdefault(case.county if isinstance(case.county, str) else "unknown", Counter())[result] += 1
        self.on_unverified += bool(decision.unverified)
        self.unverified.update(dict.fromkeys(decision.unverified, 1))
        self.missing.update({fact.fact for fact in decision.missing})
        self.readings.update({one.question for one in decision.readings})

    def unmatched_sections(self) -> tuple[str, ...]:
        """Return the listed sections that nothing in the run matched."""
        return unmatched(self.law, self.offenses)


def _sorted(counter: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))


def _nested(tables: Mapping[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {name: _sorted(tables[name]) for name in sorted(tables)}


def summarize(tally: Tally, reading: Reading, options: Mapping[str, str], versions: Mapping[str, str]) -> Summary:
    """Put the counts together; the run adds what it wrote."""
    return {
        "law": {
            "name": tally.law.name,
            "title": tally.law.title,
            "files": dict(tally.law.files),
        },
        "as_of": tally.as_of.isoformat(),
        "options": dict(options),
        "versions": dict(versions),
        "input": {
            "files": list(reading.files),
            "rows": reading.rows,
            "rows_read": reading.rows_read,
            "rows_set_aside": len(reading.set_aside),
            "adds_up": reading.rows == reading.rows_read + len(reading.set_aside),
            "reasons": _sorted(Counter(row.reason for row in reading.set_aside)),
            "notes": list(reading.notes),
        },
        "people": tally.people.report(),
        "decisions": {
            "all": tally.decisions,
            "by_status": {status.value: tally.by_status[status.value] for status in Status},
            "by_kind": _sorted(tally.by_kind),
            "by_outcome": _sorted(tally.by_outcome),
            "by_door": _sorted(tally.by_door),
            "by_reason": _nested(tally.by_reason),
            "by_section": _nested(tally.by_section),
            "by_level": _nested(tally.by_level),
            "by_county": _nested(tally.by_county),
            "resting_on_a_presumption": sum(n for basis, n in tally.by_basis.items() if "presumed: " in basis),
            "resting_on_a_reading": sum(n for basis, n in tally.by_basis.items() if "under the reading " in basis),
            "by_basis": _sorted(tally.by_basis),
            "resting_on_unverified_provisions": tally.on_unverified,
            "unverified": _sorted(tally.unverified),
        },
        "missing_facts": _sorted(tally.missing),
        "open_questions_that_mattered": _sorted(tally.readings),
        "listed_sections_that_matched_nothing": list(tally.unmatched_sections()),
    }


_OF_ONE = ("law", "options", "people", "decisions", "missing_facts", "open_questions_that_mattered",
           "listed_sections_that_matched_nothing")  # fmt: skip
"""What a summary says of one statute."""


def summarize_several(
    tallies: Sequence[Tally],
    reading: Reading,
    options: Sequence[Mapping[str, str]],
    first: Summary,
    *,
    grant_discretionary: bool,
) -> Summary:
    """Say of each statute what the summary of one says; people and levels as the earlier statutes left them.

    Args:
        tallies: The counts of each statute.
        options: The options of each.
        reading: What was read.
        first: The summary of the first statute, which has what is the same for all.
        grant_discretionary: Whether relief that a court may refuse counted as granted.
    """
    versions = {name: str(one) for name, one in dict(first["versions"]).items()}  # type: ignore[call-overload]
    of_each = [summarize(tally, reading, own, versions) for tally, own in zip(tallies, options, strict=True)]
    return {
        "as_of": first["as_of"],
        "versions": first["versions"],
        "input": first["input"],
        "discretionary_relief_counts_as_granted": grant_discretionary,
        "decisions": {
            "all": sum(tally.decisions for tally in tallies),
            "by_status": {status.value: sum(t.by_status[status.value] for t in tallies) for status in Status},
        },
        "statutes": [{name: summary[name] for name in _OF_ONE} for summary in of_each],
    }


def strict_faults(summary: Mapping[str, object], kinds: Iterable[str] = ("input", "answers")) -> int:
    """Return how many rows were set aside, of the input and of answers."""
    total = 0
    for kind in kinds:
        part = summary.get(kind)
        if isinstance(part, dict):
            total += int(part.get("rows_set_aside", 0))
    return total
