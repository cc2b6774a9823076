"""The builders of scenarios: people, their records, and what is expected."""

from __future__ import annotations

from typing import Any

from attrs import evolve, frozen

from cmr_rules.source import Span
from cmr_rules.syntax import build_conditions, build_limits, build_statements, tree
from cmr_rules.syntax.build import BUILDERS, Parts, builds, of_type, words_of_fact
from cmr_rules.syntax.build_statements import remarks_of
from cmr_rules.syntax.lexer import Token

__all__ = ["BUILDERS", "PARTS_OF_BUILDERS"]

PARTS_OF_BUILDERS = (build_conditions, build_statements, build_limits)
"""The modules whose builders are in ``BUILDERS`` once this one is loaded."""
UNKNOWN = "unknown"


@frozen
class _Death:
    on: tree.Day | tree.Words


@builds("scenario")
def _scenario(parts: Parts, span: Span) -> tree.Scenario:
    return tree.Scenario(parts[0], None, (), span=span)


@builds("scenarios")
def _scenarios(parts: Parts, span: Span) -> tree.ScenarioTable:
    return tree.ScenarioTable(parts[0], (), (), (), span=span)


# ---------------------------------------------------------------------------------------------- people


@builds("person_told")
def _person_told(parts: Parts, span: Span) -> tree.PersonTold:
    told = _person(parts, span)
    records = of_type(parts, tree.RecordItem)
    others = any(isinstance(p, Token) and p.kind == "PERHAPS" for p in parts) or "others" in parts
    return evolve(told, records=records, perhaps_others=others)


@builds("person_without_record")
def _person_without_record(parts: Parts, span: Span) -> tree.PersonTold:
    return _person(parts, span)


def _person(parts: Parts, span: Span) -> tree.PersonTold:
    born, *rest = parts
    died = next((part.on for part in of_type(rest, _Death)), None)
    return tree.PersonTold(born, died, of_type(rest, tree.Told, tree.ToldName), (), span=span)


@builds("born")
def _born(parts: Parts, _: Span) -> tree.Day:
    day = parts[0]
    assert isinstance(day, tree.Day)
    return day


@builds("died")
def _died(parts: Parts, span: Span) -> _Death:
    return _Death(parts[0] if parts and parts[0] is not None else tree.Words(UNKNOWN, span=span))


@builds("year")
def _year(parts: Parts, span: Span) -> tree.Day:
    return tree.Day(parts[0].number, span=span)


# ---------------------------------------------------------------------------------------------- records


@builds("record")
def _record(parts: Parts, span: Span) -> tree.RecordItem:
    label, qualities, noun, place, offense, on, *details = parts
    return tree.RecordItem(
        label.text, noun, qualities, place, offense, on, tuple(details), remarks_of(label), span=span
    )


@builds("record_in_custody")
def _record_in_custody(parts: Parts, span: Span) -> tree.RecordItem:
    label, on, *through = parts
    last = through[0] if through else None
    return tree.RecordItem(label.text, "custody", (), None, None, on, (), remarks_of(label), last, span=span)


@builds("record_others")
def _record_others(_: Parts, __: Span) -> str:
    return "others"


@builds("record_section", "record_day")
def _only(parts: Parts, _: Span) -> Any:
    return parts[0]


@builds("unknown_offense", "unknown_date", "no_day")
def _unknown(_: Parts, span: Span) -> tree.Words:
    return tree.Words(UNKNOWN, span=span)


@builds("told_fact")
def _told_fact(parts: Parts, span: Span) -> tree.Told:
    return tree.Told(words_of_fact(parts[:-2]), parts[-1], span=span)


@builds("told_not")
def _told_not(parts: Parts, span: Span) -> tree.Told:
    return tree.Told(words_of_fact(parts[:-2]), _negated(parts[-1]), span=span)


@builds("told_name")
def _told_name(parts: Parts, span: Span) -> tree.ToldName:
    return tree.ToldName(parts[0], parts[-1], span=span)


@builds("told_name_not")
def _told_name_not(parts: Parts, span: Span) -> tree.ToldName:
    return tree.ToldName(parts[0], _negated(parts[-1]), span=span)


def _negated(words: tree.Words) -> tree.Words:
    return tree.Words(f"not {words.text}", span=words.span)


@builds("place_value")
def _place_value(parts: Parts, span: Span) -> tree.Words:
    return tree.Words(parts[0].text, span=span)


@builds("told_quantity")
def _told_quantity(parts: Parts, span: Span) -> tree.Told:
    return tree.Told(parts[0].text, parts[1], span=span)


@builds("sentenced")
def _sentenced(parts: Parts, span: Span) -> tree.Sentenced:
    on, *sentence = parts
    return tree.Sentenced(tuple(sentence), on, span=span)


@builds("sentence_part")
def _sentence_part(parts: Parts, span: Span) -> tree.SentencePart:
    return tree.SentencePart(parts[0], parts[1].text, span=span)


@builds("imprisonment_part")
def _imprisonment_part(parts: Parts, span: Span) -> tree.SentencePart:
    return tree.SentencePart(parts[0], "prison", span=span)


@builds("part_without_length")
def _part_without_length(parts: Parts, span: Span) -> tree.SentencePart:
    return tree.SentencePart(None, parts[0].text, span=span)


