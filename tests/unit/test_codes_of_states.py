"""The codes of other states are sections everywhere: in rules, ranges, citations, records and files."""

# ruff: noqa: D103
from __future__ import annotations

import json
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.citations import Offense, Section, parse_section, written_section
from cmr_rules.engine import check_text, format_file, load_text, read_document, run_scenarios
from cmr_rules.options import set_options
from cmr_rules.records import texts
from cmr_rules.records.person import Case, Charge, Person
from cmr_rules.records.readers.exchange import person_from_json, person_to_json
from cmr_rules.records.readers.flat_csv import read_flat_csv
from cmr_rules.records.readers.flat_mapping import load_mapping
from cmr_rules.records.readers.schema import person_schema
from cmr_rules.semantics.law import Law
from cmr_rules.source import Source

WRITTEN = {
    "18 Pa.C.S. 3127(a)": Section("18 Pa.C.S.", "3127", ("a",)),
    "42 Pa.C.S. 9799.14": Section("42 Pa.C.S.", "9799.14"),
    "75 Pa.C.S. 1543(b)(1.1)": Section("75 Pa.C.S.", "1543", ("b", "1.1")),
    "35 P.S. 780-113(a)(31)": Section("35 P.S.", "780-113", ("a", "31")),
    "Va. Code 18.2-250.1": Section("Va. Code", "18.2-250.1"),
    "Va. Code 19.2-392.6:1": Section("Va. Code", "19.2-392.6:1"),
    "Va. Code 18.2-57(A)": Section("Va. Code", "18.2-57", ("a",)),
    "ORS 163.355": Section("ORS", "163.355"),
    "ORS 137.225(1)(b)(A)": Section("ORS", "137.225", ("1", "b", "a")),
    "MCL 333.7401(2)(a)(iii)": Section("MCL", "333.7401", ("2", "a", "iii")),
    "PL 220.16": Section("PL", "220.16"),
    "PL 265.01-b": Section("PL", "265.01-b"),
    "CPL 160.57(1)(b)(i)": Section("CPL", "160.57", ("1", "b", "i")),
    "VTL 1192(2-a)": Section("VTL", "1192", ("2-a",)),
    "21 U.S.C. 841(b)(1)(A)": Section("21 U.S.C.", "841", ("b", "1", "a")),
}


@pytest.mark.parametrize(
    "text", [text for text in WRITTEN if text not in {"Va. Code 18.2-57(A)", "ORS 137.225(1)(b)(A)"}]
)
def test_a_section_is_read_and_written_alike(text: str) -> None:
    assert parse_section(text) == WRITTEN[text]
    assert str(WRITTEN[text]) == text


def test_each_state_has_its_own_capitals() -> None:
    assert str(WRITTEN["Va. Code 18.2-57(A)"]) == "Va. Code 18.2-57(A)"
    assert str(Section("ORS", "475.752", ("3", "a", "a"))) == "ORS 475.752(3)(a)(A)"
    assert str(Section("PC", "667", ("e", "2", "c", "iv"))) == "PC 667(e)(2)(C)(iv)"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18 Pa.C.S. § 3127", "18 Pa.C.S. 3127"),
        ("18 Pa. C.S.A. § 3127(a)", "18 Pa.C.S. 3127(a)"),
        ("Va. Code § 18.2-96", "Va. Code 18.2-96"),
        ("Va. Code Ann. § 18.2-96", "Va. Code 18.2-96"),
    ],
)
def test_other_spellings_are_read(text: str, expected: str) -> None:
    assert parse_section(text) == parse_section(expected)
    assert written_section(text) == expected


@pytest.mark.parametrize("text", ["Pa.C.S. 3127", "Va. Code 18.2", "Va. Code", "18 Pa.C.S.", "18 Pa.C.S. (a)"])
def test_part_of_a_section_is_none(text: str) -> None:
    assert parse_section(text) is None


def test_the_jurisdiction_of_a_title_is_that_of_its_code() -> None:
    states = [parse_section(text).jurisdiction for text in ("75 Pa.C.S. 1", "Va. Code 1-1", "PL 1", "21 U.S.C. 8")]  # type: ignore[union-attr]
    assert states == ["Pennsylvania", "Virginia", "New York", "federal"]


@given(st.permutations(["18.2-46.3", "18.2-95", "18.2-96", "18.2-103", "18.2-308", "18.2-308:1", "18.2-308.1",
                        "18.2-308.1:1", "18.2-308.2", "19.2-1"]))  # fmt: skip
