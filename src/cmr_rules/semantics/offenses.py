"""Whether an offense is on a list, three-valued: what a record leaves open is unknown, never "no"."""

from __future__ import annotations

from functools import lru_cache

from cmr_rules.citations import Offense, Section
from cmr_rules.semantics.law import OffensePattern, OffenseSet


@lru_cache(maxsize=200_000)
def matches(offenses: OffenseSet, offense: Offense) -> bool | None:
    """Tell whether *offense* is on the list; None when the record is less specific than the list."""
    answer: bool | None = False
    for pattern in offenses.patterns:
        one = _matches_pattern(pattern, offense)
        if one:
            return True
        if one is None:
            answer = None
    return answer


def names(offenses: OffenseSet, offense: Offense) -> bool:
    """Tell whether the record as written names a section of the list; what is less specific does not."""
    return any(_matches_pattern(pattern, offense) is True for pattern in offenses.patterns)


def _matches_pattern(pattern: OffensePattern, offense: Offense) -> bool | None:
    if offense.form not in pattern.forms:
        return False
    if pattern.through is not None:
        return _in_range(pattern.section, pattern.through, offense.section)
    if not pattern.section.same_section(offense.section):
        return False
    wanted, written = pattern.section.subdivisions, offense.section.subdivisions
    if written[: len(wanted)] == wanted:
        return len(written) == len(wanted) or not pattern.exactly
    return None if wanted[: len(written)] == written else False


def _in_range(low: Section, high: Section, section: Section) -> bool:
    return low.order <= section.order <= high.order
