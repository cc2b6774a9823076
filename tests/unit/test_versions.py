"""Sections as they stood on a day, and terms and rules in versions: each boundary from both sides."""

# ruff: noqa: D103
from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cmr_rules import (
    UNKNOWN,
    Case,
    Charge,
    CourtAction,
    Decision,
    Event,
    Level,
    Offense,
    PartialDate,
    Period,
    Person,
    RecordSource,
    Status,
    load_text,
    parse_section,
)
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.semantics import law
from cmr_rules.source import Source
from cmr_rules.syntax.format import format_document
from cmr_rules.syntax.parse import parse
from tests.unit.rule_texts import codes, meaning_of, read

HEAD = """\
Statute "Example Act (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  Reduction, "Reduced";
  No Relief, "Not eligible".

This statute covers each conviction for HS 11357.

"""
TAIL = "\n\nOtherwise a conviction receives No Relief.\n"
LIMIT = """\
Concentrate Limit means the version in force on {on} [HS 11357(a)(1)]:
  (1) from November 9, 2016 through June 26, 2017: 4 grams [HS 11357(a)(2)];
  (2) from June 27, 2017 through December 31, 2020: 8 grams.

"""
GRAMS = 1_000_000_000
SIX_GRAMS = 6 * GRAMS


def rule(condition: str, title: str = "x", days: str = "", outcome: str = "Dismissal") -> str:
    return f'Rule "{title}" [HS 11361.8(e)]{days}: A conviction receives {outcome} if {condition}.\n\n'


def person(section: str = "HS 11357(c)", *, convicted: Any = date(2018, 5, 12), **facts: Any) -> Person:
    parsed = parse_section(section)
    assert parsed is not None
    level = facts.pop("level", Level.MISDEMEANOR)
    action = CourtAction(date=convicted, category="convicted", level=level)
    charge = Charge("1", offense=Offense(parsed), level=level, actions=(action,), **facts)
    born = date(1960, 3, 14)
    return Person("p", birth_date=born, cases=(Case("1", charges=(charge,)),), sources=(RecordSource("test"),))


def decide(text: str, someone: Person, as_of: date = date(2019, 7, 1)) -> Decision:
    return load_text(HEAD + text + TAIL).decide(someone, as_of=as_of)[0]


# ---------------------------------------------------------------------------------------------- sections


@pytest.mark.parametrize(
    ("days", "inside", "outside"),
    [
        ("before November 9, 2016", [date(2016, 11, 8)], [date(2016, 11, 9), date(2016, 11, 10)]),
        ("from November 9, 2016", [date(2016, 11, 9), date(2016, 11, 10)], [date(2016, 11, 8)]),
        (
            "from November 9, 2016 through June 26, 2017",
            [date(2016, 11, 9), date(2017, 6, 26)],
            [date(2016, 11, 8), date(2017, 6, 27)],
        ),
    ],
)
def test_the_date_of_offense_chooses_the_text_of_a_section(days: str, inside: list[date], outside: list[date]) -> None:
    text = rule(f"the offense is HS 11357(c) as in force {days}")
    assert {decide(text, person(offense_date=day)).outcome for day in inside} == {"Dismissal"}
    assert {decide(text, person(offense_date=day)).outcome for day in outside} == {"No Relief"}
    assert {decide(text, person("HS 11357(b)", offense_date=day)).outcome for day in inside} == {"No Relief"}


def test_an_undated_section_means_either_text() -> None:
    text = rule("the offense is HS 11357(c)")
    assert decide(text, person(offense_date=date(2016, 11, 8))).outcome == "Dismissal"
    assert decide(text, person(offense_date=date(2016, 11, 9))).outcome == "Dismissal"


