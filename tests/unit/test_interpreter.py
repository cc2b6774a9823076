"""What the reference interpreter answers, stated from the charter's "Decisions" and "Meanings settled"."""

from __future__ import annotations

from datetime import date
from typing import Any

from attrs import evolve

from cmr_rules import (
    NOT_APPLICABLE,
    NOT_YET,
    UNKNOWN,
    Case,
    Charge,
    CourtAction,
    DataError,
    Decision,
    Event,
    Level,
    Offense,
    PartialDate,
    Period,
    Person,
    RecordSource,
    Sentence,
    Status,
    load_text,
    parse_section,
)

ACT = """\
Statute "Example Act (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
In force: from November 9, 2016.
Leap day: {leap}.
Fact For Sale: yes or no, about each conviction.

Super Strike means PC 187 or PC 269.

Outcomes, most favorable first:
  Dismissal, "Dismissed and sealed", which clears the conviction;
  Redesignation, "Redesignated", which leaves a misdemeanor;
  No Relief, "Not eligible";
  Counsel Review, "Referred to counsel", not ranked.

This statute covers each conviction for HS 11358 or HS 11359 that still stands.

Lesser Offense means that any of the following is true:
  (a) the number of plants is at most 6; or
  (b) the conviction is a felony.

If Lesser Offense is unknown, it is presumed true [HS 11361.8(f)].

Rule "six plants" [HS 11361.8(e)]:
  A conviction receives Dismissal if all of the following are true:
    (a) the offense is HS 11358;
    (b) the person was at least 21 years old on the date of conviction; and
    (c) the number of plants is at most 6.

Rule "felony" [HS 11361.8(e)]:
  A conviction receives Redesignation if all of the following are true:
    (a) Lesser Offense; and
    (b) the conviction is not an infraction;
  unless any of the following is true, in which case it receives Counsel Review:
    (c) the person has a conviction for a Super Strike before the date of this conviction; or
    (d) For Sale is true.

Otherwise a conviction receives No Relief.
"""
HEADER = """\
Statute "For a test".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Yes, "Yes";
  No, "No".

This statute covers each conviction for HS 11358.

"""
REVIEW = date(2020, 1, 1)


def conviction(
    number: int, section: str, on: Any, level: Any = Level.FELONY, *, action: dict[str, Any] | None = None, **more: Any
) -> Case:
    """A case with one conviction."""
    parsed = parse_section(section)
    assert parsed is not None
    act = CourtAction(date=on, category="convicted", level=level, **(action or {}))
    return Case(f"case {number}", charges=(Charge(str(number), offense=Offense(parsed), actions=(act,), **more),))


def person(*cases: Case, born: Any = date(1980, 2, 29), **more: Any) -> Person:
    """A person whose record is closed."""
    return Person("p", birth_date=born, cases=cases, **{"sources": (RecordSource("test"),), **more})


def decide(text: str, who: Person, as_of: date = REVIEW) -> Decision:
    """The decision of the first covered conviction."""
    return load_text(text).decide(who, as_of=as_of)[0]


def act(leap: str = "March 1") -> str:
    """The example act with a leap-day rule."""
    return ACT.replace("{leap}", leap)


def asks(condition: str, who: Person, as_of: date = REVIEW) -> str:
    """What one condition answers: yes, no, or needs review."""
    text = (
        HEADER
        + f'Rule "r" [HS 1]:\n  A conviction receives Yes if {condition}.\n\nOtherwise a conviction receives No.\n'
    )
    decision = decide(text, who, as_of)
    return decision.outcome or decision.status.value


