"""Open questions mean what deciding under each combination of readings means, for every completion of the facts."""

from __future__ import annotations

from itertools import product
from typing import Any

from attrs import field, frozen
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cmr_rules import Decision, Person, Program, Status, load_text
from cmr_rules.decisions.decision import AnswerEffect
from tests.properties.test_missing_facts import (
    CONDITIONS,
    OUTCOMES,
    PRELUDE,
    completions,
    condition,
    filled,
    first,
    people,
)

ASKING = (
    "Narrow",
    "Narrow is not true",
    "Nested",
    "Nested is not true",
    "the person has another conviction for which Narrow is true",
    "the person has at least 2 convictions for which Narrow is true",
    "the date of conviction was at least Waiting Period before the review date",
    "the person was under 21 years old on Cutoff Day",
    "Cutoff Day was before March 1, 2000",
    "the person has no conviction in the Waiting Period before the review date",
)
SENTENCES = (*CONDITIONS[:12], *CONDITIONS[-2:], *ASKING, *ASKING)
PRESUMED = {
    "Harm Done": "If Harm Done is unknown, it is presumed not true [HS 11361.8(b)].",
    "Young": "If Young is unknown, it is presumed true [HS 11361.8(b)].",
    "Narrow": "If Narrow is unknown, it is presumed true [HS 11361.8(b)].",
    "Nested": "If Nested is unknown, it is presumed not true [HS 11361.8(b)].",
}
LIMIT = 120_000
"""More decisions than this are not made for one example."""


@frozen
class Written:
    """A generated file: the text before its steps, the text of all, and what it follows and presumes."""

    head: str
    text: str
    follows: dict[str, str]
    presumes: tuple[str, ...] = field(default=())


@st.composite
def texts(draw: st.DrawFn, *, presuming: bool = False) -> Written:
    """Small ordered policies with open questions: conditions, one that asks another, and values."""
    one, two, three, four = (draw(condition(CONDITIONS)) for _ in range(4))
    nested = draw(st.sampled_from(["Narrow", "Narrow is not true", four]))
    third = f';\n  (3) reading "third": {three}' if draw(st.booleans()) else ""
    head = PRELUDE + (
        "\nNarrow is an open question [HS 11361.8(b)]:\n"
        f'  (1) reading "first": {one};\n  (2) reading "second": {two}{third}.\n'
        "\nNested is an open question:\n"
        f'  (1) reading "so": {nested};\n  (2) reading "otherwise": {four}.\n'
        "\nWaiting Period is an open question:\n"
        '  (1) reading "short": 5 years;\n  (2) reading "long": 20 years.\n'
        "\nCutoff Day is an open question:\n"
        '  (1) reading "early": the date of offense;\n  (2) reading "late": the date of conviction.\n'
    )
    count = draw(st.integers(1, 3))
    steps = [
        f'({number}) {draw(st.sampled_from(OUTCOMES))}, because "reason {number}", if {draw(condition(SENTENCES))}'
        for number in range(1, count + 1)
    ]
    steps.append(f'({count + 1}) {draw(st.sampled_from(OUTCOMES))}, because "no other", otherwise')
    readings = {"Narrow": ["first", "second"], "Nested": ["so", "otherwise"], "Waiting Period": ["short", "long"],
                "Cutoff Day": ["early", "late"]}  # fmt: skip
    followed = draw(st.lists(st.sampled_from(list(readings)), max_size=2, unique=True))
    follows = {question: draw(st.sampled_from(readings[question])) for question in followed}
    presumes = draw(st.lists(st.sampled_from(list(PRESUMED)), min_size=1, max_size=2, unique=True)) if presuming else []
    said = [f'For {question}, this statute follows the reading "{reading}".' for question, reading in follows.items()]
    said += [PRESUMED[one] for one in presumes]
    text = head + "\nDecide by the first of these that applies:\n  " + ";\n  ".join(steps) + ".\n"
    return Written(head, text + "\n" + "\n\n".join(said) + "\n", follows, tuple(presumes))


Readings = tuple[str, ...]
Fill = tuple[Any, ...]


@frozen
class Table:
    """The outcome of each completion of the facts under each combination of readings of the questions that are used."""

    questions: tuple[str, ...]
    outcomes: dict[tuple[Fill, Readings], str]
    people: dict[Fill, Person]
    keys: list[tuple[int, str]]
    thinned: bool


