"""Charges, arrests, cases and persons as what a file decides."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.citations import Offense, Section
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.engine import RuleError, load_text, run_scenarios
from cmr_rules.records.person import Case, Charge, CourtAction, Event, Person, RecordSource
from cmr_rules.records.values import UNKNOWN, Level, LevelField

HEAD = """
Statute "Relief (fabricated)".
Jurisdiction: California.
Authority: PC 851.93.
Outcomes, most favorable first: Sealing, "Sealed"; No Relief, "Not eligible".
"""
ARRESTS = (
    HEAD
    + """
This statute covers each arrest in California.
Rule "small" [PC 851.93]: An arrest receives Sealing if the level of the arrest is misdemeanor.
Otherwise an arrest receives No Relief.
"""
)
ENDS = (
    HEAD
    + """
This statute covers each conviction in California.
This statute covers each charge in California that did not end in a conviction.
Rule "conviction" [PC 851.93]: A conviction receives Sealing if the person is deceased.
Rule "charge" [PC 851.93]: A charge receives Sealing if the charge is not pending.
Otherwise a conviction receives No Relief.
Otherwise a charge receives No Relief.
"""
)
WHOLE = (
    HEAD
    + """
This statute covers each case in California.
This statute covers each person.
Rule "case" [PC 851.93]:
  A case receives Sealing if the person has no charge in this case that ended in a conviction.
Rule "person" [PC 851.93]: A person receives Sealing if the person has no conviction.
Otherwise a case receives No Relief.
Otherwise a person receives No Relief.
Scenario "case and person".
  A person born March 14, 1960 has:
    (1) a dismissed charge in Yolo County for HS 11357 on May 12, 2009, in case "A";
    (2) a misdemeanor conviction in Yolo County for HS 11357 on May 12, 2009, in case "A";
    (3) a dismissed charge in Yolo County for HS 11359 on May 12, 2010.
  On July 1, 2019, case (1) receives No Relief.
  On July 1, 2019, case (3) receives Sealing.
  On July 1, 2019, the person receives No Relief.
"""
)
DAY = date(2019, 7, 1)
POSSESSION = Offense(Section("HS", "11357"))


def person(*cases: Case, events: tuple[Event, ...] = ()) -> Person:
    return Person(
        "1", birth_date=date(1960, 3, 14), deceased=False, cases=cases, events=events, sources=(RecordSource("test"),)
    )


def arrest(*levels: LevelField) -> Case:
    counts = tuple(
        Charge(str(n), str(n), POSSESSION, "arrest", level, arrest_date=date(2009, 5, 12))
        for n, level in enumerate(levels, 1)
    )
    return Case("A", county="Yolo County", state="California", charges=counts)


def ended(*categories: str) -> Case:
    counts = tuple(
        Charge(str(n), str(n), POSSESSION, level=Level.FELONY,
               actions=(CourtAction(date=date(2010, 1, 1), category=category),))
        for n, category in enumerate(categories, 1)
    )  # fmt: skip
    return Case("C", county="Yolo County", state="California", charges=counts)


def decide(text: str, who: Person) -> tuple[Decision, ...]:
    return load_text(text).decide(who, as_of=DAY)


def test_an_arrest_is_one_record_with_the_level_of_its_most_serious_count() -> None:
    (one,) = decide(ARRESTS, person(arrest(Level.MISDEMEANOR, Level.FELONY)))
    assert (one.outcome, one.record.title, one.record.level) == ("No Relief", "arrest 1", "felony")
    assert one.explain().startswith("Arrest 1 · HS 11357 · felony · May 12, 2009 · Yolo County")


def test_an_arrest_that_is_an_event_needs_review_where_its_level_is_asked() -> None:
    event = Event("arrest", date(2009, 5, 12), county="Yolo County", state="California")
    (one,) = decide(ARRESTS, person(events=(event,)))
    assert one.status is Status.NEEDS_REVIEW


def test_an_arrest_of_an_unknown_county_needs_review() -> None:
    (one,) = decide(ARRESTS, person(Case("A", charges=arrest(Level.MISDEMEANOR).charges)))
    assert one.status is Status.NEEDS_REVIEW
    assert [fact.fact for fact in one.missing] == ["county"]


def test_a_charge_with_an_unknown_disposition_is_decided_once_and_reviewed() -> None:
    decisions = decide(ENDS, person(ended("convicted", "unknown", "dismissed", "acquitted")))
    assert [(one.record.title, one.outcome) for one in decisions] == [
        ("conviction 1", "No Relief"), ("charge 1", ""), ("charge 2", "Sealing"), ("charge 3", "Sealing"),
    ]  # fmt: skip
    assert decisions[1].status is Status.NEEDS_REVIEW
    assert [fact.fact for fact in decisions[1].missing] == ["disposition"]


def test_cases_and_the_person() -> None:
    assert [one.message for one in run_scenarios(load_text(WHOLE))] == [""]


LEVELS = st.sampled_from((Level.INFRACTION, Level.MISDEMEANOR, Level.FELONY))


@given(st.lists(st.tuples(LEVELS, st.booleans()), min_size=1, max_size=3))
def test_a_definite_answer_about_an_arrest_is_never_contradicted(told: list[tuple[Level, bool]]) -> None:
    partial = arrest(*(level if known else UNKNOWN for level, known in told))
    (before,) = decide(ARRESTS, person(partial))
    (after,) = decide(ARRESTS, person(arrest(*(level for level, _ in told))))
    assert after.status is Status.DECIDED
    assert after.outcome in before.possible


ENDINGS = st.sampled_from(("convicted", "dismissed", "acquitted", "other", "pending"))


@given(st.lists(st.tuples(ENDINGS, st.booleans()), min_size=1, max_size=4))
def test_a_charge_gets_one_decision_which_no_completion_contradicts(told: list[tuple[str, bool]]) -> None:
    before = decide(ENDS, person(ended(*(category if known else "unknown" for category, known in told))))
    after = {one.record.charge_id: one for one in decide(ENDS, person(ended(*(category for category, _ in told))))}
    assert sorted(one.record.charge_id for one in before) == sorted(after)
    assert len(before) == len(told)
    for one in before:
        if told[int(one.record.charge_id) - 1][0] != "pending":
            assert after[one.record.charge_id].outcome in one.possible


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENDS.replace(" that did not end in a conviction", ""), "CMR406"),
        (ENDS.replace("Otherwise a charge receives No Relief.", ""), "CMR402"),
        (ARRESTS.replace("An arrest receives", "A charge receives"), "CMR403"),
        (ARRESTS + "Otherwise an arrest receives Sealing.", "CMR405"),
        (WHOLE.replace("if the person has no conviction.", "if the level is felony."), "CMR307"),
    ],
)
def test_each_kind_has_its_sentences(text: str, code: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_text(text)
    assert code in {fault.code for fault in caught.value.diagnostics}
