"""History phrases: which records of the person are counted, and how many there must be."""

from __future__ import annotations

import re
from typing import assert_never

from attrs import evolve

from cmr_rules.semantics import law
from cmr_rules.semantics.comparisons import turned_round
from cmr_rules.semantics.in_force import has_days, offense_test
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.semantics.names import Scope, look_up
from cmr_rules.semantics.offense_lists import asked_offenses
from cmr_rules.semantics.predicates import (
    NEVER,
    WHOLES,
    Asked,
    Thing,
    asked_value,
    placed,
    predicate_of,
    subject_of,
    truth_of,
)
from cmr_rules.semantics.values import LEVEL_WORDS, declared, phrase_of, unknown_fact, unknown_word
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN, QUALITIES, VOCABULARY
from cmr_rules.semantics.wording import place_in, plain
from cmr_rules.source import Span
from cmr_rules.syntax import tree

_BEGINNING = re.compile(r"^the (?:number of|date of the (?:most recent|earliest)) ")
_DATED = (tree.Compared, tree.Between, tree.Within, tree.InWindow)
_QUALITY_NOUNS = {"pending": ("charge",), "dismissed": ("charge", "conviction"), "current": ("registration",),
                  "acquitted": ("charge",)}  # fmt: skip


def has(written: tree.Has, scope: Scope) -> law.Test:
    """Resolve ``the person has no other conviction for …``."""
    asked = subject_of(written.subject, scope)
    records = records_of(written.counted, scope)
    if asked is None or records is None:
        return NEVER
    if not (isinstance(asked.what, Thing) and asked.what.noun == "person"):
        message = f"only the person has convictions, and `{asked.words}` has none"
        scope.fault("CMR307", message, asked.span, "write `the person has …`")
        return NEVER
    least, most = _bounds(written.quantifier)
    if records.one_for_each and (least, most) in {(1, None), (0, 0)}:
        message = f"counting one for each {records.one_for_each} changes nothing where one is enough"
        scope.fault("CMR307", message, written.span, f"leave out `, counting one for each {records.one_for_each}`")
    return law.History(records, least, most, span=written.span)


def _bounds(quantifier: tree.Quantifier) -> tuple[int, int | None]:
    number = 1 if quantifier.number is None else quantifier.number
    match quantifier.kind:
        case "no":
            return 0, 0
        case "at least":
            return number, None
        case "more than":
            return number + 1, None
        case "at most":
            return 0, number
        case "fewer than" | "less than":
            return 0, max(number - 1, 0)
        case "exactly":
            return number, number
        case _:
            return 1, None


def every(written: tree.Every, scope: Scope) -> law.Test:
    """Resolve ``every conviction of the person is for a Marijuana Offense``."""
    records = records_of(written.counted, scope)
    if records is None:
        return NEVER
    asked = Asked(Thing(records.noun, Who.COUNTED), f"the {records.noun}", written.counted.span)
    test = predicate_of(asked, written.predicate, scope.inside(written.span))
    records = evolve(records, dated=records.dated or isinstance(written.predicate, _DATED))
    return law.EveryRecord(records, _negated(test, written.negated), span=written.span)


def _negated(test: law.Test, negated: bool) -> law.Test:  # noqa: FBT001
    return turned_round(test, test.span) if negated else test


def records_of(counted: tree.Counted, scope: Scope) -> law.Records | None:
    """Resolve a history phrase; None after a fault that leaves nothing to count."""
    if not _countable(counted, scope):
        return None
    inner = scope.inside(counted.span)
    tests = [*plain_tests(counted, inner), *filter_tests(counted, inner)]
    return made(counted, tests, inner)


def covered(counted: tree.Counted, scope: Scope) -> tuple[law.Records, law.Test | None] | None:
    """Resolve what a file covers: the records, and what they must meet besides (``that still stands``)."""
    if counted.noun == "registration" or counted.other:
        what = "other records" if counted.other else "a registration"
        scope.fault(
            "CMR307",
            f"a file cannot cover {what}",
            counted.span,
            "cover each conviction, charge, arrest, case or person",
        )
        return None
    inner = evolve(scope, subject=Who.COUNTED)
    ended = tuple(one for one in counted.filters if _tells_end(one))
    others = evolve(counted, filters=tuple(one for one in counted.filters if one not in ended))
    tests = [*plain_tests(counted, inner), *filter_tests(evolve(counted, filters=ended), inner)]
    return made(counted, tests, inner), joined(filter_tests(others, inner), counted.span)


def _tells_end(one: tree.Filter) -> bool:
    """Whether a filter tells which records there are, so that one that fails it is not of the kind that is covered."""
    return isinstance(one, tree.That) and isinstance(one.predicate, tree.EndedInConviction)


def made(counted: tree.Counted, tests: list[law.Test], scope: Scope) -> law.Records:
    """Put the parts of a phrase together."""
    place = ""
    match counted.place:
        case tree.Anywhere():
            place = "anywhere"
        case tree.InPlace(name, outside, of_option):
            named = f"{{{plain(name)}}}" if of_option else plain(name)
            place = f"outside {named}" if outside else named
        case tree.SameAs() | None:
            pass
    if counted.other:
        scope.found.this = True
    test = joined(tests, counted.span)
    words = _BEGINNING.sub("", scope.names.wording.clause(counted.span))
    dated = counted.when is not None or any(
        isinstance(one, tree.That) and isinstance(one.predicate, _DATED) for one in counted.filters
    )
    once, apart = counted.one_for_each or "", _by_itself(counted, scope)
    return law.Records(
        counted.noun, counted.other, test, place, words, dated=dated, one_for_each=once, by_itself=apart,
        span=counted.span,
    )  # fmt: skip


