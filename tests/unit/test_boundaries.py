"""Boundary cases: people on both sides of each day, amount and number on which a rule file turns."""

# ruff: noqa: D103
import re
from collections.abc import Iterator
from datetime import date

import pytest
from attrs import evolve, frozen

from cmr_rules.boundaries.cases import Boundary, boundaries
from cmr_rules.boundaries.found import Need, comparisons
from cmr_rules.boundaries.people import Sketch
from cmr_rules.boundaries.reach import Reach
from cmr_rules.boundaries.writing import BLANK, written
from cmr_rules.decisions.decision import Status
from cmr_rules.diagnostics.diagnostic import Severity
from cmr_rules.engine import available, check_text, format_file, load, load_text, read_text, run_scenarios
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Law
from cmr_rules.source import Source

REVIEW = date(2019, 11, 11)
POLICIES = [
    one.name for one in available() if one.name.startswith("ca/policies/") and load(one.name).law.covers is not None
]

RULES = """\
Statute "Example Act (fabricated)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: {leap}.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  Sealing, "Sealed";
  No Relief, "Not eligible".

{before}This statute covers each conviction in California for HS 11357, HS 11358 or HS 11359.

Rule "under test" [HS 11361.8(e)]:
  A conviction receives Dismissal if {condition}.

Otherwise a conviction receives No Relief.
"""


def law_of(condition: str, before: str = "", leap: str = "March 1") -> Law:
    text = RULES.format(condition=condition, before=before + "\n\n" if before else "", leap=leap)
    return load_text(text).law


def texts(condition: str, before: str = "", leap: str = "March 1") -> str:
    meaning = law_of(condition, before, leap)
    return written(meaning, boundaries(meaning, REVIEW), REVIEW)


def rows_of(text: str) -> list[tuple[str, ...]]:
    rows = [line.strip().strip("|").split("|") for line in text.splitlines() if line.strip().startswith("|")]
    return [tuple(cell.strip() for cell in row[:-1]) for row in rows if BLANK in row[-1]]


def outcomes(meaning: Law, found: tuple[Boundary, ...]) -> Iterator[str]:
    """Return what the engine decides for each row, in the order of the text: only a test may ask that."""
    reach = Reach(meaning)
    for one in found:
        for row in one.rows:
            decision = reach.decision(row)
            yield (
                "is not covered"
                if decision is None or decision.status is Status.NOT_COVERED
                else (f"receives {decision.outcome}" if decision.status is Status.DECIDED else "needs review")
            )


@pytest.mark.parametrize("name", POLICIES)
def test_filled_in_the_scenarios_are_read_checked_and_pass(name: str) -> None:
    meaning = load(name).law
    found = boundaries(meaning, REVIEW)
    text = written(meaning, found, REVIEW)
    decided = list(outcomes(meaning, found))
    assert all(one.startswith("receives ") for one in decided), decided
    answers = iter(decided)
    filled = re.sub(rf"(?<!of )({BLANK})(?=\.\n| +\|| \|)", lambda _: next(answers).removeprefix("receives "), text)
    assert next(answers, None) is None
    whole = read_text(name).text + "\n" + filled
    program = load_text(whole, name=name)
    results = run_scenarios(program)
    assert [one.message for one in results if not one.passed] == []
    assert len(results) == len(meaning.scenarios) + sum(len(one.rows) for one in found)
    again, faults = format_file(Source("filled", whole))  # names of options are known by their declarations
    assert not faults
    assert again is not None


@pytest.mark.parametrize("name", POLICIES)
def test_each_comparison_turns_among_its_rows(name: str) -> None:
    meaning = load(name).law
    reach = Reach(meaning)
    for one in boundaries(meaning, REVIEW):
        assert not isinstance(one.asked.test, law.DayIs)
        need = Need(one.asked.test, truth=True, context=one.asked.context)
        truths = {reach.truth(need, row) for row in one.rows[: len(one.rows) - one.leap]}
        assert not one.rows or truths == {True, False}, one.asked.provision


