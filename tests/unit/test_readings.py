"""Open questions of law: what all readings answer alike stands; what they do not needs review or a followed reading."""

# ruff: noqa: D103, ISC004
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmr_rules import Case, Charge, CourtAction, Decision, Level, Person, RecordSource, RuleError, Section, Status
from cmr_rules.batch.review import Review
from cmr_rules.batch.safe import Safety
from cmr_rules.citations import Offense
from cmr_rules.engine import load, load_text
from cmr_rules.options import OptionError

DAY = date(2019, 7, 1)
HEAD = """\
Statute "Readings (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.
Fact Harm Done: yes or no, about each conviction.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  No Relief, "Not eligible".

This statute covers each conviction for HS 11359.

"""
QUESTION = """\
Prior Homicide is an open question [HS 11359(c)(1)]:
  (1) reading "before the offense": the person has a conviction for PC 187 before the date of offense;
  (2) reading "at any time": the person has a conviction for PC 187.

"""
RULE = """\
Rule "sale" [HS 11361.8(e)]:
  A conviction receives Dismissal if {condition}.

Otherwise a conviction receives No Relief.

"""
PLAIN = HEAD + QUESTION + RULE.format(condition="Prior Homicide is not true")


def count(section: str, day: date, **more: object) -> Charge:
    code, number = section.split()
    action = CourtAction(date=day, category="convicted", level=Level.FELONY)
    given = {"offense": Offense(Section(code, number)), "level": Level.FELONY, "offense_date": day, **more}
    return Charge(actions=(action,), **given)  # type: ignore[arg-type]


def someone(*charges: Charge) -> Person:
    return Person("p", birth_date=date(1960, 3, 14), cases=tuple(Case(charges=(charge,)) for charge in charges),
                  sources=(RecordSource("test"),))  # fmt: skip


SALE = count("HS 11359", date(2009, 5, 12))
LATER = someone(SALE, count("PC 187", date(2012, 5, 12)))
EARLIER = someone(count("PC 187", date(2001, 5, 12)), SALE)


def decide(text: str, person: Person, readings: dict[str, str] | None = None) -> Decision:
    program = load_text(text)
    if readings:
        program = program.with_readings(readings)
    return program.decide(person, as_of=DAY)[0]


@pytest.mark.parametrize(("person", "outcome"), [(someone(SALE), "Dismissal"), (EARLIER, "No Relief")])
def test_what_every_reading_answers_alike_is_established(person: Person, outcome: str) -> None:
    decision = decide(PLAIN, person)
    assert (decision.status, decision.outcome, decision.basis) == (Status.DECIDED, outcome, "established")
    assert decision.readings == ()


def test_readings_that_differ_need_review_and_no_fact_is_missing() -> None:
    decision = decide(PLAIN, LATER)
    assert decision.status is Status.NEEDS_REVIEW
    assert decision.possible == ("Dismissal", "No Relief")
    assert decision.missing == ()
    [question] = decision.readings
    assert (question.question, question.citations) == ("Prior Homicide", ("HS 11359(c)(1)",))
    assert {(one.answer, one.outcomes) for one in question.answers} == {
        ('reading "before the offense"', ("Dismissal",)),
        ('reading "at any time"', ("No Relief",)),
    }


def test_a_followed_reading_decides_and_is_named() -> None:
    follows = 'For Prior Homicide, this statute follows the reading "at any time".\n'
    decision = decide(PLAIN + follows, LATER)
    assert (decision.outcome, decision.basis) == ("No Relief", 'under the reading "at any time" of Prior Homicide')
    assert decide(PLAIN + follows, EARLIER).basis == "established"
    other = decide(PLAIN + follows, LATER, {"Prior Homicide": "before the offense"})
    assert (other.outcome, other.basis) == ("Dismissal", 'under the reading "before the offense" of Prior Homicide')
    assert other.reproduction is not None
    assert other.reproduction.readings == {"Prior Homicide": "before the offense"}


@pytest.mark.parametrize(
    ("readings", "word"), [({"Homicide": "at any time"}, "Prior Homicide"), ({"Prior Homicide": "ever"}, "at any time")]
)
def test_a_reading_that_does_not_exist_is_refused(readings: dict[str, str], word: str) -> None:
    with pytest.raises(OptionError, match=word):
        load_text(PLAIN).with_readings(readings)


