"""Values and tests: what every phrase of a rule file comes down to. They contain one another."""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from cmr_rules.semantics.law.fixed import DayIs, NumberIs, PeriodIs, ReviewDate, WordIs
from cmr_rules.semantics.law.recorded import Clock, SentenceIncludes, Shows, Stands
from cmr_rules.semantics.law.tables import Listed
from cmr_rules.semantics.law.words import Kind, Node, OffenseSet, Who


@frozen
class FactValue(Node):
    """A fact: built in (*fact* is a phrase of the vocabulary) or declared by a file (*fact* is its name).

    Facts of the person ignore *who*. *if_any*: a comparison with what does not apply is true.
    """

    fact: str
    kind: Kind
    who: Who = Who.SUBJECT
    if_any: bool = False


@frozen
class OptionValue(Node):
    """The value of an option: an age is a period, a list of sections an `OffenseSet`, a county a place."""

    name: str
    kind: Kind


@frozen
class TermValue(Node):
    """The value of a term (`Term.value` or its cases), asked of *who*."""

    name: str
    kind: Kind
    who: Who = Who.SUBJECT


@frozen
class Shift(Node):
    """The day that is *period* after (*back*: before) *start*."""

    start: Value
    period: Value
    back: bool = False


@frozen
class Latest(Node):
    """The latest of several days; those that do not apply are skipped."""

    parts: tuple[Value, ...]


@frozen
class Earliest(Node):
    """The earliest of several days; those that do not apply are skipped."""

    parts: tuple[Value, ...]


@frozen
class Count(Node):
    """How many records there are."""

    records: Records


@frozen
class Extreme(Node):
    """The date of the most recent (*latest*) or the earliest record; not applicable when there is none."""

    records: Records
    latest: bool


@frozen
class NoVersion(Node):
    """What a term in versions is on a day, *on*, on which none of them is in force: unknown, with a fault.

    It is a value of *kind*, or a test when *kind* is YES_NO. *days* says on which: ``before June 27, 2017``.
    """

    name: str
    kind: Kind
    on: Value
    days: str


Value: TypeAlias = (
    DayIs
    | ReviewDate
    | PeriodIs
    | NumberIs
    | WordIs
    | FactValue
    | OptionValue
    | TermValue
    | Shift
    | Latest
    | Earliest
    | Count
    | Extreme
    | NoVersion
    | Listed
    | Clock
)


@frozen
class Compare(Node):
    """``left < right`` (*strict*) or ``left <= right``, for days, numbers, weights, money.

    Every relation comes down to this: ``at least 10 years before R`` of X is ``X + 10 years <= R``.
    Periods (maximum punishment, length of a sentence) are compared by bounds: a year is 365-366 days, a month 28-31.
    """

    left: Value
    right: Value
    strict: bool


@frozen
class IsWord(Node):
    """The value is one of the words; for levels a wobbler may be a felony or a misdemeanor."""

    value: Value
    words: frozenset[str]


@frozen
class LessSerious(Node):
    """*left* is a less serious level than *right*: lawful < infraction < misdemeanor < felony."""

    left: Value
    right: Value


def _without_days(_node: object, _attribute: object, offenses: OffenseSet | OptionValue) -> None:
    """See that the days of texts were made a test of the date of offense before (`semantics.in_force`)."""
    patterns = offenses.patterns if isinstance(offenses, OffenseSet) else ()
    if any(pattern.first_day is not None or pattern.last_day is not None for pattern in patterns):
        message = "a test of an offense may not ask for the days of a text"
        raise ValueError(message)


@frozen
class OffenseIs(Node):
    """The offense of *who* is covered by the list."""

    who: Who
    offenses: OffenseSet | OptionValue = field(validator=_without_days)


@frozen
class RecordNames(Node):
    """The record of *who*, as written, names a section of the list: never unknown because it is less specific."""

    who: Who
    offenses: OffenseSet | OptionValue = field(validator=_without_days)


@frozen
class Holds(Node):
    """A yes-or-no fact or option is yes."""

    value: FactValue | OptionValue


@frozen
class TermTrue(Node):
    """A term that is a condition, asked of *who*."""

    name: str
    who: Who = Who.SUBJECT


@frozen
class History(Node):
    """The person has at least *least* and at most *most* (None: no limit) of the records."""

    records: Records
    least: int
    most: int | None


@frozen
class EveryRecord(Node):
    """*test*, asked of each record as the counted one, is true of all."""

    records: Records
    test: Test


@frozen
class IsIn(Node):
    """The court of *who* is in the place (a county or a state); *outside* turns it round."""

    who: Who
    place: str | OptionValue
    outside: bool = False


@frozen
class Same(Node):
    """*who* has the same thing as this conviction: ``case``, ``county``, ``exact section`` …."""

    who: Who
    what: str


@frozen
class HasQuality(Node):
    """A quality of a counted record that is no level: ``pending``, ``current``, ``dismissed``."""

    who: Who
    quality: str


@frozen
class Not(Node):
    """The test is false."""

    test: Test


@frozen
class Both(Node):
    """All of the tests; they come from one phrase and have no labels."""

    tests: tuple[Test, ...]


@frozen
class Either(Node):
    """One of the tests; they come from one phrase and have no labels."""

    tests: tuple[Test, ...]


@frozen
class Always(Node):
    """True or false whatever the record (what an unreadable phrase becomes, so that checking can go on)."""

    truth: bool


@frozen
class Clause(Node):
    """One sentence of a condition, as explanations print it.

    Args:
        words: The words of the file, blanks made single, with ``{Crime-Free Period}`` where an option stands and
            ``{review date}`` where the review date does.
        test: What it means.
    """

    words: str
    test: Test


@frozen
class Item:
    """One item of an outline, or the single condition of a rule or step (label empty)."""

    label: str
    test: Test
    citations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unverified: str = ""


@frozen
class Group(Node):
    """An outline: *kind* is ``all``, ``any`` or ``none``."""

    kind: str
    items: tuple[Item, ...]


@frozen
class IsReading(Node):
    """The open question *question* is read as *reading*, one of *names*."""

    question: str
    reading: str
    names: tuple[str, ...]


@frozen
class Readings(Node):
    """An open question of law whose readings are conditions: what all of them answer alike is the answer."""

    question: str
    names: tuple[str, ...]
    items: tuple[Item, ...]


Test: TypeAlias = (
    Compare
    | IsWord
    | LessSerious
    | OffenseIs
    | RecordNames
    | Holds
    | TermTrue
    | History
    | EveryRecord
    | IsIn
    | Same
    | Stands
    | SentenceIncludes
    | HasQuality
    | Not
    | Both
    | Either
    | Always
    | NoVersion
    | Clause
    | Group
    | IsReading
    | Readings
    | Shows
)


@frozen
class Records(Node):
    """The records that a history phrase counts.

    Args:
        noun: ``conviction``, ``charge``, ``arrest`` or ``registration``.
        other: The covered record itself does not count.
        test: What a record must meet, asked of it as the counted one; None: all.
        scope: Where: ``""`` is what the record's sources cover; ``"anywhere"``, a place, ``"outside "`` and a place;
            ``{County}`` in it is the value of an option.
        words: The phrase as written, for explanations: ``conviction for a Super Strike``.
        dated: Whether the phrase tests the date of the records, so that explanations name the dates.
        one_for_each: Records of one ``case``, ``day`` … count once, but one of which *by_itself* is true, always.
    """

    noun: str
    other: bool
    test: Test | None
    scope: str = ""
    words: str = ""
    dated: bool = False
    one_for_each: str = ""
    by_itself: Test | None = None
