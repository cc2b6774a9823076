"""Limits: how many records of one person receive the relief of some rules, and who uses the places.

It is asked in the world assumed, what every other covered record receives there before the limit, so that records
which turn on the same missing fact stay together. Counting the places is the matter of `places`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cmr_rules.decisions.choose import Chosen, RuleChooser
from cmr_rules.decisions.joining import Asks, Truth, answered, both
from cmr_rules.decisions.places import Places, Reads, Wanting, is_too_open
from cmr_rules.decisions.quantities import ends
from cmr_rules.decisions.questions import Compiler
from cmr_rules.decisions.readings import question_of
from cmr_rules.decisions.steady import steadily
from cmr_rules.decisions.view import Entry, Special, View
from cmr_rules.decisions.worlds import World
from cmr_rules.semantics import law

T = TypeVar("T")


class Limits:
    """The limits of a law, in its order: a record that is over one of them is decided without its rules."""

    def __init__(
        self,
        meaning: law.Law,
        scope: str,
        chooser: RuleChooser,
        compiler: Compiler,
        covered: Callable[[View, Entry], Truth],
    ) -> None:
        self._chooser = chooser
        self._covered = covered
        self._scope = scope
        self.limits = [_Limit(limit, compiler) for limit in meaning.limits]
        self._without = []
        for number, one in enumerate(meaning.limits):
            later = frozenset(title for limit in meaning.limits[number:] for title in limit.rules)
            self._without.append((later - frozenset(one.rules), later))

    def applied(self, view: View, this: Entry, chosen: Chosen) -> Chosen | None:
        """What *this* receives, of whom *chosen* is what the rules give; None when a question is open."""
        barred: frozenset[str] = frozenset()
        over: list[law.Limit] = []
        for number, limit in enumerate(self.limits):
            truth = self.over(number, view, this)
            if truth is None:
                return None
            if truth:
                over.append(limit.law)
                barred |= frozenset(limit.law.rules)
        if not over:
            return chosen
        rest = self._chooser.choose(view, this, barred)
        if rest is None:
            return None
        if not isinstance(rest.provisions[0], law.Otherwise) and _is_better(rest.outcome, over[0].outcome):
            return rest
        also = tuple(one for one in (*chosen.provisions, *chosen.also) if isinstance(one, law.Rule))
        return Chosen(over[0].outcome, (over[0],), also)

    def over(self, number: int, view: View, this: Entry) -> Truth:
        """Whether *this* is over the limit: its rules would give it relief, and there is no place for it."""

        def ask() -> Truth:
            return steadily(view, (self, number), this.index, lambda: self._over(number, view, this))

        return _asked_as(view, this, ask)

    def _over(self, number: int, view: View, this: Entry) -> Truth:
        wants = self._wants(number, view, this)
        if wants is not True:
            return wants
        limit = self.limits[number]
        if limit.law.unverified:
            view.rested[limit.law.unverified] = None
        for place, member in enumerate(limit.members):
            belongs = member(view, this, this, None)
            if belongs is None:
                return None
            if belongs:
                has = self.places(number, place, view).has(this)
                return None if has is None else not has
        return False

    def caps(self, number: int, view: View, this: Entry) -> list[int]:
        """The caps under which *this* falls, or may fall, if the rules of the limit give or may give it relief."""

        def find() -> list[int]:
            if self._wants(number, view, this) is False:
                return []
            members = self.limits[number].members
            return [place for place, member in enumerate(members) if member(view, this, this, None) is not False]

        return _asked_as(view, this, find)

    def places(self, number: int, cap: int, view: View) -> Places:
        """Who may use the places of a cap, in the world assumed."""
        limit = self.limits[number]
        complete = view.is_complete(self._scope)
        if limit.law.counting is not None:
            complete = complete and view.is_complete(limit.law.counting.scope)
        standing = self._standing(number, cap, view)
        if is_too_open(sum(1 for one in standing if one.is_open), len(standing)):
            return Places(view, limit.law, limit.law.caps[cap], limit.order, tuple(standing), complete, coarse=True)
        found = [self._wanting(number, cap, view, one.entry) if one.is_open else one for one in standing]
        wanting = tuple(one for one in found if one.uses is not False)
        return Places(view, limit.law, limit.law.caps[cap], limit.order, wanting, complete)

    def _standing(self, number: int, cap: int, view: View) -> list[Wanting]:
        """The records that may use a place whatever is assumed of missing facts, worked out once for a person."""
        words = {key: word for key, word in view.world.words.items() if question_of(key)}
        key = ((self, number, cap, tuple(sorted(words.items()))), -1, -1, view.leap_day)
        known = view.steady.get(key)
        if known is None:
            state = view.world, view.answers, view.open, view.rested, view.consulted
            view.world, view.answers, view.rested = World(words=words, leap_day=view.law.leap_day), {}, {}
            found = [self._wanting(number, cap, view, entry) for entry in (*view.convictions, *view.perhaps)]
            known = view.steady[key] = ([one for one in found if one.uses is not False], tuple(view.rested))
            view.world, view.answers, view.open, view.rested, view.consulted = state
        view.rested.update(dict.fromkeys(known[1]))
        standing: list[Wanting] = known[0]  # type: ignore[assignment]
        return standing

    def _wanting(self, number: int, cap: int, view: View, entry: Entry) -> Wanting:
        def ask() -> Truth:
            return steadily(view, (self, number, cap), entry.index, lambda: self._uses(number, cap, view, entry))

        before, view.open = view.open, None
        uses = _asked_as(view, entry, ask)
        question, view.open = view.open, None
        limit = self.limits[number]
        earlier = False if uses is False else _asked_as(view, entry, lambda: limit.earlier(view, entry))
        asked, view.open = view.open, before
        return Wanting(entry, uses, earlier, question or asked, None if uses is False else limit.span(view, entry))

    def _uses(self, number: int, cap: int, view: View, entry: Entry) -> Truth:
        """Whether *entry* uses a place of the cap if one is free: by earlier relief, or by what is decided now."""
        limit = self.limits[number]
        belongs = limit.members[cap](view, entry, entry, None)
        if belongs is False:
            return False
        before = view.open
        earlier = limit.earlier(view, entry)
        uses: Truth = True if earlier else self._wants(number, view, entry)
        if uses:
            view.open = before
        elif earlier is None:
            uses = None
        if uses and entry.charge.separate is not True:
            uses = answered(view, (entry.index, "separate count"))
        return both(belongs, uses)

    def _wants(self, number: int, view: View, entry: Entry) -> Truth:
        """Whether the rules of the limit give the record more than it receives without them."""
        covered = self._covered(view, entry)
        if covered is not True:
            return covered
        barred: frozenset[str] = frozenset()
        for earlier in range(number):
            over = self.over(earlier, view, entry)
            if over is None:
                return None
            if over:
                barred |= frozenset(self.limits[earlier].law.rules)
        others, all_limited = self._without[number]
        free = self._chooser.choose(view, entry, barred | all_limited)
        if free is not None and free.outcome.rank == 0:
            return False
        full = self._chooser.choose(view, entry, barred | others)
        if free is None or full is None:
            return None
        given = (*full.provisions, *full.also)
        if full.outcome == free.outcome or not any(isinstance(p, law.Rule) for p in given):
            return False
        marks = (p.unverified for p in full.provisions if not isinstance(p, law.Otherwise))
        view.rested.update(dict.fromkeys(mark for mark in marks if mark))
        return _is_better(full.outcome, free.outcome)


class _Limit:
    """A limit made ready to be asked."""

    def __init__(self, limit: law.Limit, compiler: Compiler) -> None:
        self.law = limit
        self.members: list[Asks] = [_meets(cap.records, compiler) for cap in limit.caps]
        self.order: Reads | None = None if limit.order is None else compiler.value(limit.order)
        self._earlier = None if limit.counting is None else _meets(limit.counting, compiler)

    def earlier(self, view: View, entry: Entry) -> Truth:
        """Whether the record uses a place whatever is decided of it now."""
        if self._earlier is None:
            return False
        truth = self._earlier(view, entry, entry, None)
        if truth is not False and not entry.number:
            truth = both(truth, answered(view, (entry.index, "conviction")))
        return truth

    def span(self, view: View, entry: Entry) -> tuple[int, int] | None:
        """Between which days the record stands in the order, in the world assumed; None where that is not known."""
        read = self.order
        if read is None:
            return None
        before, view.open = view.open, None
        day = _asked_as(view, entry, lambda: read(view, entry, None))
        view.open = before
        return None if isinstance(day, Special) else ends(view, day)


def _meets(records: law.Records, compiler: Compiler) -> Asks:
    if records.test is None:
        return lambda _view, _subject, _counted, _trace: True
    return compiler.test(records.test)


def _is_better(one: law.Outcome, two: law.Outcome) -> bool:
    """Whether *one* is more favorable; an outcome that is not ranked is less than one that is."""
    if one.rank is None:
        return False
    return two.rank is None or one.rank < two.rank


def _asked_as(view: View, entry: Entry, work: Callable[[], T]) -> T:
    """Ask with *entry* as the record that is being decided."""
    before, view.this = view.this, entry
    try:
        return work()
    finally:
        view.this = before
