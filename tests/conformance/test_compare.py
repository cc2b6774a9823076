"""The comparison with the pilots: the oracle, the naming of differences, and that nothing goes unnamed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmr_rules import check_file, library, load, run_scenarios
from cmr_rules.engine import read_document
from cmr_rules.records.fabricate import fabricate
from cmr_rules.records.readers.ca_rows import split_rows
from cmr_rules.source import Source
from cmr_rules.syntax.format import format_document
from tests.conformance import compare_pilots
from tests.conformance.compare_pilots import (
    AS_OF,
    NEEDS_REVIEW,
    POLICIES,
    Comparison,
    Policy,
    compare,
    merged,
    read_sides,
)
from tests.conformance.edges import edges, fabricated_row
from tests.conformance.pilot_oracle import (
    DISMISSAL,
    MARIJUANA,
    NOT_ELIGIBLE,
    RELATED,
    REVIEW,
    Answer,
    PilotRow,
    pilot_answers,
    read_day,
)

POLICY = POLICIES[0]
BUNDLED = [one.name for one in library.available()]
DECIDING = [name for name in BUNDLED if "\nOutcomes, " in library.find(name).place.read_text(encoding="utf-8")]
COMPLETED = (DISMISSAL, "Sentence Completed")
SERVING = (REVIEW, "Sentence not Completed")
NOTHING_RECENT = (DISMISSAL, "No convictions in past 5 years")
RECENT = (REVIEW, "Has convictions in past 5 years")


def a_row(**fields: str) -> tuple[str, ...]:
    """A felony conviction of 1998 for HS 11358 in Contra Costa County, fabricated, with other fields."""
    usual = {
        "SUBJECT_ID": "1",
        "PRI_DOB": "19600314",
        "STP_EVENT_DATE": "19980504",
        "STP_TYPE_DESCR": "COURT ACTION",
        "STP_ORI_CNTY_NAME": "CONTRA COSTA",
        "CNT_ORDER": "001001001000",
        "OFFENSE_DESCR": "11358 HS-CULTIVATE",
        "DISP_DESCR": "CONVICTED-JAIL",
        "CONV_STAT_DESCR": "FELONY",
        "SENT_LENGTH": "90",
        "SENT_TIME_CODE": "D",
    }
    return fabricated_row(**{**usual, **fields})


def pilots(*rows: tuple[str, ...], as_of: date = AS_OF) -> list[Answer]:
    """What the program answers, conviction by conviction."""
    found = pilot_answers((PilotRow(line, row) for line, row in enumerate(rows, 1)), "CONTRA COSTA", as_of)
    return [found[line] for line in sorted(found)]


def compared(folder: Path, *rows: tuple[str, ...], as_of: date = AS_OF) -> Comparison:
    """Both sides on a small file without a header."""
    path = folder / "fabricated.csv"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return whole(path, as_of)


def whole(path: Path, as_of: date, policy: Policy = POLICY) -> Comparison:
    """Both sides on a file."""
    sides = read_sides(path, policy, as_of)
    return compare(sides, pilot_answers(sides.rows, policy.county, as_of, policy.flow), policy, as_of)


class TestRuleFiles:
    @pytest.mark.parametrize("name", BUNDLED)
    def test_the_rule_file_has_no_fault_and_no_warning(self, name: str) -> None:
        law, diagnostics = check_file(name)
        assert law is not None
        assert [str(one) for one in diagnostics] == []

    @pytest.mark.parametrize("name", BUNDLED)
    def test_the_rule_file_stands_in_the_one_layout(self, name: str) -> None:
        text = library.find(name).place.read_text(encoding="utf-8")
        document, _ = read_document(Source(name, text))
        assert format_document(document) == text

    @pytest.mark.parametrize("name", DECIDING)
    def test_the_scenarios_of_every_statute_and_policy_pass(self, name: str) -> None:
        results = run_scenarios(load(name))
        assert results
        assert [one.message for one in results if not one.passed] == []

    def test_the_scenarios_of_the_policy_pass_and_reach_every_step(self) -> None:
        program = load(POLICY.name)
        results = run_scenarios(program)
        assert [one.message for one in results if not one.passed] == []
        assert sum(one.expectations for one in results) >= 25
        told = {e.because.value for s in program.law.scenarios for e in s.expectations if e.because}
        for step in program.law.steps:
            expected = step.reason.replace("{Crime-Free Period}", "5 years").replace("{code section}", "PC 148")
            assert expected in told


class TestOracle:
    @pytest.mark.parametrize(
        ("text", "day"),
        [("20050401", date(2005, 4, 1)), ("", date.min), ("20050000", date.min), (" 20050401", date.min),
         ("20050229", date.min), ("2005040", date.min)],
    )  # fmt: skip
    def test_a_date_that_cannot_be_read_is_the_year_1(self, text: str, day: date) -> None:
        assert read_day(text) == day

    @pytest.mark.parametrize(
        ("section", "expected"),
        [("148 PC", True), ("148PC", True), ("148(A)(1) PC", False), ("1148 PC", True), ("148.9 PC", True),
         ("647(f) PC", True), ("647(F) PC", False), ("1320 PC", True), ("1320(A) PC", True), ("1320.5 PC", False),
         ("13201 PC", False), ("1320PC", False), ("40508(A) VC", False), ("11550 HS", True), ("4060  BP", True)],
    )  # fmt: skip
    def test_related_charges_are_found_as_the_program_found_them(self, section: str, expected: bool) -> None:  # noqa: FBT001
        assert bool(RELATED.search(section)) is expected

    def test_marijuana_is_found_anywhere_in_the_text(self) -> None:
        assert MARIJUANA.search("664/11359 HS")
        assert MARIJUANA.search("11357.5 HS")
        assert not MARIJUANA.search("664")

    @pytest.mark.parametrize(
        ("day", "expected"),
        [("20161108", COMPLETED), ("20161109", (NOT_ELIGIBLE, "Occurred after 11/09/2016"))],
    )
    def test_the_day_of_the_act_is_out(self, day: str, expected: Answer) -> None:
        assert pilots(a_row(STP_EVENT_DATE=day)) == [expected]

    @pytest.mark.parametrize(
        ("last", "expected"),
        [("20141110", NOTHING_RECENT), ("20141111", RECENT), ("20191111", RECENT), ("", NOTHING_RECENT)],
    )
    def test_years_without_conviction_are_days_by_365_and_a_quarter(self, last: str, expected: Answer) -> None:
        elsewhere = a_row(STP_ORI_CNTY_NAME="YOLO", CNT_ORDER="002001001000", STP_EVENT_DATE=last)
        assert pilots(a_row(), elsewhere) == [expected, None]

    def test_a_year_of_a_sentence_has_366_days(self) -> None:
        five_years = a_row(STP_EVENT_DATE="20150701", SENT_LENGTH="5", SENT_TIME_CODE="Y")
        assert pilots(five_years, as_of=date(2020, 7, 4)) == [SERVING]
        assert pilots(five_years, as_of=date(2020, 7, 5)) == [COMPLETED]

    def test_a_sentence_of_three_centuries_overflows_into_the_past(self) -> None:
        assert pilots(a_row(SENT_LENGTH="300", SENT_TIME_CODE="Y")) == [COMPLETED]

    def test_a_further_line_goes_to_the_last_conviction_added(self) -> None:
        other = a_row(SUBJECT_ID="2", CNT_ORDER="001001002000")
        mine = a_row(SUBJECT_ID="2", STP_EVENT_DATE="20150101", SENT_LENGTH="30", SENT_TIME_CODE="Y")
        assert pilots(mine, mine, other) == [RECENT, RECENT]

    def test_a_marijuana_charge_anywhere_in_the_cycle_counts_even_when_it_comes_later(self) -> None:
        related = a_row(OFFENSE_DESCR="148 PC-RESIST")
        arrest = a_row(
            STP_TYPE_DESCR="ARREST/DETAINED/CITED", CNT_ORDER="001002001000", DISP_DESCR="", STP_ORI_CNTY_NAME="YOLO"
        )
        elsewhere = a_row(CNT_ORDER="002002001000", DISP_DESCR="")
        assert pilots(related, arrest) == [(DISMISSAL, "148 PC")]
        assert pilots(related, elsewhere) == [(REVIEW, "No Related Prop64 Charges")]


class TestNames:
    def test_one_answer_of_many(self) -> None:
        assert merged(frozenset({COMPLETED})) == COMPLETED
        assert merged(frozenset({COMPLETED, NOTHING_RECENT})) == (DISMISSAL, "")
        assert merged(frozenset({COMPLETED, SERVING})) == NEEDS_REVIEW
        assert merged(frozenset({COMPLETED, None})) == NEEDS_REVIEW
        assert merged(frozenset({None})) is None

    def test_an_ordinary_file_agrees(self, tmp_path: Path) -> None:
        result = compared(
            tmp_path,
            a_row(),
            a_row(SUBJECT_ID="2", OFFENSE_DESCR="11357(A) HS-POSSESS"),
            a_row(SUBJECT_ID="3", CONV_STAT_DESCR="MISDEMEANOR"),
            a_row(SUBJECT_ID="4", OFFENSE_DESCR="664/11359 HS-ATT"),
            a_row(SUBJECT_ID="5", OFFENSE_DESCR="4060 BP-PILLS"),
            a_row(SUBJECT_ID="6", OFFENSE_DESCR="148(A)(1) PC-RESIST"),
        )
        assert (result.expected, result.agreed, result.differences) == (5, 5, ())

    @pytest.mark.parametrize(
        ("kind", "fields"),
        [
            ("date of birth after the conviction: both are data errors, needs review", {"PRI_DOB": "19990101"}),
            ("366-day sentence years", {"STP_EVENT_DATE": "20141110", "SENT_LENGTH": "5", "SENT_TIME_CODE": "Y"}),
            ("30.5-day sentence months", {"STP_EVENT_DATE": "20161108", "SENT_LENGTH": "36", "SENT_TIME_CODE": "M"}),
            ("a missing date read as the year 1", {"STP_EVENT_DATE": ""}),
            ("a partial date read as the year 1", {"STP_EVENT_DATE": "20160000"}),
            ("an impossible date read as the year 1", {"STP_EVENT_DATE": "20160230"}),
            ("a date after the review date", {"STP_EVENT_DATE": "20991231"}),
            ("11357.5 read as 11357", {"OFFENSE_DESCR": "11357.5 HS-SPICE"}),
            ("charge cut at the hyphen", {"OFFENSE_DESCR": "664-11359 HS-ATT"}),
            ("a charge that cannot be read in one way", {"OFFENSE_DESCR": "11359/11360 HS-TWO"}),
            ("647(F) in upper case, which the pilots' pattern missed", {"OFFENSE_DESCR": "647(F) PC-DRUNK"}),
            ("a section less specific than the list", {"OFFENSE_DESCR": "647 PC-DISORDERLY"}),
            ("digits in front of a section that the pilots looked for", {"OFFENSE_DESCR": "1148 PC-NOTHING"}),
            ("a marijuana number of another code", {"OFFENSE_DESCR": "11358 PC-WRONG"}),
            ("a code or words before the section", {"OFFENSE_DESCR": "HS 11357-POSSESS"}),
            ("a conviction that names no offense", {"OFFENSE_DESCR": ""}),
            ("no level recorded, read as a misdemeanor", {"CONV_STAT_DESCR": "", "STP_EVENT_DATE": "20150101",
                                                         "SENT_LENGTH": "5", "SENT_TIME_CODE": "Y"}),
            ("a level in lower case or with a blank", {"CONV_STAT_DESCR": "FELONY "}),
            ("a status that is no level", {"CONV_STAT_DESCR": "OTHER"}),
            ("life read as zero days", {"SENT_LENGTH": "LIFE"}),
            ("a sentence length that is not recorded, read as zero days", {"SENT_LENGTH": "", "SENT_TIME_CODE": ""}),
            ("a county in another spelling", {"STP_ORI_CNTY_NAME": "Contra Costa"}),
            ("no county", {"STP_ORI_CNTY_NAME": ""}),
            ("CONVICTED in lower case or behind a blank", {"DISP_DESCR": "convicted-jail"}),
            ("a row that names no person", {"SUBJECT_ID": ""}),
        ],
    )  # fmt: skip
    def test_a_difference_is_named_after_what_stands_in_the_row(
        self, tmp_path: Path, kind: str, fields: dict[str, str]
    ) -> None:
        result = compared(tmp_path, a_row(**fields))
        assert [one.kind for one in result.differences] == [kind]

    def test_a_date_of_another_conviction_may_be_the_cause(self, tmp_path: Path) -> None:
        undated = a_row(CNT_ORDER="002001001000", STP_EVENT_DATE="", STP_ORI_CNTY_NAME="YOLO")
        result = compared(tmp_path, a_row(), undated)
        assert [one.kind for one in result.differences] == ["a missing date read as the year 1"]

    def test_five_years_with_two_leap_days_have_1827_days(self, tmp_path: Path) -> None:
        last = a_row(CNT_ORDER="002001001000", STP_EVENT_DATE="20151111", STP_ORI_CNTY_NAME="YOLO")
        result = compared(tmp_path, a_row(), last, as_of=date(2020, 11, 11))
        assert [(one.theirs, one.ours, one.kind) for one in result.differences] == [
            (NOTHING_RECENT, RECENT, "365.25-day years")
        ]

    def test_two_causes_are_both_named(self, tmp_path: Path) -> None:
        result = compared(tmp_path, a_row(STP_ORI_CNTY_NAME="Contra Costa", CONV_STAT_DESCR="FELONY "))
        assert set(result.kinds) == {"a county in another spelling", "a level in lower case or with a blank"}

    def test_what_nothing_in_the_rows_explains_has_no_kind(self, tmp_path: Path) -> None:
        path = tmp_path / "fabricated.csv"
        path.write_text(",".join(a_row()) + "\n", encoding="utf-8")
        sides = read_sides(path, POLICY)
        result = compare(sides, {1: SERVING}, POLICY)
        assert [one.kind for one in result.differences] == [None]
        assert "NO KIND" in compare_pilots.report(POLICY, result)
        assert compare(sides, {}, POLICY).unnamed


class TestFiles:
    @pytest.mark.parametrize(("seed", "as_of"), [(1, AS_OF), (2, date(2020, 2, 29)), (3, date(2017, 11, 9))])
    def test_every_difference_in_a_fabricated_file_has_a_name(self, tmp_path: Path, seed: int, as_of: date) -> None:
        raw, clean = tmp_path / "raw.csv", tmp_path / "clean.csv"
        raw.write_bytes(b"".join(fabricate(4000, seed)))
        # The program refused a whole file for one broken row.
        clean.write_bytes(b"".join(row.raw for row in split_rows(raw) if row.kind in {"row", "header"}))
        result = whole(clean, as_of)
        assert result.expected > 100
        assert result.agreed > result.expected / 2
        assert result.unnamed == ()

    @pytest.mark.parametrize(
        ("seed", "as_of"), [(1, AS_OF), (2, date(2020, 11, 11)), (3, date(2020, 2, 29)), (4, date(2019, 3, 1))]
    )
    def test_every_difference_on_a_boundary_has_a_name(self, tmp_path: Path, seed: int, as_of: date) -> None:
        path = tmp_path / "edges.csv"
        path.write_bytes(b"".join(edges(700, seed, as_of)))
        result = whole(path, as_of)
        assert result.expected > 100
        assert result.agreed > result.expected / 2
        assert result.unnamed == ()

    @pytest.mark.parametrize("policy", POLICIES[1:], ids=lambda policy: policy.cases)
    @pytest.mark.parametrize(("seed", "as_of"), [(5, AS_OF), (6, date(2018, 2, 28)), (7, date(2020, 2, 29))])
    def test_every_difference_of_another_county_has_a_name(
        self, tmp_path: Path, policy: Policy, seed: int, as_of: date
    ) -> None:
        path = tmp_path / "edges.csv"
        path.write_bytes(b"".join(edges(500, seed, as_of, policy.county)))
        result = whole(path, as_of, policy)
        assert result.expected > 100
        assert result.agreed > result.expected / 2
        assert result.unnamed == ()

    def test_without_case_files_the_command_says_so_and_succeeds(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert compare_pilots.main([str(tmp_path / "absent")]) == 0
        assert capsys.readouterr().out == "pilot comparison NOT RUN\n"
        assert compare_pilots.main([str(tmp_path)]) == 0
        assert "NOT RUN" in capsys.readouterr().out

    @pytest.mark.parametrize(("reason", "status"), [("Sentence Completed", 0), ("11357 HS", 1)])
    def test_the_exit_status_tells_of_differences_without_a_name(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str], reason: str, status: int
    ) -> None:
        (tmp_path / "contra_costa_input.csv").write_text(",".join(a_row()) + "\n", encoding="utf-8")
        (tmp_path / "contra_costa_expected.csv").write_text(
            f"row_index,expects_decision,determination,reason\n0,1,Eligible for Dismissal,{reason}\n", encoding="utf-8"
        )
        assert compare_pilots.main([str(tmp_path)]) == status
        assert capsys.readouterr().out.startswith("contra_costa: 1 rows, 1 decisions due")
