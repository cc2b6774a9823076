"""Every consistent way of filling in the missing facts that matters, by splitting worlds on open questions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from attrs import evolve, frozen

from cmr_rules.decisions.view import View
from cmr_rules.decisions.worlds import Key, Relation, Variables, World, possible_offense, settle

MOST_WORLDS = 256
"""The stated bound: a record whose missing facts need more worlds than this is reviewed."""

R = TypeVar("R")


@frozen
class Leaf(Generic[R]):
    """A world in which nothing that matters is open, what follows there, and the unverified marks it rests on."""

    world: World
    result: R
    rested: tuple[str, ...] = ()


@frozen
class Search(Generic[R]):
    """What follows in each world. *complete* is false when the bound stopped the enumeration."""

    leaves: tuple[Leaf[R], ...]
    complete: bool


def assume(view: View, world: World) -> None:
    """Set the view to a world, with no question open."""
    view.world = world
    view.leap_day = world.leap_day
    view.open = None
    view.answers.clear()
    view.shown.clear()
    view.rested.clear()


def search(view: View, evaluate: Callable[[], R | None], start: World) -> Search[R]:
    """Evaluate in *start*, and while something is open in its parts. Leaves the view in *start*."""
    leaves: list[Leaf[R]] = []
    waiting = [start]
    complete = True
    while waiting:
        if len(leaves) + len(waiting) > MOST_WORLDS:
            complete = False
            break
        world = waiting.pop()
        assume(view, world)
        result = evaluate()
        if result is not None:
            leaves.append(Leaf(world, result, tuple(view.rested)))
            continue
        assert view.open is not None, "an answer is unknown and no question is open"
        waiting += reversed(view.open.split(world, view.variables))
    assume(view, start)
    return Search(tuple(leaves), complete)


def keys(world: World, start: World) -> set[Key]:
    """The missing facts of which something is assumed."""
    found = {key for key, span in world.bounds.items() if start.bounds.get(key) != span}
    found |= {key for key, words in world.words.items() if start.words.get(key) != words}
    found |= set(world.truths) | set(world.offenses)
    for relation in world.relations:
        found |= {relation.left.variable.key, relation.right.variable.key}
    if world.leap_day is not start.leap_day:
        found.add((-1, "leap-day rule"))
    return found


def agree(one: World, two: World, shared: set[Key], variables: Variables, offenses: Callable[[Key], object]) -> bool:
    """Whether some filling-in of *one* and some of *two* give the *shared* facts the same values."""
    if (-1, "leap-day rule") in shared and one.leap_day is not two.leap_day:
        return False
    for key in shared:
        if key in one.truths and key in two.truths and one.truths[key] != two.truths[key]:
            return False
        if key in one.words and key in two.words and one.words[key].isdisjoint(two.words[key]):
            return False
        if key in one.offenses and key in two.offenses:
            known = offenses(key)
            if not possible_offense(known, (*one.offenses[key], *two.offenses[key])):
                return False
    bounds: dict[Key, tuple[int, int]] = {}
    for key in shared:
        first, second = one.bounds.get(key), two.bounds.get(key)
        if first is None or second is None:
            if (only := first or second) is not None:
                bounds[key] = only
            continue
        bounds[key] = (max(first[0], second[0]), min(first[1], second[1]))
        if bounds[key][0] > bounds[key][1]:
            return False
    relations = tuple(r for r in (*one.relations, *two.relations) if _within(r, shared))
    if any(evolve(relation, truth=not relation.truth) in relations for relation in relations):
        return False
    here = {key: variable for key, variable in variables.items() if key in shared}
    return settle(World(bounds=bounds, relations=relations), here) is not None


def _within(relation: Relation, shared: set[Key]) -> bool:
    return relation.left.variable.key in shared and relation.right.variable.key in shared
