"""Statements that decide: steps, rules, what is left, presumptions, derivations."""

from __future__ import annotations

from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.listing import listed_in
from cmr_rules.semantics.names import KIND_WORDS, Found, Names, Scope
from cmr_rules.semantics.offense_lists import citations_of
from cmr_rules.semantics.predicates import Asked, Thing, Truth, subject_of
from cmr_rules.semantics.settings import NUMBER_OF, reason_places
from cmr_rules.semantics.values import kind_of, shown, value_of
from cmr_rules.semantics.versions import dated
from cmr_rules.semantics.vocabulary import VOCABULARY
from cmr_rules.semantics.wording import place_in
from cmr_rules.source import Span
from cmr_rules.syntax import tree

SECTION = "section"
"""In a reason, the code section of the record without its subdivisions."""
_TRUTHS = {"true": True, "yes": True, "not true": False, "false": False, "no": False}


def steps_of(written: tree.Decide, nouns: tuple[str, ...], names: Names) -> tuple[law.Step, ...]:
    """Resolve an ordered list, which decides records of the kinds *nouns*."""
    for index, step in enumerate(written.steps[:-1]):
        if step.condition is None:
            message = f"step ({step.label}) takes all that is left, and ({written.steps[index + 1].label}) follows it"
            names.fault("CMR410", message, step.span, "put the step with `otherwise` last")
    if written.steps and all(step.condition is not None for step in written.steps):
        message = "the list has no step with `otherwise`, so that some records would get no decision"
        names.fault("CMR402", message, written.steps[-1].span, "end the list with a step such as `(9) …, otherwise`")
    return tuple(_step(step, written, nouns, names) for step in written.steps)


def _step(written: tree.Step, whole: tree.Decide, nouns: tuple[str, ...], names: Names) -> law.Step:
    found = Found()
    scope = Scope(names, found)
    outcome = names.outcome(written.outcome)
    test = None if written.condition is None else names.passes.condition(written.condition, scope)
    if "person" in nouns:
        about_person(found, f"step ({written.label})", written.span, names)
    reason = _reason(written.because, names, found)
    remarks = written.remarks
    own = citations_of(remarks, names) or citations_of(whole.remarks, names) or names.authorities
    if not own:
        _uncited(f"step ({written.label})", written.span, names)
    return law.Step(
        written.label,
        outcome,
        reason,
        test,
        own,
        frozenset(found.options),
        tuple(note.text for note in remarks.notes),
        remarks.mark.why if isinstance(remarks.mark, tree.Unverified) else names.unverified.get(id(whole), ""),
        written.span,
    )


def _reason(written: tree.Text | None, names: Names, found: Found) -> str:
    if written is None:
        return ""
    for place in reason_places(written.value):
        name = place
        option = names.options.get(place.removeprefix(NUMBER_OF))
        if option is not None and option.kind is Kind.PERIOD:
            name = option.name
        names.touched.add(name)
        if name in names.options:
            found.options.add(name)
        elif name not in names.facts and name not in VOCABULARY and name != SECTION:
            hints = names.close(name, (*names.options, *names.facts, "code section", SECTION), "did you mean `{{{}}}`?")
            at = place_in(written.span, f"{{{name}}}")
            names.fault("CMR217", f"`{{{name}}}` names no option and no fact", at, *hints)
    return written.value


def rule_of(written: tree.Rule, names: Names) -> law.Rule:
    """Resolve a rule with its exception."""
    found = Found()
    scope = Scope(names, found)
    citations = citations_of(written.remarks, names) or names.authorities
    if not citations:
        _uncited(f'the rule "{written.title.value}"', written.title.span, names)
    unless = written.unless
    exception = None if unless is None else names.passes.condition(unless.condition, scope)
    instead = None if unless is None or unless.outcome is None else names.outcome(unless.outcome)
    test, in_force = dated(written, names.passes.condition(written.condition, scope), scope)
    if written.noun == "person":
        about_person(found, f'the rule "{written.title.value}"', written.title.span, names)
    return law.Rule(
        written.title.value,
        names.outcome(written.outcome),
        test,
        exception,
        instead,
        citations,
        frozenset(found.options),
        tuple(note.text for note in written.remarks.notes),
        names.unverified.get(id(written), ""),
        written.span,
        in_force,
        written.noun,
    )


def otherwise_of(written: tree.Otherwise, names: Names) -> law.Otherwise:
    """Resolve what a record receives when no rule applies."""
    citations = citations_of(written.remarks, names) or names.authorities
    if not citations:
        _uncited("`Otherwise`", written.span, names)
    found = Found()
    reason = _reason(written.because, names, found)
    always_on(found, "the reason of `Otherwise`", written.span, names)
    return law.Otherwise(names.outcome(written.outcome), reason, citations, written.span, written.noun)


def _uncited(what: str, at: Span, names: Names) -> None:
    hints = ("cite it in brackets, such as `[HS 11361.8(e)]`", "or write `Authority: …` at the head of the file")
    names.fault("CMR401", f"{what} has no authority", at, *hints)


def about_person(found: Found, what: str, at: Span, names: Names) -> None:
    """Report a fact of a record where a person is decided: there are many records, and none of them is meant."""
    if found.subject or found.this:
        message = f"{what} decides a person, and asks a fact of a single record"
        names.fault("CMR307", message, at, "ask `the person has a conviction …`, or a fact of the person")


