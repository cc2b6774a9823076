"""Every comparison of a law, with the way that leads to it: a walk over the tests, whatever they are made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve, field, fields, frozen, has

from cmr_rules.boundaries.valued import Worded, asked_of, by_first_match, may_be, term_in, with_value
from cmr_rules.dates import long_date
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN
from cmr_rules.semantics.wording import words_of
from cmr_rules.source import Span

COVERAGE, IN_FORCE = "coverage", "in force"
"""What titles call the provisions that are no step and no rule."""
MOST_DEPTH = 60
"""Tests within tests; deeper ones are not followed."""


@frozen
class Context:
    """Of whom a test is asked: the places in the person's list of records. *counted* None: no record is counted."""

    subject: int = 0
    counted: int | None = None

    def role(self, who: Who) -> int | None:
        """Return the place of the record whose fact is asked."""
        match who:
            case Who.SUBJECT:
                return self.subject
            case Who.THIS:
                return 0
            case Who.COUNTED:
                return self.counted


@frozen
class Need:
    """What must hold of a person so that a comparison alone decides: *test*, asked in *context*, is *truth*."""

    test: law.Test
    truth: bool
    context: Context = Context()


@frozen
class Asked:
    """A comparison on the way from a provision.

    Args:
        provision: Where it stands, as titles name it: ``step (7)(B)``.
        test: A `law.Compare`, a `law.History` with a number in it, or the day of `In force`.
        context: Of whom it is asked; records after the first are those that a history phrase counts.
        needs: What must hold besides.
        nouns: The nouns of the counted records, from the second record of the person on.
        top: The step, rule or covered records on whose answer it turns.
        words: The sentence of the file in which it stands.
        term: The term in whose words it stands, if it does; several rules may lead there.
        covers: The sentence with `covers` in which it stands, if it does.
        readings: The readings of open questions of law under which it is asked.
    """

    provision: str
    test: law.Test | law.DayIs
    context: Context
    needs: tuple[Need, ...]
    nouns: tuple[str, ...]
    top: law.Step | law.Rule | None
    words: str = ""
    readings: tuple[tuple[str, str], ...] = ()
    term: str = ""
    covers: law.Covered | None = None
    depth: int = field(default=0, eq=False)


def comparisons(meaning: law.Law) -> Iterator[Asked]:
    """Return the comparisons of a law in the order of its text; a term's come where it is first asked."""
    walk = _Walk(meaning)
    covered = Context(0, 0)
    for sentence in meaning.covered:
        for test in sentence.tests:
            yield from walk.test(Asked(COVERAGE, test, covered, (), (), None, covers=sentence))
    for bound, words in ((meaning.first_day, "from"), (meaning.last_day, "through")):
        if bound is not None:
            yield Asked(IN_FORCE, law.DayIs(bound), Context(), (), (), None, f"{words} {long_date(bound)}")
    for step in meaning.steps:
        if step.test is not None:
            yield from walk.test(Asked(f"step ({step.label})", step.test, Context(), (), (), step))
    for rule in meaning.rules:
        name = f"rule {rule.title}"
        barred = () if rule.exception is None else (Need(rule.exception, truth=False),)
        yield from walk.test(Asked(name, rule.test, Context(), barred, (), rule))
        if rule.exception is not None:
            applies = Need(rule.test, truth=True)
            yield from walk.test(Asked(f"{name}, unless", rule.exception, Context(), (applies,), (), rule))
    for limit in meaning.limits:
        name = f"limit {limit.title}"
        for cap in limit.caps:  # the last that has a place, and the first that has none
            turns = law.History(cap.records, 0, cap.most)
            yield Asked(name, turns, Context(), (), (), None, cap.words)
            if cap.records.test is not None:
                member = Asked(name, cap.records.test, Context(), (), (), None)
                yield from walk.test(_with_record(member, cap.records.test, cap.records.noun))
    for term in meaning.terms.values():
        if term.name not in walk.terms and term.file == meaning.name:
            inner = [one.test for one in term.cases if one.test is not None]
            for test in (*([term.test] if term.test is not None else []), *inner):
                yield from walk.test(Asked(f"term {term.name}, which nothing asks", test, Context(), (), (), None))


