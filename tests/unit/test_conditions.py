"""What each phrase of the language means. All rule files are fabricated."""

from __future__ import annotations

from datetime import date

import pytest

from cmr_rules.dates import Period
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Both, Compare, DayIs, Either, FactValue, Kind, Not, PeriodIs, ReviewDate, Shift, Who
from tests.unit import rule_texts

CONVICTED = FactValue("date of conviction", Kind.DATE)
COUNTED = FactValue("date of conviction", Kind.DATE, Who.COUNTED)
BORN = FactValue("date of birth", Kind.DATE)
DAY = DayIs(date(2016, 11, 9).toordinal())
TEN = PeriodIs(Period(months=120))
NOW = ReviewDate()
LATER = Shift(CONVICTED, TEN)
AFTER_DAY = Shift(DAY, TEN)


def before(left: law.Value, right: law.Value) -> Compare:
    """Return the strict comparison."""
    return Compare(left, right, strict=True)


def not_after(left: law.Value, right: law.Value) -> Compare:
    """Return the comparison that equal days meet."""
    return Compare(left, right, strict=False)


def meaning(condition: str, first: str = "") -> law.Test:
    """Return what a condition means."""
    return rule_texts.meaning_of(condition, first)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("before November 9, 2016", before(CONVICTED, DAY)),
        ("after November 9, 2016", before(DAY, CONVICTED)),
        ("on November 9, 2016", Both((not_after(CONVICTED, DAY), not_after(DAY, CONVICTED)))),
        ("on or before November 9, 2016", not_after(CONVICTED, DAY)),
        ("on or after November 9, 2016", not_after(DAY, CONVICTED)),
        ("not before November 9, 2016", Not(before(CONVICTED, DAY))),
        ("at least 10 years before the review date", not_after(LATER, NOW)),
        ("more than 10 years before the review date", before(LATER, NOW)),
        ("at most 10 years before the review date", Both((not_after(CONVICTED, NOW), not_after(NOW, LATER)))),
        ("less than 10 years before the review date", Both((not_after(CONVICTED, NOW), before(NOW, LATER)))),
        ("at least 10 years after November 9, 2016", not_after(AFTER_DAY, CONVICTED)),
        ("more than 10 years after November 9, 2016", before(AFTER_DAY, CONVICTED)),
        ("at most 10 years after November 9, 2016", Both((not_after(DAY, CONVICTED), not_after(CONVICTED, AFTER_DAY)))),
        ("less than 10 years after November 9, 2016", Both((not_after(DAY, CONVICTED), before(CONVICTED, AFTER_DAY)))),
        ("within 10 years before the review date", Both((not_after(CONVICTED, NOW), not_after(NOW, LATER)))),
        ("within 10 years after November 9, 2016", Both((not_after(DAY, CONVICTED), not_after(CONVICTED, AFTER_DAY)))),
        (
            "within 10 years of November 9, 2016",
            Either(
                (
                    Both((not_after(CONVICTED, DAY), not_after(DAY, LATER))),
                    Both((not_after(DAY, CONVICTED), not_after(CONVICTED, AFTER_DAY))),
                )
            ),
        ),
        (
            "in the 10 years before the review date",
            Both((not_after(Shift(NOW, TEN, back=True), CONVICTED), before(CONVICTED, NOW))),
        ),
        (
            "in the 10 years after November 9, 2016",
            Both((before(DAY, CONVICTED), not_after(CONVICTED, AFTER_DAY))),
        ),
        (
            "from November 9, 2016 through November 9, 2016",
            Both((not_after(DAY, CONVICTED), not_after(CONVICTED, DAY))),
        ),
        ("after the day that is 10 years before the review date", before(Shift(NOW, TEN, back=True), CONVICTED)),
    ],
)
def test_relations_of_dates_come_down_to_two(phrase: str, expected: law.Test) -> None:
    """Periods are added to the event, and the ends are in or out as the language reference says."""
    assert meaning(f"the date of conviction is {phrase}") == expected


