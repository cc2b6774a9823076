"""Hostile texts: refused soon, with a diagnostic, and never with an exception."""

# ruff: noqa: D103
from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source
from cmr_rules.syntax.parse import defined_names, parse, used_files
from cmr_rules.syntax.table import table
from tests.unit.statute_texts import COUNTY, STATE

RULE = 'Rule "x": A conviction receives D if '
MILLION = 1_000_000
SECONDS = 6.0
"""Three times what is promised, for machines that do other work."""

HOSTILE = {
    "ten million brackets": "(" * (10 * MILLION),
    "a million brackets": "(" * MILLION,
    "nested outlines": RULE + "any of the following is true: (a) any of the following is true: (1) " * 12_000 + "X.",
    "a long name": "A" * (MILLION - 20) + " means HS 1.",
    "a name of many words": "Ab " * 300_000 + "means HS 1.",
    "deep values": "X means " + "the later of " * 50_000 + ".",
    "quotation marks": '"' * MILLION,
    "open brackets": "[" * MILLION,
    "open brackets on lines": "[\n" * (MILLION // 2),
    "closing brackets": "]" * MILLION,
    "periods": "." * MILLION,
    "commas": "," * MILLION,
    "labels": "(a)" * (MILLION // 3),
    "unverified": "Unverified: x" * (MILLION // 13),
    "verified": "Verified by x " * (MILLION // 14),
    "bad rules": 'Rule "x": A convction receives D if X.\n' * 22_000,
    "words": "a " * (MILLION // 2),
    "digits": "1" * MILLION,
    "nulls": "\0" * MILLION,
    "invisible": "a\u200b" * (MILLION // 2),
    "hyphens": "a-" * (MILLION // 2),
    "many sections": "X means HS 111" + ", 222" * 150_000 + ".",
    "wrong dates": "November 31, 2016 " * (MILLION // 18),
    "tables": 'Scenarios "x".\nA person has: (1) {a}.\n| a |\n' + "| a conviction |\n" * 50_000,
    "faulty items": RULE + "all of the following are true: " + "; ".join(f"({i}) X of" for i in range(1, 9_000)),
    "shifts": RULE + "the x is before " + "1 year before " * 60_000 + ".",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused_soon(name: str) -> None:
    table()
    diagnostics = Diagnostics()
    start = time.perf_counter()

    parse(Source("test", HOSTILE[name]), diagnostics)

    assert time.perf_counter() - start < SECONDS
    assert 0 < len(diagnostics.found) <= diagnostics.limit


def check(text: str) -> None:
    diagnostics = Diagnostics()
    document = parse(Source("test", text), diagnostics)
    assert document.span.end == len(text)
    for fault in diagnostics:
        span = fault.labels[0].span
        assert 0 <= span.start <= span.end <= len(text)
        assert fault.message
    defined_names(text)
    used_files(text)


@given(st.text())
def test_any_text_is_read_without_an_exception(text: str) -> None:
    check(text)


PIECES = (
    *('"', "[", "]", "(a)", "(1)", "(i)", ":", ";", ",", ".", "\n", "\n\n", " ", "> ", "|", "{a}", "and", "or", "unless"),
    *("Rule", "means", "that", "if", "Otherwise", "HS 1", "May 1, 2001", "10 years", "the", "is", "conviction", "A person"),
    *("has", "On May 1, 2001", "Scenarios", "Unverified:", "Authority:", "Verified by", "exactly", "the later of", "\u200b"),
    *("", "–", "0", "$1", "1st", "February 30, 2016", "for", "Name", "perhaps others", "through", ", if any"),
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_any_words_of_the_language_are_read_without_an_exception(words: list[str]) -> None:
    check(" ".join(words))


@settings(max_examples=200)
@given(
    st.sampled_from([COUNTY, STATE]),
    st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 30), st.sampled_from(PIECES)), min_size=1, max_size=4),
)
def test_a_changed_file_is_read_without_an_exception(text: str, changes: list[tuple[int, int, str]]) -> None:
    for place, length, piece in changes:
        start = place % len(text)
        text = text[:start] + piece + text[start + length :]

    check(text)
