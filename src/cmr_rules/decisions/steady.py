"""What does not depend on the world assumed is worked out once for a record, however many worlds are tried."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from cmr_rules.decisions.view import View

T = TypeVar("T")


def steadily(view: View, what: object, index: int, work: Callable[[], T]) -> T:
    """Return what *work* finds for the record *index*, from before if it consulted nothing that a world may change.

    Args:
        view: The record, for the conviction that is being decided.
        what: By what the work is known: a term, a phrase, a rule.
        index: Of which record it is asked.
        work: Works it out. The unverified marks on which it rests are remembered with the result.
    """
    key = (what, index, -1 if view.this is None else view.this.index, view.leap_day)
    known = view.steady.get(key)
    if known is not None:
        result, marks = known
        if marks:
            view.rested.update(dict.fromkeys(marks))
        return cast("T", result)
    consulted, rested = view.consulted, view.rested
    view.consulted, view.rested = False, {}
    found = work()
    if not view.consulted:
        view.steady[key] = (found, tuple(view.rested))
    if view.rested:
        rested.update(view.rested)
    view.rested, view.consulted = rested, consulted or view.consulted
    return found