def _table(written: Written, person: Person) -> Table | None:
    """Decide everything; None when it would take too long or no completion is consistent."""
    plain = load_text(written.text.split("\nFor ")[0].split("\nIf ")[0])
    steps = written.text.removeprefix(written.head)
    used = {name for name in plain.open_questions if name in steps}
    if "Nested" in used or "Nested" in written.presumes:
        used |= {"Narrow", "Nested"}
    used |= {name for name in written.presumes if name in plain.open_questions}
    questions = tuple(name for name in plain.open_questions if name in used)
    ways, thinned = completions(person)
    combinations = list(product(*(plain.open_questions[name] for name in questions)))
    if len(ways) * len(combinations) > LIMIT:
        return None
    outcomes: dict[tuple[Fill, Readings], str] = {}
    keys = list(ways[0])
    whole = {tuple(way[key] for key in keys): one for way in ways if (one := filled(person, way)) is not None}
    for combination in combinations:
        program = plain.with_readings(dict(zip(questions, combination, strict=True)))
        for way, one in whole.items():
            decision = first(program, one)
            assert decision.status is Status.DECIDED
            outcomes[way, combination] = decision.outcome
    return Table(questions, outcomes, whole, keys, thinned) if outcomes else None


def _under(table: Table, follows: dict[str, str]) -> list[Readings]:
    """The combinations of readings that remain."""
    return [
        one for one in dict.fromkeys(combination for _, combination in table.outcomes)
        if all(follows.get(question, how) == how for question, how in zip(table.questions, one, strict=True))
    ]  # fmt: skip


def _apart(table: Table, kept: dict[tuple[Fill, Readings], str], place: int) -> bool:
    """Whether the reading of one question alone changes an outcome for some completion."""
    seen: dict[tuple[Fill, Readings], set[str]] = {}
    for (way, combination), outcome in kept.items():
        seen.setdefault((way, combination[:place] + combination[place + 1 :]), set()).add(outcome)
    return any(len(outcomes) > 1 for outcomes in seen.values())


def _facts_apart(table: Table, kept: dict[tuple[Fill, Readings], str]) -> set[tuple[int, str]]:
    alone = set()
    for place, key in enumerate(table.keys):
        seen: dict[tuple[Fill, Readings], set[str]] = {}
        for (way, combination), outcome in kept.items():
            seen.setdefault((way[:place] + way[place + 1 :], combination), set()).add(outcome)
        if any(len(outcomes) > 1 for outcomes in seen.values()):
            alone.add(key)
    return alone


def _see_that_it_is_so(decision: Decision, table: Table, kept: dict[tuple[Fill, Readings], str]) -> None:
    """What a decision says is what the completions under the readings that remain say."""
    assume(bool(kept))  # a thinned grid may miss every completion in which what is presumed holds
    found = set(kept.values())
    assert found <= set(decision.possible)
    if decision.status is Status.DECIDED:
        assert found == {decision.outcome}
        return
    if table.thinned:
        return
    assert found == set(decision.possible)
    alone = {question for place, question in enumerate(table.questions) if _apart(table, kept, place)}
    assert {one.question for one in decision.readings} == alone
    for one in decision.readings:
        place = table.questions.index(one.question)
        told = {name: set(effect.outcomes) for effect in one.answers for name in _names(effect)}
        under: dict[str, set[str]] = {}
        for (_, combination), outcome in kept.items():
            under.setdefault(combination[place], set()).add(outcome)
        assert told == under
    assert _facts_apart(table, kept) <= {(fact.record.number - 1, fact.fact) for fact in decision.missing}


def _names(effect: AnswerEffect) -> list[str]:
    return [name.strip('"') for name in effect.answer.removeprefix("reading ").split(" or ")]


def _named(decision: Decision) -> set[str]:
    parts = decision.basis.split("; ")
    return {part.split('" of ')[1] for part in parts if part.startswith("under the reading ")}


def _kept(table: Table, follows: dict[str, str]) -> dict[tuple[Fill, Readings], str]:
    allowed = set(_under(table, follows))
    return {key: outcome for key, outcome in table.outcomes.items() if key[1] in allowed}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts(), people())
