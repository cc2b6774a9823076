"""Coverage: which provisions the situations of scenarios made true and false.

Only answers that are the same whatever is missing count, and nothing that is presumed; open questions of law are read
as the run reads them, or else in every way. Of a provision that a decision asks, every item is asked here, also
when its siblings decide already, and every reading.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from attrs import frozen

from cmr_rules.decisions.choose import RuleChooser, StepChooser
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.decisions.evaluate import record_of
from cmr_rules.decisions.interpreter import Interpreter, provision_name
from cmr_rules.decisions.joining import Asks, Truth
from cmr_rules.decisions.kinds import records_to_decide
from cmr_rules.decisions.provisions import Coverage, Part, Place, ProvisionCoverage, parts_of, provisions_of
from cmr_rules.decisions.readings import following
from cmr_rules.decisions.references import is_called, reference
from cmr_rules.decisions.search import assume, search
from cmr_rules.decisions.view import Entry, View
from cmr_rules.records.person import Person
from cmr_rules.records.values import Missing
from cmr_rules.semantics import law


class Tally:
    """Counts, for each provision of a law, the situations that made it true and those that made it false."""

    def __init__(self, meaning: law.Law) -> None:
        self._law = meaning
        self._made: Counter[tuple[int, bool]] = Counter()

    def add(
        self, interpreter: Interpreter, person: Person, as_of: date, record: tuple[str, str], decision: Decision | None
    ) -> None:
        """Add one situation: what *interpreter* was asked of a person's record, by noun and charge id, on a day.

        *decision* is what it decided for the record, None if the file does not speak of it.
        """
        view = interpreter.view(person, as_of.toordinal())
        entry = next((one for one in records_to_decide(view) if is_called(reference(view, one), *record)), None)
        if entry is None:
            return
        view.this = entry
        assume(view, following(view.world, interpreter.follows))
        situation = _Situation(interpreter, view, set(), set())
        situation.coverage(entry)
        if decision is not None and decision.status is not Status.NOT_COVERED:
            situation.decision(entry, decision)
        self._made.update(situation.answers)

    def coverage(self) -> Coverage:
        """Return what was counted."""
        found = [self._counted(place) for place in provisions_of(self._law)]
        return Coverage(
            self._law.name,
            tuple(one for one in found if one.file == self._law.name),
            tuple(one for one in found if one.file != self._law.name),
            decides=bool(self._law.covered),
        )

    def _counted(self, place: Place) -> ProvisionCoverage:
        key = id(place.part)
        return ProvisionCoverage(
            place.title, place.file, place.span, self._made[key, True], self._made[key, False],
            place.only_true, place.within,
        )  # fmt: skip


@frozen
class _Situation:
    """A record on a day. *answers* holds the parts of the law that are definitely true or false of it."""

    interpreter: Interpreter
    view: View
    answers: set[tuple[int, bool]]
    opened: set[tuple[str, int]]

    def coverage(self, this: Entry) -> None:
        """Ask whether the file speaks of the record."""
        for kind in self.interpreter.kinds_for(this):
            for test in kind.covered.tests:
                self._part(test, this, this)

    def decision(self, this: Entry, decision: Decision) -> None:
        """Ask what the decision asks: steps up to the one that applies, or every rule."""
        for kind in self.interpreter.kinds_for(this):
            self._chosen(kind.chooser, this, decision)

    def _chosen(self, chooser: StepChooser | RuleChooser, this: Entry, decision: Decision) -> None:
        match chooser:
            case StepChooser(steps=steps):
                for step, _ in steps:
                    if step.test is None:
                        self._otherwise(step, decision)
                    elif self._ask(step, step.test, this, None):
                        break
            case RuleChooser(rules=rules, otherwise=otherwise):
                for rule, _, _ in rules:
                    applies = self._ask(rule, rule.test, this, None)
                    if rule.exception is not None and applies is not False:
                        self._ask(rule.exception, rule.exception, this, None)
                if otherwise.noun == "conviction":
                    self._limits(this)
                self._otherwise(otherwise, decision)

    def _limits(self, this: Entry) -> None:
        """Ask each limit that bears on the record, and of the other records what decides who uses a place."""
        limits = self.interpreter.limits
        for number, limit in enumerate(self.view.law.limits if limits is not None else ()):
            assert limits is not None
            found = search(self.view, lambda: self._over(number), self.view.world)  # noqa: B023  # asked at once
            answers = {leaf.result for leaf in found.leaves}
            if found.complete and answers in ({"over"}, {"within"}):
                self.answers.add((id(limit), answers == {"over"}))
            for entry in (*self.view.convictions, *self.view.perhaps):
                self.view.this = entry
                if limit.counting is not None and limit.counting.test is not None:
                    self._part(limit.counting.test, entry, entry)
                if limit.order is not None:
                    self._part(limit.order, entry, None)
            self.view.this = this

    def _over(self, number: int) -> str | None:
        """Whether the record is over a limit or has a place; of one that the limit does not concern, neither."""
        limits, this = self.interpreter.limits, self.view.this
        assert limits is not None
        assert this is not None
        over = limits.over(number, self.view, this)
        if over is None:
            return None
        return "over" if over else "within" if limits.caps(number, self.view, this) else "not concerned"

    def _otherwise(self, provision: law.Step | law.Otherwise, decision: Decision) -> None:
        """What takes all that is left is true if nothing else decided."""
        if decision.status is Status.DECIDED and decision.provision == provision_name(provision):
            self.answers.add((id(provision), True))

    def _ask(self, part: object, test: law.Test, subject: Entry, counted: Entry | None) -> Truth:
        """Note the answer to *test* as that of *part*, and ask what it is made of."""
        asks: Asks = self.interpreter.compiler.test(test)
        found = search(self.view, lambda: asks(self.view, subject, counted, None), self.view.world)
        answers = {leaf.result for leaf in found.leaves}
        truth = answers.pop() if found.complete and len(answers) == 1 else None
        if truth is not None:
            self.answers.add((id(part), truth))
        self._part(test, subject, counted)
        return truth

    def _part(self, part: Part, subject: Entry, counted: Entry | None) -> None:
        match part:
            case law.Item(test=test):
                self._ask(part, test, subject, counted)
            case law.TermTrue(name, who) | law.TermValue(name, who=who):
                self._term(self.view.law.terms[name], record_of(who)(self.view, subject, counted))
            case law.FactValue(fact, who=who):
                self._fact(fact, record_of(who)(self.view, subject, counted))
            case law.Records(noun, other):
                for entry in self.view.entries_of(noun):
                    if not (other and entry is self.view.this):
                        for asked in (part.test, part.by_itself):
                            if asked is not None:
                                self._part(asked, subject, entry)
            case law.EveryRecord(records, inner):
                self._part(records, subject, counted)
                for entry in self.interpreter.compiler.records(records)(self.view, subject, counted)[0]:
                    self._part(inner, subject, entry)
            case law.Clock(period, start, _, restarts, begins):
                self._part(period, subject, counted)
                self._part(start, subject, counted)
                if restarts is not None and begins is not None:
                    self._part(restarts, subject, counted)
                    for entry in self.interpreter.compiler.records(restarts)(self.view, subject, counted)[0]:
                        self._part(begins, subject, entry)
            case _:
                self._parts(part, subject, counted)

    def _parts(self, part: Part, subject: Entry, counted: Entry | None) -> None:
        for inner in parts_of(part):
            self._part(inner, subject, counted)

    def _term(self, term: law.Term, about: Entry) -> None:
        if (term.name, about.index) in self.opened:
            return
        self.opened.add((term.name, about.index))
        if term.test is not None:
            self._ask(term, term.test, about, None)
        if term.readings:
            for case in term.cases:
                self._part(case.value, about, None)
            return
        is_sure = True
        for case in term.cases:
            truth = True if case.test is None else self._ask(case, case.test, about, None)
            if truth and is_sure:
                self.answers.add((id(case), True))
            if truth is not False:
                self._part(case.value, about, None)
            if truth:
                break
            is_sure = is_sure and truth is False

    def _fact(self, fact: str, about: Entry) -> None:
        """A fact that the record lacks may be worked out from others, or presumed."""
        meaning = self.view.law
        told = [(one.fact, one.value) for one in meaning.derivations]
        told += [(one.fact, one.value) for one in meaning.presumptions if one.fact and one.value]
        values = [value for which, value in told if which.fact == fact]
        if values and self.view.raw(about, fact)[0] is Missing.UNKNOWN:
            for value in values:
                self._part(value, about, None)
