"""What is written in a rule file: one frozen class for each construct, one union for each choice.

Nothing here knows what a word means; names, facts and units are resolved in ``semantics``. Equality ignores places, so
that ``parse(format(document)) == document`` can be asked.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from cmr_rules.source import NOWHERE, Span


@frozen
class Node:
    """Anything written, with the place where it stands."""

    span: Span = field(default=NOWHERE, eq=False, repr=False, kw_only=True)


# ---------------------------------------------------------------------------------------------- words and brackets


@frozen
class Name(Node):
    """A capitalised name as written, blanks made single: a term, an option, an outcome, a declared fact."""

    text: str


@frozen
class Text(Node):
    """Words in quotation marks, without the marks: ``"Misdemeanor or infraction"``."""

    value: str


@frozen
class Citation(Node):
    """One authority: ``HS 11361.8(e)``, the relative ``(2)(a)``, or free words such as ``People v. Raybon (2021)``."""

    text: str


@frozen
class Note(Node):
    """``[Note: …]``: words for the reader."""

    text: str


@frozen
class Unverified(Node):
    """``Unverified: why.`` or ``[Unverified: why]``."""

    why: str


@frozen
class Verified(Node):
    """``Verified by NAME on DATE.``"""

    by: str
    on: Day


Mark: TypeAlias = Unverified | Verified


@frozen
class Remarks(Node):
    """What stands in brackets beside a sentence or an outline item."""

    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    mark: Mark | None = None


NO_REMARKS = Remarks()

# ---------------------------------------------------------------------------------------------- values


@frozen
class Day(Node):
    """``November 9, 2016``; in scenarios also ``May 2009`` (no day) and ``2009`` (no month)."""

    year: int
    month: int | None = None
    day: int | None = None


@frozen
class Length(Node):
    """A period: ``10 years``, ``90 days``. *unit* is ``year``, ``month``, ``week`` or ``day``."""

    number: int
    unit: str


@frozen
class Number(Node):
    """A plain number: ``6``."""

    number: int


@frozen
class Amount(Node):
    """A weight or money: ``28.5 grams`` (*number* ``"28.5"``, *unit* ``gram``), ``$500`` (*unit* ``$``)."""

    number: str
    unit: str


@frozen
class Words(Node):
    """Lower-case words that stand for a value or a quality: ``felony``, ``lawful``, ``deceased``, ``true``."""

    text: str


@frozen
class FactOf(Node):
    """``the date of conviction``: *words* ``date of conviction``.

    *owner* is ``"this"`` in ``the date of this conviction`` (words ``date of conviction``), else None. A trailing
    ``of the conviction`` / ``of the offense`` is dropped when other words remain (``the level of the conviction``).
    *if_any* marks ``the date of release from prison, if any,``.
    """

    words: str
    owner: str | None = None
    if_any: bool = False


@frozen
class NameValue(Node):
    """A term, an option or a declared fact as a value: ``Start Of Waiting``, ``the Crime-Free Period``."""

    name: Name


@frozen
class Birthday(Node):
    """``the person's 21st birthday``."""

    number: int


@frozen
class LaterOf(Node):
    """``the later of A and B`` or ``the latest of A, B and C``."""

    parts: tuple[Value, ...]


@frozen
class EarlierOf(Node):
    """``the earlier of A and B``."""

    parts: tuple[Value, ...]


@frozen
class Shifted(Node):
    """``10 years after the date of sentence``, ``the day that is the Waiting Period after Start Of Waiting``.

    *direction* is ``after`` or ``before``.
    """

    period: Value
    direction: str
    start: Value


@frozen
class CountOf(Node):
    """``the number of convictions for a Super Strike``."""

    counted: Counted


@frozen
class DateOfExtreme(Node):
    """``the date of the most recent conviction for …``; *which* is ``most recent`` or ``earliest``."""

    which: str
    counted: Counted


Value: TypeAlias = (
    Day
    | Length
    | Number
    | Amount
    | Words
    | FactOf
    | NameValue
    | Birthday
    | LaterOf
    | EarlierOf
    | Shifted
    | CountOf
    | DateOfExtreme
)

