"""What is said of something: ``is before D``, ``is a felony``, ``was at least 21 years old on D``, ``still stands``."""

from __future__ import annotations

from typing import TypeAlias, assert_never

from attrs import frozen

from cmr_rules.places import PLACES
from cmr_rules.records.supervision import REVOKED
from cmr_rules.semantics import law
from cmr_rules.semantics.comparisons import between, compared, in_window, within
from cmr_rules.semantics.in_force import offense_test
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import KIND_WORDS, Names, Scope, look_up
from cmr_rules.semantics.offense_lists import asked_offenses
from cmr_rules.semantics.values import (
    LEVEL_WORDS,
    count_years,
    date_of_birth,
    declared,
    kind_of,
    phrase_of,
    shown,
    unknown_word,
    value_of,
    value_of_kind,
    who_of_term,
)
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN, QUALITIES
from cmr_rules.semantics.wording import place_in, plain
from cmr_rules.source import Span
from cmr_rules.syntax import tree

RECORD_NOUNS = ("conviction", "charge", "arrest", "registration", "record", "offense", "case", "county", "sentence",
                "probation")  # fmt: skip
"""What a record may be called as the subject of a sentence; `person` is the other subject."""
WHOLES = ("arrest", "case")
"""Records that have counts: such a record is for an offense when one of its counts is."""
NEVER = law.Always(truth=False)
"""What stands in the place of a phrase with a fault."""


@frozen
class Thing:
    """The person, or a record under one of its names (*noun*)."""

    noun: str
    who: law.Who


@frozen
class Truth:
    """A term, option or fact that is true or not."""

    test: law.TermTrue | law.Holds | law.Always


What: TypeAlias = Thing | Truth | law.Value


@frozen
class Asked:
    """Of what a predicate is said, with the words for it and their place."""

    what: What
    words: str
    span: Span


def subject_of(written: tree.Value, scope: Scope) -> Asked | None:
    """Resolve the subject of a sentence; None after a fault."""
    words = shown(written).strip("`")
    match written:
        case tree.FactOf():
            noun, owner = phrase_of(written.words, written.owner)
            noun, owner = (noun.removeprefix("this "), "this") if noun.startswith("this ") else (noun, owner)
            if noun == "person":
                return Asked(Thing(noun, law.Who.SUBJECT), words, written.span)
            if noun in RECORD_NOUNS:
                who = scope.who(owner, written.span)
                return None if who is None else Asked(Thing(noun, who), words, written.span)
        case tree.NameValue(name):
            test = truth_of(name, scope)
            if test is not None:
                return None if test is NEVER else Asked(Truth(test), words, written.span)
        case _:
            pass
    value = value_of(written, scope)
    return None if value is None else asked_value(value, words, written.span)


def asked_value(value: law.Value, words: str, span: Span) -> Asked:
    """Return a value as a subject; a yes-or-no fact is true or not."""
    if isinstance(value, law.FactValue) and value.kind is Kind.YES_NO:
        return Asked(Truth(law.Holds(value, span=span)), words, span)
    return Asked(value, words, span)


def truth_of(name: tree.Name, scope: Scope) -> law.TermTrue | law.Holds | law.Always | None:
    """Return the test that a condition, or a yes-or-no option or fact, stands for; else None. False after a fault."""
    text, names = plain(name.text), scope.names
    if not any(text in known for known in (names.options, names.terms, names.declarations, names.facts)):
        return None
    match look_up(name, scope):
        case law.Option(kind=Kind.YES_NO) as option:
            return law.Holds(law.OptionValue(option.name, option.kind, span=name.span), span=name.span)
        case law.DeclaredFact(kind=Kind.YES_NO) as fact:
            value = declared(fact, name.span, scope)
            return NEVER if value is None else law.Holds(value, span=name.span)
        case law.Term() as term if term.test is not None:
            who = who_of_term(term, name.span, scope)
            return NEVER if who is None else law.TermTrue(term.name, who, span=name.span)
        case _:
            return None


