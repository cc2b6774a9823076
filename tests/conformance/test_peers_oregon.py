"""The comparison with RecordSponge on fabricated lines: what agrees, what is explained, and what fails the command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.compare_peers_oregon import FILE, compare, main
from tests.conformance.oregon_people import person_of, section_text
from tests.conformance.peers import Case, Cause, Setting, Sort, explain, listing, report

SILENCE = "it does not ask whether the sentence is performed, when the person was released, or whether money is owed"


def a_record(**fields: Any) -> dict[str, Any]:
    """A fabricated conviction of theft, class A misdemeanor, with other fields."""
    usual = {
        "kind": "charge",
        "record_id": "r1",
        "docket_id": "1",
        "state": "OR",
        "statute_code": "ORS",
        "statute_section": "164045",
        "offense_text": "Fabricated",
        "severity": "misdemeanor",
        "grade": "A",
        "charge_date": "2020-05-01",
        "disposition": "convicted",
        "disposition_date": "2020-05-12",
        "disposition_text": "Convicted",
        "county": "Benton",
        "case_type": "Offense Misdemeanor",
        "case_status": "Closed",
    }
    return usual | fields


def a_case(
    *records: Mapping[str, Any],
    outcome: str = "eligible",
    as_of: str = "2026-06-30",
    flags: tuple[str, ...] = (),
    **more: Any,
) -> Case:
    """A fabricated case in which the peer answers *outcome* for the first record."""
    expected = {"record_id": records[0]["record_id"], "outcome": outcome, **more}
    data = {"as_of": as_of, "person": {}, "records": records, "expect": [expected], "flags": flags}
    return Case(1, data)


def sorted_one(case: Case) -> tuple[Sort, tuple[str, ...]]:
    """The sort and the causes of the only expectation of a case."""
    (one,) = compare([case])
    return one.sort, one.causes


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("164125", "ORS 164.125"),
        ("164.125", "ORS 164.125"),
        ("97981", "ORS 97.981"),
        ("475B3493C", "ORS 475B.349(3)(C)"),
        ("475b.359(2)(a)", "ORS 475B.359(2)(a)"),
        ("4759924B", "ORS 475.992(4)(B)"),
        ("99", None),
        ("801", None),
        ("00000336", None),
        ("14B20060", None),
        ("", None),
    ],
)
def test_sections_of_the_peer_are_read_as_the_state_writes_them(written: str, expected: str | None) -> None:
    """Compact, dotted and lettered sections are told; the numbers of cities are none of the state."""
    assert section_text(written) == expected


def test_what_a_case_does_not_state_stays_unknown() -> None:
    """A conviction without a sentence stays one, and only the stated class becomes a fact."""
    charge = person_of(a_case(a_record())).charges[0][1]
    assert charge.conviction is not None
    assert charge.conviction.sentence == ()
    assert str(charge.facts) == "{'Grade': 'class-a'}"


def test_a_definite_no_agrees() -> None:
    """A traffic misdemeanor is refused by both."""
    traffic = a_record(statute_section="811.140")
    assert sorted_one(a_case(traffic, outcome="ineligible")) == (Sort.AGREES, ())


def test_the_peer_does_not_ask_about_the_sentence() -> None:
    """Ours asks about the sentence; told that it is over and paid, it agrees."""
    assert sorted_one(a_case(a_record())) == (Sort.DIVERGENCE, (SILENCE,))


def test_a_type_is_compared_without_the_time() -> None:
    """A conviction of last week is of a kind that can be set aside."""
    recent = a_record(disposition_date="2026-06-23")
    assert sorted_one(a_case(recent, flags=("type_only",))) == (Sort.AGREES, ())


def test_the_first_day_is_compared_too() -> None:
    """The day before must be too early and the day itself late enough; another day has no cause."""
    case = a_case(a_record(disposition_date="2024-05-12"), outcome="eligible_later", date_eligible="2027-05-12")
    assert sorted_one(case) == (Sort.DIVERGENCE, (SILENCE,))
    wrong = a_case(a_record(disposition_date="2024-05-12"), outcome="eligible_later", date_eligible="2027-05-13")
    assert sorted_one(wrong) == (Sort.UNNAMED, ())


def test_an_open_question_that_the_peer_reads_one_way_is_named() -> None:
    """Three years to the day after another conviction, the readings differ."""
    other = a_record(record_id="r2", docket_id="2", disposition_date="2023-06-30")
    assert sorted_one(a_case(a_record(), other)) == (
        Sort.OURS,
        (SILENCE, "an open question of law that it reads one way: First Day Counted"),
    )


@pytest.mark.parametrize(
    ("fields", "outcome", "sort"),
    [
        ({"statute_section": "162185", "severity": "felony", "grade": "B"}, "ineligible", Sort.DIVERGENCE),
        ({"statute_section": "166385", "severity": "felony", "grade": "B"}, "ineligible", Sort.DIVERGENCE),
        ({"disposition": "other", "disposition_text": "Unread"}, "eligible", Sort.DIVERGENCE),
        ({"statute_section": "99"}, "ineligible", Sort.DEFECT),
        ({"statute_section": "33055"}, "ineligible", Sort.UNNAMED),
    ],
)
def test_each_difference_has_a_proved_cause_or_none(fields: dict[str, Any], outcome: str, sort: Sort) -> None:
    """The changes that prove each cause are made on fabricated records."""
    assert sorted_one(a_case(a_record(**fields), outcome=outcome, flags=("type_only",)))[0] is sort


def test_what_cannot_be_compared_says_why() -> None:
    """Messages and juvenile cases are set apart with a reason."""
    message = Case(1, {"as_of": "2026-06-30", "person": {}, "records": [a_record()], "expect": [{"fact": "error"}]})
    juvenile = a_case(a_record(case_type="Offense Juvenile"))
    for case in (message, juvenile):
        sort, causes = sorted_one(case)
        assert sort is Sort.NOT_COMPARABLE
        assert causes


def test_a_cause_that_does_not_bring_agreement_explains_nothing() -> None:
    """An idle change is tried once, and a fact that is not open is not filled in."""
    case = a_case(a_record())
    idle = Cause("idle", Sort.OURS, lambda setting, _case, _record: setting)
    asked = Cause("never asked", Sort.OURS, lambda setting, _case, _record: setting, "a fact that is not open")
    settings = []

    def verdict(setting: Setting) -> tuple[bool, frozenset[str]]:
        settings.append(setting)
        return False, frozenset()

    assert explain(Setting(person_of(case)), case, "r1", (idle, asked), verdict) == ()
    assert len(settings) == 2


def written(folder: Path, case: Case) -> str:
    """Write a case as the file of the peer, and return the folder."""
    path = folder / "peers" / FILE
    path.parent.mkdir()
    path.write_text(json.dumps(case.data) + "\n", encoding="utf-8")
    return str(folder)


def test_the_command_fails_on_a_difference_without_a_cause(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A traffic offense that the peer would set aside is explained by nothing."""
    traffic = a_record(statute_section="811.140")
    assert main([written(tmp_path, a_case(traffic))]) == 1
    assert "line 1, r1: NO CAUSE: theirs eligible; ours ineligible" in capsys.readouterr().out


def test_the_command_passes_where_every_difference_has_a_cause(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is 0, and the list has the cause."""
    folder = written(tmp_path, a_case(a_record()))
    assert main([folder]) == 0
    assert "1 expectations in 1 cases" in capsys.readouterr().out
    assert main([folder, "--list"]) == 0
    assert (
        f"| 1 | r1 | eligible | needs_more_analysis | {Sort.DIVERGENCE.value} | {SILENCE} |" in capsys.readouterr().out
    )


def test_without_a_file_the_command_says_that_it_did_not_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file is no agreement."""
    assert main([str(tmp_path)]) == 0
    assert "NOT RUN" in capsys.readouterr().out


def test_the_report_and_the_listing_name_the_unnamed() -> None:
    """What has no cause is never left out."""
    (one,) = compare([a_case(a_record(statute_section="811.140"))])
    assert "1  no named cause" in report("Peer", [one])
    assert "no named cause" in listing([one])