# ---------------------------------------------------------------------------------------------- offenses and places


@frozen
class SectionItem(Node):
    """``HS 11357``, ``exactly PC 148``, ``PC 187 through PC 191.5``, ``an attempt to commit PC 187``.

    *forms* is empty for the completed offense, else some of ``attempt``, ``conspiracy``, ``solicitation``.
    """

    section: str
    through: str | None = None
    exactly: bool = False
    forms: tuple[str, ...] = ()


@frozen
class NamedItem(Node):
    """``a Super Strike``, ``an attempt to commit a Super Strike``: a term that lists offenses."""

    name: Name
    forms: tuple[str, ...] = ()


@frozen
class ListedOffense(Node):
    """One item of ``means any of the following offenses: (1) …``, with its own citation."""

    label: str
    items: tuple[OffenseItem, ...]
    remarks: Remarks = NO_REMARKS


OffenseItem: TypeAlias = SectionItem | NamedItem


@frozen
class Offenses(Node):
    """A list of offenses. *including* holds forms from ``, including attempts and conspiracies``.

    *outlined* holds the items when they stand in an outline; then *items* is empty.
    """

    items: tuple[OffenseItem, ...]
    including: tuple[str, ...] = ()
    outlined: tuple[ListedOffense, ...] = ()


@frozen
class InPlace(Node):
    """``in Contra Costa County``; *outside* turns it round (``outside California``)."""

    name: str
    outside: bool = False


@frozen
class Anywhere(Node):
    """``in any jurisdiction``: asks beyond what the record's sources cover."""


@frozen
class SameAs(Node):
    """``in the same case as this conviction``; *what* is ``case``, ``cycle`` or ``county``."""

    what: str


Place: TypeAlias = InPlace | Anywhere | SameAs

# ---------------------------------------------------------------------------------------------- predicates


@frozen
class Compared(Node):
    """``before V``, ``after``, ``on``, ``on or before``, ``on or after``, ``at least``, ``at most``, ``more than``,
    ``less than``, ``exactly``, ``less serious than``, ``more serious than``.

    ``at least 10 years before D`` is ``at least`` with a `Shifted` value; the meaning is the resolver's.
    """

    relation: str
    value: Value


@frozen
class Between(Node):
    """``from A through B`` (*through*) or ``between A and B``; both ends are included."""

    low: Value
    high: Value
    through: bool = False


@frozen
class Within(Node):
    """``within 10 years before D``; *direction* is ``before``, ``after`` or ``of``."""

    period: Value
    direction: str
    start: Value


@frozen
class InWindow(Node):
    """``in the 5 years before D``; *direction* is ``before`` or ``after``."""

    period: Value
    direction: str
    start: Value


@frozen
class Aged(Node):
    """``at least 21 years old on D``, ``under the Age Threshold on D``.

    *relation* is ``at least``, ``under``, or what the checker refuses: ``at most``, ``more than``, ``less than``,
    ``exactly``. *spelled* tells whether ``old`` was written.
    """

    relation: str
    age: Value
    on: Value
    spelled: bool = True


@frozen
class OneOf(Node):
    """``a felony``, ``felony or misdemeanor``, ``true``, ``HS 1 or HS 2``, ``not any of HS 1 or HS 2``.

    Exactly one of *words* and *offenses* holds something.
    """

    words: tuple[Words, ...] = ()
    offenses: Offenses | None = None


@frozen
class Located(Node):
    """``the conviction is in Los Angeles County``, ``is in the same case as this conviction``."""

    place: Place


@frozen
class ForOffenses(Node):
    """``every conviction of the person is for a Marijuana Offense``."""

    offenses: Offenses


@frozen
class Standing(Node):
    """``still stands``."""


Predicate: TypeAlias = (
    Compared | Between | Within | InWindow | Aged | OneOf | Located | ForOffenses | Standing
)

# ---------------------------------------------------------------------------------------------- history


