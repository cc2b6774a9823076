"""What is asked of an arrest or a case is asked of its counts: of each of them, or whether one is so."""

from __future__ import annotations

from collections.abc import Callable

from cmr_rules.decisions.evaluate import record_of
from cmr_rules.decisions.joining import Asks, Trace, Truth, answered
from cmr_rules.decisions.view import Entry, View
from cmr_rules.semantics.law import Who


def of_each(who: Who, make: Callable[[Who], Asks], what: str) -> Asks:
    """Ask of an arrest or a case what is asked of a count: what is so of all of its counts is so of it.

    Where its counts differ, the answer is unknown. *make* makes the question of the record of whom it is asked; *what*
    names it.
    """
    ask, of_count, pick = make(who), make(Who.COUNTED), record_of(who)

    def asked(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        if not entry.counts:
            return ask(view, subject, counted, trace)
        before = view.open
        truths = [of_count(view, subject, count, None) for count in entry.counts]
        if all(truth is truths[0] for truth in truths):
            return truths[0]
        if None in truths and not (True in truths and False in truths):
            return None
        view.open = before
        key = (entry.index, f"what is asked of all counts: {what}")
        view.faults.setdefault(key, f"the counts of this {entry.kind} differ in what is asked")
        return answered(view, key)

    return asked


def among(who: Who, make: Callable[[Who], Asks]) -> Asks:
    """Ask whether one of the counts of an arrest or a case is so; of a single count, whether it is."""
    ask, of_count, pick = make(who), make(Who.COUNTED), record_of(who)

    def asked(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        if not entry.counts:
            return ask(view, subject, counted, trace)
        before = view.open
        answer: Truth = False
        for count in entry.counts:
            truth = of_count(view, subject, count, None)
            if truth:
                view.open = before
                return True
            answer = None if truth is None else answer
        return answer

    return asked