@pytest.mark.parametrize("name", ["contra-costa", "sacramento", "san-joaquin", "los-angeles"])
def test_every_comparison_of_the_pilots_is_written(name: str) -> None:
    found = boundaries(load(f"ca/policies/{name}").law, REVIEW)
    assert found
    assert [one.asked.provision for one in found if not one.rows] == []


def test_as_printed_every_blank_is_reported() -> None:
    name = "ca/policies/contra-costa"
    meaning = load(name).law
    text = read_text(name).text + "\n" + written(meaning, boundaries(meaning, REVIEW), REVIEW)
    _, faults = check_text(Source(name, text))
    assert faults
    assert {one.code for one in faults if one.severity is Severity.ERROR} == {"CMR603"}


def test_the_text_is_the_same_each_time() -> None:
    meaning = load("ca/policies/los-angeles").law
    assert written(meaning, boundaries(meaning, REVIEW), REVIEW) == written(
        meaning, boundaries(load("ca/policies/los-angeles").law, REVIEW), REVIEW
    )


# ---------------------------------------------------------------------------------------------- the days


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ("the date of conviction is before July 1, 2009", ["June 30, 2009", "July 1, 2009", "July 2, 2009"]),
        ("the date of conviction is on or before July 1, 2009", ["June 30, 2009", "July 1, 2009", "July 2, 2009"]),
        ("the date of conviction is after July 1, 2009", ["June 30, 2009", "July 1, 2009", "July 2, 2009"]),
        ("the date of conviction is on or after July 1, 2009", ["June 30, 2009", "July 1, 2009", "July 2, 2009"]),
        ("the date of conviction is on July 1, 2009", ["June 30, 2009", "July 1, 2009", "July 2, 2009"]),
        (
            "the date of conviction was at least 10 years before the review date",
            ["November 10, 2009", "November 11, 2009", "November 12, 2009"],
        ),
        (
            "the date of conviction was more than 10 years before the review date",
            ["November 10, 2009", "November 11, 2009", "November 12, 2009"],
        ),
    ],
)
def test_the_day_of_which_the_law_speaks_stands_in_the_middle(condition: str, days: list[str]) -> None:
    assert [row[0] for row in rows_of(texts(condition))[:3]] == days


def test_ages_turn_on_the_birthday() -> None:
    rows = rows_of(texts("the person was at least 21 years old on the review date"))
    assert rows[:3] == [
        ("November 10, 1998", "November 11, 2019"),
        ("November 11, 1998", "November 11, 2019"),
        ("November 12, 1998", "November 11, 2019"),
    ]


@pytest.mark.parametrize(
    ("leap", "ends"),
    [("March 1", ("February 28, 2017", "March 1, 2017")), ("February 28", ("February 27, 2017", "February 28, 2017"))],
)
def test_a_birth_on_february_29_is_asked_about(leap: str, ends: tuple[str, str]) -> None:
    rows = rows_of(texts("the person was at least 21 years old on the review date", leap=leap))
    assert [row for row in rows if row[0] == "February 29, 1996"] == [("February 29, 1996", end) for end in ends]
    assert {row[1] for row in rows} >= {"February 28, 2016", "February 29, 2016", "March 1, 2016"}


def test_a_window_turns_on_both_its_ends() -> None:
    rows = rows_of(texts("the date of conviction is from July 1, 2001 through July 1, 2009"))
    assert [row[0] for row in rows] == [
        *["June 30, 2001", "July 1, 2001", "July 2, 2001"],
        *["June 30, 2009", "July 1, 2009", "July 2, 2009"],
    ]