@frozen
class Quantifier(Node):
    """``no``, ``any`` (also ``a``, ``an``), ``at least N``, ``at most N``, ``more than N``, ``fewer than N``,
    ``exactly N``.
    """

    kind: str
    number: int | None = None


@frozen
class Whose(Node):
    """``whose end of sentence is after the review date``; *words* names a fact of the counted record."""

    words: str
    negated: bool
    predicate: Predicate


@frozen
class That(Node):
    """``that is a felony``, ``that still stands``."""

    negated: bool
    predicate: Predicate


@frozen
class ForWhich(Node):
    """``for which Serious is true``: the condition is asked of the counted record."""

    condition: Condition


Filter: TypeAlias = Whose | That | ForWhich


@frozen
class Counted(Node):
    """The records that a phrase speaks of, in the order of the language reference.

    Args:
        noun: ``conviction``, ``charge``, ``arrest``, ``registration``, ``case`` or ``person``, in the singular.
        other: ``other`` or ``another`` was written: the covered record itself does not count.
        qualities: Lower-case words before the noun: ``felony``, ``pending``, ``current``.
        place: Where.
        offenses: ``for OFFENSES`` (of a registration: ``under OFFENSES``).
        same_section: ``under the same section as this conviction``: ``"section"``, ``"exact section"`` or None.
        when: The one date qualifier.
        filters: ``whose …``, ``that …``, ``for which …``, joined by ``and`` where several stand.
    """

    noun: str
    other: bool = False
    qualities: tuple[Words, ...] = ()
    place: Place | None = None
    offenses: Offenses | None = None
    same_section: str | None = None
    when: Compared | Between | Within | InWindow | None = None
    filters: tuple[Filter, ...] = ()


# ---------------------------------------------------------------------------------------------- conditions


@frozen
class Is(Node):
    """``SUBJECT is PREDICATE``, ``the conviction still stands``, ``the offense is not HS 11357``."""

    subject: Value
    negated: bool
    predicate: Predicate


@frozen
class Has(Node):
    """``the person has no other conviction for a Super Strike``; *subject* is what ``has``."""

    subject: Value
    quantifier: Quantifier
    counted: Counted


@frozen
class Names(Node):
    """``the record names HS 11357(a) or HS 11357(b)``: what is written, not what it covers."""

    negated: bool
    offenses: Offenses


@frozen
class Includes(Node):
    """``the sentence includes prison``."""

    subject: Value
    negated: bool
    kinds: tuple[Words, ...]


@frozen
class Every(Node):
    """``every conviction of the person is for a Marijuana Offense``."""

    counted: Counted
    negated: bool
    predicate: Predicate


@frozen
class Bare(Node):
    """A term alone: ``Sentence Completed``."""

    name: Name


@frozen
class Item(Node):
    """One item of an outline. *joiner* is what follows it before the next item: ``""``, ``"and"`` or ``"or"``."""

    label: str
    condition: Condition
    remarks: Remarks = NO_REMARKS
    joiner: str = ""


@frozen
class Group(Node):
    """``all of the following are true:`` (*kind* ``all``), ``any of …`` (``any``), ``none of …`` (``none``)."""

    kind: str
    items: tuple[Item, ...]


Condition: TypeAlias = Is | Has | Names | Includes | Every | Bare | Group

# ---------------------------------------------------------------------------------------------- statements


@frozen
class Statement(Node):
    """A sentence, with the remarks that stand in it outside its outline."""

    remarks: Remarks = field(default=NO_REMARKS, kw_only=True)


@frozen
class Title(Statement):
    """``Statute "…".`` *kind* is ``Statute``, ``Policy`` or ``Definitions``."""

    kind: str
    title: Text


@frozen
class Jurisdiction(Statement):
    """``Jurisdiction: California, Contra Costa County.``"""

    places: tuple[Words, ...]


@frozen
class Authority(Statement):
    """``Authority: HS 11361.9.``"""

    citations: tuple[Citation, ...]


@frozen
class InForce(Statement):
    """``In force: from November 9, 2016.`` or ``… from A through B.``"""

    first: Day
    last: Day | None = None