class TestRules:
    def test_the_most_favorable_rule_stands_and_the_others_are_named(self) -> None:
        """Rules are not ordered: when several apply, the most favorable ranked outcome stands."""
        found = decide(act(), person(conviction(1, "HS 11358", date(2005, 1, 1), plants=5, facts={"For Sale": False})))

        assert (found.outcome, found.provision) == ("Dismissal", 'Rule "six plants"')
        assert found.also == ('Rule "felony"',)
        assert found.citations == ("HS 11361.8(e)",)

    def test_an_exception_defeats_its_own_rule_only(self) -> None:
        """`unless … in which case it receives` gives another outcome in place of the rule's."""
        sold = {"facts": {"For Sale": True}}

        assert decide(act(), person(conviction(1, "HS 11359", date(2005, 1, 1), **sold))).outcome == "Counsel Review"
        found = decide(act(), person(conviction(1, "HS 11358", date(2005, 1, 1), plants=5, **sold)))
        assert found.outcome == "Dismissal"

    def test_before_the_law_is_in_force_nothing_is_covered(self) -> None:
        """The answer is "not in force on …", and `when` tells from which day it is."""
        found = decide(act(), person(conviction(1, "HS 11359", date(2005, 1, 1))), date(2016, 11, 8))

        assert found.status is Status.NOT_COVERED
        assert found.reason == "not in force on November 8, 2016"
        later = found.when()
        assert later is not None
        assert later[0] == date(2016, 11, 9)

    def test_what_no_longer_stands_is_not_covered_with_that_reason(self) -> None:
        """Only convictions that still stand are covered where the file says so."""
        case = conviction(1, "HS 11359", date(2005, 1, 1))
        charge = case.charges[0]
        gone = evolve(charge, actions=(*charge.actions, CourtAction("set_aside", date(2010, 1, 1))))

        assert decide(act(), person(evolve(case, charges=(gone,)))).status is Status.NOT_COVERED


class TestMissingFacts:
    def test_an_unknown_fact_that_does_not_matter_is_not_asked(self) -> None:
        """No plants are known and none need be: the offense is not cultivation."""
        found = decide(act(), person(conviction(1, "HS 11359", date(2005, 1, 1), facts={"For Sale": False})))

        assert found.outcome == "Redesignation"
        assert found.missing == ()

    def test_at_least_and_at_most(self) -> None:
        """Plants unknown: at least redesignation; dismissal if at most six plants (digest A.3)."""
        found = decide(act(), person(conviction(1, "HS 11358", date(2005, 1, 1), facts={"For Sale": False})))

        assert found.status is Status.NEEDS_REVIEW
        assert (found.at_least, found.at_most) == ("Redesignation", "Dismissal")
        assert [fact.fact for fact in found.missing] == ["number of plants"]
        answers = [(effect.answer, effect.outcomes) for effect in found.missing[0].answers]
        assert answers == [("at most 6", ("Dismissal",)), ("more than 6", ("Redesignation",))]
        assert found.settling == (("the number of plants of conviction 1",),)

    def test_no_bounds_when_an_outcome_that_is_not_ranked_remains(self) -> None:
        """A referral is neither more nor less than relief."""
        found = decide(act(), person(conviction(1, "HS 11359", date(2005, 1, 1))))

        assert set(found.possible) == {"Redesignation", "Counsel Review"}
        assert (found.at_least, found.at_most) == ("", "")

    def test_one_unknown_fact_in_two_tests_is_one_fact(self) -> None:
        """A level unknown in two tests: whichever it is, one of them is true."""
        who = person(conviction(1, "HS 11358", date(2005, 1, 1), UNKNOWN))
        condition = (
            "any of the following is true: (a) the conviction is a felony; or (b) the conviction is not a felony"
        )

        assert asks(condition, who) == "Yes"

    def test_a_wobbler_is_unknown_against_both_levels(self) -> None:
        """Order: infraction < misdemeanor < felony; a wobbler may be either of the upper two."""
        who = person(conviction(1, "HS 11358", date(2005, 1, 1), Level.WOBBLER))

        assert asks("the conviction is a felony", who) == "needs review"
        assert asks("the conviction is not an infraction", who) == "Yes"

    def test_a_partial_date_is_true_if_true_for_every_day_it_may_be(self) -> None:
        """`2005` is before 2006, and may or may not be before July."""
        who = person(conviction(1, "HS 11358", PartialDate(2005)))

        assert asks("the date of conviction was before January 1, 2006", who) == "Yes"
        assert asks("the date of conviction was before July 1, 2005", who) == "needs review"

    def test_a_missing_date_of_offense_is_on_or_before_the_arrest(self) -> None:
        """Under 21 at arrest is under 21 at offense; over 21 may not be."""
        case = conviction(1, "HS 11358", date(2010, 1, 1), arrest_date=date(2000, 6, 1))
        under = "the person was under 21 years old on the date of offense"

        assert asks(under, person(case, born=date(1980, 1, 1))) == "Yes"
        assert asks(under, person(case, born=date(1975, 1, 1))) == "needs review"

    def test_a_record_less_specific_than_the_rule_is_unknown(self) -> None:
        """Bare 11358 against 11358(d); `the record names` tests what is written."""
        who = person(conviction(1, "HS 11358", date(2010, 1, 1)))

        assert asks("the offense is HS 11358(d)", who) == "needs review"
        assert asks("the record names HS 11358(d)", who) == "No"
        assert asks("the offense is PC 187", who) == "No"

    def test_what_the_record_shows_is_never_presumed_away(self) -> None:
        """Plants and level are known and make it no lesser offense: no presumption."""
        known = person(
            conviction(1, "HS 11359", date(2005, 1, 1), Level.MISDEMEANOR, plants=7, facts={"For Sale": False})
        )
        open_ = person(conviction(1, "HS 11359", date(2005, 1, 1), Level.MISDEMEANOR, facts={"For Sale": False}))

        assert decide(act(), known).outcome == "No Relief"
        assert decide(act(), known).basis == "established"
        presumed = decide(act(), open_)
        assert presumed.outcome == "Redesignation"
        assert presumed.basis.startswith("presumed: ")
        assert "HS 11361.8(f)" in presumed.basis

    def test_a_county_that_is_not_known_is_in_one_county_of_one_state(self) -> None:
        """In Contra Costa County is in California; in Yolo County is not in Contra Costa County."""
        who = person(conviction(1, "HS 11358", date(2010, 1, 1)))
        implied = (
            "any of the following is true: (a) the conviction is not in Contra Costa County; "
            "or (b) the conviction is in California"
        )
        both = (
            "all of the following are true: (a) the conviction is in Yolo County; "
            "and (b) the conviction is in Contra Costa County"
        )

        assert asks("the conviction is in Yolo County", who) == "needs review"
        assert asks(implied, who) == "Yes"
        assert asks(both, who) == "No"