def test_a_missing_date_of_offense_is_bounded_by_the_arrest_and_the_conviction() -> None:
    text = rule("the offense is HS 11357(c) as in force before November 9, 2016")
    assert decide(text, person(convicted=date(2016, 11, 8), offense_date=UNKNOWN)).outcome == "Dismissal"
    late = person(convicted=date(2016, 11, 9), offense_date=UNKNOWN)
    assert decide(text, late).status is Status.NEEDS_REVIEW
    assert [fact.fact for fact in decide(text, late).missing] == ["date of offense"]
    arrested = person(convicted=date(2018, 5, 12), offense_date=UNKNOWN, arrest_date=date(2016, 11, 8))
    assert decide(text, arrested).outcome == "Dismissal"


@pytest.mark.parametrize(
    ("partial", "outcome"),
    [
        (PartialDate(2016, 10), "Dismissal"),
        (PartialDate(2016, 11), ""),
        (PartialDate(2016, 12), "No Relief"),
        (PartialDate(2016), ""),
    ],
)
def test_a_partial_date_of_offense_decides_when_every_day_of_it_agrees(partial: PartialDate, outcome: str) -> None:
    text = rule("the offense is HS 11357(c) as in force before November 9, 2016")
    assert decide(text, person(offense_date=partial)).outcome == outcome


def test_the_two_texts_together_are_the_section() -> None:
    text = rule(
        "the offense is HS 11357(c) as in force before November 9, 2016 or HS 11357(c) as in force from November 9, 2016"
    )
    assert decide(text, person(offense_date=UNKNOWN)).outcome == "Dismissal"


def test_a_record_that_says_less_is_unknown_only_on_the_days_of_the_text() -> None:
    text = rule("the offense is HS 11357(c) as in force before November 9, 2016")
    assert decide(text, person("HS 11357", offense_date=date(2016, 11, 9))).outcome == "No Relief"
    before = decide(text, person("HS 11357", offense_date=date(2016, 11, 8)))
    assert [fact.fact for fact in before.missing] == ["offense"]


@pytest.mark.parametrize(
    "condition",
    [
        "the person has a conviction for HS 11357(c) as in force before November 9, 2016",
        "the person has at least 1 charge for an Old Offense before the review date",
        "every conviction of the person is for an Old Offense",
        "the record names HS 11357(c) as in force before November 9, 2016",
        "the offense is exactly HS 11357(c) as in force from January 1, 2000 through November 8, 2016",
        "the offense is HS 11350 through HS 11360 as in force before November 9, 2016",
        "the number of convictions for an Old Offense is exactly 1",
    ],
)
def test_days_stand_wherever_an_offense_does(condition: str) -> None:
    text = (
        "Old Offense means any of the following offenses: (1) HS 11357(c) as in force before November 9, 2016 "
        "[HS 11357(c)]; or (2) PC 187.\n\n" + rule("the offense is an Old Offense", "y", outcome="No Relief")
    )
    text += rule(condition)
    assert decide(text, person(offense_date=date(2016, 11, 8))).outcome == "Dismissal"
    assert decide(text, person(offense_date=date(2016, 11, 9))).outcome == "No Relief"


def test_what_is_covered_may_depend_on_the_text() -> None:
    covered = HEAD.replace("for HS 11357.", "for HS 11357(c) as in force before November 9, 2016.")
    program = load_text(covered + rule("the conviction is not a felony") + TAIL)
    assert [d.outcome for d in program.decide(person(offense_date=date(2016, 11, 8)), as_of=date(2019, 7, 1))] == [
        "Dismissal"
    ]
    assert program.decide(person(offense_date=date(2016, 11, 9)), as_of=date(2019, 7, 1)) == ()


def test_an_arrest_does_not_tell_the_date_of_offense_but_bounds_it() -> None:
    text = rule("the person has an arrest for HS 11358 as in force before November 9, 2016")
    section = parse_section("HS 11358")
    assert section is not None

    def arrested(day: date) -> Person:
        base = person(offense_date=date(2018, 1, 1))
        event = Event("arrest", day, offense=Offense(section))
        return Person("p", birth_date=base.birth_date, cases=base.cases, sources=base.sources, events=(event,))

    assert decide(text, arrested(date(2016, 11, 8))).outcome == "Dismissal"
    assert decide(text, arrested(date(2016, 11, 9))).status is Status.NEEDS_REVIEW


