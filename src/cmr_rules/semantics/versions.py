"""Provisions in several versions: each stands for some days, and a date that the file names chooses the one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from attrs import evolve, frozen

from cmr_rules.dates import long_date
from cmr_rules.diagnostics.diagnostic import Label
from cmr_rules.semantics import law
from cmr_rules.semantics.comparisons import says_if_any
from cmr_rules.semantics.in_force import ends_of, in_force_clause, is_within, shown_days
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.marks import why_of
from cmr_rules.semantics.names import KIND_WORDS, Names, Scope
from cmr_rules.semantics.offense_lists import citations_of
from cmr_rules.semantics.values import kind_of, shown, value_of, value_of_kind
from cmr_rules.source import Span
from cmr_rules.syntax import tree

_NO_DATE = "name a day, such as `the review date` or `the date of offense`"


@frozen
class _Version:
    """A version with its days, both ends included, and what it means."""

    label: str
    first: int
    last: int | None
    span: Span
    meaning: law.Value | law.Test
    citations: tuple[str, ...]
    written: tree.Version

    @property
    def days(self) -> str:
        return shown_days(self.first, self.last)


def versions_of(written: tree.Versions, term: law.Term, scope: Scope) -> law.Term:
    """Resolve a term in versions.

    A condition becomes: one of the versions is in force and its condition is true; a value becomes a value by first
    match. On a day on which no version is in force, both are unknown (`law.NoVersion`), and never false.
    """
    on = _chosen_by(written.on, scope) or law.ReviewDate(span=written.on.span)
    conditions = [isinstance(item.meaning, tree.CONDITIONS) for item in written.items]
    found = [_version(item, scope) for item in written.items]
    versions = [one for one in found if one is not None]
    if not versions or not _one_sort(conditions, written, scope):
        return evolve(term, test=law.Always(truth=False))
    if len(versions) == len(found):
        _check_order(versions, term.name, scope.names)
    if all(conditions):
        return evolve(term, test=_condition(versions, term.name, on), chosen_by=on)
    return _value(versions, term, on, scope)


def _chosen_by(written: tree.Value, scope: Scope) -> law.Value | None:
    """Resolve the day that chooses a version; None after a fault."""
    on = value_of_kind(written, Kind.DATE, scope, _NO_DATE)
    if on is not None and says_if_any(on):
        message = "a day that may not apply chooses no version, because `if any` would make every version fit"
        scope.fault("CMR307", message, written.span, "leave `if any` out, or name a day that every record has")
        return None
    return on


def _version(item: tree.Version, scope: Scope) -> _Version | None:
    ends = ends_of(item.days, scope.names)
    meaning: law.Value | law.Test | None
    if isinstance(item.meaning, tree.CONDITIONS):
        meaning = scope.names.passes.condition(item.meaning, scope)
    else:
        meaning = value_of(item.meaning, scope)
    if ends is None or ends[0] is None or meaning is None:
        return None
    return _Version(
        item.label, ends[0], ends[1], item.days.span, meaning, citations_of(item.remarks, scope.names), item
    )


def _one_sort(conditions: list[bool], written: tree.Versions, scope: Scope) -> bool:
    if len(set(conditions)) < 2:  # noqa: PLR2004
        return True
    odd = written.items[conditions.index(not conditions[0])]
    first, other = ("a condition", "a value") if conditions[0] else ("a value", "a condition")
    hint = "write `that` before a condition, and nothing before a value"
    scope.fault("CMR306", f"version ({odd.label}) is {other}, and the first version is {first}", odd.span, hint)
    return False


def _check_order(versions: list[_Version], name: str, names: Names) -> None:
    """See that each version begins on the day after the last day of the one before it."""
    for one, two in pairwise(versions):
        others = (Label(one.span, f"version ({one.label})"),)
        begins = f"version ({two.label}) of `{name}` begins on {long_date(two.first)}"
        if one.last is None:
            message = f"{begins}, and version ({one.label}), from {long_date(one.first)}, has no last day"
            hint = f"write `{shown_days(one.first, two.first - 1)}`" if two.first > one.first else _ORDER
            names.fault("CMR411", message, two.span, hint, others=others)
        elif two.first <= one.last:
            message = f"{begins}, when version ({one.label}) is in force: its last day is {long_date(one.last)}"
            names.fault("CMR411", message, two.span, _ORDER, others=others)
        elif two.first > one.last + 1:
            message = f"{begins}, and version ({one.label}) ends on {long_date(one.last)}, so that days lie between"
            hint = f"let version ({one.label}) run through {long_date(two.first - 1)}, or add the version between them"
            names.fault("CMR412", message, two.span, hint, others=others)


_ORDER = "put the versions in the order of their days, each from the day after the last day of the one before it"


def _clause(one: _Version, on: law.Value) -> law.Clause:
    inside = is_within(on, one.first, one.last, one.span)
    cited = f" [{'; '.join(one.citations)}]" if one.citations else ""
    return in_force_clause(f"version ({one.label}){cited}", one.days, on, inside, one.span)


def _outside(versions: list[_Version]) -> str:
    """Write the days on which no version is in force."""
    last = versions[-1].last
    return f"before {long_date(versions[0].first)}" + ("" if last is None else f" or after {long_date(last)}")


def _condition(versions: list[_Version], name: str, on: law.Value) -> law.Test:
    tests: list[law.Test] = []
    for one in versions:
        assert not isinstance(one.meaning, law.Value)
        tests.append(law.Both((_clause(one, on), one.meaning), span=one.written.span))
    span = versions[0].span.to(versions[-1].span)
    outside = law.Not(is_within(on, versions[0].first, versions[-1].last, span), span=span)
    days = _outside(versions)
    missing = law.NoVersion(name, Kind.YES_NO, on, days, span=span)
    none = law.Clause(f"no version of {name} is in force {days}", missing, span=span)
    return law.Either((*tests, law.Both((outside, none), span=span)), span=span)


def _value(versions: list[_Version], term: law.Term, on: law.Value, scope: Scope) -> law.Term:
    cases: list[law.ValueCase] = []
    kinds: list[Kind] = []
    for one in versions:
        value = one.meaning
        assert isinstance(value, law.Value)
        kinds.append(kind_of(value))
        if kinds[-1] is kinds[0]:
            why = why_of(one.written.remarks)
            cases.append(law.ValueCase(one.label, value, _clause(one, on), one.citations, one.days, why))
        else:
            meant = one.written.meaning
            message = f"{shown(meant)} is {KIND_WORDS[kinds[-1]]}, and the first value is {KIND_WORDS[kinds[0]]}"
            scope.fault("CMR306", message, meant.span)
    cases.append(law.ValueCase("", law.NoVersion(term.name, kinds[0], on, _outside(versions)), None))
    return evolve(term, kind=kinds[0], cases=tuple(cases), chosen_by=on)


# ---------------------------------------------------------------------------------------------- rules


def dated(written: tree.Rule, test: law.Test, scope: Scope) -> tuple[law.Test, str]:
    """Return the test of a rule, which outside of its days does not apply, and its days in words, if it has any."""
    if written.in_force is None:
        return test, ""
    days = written.in_force.days
    ends = ends_of(days, scope.names)
    on: law.Value | None = law.ReviewDate(span=days.span)
    if written.in_force.on is not None:
        on = _chosen_by(written.in_force.on, scope)
    if ends is None or on is None:
        return test, ""
    words = shown_days(*ends)
    clause = in_force_clause("this rule", words, on, is_within(on, *ends, days.span), days.span)
    return law.Both((clause, test), span=written.span), f"in force {words}"


def check_titles(rules: Iterable[tree.Rule], names: Names) -> None:
    """See that rules share a title only as versions of one rule: chosen by one date, none on a day of another."""
    groups: dict[str, list[tree.Rule]] = {}
    for rule in rules:
        groups.setdefault(rule.title.value, []).append(rule)
    for title, (first, *others) in groups.items():
        versions = [(days, one) for one in (first, *others) if (days := _days_beside(one, first, names)) is not None]
        for one in others:
            if _days_beside(one, first, names) is None:
                label = (Label(first.title.span, "the first one"),)
                hint = "rename one, or make them versions: give each its days, `, in force from … through …`"
                names.fault("CMR213", f'two have the name "{title}"', one.title.span, hint, others=label)
        versions.sort(key=lambda pair: pair[0][0])
        for ((start, last), one), ((next_start, _), two) in pairwise(versions):
            if last is None or next_start <= last:
                assert one.in_force is not None
                assert two.in_force is not None
                ends = "has no last day" if last is None else f"runs through {long_date(last)}"
                message = (
                    f'two versions of the rule "{title}" are in force on {long_date(next_start)}: one begins then, '
                    f"and the one from {long_date(start)} {ends}"
                )
                label = (Label(one.in_force.days.span, "the other version"),)
                at = two.in_force.days.span
                names.fault("CMR411", message, at, "let one end before the other begins", others=label)


def _days_beside(rule: tree.Rule, first: tree.Rule, names: Names) -> tuple[int, int | None] | None:
    """Return the days of a rule that can be a version beside *first*; None if it cannot be one."""
    if rule.in_force is None or first.in_force is None or rule.in_force.on != first.in_force.on:
        return None
    start, last = ends_of(rule.in_force.days, names) or (None, None)
    return (0, 0) if start is None else (start, last)
