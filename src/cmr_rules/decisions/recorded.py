"""What the record shows: a condition asked of the record as it is, whatever is assumed of its missing facts.

The question is put to a view of its own, in which nothing is assumed and nothing presumed. What the worlds of the
decision assume can so not reach it, and nothing that it works out is kept where they look. Only what the *law* leaves
open goes in: a reading, the leap-day rule, a version that the file lacks, and the review date where it is sought.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import evolve, frozen

from cmr_rules.decisions.joining import Asks, Gathered, Trace, Traced, Truth
from cmr_rules.decisions.readings import question_of
from cmr_rules.decisions.versions import PREFIX
from cmr_rules.decisions.view import Entry, View
from cmr_rules.decisions.worlds import IsAtMost, IsOneOf, IsTrue, Key, Question, WhichLeapDay, World

MOST_READINGS = 64
"""In how many ways of reading the law one question is tried before it counts as open."""


@frozen
class _Open:
    """It depends on a question of law."""

    question: Question


Told: TypeAlias = tuple[bool | _Open, tuple[str, ...]]
"""Whether something is shown, and the unverified marks on which that rests."""


class Recorded(View):
    """The record of a person as it is. *open_law* are the questions that it met and that no record answers."""

    __slots__ = ("open_law", "told")

    rests_on_open = True
    """What it does not show for want of an answer rests on the words of the question too."""

    def __init__(self, view: View) -> None:
        super().__init__(view.law, view.options, view.derive, view.person, view.as_of)
        self.open_law: dict[Question, None] = {}
        self.told: dict[tuple[Asks, int, int, int], Told] = {}

    def ask(self, question: Question) -> None:
        """Note the question; one of law is noted besides."""
        super().ask(question)
        if _is_of_law(question):
            self.open_law[question] = None


def shows(inner: Asks) -> Asks:
    """Whether the record as it is makes *inner* true: unknown only where the law, not the record, leaves it open."""

    def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        record = _recorded(view)
        about, of = _same(record, subject), None if counted is None else _same(record, counted)

        def evaluate(world: World, lines: Trace) -> Truth:
            _assume(record, world)
            return inner(record, about, of, lines)

        this = -1 if view.this is None else view.this.index
        key = (ask, subject.index, -1 if counted is None else counted.index, this)
        told = record.told.get(key)
        if told is None:
            told = _settled(record, evaluate, World(leap_day=view.law.leap_day))
            if isinstance(told[0], _Open):
                told = _settled(record, evaluate, _of_law(view))
            else:
                record.told[key] = told
        if trace is not None:
            lines: list[Traced | Gathered] = []
            record.shown = view.shown
            evaluate(_of_law(view), lines)
            trace.extend(_of_view(view, lines))
        found, rested = told
        if isinstance(found, _Open):
            _hand_over(record, view, found.question)
            return None
        view.rested.update(dict.fromkeys(rested))
        return found

    return ask


def _recorded(view: View) -> Recorded:
    """The view of the record as it is; a person's is made once."""
    if view.recorded is None:
        view.recorded = Recorded(view)
    record = view.recorded
    assert isinstance(record, Recorded)
    record.review = view.review
    record.this = None if view.this is None else _same(record, view.this)
    return record


def _same(view: View, entry: Entry) -> Entry:
    """The record of *view* that *entry* of another view of the same person is."""
    return view.entries[entry.index] if 0 <= entry.index < len(view.entries) else entry


def _of_view(view: View, lines: Sequence[Traced | Gathered]) -> list[Traced | Gathered]:
    """The lines of a trace, with the records of *view* in the places of its own."""
    made: list[Traced | Gathered] = []
    for one in lines:
        if isinstance(one, Traced):
            children = tuple(_of_view(view, one.children))
            made.append(evolve(one, subject=_same(view, one.subject), children=children))
        else:
            sure, perhaps = ([_same(view, entry) for entry in entries] for entries in (one.sure, one.perhaps))
            made.append(evolve(one, sure=sure, perhaps=perhaps))
    return made


# ---------------------------------------------------------------------------------------------- questions of law


def _assume(record: Recorded, world: World) -> None:
    record.world = world
    record.leap_day = world.leap_day
    record.open = None
    record.answers.clear()
    record.rested.clear()
    record.open_law.clear()


def _settled(record: Recorded, evaluate: Callable[[World, Trace], Truth], start: World) -> Told:
    """What is shown however the law is read; the first question of law on which it turns, when it does."""
    waiting, answers, rested = [start], set[bool](), dict[str, None]()
    first: Question | None = None
    for _ in range(MOST_READINGS):
        if not waiting:
            break
        world = waiting.pop()
        truth = evaluate(world, None)
        rested.update(record.rested)
        if truth is None and record.open_law:
            question = next(iter(record.open_law))
            first = first or question
            waiting += question.split(world, record.variables)
        else:
            answers.add(truth is True)
    if first is not None and (waiting or len(answers) != 1):
        return _Open(first), ()
    return answers.pop(), tuple(rested)


def _is_of_law(question: Question) -> bool:
    match question:
        case WhichLeapDay():
            return True
        case IsOneOf(key) | IsTrue(key):
            return _key_of_law(key)
        case IsAtMost(variable):
            return _key_of_law(variable.key)
        case _:
            return False


def _key_of_law(key: Key) -> bool:
    return bool(question_of(key)) or key[1].startswith(PREFIX) or key == (-1, "review date")


def _of_law(view: View) -> World:
    """What is assumed of the law, and nothing of the record. Whoever looks depends on it."""
    world = view.world
    return World(
        bounds={key: span for key, span in world.bounds.items() if _key_of_law(key)},
        words={key: words for key, words in world.words.items() if _key_of_law(key)},
        truths={key: truth for key, truth in world.truths.items() if _key_of_law(key)},
        leap_day=view.leap_day,
    )


def _hand_over(record: Recorded, view: View, question: Question) -> None:
    """Ask a question of law where the decision is made, with what was noted about it."""
    match question:
        case IsAtMost(variable):
            view.variables.setdefault(variable.key, variable)
        case _:
            pass
    for key, fault in record.faults.items():
        if _key_of_law(key):
            view.faults.setdefault(key, fault)
    view.ask(question)