def test_a_presumption_settles_no_open_question() -> None:
    presumed = "If Prior Homicide is unknown, it is presumed not true [HS 11361.8(b)].\n"
    decision = decide(PLAIN + presumed, LATER)
    assert (decision.status, [one.question for one in decision.readings]) == (
        Status.NEEDS_REVIEW,
        ["Prior Homicide"],
    )


def test_a_reading_that_matters_only_after_a_presumption_is_named() -> None:
    """Harm Done turns the outcome one way under one reading and the other way under the other."""
    turning = """\
Turned is an open question:
  (1) reading "harm": Harm Done is true;
  (2) reading "no harm": Harm Done is not true.

"""
    text = (
        HEAD
        + turning
        + RULE.format(condition="Turned")
        + (
            'For Turned, this statute follows the reading "harm".\n\n'
            "If Harm Done is unknown, it is presumed true [HS 11361.8(b)].\n"
        )
    )
    decision = decide(text, someone(SALE))
    assert decision.outcome == "Dismissal"
    assert decision.basis.startswith('under the reading "harm" of Turned; presumed: ')


def test_a_presumption_leaves_a_world_for_each_reading_that_it_does_not_reach() -> None:
    """Under "narrow" nothing can be as presumed, so that what the fact leaves open stays open under it."""
    small = """\
Small is an open question:
  (1) reading "wide": the number of plants is at most 6;
  (2) reading "narrow": the number of plants is at most 6 and the conviction is not a felony.

""".replace(
        "the number of plants is at most 6 and the conviction is not a felony",
        "all of the following are true: (a) the number of plants is at most 6; and (b) the conviction is not a felony",
    )
    text = (
        HEAD
        + small
        + RULE.format(condition="the number of plants is at most 6")
        + ("If Small is unknown, it is presumed true [HS 11361.8(b)].\n")
    )
    decision = decide(text, someone(SALE))
    assert decision.status is Status.NEEDS_REVIEW
    assert decision.possible == ("Dismissal", "No Relief")


def test_coverage_that_rests_on_a_reading_says_so() -> None:
    text = PLAIN.replace("for HS 11359.", "for HS 11359 for which Prior Homicide is not true.")
    decision = decide(text + 'For Prior Homicide, this statute follows the reading "at any time".\n', LATER)
    assert decision.status is Status.NOT_COVERED
    assert decision.basis == 'under the reading "at any time" of Prior Homicide'


def test_an_open_question_is_asked_of_records_that_are_counted() -> None:
    text = (
        HEAD
        + """\
Old is an open question:
  (1) reading "ten": the date of conviction was before January 1, 2010;
  (2) reading "twenty": the date of conviction was before January 1, 2000.

"""
        + RULE.format(condition="the person has at least 2 convictions for which Old is true")
    )
    person = someone(SALE, count("PC 187", date(2005, 5, 12)))
    assert [one.question for one in decide(text, person).readings] == ["Old"]
    assert decide(text, person, {"Old": "ten"}).outcome == "Dismissal"
    assert decide(text, person, {"Old": "twenty"}).outcome == "No Relief"
    assert decide(text, someone(SALE)).basis == "established"


def test_a_question_is_imported_and_what_the_other_file_follows_is_not(tmp_path: Path) -> None:
    defined = (
        'Definitions "Questions (not law)".\nJurisdiction: California.\n\n'
        + QUESTION
        + 'For Prior Homicide, this statute follows the reading "at any time".\n'
    )
    (tmp_path / "questions.statute").write_text(defined, encoding="utf-8")
    text = HEAD.replace("Leap day", 'Use "questions".\nLeap day') + RULE.format(condition="Prior Homicide is not true")
    (tmp_path / "sale.statute").write_text(text, encoding="utf-8")
    program = load("sale", path=[tmp_path])
    assert program.open_questions == {"Prior Homicide": ("before the offense", "at any time")}
    assert program.readings == {}
    assert program.decide(LATER, as_of=DAY)[0].needs_review
    followed = load("sale", path=[tmp_path], readings={"Prior Homicide": "at any time"})
    assert followed.decide(LATER, as_of=DAY)[0].outcome == "No Relief"


