"""The comparison with RecordLib, on fabricated cases in its format: what agrees, and that a cause must be proved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cmr_rules.dates import Period
from cmr_rules.records.values import UNKNOWN, Level
from tests.conformance.compare_peers_pennsylvania import FILE, compare, main, probe
from tests.conformance.peers import Case, Sort, Sorted
from tests.conformance.pennsylvania_causes import CAUSES, QUESTIONS
from tests.conformance.pennsylvania_people import person_of

LISTED = "no_abuse_of_corpse"


def a_record(**told: Any) -> dict[str, Any]:
    """A conviction for 18 Pa.C.S. 5510 of the second degree in 2019, fabricated, with other facts."""
    usual = {
        "record_id": "r1",
        "docket_id": "D 1",
        "tracking_id": "T 1",
        "grade": "M2",
        "statute_text": "18 § 5510",
        "disposition": "convicted",
        "disposition_date": "2019-03-02",
        "fees_assessed": 0,
        "fees_paid": 0,
    }
    return {**usual, **told}


def a_case(records: Sequence[dict[str, Any]], *expected: dict[str, Any], **more: Any) -> Case:
    """A fabricated case of a person born in 1970, asked on January 28, 2021."""
    person = {"birth_date": "1970-05-01"}
    return Case(1, {"as_of": "2021-01-28", "person": person, "records": records, "expect": expected, **more})


def one(case: Case) -> Sorted:
    """What came of the only expectation of a case."""
    (result,) = compare([case])
    return result


def says(fact: str, *, value: object) -> dict[str, Any]:
    """An expectation of the peer."""
    return {"fact": fact, "value": value, "asserted": ["value"]}


def test_a_case_is_brought_over() -> None:
    """Dockets become cases; grade, level and maximum are told only where the case tells the grade."""
    records = [
        a_record(),
        a_record(record_id="r2"),
        a_record(record_id="r3", docket_id="D 2", grade="", arrest_date=None),
    ]
    person = person_of(a_case(records))
    assert [len(case.charges) for case in person.cases] == [2, 1]
    first, last = person.cases[0].charges[0], person.cases[1].charges[0]
    assert str(first.offense) == "18 Pa.C.S. 5510"
    assert (first.level, first.maximum, first.facts) == (Level.MISDEMEANOR, Period(months=24), {"Grade": "M2"})
    assert first.convicted_on == date(2019, 3, 2)
    assert (last.level, last.maximum, last.facts) == (UNKNOWN, UNKNOWN, {})


def test_a_listed_offense_of_two_years_ago_bars_and_one_of_sixteen_years_ago_does_not() -> None:
    """Section 9122.1(b)(2)(ii)(C): 15 years."""
    assert one(a_case([a_record()], says(LISTED, value=False))).sort is Sort.AGREES
    old = a_record(disposition_date="2005-01-28")
    assert one(a_case([old], says(LISTED, value=True))).sort is Sort.AGREES


def test_a_wrong_answer_of_the_peer_has_no_cause() -> None:
    """What no cause explains is named as such."""
    result = one(a_case([a_record()], says(LISTED, value=True)))
    assert (result.sort, result.theirs, result.ours, result.causes) == (Sort.UNNAMED, "true", "false", ())


def test_counts_of_one_docket_count_once_since_the_law_changed() -> None:
    """Section 9122.1(b.1): four counts of one docket are one, four dockets are four."""
    four = [a_record(record_id=f"r{number}", statute_text="18 § 4105") for number in range(4)]
    fact = "no_offenses_punishable_by_two_or_more_years"
    result = one(a_case(four, says(fact, value=False)))
    assert (result.ours, result.sort) == ("true", Sort.LAW_CHANGED)
    apart = [{**record, "docket_id": record["record_id"]} for record in four]
    assert one(a_case(apart, says(fact, value=False))).sort is Sort.AGREES


def test_fines_are_no_condition_any_more() -> None:
    """Unpaid fines explain that the peer refuses, and never that it grants."""
    owing = a_record(fees_assessed=100)
    assert one(a_case([owing], says("fines_and_costs_paid", value=False))).sort is Sort.LAW_CHANGED
    assert one(a_case([owing], says("fines_and_costs_paid", value=True))).sort is Sort.UNNAMED


def test_a_firearms_offense_of_two_years_is_not_excepted() -> None:
    """Section 9122.1(b)(1): punishable by more than two years."""
    result = one(a_case([a_record(statute_text="18 § 6101")], says("no_firearms_offense", value=False)))
    assert (result.ours, result.sort) == ("true", Sort.DEFECT)
    grave = a_record(statute_text="18 § 6101", grade="M1")
    assert one(a_case([grave], says("no_firearms_offense", value=False))).sort is Sort.AGREES
    other = a_record(statute_text="18 § 4105", grade="M2")
    assert one(a_case([other], says("no_firearms_offense", value=False))).sort is Sort.UNNAMED


@pytest.mark.parametrize(
    ("fact", "value"), [("grade_allows_clean_slate_autoseal", False), ("is_misdemeanor_or_ungraded", True)]
)
def test_a_grade_that_is_missing_is_asked(fact: str, value: object) -> None:
    """The peer answers without a grade; ours asks, and agrees once it is told."""
    result = one(a_case([a_record(grade="")], says(fact, value=value)))
    assert (result.ours, result.sort) == ("asked", Sort.DIVERGENCE)
    assert one(a_case([a_record(grade="F2")], says(fact, value=False))).sort is Sort.AGREES


def test_what_no_file_asks_is_not_compared() -> None:
    """Expungement, ages, and a function called with arguments of no law."""
    expected = {"record_ids": ["r1"], "remedy": "pa_expunge_summary", "outcome": "eligible", "asserted": ["value"]}
    assert one(a_case([a_record()], expected)).sort is Sort.NOT_COMPARABLE
    assert one(a_case([a_record()], says("age", value=50))).sort is Sort.NOT_COMPARABLE
    three = a_case([a_record()], says("no_offense_against_family", value=True), options={"conviction_limit": 3})
    assert one(three).sort is Sort.NOT_COMPARABLE


@pytest.mark.parametrize("fact", QUESTIONS)
def test_every_question_is_a_condition_of_the_files(fact: str) -> None:
    """Each can be asked alone."""
    assert probe(QUESTIONS[fact]).law.rules


def test_the_causes_have_different_names() -> None:
    """A count belongs to one cause."""
    assert len({cause.name for cause in CAUSES}) == len(CAUSES)


def test_the_command_fails_for_a_difference_without_a_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is 1, and the list names the line."""
    (tmp_path / "peers").mkdir()
    good, bad = a_case([a_record()], says(LISTED, value=False)), a_case([a_record()], says(LISTED, value=True))
    file = tmp_path / "peers" / FILE
    file.write_text(json.dumps(good.data) + "\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    file.write_text(f"{json.dumps(good.data)}\n{json.dumps(bad.data)}\n", encoding="utf-8")
    assert main([str(tmp_path), "--list"]) == 1
    assert "| 2 | no_abuse_of_corpse | true | false | no named cause |" in capsys.readouterr().out


def test_without_a_file_nothing_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It says so, and does not fail."""
    assert main([str(tmp_path)]) == 0
    assert "NOT RUN" in capsys.readouterr().out
