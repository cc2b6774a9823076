"""What the checker finds: each code, at the right words. All rule files are fabricated."""

from __future__ import annotations

import pytest

from cmr_rules.diagnostics.codes import LESSONS, as_file
from cmr_rules.diagnostics.lesson import Lesson
from tests.unit.rule_texts import codes, read

_ELSEWHERE = {"CMR209", "CMR215", "CMR218", "CMR210"}
"""Faults that need more than one file, or a run."""
_MINE = [each for each in LESSONS if each.code[3] in "234" and not each.described and each.code not in _ELSEWHERE]


@pytest.mark.parametrize("lesson", _MINE, ids=lambda each: each.code)
def test_each_lesson_shows_its_fault_and_no_other(lesson: Lesson) -> None:
    """The wrong text has the fault alone, and the right text has none."""
    wrong = as_file(lesson.wrong, whole=lesson.whole)
    right = as_file(lesson.right, whole=lesson.whole)
    unused = lesson.code == "CMR205"

    assert set(codes(wrong, whole=True, unused=unused)) == {lesson.code}
    assert codes(right, whole=True) == []


@pytest.mark.parametrize(
    ("text", "code", "underlined"),
    [
        ("Old means that the date of convicton is before May 1, 2016.", "CMR201", "the date of convicton"),
        ("Old means that the date of conviction is before 10 years.", "CMR301", "10 years"),
        ("Old means that the date of conviction is at least 10 years.", "CMR301", "10 years"),
        ("Old means that the number of plants is before May 1, 2016.", "CMR301", "the number of plants"),
        ("Old means that the number of plants is at most 28.5 grams.", "CMR302", "28.5 grams"),
        ("Old means that the fines owed are at most 6 ounces.", "CMR302", "6 ounces"),
        ("Old means that the date of conviction is a felony.", "CMR307", "a felony"),
        ("Old means that the conviction is at least 21 years old on the review date.", "CMR307", "the conviction"),
        ("Old means that the conviction has no conviction.", "CMR307", "the conviction"),
        ("Old means that the conviction is before May 1, 2016.", "CMR307", "the conviction"),
        ("Old means that the person is in Los Angeles County.", "CMR307", "the person"),
        ("Old means that the person still stands.", "CMR307", "the person"),
        ("Old means that the person is pending.", "CMR307", "pending"),
        ("Old means that the person has a pending conviction.", "CMR307", "pending"),
        ("Old means that the conviction is lawful.", "CMR307", "lawful"),
        ("Old means that the conviction is deceased.", "CMR307", "deceased"),
        ("Old means that the person has a conviction whose date of birth is before May 1, 2016.", "CMR307", None),
        ("Old means that the sentence includes prisn.", "CMR212", "prisn"),
        ("Old means that the person has no conviction for QX 187.", "CMR211", "QX 187"),
        ("Old means that Very Old is true.", "CMR202", "Very Old"),
        ("Old means that Dismissal is true.", "CMR303", "Dismissal"),
        ("Old means that the person has at most 2 cases.", "CMR118", None),
        ("Old means PC 187 through HS 11357.", "CMR304", None),
        ("Old means 10 years.\n\nYoung means that the offense is an Old.", "CMR303", "Old"),
        ("Old means 10 years.\n\nYoung means that Old.", "CMR303", "Old"),
        ("Old means that the conviction is a felony.\n\nYoung means that Old is before May 1, 2016.", "CMR303", "Old"),
        ("If the end of sentence is unknown, it is presumed true [PC 1].", "CMR310", None),
        ("If the review date is not recorded, it is the date of conviction [PC 1].", "CMR310", None),
        ("If the end of sentence is not recorded, it is the date of sentence.", "CMR409", None),
    ],
)
def test_a_fault_is_underlined_at_the_wrong_word(text: str, code: str, underlined: str | None) -> None:
    """One fault, and only the words that are wrong."""
    _, diagnostics = read(text)
    faults = [one for one in diagnostics if one.code != "CMR205"]

    assert [one.code for one in faults] == [code]
    span = faults[0].labels[0].span
    assert underlined is None or span.text.removeprefix("a ") == underlined.removeprefix("a ")


