"""Values that are written in a rule file as they are, and the review date."""

from __future__ import annotations

from attrs import frozen

from cmr_rules.dates import Period
from cmr_rules.semantics.law.words import Kind, Node


@frozen
class DayIs(Node):
    """A fixed day."""

    day: int


@frozen
class ReviewDate(Node):
    """The day for which the law is asked."""


@frozen
class PeriodIs(Node):
    """A fixed period."""

    period: Period


@frozen
class NumberIs(Node):
    """A fixed number, weight (nanograms) or sum of money (cents)."""

    number: int
    kind: Kind = Kind.NUMBER


@frozen
class WordIs(Node):
    """A word that stands for a level (*kind* LEVEL: lawful, infraction, misdemeanor, felony, wobbler) or a value."""

    word: str
    kind: Kind = Kind.WORD
