"""How two lists of offenses differ, entry by entry: what one has alone, where one is wider, and in which forms."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from cmr_rules.citations import FORMS
from cmr_rules.semantics.law import OffensePattern


@frozen
class Entry:
    """An entry of the list called *term*."""

    term: str
    pattern: OffensePattern

    def __str__(self) -> str:
        pattern = self.pattern
        if pattern.through is not None:
            return f"{pattern.section} through {pattern.through}"
        return f"exactly {pattern.section}" if pattern.exactly else str(pattern.section)


@frozen
class Overlap:
    """An entry with the entries of the other list that touch it; *forms* are those that it alone counts."""

    entry: Entry
    others: tuple[Entry, ...]
    forms: tuple[str, ...] = ()


@frozen
class Side:
    """What one list has that the other has not.

    Args:
        alone: Entries of which the other list has nothing.
        wider: Entries of which the other list has parts, such as some subdivisions.
        bare: Sections that this list names without a subdivision, while the other names subdivisions: of a record that
            says no more than the section, this list says yes, and the other leaves it open.
        forms: Entries that the other list has too, and for fewer forms: without attempts, for instance.
        both: Entries that the other list covers whole.
    """

    alone: tuple[Overlap, ...]
    wider: tuple[Overlap, ...]
    bare: tuple[Overlap, ...]
    forms: tuple[Overlap, ...]
    both: tuple[Overlap, ...]


def difference(first: Iterable[Entry], second: Iterable[Entry]) -> tuple[Side, Side]:
    """Compare two lists by their structure; each side is told from the view of its own list."""
    one, two = tuple(first), tuple(second)
    return _side(one, two), _side(two, one)


def _side(mine: tuple[Entry, ...], theirs: tuple[Entry, ...]) -> Side:
    alone, wider, bare, forms, both = [], [], [], [], []
    for entry in mine:
        whole = tuple(other for other in theirs if covers(other.pattern, entry.pattern))
        parts = tuple(other for other in theirs if covers(entry.pattern, other.pattern) or _meet(entry, other))
        under = tuple(other for other in theirs if _is_under(other.pattern, entry.pattern))
        if whole:
            counted = frozenset[str]().union(*(other.pattern.forms for other in whole))
            more = tuple(form for form in FORMS if form in entry.pattern.forms - counted)
            both.append(Overlap(entry, whole))
            if more:
                forms.append(Overlap(entry, whole, more))
        elif parts:
            wider.append(Overlap(entry, parts))
        elif entry.pattern.exactly and under:
            bare.append(Overlap(entry, under))
        else:
            alone.append(Overlap(entry, ()))
    return Side(tuple(alone), tuple(wider), tuple(bare), tuple(forms), tuple(both))


def covers(one: OffensePattern, other: OffensePattern) -> bool:
    """Whether every section that *other* lists is listed by *one*; forms are left aside."""
    if one.through is not None:
        last = other.section if other.through is None else other.through
        return one.section.order <= other.section.order and last.order <= one.through.order
    if other.through is not None:
        return False
    if one.exactly:
        return other.exactly and one.section == other.section
    return one.section.covers(other.section)


def _meet(one: Entry, other: Entry) -> bool:
    """Whether two ranges have sections in common, though neither covers the other."""
    first, second = one.pattern, other.pattern
    if first.through is None or second.through is None:
        return False
    return first.section.order <= second.through.order and second.section.order <= first.through.order


def _is_under(one: OffensePattern, other: OffensePattern) -> bool:
    """Whether *one* is a subdivision of the section of *other*."""
    return one.through is None and one.section != other.section and other.section.covers(one.section)
