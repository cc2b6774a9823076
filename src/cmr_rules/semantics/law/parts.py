"""The parts of a checked rule file, and the file as a whole."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from cmr_rules.dates import LeapDay, Period
from cmr_rules.semantics.law.tests import FactValue, Records, TermTrue, Test, Value
from cmr_rules.semantics.law.units import Covered
from cmr_rules.semantics.law.words import Kind, OffenseSet
from cmr_rules.source import NOWHERE, Span
from cmr_rules.syntax import tree


@frozen
class Outcome:
    """What a record receives. *rank* counts from 0, the most favorable; None is not ranked.

    *effect* is what it does to the record, *door* how it is granted: see the tree.
    """

    name: str
    label: str
    rank: int | None
    effect: str = ""
    door: str = ""


@frozen
class Option:
    """A knob of a policy.

    Args:
        low: The least value, a period or a number; None for a yes or no, a list of sections and a county.
        high: The greatest value.
        normal: The value when nobody sets it: a period, number or bool, the sections, or the name of a place. None is
            off, or, where *may_be_off* does not hold, that it must be chosen.
        bound: The sections that may be listed, or the state in which the county lies.
    """

    name: str
    kind: Kind
    low: Period | int | None
    high: Period | int | None
    normal: Period | int | bool | str | OffenseSet | None
    may_be_off: bool
    is_age: bool = False
    bound: OffenseSet | str | None = None

    @property
    def to_be_chosen(self) -> bool:
        """Whether it has no value until somebody gives it one."""
        return self.normal is None and not self.may_be_off


@frozen
class DeclaredFact:
    """A fact that a file declares, *about* ``record``, ``case`` or ``person``; *words* are the values of ``one of``.

    *question* is what a person must find out: the note that stands in the declaration.
    """

    name: str
    kind: Kind
    about: str
    words: tuple[str, ...] = ()
    question: str = ""


@frozen
class ValueCase:
    """One case of a value by first match. *test* None is ``otherwise``. *days* are those of a version: ``from D``."""

    label: str
    value: Value
    test: Test | None
    citations: tuple[str, ...] = ()
    days: str = ""
    unverified: str = ""


@frozen
class Term:
    """A defined term; one of *test*, *cases*, *offenses* holds its meaning (a plain value is one case).

    *per_record* tells whether it speaks of a record, or of the person alone. *readings* names the readings of an
    open question of law; a term whose meaning is settled has none. *chosen_by*, of a term in versions, is the day that
    chooses among them.
    """

    name: str
    kind: Kind
    test: Test | None = None
    cases: tuple[ValueCase, ...] = ()
    offenses: OffenseSet | None = None
    per_record: bool = True
    readings: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unverified: str = ""
    file: str = ""
    chosen_by: Value | None = None
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
    *in_force*, of a version, is its days in words, ``in force from July 1, 2022``; *test* holds them too.
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
    in_force: str = ""
    noun: str = "conviction"


@frozen
class Cap:
    """How many records may receive relief under a limit, of those that meet *records*; *words* as written."""

    most: int
    records: Records
    words: str


@frozen
class Limit:
    """What one person may receive at most under some rules.

    Args:
        rules: The titles of the rules that it limits.
        caps: How many places there are for each kind of record. A record falls under one of them at most.
        order: The day of a record by which places are used; None: the limit does not say which comes first.
        latest: The latest comes first.
        one_for_each: Records of one ``transaction`` use one place; ``""``: each record uses its own.
        counting: Records that use a place whatever is decided of them now: earlier relief.
        outcome: What a record over the limit receives.
        words: The order as written, for explanations: ``the earliest date of conviction first``.
    """

    title: str
    rules: tuple[str, ...]
    caps: tuple[Cap, ...]
    order: Value | None
    latest: bool
    one_for_each: str
    counting: Records | None
    outcome: Outcome
    citations: tuple[str, ...]
    notes: tuple[str, ...] = ()
    unverified: str = ""
    words: str = ""
    span: Span = field(default=NOWHERE, eq=False, repr=False)


@frozen
class Otherwise:
    """What a record of a kind (*noun*) receives when no rule applies."""

    outcome: Outcome
    reason: str
    citations: tuple[str, ...]
    span: Span = field(default=NOWHERE, eq=False, repr=False)
    noun: str = "conviction"


@frozen
class Presumption:
    """If *subject* is unknown it is presumed *value* (for a condition: *truth*).

    Args:
        term: The term that is presumed, when a condition or a value by first match is; else None.
        fact: The fact that is presumed, else None.
        untouched: The facts of which nothing is presumed: where they are missing, they stay missing.
    """

    term: TermTrue | None
    fact: FactValue | None
    truth: bool
    value: Value | None
    words: str
    citations: tuple[str, ...]
    unverified: str = ""
    untouched: frozenset[str] = frozenset()
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
        covered: Which records get a decision, one for each kind of record; empty for definitions.
        steps: The ordered list, for a policy; else empty.
        rules, otherwise: For a statute; there is one `Otherwise` for each kind that is covered.
        limits: How many records may receive the relief of some rules, in the order of the file.
        follows: The reading that the file itself follows, by the name of the open question.
        files: The files read, by name, with the SHA-256 of their text: what reproduces a decision.
        scenarios: As written; the scenario runner reads them.
        earlier: Other statutes after which scenarios of the file apply it, by the name that the scenarios use.
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
    covered: tuple[Covered, ...]
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    otherwise: tuple[Otherwise, ...]
    presumptions: tuple[Presumption, ...]
    derivations: tuple[Derivation, ...]
    scenarios: tuple[tree.Scenario, ...]
    quotes: tuple[tuple[str, str | None], ...] = ()
    unverified: tuple[tuple[str, str], ...] = ()
    files: Mapping[str, str] = field(factory=dict)
    follows: Mapping[str, str] = field(factory=dict)
    limits: tuple[Limit, ...] = ()
    document: tree.Document | None = field(default=None, eq=False, repr=False)
    earlier: Mapping[str, Law] = field(factory=dict, eq=False, repr=False)

    @property
    def covers(self) -> Records | None:
        """The records of the first kind that is covered; None for definitions."""
        return self.covered[0].records if self.covered else None

    @property
    def covers_if(self) -> Test | None:
        """What the records of the first kind must meet besides."""
        return self.covered[0].condition if self.covered else None

    @property
    def covers_words(self) -> str:
        """What is covered, as written."""
        return "; ".join(one.words for one in self.covered)

    @property
    def nouns(self) -> tuple[str, ...]:
        """The kinds of records that are covered."""
        return tuple(dict.fromkeys(one.noun for one in self.covered))
