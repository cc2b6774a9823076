"""Facts of an arrest or a case, worked out from its counts.

The level is that of its most serious count. Of every other fact the counts must agree: where they differ, the fact of
the whole is not known, and explanations say so; a rule can ask `the person has no charge in this arrest that …`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cmr_rules.dates import EARLIEST, LATEST
from cmr_rules.decisions.held import Choice, Special, Whole
from cmr_rules.decisions.worlds import IsOneOf
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.vocabulary import LEVELS

if TYPE_CHECKING:
    from cmr_rules.decisions.entries import Entry
    from cmr_rules.decisions.view import View
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
    if isinstance(word, Choice):
        return view.world.words.get(word.key, word.words)
    return frozenset({word}) if isinstance(word, str) else frozenset()


def _differ(view: View, entry: Entry, fact: str) -> None:
    what = f"the {fact}" if fact[:1].islower() else fact
    said = f"the counts of this {entry.kind} differ in {what}, or some do not tell it"
    view.faults.setdefault((entry.index, fact), said)
