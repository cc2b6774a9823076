"""Options that list sections, and options that name a county. Everything in the files and records is fabricated."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date

import pytest

from cmr_rules import (
    Case,
    Charge,
    CourtAction,
    Decision,
    Level,
    OptionError,
    Person,
    Program,
    RecordSource,
    Status,
    load_text,
)
from cmr_rules.citations import Offense, parse_section
from cmr_rules.engine import run_scenarios
from cmr_rules.records.values import UNKNOWN, Missing
from tests.unit.rule_texts import codes, read

HEAD = """\
Policy "Fabricated".
Jurisdiction: California.
Authority: HS 11361.9.
Leap day: March 1.

{options}

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  No Relief, "None".

This policy covers each conviction{place} for HS 11357, HS 11358 or HS 11359, including attempts.

Decide by the first of these that applies:
  (1) Dismissal, because "all {{section}} of {{Chosen Sections}}", if {condition};
  (2) No Relief, otherwise.
"""
SECTIONS = "Option Chosen Sections: any of HS 11357 or HS 11358, including attempts, normally {}."
COUNTY = "Option Home County: a county in California, {}."
AS_OF = date(2020, 1, 1)
LISTED = "the offense is one of the Chosen Sections"


def policy(condition: str = LISTED, normally: str = "HS 11357, or off", county: str = "normally all of California",
           place: str = " in the Home County", **options: object) -> Program:  # fmt: skip
    declared = f"{COUNTY.format(county)}\n{SECTIONS.format(normally)}"
    text = HEAD.format(options=declared, condition=condition, place=place)
    return load_text(text, options={name.replace("_", " "): value for name, value in options.items()})


def person(
    *offenses: str, county: str | Missing = "Yolo County", form: str = "completed", covers: str = "California"
) -> Person:
    charges = []
    for number, text in enumerate(offenses, 1):
        section = parse_section(text)
        action = CourtAction(date=date(2010, 5, number), category="convicted", level=Level.FELONY)
        offense = UNKNOWN if section is None else Offense(section, form)
        charges.append(Charge(str(number), offense=offense, actions=(action,)))
    sources = (RecordSource("made up", (covers,)),)
    return Person("P1", cases=(Case(county=county, state="California", charges=tuple(charges)),), sources=sources)


def said(program: Program, who: Person) -> list[str]:
    return [one.reason or one.outcome or one.status.value for one in program.decide(who, as_of=AS_OF)]


def shown(decision: Decision) -> str:
    lines = list(decision.explanation.lines)
    return "\n".join(f"{line.label} {line.words}" for line in lines)


@pytest.mark.parametrize(
    ("given", "in_words"),
    [
        ("HS 11358", "HS 11358"),
        ("HS 11357, HS 11358", "HS 11357 or HS 11358"),
        ("HS 11357 or HS 11358", "HS 11357 or HS 11358"),
        ("hs 11358", "HS 11358"),
        (["HS 11358", "HS 11357(a)"], "HS 11358 or HS 11357(a)"),
        (["HS 11358, HS 11357"], "HS 11358 or HS 11357"),
        ("off", "off"),
        (None, "off"),
    ],
)
def test_sections_are_given_as_one_text_or_several(given: object, in_words: str) -> None:
    assert policy(Chosen_Sections=given).options["Chosen Sections"] == in_words


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("HS 11359", "`Chosen Sections` may list HS 11357 or HS 11358, and `HS 11359` is none of them"),
        ("HS 11357, PC 187", "`PC 187` is none of them"),
        ("11357", "`11357` is none; write its code before the number"),
        ("marijuana", "lists sections such as HS 11357 or HS 11358, and `marijuana` is none"),
        ([], "and none is given"),
        (True, "`True` is none"),
    ],
)
def test_sections_outside_the_bound_are_refused(given: object, message: str) -> None:
    with pytest.raises(OptionError, match=message.replace("(", r"\(")):
        policy(Chosen_Sections=given)


def test_a_list_without_off_cannot_be_off() -> None:
    with pytest.raises(OptionError, match="`Chosen Sections` cannot be off"):
        policy(normally="HS 11357", Chosen_Sections="off")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HS 11357", ["all HS 11357 of HS 11357", "No Relief", "No Relief"]),
        (
            "HS 11358, HS 11357",
            ["all HS 11357 of HS 11358 or HS 11357", "all HS 11358 of HS 11358 or HS 11357", "No Relief"],
        ),
        ("HS 11357(b)", ["No Relief", "No Relief", "No Relief"]),
        ("off", ["No Relief", "No Relief", "No Relief"]),
    ],
)
def test_a_condition_asks_what_the_option_lists(given: str, expected: list[str]) -> None:
    assert said(policy(Chosen_Sections=given), person("HS 11357(a)", "HS 11358", "HS 11359")) == expected


def test_a_chosen_section_counts_in_the_forms_of_the_bound() -> None:
    assert said(policy(), person("HS 11357", form="attempt")) == ["all HS 11357 of HS 11357"]
    assert [one.status for one in policy().decide(person("HS 11357", form="conspiracy"), as_of=AS_OF)] == []


def test_a_record_less_specific_than_what_is_chosen_needs_review() -> None:
    (decision,) = policy(Chosen_Sections="HS 11357(b)").decide(person("HS 11357"), as_of=AS_OF)
    assert decision.needs_review
    assert "HS 11357(b)" in " ".join(effect.answer for fact in decision.missing for effect in fact.answers)


def test_history_counts_what_the_option_lists() -> None:
    another = "the person has another conviction for one of the Chosen Sections"
    program = policy(another)
    assert said(program, person("HS 11357", "HS 11359")) == ["No Relief", "all HS 11359 of HS 11357"]
    off = program.with_options({"Chosen Sections": "off"})
    first, _ = off.decide(person("HS 11359", "HS 11357"), as_of=AS_OF)
    assert first.outcome == "No Relief"
    assert "skipped: Chosen Sections is off" in shown(first)


def test_what_the_record_names_is_asked_of_the_option() -> None:
    program = policy("the record names one of the Chosen Sections", Chosen_Sections="HS 11357(b)")
    assert said(program, person("HS 11357", "HS 11357(b)")) == ["No Relief", "all HS 11357 of HS 11357(b)"]


@pytest.mark.parametrize("given", ["Yolo", "yolo county", " YOLO  County ", "Yolo County"])
def test_a_county_is_named_with_or_without_the_word(given: str) -> None:
    program = policy(Home_County=given)
    assert program.options["Home County"] == "Yolo County"
    assert said(program, person("HS 11357")) == ["all HS 11357 of HS 11357"]
    assert said(program, person("HS 11357", county="Napa County")) == []


@pytest.mark.parametrize("given", ["California", "all of California", "ALL OF CALIFORNIA"])
def test_all_of_the_state_may_be_chosen(given: str) -> None:
    program = policy(Home_County=given)
    assert program.options["Home County"] == "all of California"
    assert said(program, person("HS 11357", county="Napa County")) == ["all HS 11357 of HS 11357"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("Yollo", "`Home County` is a county in California, and `Yollo` is none; did you mean `Yolo County`"),
        ("Contra Kosta County", "did you mean `Contra Costa County`"),
        ("Oregon", "and `Oregon` is none"),
        ("off", "`Home County` cannot be off"),
    ],
)
def test_an_unknown_county_is_refused(given: str, message: str) -> None:
    with pytest.raises(OptionError, match=message):
        policy(Home_County=given)


def test_a_county_to_be_chosen_is_chosen_before_anything_is_decided() -> None:
    program = policy(county="to be chosen")
    assert "Home County" not in program.options
    with pytest.raises(OptionError, match='`Home County` must be chosen: for example --option "Home County='):
        program.decide(person("HS 11357"), as_of=AS_OF)
    assert said(program.with_options({"Home County": "Yolo"}), person("HS 11357")) == ["all HS 11357 of HS 11357"]


def test_a_court_whose_county_is_unknown_may_be_in_the_county() -> None:
    (decision,) = policy(Home_County="Yolo").decide(person("HS 11357", county=UNKNOWN), as_of=AS_OF)
    assert decision.status is Status.NEEDS_REVIEW
    assert any(effect.answer == "Yolo County" for fact in decision.missing for effect in fact.answers)


@pytest.mark.parametrize(
    ("condition", "covers", "expected"),
    [
        ("the person has no conviction in the Home County before January 1, 2000", "Yolo County", "decided"),
        ("the person has no conviction in the Home County before January 1, 2000", "Napa County", "needs review"),
        ("the person has no conviction outside the Home County before January 1, 2000", "Yolo County", "needs review"),
        ("the person has no conviction outside the Home County before January 1, 2000", "everywhere", "decided"),
    ],
)
def test_what_is_not_on_record_is_asked_where_the_sources_do_not_look(
    condition: str, covers: str, expected: str
) -> None:
    program = policy(condition, Home_County="Yolo")
    (decision,) = program.decide(person("HS 11357", covers=covers), as_of=AS_OF)
    assert decision.status.value == expected


def test_a_place_before_a_date_is_no_window() -> None:
    """`in the Home County before X` speaks of a place, and `in the Wait before X` of a time."""
    text = f"{COUNTY.format('normally all of California')}\nOption Wait: between 1 year and 9 years, normally 5 years."
    condition = "the person has no conviction in the Home County in the Wait before the review date"
    program = load_text(HEAD.format(options=f"{text}\n{SECTIONS.format('off')}", condition=condition, place="")
                        .replace(" of {Chosen Sections}", ""), options={"Wait": "8 years"})  # fmt: skip
    assert said(program, person("HS 11357")) == ["all HS 11357"]
    assert said(program.with_options({"Wait": "9 years"}), person("HS 11357")) == ["all HS 11357"]
    (decision,) = program.decide(person("HS 11357"), as_of=date(2018, 5, 1))
    assert decision.outcome == "No Relief"
    assert "no conviction in all of California in the 8 years before May 1, 2018" in shown(decision)


def test_explanations_say_what_is_chosen() -> None:
    program = policy(Home_County="Yolo", Chosen_Sections="HS 11357, HS 11358")
    (decision,) = program.decide(person("HS 11359"), as_of=AS_OF)
    assert "the offense is HS 11357 or HS 11358" in shown(decision)
    (open_one,) = program.decide(person("HS 11357", county=UNKNOWN), as_of=AS_OF)
    assert "covered: conviction in Yolo County for HS 11357" in shown(open_one)


def test_off_is_no_for_a_yes_or_no() -> None:
    text = HEAD.format(options="Option Old Cases: yes or no, normally yes.", condition="Old Cases is true", place="")
    program = load_text(text.replace(" of {Chosen Sections}", ""), options={"Old Cases": "off"})
    assert program.options == {"Old Cases": "no"}


SCENARIO = """

