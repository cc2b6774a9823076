"""Code sections are compared part by part, never as text."""

# ruff: noqa: D103
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.citations import CODES, Offense, Section, parse_section


def section(text: str) -> Section:
    found = parse_section(text)
    assert found is not None, text
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HS 11357", Section("HS", "11357")),
        ("HS 11357(a)", Section("HS", "11357", ("a",))),
        ("HS 11357(B)(1)", Section("HS", "11357", ("b", "1"))),
        ("HS § 11357 (a) (2)", Section("HS", "11357", ("a", "2"))),
        ("HS §§ 11357", Section("HS", "11357")),
        ("HS11357", Section("HS", "11357")),
        ("  PC 667(e)(2)(C)(iv)  ", Section("PC", "667", ("e", "2", "c", "iv"))),
        ("PC 1203.4a", Section("PC", "1203.4a")),
        ("PC 288A", Section("PC", "288a")),
        ("PC 653f(b)", Section("PC", "653f", ("b",))),
        ("PC 273ab", Section("PC", "273ab")),
        ("MCL 780.621g", Section("MCL", "780.621g")),
        ("ORS 137.225", Section("ORS", "137.225")),
    ],
)
def test_a_section_is_read(text: str, expected: Section) -> None:
    assert parse_section(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "HS", "11357", "11357 HS", "H 11357", "HEALTH 11357", "hs 11357", "HS 11357(", "HS 11357()", "HS 11357."],
)
def test_what_is_no_section_is_none(text: str) -> None:
    assert parse_section(text) is None


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [("PC 187", "PC 187"), ("PC 187", "PC 187(a)"), ("HS 11357(b)", "HS 11357(b)(1)"), ("PC 288a", "PC 288A(c)(1)")],
)
def test_a_section_covers_its_subdivisions(wide: str, narrow: str) -> None:
    assert section(wide).covers(section(narrow))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PC 37", "PC 537"),
        ("PC 37", "PC 372"),
        ("HS 11357", "HS 11357.5"),
        ("HS 11357.5", "HS 11357"),
        ("HS 11357(a)", "HS 11357"),
        ("HS 11357(a)", "HS 11357(b)"),
        ("PC 288", "PC 288a"),
        ("PC 288a", "PC 288(a)"),
        ("PC 11357", "HS 11357"),
        ("PC 1203.4", "PC 1203.4a"),
    ],
)
def test_it_covers_nothing_that_only_looks_alike(one: str, other: str) -> None:
    assert not section(one).covers(section(other))


def test_the_same_section_ignores_subdivisions() -> None:
    assert section("HS 11357(a)").same_section(section("HS 11357(b)(1)"))
    assert not section("HS 11357").same_section(section("HS 11357.5"))
    assert not section("PC 11357").same_section(section("HS 11357"))


@pytest.mark.parametrize(
    "ordered",
    [
        ["PC 187", "PC 188", "PC 190.9", "PC 191", "PC 191.5", "PC 1203"],
        ["PC 287", "PC 288", "PC 288.3", "PC 288.5", "PC 289"],
        ["PC 1203", "PC 1203.4", "PC 1203.4a", "PC 1203.41", "PC 1203.425"],
    ],
)
def test_sections_are_ordered_by_their_numbers(ordered: list[str]) -> None:
    assert sorted(ordered, key=lambda text: section(text).order) == ordered


def test_a_section_is_printed_as_the_codes_print_it() -> None:
    assert str(section("PC 667(e)(2)(c)(IV)(i)")) == "PC 667(e)(2)(C)(iv)(I)"
    assert str(section("HS11357(B)")) == "HS 11357(b)"


def test_the_jurisdiction_comes_from_the_code() -> None:
    assert section("HS 11357").jurisdiction == "California"
    assert section("MCL 780.621").jurisdiction == "Michigan"
    assert section("XX 1").jurisdiction is None


@given(
    st.sampled_from(sorted({*CODES} - {"Va. Code"})),
    st.integers(1, 99_999),
    st.sampled_from(["", "a", "ab", ".5", ".5a", ".10.2"]),
    st.lists(st.sampled_from(["a", "b", "1", "12", "iv", "z"]), max_size=5),
)
def test_what_is_printed_is_read_again(code: str, number: int, tail: str, subdivisions: list[str]) -> None:
    made = Section(code, f"{number}{tail}", tuple(subdivisions))
    assert parse_section(str(made)) == made
    assert made.covers(made)
    assert Section(code, made.number).covers(made)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("completed", "HS 11359"),
        ("attempt", "attempt to commit HS 11359"),
        ("conspiracy", "conspiracy to commit HS 11359"),
        ("solicitation", "solicitation of HS 11359"),
    ],
)
def test_an_offense_says_how_it_was_committed(form: str, words: str) -> None:
    assert str(Offense(section("HS 11359"), form)) == words


def test_the_text_that_was_read_makes_no_other_offense() -> None:
    assert Offense(section("HS 11359"), raw="11359 HS") == Offense(section("HS 11359"), raw="11359 H&S")
