# ruff: noqa: D103 - the names of tests are sentences
"""The CA DOJ reader. Every person here is fabricated."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cmr_rules.citations import Offense, Section
from cmr_rules.dates import Period
from cmr_rules.records.person import Charge
from cmr_rules.records.readers.ca_doj import SOURCES, read_ca_doj
from cmr_rules.records.reading import Reading
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, DataError, Level, PartialDate
from tests.unit.ca_lines import HEADER_LINE, Write, line, only


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(*lines: bytes, name: str = "doj.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(b"".join(lines))
        return path

    return written


def charges(reading: Reading) -> list[Charge]:
    return [charge for _, charge in only(reading).charges]


def one(write: Write, **values: str) -> Charge:
    found = charges(read_ca_doj([write(line(**values))]))
    assert len(found) == 1
    return found[0]


def reason(value: object) -> str:
    assert isinstance(value, DataError)
    return value.reason


# People


def test_a_person(write: Write) -> None:
    person = only(read_ca_doj([write(line())]))
    assert (person.name, person.cii, person.birth_date) == ("FABRICATED,PERSON", "F17", date(1960, 3, 14))
    assert (person.deceased, person.sources, person.events) == (UNKNOWN, SOURCES, ())
    assert "FABRICATED,PERSON" not in repr(person)


@pytest.mark.parametrize(
    ("text", "birth"),
    [(" ", UNKNOWN), ("19600000", PartialDate(1960)), ("19600500", PartialDate(1960, 5))],
)
def test_dates_may_be_partial(write: Write, text: str, birth: object) -> None:
    person = only(read_ca_doj([write(line(PRI_DOB=text, STP_EVENT_DATE=text))]))
    assert person.birth_date == person.cases[0].charges[0].convicted_on == birth


@pytest.mark.parametrize(
    "text", ["19600230", "00000000", "18490101", "1960031", "19601300", "19600031", "1960O314", "٢٠٠١٠١٠١"]
)
def test_what_is_not_a_day_is_an_error(write: Write, text: str) -> None:
    person = only(read_ca_doj([write(line(PRI_DOB=text, STP_EVENT_DATE=text))]))
    assert reason(person.birth_date) == "the date of birth is not a day of the calendar"
    assert reason(person.cases[0].charges[0].convicted_on) == "the date of the event is not a day of the calendar"


def test_two_dates_of_birth_are_an_error_and_a_blank_one_is_none(write: Write) -> None:
    assert reason(only(read_ca_doj([write(line(), line(PRI_DOB="19600315"))])).birth_date) == (
        "the rows give two dates of birth"
    )
    assert only(read_ca_doj([write(line(), line(PRI_DOB=""))])).birth_date == date(1960, 3, 14)


def test_death(write: Write) -> None:
    values = {"STP_TYPE_DESCR": "DECEASED", "OFFENSE_DESCR": "", "DISP_DESCR": "", "CNT_ORDER": ""}
    person = only(read_ca_doj([write(line(), line(**values))]))
    assert person.deceased is True
    assert [(event.kind, event.date) for event in person.events] == [("death", date(2001, 2, 3))]
    assert len(person.charges) == 1
    person = only(read_ca_doj([write(line(STP_TYPE_DESCR="DECEASED"))]))
    assert (person.deceased, len(person.convictions)) == (True, 1)


@pytest.mark.parametrize(
    ("text", "section", "events", "counts"),
    [
        ("290 PC-REGISTRATION OF SEX OFFENDER", Section("PC", "290"), 1, 0),
        ("290(B) PC", Section("PC", "290", ("b",)), 1, 0),
        ("290 REGISTRATION", None, 1, 0),
        ("11590 HS-NARCOTICS REGISTRATION", None, 0, 1),
    ],
)
def test_registrations(write: Write, text: str, section: Section | None, events: int, counts: int) -> None:
    path = write(line(STP_TYPE_DESCR="REGISTRATION", OFFENSE_DESCR=text, DISP_DESCR=""))
    person = only(read_ca_doj([path]))
    assert (len(person.events), len(person.charges)) == (events, counts)
    for event in person.events:
        assert (event.kind, event.county, event.cycle) == ("registration", "Contra Costa County", "001")
        assert (event.offense.section if isinstance(event.offense, Offense) else None) == section


# Counts


def test_a_conviction(write: Write) -> None:
    path = write(
        HEADER_LINE, line(OFN=" 12345 ", SENT_LOC_DESCR="JAIL", SENT_LENGTH="090", SENT_TIME_CODE="D", CII_TYPE="x")
    )
    case, charge = only(read_ca_doj([path])).convictions[0]
    assert (case.case_id, case.cycle, case.county, case.state) == ("001002", "001", "Contra Costa County", "California")
    assert (case.dockets, charge.charge_id, charge.count) == (("12345",), "001002003000", "3")
    assert isinstance(charge.offense, Offense)
    assert str(charge.offense) == "HS 11358"
    assert charge.raw["offense"] == charge.offense.raw == "11358 HS"
    assert charge.raw["charge"] == "11358 HS-CULTIVATE"
    assert charge.where is not None
    assert (charge.where.file, charge.where.line, charge.stage, charge.separate) == (str(path), 2, "court", True)
    assert charge.conviction is not None
    assert (charge.conviction.date, charge.conviction.level) == (date(2001, 2, 3), Level.FELONY)
    assert dict(charge.conviction.raw) == {"date": "20010203", "level": "FELONY", "disposition": "CONVICTED-JAIL"}
    assert [(part.kind, part.term) for part in charge.conviction.sentence] == [("jail", Period(days=90))]


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        ("ARREST/DETAINED/CITED", "arrest"),
        ("court action ", "court"),
        ("CUSTODY:JAIL", "custody"),
        ("APPLICANT", "other"),
    ],
)
def test_stages(write: Write, kind: str, stage: str) -> None:
    assert one(write, STP_TYPE_DESCR=kind, DISP_DESCR="").stage == stage


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("CONVICTED", "convicted"), ("convicted-prob/jail ", "convicted"), ("DISMISSED/CHARGE DROPPED", "dismissed"),
        ("ACQUITTED", "acquitted"), ("PROS REJ-LACK", "prosecutor_rejected"), ("PROSECUTOR REJECT", "prosecutor_rejected"),
        ("DIVERSION", "diverted"), ("REL/TOT OTHER", "other"),
    ],
)  # fmt: skip
def test_dispositions(write: Write, text: str, category: str) -> None:
    assert [action.category for action in one(write, DISP_DESCR=text).actions] == [category]
    assert one(write, DISP_DESCR=" ").actions == ()


@pytest.mark.parametrize(
    ("status", "crime", "level"),
    [
        ("FELONY ", "M", Level.FELONY), ("misdemeanor", "F", Level.MISDEMEANOR), ("INFRACTION", "", Level.INFRACTION),
        (" ", "F", Level.FELONY), ("", "m", Level.MISDEMEANOR), ("", "W", Level.WOBBLER), ("", "I", Level.INFRACTION),
        ("", "N", UNKNOWN), ("", "", UNKNOWN),
    ],
)  # fmt: skip
def test_levels(write: Write, status: str, crime: str, level: object) -> None:
    assert one(write, CONV_STAT_DESCR=status, OFFENSE_TOC=crime).level_as_convicted == level
    assert one(write, CONV_STAT_DESCR=status, OFFENSE_TOC=crime, DISP_DESCR="").level_as_convicted == level


def test_a_status_that_is_no_level_is_an_error(write: Write) -> None:
    assert reason(one(write, CONV_STAT_DESCR="FELNY").level_as_convicted) == "the conviction status is not a level"


@pytest.mark.parametrize(
    ("place", "length", "unit", "kind", "term"),
    [
        ("PRISON", "10", "Y", "prison", Period(120)), ("PROBATION", "6", "M", "probation", Period(6)),
        ("PROB", "2", "W", "probation", Period(days=14)), ("FINE", "", "", "fine", NOT_APPLICABLE),
        ("RESTITUTION", "", "", "restitution", NOT_APPLICABLE), ("JAIL", "", "", "jail", UNKNOWN),
        ("JAIL", "000", "", "jail", UNKNOWN), ("PRISON", "LIFE", "", "prison", "life"), ("FINE", "250", "", "fine", NOT_APPLICABLE),
        ("", "3", "Y", "other", Period(36)),
    ],
)  # fmt: skip
def test_sentences(write: Write, place: str, length: str, unit: str, kind: str, term: object) -> None:
    charge = one(write, SENT_LOC_DESCR=place, SENT_LENGTH=length, SENT_TIME_CODE=unit)
    assert charge.conviction is not None
    (part,) = charge.conviction.sentence
    assert (part.kind, part.term, part.suspended, part.concurrent) == (kind, term, False, UNKNOWN)


@pytest.mark.parametrize(
    ("length", "unit"), [("6", "N"), ("SIX", "M"), ("1.5", "Y"), ("-1", "Y"), ("6", ""), ("9" * 5000, "D")]
)
def test_a_length_that_cannot_be_read_is_an_error(write: Write, length: str, unit: str) -> None:
    charge = one(write, SENT_LOC_DESCR="JAIL", SENT_LENGTH=length, SENT_TIME_CODE=unit)
    assert charge.conviction is not None
    assert reason(charge.conviction.sentence[0].term) == "the length of the sentence cannot be read"


def test_suspended_and_concurrent(write: Write) -> None:
    charge = one(write, SENT_LOC_DESCR="JAIL SUSP CONC", SENT_LENGTH="30", SENT_TIME_CODE="D")
    assert charge.conviction is not None
    (part,) = charge.conviction.sentence
    assert (part.suspended, part.concurrent) == (True, True)


def test_continuation_lines_add_parts_to_their_own_count(write: Write) -> None:
    jail = {"SENT_LOC_DESCR": "JAIL", "SENT_LENGTH": "30", "SENT_TIME_CODE": "D"}
    path = write(
        line(**jail),
        line(CNT_ORDER="001002004000"),
        line(SENT_LOC_DESCR="FINE", STP_EVENT_DATE="", CONV_STAT_DESCR="", OFFENSE_DESCR=""),
        line(DISP_DESCR="", OFFENSE_DESCR="", **jail),
    )
    first, second = charges(read_ca_doj([path]))
    assert first.conviction is not None
    assert second.conviction is not None
    assert [part.kind for part in first.conviction.sentence] == ["fine", "jail", "jail"]
    assert (second.conviction.sentence, first.conviction.date) == ((), date(2001, 2, 3))


def test_contradictions_within_a_count_are_errors(write: Write) -> None:
    (charge,) = charges(read_ca_doj([write(line(), line(STP_EVENT_DATE="20010204"))]))
    assert reason(charge.convicted_on) == "the rows of this count give two dates"
    (charge,) = charges(read_ca_doj([write(line(), line(CONV_STAT_DESCR="MISDEMEANOR"))]))
    assert reason(charge.level_as_convicted) == "the rows of this count give two levels"
    (charge,) = charges(read_ca_doj([write(line(), line(OFFENSE_DESCR="11359 HS"))]))
    assert reason(charge.offense) == "the rows of this count name two offenses"


def test_a_later_dismissal_of_a_conviction(write: Write) -> None:
    path = write(line(DISP_DESCR="DISMISSED PER 1203.4 PC", STP_EVENT_DATE="20050101"), line())
    (charge,) = charges(read_ca_doj([path]))
    assert [action.category for action in charge.actions] == ["convicted", "dismissed"]
    assert (charge.is_conviction, charge.still_stands) == (True, False)
    assert charge.where is not None
    assert charge.where.line == 2


def test_the_charge_in_the_comment(write: Write) -> None:
    charge = one(write, OFFENSE_DESCR="SEE COMMENT FOR CHARGE ", COMMENT_TEXT="CHRG 11358 HS")
    assert (str(charge.offense), charge.raw["offense"]) == ("HS 11358", "CHRG 11358 HS")
    assert str(one(write, OFFENSE_DESCR=" ", COMMENT_TEXT="459 PC").offense) == "PC 459"
    assert str(one(write, COMMENT_TEXT="459 PC").offense) == "HS 11358"
    charge = one(write, OFFENSE_DESCR="SEE COMMENT FOR CHARGE")
    assert (charge.offense, charge.raw["charge"]) == (UNKNOWN, "SEE COMMENT FOR CHARGE")


def test_an_offense_that_cannot_be_read_stays_as_text(write: Write) -> None:
    charge = one(write, OFFENSE_DESCR="11357(C) - POSSESS")
    assert (charge.offense, charge.raw["offense"], charge.raw["charge"]) == (UNKNOWN, "11357(C)", "11357(C) - POSSESS")


def test_the_offense_of_the_conviction_and_its_form(write: Write) -> None:
    assert str(one(write, CONV_OFFENSE_DESCR="11357(B) HS").convicted_offense) == "HS 11357(b)"
    assert (
        reason(one(write, CONV_OFFENSE_DESCR="11357 OR SO").convicted_offense)
        == "the offense of the conviction cannot be read"
    )
    assert str(one(write, CONV_OFFENSE_DESCR="x").convicted_offense) == "HS 11358"
    assert (
        reason(one(write, OFFENSE_QUAL_LST="-ATTEMPTED").offense) == "the qualifiers name another form of the offense"
    )


def test_a_count_order_that_is_malformed_stands_alone(write: Write) -> None:
    person = only(read_ca_doj([write(line(CNT_ORDER="0010"), line(CNT_ORDER="0010"), line(CNT_ORDER=""))]))
    assert [charge.charge_id for _, charge in person.charges] == ["line 1", "line 2", "line 3"]
    assert {(case.cycle, charge.separate) for case, charge in person.charges} == {(UNKNOWN, UNKNOWN)}
    assert person.charges[0][1].raw["count_order"] == "0010"


def test_counties(write: Write) -> None:
    path = write(
        line(OFN="1"), line(CNT_ORDER="001002004000", STP_ORI_CNTY_NAME="san luis obispo ", OFN="NULL  "),
        line(CNT_ORDER="002001001000", STP_ORI_CNTY_NAME=" "),
    )  # fmt: skip
    cases = {case.case_id: case for case in only(read_ca_doj([path])).cases}
    assert {name: (case.county, case.cycle, case.dockets) for name, case in cases.items()} == {
        "001002 in Contra Costa County": ("Contra Costa County", "001", ("1",)),
        "001002 in San Luis Obispo County": ("San Luis Obispo County", "001", ()),
        "002001": (UNKNOWN, "002", ()),
    }


def test_dockets_of_a_case_in_the_order_of_the_file(write: Write) -> None:
    path = write(
        line(OFN="9"), line(OFN="NULL", CNT_ORDER="001002004000"), line(OFN="1", CNT_ORDER="001002005000", DISP_DESCR="ACQUITTED"),
        line(OFN="9"), line(OFN="5", STP_TYPE_DESCR="ARREST"), line(OFN="2", OFFENSE_DESCR="", DISP_DESCR=""),
    )  # fmt: skip
    assert only(read_ca_doj([path])).cases[0].dockets == ("9", "1", "2")


def test_the_date_of_arrest(write: Write) -> None:
    arrest = {"STP_TYPE_DESCR": "ARREST/DETAINED/CITED", "DISP_DESCR": "", "CNT_ORDER": "001001001000"}

    def of_conviction(*rows: bytes) -> object:
        return only(read_ca_doj([write(line(), *rows)])).convictions[0][1].arrest_date

    early = line(**arrest | {"STP_EVENT_DATE": "20010101"})
    assert of_conviction(early, early) == date(2001, 1, 1)
    assert of_conviction(early, line(**arrest | {"STP_EVENT_DATE": "20010102"})) is UNKNOWN
    assert of_conviction(line(**arrest | {"STP_EVENT_DATE": "20020101"})) is UNKNOWN
    assert of_conviction(line(**arrest | {"CNT_ORDER": "002001001000"})) is UNKNOWN