def test_no_test_of_an_offense_holds_days() -> None:
    test = meaning_of("the offense is HS 11357(c) as in force before November 9, 2016, HS 11357(b) or PC 187")
    assert isinstance(test, law.Either)
    undated = [one.offenses for one in test.tests if isinstance(one, law.OffenseIs)]
    listed = [one.patterns for one in undated if isinstance(one, law.OffenseSet)]
    assert [[str(pattern.section) for pattern in one] for one in listed] == [["HS 11357(b)", "PC 187"]]
    section = parse_section("HS 11357(c)")
    assert section is not None
    dated = law.OffenseSet((law.OffensePattern(section, first_day=1),))
    for leaf in (law.OffenseIs, law.RecordNames):
        with pytest.raises(ValueError, match="days of a text"):
            leaf(law.Who.SUBJECT, dated)


def test_an_explanation_names_the_section_and_the_date_of_offense() -> None:
    text = rule("the offense is HS 11357(c) as in force before November 9, 2016")
    told = decide(text, person(offense_date=date(2016, 11, 8))).explain()
    assert "as in force before November 9, 2016: it is HS 11357(c); the date of offense is November 8, 2016" in told
    bounded = decide(text, person(convicted=date(2010, 1, 2), offense_date=UNKNOWN)).explain()
    assert "the date of offense is not known, and not after January 2, 2010" in bounded


# ---------------------------------------------------------------------------------------------- terms


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        (date(2016, 11, 8), ""),
        (date(2016, 11, 9), "No Relief"),
        (date(2017, 6, 26), "No Relief"),
        (date(2017, 6, 27), "Dismissal"),
        (date(2020, 12, 31), "Dismissal"),
        (date(2021, 1, 1), ""),
    ],
)
def test_the_review_date_chooses_a_value(as_of: date, outcome: str) -> None:
    text = LIMIT.format(on="the review date") + rule(
        "the amount of concentrated cannabis is at most the Concentrate Limit"
    )
    someone = person(convicted=date(2010, 5, 12), concentrate=SIX_GRAMS)
    decision = decide(text, someone, as_of)
    assert decision.outcome == outcome
    if not outcome:
        (missing,) = decision.missing
        day = "November 8, 2016" if as_of.year == 2016 else "January 1, 2021"
        assert missing.fault == f"no version of Concentrate Limit is in force on {day}"
        assert missing.words == "the version of Concentrate Limit of conviction 1"
        assert decision.possible == ("Dismissal", "No Relief")


def test_a_decision_tells_from_which_day_another_version_changes_it() -> None:
    text = LIMIT.format(on="the review date") + rule(
        "the amount of concentrated cannabis is at most the Concentrate Limit"
    )
    someone = person(convicted=date(2010, 5, 12), concentrate=SIX_GRAMS)
    changed = decide(text, someone, date(2017, 1, 1)).when()
    assert changed is not None
    assert (changed[0], changed[1].outcome) == (date(2017, 6, 27), "Dismissal")


@pytest.mark.parametrize(("grams", "outcome"), [(3, "Dismissal"), (6, ""), (9, "No Relief")])
def test_versions_that_agree_need_no_date(grams: int, outcome: str) -> None:
    """A partial date leaves both versions possible; three grams are under both limits and nine over both."""
    text = LIMIT.format(on="the date of offense") + rule(
        "the amount of concentrated cannabis is at most the Concentrate Limit"
    )
    someone = person(offense_date=PartialDate(2017), concentrate=grams * GRAMS)
    decision = decide(text, someone)
    assert decision.outcome == outcome
    if not outcome:
        assert [fact.fact for fact in decision.missing] == ["date of offense"]


