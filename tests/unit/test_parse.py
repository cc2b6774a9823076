"""The parser: every construct of the language, and two whole files. All people here are made up."""

# ruff: noqa: D103, FBT003, ISC004
from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest
from lark import Lark, logger

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.resources import bundled
from cmr_rules.source import Source
from cmr_rules.syntax import tree
from cmr_rules.syntax.build_scenarios import BUILDERS
from cmr_rules.syntax.parse import defined_names, parse, used_files
from cmr_rules.syntax.table import compile_grammar, table
from tests.unit.reading import one, read
from tests.unit.statute_texts import COUNTY, STATE

# ---------------------------------------------------------------------------------------------- the grammar itself


def test_the_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture) -> None:
    text = (bundled("grammars") / "statute.lark").read_text(encoding="utf-8")
    with caplog.at_level(logging.DEBUG, logger.name):
        Lark(text, parser="lalr", lexer="basic", start="sentence", maybe_placeholders=True, debug=True)

    assert [r.message for r in caplog.records if "conflict" in r.message.lower() or "collision" in r.message] == []


def test_every_rule_has_a_builder_and_every_builder_a_rule() -> None:
    needed = {s.name for s in table().shapes if not s.name.startswith("_") and not (s.single and s.length == 1)}
    names = {s.name for s in table().shapes}

    assert needed <= set(BUILDERS)
    assert set(BUILDERS) <= names


def test_the_table_is_kept_in_the_cache_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    table.cache_clear()
    first = table()
    table.cache_clear()

    assert table() == first
    assert len(list(tmp_path.rglob("grammar-*.json"))) == 1
    table.cache_clear()


def test_a_cache_that_cannot_be_written_or_read_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a directory")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    table.cache_clear()

    assert table().states
    table.cache_clear()


def test_the_same_grammar_makes_the_same_table() -> None:
    text = (bundled("grammars") / "statute.lark").read_text(encoding="utf-8")

    assert compile_grammar(text)["words"] == table().words


# ---------------------------------------------------------------------------------------------- whole files


def test_a_county_policy_is_read() -> None:
    statements = read(COUNTY)
    (decide,) = (s for s in statements if isinstance(s, tree.Decide))
    (rows,) = (s for s in statements if isinstance(s, tree.ScenarioTable))

    assert [s.label for s in decide.steps] == [str(n) for n in range(1, 15)]
    assert decide.steps[8].remarks.notes == (tree.Note("the pilot tests the age today, not the age at conviction."),)
    assert decide.steps[-1] == tree.Step(
        "14", tree.Name("Hand Review"), tree.Text("No applicable eligibility criteria"), None
    )
    assert [i.expectations[0].outcome for i in rows.instances] == [
        tree.Name("Not Eligible"), tree.Name("Dismissal"), tree.Name("Dismissal"),
    ]  # fmt: skip


def test_a_state_statute_is_read() -> None:
    statements = read(STATE)
    rules = [s for s in statements if isinstance(s, tree.Rule)]
    (quote,) = (s for s in statements if isinstance(s, tree.Quote))

    assert [r.title.value for r in rules] == ["minor misdemeanors", "other misdemeanors", "felonies"]
    assert rules[0].remarks.citations == (tree.Citation("(1), (3)"),)
    unless = rules[2].unless
    assert unless is not None
    assert isinstance(unless.condition, tree.Group)
    assert [i.label for i in unless.condition.items] == ["f", "g", "h", "i"]
    assert quote.text.startswith("(2) ... a felony conviction")
    assert "> " not in quote.text


def test_reading_is_fast() -> None:
    table()
    text = COUNTY * 4
    start = time.perf_counter()
    parse(Source("test", text), Diagnostics())

    assert time.perf_counter() - start < 0.3  # 30 ms is usual; the machine may do other work


def test_places_point_into_the_original_text() -> None:
    text = "Statute “A”. Xx means  HS\u00a011357."
    title, term = read(text)

    assert title.span.text == "Statute “A”."
    assert isinstance(term, tree.Term)
    assert term.span.text == "Xx means  HS\u00a011357."
    assert isinstance(term.meaning, tree.Offenses)
    assert term.meaning.items[0].span.text == "HS\u00a011357"


def test_names_and_used_files_are_found_in_advance() -> None:
    assert "Two Priors" in defined_names(COUNTY)
    assert [name for name, _, _ in used_files(COUNTY)] == ["ca/offenses", "ca/policies/los-angeles-lists"]
    _, start, end = used_files(COUNTY)[0]
    assert COUNTY[start:end] == '"ca/offenses"'


