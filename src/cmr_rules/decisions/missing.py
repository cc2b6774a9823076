"""Which missing facts matter, what each answer would lead to, and the shortest sets that settle the matter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations, pairwise

from cmr_rules.dates import EARLIEST, LATEST, LeapDay
from cmr_rules.decisions import explain, places
from cmr_rules.decisions.choose import Chosen
from cmr_rules.decisions.decision import AnswerEffect, DifferingReadings, MissingFact
from cmr_rules.decisions.readings import key_of, question_of
from cmr_rules.decisions.references import reference, title
from cmr_rules.decisions.search import Leaf, Search, agree, keys
from cmr_rules.decisions.showing import show_number
from cmr_rules.decisions.versions import PREFIX, kind_of_missing
from cmr_rules.decisions.view import View
from cmr_rules.decisions.worlds import Key, World
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.vocabulary import VOCABULARY

MOST_SETTLING = 3
"""Sets of more facts than this are not looked for."""

MOST_FACTS = 12

_TOGETHER = re.compile(r"same (cycle|county|day|transaction) as record (\d+)")
_SAME = {
    "cycle": ("arrest cycle", "Does {record} come from the same arrest as {other}?"),
    "county": ("county", "Is the court of {record} in the same county as that of {other}?"),
    "transaction": (
        "transaction",
        "Does {record} come from the same transaction as {other}? Name the transaction of each, such as `A`.",
    ),
    "day": ("day", "Is {record} of the same day as {other}?"),
}


def missing_facts(
    view: View, leaves: tuple[Leaf[Chosen], ...]
) -> tuple[tuple[MissingFact, ...], tuple[DifferingReadings, ...], tuple[tuple[str, ...], ...]]:
    """Return the facts and the readings of which one alone can change the outcome, and the shortest settling sets."""
    start = view.world
    found: set[Key] = set()
    for leaf in leaves:
        found |= keys(leaf.world, start)
    pairs = [(one, two) for one, two in combinations(leaves, 2) if one.result.outcome != two.result.outcome]

    def apart(one: World, two: World, shared: set[Key]) -> bool:
        return not agree(one, two, shared, view.variables, view.known_offense)

    ordered = sorted(found)
    mattering = [key for key in ordered if any(not apart(one.world, two.world, found - {key}) for one, two in pairs)]
    settling = _settling(ordered[:MOST_FACTS], [(one.world, two.world) for one, two in pairs], apart)
    made = {key: _missing_fact(view, key, leaves) for key in found}
    return (
        _once(made[key] for key in mattering if not question_of(key)),
        tuple(_differing(view, question, made[key]) for key in mattering if (question := question_of(key))),
        tuple(tuple(made[key].words for key in keys_) for keys_ in settling),
    )


def _once(facts: Iterable[MissingFact]) -> tuple[MissingFact, ...]:
    """The facts, without those that ask in the same words what an earlier one asks: a file may say a phrase twice."""
    kept: dict[tuple[str, str, str], MissingFact] = {}
    for one in facts:
        kept.setdefault((one.record.title, one.fact, one.question), one)
    return tuple(kept.values())


def differ(view: View, one: Search[Chosen], two: Search[Chosen], freed: tuple[str, ...]) -> bool:
    """Whether the results differ, for some way of filling in the facts, when only the *freed* questions are read anew.

    Where an enumeration stopped at its bound, they are taken to differ.
    """
    if not (one.complete and two.complete):
        return True
    if {leaf.result.outcome for leaf in one.leaves} != {leaf.result.outcome for leaf in two.leaves}:
        return True
    plain = World(leap_day=view.law.leap_day)
    shared = {key for leaf in (*one.leaves, *two.leaves) for key in keys(leaf.world, plain)}
    shared -= {key_of(question) for question in freed}
    return any(
        a.result.outcome != b.result.outcome and agree(a.world, b.world, shared, view.variables, view.known_offense)
        for a in one.leaves
        for b in two.leaves
    )


def _differing(view: View, question: str, made: MissingFact) -> DifferingReadings:
    quoted = (AnswerEffect(f"reading {one.answer}", one.outcomes) for one in made.answers)
    return DifferingReadings(question, view.law.terms[question].citations, tuple(quoted))


def _settling(found: list[Key], pairs: list[tuple[World, World]], apart: object) -> list[tuple[Key, ...]]:
    """The smallest sets whose values, whatever they are, leave one outcome."""
    assert callable(apart)
    for size in range(1, MOST_SETTLING + 1):
        sets = [chosen for chosen in combinations(found, size) if all(apart(a, b, set(chosen)) for a, b in pairs)]
        if sets:
            return sets
    return []


def _missing_fact(view: View, key: Key, leaves: tuple[Leaf[Chosen], ...]) -> MissingFact:
    index, fact = key
    record = reference(view, None if index < 0 else view.entries[index])
    head = fact.partition(": ")[0] if fact.startswith(PREFIX) else fact
    fault = view.faults.get((index, head), "")
    answers = _answers(view, key, leaves)
    if fact in VOCABULARY:
        question = VOCABULARY[fact].asks.format(record=record.title)
        return MissingFact(record, fact, question, fault, answers)
    if fact in view.law.facts:
        asked = f"{fact} of {record.title}" if record.number else fact
        question = view.law.facts[fact].question or f"What is the answer to: {asked}?"
        return MissingFact(record, fact, question, fault, answers)
    if together := _TOGETHER.fullmatch(fact):
        what, other = together[1], title(view, view.entries[int(together[2])])
        name, asked = _SAME[what]
        return MissingFact(
            record,
            name,
            asked.format(record=record.title, other=other),
            fault,
            answers,
            answerable=what == "transaction",
        )
    if fact.startswith(places.EQUALS):
        others = " and ".join(title(view, view.entries[int(one)]) for one in fact.rpartition(": ")[2].split())
        asked = (
            f"Does {record.title} come before {others}? They are of one day, or the limit does not say which is first."
        )
        return MissingFact(record, f"order under the limit {_quoted(fact)}", asked, fault, answers, answerable=False)
    name, question, answerable = _plain(explain.fill(fact, view, None))
    return MissingFact(record, name, question.replace("{record}", record.title), fault, answers, answerable)


def _quoted(fact: str) -> str:
    """The title of the limit that stands in the name of a fact, in its quotation marks."""
    return '"' + fact.partition('"')[2].rpartition('"')[0] + '"'


def _plain(fact: str) -> tuple[str, str, bool]:
    """The name of a fact that is no entry of the vocabulary, what to ask, and whether a value can be entered."""
    head, _, rest = fact.partition(": ")
    match head:
        case "leap-day rule":
            return (
                head,
                "On which day does a year end that began on February 29? The jurisdiction must declare it.",
                False,
            )
        case "another record":
            words = rest.rpartition(" at ")[0]
            question = f"Does the person have another {words}, not on this record?"
            return f"another {words} that this record does not list", question, False
        case "county":
            return "county", "In which county is the court of {record}?", True
        case "sentence":
            return "sentence", f"Does the sentence of {{record}} include {rest}?", False
        case "total length of the sentence" | "maximum punishment" | "level" | "level as convicted":
            return head, VOCABULARY[head].asks, True
        case "comparison":
            words = rest.rpartition(" at ")[0]
            return f"answer to `{words}`", f"Is this so: {words}? It cannot be worked out from {{record}}.", False
        case "code section as written":
            return "code section", "Of which code section is {record}?", True
        case "first day of the time in custody" | "last day of the time in custody":
            return head, f"On which day did {{record}} {'begin' if head.startswith('first') else 'end'}?", False
        case "days in custody":
            return head, "From which day through which day was the person in custody, in {record}?", False
        case "dismissed":
            return "disposition", "Was {record} dismissed?", False
        case "acquitted":
            return "disposition", "Was the person acquitted in {record}?", False
        case "pending":
            return "disposition", "Is {record} still pending?", False
        case _ if head.startswith("day that has not come"):
            return "day that has not come", "On which day will it be? The record says only that it has not come.", False
        case "conviction":
            return "disposition", "Was the person convicted in {record}?", False
        case "separate count":
            return "count number", "Is {record} a count of its own, or the continuation of another row?", False
        case _ if head.startswith(places.UNLISTED):
            question = (
                "How many convictions that this record does not list use a place under the limit before {record}?"
            )
            return f"number of others that use a place under the limit {_quoted(head)}", question, False
        case _ if head.startswith(places.OPEN):
            question = "Is there a place for {record}? Too much that is missing decides which records come before it."
            return head, question, False
        case _ if head.startswith("order under the limit"):
            return f"order under the limit {_quoted(head)}", "Which comes first? The order cannot be worked out.", False
        case _ if head.startswith(PREFIX):
            return head, "Which law stood then, for {record}? The file has no version for that day.", False
        case _ if head.startswith("same"):
            return "code section", "Of which code section is {record}?", False
        case _ if head.startswith(("number of each", "another")):
            head = head.replace("number of each ", "number of ")
            return head, "Does the person have others that are not on this record?", False
        case _:
            return head, "What the rule compares cannot be worked out from this record.", False


def _answers(view: View, key: Key, leaves: tuple[Leaf[Chosen], ...]) -> tuple[AnswerEffect, ...]:
    if key in view.variables:
        return _answers_number(view, key, leaves)
    if any(key in leaf.world.words for leaf in leaves):
        return _answers_word(view, key, leaves)
    groups: dict[str, dict[str, None]] = {}
    for leaf in leaves:
        answer = _told(leaf.world, key)
        if answer:
            groups.setdefault(answer, {})[leaf.result.outcome.name] = None
    return tuple(AnswerEffect(answer, tuple(outcomes)) for answer, outcomes in groups.items())


def _answers_word(view: View, key: Key, leaves: tuple[Leaf[Chosen], ...]) -> tuple[AnswerEffect, ...]:
    """Each word with the outcomes that are possible then; words with the same outcomes together."""
    told = frozenset().union(*(leaf.world.words.get(key, frozenset()) for leaf in leaves))
    question = question_of(key)
    every = [name for name in view.law.terms[question].readings if name in told] if question else sorted(told)
    groups: dict[tuple[str, ...], list[str]] = {}
    for word in every:
        outcomes = {leaf.result.outcome.name: None for leaf in leaves if word in leaf.world.words.get(key, {word})}
        groups.setdefault(tuple(outcomes), []).append(f'"{word}"' if question else word)
    return tuple(AnswerEffect(" or ".join(words), outcomes) for outcomes, words in groups.items())


def _told(world: World, key: Key) -> str:
    if key in world.truths:
        place = key[1].removeprefix("county: ")
        if place != key[1]:
            return place if world.truths[key] else "elsewhere"
        return "yes" if world.truths[key] else "no"
    if key in world.offenses:
        return "; ".join(
            (offenses.words or "one of the listed sections") if truth else f"not {offenses.words or 'listed'}"
            for offenses, truth in world.offenses[key]
        )
    declared = key[1] == "leap-day rule" and world.leap_day is not LeapDay.UNDECLARED
    return world.leap_day.value if declared else ""


def _answers_number(view: View, key: Key, leaves: tuple[Leaf[Chosen], ...]) -> tuple[AnswerEffect, ...]:
    """Ranges of a number or a day, each with the outcomes that are possible in it, neighbors with the same joined."""
    variable = view.variables[key]
    spans = [(leaf.world.span(variable), leaf.result.outcome.name) for leaf in leaves]
    cuts = sorted({low for (low, _), _ in spans} | {high + 1 for (_, high), _ in spans})
    pieces: list[tuple[int, int, tuple[str, ...]]] = []
    for low, following in pairwise(cuts):
        outcomes = tuple(dict.fromkeys(name for (first, last), name in spans if first <= low <= last))
        if not outcomes:
            continue
        if pieces and pieces[-1][2] == outcomes and pieces[-1][1] == low - 1:
            pieces[-1] = (pieces[-1][0], following - 1, outcomes)
        else:
            pieces.append((low, following - 1, outcomes))
    kind = VOCABULARY[key[1]].kind if key[1] in VOCABULARY else _declared_kind(view, key[1])
    return tuple(
        AnswerEffect(_range(piece[0], piece[1], kind, (variable.low, variable.high)), piece[2]) for piece in pieces
    )


def _declared_kind(view: View, fact: str) -> Kind:
    declared = view.law.facts.get(fact)
    if fact.startswith(places.UNLISTED):
        return Kind.NUMBER
    return kind_of_missing(view, fact) or (
        Kind.DATE
        if declared is None and any(word in fact for word in ("date", "sentence", "day", "punishment: "))
        else (declared.kind if declared else Kind.NUMBER)
    )


def _range(low: int, high: int, kind: Kind, whole: tuple[int, int]) -> str:
    first, last = show_number(low, kind), show_number(high, kind)
    dates = kind is Kind.DATE or kind is Kind.PERIOD
    at_start = low <= whole[0] or (dates and low <= EARLIEST)
    at_end = high >= whole[1] or (dates and high >= LATEST)
    if at_start and at_end:
        return "any answer"
    if dates:
        first, last = show_number(low, Kind.DATE), show_number(high, Kind.DATE)
    if low == high:
        return f"on {first}" if dates else first
    if at_start:
        return f"on or before {last}" if dates else f"at most {last}"
    if at_end:
        return f"on or after {first}" if dates else (f"more than {show_number(low - 1, kind)}")
    return f"from {first} through {last}"
