"""The first later change that a decision tells is the one that looking at every day finds."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from cmr_rules import CourtAction, Decision, Level, Person, load_text
from tests.properties.test_missing_facts import PRELUDE, people

DAYS = 900

CONDITIONS = (
    "the date of conviction was at least 20 years before the review date",
    "the date of conviction was more than 4 years before the review date",
    "the person was at least 41 years old on the review date",
    "the person was under 42 years old on the review date",
    "the person has no conviction in the 5 years before the review date",
    "the person has at least 2 convictions in the 21 years before the review date",
    "every conviction of the person is at least 4 years before the review date",
    "the conviction is a felony",
    "the review date is on or after February 29, 2020",
    "the review date is after June 30, 2021",
    "the day that is the Period Then after the date of conviction is on or before the review date",
    "the offense is HS 11357 as in force before November 9, 2016",
    "the date of conviction was at least Waiting Period before the review date",
    "the day that is 9 years after the date of conviction is before the review date",
)
AS_OF_DAYS = (date(2019, 3, 1), date(2019, 11, 8), date(2020, 2, 28), date(2020, 3, 1))


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Policies whose steps depend on the review date."""
    one, two, three = (draw(st.sampled_from(CONDITIONS)) for _ in range(3))
    follows = draw(st.sampled_from(["", 'For Waiting Period, this statute follows the reading "long".\n']))
    return PRELUDE + (
        "\nWaiting Period is an open question:\n"
        '  (1) reading "short": 20 years;\n  (2) reading "long": 21 years.\n'
        f"\n{follows}"
        "\nDecide by the first of these that applies:\n"
        f"  (1) Dismissal, if all of the following are true: (A) {one}; and (B) {two};\n"
        f"  (2) Reduction, if {three};\n"
        "  (3) No Relief, otherwise.\n"
    )


def _state(decision: Decision | None) -> tuple[str, str]:
    return ("", "") if decision is None else (decision.status.value, decision.outcome)


@settings(max_examples=25, deadline=None)
@given(texts(), people(), st.sampled_from(AS_OF_DAYS), st.sampled_from([None, date(2020, 2, 29), date(2021, 1, 1)]))
def test_when_is_the_first_day_that_looking_at_every_day_finds(
    text: str, person: Person, as_of: date, reduced: date | None
) -> None:
    """Nothing else happens: only the review date moves."""
    if reduced is not None:
        case = person.cases[0]
        action = CourtAction("reduced", reduced, "other", Level.MISDEMEANOR)
        charge = evolve(case.charges[0], actions=(*case.charges[0].actions, action))
        person = evolve(person, cases=(evolve(case, charges=(charge,)), *person.cases[1:]))
    program = load_text(text)

    def at(day: date) -> Decision | None:
        return next((d for d in program.decide(person, as_of=day) if d.record.number == 1), None)

    now = at(as_of)
    assert now is not None
    looked = next(
        (
            day
            for day in (as_of + timedelta(days=number) for number in range(1, DAYS))
            if _state(at(day)) != _state(now)
        ),
        None,
    )
    told = now.when()

    if looked is None:
        assert told is None or told[0] >= as_of + timedelta(days=DAYS)
    else:
        assert told is not None
        assert told[0] == looked