def test_an_explanation_names_the_version_and_the_day_that_chose_it() -> None:
    text = LIMIT.format(on="the date of offense") + rule(
        "the amount of concentrated cannabis is at most the Concentrate Limit"
    )
    told = decide(text, person(offense_date=date(2017, 6, 26), concentrate=SIX_GRAMS)).explain()
    assert (
        "Concentrate Limit is 4 grams by version (1) [HS 11357(a)(2)], in force from November 9, 2016 through "
        "June 26, 2017; the date of offense is June 26, 2017"
    ) in told
    unknown = decide(text, person(offense_date=PartialDate(2017), concentrate=SIX_GRAMS)).explain()
    assert "Concentrate Limit is not known; the date of offense is 2017, without an exact day" in unknown
    none = decide(text, person(offense_date=date(2016, 1, 1), concentrate=SIX_GRAMS)).explain()
    assert "Concentrate Limit is not known, because no version of it is in force then" in none


CONDITION = """\
Qualified means the version in force on the date of conviction:
  (1) from January 1, 2000 through November 8, 2016: that the conviction is not a felony [HS 11357(a)];
  (2) from November 9, 2016: that all of the following are true:
      (A) the conviction is a felony; and
      (B) the number of plants is at most 6.

"""


@pytest.mark.parametrize(
    ("convicted", "level", "outcome"),
    [
        (date(1999, 12, 31), Level.MISDEMEANOR, ""),
        (date(2000, 1, 1), Level.MISDEMEANOR, "Dismissal"),
        (date(2016, 11, 8), Level.MISDEMEANOR, "Dismissal"),
        (date(2016, 11, 8), Level.FELONY, "No Relief"),
        (date(2016, 11, 9), Level.MISDEMEANOR, "No Relief"),
        (date(2016, 11, 9), Level.FELONY, "Dismissal"),
    ],
)
def test_a_date_chooses_a_condition(convicted: date, level: Level, outcome: str) -> None:
    someone = person(convicted=convicted, level=level, plants=6)
    decision = decide(CONDITION + rule("Qualified"), someone)
    assert decision.outcome == outcome
    turned = decide(CONDITION + rule("Qualified is not true"), someone)
    assert turned.outcome == {"Dismissal": "No Relief", "No Relief": "Dismissal", "": ""}[outcome]
    if not outcome:
        (missing,) = decision.missing
        assert missing.fault == "no version of Qualified is in force on December 31, 1999"


def test_an_explanation_shows_the_conditions_of_the_version_that_is_in_force() -> None:
    told = decide(CONDITION + rule("Qualified"), person(convicted=date(2016, 11, 9), plants=6)).explain()
    assert (
        "✗ version (1) [HS 11357(a)], from January 1, 2000 through November 8, 2016, is in force on the date of "
        "conviction: the date of conviction is November 9, 2016"
    ) in told
    assert "✓ version (2), from November 9, 2016, is in force on the date of conviction" in told
    assert "(A) the conviction is a felony: the level is misdemeanor" in told
    assert "the conviction is not a felony" not in told
    assert "no version of Qualified" not in told


@pytest.mark.parametrize(
    ("values", "condition"),
    [
        (("10 years", "5 years"), "the day that is the Versioned after the date of conviction is before June 1, 2018"),
        (("10 years", "5 years"), "the maximum punishment is at most the Versioned"),
        (("January 1, 2010", "January 1, 2011"), "Versioned is before January 1, 2012"),
        (("lawful", "infraction"), "Versioned is less serious than the level of the conviction"),
        (("lawful", "infraction"), "Versioned is infraction"),
        (("5", "6"), "the number of plants is at most Versioned"),
        (("$5", "$6"), "the restitution owed is at most the Versioned"),
    ],
)
def test_a_value_of_any_kind_is_unknown_when_no_version_is_in_force(values: tuple[str, str], condition: str) -> None:
    text = (
        "Versioned means the version in force on the review date: "
        f"(1) from January 1, 2000 through June 30, 2001: {values[0]}; (2) from July 1, 2001: {values[1]}.\n\n"
    )
    someone = person(convicted=date(1995, 5, 12), plants=5, maximum=Period(12))
    decision = decide(text + rule(condition), someone, date(1999, 12, 31))
    assert decision.status is Status.NEEDS_REVIEW
    faults = {fact.fault for fact in decision.missing} - {""}
    assert faults == {"no version of Versioned is in force on December 31, 1999"}


