"""The comparison with the peer's California cases, on fabricated lines in the peers' format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cmr_rules.records.values import UNKNOWN
from tests.conformance.compare_peers_california import compare, main, person_of, questions, report


def a_case(title: str, expected: dict[str, Any], **count: Any) -> dict[str, Any]:
    """A misdemeanor of 2012 with three years of probation, fabricated, with other fields."""
    usual = {
        "kind": "charge",
        "record_id": "r1",
        "docket_id": "A",
        "statute_code": "PC",
        "statute_section": "484",
        "severity": "misdemeanor",
        "disposition": "convicted",
        "conviction_date": "2012-05-02",
        "sentences": [{"type": "probation", "duration": "P3Y", "date": "2012-05-02"}],
    }
    asked = {"record_ids": ["r1"], **expected}
    return {"title": title, "as_of": "2019-06-01", "records": [{**usual, **count}], "expect": [asked]}


def an_arrest(day: str) -> dict[str, Any]:
    """An arrest on a day."""
    return {"kind": "event", "record_id": "e1", "event_type": "arrest", "event_date": day}


FULFILLED = {"remedy": "ca_pc_1203.4", "outcome": "eligible", "discretion": "mandatory"}
IN_DISCRETION = {"remedy": "ca_pc_1203.4", "outcome": "eligible", "discretion": "discretionary"}
NOTHING = {"remedy": "ca_pc_1203", "outcome": "ineligible"}
PRISON = [{"type": "prison", "duration": "P1Y", "date": "2012-05-02"}]


@pytest.mark.parametrize(
    ("expected", "count"),
    [
        (FULFILLED, {}),
        (IN_DISCRETION, {"statute_code": "VC", "statute_section": "23152(b)"}),
        (NOTHING, {"statute_section": "288(a)", "severity": "felony"}),
        (
            {"remedy": "ca_pc_1203.42", "outcome": "eligible", "discretion": "discretionary"},
            {
                "statute_section": "123",
                "severity": "felony",
                "conviction_date": "2010-05-02",
                "sentences": [{"type": "prison", "duration": "P1Y", "date": "2010-05-02"}],
            },
        ),
        (
            {"remedy": "ca_prop47", "outcome": "eligible", "scenario": "redesignation"},
            {"statute_section": "470", "severity": "felony"},
        ),
        ({"remedy": "ca_prop47", "outcome": "ineligible"}, {"statute_section": "470"}),
    ],
)
def test_the_two_say_the_same(expected: dict[str, Any], count: dict[str, Any]) -> None:
    """A case on which both programs decide alike agrees."""
    result = compare([a_case("same", expected, **count)])

    assert (result.asked, result.agreed, result.differences) == (1, 1, ())


def test_an_arrest_during_probation_is_what_the_peer_takes_for_a_broken_condition() -> None:
    """The last day of probation counts, the day on which it has ended does not."""
    case = a_case("arrest", FULFILLED)
    last_day = [*case["records"], an_arrest("2015-05-01")]
    after = [*case["records"], an_arrest("2015-05-02")]

    assert compare([{**case, "records": last_day}]).agreed == 0
    assert compare([{**case, "records": last_day, "expect": [{"record_ids": ["r1"], **IN_DISCRETION}]}]).agreed == 1
    assert compare([{**case, "records": after}]).agreed == 1


def test_a_difference_is_named_or_counts_as_unnamed() -> None:
    """Nothing that differs goes without a cause in silence."""
    case = a_case("the peer says no", NOTHING)

    named = compare([case], {"the peer says no": "defect of the peer: it says no"})
    unnamed = compare([case])

    assert (named.unnamed, dict(named.causes)) == ((), {"defect of the peer": 1})
    assert [one.ours for one in unnamed.unnamed] == ["Dismissal After Probation"]
    assert "NO CAUSE" in report(unnamed)


def test_not_eligible_by_one_door_says_nothing_about_the_other() -> None:
    """A no to the mandatory door agrees with what a court may grant; a plain no does not."""
    case = a_case("mandatory", {**NOTHING, "discretion": "mandatory"}, statute_code="VC", statute_section="23152")

    assert compare([case]).agreed == 1
    assert compare([{**case, "expect": [{"record_ids": ["r1"], **NOTHING}]}]).agreed == 0


def test_what_changed_with_the_law_is_listed() -> None:
    """A case that agrees on its own day is still told when the text of the law changed after it."""
    case = a_case("prison", NOTHING, severity="felony", sentences=PRISON)

    result = compare([case])

    assert result.agreed == 1
    assert result.changed == (("prison", "No Relief", "Discretionary Felony Dismissal"),)


@pytest.mark.parametrize(("relief", "agreed"), [(True, 1), (False, 0)])
def test_any_relief_is_asked_of_the_record(*, relief: bool, agreed: int) -> None:
    """Whether there is any relief is asked of the record, and an empty one has none."""
    case = {**a_case("any", {}), "expect": [{"fact": "any_relief", "value": relief}]}

    assert compare([case]).agreed == agreed
    assert compare([{**case, "records": []}]).agreed == 1 - agreed


def test_other_laws_are_counted_and_not_asked() -> None:
    """A case about another law is counted and not compared."""
    result = compare([a_case("another law", {"remedy": "ca_prop64", "outcome": "eligible"})])

    assert (result.asked, result.elsewhere) == (0, 1)


def test_what_the_case_does_not_say_stays_unknown() -> None:
    """Missing level, day and section are unknown, and the record needs review."""
    case = a_case("bare", NOTHING, severity=None, conviction_date=None, statute_section=None)

    person = person_of(case)

    assert [one.record for one in questions(case)] == ["r1"]
    assert person.charges[0][1].level is UNKNOWN
    assert [one.ours for one in compare([case]).differences] == ["needs review"]


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file it says that it did not run; with an unnamed difference it fails."""
    assert main([str(tmp_path)]) == 0
    assert "NOT RUN" in capsys.readouterr().out

    lines = [a_case("same", FULFILLED), a_case("the peer says no", NOTHING)]
    (tmp_path / "rap-sheet-assistant.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    assert main([str(tmp_path)]) == 1
    assert "2 answers on PC 1203.4 and PC 1170.18, 1 agree, 1 differ" in capsys.readouterr().out
