"""Conditions: sentences and outlines of sentences."""

from __future__ import annotations

from typing import assert_never

from cmr_rules.semantics import law
from cmr_rules.semantics.comparisons import turned_round
from cmr_rules.semantics.history import every, has
from cmr_rules.semantics.in_force import offense_test
from cmr_rules.semantics.marks import why_of
from cmr_rules.semantics.names import Scope, look_up
from cmr_rules.semantics.offense_lists import asked_offenses, citations_of
from cmr_rules.semantics.predicates import NEVER, Thing, predicate_of, subject_of, truth_of
from cmr_rules.semantics.values import unknown_word
from cmr_rules.semantics.vocabulary import SENTENCE_KINDS
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree


def condition_of(written: tree.Condition, scope: Scope) -> law.Test:
    """Resolve a condition: a `law.Group` for an outline, a `law.Clause` for a sentence."""
    if isinstance(written, tree.Group):
        items = tuple(_item(item, scope) for item in written.items)
        return law.Group(written.kind, items, span=written.span)
    return law.Clause(scope.names.wording.clause(written.span), _sentence(written, scope), span=written.span)


def _item(written: tree.Item, scope: Scope) -> law.Item:
    remarks = written.remarks
    citations = citations_of(remarks, scope.names)
    notes = tuple(note.text for note in remarks.notes)
    return law.Item(written.label, condition_of(written.condition, scope), citations, notes, why_of(remarks))


_Sentence = tree.Is | tree.Has | tree.Names | tree.Includes | tree.Every | tree.Bare | tree.Shows


def _sentence(written: _Sentence, scope: Scope) -> law.Test:
    match written:
        case tree.Is(subject, negated, predicate):
            asked = subject_of(subject, scope)
            test = NEVER if asked is None else predicate_of(asked, predicate, scope)
            return turned_round(test, written.span) if negated else test
        case tree.Has():
            return has(written, scope)
        case tree.Names(negated, offenses):
            who = scope.who(None, written.span)
            listed = asked_offenses(offenses, scope)
            names = NEVER if who is None else offense_test(law.RecordNames, who, listed, written.span)
            return law.Not(names, span=written.span) if negated else names
        case tree.Includes():
            return _includes(written, scope)
        case tree.Every():
            return every(written, scope)
        case tree.Bare(name):
            return _bare(name, scope)
        case tree.Shows(negated, condition):
            shown = law.Shows(condition_of(condition, scope), span=written.span)
            return law.Not(shown, span=written.span) if negated else shown
        case _:
            assert_never(written)


def _includes(written: tree.Includes, scope: Scope) -> law.Test:
    asked = subject_of(written.subject, scope)
    if asked is None:
        return NEVER
    if not (isinstance(asked.what, Thing) and asked.what.noun == "sentence"):
        message = f"`{asked.words}` does not include prison or jail; the sentence does"
        scope.fault("CMR307", message, asked.span, "write `the sentence includes …`")
        return NEVER
    for kind in written.kinds:
        if kind.text not in SENTENCE_KINDS:
            unknown_word(kind.text, kind.span, SENTENCE_KINDS, scope)
    kinds = frozenset(kind.text for kind in written.kinds)
    test = law.SentenceIncludes(asked.what.who, kinds, span=written.span)
    return law.Not(test, span=written.span) if written.negated else test


def _bare(name: tree.Name, scope: Scope) -> law.Test:
    test = truth_of(name, scope)
    if test is not None:
        return test
    before = len(scope.names.diagnostics.found)
    if look_up(name, scope) is not None and len(scope.names.diagnostics.found) == before:
        text = plain(name.text)
        message = f"`{text}` is {scope.names.kind_of_name(text)}, and a condition must stand here"
        scope.fault("CMR303", message, name.span, f"say what is asked of it, such as `the offense is a {text}`")
    return NEVER
