"""Runs of several statutes in order, as a person calls them. The statutes are no law, and nobody in the files exists."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cmr_rules.cli.app import commands
from tests.unit.batch_texts import table
from tests.unit.sequence_texts import FIRST, SECOND

OPTION = "Option Felonies: between 1 and 5, normally 2.\n\nFact Served"
COUNTED = "the number of felony convictions that still stands is at least Felonies"
LIMITED = SECOND.replace("Fact Served", OPTION, 1).replace(
    "the person has at least 2 felony convictions that still stands", COUNTED
)
CONVICTION = {"category": "convicted", "date": "2010-05-01"}


def charge(label: str, section: str, level: str = "felony", **facts: object) -> dict[str, object]:
    return {
        "charge_id": label, "offense": section, "level": level, "offense_date": "2009-01-01",
        "actions": [CONVICTION | {"level": level}], "facts": {"Served": True} | facts,
    }  # fmt: skip


def person(label: str, *charges: dict[str, object]) -> dict[str, object]:
    case = {"case_id": label, "county": "Yolo County", "state": "California", "charges": list(charges)}
    return {"person_id": label, "birth_date": "1970-03-14", "cases": [case],
            "sources": [{"name": "fabricated", "covers": ["everywhere"]}]}  # fmt: skip


PEOPLE = (
    person("redesignated", charge("1", "HS 11359"), charge("2", "PC 459")),
    person("open", charge("1", "HS 11357"), charge("2", "PC 459")),
    person("mercy", charge("1", "HS 11360"), charge("2", "PC 459")),
    person("neither", charge("1", "HS 11358", "misdemeanor")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.statute").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.statute").write_text(LIMITED, encoding="utf-8")
    (tmp_path / "terms.statute").write_text('Definitions "Terms".\n\nSmall Crime means PC 459.\n', encoding="utf-8")
    (tmp_path / "people.jsonl").write_text("".join(json.dumps(one) + "\n" for one in PEOPLE), encoding="utf-8")
    return tmp_path


def call(command: str, folder: Path, *more: object, then: str = "second") -> Result:
    words = (command, "first", "--then", then, "--path", folder, "--as-of", "2025-06-01", "--input",
             folder / "people.jsonl", *more)  # fmt: skip
    return CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False)


def run(folder: Path, *more: object, then: str = "second") -> Result:
    return call("run", folder, "--output", folder / "out", *more, then=then)


def decided(folder: Path) -> dict[tuple[str, str, str], str]:
    """The outcome or the status, by person, conviction and statute."""
    return {
        (row["person"], row["record"].removeprefix("conviction "), row["statute"]): row["outcome"] or row["status"]
        for row in table(folder / "out" / "decisions.csv")
    }


def test_each_statute_decides_what_the_earlier_ones_left(folder: Path) -> None:
    result = run(folder)
    assert result.exit_code == 0, result.output
    assert decided(folder) == {
        ("redesignated", "1", "first"): "Redesignation",
        ("redesignated", "1", "second"): "Relief",
        ("redesignated", "2", "second"): "Relief",
        ("open", "1", "first"): "needs review",
        ("open", "1", "second"): "needs review",
        ("open", "2", "second"): "Relief",
        ("mercy", "1", "first"): "Mercy",
        ("mercy", "1", "second"): "No Relief",
        ("mercy", "2", "second"): "No Relief",
        ("neither", "1", "second"): "Relief",
    }
    rows = {(row["person"], row["record"], row["statute"]): row for row in table(folder / "out" / "decisions.csv")}
    assert rows["redesignated", "conviction 1", "second"]["level"] == "misdemeanor"
    assert rows["open", "conviction 1", "second"]["missing"] == "the decision under first on conviction 1"
    assert rows["redesignated", "conviction 1", "second"]["door"] == "mandatory on petition"


def test_relief_that_a_court_may_refuse_counts_only_when_told(folder: Path) -> None:
    assert "relief that a court may refuse changes nothing" in run(folder).output
    result = run(folder, "--grant-discretionary", "--force")
    assert "relief that a court may refuse counts as granted" in result.output
    assert decided(folder)["mercy", "1", "second"] == "not covered"
    assert decided(folder)["mercy", "2", "second"] == "Relief"


def test_the_summary_counts_by_statute_and_the_tables_add_up(folder: Path) -> None:
    result = run(folder)
    summary = json.loads((folder / "out" / "summary.json").read_text(encoding="utf-8"))
    first, second = summary["statutes"]
    assert (first["law"]["name"], second["law"]["name"]) == ("first", "second")
    assert first["decisions"]["by_outcome"] == {"Mercy": 1, "Redesignation": 1}
    assert second["decisions"]["by_outcome"] == {"Relief": 4, "No Relief": 2}
    assert second["missing_facts"] == {"decision under first": 1}
    assert second["options"] == {"Felonies": "2"}
    assert summary["decisions"]["all"] == summary["rows_written"]["decisions.csv"] == 10
    assert {name for name in summary["rows_written"] if name.startswith("lists/")} == {
        "lists/first/mercy.csv", "lists/first/redesignation.csv", "lists/second/no-relief.csv", "lists/second/relief.csv",
    }  # fmt: skip
    assert all((folder / "out" / name).is_file() for name in summary["rows_written"])
    felons = [one["people"]["people_with_a_felony"]["before"] for one in (first, second)]
    assert felons == [3, 3]
    assert "Redesignation (not law), then Clean record (not law), as of 2025-06-01" in result.output


def test_a_question_is_asked_once_and_its_answer_settles_what_follows(folder: Path) -> None:
    run(folder)
    with (folder / "out" / "review.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["person"] == "open"]
    amount = [row for row in rows if row["fact"] == "Amount Small"]
    assert len(amount) == 1
    assert amount[0]["answers"] == "yes: Dismissal; no: Redesignation"
    with (folder / "answered.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, amount[0])
        written.writeheader()
        written.writerow(amount[0] | {"answer": "yes", "source": "court file (fabricated)"})
    run(folder, "--facts", folder / "answered.csv", "--force")
    found = decided(folder)
    assert found["open", "1", "first"] == "Dismissal"
    assert found["open", "1", "second"] == "not covered"


def test_a_question_of_several_statutes_says_under_which_an_answer_leads_to_what(folder: Path) -> None:
    open_ = charge("1", "HS 11360") | {"level": None, "actions": [CONVICTION]}
    one = person("level", open_, charge("2", "PC 459"))
    (folder / "people.jsonl").write_text(json.dumps(one) + "\n", encoding="utf-8")
    assert run(folder, "--grant-discretionary").exit_code == 0
    level = [row["answers"] for row in table(folder / "out" / "review.csv") if row["fact"] == "level"]
    assert len(level) == 1
    assert "under first" in level[0]
    assert "under second" in level[0]


def test_explanations_say_what_the_earlier_statute_did(folder: Path) -> None:
    result = call("explain", folder, "--person", "redesignated")
    assert result.exit_code == 0
    headings = [line for line in result.output.splitlines() if "(not law)" in line]
    assert headings == ["Redesignation (not law) · first", "Clean record (not law) · second"]
    assert "Decided as first leaves the record: conviction 1 is reduced" in result.output
    made = json.loads(call("explain", folder, "--person", "open", "--conviction", "1", "--form", "json").output)
    assert len(made) == 2
    page = call("explain", folder, "--person", "open", "--form", "html").output
    assert "Redesignation (not law), then Clean record (not law)" in page
    beyond = call("explain", folder, "--person", "neither", "--conviction", "7")
    assert beyond.exit_code == 2
    assert "conviction 7 of this person is not covered" in beyond.stderr


def test_a_sample_has_decisions_of_each_statute(folder: Path) -> None:
    result = call("sample", folder, "--seed", "7", "--per-reason", "1")
    assert "step (1) · No Relief: Two felonies · 1 of 2" in result.output
    assert "Person redesignated under first" in result.output
    assert " under second" in result.output


def test_options_go_to_the_statute_that_has_them(folder: Path) -> None:
    assert run(folder, "--option", "felonies=1").exit_code == 0
    assert decided(folder)["open", "2", "second"] == "No Relief"
    assert run(folder, "--option", "second: Felonies=2", "--force").exit_code == 0
    assert decided(folder)["open", "2", "second"] == "Relief"


@pytest.mark.parametrize(
    ("more", "then", "words"),
    [
        (("--option", "Felonees=1"), "second", "no statute of this command has an option `Felonees`"),
        (("--option", "third: Felonies=1"), "second", "`third` is none of the statutes of this command"),
        (("--option", "Felonies=1", "--option", "second: felonies=3"), "second", "given twice"),
        (("--reading", "Doubt=either"), "second", "no statute of this command has an open question `Doubt`"),
        ((), "first", "`first` is given twice"),
        ((), "terms", "only defines terms and decides nothing"),
        ((), "missing", "there is no statute or policy named `missing`"),
    ],
)
def test_what_cannot_be_done_is_said(folder: Path, more: tuple[str, ...], then: str, words: str) -> None:
    result = run(folder, *more, then=then)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
    assert not (folder / "out").exists()


def test_an_option_of_one_name_must_say_whose_it_is(folder: Path) -> None:
    text = FIRST.replace("Fact Amount", "Option Felonies: between 1 and 5, normally 2.\n\nFact Amount", 1)
    (folder / "first.statute").write_text(text, encoding="utf-8")
    result = run(folder, "--option", "Felonies=1")
    assert result.exit_code == 2
    assert '--option "first: Felonies=…" or --option "second: Felonies=…"' in " ".join(result.stderr.split())
    assert run(folder, "--option", "second: Felonies=1").exit_code == 0
    assert decided(folder)["open", "2", "second"] == "No Relief"


def test_granting_is_for_statutes_that_follow(folder: Path) -> None:
    words = ("run", "first", "--grant-discretionary", "--path", folder, "--as-of", "2025-06-01", "--input",
             folder / "people.jsonl", "--output", folder / "out")  # fmt: skip
    result = CliRunner().invoke(commands, [str(word) for word in words])
    assert result.exit_code == 2
    assert "--then" in result.stderr
