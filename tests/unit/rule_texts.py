"""Rule files for tests, read and resolved. All of them are fabricated."""

from __future__ import annotations

from collections.abc import Sequence

from cmr_rules.diagnostics.codes import as_file
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.semantics.law import Clause, Law, Test
from cmr_rules.semantics.resolve import resolve
from cmr_rules.source import Source
from cmr_rules.syntax.parse import parse


def read(text: str, used: Sequence[Law] = (), *, whole: bool = False, name: str = "case") -> tuple[Law, Diagnostics]:
    """Read a text; what is not a whole file gets a beginning and an end."""
    diagnostics = Diagnostics()
    names = [term for law in used for term in (*law.terms, *law.facts)]
    document = parse(Source(f"{name}.statute", as_file(text, whole=whole)), diagnostics, names)
    return resolve(name, document, used, diagnostics, {name: "0" * 64}), diagnostics


def codes(text: str, used: Sequence[Law] = (), *, whole: bool = False, unused: bool = False) -> list[str]:
    """Return the codes of the faults of a text, those of unused names only if *unused*."""
    _, diagnostics = read(text, used, whole=whole)
    return [one.code for one in diagnostics if unused or one.code != "CMR205"]


def meaning_of(condition: str, before: str = "") -> Test:
    """Return what a single condition means; it must be without fault."""
    law, diagnostics = read(f"{before}\n\nAsked Of All means that {condition}.")
    assert [one for one in diagnostics if one.code != "CMR205"] == []
    clause = law.terms["Asked Of All"].test
    assert isinstance(clause, Clause)
    return clause.test
