# ruff: noqa: D103, FBT001 - the names of tests are sentences
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.citations import CODES, Section, parse_section
from cmr_rules.records.readers.ca_offense import code_section_text, parse_ca_offense

COMPLETED = [
    ("11357(A) HS-POSSESS", "HS 11357(a)", "11357(A) HS"),
    ("HS 11357(a)", "HS 11357(a)", "HS 11357(a)"),
    ("HS11357(a)", "HS 11357(a)", "HS11357(a)"),
    ("11359HS", "HS 11359", "11359HS"),
    ("11357(b)HS-POSSESS MARIJUANA", "HS 11357(b)", "11357(b)HS"),
    ("11357 (A) HS", "HS 11357(a)", "11357 (A) HS"),
    ("11357 HS-NO SPECIFIED SUBSECTION", "HS 11357", "11357 HS"),
    ("HS 11357", "HS 11357", "HS 11357"),
    ("HS 11357-28.5 GRAMS", "HS 11357", "HS 11357"),
    ("PC 459-2 COUNTS", "PC 459", "PC 459"),
    ("182(A)(1) PC", "PC 182(a)(1)", "182(A)(1) PC"),
    ("182(A)(1) PC-CONSPIRACY", "PC 182(a)(1)", "182(A)(1) PC"),
    ("PC 288A(B)(1)", "PC 288a(b)(1)", "PC 288A(B)(1)"),
    ("288A(C)(2)(A) PC", "PC 288a(c)(2)(A)", "288A(C)(2)(A) PC"),
    ("4149 BP - UNLICENSED SALE", "BP 4149", "4149 BP"),
    ("4060 BP", "BP 4060", "4060 BP"),
    ("148 PC", "PC 148", "148 PC"),
    ("148 PC - RESISTING", "PC 148", "148 PC"),
    ("  148 PC  ", "PC 148", "148 PC"),
    ("CHRG 11358 HS", "HS 11358", "CHRG 11358 HS"),
    (":CHRG 11358 HS", "HS 11358", ":CHRG 11358 HS"),
    ("11366.5 HS", "HS 11366.5", "11366.5 HS"),
    ("187 PC-MURDER", "PC 187", "187 PC"),
    ("220 PC- COMMIT MAYHEM", "PC 220", "220 PC"),
    ("653F PC", "PC 653f", "653F PC"),
    ("653FPC", "PC 653f", "653FPC"),
    ("653F(B) PC", "PC 653f(b)", "653F(B) PC"),
    ("653F(B)PC", "PC 653f(b)", "653F(B)PC"),
    ("273AB PC", "PC 273ab", "273AB PC"),
    ("1320 PC", "PC 1320", "1320 PC"),
    ("311.10 PC", "PC 311.10", "311.10 PC"),
    ("12022.53(D) PC", "PC 12022.53(d)", "12022.53(D) PC"),
    ("503 VC-TAKE CAR W/OUT OWNERS CONSENT", "VC 503", "503 VC"),
    ("314(1) PC", "PC 314(1)", "314(1) PC"),
    ("1672(A) MV", "MV 1672(a)", "1672(A) MV"),
    ("66459 GC", "GC 66459", "66459 GC"),
    ("186.22(A) PC", "PC 186.22(a)", "186.22(A) PC"),
]


@pytest.mark.parametrize(("text", "section", "raw"), COMPLETED)
def test_a_completed_offense(text: str, section: str, raw: str) -> None:
    offense = parse_ca_offense(text)
    assert offense is not None
    assert (offense.section, offense.form, offense.enhancements) == (parse_section(section), "completed", ())
    assert offense.raw == raw == code_section_text(text)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("664/459 PC", "PC 459"), ("664-459 PC", "PC 459"), ("664 459 PC", "PC 459"), ("459/664 PC", "PC 459"),
        ("459-664 PC", "PC 459"), ("PC 664/459", "PC 459"), ("664459 PC", "PC 459"), ("66411359 HS", "HS 11359"),
        ("664-11359 HS-ATT", "HS 11359"), ("664/11359HS", "HS 11359"), ("664 PC/11359 HS", "HS 11359"),
        ("664(A)/187(A) PC", "PC 187(a)"), ("PC 664/HS 11359", "HS 11359"),
    ],
)  # fmt: skip
def test_an_attempt(text: str, section: str) -> None:
    offense = parse_ca_offense(text)
    assert offense is not None
    assert (offense.section, offense.form) == (parse_section(section), "attempt")


