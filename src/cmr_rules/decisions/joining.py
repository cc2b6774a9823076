"""Three-valued questions and how they are joined. True, False, or None for unknown.

A question that comes out unknown notes in the view which fact it needs; one that does not, takes its note back.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import frozen

from cmr_rules.decisions.view import Entry, View
from cmr_rules.decisions.worlds import IsTrue, Key
from cmr_rules.semantics import law

Trace: TypeAlias = "list[Traced | Gathered] | None"
Truth: TypeAlias = bool | None
Asks: TypeAlias = Callable[[View, Entry, Entry | None, Trace], Truth]
"""``(view, subject, counted, trace) -> truth``."""


@frozen
class Traced:
    """A line of the trace: the sentence, its answer, of which record it was asked, and what it was made of."""

    label: str
    item: law.Item | None
    test: law.Test
    truth: Truth
    subject: Entry
    children: tuple[Traced | Gathered, ...]


@frozen
class Gathered:
    """What a history phrase found, kept in the trace so that explanations need not look again.

    *low* and *high* are the bounds of the number of those that the record lists.
    """

    records: law.Records
    sure: list[Entry]
    perhaps: list[Entry]
    complete: bool
    low: int
    high: int


def always(truth: bool) -> Asks:  # noqa: FBT001
    """Return a question with one answer."""
    return lambda _view, _subject, _counted, _trace: truth


# ---------------------------------------------------------------------------------------------- joining


def negation(ask: Asks) -> Asks:
    """Whether it is false."""

    def negated(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        truth = ask(view, subject, counted, trace)
        return None if truth is None else not truth

    return negated


def all_of(asks: tuple[Asks, ...]) -> Asks:
    """Whether all are true."""
    return _until(asks, decisive=False)


def any_of(asks: tuple[Asks, ...]) -> Asks:
    """Whether one is true."""
    return _until(asks, decisive=True)


def _until(asks: tuple[Asks, ...], *, decisive: bool) -> Asks:
    """Ask until one answer decides; if none does, the answer is the other one, or unknown when one was."""
    if len(asks) == 1:
        return asks[0]
    otherwise = not decisive

    def joint(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        before = view.open
        answer: Truth = otherwise
        for ask in asks:
            truth = ask(view, subject, counted, trace)
            if truth is decisive:
                view.open = before
                return truth
            if truth is None:
                answer = None
        return answer

    return joint


def both(one: Truth, two: Truth) -> Truth:
    """Join two answers by "and"."""
    if one is False or two is False:
        return False
    return None if one is None or two is None else True


def answered(view: View, key: Key) -> Truth:
    """What the world assumed says about *key*; when it says nothing, ask."""
    truth = view.world.truths.get(key)
    if truth is None:
        view.ask(IsTrue(key))
    return truth


def name_of(records: law.Records) -> str:
    """Return the name under which worlds answer whether there are more such records."""
    return f"{records.words} at {records.span.start}"


def joined(kind: str, truths: list[Truth]) -> Truth:
    """The answer of an outline of *kind* ``all``, ``any`` or ``none`` from those of its items."""
    decisive = kind != "all"
    if decisive in truths:
        return kind == "any"
    return None if None in truths else kind != "any"


def key_about(view: View, subject: Entry, name: str) -> Key:
    """Name a missing fact of *subject*.

    Where a limit lets the decisions of several records stand together, ``this conviction`` is one record or another,
    and what is asked of a third in the light of each are two facts.
    """
    if not view.law.limits or view.this is None or view.this is subject:
        return subject.index, name
    return subject.index, f"{name}: for {view.this.index}"
