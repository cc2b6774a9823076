"""The reference interpreter: a checked law, its options and a person give one decision for each covered record.

Every other way to run a statute is tested against this one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from cmr_rules.dates import LATEST, LeapDay, Period, add, long_date
from cmr_rules.decisions import explain
from cmr_rules.decisions.choose import Chosen, Provision, RuleChooser
from cmr_rules.decisions.decision import Decision, Explanation, RecordReference, Reproduction, Status
from cmr_rules.decisions.joining import Truth, answered, both
from cmr_rules.decisions.kinds import Decides, kinds_of, may_be, records_to_decide
from cmr_rules.decisions.limiting import Limits
from cmr_rules.decisions.missing import differ, missing_facts
from cmr_rules.decisions.presuming import staying
from cmr_rules.decisions.questions import Compiler, resting
from cmr_rules.decisions.readings import following, questions_in
from cmr_rules.decisions.references import reference
from cmr_rules.decisions.search import Leaf, Search, assume, search
from cmr_rules.decisions.view import Derive, Entry, View
from cmr_rules.decisions.worlds import World
from cmr_rules.records.person import Person
from cmr_rules.records.values import Missing
from cmr_rules.semantics import law

MOST_COUNTS = 2_000
"""A record with more counts than this is reviewed by a person."""

_OUTSIDE = law.Outcome("not covered", "", None)
_NOT_COVERED = Chosen(_OUTSIDE, ())
"""The record is of no kind that the file speaks of: no decision is due."""
_EXCLUDED = Chosen(_OUTSIDE, (), (), excluded=True)
"""It is of that kind, and a condition of coverage leaves it out: the decision says so."""


class Interpreter:
    """A law made ready to decide.

    *options* holds the value of each option, or None for off; *follows* the reading of each open question that is
    settled for this run.
    """

    def __init__(self, meaning: law.Law, options: Mapping[str, Any], follows: Mapping[str, str]) -> None:
        self.law = meaning
        self.options = {name: value for name, value in options.items() if value is not None}
        off = frozenset(meaning.options) - frozenset(self.options)
        self.compiler = Compiler(meaning)
        self._start = World(leap_day=meaning.leap_day)
        self.follows = follows
        self._settled = following(self._start, follows)
        self.kinds = kinds_of(meaning, self.compiler, off)
        self.limits: Limits | None = None
        for kind in self.kinds:
            if meaning.limits and kind.covered.noun == "conviction" and isinstance(kind.chooser, RuleChooser):
                scope = kind.covered.records.scope
                self.limits = Limits(meaning, scope, kind.chooser, self.compiler, partial(_is_due, kind))
        self._derive: dict[str, Derive] = {
            d.fact.fact: self._reader(d.value, (f"{d.words}: {d.unverified}",) if d.unverified else ())
            for d in meaning.derivations
        }
        self._presume = {p.fact.fact: self._presumed(p) for p in meaning.presumptions if p.fact}
        self._presumed_terms = [(self.compiler.test(p.term), p) for p in meaning.presumptions if p.term]

    def _reader(self, value: law.Value, marks: tuple[str, ...] = ()) -> Derive:
        read = resting(self.compiler.value(value), marks)
        return lambda view, entry: read(view, entry, None)

    def _presumed(self, presumption: law.Presumption) -> Callable[[View, Entry], Any]:
        if presumption.value is not None:
            return self._reader(presumption.value)
        return lambda _view, _entry: presumption.truth

    # ------------------------------------------------------------------------------------------ deciding

    def decide(self, person: Person, as_of: date, reproduction: Reproduction) -> tuple[Decision, ...]:
        """Return a decision for each covered record, and for those that only a condition of coverage leaves out."""
        day = as_of.toordinal()
        view = self.view(person, day)
        if len(view.entries) > MOST_COUNTS:
            return tuple(self._too_large(view, entry, reproduction) for entry in records_to_decide(view))
        decisions = []
        for entry in records_to_decide(view):
            decision = self._decide(view, entry, reproduction)
            if decision is not None:
                decisions.append(decision)
        return tuple(decisions)

    def view(self, person: Person, day: int) -> View:
        """Return the record as the interpreter asks it."""
        return View(self.law, self.options, self._derive, person, day)

    def answer(self, view: View, entry: Entry) -> Chosen | None:
        """What follows in the world assumed: an outcome, `_NOT_COVERED`, or None while something is open."""
        for kind in self.kinds_for(entry):
            chosen = self._answer_as(kind, view, entry)
            if chosen is not _NOT_COVERED:
                return chosen
        return _NOT_COVERED

    def kinds_for(self, entry: Entry) -> tuple[Decides, ...]:
        """The kinds of which a record may be: of one, but where it is not known whether a charge is a conviction."""
        return tuple(kind for kind in self.kinds if may_be(entry, kind.covered.noun))

    def _answer_as(self, kind: Decides, view: View, entry: Entry) -> Chosen | None:
        """What follows for a record as one of a kind."""
        covered = kind.covers(view, entry, entry, None)
        if covered is not True:
            return None if covered is None else _NOT_COVERED
        if kind.covered.noun == "conviction" and not entry.number:
            convicted = answered(view, (entry.index, "conviction"))
            if convicted is not True:
                return None if convicted is None else _NOT_COVERED
        if kind.covers_if is not None:
            met = kind.covers_if(view, entry, entry, None)
            if met is not True:
                return None if met is None else _EXCLUDED
        chosen = kind.chooser.choose(view, entry)
        if chosen is None or self.limits is None or kind.covered.noun != "conviction":
            return chosen
        return self.limits.applied(view, entry, chosen)

    def _decide(self, view: View, entry: Entry, reproduction: Reproduction) -> Decision | None:
        view.this = entry
        start = self._start
        assume(view, start)
        chosen = self.answer(view, entry)
        if chosen is _NOT_COVERED:
            return None
        ends = (self.law.first_day, self.law.last_day)
        if (ends[0] is not None and view.as_of < ends[0]) or (ends[1] is not None and view.as_of > ends[1]):
            reason = f"not in force on {long_date(view.as_of)}"
            return self._not_covered(view, entry, reason, reproduction)
        if chosen is not None:
            leaf = Leaf(start, chosen, tuple(view.rested))
            return self._decision(view, entry, (leaf,), "established", reproduction)
        found = search(view, lambda: self.answer(view, entry), start)
        if all(leaf.result is _NOT_COVERED for leaf in found.leaves) and found.leaves and found.complete:
            return None
        if found.complete and _one_outcome(found.leaves):
            return self._decision(view, entry, found.leaves, "established", reproduction)
        found, basis = self._under_what_is_followed(view, entry, found)
        if found.complete and _one_outcome(found.leaves):
            return self._decision(view, entry, found.leaves, basis, reproduction)
        return self._review(view, entry, found, basis, reproduction)

    def _under_what_is_followed(self, view: View, entry: Entry, found: Search[Chosen]) -> tuple[Search[Chosen], str]:
        """Read the questions as they are followed, then presume; and tell on what the result rests.

        A followed reading is named when another reading of that question alone would make a difference; when none
        does alone and all of them together do, all are named.
        """

        def decided(follows: Mapping[str, str]) -> tuple[Search[Chosen], tuple[str, ...]]:
            start = following(self._start, follows)
            settled = search(view, lambda: self.answer(view, entry), start) if self.follows else found
            if settled.complete and _one_outcome(settled.leaves):
                return settled, ()
            return self._presuming(view, entry, settled, start)

        def matter(freed: tuple[str, ...]) -> bool:
            other, _ = decided({name: how for name, how in self.follows.items() if name not in freed})
            return differ(view, settled, other, freed)

        settled, presumed = decided(self.follows)
        asked = tuple(one for one in self.follows if one in questions_in(leaf.world for leaf in found.leaves))
        if not found.complete:
            asked = tuple(self.follows)
        named = tuple(one for one in asked if matter((one,)))
        if not named and asked and matter(asked):
            named = asked
        assume(view, self._settled)
        rests = (*(f'under the reading "{self.follows[one]}" of {one}' for one in named), *presumed)
        return settled, "; ".join(rests) or "established"

    def _presuming(
        self, view: View, entry: Entry, found: Search[Chosen], start: World
    ) -> tuple[Search[Chosen], tuple[str, ...]]:
        """Leave out the worlds that a presumption leaves out.

        What the record shows is never presumed away, and neither is what the law leaves open nor a fact of which the
        presumption says that nothing is presumed: a world goes only when, however these come out that it leaves open,
        there is one that is no different in them.
        """
        if not self.law.presumptions or not found.complete:
            return found, ()
        unknown = []
        for ask, presumption in self._presumed_terms:
            assume(view, start)
            if ask(view, entry, None, None) is None:
                unknown.append((ask, presumption))

        def holds() -> bool | None:
            truths = [ask(view, entry, None, None) is presumption.truth for ask, presumption in unknown]
            return None if view.open is not None else all(truths)

        def evaluate() -> tuple[Chosen, bool] | None:
            chosen = self.answer(view, entry)
            held = holds()
            return None if chosen is None or held is None else (chosen, held)

        view.suppose(self._presume)
        wider, alone = search(view, evaluate, start), search(view, holds, start)
        view.suppose({})
        untouched = frozenset().union(*(presumption.untouched for _, presumption in unknown))
        leaves = staying(view, wider, alone, untouched)
        kept = Search(tuple(Leaf(one.world, one.result[0], one.rested) for one in leaves), wider.complete)
        if _outcomes(kept) == _outcomes(found):
            return found, ()
        used = [presumption for _, presumption in unknown]
        asked = [one for one in view.entries if one.event is None]
        used += [
            p for p in self.law.presumptions
            if p.fact and any(view.raw(one, p.fact.fact)[0] is Missing.UNKNOWN for one in asked)
        ]  # fmt: skip
        return kept, tuple(f"presumed: {one.words} ({'; '.join(one.citations)})" for one in used)

    # ------------------------------------------------------------------------------------------ decisions

    def _decision(
        self, view: View, entry: Entry, leaves: tuple[Leaf[Chosen], ...], basis: str, reproduction: Reproduction
    ) -> Decision:
        outcome = leaves[0].result.outcome
        if outcome is _OUTSIDE:
            return self._not_covered(view, entry, "", reproduction, basis)
        provisions = tuple(dict.fromkeys(p for leaf in leaves for p in leaf.result.provisions))
        reasons = dict.fromkeys(self.reason(view, entry, provision) for provision in provisions)
        return Decision(
            status=Status.DECIDED,
            person_id=view.person.person_id,
            record=reference(view, entry),
            outcome=outcome.name,
            outcome_label=outcome.label,
            effect=outcome.effect,
            door=outcome.door,
            reason=next(iter(reasons)) if len(reasons) == 1 else "",
            provision=" or ".join(map(provision_name, provisions)),
            citations=tuple(dict.fromkeys(c for provision in provisions for c in provision.citations)),
            basis=basis,
            possible=(outcome.name,),
            also=tuple(dict.fromkeys(provision_name(rule) for leaf in leaves for rule in leaf.result.also)),
            unverified=tuple(dict.fromkeys((*_marks(provisions), *(why for leaf in leaves for why in leaf.rested)))),
            reproduction=reproduction,
            explain_with=partial(self._explain, view, entry),
            when_with=partial(self._when, view.person, view.as_of, entry.index, reproduction),
        )

    def _review(
        self, view: View, entry: Entry, found: Search[Chosen], basis: str, reproduction: Reproduction
    ) -> Decision:
        order = {outcome.name: number for number, outcome in enumerate(self.law.outcomes)}
        possible = {leaf.result.outcome for leaf in found.leaves}
        if not found.complete:
            possible |= set(self.law.outcomes)
        names = sorted((one.name for one in possible), key=lambda name: order.get(name, len(order)))
        ranked = [one for one in possible if one.rank is not None]
        bounded = len(ranked) == len(possible) and len(ranked) > 1
        missing, readings, settling = missing_facts(view, found.leaves) if found.complete else ((), (), ())
        return Decision(
            status=Status.NEEDS_REVIEW,
            person_id=view.person.person_id,
            record=reference(view, entry),
            basis=basis,
            possible=tuple(dict.fromkeys(names)),
            at_least=max(ranked, key=lambda one: one.rank or 0).name if bounded else "",
            at_most=min(ranked, key=lambda one: one.rank or 0).name if bounded else "",
            missing=missing,
            readings=readings,
            settling=settling,
            citations=self.law.authorities,
            reproduction=reproduction,
            explain_with=partial(self._explain, view, entry),
            when_with=partial(self._when, view.person, view.as_of, entry.index, reproduction),
        )

    def _not_covered(
        self, view: View, entry: Entry, reason: str, reproduction: Reproduction, basis: str = "established"
    ) -> Decision:
        return Decision(
            status=Status.NOT_COVERED,
            person_id=view.person.person_id,
            record=reference(view, entry),
            reason=reason or f"not among the records that are covered: {explain.covered_words(self, view, entry)}",
            basis=basis,
            citations=self.law.authorities,
            reproduction=reproduction,
            explain_with=partial(self._explain, view, entry),
            when_with=partial(self._when, view.person, view.as_of, entry.index, reproduction),
        )

    def _too_large(self, view: View, entry: Entry, reproduction: Reproduction) -> Decision:
        record: RecordReference = reference(view, entry)
        reason = f"the record has more than {MOST_COUNTS:,} counts"
        return Decision(
            Status.NEEDS_REVIEW, view.person.person_id, record, reason=reason, reproduction=reproduction,
            possible=tuple(one.name for one in self.law.outcomes),
            explain_with=lambda _decision: explain.short(record.heading, reason),
        )  # fmt: skip

    def reason(self, view: View, entry: Entry, provision: Provision) -> str:
        """The words after ``because``, with options and the code section filled in."""
        if isinstance(provision, law.Rule | law.Limit) or not provision.reason:
            return ""
        return explain.fill(provision.reason, view, entry)

    # ------------------------------------------------------------------------------------------ later questions

    def _explain(self, view: View, entry: Entry, decision: Decision) -> Explanation:
        view.this = entry
        assume(view, self._settled)
        return explain.explanation(self, view, entry, decision)

    def _when(self, person: Person, day: int, index: int, reproduction: Reproduction) -> tuple[date, Decision] | None:
        """Look at each later day on which some comparison with the review date changes."""
        now = self._at(person, day, index, reproduction)
        for later in self._turning_days(person, day, index):
            then = self._at(person, later, index, reproduction)
            if then is not None and (now is None or (then.status, then.outcome) != (now.status, now.outcome)):
                return date.fromordinal(later), then
        return None

    def _at(self, person: Person, day: int, index: int, reproduction: Reproduction) -> Decision | None:
        view = self.view(person, day)
        return self._decide(view, view.entries[index], reproduction)

    def _turning_days(self, person: Person, day: int, index: int) -> list[int]:
        """The later review dates at which an answer may change: where worlds split on the review date."""
        horizon = min(add(day, Period(1200), LeapDay.MARCH_1), LATEST - 1)
        view = self.view(person, day)
        entry = view.this = view.entries[index]
        view.review = view.missing((-1, "review date"), day + 1, horizon)
        found = search(view, lambda: self.answer(view, entry), self._settled)
        turns = {day + 1}
        for leaf in found.leaves:
            span = leaf.world.bounds.get((-1, "review date"))
            if span is not None:
                turns |= {span[0], span[1] + 1}
        for _, charge in person.charges:
            turns |= {action.date.toordinal() for action in charge.actions if isinstance(action.date, date)}
        turns |= {event.date.toordinal() for event in person.events if isinstance(event.date, date)}
        turns |= {d for d in (self.law.first_day, (self.law.last_day or 0) + 1) if d}
        return sorted(d for d in turns if day < d <= horizon)


def _marks(provisions: tuple[Provision, ...]) -> list[str]:
    return [p.unverified for p in provisions if not isinstance(p, law.Otherwise) and p.unverified]


def _one_outcome(leaves: tuple[Leaf[Chosen], ...]) -> bool:
    return len({leaf.result.outcome for leaf in leaves}) == 1


def _outcomes(found: Search[Chosen]) -> set[law.Outcome]:
    return {leaf.result.outcome for leaf in found.leaves}


def provision_name(provision: Provision) -> str:
    """``step (4)``, ``Rule "felony sale"`` or ``Otherwise``."""
    match provision:
        case law.Step(label):
            return f"step ({label})"
        case law.Rule(title):
            return f'Rule "{title}"' + (f", {provision.in_force}" if provision.in_force else "")
        case law.Limit(title):
            return f'Limit "{title}"'
        case law.Otherwise():
            return "Otherwise"


def _is_due(kind: Decides, view: View, entry: Entry) -> Truth:
    """Whether a decision is due for the record: one that a condition of coverage leaves out has none."""
    convicted = True if entry.number else answered(view, (entry.index, "conviction"))
    met = True if kind.covers_if is None else kind.covers_if(view, entry, entry, None)
    return both(both(kind.covers(view, entry, entry, None), convicted), met)