# ---------------------------------------------------------------------------------------------- rules

RELIEF = rule("the conviction is not a felony", "relief", ", in force from July 1, 2022 through September 30, 2024") + (
    rule("the conviction is not a felony", "relief", ", in force from October 1, 2024", outcome="Reduction")
)


@pytest.mark.parametrize(
    ("as_of", "outcome"),
    [
        (date(2022, 6, 30), "No Relief"),
        (date(2022, 7, 1), "Dismissal"),
        (date(2024, 9, 30), "Dismissal"),
        (date(2024, 10, 1), "Reduction"),
    ],
)
def test_outside_of_its_days_a_rule_does_not_apply(as_of: date, outcome: str) -> None:
    assert decide(RELIEF, person(), as_of).outcome == outcome


def test_another_date_may_choose_a_rule() -> None:
    days = ", in force from November 9, 2016, chosen by the date of offense"
    text = rule("the conviction is not a felony", days=days)
    assert decide(text, person(offense_date=date(2016, 11, 8))).outcome == "No Relief"
    assert decide(text, person(offense_date=date(2016, 11, 9))).outcome == "Dismissal"
    open_ = decide(text, person(offense_date=UNKNOWN))
    assert [fact.fact for fact in open_.missing] == ["date of offense"]


def test_an_explanation_names_the_version_of_a_rule_and_why_the_others_do_not_apply() -> None:
    decision = decide(RELIEF, person(), date(2024, 10, 1))
    assert decision.provision == 'Rule "relief", in force from October 1, 2024'
    told = decision.explain(when=False)
    assert '✗ Rule "relief", in force from July 1, 2022 through September 30, 2024, gives Dismissal' in told
    assert "✗ this rule, from July 1, 2022 through September 30, 2024, is in force on October 1, 2024" in told
    assert "✓ this rule, from October 1, 2024, is in force on October 1, 2024" in told


# ---------------------------------------------------------------------------------------------- text and faults


def test_versions_are_written_back_as_they_were_read() -> None:
    text = LIMIT.format(on="the date of offense") + CONDITION + RELIEF
    document = parse(Source("a", text), Diagnostics(), ["Dismissal", "Reduction"])
    written = format_document(document)
    assert "  (2) from June 27, 2017 through December 31, 2020: 8 grams.\n" in written
    assert "  (2) from November 9, 2016: that all of the following are true:\n      (A) the conv" in written
    assert 'Rule "relief" [HS 11361.8(e)], in force from October 1, 2024:\n' in written
    assert parse(Source("b", written), Diagnostics(), ["Dismissal", "Reduction"]) == document


TWO = "X Limit means the version in force on the review date: (1) from {}: {}; (2) from {}: {}.\n\n"
ASK = "Asked means that the amount of concentrated cannabis is at most the X Limit."
ONE_RULE = RELIEF.replace("Reduction", "No Relief")
FIRST, SECOND = "June 1, 2015 through June 1, 2016", "June 2, 2016"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams") + ASK, []),
        (TWO.format(FIRST, "4 grams", "June 3, 2016", "8 grams") + ASK, ["CMR412"]),
        (TWO.format(FIRST, "4 grams", "June 1, 2016", "8 grams") + ASK, ["CMR411"]),
        (TWO.format("June 1, 2015", "4 grams", "June 1, 2016", "8 grams") + ASK, ["CMR411"]),
        (TWO.format(SECOND, "4 grams", FIRST, "8 grams") + ASK, ["CMR411"]),
        (TWO.format("June 1, 2016 through June 1, 2015", "4 grams", SECOND, "8 grams") + ASK, ["CMR308"]),
        (TWO.format(FIRST, "4 grams", SECOND, "8 years") + ASK, ["CMR306"]),
        (TWO.format(FIRST, "4 grams", SECOND, "that the conviction is a felony"), ["CMR306"]),
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams").replace("review date", "level") + ASK, ["CMR301"]),
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams").replace("; (2)", "; and (2)") + ASK, ["CMR109"]),
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams").replace("review date", "date of release, if any") + ASK,
         ["CMR307"]),
        (rule("the person has a registration under PC 290 as in force before June 1, 2015"), ["CMR402", "CMR307"]),
        (rule("the offense is HS 11357 as in force from June 2, 2015 through June 1, 2015"), ["CMR402", "CMR308"]),
        (ONE_RULE, ["CMR402"]),
        (ONE_RULE.replace("September 30, 2024", "October 1, 2024"), ["CMR402", "CMR411"]),
        (ONE_RULE.replace(" through September 30, 2024", ""), ["CMR402", "CMR411"]),
        (ONE_RULE.replace("from October 1, 2024", "from October 1, 2024, chosen by the date of offense"),
         ["CMR402", "CMR213"]),
        (ONE_RULE.replace(", in force from October 1, 2024", ""), ["CMR402", "CMR213"]),
    ],
)  # fmt: skip
def test_versions_follow_one_another(text: str, found: list[str]) -> None:
    assert codes(text) == found