@frozen
class LeapDayRule(Statement):
    """``Leap day: March 1.`` *rule* is ``February 28``, ``March 1`` or ``undeclared``."""

    rule: str


@frozen
class Use(Statement):
    """``Use "ca/offenses".``"""

    name: Text


@frozen
class Option(Statement):
    """``Option Age Threshold: age between 40 and 65 years, normally 50 years, or off.``

    *kind* is ``between``, ``age`` or ``yes or no``. *normal* is None for ``normally off``. For yes or no it is
    `Words` ``yes`` or ``no`` and there are no bounds.
    """

    name: Name
    kind: str
    low: Value | None
    high: Value | None
    normal: Value | None
    may_be_off: bool


@frozen
class FactDeclaration(Statement):
    """``Fact Restitution Paid: yes or no, about each conviction.``

    *kind* is ``yes or no``, ``date``, ``number``, ``weight``, ``money``, ``period`` or ``one of``; *about* is
    ``conviction``, ``charge``, ``case`` or ``person``.
    """

    name: Name
    kind: str
    words: tuple[Words, ...]
    about: str


@frozen
class OutcomeItem(Node):
    """``Dismissal, "Eligible for Dismissal", which clears the conviction``.

    *effect* is ``""``, ``"clears"`` or the level that is left: ``"misdemeanor"``, ``"infraction"``.
    """

    name: Name
    label: Text
    ranked: bool = True
    effect: str = ""


@frozen
class Outcomes(Statement):
    """``Outcomes, most favorable first: …; ….``"""

    items: tuple[OutcomeItem, ...]


@frozen
class Covers(Statement):
    """``This policy covers each conviction in Contra Costa County for a Marijuana Offense.``"""

    word: str
    counted: Counted


@frozen
class Case(Node):
    """One item of a value by first match: ``(1) 10 years, if the conviction is a felony``. No condition: otherwise."""

    label: str
    value: Value
    condition: Condition | None
    remarks: Remarks = NO_REMARKS


@frozen
class Cases(Node):
    """``the first of these that applies: …``."""

    items: tuple[Case, ...]


@frozen
class Term(Statement):
    """``NAME means …``: a condition (after ``that``), offenses, a value, or a value by first match.

    ``NAME means OTHER.`` with a single bare name is read as `Offenses`; the resolver decides what it is.
    """

    name: Name
    meaning: Condition | Offenses | Value | Cases
    is_condition: bool = False


@frozen
class Unless(Node):
    """``unless …``: what defeats a rule, and the outcome *in which case* it receives another."""

    condition: Condition
    outcome: Name | None = None


@frozen
class Rule(Statement):
    """``Rule "adult possession" […]: A conviction receives Dismissal if …; unless ….``"""

    title: Text
    noun: str
    outcome: Name
    condition: Condition
    unless: Unless | None = None


@frozen
class Step(Node):
    """``(1) Not Eligible, because "…", if …`` or ``…, otherwise`` (no condition)."""

    label: str
    outcome: Name
    because: Text | None
    condition: Condition | None
    remarks: Remarks = NO_REMARKS


@frozen
class Decide(Statement):
    """``Decide by the first of these that applies: ….``"""

    steps: tuple[Step, ...]


@frozen
class Otherwise(Statement):
    """``Otherwise a conviction receives No Relief.``"""

    noun: str
    outcome: Name
    because: Text | None = None


@frozen
class Presumption(Statement):
    """``If Lesser Offense is unknown, it is presumed true.`` / ``… it is presumed to be the date of conviction.``

    *value* is `Words` ``true`` or ``not true`` for a condition.
    """

    subject: Value
    value: Value


@frozen
class Derivation(Statement):
    """``If the end of sentence is not recorded, it is the day that is the total length of … after ….``"""

    subject: Value
    value: Value


@frozen
class Quote(Statement):
    """Quoted law: the lines from ``> `` to a blank line, as written, without the mark."""

    text: str


@frozen
class TextNotAtHand(Statement):
    """``Text not at hand.``"""


