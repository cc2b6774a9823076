"""Types, whose fact is asked, and lists of offenses."""

from __future__ import annotations

from enum import Enum

from attrs import field, frozen

from cmr_rules.citations import Section
from cmr_rules.source import NOWHERE, Span


class Kind(Enum):
    """The type of a value."""

    DATE = "date"
    PERIOD = "period"
    NUMBER = "number"
    WEIGHT = "weight"
    MONEY = "money"
    LEVEL = "level"
    WORD = "word"
    OFFENSE = "offense"
    PLACE = "county"
    YES_NO = "yes or no"
    TEXT = "text"


class Who(Enum):
    """Whose fact is asked."""

    SUBJECT = "subject"
    """The record of which a rule or term speaks (`the conviction`): the covered one, unless a term is applied to
    another record by ``for which``."""
    THIS = "this"
    """`this conviction`: always the covered record."""
    COUNTED = "counted"
    """The record that a history phrase is counting (`whose`, `that`, `every conviction … is`)."""


@frozen
class Node:
    """Anything in the law, with the words of the file from which it comes."""

    span: Span = field(default=NOWHERE, eq=False, repr=False, kw_only=True)


@frozen(cache_hash=True)
class OffensePattern:
    """One entry of a list of offenses.

    Args:
        section: The section; with *through*, the first of a range.
        through: The last section of a range, subdivisions ignored.
        exactly: Only the section as written, none of its subdivisions.
        forms: Which of `cmr_rules.citations.FORMS` count.
        citation: The authority of this entry, or empty.
        first_day, last_day: The days on which the text that is meant was in force, both included; the date of offense
            chooses. None: no end on that side, and both None: any text. Only lists have days (see ``offense_test``).
    """

    section: Section
    through: Section | None = None
    exactly: bool = False
    forms: frozenset[str] = frozenset({"completed"})
    citation: str = ""
    first_day: int | None = None
    last_day: int | None = None


@frozen(cache_hash=True)
class OffenseSet:
    """A list of offenses, flattened. *words* is how the file names it: ``a Super Strike``.

    *unverified* says of each named list in it why it is marked unverified.
    """

    patterns: tuple[OffensePattern, ...]
    words: str = field(default="", eq=False)
    unverified: tuple[str, ...] = field(default=(), eq=False)
