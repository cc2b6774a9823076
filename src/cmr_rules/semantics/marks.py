"""What nobody has verified: the marks of statements, and of the items of their outlines."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields

from cmr_rules.semantics.names import Names
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree

_LABELLED = (tree.Item, tree.Case, tree.Version, tree.Reading, tree.ListedOffense, tree.Step)
_HOLDERS = (*_LABELLED, tree.Term, tree.Rule, tree.Unless, tree.Decide, tree.Group, tree.Cases, tree.Versions,
            tree.OpenQuestion, tree.Offenses)  # fmt: skip
"""What may hold an item with a mark."""


def marks_of(statements: tuple[tree.Statement, ...]) -> Iterator[tuple[tree.Statement, str]]:
    """Return the statements that are marked `Unverified`, by their own bracket or by a sentence that follows them."""
    last: tree.Statement | None = None
    for one in statements:
        match one:
            case tree.MarkStatement(mark):
                if last is not None and isinstance(mark, tree.Unverified):
                    yield last, mark.why
            case tree.Comment() | tree.Quote() | tree.TextNotAtHand():
                pass
            case _:
                last = one
                if isinstance(one.remarks.mark, tree.Unverified):
                    yield one, one.remarks.mark.why


def why_of(remarks: tree.Remarks) -> str:
    """Return why an item is marked unverified; empty if it is not."""
    return remarks.mark.why if isinstance(remarks.mark, tree.Unverified) else ""


def unverified_here(statements: tuple[tree.Statement, ...], names: Names) -> Iterator[tuple[str, str]]:
    """Return what is marked in a file, in its order, each with the reason: ``Grade Of Possession (2)``."""
    for one in statements:
        if id(one) in names.unverified:
            yield title_of(one), names.unverified[id(one)]
        yield from _items(one, "step" if isinstance(one, tree.Decide) else title_of(one), "")


def _items(node: object, title: str, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, _LABELLED):
        path += f"({node.label})"
        if why := why_of(node.remarks):
            yield f"{title} {path}", why
    if isinstance(node, tuple):
        for part in node:
            yield from _items(part, title, path)
    elif isinstance(node, _HOLDERS):
        for each in fields(type(node)):
            if each.name not in {"span", "remarks"}:
                yield from _items(getattr(node, each.name), title, path)


def title_of(statement: tree.Statement) -> str:
    """Return how reports call a statement: ``rule "adult possession"``, ``Super Strike``."""
    match statement:
        case tree.Rule(title):
            return f'rule "{title.value}"'
        case tree.Limit(title):
            return f'limit "{title.value}"'
        case tree.Term(name) | tree.Option(name) | tree.FactDeclaration(name):
            return plain(name.text)
        case tree.Scenario(title) | tree.ScenarioTable(title):
            return f'scenario "{title.value}"'
        case tree.Title():
            return "the title"
        case tree.LeapDayRule():
            return "the leap day"
        case tree.Decide():
            return "the ordered list"
        case tree.Outcomes():
            return "the outcomes"
        case tree.Covers():
            return "what is covered"
        case tree.Otherwise():
            return "otherwise"
        case tree.Presumption():
            return "the presumption"
        case tree.Derivation():
            return "the derivation"
        case _:
            return type(statement).__name__.lower()