@frozen
class MarkStatement(Statement):
    """``Unverified: why.`` or ``Verified by … on ….`` as a sentence: it marks the statement before it."""

    mark: Mark


@frozen
class Comment(Statement):
    """``[Note: …]`` between sentences."""

    note: Note


# ---------------------------------------------------------------------------------------------- scenarios


@frozen
class SentencePart(Node):
    """``90 days in jail``, ``3 years of probation``, ``life in prison``, ``a fine``. *length* None: none."""

    length: Length | Words | None
    kind: str


@frozen
class Sentenced(Node):
    """``sentenced on June 1, 2012 to 2 years in prison and 3 years of probation``."""

    parts: tuple[SentencePart, ...]
    on: Day | None = None


@frozen
class Told(Node):
    """``whose date of offense is March 3, 2008``; *value* `Words` ``unknown`` / ``not applicable`` / ``not yet``."""

    words: str
    value: Value


@frozen
class ToldName(Node):
    """``whose Restitution Paid is true``: a declared fact."""

    name: Name
    value: Value


@frozen
class Released(Node):
    """``released on May 20, 2014``."""

    on: Day


@frozen
class SetAside(Node):
    """``dismissed on May 1, 2012``, ``reduced to a misdemeanor on …``, ``sealed on …``. *level* only for reduced."""

    word: str
    on: Day | None
    level: Words | None = None


@frozen
class Filed(Node):
    """``in case "12345"`` (*what* ``case``), ``in cycle "2"`` (*what* ``cycle``)."""

    what: str
    text: Text


Detail: TypeAlias = Sentenced | Told | ToldName | Released | SetAside | Filed


@frozen
class RecordItem(Node):
    """``(1) a felony conviction in Contra Costa County for HS 11358 on April 11, 1981, sentenced to …``."""

    label: str
    noun: str
    qualities: tuple[Words, ...]
    place: Words | None
    offense: OffenseItem | Words | None
    on: Day | Words | None
    details: tuple[Detail, ...] = ()
    remarks: Remarks = NO_REMARKS


@frozen
class PersonTold(Statement):
    """``A person born March 14, 1960 has: ….`` *perhaps_others* marks an open record."""

    born: Day | None
    died: Day | Words | None
    details: tuple[Told | ToldName, ...]
    records: tuple[RecordItem, ...]
    perhaps_others: bool = False


@frozen
class Setting(Node):
    """``with Age Threshold at 60 years`` or ``with Age Threshold off`` (*value* None)."""

    name: Name
    value: Value | None


@frozen
class Missing(Node):
    """``missing the date of birth``, ``missing the date of offense of conviction (2)``; *name* for declared facts."""

    words: str
    name: Name | None = None
    noun: str | None = None
    label: str | None = None


@frozen
class Expectation(Statement):
    """``On July 1, 2019, conviction (2) receives Dismissal, because "No convictions in past 5 years".``

    *verdict* is ``receives``, ``needs review`` or ``is not covered``.
    """

    on: Day
    settings: tuple[Setting, ...]
    noun: str
    label: str
    verdict: str
    outcome: Name | None = None
    because: Text | None = None
    at_least: Name | None = None
    at_most: Name | None = None
    missing: tuple[Missing, ...] = ()
    presumed: bool = False


@frozen
class Scenario(Statement):
    """``Scenario "two old felonies".`` with the person and the expectations that follow it."""

    title: Text
    person: PersonTold | None
    expectations: tuple[Expectation, ...]


@frozen
class ScenarioTable(Statement):
    """``Scenarios "…".`` with a template in which ``{column}`` stands for a cell, and a table.

    *template* is the text of its sentences with blanks made single, one sentence a string. *instances* are the
    scenarios that the rows make, in their order; they are derived, and not compared.
    """

    title: Text
    template: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    instances: tuple[Scenario, ...] = field(default=(), eq=False, repr=False)


@frozen
class Document(Node):
    """A rule file: its statements in order, title first when it is right."""

    statements: tuple[Statement, ...]
