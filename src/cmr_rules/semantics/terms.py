"""Defined terms: a condition, a list of offenses, a value, or the first of several values that applies."""

from __future__ import annotations

from attrs import evolve

from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import KIND_WORDS, Found, Names, Scope, look_up
from cmr_rules.semantics.offense_lists import citations_of, offense_set
from cmr_rules.semantics.values import kind_of, shown, value_of
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
    return evolve(
        term,
        per_record=found.subject or found.this,
        citations=citations_of(remarks, names),
        notes=tuple(note.text for note in remarks.notes),
        unverified=names.unverified.get(id(written), ""),
        file=names.file,
        span=written.span,
    )


def _meaning(written: tree.Term, term: law.Term, scope: Scope) -> law.Term:
    meaning = written.meaning
    match meaning:
        case tree.Offenses(items=(tree.NamedItem(name, ()),), including=(), outlined=()):
            return _another_name(name, term, scope)
        case tree.Offenses():
            return evolve(term, kind=Kind.OFFENSE, offenses=evolve(offense_set(meaning, scope), words=term.name))
        case tree.Cases():
            return _first_of(meaning, term, scope)
        case tree.Is() | tree.Has() | tree.Names() | tree.Includes() | tree.Every() | tree.Bare() | tree.Group():
            return evolve(term, test=scope.names.passes.condition(meaning, scope))
        case _:
            value = value_of(meaning, scope)
            return _with_value(value, term)


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
    cases: list[law.ValueCase] = []
    kind: Kind | None = None
    for index, item in enumerate(written.items):
        if index and written.items[index - 1].condition is None:
            message = f"({item.label}) can never be reached, because `otherwise` before it takes all that is left"
            scope.fault("CMR404", message, item.span, "put `otherwise` last")
        value = value_of(item.value, scope)
        test = None if item.condition is None else scope.names.passes.condition(item.condition, scope)
        if value is None:
            continue
        kind = kind or kind_of(value)
        if kind_of(value) is not kind:
            message = f"{shown(item.value)} is {KIND_WORDS[kind_of(value)]}, and the first value is {KIND_WORDS[kind]}"
            scope.fault("CMR306", message, item.value.span)
            continue
        cases.append(law.ValueCase(item.label, value, test, citations_of(item.remarks, scope.names)))
    if written.items and written.items[-1].condition is not None and not _reachable_end(written):
        message = f"the values of `{term.name}` end without `otherwise`, so that some records would have none"
        scope.fault("CMR402", message, written.items[-1].span, "end the list with a value, then `, otherwise`")
    if kind is None:
        return evolve(term, test=law.Always(truth=False))
    return evolve(term, kind=kind, cases=tuple(cases))


def _reachable_end(written: tree.Cases) -> bool:
    """Whether there is an `otherwise` at all; one that is not last has its own fault."""
    return any(item.condition is None for item in written.items)
