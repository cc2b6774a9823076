"""Open questions of law: what every reading answers alike stands; where readings differ, worlds tell them apart.

The law is not a fact: a reading is never missing from a record, and no presumption settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from cmr_rules.decisions.joining import Asks, Gathered, Trace, Traced, Truth
from cmr_rules.decisions.view import Entry, View
from cmr_rules.decisions.worlds import IsOneOf, Key, World
from cmr_rules.semantics import law

_PREFIX = "reading of "


def key_of(question: str) -> Key:
    """The key under which worlds say how *question* is read."""
    return (-1, _PREFIX + question)


def question_of(key: Key) -> str:
    """The open question that *key* stands for; empty when it stands for a fact."""
    return key[1].removeprefix(_PREFIX) if key[1].startswith(_PREFIX) else ""


def following(world: World, follows: Mapping[str, str]) -> World:
    """Return *world* with each question read as *follows* says."""
    return evolve(world, words={**world.words, **{key_of(q): frozenset({name}) for q, name in follows.items()}})


def questions_in(worlds: Iterable[World]) -> tuple[str, ...]:
    """The questions on which some world takes a side, in the order of their names."""
    return tuple(sorted({question for world in worlds for key in world.words if (question := question_of(key))}))


def is_reading(test: law.IsReading) -> Asks:
    """Whether the question is read in this way."""
    key, reading = key_of(test.question), test.reading
    groups = tuple(frozenset({name}) for name in test.names)

    def ask(view: View, _subject: Entry, _counted: Entry | None, _trace: Trace) -> Truth:
        words = view.world.words.get(key)
        if words is None:
            view.ask(IsOneOf(key, groups))
            return None
        return reading in words

    return ask


def readings(test: law.Readings, asks: tuple[Asks, ...]) -> Asks:
    """What every reading that is still possible answers; unknown, with the question noted, where they differ."""
    key, names, items = key_of(test.question), test.names, test.items
    groups = tuple(frozenset({name}) for name in names)
    marks = tuple(law.IsReading(test.question, name, names) for name in names)

    def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        followed = view.world.words.get(key)
        before = view.open
        truths: list[Truth] = []
        for name, item, mark, one in zip(names, items, marks, asks, strict=True):
            children: list[Traced | Gathered] | None = None if trace is None else []
            if followed is not None and name not in followed:
                continue
            truths.append(one(view, subject, counted, children))
            if trace is not None:
                trace.append(Traced(item.label, item, mark, truths[-1], subject, tuple(children or ())))
        if None not in truths and len(set(truths)) == 1:
            view.open = before
            return truths[0]
        if True in truths and False in truths:
            view.open = before
            view.ask(IsOneOf(key, groups))
        return None

    return ask