@pytest.mark.parametrize(
    "text",
    [
        "182/11358 HS",
        "182-11358 HS",
        "182-11358 HS-CONSPIRE",
        "182(A)(1)/11358 HS",
        "182(A)(1)-11358 HS",
        "182 PC/11358 HS",
    ],
)
def test_a_conspiracy(text: str) -> None:
    offense = parse_ca_offense(text)
    assert offense is not None
    assert (offense.section, offense.form) == (Section("HS", "11358"), "conspiracy")


def test_a_form_keeps_its_hyphen_in_the_text() -> None:
    assert code_section_text("664-11359 HS-ATT") == "664-11359 HS"
    assert code_section_text("182-11360 HS-CONSPIRE") == "182-11360 HS"
    assert code_section_text("4149 BP - UNLICENSED") == "4149 BP"


@pytest.mark.parametrize(
    ("text", "section", "enhancement", "form"),
    [
        ("211/12022.5 PC", "PC 211", "PC 12022.5", "completed"),
        ("664/211/12022.5 PC", "PC 211", "PC 12022.5", "attempt"),
        ("213(A)(1)(A)/186.22(B)(4) PC", "PC 213(a)(1)(A)", "PC 186.22(b)(4)", "completed"),
        ("213(A)(1)(A)-186.22(B)(4) PC", "PC 213(a)(1)(A)", "PC 186.22(b)(4)", "completed"),
        ("186.22(B)(4)/246 PC", "PC 246", "PC 186.22(b)(4)", "completed"),
        ("12022.55/186.22(B)(4) PC", "PC 12022.55", "PC 186.22(b)(4)", "completed"),
    ],
)
def test_an_enhancement(text: str, section: str, enhancement: str, form: str) -> None:
    offense = parse_ca_offense(text)
    assert offense is not None
    assert (offense.section, offense.form) == (parse_section(section), form)
    assert offense.enhancements == (parse_section(enhancement),)


@pytest.mark.parametrize(
    "text",
    [
        "", "-", "664-", "664 PC", "664/182 PC", "664/664 PC", "182/664 HS", "11358/11359 HS", "11357(A) HS / 459 PC",
        "11357(C)", "11357-60 HS", "11357 XX", "11357 MCL", "SEE COMMENT FOR CHARGE", "POSSESS MARIJUANA", "187 PC MURDER",
        "00187 PC", "1234567 PC", "18211360 HS", "459/182 PC", "213/186.22 PC", "213/186.22(A) PC", "11359/12022 HS", "459A5 PC",
        "459 PC PC", "PC HS 459", "11357HS(A)", "SCN-123 11357", "٤٥٩ PC", "11357CCP",
    ],
)  # fmt: skip
def test_what_is_not_one_offense_is_not_read(text: str) -> None:
    assert parse_ca_offense(text) is None


CALIFORNIA = sorted(code for code, place in CODES.items() if place == "California")
numbers = st.builds(
    lambda digits, letter, decimals: f"{digits}{letter}{decimals}",
    st.integers(1000, 65000).filter(lambda n: n // 100 != 12022),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(["", ".5", ".10", ".55"]),
)
sections = st.builds(
    Section,
    st.sampled_from(CALIFORNIA),
    numbers,
    st.lists(st.sampled_from(["a", "b", "1", "2", "iv"]), max_size=3).map(tuple),
)
STYLES = ("{n} {c}", "{n} {c}-POSSESS", "{n} {c} - WORDS", "{c} {n}", "CHRG {n} {c}", "{c}{n}", "{n}  {c} ")
ATTEMPTS = (
    "664/{n} {c}",
    "664-{n} {c}",
    "664 {n} {c}",
    "{n}/664 {c}",
    "{c} 664/{n}",
    "664-{n} {c}-ATT",
    "664 PC/{n} {c}",
)


@given(section=sections, style=st.sampled_from(STYLES), lower=st.booleans())
def test_every_style_of_a_section_reads_back(section: Section, style: str, lower: bool) -> None:
    number = section.number + "".join(f"({part})" for part in section.subdivisions)
    text = style.format(n=number.upper(), c=section.code)
    offense = parse_ca_offense(text.lower() if lower else text)
    assert offense is not None
    assert (offense.section, offense.form) == (section, "completed")


@given(section=sections, style=st.sampled_from(ATTEMPTS))
def test_every_style_of_an_attempt_reads_back(section: Section, style: str) -> None:
    number = section.number + "".join(f"({part})" for part in section.subdivisions)
    offense = parse_ca_offense(style.format(n=number.upper(), c=section.code))
    assert offense is not None
    assert (offense.section, offense.form) == (section, "attempt")


@given(st.text() | st.text("0123456789 ()/-.ABCHPSVC:", max_size=40))
def test_any_text_is_read_or_not_and_never_breaks(text: str) -> None:
    offense = parse_ca_offense(text)
    assert offense is None or offense.raw == code_section_text(text)
