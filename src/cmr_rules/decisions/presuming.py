"""What a presumption leaves out, and what it leaves alone.

A world goes only for others in which the same readings of the law hold, and in which the facts of which nothing is
presumed are the same, such as a day: what was done is presumed, and not that the person was a child that day.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise, product
from math import prod
from typing import TypeVar

from attrs import evolve

from cmr_rules.citations import Offense
from cmr_rules.decisions.readings import question_of
from cmr_rules.decisions.search import Leaf, Search, agree, keys
from cmr_rules.decisions.versions import is_version
from cmr_rules.decisions.view import View
from cmr_rules.decisions.worlds import Key, World, possible_offense, settle

R = TypeVar("R")

MOST_PIECES = 256
"""A world that would be cut into more pieces than this stays whole."""


def staying(
    view: View, wider: Search[tuple[R, bool]], alone: Search[bool], untouched: Collection[str]
) -> list[Leaf[tuple[R, bool]]]:
    """Return the leaves of *wider* that a presumption does not leave out; of one that it leaves out in part, the rest.

    Args:
        view: The record, in the world from which the searches began.
        wider: What follows in each world, and whether what is presumed holds there.
        alone: Whether it holds, in the worlds that it alone tells apart.
        untouched: The facts of which nothing is presumed.
    """
    left_of = _left(view, alone, untouched)
    leaves = []
    for leaf in wider.leaves:
        worlds = [leaf.world] if leaf.result[1] else left_of(leaf.world)
        leaves += [evolve(leaf, world=world) for world in worlds]
    return leaves


def _left(view: View, alone: Search[bool], untouched: Collection[str]) -> Callable[[World], list[World]]:
    """What is left of a world where what is presumed may hold for some untouched facts, readings and versions."""
    asked = [leaf.world for leaf in alone.leaves]
    supposed = [leaf.world for leaf in alone.leaves if leaf.result]
    shared = sorted(
        {
            key
            for world in asked
            for key in keys(world, view.world)
            if question_of(key) or is_version(key) or key[1] in untouched
        }
    )

    def known(key: Key) -> Offense | None:
        offense = view.offense(view.entries[key[0]])
        return offense if isinstance(offense, Offense) else None

    def stands_for(piece: World) -> bool:
        return any(agree(piece, other, set(shared), view.variables, known) for other in supposed)

    def left_of(world: World) -> list[World]:
        cuts = [cut for key in shared for cut in _cuts(key, world, asked, known)] + _orders(world, asked)
        if not alone.complete or prod(len(cut) for cut in cuts) > MOST_PIECES:
            return [world]
        joined = (settle(_joined(world, parts), view.variables) for parts in product(*cuts))
        pieces = [piece for piece in joined if piece is not None]
        left = [piece for piece in pieces if not stands_for(piece)]
        return [world] if len(left) == len(pieces) else left

    return left_of


def _cuts(
    key: Key, world: World, asked: Sequence[World], known: Callable[[Key], Offense | None]
) -> Iterator[list[World]]:
    """Cut *world* where *asked* are cut, so that what agrees with a piece in part agrees with all of it."""
    spans = [one.bounds[key] for one in asked if key in one.bounds]
    if spans:
        low, high = world.bounds.get(key, (min(first for first, _ in spans), max(last for _, last in spans)))
        edges = {low, high + 1} | {at for first, last in spans for at in (first, last + 1) if low < at <= high}
        yield [World(bounds={key: (first, after - 1)}) for first, after in pairwise(sorted(edges))]
    words = {word for one in asked for word in one.words.get(key, ())}
    if words:
        yield [World(words={key: frozenset({word})}) for word in sorted(world.words.get(key, words))]
    if any(key in one.truths for one in asked):
        yield [World(truths={key: truth}) for truth in (True, False) if world.truths.get(key, truth) is truth]
    lists = dict.fromkeys(offenses for one in asked for offenses, _ in one.offenses.get(key, ()))
    if lists:
        told = world.offenses.get(key, ())
        open_lists = [one for one in lists if one not in {offenses for offenses, _ in told}]
        answers = (
            (*told, *zip(open_lists, truths, strict=True)) for truths in product((True, False), repeat=len(open_lists))
        )
        yield [World(offenses={key: answer}) for answer in answers if possible_offense(known(key), answer)]


def _orders(world: World, asked: Sequence[World]) -> list[list[World]]:
    """Cut *world* by which of two missing days comes first, where *asked* say so and it does not."""
    told = {evolve(relation, truth=True) for relation in world.relations}
    open_ = dict.fromkeys(evolve(relation, truth=True) for one in asked for relation in one.relations)
    return [
        [World(relations=(evolve(relation, truth=truth),)) for truth in (True, False)]
        for relation in open_
        if relation not in told
    ]


def _joined(world: World, parts: Sequence[World]) -> World:
    for part in parts:
        world = evolve(
            world,
            bounds={**world.bounds, **part.bounds},
            words={**world.words, **part.words},
            truths={**world.truths, **part.truths},
            offenses={**world.offenses, **part.offenses},
            relations=(*world.relations, *part.relations),
        )
    return world
