"""From the answers to an outcome: the first step that applies, or the most favorable of the rules that apply."""

from __future__ import annotations

from functools import partial
from itertools import product
from typing import TypeAlias

from attrs import frozen

from cmr_rules.decisions.joining import Asks, Trace, Truth, both
from cmr_rules.decisions.questions import Compiler
from cmr_rules.decisions.steady import steadily
from cmr_rules.decisions.view import Entry, View
from cmr_rules.semantics import law

MOST_COMBINATIONS = 64

Provision: TypeAlias = law.Step | law.Rule | law.Otherwise | law.Limit


@frozen
class Chosen:
    """An outcome, and the provisions that give it; several when it is open which one does, but not what follows.

    *excluded* marks a record that a condition of coverage leaves out.
    """

    outcome: law.Outcome
    provisions: tuple[Provision, ...]
    also: tuple[law.Rule, ...] = ()
    excluded: bool = False


class StepChooser:
    """``Decide by the first of these that applies``."""

    def __init__(self, steps: tuple[law.Step, ...], compiler: Compiler, off: frozenset[str]) -> None:
        self.steps: list[tuple[law.Step, Asks | None]] = [
            (step, None if step.test is None else compiler.within(f"step ({step.label})", step.test))
            for step in steps
            if not step.options & off
        ]
        self.skipped = tuple(step for step in steps if step.options & off)

    def choose(self, view: View, this: Entry) -> Chosen | None:
        """Return what follows in the world assumed; None when a question is open (noted in the view)."""
        open_steps: list[law.Step] = []
        for step, ask in self.steps:
            truth = True if ask is None else ask(view, this, None, None)
            if truth is None:
                open_steps.append(step)
            elif truth:
                if all(one.outcome is step.outcome or one.outcome == step.outcome for one in open_steps):
                    return Chosen(step.outcome, (*open_steps, step))
                return None
        return None

    def trace(self, view: View, this: Entry, trace: Trace) -> list[tuple[law.Step, bool | None, Trace]]:
        """Ask every step up to the one that applies, keeping the lines of each."""
        del trace
        asked: list[tuple[law.Step, bool | None, Trace]] = []
        for step, ask in self.steps:
            lines: Trace = []
            truth = True if ask is None else ask(view, this, None, lines)
            asked.append((step, truth, lines))
            if truth:
                break
        return asked


class RuleChooser:
    """Rules that are not ordered: the most favorable ranked outcome of those that apply stands."""

    def __init__(
        self, rules: tuple[law.Rule, ...], otherwise: law.Otherwise, compiler: Compiler, off: frozenset[str]
    ) -> None:
        self.rules = [
            (
                rule,
                compiler.within(_name(rule), rule.test),
                None if rule.exception is None else compiler.within(_name(rule), rule.exception),
            )
            for rule in rules
            if not rule.options & off
        ]
        self._places = {id(rule): place for place, rule in enumerate(rules)}
        self.skipped = tuple(rule for rule in rules if rule.options & off)
        self.otherwise = otherwise

    def choose(self, view: View, this: Entry, without: frozenset[str] = frozenset()) -> Chosen | None:
        """Return what follows in the world assumed; None when a question is open (noted in the view).

        *without* are the titles of rules that are left out.
        """
        certain: list[tuple[law.Rule, law.Outcome]] = []
        uncertain: list[tuple[tuple[law.Rule, law.Outcome | None], ...]] = []
        for rule, test, exception in self.rules:
            if rule.title in without:
                continue
            given = steadily(view, id(rule), this.index, partial(_given, rule, test, exception, view, this))
            if len(given) > 1:
                uncertain.append(tuple((rule, outcome) for outcome in given))
            elif (outcome := next(iter(given))) is not None:
                certain.append((rule, outcome))
        if not uncertain:
            return self._combine(certain)
        ways = 1
        for one in uncertain:
            ways *= len(one)
        if ways > MOST_COMBINATIONS:
            return None
        results = [
            self._combine(self._in_order([*certain, *((rule, given) for rule, given in way if given is not None)]))
            for way in product(*uncertain)
        ]
        if any(result.outcome != results[0].outcome for result in results):
            return None
        provisions = dict.fromkeys(provision for result in results for provision in result.provisions)
        return Chosen(results[0].outcome, tuple(provisions))

    def _in_order(self, given: list[tuple[law.Rule, law.Outcome]]) -> list[tuple[law.Rule, law.Outcome]]:
        """As the file has them: of outcomes that are not ranked the first stands, known early or late."""
        return sorted(given, key=lambda pair: self._places[id(pair[0])])

    def _combine(self, given: list[tuple[law.Rule, law.Outcome]]) -> Chosen:
        if not given:
            return Chosen(self.otherwise.outcome, (self.otherwise,))
        ranked = [pair for pair in given if pair[1].rank is not None]
        rule, outcome = min(ranked, key=lambda pair: pair[1].rank or 0) if ranked else given[0]
        return Chosen(outcome, (rule,), tuple(other for other, _ in given if other is not rule))

    def trace(self, view: View, this: Entry) -> list[tuple[law.Rule, bool | None, Trace, bool | None, Trace]]:
        """Ask every rule and its exception, keeping the lines of each: those that apply first, those that do not last.

        A term is opened where it is first met, so that what decides is told whole.
        """
        asked = []
        for rule, test, exception in sorted(self.rules, key=lambda one: _standing(one[1], one[2], view, this)):
            lines: Trace = []
            truth = test(view, this, None, lines)
            exceptions: Trace = []
            excepted = False if exception is None else exception(view, this, None, exceptions)
            asked.append((rule, truth, lines, excepted, exceptions))
        return asked


def _name(rule: law.Rule) -> str:
    return f'rule "{rule.title}"'


def _standing(test: Asks, exception: Asks | None, view: View, this: Entry) -> int:
    """0 for a rule that applies, 1 when that is open, 2 for one that does not."""
    truth = test(view, this, None, None)
    excepted = False if exception is None else exception(view, this, None, None)
    return (True, None, False).index(applies(truth, excepted))


def applies(truth: Truth, excepted: Truth) -> Truth:
    """Whether a rule applies: its conditions are met, and its exception is not."""
    return both(truth, None if excepted is None else not excepted)


def _given(rule: law.Rule, test: Asks, exception: Asks | None, view: View, this: Entry) -> set[law.Outcome | None]:
    """What a rule may give: its outcome, the one that its exception names, or nothing."""
    applies = test(view, this, None, None)
    if applies is False:
        return {None}
    given: set[law.Outcome | None] = set()
    excepted = False if exception is None else exception(view, this, None, None)
    if excepted is not True:
        given.add(rule.outcome)
    if excepted is not False:
        given.add(rule.instead)
    return given if applies else given | {None}
