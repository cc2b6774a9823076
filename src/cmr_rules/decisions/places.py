"""The places under a limit: whether one is left for a record, given who else may use them and in which order.

Bounds come first, so that a question is asked only where it can change the answer. Work grows with the square of the
number of records.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any

from attrs import Factory, field, frozen

from cmr_rules.decisions.grouping import alike
from cmr_rules.decisions.joining import Truth, answered
from cmr_rules.decisions.quantities import compare
from cmr_rules.decisions.steady import steadily
from cmr_rules.decisions.view import Entry, View
from cmr_rules.decisions.worlds import IsTrue, Question
from cmr_rules.semantics import law

Reads = Callable[[View, Entry, Entry | None], Any]

UNLISTED = "number of places that records which are not listed use under the limit"
EQUALS = "place among equals under the limit"
OPEN = "place under the limit"


MOST_OPEN, MOST_OPEN_OF_MANY, MANY = 16, 4, 100
"""How much may be open about the other records, each with worlds of its own; less where there are many records."""


def is_too_open(number: int, records: int) -> bool:
    """Whether so much is open about so many records that worlds are not tried for each."""
    return number > (MOST_OPEN if records <= MANY else MOST_OPEN_OF_MANY)


class Comes(Enum):
    """How a record stands to another in the order of a limit."""

    BEFORE = "before"
    TIED = "tied"
    AFTER = "after"


@frozen
class Wanting:
    """A record that may use a place.

    Args:
        uses: Whether it uses one if there is one left.
        earlier: Whether it uses one whatever is decided now: before all others.
        question: What is open, if either is.
        span: Between which days it stands in the order, whatever is assumed; None if that is not known.
    """

    entry: Entry
    uses: Truth
    earlier: Truth
    question: Question | None = None
    span: tuple[int, int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether missing facts decide it."""
        return self.uses is None or self.earlier is None