def test_the_hint_for_a_bare_period_is_a_sentence() -> None:
    """The likeliest meaning is offered."""
    _, diagnostics = read("Old means that the date of conviction is at least 10 years.")

    fault = diagnostics.errors[0]
    assert fault.message == "`10 years` is a length of time and `the date of conviction` is a day"
    assert fault.hints == ("did you mean `at least 10 years before the review date`?",)


def test_several_faults_are_found_in_one_run() -> None:
    """A wrong phrase does not hide the next one."""
    text = """
Old means that all of the following are true:
  (a) the date of convicton is before May 1, 2016;
  (b) the number of plants is at most 28.5 grams; and
  (c) the conviction is a felonry.
"""
    assert codes(text) == ["CMR201", "CMR302", "CMR212"]


def test_what_could_not_be_read_is_not_called_missing() -> None:
    """A fault of the syntax makes no second fault of its consequences."""
    assert codes("Serious means that the conviction a felony.\n\nOld means that Serious is true.") == ["CMR101"]


def test_definitions_decide_nothing() -> None:
    """Options, rules and scenarios belong to a statute or a policy."""
    text = 'Definitions "Fabricated".\n\nOption Wait: between 1 year and 2 years, normally 1 year.'

    assert codes(text, whole=True) == ["CMR120"]
    assert codes('Definitions "Fabricated".\n\nWait means 5 years.', whole=True, unused=True) == []


def test_years_are_counted_only_on_a_calendar() -> None:
    """Days are no years; without a leap-day rule, years are warned of, and `undeclared` is one."""
    head = """Statute "Fabricated".
Jurisdiction: California.
Authority: HS 11361.8.
Outcomes, most favorable first: Dismissal, "Dismissed"; No Relief, "None".
This statute covers each conviction for HS 11357.
Otherwise a conviction receives No Relief.
Rule "old": A conviction receives Dismissal if the date of conviction is at least PERIOD before the review date.
"""
    head = (
        head.replace("Otherwise a conviction receives No Relief.\n", "")
        + "Otherwise a conviction receives No Relief.\n"
    )

    assert codes(head.replace("PERIOD", "90 days"), whole=True) == []
    years = head.replace("PERIOD", "10 years")
    assert codes(years, whole=True) == ["CMR407"]
    assert codes(years.replace("Authority:", "Leap day: undeclared.\nAuthority:"), whole=True) == []


def test_a_relative_citation_needs_one_authority() -> None:
    """`(6)(b)` is a part of the section that the file cites."""
    text = 'Rule "old" [(6)(b)]: A conviction receives Dismissal if the conviction is not a felony.\n\nOtherwise a conviction receives No Relief.'
    found, diagnostics = read(text)

    assert diagnostics.errors == ()
    assert found.rules[0].citations == ("HS 11361.8(6)(b)",)


SCENARIO = """
Scenario "one".
  A person born March 14, 1960 has:
    (1) a felony conviction in Contra Costa County for HS 11358 on April 11, 1981.
  On July 1, 2019, {expected}.
"""


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("conviction (1) receives Dismissal", None),
        ("conviction (2) receives Dismissal", "CMR216"),
        ("conviction (1) receives Dismisal", "CMR207"),
        ("with Wait at 5 years, conviction (1) receives Dismissal", "CMR218"),
        ("conviction (1) needs review, missing the date of offens of conviction (1)", "CMR201"),
        ("conviction (1) needs review, missing the date of birth", None),
    ],
)
def test_scenarios_speak_of_what_exists(expected: str, code: str | None) -> None:
    """Outcomes, convictions, options and facts are looked up."""
    assert codes(SCENARIO.replace("{expected}", expected)) == ([] if code is None else [code])
