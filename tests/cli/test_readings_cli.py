"""Open questions of law on the command line: a run, and one explanation, follow the reading that is named."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cmr_rules.cli.app import commands
from tests.unit.batch_texts import write_rows

STATUTE = """\
Statute "Readings on the command line (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Dismissal, "Dismissed", which clears the conviction;
  No Relief, "Not eligible".

This statute covers each conviction for HS 11357, HS 11358, HS 11359 or HS 11360.

Old Enough is an open question [HS 11361.8(e)]:
  (1) reading "never in time": never;
  (2) reading "always in time": always.

Rule "old" [HS 11361.8(e)]:
  A conviction receives Dismissal if Old Enough is true.

Otherwise a conviction receives No Relief.
"""


def call(folder: Path, *words: object) -> Result:
    """Call a command on a fabricated file under the statute."""
    statute, file = folder / "readings.statute", folder / "doj.csv"
    statute.write_text(STATUTE, encoding="utf-8")
    file = file if file.exists() else write_rows(folder)
    command, *rest = words
    found = [str(word) for word in (command, statute, "--as-of", "2019-07-01", "--input", file, *rest)]
    return CliRunner().invoke(commands, found, catch_exceptions=False)


def rows(folder: Path) -> list[dict[str, str]]:
    """The lines of `decisions.csv`."""
    with (folder / "out" / "decisions.csv").open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_a_run_names_the_questions_that_are_open(tmp_path: Path) -> None:
    """Every line needs review, by the one question; the summary counts them, and no fact is asked for."""
    result = call(tmp_path, "run", "--output", tmp_path / "out")
    assert result.exit_code == 0
    found = rows(tmp_path)
    assert {(row["status"], row["readings"], row["missing"]) for row in found} == {("needs review", "Old Enough", "")}
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["open_questions_that_mattered"] == {"Old Enough": len(found)}
    assert "Old Enough" in result.output


@pytest.mark.parametrize(("reading", "outcome"), [("always in time", "Dismissal"), ("never in time", "No Relief")])
def test_a_run_follows_the_reading_that_is_named(tmp_path: Path, reading: str, outcome: str) -> None:
    """And each line says on which reading it rests."""
    result = call(tmp_path, "run", "--reading", f"old enough={reading}", "--output", tmp_path / "out")
    assert result.exit_code == 0
    basis = f'under the reading "{reading}" of Old Enough'
    assert {(row["outcome"], row["basis"]) for row in rows(tmp_path)} == {(outcome, basis)}
    summary = json.loads((tmp_path / "out" / "summary.json").read_text(encoding="utf-8"))
    assert summary["decisions"]["resting_on_a_reading"] == summary["decisions"]["all"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ("Old Enough=sometimes", "its readings: `never in time`, `always in time`"),
        ("Old=always in time", "its open questions: Old Enough"),
        ("Old Enough", 'is not written as "Name=value"'),
    ],
)
def test_a_reading_that_does_not_exist_stops_the_run(tmp_path: Path, setting: str, message: str) -> None:
    """Nothing is written under a reading that nobody has."""
    result = call(tmp_path, "run", "--reading", setting, "--output", tmp_path / "out")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert not (tmp_path / "out").exists()


def test_one_decision_is_explained_with_its_readings(tmp_path: Path) -> None:
    """As text and as JSON, with and without a reading that is followed."""
    call(tmp_path, "run", "--output", tmp_path / "out")
    person = rows(tmp_path)[0]["person"]
    text = call(tmp_path, "explain", "--person", person).stdout
    assert (
        "The law is open, and its readings differ: Old Enough (HS 11361.8(e)). "
        'reading "never in time": No Relief; reading "always in time": Dismissal'
    ) in text
    first, *_ = json.loads(call(tmp_path, "explain", "--person", person, "--form", "json").stdout)
    assert [(one["question"], one["citations"]) for one in first["readings"]] == [("Old Enough", ["HS 11361.8(e)"])]
    followed = call(tmp_path, "explain", "--person", person, "--reading", "Old Enough=always in time").stdout
    assert 'Basis: under the reading "always in time" of Old Enough' in followed
    assert "never in time" not in followed