def test_the_hyphen_is_part_of_virginias_numbers(numbers: list[str]) -> None:
    ordered = sorted((Section("Va. Code", number) for number in numbers), key=lambda one: one.order)
    assert [one.number for one in ordered] == [
        "18.2-46.3", "18.2-95", "18.2-96", "18.2-103", "18.2-308", "18.2-308:1", "18.2-308.1", "18.2-308.1:1",
        "18.2-308.2", "19.2-1",
    ]  # fmt: skip


FILE = """Statute "Clean slate (a fabricated example)".
Jurisdiction: Pennsylvania.
Authority: 18 Pa.C.S. 9122.1; Va. Code 19.2-392.6:1.
In force: from June 28, 2018.

Listed Offense means {offenses} [18 Pa.C.S. 9122.1(b)(1); "42 Pa.C.S. 9799.14"].

Option Sections: any of 18 Pa.C.S. 3127 or 18 Pa.C.S. 3929, normally 18 Pa.C.S. 3929.

Outcomes, most favorable first:
  Sealing, "Sealed";
  No Relief, "Not eligible".

This statute covers each conviction that still stands.

Rule "listed" [18 Pa.C.S. 9122.1(b)]:
  A conviction receives Sealing if any of the following is true:
    (a) the offense is a Listed Offense; or
    (b) the offense is one of the Sections.

Otherwise a conviction receives No Relief.

Scenario "one".
  A person born March 14, 1960 has:
    (1) a misdemeanor conviction for {record} on May 12, 2009.
  On July 1, 2019, conviction (1) {answer}.
"""


def law_of(offenses: str, record: str = "18 Pa.C.S. 5503", answer: str = "receives No Relief") -> Law:
    text = FILE.format(offenses=offenses, record=record, answer=answer)
    law, diagnostics = check_text(Source("example", text))
    assert law is not None
    assert not diagnostics, [one.message for one in diagnostics]
    return law


RANGES = [
    ("18 Pa.C.S. 2301 through 3299", "18 Pa.C.S. 3127(a)", "receives Sealing"),
    ("18 Pa.C.S. 2301 through 18 Pa.C.S. 3299", "18 Pa.C.S. 3300", "receives No Relief"),
    ("18 Pa.C.S. 2301 through 3299", "75 Pa.C.S. 3127", "receives No Relief"),
    ("Va. Code 18.2-96 through 18.2-103", "Va. Code 18.2-102", "receives Sealing"),
    ("Va. Code 18.2-96 through Va. Code 18.2-103", "Va. Code 18.2-104", "receives No Relief"),
    ("35 P.S. 780-113(a)(31) or 35 P.S. 780-113(a)(16)", "35 P.S. 780-113(a)(31)", "receives Sealing"),
    ("75 Pa.C.S. 1543(b)", "75 Pa.C.S. 1543(b)(1.1)", "receives Sealing"),
    ("75 Pa.C.S. 1543(b)", "75 Pa.C.S. 1543", "needs review, at least No Relief, at most Sealing"),
    ("an attempt to commit 18 Pa.C.S. 2502", "an attempt to commit 18 Pa.C.S. 2502", "receives Sealing"),
    ("18 Pa.C.S. 2502, including attempts", "PL 265.01-b", "receives No Relief"),
    ("PL 220.03, PL 221.05 or PL 265.01-b", "PL 265.01-b", "receives Sealing"),
    ("PL 265.01", "PL 265.01-b", "receives No Relief"),
]


@pytest.mark.parametrize(("offenses", "record", "answer"), RANGES)
def test_rules_ask_for_them(offenses: str, record: str, answer: str) -> None:
    program = load_text(FILE.format(offenses=offenses, record=record, answer=answer))
    assert [result.message for result in run_scenarios(program)] == [""]


@pytest.mark.parametrize(("offenses", "record", "answer"), RANGES)
def test_the_formatter_keeps_them(offenses: str, record: str, answer: str) -> None:
    text = FILE.format(offenses=offenses, record=record, answer=answer)
    document, _ = read_document(Source("example", text))
    formatted, faults = format_file(Source("example", text))
    assert formatted is not None
    assert not faults
    assert read_document(Source("example", formatted))[0] == document
    assert format_file(Source("example", formatted))[0] == formatted


def test_options_are_set_to_them() -> None:
    law = law_of("18 Pa.C.S. 2502")
    set_to = set_options(law, {"Sections": "18 Pa.C.S. 3127(a), 18 Pa.C.S. 3929"})["Sections"]
    assert set_to.words == "18 Pa.C.S. 3127(a) or 18 Pa.C.S. 3929"


