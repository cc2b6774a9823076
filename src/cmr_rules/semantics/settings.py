"""What a file declares besides terms: options with their bounds, facts, outcomes."""

from __future__ import annotations

from cmr_rules.citations import Section
from cmr_rules.dates import Period
from cmr_rules.places import CALIFORNIA_COUNTIES, within
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import KIND_WORDS, Found, Names, Scope
from cmr_rules.semantics.offense_lists import chosen_sections, listed_sections, offense_set, section_of
from cmr_rules.semantics.values import shown, value_of
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree

NUMBER_OF = "number of "
"""In a reason ``{number of Waiting Time}`` is the period without its unit: ``10`` for 10 years."""
_FACT_KINDS = {
    "yes or no": Kind.YES_NO,
    "date": Kind.DATE,
    "number": Kind.NUMBER,
    "weight": Kind.WEIGHT,
    "money": Kind.MONEY,
    "period": Kind.PERIOD,
    "one of": Kind.WORD,
}


def option_of(written: tree.Option, names: Names) -> law.Option:
    """Resolve an option and see that its bounds and its normal value agree."""
    name = plain(written.name.text)
    if written.kind == "yes or no":
        normal = written.normal.text == "yes" if isinstance(written.normal, tree.Words) else None
        return law.Option(name, Kind.YES_NO, None, None, normal, written.may_be_off)
    if isinstance(written.bound, tree.Offenses):
        return _sections_option(name, written, written.bound, names)
    if isinstance(written.bound, tree.Words):
        return _county_option(name, written, written.bound, names)
    kinds: list[tuple[Kind, tree.Value]] = []
    low = _plain_value(written.low, kinds, names)
    high = _plain_value(written.high, kinds, names)
    normal_value = None if isinstance(written.normal, tree.Offenses) else _plain_value(written.normal, kinds, names)
    kind = kinds[0][0] if kinds else Kind.NUMBER
    for other, value in kinds:
        if other is not kind:
            message = f"{shown(value)} is {KIND_WORDS[other]}, and the other values of the option are not"
            names.fault("CMR309", message, value.span)
            return law.Option(name, kind, None, None, None, may_be_off=True, is_age=written.kind == "age")
    if low is not None and high is not None and size(low) > size(high):
        message = f"the lower bound of `{name}` is above its upper bound"
        names.fault("CMR309", message, (written.low or written).span, "put the smaller bound first")
    elif normal_value is not None and not within_bounds(normal_value, low, high):
        at = (written.normal or written).span
        names.fault("CMR305", f"the normal value of `{name}` is out of its bounds", at)
    if written.kind == "age" and kind is not Kind.PERIOD:
        names.fault("CMR309", f"`{name}` is an age, and its bounds are not years", written.span, "write `40 years`")
    return law.Option(name, kind, low, high, normal_value, written.may_be_off, is_age=written.kind == "age")


def _sections_option(name: str, written: tree.Option, bound: tree.Offenses, names: Names) -> law.Option:
    """Resolve an option whose value is a list of sections."""
    scope = Scope(names, Found())
    if any(not isinstance(item, tree.SectionItem) or item.in_force for item in bound.items):
        hint = "list the sections, of whatever day: `any of HS 11357 or HS 11358`"
        names.fault("CMR309", f"the sections of `{name}` must be listed one by one", bound.span, hint)
        return law.Option(name, Kind.OFFENSE, None, None, None, may_be_off=True, bound=law.OffenseSet(()))
    allowed = offense_set(bound, scope)
    normal = None
    if isinstance(written.normal, tree.Offenses):
        normal = sections_within(name, written.normal, allowed, names)
    return law.Option(name, Kind.OFFENSE, None, None, normal, written.may_be_off or normal is None, bound=allowed)


