"""Labels for generated outlines, cases and steps, as the parser writes them. Everything in them is fabricated."""

from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve

from cmr_rules.syntax import tree

Numbered = TypeVar("Numbered", tree.Case, tree.Step)

_KINDS = ("abcdefghijklm", "123456789", "ABCDEFGHIJKLM")
_SHALLOW = tree.Name("Super Strike")


def labelled(condition: tree.Condition, depth: int = 0, first: int = 0) -> tree.Condition:
    """Give the items of an outline their labels and joiners, from label number *first* on."""
    if not isinstance(condition, tree.Group):
        return condition
    depth = min(depth, len(_KINDS) - 1)
    joiner = "and" if condition.kind == "all" else "or"
    items = [
        evolve(
            item,
            label=_KINDS[depth][first + number],
            condition=labelled(_shallow(item.condition, depth), depth + 1),
            joiner=joiner if number == len(condition.items) - 2 else "",
        )
        for number, item in enumerate(condition.items)
    ]
    return tree.Group(condition.kind, tuple(items))


def _shallow(condition: tree.Condition, depth: int) -> tree.Condition:
    """Cut off what is nested deeper than there are kinds of labels."""
    return condition if depth < len(_KINDS) - 1 or not isinstance(condition, tree.Group) else tree.Bare(_SHALLOW)


def numbered(items: tuple[Numbered, ...]) -> tuple[Numbered, ...]:
    """Give cases and steps their labels, and those of outlines in them; only the last may be without a condition."""
    return tuple(
        evolve(
            item,
            label=str(number),
            condition=tree.Bare(_SHALLOW)
            if item.condition is None and number < len(items)
            else None
            if item.condition is None
            else inside_numbers(item.condition),
        )
        for number, item in enumerate(items, 1)
    )


def inside_numbers(condition: tree.Condition) -> tree.Condition:
    """Label an outline in an item whose own label is a number, so that it begins with ``(a)``."""
    if not isinstance(condition, tree.Group):
        return condition
    flat = (evolve(each, condition=_shallow(each.condition, 9)) for each in condition.items)
    return labelled(tree.Group(condition.kind, tuple(flat)))


def labelled_meaning(meaning: Any) -> Any:
    """Label what a version says, if it is a condition."""
    return inside_numbers(meaning) if isinstance(meaning, tree.CONDITIONS) else meaning