def test_the_review_asks_which_reading_is_followed(tmp_path: Path) -> None:
    review = Review(Safety())
    review.add(LATER, load_text(PLAIN).decide(LATER, as_of=DAY))
    assert review.write(tmp_path / "review.csv") == 1
    written = (tmp_path / "review.csv").read_text(encoding="utf-8")
    assert "its readings differ: Prior Homicide. Which one does the office follow?" in written


def test_an_explanation_tells_the_readings() -> None:
    said = decide(PLAIN, LATER).explain()
    assert "Prior Homicide is an open question" in said
    assert 'reading "before the offense"' in said
    assert (
        "The law is open, and its readings differ: Prior Homicide (HS 11359(c)(1)). "
        'reading "before the offense": Dismissal; reading "at any time": No Relief'
    ) in " ".join(said.split())


@pytest.mark.parametrize(
    ("slip", "code"),
    [
        ('Q is an open question:\n  (1) reading "a": the conviction is a felony.\n', "CMR306"),
        (
            'Q is an open question:\n  (1) reading "a": the conviction is a felony;\n  (2) reading "b": 5 years.\n',
            "CMR306",
        ),
        (
            'Q is an open question:\n  (1) reading "a": the conviction is a felony;\n'
            '  (2) reading "a": the conviction is a misdemeanor.\n',
            "CMR213",
        ),
        (f'{QUESTION}For Prior Homicide, this statute follows the reading "ever".\n', "CMR219"),
        ('For Harm Done, this statute follows the reading "ever".\n', "CMR219"),
    ],
)
def test_a_slip_of_an_open_question_is_told(slip: str, code: str) -> None:
    text = HEAD + slip.replace("Q is", "Open Point is") + RULE.format(condition="the conviction is a felony")
    with pytest.raises(RuleError) as raised:
        load_text(text)
    assert code in [one.code for one in raised.value.diagnostics]


GRADES = """\
Limit Of The Act is an open question [HS 11361.8(e)]:
  (1) reading "as passed": 4 grams;
  (2) reading "as amended": 8 grams.

Grade Today means the first of these that applies:
  (1) lawful, if the amount of concentrated cannabis is at most the Limit Of The Act [HS 11357(a)];
  (2) misdemeanor, otherwise [HS 11359(b)].

"""


def test_an_explanation_opens_a_value_case_by_case() -> None:
    """Golden: which case gives the value, and where a reading decides it."""
    text = HEAD + GRADES + RULE.format(condition="Grade Today is lawful")
    sale = count("HS 11359", date(2009, 5, 12), concentrate=6_000_000_000)

    assert decide(text, someone(sale)).explain(when=False).splitlines()[1:] == [
        "Needs review: at least No Relief, at most Dismissal  HS 11361.8",
        '  ? Rule "sale" gives Dismissal [HS 11361.8(e)]',
        "    ? Grade Today is lawful: Grade Today is not known",
        "      ? Grade Today means the first of these that applies: it is not known",
        (
            "        ? (1) lawful, if the amount of concentrated cannabis is at most the Limit Of The Act: the amount of "
            "concentrated cannabis is 6 grams; Limit Of The Act is not known [HS 11357(a)]"
        ),
        "          ? Limit Of The Act is an open question: it is not known [HS 11361.8(e)]",
        '            ? (1) reading "as passed": 4 grams',
        '            ? (2) reading "as amended": 8 grams',
        "        ? (2) misdemeanor, otherwise [HS 11359(b)]",
        "  What remains: Dismissal; No Relief",
        (
            "  The law is open, and its readings differ: Limit Of The Act (HS 11361.8(e)). "
            'reading "as passed": No Relief; reading "as amended": Dismissal'
        ),
        "  What the record does not list did not happen, as far as test covers it",
    ]
    followed = decide(text, someone(sale), {"Limit Of The Act": "as amended"}).explain(when=False).splitlines()
    assert followed[1:3] == [
        'Dismissal                                       Rule "sale", HS 11361.8(e)',
        '  ✓ Rule "sale" gives Dismissal [HS 11361.8(e)]',
    ]
    assert '            ✓ (2) reading "as amended": 8 grams' in followed


def test_a_question_that_cannot_be_read_is_one_fault() -> None:
    """What uses it is not reported again."""
    text = PLAIN.replace('reading "at any time":', 'reading "at any time",')
    with pytest.raises(RuleError) as raised:
        load_text(text)
    assert [one.code for one in raised.value.diagnostics] == ["CMR101"]