def test_a_decision_stands_under_every_reading_and_every_completion(written: Written, person: Person) -> None:
    """And what is open is what readings and completions leave open; a reading that is followed is named if it matters."""
    table = _table(written, person)
    if table is None:
        return
    decision = first(load_text(written.text), person)
    every, kept = _kept(table, {}), _kept(table, written.follows)
    _see_that_it_is_so(decision, table, kept)
    if table.thinned or not written.follows:
        assert _named(decision) <= set(written.follows)
        return
    if len(set(every.values())) == 1:
        assert decision.basis == "established"
        return
    matters = _mattering(table, written.follows, lambda follows: _kept(table, follows))
    assert _named(decision) == matters


def _mattering(table: Table, follows: dict[str, str], keep: Any) -> set[str]:
    """The followed questions of which the reading alone makes a difference, or all that do so together."""
    asked = [question for question in follows if question in table.questions]
    settled = keep(follows)

    def differs(freed: set[str]) -> bool:
        wider = keep({name: how for name, how in follows.items() if name not in freed})
        places = [place for place, question in enumerate(table.questions) if question not in freed]
        seen: dict[Any, set[str]] = {}
        for (way, combination), outcome in wider.items():
            seen.setdefault((way, *(combination[place] for place in places)), set()).add(outcome)
        return set(wider.values()) != set(settled.values()) or any(
            seen[way, *(combination[place] for place in places)] != {outcome}
            for (way, combination), outcome in settled.items()
            if (way, *(combination[place] for place in places)) in seen
        )

    alone = {question for question in asked if differs({question})}
    if alone or not differs(set(asked)):
        return alone
    return set(asked)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts(presuming=True), people())
def test_a_presumption_settles_facts_under_each_reading_and_no_question(written: Written, person: Person) -> None:
    """Under each combination of readings the presumption leaves out what it presumes away; it never picks a reading."""
    table = _table(written, person)
    if table is None:
        return
    decision = first(load_text(written.text), person)
    every, settled = _kept(table, {}), _kept(table, written.follows)
    for before in (every, settled):
        if len(set(before.values())) == 1:
            if not table.thinned:
                assert (decision.status, decision.outcome) == (Status.DECIDED, *set(before.values()))
            assert set(before.values()) <= set(decision.possible)
            return
    truths = _truths(written, table, person)

    def keep(follows: dict[str, str]) -> dict[tuple[Fill, Readings], str]:
        kept: dict[tuple[Fill, Readings], str] = {}
        for combination in _under(table, follows):
            here = {key: outcome for key, outcome in table.outcomes.items() if key[1] == combination}
            presumed = _presumed_facts(written, table, person, here)
            supposed = {key: outcome for key, outcome in presumed.items() if truths.get(key, True)}
            kept.update(supposed or presumed)
        return kept

    kept = keep(written.follows)
    _see_that_it_is_so(decision, table, kept if set(kept.values()) != set(settled.values()) else settled)
    if table.thinned:
        return
    if "presumed: " in decision.basis:
        named = _named(decision)
        for question in written.follows:
            if question in table.questions:
                freed = keep({name: how for name, how in written.follows.items() if name != question})
                assert set(freed.values()) == set(kept.values()) or question in named


def _presumed_facts(
    written: Written, table: Table, person: Person, here: dict[tuple[Fill, Readings], str]
) -> dict[tuple[Fill, Readings], str]:
    del person
    if "Harm Done" not in written.presumes:
        return here
    places = [place for place, key in enumerate(table.keys) if key[1] == "Harm Done"]
    return {key: outcome for key, outcome in here.items() if not any(key[0][place] for place in places)}


def _truths(written: Written, table: Table, person: Person) -> dict[tuple[Fill, Readings], bool]:
    """Whether each completion is as the terms are presumed, of the terms that the record leaves unknown."""
    result: dict[tuple[Fill, Readings], bool] = {}
    for name, wanted in (("Young", True), ("Narrow", True), ("Nested", False)):
        if name not in written.presumes:
            continue
        probe = load_text(
            written.head + f"\nDecide by the first of these that applies:\n  (1) Dismissal, if {name} is true;\n"
            "  (2) No Relief, otherwise.\n"
        )
        if first(_read(probe, written.follows), person).status is Status.DECIDED:
            continue
        for combination in dict.fromkeys(one for _, one in table.outcomes):
            program = _read(probe, dict(zip(table.questions, combination, strict=True)))
            for way, one in table.people.items():
                truth = (first(program, one).outcome == "Dismissal") is wanted
                result[way, combination] = result.get((way, combination), True) and truth
    return result


def _read(program: Program, readings: dict[str, str]) -> Program:
    return program.with_readings(readings)
