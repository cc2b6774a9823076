"""Defined terms: a condition, a list of offenses, a value, or the first of several values that applies."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from attrs import evolve

from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.marks import why_of
from cmr_rules.semantics.names import KIND_WORDS, Found, Names, Scope, look_up
from cmr_rules.semantics.offense_lists import citations_of, offense_set
from cmr_rules.semantics.values import kind_of, shown, value_of
from cmr_rules.semantics.versions import versions_of
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree


def term_of(written: tree.Term, names: Names) -> law.Term:
    """Resolve a term and what it stands on; a harmless condition stands in the place of a wrong one."""
    text = plain(written.name.text)
    found = Found()
    scope = Scope(names, found)
    names.open.append(text)
    try:
        term = _meaning(written, law.Term(text, Kind.YES_NO), scope)
    except RecursionError:
        names.fault("CMR113", f"`{text}` is nested too deeply", written.name.span)
        term = law.Term(text, Kind.YES_NO, test=law.Always(truth=False))
    finally:
        names.open.pop()
    names.found[text] = found
    remarks = written.remarks
    why = names.unverified.get(id(written), "")
    if term.offenses is not None and why:
        said = (*term.offenses.unverified, f"{text}: {why}")
        term = evolve(term, offenses=evolve(term.offenses, unverified=said))
    return evolve(
        term,
        per_record=found.subject or found.this,
        citations=citations_of(remarks, names),
        notes=tuple(note.text for note in remarks.notes),
        unverified=why,
        file=names.file,
        span=written.span,
    )


def _meaning(written: tree.Term, term: law.Term, scope: Scope) -> law.Term:
    meaning = written.meaning
    match meaning:
        case tree.Offenses(items=(tree.NamedItem(name, (), of_option=False),), including=(), outlined=()):
            return _another_name(name, term, scope)
        case tree.Offenses():
            return evolve(term, kind=Kind.OFFENSE, offenses=evolve(offense_set(meaning, scope), words=term.name))
        case tree.Cases():
            return _first_of(meaning, term, scope)
        case tree.OpenQuestion():
            return _open_question(meaning, term, scope)
        case tree.Versions():
            return versions_of(meaning, term, scope)
        case (
            tree.Is()
            | tree.Has()
            | tree.Names()
            | tree.Includes()
            | tree.Every()
            | tree.Bare()
            | tree.Shows()
            | tree.Group()
        ):
            return evolve(term, test=scope.names.passes.condition(meaning, scope))
        case _:
            value = value_of(meaning, scope)
            return _with_value(value, term)


def _open_question(written: tree.OpenQuestion, term: law.Term, scope: Scope) -> law.Term:
    """Resolve an open question: every reading a condition, or every reading a value of one type."""
    names = tuple(one.name.value for one in written.items)
    for place, one in enumerate(written.items):
        if one.name.value in names[:place]:
            scope.fault("CMR213", f'two readings have the name "{one.name.value}"', one.name.span, "rename one")
    if len(names) == 1:
        hint = f"write `{term.name} means …` if the law is settled, or add the other reading"
        scope.fault("CMR306", "an open question has two readings or more, and this has one", written.span, hint)
    if not any(_is_condition(one.meaning, scope) for one in written.items):
        return _values_by_reading(written, names, term, scope)
    items = []
    for one in written.items:
        test = _test_of(one.meaning, scope)
        if test is None:
            message = f"{shown(one.meaning)} is a value, and another reading is a condition"
            scope.fault("CMR306", message, one.meaning.span, "make all readings conditions, or all of them values")
            continue
        notes = tuple(note.text for note in one.remarks.notes)
        items.append(law.Item(one.label, test, citations_of(one.remarks, scope.names), notes, why_of(one.remarks)))
    if len(items) != len(names):
        return evolve(term, test=law.Always(truth=False))
    return evolve(term, test=law.Readings(term.name, names, tuple(items), span=written.span), readings=names)


def _test_of(meaning: tree.Condition | tree.Value, scope: Scope) -> law.Test | None:
    """Resolve a reading that is a condition, which may be ``never`` or ``always``. None when it is a value."""
    match meaning:
        case tree.Words("never" | "always" as word):
            return law.Clause(word, law.Always(truth=word == "always"), span=meaning.span)
        case _ if isinstance(meaning, tree.CONDITIONS):
            return scope.names.passes.condition(meaning, scope)
        case _:
            return None


def _is_condition(meaning: tree.Condition | tree.Value, scope: Scope) -> bool:
    """Whether a reading is a condition; a bare name is what it names."""
    if isinstance(meaning, tree.Bare):
        found = look_up(meaning.name, scope)
        return found is None or (isinstance(found, law.Term) and found.test is not None)
    return isinstance(meaning, tree.CONDITIONS) or meaning in {tree.Words("never"), tree.Words("always")}


def _values_by_reading(written: tree.OpenQuestion, names: tuple[str, ...], term: law.Term, scope: Scope) -> law.Term:
    items = [tree.Case(one.label, _as_value(one.meaning), None, one.remarks, span=one.span) for one in written.items]
    values = _value_cases(items, scope)
    if len(values) != len(names):
        return evolve(term, test=law.Always(truth=False))
    cases = tuple(
        evolve(case, test=law.IsReading(term.name, name, names, span=item.span))
        for case, name, item in zip(values, names, written.items, strict=True)
    )
    return evolve(term, kind=kind_of(cases[0].value), cases=cases, readings=names)


def _as_value(meaning: tree.Condition | tree.Value) -> tree.Value:
    return tree.NameValue(meaning.name, span=meaning.span) if isinstance(meaning, tree.Bare) else meaning  # type: ignore[return-value]


def _with_value(value: law.Value | None, term: law.Term) -> law.Term:
    """Return a term with one value; after a fault, a condition, so that checking can go on."""
    if value is None:
        return evolve(term, test=law.Always(truth=False))
    return evolve(term, kind=kind_of(value), cases=(law.ValueCase("", value, None),))


def _another_name(name: tree.Name, term: law.Term, scope: Scope) -> law.Term:
    found = look_up(name, scope)
    if isinstance(found, law.Term) and found.offenses is not None:
        return evolve(term, kind=Kind.OFFENSE, offenses=evolve(found.offenses, words=term.name))
    if found is None:
        return evolve(term, kind=Kind.OFFENSE, offenses=law.OffenseSet((), term.name))
    if isinstance(found, law.Term) and found.test is not None:
        hint = f"write `{term.name} means that {found.name} is true.`"
        scope.fault("CMR303", f"`{found.name}` is a condition, and `means that` must stand before it", name.span, hint)
        return evolve(term, test=law.Always(truth=False))
    return _with_value(value_of(tree.NameValue(name, span=name.span), scope), term)


def _first_of(written: tree.Cases, term: law.Term, scope: Scope) -> law.Term:
    for before, item in pairwise(written.items):
        if before.condition is None:
            message = f"({item.label}) can never be reached, because `otherwise` before it takes all that is left"
            scope.fault("CMR404", message, item.span, "put `otherwise` last")
    cases = _value_cases(written.items, scope)
    if written.items and written.items[-1].condition is not None and not _reachable_end(written):
        message = f"the values of `{term.name}` end without `otherwise`, so that some records would have none"
        scope.fault("CMR402", message, written.items[-1].span, "end the list with a value, then `, otherwise`")
    if not cases:
        return evolve(term, test=law.Always(truth=False))
    return evolve(term, kind=kind_of(cases[0].value), cases=tuple(cases))


def _value_cases(items: Iterable[tree.Case], scope: Scope) -> list[law.ValueCase]:
    """Resolve values with their conditions, all of one type; one that is wrong is left out after a fault."""
    cases: list[law.ValueCase] = []
    kind: Kind | None = None
    for item in items:
        value = value_of(item.value, scope)
        test = None if item.condition is None else scope.names.passes.condition(item.condition, scope)
        if value is None:
            continue
        kind = kind or kind_of(value)
        if kind_of(value) is not kind:
            message = f"{shown(item.value)} is {KIND_WORDS[kind_of(value)]}, and the first value is {KIND_WORDS[kind]}"
            scope.fault("CMR306", message, item.value.span)
            continue
        cited = citations_of(item.remarks, scope.names)
        cases.append(law.ValueCase(item.label, value, test, cited, unverified=why_of(item.remarks)))
    return cases


def _reachable_end(written: tree.Cases) -> bool:
    """Whether there is an `otherwise` at all; one that is not last has its own fault."""
    return any(item.condition is None for item in written.items)