def predicate_of(asked: Asked, predicate: tree.Predicate, scope: Scope) -> law.Test:
    """Resolve what is said of *asked*; a false test after a fault."""
    match predicate:
        case tree.Compared("less serious than" | "more serious than"):
            return _seriousness(asked, predicate, scope)
        case tree.Compared(value=tree.Number(number)) if isinstance(asked.what, Thing) and asked.what.noun == "offense":
            scope.fault("CMR125", f"the section `{number}` lacks its code", predicate.span, f"write `HS {number}`")
            return NEVER
        case tree.Compared():
            left = _comparable(asked, scope)
            return NEVER if left is None else compared(left, asked.span, predicate, scope) or NEVER
        case tree.Between():
            left = _comparable(asked, scope)
            return NEVER if left is None else between(left, asked.span, predicate, scope) or NEVER
        case tree.Within():
            left = _comparable(asked, scope)
            return NEVER if left is None else within(left, asked.span, predicate, scope) or NEVER
        case tree.InWindow():
            left = _comparable(asked, scope)
            return NEVER if left is None else in_window(left, asked.span, predicate, scope) or NEVER
        case tree.Aged():
            return _aged(asked, predicate, scope)
        case tree.OneOf(_, None):
            return _words(asked, predicate, scope)
        case tree.ForOffenses(offenses) if isinstance(asked.what, Thing) and asked.what.noun in WHOLES:
            tested = asked_offenses(offenses, scope)
            return offense_test(law.OffenseAmong, asked.what.who, tested, predicate.span)
        case tree.OneOf(_, tree.Offenses() as offenses) | tree.ForOffenses(offenses):
            return _offense(asked, offenses, predicate.span, scope)
        case tree.Located(place):
            who = _record(asked, "has no place", scope)
            return NEVER if who is None else placed(place, who, scope) or NEVER
        case tree.Standing():
            who = _record(asked, "cannot stand or be set aside", scope)
            return NEVER if who is None else law.Stands(who, span=predicate.span)
        case tree.EndedInConviction():
            if isinstance(asked.what, Thing) and asked.what.noun == "charge":
                return law.HasQuality(asked.what.who, "convicted", span=predicate.span)
            scope.fault("CMR307", f"`{asked.words}` does not end in a conviction; a charge does", predicate.span)
            return NEVER
        case tree.OneOf():
            return NEVER
        case _:
            assert_never(predicate)


def placed(place: tree.Place, who: law.Who, scope: Scope) -> law.Test | None:
    """Resolve where a record is; None for ``in any jurisdiction``."""
    match place:
        case tree.InPlace(name, outside, of_option=True):
            if not isinstance(look_up(tree.Name(name, span=place_in(place.span, name)), scope), law.Option):
                return NEVER
            value = law.OptionValue(plain(name), Kind.PLACE, span=place.span)
            return law.IsIn(who, value, outside, span=place.span)
        case tree.InPlace(name, outside):
            known_place(name, place.span, scope.names)
            return law.IsIn(who, plain(name), outside, span=place.span)
        case tree.SameAs(what):
            scope.found.this = True
            return law.Same(who, what, span=place.span)
        case tree.Anywhere():
            return None
        case _:
            assert_never(place)


def known_place(name: str, span: Span, names: Names) -> None:
    """Report a place that is not on the list."""
    if plain(name) not in PLACES:
        option = names.options.get(plain(name))
        hints = names.close(plain(name), sorted(PLACES))
        if option is not None and option.kind is Kind.PLACE:
            hints = (f"write `in the {option.name}` for the place that the option names",)
        message = f"there is no place `{plain(name)}` on the list of states and counties"
        names.fault("CMR208", message, place_in(span, name), *hints)


def _record(asked: Asked, reason: str, scope: Scope) -> law.Who | None:
    if isinstance(asked.what, Thing) and asked.what.noun != "person":
        return asked.what.who
    scope.fault("CMR307", f"`{asked.words}` {reason}; a conviction has", asked.span, "write `the conviction`")
    return None


