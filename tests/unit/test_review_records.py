"""What a hostile reading of the record readers found. Nobody in these files exists."""

# ruff: noqa: D103
from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest

from cmr_rules.batch.safe import Safety
from cmr_rules.dates import Period
from cmr_rules.records.answers import AnswerRow, apply_answers, read_answers
from cmr_rules.records.person import Case, Charge, CourtAction, Event, Person
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import COLUMN, split_rows
from cmr_rules.records.readers.csv_rows import csv_rows
from cmr_rules.records.readers.exchange import read_jsonl
from cmr_rules.records.readers.flat_csv import mapping_from, read_flat_csv
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, DataError, Level
from tests.unit.ca_lines import HEADER_LINE, line, only

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def made(*rows: bytes, name: str = "doj.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(rows))
        return path

    return made


# ------------------------------------------------------------------------------------------------ CA DOJ rows


def test_a_lone_carriage_return_ends_a_line(write: Write) -> None:
    rows = [HEADER_LINE, line(SUBJECT_ID="1"), b"\n", line(SUBJECT_ID="2"), line(SUBJECT_ID="3")]
    path = write(*(row.replace(b"\n", b"\r") for row in rows))
    found = list(split_rows(path))
    assert [(row.line, row.kind) for row in found] == [
        (1, "header"), (2, "row"), (3, "blank"), (4, "row"), (5, "row"),
    ]  # fmt: skip
    assert b"".join(row.raw for row in found) == path.read_bytes()
    assert [person.person_id for person in read_ca_doj([path]).persons] == ["1", "2", "3"]


def test_one_lone_carriage_return_among_other_line_ends_costs_no_row(write: Write) -> None:
    path = write(HEADER_LINE, line("\r", SUBJECT_ID="1"), line("\r\n", SUBJECT_ID="2"), line(SUBJECT_ID="3"))
    assert [row.line for row in split_rows(path)] == [1, 2, 3, 4]
    reading = read_ca_doj([path])
    assert (reading.rows_read, len(reading.set_aside), len(reading.persons)) == (3, 0, 3)


def test_a_carriage_return_within_a_whole_row_stays_there(write: Write) -> None:
    (row,) = split_rows(write(line(COMMENT_TEXT="A\rB")))
    assert row.fields is not None
    assert row.fields[COLUMN["COMMENT_TEXT"]] == "A\rB"


@pytest.mark.parametrize("column", ["PRI_NAME", "OFFENSE_DESCR", "COMMENT_TEXT"])
def test_a_comma_outside_quotes_never_shifts_the_fields(write: Write, column: str) -> None:
    reading = read_ca_doj([write(HEADER_LINE, line(), line(**{column: "FABRICATED,TEXT"}))])
    (row,) = reading.set_aside
    assert row.reason == "the row has 96 fields, a CA DOJ row has 95"
    assert only(reading).incomplete == ("row 3 of doj.csv could not be read",)


def test_a_quotation_mark_read_as_a_letter_does_not_shift_the_fields(write: Write) -> None:
    reading = read_ca_doj([write(HEADER_LINE, line(), line(PRI_NAME='"FABRICATED,PERSON'))])
    assert len(reading.set_aside) == 1
    assert only(reading).incomplete


def test_a_comma_at_the_end_belongs_to_the_rows_of_a_file_whose_header_has_it(write: Write) -> None:
    header = HEADER_LINE.replace(b"\n", b",\n")
    reading = read_ca_doj([write(header, line(",\n"), line(",\n", SUBJECT_ID="18", COMMENT_TEXT='"OPEN'))])
    assert (reading.rows_read, len(reading.set_aside)) == (2, 0)
    assert all(len(person.convictions) == 1 for person in reading.persons)


@pytest.mark.parametrize("name", ["F17", "17-A"])
def test_a_row_set_aside_marks_its_person_whatever_the_identifier_looks_like(write: Write, name: str) -> None:
    broken = line(SUBJECT_ID=name, END_OF_REC="x,y")
    assert only(read_ca_doj([write(HEADER_LINE, broken, line(SUBJECT_ID=name))])).incomplete
    (row,) = read_ca_doj([write(HEADER_LINE, broken)]).set_aside
    assert row.person_id is None


def test_a_line_end_that_was_lost_marks_both_people(write: Write) -> None:
    joined = line("", SUBJECT_ID="17") + line(SUBJECT_ID="18")
    reading = read_ca_doj(
        [write(HEADER_LINE, joined, line(SUBJECT_ID="17"), line(SUBJECT_ID="18"), line(SUBJECT_ID="19"))]
    )
    assert {person.person_id: bool(person.incomplete) for person in reading.persons} == {
        "17": True, "18": True, "19": False,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["\0", "--", " \0 "])
def test_an_identifier_without_a_letter_or_digit_names_nobody(write: Write, name: str) -> None:
    reading = read_ca_doj([write(HEADER_LINE, line(SUBJECT_ID=name))])
    assert (reading.persons, reading.set_aside[0].reason) == ((), "the row names no person")


def test_the_same_part_of_a_sentence_told_twice_is_no_second_part(write: Write) -> None:
    part = {"SENT_ORDER": "001", "SENT_LOC_DESCR": "JAIL", "SENT_LENGTH": "90", "SENT_TIME_CODE": "D"}
    action = only(read_ca_doj([write(line(**part), line(**part))])).convictions[0][1].conviction
    assert action is not None
    assert [one.term for one in action.sentence] == [Period(days=90)]


def test_two_equal_parts_that_have_no_number_are_not_added(write: Write) -> None:
    part = {"SENT_LOC_DESCR": "JAIL", "SENT_LENGTH": "90", "SENT_TIME_CODE": "D"}
    action = only(read_ca_doj([write(line(**part), line(**part))])).convictions[0][1].conviction
    assert action is not None
    assert [type(one.term) for one in action.sentence].count(DataError) == 1


@pytest.mark.parametrize("words", ["CONV-JAIL", "CONVCTED", "PLED GUILTY", "FOUND GUILTY", "IMP SENTENCE SUSP"])
def test_words_that_may_mean_a_conviction_are_not_taken_for_none(write: Write, words: str) -> None:
    ((_, charge),) = only(read_ca_doj([write(line(DISP_DESCR=words))])).charges
    assert (charge.is_conviction, charge.perhaps_convicted) == (False, True)


# ------------------------------------------------------------------------------------------------ cells


def readable(row: bytes) -> list[list[str]]:
    return list(csv.reader([*row.decode("latin-1").splitlines(keepends=True), "behind,it\n"]))


@pytest.mark.parametrize("row", [b'1,"OPEN,3', b'1,"A "B" C",3', b"1,A\rB,3", b'"', b'1,"a,b",2,"', b'"A,B"C,3'])
def test_a_mended_row_swallows_nothing(row: bytes) -> None:
    mended = Safety().mended(row)
    assert readable(mended + b"\n")[-1] == ["behind", "it"]
    assert len(readable(mended + b"\n")) == 2


@pytest.mark.parametrize("row", [b"1,2,3", b'1,"a,b",""', b'1,5" KNIFE,3', b'"a\rb",2', b""])
def test_a_row_that_needs_no_mending_keeps_every_byte(row: bytes) -> None:
    safety = Safety()
    assert (safety.mended(row), safety.changed) == (row, 0)


# ------------------------------------------------------------------------------------------------ other readers


def test_csv_files_may_end_lines_with_a_carriage_return(write: Write) -> None:
    path = write(b'a,b\r1,"x\ry"\r2,z\r')
    assert [(row.line, row.values, row.fault) for row in csv_rows(path)] == [
        (1, ("a", "b"), ""), (2, ("1", "x\ry"), ""), (4, ("2", "z"), ""),
    ]  # fmt: skip


def test_a_review_file_may_come_back_in_the_letters_of_windows(write: Write) -> None:
    path = write("person,fact,answer,entered_by\n17,level,felony,Señor\n".encode("cp1252"), name="review.csv")
    rows, set_aside = read_answers([path])
    assert ([row.entered_by for row in rows], set_aside) == (["Señor"], ())


def test_two_dates_of_one_conviction_contradict_each_other(write: Write) -> None:
    mapping = mapping_from(
        {
            "source": "Example County (fabricated)",
            "columns": {"person": "P", "case": "C", "count": "N", "offense": "O", "disposition": "D", "disposition_date": "T"},
        }
    )  # fmt: skip
    path = write(b"P,C,N,O,D,T\n1,A,1,HS 11358,convicted,2009-05-12\n1,A,1,HS 11358,convicted,2017-05-12\n")
    (person,) = read_flat_csv([path], mapping).persons
    ((_, charge),) = person.convictions
    assert isinstance(charge.convicted_on, DataError)


def test_a_number_without_end_is_refused_in_plain_words(write: Write) -> None:
    (row,) = read_jsonl([write(b'{"person_id": ' + b"9" * 10_000 + b"}\n")]).set_aside
    assert row.reason == "a number has more than 30 digits"


# ------------------------------------------------------------------------------------------------ answers

CONVICTED = CourtAction(date=date(2009, 5, 12), category="convicted")
PERSON = Person("1", cases=(Case("c", charges=(Charge("x", actions=(CONVICTED,)), Charge("y"))),))


def answered(person: Person, fact: str, answer: str, source: str = "", **place: str) -> Person:
    known, refused = apply_answers(
        person,
        [
            AnswerRow(
                "r.csv", 2, "1", fact, answer, case=place.get("case", ""), charge=place.get("charge", ""), source=source
            )
        ],
        {},
    )
    assert refused == ()
    return known


def test_the_level_as_convicted_can_be_answered() -> None:
    charges = dict(zip("xy", [charge for _, charge in PERSON.charges], strict=True))
    for name in charges:
        person = answered(PERSON, "level as convicted", "felony", charge=name)
        assert {c.charge_id: c.level_as_convicted for _, c in person.charges}[name] is Level.FELONY


def test_the_level_today_is_that_of_the_last_action_that_names_one() -> None:
    reduced = CourtAction("reduced", date(2012, 1, 1), "other", DataError("not a level"))
    first = attrs.evolve(CONVICTED, level=Level.FELONY)
    person = Person("1", cases=(Case("c", charges=(Charge("x", actions=(first, reduced)),)),))
    ((_, charge),) = answered(person, "level", "misdemeanor", charge="x").charges
    assert (charge.level_today, charge.level_as_convicted) == (Level.MISDEMEANOR, Level.FELONY)


@pytest.mark.parametrize(("fact", "field"), [("restitution owed", "restitution_owed"), ("fines owed", "fines_owed")])
def test_what_is_owed_in_the_case_can_be_answered(fact: str, field: str) -> None:
    for place in ({"charge": "x"}, {"case": "c"}):
        assert getattr(answered(PERSON, fact, "$1,500.25", **place).cases[0], field) == 150_025
    two = [AnswerRow("r.csv", n, "1", fact, f"${n}", charge=charge) for n, charge in ((2, "x"), (3, "y"))]
    _, refused = apply_answers(PERSON, two, {})
    assert {one.reason for one in refused} == {"the same question is answered in two ways"}


@pytest.mark.parametrize("events", [(), (Event("death"),)])
def test_the_date_of_death_can_be_answered(events: tuple[Event, ...]) -> None:
    person = answered(attrs.evolve(PERSON, events=events), "date of death", "05/12/2015", source="county clerk")
    assert person.deceased is True
    assert [(event.kind, event.date) for event in person.events] == [("death", date(2015, 5, 12))]
    assert person.events[0].raw["date: source"] == "county clerk"


def test_a_data_error_shows_no_value() -> None:
    assert "19600231" not in repr(DataError("the date is not a day of the calendar", "19600231"))
    assert DataError("x", "1") != DataError("x", "2")
    assert UNKNOWN is not NOT_APPLICABLE
