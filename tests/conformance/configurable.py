"""The statewide configurable flow: how the program of 2019 decided, and what may be true by our reading.

A test oracle, not law. What rests on dates is one fact, because one missing date may answer several questions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from cmr_rules.citations import Offense
from cmr_rules.dates import EARLIEST, LeapDay, Period, add, subtract
from cmr_rules.records.person import Charge, Person
from cmr_rules.records.values import DataError, PartialDate
from tests.conformance.kinds import Situation, date_kind, several_kind, text_kind
from tests.conformance.our_reading import BOTH, NO, YES, days, either, is_marijuana
from tests.conformance.pilot_oracle import (
    DISMISSAL,
    MARIJUANA,
    REDUCTION,
    ZERO,
    Answer,
    Conviction,
    Facts,
    Flow,
    Subject,
)

BLANK = "No determination"
"""The label of ours where the program left the determination blank."""


@frozen
class Chosen:
    """What a county chose; 0 and an empty list are off."""

    dismiss: tuple[str, ...] = ()
    reduce: tuple[str, ...] = ()
    young: bool = False
    age: int = 0
    since: int = 0
    free: int = 0
    only: bool = False
    deceased: bool = False

    def as_options(self, county: str) -> dict[str, object]:
        """The same as options of the policy."""
        number = {"Age Threshold": self.age, "Years Since Conviction": self.since, "Crime-Free Years": self.free}
        return {
            "County": county.title(),
            "Dismiss Sections": [f"HS {one}" for one in self.dismiss] or "off",
            "Reduce Sections": [f"HS {one}" for one in self.reduce] or "off",
            "Under 21 At Conviction": self.young,
            **{name: f"{years} years" if years else "off" for name, years in number.items()},
            "Only Prop 64 Convictions": self.only,
            "Deceased": self.deceased,
        }


def read_chosen(path: Path) -> Chosen:
    """Read the program's file of options; what it leaves out is off."""
    told = json.loads(path.read_text(encoding="utf-8"))
    sections, more = told["baselineEligibility"], told["additionalRelief"]
    return Chosen(
        tuple(sections.get("dismiss", ())),
        tuple(sections.get("reduce", ())),
        more.get("subjectUnder21AtConviction", False),
        more.get("subjectAgeThreshold", 0),
        more.get("yearsSinceConvictionThreshold", 0),
        more.get("yearsCrimeFreeThreshold", 0),
        more.get("subjectHasOnlyProp64Charges", False),
        more.get("subjectIsDeceased", False),
    )


