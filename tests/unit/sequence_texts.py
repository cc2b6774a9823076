"""Two statutes for tests of statutes in order. They are no law, and nobody in the tests exists."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from cmr_rules.citations import Offense, parse_section
from cmr_rules.records.person import Case, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.values import UNKNOWN, DateField, Level

FIRST = """\
Statute "Redesignation (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Fact Amount Small: yes or no, about each conviction.

Outcomes, most favorable first:
  Dismissal, "Dismissed", automatic, which clears the conviction;
  Redesignation, "Redesignated as a misdemeanor", automatic, which leaves a misdemeanor;
  Mercy, "May be sealed", discretionary on petition, which seals the conviction;
  No Relief, "No relief".

This statute covers each conviction in California for HS 11357, HS 11359 or HS 11360 that still stands.

Decide by the first of these that applies:
  (1) Dismissal, if all of the following are true:
      (A) the offense is HS 11357; and
      (B) Amount Small is true;
  (2) Redesignation, if the offense is HS 11357 or HS 11359;
  (3) Mercy, if the conviction is a felony;
  (4) No Relief, otherwise.
"""

SECOND = """\
Statute "Clean record (not law)".
Jurisdiction: California.
Authority: PC 1203.4.
Leap day: March 1.

Fact Served: yes or no, about each conviction.

Outcomes, most favorable first:
  Relief, "Set aside", mandatory on petition, which clears the conviction;
  No Relief, "No relief".

This statute covers each conviction in California that still stands.

Decide by the first of these that applies:
  (1) No Relief, because "Two felonies", if the person has at least 2 felony convictions that still stands;
  (2) No Relief, because "Not served", if Served is not true;
  (3) Relief, otherwise.
"""

AS_OF = date(2025, 6, 1)


def conviction(label: str, section: str, *, level: Level = Level.FELONY, on: DateField = date(2010, 5, 1),
               **facts: bool) -> Charge:  # fmt: skip
    """Make a conviction. Facts are answers to the facts of the two statutes: ``small=True``, ``served=False``."""
    names = {"small": "Amount Small", "served": "Served"}
    parsed = parse_section(section)
    assert parsed is not None
    return Charge(
        label, label, Offense(parsed), level=level, offense_date=date(2009, 1, 1),
        actions=(CourtAction(date=on, category="convicted", level=level),),
        facts={"Served": True} | {names[name]: value for name, value in facts.items()},
    )  # fmt: skip


def person(*charges: Charge) -> Person:
    """Make a person, each conviction in a case of its own."""
    cases = tuple(
        Case(f"case {charge.charge_id}", county="Yolo County", state="California", charges=(charge,))
        for charge in charges
    )
    return Person("made up", date(1970, 1, 1), deceased=False, cases=cases, sources=(RecordSource("made up"),))


def without(charge: Charge, fact: str) -> Charge:
    """Leave a declared fact open."""
    return evolve(charge, facts={**charge.facts, fact: UNKNOWN})