def sections_within(name: str, written: tree.Offenses, bound: law.OffenseSet, names: Names) -> law.OffenseSet | None:
    """Read the sections to which an option is set; None after a fault."""
    sections: list[Section] = []
    for item in written.items:
        if (
            not isinstance(item, tree.SectionItem)
            or item.through
            or item.forms
            or item.exactly
            or item.in_force
            or written.including
        ):
            message = f"{shown(item)} is more than a section; attempts and ranges stand after `any of`"
            names.fault("CMR309", message, item.span, "write sections alone: `HS 11357 or HS 11358`")
            return None
        section = section_of(item.section, item.span, Scope(names, Found()))
        if section is None:
            return None
        sections.append(section)
        if bound.patterns and isinstance(chosen_sections([section], bound), Section):
            message = f"`{section}` is none of the sections that `{name}` may list"
            names.fault("CMR305", message, item.span, f"it may list {listed_sections(bound)}")
            return None
    chosen = chosen_sections(sections, bound)
    return chosen if isinstance(chosen, law.OffenseSet) else None


def _county_option(name: str, written: tree.Option, state: tree.Words, names: Names) -> law.Option:
    """Resolve an option whose value is a county."""
    place = plain(state.text)
    if not any(within(county, place) for county in CALIFORNIA_COUNTIES):
        message = f"the counties of `{place}` are not on the list of places"
        names.fault("CMR208", message, state.span, "write `a county in California`")
        return law.Option(name, Kind.PLACE, None, None, "California", may_be_off=False, bound="California")
    normal = None
    if isinstance(written.normal, tree.Words):
        normal = place
        if plain(written.normal.text) != f"all of {place}":
            message = f"`{name}` is a county in {place}, and its normal value is {shown(written.normal)}"
            names.fault("CMR309", message, written.normal.span, f"write `normally all of {place}`")
    return law.Option(name, Kind.PLACE, None, None, normal, may_be_off=False, bound=place)


def _plain_value(written: tree.Value | None, kinds: list[tuple[Kind, tree.Value]], names: Names) -> Period | int | None:
    if written is None:
        return None
    constant = constant_of(written, names)
    if constant is None:
        names.fault("CMR309", f"{shown(written)} is no fixed value", written.span, "write a period, number or amount")
        return None
    kinds.append((constant[0], written))
    return constant[1]


def constant_of(written: tree.Value, names: Names) -> tuple[Kind, Period | int] | None:
    """Return the type and the value of a fixed period, number, weight or sum; None when it is none."""
    if not isinstance(written, (tree.Length, tree.Number, tree.Amount)):
        return None
    match value_of(written, Scope(names, Found())):
        case law.PeriodIs(period):
            return Kind.PERIOD, period
        case law.NumberIs(number, kind):
            return kind, number
        case _:
            return None


def size(value: Period | int) -> int:
    """Return what bounds are compared by: of a period, its days, a month being a twelfth of 365.25 days, times 1200."""
    return value.months * 36_525 + value.days * 1_200 if isinstance(value, Period) else value


def within_bounds(value: Period | int, low: Period | int | None, high: Period | int | None) -> bool:
    """Whether *value* keeps to the bounds, both included; None is no bound."""
    return (low is None or size(low) <= size(value)) and (high is None or size(value) <= size(high))


def fact_of_declaration(written: tree.FactDeclaration) -> law.DeclaredFact:
    """Resolve a fact that the file declares."""
    about = written.about if written.about in ("case", "person") else "record"
    words = tuple(plain(word.text) for word in written.words)
    question = " ".join(plain(note.text) for note in written.remarks.notes)
    return law.DeclaredFact(
        plain(written.name.text), _FACT_KINDS.get(written.kind, Kind.YES_NO), about, words, question
    )


def outcomes_of(written: tree.Outcomes) -> tuple[law.Outcome, ...]:
    """Resolve the outcomes; those that are ranked count from 0."""
    made: list[law.Outcome] = []
    rank = 0
    for item in written.items:
        at = rank if item.ranked else None
        made.append(law.Outcome(plain(item.name.text), item.label.value, at, item.effect, item.door))
        rank += item.ranked
    return tuple(made)


def reason_places(text: str) -> tuple[str, ...]:
    """Return the names that stand in braces in a reason: ``{Crime-Free Period}``."""
    return tuple(plain(part.split("}")[0]) for part in text.split("{")[1:] if "}" in part)