def presumption_of(written: tree.Presumption, names: Names) -> law.Presumption | None:
    """Resolve ``If … is unknown, it is presumed …``; None after a fault."""
    scope = Scope(names, Found())
    _authority("presumption", written, names)
    asked = subject_of(written.subject, scope)
    if asked is None:
        return None
    term, fact, kind = _presumed(asked, names)
    if kind is None:
        return None
    truth, value = True, None
    if kind is Kind.YES_NO:
        truths = _TRUTHS.get(written.value.text) if isinstance(written.value, tree.Words) else None
        if truths is None:
            _misfit(asked, "true or not true", written.value, names)
            return None
        truth = truths
    else:
        value = _fitting(asked, kind, written.value, scope)
        if value is None:
            return None
    always_on(scope.found, "a presumption", written.span, names)
    return law.Presumption(
        term,
        fact,
        truth,
        value,
        names.wording.clause(written.span),
        citations_of(written.remarks, names),
        names.unverified.get(id(written), ""),
        frozenset(filter(None, (_untouched(one, scope) for one in written.untouched))),
        written.span,
    )


def _untouched(written: tree.Value, scope: Scope) -> str:
    """Return the name of a fact of which nothing is presumed; empty after a fault."""
    asked = subject_of(written, scope)
    match asked and asked.what:
        case None:
            return ""
        case law.FactValue(fact) | Truth(law.Holds(law.FactValue(fact))):
            return fact
        case Thing(noun) if noun in VOCABULARY:
            return noun
        case _:
            scope.fault("CMR310", f"{shown(written)} is no fact that a record may lack", written.span)
            return ""


def _presumed(asked: Asked, names: Names) -> tuple[law.TermTrue | None, law.FactValue | None, Kind | None]:
    """Return the term or the fact that is presumed, and its type."""
    match asked.what:
        case Truth(law.TermTrue() as term):
            return term, None, Kind.YES_NO
        case Truth(law.Holds(law.FactValue() as fact)):
            return None, fact, Kind.YES_NO
        case law.TermValue(name, kind, who):
            return law.TermTrue(name, who, span=asked.span), None, kind
        case law.FactValue() as fact:
            return None, fact, fact.kind
        case Thing("offense" | "county" as noun, who):
            kind = VOCABULARY[noun].kind
            return None, law.FactValue(noun, kind, who, span=asked.span), kind
        case _:
            pass
    names.fault("CMR310", f"`{asked.words}` is no fact and no term that can be presumed", asked.span)
    return None, None, None


def _fitting(asked: Asked, kind: Kind, written: tree.Value, scope: Scope) -> law.Value | None:
    names = scope.names
    if isinstance(written, tree.Words) and kind is Kind.WORD:
        known = names.facts[asked.what.fact].words if _is_declared(asked, names) else ()  # type: ignore[union-attr]
        if written.text in known:
            return law.WordIs(written.text, span=written.span)
        _misfit(asked, "one of its words", written, names)
        return None
    if isinstance(written, tree.Words) and written.text in _TRUTHS:
        _misfit(asked, KIND_WORDS[kind], written, names)
        return None
    value = value_of(written, scope)
    if value is not None and kind_of(value) is not kind:
        _misfit(asked, KIND_WORDS[kind], written, names)
        return None
    return value


def _is_declared(asked: Asked, names: Names) -> bool:
    return isinstance(asked.what, law.FactValue) and asked.what.fact in names.facts


def _misfit(asked: Asked, wanted: str, written: tree.Value, names: Names) -> None:
    message = f"{shown(written)} does not fit `{asked.words}`, which is {wanted}"
    names.fault("CMR310", message, written.span)


def derivation_of(written: tree.Derivation, names: Names) -> law.Derivation | None:
    """Resolve ``If … is not recorded, it is …``; None after a fault."""
    scope = Scope(names, Found())
    _authority("derivation", written, names)
    asked = subject_of(written.subject, scope)
    if asked is None:
        return None
    fact = (
        asked.what.test.value
        if isinstance(asked.what, Truth) and isinstance(asked.what.test, law.Holds)
        else asked.what
    )
    if not isinstance(fact, law.FactValue) or (fact is not asked.what and not isinstance(written.value, tree.ListedIn)):
        names.fault("CMR310", f"`{asked.words}` is no fact that a record may lack", asked.span)
        return None
    value: law.Value | None
    if isinstance(written.value, tree.ListedIn):
        value = listed_in(fact, written.value, names)
    else:
        value = _fitting(asked, fact.kind, written.value, scope)
    if value is None:
        return None
    words = names.wording.clause(written.span)
    citations = citations_of(written.remarks, names)
    always_on(scope.found, "a derivation", written.span, names)
    return law.Derivation(fact, value, words, citations, names.unverified.get(id(written), ""), written.span)


def always_on(found: Found, what: str, at: Span, names: Names) -> None:
    """Report an option that may be off where nothing can be skipped."""
    for name in sorted(found.options):
        if names.options[name].may_be_off:
            message = f"{what} rests on `{name}`, which may be off; only a step or a rule can be skipped"
            names.fault("CMR309", message, at, "leave `or off` out of the option, or ask it in a step or a rule")


def _authority(word: str, written: tree.Statement, names: Names) -> None:
    if not written.remarks.citations:
        message = f"this {word} has no authority"
        names.fault("CMR409", message, written.span, "cite it in brackets before the period: `[HS 11361.8(b)]`")
