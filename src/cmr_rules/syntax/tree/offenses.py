"""Lists of offenses and places, as written."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from cmr_rules.syntax.tree.words import NO_REMARKS, Day, Name, Node, Remarks


@frozen
class Days(Node):
    """The days on which a text is in force: ``from D``, ``from D through D``, or ``before D`` (of a section alone).

    Exactly one of *first* and *before* holds a day; *last* is None where no last day is written.
    """

    first: Day | None = None
    last: Day | None = None
    before: Day | None = None


@frozen
class SectionItem(Node):
    """``HS 11357``, ``exactly PC 148``, ``PC 187 through PC 191.5``, ``an attempt to commit PC 187``.

    *forms* is empty for the completed offense, else some of ``attempt``, ``conspiracy``, ``solicitation``.
    *in_force* is the text that is meant, ``as in force before November 9, 2016``; None means any.
    """

    section: str
    through: str | None = None
    exactly: bool = False
    forms: tuple[str, ...] = ()
    in_force: Days | None = None


@frozen
class NamedItem(Node):
    """``a Super Strike``, ``an attempt to commit a Super Strike``: a term that lists offenses.

    *of_option* marks ``one of the Dismiss Sections``: an option whose value is a list of sections.
    """

    name: Name
    forms: tuple[str, ...] = ()
    of_option: bool = False


@frozen
class ListedOffense(Node):
    """One item of ``means any of the following offenses: (1) …``, with its own forms and its own citation."""

    label: str
    items: tuple[OffenseItem, ...]
    remarks: Remarks = NO_REMARKS
    including: tuple[str, ...] = ()


OffenseItem: TypeAlias = SectionItem | NamedItem


@frozen
class Offenses(Node):
    """A list of offenses. *including* holds forms from ``, including attempts and conspiracies``.

    *outlined* holds the items of an outline, each with its forms; *items* and *including* are empty then.
    """

    items: tuple[OffenseItem, ...]
    including: tuple[str, ...] = ()
    outlined: tuple[ListedOffense, ...] = ()


@frozen
class InPlace(Node):
    """``in Contra Costa County``; *outside* turns it round (``outside California``).

    *of_option* marks ``in the County``: *name* is that of an option whose value is a place.
    """

    name: str
    outside: bool = False
    of_option: bool = False


@frozen
class Anywhere(Node):
    """``in any jurisdiction``: asks beyond what the record's sources cover."""


@frozen
class SameAs(Node):
    """``in the same case as this conviction``; *what* is ``case``, ``cycle``, ``county`` or ``transaction``.

    *noun* is what is decided: ``as this arrest``. *within* marks ``in this case`` and ``in this arrest`` (*what*
    ``arrest``): the record itself is a whole.
    """

    what: str
    within: bool = False
    noun: str = "conviction"


Place: TypeAlias = InPlace | Anywhere | SameAs
