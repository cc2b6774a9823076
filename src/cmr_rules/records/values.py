"""What a field of a record may hold besides a plain value: unknown, not applicable, not yet, partial, an error."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen


class Missing(Enum):
    """Why a field holds no value. `UNKNOWN` matters; the other two are answers."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not applicable"
    """There is no such thing: a date of release for somebody who was never in prison."""
    NOT_YET = "not yet"
    """It lies after the review date: a date of release for somebody who is still in prison."""


UNKNOWN = Missing.UNKNOWN
NOT_APPLICABLE = Missing.NOT_APPLICABLE
NOT_YET = Missing.NOT_YET


@frozen
class PartialDate:
    """A year, or a year and a month: some day in it, which one is unknown."""

    year: int
    month: int | None = None

    @property
    def first(self) -> date:
        """The first day that it may be."""
        return date(self.year, self.month or 1, 1)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    def __str__(self) -> str:
        return f"{self.year}" if self.month is None else f"{self.year}-{self.month:02}"


@frozen
class DataError:
    """A value that cannot be right, with what is wrong in plain English. It never compares; it asks for review.

    Args:
        reason: What is wrong, without the value: reasons may be printed in logs.
        raw: The text as it stood in the source.
    """

    reason: str
    raw: str = field(default="", repr=False)


DateField: TypeAlias = date | PartialDate | Missing | DataError
TextField: TypeAlias = str | Missing
YesNo: TypeAlias = bool | Missing


class Level(Enum):
    """How serious an offense is. A wobbler may be a felony or a misdemeanor and the record does not say which."""

    INFRACTION = "infraction"
    MISDEMEANOR = "misdemeanor"
    FELONY = "felony"
    WOBBLER = "wobbler"


LevelField: TypeAlias = Level | Missing | DataError