def test_an_option_is_tried_at_its_normal_value_and_at_both_bounds() -> None:
    option = "Option Waiting Period: between 1 year and 15 years, normally 10 years."
    text = texts("the date of conviction was at least the Waiting Period before the review date", option)
    assert "with Waiting Period at 1 year, conviction (1) receives {outcome}" in " ".join(text.split())
    assert "with Waiting Period at 15 years, conviction (1) receives {outcome}" in " ".join(text.split())
    assert [row[0] for row in rows_of(text) if len(row) == 1] == [
        *["November 10, 2018", "November 11, 2018", "November 12, 2018"],
        *["November 10, 2004", "November 11, 2004", "November 12, 2004"],
    ]


def test_an_option_of_weight_is_told_in_grams_and_taken_as_told() -> None:
    option = "Option Weight Limit: between 10 grams and 40 grams, normally 28.5 grams."
    meaning = law_of("the amount of cannabis flower is at most the Weight Limit", option)
    found = boundaries(meaning, REVIEW)
    text = written(meaning, found, REVIEW)
    assert "with Weight Limit at 10 grams" in text
    assert [row[0] for row in rows_of(text)] == [
        *["28.4 grams", "28.5 grams", "28.6 grams"],
        *["9.9 grams", "10 grams", "10.1 grams"],
        *["39.9 grams", "40 grams", "40.1 grams"],
    ]
    answers = iter(outcomes(meaning, found))
    filled = re.sub(rf"{BLANK}(?= +\|)", lambda _: next(answers).removeprefix("receives "), text)
    base = RULES.format(
        condition="the amount of cannabis flower is at most the Weight Limit", before=option + "\n\n", leap="March 1"
    )
    assert {one.message for one in run_scenarios(load_text(base + "\n" + filled))} == {""}


def test_each_part_of_a_latest_day_is_moved() -> None:
    text = texts("the later of the date of sentence and the date of release is before July 1, 2009")
    tables = [line for line in text.splitlines() if line.startswith("    | date of")]
    assert len(tables) == 2
    assert [row[0] for row in rows_of(text)] == ["June 30, 2009", "July 1, 2009", "July 2, 2009"] * 2


# ---------------------------------------------------------------------------------------------- amounts and numbers


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("the amount of cannabis flower is at most 28.5 grams", ["28.4 grams", "28.5 grams", "28.6 grams"]),
        ("the amount of cannabis flower is less than 1 ounce", ["0.75 ounces", "1 ounce", "1.25 ounces"]),
        ("the number of plants is at most 6", ["5", "6", "7"]),
        ("the restitution owed is at most $0", ["$0", "$1"]),
        ("the fines owed are less than $100", ["$99", "$100", "$101"]),
        ("the maximum punishment is at most 92 days", ["91 days", "92 days", "93 days"]),
        ("the maximum punishment is at most 1 year", ["11 months", "1 year", "13 months"]),
    ],
)
def test_amounts_below_at_and_above(condition: str, values: list[str]) -> None:
    assert [row[0] for row in rows_of(texts(condition))] == values


@pytest.mark.parametrize(
    "condition",
    [
        "the person has at least 2 convictions for HS 11359",
        "the person has at most 1 conviction for HS 11359",
        "the number of convictions for HS 11359 is more than 1",
    ],
)
def test_numbers_of_records(condition: str) -> None:
    meaning = law_of(condition)
    numbered = [one for one in boundaries(meaning, REVIEW) if not one.columns]
    assert len(numbered) == 1
    counts = [sum("HS 11359" in str(record.offense) for record in row.records) for row in numbered[0].rows]
    assert counts in ([1, 2, 3], [0, 1, 2])


# ---------------------------------------------------------------------------------------------- the way there


def test_exceptions_terms_and_declared_facts_are_gone_through() -> None:
    before = (
        "Fact Paid: yes or no, about each conviction.\n\n"
        "Old Case means that all of the following are true:\n"
        "  (1) the date of conviction is before July 1, 2009; and\n"
        "  (2) Paid is true."
    )
    text = texts("the conviction is a felony; unless Old Case is true", before)
    assert 'rule under test, unless, Old Case (1): the day before July 1, 2009, the day and the day after"' in text
    assert "whose Paid is true" in text


