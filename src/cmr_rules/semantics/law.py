"""What a rule file means: every name known, every type and unit fixed, every phrase brought to a few tests.

The resolver makes these trees; every way to run a statute reads them, and nothing else. Dates are day numbers
(proleptic ordinals), money is in cents, weight in nanograms, periods are `cmr_rules.dates.Period`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from cmr_rules.citations import Section
from cmr_rules.dates import LeapDay, Period
from cmr_rules.source import NOWHERE, Span
from cmr_rules.syntax import tree


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


# ---------------------------------------------------------------------------------------------- offenses


@frozen(cache_hash=True)
class OffensePattern:
    """One entry of a list of offenses.

    Args:
        section: The section; with *through*, the first of a range.
        through: The last section of a range, subdivisions ignored.
        exactly: Only the section as written, none of its subdivisions.
        forms: Which of `cmr_rules.citations.FORMS` count.
        citation: The authority of this entry, or empty.
    """

    section: Section
    through: Section | None = None
    exactly: bool = False
    forms: frozenset[str] = frozenset({"completed"})
    citation: str = ""


@frozen(cache_hash=True)
class OffenseSet:
    """A list of offenses, flattened. *words* is how the file names it: ``a Super Strike``."""

    patterns: tuple[OffensePattern, ...]
    words: str = field(default="", eq=False)


# ---------------------------------------------------------------------------------------------- values


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
    """The value of an option, as the run sets it. For an age option, the years as a period."""

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
)

# ---------------------------------------------------------------------------------------------- tests


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


@frozen
class OffenseIs(Node):
    """The offense of *who* is covered by the list."""

    who: Who
    offenses: OffenseSet


@frozen
class RecordNames(Node):
    """The record of *who*, as written, names a section of the list: never unknown because it is less specific."""

    who: Who
    offenses: OffenseSet


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
    place: str
    outside: bool = False


@frozen
class Same(Node):
    """*who* has the same thing as this conviction: ``case``, ``cycle``, ``county``, ``section``, ``exact section``."""

    who: Who
    what: str


@frozen
class Stands(Node):
    """The conviction of *who* was not set aside, dismissed or sealed later."""

    who: Who


@frozen
class SentenceIncludes(Node):
    """The sentence of *who* has a part of one of the kinds (prison, jail, probation, supervision, fine …)."""

    who: Who
    kinds: frozenset[str]


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
    | Clause
    | Group
)


@frozen
class Records(Node):
    """The records that a history phrase counts.

    Args:
        noun: ``conviction``, ``charge``, ``arrest`` or ``registration``.
        other: The covered record itself does not count.
        test: What a record must meet, asked of it as the counted one; None: all.
        scope: The place of which the phrase asks: ``""`` is what the record's sources cover, ``"anywhere"``,
            a place, or ``"outside "`` and a place.
        words: The phrase as written, for explanations: ``conviction for a Super Strike``.
        dated: Whether the phrase tests the date of the records, so that explanations name the dates.
    """

    noun: str
    other: bool
    test: Test | None
    scope: str = ""
    words: str = ""
    dated: bool = False


# ---------------------------------------------------------------------------------------------- the parts of a file


@frozen
class Outcome:
    """What a record receives. *rank* counts from 0, the most favorable; None is not ranked. *effect*: see the tree."""

    name: str
    label: str
    rank: int | None
    effect: str = ""


@frozen
class Option:
    """A knob of a policy. *low*, *high*, *normal* are years-or-periods, numbers or bool; None for *normal* is off."""

    name: str
    kind: Kind
    low: Period | int | None
    high: Period | int | None
    normal: Period | int | bool | None
    may_be_off: bool
    is_age: bool = False


@frozen
class DeclaredFact:
    """A fact that a file declares. *about* is ``record``, ``case`` or ``person``; *words* the values of a ``one of``."""

    name: str
    kind: Kind
    about: str
    words: tuple[str, ...] = ()


@frozen
class ValueCase:
    """One case of a value by first match. *test* None is ``otherwise``."""

    label: str
    value: Value
    test: Test | None
    citations: tuple[str, ...] = ()


@frozen
class Term:
    """A defined term; one of *test*, *cases*, *offenses* holds its meaning (a plain value is one case).

    *per_record* tells whether it speaks of a record, or of the person alone.
    """

    name: str
    kind: Kind
    test: Test | None = None
    cases: tuple[ValueCase, ...] = ()
    offenses: OffenseSet | None = None
    per_record: bool = True
    citations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unverified: str = ""
    file: str = ""
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Step:
    """A step of ``Decide by the first of these``. *test* None is ``otherwise``.

    Args:
        label: ``"4"``.
        reason: The words after ``because`` with ``{Option Name}`` and ``{code section}`` left in.
        options: Names of the options it uses; if one is off, the step is skipped.
    """

    label: str
    outcome: Outcome
    reason: str
    test: Test | None
    citations: tuple[str, ...]
    options: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    unverified: str = ""
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Rule:
    """A rule of a statute: it applies when *test* is true and *exception* is not.

    *instead* is the outcome that the record receives when the exception defeats the rule, if the rule names one.
    """

    title: str
    outcome: Outcome
    test: Test
    exception: Test | None
    instead: Outcome | None
    citations: tuple[str, ...]
    options: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    unverified: str = ""
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Otherwise:
    """What a record receives when no rule applies."""

    outcome: Outcome
    reason: str
    citations: tuple[str, ...]
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Presumption:
    """If *subject* is unknown it is presumed *value* (for a condition: *truth*).

    Args:
        term: The term that is presumed, when a condition or a value by first match is; else None.
        fact: The fact that is presumed, else None.
    """

    term: TermTrue | None
    fact: FactValue | None
    truth: bool
    value: Value | None
    words: str
    citations: tuple[str, ...]
    unverified: str = ""
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Derivation:
    """If *fact* is not recorded, it is *value*: law that computes a fact from others."""

    fact: FactValue
    value: Value
    words: str
    citations: tuple[str, ...]
    unverified: str = ""
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Law:
    """A checked rule file, with what it uses.

    Args:
        name: The name under which it was found: ``ca/policies/contra-costa``.
        kind: ``Statute``, ``Policy`` or ``Definitions``.
        covers: Which records get a decision; None for definitions. Its ``Stands`` and ``that …`` conditions are in
            *covers_if*: a record that meets *covers* and not *covers_if* is not covered, with that reason.
        steps: The ordered list, for a policy; else empty.
        rules, otherwise: For a statute.
        files: The files read, by name, with the SHA-256 of their text: what reproduces a decision.
        scenarios: As written; the scenario runner reads them.
        quotes: Quoted law, or None for ``Text not at hand.``, in order, with the title of the statement it precedes.
    """

    name: str
    kind: str
    title: str
    jurisdiction: tuple[str, ...]
    authorities: tuple[str, ...]
    first_day: int | None
    last_day: int | None
    leap_day: LeapDay
    options: Mapping[str, Option]
    facts: Mapping[str, DeclaredFact]
    outcomes: tuple[Outcome, ...]
    terms: Mapping[str, Term]
    covers: Records | None
    covers_if: Test | None
    covers_words: str
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    otherwise: Otherwise | None
    presumptions: tuple[Presumption, ...]
    derivations: tuple[Derivation, ...]
    scenarios: tuple[tree.Scenario, ...]
    quotes: tuple[tuple[str, str | None], ...] = ()
    unverified: tuple[tuple[str, str], ...] = ()
    files: Mapping[str, str] = field(factory=dict)
    document: tree.Document | None = field(default=None, eq=False, repr=False)