class _Walk:
    """One walk: *terms* are the terms that it went through."""

    def __init__(self, meaning: law.Law) -> None:
        self.law = meaning
        self.terms: set[str] = set()

    def test(self, at: Asked) -> Iterator[Asked]:
        """Return the comparisons in a test."""
        at = evolve(at, depth=at.depth + 1)
        if at.depth > MOST_DEPTH:
            yield at
            return
        match at.test:
            case law.Clause(words, inner):
                yield from self.test(evolve(at, test=inner, words=words_of(at.test.span) or words))
            case law.Not(inner) | law.Shows(inner):
                yield from self.test(evolve(at, test=inner))
            case law.Both(tests):
                yield from self._among(at, [("", one) for one in tests], others=True)
            case law.Either(tests):
                yield from self._among(at, [("", one) for one in tests], others=False)
            case law.Group(kind, items):
                labelled = [(f"({item.label})", item.test) for item in items]
                yield from self._among(at, labelled, others=kind == "all")
            case law.TermTrue(name, who):
                yield from self._term(at, name, who)
            case law.Readings(question, names, items):
                for name, item in zip(names, items, strict=True):
                    read = _read_as(at, question, name)
                    yield from self.test(evolve(read, test=item.test, provision=f"{at.provision} ({item.label})"))
            case law.Compare():
                yield from self._compare(at, at.test)
            case law.History(records, least, most):
                if least > 1 or (most or 0) > 0:
                    yield at
                # the number of records that makes the next one decide
                before = least - 1 if least else (most or 0)
                yield from self._counted(at, records, records.test, before)
            case law.EveryRecord(records, inner):
                yield from self._every(at, records, inner)
            case law.IsWord() | law.LessSerious() if term_in(at.test) is not None:
                yield from self._worded(at, at.test)
            case other:
                if holds_comparison(other):  # a construct that this walk does not know is noted and never dropped
                    yield at

    def _among(self, at: Asked, tests: list[tuple[str, law.Test]], *, others: bool) -> Iterator[Asked]:
        for place, (label, one) in enumerate(tests):
            beside = tuple(Need(two, others, at.context) for n, (_, two) in enumerate(tests) if n != place)
            yield from self.test(
                evolve(at, test=one, needs=(*at.needs, *beside), provision=_labelled(at.provision, label))
            )

    def _term(self, at: Asked, name: str, who: Who) -> Iterator[Asked]:
        test, role = self.law.terms[name].test, at.context.role(who)
        self.terms.add(name)
        if test is not None and role is not None:
            yield from self.test(
                evolve(at, test=test, context=Context(role), provision=f"{at.provision}, {name}", term=name)
            )

    def _counted(self, at: Asked, records: law.Records, test: law.Test | None, before: int) -> Iterator[Asked]:
        """Go on to the records that are counted: one of them decides, and *before* others are there already."""
        if test is None:
            return
        alone = Need(law.History(records, before, before + 1), truth=True, context=at.context)
        yield from self.test(_with_record(evolve(at, needs=(*at.needs, alone)), test, records.noun))

    def _every(self, at: Asked, records: law.Records, inner: law.Test) -> Iterator[Asked]:
        parts = (law.Not(inner),) if records.test is None else (records.test, law.Not(inner))
        against = evolve(records, test=law.Both(parts))
        alone = Need(law.History(against, 0, 1), truth=True, context=at.context)
        within = _with_record(evolve(at, needs=(*at.needs, alone)), inner, records.noun)
        counted = within.context
        met = () if records.test is None else (Need(records.test, truth=True, context=counted),)
        yield from self.test(evolve(within, needs=(*within.needs, *met)))
        if records.test is not None:
            missed = Need(inner, truth=False, context=counted)
            yield from self.test(evolve(within, test=records.test, needs=(*within.needs, missed)))

    def _worded(self, at: Asked, test: Worded) -> Iterator[Asked]:
        """Return the comparisons in the cases of a term whose value is asked: in values, and in their conditions."""
        term = term_in(test)
        assert term is not None
        role = at.context.role(term.who)
        self.terms.add(term.name)
        subject = Context(at.context.subject if role is None else role)
        cases, passed = self.law.terms[term.name].cases, tuple[Need, ...]()
        for place, case in enumerate(cases):
            changed = with_value(test, term, asked_of(case.value, term.who))
            label = f"({case.label})" if case.label else ""
            within = evolve(at, provision=_labelled(f"{at.provision}, {term.name}", label), term=term.name)
            if isinstance(case.test, law.IsReading):
                yield from self.test(evolve(_read_as(within, case.test.question, case.test.reading), test=changed))
                continue
            met = () if case.test is None else (Need(case.test, truth=True, context=subject),)
            yield from self.test(evolve(within, test=changed, needs=(*at.needs, *passed, *met)))
            if case.test is None:
                continue
            rest = by_first_match(test, term, cases[place + 1 :])
            for truth in (True, False):
                if role == at.context.subject and may_be(changed, truth) and may_be(rest, not truth):
                    apart = Need(changed, truth, at.context), Need(rest, not truth, at.context)
                    needs = (*at.needs, *passed, *apart)
                    yield from self.test(evolve(within, test=case.test, context=subject, needs=needs))
            passed = (*passed, Need(case.test, truth=False, context=subject))

    def _compare(self, at: Asked, test: law.Compare) -> Iterator[Asked]:
        """Return the comparison once for each case of the terms and for each list of records in it."""
        inner = _first_open(test)
        match inner:
            case None:
                yield at
            case law.Count(records):
                if _is_fixed(test.left) or _is_fixed(test.right):
                    yield at
                if records.test is not None:
                    yield from self._counted(at, records, records.test, _before(test))
            case law.TermValue(name, _, who):
                self.terms.add(name)
                passed: tuple[Need, ...] = ()
                role = at.context.role(who)
                term = Context(at.context.subject if role is None else role)
                for case in self.law.terms[name].cases:
                    if isinstance(case.test, law.IsReading):
                        read = _read_as(at, case.test.question, case.test.reading)
                        changed = replaced(test, inner, asked_of(case.value, who))
                        yield from self.test(evolve(read, test=changed, provision=f"{at.provision}, {name}"))
                        continue
                    met = () if case.test is None else (Need(case.test, truth=True, context=term),)
                    label = f"({case.label})" if case.label else ""
                    changed = replaced(test, inner, asked_of(case.value, who))
                    provision = _labelled(f"{at.provision}, {name}", label)
                    yield from self.test(
                        evolve(at, test=changed, needs=(*at.needs, *passed, *met), provision=provision)
                    )
                    if case.test is not None:
                        yield from self.test(
                            evolve(at, test=case.test, context=term, needs=(*at.needs, *passed), provision=provision)
                        )
                        passed = (*passed, Need(case.test, truth=False, context=term))
            case law.Extreme(records):
                day = law.FactValue(DATE_OF_NOUN[records.noun], Kind.DATE, Who.COUNTED, span=inner.span)
                alone = Need(law.History(records, 1, 1), truth=True, context=at.context)
                within = _with_record(at, replaced(test, inner, day), records.noun)
                met = () if records.test is None else (Need(records.test, truth=True, context=within.context),)
                if at.context.counted is None:
                    yield from self.test(evolve(within, needs=(*at.needs, alone, *met)))
                else:
                    yield at
            case _:
                yield at