def years_on(day: date, years: int) -> date:
    """Count years as the program's calendar does: February 29 becomes March 1 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


@frozen
class ConfigurableFlow(Flow):
    """The flow with what a county chose."""

    chosen: Chosen = Chosen()

    def theirs(self, subject: Subject, conviction: Conviction, county: str, as_of: date) -> Facts:
        """What the program holds true of a conviction."""
        row, chosen = conviction.row, self.chosen
        found = [one.row for one in subject.convictions]
        values = {
            "county": row.fields[48] == county,
            "marijuana": bool(MARIJUANA.search(row.section)),
            "felony": row.is_felony,
            "dismiss": next((one for one in chosen.dismiss if one in row.section), ""),
            "reduce": next((one for one in chosen.reduce if one in row.section), ""),
            "dates": (
                years_on(subject.born, 21) > row.day,
                years_on(subject.born, chosen.age) <= as_of,
                row.day <= years_on(as_of, -chosen.since),
                max(one.day for one in found) < years_on(as_of, -chosen.free),
            ),
            "only": all(MARIJUANA.search(one.section) for one in found),
            "dead": subject.dead,
            "blank": "",
        }
        return {name: frozenset({value}) for name, value in values.items()}

    def ours(self, person: Person, charge: Charge, shared: Facts, as_of: date) -> Facts:
        """What may be true by our reading; *shared* are the facts that every flow asks."""
        return {
            "county": shared["county"],
            "marijuana": shared["marijuana"],
            "felony": shared["felony"],
            "dismiss": _section(charge, self.chosen.dismiss),
            "reduce": _section(charge, self.chosen.reduce),
            "dates": frozenset(self._dates(person, charge, as_of)),
            "only": _only(person),
            "dead": YES if person.deceased is True else BOTH if person.incomplete else NO,
            "blank": frozenset({BLANK}),
        }

    def _dates(self, person: Person, charge: Charge, as_of: date) -> set[tuple[bool, bool, bool, bool]]:
        chosen, today = self.chosen, as_of.toordinal()
        free_from = subtract(today, Period(12 * chosen.free))
        low, high = days(person, charge, as_of)
        since = subtract(today, Period(12 * chosen.since))
        born_low, born_high = _birth(person, as_of)
        turns = {day for day in (low, high, since, since + 1, free_from - 1, free_from) if low <= day <= high}
        others = _recent(person, charge, free_from, as_of)
        found = set()
        for day in turns | {d for d in (_back(born_low), _back(born_high)) if low <= d <= high}:
            edge, old = subtract(day, Period(12 * 21)), subtract(today, Period(12 * chosen.age))
            for born in {b for b in (born_low, born_high, edge, edge + 1, old, old + 1) if born_low <= b <= born_high}:
                young = day < add(born, Period(12 * 21), LeapDay.MARCH_1)
                aged = add(born, Period(12 * chosen.age), LeapDay.MARCH_1) <= today
                counts = {day >= free_from} if charge.separate is True else {False, day >= free_from}
                found |= {(young, aged, day <= since, not (own or one)) for own in counts for one in others}
        return found

    def kind(self, fact: str, found: Situation) -> str | None:
        """Name the cause for which the two sides hold a fact of this flow differently."""
        match fact:
            case "blank":
                return "a blank determination"
            case "dismiss" | "reduce":
                return text_kind(found.conviction.row, found.charge)
            case "dates":
                return _dates_kind(found)
            case "only":
                return _only_kind(found)
            case _:
                return several_kind(found)


def _back(born: int) -> int:
    """The 21st birthday."""
    return add(born, Period(12 * 21), LeapDay.MARCH_1)


def _birth(person: Person, as_of: date) -> tuple[int, int]:
    """Between which days the person was born."""
    told = [one.convicted_on for _, one in person.convictions]
    dated = [day.last if isinstance(day, PartialDate) else day for day in told if isinstance(day, date | PartialDate)]
    match person.birth_date:
        case date() as born if not any(born > day for day in dated):
            return born.toordinal(), born.toordinal()
        case PartialDate() as born if not any(born.first > day for day in dated):
            return born.first.toordinal(), born.last.toordinal()
        case DataError() | date() | PartialDate():
            return EARLIEST, as_of.toordinal()
        case _:
            return EARLIEST, min((day.toordinal() for day in dated), default=as_of.toordinal())


def _recent(person: Person, charge: Charge, start: int, as_of: date) -> frozenset[bool]:
    """Whether another conviction lies on or after *start*."""
    found = [BOTH] if person.incomplete else [NO]
    for _, one in person.convictions:
        if one is not charge:
            low, high = days(person, one, as_of)
            recent = frozenset({low >= start, high >= start})
            found.append(recent if one.separate is True else BOTH if YES & recent else NO)
    return either(*found)


def _section(charge: Charge, listed: tuple[str, ...]) -> frozenset[str]:
    offense = charge.convicted_offense
    if not isinstance(offense, Offense):
        return frozenset({"", *listed})
    inside = offense.section.code == "HS" and offense.section.number in listed
    return frozenset({offense.section.number if inside and offense.form != "solicitation" else ""})


def _only(person: Person) -> frozenset[bool]:
    """Whether every conviction is for a marijuana charge."""
    found = [YES] if not person.incomplete else [BOTH]
    for _, one in person.convictions:
        marijuana = is_marijuana(one.convicted_offense)
        found.append(marijuana if one.separate is True or marijuana == YES else BOTH)
    return NO if NO in found else BOTH if BOTH in found else YES


def _dates_kind(found: Situation) -> str | None:
    own = date_kind(found.conviction.row, found.person, found.charge, found.as_of)
    if own:
        return own
    by_order = {one.row.fields[50].strip(): one.row for one in found.subject.convictions}
    for _, charge in found.person.convictions:
        row = by_order.get(charge.charge_id.split(" ")[0])
        kind = date_kind(row, found.person, charge, found.as_of) if row is not None else None
        if kind:
            return kind
    if found.subject.born == ZERO:
        return "a date of birth that is missing or impossible, read as the year 1"
    if (found.as_of.month, found.as_of.day) == (2, 29):
        return "years before February 29: the program goes on to March 1"
    return several_kind(found)


def _only_kind(found: Situation) -> str | None:
    by_order = {one.row.fields[50].strip(): one.row for one in found.subject.convictions}
    for _, charge in found.person.convictions:
        row = by_order.get(charge.charge_id.split(" ")[0])
        if row is not None and is_marijuana(charge.convicted_offense) != frozenset(
            {bool(MARIJUANA.search(row.section))}
        ):
            kind = text_kind(row, charge)
            if kind:
                return kind
    return several_kind(found)


def configurable(chosen: Chosen) -> ConfigurableFlow:
    """The flow with what a county chose."""

    def decide(fact: Mapping[str, Any]) -> Answer:
        if not fact["county"] or not fact["marijuana"]:
            return None
        if not fact["felony"]:
            return DISMISSAL, "Misdemeanor or Infraction"
        if fact["dismiss"]:
            return DISMISSAL, f"Dismiss all HS {fact['dismiss']} convictions"
        young, old, long_ago, nothing_since = fact["dates"]
        reasons = (
            (chosen.young and young, "21 years or younger"),
            (chosen.age and old, f"{chosen.age} years or older"),
            (chosen.since and long_ago, f"Conviction occurred {chosen.since} or more years ago"),
            (chosen.free and nothing_since, f"No convictions in the past {chosen.free} years"),
            (chosen.only and fact["only"], "Only has 11357-60 charges"),
            (chosen.deceased and fact["dead"], "Individual is deceased"),
        )
        for applies, reason in reasons:
            if applies:
                return DISMISSAL, reason
        return (REDUCTION, f"Reduce all HS {fact['reduce']} convictions") if fact["reduce"] else (fact["blank"], "")

    asked = ("county", "marijuana", "felony", "dismiss", "reduce", "dates", "only", "dead", "blank")
    return ConfigurableFlow(decide, frozenset(asked), chosen.free, chosen)
