"""What a hostile reading of the language found: slips that got a wrong answer or none, and law that changed in silence."""

# ruff: noqa: D103
from __future__ import annotations

import pytest

from cmr_rules.diagnostics.diagnostic import Diagnostic, Severity
from cmr_rules.engine import check_text, format_file
from cmr_rules.source import Source

HEAD = """\
Policy "Example (not law)".
Jurisdiction: California.
Authority: HS 11361.9.
Leap day: March 1.
Option Crime-Free Period: between 1 year and 15 years, normally 5 years, or off.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  Review, "For counsel", not ranked.

This policy covers each conviction for a Drug Offense.

Drug Offense means HS 11357, HS 11358 or HS 11359.

"""
SCENARIO = """
Scenario "one".
  A person born March 14, 1960 has:
    (1) {record}.
  On July 1, 2019, conviction (1) receives Review.
"""


def policy(condition: str = "the conviction is not a felony", more: str = "") -> str:
    steps = f"""\
Decide by the first of these that applies:
  (1) Dismissal, because "first", if {condition};
  (2) Dismissal, because "clean in {{Crime-Free Period}}",
      if the person has no conviction in the Crime-Free Period before the review date;
  (3) Review, otherwise.
"""
    return HEAD + steps + more


def faults(text: str) -> list[Diagnostic]:
    return [one for one in check_text(Source("test", text))[1] if one.severity is Severity.ERROR]


def underlined(fault: Diagnostic) -> str:
    return fault.labels[0].span.text


@pytest.mark.parametrize(
    ("condition", "code", "place", "hint"),
    [
        ("the date of conviction is later than November 9, 2016", "CMR101", "later than", "`after`"),
        ("the date of conviction is no earlier than November 9, 2016", "CMR101", "no earlier than", "`on or after`"),
        ("the date of conviction is prior to November 9, 2016", "CMR101", "prior to", "`before`"),
        ("the date of conviction is on or after 11-09-2016", "CMR114", "11-09-2016", "November 9, 2016"),
        ("the conviction date is after November 9, 2016", "CMR201", "the conviction date", "the date of conviction"),
        ("the defendant has more than 1 conviction", "CMR201", "the defendant", "the person"),
        ("the person does not have a conviction", "CMR201", "the person does not", "has no conviction"),
        ("the person has been convicted of PC 187", "CMR101", "has been convicted of", "has a conviction for"),
        ("the person has not been convicted of PC 187", "CMR101", "has not been convicted", "has no conviction"),
        ("the person has a conviction of PC 187", "CMR101", "conviction of", "conviction for"),
        ("the person has two or more convictions", "CMR101", "two or more", "at least 2"),
        ("the person has zero convictions", "CMR101", "zero", "`no`"),
        ("the person has a prior felony conviction", "CMR212", "prior", "before the date of this conviction"),
        ("the person has no conviction in the past 5 years", "CMR101", "in the past", "before the review date"),
        ("the date of conviction was at least 5 years ago", "CMR101", "5 years ago", "before the review date"),
        ("the person was 21 or older on the date of offense", "CMR101", "or older", "at least 21 years old"),
        ("the person was 21 years old on the date of offense", "CMR122", "old", "under 22 years old"),
        ("both of the following are true: (A) the person is deceased; and (B) the conviction is a felony",
         "CMR101", "both of the following", "all of the following are true"),
        ("either the person is deceased or the conviction is a felony", "CMR101", "either", "any of the following"),
        ("the conviction is no felony", "CMR101", "is no", "is not"),
        ("the conviction isn't a felony", "CMR101", "isn't", "is not"),
        ("the conviction shall not be a felony", "CMR101", "shall", "say what is so"),
        ("the Conviction is a felony", "CMR202", "Conviction", "small letters"),
        ("the conviction is less serious than a felony", "CMR101", "a", "misdemeanor or infraction"),
        ("the offense is H&S 11357", "CMR127", "H&S 11357", "HS 11357"),
        ("the offense is Health & Safety Code § 11357(a)", "CMR127", "Health & Safety Code § 11357(a)", "HS 11357(a)"),
        ("the offense is Penal Code 187", "CMR127", "Penal Code 187", "PC 187"),
        ("the offense is 11357", "CMR125", "11357", "HS 11357"),
        ("the offense is subdivision (b) of HS 11357", "CMR127", "subdivision (b)", "HS 11357(b)"),
        ("the offense is HS 11357 to HS 11360", "CMR101", "to", "through"),
        ("the offense is HS 11357 and HS 11358", "CMR107", "and", "`or`"),
        ("the offense is HS 11357, except HS 11357(b)", "CMR101", "except", "the offense is not"),
        ("the offense is HS 11357, subject to step (3)", "CMR118", "subject to", "terms"),
    ],
)  # fmt: skip
def test_one_answer_at_the_right_place(condition: str, code: str, place: str, hint: str) -> None:
    found = faults(policy(condition))
    assert [(one.code, underlined(one)) for one in found] == [(code, place)] or (
        [one.code for one in found] == [code] and place in underlined(found[0])
    )
    assert any(hint in one for one in found[0].hints), found[0].hints


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("felony;", "felony; and", "CMR109", "; and"),  # an ordered list joins nothing
        ("applies:", "applies.", "CMR105", "."),
        ("otherwise.", "otherwise", "CMR102", "otherwise"),
        ("(2) Dismissal", "(1) Dismissal", "CMR104", "(1)"),
        ("(1) Dismissal", "(1) dismissal", "CMR203", "dismissal"),
        ("March 1.", "February 30.", "CMR407", "Leap day: February 30."),
        ("This policy covers each", "This policy covers every", "CMR101", "This"),
        ("Drug Offense means", '"Drug Offense" means', "CMR101", '"Drug Offense"'),
    ],
)
def test_one_slip_one_fault(old: str, new: str, code: str, place: str) -> None:
    found = faults(policy().replace(old, new, 1) + "\n[Note: the end.]\n")
    assert [one.code for one in found] == [code]
    assert place in underlined(found[0])


