"""Outlines by label: which level a label belongs to, and what is said when it is wrong."""

# ruff: noqa: D103
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source
from cmr_rules.syntax.labels import KINDS, label_at, position
from cmr_rules.syntax.lexer import pieces, plain, reporter
from cmr_rules.syntax.outline import mark_outlines
from cmr_rules.syntax.phrases import combine
from cmr_rules.syntax.table import table


def marked(text: str) -> tuple[str, list[str]]:
    """Show the outline marks of a sentence as ``<a b <1 2>>``, and the codes of its faults."""
    diagnostics = Diagnostics()
    report = reporter(Source("test", text), diagnostics)
    words = table().words
    result = mark_outlines(combine(pieces(plain(text)), words, (), report), words, report)
    shown = {"BEGIN": "<", "END": ">", "UNLESS": "unless", "REF": "ref"}
    parts = [shown.get(t.kind, t.text) for t in result.tokens if t.kind in {*shown, "ITEM"}]
    return " ".join(parts), [d.code for d in diagnostics]


@given(st.sampled_from(KINDS), st.integers(1, 39))
def test_a_label_reads_back_as_its_number(kind: str, number: int) -> None:
    assert position(label_at(number, kind), kind) == number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (": (a) x; (b) y; and (c) z", "< a b c >"),
        (": (a) x: (1) y; or (2) z; and (b) w", "< a < 1 2 > b >"),
        (": (g) x", "< g >"),
        (": (a) x; (b) x; (c) x; (d) x; (e) x; (f) x; (g) x; (h) x; (i) y; and (j) z", "< a b c d e f g h i j >"),
        (": (a) x: (i) y; or (ii) z; and (b) w", "< a < i ii > b >"),
        (": (a) x: (1) y: (A) z: (i) u; or (ii) v; or (B) w; or (2) t; and (b) s", "< a < 1 < A < i ii > B > 2 > b >"),
        (": (a) x; and (b) y; unless z: (c) u; or (d) v", "< a b > unless < c d >"),
        ("x; unless z: (a) u; or (b) v", "unless < a b >"),
        ("conviction (2) receives", "ref"),
    ],
)
def test_labels_tell_the_levels(text: str, expected: str) -> None:
    shown, codes = marked(text)

    assert shown == expected
    assert set(codes) <= ({"CMR103"} if "(g) x" in text and "(a)" not in text else set())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (": (a) x; (c) y", "CMR103"),
        (": (a) x; (a) y", "CMR104"),
        ("x (a) y; (b) z", "CMR105"),
        (": (a) x: (a) y", "CMR105"),
        (": (a) x, (b) y", "CMR110"),
        (": (a) x and (b) y", "CMR110"),
        (": (a) x. (b) y", "CMR110"),
        (": (a) no conviction (b) y", "CMR121"),
        ("unless x; unless y", "CMR112"),
        (": (a) x unless y; (b) z", "CMR112"),
        (": (a) x: (1) x: (A) x: (i) x: (I) x: (x) x", "CMR113"),
        ("all of the following are true: (a) x", "CMR117"),
        ("all of the following are true: (a) x; (b) y", "CMR108"),
        ("all of the following are true: (a) x; or (b) y", "CMR109"),
        ("any of the following is true: (a) x; and (b) y", "CMR109"),
        ("all of the following are true: (a) x; and (b) y; and (c) z", "CMR109"),
    ],
)
def test_a_wrong_label_or_joint_is_told(text: str, code: str) -> None:
    _, codes = marked(text)

    assert codes == [code]


def test_a_bracket_belongs_to_the_item_in_which_it_stands() -> None:
    text = "x [A]: (a) y [B]; [C] (b) z"
    words = table().words
    report = reporter(Source("test", text), Diagnostics())
    result = mark_outlines(combine(pieces(text), words, (), report), words, report)
    items = [t.value for t in result.tokens if t.kind == "ITEM"]

    assert [b.text for b in result.brackets] == ["[A]"]
    assert [[b.text for b in item] for item in items if isinstance(item, list)] == [["[B]", "[C]"], []]
