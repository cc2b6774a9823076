"""A decision with facts missing means what all completions of the facts mean: checked by filling them in, one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, product
from math import prod
from typing import Any

from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules import (
    UNKNOWN,
    Case,
    Charge,
    CourtAction,
    Decision,
    Level,
    Person,
    Program,
    RecordSource,
    Section,
    Status,
    load_text,
)
from cmr_rules.citations import Offense

AS_OF = date(2020, 3, 1)
MOST = 700
OFFENSES = ("HS 11357", "HS 11359", "PC 187")
DAYS = (date(1999, 2, 28), date(2000, 2, 29), date(2000, 3, 1), date(2012, 6, 1), date(2016, 11, 9))
PRELUDE = """\
Statute "Generated for a test".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.
Option Chosen Sections: any of HS 11357, HS 11359 or PC 187, normally HS 11357(a) or HS 11359.
Fact Harm Done: yes or no, about each conviction.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  Reduction, "Reduced";
  No Relief, "None";
  Referral, "Referred", not ranked.

This statute covers each conviction for HS 11357 or HS 11359.

Young means that the person was under 21 years old on the date of conviction.

Plant Limit means the version in force on the date of offense:
  (1) from January 1, 1900 through November 8, 2016: 5;
  (2) from November 9, 2016: 6.

Old Then means the version in force on the date of conviction:
  (1) from January 1, 1900 through February 29, 2000: that the conviction is a felony;
  (2) from March 1, 2000: that the number of plants is more than 5.

Period Then means the version in force on the review date:
  (1) from January 1, 1900 through February 29, 2020: 20 years;
  (2) from March 1, 2020: 8 years.
"""
CONDITIONS = (
    "the conviction is a felony",
    "the offense is one of the Chosen Sections",
    "the person has another conviction for one of the Chosen Sections",
    "the conviction is not a misdemeanor",
    "the date of conviction was before November 9, 2016",
    "the date of conviction was at least 20 years before the review date",
    "the person was at least 21 years old on the date of conviction",
    "the person was at least 20 years old on the review date",
    "Young",
    "Young is not true",
    "Harm Done is true",
    "Harm Done is not true",
    "the number of plants is at most 6",
    "the number of plants is more than 5",
    "the person has another conviction for PC 187",
    "the person has no conviction in the 5 years before the review date",
    "the person has no other conviction before the date of this conviction",
    "the person has at least 2 convictions that are felonies".replace("that are felonies", "that is a felony"),
    "every conviction of the person is at least 4 years before the review date",
    "the date of the most recent conviction is before June 1, 2012",
    "the later of the date of conviction and the date of offense is before March 1, 2000",
    "the date of offense was before November 9, 2016",
    "the offense is HS 11357(b)",
    "the offense is HS 11357(b) as in force before November 9, 2016",
    "the offense is not HS 11357(c) as in force from March 1, 2000 through November 8, 2016",
    "the offense is HS 11357(b) as in force from March 1, 2000, HS 11357(c) as in force before March 1, 2000 or HS 11359",
    "the person has no conviction for HS 11357(b) as in force before November 9, 2016",
    "the number of plants is at most the Plant Limit",
    "Old Then",
    "Old Then is not true",
    "the day that is the Period Then after the date of conviction is on or before the review date",
)
OUTCOMES = ("Dismissal", "Reduction", "No Relief", "Referral")


@st.composite
def condition(draw: st.DrawFn, sentences: tuple[str, ...] = CONDITIONS) -> str:
    """One sentence, or two or three in an outline."""
    conditions = st.sampled_from(sentences)
    kind = draw(st.sampled_from(["one", "all", "any", "none"]))
    if kind == "one":
        return draw(conditions)
    items = draw(st.lists(conditions, min_size=2, max_size=3, unique=True))
    heads = {"all": "all of the following are true", "any": "any of the following is true",
             "none": "none of the following is true"}  # fmt: skip
    joiner = "and" if kind == "all" else "or"
    parts = [f"({letter}) {item}" for letter, item in zip("ABC", items, strict=False)]
    return f"{heads[kind]}: " + "; ".join(parts[:-1]) + f"; {joiner} {parts[-1]}"


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Small ordered policies over few facts, so that every completion can be tried."""
    count = draw(st.integers(1, 3))
    steps = [
        f'({number}) {draw(st.sampled_from(OUTCOMES))}, because "reason {number}", if {draw(condition())}'
        for number in range(1, count + 1)
    ]
    steps.append(f'({count + 1}) {draw(st.sampled_from(OUTCOMES))}, because "no other", otherwise')
    return PRELUDE + "\nDecide by the first of these that applies:\n  " + ";\n  ".join(steps) + ".\n"


