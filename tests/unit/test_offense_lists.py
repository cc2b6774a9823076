"""The bundled lists of offenses: what a record may say of a prior conviction must never be a wrong "no"."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cmr_rules.cli.app import commands

ASKED = """
Statute "Fabricated: on which list is the offense?".
Jurisdiction: California.
Authority: PC 290.
Use "ca/offenses".

Outcomes, most favorable first:
  {listed}, "On the list", not ranked;
  Elsewhere, "Not on the list", not ranked.

This statute covers each conviction in California.

Rule "listed" [PC 290(c)]:
  A conviction receives {listed} if the offense is a {listed_term}.

Otherwise a conviction receives Elsewhere.

Scenario "listed".
  A person born March 14, 1960 has:
    (1) a felony conviction in Yolo County for {offense} on May 12, 2009.
  On July 1, 2020, conviction (1) receives Listed.
"""


@pytest.mark.parametrize(
    ("offense", "term"),
    [
        ("an attempt to commit PC 187(a)", "Super Strike"),
        ("an attempt to commit PC 191.5(a)", "Possible Super Strike"),
        ("a conspiracy to commit PC 187(a)", "Possible Super Strike"),
        ("PC 261(2)", "Possible Super Strike"),
        ("PC 261.3", "Possible Super Strike"),
        ("PC 262(1)", "Possible Super Strike"),
        ("PC 314.1", "Registrable Offense"),
        ("an attempt to commit PC 314(1)", "Registrable Offense"),
        ("PC 286(a)", "Possible Registrable Offense"),
        ("PC 287(a)", "Possible Registrable Offense"),
        ("PC 289(k)", "Possible Registrable Offense"),
        ("PC 261(2)", "Possible Registrable Offense"),
    ],
)
def test_what_records_write_is_on_a_list(offense: str, term: str, tmp_path: Path) -> None:
    """Earlier numbers and spellings of records are on a list, or raise its question: never a silent "no"."""
    path = tmp_path / "asked.statute"
    path.write_text(ASKED.format(listed="Listed", listed_term=term, offense=offense).strip() + "\n")
    result = CliRunner().invoke(commands, ["test", str(path)])
    assert "1 of 1 scenarios passed" in result.output, result.output


@pytest.mark.parametrize("offense", ["PC 314(3)", "PC 261.5", "PC 459"])
def test_what_the_law_leaves_out_is_on_none(offense: str, tmp_path: Path) -> None:
    """The lists are not wider than the law."""
    path = tmp_path / "asked.statute"
    text = ASKED.format(listed="Listed", listed_term="Registrable Offense", offense=offense)
    path.write_text(text.replace("receives Listed.", "receives Elsewhere.").strip() + "\n")
    result = CliRunner().invoke(commands, ["test", str(path)])
    assert "1 of 1 scenarios passed" in result.output, result.output
