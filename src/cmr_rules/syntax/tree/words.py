"""The smallest parts of a rule file: names, texts, dates, and what stands in brackets."""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from cmr_rules.source import NOWHERE, Span


@frozen
class Node:
    """Anything written, with the place where it stands."""

    span: Span = field(default=NOWHERE, eq=False, repr=False, kw_only=True)


@frozen
class Day(Node):
    """``November 9, 2016``; in scenarios also ``May 2009`` (no day) and ``2009`` (no month)."""

    year: int
    month: int | None = None
    day: int | None = None


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
