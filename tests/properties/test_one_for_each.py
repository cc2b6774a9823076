"""Counting one for each case, cycle, county, day or transaction means what all completions of the record mean: filled in, all of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules import UNKNOWN, Case, Charge, CourtAction, Person, Program, RecordSource, Section, Status, load_text
from cmr_rules.citations import Offense
from cmr_rules.records.values import PartialDate

AS_OF = date(2020, 3, 1)
TEXT = """\
Statute "Generated for a test".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  No Relief, "None".

This statute covers each conviction.

Rule "counted" [HS 11361.8(e)]:
  A conviction receives Dismissal if {condition}.

Otherwise a conviction receives No Relief.
"""
CYCLES = ("1", "2", "3", "4", "5")
COUNTIES = tuple(f"{name} County" for name in ("Yolo", "Kern", "Napa", "Inyo", "Mono"))
DAYS = (date(2009, 1, 1), date(2009, 5, 5), date(2009, 12, 31), date(2012, 6, 1), date(2013, 6, 1))
IN_2009 = PartialDate(2009)
FREE_DAY = date(2009, 8, 8)
"""No record is of this day: a missing one may be, when all the others are taken."""
SECTION = Section("HS", "11359")


@cache
def _program(condition: str) -> Program:
    return load_text(TEXT.format(condition=condition))


@st.composite
def _conditions(draw: st.DrawFn) -> tuple[str, str]:
    once = draw(st.sampled_from(("case", "cycle", "county", "day", "transaction")))
    which = draw(st.sampled_from(("convictions", "convictions for HS 11359(a)", "other convictions")))
    number = draw(st.integers(1, 3))
    counting = f"{which}, counting one for each {once}"
    if draw(st.booleans()):
        relation = draw(st.sampled_from(("at least", "at most", "more than", "exactly")))
        return once, f"the number of {counting}, is {relation} {number}"
    relation = draw(st.sampled_from((f"at least {number + 1}", f"at most {number}", f"exactly {number + 1}")))
    return once, f"the person has {relation} {counting}"


@st.composite
def _people(draw: st.DrawFn) -> Person:
    cases: list[Case] = []
    for number in range(draw(st.integers(1, 4))):
        day: Any = draw(st.sampled_from((*DAYS[:4], UNKNOWN, IN_2009, IN_2009)))
        letters: Any = draw(st.sampled_from(((), ("a",), ("a",), ("b",))))
        name: Any = draw(st.sampled_from((*CYCLES[:2], UNKNOWN, UNKNOWN)))
        charge = Charge(
            charge_id=str(number),
            offense=Offense(evolve(SECTION, subdivisions=letters)),
            transaction=name,
            actions=(CourtAction(date=day, category="convicted"),),
        )
        county: Any = draw(st.sampled_from((*COUNTIES[:2], UNKNOWN, UNKNOWN)))
        cycle: Any = draw(st.sampled_from((*CYCLES[:2], UNKNOWN, UNKNOWN)))
        if cases and draw(st.integers(0, 3)) == 0:
            cases[-1] = evolve(cases[-1], charges=(*cases[-1].charges, charge))
        else:
            cases.append(Case(case_id=str(number), county=county, state="California", cycle=cycle, charges=(charge,)))
    born = date(1970, 1, 1)
    return Person("fabricated", birth_date=born, cases=tuple(cases), sources=(RecordSource("test"),))


def _completed_charges(charge: Charge, once: str) -> list[Charge]:
    assert isinstance(charge.offense, Offense)
    written = charge.offense.section.subdivisions
    day = charge.convicted_on
    days = (*DAYS, FREE_DAY) if day is UNKNOWN else (*DAYS[:3], FREE_DAY) if day is IN_2009 else (day,)
    return [
        evolve(
            charge,
            offense=Offense(evolve(SECTION, subdivisions=letters)),
            transaction=name,
            actions=(CourtAction(date=one, category="convicted"),),
        )
        for letters in ([written] if written else [("a",), ("b",)])
        for name in (CYCLES if charge.transaction is UNKNOWN and once == "transaction" else (charge.transaction,))
        for one in (days if once == "day" else days[:1])
    ]


def _completed_cases(case: Case, once: str) -> list[Case]:
    counties = COUNTIES if case.county is UNKNOWN and once == "county" else (case.county,)
    cycles = CYCLES if case.cycle is UNKNOWN and once == "cycle" else (case.cycle,)
    return [
        evolve(case, county=county, cycle=cycle, charges=charges)
        for county in counties
        for cycle in cycles
        for charges in product(*(_completed_charges(charge, once) for charge in case.charges))
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_conditions(), _people())
def test_a_count_is_definite_exactly_when_every_completion_gives_the_same(
    asked: tuple[str, str], person: Person
) -> None:
    """Bounds are sound, and no looser than the record."""
    once, condition = asked
    completions = list(product(*(_completed_cases(case, once) for case in person.cases)))
    program = _program(condition)
    decision = program.decide(person, as_of=AS_OF)[0]
    step = len(completions) // 400 + 1
    found = set()
    for cases in completions[::step]:
        complete = program.decide(evolve(person, cases=cases), as_of=AS_OF)[0]
        assert complete.status is Status.DECIDED
        found.add(complete.outcome)

    assert found <= set(decision.possible)
    if decision.status is Status.DECIDED:
        assert found == {decision.outcome}
    elif step == 1:
        assert found == set(decision.possible)