def test_ages_are_anchored_on_the_day_of_birth() -> None:
    """A person of 21 is one whose day of birth plus 21 years has come."""
    adult = Shift(BORN, PeriodIs(Period(months=252)))

    assert meaning("the person was at least 21 years old on the date of conviction") == not_after(adult, CONVICTED)
    assert meaning("the person was under 21 years old on the date of conviction") == before(CONVICTED, adult)
    assert meaning("the person's 21st birthday is on or after the review date") == not_after(NOW, adult)


@pytest.mark.parametrize(
    ("condition", "number", "kind"),
    [
        ("the number of plants is at most 6", 6, Kind.NUMBER),
        ("the amount of cannabis flower is at most 28.5 grams", 28_500_000_000, Kind.WEIGHT),
        ("the amount of cannabis flower is at most 1 ounce", 28_349_523_125, Kind.WEIGHT),
        ("the amount of cannabis flower is at most 1 pound", 453_592_370_000, Kind.WEIGHT),
        ("the fines owed are at most $500", 50_000, Kind.MONEY),
    ],
)
def test_amounts_are_exact(condition: str, number: int, kind: Kind) -> None:
    """Weights are in nanograms and money in cents."""
    test = meaning(condition)

    assert isinstance(test, Compare)
    assert test.right == law.NumberIs(number, kind)


def test_levels_are_words_of_the_record() -> None:
    """`is not a felony` denies the level; it is not another level."""
    level = FactValue("level", Kind.LEVEL)

    assert meaning("the conviction is not a felony") == Not(law.IsWord(level, frozenset({"felony"})))
    assert meaning("the level of the conviction is felony or misdemeanor") == law.IsWord(
        level, frozenset({"felony", "misdemeanor"})
    )


def test_a_value_by_first_match_is_compared_by_seriousness() -> None:
    """The two sides keep their order, and `more` turns it round."""
    grade = """
    Grade Today means the first of these that applies:
      (1) lawful, if the person was at least 21 years old on the date of offense;
      (2) misdemeanor, otherwise.
    """
    today, level = law.TermValue("Grade Today", Kind.LEVEL), FactValue("level", Kind.LEVEL)

    less = meaning("Grade Today is less serious than the level of the conviction", grade)
    more = meaning("the level of the conviction is more serious than Grade Today", grade)

    assert less == more == law.LessSerious(today, level)


@pytest.mark.parametrize(
    ("quantifier", "least", "most"),
    [
        ("no conviction", 0, 0),
        ("a conviction", 1, None),
        ("any conviction", 1, None),
        ("at least 2 convictions", 2, None),
        ("more than 1 conviction", 2, None),
        ("at most 2 convictions", 0, 2),
        ("fewer than 2 convictions", 0, 1),
        ("exactly 2 convictions", 2, 2),
    ],
)
def test_quantifiers_are_a_range(quantifier: str, least: int, most: int | None) -> None:
    """Every quantifier is a least and a most number."""
    test = meaning(f"the person has {quantifier}")

    assert isinstance(test, law.History)
    assert (test.least, test.most, test.records.test) == (least, most, None)


@pytest.mark.parametrize("once", ["case", "cycle", "county", "day"])
def test_records_that_belong_together_count_once(once: str) -> None:
    """`counting one for each …` belongs to the records that are counted."""
    test = meaning(f"the person has at least 3 convictions, counting one for each {once}")

    assert isinstance(test, law.History)
    assert (test.least, test.records.one_for_each) == (3, once)


@pytest.mark.parametrize("quantifier", ["no conviction", "a conviction", "at least 1 conviction"])
def test_counting_one_for_each_where_one_is_enough_is_refused(quantifier: str) -> None:
    """It would change nothing, so that the author must have meant something else."""
    assert rule_texts.codes(f"Xx means that the person has {quantifier}, counting one for each cycle.") == ["CMR307"]


