"""The lexer: typography, values and names, each with its place in the original text."""

# ruff: noqa: D103
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source
from cmr_rules.syntax import tree
from cmr_rules.syntax.lexer import Token, defined_in, pieces, plain, reporter
from cmr_rules.syntax.phrases import combine
from cmr_rules.syntax.table import table


def tokens(text: str, *names: str) -> list[Token]:
    raw = pieces(plain(text))
    return combine(raw, table().words, names, reporter(Source("test", text), Diagnostics()))


def kinds(text: str, *names: str) -> list[str]:
    return [token.kind for token in tokens(text, *names)]


@given(st.text())
def test_plain_typography_keeps_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)


def test_special_blanks_quotes_and_dashes_read_like_plain_ones() -> None:
    curly = tokens("“Crime\u00a0free” on November\u202f9,\u00a02016 \u2013 conv\u00adiction")
    straight = tokens('"Crime free" on November 9, 2016 - conv iction')

    assert [t.kind for t in curly[:4]] == [t.kind for t in straight[:4]]
    assert curly[-1].text == "conviction"


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("November 9, 2016", "DATE", tree.Day(2016, 11, 9)),
        ("May 2009", "DATE", tree.Day(2009, 5)),
        ("March 1", "MONTH_DAY", None),
        ("10 years", "PERIOD", tree.Length(10, "year")),
        ("ten years", "PERIOD", tree.Length(10, "year")),
        ("28.5 grams", "AMOUNT", tree.Amount("28.5", "gram")),
        ("1 ounce", "AMOUNT", tree.Amount("1", "ounce")),
        ("$1,500.00", "AMOUNT", tree.Amount("1500.00", "$")),
        ("two", "NUMBER", tree.Number(2)),
        ("21st", "ORDINAL", 21),
        ("HS 11357(a)(1)", "SECTION", "HS 11357(a)(1)"),
        ("HS § 11357", "SECTION", "HS 11357"),
        ("MCL 333.7401", "SECTION", "MCL 333.7401"),
        ("PC 187 through PC 191.5", "RANGE", ("PC 187", "PC 191.5")),
        ("Contra Costa County", "PLACE", None),
        ("Some Other County", "PLACE", None),
        ("Super Strike", "NAME", None),
        ("Eligible Under Section 1", "NAME", None),
        ("(iv)", "LABEL", None),
    ],
)
def test_each_value_is_one_token(text: str, kind: str, value: object) -> None:
    (token,) = tokens(text)

    assert (token.kind, token.value) == (kind, value)
    assert (token.start, token.end) == (0, len(text))


def test_a_period_joins_a_section_only_before_a_digit() -> None:
    assert kinds("HS 11357.") == ["SECTION", "DOT"]
    assert kinds("HS 11357.5.") == ["SECTION", "DOT"]


def test_the_longest_known_name_wins() -> None:
    (token,) = tokens("Start Of\nWaiting", "Start", "Start Of Waiting")

    assert (token.kind, token.text) == ("NAME", "Start Of Waiting")


def test_a_known_name_may_begin_with_a_word_of_the_language() -> None:
    assert kinds("No Relief", "No Relief") == ["NAME"]


def test_the_number_of_is_a_phrase_only_before_records() -> None:
    assert kinds("the number of convictions")[0] == "NUMBER_OF"
    assert "NUMBER_OF" not in kinds("the number of plants")


def test_if_any_is_not_taken_for_if_any_of_the_following() -> None:
    words = table().words

    assert kinds("x, if any of the following is true")[1] == words[", if"]
    assert kinds("x, if any, is")[1] == words[", if any,"]


def test_names_are_found_before_the_file_is_read() -> None:
    text = """
        Option Age Threshold: age between 40 and 65 years, normally 50 years.
        Fact Restitution Paid: yes or no, about each conviction.
        Outcomes, most favorable first: Dismissal, "x"; No Relief, "y", not ranked.
        Super Strike means PC 187. Prior Strike is an open question.
    """

    assert defined_in(pieces(plain(text))) == (
        "Age Threshold", "Restitution Paid", "Dismissal", "No Relief", "Super Strike", "Prior Strike",
    )  # fmt: skip
