"""HS 11361.8 over a fabricated bulk file: what the law requires of any such run. Nobody in it exists."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cmr_rules.cli.app import commands
from cmr_rules.records.fabricate import write_fabricated

CLEARS = {"Dismissal", "Recall And Dismissal"}
READINGS = (
    "Undisclosed Prior=presumed absent", "Counts As Prior=before the offense", "Nothing Left To Dismiss=relief is open all the same",
)  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk")
    write_fabricated(folder / "doj.csv", 800, 64)
    words = [
        "run",
        "ca/prop64",
        "--as-of",
        "2024-07-01",
        "--input",
        str(folder / "doj.csv"),
        "--output",
        str(folder / "out"),
    ]
    told = [word for reading in READINGS for word in ("--reading", reading)]
    assert CliRunner().invoke(commands, [*words, *told], catch_exceptions=False).exit_code == 0
    return folder / "out"


@pytest.fixture(scope="module")
def rows(results: Path) -> list[dict[str, str]]:
    with (results / "decisions.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) > 50
    return found


def possible(row: dict[str, str]) -> set[str]:
    return {row["outcome"], row["at_most"]} - {""}


def test_possession_for_sale_is_never_dismissed(rows: list[dict[str, str]]) -> None:
    # HS 11359(a), (b): an infraction of a minor, a misdemeanor of an adult, never lawful.
    sales = [row for row in rows if row["offense"] == "HS 11359"]
    assert sales
    assert all(not possible(row) & CLEARS for row in sales)


def test_a_felony_for_sale_has_at_least_the_misdemeanor_or_goes_to_counsel(rows: list[dict[str, str]]) -> None:
    felonies = [
        r for r in rows if r["offense"] == "HS 11359" and r["level"] == "felony" and r["convicted_on"] < "2016-11-09"
    ]
    assert felonies
    assert all("No Relief" not in {row["outcome"], row["at_least"]} for row in felonies)


def test_who_was_convicted_since_the_act_is_given_nothing_without_a_look(rows: list[dict[str, str]]) -> None:
    # No bulk file tells the day of the offense. Here no arrest of before the Act led to a conviction after it.
    since = [r for r in rows if r["convicted_on"] >= "2016-11-09" and r["offense"].startswith(("HS 1135", "HS 11360"))]
    assert since
    assert {row["outcome"] for row in since} <= {"", "No Relief"}


def test_a_misdemeanor_is_not_made_a_misdemeanor(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["level"] in {"misdemeanor", "infraction"} and row["status"] == "decided":
            assert "Misdemeanor" not in row["outcome"]
        if row["level"] == "infraction":
            assert "Infraction" not in row["outcome"]


def test_what_the_act_left_alone_gets_nothing(rows: list[dict[str, str]]) -> None:
    for row in rows:
        if row["offense"].startswith(("HS 11361", "PC 4573")):
            assert row["outcome"] == "No Relief"


def test_a_presumed_decision_says_so(results: Path, rows: list[dict[str, str]]) -> None:
    presumed = [row for row in rows if row["basis"].startswith("presumed") or "; presumed" in row["basis"]]
    assert presumed
    assert all("HS 11361.8(b), (f)" in row["basis"] for row in presumed)
    told = json.loads((results / "summary.json").read_text())
    assert "resting_on_a_presumption" in json.dumps(told)
