# ruff: noqa: D103 - the names of tests are sentences
"""The rows of CA DOJ files. Every person here is fabricated."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from random import Random

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules.records.fabricate import fabricate
from cmr_rules.records.person import Person
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import COLUMN, HEADER, has_header, split_rows
from cmr_rules.records.values import DataError
from tests.unit.ca_lines import HEADER_LINE, Write, line, only


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*lines: bytes, name: str = "doj.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(lines))
        return path

    return written


def reason(value: object) -> str:
    assert isinstance(value, DataError)
    return value.reason


# Rows


@pytest.mark.parametrize(
    "header",
    [
        HEADER_LINE,
        HEADER_LINE.replace(b"\n", b"\r\n"),
        HEADER_LINE.replace(b"\n", b",\n"),
        b"\xef\xbb\xbf" + HEADER_LINE,
        b",".join(b'"%s"' % name.encode() for name in HEADER) + b"\n",
        b"\xef\xbb\xbf" + b",".join(b'"%s"' % name.encode() for name in HEADER) + b"\r\n",
    ],
)
def test_every_header_is_recognized(write: Write, header: bytes) -> None:
    path = write(header, line())
    assert has_header(path)
    assert [row.kind for row in split_rows(path)] == ["header", "row"]
    reading = read_ca_doj([path])
    assert (reading.rows, reading.notes, only(reading).person_id) == (1, (), "17")


def test_a_foreign_header_is_noted(write: Write) -> None:
    reading = read_ca_doj([write(HEADER_LINE.replace(b"OFN", b"XYZ"), line())])
    assert reading.notes == ("the header of doj.csv is not that of a CA DOJ bulk file with 95 columns",)


def test_a_file_may_have_no_header_and_no_last_line_end(write: Write) -> None:
    path = write(line(), line(CNT_ORDER="001002004000").rstrip(b"\n"))
    assert not has_header(path)
    assert read_ca_doj([path]).rows == 2


@pytest.mark.parametrize("content", [b"", HEADER_LINE, b"\n \r\n", HEADER_LINE + b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_may_have_no_rows(write: Write, content: bytes) -> None:
    reading = read_ca_doj([write(content)])
    assert (reading.rows, reading.persons, reading.set_aside) == (0, (), ())


def test_quoted_fields_and_line_ends(write: Write) -> None:
    path = write(
        HEADER_LINE.replace(b"\n", b",\n"),
        line("\r\n", COMMENT_TEXT='"SAYS ""NO"", TWICE"'),
        line("\r\n", COMMENT_TEXT='"TWO\r\nLINES"'),
        b"\r\n",
        line(",\n"),
    )
    rows = list(split_rows(path))
    assert [(row.line, row.kind) for row in rows] == [
        (1, "header"), (2, "row"), (3, "row"), (5, "blank"), (6, "row"),
    ]  # fmt: skip
    comments = [row.fields[COLUMN["COMMENT_TEXT"]] for row in rows[1:] if row.fields]
    assert comments == ['SAYS "NO", TWICE', "TWO\r\nLINES", ""]
    assert all(len(row.fields) == 95 for row in rows[1:] if row.fields)
    assert b"".join(row.raw for row in rows) == path.read_bytes()


def test_a_stray_quote_does_not_swallow_other_rows(write: Write) -> None:
    stray = line(COMMENT_TEXT='"OPEN')
    bare = line(COMMENT_TEXT='5" KNIFE')
    path = write(stray, line(), stray, bare, stray)
    rows = list(split_rows(path))
    assert [row.kind for row in rows] == ["row"] * 5
    assert all(row.fields and row.fields[COLUMN["PRI_NAME"]] == "FABRICATED,PERSON" for row in rows)
    assert [row.line for row in rows] == [1, 2, 3, 4, 5]
    assert rows[3].fields is not None
    assert rows[3].fields[COLUMN["COMMENT_TEXT"]] == '5" KNIFE'


def test_a_quote_that_nothing_closes_is_read_as_a_letter_when_the_fields_then_fit(write: Write) -> None:
    rows = list(split_rows(write(line(PRI_NAME="FABRICATED", COMMENT_TEXT='"OPEN'), line())))
    assert rows[0].fields is not None
    assert rows[0].fields[COLUMN["COMMENT_TEXT"]] == '"OPEN'


def test_a_row_with_a_wrong_number_of_fields_is_set_aside_with_its_person(write: Write) -> None:
    broken = line().rstrip(b"\n")[:-2] + b"\r\n"
    reading = read_ca_doj([write(HEADER_LINE, line(), broken, line(CNT_ORDER="001002004000"))])
    (row,) = reading.set_aside
    assert (row.line, row.person_id, row.raw) == (3, "17", broken)
    assert row.reason == "the row has 93 fields, a CA DOJ row has 95"
    assert only(reading).incomplete == ("row 3 of doj.csv could not be read",)
    assert (reading.rows, reading.rows_read) == (3, 2)


def test_a_row_set_aside_makes_no_person(write: Write) -> None:
    reading = read_ca_doj([write(line()[1:])])
    assert (reading.persons, reading.set_aside[0].person_id) == ((), None)
    assert reading.notes == ("1 row was set aside and does not tell whose it is",)


def test_a_row_without_a_person_is_set_aside(write: Write) -> None:
    (row,) = read_ca_doj([write(line(SUBJECT_ID=" "))]).set_aside
    assert (row.reason, row.person_id) == ("the row names no person", None)


def test_a_row_that_lacks_a_field_is_not_mended_by_reading_a_quoted_comma(write: Write) -> None:
    lacking = line(COMMENT_TEXT="x").replace(b",x,", b",x")
    (row,) = split_rows(write(lacking))
    assert (row.kind, row.reason) == ("broken", "the row has 94 fields, a CA DOJ row has 95")
    (row,) = split_rows(write(lacking.replace(b",x", b',"x')))
    assert (row.kind, row.reason) == (
        "broken",
        "a quotation mark of the row is not closed, so its fields cannot be told",
    )


@pytest.mark.parametrize("name", [b"FABRICATED \xd1\xff", "FABRICATED Ñÿ".encode()])
def test_bytes_that_are_not_utf8_keep_their_row(write: Write, name: bytes) -> None:
    assert only(read_ca_doj([write(line(PRI_NAME="FABRICATED").replace(b"FABRICATED", name))])).name == "FABRICATED Ñÿ"


def test_progress_counts_every_byte(write: Write) -> None:
    path = write(HEADER_LINE, *[line()] * 5000)
    told: list[int] = []
    read_ca_doj([path], told.append)
    assert sum(told) == path.stat().st_size
    assert len(told) > 1


# Files


def test_rows_in_two_files_are_read_once_and_in_one_file_each_time(write: Write) -> None:
    row = line(SENT_LOC_DESCR="FINE")
    first, second = (
        write(row, row, name="a.csv"),
        write(row.replace(b"\n", b"\r\n"), line(SUBJECT_ID="18"), name="b.csv"),
    )
    reading = read_ca_doj([first, second])
    assert (reading.rows, reading.rows_read, reading.files) == (4, 4, (str(first), str(second)))
    assert reading.notes == ("1 row stands in two files and was read once",)
    action = reading.persons[0].convictions[0][1].conviction
    assert action is not None
    assert len(action.sentence) == 2
    assert [person.person_id for person in reading.persons] == ["17", "18"]


def without_places(person: Person) -> object:
    """Return a person with what depends on the order of rows by nature made equal: places and dockets."""
    cases = tuple(attrs.evolve(case, dockets=tuple(sorted(case.dockets))) for case in person.cases)
    return attrs.evolve(person, cases=cases, incomplete=())


def test_the_order_of_rows_does_not_matter(write: Write) -> None:
    rows = list(fabricate(3000, 5, header=False))
    expected = [without_places(p) for p in read_ca_doj([write(*rows)]).persons]
    for seed in range(3):
        Random(seed).shuffle(rows)
        shuffled = read_ca_doj([write(*rows[:1000]), write(*rows[1000:], name="more.csv")])
        assert [without_places(p) for p in shuffled.persons] == expected


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 9),
    edits=st.lists(
        st.tuples(
            st.floats(0, 1),
            st.integers(0, 40),
            st.binary(max_size=5) | st.sampled_from([b'"', b"\n", b",", b"\r", b'"\n']),
        ),
        max_size=12,
    ),
)
def test_no_row_of_any_file_is_lost(tmp_path: Path, seed: int, edits: Sequence[tuple[float, int, bytes]]) -> None:
    content = b"".join(fabricate(12, seed))
    for place, removed, added in edits:
        at = int(place * len(content))
        content = content[:at] + added + content[at + removed :]
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    rows = list(split_rows(path))
    assert b"".join(row.raw for row in rows) == content
    assert rows == list(split_rows(path))
    assert [row.line for row in rows] == [
        len(re.findall(rb"\r\n?|\n", content[: sum(len(r.raw) for r in rows[:i])])) + 1 for i in range(len(rows))
    ]
    reading = read_ca_doj([path])
    assert reading.rows == reading.rows_read + len(reading.set_aside)
    assert reading.rows == sum(row.kind in {"row", "broken"} for row in rows)
    charged = {charge.where.line for person in reading.persons for _, charge in person.charges if charge.where}
    assert charged <= {row.line for row in rows if row.kind == "row"}


@given(content=st.binary(max_size=400) | st.text('a,"\r\n\x00', max_size=60).map(str.encode))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    assert b"".join(row.raw for row in split_rows(path)) == content
    reading = read_ca_doj([path])
    assert reading.rows == reading.rows_read + len(reading.set_aside)


def test_reasons_hold_no_values(write: Write) -> None:
    secret = "SECRETVALUE"
    path = write(
        line(PRI_DOB=secret, STP_EVENT_DATE=secret, CONV_STAT_DESCR=secret, SENT_LENGTH=secret, OFFENSE_DESCR=secret),
        line(SUBJECT_ID="18", COMMENT_TEXT=secret)[:-3] + b"\n",
        line(SUBJECT_ID="", COMMENT_TEXT=secret),
    )
    reading = read_ca_doj([path])
    assert len(reading.set_aside) == 2
    assert not any(secret in row.reason or secret in repr(row) for row in reading.set_aside)
    assert not any(secret in note for note in reading.notes)
    person = reading.persons[0]
    action = person.convictions[0][1].conviction
    assert action is not None
    for error in (person.birth_date, action.date, action.level, action.sentence[0].term):
        assert secret not in reason(error)
