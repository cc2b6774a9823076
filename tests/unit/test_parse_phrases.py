"""The parser: terms and conditions."""

# ruff: noqa: D103, FBT003, ISC004
from __future__ import annotations

import pytest

from cmr_rules.syntax import tree
from tests.unit.reading import CONVICTION, OFFENSE, PERSON, REVIEW, condition, meaning, sections, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("HS 1, HS 2 or HS 3, including attempts and conspiracies",
            tree.Offenses(sections("HS 1", "HS 2", "HS 3").items, ("attempt", "conspiracy"))),
        ("PC 187 through PC 191.5 or exactly PC 148",
            tree.Offenses((tree.SectionItem("PC 187", "PC 191.5"), tree.SectionItem("PC 148", exactly=True)))),
        ("an attempt or conspiracy to commit a Super Strike",
            tree.Offenses((tree.NamedItem(tree.Name("Super Strike"), ("attempt", "conspiracy")),))),
        ("Other", tree.Offenses((tree.NamedItem(tree.Name("Other")),))),
        ("10 years after the date of sentence",
            tree.Shifted(tree.Length(10, "year"), "after", tree.FactOf("date of sentence"))),
        ("the later of the date of sentence and the date of release from prison, if any",
            tree.LaterOf((tree.FactOf("date of sentence"), tree.FactOf("date of release from prison", if_any=True)))),
        ("the latest of the date of arrest, the date of sentence and Yy",
            tree.LaterOf((tree.FactOf("date of arrest"), tree.FactOf("date of sentence"),
                          tree.NameValue(tree.Name("Yy"))))),
        ("the number of convictions for HS 1", tree.CountOf(tree.Counted("conviction", offenses=sections("HS 1")))),
        ("the date of the most recent conviction for HS 1",
            tree.DateOfExtreme("most recent", tree.Counted("conviction", offenses=sections("HS 1")))),
        ("the first of these that applies: (1) lawful, if Yy [HS 1]; (2) the date of release, if any, otherwise",
            tree.Cases((tree.Case("1", tree.Words("lawful"), tree.Bare(tree.Name("Yy")),
                                  tree.Remarks((tree.Citation("HS 1"),))),
                        tree.Case("2", tree.FactOf("date of release", if_any=True), None)))),
        ("any of the following offenses: (1) HS 1 [PC 1]; (2) HS 2 or HS 3",
            tree.Offenses((), (), (tree.ListedOffense("1", sections("HS 1").items,
                                                      tree.Remarks((tree.Citation("PC 1"),))),
                                   tree.ListedOffense("2", sections("HS 2", "HS 3").items)))),
        ("any of the following offenses: (1) HS 1, including attempts [PC 1]; (2) HS 2, including conspiracies",
            tree.Offenses((), (), (tree.ListedOffense("1", sections("HS 1").items,
                                                      tree.Remarks((tree.Citation("PC 1"),)), ("attempt",)),
                                   tree.ListedOffense("2", sections("HS 2").items, including=("conspiracy",))))),
    ],
)  # fmt: skip
def test_a_term_is_read(text: str, expected: object) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the conviction is not a felony", tree.Is(CONVICTION, True, words("felony"))),
        ("the level of the conviction is felony", tree.Is(tree.FactOf("level"), False, words("felony"))),
        ("the level as convicted is less serious than Yy",
            tree.Is(tree.FactOf("level as convicted"), False,
                    tree.Compared("less serious than", tree.NameValue(tree.Name("Yy"))))),
        ("Yy is not true", tree.Is(tree.NameValue(tree.Name("Yy")), True, words("true"))),
        ("Yy", tree.Bare(tree.Name("Yy"))),
        ("the offense is not any of HS 1 or HS 2",
            tree.Is(OFFENSE, True, tree.OneOf(offenses=sections("HS 1", "HS 2")))),
        ("the record names HS 1", tree.Names(False, sections("HS 1"))),
        ("the sentence includes prison or jail",
            tree.Includes(tree.FactOf("sentence"), False, (tree.Words("prison"), tree.Words("jail")))),
        ("the conviction still stands", tree.Is(CONVICTION, False, tree.Standing())),
        ("the conviction is in Los Angeles County",
            tree.Is(CONVICTION, False, tree.Located(tree.InPlace("Los Angeles County")))),
        ("every conviction of the person is for a Yy",
            tree.Every(tree.Counted("conviction"), False,
                       tree.ForOffenses(tree.Offenses((tree.NamedItem(tree.Name("Yy")),))))),
        ("the person was under 18 years old on the date of offense",
            tree.Is(PERSON, False, tree.Aged("under", tree.Length(18, "year"), tree.FactOf("date of offense")))),
        ("the person is at least the Yy on the review date",
            tree.Is(PERSON, False, tree.Aged("at least", tree.NameValue(tree.Name("Yy")), REVIEW, spelled=False))),
        ("the person's 21st birthday is on or after the review date",
            tree.Is(tree.Birthday(21), False, tree.Compared("on or after", REVIEW))),
        ("the date of this conviction is from May 1, 2001 through June 1, 2001",
            tree.Is(tree.FactOf("date of conviction", "this"), False,
                    tree.Between(tree.Day(2001, 5, 1), tree.Day(2001, 6, 1), through=True))),
        ("the day that is the Yy after Zz is on or before the review date",
            tree.Is(tree.Shifted(tree.NameValue(tree.Name("Yy")), "after", tree.NameValue(tree.Name("Zz"))), False,
                    tree.Compared("on or before", REVIEW))),
        ("the maximum punishment is at most 92 days of imprisonment",
            tree.Is(tree.FactOf("maximum punishment"), False, tree.Compared("at most", tree.Length(92, "day")))),
        ("the restitution owed is at most $500",
            tree.Is(tree.FactOf("restitution owed"), False, tree.Compared("at most", tree.Amount("500", "$")))),
        ("the number of plants is at most six",
            tree.Is(tree.FactOf("number of plants"), False, tree.Compared("at most", tree.Number(6)))),
        ("the person has at least two convictions",
            tree.Has(PERSON, tree.Quantifier("at least", 2), tree.Counted("conviction"))),
        ("the person has another conviction",
            tree.Has(PERSON, tree.Quantifier("any"), tree.Counted("conviction", other=True))),
        ("the person has no other felony conviction in Michigan for HS 1 under the same section as this conviction "
         "before the date of this conviction whose end of sentence is after the review date and that still stands",
            tree.Has(PERSON, tree.Quantifier("no"), tree.Counted(
                "conviction", other=True, qualities=(tree.Words("felony"),), place=tree.InPlace("Michigan"),
                offenses=sections("HS 1"), same_section="section",
                when=tree.Compared("before", tree.FactOf("date of conviction", "this")),
                filters=(tree.Whose("end of sentence", False, tree.Compared("after", REVIEW)),
                         tree.That(False, tree.Standing()))))),
        ("the person has no conviction in the Yy before the review date",
            tree.Has(PERSON, tree.Quantifier("no"), tree.Counted(
                "conviction", when=tree.InWindow(tree.NameValue(tree.Name("Yy")), "before", REVIEW)))),
        ("the person has a conviction within 5 years of the date of offense",
            tree.Has(PERSON, tree.Quantifier("any"), tree.Counted(
                "conviction", when=tree.Within(tree.Length(5, "year"), "of", tree.FactOf("date of offense"))))),
        ("the person has a charge in the same cycle as this conviction",
            tree.Has(PERSON, tree.Quantifier("any"), tree.Counted("charge", place=tree.SameAs("cycle")))),
        ("the person has at least 3 convictions for HS 1 whose end of sentence is after the review date, "
         "counting one for each cycle",
            tree.Has(PERSON, tree.Quantifier("at least", 3), tree.Counted(
                "conviction", offenses=sections("HS 1"),
                filters=(tree.Whose("end of sentence", False, tree.Compared("after", REVIEW)),),
                one_for_each="cycle"))),
        ("the number of convictions for HS 1, counting one for each day, is at most 2",
            tree.Is(tree.CountOf(tree.Counted("conviction", offenses=sections("HS 1"), one_for_each="day")), False,
                    tree.Compared("at most", tree.Number(2)))),
        ("the person has no conviction for which Yy is true",
            tree.Has(PERSON, tree.Quantifier("no"), tree.Counted(
                "conviction",
                filters=(tree.ForWhich(tree.Is(tree.NameValue(tree.Name("Yy")), False, words("true"))),)))),
    ],
)  # fmt: skip
def test_a_condition_is_read(text: str, expected: tree.Condition) -> None:
    assert condition(text) == expected
