"""Slips of people who draft law: each gets its own code, the right underline and a hint that says what to write."""

# ruff: noqa: D103
from __future__ import annotations

import pytest

from cmr_rules.diagnostics.diagnostic import Diagnostic, Diagnostics
from cmr_rules.source import Source
from cmr_rules.syntax.parse import parse

RULE = 'Rule "x": A conviction receives Dismissal if '
ALL = "all of the following are true:"
DECIDE = "Decide by the first of these that applies:\n"


def faults(text: str) -> list[Diagnostic]:
    diagnostics = Diagnostics()
    parse(Source("test", text), diagnostics)
    return list(diagnostics)


@pytest.mark.parametrize(
    ("text", "code", "underlined", "hint"),
    [
        ('Statute "A"\nJurisdiction: California.', "CMR102", '"A"', "period"),
        (f"{RULE}{ALL} (a) Aa; (c) Bb; and (d) Cc.", "CMR103", "(c)", "(b)"),
        (f"{RULE}{ALL} (a) Aa; (a) Bb; and (b) Cc.", "CMR104", "(a)", "(b)"),
        (f"{RULE}all of the following are true (a) Aa; and (b) Bb.", "CMR105", "(a)", ": (a)"),
        (f"{RULE}Aa and Bb or Cc.", "CMR106", "and", "outline"),
        (f"{RULE}the person is deceased and the offense is HS 1.", "CMR107", "and", "all of the following"),
        (f"{RULE}Aa or Bb.", "CMR107", "or", "any of the following"),
        (f"{RULE}{ALL} (a) Aa; (b) Bb.", "CMR108", ";", "; and"),
        (f"{RULE}{ALL} (a) Aa; or (b) Bb.", "CMR109", "; or", "; and"),
        (f"{RULE}{ALL} (a) Aa, and (b) Bb.", "CMR110", ", and (b)", "; and (b)"),
        (f"{RULE}{ALL} (a) Aa. (b) Bb.", "CMR110", ".", "semicolon"),
        ('Statute "A.\nUse "ca/x".', "CMR111", '"', '`"`'),
        (f'{RULE}Aa [HS 1.\nUse "ca/x".', "CMR111", "[", "]"),
        ("Rule adult possession: A conviction receives Dismissal if Aa.", "CMR111", "adult", 'Rule "…"'),
        (f"{RULE}Aa; unless any of the following is true: (a) Bb; unless Cc; or (b) Dd.", "CMR112", "unless", "term"),
        (f"{RULE}the date of conviction is before 11/9/2016.", "CMR114", "11/9/2016", "November 9, 2016"),
        (f"{RULE}the date of conviction is before 2016-11-09.", "CMR114", "2016-11-09", "November 9, 2016"),
        (f"{RULE}the date of conviction is before Nov. 9, 2016.", "CMR114", "Nov. 9, 2016", "November 9, 2016"),
        (f"{RULE}the date of conviction is before 9 November 2016.", "CMR114", "9 November 2016", "November 9, 2016"),
        (f"{RULE}the date of conviction is before November 9.", "CMR114", "November 9", "November 9, "),
        (f"{RULE}the date of conviction is before February 30, 2016.", "CMR115", "February 30, 2016", "29 days"),
        (f"{RULE}the amount of cannabis flower is at most 28.5.", "CMR116", "28.5", "28.5 grams"),
        (f"{RULE}the amount of cannabis flower is at most 28.5 gramms.", "CMR116", "gramms", "grams"),
        (f"{RULE}the waiting period is at least 1.5 years.", "CMR116", "1.5 years", "18 months"),
        (f"{RULE}the person is under 21 on the review date.", "CMR116", "21", "21 years old"),
        (f"{RULE}{ALL} (a) Aa.", "CMR117", "(a)", "without an outline"),
        ("Guarantee that passing time never reduces relief.", "CMR118", None, "leave"),
        ('Limit "lifetime" on "felonies": at most 2.', "CMR101", None, "of a person"),
        ("On July 1, 2019, conviction (2) receives Dismissal.", "CMR120", None, "Scenario"),
        (f"{RULE}the person has a conviction (2).", "CMR121", "(2)", "; (2)"),
        (f"{RULE}the person was at most 21 years old on the date of offense.", "CMR122", "at most 21 years old", "under 22"),
        (f"{RULE}the person was over 21 on the date of offense.", "CMR122", "over 21", "at least"),
        (f"{RULE}the amount of cannabis flower is >= 3 grams.", "CMR123", ">=", "at least"),
        (f"{RULE}Aa && Bb.", "CMR123", "&&", "and"),
        (f"{RULE}the offense is HS 11357, 11358.", "CMR125", "11358", "HS 11358"),
        (f"{RULE}the offense is 11357 HS.", "CMR127", "11357 HS", "HS 11357"),
        (f"{RULE}the offense is Section 11357 of the Health and Safety Code.", "CMR127", None, "HS 11357"),
        (f'{DECIDE}(1) Aa, because "x" if Bb;\n(2) Cc, otherwise.', "CMR128", '"x"', ", if"),
        (f"{DECIDE}(1) Aa, because Misdemeanor, if Bb;\n(2) Cc, otherwise.", "CMR128", "Misdemeanor", 'because "…"'),
        (f'{DECIDE}(1) Aa, because "x";\n(2) Cc, otherwise.', "CMR128", '"x"', "otherwise"),
        (f'{DECIDE}(1) Aa, if Bb, because "x";\n(2) Cc, otherwise.', "CMR128", ", because", "before `if`"),
        ('Rule "x": If the offense is HS 1, Dismissal.', "CMR101", "If", "receives"),
        ("If the offense is HS 11357, a conviction receives Dismissal.", "CMR101", "If", "receives"),
        ("Else a conviction receives Dismissal.", "CMR101", "Else", "Otherwise"),
        ("Aa means the person is deceased.", "CMR101", "means", "means that"),
        ('Rule "x": A conviction recieves Dismissal if Aa.', "CMR101", "recieves", "receives"),
        (f"{RULE}the date of conviction is befor May 1, 2001.", "CMR101", "befor", "before"),
        ("Optoin Age: yes or no, normally no.", "CMR101", "Optoin Age", "Option"),
        ("Super Strike means HS 1. Aa means that the person has a conviction for a super strike.", "CMR203", "super strike", "Super Strike"),
        ('Scenarios "x".\nA person has no record.', "CMR124", None, "rows"),
    ],
)  # fmt: skip
def test_a_slip_is_told(text: str, code: str, underlined: str | None, hint: str) -> None:
    found = faults(text)

    assert [fault.code for fault in found] == [code]
    assert underlined is None or found[0].labels[0].span.text == underlined
    assert any(hint in words for words in found[0].hints)


