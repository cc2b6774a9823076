"""Decisions about one record under each way in which earlier statutes may have left the record, made one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeAlias

from attrs import evolve, field, frozen

from cmr_rules.decisions import explain
from cmr_rules.decisions.decision import (
    AnswerEffect,
    Decision,
    DifferingReadings,
    Explanation,
    Line,
    MissingFact,
    RecordReference,
    Status,
)
from cmr_rules.decisions.relief import OUTSIDE
from cmr_rules.records.person import Person
from cmr_rules.semantics.law import Law

Key: TypeAlias = tuple[str, str, str]
"""A decision that needs review: the statute, the title of the record and the identifier of its count."""

DECISION_UNDER = "decision under "
"""How a missing fact begins that is the decision of an earlier statute."""

_TOO_MANY = "earlier statutes may leave the record in too many ways to try them all"


@frozen
class Way:
    """One way in which earlier statutes may leave the record.

    Args:
        person: The record so left.
        supposed: Of each decision that needs review, the outcomes that are supposed here.
        asked: The record of each of these decisions.
        remarks: What earlier statutes did in every case, for explanations.
    """

    person: Person
    supposed: Mapping[Key, tuple[str, ...]] = field(factory=dict)
    asked: Mapping[Key, RecordReference] = field(factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """``if ca/prop64 gives conviction 1 Dismissal or Redesignation``."""
        parts = (f"{key[0]} gives {key[1]} {' or '.join(names)}" for key, names in self.supposed.items())
        return "if " + " and ".join(parts) if self.supposed else "as the record was left"


_Tried: TypeAlias = tuple[Way, Decision | None]


def record_key(record: RecordReference) -> tuple[str, str]:
    """Return what one record is known by in all decisions about a person."""
    return record.title, record.charge_id


def merged(law: Law, tried: list[tuple[Way, tuple[Decision, ...]]], *, complete: bool) -> tuple[Decision, ...]:
    """Return one decision for each record that is covered under some way.

    Args:
        law: The statute that decided.
        tried: What it decided under each way.
        complete: Whether these are all the ways that there are; if not, everything needs review.
    """
    by_way = [(way, {record_key(one.record): one for one in decisions}) for way, decisions in tried]
    records = dict.fromkeys(key for _, found in by_way for key in found)
    made = [_merge(law, [(way, found.get(key)) for way, found in by_way], complete=complete) for key in records]
    return tuple(sorted(made, key=lambda one: one.record.number))


def _merge(law: Law, tried: list[_Tried], *, complete: bool) -> Decision:
    real = [decision for _, decision in tried if decision is not None]
    if complete and len(tried) == 1:
        return evolve(real[0], explain_with=partial(_remarked, real[0], tried[0][0].remarks))
    verdicts = {_verdict(decision) for _, decision in tried}
    alike = complete and len(verdicts) == 1 and len(next(iter(verdicts))) == 1
    if alike and all(one.status is not Status.NEEDS_REVIEW for one in real):
        return _stands(real, tried)
    return _review(law, real, tried, complete=complete)


def _verdict(decision: Decision | None) -> frozenset[str]:
    """The outcomes that remain."""
    if decision is None or decision.status is Status.NOT_COVERED:
        return frozenset({OUTSIDE})
    return frozenset(decision.possible)


def _stands(real: list[Decision], tried: list[_Tried]) -> Decision:
    """What every way gives alike."""
    reasons = dict.fromkeys(one.reason for one in real)
    return evolve(
        real[0],
        reason=real[0].reason if len(reasons) == 1 or real[0].status is Status.NOT_COVERED else "",
        provision=" or ".join(dict.fromkeys(one.provision for one in real)),
        basis=" or ".join(dict.fromkeys(one.basis for one in real)),
        citations=_union(one.citations for one in real),
        also=_union(one.also for one in real),
        unverified=_union(one.unverified for one in real),
        explain_with=partial(_opened, tried),
        when_with=None,
    )


def _review(law: Law, real: list[Decision], tried: list[_Tried], *, complete: bool) -> Decision:
    order = [outcome.name for outcome in law.outcomes]
    names = {name for _, decision in tried for name in _verdict(decision)}
    if not complete:
        names |= {*order, OUTSIDE}
    possible = tuple(name for name in (*order, OUTSIDE) if name in names)
    ranked = [one for one in law.outcomes if one.name in names and one.rank is not None]
    bounded = len(ranked) == len(possible) > 1
    readings: dict[str, DifferingReadings] = {}
    facts: dict[tuple[str, str, str, str], MissingFact] = {}
    for one in real:
        for question in one.readings:
            readings.setdefault(question.question, question)
        for fact in one.missing:
            facts.setdefault((*record_key(fact.record), fact.fact, fact.question), fact)
    return evolve(
        real[0],
        status=Status.NEEDS_REVIEW,
        outcome="",
        outcome_label="",
        effect="",
        door="",
        reason="" if complete else _TOO_MANY,
        provision="",
        citations=law.authorities,
        basis=" or ".join(dict.fromkeys(one.basis for one in real)),
        possible=possible,
        at_least=max(ranked, key=lambda one: one.rank or 0).name if bounded else "",
        at_most=min(ranked, key=lambda one: one.rank or 0).name if bounded else "",
        missing=(*facts.values(), *_earlier(tried)),
        readings=tuple(readings.values()),
        settling=(),
        also=(),
        unverified=_union(one.unverified for one in real),
        explain_with=partial(_opened, tried),
        when_with=None,
    )


def _union(listed: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for each in listed for one in each))


def _earlier(tried: list[_Tried]) -> tuple[MissingFact, ...]:
    """The decisions of earlier statutes on which this one turns: alone if some do, else all that are open."""
    asked = {key: record for way, _ in tried for key, record in way.asked.items()}
    if len({_verdict(decision) for _, decision in tried}) == 1:
        return ()
    alone = [key for key in asked if _matters(key, tried)]
    return tuple(_decision_under(key, asked[key], tried) for key in alone or asked)


def _matters(key: Key, tried: list[_Tried]) -> bool:
    """Whether two ways that differ in this decision alone differ in what follows."""
    by_others: dict[object, set[frozenset[str]]] = {}
    for way, decision in tried:
        if key in way.supposed:
            others = tuple(sorted((name, outcomes) for name, outcomes in way.supposed.items() if name != key))
            by_others.setdefault(others, set()).add(_verdict(decision))
    return any(len(verdicts) > 1 for verdicts in by_others.values())


def _decision_under(key: Key, record: RecordReference, tried: list[_Tried]) -> MissingFact:
    led: dict[tuple[str, ...], dict[str, None]] = {}
    for way, decision in tried:
        if key in way.supposed:
            led.setdefault(way.supposed[key], {}).update(dict.fromkeys(sorted(_verdict(decision))))
    answers = tuple(AnswerEffect(" or ".join(names), tuple(outcomes)) for names, outcomes in led.items())
    question = f"What does {key[0]} give {record.title}? Its own decision needs review."
    return MissingFact(record, f"{DECISION_UNDER}{key[0]}", question, answers=answers, answerable=False)


# ---------------------------------------------------------------------------------------------- explanations


def _remarked(original: Decision, remarks: tuple[str, ...], decision: Decision) -> Explanation:
    made = evolve(decision, explain_with=lambda _: original.explanation).explanation
    return evolve(made, remarks=(*made.remarks, *remarks))


def _opened(tried: list[_Tried], decision: Decision) -> Explanation:
    """Show one way for each verdict, with what it rests on; and what holds in every way."""
    shown: dict[frozenset[str], Line] = {}
    for way, one in tried:
        if (verdict := _verdict(one)) not in shown:
            lines = () if one is None else one.explanation.lines
            found = OUTSIDE if one is None else explain.verdict(one)
            shown[verdict] = Line("", way.words, None, found, children=lines)
    lines = tuple(shown.values())
    if len(lines) == 1:
        lines = (evolve(lines[0], words="whatever the earlier decisions that need review come to", truth=True),)
    remarks = [remark for remark in tried[0][0].remarks if all(remark in way.remarks for way, _ in tried)]
    said = explain.said_of(decision)
    return Explanation(
        decision.record.heading, explain.verdict(decision), explain.provision(decision), lines, (*said, *remarks)
    )