def holds_comparison(node: Any) -> bool:
    """Whether a part of the law holds a comparison, whatever the part is."""
    if isinstance(node, law.Compare):
        return True
    if isinstance(node, tuple):
        return any(map(holds_comparison, node))
    if not has(type(node)) or isinstance(node, Span | law.OffenseSet):
        return False
    return any(holds_comparison(getattr(node, each.name)) for each in fields(type(node)))


def _with_record(at: Asked, test: law.Test, noun: str) -> Asked:
    """Go on to a record that is counted: one more of the person's."""
    counted = len(at.nouns) + 1
    return evolve(at, test=test, context=Context(at.context.subject, counted), nouns=(*at.nouns, noun))


def _read_as(at: Asked, question: str, reading: str) -> Asked:
    return evolve(at, readings=(*(one for one in at.readings if one[0] != question), (question, reading)))


def _labelled(provision: str, label: str) -> str:
    if not label:
        return provision
    return provision + label if provision.endswith(")") else f"{provision} {label}"


def parts_of(value: law.Value) -> tuple[law.Value, ...]:
    """Return the values of which a value is made."""
    match value:
        case law.Shift(start, period) | law.Clock(period, start):
            return start, period
        case law.Latest(parts) | law.Earliest(parts):
            return parts
        case _:
            return ()


def inside(value: law.Value) -> Iterator[law.Value]:
    """Return a value and all that it is made of."""
    yield value
    for part in parts_of(value):
        yield from inside(part)


def _first_open(test: law.Compare) -> law.Value | None:
    wanted = law.TermValue | law.Count | law.Extreme
    return next((one for side in (test.left, test.right) for one in inside(side) if isinstance(one, wanted)), None)


def _is_fixed(value: law.Value) -> bool:
    return isinstance(value, law.NumberIs | law.OptionValue)


def _before(test: law.Compare) -> int:
    """How many records a count has before the one that turns the comparison."""
    match test:
        case law.Compare(law.NumberIs(number), _, strict):
            return number if strict else max(number - 1, 0)
        case law.Compare(_, law.NumberIs(number), strict):
            return max(number - 1, 0) if strict else number
        case _:
            return 0


def replaced(test: law.Compare, old: law.Value, new: law.Value) -> law.Compare:
    """Return the comparison with one of its values replaced."""
    return evolve(test, left=_replaced(test.left, old, new), right=_replaced(test.right, old, new))


def _replaced(value: law.Value, old: law.Value, new: law.Value) -> law.Value:
    if value is old:
        return new
    match value:
        case law.Shift(start, period):
            return evolve(value, start=_replaced(start, old, new), period=_replaced(period, old, new))
        case law.Clock(period, start):
            return evolve(value, period=_replaced(period, old, new), start=_replaced(start, old, new))
        case law.Latest(parts) | law.Earliest(parts):
            return evolve(value, parts=tuple(_replaced(part, old, new) for part in parts))
        case _:
            return value
