"""Scenarios that apply a statute after others."""

from __future__ import annotations

from pathlib import Path

import pytest

from cmr_rules.engine import check_file, coverage, format_file, load, run_scenarios
from cmr_rules.source import Source
from tests.unit.sequence_texts import AS_OF, FIRST, SECOND

TOLD = """
Scenario "two felonies of which one is redesignated".
  A person born March 14, 1970 has:
    (1) a felony conviction in Yolo County for HS 11359 on May 1, 2010, whose Served is true;
    (2) a felony conviction in Yolo County for PC 459 on May 1, 2010, whose Served is true;
    (3) a misdemeanor conviction in Yolo County for HS 11357 on May 1, 2010, whose Served is true.
  On June 1, 2025, conviction (2) receives No Relief, because "Two felonies".
  On June 1, 2025, after "first", conviction (2) receives Relief.
  On June 1, 2025, after "first", conviction (3) needs review, missing the decision under "first" on conviction (3).
"""


def _folder(tmp_path: Path, told: str = TOLD) -> Path:
    (tmp_path / "first.statute").write_text(FIRST, encoding="utf-8")
    (tmp_path / "second.statute").write_text(SECOND + told, encoding="utf-8")
    return tmp_path


def test_a_scenario_applies_the_statute_after_those_it_names(tmp_path: Path) -> None:
    """The same person, with and without the earlier statute."""
    program = load("second", path=[_folder(tmp_path)])
    (result,) = run_scenarios(program)
    assert result.passed, result.message
    assert result.expectations == 3
    assert set(program.reproduction(AS_OF).files) == {"second"}


def test_coverage_counts_what_the_scenario_asks_after_the_earlier_statute(tmp_path: Path) -> None:
    """Step (3) is reached only after it."""
    program = load("second", path=[_folder(tmp_path)])
    reached = {one.title: one.made_true for one in coverage(program).provisions}
    assert reached["step (3)"] > 0


def test_what_the_earlier_statute_changes_is_told_when_a_scenario_fails(tmp_path: Path) -> None:
    """The message explains the decision."""
    told = TOLD.replace(
        'after "first", conviction (2) receives Relief', 'after "first", conviction (2) receives No Relief'
    )
    (result,) = run_scenarios(load("second", path=[_folder(tmp_path, told)]))
    assert not result.passed
    assert "expected No Relief; it receives Relief" in result.message
    assert "Decided as first leaves the record: conviction 1 is reduced" in result.message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("frist", "there is no statute or policy named `frist`"),
        ("ca/offenses", "only defines terms"),
        ("broken", "has faults"),
        ("chosen", "must be chosen"),
    ],
)
def test_an_earlier_statute_that_cannot_be_applied_is_a_fault_at_its_name(
    tmp_path: Path, name: str, words: str
) -> None:
    """It is not found, decides nothing, or cannot be read."""
    folder = _folder(tmp_path, TOLD.replace('"first"', f'"{name}"'))
    (folder / "broken.statute").write_text(FIRST.replace("HS 11359", "HS"), encoding="utf-8")
    option = "Option Home County: a county in California, to be chosen.\n\nFact Amount"
    (folder / "chosen.statute").write_text(FIRST.replace("Fact Amount", option, 1), encoding="utf-8")
    _, found = check_file("second", [folder])
    faults = [one for one in found if one.code == "CMR220"]
    assert len(faults) == 1
    assert words in faults[0].message
    span = faults[0].labels[0].span
    assert name in span.source.text[span.start : span.end]


def test_only_the_decision_of_a_statute_that_was_applied_can_be_missing(tmp_path: Path) -> None:
    """Else the expectation could never hold."""
    told = TOLD.replace('after "first", conviction (3)', "conviction (3)")
    _, found = check_file("second", [_folder(tmp_path, told)])
    assert [one.code for one in found] == ["CMR220"]


def test_a_statute_may_follow_itself(tmp_path: Path) -> None:
    """What it has cleared it does not cover again."""
    told = """
Scenario "applied twice".
  A person born March 14, 1970 has:
    (1) a felony conviction in Yolo County for PC 459 on May 1, 2010, whose Served is true.
  On June 1, 2025, conviction (1) receives Relief.
  On June 1, 2025, after "first" and "second", conviction (1) is not covered.
"""
    (result,) = run_scenarios(load("second", path=[_folder(tmp_path, told)]))
    assert result.passed, result.message


def test_the_formatter_keeps_it() -> None:
    """With settings behind it, and with several statutes."""
    told = TOLD.replace('after "first", conviction (2)', 'after "first" and "ca/prop64", conviction (2)')
    text, faults = format_file(Source("second", SECOND + told))
    assert not faults
    assert text is not None
    assert 'after "first" and "ca/prop64", conviction (2)' in text
    assert format_file(Source("again", text))[0] == text
    assert text.split() == (SECOND + told).split()