def _by_itself(counted: tree.Counted, scope: Scope) -> law.Test | None:
    """Resolve ``but each for which Assaultive Crime is true by itself``: a condition of the counted record."""
    name = counted.by_itself
    if name is None:
        return None
    truth = truth_of(name, evolve(scope, subject=Who.COUNTED))
    if truth is None and look_up(name, scope) is not None:
        message = f"`{plain(name.text)}` is no condition, and it must be true or not true here"
        scope.fault("CMR301", message, name.span, "define a term for it: `TERM means that …`")
    return truth


def joined(tests: list[law.Test], span: Span) -> law.Test | None:
    """Join tests that must all be true; None when there is none."""
    if len(tests) > 1:
        return law.Both(tuple(tests), span=span)
    return tests[0] if tests else None


def _countable(counted: tree.Counted, scope: Scope) -> bool:
    if counted.noun in DATE_OF_NOUN:
        return True
    scope.fault("CMR118", f"counting each {counted.noun} is not supported yet", counted.span)
    return False


def plain_tests(counted: tree.Counted, scope: Scope) -> list[law.Test]:
    """Resolve all of a phrase but its filters: qualities, place, offenses, the same section, the date."""
    tests = _quality_tests(counted, scope)
    if counted.place is not None:
        where = placed(counted.place, Who.COUNTED, scope)
        tests += [] if where is None else [where]
    if counted.offenses is not None:
        offenses = asked_offenses(counted.offenses, scope)
        if counted.noun == "registration" and has_days(offenses):
            message = "a registration has no date of offense, which would tell the text of a section by its days"
            hint = "name the section alone, such as `under PC 290`"
            scope.fault("CMR307", message, counted.offenses.span, hint)
        is_for = law.OffenseAmong if counted.noun in WHOLES else law.OffenseIs
        tests.append(offense_test(is_for, Who.COUNTED, offenses, counted.offenses.span))
    if counted.same_section is not None:
        scope.found.this = True
        tests.append(law.Same(Who.COUNTED, counted.same_section, span=counted.span))
    if counted.when is not None:
        tests.append(predicate_of(_itself(counted), counted.when, scope))
    return tests


def _itself(counted: tree.Counted) -> Asked:
    return Asked(Thing(counted.noun, Who.COUNTED), f"the {counted.noun}", counted.span)


def _quality_tests(counted: tree.Counted, scope: Scope) -> list[law.Test]:
    levels: set[str] = set()
    tests: list[law.Test] = []
    for quality in counted.qualities:
        for word in quality.text.replace(",", " or ").split(" or "):
            text = plain(word)
            if text in LEVEL_WORDS and counted.noun != "registration" and text != "lawful":
                levels.add(text)
            elif counted.noun in _QUALITY_NOUNS.get(text, ()):
                tests.append(law.HasQuality(Who.COUNTED, text, span=quality.span))
            elif text in (*LEVEL_WORDS, *QUALITIES):
                message = f"a {counted.noun} cannot be `{text}`"
                nouns = _QUALITY_NOUNS.get(text, ("conviction",))
                scope.fault("CMR307", message, quality.span, f"write `{text} {nouns[0]}`")
            else:
                unknown_word(text, quality.span, (*LEVEL_WORDS, *QUALITIES), scope)
    if levels:
        level = law.FactValue("level", Kind.LEVEL, Who.COUNTED, span=counted.span)
        tests.insert(0, law.IsWord(level, frozenset(levels), span=counted.qualities[0].span))
    return tests


def filter_tests(counted: tree.Counted, scope: Scope) -> list[law.Test]:
    """Resolve ``whose …``, ``that …`` and ``for which …``."""
    tests: list[law.Test] = []
    for one in counted.filters:
        match one:
            case tree.Whose(words, negated, predicate):
                asked = _fact_of_counted(words, one.span, counted.noun, scope)
                test = NEVER if asked is None else predicate_of(asked, predicate, scope)
            case tree.That(negated, predicate):
                test = predicate_of(_itself(counted), predicate, scope)
            case tree.ForWhich(condition):
                negated = False
                test = scope.names.passes.condition(condition, evolve(scope, subject=Who.COUNTED))
                test = test.test if isinstance(test, law.Clause) else test
            case _:
                assert_never(one)
        tests.append(_negated(test, negated))
    return tests


def _fact_of_counted(words: str, span: Span, noun: str, scope: Scope) -> Asked | None:
    """Resolve the fact after ``whose``."""
    text, _ = phrase_of(words, None)
    at = place_in(span, words)
    fact = scope.names.facts.get(plain(words))
    if fact is not None:
        scope.names.touched.add(fact.name)
        value = declared(fact, at, scope, Who.COUNTED)
        return None if value is None else asked_value(value, fact.name, at)
    if noun == "registration":
        if text == DATE_OF_NOUN[noun]:
            return Asked(law.FactValue(text, Kind.DATE, Who.COUNTED, span=at), text, at)
        scope.fault("CMR307", f"a registration has no `{text}`", at, "write `whose date of registration`")
        return None
    if text in ("offense", "county", "probation"):
        return Asked(Thing(text, Who.COUNTED), text, at)
    definition = VOCABULARY.get(text)
    if definition is None:
        unknown_fact(text, at, scope)
        return None
    if definition.about == "person" and noun != "person":
        scope.fault("CMR307", f"a {noun} has no `{text}`; the person has", at, f"write `the {text}`")
        return None
    return asked_value(law.FactValue(text, definition.kind, Who.COUNTED, span=at), text, at)
