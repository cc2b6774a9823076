"""Commands that apply several statutes in order."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner, Result

from cmr_rules.cli.app import commands
from tests.unit.batch_texts import table, write_rows
from tests.unit.ca_lines import line
from tests.unit.sequence_texts import FIRST, SECOND

AS_OF = ("--as-of", "2025-06-01")
ROWS = (
    line(SUBJECT_ID="1", OFFENSE_DESCR="11359 HS-POSSESS MARIJUANA FOR SALE", CONV_STAT_DESCR="FELONY"),
    line(SUBJECT_ID="1", OFFENSE_DESCR="459 PC-BURGLARY", CONV_STAT_DESCR="FELONY", CNT_ORDER="001002004000"),
    line(SUBJECT_ID="2", OFFENSE_DESCR="11360 HS-SELL MARIJUANA", CONV_STAT_DESCR="FELONY"),
)


def call(*words: object) -> Result:
    result = CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def folder_with(tmp_path: Path, second: str = SECOND) -> tuple[object, ...]:
    """Write the two statutes and the rows; return the words of a command that names them."""
    (tmp_path / "first.statute").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.statute").write_text(second, encoding="utf-8")
    file = write_rows(tmp_path, *ROWS)
    return ("first", "--then", "second", "--path", tmp_path, *AS_OF, "--input", file)


def test_a_run_has_a_line_for_each_record_and_statute(tmp_path: Path) -> None:
    result = call("run", *folder_with(tmp_path), "--output", tmp_path / "out")
    assert result.exit_code == 0, result.output
    rows = table(tmp_path / "out" / "decisions.csv")
    assert [(row["person"], row["record"], row["statute"], row["level"], row["outcome"]) for row in rows] == [
        ("1", "conviction 1", "first", "felony", "Redesignation"),
        ("1", "conviction 1", "second", "misdemeanor", ""),
        ("1", "conviction 2", "second", "felony", ""),
        ("2", "conviction 1", "first", "felony", "Mercy"),
        ("2", "conviction 1", "second", "felony", ""),
    ]
    assert {row["status"] for row in rows if row["statute"] == "second"} == {"needs review"}
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert [(one["law"]["name"], one["decisions"]["all"]) for one in summary["statutes"]] == [
        ("first", 2),
        ("second", 3),
    ]
    assert summary["decisions"]["all"] == len(rows)
    assert summary["rows_written"]["lists/first/redesignation.csv"] == 1
    assert len(table(tmp_path / "out" / "lists" / "first" / "mercy.csv")) == 1
    assert "changes nothing" in result.output


def test_every_row_of_the_input_stands_once_with_the_columns_of_each_statute(tmp_path: Path) -> None:
    assert call("run", *folder_with(tmp_path), "--output", tmp_path / "out").exit_code == 0
    with (tmp_path / "out" / "annotated.csv").open(newline="", encoding="utf-8") as file:
        header, *rows = csv.reader(file)
    assert len(rows) == len(ROWS)
    assert {len(row) for row in rows} == {len(header)}
    at = header.index("first outcome"), header.index("second status")
    assert [tuple(row[column] for column in at) for row in rows] == [
        ("Redesignation", "needs review"), ("", "needs review"), ("Mercy", "needs review"),
    ]  # fmt: skip


def test_discretionary_relief_counts_only_when_it_is_asked_for(tmp_path: Path) -> None:
    words = folder_with(tmp_path)
    assert call("run", *words, "--grant-discretionary", "--output", tmp_path / "out").exit_code == 0
    rows = {(row["person"], row["record"], row["statute"]): row for row in table(tmp_path / "out" / "decisions.csv")}
    assert rows["2", "conviction 1", "second"]["status"] == "not covered", "it is sealed, and no longer stands"
    alone = call("run", "first", "--grant-discretionary", *words[3:], "--output", tmp_path / "out2")
    assert alone.exit_code == 2
    assert "add --then" in alone.output


def test_an_explanation_stands_under_the_title_of_its_statute(tmp_path: Path) -> None:
    words = folder_with(tmp_path)
    text = call("explain", *words, "--person", "1").output
    assert text.index("Redesignation (not law) · first") < text.index("Clean record (not law) · second")
    assert "Decided as first leaves the record: conviction 1 is reduced" in text
    page = call("explain", *words, "--person", "1", "--form", "html").output
    assert '<p class="part">Clean record (not law) · second</p>' in page
    sample = call("sample", *words, "--seed", "1").output
    assert "Person 1 under second" in sample


def test_an_option_of_two_statutes_names_its_statute(tmp_path: Path) -> None:
    option = "Option Wait: between 1 year and 9 years, normally 5 years.\n\nOutcomes"
    second = SECOND.replace("Outcomes", option).replace(
        "(2) No Relief", '(2) No Relief, because "Wait", if the date of conviction is after the day that is the Wait '
        "before the review date;\n  (3) No Relief").replace("  (3) Relief", "  (4) Relief")  # fmt: skip
    words = folder_with(tmp_path, second)
    assert call("run", *words, "--option", "Wait=9 years", "--output", tmp_path / "a").exit_code == 0
    assert call("run", *words, "--option", "second: Wait=9 years", "--output", tmp_path / "b").exit_code == 0
    assert table(tmp_path / "a" / "decisions.csv") == table(tmp_path / "b" / "decisions.csv")
    unknown = call("run", *words, "--option", "Delay=9 years", "--output", tmp_path / "c")
    assert unknown.exit_code == 2
    assert "no statute of this command has an option `Delay`" in unknown.output
    other = call("run", *words, "--option", "third: Wait=9 years", "--output", tmp_path / "d")
    assert "`third` is none of the statutes of this command" in other.output
