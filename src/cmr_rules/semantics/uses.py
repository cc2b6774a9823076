"""What comes in from the files that a file uses: terms, facts and derivations; never rules, options or presumptions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cmr_rules.diagnostics.diagnostic import Label
from cmr_rules.semantics import law
from cmr_rules.semantics.names import Names
from cmr_rules.semantics.wording import plain
from cmr_rules.source import NOWHERE, Span
from cmr_rules.syntax import tree


def bring_in(used: Sequence[law.Law], document: tree.Document, names: Names) -> None:
    """Add the terms and facts of the used files; two that differ and share a name are a fault."""
    places = {plain(one.name.value): one.span for one in document.statements if isinstance(one, tree.Use)}
    for file in used:
        at = places.get(file.name, document.span)
        for term in file.terms.values():
            known = names.terms.get(term.name)
            if known is not None and known.file != term.file:
                _clash(term.name, at, known.span, names)
            elif known is None and term.name in names.facts:
                _clash(term.name, at, NOWHERE, names)
            else:
                names.terms[term.name] = term
                names.imported.add(term.name)
        for fact in file.facts.values():
            if fact.name in names.terms or names.facts.get(fact.name, fact) != fact:
                _clash(fact.name, at, NOWHERE, names)
            else:
                names.facts[fact.name] = fact
                names.imported.add(fact.name)


def _clash(name: str, at: Span, other: Span, names: Names) -> None:
    others = () if other is NOWHERE else (Label(other, "defined here"),)
    message = f"`{name}` comes from two files that this file uses, with two meanings"
    names.fault("CMR210", message, at, "rename it in one of the files", others=others)


def clashes_with_used(name: tree.Name, names: Names) -> bool:
    """Report a name of this file that a used file defines too."""
    text = plain(name.text)
    if text not in names.imported:
        return False
    term = names.terms.get(text)
    others = () if term is None or term.span is NOWHERE else (Label(term.span, "defined here"),)
    message = f"`{text}` is already defined in a file that this file uses"
    names.fault("CMR210", message, name.span, f"give it another name, or remove it and use `{text}`", others=others)
    return True


def derivations_of(used: Iterable[law.Law]) -> tuple[law.Derivation, ...]:
    """Return the derivations of used files, each once."""
    return tuple(dict.fromkeys(derivation for file in used for derivation in file.derivations))


def unverified_of(used: Iterable[law.Law]) -> tuple[tuple[str, str], ...]:
    """Return what is marked as unverified in used files, each once."""
    return tuple(dict.fromkeys(pair for file in used for pair in file.unverified))
