# ruff: noqa: D103 - the names of tests are sentences
from __future__ import annotations

from datetime import date
from itertools import chain
from pathlib import Path

import pytest

from cmr_rules.citations import Offense
from cmr_rules.records.fabricate import fabricate, write_fabricated
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import HEADER, has_header, split_rows
from cmr_rules.records.reading import Reading
from cmr_rules.records.values import UNKNOWN, DataError, Level, PartialDate

ROWS = 20_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("fabricated") / "doj.csv"
    write_fabricated(made, ROWS, 11)
    return made


@pytest.fixture(scope="module")
def reading(path: Path) -> Reading:
    return read_ca_doj([path])


def test_the_same_arguments_give_the_same_bytes(path: Path) -> None:
    assert b"".join(fabricate(ROWS, 11)) == path.read_bytes()
    assert list(fabricate(50, 1)) != list(fabricate(50, 2))


def test_the_header_is_optional_and_not_counted() -> None:
    assert next(fabricate(5, 1)).decode().strip().split(",") == list(HEADER)
    assert len(list(fabricate(5, 1))) == 6
    assert list(fabricate(5, 1))[1:] == list(fabricate(5, 1, header=False))
    assert list(fabricate(0, 1, header=False)) == []


def test_the_number_of_rows(path: Path, reading: Reading) -> None:
    assert has_header(path)
    assert sum(row.kind != "header" for row in split_rows(path)) == reading.rows == ROWS


def test_about_one_row_in_five_hundred_is_spoilt(reading: Reading) -> None:
    assert ROWS / 2000 < len(reading.set_aside) < ROWS / 200
    assert any(person.incomplete for person in reading.persons)


def test_nobody_in_it_could_be_taken_for_a_person(reading: Reading) -> None:
    assert all(person.name.startswith("FABRICATED,PERSON ") for person in reading.persons)
    assert all(person.cii.startswith("F") for person in reading.persons)


def test_its_people_have_few_rows_or_many(reading: Reading) -> None:
    sizes = [len(person.charges) for person in reading.persons]
    assert min(sizes) <= 1
    assert 60 < max(sizes) <= 200


def test_it_shows_what_real_files_show(reading: Reading) -> None:
    pairs = [pair for person in reading.persons for pair in person.charges]
    convictions = [charge for _, charge in pairs if charge.is_conviction]
    days = [charge.convicted_on for charge in convictions]
    offenses = [charge.offense for _, charge in pairs]
    assert {case.county for case, _ in pairs} >= {"Contra Costa County", "Los Angeles County", "Yolo County"}
    assert {charge.level_as_convicted for charge in convictions} >= {Level.FELONY, Level.MISDEMEANOR, UNKNOWN}
    assert {type(day) for day in days} == {date, PartialDate, DataError, type(UNKNOWN)}
    assert all(1975 <= day.year <= 2018 for day in days if isinstance(day, date))
    assert {offense.form for offense in offenses if isinstance(offense, Offense)} == {
        "completed",
        "attempt",
        "conspiracy",
    }
    assert any(offense.enhancements for offense in offenses if isinstance(offense, Offense))
    assert UNKNOWN in offenses
    assert {event.kind for person in reading.persons for event in person.events} == {"death", "registration"}
    parts = chain.from_iterable(charge.conviction.sentence for charge in convictions if charge.conviction)
    assert {part.kind for part in parts} >= {"jail", "prison", "probation", "fine"}
    assert any(charge.conviction and len(charge.conviction.sentence) > 1 for charge in convictions)
