"""Answered questions. All people are made up."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from cmr_rules.citations import Offense, Section
from cmr_rules.dates import Period
from cmr_rules.records.answers import COLUMNS, AnswerRow, AnswersError, apply_answers, count_unanswered, read_answers
from cmr_rules.records.person import Case, Charge, CourtAction, Person, Sentence
from cmr_rules.records.values import NOT_APPLICABLE, NOT_YET, UNKNOWN, DataError, Level, PartialDate

KINDS = {"Restitution Paid": "yes or no", "Day Paid": "date", "Sum": "money", "Students": "number", "Remark": "text"}
CONVICTION = Charge(
    charge_id="1",
    count="001",
    offense=Offense(Section("HS", "11359"), "attempt", (Section("PC", "12022"),)),
    actions=(
        CourtAction(
            category="convicted",
            date=date(2009, 5, 12),
            sentence=(
                Sentence("jail", UNKNOWN),
                Sentence("probation", Period(36)),
                Sentence("fine", NOT_APPLICABLE),
            ),
        ),
        CourtAction(kind="reduced", category="other", date=date(2015, 1, 2)),
    ),
)
PENDING = Charge(charge_id="2", count="002")
PERSON = Person("P1", cases=(Case("A1", ("A1-9",), charges=(CONVICTION, PENDING)), Case("B1", ("B1",))))


def row(fact: str, answer: str, **fields: Any) -> AnswerRow:
    """Return an answered question about the conviction of the sample person."""
    usual: dict[str, Any] = {"file": "review.csv", "line": 2, "person": "P1", "charge": "1", "raw": b"row"}
    return AnswerRow(**{**usual, **fields, "fact": fact, "answer": answer})


def applied(*rows: AnswerRow) -> Person:
    """Return the sample person with the answers, none of which may be refused."""
    person, set_aside = apply_answers(PERSON, rows, KINDS)
    assert set_aside == ()
    return person


def conviction(*rows: AnswerRow) -> Charge:
    """Return the conviction of the sample person with the answers."""
    return applied(*rows).charges[0][1]


def refused(*rows: AnswerRow) -> list[str]:
    """Return why answers are set aside; the person must stay the same."""
    person, set_aside = apply_answers(PERSON, rows, KINDS)
    assert person == PERSON
    return [one.reason for one in set_aside]


class TestReading:
    def write(self, path: Path, *rows: dict[str, str]) -> Path:
        with path.open("w", newline="", encoding="utf-8-sig") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return path

    def test_rows_with_an_answer_are_read(self, tmp_path: Path) -> None:
        full = {name: f"a {name}" for name in COLUMNS}
        path = self.write(tmp_path / "r.csv", full, {**full, "answer": " "}, {"person": "P1"})

        rows, set_aside = read_answers([path])

        assert set_aside == ()
        assert [(one.line, one.answer, one.source, one.entered_by) for one in rows] == [
            (2, "a answer", "a source", "a entered_by")
        ]
        assert {name: getattr(rows[0], name) for name in COLUMNS} == full
        assert count_unanswered([path]) == 2

    def test_rows_that_cannot_be_read_are_set_aside(self, tmp_path: Path) -> None:
        path = tmp_path / "r.csv"
        path.write_bytes(
            b'person,fact,answer\nP1,county\n,county,Alameda\nP1,,x\nP1,"a"b,x\nP\x81,a,b\nP1,deceased,no\n'
        )

        rows, set_aside = read_answers([path])

        assert [one.fact for one in rows] == ["deceased"]
        assert [(one.line, one.reason, one.person_id) for one in set_aside] == [
            (2, "the row has 2 fields and the header has 3", "P1"),
            (3, "the row names no person or no fact", None),
            (4, "the row names no person or no fact", "P1"),
            (5, "the row has a quotation mark or a line end that is out of place", "P1"),
            (6, "the row is not text in the encoding `cp1252`", None),
        ]
        assert set_aside[0].raw == b"P1,county\n"

    def test_a_file_without_the_columns_is_no_review_file(self, tmp_path: Path) -> None:
        (tmp_path / "r.csv").write_text("person,fact\n")
        (tmp_path / "s.csv").write_text("person,fact,answer,answer\n")

        with pytest.raises(AnswersError, match="no column `answer`"):
            read_answers([tmp_path / "r.csv"])
        with pytest.raises(AnswersError, match="`answer` stands twice"):
            read_answers([tmp_path / "s.csv"])

    def test_nothing_personal_is_shown(self) -> None:
        assert "P1" not in repr(row("county", "Alameda"))
        assert "Alameda" not in repr(row("county", "Alameda"))


class TestBuiltInFacts:
    @pytest.mark.parametrize(
        ("fact", "answer", "field", "value"),
        [
            ("date of offense", "05/01/2009", "offense_date", date(2009, 5, 1)),
            ("date of offense", "2009-05", "offense_date", PartialDate(2009, 5)),
            ("date of arrest", "May 2, 2009", "arrest_date", date(2009, 5, 2)),
            ("date of arrest", "not applicable", "arrest_date", NOT_APPLICABLE),
            ("date of filing", "2009-05-03", "filing_date", date(2009, 5, 3)),
            ("amount of cannabis flower", "1 ounce", "flower", 28_349_523_125),
            ("amount of concentrated cannabis", "8 g", "concentrate", 8_000_000_000),
            ("number of plants", "6", "plants", 6),
            ("maximum punishment", "life", "maximum", "life"),
            ("maximum punishment", "4 years", "maximum", Period(48)),
        ],
    )
    def test_facts_of_the_charge(self, fact: str, answer: str, field: str, value: object) -> None:
        assert getattr(conviction(row(fact, answer)), field) == value

    @pytest.mark.parametrize(
        ("fact", "answer", "field", "value"),
        [
            ("date of conviction", "2009-05-13", "date", date(2009, 5, 13)),
            ("level", "Felony", "level", Level.FELONY),
            ("date of sentence", "2009-06-01", "sentenced_on", date(2009, 6, 1)),
            ("end of sentence", "2012-06-01", "end_of_sentence", date(2012, 6, 1)),
            ("date of release", "not yet", "released_on", NOT_YET),
        ],
    )
    def test_facts_of_the_conviction(self, fact: str, answer: str, field: str, value: object) -> None:
        charge = conviction(row(fact, answer))

        assert charge.conviction is not None
        assert getattr(charge.conviction, field) == value
        assert charge.actions[1] == CONVICTION.actions[1]

    def test_the_total_length_replaces_the_parts_that_have_a_length(self) -> None:
        charge = conviction(row("total length of the sentence", "16 months"))

        assert charge.sentencing is not None
        assert charge.sentencing.sentence == (
            Sentence("jail", Period(16), suspended=False),
            Sentence("fine", NOT_APPLICABLE),
        )

    def test_an_offense_keeps_the_form_and_the_enhancements_of_the_record(self) -> None:
        offense = conviction(row("offense", "HS 11359(b)")).convicted_offense

        assert offense == Offense(Section("HS", "11359", ("b",)), "attempt", (Section("PC", "12022"),))

    def test_an_offense_of_the_court_is_replaced_where_it_stands(self) -> None:
        lesser = evolve(CONVICTION.actions[0], offense=Offense(Section("HS", "11357")))
        person = Person("P1", cases=(Case("A1", charges=(evolve(CONVICTION, actions=(lesser,)),)),))
        changed, _ = apply_answers(person, [row("offense", "HS 11357(b)")], KINDS)

        assert str(changed.charges[0][1].convicted_offense) == "HS 11357(b)"
        assert str(changed.charges[0][1].offense) == "attempt to commit HS 11359"

    def test_facts_of_the_person_and_the_case(self) -> None:
        person = applied(
            row("date of birth", "March 14, 1960"),
            row("deceased", "N", charge=""),
            row("county", "contra costa"),
            row("county", "Alameda County", charge="", case="B1"),
        )

        assert (person.birth_date, person.deceased) == (date(1960, 3, 14), False)
        assert [case.county for case in person.cases] == ["Contra Costa County", "Alameda County"]

    def test_the_level_of_a_charge_that_is_no_conviction(self) -> None:
        assert applied(row("level", "felony", charge="2")).charges[1][1].level is Level.FELONY

    def test_an_answer_replaces_an_error(self) -> None:
        person = evolve(PERSON, birth_date=DataError("born after the conviction"))

        assert apply_answers(person, [row("date of birth", "1960-03-14")], KINDS)[0].birth_date == date(1960, 3, 14)


class TestDeclaredFacts:
    @pytest.mark.parametrize(
        ("fact", "answer", "value"),
        [
            ("Restitution Paid", "yes", True),
            ("Day Paid", "1/2/2010", date(2010, 1, 2)),
            ("Day Paid", "not yet", NOT_YET),
            ("Sum", "$12.50", 1250),
            ("Students", "3", 3),
            ("Remark", "seen in court", "seen in court"),
        ],
    )
    def test_they_go_to_the_charge_or_the_person(self, fact: str, answer: str, value: object) -> None:
        assert conviction(row(fact, answer)).facts == {fact: value}
        assert applied(row(fact, answer, charge="")).facts == {fact: value}
        assert applied(row(fact, answer, charge="", case="A1-9")).cases[0].facts == {fact: value}

    def test_the_source_is_kept(self) -> None:
        charge = conviction(row("Restitution Paid", "yes", source="minute order", entered_by="Example Analyst"))

        assert charge.raw == {
            "Restitution Paid": "yes",
            "Restitution Paid: source": "minute order",
            "Restitution Paid: entered by": "Example Analyst",
        }


class TestWhatIsNotApplied:
    @pytest.mark.parametrize("answer", ["unknown", "Unknown", ""])
    def test_unknown_leaves_the_fact_as_it_is(self, answer: str) -> None:
        assert applied(row("date of offense", answer)) == PERSON

    def test_rows_of_others_are_passed_over(self) -> None:
        assert applied(row("date of offense", "no date", person="P2")) == PERSON

    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            (row("date of offense", "last spring"), "the answer to `date of offense` is not a date such as `2009-05-12`, `05/12/2009` or `May 12, 2009`"),
            (row("date of offense", "02/30/2009"), "the answer to `date of offense` is not a day of the calendar: the month has no such day"),
            (row("level", "F"), "the answer to `level` is not `infraction`, `misdemeanor`, `felony` or `wobbler`"),
            (row("Day Paid", "2010"), "the answer to `Day Paid` is only part of a date, and this fact needs the day"),
            (row("date of birth", "not yet"), "the answer to `date of birth` cannot be `not yet`"),
            (row("Restitution Payed", "yes"), "no rule asks for this fact; did you mean `Restitution Paid`?"),
            (row("county", "Atlantis"), "the answer to `county` is not a county of California such as `Contra Costa County`"),
            (row("level", "felony", charge="9"), "the person has no such charge"),
            (row("level", "felony", charge=""), "the row names no charge, and this fact is about one"),
            (row("county", "Alameda", charge=""), "the person has no such case"),
            (row("level", "felony", case="B1"), "the charge stands in another case than the row says"),
            (row("level", "felony", count="002"), "the charge has another count number than the row says"),
            (row("level", "felony", convicted_on="May 13, 2009"), "the charge has another date of conviction than the row says"),
            (row("date of conviction", "2009-05-12", charge="2"), "the charge is not a conviction, and this fact is about one"),
            (row("end of sentence", "2009-05-12", charge="2"), "the charge is not a conviction, and this fact is about one"),
        ],
    )  # fmt: skip
    def test_it_is_set_aside_with_its_reason(self, given: AnswerRow, reason: str) -> None:
        assert refused(given) == [reason]

    def test_a_row_that_describes_the_record_is_applied(self) -> None:
        fits = row("level", "felony", case="A1-9", count="001", convicted_on="2009-05-12")
        loose = row("level", "felony", case="A1", convicted_on="on or before May 2009")

        assert conviction(fits) == conviction(loose)

    def test_two_answers_that_differ_are_both_set_aside(self) -> None:
        rows = [row("date of birth", "1960-03-14"), row("date of birth", "03/15/1960", line=3, charge="2")]

        assert refused(*rows) == ["the same question is answered in two ways"] * 2
        assert (
            refused(row("county", "Alameda"), row("county", "Marin", case="A1", charge=""))
            == ["the same question is answered in two ways"] * 2
        )

    def test_the_same_answer_twice_is_one_answer(self) -> None:
        assert applied(row("deceased", "no"), row("deceased", "N", line=3)).deceased is False

    def test_the_place_and_the_bytes_come_back(self) -> None:
        (one,) = apply_answers(PERSON, [row("level", "F", line=7)], KINDS)[1]

        assert (one.file, one.line, one.raw, one.person_id) == ("review.csv", 7, b"row", "P1")