class TestDataErrors:
    def test_a_data_error_never_compares_false(self) -> None:
        """February 30: the decision that it could change needs review, with the fault named."""
        who = person(
            conviction(1, "HS 11358", DataError("the date of the event is not a day of the calendar", "20050230"))
        )
        text = HEADER + (
            'Rule "r" [HS 1]:\n  A conviction receives Yes if the date of conviction was before July 1, 2005.\n\n'
            "Otherwise a conviction receives No.\n"
        )
        found = decide(text, who)

        assert found.status is Status.NEEDS_REVIEW
        assert found.missing[0].fault == "the date of the event is not a day of the calendar"

    def test_dates_that_contradict_one_another_decide_nothing(self) -> None:
        """Born after the conviction: neither date can be relied on."""
        who = person(conviction(1, "HS 11358", date(1979, 1, 1)))

        assert asks("the date of conviction was before July 1, 2005", who) == "needs review"
        assert asks("the conviction is a felony", who) == "Yes"

    def test_a_conviction_after_the_review_date_is_an_error(self) -> None:
        """A date in the future is questioned, not believed."""
        who = person(conviction(1, "HS 11358", date(2021, 1, 1)))

        assert asks("the date of conviction was on or after November 9, 2016", who) == "needs review"

    def test_never_in_prison_is_skipped_by_the_later_of(self) -> None:
        """Not applicable is no answer to a comparison, unless the rule says `if any`."""
        who = person(conviction(1, "HS 11358", date(2005, 1, 1), action={"released_on": NOT_APPLICABLE}))

        assert (
            asks("the later of the date of conviction and the date of release is before January 1, 2006", who) == "Yes"
        )
        assert asks("the date of release is before January 1, 2006", who) == "needs review"
        assert asks("the date of release, if any, is before January 1, 2006", who) == "Yes"

    def test_not_yet_is_later_than_the_review_date(self) -> None:
        """Still in prison is neither unknown nor never."""
        who = person(conviction(1, "HS 11358", date(2019, 1, 1), action={"released_on": NOT_YET}))

        assert asks("the date of release is before the review date", who) == "No"
        assert asks("the date of release is after the review date", who) == "Yes"


