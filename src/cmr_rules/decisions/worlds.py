"""The missing facts of a record, and what is assumed of them while the ways of filling them in are enumerated.

A world narrows what each missing fact may be. Splitting a world on an open question gives worlds in which it is
answered; a contradiction among the answers gives none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve, field, frozen

from cmr_rules.citations import Offense, Section
from cmr_rules.dates import LeapDay, Period, add, subtract
from cmr_rules.semantics.law import OffenseSet
from cmr_rules.semantics.offenses import matches

Key: TypeAlias = tuple[int, str]
"""A fact: the index of the record among all counts and events of the person (-1: the person), and its name."""

Steps: TypeAlias = tuple[tuple[Period, bool], ...]

ORDER = ("date of birth", "date of offense", "date of arrest", "date of conviction", "date of sentence",
         "end of sentence")  # fmt: skip
"""Dates of one record that cannot come in another order."""


@frozen
class Variable:
    """A missing whole number or day between *low* and *high*, both included."""

    key: Key
    low: int
    high: int


@frozen
class Moved:
    """A missing day, shifted by periods one after another (back: before)."""

    variable: Variable
    steps: Steps

    def at(self, day: int, rule: LeapDay) -> int:
        """Return where *day* comes to."""
        return move(day, self.steps, rule)


def move(day: int, steps: Steps, rule: LeapDay) -> int:
    """Shift *day* by each period in turn."""
    for period, back in steps:
        day = subtract(day, period) if back else add(day, period, rule)
    return day


@frozen
class Relation:
    """``left <= right`` (or ``<``) between two missing days holds (*truth*) or does not."""

    left: Moved
    right: Moved
    strict: bool
    rule: LeapDay
    truth: bool


_EMPTY: Mapping[Key, tuple[int, int]] = MappingProxyType({})


@frozen
class World:
    """What is assumed. An absent key: nothing."""

    bounds: Mapping[Key, tuple[int, int]] = _EMPTY
    words: Mapping[Key, frozenset[str]] = field(factory=dict)
    truths: Mapping[Key, bool] = field(factory=dict)
    offenses: Mapping[Key, tuple[tuple[OffenseSet, bool], ...]] = field(factory=dict)
    relations: tuple[Relation, ...] = ()
    leap_day: LeapDay = LeapDay.UNDECLARED

    def span(self, variable: Variable) -> tuple[int, int]:
        """What *variable* may be here."""
        return self.bounds.get(variable.key, (variable.low, variable.high))


Variables: TypeAlias = dict[Key, Variable]

# ---------------------------------------------------------------------------------------------- open questions


@frozen
class IsAtMost:
    """Whether a missing number or day is at most *limit*."""

    variable: Variable
    limit: int

    def split(self, world: World, variables: Variables) -> list[World]:
        """Return the worlds in which it is answered."""
        low, high = world.span(self.variable)
        parts = ((low, min(self.limit, high)), (max(self.limit + 1, low), high))
        made = [evolve(world, bounds={**world.bounds, self.variable.key: part}) for part in parts if part[0] <= part[1]]
        return [new for one in made if (new := settle(one, variables)) is not None]


@frozen
class IsRelated:
    """Whether one missing day comes before another."""

    relation: Relation

    def split(self, world: World, variables: Variables) -> list[World]:
        """Return the worlds in which it is answered."""
        made = [
            evolve(world, relations=(*world.relations, evolve(self.relation, truth=truth))) for truth in (True, False)
        ]
        return [new for one in made if (new := settle(one, variables)) is not None]


@frozen
class IsOneOf:
    """Which of several words a missing word is; *groups* are the kinds of answers to tell apart."""

    key: Key
    groups: tuple[frozenset[str], ...]

    def split(self, world: World, _variables: Variables) -> list[World]:
        """Return the worlds in which it is answered."""
        return [evolve(world, words={**world.words, self.key: group}) for group in self.groups if group]


@frozen
class IsTrue:
    """A yes-or-no question."""

    key: Key

    def split(self, world: World, _variables: Variables) -> list[World]:
        """Return the worlds in which it is answered."""
        return [evolve(world, truths={**world.truths, self.key: truth}) for truth in (True, False)]


@frozen
class IsListed:
    """Whether an offense of which the record says too little is on a list."""

    key: Key
    known: Offense | None
    offenses: OffenseSet

    def split(self, world: World, _variables: Variables) -> list[World]:
        """Return the worlds in which it is answered."""
        before = world.offenses.get(self.key, ())
        return [
            evolve(world, offenses={**world.offenses, self.key: told})
            for truth in (True, False)
            if possible_offense(self.known, told := (*before, (self.offenses, truth)))
        ]


@frozen
class WhichLeapDay:
    """Which leap-day rule the jurisdiction follows."""

    def split(self, world: World, _variables: Variables) -> list[World]:
        """Return the worlds in which it is answered."""
        return [evolve(world, leap_day=rule) for rule in (LeapDay.FEBRUARY_28, LeapDay.MARCH_1)]


Question: TypeAlias = IsAtMost | IsRelated | IsOneOf | IsTrue | IsListed | WhichLeapDay

# ---------------------------------------------------------------------------------------------- consistency

_ELSEWHERE = Offense(Section("?", "0"))


@lru_cache(maxsize=50_000)
def possible_offense(known: Offense | None, told: tuple[tuple[OffenseSet, bool], ...]) -> bool:
    """Whether some offense that the record allows is on and off the lists as told."""
    return any(
        all(matches(one, candidate) in {truth, None} for one, truth in told) for candidate in candidates(known, told)
    )


def candidates(known: Offense | None, told: tuple[tuple[OffenseSet, bool], ...]) -> list[Offense]:
    """The offenses that the lists tell apart: each listed section that the record allows, and one on no list."""
    found: list[Offense] = []
    for offenses, _ in told:
        for pattern in offenses.patterns:
            forms = pattern.forms if known is None else {known.form} & pattern.forms
            if known is None or known.section.covers(pattern.section):
                found += [Offense(pattern.section, form) for form in sorted(forms)]
    if known is None:
        return [*found, _ELSEWHERE]
    other = evolve(known, section=evolve(known.section, subdivisions=(*known.section.subdivisions, "?")))
    return [*found, other]


def settle(world: World, variables: Variables) -> World | None:
    """Tighten the bounds until nothing changes; None when they contradict one another."""
    for _ in range(64):
        tighter = _tighten(world, variables)
        if tighter is None or tighter is world:
            return tighter
        world = tighter
    return world


def _tighten(world: World, variables: Variables) -> World | None:
    bounds = dict(world.bounds)
    changed = False

    def narrow(variable: Variable, low: int | None, high: int | None) -> bool:
        nonlocal changed
        old = bounds.get(variable.key, (variable.low, variable.high))
        new = (old[0] if low is None else max(old[0], low), old[1] if high is None else min(old[1], high))
        if new != old:
            bounds[variable.key] = new
            changed = True
        return new[0] <= new[1]

    for earlier, later in _ordered(variables):
        low, high = (bounds.get(v.key, (v.low, v.high)) for v in (earlier, later))
        if not narrow(earlier, None, high[1]) or not narrow(later, low[0], None):
            return None
    for relation in world.relations:
        left, right, strict = relation.left, relation.right, relation.strict
        if not relation.truth:
            left, right, strict = right, left, not strict
        low = bounds.get(left.variable.key, (left.variable.low, left.variable.high))
        high = bounds.get(right.variable.key, (right.variable.low, right.variable.high))
        gap = 1 if strict else 0
        top = right.at(high[1], relation.rule) - gap
        floor = left.at(low[0], relation.rule) + gap
        last, first = _last(left, relation.rule, top, low), _first(right, relation.rule, floor, high)
        if last is None or first is None:
            return None
        if not narrow(left.variable, None, last) or not narrow(right.variable, first, None):
            return None
    return evolve(world, bounds=bounds) if changed else world


def _last(moved: Moved, rule: LeapDay, top: int, span: tuple[int, int]) -> int | None:
    return greatest(lambda day: moved.at(day, rule) <= top, *span)


def _first(moved: Moved, rule: LeapDay, floor: int, span: tuple[int, int]) -> int | None:
    return least(lambda day: moved.at(day, rule) >= floor, *span)


def _ordered(variables: Variables) -> list[tuple[Variable, Variable]]:
    """Pairs of missing dates of one record that must stand in order."""
    pairs = []
    for (index, fact), variable in variables.items():
        if fact in ORDER:
            place = ORDER.index(fact)
            for later in ORDER[place + 1 :]:
                other = variables.get((index, later))
                if other is not None:
                    pairs.append((variable, other))
            if fact == "date of birth":
                pairs += [(variable, v) for (i, f), v in variables.items() if i >= 0 and f in ORDER]
    return pairs


def greatest(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """The last day from *low* to *high* of which *holds* is true, when it is true of all days before; None: of none."""
    if not holds(low):
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low


def least(holds: Callable[[int], bool], low: int, high: int) -> int | None:
    """The first day from *low* to *high* of which *holds* is true, when it is true of all days after; None: of none."""
    if not holds(high):
        return None
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