# ---------------------------------------------------------------------------------------------- statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Definitions "x".', tree.Title("Definitions", tree.Text("x"))),
        ("Jurisdiction: California, Contra Costa County.",
            tree.Jurisdiction((tree.Words("California"), tree.Words("Contra Costa County")))),
        ('Authority: HS 11361.9; "District Attorney\'s flow; of April 3, 2019".',
            tree.Authority((tree.Citation("HS 11361.9"),
                            tree.Citation('"District Attorney\'s flow; of April 3, 2019"')))),
        ("Authority: People v. Raybon (2021).", tree.Authority((tree.Citation("People v. Raybon (2021)"),))),
        ("In force: from May 1, 2001 through June 2, 2003.",
            tree.InForce(tree.Day(2001, 5, 1), tree.Day(2003, 6, 2))),
        ("Leap day: February 28.", tree.LeapDayRule("February 28")),
        ("Leap day: undeclared.", tree.LeapDayRule("undeclared")),
        ("Option Foo: yes or no, normally no.",
            tree.Option(tree.Name("Foo"), "yes or no", None, None, tree.Words("no"), may_be_off=False)),
        ("Option Foo: between 1 gram and 28.5 grams, normally off.",
            tree.Option(tree.Name("Foo"), "between", tree.Amount("1", "gram"), tree.Amount("28.5", "gram"), None,
                        may_be_off=True)),
        ("Option Foo: age between 40 and 65 years, normally 50 years, or off.",
            tree.Option(tree.Name("Foo"), "age", tree.Length(40, "year"), tree.Length(65, "year"),
                        tree.Length(50, "year"), may_be_off=True)),
        ("Fact Paid: yes or no, about each conviction.",
            tree.FactDeclaration(tree.Name("Paid"), "yes or no", (), "conviction")),
        ("Fact Kind: one of red, green or blue, about the person.",
            tree.FactDeclaration(tree.Name("Kind"), "one of",
                                 (tree.Words("red"), tree.Words("green"), tree.Words("blue")), "person")),
        ("This statute covers each conviction in Michigan that still stands.",
            tree.Covers("statute", tree.Counted("conviction", place=tree.InPlace("Michigan"),
                                                filters=(tree.That(False, tree.Standing()),)))),
        ('Otherwise a conviction receives No Relief, because "x".',
            tree.Otherwise("conviction", tree.Name("No Relief"), tree.Text("x"))),
        ("If Xx is unknown, it is presumed true.",
            tree.Presumption(tree.NameValue(tree.Name("Xx")), tree.Words("true"))),
        ("If the date of offense is unknown, it is presumed to be the date of conviction.",
            tree.Presumption(tree.FactOf("date of offense"), tree.FactOf("date of conviction"))),
        ("If the end of sentence is not recorded, it is the day that is the total length of the sentence "
         "after the date of sentence.",
            tree.Derivation(tree.FactOf("end of sentence"),
                            tree.Shifted(tree.FactOf("total length of the sentence"), "after",
                                         tree.FactOf("date of sentence")))),
        ("Text not at hand.", tree.TextNotAtHand()),
        ("Unverified: foo v. Bar baz.", tree.MarkStatement(tree.Unverified("foo v. Bar baz"))),
        ("Verified by A. B. Attorney on March 3, 2024.",
            tree.MarkStatement(tree.Verified("A. B. Attorney", tree.Day(2024, 3, 3)))),
        ("[Note: words; for the reader]", tree.Comment(tree.Note("words; for the reader"))),
        ("> One line\nand another\n> third\n", tree.Quote("One line\nand another\nthird")),
    ],
)  # fmt: skip
def test_a_statement_is_read(text: str, expected: tree.Statement) -> None:
    assert one(text) == expected


def test_outcomes_carry_their_effects() -> None:
    statement = one(
        'Outcomes, most favorable first: Aa Bb, "x", which clears the conviction; Cc, "y", which leaves a misdemeanor; '
        'Dd, "z", not ranked.'
    )

    assert statement == tree.Outcomes(
        (
            tree.OutcomeItem(tree.Name("Aa Bb"), tree.Text("x"), effect="clears", noun="conviction"),
            tree.OutcomeItem(tree.Name("Cc"), tree.Text("y"), effect="misdemeanor"),
            tree.OutcomeItem(tree.Name("Dd"), tree.Text("z"), ranked=False),
        )
    )


def test_a_rule_says_what_defeats_it_and_what_it_gives_then() -> None:
    statement = one(
        'Rule "a" [HS 1; HS 2] [Note: n]: A conviction receives Dd if all of the following are true: (a) Aa [PC 1]; '
        "and (b) Bb; unless any of the following is true, in which case it receives Cc: (c) Ee; or (d) Ff."
    )

    def item(label: str, name: str, joiner: str = "", *citations: str) -> tree.Item:
        remarks = tree.Remarks(tuple(map(tree.Citation, citations)))
        return tree.Item(label, tree.Bare(tree.Name(name)), remarks, joiner)

    assert statement == tree.Rule(
        tree.Text("a"),
        "conviction",
        tree.Name("Dd"),
        tree.Group("all", (item("a", "Aa", "and", "PC 1"), item("b", "Bb"))),
        tree.Unless(tree.Group("any", (item("c", "Ee", "or"), item("d", "Ff"))), tree.Name("Cc")),
        remarks=tree.Remarks((tree.Citation("HS 1"), tree.Citation("HS 2")), (tree.Note("n"),)),
    )


def test_unless_may_stand_over_a_single_item() -> None:
    statement = one('Rule "a": A conviction receives Dd if Aa; unless: (a) Bb [PC 1].')

    assert isinstance(statement, tree.Rule)
    assert statement.unless is not None
    assert isinstance(statement.unless.condition, tree.Group)
    assert len(statement.unless.condition.items) == 1