def history(phrase: str, first: str = "") -> law.Records:
    """Return the records that a history phrase counts."""
    test = meaning(f"the person has {phrase}", first)
    assert isinstance(test, law.History)
    return test.records


def test_a_history_phrase_keeps_the_order_of_its_parts() -> None:
    """Quality, place, offenses, section and date are asked of the counted record."""
    records = history("another felony conviction in Los Angeles County for PC 187 before the date of this conviction")

    assert records.other
    assert records.dated
    assert records.scope == "Los Angeles County"
    assert isinstance(records.test, Both)
    level, place, offense, when = records.test.tests
    assert level == law.IsWord(FactValue("level", Kind.LEVEL, Who.COUNTED), frozenset({"felony"}))
    assert place == law.IsIn(Who.COUNTED, "Los Angeles County")
    assert isinstance(offense, law.OffenseIs)
    assert when == before(COUNTED, FactValue("date of conviction", Kind.DATE, Who.THIS))


@pytest.mark.parametrize(
    ("noun", "fact"),
    [
        ("charge", "date of filing"),
        ("arrest", "date of arrest"),
        ("registration under PC 290", "date of registration"),
    ],
)
def test_each_noun_has_its_date(noun: str, fact: str) -> None:
    """A charge counts by its filing, an arrest by its day, a registration by its start."""
    test = history(f"no {noun} before November 9, 2016").test

    when = test.tests[-1] if isinstance(test, Both) else test
    assert when == before(FactValue(fact, Kind.DATE, Who.COUNTED), DAY)


@pytest.mark.parametrize(
    ("phrase", "test"),
    [
        ("no pending charge", law.HasQuality(Who.COUNTED, "pending")),
        ("no charge in the same cycle as this conviction", law.Same(Who.COUNTED, "cycle")),
        ("no conviction in the same case as this conviction", law.Same(Who.COUNTED, "case")),
        ("a conviction that still stands", law.Stands(Who.COUNTED)),
        (
            "a conviction whose end of sentence is after the review date",
            before(NOW, FactValue("end of sentence", Kind.DATE, Who.COUNTED)),
        ),
        (
            "a conviction whose date of offense is before the date of conviction",
            before(FactValue("date of offense", Kind.DATE, Who.COUNTED), CONVICTED),
        ),
        ("a conviction that is not a felony", Not(law.IsWord(FactValue("level", Kind.LEVEL, Who.COUNTED), frozenset({"felony"})))),
        ("a conviction outside California", law.IsIn(Who.COUNTED, "California", outside=True)),
    ],
)  # fmt: skip
def test_parts_of_history_are_asked_of_the_counted_record(phrase: str, test: law.Test) -> None:
    """`whose` and `that` speak of the counted record; a fact inside the phrase speaks of the subject."""
    assert history(phrase).test == test


def test_any_jurisdiction_is_a_scope_and_no_test() -> None:
    """It asks beyond the sources of the record."""
    records = history("a conviction in any jurisdiction")

    assert (records.scope, records.test) == ("anywhere", None)


SERIOUS = "Serious means that the conviction is a felony.\n"


def test_for_which_applies_a_term_to_the_counted_record() -> None:
    """The subject of the term is then the counted record, and the phrase is about the person alone."""
    text = SERIOUS + "\nOld Felony means that the person has a conviction for which Serious is true."
    law_file, diagnostics = rule_texts.read(text)

    assert diagnostics.errors == ()
    assert history("a conviction for which Serious is true", SERIOUS).test == law.TermTrue("Serious", Who.COUNTED)
    assert law_file.terms["Serious"].per_record
    assert not law_file.terms["Old Felony"].per_record


