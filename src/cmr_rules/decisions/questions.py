"""Questions: from the law to functions that answer them three-valued for one record. This is the reference meaning.

True, False, or None for unknown. A question that comes out unknown notes in the view which fact it needs, so that the
ways of filling it in can be enumerated. With a trace, nothing is cut short, and each sentence leaves a line in it.
"""

from __future__ import annotations

from typing import Any, assert_never

from attrs import evolve

from cmr_rules.dates import LeapDay
from cmr_rules.decisions import atoms, readings
from cmr_rules.decisions.each import among, of_each
from cmr_rules.decisions.evaluate import Gather, Reads, ValueCompiler, record_of
from cmr_rules.decisions.joining import (
    Asks,
    Gathered,
    Trace,
    Traced,
    Truth,
    all_of,
    always,
    answered,
    any_of,
    both,
    joined,
    key_about,
    negation,
)
from cmr_rules.decisions.quantities import compare, compare_periods, with_leap_day
from cmr_rules.decisions.recorded import shows
from cmr_rules.decisions.steady import steadily
from cmr_rules.decisions.versions import unknown_test
from cmr_rules.decisions.view import Entry, Special, View
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind

MOST_SHOWN = 1
"""How often an explanation opens the same term about the same record."""


class Compiler:
    """Makes functions of the tests of one law. Terms are made once, when they are first asked for."""

    def __init__(self, meaning: law.Law) -> None:
        self._law = meaning
        self._terms: dict[str, Asks] = {}
        self._cases: dict[str, list[tuple[Asks | None, Reads]]] = {}
        self._owner = ""
        self._values = ValueCompiler(self.term_cases, self.records, self.apart)
        self.value = self._values.compile
        self.clock = self._values.clock

    def term_cases(self, name: str) -> list[tuple[Asks | None, Reads]]:
        """Return the question and the value of each case of a term."""
        if name not in self._cases:
            term = self._law.terms[name]
            self._cases[name] = [
                (
                    None if case.test is None else self.within(name, case.test),
                    resting(self.value(case.value), _marks(term, case)),
                )
                for case in term.cases
            ]
        return self._cases[name]

    def within(self, owner: str, test: law.Test) -> Asks:
        """Return the function that answers *test*, which stands in *owner*: a term, a rule or a step."""
        before, self._owner = self._owner, owner
        made = self.test(test)
        self._owner = before
        return made

    def _term(self, name: str) -> Asks:
        if name not in self._terms:
            term = self._law.terms[name]
            made = always(truth=False) if term.test is None else self.within(name, term.test)
            self._terms[name] = asked_of(made, (f"{name}: {term.unverified}",)) if term.unverified else made
        return self._terms[name]

    def test(self, test: law.Test) -> Asks:
        """Return the function that answers *test*."""
        match test:
            case law.Clause(_, inner):
                return self._clause(test, self.test(inner))
            case law.Group():
                return self._group(test)
            case law.Compare():
                return self._compare(test)
            case law.IsWord(value, words):
                if "wobbler" in words and isinstance(value, law.FactValue):
                    fact = value
                    return of_each(fact.who, lambda who: self._is_word(evolve(fact, who=who), test), "wobbler")
                return self._is_word(value, test)
            case law.LessSerious(left, right):
                return atoms.less_serious(self.value(left), self.value(right), test.span.start)
            case law.OffenseAmong(who):
                return among(who, lambda of: self._offense_is(of, test))
            case law.OffenseIs(who, offenses):
                return of_each(who, lambda of: self._offense_is(of, test), _listed_words(offenses))
            case law.RecordNames(who, offenses):
                marks = () if isinstance(offenses, law.OptionValue) else offenses.unverified
                at = test.span.start
                names = of_each(who, lambda of: atoms.record_names(of, offenses, at), f"names at {at}")
                return asked_of(names, marks)
            case law.Holds(value):
                return self._holds(value)
            case law.TermTrue():
                return self._term_true(test)
            case law.History(records, least, most):
                return atoms.history(self.records(records), records, least, most, self.apart(records))
            case law.EveryRecord(records, inner):
                return atoms.every(self.records(records), records, self.test(inner))
            case law.IsIn(who, place, outside):
                return atoms.is_in(who, place, outside=outside)
            case law.Same(who, what):
                return atoms.same(who, what)
            case law.Stands(who):
                return of_each(who, atoms.stands, "stands")
            case law.SentenceIncludes(who, kinds):
                named = ", ".join(sorted(kinds))
                return of_each(who, lambda of: atoms.sentence_includes(of, kinds), f"the sentence includes {named}")
            case law.HasQuality(who, quality):
                return of_each(who, lambda of: atoms.has_quality(of, quality), quality)
            case law.Not(inner):
                return negation(self.test(inner))
            case law.Both(tests):
                return all_of(tuple(map(self.test, tests)))
            case law.Either(tests):
                return any_of(tuple(map(self.test, tests)))
            case law.NoVersion():
                return unknown_test(test, self.value(test.on))
            case law.Always(truth):
                return always(truth)
            case law.IsReading():
                return readings.is_reading(test)
            case law.Readings(_, _, items):
                return readings.readings(test, tuple(self._item(item) for item in items))
            case law.Shows(inner):
                return shows(self.test(inner))
            case _:
                assert_never(test)

    def _is_word(self, value: law.Value, test: law.IsWord) -> Asks:
        return atoms.is_word(self.value(value), test.words, test.span.start)

    def _offense_is(self, who: law.Who, test: law.OffenseIs) -> Asks:
        offenses = test.offenses
        if isinstance(offenses, law.OptionValue):
            return atoms.offense_in_option(who, offenses)
        return asked_of(atoms.offense_is(who, offenses), offenses.unverified)

    def _clause(self, clause: law.Clause, inner: Asks) -> Asks:
        def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
            if trace is None:
                return inner(view, subject, counted, None)
            children: list[Traced | Gathered] = []
            truth = inner(view, subject, counted, children)
            trace.append(Traced("", None, clause, truth, subject, tuple(children)))
            return truth

        return ask

    def _group(self, group: law.Group) -> Asks:
        asks = tuple(self._item(item) for item in group.items)
        fast = any_of(asks) if group.kind in {"any", "none"} else all_of(asks)
        turned = negation(fast) if group.kind == "none" else fast

        def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
            if trace is None:
                return turned(view, subject, counted, None)
            truths: list[Truth] = []
            for item, one in zip(group.items, asks, strict=True):
                children: list[Traced | Gathered] = []
                truths.append(one(view, subject, counted, children))
                trace.append(Traced(item.label, item, item.test, truths[-1], subject, tuple(children)))
            return joined(group.kind, truths)

        return ask

    def _item(self, item: law.Item) -> Asks:
        owner = f"{self._owner}{'' if self._owner.endswith(')') else ' '}({item.label})"
        return asked_of(self.within(owner, item.test), (f"{owner}: {item.unverified}",) if item.unverified else ())

    def _compare(self, test: law.Compare) -> Asks:
        left, right, strict = self.value(test.left), self.value(test.right), test.strict
        name = f"comparison: {_words(test)} at {test.span.start}"
        if _kind(test.left) is Kind.PERIOD:
            return lambda view, subject, counted, _trace: compare_periods(
                view, left(view, subject, counted), right(view, subject, counted), strict=strict,
                key=_key(view, subject, counted, name),
            )  # fmt: skip
        left_if_any, right_if_any = _if_any(test.left), _if_any(test.right)

        def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace = None) -> Truth:
            one, two = left(view, subject, counted), right(view, subject, counted)
            if (left_if_any and one is Special.NOT_APPLICABLE) or (right_if_any and two is Special.NOT_APPLICABLE):
                return True
            if type(one) is int and type(two) is int:
                return one < two if strict else one <= two
            return compare(view, one, two, strict=strict, key=_key(view, subject, counted, name))

        if self._law.leap_day is not LeapDay.UNDECLARED or not (_shifts(test.left) or _shifts(test.right)):
            return ask
        return lambda view, subject, counted, _trace: with_leap_day(view, lambda: ask(view, subject, counted))

    def _holds(self, value: law.FactValue | law.OptionValue) -> Asks:
        if isinstance(value, law.OptionValue):
            name = value.name
            return lambda view, _subject, _counted, _trace: bool(view.options[name])
        fact = value.fact

        def of(who: law.Who) -> Asks:
            pick = record_of(who)

            def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
                truth, key = view.yes_no(pick(view, subject, counted), fact)
                return answered(view, key) if truth is None else truth

            return ask

        return of_each(value.who, of, fact) if self._about_records(fact) else of(value.who)

    def _about_records(self, fact: str) -> bool:
        declared = self._law.facts.get(fact)
        return declared is not None and declared.about not in {"person", "case"}

    def _term_true(self, test: law.TermTrue) -> Asks:
        name, pick = test.name, record_of(test.who)
        made: list[Asks] = []

        def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
            if not made:
                made.append(self._term(name))
            about = pick(view, subject, counted)
            if trace is None:
                return once(view, about)
            children: list[Traced | Gathered] = []
            opened = (name, about.index)
            shown = view.shown[opened] = view.shown.get(opened, 0) + 1
            truth = made[0](view, about, None, children) if shown <= MOST_SHOWN else once(view, about)
            trace.append(Traced("", None, test, truth, about, tuple(children)))
            return truth

        def once(view: View, about: Entry) -> Truth:
            key = (name, about.index, -1 if view.this is None else view.this.index, view.leap_day)
            known = view.answers.get(key)
            if known is None:
                (before, view.open), (consulted, view.consulted) = (view.open, None), (view.consulted, False)
                truth = steadily(view, name, about.index, lambda: made[0](view, about, None, None))
                known = view.answers[key] = (truth, view.open, view.consulted)
                view.open, view.consulted = before, consulted
            truth, question, depends = known
            view.consulted = view.consulted or depends
            if truth is None and question is not None:
                view.ask(question)
            return truth

        return ask

    def apart(self, records: law.Records) -> Asks | None:
        """Return the function that tells whether a record counts by itself, whatever it shares with others."""
        return None if records.by_itself is None else self.test(records.by_itself)

    def records(self, records: law.Records) -> Gather:
        """Return the function that finds the records which a phrase counts."""
        test = None if records.test is None else self.test(records.test)
        noun, other, scope = records.noun, records.other, records.scope

        def gather(view: View, subject: Entry, _counted: Entry | None) -> tuple[list[Entry], list[Entry], bool]:
            return steadily(view, find, subject.index, lambda: find(view, subject))

        def candidates(view: View, subject: Entry) -> list[Entry]:
            """The records that some world may count: those that no missing fact can bring in are left out once."""
            key = (find, subject.index, -1 if view.this is None else view.this.index, view.leap_day)
            known = view.candidates.get(key)
            if known is not None:
                return known
            before, view.open = view.open, None
            consulted = view.consulted
            found = []
            for entry in view.entries_of(noun):
                view.consulted = False
                away = other and _is_part(entry, view.this)
                if not away and (test is None or test(view, subject, entry, None) is not False or view.consulted):
                    found.append(entry)
            view.open, view.consulted = before, consulted
            view.candidates[key] = found
            return found

        def find(view: View, subject: Entry) -> tuple[list[Entry], list[Entry], bool]:
            sure: list[Entry] = []
            perhaps: list[Entry] = []
            for entry in candidates(view, subject):
                truth = True if test is None else test(view, subject, entry, None)
                if truth is not False and entry.charge.separate is not True:
                    truth = both(truth, answered(view, (entry.index, "separate count")))
                if truth is not False and noun == "conviction" and not entry.number:
                    truth = both(truth, answered(view, (entry.index, "conviction")))
                if truth:
                    sure.append(entry)
                elif truth is None:
                    perhaps.append(entry)
            return sure, perhaps, view.is_complete(scope)

        return gather


