"""Tests of a value by first match: which case gives it, and on which condition of a case the answer turns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from attrs import evolve

from cmr_rules.semantics import law
from cmr_rules.semantics.law import Who

Worded: TypeAlias = law.IsWord | law.LessSerious
"""The tests of words and levels; a term may stand in each of their places."""


def term_in(test: Worded) -> law.TermValue | None:
    """Return the first term whose value is asked, or None."""
    sides = (test.value,) if isinstance(test, law.IsWord) else (test.left, test.right)
    return next((one for one in sides if isinstance(one, law.TermValue)), None)


def with_value(test: Worded, old: law.Value, new: law.Value) -> Worded:
    """Return the test with one of its values replaced."""
    if isinstance(test, law.IsWord):
        return evolve(test, value=new)
    return evolve(test, left=new) if test.left is old else evolve(test, right=new)


def asked_of(value: law.Value, who: Who) -> law.Value:
    """Return the value of a term as it is asked of *who*."""
    match value:
        case law.FactValue(who=Who.SUBJECT) | law.TermValue(who=Who.SUBJECT):
            return evolve(value, who=who)
        case law.Shift(start, period):
            return evolve(value, start=asked_of(start, who), period=asked_of(period, who))
        case law.Clock(period, start, Who.SUBJECT):
            return evolve(value, period=asked_of(period, who), start=asked_of(start, who), who=who)
        case law.Latest(parts) | law.Earliest(parts):
            return evolve(value, parts=tuple(asked_of(part, who) for part in parts))
        case _:
            return value


def by_first_match(test: Worded, term: law.TermValue, cases: Sequence[law.ValueCase]) -> law.Test:
    """Return what the test comes down to when *term*, asked of the subject, has the first of *cases* that applies."""
    passed: tuple[law.Test, ...] = ()
    ways: list[law.Test] = []
    for case in cases:
        met = () if case.test is None else (case.test,)
        ways.append(law.Both((*passed, *met, with_value(test, term, case.value)), span=test.span))
        passed = (*passed, *(law.Not(one, span=test.span) for one in met))
    return law.Either(tuple(ways), span=test.span)


def may_be(test: law.Test, truth: bool) -> bool:  # noqa: FBT001
    """Whether a test can come out so: one of a fixed word comes out one way, all others may both ways."""
    match test:
        case law.IsWord(law.WordIs(word), words):
            return (word in words) is truth
        case law.Both(tests) if not truth:
            return any(may_be(one, truth) for one in tests)
        case law.Both(tests):
            return all(may_be(one, truth) for one in tests)
        case law.Either(tests) if truth:
            return any(may_be(one, truth) for one in tests)
        case law.Either(tests):
            # the first condition that is met decides, so that one case of the wanted answer is enough
            return any(isinstance(way, law.Both) and may_be(way.tests[-1], truth) for way in tests)
        case _:
            return True