def test_each_value_of_a_list_of_values_is_tried() -> None:
    before = (
        "Waiting Start means the first of these that applies:\n"
        "  (1) the date of release, if the sentence includes prison;\n"
        "  (2) the date of sentence, otherwise."
    )
    text = texts("Waiting Start is at least 10 years before the review date", before)
    assert "Waiting Start (1)" in text
    assert "Waiting Start (2)" in text


def test_each_reading_of_an_open_question_is_tried() -> None:
    before = (
        "Old Case is an open question:\n"
        '  (1) reading "by the conviction": the date of conviction is before July 1, 2009;\n'
        '  (2) reading "by the offense": the date of offense is before July 1, 2009.'
    )
    text = " ".join(texts("Old Case is true", before).split())
    assert 'with Old Case read as "by the conviction", conviction (1) receives {outcome}' in text
    assert 'with Old Case read as "by the offense", conviction (1) receives {outcome}' in text
    assert "whose date of offense is {date of offense}" in text


def test_what_cannot_be_reached_is_noted_with_its_day() -> None:
    text = texts(
        "all of the following are true:\n"
        "    (1) the date of conviction is before July 1, 2009;\n"
        "    (2) the offense is HS 11357; and\n"
        "    (3) the offense is HS 11358"
    )
    assert "It turns on July 1, 2009. No person was found" in " ".join(text.split())
    assert "Boundaries found: 1; written: 0, as 0 scenarios; only noted: 1." in " ".join(text.split())


def test_coverage_turns_too_and_its_blank_is_the_whole_verdict() -> None:
    text = RULES.format(condition="the conviction is a felony", before="", leap="March 1").replace(
        "or HS 11359.", "or HS 11359 on or after January 1, 1990."
    )
    meaning = load_text(text).law
    printed = written(meaning, boundaries(meaning, REVIEW), REVIEW)
    assert [row[0] for row in rows_of(printed)] == ["December 31, 1989", "January 1, 1990", "January 2, 1990"]
    assert "conviction (1) {outcome}." in printed
    verdicts = iter(("is not covered", "receives Dismissal", "receives Dismissal"))
    filled = re.sub(rf"{BLANK}(?= +\|)", lambda _: next(verdicts), printed)
    assert [one.message for one in run_scenarios(load_text(text + "\n" + filled))] == ["", "", ""]


def test_the_days_in_force_are_noted() -> None:
    text = RULES.format(condition="the conviction is a felony", before="", leap="March 1").replace(
        "Leap day", "In force: from July 1, 2001 through June 30, 2030.\nLeap day"
    )
    meaning = load_text(text).law
    printed = written(meaning, boundaries(meaning, REVIEW), REVIEW)
    assert "in force: from July 1, 2001. It turns on July 1, 2001." in " ".join(printed.split())
    assert "Boundaries found: 2; written: 0, as 0 scenarios; only noted: 2." in " ".join(printed.split())


def test_a_construct_that_the_walk_does_not_know_is_noted() -> None:
    @frozen
    class Unheard:
        tests: tuple[law.Compare, ...]

    meaning = law_of("the date of conviction is before July 1, 2009")
    (one,) = boundaries(meaning, REVIEW)
    assert isinstance(one.asked.test, law.Compare)
    unheard = evolve(meaning.rules[0], test=Unheard((one.asked.test,)))  # type: ignore[arg-type]
    assert [each.provision for each in comparisons(evolve(meaning, rules=(unheard,)))] == ["rule under test"]


def test_a_sketch_is_never_changed() -> None:
    meaning = law_of("the date of conviction is before July 1, 2009")
    (one,) = boundaries(meaning, REVIEW)
    assert len({row.person for row in one.rows}) == 3
    assert all(isinstance(row, Sketch) for row in one.rows)
