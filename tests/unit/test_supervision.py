"""Probation and supervision: whether and when probation was revoked, and when each ended. Everybody is fabricated."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cmr_rules.citations import Offense, Section
from cmr_rules.engine import check_text, format_file, load_text, read_document, run_scenarios
from cmr_rules.records.answers import AnswerRow, apply_answers
from cmr_rules.records.person import Case, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.readers.ca_values import disposition
from cmr_rules.records.readers.exchange import person_from_json, person_to_json
from cmr_rules.records.supervision import revoked_on, was_revoked
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, PartialDate
from cmr_rules.source import Source

FILE = """Statute "Probation (a fabricated example)".
Jurisdiction: California.
Authority: PC 1203.4.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  No Relief, "Not eligible".

This statute covers each conviction for PC 459 that still stands.

Rule "test" [PC 1203.4(a)]:
  A conviction receives Dismissal if {condition}.

Otherwise a conviction receives No Relief.

Scenario "one".
  A person born March 14, 1960 has:
    (1) a felony conviction in Yolo County for PC 459 on May 12, 2009, sentenced to 3 years of probation{told}{others}.
  On July 1, 2019, conviction (1) {answer}.
"""
EITHER = "needs review, at least No Relief, at most Dismissal, missing "
CASES = [
    ("the probation was revoked", "", "", "receives No Relief"),
    ("the probation was not revoked", "", "", "receives Dismissal"),
    ("the probation was revoked", ", probation revoked on June 1, 2010", "", "receives Dismissal"),
    ("the probation was revoked", ", probation revoked on an unknown date", "", "receives Dismissal"),
    ("the probation was revoked", ", probation revoked on June 1, 2020", "", "receives No Relief"),
    ("the probation was revoked", "", ";\n    and perhaps others",
     EITHER + "the revocation of probation of conviction (1)"),
    ("the probation was revoked", ", whose revocation of probation is true", "", "receives Dismissal"),
    ("the probation was not revoked", ", whose revocation of probation is not true", ";\n    and perhaps others",
     "receives Dismissal"),
    ("the person has a conviction whose probation was revoked", ", probation revoked on June 1, 2010", "",
     "receives Dismissal"),
    ("the date of revocation is before January 1, 2011",
     ", probation revoked on June 1, 2010, probation revoked on June 1, 2011", "", "receives No Relief"),
    ("the date of revocation is before January 1, 2012",
     ", probation revoked on June 1, 2011, probation revoked on June 1, 2010", "", "receives Dismissal"),
    ("the date of revocation, if any, is before January 1, 2011", "", "", "receives Dismissal"),
    ("the date of revocation is before January 1, 2011", ", whose date of revocation is 2010", "",
     "receives Dismissal"),
    ("the date of revocation is before January 1, 2011", ", probation revoked on an unknown date", "",
     EITHER + "the date of revocation of conviction (1)"),
    ("the end of probation is before January 1, 2012", ", probation ended on June 1, 2011", "", "receives Dismissal"),
    ("the end of probation is before January 1, 2012", ", probation ended on June 1, 2012", "", "receives No Relief"),
    ("the end of probation is before January 1, 2012", ", whose end of probation is June 1, 2011", "",
     "receives Dismissal"),
    ("the end of probation is before January 1, 2012", "", "", EITHER + "the end of probation of conviction (1)"),
    ("the end of supervision, if any, is before January 1, 2012", ", whose end of supervision is not applicable", "",
     "receives Dismissal"),
    ("the later of the end of probation and the end of supervision is before January 1, 2012",
     ", probation ended on June 1, 2011, supervision ended on June 1, 2012", "", "receives No Relief"),
]  # fmt: skip


def text_of(condition: str, told: str, others: str, answer: str) -> str:
    if answer.startswith(EITHER):
        fact = answer.removeprefix(EITHER).removesuffix(" of conviction (1)")
        answer = f"needs review, at least No Relief, at most Dismissal, missing {fact} of conviction (1)"
    return FILE.format(condition=condition, told=told, others=others, answer=answer)


@pytest.mark.parametrize(("condition", "told", "others", "answer"), CASES)
def test_rules_ask_for_them(condition: str, told: str, others: str, answer: str) -> None:
    program = load_text(text_of(condition, told, others, answer))
    assert [result.message for result in run_scenarios(program)] == [""]


@pytest.mark.parametrize(("condition", "told", "others", "answer"), CASES)
def test_the_formatter_keeps_them(condition: str, told: str, others: str, answer: str) -> None:
    source = Source("one", text_of(condition, told, others, answer))
    formatted, _ = format_file(source)
    assert formatted is not None
    assert read_document(Source("one", formatted))[0] == read_document(source)[0]


def test_the_end_of_probation_can_be_derived() -> None:
    derived = (
        "\nIf the end of probation is not recorded,\n  it is the day that is the total length of the sentence after the"
        ' date of sentence ["Example (fabricated)"].\n\nRule "test"'
    )
    for condition, answer in (
        ("before May 12, 2012", "receives No Relief"),
        ("before May 13, 2012", "receives Dismissal"),
    ):
        text = text_of(f"the end of probation is {condition}", "", "", answer).replace('\nRule "test"', derived)
        assert [result.message for result in run_scenarios(load_text(text))] == [""]


@pytest.mark.parametrize(
    ("condition", "code"),
    [("the probation was felony", "CMR212"), ("the probation is before May 1, 2010", "CMR307")],
)
def test_slips_about_probation_are_told(condition: str, code: str) -> None:
    _, faults = check_text(Source("one", text_of(condition, "", "", "receives Dismissal")))
    assert code in {fault.code for fault in faults}


def test_a_scenario_cannot_say_that_a_whole_record_may_lack_a_revocation() -> None:
    told = ", whose revocation of probation is unknown"
    _, faults = check_text(Source("one", text_of("the probation was revoked", told, "", "receives Dismissal")))
    assert any("perhaps others" in hint for fault in faults for hint in fault.hints)


def charge(*more: CourtAction, **fields: Any) -> Charge:
    convicted = CourtAction(date=date(2009, 5, 12), category="convicted", **fields)
    return Charge(charge_id="1", offense=Offense(Section("PC", "459")), actions=(convicted, *more))


def person(one: Charge, **fields: Any) -> Person:
    return Person(person_id="1", cases=(Case(case_id="A", charges=(one,)),), sources=(RecordSource("test"),), **fields)


def revoked(on: Any) -> CourtAction:
    return CourtAction("probation_revoked", on, "other")


def test_the_record_lists_revocations_within_its_sources() -> None:
    assert was_revoked(person(charge()), charge()) is False
    assert revoked_on(person(charge()), charge()) is NOT_APPLICABLE
    for unsure in (person(charge(), incomplete=("a row was set aside",)), Person(person_id="1")):
        assert was_revoked(unsure, charge()) is UNKNOWN
        assert revoked_on(unsure, charge()) is UNKNOWN
        assert was_revoked(unsure, charge(probation_revoked=False)) is False


def test_of_several_revocations_the_last_counts_and_one_without_a_day_leaves_it_open() -> None:
    both = charge(revoked(date(2012, 1, 1)), revoked(date(2010, 1, 1)))
    assert revoked_on(person(both), both) == date(2012, 1, 1)
    unsure = charge(revoked(date(2012, 1, 1)), revoked(PartialDate(2012)))
    assert revoked_on(person(unsure), unsure) is UNKNOWN
    assert was_revoked(person(unsure), unsure) is True


def test_a_revocation_before_the_conviction_is_a_data_error() -> None:
    program = load_text(text_of("the date of revocation is before January 1, 2011", "", "", "receives No Relief"))
    (decision,) = program.decide(person(charge(revoked(date(2001, 1, 1)))), as_of=date(2019, 7, 1))
    assert [(one.fact, one.fault) for one in decision.missing] == [
        ("date of revocation", "the date of revocation is before the date of conviction")
    ]


@pytest.mark.parametrize(
    ("fact", "answer", "expected"),
    [
        ("end of probation", "2012-06-01", {"probation_ended_on": date(2012, 6, 1)}),
        ("end of supervision", "not applicable", {"supervision_ended_on": NOT_APPLICABLE}),
        ("revocation of probation", "no", {"probation_revoked": False}),
        ("revocation of probation", "yes", {"probation_revoked": True}),
        ("date of revocation", "not applicable", {"probation_revoked": False}),
    ],
)
def test_questions_are_answered(fact: str, answer: str, expected: dict[str, Any]) -> None:
    row = AnswerRow(file="review.csv", line=2, person="1", charge="1", fact=fact, answer=answer)
    answered, refused = apply_answers(person(charge()), [row], {})
    assert not refused
    assert answered.cases[0].charges[0].actions == charge(**expected).actions


def test_a_day_of_revocation_answered_is_an_action_of_the_court() -> None:
    row = AnswerRow(file="review.csv", line=2, person="1", charge="1", fact="date of revocation", answer="2010-06-01")
    answered, refused = apply_answers(person(charge()), [row], {})
    assert not refused
    assert answered.cases[0].charges[0].actions[1:] == (revoked(date(2010, 6, 1)),)


def test_our_own_json_keeps_them() -> None:
    whole = person(
        charge(revoked(date(2010, 6, 1)), probation_ended_on=date(2012, 6, 1), supervision_ended_on=NOT_APPLICABLE,
               probation_revoked=True)
    )  # fmt: skip
    assert person_from_json(person_to_json(whole)) == whole


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("PROB REVOKED", "probation_revoked"), ("PROBATION REVOKED/REINSTATED", "probation_revoked"),
        ("REVOKED PROBATION", "probation_revoked"), ("PROB REV", "probation_revoked"),
        ("PROBATION NOT REVOKED", "disposition"), ("PETITION TO REVOKE PROB DENIED", "disposition"),
        ("PROB REVIEW", "disposition"), ("CONVICTED-PROB/JAIL", "disposition"), ("DISMISSED", "disposition"),
    ],
)  # fmt: skip
def test_california_writes_revocations_as_dispositions(words: str, kind: str) -> None:
    read = disposition(words)
    assert read is not None
    assert read[0] == kind