def _comparable(asked: Asked, scope: Scope) -> law.Value | None:
    """Return the value that a comparison takes: of a counted record, its date."""
    match asked.what:
        case Thing(noun, law.Who.COUNTED) if noun in DATE_OF_NOUN:
            return law.FactValue(DATE_OF_NOUN[noun], Kind.DATE, law.Who.COUNTED, span=asked.span)
        case Thing(noun):
            hint = "write `the date of birth`" if noun == "person" else "write `the date of conviction`"
            scope.fault("CMR307", f"`{asked.words}` has no size and no date of its own", asked.span, hint)
            return None
        case Truth():
            message = f"`{asked.words}` is true or not true, and cannot be compared"
            scope.fault("CMR303", message, asked.span, f"write `{asked.words} is true`")
            return None
        case value:
            return value


def _seriousness(asked: Asked, predicate: tree.Compared, scope: Scope) -> law.Test:
    left = _level(asked, scope)
    right = value_of_kind(predicate.value, Kind.LEVEL, scope)
    if left is None or right is None:
        return NEVER
    if predicate.relation == "more serious than":
        left, right = right, left
    return law.LessSerious(left, right, span=predicate.span)


def _level(asked: Asked, scope: Scope) -> law.Value | None:
    match asked.what:
        case Thing(noun, who) if noun != "person":
            return law.FactValue("level", Kind.LEVEL, who, span=asked.span)
        case Thing():
            scope.fault("CMR307", "a person has no level; a conviction has", asked.span, "write `the conviction`")
            return None
        case Truth():
            scope.fault("CMR303", f"`{asked.words}` is true or not true, and has no level", asked.span)
            return None
        case value if kind_of(value) is Kind.LEVEL:
            return value
        case value:
            message = f"`{asked.words}` is {KIND_WORDS[kind_of(value)]}, and only levels are more or less serious"
            scope.fault("CMR301", message, asked.span)
            return None


def _aged(asked: Asked, predicate: tree.Aged, scope: Scope) -> law.Test:
    if not (isinstance(asked.what, Thing) and asked.what.noun == "person"):
        scope.fault("CMR307", f"`{asked.words}` has no age; the person has", asked.span, "write `the person`")
        return NEVER
    if predicate.relation not in ("at least", "under"):
        if not scope.names.already("CMR122", predicate.span):
            message = f"`{predicate.relation} … years old` can be read in two ways"
            hint = "write `at least 21 years old on` or `under 22 years old on`"
            scope.fault("CMR122", message, predicate.span, hint)
        return NEVER
    age = value_of_kind(predicate.age, Kind.PERIOD, scope, "write an age such as `21 years old`")
    day = value_of_kind(predicate.on, Kind.DATE, scope)
    if age is None or day is None:
        return NEVER
    count_years(scope, predicate.span, age)
    birthday = law.Shift(date_of_birth(asked.span), age, span=predicate.age.span)
    if predicate.relation == "under":
        return law.Compare(day, birthday, strict=True, span=predicate.span)
    return law.Compare(birthday, day, strict=False, span=predicate.span)


def _offense(asked: Asked, offenses: tree.Offenses, span: Span, scope: Scope) -> law.Test:
    match asked.what:
        case Thing(noun, who) if noun != "person":
            return offense_test(law.OffenseIs, who, asked_offenses(offenses, scope), span)
        case Thing():
            message = "a person is no offense; a conviction is for one"
            scope.fault(
                "CMR307", message, asked.span, "write `the offense is …` or `the person has a conviction for …`"
            )
        case Truth():
            scope.fault("CMR303", f"`{asked.words}` is true or not true, and no offense", asked.span)
        case value:
            message = f"`{asked.words}` is {KIND_WORDS[kind_of(value)]}, and no offense"
            hints = ("write `on` before a day, `exactly` before a number",) if kind_of(value) in _SIZES else ()
            scope.fault("CMR301", message, asked.span, *hints)
    return NEVER


_SIZES = (Kind.DATE, Kind.PERIOD, Kind.NUMBER, Kind.WEIGHT, Kind.MONEY)


