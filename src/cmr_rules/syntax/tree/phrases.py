"""Values, predicates, history phrases and conditions: they contain one another."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from cmr_rules.syntax.tree.offenses import Offenses, Place
from cmr_rules.syntax.tree.words import NO_REMARKS, Day, Name, Node, Remarks


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


@frozen
class Clock(Node):
    """``the day on which 8 years have run from D, starting again with each conviction … from its date of release``.

    *begins* is the fact or term after ``from its``; *in_custody* is False with ``, not counting the time in custody``;
    *after_run* is True with ``, starting again, also after it has run, with each …``.
    """

    period: Value
    start: Value
    restarts: Counted | None = None
    begins: Value | None = None
    in_custody: bool = True
    after_run: bool = False


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
    | Clock
)


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


@frozen
class EndedInConviction(Node):
    """``that ended in a conviction``; negated: ``that did not end in a conviction``. Only after ``that``."""


Predicate: TypeAlias = (
    Compared | Between | Within | InWindow | Aged | OneOf | Located | ForOffenses | Standing | EndedInConviction
)


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
        one_for_each: ``, counting one for each cycle``: ``"case"``, ``"cycle"``, ``"county"``, ``"day"``,
            ``"transaction"``, ``"case and cycle"`` or None.
            Only where a number is asked for: in `Has`, and in a `CountOf` that is asked of or that a term means.
        by_itself: ``, but each for which Assaultive Crime is true by itself``: records that are not put together.
    """

    noun: str
    other: bool = False
    qualities: tuple[Words, ...] = ()
    place: Place | None = None
    offenses: Offenses | None = None
    same_section: str | None = None
    when: Compared | Between | Within | InWindow | None = None
    filters: tuple[Filter, ...] = ()
    one_for_each: str | None = None
    by_itself: Name | None = None


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
class Shows(Node):
    """``the record shows that CONDITION``, ``the record does not show that CONDITION``; never of an outline."""

    negated: bool
    condition: Condition


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


CONDITIONS = (Is, Has, Names, Includes, Every, Bare, Shows, Group)
"""The classes of conditions."""
Condition: TypeAlias = Is | Has | Names | Includes | Every | Bare | Shows | Group
