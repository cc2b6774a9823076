"""Lists of offenses and places, as written."""

from __future__ import annotations

from typing import TypeAlias

from attrs import frozen

from cmr_rules.syntax.tree.words import NO_REMARKS, Name, Node, Remarks


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
