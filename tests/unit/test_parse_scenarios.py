"""The parser: scenarios, expectations and tables. All people here are made up."""

# ruff: noqa: D103, ISC004
from __future__ import annotations

import pytest

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source
from cmr_rules.syntax import tree
from cmr_rules.syntax.parse import parse
from tests.unit.reading import one


def test_a_record_is_told_in_all_its_details() -> None:
    scenario = one(
        'Scenario "a". A person born March 14, 1960, who died on May 2, 2010, has: '
        "(1) a felony conviction in Michigan for MCL 333.7401 on May 2, 2012, sentenced on June 1, 2012 to 2 years in "
        "prison and 3 years of probation, released on May 20, 2014, maximum punishment 4 years of imprisonment; "
        '(2) a dismissed charge for an unknown offense on an unknown date, in case "1", in cycle "2"; '
        "(3) a conviction for an attempt to commit HS 1 in May 2009, reduced to a misdemeanor on May 1, 2012, "
        "whose Restitution Paid is true, whose date of release is not applicable; and perhaps others."
    )
    unknown = tree.Words("unknown")
    years = tree.SentencePart(tree.Length(2, "year"), "prison"), tree.SentencePart(tree.Length(3, "year"), "probation")

    assert isinstance(scenario, tree.Scenario)
    assert scenario.person == tree.PersonTold(
        tree.Day(1960, 3, 14),
        tree.Day(2010, 5, 2),
        (),
        (
            tree.RecordItem(
                "1", "conviction", (tree.Words("felony"),), tree.Words("Michigan"), tree.SectionItem("MCL 333.7401"),
                tree.Day(2012, 5, 2),
                (tree.Sentenced(years, tree.Day(2012, 6, 1)), tree.Released(tree.Day(2014, 5, 20)),
                 tree.Told("maximum punishment", tree.Length(4, "year"))),
            ),
            tree.RecordItem(
                "2", "charge", (tree.Words("dismissed"),), None, unknown, unknown,
                (tree.Filed("case", tree.Text("1")), tree.Filed("cycle", tree.Text("2"))),
            ),
            tree.RecordItem(
                "3", "conviction", (), None, tree.SectionItem("HS 1", forms=("attempt",)), tree.Day(2009, 5),
                (tree.SetAside("reduced", tree.Day(2012, 5, 1), tree.Words("misdemeanor")),
                 tree.ToldName(tree.Name("Restitution Paid"), tree.Words("true")),
                 tree.Told("date of release", tree.Words("not applicable"))),
            ),
        ),
        perhaps_others=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('with Foo at 60 years and Bar off, conviction (2) receives Aa, because "x", presumed',
            tree.Expectation(tree.Day(2019, 7, 1),
                             (tree.Setting(tree.Name("Foo"), tree.Length(60, "year")),
                              tree.Setting(tree.Name("Bar"), None)),
                             "conviction", "2", "receives", tree.Name("Aa"), tree.Text("x"), presumed=True)),
        ("conviction (1) needs review, at least Aa, at most Bb, missing the date of offense of conviction (1) and "
         "the date of birth",
            tree.Expectation(tree.Day(2019, 7, 1), (), "conviction", "1", "needs review",
                             at_least=tree.Name("Aa"), at_most=tree.Name("Bb"),
                             missing=(tree.Missing("date of offense", None, "conviction", "1"),
                                      tree.Missing("date of birth")))),
        ("charge (1) is not covered",
            tree.Expectation(tree.Day(2019, 7, 1), (), "charge", "1", "is not covered")),
    ],
)  # fmt: skip
def test_an_expectation_is_read(text: str, expected: tree.Expectation) -> None:
    scenario = one(f'Scenario "a". A person born in 1960 has no record. On July 1, 2019, {text}.')

    assert isinstance(scenario, tree.Scenario)
    assert scenario.expectations == (expected,)


TEMPLATE = 'Scenarios "x".\nA person has:\n  (1) a conviction for HS 1 on {day}.\n'
EXPECTED = "On May 1, 2020, conviction (1) receives {outcome}, because {reason}.\n"


def test_a_table_makes_a_scenario_of_each_row() -> None:
    rows = "  | day         | outcome | reason |\n  | May 1, 2001 | Aa      | why    |\n  | May 2, 2001 | Bb      |        |\n"
    statement = one(TEMPLATE + EXPECTED + rows)

    assert isinstance(statement, tree.ScenarioTable)
    assert statement.header == ("day", "outcome", "reason")
    assert statement.template[0] == "A person has: (1) a conviction for HS 1 on {day}."
    assert [i.expectations[0].because for i in statement.instances] == [tree.Text("why"), None]
    assert statement.instances[1].span.text == "May 2, 2001 | Bb      |"


@pytest.mark.parametrize(
    ("rows", "code", "underlined"),
    [
        ("| day | outcome |\n| May 1, 2001 | Aa |", "CMR124", "{reason}"),
        ("| day | outcome | reason |\n| May 1, 2001 | Aa |", "CMR124", "May 1, 2001 | Aa"),
        ("| day | outcome | reason |\n| February 30, 2001 | Aa | x |", "CMR115", "February 30, 2001 | Aa | x"),
    ],
)
def test_a_fault_in_a_table_is_told_at_its_place(rows: str, code: str, underlined: str) -> None:
    diagnostics = Diagnostics()
    parse(Source("test", TEMPLATE + EXPECTED + rows), diagnostics)

    assert diagnostics.found[0].code == code
    assert diagnostics.found[0].labels[0].span.text == underlined