@frozen
class Places:
    """The places of one cap of a limit. *coarse*: too much is open for worlds to tell apart."""

    view: View
    limit: law.Limit
    cap: law.Cap
    read: Reads | None
    wanting: tuple[Wanting, ...]
    complete: bool
    coarse: bool = False
    spans: dict[int, tuple[int, int] | None] = field(
        init=False, default=Factory(lambda self: {one.entry.index: one.span for one in self.wanting}, takes_self=True)
    )

    # ------------------------------------------------------------------------------------------ the answer

    def has(self, this: Entry) -> Truth:
        """Whether there is a place for *this*, which the rules of the limit give relief; None asks."""
        mine = next((one for one in self.wanting if one.entry is this), None)
        if mine is not None and mine.earlier:
            return True
        if mine is not None and mine.earlier is None:
            return self._ask(this, mine.question)
        others = [one for one in self.wanting if one.entry is not this]
        if self.complete and len(others) < self.cap.most:
            return True
        together = [self._together(one.entry, this) for one in others]
        order = [Comes.BEFORE if one.earlier else self.comes(one.entry, this) for one in others]
        bounded = self._bounded(others, together, order)
        if bounded is not None:
            return bounded
        questions = []
        for one, (same, asked), comes in zip(others, together, order, strict=True):
            if same is False and not _may_come(one, comes):
                continue
            question = one.question if one.is_open else asked if same is None else None
            if question is None and not isinstance(comes, Comes):
                question = comes
            if question is not None:
                questions.append(question)
        if is_too_open(len(questions), len(others)):
            return answered(self.view, (this.index, self._open))
        if questions:
            return self._ask(this, questions[0])
        return self._settled(this, others, [same for same, _ in together])

    def _bounded(
        self, others: list[Wanting], together: list[tuple[Truth, Question | None]], order: list[Comes | Question]
    ) -> Truth:
        """The answer, if the least or the greatest number of places used before settles it."""
        rows = list(zip(others, (same for same, _ in together), order, strict=True))
        most = sum(1 for one, same, comes in rows if same is not True and _may_come(one, comes))
        if self.complete and most < self.cap.most:
            return True
        kin = [(one, comes) for one, same, comes in rows if same is not False]
        if any(_may_come(one, comes) for one, comes in kin):
            return None
        sure = [one.entry for one, same, comes in rows if one.uses and same is False and comes is Comes.BEFORE]
        return False if self._apart(sure) >= self.cap.most else None

    def _apart(self, entries: list[Entry]) -> int:
        """How many of them are surely not of one transaction, counted no further than needed."""
        firsts: list[Entry] = []
        for entry in entries:
            if len(firsts) >= self.cap.most:
                break
            if all(self._together(entry, first)[0] is False for first in firsts):
                firsts.append(entry)
        return len(firsts)

    def _settled(self, this: Entry, others: list[Wanting], together: list[Truth]) -> Truth:
        """The answer when it is known who uses places, in which order, and which belong to *this*."""
        mine = [one.entry for one, same in zip(others, together, strict=True) if same]
        if any(one.earlier for one, same in zip(others, together, strict=True) if same):
            return True
        first = this
        for entry in mine:
            comes = self.comes(entry, first)
            if not isinstance(comes, Comes):
                return self._ask(this, comes)
            first = entry if comes is Comes.BEFORE else first
        ranks: list[tuple[Entry, Comes]] = []
        for one in (one for one, same in zip(others, together, strict=True) if not same):
            comes = Comes.BEFORE if one.earlier else self.comes(one.entry, first)
            if not isinstance(comes, Comes):
                return self._ask(this, comes)
            if comes is not Comes.AFTER:
                ranks.append((one.entry, comes))
        before, tied = self._groups(ranks)
        if isinstance(before, Question):
            return self._ask(this, before)
        room = self.cap.most - len(before)
        return self._with_unlisted(this, room, tied)

    def _groups(self, ranks: list[tuple[Entry, Comes]]) -> tuple[list[Entry] | Question, list[Entry]]:
        """The first record of each transaction that comes before, and of each other one that is tied."""
        found: dict[Comes, list[Entry]] = {Comes.BEFORE: [], Comes.TIED: []}
        known: dict[str, Entry] = {}
        loose: list[Entry] = []
        for entry, comes in sorted(ranks, key=lambda pair: pair[1] is not Comes.BEFORE):
            name = entry.charge.transaction if self.limit.one_for_each else None
            if isinstance(name, str) and name in known:
                continue
            rivals = loose if isinstance(name, str) else [*found[Comes.BEFORE], *found[Comes.TIED]]
            answers = [self._together(entry, rival) for rival in rivals] if self.limit.one_for_each else []
            if any(same for same, _ in answers):
                continue
            question = next((asked for same, asked in answers if same is None), None)
            if question is not None:
                return question, []
            found[comes].append(entry)
            if isinstance(name, str):
                known[name] = entry
            else:
                loose.append(entry)
        return found[Comes.BEFORE], found[Comes.TIED]

    def _with_unlisted(self, this: Entry, room: int, tied: list[Entry]) -> Truth:
        """Whether a place is left when *room* places are not used before; others may be used by unlisted records."""
        if room <= 0:
            return False
        title = f'"{self.limit.title}"'
        if not self.complete:
            others = self.view.missing((this.index, f"{UNLISTED} {title}: {self.cap.words}"), 0, 10**6)
            key = (this.index, f"{UNLISTED} {title}, compared")
            enough = compare(self.view, others, room - 1 - len(tied), strict=False, key=key)
            if enough is not False:
                return enough
            left = compare(self.view, others, room - 1, strict=False, key=key)
            if left is not True:
                return left
        elif len(tied) < room:
            return True
        equals = " ".join(str(entry.index) for entry in tied)
        return answered(self.view, (this.index, f"{EQUALS} {title}: {equals}"))

    def _ask(self, this: Entry, question: Question | None) -> Truth:
        if self.coarse or question is None:
            return answered(self.view, (this.index, self._open))
        self.view.ask(question)
        return None

    @property
    def _open(self) -> str:
        return f'{OPEN} "{self.limit.title}"'

    # ------------------------------------------------------------------------------------------ order and groups

    def day(self, entry: Entry) -> Any:
        """The day by which the record stands in the order."""
        read, view = self.read, self.view
        assert read is not None
        before, view.this = view.this, entry
        found = steadily(view, (self.limit.title, "order"), entry.index, lambda: read(view, entry, None))
        view.this = before
        return found

    def comes(self, one: Entry, two: Entry) -> Comes | Question:
        """How *one* stands to *two*; the question that is open, when it is."""
        if self.read is None:
            return Comes.TIED
        view = self.view
        first, second = (one, two) if not self.limit.latest else (two, one)
        here, there = self.spans.get(first.index), self.spans.get(second.index)
        if here is not None and there is not None:
            (low, high), (floor, top) = here, there
            if high < floor or top < low:
                return Comes.BEFORE if high < floor else Comes.AFTER
            if low == high == floor == top:
                return Comes.TIED
        if len(self.wanting) > MANY:
            return IsTrue((one.index, self._open))
        before, view.open = view.open, None
        try:
            left, right = self.day(one), self.day(two)
            if self.limit.latest:
                left, right = right, left
            name = f'order under the limit "{self.limit.title}": records {one.index} and {two.index}'
            earlier = compare(view, left, right, strict=True, key=(one.index, name))
            if earlier:
                return Comes.BEFORE
            later = compare(view, right, left, strict=True, key=(one.index, f"{name} turned round"))
            if later:
                return Comes.AFTER
            if earlier is False and later is False:
                return Comes.TIED
            assert view.open is not None, "the order is open and no question is"
            return view.open
        finally:
            view.open = before

    def share(self, one: Entry, two: Entry) -> bool:
        """Whether two records surely use one place."""
        return self._together(one, two)[0] is True

    def _together(self, one: Entry, two: Entry) -> tuple[Truth, Question | None]:
        """Whether two records use one place."""
        if not self.limit.one_for_each:
            return False, None
        left, right = one.charge.transaction, two.charge.transaction
        if type(left) is str and type(right) is str:
            return left == right, None
        before, self.view.open = self.view.open, None
        first, second = (one, two) if one.index < two.index else (two, one)
        same = alike(self.view, second, first, self.limit.one_for_each)
        question, self.view.open = self.view.open, before
        return same, question


def _may_come(one: Wanting, comes: Comes | Question) -> bool:
    """Whether a record may use a place before, or as early as, the one that is asked of."""
    return one.earlier is not False or comes is not Comes.AFTER
