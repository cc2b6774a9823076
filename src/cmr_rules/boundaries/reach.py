"""Whether a person reaches a comparison: the one thing that the engine is asked. What follows, the author says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from cmr_rules.boundaries.found import Asked, Context, Need
from cmr_rules.boundaries.people import Sketch
from cmr_rules.boundaries.valued import Worded, by_first_match, term_in
from cmr_rules.decisions.decision import Decision, Reproduction, Status
from cmr_rules.decisions.interpreter import Interpreter
from cmr_rules.decisions.joining import Asks
from cmr_rules.decisions.readings import following
from cmr_rules.decisions.search import assume
from cmr_rules.decisions.view import Entry, View
from cmr_rules.decisions.worlds import World
from cmr_rules.scenarios import person_of
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Who

MOST_KEPT = 4_000
"""Views of people that are kept, so that one person is read once."""


class Reach:
    """Asks tests of people who are still being made up."""

    def __init__(self, meaning: law.Law) -> None:
        self.law = meaning
        self._interpreters: dict[tuple[tuple[str, object], ...], Interpreter] = {}
        self._asks: dict[tuple[int, int], tuple[Asks, law.Test]] = {}
        self._by_cases: dict[int, tuple[law.Test, law.Test | None]] = {}
        self._parts: dict[tuple[int, bool, Context], tuple[law.Test, tuple[Need, ...]]] = {}
        self._views: dict[tuple[Any, ...], View] = {}

    def interpreter(self, settings: Mapping[str, Any]) -> Interpreter:
        """Return the law with the options of a sketch."""
        key = tuple(sorted(settings.items(), key=lambda one: one[0]))
        if key not in self._interpreters:
            values = {name: option.normal for name, option in self.law.options.items()} | dict(settings)
            read = {name: how for name, how in settings.items() if name not in self.law.options}
            follows = dict(self.law.follows) | read
            options = {name: values[name] for name in self.law.options}
            self._interpreters[key] = Interpreter(self.law, options, follows)
        return self._interpreters[key]

    def view(self, sketch: Sketch) -> View:
        """Return the person as the engine asks it."""
        key = (sketch.person, sketch.as_of, tuple(sketch.settings.items()))
        if key not in self._views:
            if len(self._views) > MOST_KEPT:
                self._views.clear()
            self._views[key] = self.interpreter(sketch.settings).view(person_of(sketch.person), sketch.as_of)
        view = self._views[key]
        assume(view, following(World(leap_day=self.law.leap_day), self.interpreter(sketch.settings).follows))
        view.this = _entry(view, sketch, 0)
        return view

    def truth(self, need: Need, sketch: Sketch) -> bool | None:
        """Answer a test of a sketch; None when what is told leaves it open."""
        view, context = self.view(sketch), need.context
        interpreter = self.interpreter(sketch.settings)
        key = (id(need.test), id(interpreter))
        if key not in self._asks:
            self._asks[key] = (interpreter.compiler.test(need.test), need.test)
        subject = _entry(view, sketch, context.subject)
        counted = None if context.counted is None else _entry(view, sketch, context.counted)
        return None if subject is None else self._asks[key][0](view, subject, counted, None)

    def counted(self, records: law.Records, sketch: Sketch, context: Context) -> tuple[list[int], list[int]]:
        """Return the places of the records that a history phrase counts for certain, and perhaps."""
        view = self.view(sketch)
        subject = _entry(view, sketch, context.subject)
        assert subject is not None
        gather = self.interpreter(sketch.settings).compiler.records(records)
        sure, perhaps, _ = gather(view, subject, None)
        places = {id(entry): role for role in range(len(sketch.records)) if (entry := _entry(view, sketch, role))}
        return [places[id(one)] for one in sure], [places[id(one)] for one in perhaps]

    def needs(self, asked: Asked, sketch: Sketch) -> tuple[Need, ...]:
        """Return all that must hold so that the comparison is reached and decides: coverage, what comes before."""
        covered = Context(0, 0)
        found: list[Need] = []
        if asked.top is not None:
            noun = asked.top.noun if isinstance(asked.top, law.Rule) else self.law.nouns[0]
            tests = next((one.tests for one in self.law.covered if one.noun == noun), ())
            found += [Need(test, truth=True, context=covered) for test in tests]
        for step in self.law.steps if isinstance(asked.top, law.Step) else ():
            if step is asked.top:
                break
            if step.test is not None and not self._off(step, sketch):
                found.append(Need(step.test, truth=False))
        return tuple(part for need in (*found, *asked.needs) for part in self.parts(need))

    def by_cases(self, test: Worded) -> law.Test | None:
        """Return what a test of a term comes down to by the cases of the term; None if it asks no term."""
        if id(test) not in self._by_cases:
            term = term_in(test)
            asks = term is not None and term.who is Who.SUBJECT
            by_cases = by_first_match(test, term, self.law.terms[term.name].cases) if asks and term else None
            self._by_cases[id(test)] = test, by_cases
        return self._by_cases[id(test)][1]

    def parts(self, need: Need) -> tuple[Need, ...]:
        """Return what must hold, as far apart as it can be taken: the search sees what is still wrong."""
        key = (id(need.test), need.truth, need.context)
        if key not in self._parts:
            self._parts[key] = need.test, tuple(self._taken_apart(need))
        return self._parts[key][1]

    def _taken_apart(self, need: Need) -> Iterator[Need]:
        inner: tuple[law.Test, ...] = ()
        truth, context = need.truth, need.context
        match need.test:
            case law.Clause(_, test):
                inner = (test,)
            case law.Not(test):
                inner, truth = (test,), not truth
            case law.Both(tests) if truth:
                inner = tests
            case law.Either(tests) if not truth:
                inner = tests
            case law.Group(kind, items) if truth is (kind != "any"):
                inner, truth = tuple(item.test for item in items), kind == "all"
            case law.TermTrue(name, who) if (role := context.role(who)) is not None:
                term = self.law.terms[name].test
                inner, context = (() if term is None else (term,)), Context(role)
            case _:
                pass
        if not inner:
            yield need
        for test in inner:
            yield from self.parts(Need(test, truth, context))

    def _off(self, step: law.Step | law.Rule, sketch: Sketch) -> bool:
        return any(sketch.setting(self.law, name) is None for name in step.options)

    def top(self, asked: Asked, sketch: Sketch) -> bool | None:
        """Answer the step, the rule or the coverage in which the comparison stands."""
        match asked.top:
            case law.Step(test=law_test) if law_test is not None:
                return self.truth(Need(law_test, truth=True), sketch)
            case law.Rule(test=test, exception=exception):
                applies = self.truth(Need(test, truth=True), sketch)
                barred = False if exception is None else self.truth(Need(exception, truth=True), sketch)
                return None if applies is None or barred is None else applies and not barred
            case _:
                tests = () if asked.covers is None else asked.covers.tests
                needs = [Need(test, truth=True, context=Context(0, 0)) for test in tests]
                truths = [self.truth(need, sketch) for need in needs]
                return None if None in truths else all(truths)

    def decision(self, sketch: Sketch) -> Decision | None:
        """Decide the first record: used to see what is still untold, never to fill in an outcome."""
        day = date.fromordinal(sketch.as_of)
        reproduction = Reproduction(self.law.name, {}, {}, day, "", "")
        made = self.interpreter(sketch.settings).decide(person_of(sketch.person), day, reproduction)
        return next((one for one in made if one.record.charge_id == "1"), None)

    def unread(self, sketch: Sketch) -> Iterator[tuple[str, str]]:
        """Return the readings of the open questions of law on which the outcome still depends."""
        decision = self.decision(sketch)
        for one in () if decision is None else decision.readings:
            yield from ((one.question, reading) for reading in self.law.terms[one.question].readings)

    def untold(self, sketch: Sketch) -> tuple[tuple[int, str], ...]:
        """Return the facts that a reviewer would have to find out: the place of the record, and the fact."""
        decision = self.decision(sketch)
        if decision is None or decision.status is not Status.NEEDS_REVIEW:
            return ()
        return tuple((max(int(one.record.charge_id or "1") - 1, 0), one.fact) for one in decision.missing)


def _entry(view: View, sketch: Sketch, role: int) -> Entry | None:
    """Return the entry of the record in the place *role*: events stand behind all charges."""
    if role >= len(sketch.records):
        return None
    record = sketch.records[role]
    if record.noun != "registration":
        return next((one for one in view.entries if one.event is None and one.charge.charge_id == record.label), None)
    later = [one.label for one in sketch.records if one.noun == "registration"]
    events = [one for one in view.entries if one.event is not None and one.event.kind == "registration"]
    place = later.index(record.label)
    return events[place] if place < len(events) else None