SLIPS = [
    ("Va. Code 18.2-57, 18.2-57.2", "CMR125", "18.2-57.2", "Va. Code 18.2-57.2"),
    ("18.2-57", "CMR125", "18.2-57", "Va. Code 18.2-57"),
    ("18 Pa.C.S. 2502, 2503", "CMR125", "2503", "18 Pa.C.S. 2503"),
    ("PACS 3127", "CMR211", "PACS 3127", "18 Pa.C.S. 3127"),
    ("18 PACS 3127", "CMR127", "18 PACS 3127", "18 Pa.C.S. 3127"),
    ("VA 18.2-57", "CMR127", "VA 18.2-57", "Va. Code 18.2-57"),
    ("Virginia Code § 18.2-57(A)", "CMR127", "Virginia Code § 18.2-57(A)", "Va. Code 18.2-57(A)"),
    ("Penal Law § 220.16(1)", "CMR127", "Penal Law § 220.16(1)", "PL 220.16(1)"),
    ("Va. Code 18.2-103 through 18.2-96", "CMR304", None, "Va. Code 18.2-96 through Va. Code 18.2-103"),
    ("18 Pa.C.S. 2301 through 75 Pa.C.S. 3299", "CMR304", None, None),
]


@pytest.mark.parametrize(("offenses", "code", "underlined", "hint"), SLIPS)
def test_slips_are_told(offenses: str, code: str, underlined: str | None, hint: str | None) -> None:
    text = FILE.format(offenses=offenses, record="PL 1", answer="receives No Relief")
    _, faults = check_text(Source("example", text))
    found = next(one for one in faults if one.code == code)
    if underlined:
        assert found.labels[0].span.text == underlined
    if hint:
        assert any(hint in one for one in found.hints), found.hints


@pytest.mark.parametrize("text", sorted(WRITTEN))
def test_our_own_json_keeps_them(text: str) -> None:
    person = Person(
        person_id="1", cases=(Case(case_id="A", charges=(Charge(charge_id="1", offense=Offense(WRITTEN[text])),)),)
    )
    data = person_to_json(person)
    jsonschema.validate(data, person_schema())
    read = person_from_json(json.loads(json.dumps(data)))
    offense = read.cases[0].charges[0].offense
    assert isinstance(offense, Offense)
    assert offense.section == WRITTEN[text]
    assert texts.read_offense(f"attempt to commit {text}") == Offense(WRITTEN[text], "attempt")


numbers = st.integers(1, 99_999)
sections = st.one_of(
    st.builds(lambda title, number: Section(f"{title} Pa.C.S.", str(number)), st.integers(1, 79), numbers),
    st.builds(lambda title, number: Section("Va. Code", f"{title}.2-{number}"), st.integers(1, 66), numbers),
    st.builds(lambda title, number: Section("35 P.S.", f"{title}-{number}"), numbers, numbers),
    st.builds(lambda part, number: Section("MCL", f"{part}.{number}"), numbers, numbers),
)
parts = st.lists(st.sampled_from(("a", "1", "1.1", "iv", "2-a")), max_size=4).map(tuple)


@given(sections, parts)
def test_a_section_written_is_read_again(section: Section, subdivisions: tuple[str, ...]) -> None:
    whole = Section(section.code, section.number, subdivisions)
    assert parse_section(str(whole)) == whole
    assert section.covers(whole)


MAPPING = """source = "Example export (fabricated)"
covers = []
date_format = "%Y-%m-%d"
[columns]
person = "id"
case = "id"
offense = "section"
disposition_date = "date"
disposition = "disposition"
level = "level"
[constants]
state = "Pennsylvania"
[levels]
misdemeanor = "misdemeanor"
[dispositions]
convicted = "convicted"
"""


def test_a_county_file_keeps_them(tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text(
        "id,date,section,level,disposition\n1,2009-05-12,18 Pa.C.S. 3127(a),misdemeanor,convicted\n2,2009-05-12,Va. Code 18.2-96,misdemeanor,convicted\n"
    )
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(MAPPING)
    reading = read_flat_csv([source], load_mapping(mapping))
    assert [str(charge.offense) for person in reading.persons for _, charge in person.charges] == [
        "18 Pa.C.S. 3127(a)", "Va. Code 18.2-96",
    ]  # fmt: skip
