"""Limits: at most so many records receive the relief of some rules; the first use the places. Fabricated people."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest

from cmr_rules import UNKNOWN, Status, load_text
from cmr_rules.records.values import PartialDate
from tests.unit.limit_texts import AS_OF, CAPS, END, HEAD, LIMIT, count, decide, limited, outcomes, person, statute

YES, NO, REVIEW = "Set Aside", "Not Set Aside", "needs review"
BEFORE = "counting each conviction for which Set Aside Before is true"
OVER = "a conviction over the limit receives Not Set Aside"


class TestPlaces:
    def test_two_felonies_and_four_misdemeanors_have_places(self) -> None:
        felonies = [count(2001), count(2002)]
        misdemeanors = [count(year, "misdemeanor") for year in (1999, 2000, 2003, 2004)]
        assert outcomes(statute(), *felonies, *misdemeanors) == [YES] * 6

    def test_a_fifth_misdemeanor_is_over_the_limit_whatever_its_place_in_the_record(self) -> None:
        found = outcomes(statute(), *[count(year, "misdemeanor") for year in (2005, 2001, 2002, 2003, 2004)])
        assert found == [NO, YES, YES, YES, YES]

    def test_the_latest_may_come_first(self) -> None:
        text = limited(f"{CAPS}, the latest date of conviction first; {OVER}")
        assert outcomes(text, count(2001), count(2002), count(2003)) == [NO, YES, YES]

    def test_earlier_relief_uses_places(self) -> None:
        text = limited(f"{CAPS}, the earliest date of conviction first, {BEFORE}; {OVER}")
        undone = count(2010, undone=date(2015, 1, 1))
        assert outcomes(text, undone, count(2001), count(2002)) == ["not covered", YES, NO]
        assert outcomes(statute(), undone, count(2001), count(2002)) == ["not covered", YES, YES]

    def test_a_record_that_the_rules_give_nothing_uses_no_place(self) -> None:
        objected = count(2000, facts={"Objected": True})
        assert outcomes(statute(), objected, count(2001), count(2002), count(2003)) == [NO, YES, YES, NO]

    def test_a_record_that_an_unlimited_rule_gives_as_much_uses_no_place(self) -> None:
        sealed = count(2000, facts={"Sealed By Court": True})
        assert outcomes(statute(), sealed, count(2001), count(2002), count(2003)) == ["Sealing", YES, YES, NO]

    def test_an_unlimited_rule_stands_over_the_limit(self) -> None:
        text = statute(head=HEAD + '\nRule "other" [MCL 780.621]:\n  A conviction receives Referral if the conviction is '
                       "a felony.\n")  # fmt: skip
        assert outcomes(text, count(2001), count(2002), count(2003)) == [YES, YES, NO]
        sealed = count(2003, facts={"Sealed By Court": True})
        assert outcomes(statute(), count(2001), count(2002), sealed) == [YES, YES, "Sealing"]

    def test_no_place_at_all(self) -> None:
        text = limited(f"at most 0 felony convictions of a person; {OVER}")
        assert outcomes(text, count(2001), count(2001, "misdemeanor")) == [NO, YES]

    def test_a_second_limit_on_a_rule_comes_after_the_first(self) -> None:
        text = limited(f"at most 1 conviction for HS 11359 of a person, the earliest date of conviction first; {OVER}")
        text = text.replace(END, LIMIT.replace('"lifetime"', '"second"') + END)
        assert outcomes(text, count(2001), count(2002), count(2003)) == [YES, REVIEW, REVIEW]  # offenses unknown
        program = load_text(text)
        assert [one.title for one in program.law.limits] == ["lifetime", "second"]

    def test_a_record_over_the_first_limit_uses_no_place_of_the_second(self) -> None:
        text = limited(f"at most 1 felony conviction of a person, the latest date of conviction first; {OVER}")
        second = (
            'Limit "b" [MCL 1] on "felonies" and "misdemeanors":\n  at most 2 convictions of a person, the earliest date of '
            f"conviction first; {OVER}.\n"
        )
        text = text.replace(END, f"\n{second}{END}")
        found = outcomes(text, count(2001), count(2002), count(2003, "misdemeanor"), count(2004, "misdemeanor"))
        assert found == [NO, YES, YES, NO]


class TestMissing:
    def test_two_felonies_of_one_day_are_told_apart_only_when_it_matters(self) -> None:
        assert outcomes(statute(), count(2001), count(2001)) == [YES, YES]
        assert outcomes(statute(), count(2000), count(2001), count(2001)) == [YES, REVIEW, REVIEW]
        assert outcomes(statute(), count(2000), count(2000), count(2001), count(2001)) == [YES, YES, NO, NO]

    def test_a_tie_is_told_as_which_comes_first(self) -> None:
        tied = decide(statute(), person(count(2000), count(2001), count(2001)))[1]
        assert [one.words for one in tied.missing] == ['the order under the limit "lifetime" of conviction 2']
        assert tied.missing[0].question.startswith("Does conviction 2 come before conviction 3?")
        assert not tied.missing[0].answerable
        assert (tied.at_least, tied.at_most) == (NO, YES)

    def test_an_unknown_day_of_another_record_is_the_missing_fact(self) -> None:
        second = decide(statute(), person(count(UNKNOWN), count(2001), count(2002)))
        assert [one.status for one in second] == [Status.NEEDS_REVIEW, Status.DECIDED, Status.NEEDS_REVIEW]
        assert "the date of conviction of conviction 1" in {one.words for one in second[2].missing}

    def test_a_day_that_is_known_well_enough_decides(self) -> None:
        assert outcomes(statute(), count(PartialDate(2000)), count(2001), count(2002)) == [YES, YES, NO]

    def test_whether_another_record_receives_relief_may_be_missing(self) -> None:
        perhaps = count(2000, facts={"Objected": UNKNOWN})
        first, second, third = decide(statute(), person(perhaps, count(2001), count(2002)))
        assert (first.status, second.outcome, third.status) == (Status.NEEDS_REVIEW, YES, Status.NEEDS_REVIEW)
        assert [one.words for one in third.missing] == ["Objected of conviction 1"]

    def test_the_level_of_another_record_may_be_missing(self) -> None:
        found = decide(statute(), person(count(2000, UNKNOWN), count(2001), count(2002)))
        assert found[1].outcome == YES
        assert [one.words for one in found[2].missing] == ["the level of conviction 1"]

    def test_the_order_may_be_an_open_question(self) -> None:
        text = limited(f"{CAPS}, the earliest Order Of Use first; {OVER}")
        charges = [count(2001, sentenced=date(2009, 1, 1)), count(2002, sentenced=date(2003, 1, 1)),
                   count(2004, sentenced=date(2004, 6, 1))]  # fmt: skip
        found = decide(text, person(*charges))
        assert [one.outcome or one.status.value for one in found] == [REVIEW, YES, REVIEW]
        assert [one.question for one in found[0].readings] == ["Order Of Use"]
        followed = load_text(text).with_readings({"Order Of Use": "sentence"}).decide(person(*charges), as_of=AS_OF)
        assert [one.outcome for one in followed] == [NO, YES, YES]

    def test_records_that_are_not_listed_may_use_places(self) -> None:
        somebody = person(count(2001), sources=())
        (found,) = decide(statute(), somebody)
        assert found.status is Status.NEEDS_REVIEW
        (missing,) = found.missing
        assert missing.words == 'the number of others that use a place under the limit "lifetime" of conviction 1'
        assert {answer.outcomes for answer in found.missing[0].answers} == {(YES,), (NO,)}

    def test_no_day_and_no_order(self) -> None:
        text = limited(f"at most 1 felony conviction of a person; {OVER}")
        assert outcomes(text, count(2001)) == [YES]
        assert outcomes(text, count(2001), count(2002)) == [REVIEW, REVIEW]


class TestTransactions:
    text = limited(f"{CAPS}, the earliest date of conviction first, counting one for each transaction; {OVER}")

    def test_three_counts_of_one_transaction_use_one_place(self) -> None:
        charges = [count(2001, transaction="A") for _ in range(3)]
        assert outcomes(self.text, *charges, count(2002, transaction="B"), count(2003, transaction="C")) == [
            YES
        ] * 4 + [NO]

    def test_a_count_has_the_place_of_its_transaction(self) -> None:
        charges = [count(2001, transaction="A"), count(2002, transaction="B"), count(2003, transaction="C"),
                   count(2004, transaction="A")]  # fmt: skip
        assert outcomes(self.text, *charges) == [YES, YES, NO, YES]

    def test_where_it_is_not_told_whether_they_belong_together(self) -> None:
        charges = [count(2001, transaction="A"), count(2002), count(2003, transaction="C")]
        found = decide(self.text, person(*charges))
        assert [one.outcome or one.status.value for one in found] == [YES, YES, REVIEW]
        assert {one.fact for one in found[2].missing} == {"transaction"}
        assert all(one.answerable for one in found[2].missing)

    def test_earlier_relief_of_the_transaction_keeps_its_place(self) -> None:
        text = self.text.replace("; a conviction", f", {BEFORE}; a conviction")
        charges = [count(2001, transaction="B"), count(2002, transaction="C"),
                   count(2010, transaction="A", undone=date(2015, 1, 1)), count(2011, transaction="A")]  # fmt: skip
        assert outcomes(text, *charges) == [YES, NO, "not covered", YES]


class TestTold:
    def test_the_explanation_says_who_used_the_places_in_order(self) -> None:
        text = limited(f"{CAPS}, the earliest date of conviction first, {BEFORE}; {OVER}")
        found = decide(text, person(count(2001), count(2010, undone=date(2015, 1, 1)), count(2002)))[2]
        assert (found.outcome, found.provision, found.citations) == (NO, 'Limit "lifetime"', ("MCL 780.621g(5)",))
        assert found.also == ('Rule "felonies"',)
        told = found.explain()
        assert (
            "2 of 2 places are used before it: 1. conviction 2 (May 12, 2010, earlier relief); 2. conviction 1" in told
        )

    def test_a_mark_on_the_limit_goes_with_what_rests_on_it(self) -> None:
        text = statute(f"{LIMIT}Unverified: from memory.\n")
        first, _, third = decide(text, person(count(2001), count(2002), count(2003)))
        assert first.unverified == third.unverified == ("from memory",)
        (sealed,) = decide(text, person(count(2001, facts={"Sealed By Court": True})))
        assert sealed.unverified == ()

    def test_a_mark_on_the_rule_of_another_record_goes_with_what_rests_on_it(self) -> None:
        text = statute().replace("unless Objected is true.", "unless Objected is true.\nUnverified: not read.", 1)
        assert decide(text, person(count(2001), count(2002), count(2003)))[2].unverified == ("not read",)

    def test_when_a_limit_changes_with_time(self) -> None:
        old = "if the conviction is a felony; unless Objected is true"
        new = "if the date of conviction is at least 20 years before the review date"
        text = limited(f"at most 1 conviction of a person, the latest date of conviction first; {OVER}").replace(
            old, new
        )
        first, second = decide(text, person(count(2004), count(2010)))
        assert (first.outcome, second.outcome) == (YES, NO)
        later = first.when()
        assert later is not None
        assert (later[0], later[1].outcome) == (date(2030, 5, 12), NO)


class TestWork:
    @pytest.mark.parametrize("missing", [False, True])
    def test_a_long_record_is_decided_in_bounded_time(self, *, missing: bool) -> None:
        days = [date(1990 + number % 30, 1 + number % 12, 1 + number % 28) for number in range(400)]
        charges = [count(UNKNOWN if missing and number % 3 == 0 else day, UNKNOWN if missing and number % 5 == 0 else "felony")
                   for number, day in enumerate(days)]  # fmt: skip
        before = process_time()
        found = decide(statute(), person(*charges))
        assert process_time() - before < 60
        assert missing or sum(one.outcome == YES for one in found) <= 2
        assert not missing or any(one.needs_review for one in found)