def _words(asked: Asked, predicate: tree.OneOf, scope: Scope) -> law.Test:
    words = predicate.words
    match asked.what:
        case Truth(test):
            if [word.text for word in words] == ["true"]:
                return test
            message = f"`{asked.words}` can only be true or not true"
            scope.fault("CMR303", message, predicate.span, f"write `{asked.words} is true` or `… is not true`")
            return NEVER
        case Thing("person"):
            return _of_person(words, scope)
        case Thing("probation", who):
            return _of_probation(words, who, scope)
        case Thing(_, who):
            return _of_record(words, who, predicate.span, scope)
        case law.FactValue(kind=Kind.WORD) as fact if fact.fact in scope.names.facts:
            known = scope.names.facts[fact.fact].words
            for word in words:
                if word.text not in known:
                    unknown_word(word.text, word.span, known, scope)
            return law.IsWord(fact, frozenset(word.text for word in words), span=predicate.span)
        case value if kind_of(value) is Kind.LEVEL:
            return _is_level(value, words, predicate.span, scope)
        case value:
            return _misfit(asked, value, words, scope)


def _misfit(asked: Asked, value: law.Value, words: tuple[tree.Words, ...], scope: Scope) -> law.Test:
    kind = kind_of(value)
    for word in words:
        if word.text == "true":
            message = f"`{asked.words}` is {KIND_WORDS[kind]}, and only a condition is true or not true"
            scope.fault("CMR303", message, asked.span)
        elif word.text in (*LEVEL_WORDS, *QUALITIES, "deceased"):
            message = f"`{asked.words}` is {KIND_WORDS[kind]}, and cannot be `{word.text}`"
            scope.fault("CMR307", message, word.span, "write `the conviction is …`")
        else:
            unknown_word(word.text, word.span, LEVEL_WORDS, scope)
    return NEVER


def _of_person(words: tuple[tree.Words, ...], scope: Scope) -> law.Test:
    for word in words:
        if word.text == "deceased" and len(words) == 1:
            return law.Holds(law.FactValue("deceased", Kind.YES_NO, span=word.span), span=word.span)
        if word.text in (*LEVEL_WORDS, *QUALITIES):
            message = f"a person cannot be `{word.text}`; a conviction or a charge can"
            scope.fault("CMR307", message, word.span, f"write `the conviction is a {word.text}`")
        else:
            unknown_word(word.text, word.span, ("deceased",), scope)
    return NEVER


def _of_probation(words: tuple[tree.Words, ...], who: law.Who, scope: Scope) -> law.Test:
    if [word.text for word in words] == ["revoked"]:
        return law.Holds(law.FactValue(REVOKED, Kind.YES_NO, who, span=words[0].span), span=words[0].span)
    for word in words:
        if word.text != "revoked":
            unknown_word(word.text, word.span, ("revoked",), scope)
    return NEVER


def _of_record(words: tuple[tree.Words, ...], who: law.Who, span: Span, scope: Scope) -> law.Test:
    tests: list[law.Test] = []
    levels = tuple(word for word in words if word.text in LEVEL_WORDS)
    if levels:
        tests.append(_is_level(law.FactValue("level", Kind.LEVEL, who, span=span), levels, span, scope))
    for word in words:
        if word.text in QUALITIES:
            tests.append(law.HasQuality(who, word.text, span=word.span))
        elif word.text == "deceased":
            scope.fault("CMR307", "a conviction cannot be `deceased`; a person can", word.span, "write `the person`")
        elif word.text not in LEVEL_WORDS:
            unknown_word(word.text, word.span, (*LEVEL_WORDS, *QUALITIES), scope)
    if not tests:
        return NEVER
    return tests[0] if len(tests) == 1 else law.Either(tuple(tests), span=span)


def _is_level(value: law.Value, words: tuple[tree.Words, ...], span: Span, scope: Scope) -> law.Test:
    for word in words:
        if word.text not in LEVEL_WORDS:
            unknown_word(word.text, word.span, LEVEL_WORDS, scope)
        elif word.text == "lawful" and isinstance(value, law.FactValue):
            message = "a conviction is never `lawful`; a level that a term gives can be"
            scope.fault("CMR307", message, word.span)
    return law.IsWord(value, frozenset(word.text for word in words), span=span)
