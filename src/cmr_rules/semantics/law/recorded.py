"""What the record says of itself, and how long a time has run on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from cmr_rules.semantics.law.words import Node, Who

if TYPE_CHECKING:
    from cmr_rules.semantics.law.tests import Records, Test, Value


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
class Shows(Node):
    """The record, as it is, makes *test* true beyond doubt: nothing is assumed of what it lacks, nothing presumed.

    What the record leaves open it does not show; so the answer is unknown only where the law itself is open.
    """

    test: Test


@frozen
class Clock(Node):
    """The day on which *period* has run from *start*.

    Args:
        period: How long.
        start: The day from which it runs.
        who: The record whose time it is.
        restarts: The records that start it again when they are dated after the record, and before it has run.
        begins: The day from which a restarting record makes it run, asked of that record; the later start counts.
        not_in_custody: Whether the days that the person spent in custody do not count.
        after_run: Whether a record starts it again until the review date, and not only before it has run.
    """

    period: Value
    start: Value
    who: Who = Who.SUBJECT
    restarts: Records | None = None
    begins: Value | None = None
    not_in_custody: bool = False
    after_run: bool = False
