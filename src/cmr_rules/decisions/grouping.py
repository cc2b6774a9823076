"""Counting several records as one: one for each case, cycle, county or day.

Whether two records belong together may be unknown. Then the number lies between two bounds, and the question whether
they do is asked, so that worlds answer it; an answer never contradicts another one about the same records.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from cmr_rules.decisions.joining import Asks, Truth, answered, both
from cmr_rules.decisions.quantities import compare
from cmr_rules.decisions.view import Entry, View
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN
from cmr_rules.semantics.wording import words_of


@frozen
class Number:
    """How many there are of what is counted.

    Args:
        low: At least so many.
        high: At most so many of the records listed.
        open: Whether the bounds differ because it is not known which records belong together.
    """

    low: int
    high: int
    open: bool = False


def number_of(
    view: View, records: law.Records, sure: list[Entry], perhaps: list[Entry], apart: Asks | None = None
) -> Number:
    """Count records that are there for certain (*sure*) and that may be (*perhaps*), one for each group.

    *apart* asks of a record, as the counted one, whether it counts by itself.
    """
    if not records.one_for_each:
        return Number(len(sure), len(sure) + len(perhaps))
    alone, maybe, sure = _by_themselves(view, sure, apart)
    may_be_alone, doubtful, perhaps = _by_themselves(view, perhaps, apart)
    groups: list[Entry] = []
    loose = _sorted_out(view, records, sure, groups) + maybe
    low = alone + len(groups)
    unsettled = loose + may_be_alone + doubtful + _sorted_out(view, records, perhaps, groups)
    return Number(low, alone + len(groups) + unsettled, open=loose > 0)


def _by_themselves(view: View, entries: list[Entry], apart: Asks | None) -> tuple[int, int, list[Entry]]:
    """How many of the records count by themselves, of how many that is open, and the others."""
    if apart is None:
        return 0, 0, entries
    truths = [(entry, apart(view, entry, entry, None)) for entry in entries]
    alone, doubtful = (sum(1 for _, truth in truths if truth is one) for one in (True, None))
    return alone, doubtful, [entry for entry, truth in truths if truth is False]


def _sorted_out(view: View, records: law.Records, entries: list[Entry], groups: list[Entry]) -> int:
    """Add to *groups* the first record of each new group; return how many records may belong to one or be another."""
    loose = 0
    for entry in _told_first(records, entries):
        truths = set(_alike(view, records, entry, groups))
        if True in truths:
            continue
        if None in truths:
            loose += 1
        else:
            groups.append(entry)
    return loose


def _told_first(records: law.Records, entries: list[Entry]) -> list[Entry]:
    """Records whose group is told come first, so that the others are compared with them."""
    if records.one_for_each == "transaction":
        return sorted(entries, key=lambda entry: not isinstance(entry.charge.transaction, str))
    if records.one_for_each not in {"cycle", "county"}:
        return entries
    return sorted(entries, key=lambda entry: not isinstance(getattr(entry.case, records.one_for_each), str))


def _alike(view: View, records: law.Records, entry: Entry, groups: list[Entry]) -> Iterable[Truth]:
    for first in groups:
        truth = alike(view, entry, first, records.one_for_each, DATE_OF_NOUN[records.noun])
        yield truth
        if truth:
            return


def alike(view: View, one: Entry, two: Entry, what: str, date_fact: str = "") -> Truth:
    """Whether two records are of one ``case``, ``cycle`` or ``county``, or of one ``day`` by *date_fact*."""
    key = (one.index, f"same {what} as record {two.index}")
    if what == "day":
        left, right = (view.whole(entry, date_fact, Kind.DATE) for entry in (one, two))
        if isinstance(left, int) and isinstance(right, int):
            return left == right
        before = compare(view, left, right, strict=False, key=key)
        if before is False:
            return False
        after = compare(view, right, left, strict=False, key=key)
        return after if before else (False if after is False else None)
    if what == "transaction":
        left_name, right_name = one.charge.transaction, two.charge.transaction
        if type(left_name) is str and type(right_name) is str:
            return left_name == right_name
        return answered(view, key)
    if what == "case and cycle":
        return both(alike(view, one, two, "case"), alike(view, one, two, "cycle"))
    if one.case is two.case:
        return True
    if what == "case":
        return False
    left_text, right_text = getattr(one.case, what), getattr(two.case, what)
    if type(left_text) is str and type(right_text) is str:
        return left_text == right_text
    return answered(view, key)


def once_for(records: law.Records) -> str:
    """The words that say what counts once, or nothing."""
    if not records.one_for_each:
        return ""
    apart = f", but each for which {words_of(records.by_itself.span)} is true by itself" if records.by_itself else ""
    return f", counting one for each {records.one_for_each}{apart}"