class TestHistory:
    def test_what_a_closed_record_does_not_list_did_not_happen(self) -> None:
        """Outside its sources it is unknown, and only to a rule that asks there."""
        case = conviction(1, "HS 11358", date(2005, 1, 1))
        california = person(case, sources=(RecordSource("CA DOJ bulk file", ("California",)),))

        assert asks("the person has no other conviction", california) == "Yes"
        assert asks("the person has no other conviction in any jurisdiction", california) == "needs review"
        assert asks("the person has no other conviction in Michigan", california) == "needs review"
        assert asks("the person is deceased", california) == "No"

    def test_a_record_without_sources_claims_nothing(self) -> None:
        """Silence is never a guess."""
        case = conviction(1, "HS 11358", date(2005, 1, 1))

        assert asks("the person has no other conviction", person(case, sources=())) == "needs review"
        assert asks("the person has a conviction", person(case, sources=())) == "Yes"

    def test_a_record_with_rows_set_aside_may_hold_more(self) -> None:
        """Dropping a badly dated super strike would turn a "no" into a "yes"."""
        case = conviction(1, "HS 11358", date(2005, 1, 1))
        torn = person(case, incomplete=("row 17 of doj.csv could not be read",))

        assert asks("the person has no conviction for PC 187", torn) == "needs review"
        assert asks("the conviction is a felony", torn) == "Yes"

    def test_the_window_holds_the_anniversary_and_the_elapsed_form_is_true_on_it(self) -> None:
        """`[R - 10 years, R)` still holds the day of which `10 years after` is already true."""
        who = person(conviction(1, "HS 11358", date(2010, 1, 1)))

        assert asks("the person has a conviction in the 10 years before the review date", who) == "Yes"
        assert (
            asks("the day that is 10 years after the date of conviction is on or before the review date", who) == "Yes"
        )
        assert asks("the date of conviction is at least 10 years before the review date", who) == "Yes"
        assert asks("the date of conviction is more than 10 years before the review date", who) == "No"

    def test_every_record_counts_this_one_too_unless_other_is_said(self) -> None:
        """`no conviction in the N years before D` counts every record, this one included."""
        who = person(conviction(1, "HS 11358", date(2015, 1, 1)), conviction(2, "PC 459", date(2015, 1, 1)))

        assert asks("the person has at least 2 convictions in the 10 years before the review date", who) == "Yes"
        assert asks("the person has more than 1 other conviction", who) == "No"
        assert asks("the person has another conviction on the date of this conviction", who) == "Yes"
        assert asks("the person has a conviction before the date of this conviction", who) == "No"

    def test_the_same_cycle_when_the_cycle_is_missing_is_unknown(self) -> None:
        """`the same cycle` counts any disposition; a missing cycle is unknown."""
        one, two = conviction(1, "HS 11358", date(2015, 1, 1)), conviction(2, "PC 459", date(2015, 1, 1))
        condition = "the person has another charge in the same cycle as this conviction"

        assert asks(condition, person(evolve(one, cycle="1"), evolve(two, cycle="1"))) == "Yes"
        assert asks(condition, person(evolve(one, cycle="1"), evolve(two, cycle="2"))) == "No"
        assert asks(condition, person(evolve(one, cycle="1"), two)) == "needs review"

    def test_counting_one_for_each_counts_records_that_belong_together_once(self) -> None:
        """One case, one cycle, one county, one day: each is another way to belong together."""
        first = evolve(conviction(1, "HS 11358", date(2015, 1, 1)), cycle="1", county="Yolo County")
        second = evolve(conviction(2, "HS 11358", date(2015, 1, 1)), cycle="2", county="Kern County")
        third = evolve(conviction(3, "HS 11358", date(2016, 1, 1)), cycle="1", county="Yolo County")
        who = person(first, second, third)

        for once, number in {"case": 3, "cycle": 2, "county": 2, "day": 2}.items():
            counted = f"convictions, counting one for each {once}"
            assert asks(f"the person has exactly {number} {counted}", who) == "Yes", once
            assert asks(f"the person has more than {number} {counted}", who) == "No", once
            assert asks(f"the number of {counted}, is at least {number}", who) == "Yes", once
            assert asks(f"the number of {counted}, is less than {number}", who) == "No", once

    def test_a_record_of_an_unknown_cycle_may_be_another_one_or_not(self) -> None:
        """The number lies between bounds; only a question between them is open."""
        told = evolve(conviction(1, "HS 11358", date(2015, 1, 1)), cycle="1")
        who = person(told, conviction(2, "HS 11358", date(2016, 1, 1)), conviction(3, "HS 11358", date(2017, 1, 1)))
        counted = "convictions, counting one for each cycle"

        assert asks(f"the person has at least 2 {counted}", who) == "needs review"
        assert asks(f"the person has at least 3 {counted}", who) == "needs review"
        assert asks(f"the number of {counted}, is at least 2", who) == "needs review"
        assert asks(f"the person has at least 4 {counted}", who) == "No"
        assert asks(f"the number of {counted}, is at most 3", who) == "Yes"

    def test_registrations_count_by_their_start(self) -> None:
        """`has a registration` is ever, unless `current`."""
        section = parse_section("PC 290")
        assert section is not None
        ended = Event("registration", date(2000, 1, 1), date(2010, 1, 1), Offense(section))
        who = person(conviction(1, "HS 11358", date(2005, 1, 1)), events=(ended,))

        assert asks("the person has a registration under PC 290 before the date of this conviction", who) == "Yes"
        assert asks("the person has a current registration under PC 290", who) == "No"


