"""What decisions do for people, on fabricated records."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date

import pytest

from cmr_rules.batch.people import People
from cmr_rules.citations import Offense, Section
from cmr_rules.decisions.decision import Decision, RecordReference, Status
from cmr_rules.records.person import Case, Charge, CourtAction, Person
from cmr_rules.records.values import UNKNOWN, DateField, Level, LevelField, PartialDate

EFFECTS = {"Dismissal": "clears", "Reduction": "misdemeanor", "No Relief": ""}
AS_OF = date(2019, 7, 1)


def charge(name: str, level: LevelField = Level.FELONY, when: DateField = date(2001, 2, 3)) -> Charge:
    action = CourtAction(date=when, category="convicted", level=level)
    return Charge(name, offense=Offense(Section("HS", "11358")), level=level, actions=(action,))


def decided(name: str, outcome: str, status: Status = Status.DECIDED) -> Decision:
    return Decision(status, "17", RecordReference(1, f"conviction {name}", name), outcome)


def counts(people: People) -> tuple[list[int], list[int]]:
    return list(people.had.values()), list(people.left_with_none.values())


def of(charges: tuple[Charge, ...], *decisions: Decision, incomplete: tuple[str, ...] = ()) -> People:
    people = People(EFFECTS, AS_OF)
    people.add(Person("17", cases=(Case(charges=charges),), incomplete=incomplete), decisions)
    return people


def test_a_cleared_conviction_is_gone() -> None:
    assert counts(of((charge("1"),), decided("1", "Dismissal"))) == ([1, 0, 1], [1, 0, 1])


def test_a_reduced_one_is_no_felony_but_stays() -> None:
    people = of((charge("1", when=date(2018, 1, 1)),), decided("1", "Reduction"))
    assert counts(people) == ([1, 1, 1], [1, 0, 0])
    assert people.with_relief == 1


@pytest.mark.parametrize(
    "decision", [decided("1", "No Relief"), decided("1", "", Status.NEEDS_REVIEW), decided("1", "", Status.NOT_COVERED)]
)
def test_without_relief_all_stays(decision: Decision) -> None:
    people = of((charge("1"),), decision)
    assert counts(people) == ([1, 0, 1], [0, 0, 0])
    assert people.with_relief == 0


def test_another_conviction_without_a_decision_stays() -> None:
    assert counts(of((charge("1"), charge("2", Level.MISDEMEANOR)), decided("1", "Dismissal"))) == (
        [1, 0, 1],
        [1, 0, 0],
    )


def test_nobody_is_left_with_none_when_that_is_open() -> None:
    assert counts(of((charge("1"), charge("2", UNKNOWN)), decided("1", "Dismissal"))) == ([1, 0, 1], [0, 0, 0])
    assert counts(of((charge("1"),), decided("1", "Dismissal"), incomplete=("a row",))) == ([1, 0, 1], [0, 0, 0])
    recent = (charge("1", when=date(2018, 1, 1)), charge("2", when=PartialDate(2012)))
    assert counts(of(recent, decided("1", "Dismissal"))) == ([1, 1, 1], [0, 0, 0])


@pytest.mark.parametrize(
    ("when", "had"),
    [(date(2012, 7, 1), 0), (date(2012, 7, 2), 1), (PartialDate(2012, 7), 0), (PartialDate(2013), 1), (UNKNOWN, 0)],
)
def test_seven_years_are_counted_by_the_calendar(when: DateField, had: int) -> None:
    assert counts(of((charge("1", when=when),)))[0] == [1, had, 1]


def test_a_set_aside_conviction_is_no_burden() -> None:
    old = charge("1")
    gone = Charge("1", level=Level.FELONY, actions=(*old.actions, CourtAction("set_aside")))
    assert counts(of((gone,))) == ([0, 0, 0], [0, 0, 0])


def test_without_effects_the_counts_are_null() -> None:
    people = People({"A": ""}, AS_OF)
    people.add(Person("17", cases=(Case(charges=(charge("1"),)),)), (decided("1", "A"),))
    report = people.report()
    assert report["people_with_some_relief"] is None
    assert report["people_with_a_felony"] == {"before": 1, "left_with_none": None}
    assert "no outcome" in str(report["note"])
