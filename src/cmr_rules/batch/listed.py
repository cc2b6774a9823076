"""Sections that a rule file lists and that no record of a run has: often a slip of the pen in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from cmr_rules.citations import Offense
from cmr_rules.records.person import Person
from cmr_rules.semantics.law import Law, OffensePattern, OffenseSet, TermTrue, TermValue
from cmr_rules.semantics.offenses import matches


def patterns(law: Law) -> tuple[OffensePattern, ...]:
    """Return every listed offense on which a decision of *law* can turn, once.

    Lists that only stand in a file that the law uses are passed over.
    """
    found: dict[OffensePattern, None] = {}
    followed: set[str] = set()
    waiting: list[Any] = [law.covered, law.steps, law.rules, law.presumptions, law.derivations]
    while waiting:
        match waiting.pop():
            case OffensePattern() as pattern:
                found[pattern] = None
            case (TermTrue() | TermValue()) as use:
                if use.name in law.terms and use.name not in followed:
                    followed.add(use.name)
                    waiting.append(law.terms[use.name])
            case tuple() as items:
                waiting += items
            case node:
                fields = attrs.fields(type(node)) if attrs.has(type(node)) else ()
                waiting += [getattr(node, field.name) for field in fields if field.name != "span"]
    return tuple(sorted(found, key=lambda pattern: (pattern.section.order, pattern.section.subdivisions)))


def offenses_of(person: Person) -> Iterator[Offense]:
    """Return every offense on a record, as charged and as convicted, with registrations."""
    for case in person.cases:
        for charge in case.charges:
            if isinstance(charge.offense, Offense):
                yield charge.offense
            convicted = charge.convicted_offense
            if convicted is not charge.offense and isinstance(convicted, Offense):
                yield convicted
    for event in person.events:
        if isinstance(event.offense, Offense):
            yield event.offense


def unmatched(law: Law, seen: Iterable[Offense]) -> tuple[str, ...]:
    """Return the listed sections that none of *seen* matches or may match.

    A section that counts only as an attempt and the like is passed over: most counties have none.
    """
    by_section: dict[tuple[str, str], list[Offense]] = {}
    everything = list(seen)
    for offense in everything:
        by_section.setdefault((offense.section.code, offense.section.number), []).append(offense)
    found: list[str] = []
    for pattern in patterns(law):
        near = by_section.get((pattern.section.code, pattern.section.number), [])
        candidates = near if pattern.through is None else everything
        if "completed" in pattern.forms and not any(
            matches(OffenseSet((pattern,)), offense) is not False for offense in candidates
        ):
            found.append(f"{pattern.section}" + (f" through {pattern.through}" if pattern.through else ""))
    return tuple(dict.fromkeys(found))
