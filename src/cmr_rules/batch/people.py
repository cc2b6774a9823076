"""What the decisions do for people: who has a felony, a conviction of late, or any conviction, before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import Factory, define, frozen

from cmr_rules.dates import Period, subtract
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.records.person import Charge, Person
from cmr_rules.records.values import Level, PartialDate
from cmr_rules.semantics.law import Law

RECENT = Period(months=84)
"""The seven years of which the pilots reported."""

MEASURES = ("felony", "conviction_in_the_last_seven_years", "conviction")


@frozen
class _Burden:
    """Which of `MEASURES` a person has for certain, and which perhaps."""

    certain: frozenset[str]
    possible: frozenset[str]


@define
class People:
    """Counts people as decisions are made.

    Args:
        effects: The effect of each outcome of the law, by name.
        as_of: The review date.
    """

    effects: Mapping[str, str]
    as_of: date
    people: int = 0
    with_decision: int = 0
    convictions: int = 0
    with_relief: int = 0
    had: dict[str, int] = Factory(lambda: dict.fromkeys(MEASURES, 0))
    left_with_none: dict[str, int] = Factory(lambda: dict.fromkeys(MEASURES, 0))

    @classmethod
    def of(cls, law: Law, as_of: date) -> People:
        """Make the counter for a law."""
        return cls({outcome.name: outcome.effect for outcome in law.outcomes}, as_of)

    def add(self, person: Person, decisions: tuple[Decision, ...]) -> None:
        """Count one person."""
        effects: dict[str, str] = {}
        for one in decisions:
            if one.record.kind not in {"arrest", "person"}:  # neither is a conviction, nor does either hold one
                effects |= dict.fromkeys(
                    one.record.counts or (one.record.charge_id,),
                    self._effect(one) or effects.get(one.record.charge_id, ""),
                )
        self.people += 1
        self.with_decision += bool(decisions)
        self.with_relief += any(map(self._effect, decisions))
        convictions = [charge for _, charge in person.convictions]
        self.convictions += len(convictions)
        before = self._burden([(charge, "") for charge in convictions])
        relieved = [(charge, effects.get(charge.charge_id, "")) for charge in convictions]
        after = self._burden(relieved) if any(effects.values()) else before
        for measure in before.certain:
            self.had[measure] += 1
            self.left_with_none[measure] += measure not in after.possible and not person.incomplete

    def _effect(self, decision: Decision) -> str:
        if decision.status is not Status.DECIDED:
            return ""
        return decision.effect or self.effects.get(decision.outcome, "")

    def _burden(self, convictions: list[tuple[Charge, str]]) -> _Burden:
        certain: set[str] = set()
        possible: set[str] = set()
        for charge, effect in convictions:
            if effect in {"clears", "seals"} or not charge.still_stands:
                continue
            felony = False if effect in {"misdemeanor", "infraction"} else _is_felony(charge)
            answers = (felony, _is_after(charge, subtract(self.as_of.toordinal(), RECENT)), True)
            for measure, answer in zip(MEASURES, answers, strict=True):
                if answer is not False:
                    possible.add(measure)
                if answer:
                    certain.add(measure)
        return _Burden(frozenset(certain), frozenset(possible))

    def report(self) -> dict[str, object]:
        """Return the counts; those that need effects are null when no outcome of the law declares one."""
        known = any(self.effects.values())
        impact: dict[str, object] = {
            f"people_with_a_{measure}": {
                "before": self.had[measure],
                "left_with_none": self.left_with_none[measure] if known else None,
            }
            for measure in MEASURES
        }
        counts: dict[str, object] = {
            "people": self.people,
            "people_with_a_covered_record": self.with_decision,
            "convictions": self.convictions,
            "people_with_some_relief": self.with_relief if known else None,
            **impact,
        }
        note = (
            "counted are convictions that still stand; one without a decision counts as still there, and nobody is "
            "counted as left with none whose level, date or rows leave that open"
        )
        counts["note"] = note if known else "no outcome of the rule file declares what it does to a conviction"
        return counts


def _is_felony(charge: Charge) -> bool | None:
    match charge.level_today:
        case Level.FELONY:
            return True
        case Level.MISDEMEANOR | Level.INFRACTION:
            return False
        case _:
            return None


def _is_after(charge: Charge, day: int) -> bool | None:
    """Whether the conviction is later than *day*; None if that cannot be told."""
    match charge.convicted_on:
        case date() as convicted:
            return convicted.toordinal() > day
        case PartialDate() as partial if partial.first.toordinal() > day:
            return True
        case PartialDate() as partial if partial.last.toordinal() <= day:
            return False
        case _:
            return None
