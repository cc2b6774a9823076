"""What a fact holds besides a plain number or word: what does not apply, has not come, or is missing."""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeAlias

from attrs import frozen

from cmr_rules.decisions.worlds import Key, Moved


class Special(Enum):
    """A value that is no number."""

    NOT_APPLICABLE = "not applicable"
    NOT_YET = "not yet"
    OPEN = "open"
    """It depends on a question that has been noted."""


@frozen
class Many:
    """The latest (*latest*) or earliest of several days of which some are missing."""

    latest: bool
    parts: tuple[Any, ...]


@frozen
class Choice:
    """A missing word, and what it may be."""

    key: Key
    words: frozenset[str]


@frozen
class MissingOffense:
    """An offense of which nothing can be read."""

    key: Key


@frozen
class MissingPeriod:
    """A length of time that is not recorded."""

    key: Key


Whole: TypeAlias = int | Moved | Many | Special
