"""Runs over records with arrests, charges, cases and persons. Everybody is made up."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import json
from pathlib import Path

from click.testing import CliRunner, Result

from cmr_rules.cli.app import commands

STATUTE = """
Statute "Relief (fabricated)".
Jurisdiction: California.
Authority: PC 851.93.
Outcomes, most favorable first: Sealing, "Sealed"; No Relief, "Not eligible".
This statute covers each conviction in California.
This statute covers each charge in California that did not end in a conviction.
This statute covers each arrest in California.
This statute covers each case in California.
This statute covers each person.
Rule "charge" [PC 851.93]: A charge receives Sealing if the charge is dismissed.
Rule "arrest" [PC 851.93]: An arrest receives Sealing if the date of arrest is before January 1, 2010.
Rule "case" [PC 851.93]: A case receives Sealing if the person has no charge in this case that ended in a conviction.
Otherwise a conviction receives No Relief.
Otherwise a charge receives No Relief.
Otherwise an arrest receives No Relief.
Otherwise a case receives No Relief.
Otherwise a person receives No Relief.
"""
ARREST = {"stage": "arrest", "offense": "HS 11357", "level": "misdemeanor", "arrest_date": "2009-05-12"}
PEOPLE = (
    {"person_id": "1", "cases": [
        {"case_id": "A", "county": "Yolo County", "state": "California",
         "charges": [ARREST | {"charge_id": "1"}, ARREST | {"charge_id": "2", "level": "felony", "offense": "HS 11359"}]},
        {"case_id": "B", "county": "Yolo County", "state": "California", "charges": [
            {"charge_id": "3", "offense": "HS 11357", "actions": [{"category": "dismissed"}]},
            {"charge_id": "4", "offense": "HS 11357", "actions": [{"category": "unknown"}]},
            {"charge_id": "5", "offense": "HS 11357", "actions": [{"category": "convicted", "date": "2009-08-01"}]}]}],
     "events": [{"kind": "arrest", "county": "Yolo County", "state": "California"}],
     "sources": [{"name": "fabricated", "covers": ["everywhere"]}]},
    {"person_id": "2", "sources": [{"name": "fabricated", "covers": ["everywhere"]}]},
)  # fmt: skip


def call(*arguments: object) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], catch_exceptions=False)


def written(folder: Path) -> tuple[Path, Path]:
    statute, people = folder / "relief.statute", folder / "people.jsonl"
    statute.write_text(STATUTE, encoding="utf-8")
    people.write_text("".join(json.dumps(one) + "\n" for one in PEOPLE), encoding="utf-8")
    return statute, people


def test_every_covered_record_has_one_line(tmp_path: Path) -> None:
    statute, people = written(tmp_path)
    out = tmp_path / "out"
    result = call("run", statute, "--as-of", "2019-07-01", "--input", people, "--output", out)
    assert result.exit_code == 0, result.output
    with (out / "decisions.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["person"], row["record"]): row["outcome"] or row["status"] for row in csv.DictReader(file)}
    assert rows == {
        ("1", "conviction 1"): "No Relief",
        ("1", "charge 1"): "Sealing",
        ("1", "charge 2"): "needs review",
        ("1", "arrest 1"): "Sealing",
        ("1", "arrest 2"): "needs review",
        ("1", "case 1"): "No Relief",
        ("1", "the person"): "No Relief",
        ("2", "the person"): "No Relief",
    }
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    assert summary["decisions"]["by_kind"] == {
        "arrest": 2, "charge": 2, "person": 2, "case": 1, "conviction": 1,
    }  # fmt: skip
    with (out / "lists" / "sealing.csv").open(encoding="utf-8", newline="") as file:
        listed = [(row["record"], row["on"], row["offense"]) for row in csv.DictReader(file)]
    assert ("arrest 1", "2009-05-12", "HS 11357; HS 11359") in listed
    questions = (out / "review.csv").read_text(encoding="utf-8")
    assert "On which day was the arrest for arrest 2?" in questions
    assert "Was the person convicted in charge 2?" in questions


def test_an_arrest_is_explained_in_every_form(tmp_path: Path) -> None:
    statute, people = written(tmp_path)
    asked = ("explain", statute, "--as-of", "2019-07-01", "--input", people, "--person", "1",
             "--record", "arrest 1")  # fmt: skip
    assert "Arrest 1 · HS 11357; HS 11359 · felony · May 12, 2009 · Yolo County" in call(*asked).output
    data = json.loads(call(*asked, "--form", "json").output)
    assert [(one["record"]["kind"], one["record"]["counts"]) for one in data] == [("arrest", ["1", "2"])]
    assert "<h2>Arrest 1" in call(*asked, "--form", "html").output
    drawn = call("sample", statute, "--as-of", "2019-07-01", "--input", people, "--seed", "7")
    assert "The person" in drawn.output
    assert "Case 1 · HS 11357" in drawn.output
