"""One function for each rule of the grammar: its parts and its place to a node of the tree.

Parts arrive in order, without the words of the language; what a rule marks as optional is None when it is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from attrs import evolve

from cmr_rules.source import Source, Span
from cmr_rules.syntax import tree
from cmr_rules.syntax.lexer import Token
from cmr_rules.syntax.remarks import single_blanks

Parts = list[Any]
BUILDERS: dict[str, Callable[[Parts, Span], Any]] = {}


def builds(*names: str) -> Callable[[Callable[[Parts, Span], Any]], Callable[[Parts, Span], Any]]:
    """Register a function as the builder of the rules *names*."""

    def register(function: Callable[[Parts, Span], Any]) -> Callable[[Parts, Span], Any]:
        for name in names:
            BUILDERS[name] = function
        return function

    return register


def shift(token: Token, source: Source) -> object:
    """Make the node that a single token stands for; tokens without meaning of their own stay as they are."""
    span = Span(source, token.start, token.end)
    match token.kind:
        case "NAME":
            return tree.Name(token.text, span=span)
        case "WORD":
            return tree.Words(token.text, span=span)
        case "STRING":
            end = token.end if token.value == "open" else token.end - 1
            return tree.Text(single_blanks(source.text[token.start + 1 : end]), span=span)
        case "DATE" | "PERIOD" | "NUMBER" | "AMOUNT":
            return _placed(token.value, span)
        case _:
            return token


def _placed(value: object, span: Span) -> object:
    match value:
        case tree.Day(year, month, day):
            return tree.Day(year, month, day, span=span)
        case tree.Length(number, unit):
            return tree.Length(number, unit, span=span)
        case tree.Number(number):
            return tree.Number(number, span=span)
        case tree.Amount(amount, measure):
            return tree.Amount(amount, measure, span=span)
        case _:
            return value


def of_type(parts: Parts, *kinds: type) -> tuple[Any, ...]:
    """Pick the parts of some classes."""
    return tuple(p for p in parts if isinstance(p, kinds))


def words_of(parts: Parts) -> str:
    """Join the texts of words and tokens."""
    return " ".join(p.text for p in parts)


# ---------------------------------------------------------------------------------------------- pieces of phrases


@builds("title_kind", "off", "age", "or_off", "yes_or_no", "not_ranked", "covers_word", "be", "be_not", "order",
        "size", "age_order", "direction", "window_direction", "old", "count_relation", "other", "of_the_person",
        "same_section", "form", "fact_word", "fact_owner", "if_any", "extreme", "group_kind",
        "presumed_mark", "including", "once_for", "limit_which", "limit_once", "not_counting")  # fmt: skip
def _word(parts: Parts, _: Span) -> str:
    return words_of(parts)


@builds("noun")
def _noun(parts: Parts, _: Span) -> str:
    return str(parts[0].text).removesuffix("s")


@builds("ruled_person")
def _ruled_person(_: Parts, __: Span) -> str:
    return "person"


@builds("place_name")
def _place_name(parts: Parts, span: Span) -> tree.Words | tree.Name:
    """A place, or the name of the option that holds one: the lexer tells, which has seen the declaration."""
    option = parts[0].value if isinstance(parts[0], Token) else None
    return tree.Words(parts[0].text, span=span) if option is None else tree.Name(str(option), span=span)


@builds("words", "word_item", "answer", "no")
def _words(parts: Parts, span: Span) -> tree.Words:
    return tree.Words(words_of(parts), span=span)


@builds("word_list", "qualities", "offense_list")
def _tuple(parts: Parts, _: Span) -> tuple[Any, ...]:
    return tuple(parts)


@builds("form_list")
def _form_list(parts: Parts, _: Span) -> tuple[str, ...]:
    forms = {p if isinstance(p, str) else p.text for p in parts}
    return tuple(f for f in ("attempt", "conspiracy", "solicitation") if f in forms)


# ---------------------------------------------------------------------------------------------- values


@builds("name_value")
def _name_value(parts: Parts, span: Span) -> tree.NameValue:
    return tree.NameValue(parts[0], span=span)


@builds("imprisonment")
def _imprisonment(parts: Parts, span: Span) -> tree.Length:
    return tree.Length(parts[0].number, parts[0].unit, span=span)


@builds("fact")
def _fact(parts: Parts, span: Span) -> tree.FactOf:
    if_any = isinstance(parts[-1], str) and parts[-1].startswith(",")
    phrase = words_of_fact(parts[1:-1])
    owner = "this" if parts[0] == "this" or " this " in f" {phrase} " else None
    return tree.FactOf(short_fact(phrase), owner, if_any, span=span)


def words_of_fact(parts: Parts) -> str:
    """Join the words of a fact."""
    return " ".join(p if isinstance(p, str) else p.text for p in parts)


_DROPPED = re.compile(r"\b(?:this|the(?! sentence)) ")
_OWNERS = ("conviction", "offense", "charge", "arrest", "case")
_TAILS = (" of the person", *(f" of {article} {owner}" for article in ("the", "this") for owner in _OWNERS))


def short_fact(phrase: str) -> str:
    """Drop ``of the conviction`` when other words remain that name the fact, then every ``this`` and ``the``.

    ``the`` stays before ``sentence``: ``the total length of the sentence``.
    """
    for tail in _TAILS:
        if phrase.endswith(tail) and phrase.removesuffix(tail) not in {"date", "the date"}:
            phrase = phrase.removesuffix(tail)
            break
    return _DROPPED.sub("", f"{phrase} ").strip()


@builds("birthday")
def _birthday(parts: Parts, span: Span) -> tree.Birthday:
    return tree.Birthday(parts[0].value, span=span)


@builds("shifted")
def _shifted(parts: Parts, span: Span) -> tree.Shifted:
    period, direction, start = parts
    if isinstance(period, tree.Name):
        period = tree.NameValue(period, span=period.span)
    return tree.Shifted(period, direction, start, span=span)


@builds("later_of")
def _later_of(parts: Parts, span: Span) -> tree.LaterOf:
    return tree.LaterOf(tuple(parts), span=span)


@builds("earlier_of")
def _earlier_of(parts: Parts, span: Span) -> tree.EarlierOf:
    return tree.EarlierOf(tuple(parts), span=span)


@builds("count_of", "count_of_filtered")
def _count_of(parts: Parts, span: Span) -> tree.CountOf:
    return tree.CountOf(counted(parts[1:], span), span=span)


@builds("count_of_one_for_each")
def _count_of_one_for_each(parts: Parts, span: Span) -> tree.CountOf:
    return tree.CountOf(counting(parts[1], parts[2]), span=span)


@builds("one_for_each")
def _one_for_each(parts: Parts, _: Span) -> tuple[str, tree.Name | None]:
    return str(parts[0]).removeprefix(", counting one for each "), parts[1]


def counting(of: tree.Counted, once: tuple[str, tree.Name | None] | None) -> tree.Counted:
    """Read ``, counting one for each cycle``, and what counts by itself."""
    return of if once is None else evolve(of, one_for_each=once[0], by_itself=once[1])


@builds("date_of_extreme", "date_of_extreme_filtered")
def _date_of_extreme(parts: Parts, span: Span) -> tree.DateOfExtreme:
    which = str(parts[0]).removeprefix("the date of the ")
    return tree.DateOfExtreme(which, counted(parts[1:], span), span=span)


@builds("clock")
def _clock(parts: Parts, span: Span) -> tree.Clock:
    period, start, again, not_counting = parts
    restarts, begins, after_run = again or (None, None, False)
    return tree.Clock(period, start, restarts, begins, not_counting is None, after_run, span=span)


@builds("restarting")
def _restarting(parts: Parts, span: Span) -> tuple[tree.Counted, tree.Value, bool]:
    """Read from which of its days a record starts the time again: of the record that is counted, not `this`."""
    again, restarts, *words = parts
    after_run = "also after it has run" in again
    if isinstance(words[0], tree.Name):
        return restarts, tree.NameValue(words[0], span=words[0].span), after_run
    last = span.start + list(re.finditer(r"\bits\s+", span.text))[-1].end()
    begins = tree.FactOf(short_fact(words_of_fact(words)), span=Span(span.source, last, span.end))
    return restarts, begins, after_run


@builds("again_with")
def _again_with(parts: Parts, _: Span) -> str:
    return str(parts[0])


def counted(parts: Parts, span: Span) -> tree.Counted:
    """Build what a history phrase speaks of; the filters are the ninth part where there are any."""
    other, qualities, noun, _, place, offenses, same, when, *filters = parts
    same_section = None if same is None else ("exact section" if "exactly" in same else "section")
    chosen = filters[0] if filters and filters[0] is not None else ()
    return tree.Counted(noun, other is not None, qualities, place, offenses, same_section, when, chosen, span=span)


# ---------------------------------------------------------------------------------------------- offenses and places


@builds("section_item", "section_exactly", "attempt_section")
def _section_item(parts: Parts, span: Span) -> tree.SectionItem:
    *forms, token, in_force = parts
    exactly = source_word(span) == "exactly"
    section, through = token.value if token.kind == "RANGE" else (token.value, None)
    return tree.SectionItem(section, through, exactly, forms[0] if forms else (), in_force, span=span)


@builds("days", "as_in_force")
def _days(parts: Parts, span: Span) -> tree.Days:
    days = of_type(parts, tree.Day)
    return tree.Days(days[0], days[1] if len(days) > 1 else None, span=span)


@builds("as_in_force_before")
def _as_in_force_before(parts: Parts, span: Span) -> tree.Days:
    return tree.Days(before=parts[0], span=span)


def source_word(span: Span) -> str:
    """The first word of a place in the text."""
    words = span.text.split(None, 1)
    return words[0] if words else ""


@builds("named_item", "attempt_named")
def _named_item(parts: Parts, span: Span) -> tree.NamedItem:
    return tree.NamedItem(parts[-1], parts[0] if len(parts) > 1 else (), span=span)


@builds("one_of_option")
def _one_of_option(parts: Parts, span: Span) -> tree.NamedItem:
    return tree.NamedItem(parts[0], of_option=True, span=span)


@builds("offenses", "offenses_or")
def _offenses(parts: Parts, span: Span) -> tree.Offenses:
    items = (*parts[0], *parts[1:-1])
    return tree.Offenses(items, forms_in(parts[-1]), span=span)


def forms_in(words: str | None) -> tuple[str, ...]:
    """Read ``including attempts and conspiracies``."""
    plural = (("attempt", "attempts"), ("conspiracy", "conspiracies"), ("solicitation", "solicitations"))
    return tuple(form for form, word in plural if word in (words or ""))


@builds("in_place")
def _in_place(parts: Parts, span: Span) -> tree.InPlace:
    return tree.InPlace(parts[0].text, of_option=isinstance(parts[0], tree.Name), span=span)


@builds("outside_place")
def _outside_place(parts: Parts, span: Span) -> tree.InPlace:
    return tree.InPlace(parts[0].text, outside=True, of_option=isinstance(parts[0], tree.Name), span=span)


@builds("anywhere")
def _anywhere(_: Parts, span: Span) -> tree.Anywhere:
    return tree.Anywhere(span=span)


@builds("same_as")
def _same_as(parts: Parts, span: Span) -> tree.SameAs:
    words = parts[0].text.split()
    if words[1] == "this":
        return tree.SameAs(words[-1], within=True, span=span)
    return tree.SameAs(words[3], noun=words[-1], span=span)
