"""Offenses that tell the lists of a law apart: one for each way of being on some lists and off the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import fields, has

from cmr_rules.citations import Offense, Section, parse_section
from cmr_rules.semantics import law
from cmr_rules.semantics.offenses import matches, names
from cmr_rules.source import Span
from cmr_rules.syntax import tree

MOST_PATTERNS = 20_000


def _sets(node: Any, seen: set[int]) -> Iterator[law.OffenseSet]:
    """Return every list of offenses in a part of the law, whatever the part is."""
    if isinstance(node, law.OffenseSet):
        yield node
    elif isinstance(node, tuple | frozenset):
        for one in node:
            yield from _sets(one, seen)
    elif has(type(node)) and not isinstance(node, Span | law.OffensePattern | tree.Node) and id(node) not in seen:
        seen.add(id(node))
        for field in fields(type(node)):
            yield from _sets(getattr(node, field.name), seen)


def _all_sets(meaning: law.Law) -> tuple[law.OffenseSet, ...]:
    seen: set[int] = set()
    parts = (meaning.covered, meaning.steps, meaning.rules, tuple(meaning.terms.values()))
    return tuple(dict.fromkeys(one for part in parts for one in _sets(part, seen)))


def offenses_of(meaning: law.Law) -> tuple[Offense, ...]:
    """Return offenses by which the lists of *meaning* can be told apart, in the order of the lists."""
    sets = _all_sets(meaning)
    found: dict[tuple[object, ...], Offense] = {}
    patterns = [pattern for one in sets for pattern in one.patterns][:MOST_PATTERNS]
    for offense in [*(_as_listed(pattern) for pattern in patterns), *_elsewhere(meaning, sets)]:
        signature = tuple((matches(one, offense), names(one, offense)) for one in sets)
        found.setdefault(signature, offense)
    return tuple(found.values())


def _as_listed(pattern: law.OffensePattern) -> Offense:
    form = "completed" if "completed" in pattern.forms else min(pattern.forms, default="completed")
    return Offense(pattern.section, form)


def _elsewhere(meaning: law.Law, sets: tuple[law.OffenseSet, ...]) -> Iterator[Offense]:
    """Return offenses off the lists: those of the file's own scenarios, else a section that no list names."""
    for scenario in meaning.scenarios:
        for record in () if scenario.person is None else scenario.person.records:
            section = parse_section(record.offense.section) if isinstance(record.offense, tree.SectionItem) else None
            if section is not None:
                yield Offense(section)
    codes = dict.fromkeys(pattern.section.code for one in sets for pattern in one.patterns)
    for section in (Section(code, number) for code in codes for number in ("1", "2")):
        known = parse_section(str(section)) or Section(section.code, f"{section.number}-1")
        yield Offense(known)


def off_the_lists(meaning: law.Law, offenses: tuple[Offense, ...]) -> Offense | None:
    """Return the one of *offenses* that is on the fewest lists."""
    sets = _all_sets(meaning)
    listed = [sum(matches(one, offense) is not False for one in sets) for offense in offenses]
    return offenses[listed.index(min(listed))] if listed else None


def item_of(offense: Offense) -> tree.SectionItem:
    """Return an offense as scenarios write it."""
    forms = () if offense.form == "completed" else (offense.form,)
    return tree.SectionItem(str(offense.section), forms=forms)