@pytest.mark.parametrize(
    "text",
    [
        f"{RULE}{ALL}\na) Aa; and\nb) Bb.",
        f"{RULE}{ALL}\n1. Aa; and\n2. Bb.",
        f"{RULE}the offense is HS 11357, 11358 or 11359.",
        f"{RULE}{ALL} (a) the person has no conviction (b) Bb.",
    ],
)
def test_after_some_slips_the_sentence_is_read_as_it_was_meant(text: str) -> None:
    diagnostics = Diagnostics()
    document = parse(Source("test", text), diagnostics)

    assert diagnostics.errors
    assert len(document.statements) == 1


def test_one_fault_does_not_hide_another() -> None:
    text = f"""{RULE}the foo bar.
{DECIDE}(1) Aa, because x, if Bb;
(2) Aa, if the person hsa no conviction;
(3) Aa, otherwise."""

    assert [(fault.code, fault.labels[0].span.line) for fault in faults(text)] == [
        ("CMR101", 1), ("CMR128", 3), ("CMR101", 4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Authority: HS 1.\nOptoin Age: yes or no.", "Unverified: foo.\nOptoin Age: yes or no."]
)
def test_a_misspelt_statement_does_not_vanish_in_free_text(text: str) -> None:
    assert [fault.code for fault in faults(text)] == ["CMR101"]


def test_smart_typography_is_no_fault() -> None:
    assert faults("Statute “Örtliches — “.") == []


def test_messages_are_plain_english() -> None:
    for fault in faults(f"{RULE}the foo bar. Hello world. Jurisdiction California."):
        assert not fault.message.endswith(".")
        assert all("__ANON" not in words and "$END" not in words for words in (fault.message, *fault.hints))