def test_the_sentence_of_the_right_kind_of_file_is_proposed() -> None:
    (found,) = faults(policy().replace("covers each", "covers every"))
    assert found.hints == ("write `This policy covers each`",)


def test_what_the_word_processor_makes_of_lists_is_accepted() -> None:
    plain = policy("all of the following are true:\n (a) the person is deceased;\n (b) the conviction is a felony; and\n"
                   " (c) the offense is HS 11357")  # fmt: skip
    pasted = plain.replace(" (a) the", " \u2022 (a) The").replace(" (b) the", "\u00b7\t(b) The")
    pasted = pasted.replace(" (c) the", " \u25cf \u00a9 The").replace(", if all", ", If all").replace("\n", "\r\n")
    assert faults(pasted) == []
    assert format_file(Source("a", pasted))[0] == format_file(Source("b", plain))[0]
    assert faults(plain.replace("\n", "\r")) == []


def test_a_fault_of_a_template_is_told_once() -> None:
    table = (
        SCENARIO.replace("Scenario", "Scenarios")
        .replace("has:", "{what}:")
        .format(what="", record="a felony conviction for {offense} on June 1, 2012")
        + "    | offense  |\n    | HS 11357 |\n    | HS 11358 |\n    | HS 11359 |\n"
    )
    assert len(faults(policy(more=table))) == 1
    wrong_column = table.replace("1960 :", "1960 has:").replace("| offense  |", "| offence  |")
    assert [one.code for one in faults(policy(more=wrong_column))] == ["CMR124"]
    assert faults(policy(more=table.replace("1960 :", "1960 has:"))) == []


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("a felny conviction for HS 11357 on June 1, 2012", "CMR212"),
        ("a felony conviction for HS 11357 on June 1, 2012, sentenced to 90 days in prision", "CMR212"),
        ("a felony conviction for HS 11357 on June 1, 2012, denied on May 1, 2015", "CMR212"),
        ("a felony conviction for HS 11357 on June 1, 2012, whose county is Yolo County", "CMR120"),
        ("a felony conviction for HS 11357 on June 1, 2012, whose date of birth is May 1, 1990", "CMR120"),
    ],
)
def test_a_scenario_loses_nothing_that_it_tells(record: str, code: str) -> None:
    assert [one.code for one in faults(policy(more=SCENARIO.format(record=record)))] == [code]


def test_a_person_that_cannot_be_read_is_the_only_fault_of_its_scenario() -> None:
    broken = SCENARIO.format(record="a felony conviction for HS 11357, with 3 plants")
    assert [one.code for one in faults(policy(more=broken))] == ["CMR101"]


def test_a_range_of_subdivisions_is_refused_and_not_read_as_the_whole_section() -> None:
    (found,) = faults(policy("the offense is HS 11357(a) through HS 11357(c)"))
    assert (found.code, underlined(found)) == ("CMR127", "HS 11357(a) through HS 11357(c)")


@pytest.mark.parametrize(
    "text",
    [
        policy().replace("a Drug Offense.", "a Drug Offense for which Clean is true."),
        policy(more="\nIf Clean is unknown, it is presumed true [HS 1].\n"),
        HEAD + 'Rule "a": A conviction receives Dismissal if Clean is true.\n'
        'Otherwise a conviction receives Review, because "in {Crime-Free Period}".\n',
    ],
)  # fmt: skip
def test_an_option_that_may_be_off_stands_only_where_something_can_be_skipped(text: str) -> None:
    clean = "Clean means that the person has no conviction in the Crime-Free Period before the review date.\n\nD"
    found = faults(text.replace("\nD", "\n" + clean, 1))
    assert [one.code for one in found] == ["CMR309"]
    assert "may be off" in found[0].message


def test_an_outcome_that_is_not_listed_is_told_once() -> None:
    found = faults(policy().replace("Dismissal, because", "Refusal, because"))
    assert [one.code for one in found] == ["CMR207"]


def test_a_value_out_of_bounds_is_told_its_bounds() -> None:
    told = SCENARIO.format(record="a felony conviction for HS 11357 on June 1, 2012")
    (found,) = faults(policy(more=told.replace("2019, conv", "2019, with Crime-Free Period at 20 years, conv")))
    assert found.hints == ("it may be from 1 year through 15 years",)
