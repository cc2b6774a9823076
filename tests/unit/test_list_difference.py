"""How two lists of offenses differ, by their structure."""

# ruff: noqa: D103
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cmr_rules.citations import Offense
from cmr_rules.cli.app import commands
from cmr_rules.engine import load_text
from cmr_rules.semantics.law import OffenseSet
from cmr_rules.semantics.list_difference import Entry, Side, covers, difference
from cmr_rules.semantics.offenses import matches

FILE = """\
Definitions "Two lists (fabricated)".
Jurisdiction: California.

Mine means {mine}.

Theirs means {theirs}.
"""


def sides(mine: str, theirs: str) -> tuple[Side, Side]:
    terms = load_text(FILE.format(mine=mine, theirs=theirs)).law.terms
    entries = []
    for name in ("Mine", "Theirs"):
        listed = terms[name].offenses
        assert listed is not None
        entries.append([Entry(name, pattern) for pattern in listed.patterns])
    return difference(*entries)


def told(overlaps: tuple[object, ...]) -> list[str]:
    return [str(one.entry) for one in overlaps]  # type: ignore[attr-defined]


def test_what_one_list_has_alone() -> None:
    one, two = sides("HS 11357 or HS 11358", "HS 11358 or HS 11359")
    assert (told(one.alone), told(two.alone)) == (["HS 11357"], ["HS 11359"])
    assert told(one.both) == told(two.both) == ["HS 11358"]
    assert one.wider == two.wider == one.forms == two.forms == ()


def test_a_section_is_wider_than_its_subdivisions() -> None:
    one, two = sides("PC 261 or PC 262", "PC 261(a)(2), PC 261(a)(6) or PC 262")
    assert told(one.wider) == ["PC 261"]
    assert [str(other) for other in one.wider[0].others] == ["PC 261(a)(2)", "PC 261(a)(6)"]
    assert told(two.both) == ["PC 261(a)(2)", "PC 261(a)(6)", "PC 262"]
    assert two.wider == ()


def test_a_section_is_wider_than_itself_without_subdivisions() -> None:
    one, two = sides("PC 220 or PC 187", "exactly PC 220 or PC 187")
    assert (told(one.wider), told(two.wider)) == (["PC 220"], [])
    assert told(two.both) == ["exactly PC 220", "PC 187"]


def test_a_bare_section_is_open_where_only_subdivisions_are_listed() -> None:
    one, two = sides("exactly PC 286 or PC 187", "PC 286(c) or PC 187")
    assert (told(one.bare), told(one.alone)) == (["exactly PC 286"], [])
    assert told(two.alone) == ["PC 286(c)"]


def test_a_range_covers_its_sections() -> None:
    one, two = sides("PC 187 through PC 191 or PC 37", "PC 189.1(a), exactly PC 190.2 or PC 37")
    assert told(one.wider) == ["PC 187 through PC 191"]
    assert told(two.both) == ["PC 189.1(a)", "exactly PC 190.2", "PC 37"]
    one, two = sides("PC 187 through PC 191 or PC 37", "PC 190 through PC 195 or PC 37")
    assert told(one.wider) == ["PC 187 through PC 191"]
    assert told(two.wider) == ["PC 190 through PC 195"]


def test_forms_that_one_list_counts_alone() -> None:
    one, two = sides("HS 11357 or HS 11358, including attempts and conspiracies", "HS 11357 or HS 11358")
    assert [(str(each.entry), each.forms) for each in one.forms] == [
        ("HS 11357", ("attempt", "conspiracy")),
        ("HS 11358", ("attempt", "conspiracy")),
    ]
    assert two.forms == ()


LISTED = ["PC 261", "exactly PC 261", "PC 261(a)", "PC 261(a)(2)", "exactly PC 261(a)", "PC 260 through PC 262", "PC 5"]


@pytest.mark.parametrize("first", LISTED)
@pytest.mark.parametrize("second", LISTED)
def test_what_covers_an_entry_matches_all_that_it_matches(first: str, second: str) -> None:
    from cmr_rules.citations import parse_section

    terms = load_text(FILE.format(mine=f"{first} or PC 1", theirs=f"{second} or PC 2")).law.terms
    one, two = (terms[name].offenses.patterns[0] for name in ("Mine", "Theirs"))  # type: ignore[union-attr]
    records = ["PC 261", "PC 261(a)", "PC 261(a)(2)", "PC 261(a)(2)(A)", "PC 261(b)", "PC 260", "PC 260.5", "PC 5"]
    sections = [section for text in records if (section := parse_section(text)) is not None]
    subset = all(
        matches(OffenseSet((one,)), Offense(section)) is True
        for section in sections
        if matches(OffenseSet((two,)), Offense(section)) is True
    )
    assert covers(one, two) is subset


def run(*arguments: str) -> str:
    result = CliRunner().invoke(commands, ["difference", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


LISTS = ("ca/policies/los-angeles-lists", "Listed Super Strike Charge")
AGAINST = ("--against", "ca/offenses", "Super Strike", "--against", "ca/offenses", "Possible Super Strike")


def test_the_command_tells_where_the_county_is_wider() -> None:
    text = run(*LISTS, *AGAINST)
    assert "  PC 261: there PC 261(a)(2), PC 261(a)(6) (Super Strike)" in text
    assert "with attempts and conspiracies only in Listed Super Strike Charge" in text


def test_every_entry_stands_in_one_place_of_the_json_with_its_authority() -> None:
    data = json.loads(run(*LISTS, *AGAINST, "--json"))
    groups = ("alone", "wider", "without_subdivision", "in_both")
    entries = [one["entry"] for group in groups for one in data["first_has"][group]]
    assert len(entries) == len(set(entries)) == 67
    assert all(other["authority"] for one in data["first_has"]["wider"] for other in one["there"])


def test_a_list_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    result = CliRunner().invoke(commands, ["difference", "ca/offenses", "Super Strikes", *AGAINST])
    assert result.exit_code == 2
    assert "did you mean `Super Strike`?" in result.output
