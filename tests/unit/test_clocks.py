"""The day on which a time has run: what starts it again, the days in custody, and what is said of them."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from cmr_rules import (
    NOT_APPLICABLE,
    UNKNOWN,
    Case,
    Charge,
    CourtAction,
    Decision,
    Event,
    Level,
    Offense,
    PartialDate,
    Person,
    RecordSource,
    Section,
    Status,
    load_text,
)

HEAD = """\
Statute "Example Act (not law)".
Jurisdiction: New York.
Authority: CPL 160.57.
Leap day: {leap}.

Outcomes, most favorable first:
  Sealed, "Sealed";
  No Relief, "Not eligible".

This statute covers each conviction in New York.

Crime means PL 155.25 or PL 220.16.

Waiting Time means the first of these that applies:
  (1) 3 years, if the conviction is a misdemeanor;
  (2) 8 years, otherwise.

Sealing Day means {clock}.

Rule "sealing" [CPL 160.57]:
  A conviction receives Sealed if Sealing Day is on or before the review date.

Otherwise a conviction receives No Relief.
"""
RUN = "the day on which the Waiting Time has run from the date of sentence"
AGAIN = f"{RUN}, starting again with each conviction for a Crime from its date of sentence"
ALSO = f"{RUN}, starting again, also after it has run, with each conviction for a Crime from its date of sentence"
FREE = f"{RUN}, not counting the time in custody"
BOTH = f"{AGAIN}, not counting the time in custody"
WHOLE = (RecordSource("the file of the court", ("everywhere",)),)


def statute(clock: str, leap: str = "March 1") -> Any:
    return load_text(HEAD.format(clock=clock, leap=leap))


def conviction(
    number: str, on: Any, level: Level = Level.MISDEMEANOR, section: str = "PL 155.25", sentenced: Any = None
) -> Case:
    action = CourtAction(date=on, category="convicted", level=level, sentenced_on=sentenced or UNKNOWN)
    code, digits = section.split()
    offense = Offense(Section(code, digits))
    charge = Charge(charge_id=number, offense=offense, level=level, actions=(action,))
    return Case(case_id=number, state="New York", charges=(charge,))


def person(*cases: Case, custody: tuple[tuple[Any, Any], ...] = (), sources: Any = WHOLE) -> Person:
    events = tuple(Event("custody", first, ended_on=last) for first, last in custody)
    return Person("fabricated", date(1970, 1, 1), cases=cases, events=events, sources=sources)


def decide(clock: str, who: Person, on: date, leap: str = "March 1", number: int = 1) -> Decision:
    found: Decision = statute(clock, leap).decide(who, as_of=on)[number - 1]
    return found


def outcome(clock: str, who: Person, on: date, leap: str = "March 1", number: int = 1) -> str:
    found = decide(clock, who, on, leap, number)
    return found.outcome or found.status.value


def turns_on(clock: str, who: Person, day: date, number: int = 1) -> None:
    """The conviction is sealed on *day*, and not on the day before."""
    assert outcome(clock, who, date.fromordinal(day.toordinal() - 1), number=number) == "No Relief"
    assert outcome(clock, who, day, number=number) == "Sealed"


FIRST = conviction("1", date(2010, 5, 1))


# ---------------------------------------------------------------------------------------------- what starts it again


def test_a_misdemeanor_waits_three_years() -> None:
    turns_on(AGAIN, person(FIRST), date(2013, 5, 1))


def test_a_later_felony_starts_the_time_of_a_misdemeanor_again() -> None:
    later = conviction("2", date(2012, 6, 1), Level.FELONY, "PL 220.16")
    turns_on(AGAIN, person(FIRST, later), date(2015, 6, 1))
    turns_on(AGAIN, person(FIRST, later), date(2020, 6, 1), number=2)


def test_each_conviction_starts_the_time_again_before_it_has_run() -> None:
    chain = [conviction(str(n), date(2010 + 2 * n, 1, 1)) for n in range(1, 4)]
    turns_on(AGAIN, person(FIRST, *reversed(chain)), date(2019, 1, 1))


def test_a_conviction_on_the_very_day_starts_nothing_again() -> None:
    turns_on(AGAIN, person(FIRST, conviction("2", date(2013, 5, 1))), date(2013, 5, 1))
    turns_on(AGAIN, person(FIRST, conviction("2", date(2013, 4, 30))), date(2016, 4, 30))


def test_an_earlier_conviction_and_one_of_the_same_day_start_nothing_again() -> None:
    others = (conviction("2", date(2009, 1, 1)), conviction("3", date(2010, 5, 1)))
    turns_on(AGAIN, person(FIRST, *others), date(2013, 5, 1))


def test_a_conviction_for_another_offense_starts_nothing_again() -> None:
    turns_on(AGAIN, person(FIRST, conviction("2", date(2012, 1, 1), section="PL 240.20")), date(2013, 5, 1))


def test_the_later_start_counts() -> None:
    first = conviction("1", date(2010, 5, 1), sentenced=date(2012, 9, 1))
    turns_on(AGAIN, person(first, conviction("2", date(2011, 1, 1), sentenced=date(2011, 2, 1))), date(2015, 9, 1))


def test_a_conviction_without_its_date_needs_review_where_it_could_matter() -> None:
    who = person(FIRST, conviction("2", PartialDate(2013)))
    found = decide(AGAIN, who, date(2014, 1, 1))
    assert found.status is Status.NEEDS_REVIEW
    assert [fact.fact for fact in found.missing] == ["date of conviction"]
    # whatever the day was, it is three years past
    assert outcome(AGAIN, who, date(2017, 1, 1)) == "Sealed"


def test_a_start_that_does_not_apply_to_a_later_conviction_is_reviewed_and_not_skipped() -> None:
    clock = f"{RUN}, starting again with each conviction for a Crime from its date of release"
    later = conviction("2", date(2012, 6, 1))
    action = evolve(later.charges[0].actions[0], released_on=NOT_APPLICABLE)
    later = evolve(later, charges=(evolve(later.charges[0], actions=(action,)),))
    assert outcome(clock, person(FIRST, later), date(2014, 1, 1)) == "needs review"


def test_a_record_without_sources_may_lack_a_later_conviction() -> None:
    who = person(FIRST, sources=())
    assert outcome(AGAIN, who, date(2013, 4, 30)) == "No Relief"
    assert outcome(AGAIN, who, date(2014, 1, 1)) == "needs review"


def test_a_conviction_after_the_time_has_run_starts_it_again_where_the_law_says_so() -> None:
    who = person(FIRST, conviction("2", date(2018, 1, 1)))
    assert outcome(AGAIN, who, date(2018, 1, 1)) == "Sealed"
    assert outcome(ALSO, person(FIRST), date(2017, 12, 31)) == "Sealed"
    assert outcome(ALSO, who, date(2018, 1, 1)) == "No Relief"
    assert outcome(ALSO, who, date(2020, 12, 31)) == "No Relief"
    assert outcome(ALSO, who, date(2021, 1, 1)) == "Sealed"


def test_a_conviction_of_an_unknown_day_may_start_it_again_after_it_has_run() -> None:
    who = person(FIRST, conviction("2", UNKNOWN, sentenced=date(2019, 1, 1)))
    assert outcome(ALSO, who, date(2021, 12, 31)) == "needs review"
    assert outcome(ALSO, who, date(2022, 1, 1)) == "Sealed"


def test_the_explanation_names_what_started_the_time_again_after_it_had_run() -> None:
    who = person(FIRST, conviction("2", date(2018, 1, 1)))
    said = " ".join(str(decide(ALSO, who, date(2020, 1, 1)).explain(whole=True)).split())
    assert "it starts again with conviction 2 PL 155.25 of January 1, 2018, which makes it run from January" in said


# ---------------------------------------------------------------------------------------------- custody


@pytest.mark.parametrize(
    ("times", "day"),
    [
        ((("2011-01-01", "2011-01-10"),), date(2013, 5, 11)),
        ((("2011-01-01", "2011-01-01"),), date(2013, 5, 2)),
        ((("2009-01-01", "2010-05-01"),), date(2013, 5, 1)),  # it ends on the day from which the time runs
        ((("2009-01-01", "2010-05-03"),), date(2013, 5, 3)),
        ((("2013-05-01", "2013-05-10"),), date(2013, 5, 11)),  # the last day of the time
        ((("2013-05-02", "2013-05-10"),), date(2013, 5, 1)),
        ((("2011-01-01", "2011-01-10"), ("2011-01-05", "2011-01-12")), date(2013, 5, 13)),  # no day counts twice
        ((("2011-01-01", "2011-01-10"), ("2013-05-11", "2013-05-20")), date(2013, 5, 21)),  # within the longer time
    ],
)
def test_the_days_in_custody_do_not_count(times: tuple[tuple[str, str], ...], day: date) -> None:
    custody = tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in times)
    turns_on(FREE, person(FIRST, custody=custody), day)


def test_while_custody_lasts_the_time_does_not_run() -> None:
    who = person(FIRST, custody=((date(2012, 1, 1), NOT_APPLICABLE),))
    assert outcome(FREE, who, date(2040, 1, 1)) == "No Relief"
    assert outcome(FREE, person(FIRST, custody=((date(2013, 5, 2), NOT_APPLICABLE),)), date(2040, 1, 1)) == "Sealed"


def test_a_conviction_within_the_longer_time_starts_it_again() -> None:
    who = person(FIRST, conviction("2", date(2013, 5, 5)), custody=((date(2011, 1, 1), date(2011, 1, 10)),))
    turns_on(BOTH, who, date(2016, 5, 5))


@pytest.mark.parametrize("custody", [(date(2012, 1, 1), UNKNOWN), (UNKNOWN, date(2012, 1, 1)), (UNKNOWN, UNKNOWN)])
def test_a_time_in_custody_without_its_days_needs_review(custody: tuple[Any, Any]) -> None:
    assert outcome(FREE, person(FIRST, custody=(custody,)), date(2014, 1, 1)) == "needs review"
    assert outcome(FREE, person(FIRST, custody=(custody,)), date(2013, 4, 30)) == "No Relief"


@pytest.mark.parametrize(
    "custody", [(PartialDate(2009), PartialDate(2009)), (date(2014, 1, 1), UNKNOWN), (UNKNOWN, date(2010, 4, 1))]
)
def test_a_time_in_custody_that_cannot_lie_in_the_time_does_not_matter(custody: tuple[Any, Any]) -> None:
    assert outcome(FREE, person(FIRST, custody=(custody,)), date(2015, 1, 1)) == "Sealed"


def test_a_record_without_sources_may_lack_a_time_in_custody() -> None:
    found = decide(FREE, person(FIRST, sources=()), date(2015, 1, 1))
    assert found.status is Status.NEEDS_REVIEW
    assert "another time in custody that this record does not list" in [fact.fact for fact in found.missing]


# ---------------------------------------------------------------------------------------------- leap days, periods


def test_a_leap_day_that_nobody_declared_needs_review_where_it_matters() -> None:
    leap = conviction("1", date(2008, 2, 29))
    assert outcome(AGAIN, person(leap), date(2011, 2, 28), leap="undeclared") == "needs review"
    assert outcome(AGAIN, person(leap), date(2011, 3, 1), leap="undeclared") == "Sealed"
    assert outcome(AGAIN, person(leap), date(2011, 2, 28), leap="February 28") == "Sealed"
    assert outcome(AGAIN, person(leap), date(2011, 2, 28), leap="March 1") == "No Relief"


# ---------------------------------------------------------------------------------------------- words


def test_the_explanation_names_each_record_that_starts_the_time_again_and_the_days_that_do_not_count() -> None:
    later = conviction("2", date(2012, 6, 1), Level.FELONY, "PL 220.16")
    who = person(FIRST, later, custody=((date(2013, 1, 1), date(2013, 1, 10)),))
    said = " ".join(str(decide(BOTH, who, date(2016, 1, 1)).explain(whole=True)).split())
    assert "it starts again with conviction 2 PL 220.16 of June 1, 2012, which makes it run from June 1, 2012" in said
    assert "10 days in custody do not count (time in custody 1, from January 1, 2013 through January 10, 2013)" in said
    assert "it has run on June 11, 2015" in said