def test_a_gap_names_both_days() -> None:
    _, diagnostics = read(TWO.format(FIRST, "4 grams", "June 5, 2016", "8 grams") + ASK)
    (gap,) = [one for one in diagnostics if one.code == "CMR412"]
    assert "begins on June 5, 2016" in gap.message
    assert "ends on June 1, 2016" in gap.message
    assert gap.hints == ("let version (1) run through June 4, 2016, or add the version between them",)


def test_a_record_of_a_scenario_names_no_text() -> None:
    scenario = (
        'Scenario "s". A person has: (1) a conviction for HS 11357(c) as in force before June 1, 2015 on May 1, 2010. '
        "On May 1, 2019, conviction (1) receives Dismissal."
    )
    assert codes(scenario) == ["CMR120"]


def test_an_unverified_version_is_listed() -> None:
    text = TWO.format(FIRST, "4 grams [Unverified: from memory]", SECOND, "8 grams") + ASK
    found, _ = read(text)
    assert ("X Limit (1)", "from memory") in found.unverified


IF = 'Rule "x" [HS 1]: A conviction receives Dismissal if '


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        (f"{IF}the offense is HS 11357(c) as in force on November 9, 2016.", "CMR101", "as in force before"),
        (f"{IF}the offense is HS 11357(c) in force before November 9, 2016.", "CMR101", "as in force before"),
        (f"{IF}the offense is HS 11357(c) as in force before the review date.", "CMR101", "as in force before"),
        (f"{IF}the offense is HS 11357(c) as in force from June 1, 2015 through.", "CMR101", "as in force before"),
        (f"{IF}the offense is HS 11357(c) as in force before November 9.", "CMR114", "November 9, 2016"),
        (f"{IF}the offense is a Super Strike as in force before June 1, 2015.", "CMR101", "each section of the list"),
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams").replace(" the review date", ""), "CMR101", "the review date"),
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams").replace("from June 2, 2016: ", ""), "CMR101", "first day"),
        (TWO.format(FIRST, "4 grams", SECOND, "8 grams").replace("2016: 4", "2016, 4"), "CMR101", "(2) from"),
        (TWO.format(FIRST, "the conviction is a felony", SECOND, "8 grams"), "CMR101", "`that`"),
        ("X Limit means 4 grams, in force from June 1, 2015.", "CMR101", "the version in force on"),
        ('Rule "x" [HS 1] in force from June 1, 2015: A conviction receives Dismissal if Aa.', "CMR101", 'Rule "…"'),
        ('Rule "x", in force from 2015: A conviction receives Dismissal if Aa.', "CMR101", 'Rule "…"'),
        ("Option X: between 1 year and 2 years, normally 1 year, in force from June 1, 2015.", "CMR118", "leave"),
    ],
)
def test_a_slip_with_days_says_what_to_write(text: str, code: str, hint: str) -> None:
    diagnostics = Diagnostics()
    parse(Source("test", text), diagnostics)
    first = next(iter(diagnostics))
    assert first.code == code
    assert hint in " ".join(first.hints)