class TestDates:
    def test_an_undeclared_leap_day_matters_only_when_the_answer_turns_on_it(self) -> None:
        """Born on February 29: 21 on February 28 or on March 1 of 2001."""
        turns = person(conviction(1, "HS 11358", date(2001, 2, 28), plants=5, facts={"For Sale": False}))
        clear = person(conviction(1, "HS 11358", date(2001, 3, 1), plants=5, facts={"For Sale": False}))

        found = decide(act("undeclared"), turns)
        assert [fact.fact for fact in found.missing] == ["leap-day rule"]
        assert decide(act("undeclared"), clear).outcome == "Dismissal"
        assert decide(act("February 28"), turns).outcome == "Dismissal"
        assert decide(act("March 1"), turns).outcome == "Redesignation"

    def test_when_is_the_first_day_on_which_the_outcome_changes(self) -> None:
        """Nothing else happens: the window leaves the conviction behind the day after its anniversary."""
        text = HEADER + (
            'Rule "r" [HS 1]:\n  A conviction receives Yes if the person has no conviction in the 10 years before '
            "the review date.\n\nOtherwise a conviction receives No.\n"
        )
        found = decide(text, person(conviction(1, "HS 11358", date(2012, 2, 29))))
        later = found.when()

        assert found.outcome == "No"
        assert later is not None
        assert (later[0], later[1].outcome) == (date(2022, 3, 1), "Yes")

    def test_the_end_of_sentence_is_derived_only_when_it_is_not_recorded(self) -> None:
        """Months are added first, then days, with one rounding; life never ends."""
        rule = "If the end of sentence is not recorded, it is the day that is the total length of the sentence after the date of sentence [PC 1].\n\n"
        text = (
            HEADER
            + rule
            + (
                'Rule "r" [HS 1]:\n  A conviction receives Yes if the end of sentence is before March 4, 2013.\n\n'
                "Otherwise a conviction receives No.\n"
            )
        )
        parts = (Sentence("jail", Period(12)), Sentence("probation", Period(0, 2)), Sentence("fine", NOT_APPLICABLE))
        day = date(2012, 2, 29)

        def ends(**action: Any) -> str:
            found = decide(text, person(conviction(1, "HS 11358", day, action=action)))
            return found.outcome or found.status.value

        assert ends(sentence=parts) == "Yes"
        assert ends(sentence=(Sentence("jail", Period(12, 3)),)) == "No"
        assert ends(sentence=(Sentence("prison", "life"),)) == "No"
        assert ends(sentence=(Sentence("jail", UNKNOWN),)) == "needs review"
        assert ends(sentence=parts, end_of_sentence=date(2014, 1, 1)) == "No"


def test_the_explanation_of_the_charter() -> None:
    """Golden: the words of the file, the facts, the marks, and what each answer would lead to."""
    found = decide(act(), person(conviction(1, "HS 11358", date(2005, 1, 1), facts={"For Sale": False})))

    assert found.explain(when=False).splitlines() == [
        "Conviction 1 · HS 11358 · felony · January 1, 2005 · county unknown",
        "Needs review: at least Redesignation, at most Dismissal  HS 11361.8",
        '  ✓ Rule "felony" gives Redesignation [HS 11361.8(e)]',
        "    ✓ (a) Lesser Offense",
        "      ✓ (b) the conviction is a felony: the level is felony",
        "    ✓ (b) the conviction is not an infraction: the level is felony",
        "    ✗ unless",
        "      ✗ (c) the person has a conviction for a Super Strike before the date of this conviction: no convictions",
        "      ✗ (d) For Sale is true: For Sale is no",
        '  ? Rule "six plants" gives Dismissal [HS 11361.8(e)]',
        "    ? (c) the number of plants is at most 6: the number of plants is not known",
        "  What remains: Dismissal; Redesignation",
        (
            "  Missing: the number of plants of conviction 1. How many living plants was conviction 1 about? "
            "at most 6: Dismissal; more than 6: Redesignation"
        ),
        "  What the record does not list did not happen, as far as test covers it",
    ]
    whole = found.explain(when=False, whole=True).splitlines()
    assert "      ? (a) the number of plants is at most 6: the number of plants is not known" in whole
    assert (
        "    ✓ (b) the person was at least 21 years old on the date of conviction: the date of birth is February 29, "
        "1980; 21 years after it is March 1, 2001; the date of conviction is January 1, 2005"
    ) in whole


