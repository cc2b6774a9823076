"""What a file decides: the kinds of records that it covers, and tests of records that have counts."""

from __future__ import annotations

from attrs import field, frozen

from cmr_rules.semantics.law.tests import OffenseIs, Records, Test
from cmr_rules.source import NOWHERE, Span


@frozen
class OffenseAmong(OffenseIs):
    """Of an arrest or a case: one of its counts is for a listed offense. Of one count: its offense is listed."""


@frozen
class Covered:
    """One sentence with `covers`: the records of one kind that get a decision.

    Args:
        records: Which ones; its noun is the kind: ``conviction``, ``charge``, ``arrest``, ``case`` or ``person``.
        condition: What they must meet besides (``that still stands``): a record that does not is reported as not
            covered, with that reason. None: nothing.
        words: As written, after ``covers each``.
    """

    records: Records
    condition: Test | None
    words: str
    span: Span = field(default=NOWHERE, eq=False, repr=False)

    @property
    def noun(self) -> str:
        """The kind of the records."""
        return self.records.noun

    @property
    def tests(self) -> tuple[Test, ...]:
        """Every test that a covered record meets."""
        return tuple(test for test in (self.records.test, self.condition) if test is not None)
