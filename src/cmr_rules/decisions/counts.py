"""Facts of an arrest or a case, worked out from its counts.

The level is that of its most serious count. Of every other fact the counts must agree: where they differ, the fact of
the whole is not known, and explanations say so; a rule can ask `the person has no charge in this arrest that …`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cmr_rules.dates import EARLIEST, LATEST
from cmr_rules.decisions.worlds import IsOneOf
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.semantics.vocabulary import LEVELS

if TYPE_CHECKING:
    from cmr_rules.decisions.entries import Entry
    from cmr_rules.decisions.joining import Asks, Trace, Truth
    from cmr_rules.decisions.view import Choice, Special, View, Whole

SHARED = ("date of arrest",)
"""Facts that all counts of an arrest share, so that one that tells it tells it for all."""


def raw_of_whole(view: View, entry: Entry, fact: str) -> object:
    """Return what the counts of *entry* hold, where they agree; of the person, not applicable."""
    if not entry.counts:
        return NOT_APPLICABLE
    values = [view.raw(count, fact)[0] for count in entry.counts]
    told = [value for value in values if value is not NOT_APPLICABLE] or values
    if fact in SHARED and entry.kind == "arrest":
        told = [value for value in told if value is not UNKNOWN] or told
    return told[0] if all(value == told[0] for value in told) else UNKNOWN


def whole_of_counts(view: View, entry: Entry, fact: str, kind: Kind) -> Whole:
    """A day or number of an arrest or a case."""
    from cmr_rules.decisions.view import Special

    values = [view.whole(count, fact, kind) for count in entry.counts]
    told = [value for value in values if value is not Special.NOT_APPLICABLE] or values
    if fact in SHARED and entry.kind == "arrest":
        told = list(filter(_is_int, told)) or told[:1]
    if all(value == told[0] for value in told) and (len(told) == 1 or isinstance(told[0], int | Special)):
        return told[0]
    _differ(view, entry, fact)
    return view.missing((entry.index, fact), *((EARLIEST, LATEST) if kind is Kind.DATE else (0, 10**18)))


def _is_int(value: Whole) -> bool:
    return isinstance(value, int)


def word_of_counts(view: View, entry: Entry, fact: str, kind: Kind) -> str | Choice | Special:
    """A word of an arrest or a case; of levels, the most serious."""
    from cmr_rules.decisions.view import Choice, Special

    words = [view.word(count, fact, kind) for count in entry.counts]
    if len(words) == 1:
        return words[0]
    if kind is not Kind.LEVEL:
        if all(isinstance(word, str) and word == words[0] for word in words):
            return words[0]
        _differ(view, entry, fact)
        return Choice((entry.index, fact), frozenset(view.law.facts[fact].words))
    told = [word for word in words if word is not Special.NOT_APPLICABLE]
    if not told:
        return Special.NOT_APPLICABLE
    may_be = [_may_be(view, word) for word in told]
    least = max(min(LEVELS.index(word) for word in one) for one in may_be)
    for word, one in zip(told, may_be, strict=True):
        graver = [level for level in one if LEVELS.index(level) > least]
        if graver and isinstance(word, Choice) and len(one) > 1:
            view.ask(IsOneOf(word.key, tuple(frozenset({level}) for level in LEVELS if level in one)))
            return Special.OPEN
    return LEVELS[least]


def _may_be(view: View, word: str | Choice | Special) -> frozenset[str]:
    from cmr_rules.decisions.evaluate import possible_words

    return possible_words(view, word)


def _differ(view: View, entry: Entry, fact: str) -> None:
    what = f"the {fact}" if fact[:1].islower() else fact
    said = f"the counts of this {entry.kind} differ in {what}, or some do not tell it"
    view.faults.setdefault((entry.index, fact), said)


def of_each(who: Who, make: Callable[[Who], Asks], what: str) -> Asks:
    """Ask of an arrest or a case what is asked of a count: what is so of all of its counts is so of it.

    Where its counts differ, the answer is unknown. *make* makes the question of the record of whom it is asked; *what*
    names it.
    """
    from cmr_rules.decisions.evaluate import record_of
    from cmr_rules.decisions.joining import answered

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
    from cmr_rules.decisions.evaluate import record_of

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