def test_every_conviction_is_asked_one_by_one() -> None:
    """`is at least 10 years before` compares the date of the counted conviction."""
    test = meaning("every conviction of the person is at least 10 years before the review date")

    assert isinstance(test, law.EveryRecord)
    assert test.test == not_after(Shift(COUNTED, TEN), NOW)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("the person is deceased", law.Holds(FactValue("deceased", Kind.YES_NO))),
        ("the conviction still stands", law.Stands(Who.SUBJECT)),
        ("the sentence includes prison or jail", law.SentenceIncludes(Who.SUBJECT, frozenset({"prison", "jail"}))),
        ("the conviction is in Los Angeles County", law.IsIn(Who.SUBJECT, "Los Angeles County")),
        (
            "the later of the date of sentence and the date of release from prison is before November 9, 2016",
            before(
                law.Latest((FactValue("date of sentence", Kind.DATE), FactValue("date of release", Kind.DATE))), DAY
            ),
        ),
        (
            "the maximum punishment is at most 92 days of imprisonment",
            not_after(FactValue("maximum punishment", Kind.PERIOD), PeriodIs(Period(days=92))),
        ),
    ],
)
def test_sentences_about_the_conviction_and_the_person(condition: str, expected: law.Test) -> None:
    """Each comes to one small test."""
    assert meaning(condition) == expected


def test_declared_facts_are_asked_like_others() -> None:
    """A yes-or-no fact is true or not; the words of a `one of` are its own."""
    facts = "Fact Restitution Paid: yes or no, about each conviction.\n"

    test = meaning("Restitution Paid is not true", facts)

    assert test == Not(law.Holds(FactValue("Restitution Paid", Kind.YES_NO)))


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("a Grave Offense", {"completed"}),
        ("an attempt to commit a Grave Offense", {"attempt"}),
        ("a Grave Offense, including attempts and conspiracies", {"completed", "attempt", "conspiracy"}),
    ],
)
def test_the_inchoate_forms_count_only_if_said(written: str, forms: set[str]) -> None:
    """A list that is used with forms applies them to its entries."""
    test = history(f"a conviction for {written}", "Grave Offense means PC 187 or PC 191.5.\n").test

    assert isinstance(test, law.OffenseIs)
    assert isinstance(test.offenses, law.OffenseSet)
    assert [str(pattern.section) for pattern in test.offenses.patterns] == ["PC 187", "PC 191.5"]
    assert {pattern.forms for pattern in test.offenses.patterns} == {frozenset(forms)}


def test_the_forms_of_an_item_of_a_list_are_those_of_that_item() -> None:
    """What one item includes is no part of the next one."""
    lines = "Grave Offense means any of the following offenses: (1) PC 187, including attempts; or (2) PC 191.5.\n"

    test = history("a conviction for a Grave Offense", lines).test

    assert isinstance(test, law.OffenseIs)
    assert isinstance(test.offenses, law.OffenseSet)
    assert [(str(one.section), one.forms) for one in test.offenses.patterns] == [
        ("PC 187", frozenset({"completed", "attempt"})),
        ("PC 191.5", frozenset({"completed"})),
    ]


def test_the_words_of_a_clause_mark_what_a_run_fills_in() -> None:
    """Options and the review date are marked; white space is made single and brackets are left out."""
    text = """
    Option Waiting Time: between 1 year and 15 years, normally 5 years, or off.

    Rule "clean" [HS 11361.8(e)]:
      A conviction receives Dismissal if all of the following are true:
        (a) the person has no conviction in the Waiting Time
            before the review date [HS 11361.8(f)]; and
        (b) the date of conviction is at least the Waiting Time before the review date.

    Otherwise a conviction receives No Relief.
    """
    law_file, diagnostics = rule_texts.read(text.replace("\n    ", "\n"))

    assert list(diagnostics) == []
    rule = law_file.rules[0]
    assert rule.options == {"Waiting Time"}
    assert isinstance(rule.test, law.Group)
    first, second = rule.test.items
    assert isinstance(first.test, law.Clause)
    assert isinstance(second.test, law.Clause)
    assert first.test.words == "the person has no conviction in the {Waiting Time} before {review date}"
    assert second.test.words == "the date of conviction is at least {Waiting Time} before {review date}"
    assert first.citations == ("HS 11361.8(f)",)
