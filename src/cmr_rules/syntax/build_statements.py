"""The builders of outlines and statements; those of phrases stand in ``build``."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from cmr_rules.source import Span
from cmr_rules.syntax import tree
from cmr_rules.syntax.build import Parts, builds, of_type
from cmr_rules.syntax.lexer import Token


def remarks_of(item: Token) -> tree.Remarks:
    """The remarks of an outline item; `parse` has read its brackets before."""
    return item.value if isinstance(item.value, tree.Remarks) else tree.NO_REMARKS


# ---------------------------------------------------------------------------------------------- outlines


@builds("item")
def _item(parts: Parts, span: Span) -> tree.Item:
    label, condition = parts
    return tree.Item(label.text, condition, remarks_of(label), span=span)


def joined(parts: Parts) -> tuple[tree.Item, ...]:
    """Give each item the joiner of the separator that follows it."""
    items: list[tree.Item] = []
    for part in parts:
        if isinstance(part, tree.Item):
            items.append(part)
        elif isinstance(part, Token) and part.kind == "SEP" and items:
            last = items[-1]
            items[-1] = tree.Item(last.label, last.condition, last.remarks, str(part.value or ""), span=last.span)
    return tuple(items)


@builds("group")
def _group(parts: Parts, span: Span) -> tree.Group:
    return tree.Group(parts[0].split()[0], joined(parts[1:]), span=span)


@builds("case")
def _case(parts: Parts, span: Span) -> tree.Case:
    label, value, *condition = parts
    return tree.Case(label.text, value, condition[0] if condition else None, remarks_of(label), span=span)


@builds("cases")
def _cases(parts: Parts, span: Span) -> tree.Cases:
    return tree.Cases(of_type(parts, tree.Case), span=span)


@builds("reading")
def _reading(parts: Parts, span: Span) -> tree.Reading:
    label, name, meaning = parts
    return tree.Reading(label.text, name, meaning, remarks_of(label), span=span)


@builds("open_question")
def _open_question(parts: Parts, span: Span) -> tree.Term:
    readings = of_type(parts, tree.Reading)
    return tree.Term(parts[0], tree.OpenQuestion(readings, span=readings[0].span.to(readings[-1].span)), span=span)


@builds("follows")
def _follows(parts: Parts, span: Span) -> tree.Follows:
    word = "statute" if ", this statute follows" in " ".join(span.text.split()) else "policy"
    return tree.Follows(parts[0], parts[1], word, span=span)


@builds("version")
def _version(parts: Parts, span: Span) -> tree.Version:
    label, days, meaning = parts
    return tree.Version(label.text, days, meaning, remarks_of(label), span=span)


@builds("versions")
def _versions(parts: Parts, span: Span) -> tree.Versions:
    return tree.Versions(parts[0], of_type(parts, tree.Version), span=span)


@builds("rule_days")
def _rule_days(parts: Parts, span: Span) -> tree.RuleDays:
    first, last, on = parts
    end = last or first
    return tree.RuleDays(tree.Days(first, last, span=first.span.to(end.span)), on, span=span)


@builds("listed_offense")
def _listed_offense(parts: Parts, span: Span) -> tree.ListedOffense:
    label, offenses = parts
    return tree.ListedOffense(label.text, offenses.items, remarks_of(label), offenses.including, span=span)


@builds("step")
def _step(parts: Parts, span: Span) -> tree.Step:
    label, outcome, because, *condition = parts
    return tree.Step(label.text, outcome, because, condition[0] if condition else None, remarks_of(label), span=span)


@builds(
    "because", "in_which_case", "at_least", "at_most", "presumed_word", "version_condition", "chosen_by", "by_itself"
)
def _only(parts: Parts, _: Span) -> Any:
    return parts[0]


@builds("all_of")
def _all_of(parts: Parts, span: Span) -> tree.Words:
    return tree.Words(f"all of {parts[0].text}", span=span)


# ---------------------------------------------------------------------------------------------- the head of a file


@builds("title")
def _title(parts: Parts, span: Span) -> tree.Title:
    return tree.Title(parts[0], parts[1], span=span)


@builds("jurisdiction")
def _jurisdiction(parts: Parts, span: Span) -> tree.Jurisdiction:
    return tree.Jurisdiction(tuple(parts), span=span)


@builds("in_force")
def _in_force(parts: Parts, span: Span) -> tree.InForce:
    return tree.InForce(parts[0], parts[1], span=span)


@builds("leap_day_rule")
def _leap_day_rule(parts: Parts, span: Span) -> tree.LeapDayRule:
    return tree.LeapDayRule(" ".join(parts[0].text.split()), span=span)


@builds("use")
def _use(parts: Parts, span: Span) -> tree.Use:
    return tree.Use(parts[0], span=span)


@builds("text_not_at_hand")
def _text_not_at_hand(_: Parts, span: Span) -> tree.TextNotAtHand:
    return tree.TextNotAtHand(span=span)


@builds("yes_or_no_option")
def _yes_or_no_option(parts: Parts, span: Span) -> tree.Option:
    return tree.Option(parts[0], "yes or no", None, None, parts[1], may_be_off=False, span=span)


@builds("bounded_option")
def _bounded_option(parts: Parts, span: Span) -> tree.Option:
    name, age, low, high, normal, may_be_off = parts
    if isinstance(low, tree.Number) and isinstance(high, tree.Length):
        low = tree.Length(low.number, high.unit, span=low.span)
    off = normal == "off"
    return tree.Option(
        name, "between" if age is None else "age", low, high, None if off else normal,
        off or may_be_off is not None, span=span,
    )  # fmt: skip


@builds("sections_option")
def _sections_option(parts: Parts, span: Span) -> tree.Option:
    name, bound, normal, may_be_off = parts
    off = normal == "off"
    return tree.Option(
        name, "any of", None, None, None if off else normal, off or may_be_off is not None, bound, span=span
    )


@builds("county_option")
def _county_option(parts: Parts, span: Span) -> tree.Option:
    return tree.Option(parts[0], "county", None, None, parts[2], may_be_off=False, bound=parts[1], span=span)


@builds("county_to_choose")
def _county_to_choose(parts: Parts, span: Span) -> tree.Option:
    return tree.Option(parts[0], "county", None, None, None, may_be_off=False, bound=parts[1], span=span)


@builds("fact_declaration")
def _fact_declaration(parts: Parts, span: Span) -> tree.FactDeclaration:
    name, (kind, words), about = parts
    return tree.FactDeclaration(name, kind, words, about, span=span)


@builds("fact_kind")
def _fact_kind(parts: Parts, _: Span) -> tuple[str, tuple[tree.Words, ...]]:
    match parts[0]:
        case str() as kind:
            return kind, ()
        case tree.Words(text):
            return text, ()
        case words:
            return "one of", words


@builds("about", "leaves")
def _noun_or_level(parts: Parts, _: Span) -> Any:
    return parts[0]


@frozen
class _Door:
    words: str


@builds("door")
def _door(parts: Parts, _: Span) -> _Door:
    return _Door(parts[0].text.removeprefix(", "))


@frozen
class _Ends:
    effect: str
    noun: str


@builds("clears")
def _clears(parts: Parts, _: Span) -> _Ends:
    return _Ends("clears", parts[0])


@builds("seals")
def _seals(parts: Parts, _: Span) -> _Ends:
    return _Ends("seals", parts[0])


@builds("outcomes")
def _outcomes(parts: Parts, span: Span) -> tree.Outcomes:
    return tree.Outcomes(of_type(parts, tree.OutcomeItem), span=span)


@builds("outcome_item")
def _outcome_item(parts: Parts, span: Span) -> tree.OutcomeItem:
    name, label, *rest = parts
    ranked, effect, door, noun = True, "", "", ""
    for part in rest:
        match part:
            case _Door(words):
                door = words
            case _Ends(how, what):
                effect, noun = how, what
            case tree.Words(level):
                effect, noun = level, ""
            case _:
                ranked = False
    return tree.OutcomeItem(name, label, ranked, effect, door, noun, span=span)


@builds("covers")
def _covers(parts: Parts, span: Span) -> tree.Covers:
    return tree.Covers(parts[0].split()[1], parts[1], span=span)


# ---------------------------------------------------------------------------------------------- terms and rules


@builds("condition_term")
def _condition_term(parts: Parts, span: Span) -> tree.Term:
    return tree.Term(parts[0], parts[1], is_condition=True, span=span)


@builds("other_term")
def _other_term(parts: Parts, span: Span) -> tree.Term:
    return tree.Term(parts[0], parts[1], span=span)


@builds("listed_term")
def _listed_term(parts: Parts, span: Span) -> tree.Term:
    name, *rest = parts
    listed = of_type(rest, tree.ListedOffense)
    place = listed[0].span.to(listed[-1].span)
    return tree.Term(name, tree.Offenses((), (), listed, span=place), span=span)


@builds("rule")
def _rule(parts: Parts, span: Span) -> tree.Rule:
    title, in_force, noun, outcome, condition, unless = parts
    return tree.Rule(title, noun, outcome, condition, unless, in_force, span=span)


@builds("unless")
def _unless(parts: Parts, span: Span) -> tree.Unless:
    return tree.Unless(parts[1], parts[2], span=span)


@builds("unless_group")
def _unless_group(parts: Parts, span: Span) -> tree.Unless:
    _, kind, outcome, *items = parts
    return tree.Unless(_grouped(kind.split()[0], items), outcome, span=span)


@builds("unless_items")
def _unless_items(parts: Parts, span: Span) -> tree.Unless:
    return tree.Unless(_grouped("any", parts[1:]), span=span)


def _grouped(kind: str, parts: Parts) -> tree.Group:
    items = joined(parts)
    return tree.Group(kind, items, span=items[0].span.to(items[-1].span))


@builds("decide")
def _decide(parts: Parts, span: Span) -> tree.Decide:
    return tree.Decide(of_type(parts, tree.Step), span=span)


@builds("otherwise")
def _otherwise(parts: Parts, span: Span) -> tree.Otherwise:
    return tree.Otherwise(parts[0], parts[1], parts[2], span=span)


@builds("presumption")
def _presumption(parts: Parts, span: Span) -> tree.Presumption:
    return tree.Presumption(parts[0], parts[3], parts[4] or (), span=span)


@builds("untouched")
def _untouched(parts: Parts, _: Span) -> tuple[tree.Value, ...]:
    return tuple(parts)


@builds("presumed_not")
def _presumed_not(parts: Parts, span: Span) -> tree.Words:
    return tree.Words(f"not {parts[0].text}", span=span)


@builds("presumed_value")
def _presumed_value(parts: Parts, _: Span) -> Any:
    return parts[0]


@builds("derivation")
def _derivation(parts: Parts, span: Span) -> tree.Derivation:
    return tree.Derivation(parts[0], parts[3], span=span)


@builds("derivation_listed")
def _derivation_listed(parts: Parts, span: Span) -> tree.Derivation:
    return tree.Derivation(parts[0], tree.ListedIn(parts[3], span=parts[3].span), span=span)