def _is_part(entry: Entry, this: Entry | None) -> bool:
    """Whether a record is the one that is being decided, or a count of it."""
    return this is not None and (entry is this or entry in this.counts)


# ---------------------------------------------------------------------------------------------- unverified marks


def asked_of(ask: Asks, marks: tuple[str, ...]) -> Asks:
    """Note in the view that an answer rests on what is marked unverified."""
    if not marks:
        return ask

    def noting(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        truth = ask(view, subject, counted, trace)
        if truth is not None or view.rests_on_open:
            view.rested.update(dict.fromkeys(marks))
        return truth

    return noting


def resting(read: Reads, marks: tuple[str, ...]) -> Reads:
    """Note in the view that a value rests on what is marked unverified."""
    if not marks:
        return read

    def noting(view: View, subject: Entry, counted: Entry | None) -> Any:
        view.rested.update(dict.fromkeys(marks))
        return read(view, subject, counted)

    return noting


def _marks(term: law.Term, case: law.ValueCase) -> tuple[str, ...]:
    whole = (f"{term.name}: {term.unverified}",) if term.unverified else ()
    return (*whole, f"{term.name} ({case.label}): {case.unverified}") if case.unverified else whole


def _listed_words(offenses: law.OffenseSet | law.OptionValue) -> str:
    return offenses.name if isinstance(offenses, law.OptionValue) else f"the offense is {offenses.words}"


# ---------------------------------------------------------------------------------------------- shapes of values


def _kind(value: law.Value) -> Kind | None:
    match value:
        case law.PeriodIs():
            return Kind.PERIOD
        case law.FactValue() | law.OptionValue() | law.TermValue():
            return value.kind
        case _:
            return None


def _words(test: law.Compare) -> str:
    """The comparison as the file has it, with both of its sides."""
    spans = [one.span for one in (test.left, test.right, test) if one.span.source is test.span.source]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return " ".join(test.span.source.text[start:end].split())


def _key(view: View, subject: Entry, counted: Entry | None, name: str) -> tuple[int, str]:
    """The fact that a comparison cannot be made: one for each record asked, and for which it is asked."""
    if counted is None or counted is subject:
        return key_about(view, subject, name)
    return counted.index, key_about(view, subject, f"{name} for {subject.index}")[1]


def _if_any(value: law.Value) -> bool:
    match value:
        case law.FactValue():
            return value.if_any
        case law.Shift(start, _, _):
            return _if_any(start)
        case _:
            return False


def _shifts(value: law.Value) -> bool:
    match value:
        case law.Shift() | law.TermValue() | law.FactValue() | law.Extreme() | law.Clock():
            return True
        case law.Latest(parts) | law.Earliest(parts):
            return any(map(_shifts, parts))
        case _:
            return False