RULE_DAYS = (
    "",
    ", in force from March 1, 2020",
    ", in force from January 1, 2000 through February 29, 2020",
    ", in force from March 1, 2000 through November 8, 2016, chosen by the date of offense",
    ", in force from November 9, 2016, chosen by the date of conviction",
)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Small statutes whose rules may be versions, chosen by one of several days."""
    written = [
        f'Rule "{number}" [HS 11361.8]{draw(st.sampled_from(RULE_DAYS))}: '
        f"A conviction receives {draw(st.sampled_from(OUTCOMES))} if {draw(condition())}."
        for number in range(draw(st.integers(1, 2)))
    ]
    return PRELUDE + "\n" + "\n\n".join(written) + "\n\nOtherwise a conviction receives No Relief.\n"


maybe_day = st.sampled_from([*DAYS, UNKNOWN, UNKNOWN, UNKNOWN])


@st.composite
def people(draw: st.DrawFn) -> Person:
    """One or two convictions with known and unknown facts."""
    cases = []
    for number in range(draw(st.integers(1, 2))):
        convicted: Any = draw(maybe_day)
        section = draw(st.sampled_from(OFFENSES[:2] if number == 0 else OFFENSES))
        code, digits = section.split()
        level: Any = draw(st.sampled_from([Level.FELONY, Level.MISDEMEANOR, Level.WOBBLER, UNKNOWN]))
        plants: Any = draw(st.sampled_from([5, 6, 7, UNKNOWN, UNKNOWN]))
        harm: Any = draw(st.sampled_from([True, False, UNKNOWN, UNKNOWN]))
        charge = Charge(
            charge_id=str(number),
            offense=Offense(Section(code, digits)),
            level=level,
            plants=plants,
            offense_date=convicted,
            actions=(CourtAction(date=convicted, category="convicted", level=level),),
            facts={"Harm Done": harm},
        )
        cases.append(Case(case_id=str(number), charges=(charge,)))
    born: Any = draw(st.sampled_from([date(1979, 3, 1), date(1980, 2, 29), UNKNOWN]))
    return Person("p", birth_date=born, cases=tuple(cases), sources=(RecordSource("test"),))


# ---------------------------------------------------------------------------------------------- completions

_EDGES = sorted({day + timedelta(days=shift) for day in DAYS for shift in (-1, 0, 1)} | {
    date(1951, 1, 1), date(1978, 6, 1), date(1979, 2, 28), date(1980, 2, 29), date(1991, 3, 1), date(1995, 6, 6),
    date(1999, 3, 1), date(2000, 3, 2), date(2001, 2, 28), date(2001, 3, 1), date(2014, 5, 5), date(2015, 3, 1),
    date(2015, 3, 2), date(2016, 2, 29), date(2016, 3, 1), date(2016, 3, 2), AS_OF - timedelta(days=1), AS_OF,
})  # fmt: skip


_BIRTHS = [
    date(1951, 1, 1), date(1978, 2, 28), date(1978, 3, 1), date(1979, 2, 28), date(1979, 3, 1), date(1979, 3, 2),
    date(1991, 6, 1), date(1991, 6, 2), date(1995, 11, 9), date(1995, 11, 10), date(2000, 3, 1), date(2000, 3, 2),
    date(2010, 1, 1),
]  # fmt: skip
"""On both sides of 21 years before each day of conviction, and of 20 years before the review."""


def completions(person: Person) -> tuple[list[dict[tuple[int, str], Any]], bool]:
    """Return every consistent way of filling in what is unknown, on a grid of days that holds each boundary."""
    choices: dict[tuple[int, str], list[Any]] = {}
    if person.birth_date is UNKNOWN:
        choices[-1, "date of birth"] = _BIRTHS
    for index, (_, charge) in enumerate(person.charges):
        if charge.convicted_on is UNKNOWN:
            choices[index, "date of conviction"] = _EDGES
        if charge.offense_date is UNKNOWN:
            choices[index, "date of offense"] = [
                date(1999, 12, 31), date(2000, 3, 1), date(2016, 11, 8), date(2016, 11, 9), AS_OF,
            ]  # fmt: skip
        if charge.level is UNKNOWN:
            choices[index, "level"] = [Level.INFRACTION, Level.MISDEMEANOR, Level.FELONY]
        if charge.level is Level.WOBBLER:
            choices[index, "level"] = [Level.MISDEMEANOR, Level.FELONY]
        if charge.plants is UNKNOWN:
            choices[index, "number of plants"] = [0, 5, 6, 7]
        if charge.facts["Harm Done"] is UNKNOWN:
            choices[index, "Harm Done"] = [True, False]
        choices[index, "offense"] = [("a",), ("b",), ("c",)]
    keys = list(choices)
    total = prod(map(len, choices.values()))
    step = total // MOST + 1 if total > MOST else 1
    return [
        dict(zip(keys, values, strict=True)) for values in islice(product(*choices.values()), 0, None, step)
    ], step > 1


def filled(person: Person, values: dict[tuple[int, str], Any]) -> Person | None:
    """Return the person with the values, or None when they contradict one another."""
    born = values.get((-1, "date of birth"), person.birth_date)
    cases = []
    for index, (case, charge) in enumerate(person.charges):
        assert isinstance(charge.offense, Offense)
        level = values.get((index, "level"), charge.level)
        convicted = values.get((index, "date of conviction"), charge.convicted_on)
        offended = values.get((index, "date of offense"), charge.offense_date)
        if not born <= offended <= convicted <= AS_OF:
            return None
        section = evolve(charge.offense.section, subdivisions=values[index, "offense"])
        new = evolve(
            charge,
            level=level,
            offense_date=offended,
            offense=evolve(charge.offense, section=section),
            plants=values.get((index, "number of plants"), charge.plants),
            facts={"Harm Done": values.get((index, "Harm Done"), charge.facts["Harm Done"])},
            actions=(CourtAction(date=convicted, category="convicted", level=level),),
        )
        cases.append(evolve(case, charges=(new,)))
    return evolve(person, birth_date=born, cases=tuple(cases))


def first(program: Program, person: Person) -> Decision:
    """Return the decision on the first conviction."""
    return program.decide(person, as_of=AS_OF)[0]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(texts() | rules(), people())
def test_a_definite_decision_is_never_contradicted_by_a_completion_of_the_facts(text: str, person: Person) -> None:
    """And what is left open is exactly what completions leave open: possible outcomes, bounds, missing facts."""
    program = load_text(text)
    decision = first(program, person)
    outcomes: dict[tuple[Any, ...], str] = {}
    ways, thinned = completions(person)
    keys = list(ways[0])
    for values in ways:
        whole = filled(person, values)
        if whole is not None:
            complete = first(program, whole)
            assert complete.status is Status.DECIDED
            outcomes[tuple(values[key] for key in keys)] = complete.outcome
    if not outcomes:
        return
    found = set(outcomes.values())

    assert found <= set(decision.possible)
    if decision.status is Status.DECIDED:
        assert found == {decision.outcome}
    elif not thinned:
        assert found == set(decision.possible)
        alone = set()
        for place, key in enumerate(keys):
            groups: dict[tuple[Any, ...], set[str]] = {}
            for one, outcome in outcomes.items():
                groups.setdefault(one[:place] + one[place + 1 :], set()).add(outcome)
            if any(len(group) > 1 for group in groups.values()):
                alone.add(key)
        listed = {(fact.record.number - 1, fact.fact) for fact in decision.missing}
        assert alone <= listed