Scenario "what is set".
  A person born March 14, 1960 has:
    (1) a felony conviction in Yolo County for HS 11358 on May 4, 2015;
    (2) a felony conviction in Contra Costa County for HS 11357(a) on May 4, 2015.
  On July 1, 2019, with Home County at {county}, conviction (1) receives {outcome}.
  On July 1, 2019, with Home County at all of California and Chosen Sections at HS 11357, HS 11358 or HS 11357(a),
    conviction (2) receives Dismissal, because "all HS 11357 of HS 11357, HS 11358 or HS 11357(a)".
  On July 1, 2019, with Chosen Sections at HS 11358 and Home County at Yolo County, conviction (2) is not covered.
"""


@pytest.mark.parametrize(("outcome", "passes"), [("No Relief", True), ("Dismissal", False)])
def test_scenarios_set_both_kinds(outcome: str, passes: bool) -> None:  # noqa: FBT001
    options = f"{COUNTY.format('to be chosen')}\n{SECTIONS.format('HS 11357, or off')}"
    text = HEAD.format(options=options, condition=LISTED, place=" in the Home County")
    program = load_text(text + SCENARIO.format(county="Yolo County", outcome=outcome))
    assert [result.passed for result in run_scenarios(program)] == [passes]


DECLARED = f"{COUNTY.format('to be chosen')}\n{SECTIONS.format('HS 11357, or off')}\n"
ASKED = "Asked means that "


@pytest.mark.parametrize(
    ("text", "expected", "message"),
    [
        (SECTIONS.format("HS 11359"), "CMR305", "`HS 11359` is none of the sections that `Chosen Sections` may list"),
        (SECTIONS.format("HS 11357, normally HS 11358"), "CMR101", "one normal value"),
        (SECTIONS.format("5 years"), "CMR101", "I cannot read"),
        (SECTIONS.format("exactly HS 11357"), "CMR309", "more than a section"),
        ("Option Chosen: any of a Super Strike, normally off.", "CMR309", "listed one by one"),
        ("Option Home: a county in Oregon, to be chosen.", "CMR208", "counties of `Oregon`"),
        ("Option Home: a county in California, normally all of Oregon.", "CMR309", "normal value"),
        ("Option Home: a county in California.", "CMR101", "breaks off"),
        (f"{DECLARED}{ASKED}the number of convictions is at least the Chosen Sections.", "CMR303", "no size to compare"),
        (f"{DECLARED}{ASKED}the date of conviction is before the Home County.", "CMR303", "no size to compare"),
        (f"{DECLARED}{ASKED}the offense is a Chosen Sections.", "CMR303", "an offense must stand here"),
        (f"{DECLARED}{ASKED}the offense is HS 11361 or one of the Chosen Sections.", "CMR303", "stands alone"),
        (f"{DECLARED}{ASKED}the offense is one of the Home County.", "CMR303", "lists sections must stand"),
        (f"{DECLARED}{ASKED}the offense is one of the Other Sections.", "CMR202", "not defined"),
        (f"{DECLARED}Asked means one of the Chosen Sections.", "CMR303", "stands alone"),
        (f"{DECLARED}{ASKED}the conviction is in Home County.", "CMR208", "there is no place"),
        (f"{DECLARED}{ASKED}Chosen Sections is true.", "CMR303", "no size"),
        (f"{DECLARED}Jurisdiction: the Home County.", "CMR101", "cannot read"),
    ],
)  # fmt: skip
def test_a_slip_is_told(text: str, expected: str, message: str) -> None:
    _, diagnostics = read(text)
    told = [(one.code, one.message) for one in diagnostics]
    assert any(code == expected and message in words for code, words in told), told


@pytest.mark.parametrize(
    ("setting", "expected", "message"),
    [
        ("Home County at Yollo County", "CMR305", "which is a county in California"),
        ("Home County at 5 years", "CMR305", "which is a county in California"),
        ("Home County at all of Oregon", "CMR305", "which is a county in California"),
        ("Home County off", "CMR305", "cannot be off"),
        ("Chosen Sections at HS 11358", "CMR311", "`Home County` must be chosen"),
        ("Home County at Yolo County and Chosen Sections at HS 11359", "CMR305", "none of the sections"),
        ("Home County at Yolo County and Chosen Sections at 5 years", "CMR305", "which lists sections"),
        ("Home County at Yolo County and Chosen Sections at HS 11357 and HS 11358", "CMR101", "joined by `or`"),
    ],
)
def test_a_setting_that_does_not_fit_is_told(setting: str, expected: str, message: str) -> None:
    text = (HEAD.format(options=DECLARED, condition=LISTED, place=" in the Home County") + SCENARIO.format(
        county="Yolo County", outcome="Dismissal")).replace("Home County at Yolo County,", f"{setting},")  # fmt: skip
    _, diagnostics = read(text, whole=True)
    told = [(one.code, one.message) for one in diagnostics]
    assert any(code == expected and message in words for code, words in told), told


def test_what_is_covered_may_hang_on_a_county_and_not_on_a_list_that_may_be_off() -> None:
    text = HEAD.format(options=DECLARED, condition=LISTED, place=" in the Home County")
    assert codes(text, whole=True) == []
    listed = text.replace("for HS 11357, HS 11358 or HS 11359, including attempts", "for one of the Chosen Sections")
    assert codes(listed, whole=True) == ["CMR309"]