class TestActions:
    def test_a_reduction_counts_from_its_day(self) -> None:
        """`the level` is today's, after reductions; what a court did after the review date has not happened."""
        case = conviction(1, "HS 11358", date(2005, 1, 1))
        charge = case.charges[0]
        reduced = CourtAction("reduced", date(2015, 6, 1), "other", Level.MISDEMEANOR)
        who = person(evolve(case, charges=(evolve(charge, actions=(*charge.actions, reduced)),)))

        assert asks("the conviction is a felony", who, date(2015, 5, 31)) == "Yes"
        assert asks("the conviction is a felony", who, date(2015, 6, 1)) == "No"
        assert asks("the level as convicted was felony", who, date(2015, 6, 1)) == "Yes"

    def test_a_disposition_that_is_not_known_may_be_a_conviction(self) -> None:
        """Silence is never a guess: the charge counts perhaps, and is asked for where it matters."""
        case = conviction(1, "HS 11358", date(2005, 1, 1))
        other = Case("x", charges=(Charge("x", actions=(CourtAction(date=date(2012, 1, 1)),)),))

        assert asks("the person has no conviction in the 10 years before the review date", person(case, other)) == (
            "needs review"
        )
        assert asks("the person has no conviction in the 5 years before the review date", person(case, other)) == "Yes"


def test_an_answer_that_takes_the_record_out_of_the_statute_says_so() -> None:
    """An offense that cannot be read: on the list it is decided, off the list it is not covered."""
    case = conviction(1, "HS 11358", date(2005, 1, 1))
    unread = evolve(case, charges=(evolve(case.charges[0], offense=UNKNOWN, raw={"offense": "SEE COMMENT"}),))
    text = (
        HEADER
        + 'Rule "r" [HS 1]:\n  A conviction receives Yes if the conviction is a felony.\n\nOtherwise a conviction receives No.\n'
    )
    found = decide(text, person(unread))

    assert found.status is Status.NEEDS_REVIEW
    assert found.possible == ("Yes", "not covered")
    assert [effect.outcomes for effect in found.missing[0].answers] == [("Yes",), ("not covered",)]


def test_a_covered_charge_whose_disposition_is_not_known_gets_a_line() -> None:
    """Every covered charge gets a line: convicted, it is decided; if not, it is not covered."""
    section = parse_section("HS 11358")
    assert section is not None
    action = CourtAction(date=date(2010, 1, 1), level=Level.FELONY)
    case = Case("x", charges=(Charge("x", offense=Offense(section), level=Level.FELONY, actions=(action,)),))
    text = (
        HEADER
        + 'Rule "r" [HS 1]:\n  A conviction receives Yes if the conviction is a felony.\n\nOtherwise a conviction receives No.\n'
    )
    found = decide(text, person(case))

    assert found.status is Status.NEEDS_REVIEW
    assert found.possible == ("Yes", "not covered")
    assert [fact.question for fact in found.missing] == ["Was the person convicted in charge 1?"]


def test_a_county_is_asked_for_by_its_name() -> None:
    """The question is for the county; each answer tells what follows."""
    text = HEADER.replace("conviction for HS 11358", "conviction in Yolo County for HS 11358") + (
        'Rule "r" [HS 1]:\n  A conviction receives Yes if the conviction is a felony.\n\nOtherwise a conviction receives No.\n'
    )
    found = decide(text, person(conviction(1, "HS 11358", date(2010, 1, 1))))

    assert [(fact.fact, [effect.answer for effect in fact.answers]) for fact in found.missing] == [
        ("county", ["Yolo County", "elsewhere"])
    ]