@builds("life_part")
def _life_part(parts: Parts, span: Span) -> tree.SentencePart:
    return tree.SentencePart(parts[0], parts[1].text, span=span)


@builds("acted")
def _acted(parts: Parts, span: Span) -> tree.Detail:
    words, on = parts[0], parts[1] if len(parts) > 1 else None
    if words.text == "released" and on is not None:
        return tree.Released(on, span=span)
    return tree.SetAside(words.text, on, span=span)


@builds("released_from")
def _released_from(parts: Parts, span: Span) -> tree.Released:
    return tree.Released(parts[-1], span=span)


@builds("reduced")
def _reduced(parts: Parts, span: Span) -> tree.SetAside:
    return tree.SetAside(parts[0].text, parts[2], parts[1], span=span)


@builds("in_case")
def _in_case(parts: Parts, span: Span) -> tree.Filed:
    return tree.Filed("case", parts[0], span=span)


@builds("in_cycle")
def _in_cycle(parts: Parts, span: Span) -> tree.Filed:
    return tree.Filed("cycle", parts[0], span=span)


@builds("in_transaction")
def _in_transaction(parts: Parts, span: Span) -> tree.Filed:
    return tree.Filed("transaction", parts[0], span=span)


# ---------------------------------------------------------------------------------------------- expectations


@builds("expectation")
def _expectation(parts: Parts, span: Span) -> tree.Expectation:
    on, after, *told, verdict = parts
    assert isinstance(verdict, tree.Expectation)
    reference = told.pop() if isinstance(told[-1], Token) and told[-1].kind == "REF" else None
    noun = told.pop()
    label = "" if reference is None else str(reference.value)
    return evolve(verdict, on=on, settings=_settings(told), noun=noun, label=label, after=after or (), span=span)


@builds("the_person")
def _the_person(_: Parts, __: Span) -> str:
    return "person"


def _settings(parts: Parts) -> tuple[tree.Setting, ...]:
    """Put the sections that follow a setting into its list."""
    settings: list[tree.Setting] = []
    for part in parts:
        if isinstance(part, tree.Setting):
            settings.append(part)
        elif isinstance(part, Token) and part.kind == "SECTION":
            last = settings[-1]
            assert isinstance(last.value, tree.Offenses)
            span = last.span.to(part_span(part, last.span))
            item = tree.SectionItem(str(part.value), span=part_span(part, last.span))
            listed = tree.Offenses((*last.value.items, item), span=last.value.span.to(item.span))
            settings[-1] = tree.Setting(last.name, listed, span=span)
    return tuple(settings)


def part_span(token: Token, beside: Span) -> Span:
    """The place of a token in the text in which *beside* stands."""
    return Span(beside.source, token.start, token.end)


@builds("section_setting")
def _section_setting(parts: Parts, span: Span) -> tree.Setting:
    name, section = parts
    item = tree.SectionItem(str(section.value), span=part_span(section, span))
    return tree.Setting(name, tree.Offenses((item,), span=item.span), span=span)


def _verdict(word: str, span: Span) -> tree.Expectation:
    return tree.Expectation(tree.Day(1), (), "", "", word, span=span)


@builds("receives")
def _receives(parts: Parts, span: Span) -> tree.Expectation:
    outcome, because, presumed, reading = parts
    return evolve(
        _verdict("receives", span), outcome=outcome, because=because, presumed=presumed is not None, reading=reading
    )


@builds("needs_review")
def _needs_review(parts: Parts, span: Span) -> tree.Expectation:
    at_least, at_most, missing, readings = parts
    verdict = _verdict("needs review", span)
    return evolve(verdict, at_least=at_least, at_most=at_most, missing=missing or (), readings=readings or ())


@builds("is_not_covered")
def _is_not_covered(_: Parts, span: Span) -> tree.Expectation:
    return _verdict("is not covered", span)


@builds("missing_list", "by_readings", "after")
def _tuple(parts: Parts, _: Span) -> tuple[Any, ...]:
    return tuple(parts)


@builds("under_reading")
def _under_reading(parts: Parts, _: Span) -> Any:
    return parts[0]


@builds("setting", "setting_reading")
def _setting(parts: Parts, span: Span) -> tree.Setting:
    value = parts[1]
    if isinstance(value, Token):
        value = tree.Words(value.text, span=part_span(value, span))
    return tree.Setting(parts[0], value, span=span)


@builds("setting_off")
def _setting_off(parts: Parts, span: Span) -> tree.Setting:
    return tree.Setting(parts[0], None, span=span)


@builds("missing")
def _missing(parts: Parts, span: Span) -> tree.Missing:
    *words, reference = parts
    phrase = words_of_fact(words)
    if reference is None:
        return tree.Missing(phrase, span=span)
    noun = phrase.rsplit(" ", 1)[-1]
    return tree.Missing(phrase.removesuffix(f" of {noun}"), None, noun, reference.value, span=span)


@builds("missing_name")
def _missing_name(parts: Parts, span: Span) -> tree.Missing:
    name, noun, reference = parts
    return tree.Missing("", name, noun, None if reference is None else reference.value, span=span)


@builds("missing_decision")
def _missing_decision(parts: Parts, span: Span) -> tree.Missing:
    under, noun, *reference = parts
    return tree.Missing("", None, noun, str(reference[0].value) if reference else "", under, span=span)
