"""A statute with limits, of the shape of Michigan's, and people for it. All of it is fabricated; nothing here is law."""

from __future__ import annotations

from datetime import date
from typing import Any

from cmr_rules import UNKNOWN, Case, Charge, CourtAction, Decision, Level, Person, RecordSource, load_text

AS_OF = date(2025, 7, 1)
HEAD = """\
Statute "Clean slate (fabricated for a test)".
Jurisdiction: Michigan.
Authority: MCL 780.621g.
Leap day: March 1.

Outcomes, most favorable first:
  Sealing, "Sealed";
  Set Aside, "Set aside", which clears the conviction;
  Not Set Aside, "Not set aside";
  Referral, "Referred", not ranked.

This statute covers each conviction in Michigan that still stands.

Fact Sealed By Court: yes or no, about each conviction.
Fact Objected: yes or no, about each conviction.

Set Aside Before means that the conviction no longer stands.

Order Of Use is an open question [MCL 780.621g(5)]:
  (1) reading "conviction": the date of conviction;
  (2) reading "sentence": the date of sentence.

Rule "felonies" [MCL 780.621g(4)]:
  A conviction receives Set Aside if the conviction is a felony; unless Objected is true.

Rule "misdemeanors" [MCL 780.621g(2)]:
  A conviction receives Set Aside if the conviction is a misdemeanor.

Rule "by the court" [MCL 780.621]:
  A conviction receives Sealing if Sealed By Court is true.
"""
CAPS = "at most 2 felony convictions and at most 4 misdemeanor convictions of a person"
LIMIT = f"""
Limit "lifetime" [MCL 780.621g(5)] on "misdemeanors" and "felonies":
  {CAPS}, the earliest date of conviction first;
  a conviction over the limit receives Not Set Aside.
"""
END = """
Otherwise a conviction receives Not Set Aside.
"""


def statute(limit: str = LIMIT, head: str = HEAD) -> str:
    """Return the statute with a limit."""
    return head + limit + END


def limited(rest: str) -> str:
    """Return the statute with ``Limit "lifetime" on both rules: REST``."""
    return statute(f'\nLimit "lifetime" [MCL 780.621g(5)] on "misdemeanors" and "felonies":\n  {rest}.\n')


def count(day: Any, level: Any = "felony", **changes: Any) -> Charge:
    """Return a conviction; the day is a year, a date, or what is missing."""
    given = date(day, 5, 12) if isinstance(day, int) else day
    told = Level(level) if isinstance(level, str) else level
    sentenced = changes.pop("sentenced", UNKNOWN)
    undone = changes.pop("undone", None)
    actions = [CourtAction(date=given, category="convicted", sentenced_on=sentenced)]
    if undone is not None:
        actions.append(CourtAction("set_aside", undone, "other"))
    facts = {"Sealed By Court": False, "Objected": False, **changes.pop("facts", {})}
    return Charge(level=told, actions=tuple(actions), facts=facts, **changes)


def person(*charges: Charge, together: bool = False, **changes: Any) -> Person:
    """Return somebody with these convictions, each in a case of its own unless they are *together*."""
    from attrs import evolve

    named = [evolve(charge, charge_id=str(number)) for number, charge in enumerate(charges, 1)]
    groups = [tuple(named)] if together else [(charge,) for charge in named]
    cases = tuple(
        Case(case_id=str(number), county=UNKNOWN, state="Michigan", charges=charges)
        for number, charges in enumerate(groups, 1)
    )
    sources = changes.pop("sources", (RecordSource("test"),))
    return Person("fabricated", birth_date=date(1960, 1, 1), cases=cases, sources=sources, **changes)


def decide(text: str, somebody: Person, **changes: Any) -> tuple[Decision, ...]:
    """Decide everything on the review date of these tests."""
    return load_text(text).decide(somebody, as_of=AS_OF, **changes)


def outcomes(text: str, *charges: Charge, **changes: Any) -> list[str]:
    """Return the outcome of each decision, or its status."""
    return [one.outcome or one.status.value for one in decide(text, person(*charges, **changes))]
