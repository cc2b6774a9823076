"""A county's flat export, read by a mapping. All people are made up."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cmr_rules.citations import Offense, Section
from cmr_rules.dates import Period
from cmr_rules.records.person import Charge, Person, Where
from cmr_rules.records.readers.flat_csv import Mapping, MappingError, load_mapping, mapping_from, read_flat_csv
from cmr_rules.records.reading import Reading
from cmr_rules.records.values import NOT_APPLICABLE, NOT_YET, UNKNOWN, DataError, Level

MAPPING = """
source = "Example County case system"
covers = ["California"]
encoding = "utf-8"
date_format = "%m/%d/%Y"
unknown_words = ["NULL"]

[columns]
person = "PARTY_ID"
name = "PARTY_NAME"
birth_date = "DOB"
case = "CASE_NO"
cycle = "ARREST_NO"
county = "COUNTY"
count = "COUNT_NO"
offense = "STATUTE"
level = "SEVERITY"
offense_date = "OFFENSE_DATE"
disposition = "DISPO"
disposition_date = "DISPO_DATE"
sentence_kind = "SENTENCE"
sentence_length = "LENGTH"
released_on = "RELEASED"
facts."Restitution Paid" = "RESTITUTION_PAID"

[constants]
state = "California"

[levels]
F = "felony"
M = "misdemeanor"

[dispositions]
GUILTY = "convicted"
DISM = "dismissed"
"REDUCED 17B" = "reduced"

[sentences]
CJ = "jail"
PROB = "probation"
"""
HEADER = (
    "PARTY_ID,PARTY_NAME,DOB,CASE_NO,ARREST_NO,COUNTY,COUNT_NO,STATUTE,SEVERITY,OFFENSE_DATE,DISPO,DISPO_DATE,"
    "SENTENCE,LENGTH,RELEASED,RESTITUTION_PAID"
)
NAMES = HEADER.split(",")


def row(**fields: str) -> str:
    """Return a row of the export: a conviction, with these fields changed."""
    usual = {
        "PARTY_ID": "P1",
        "PARTY_NAME": "EXAMPLE ONE",
        "DOB": "03/14/1960",
        "CASE_NO": "A1",
        "ARREST_NO": "R1",
        "COUNTY": "CONTRA COSTA",
        "COUNT_NO": "1",
        "STATUTE": "11357(a) HS",
        "SEVERITY": "F",
        "DISPO": "GUILTY",
        "DISPO_DATE": "05/12/2009",
    }
    return ",".join((usual | fields).get(name, "") for name in NAMES)


def write_mapping(folder: Path, text: str = MAPPING) -> Mapping:
    """Write a mapping and load it."""
    (folder / "map.toml").write_text(text, "utf-8")
    return load_mapping(folder / "map.toml")


class TestReading:
    @pytest.fixture
    def read(self, tmp_path: Path) -> Any:
        def read(*rows: str, mapping: str = MAPPING) -> Reading:
            (tmp_path / "export.csv").write_text("\n".join([HEADER, *rows]) + "\n", "utf-8")
            return read_flat_csv([tmp_path / "export.csv"], write_mapping(tmp_path, mapping))

        return read

    @pytest.fixture
    def charge(self, read: Any) -> Any:
        def charge(**fields: str) -> Charge:
            found: Charge = read(row(**fields)).persons[0].charges[0][1]
            return found

        return charge

    def test_a_row_is_a_count_of_a_case_of_a_person(self, read: Any, tmp_path: Path) -> None:
        reading = read(row(SENTENCE="CJ", LENGTH="90 days", RESTITUTION_PAID="Y", OFFENSE_DATE="01/02/2009"))

        (person,) = reading.persons
        ((case, charge),) = person.charges
        assert (person.person_id, person.name, person.birth_date) == ("P1", "EXAMPLE ONE", date(1960, 3, 14))
        assert (person.sources[0].name, person.sources[0].covers) == ("Example County case system", ("California",))
        assert (case.case_id, case.dockets, case.county, case.state, case.cycle) == (
            "A1",
            ("A1",),
            "Contra Costa County",
            "California",
            "R1",
        )
        assert (charge.charge_id, charge.count, charge.level) == ("A1/1", "1", Level.FELONY)
        assert charge.offense == Offense(Section("HS", "11357", ("a",)))
        assert charge.offense_date == date(2009, 1, 2)
        assert charge.is_conviction
        assert charge.convicted_on == date(2009, 5, 12)
        assert [(part.kind, part.term) for part in charge.actions[0].sentence] == [("jail", Period(0, 90))]
        assert charge.facts == {"Restitution Paid": True}
        assert charge.where == Where(str(tmp_path / "export.csv"), 2)
        assert (reading.rows, reading.rows_read, reading.set_aside, reading.notes) == (1, 1, (), ())

    def test_rows_of_one_count_add_parts_of_its_sentence(self, read: Any) -> None:
        reading = read(row(SENTENCE="CJ", LENGTH="90 days"), row(SENTENCE="PROB", LENGTH="3 years"), row(COUNT_NO="2"))

        first, second = (charge for _, charge in reading.persons[0].charges)
        assert len(first.actions) == 1
        assert [(part.kind, part.term) for part in first.actions[0].sentence] == [
            ("jail", Period(0, 90)),
            ("probation", Period(36)),
        ]
        assert second.charge_id == "A1/2"
        assert reading.rows_read == 3

    def test_a_row_that_repeats_another_is_read_once(self, read: Any) -> None:
        reading = read(row(SENTENCE="CJ", LENGTH="90 days"), row(SENTENCE="CJ", LENGTH="90 days"))

        assert len(reading.persons[0].charges[0][1].actions[0].sentence) == 1
        assert reading.rows == reading.rows_read == 2
        assert reading.notes == ("1 row like another row word for word, read once",)

    def test_another_disposition_is_a_later_action(self, read: Any) -> None:
        charge = read(row(DISPO="DISM", DISPO_DATE="01/02/2015"), row()).persons[0].charges[0][1]

        assert [action.category for action in charge.actions] == ["convicted", "dismissed"]
        assert charge.is_conviction
        assert not charge.still_stands

    def test_a_reduction_changes_the_level_of_today(self, read: Any) -> None:
        rows = (row(), row(DISPO="REDUCED 17B", DISPO_DATE="01/02/2015", SEVERITY="M"))
        charge = read(*rows).persons[0].charges[0][1]

        assert (charge.level_as_convicted, charge.level_today) == (Level.FELONY, Level.MISDEMEANOR)

    def test_rows_that_contradict_each_other_ask_for_review(self, read: Any) -> None:
        reading = read(row(), row(SEVERITY="M", DOB="03/15/1960", STATUTE="11359 HS", ARREST_NO="R2"))

        (person,) = reading.persons
        ((case, charge),) = person.charges
        assert charge.level == DataError("rows contradict each other in `level`")
        assert charge.offense == DataError("rows contradict each other in `offense`")
        assert person.birth_date == DataError("rows contradict each other in `birth_date`")
        assert case.cycle is UNKNOWN

    def test_rows_without_a_count_may_be_one_count(self, read: Any) -> None:
        charges = [charge for _, charge in read(row(COUNT_NO=""), row(COUNT_NO="")).persons[0].charges]

        assert [charge.separate for charge in charges] == [True, UNKNOWN]
        assert [charge.charge_id for charge in charges] == ["A1/row 1", "A1/row 2"]

    def test_a_row_without_a_case_is_an_arrest(self, read: Any) -> None:
        ((case, charge),) = read(row(CASE_NO="", DISPO="", DISPO_DATE="")).persons[0].charges

        assert (case.case_id, case.dockets, charge.stage, charge.actions) == ("arrest R1", (), "arrest", ())

    def test_the_same_case_number_in_two_counties_is_two_cases(self, read: Any) -> None:
        person = read(row(), row(COUNTY="Alameda")).persons[0]

        assert [case.case_id for case in person.cases] == ["A1", "A1 (2)"]
        assert len({charge.charge_id for _, charge in person.charges}) == 2

    def test_empty_fields_and_unknown_words_are_unknown(self, charge: Any) -> None:
        found = charge(DISPO_DATE="null", SEVERITY="", STATUTE="NULL", OFFENSE_DATE="", DISPO="")

        assert (found.level, found.offense, found.offense_date) == (UNKNOWN, UNKNOWN, UNKNOWN)
        assert [(a.kind, a.category, a.date) for a in found.actions] == [("disposition", "unknown", UNKNOWN)]
        assert not found.is_pending

    def test_words_of_absence_are_read(self, charge: Any) -> None:
        assert charge(RELEASED="Not yet").actions[0].released_on is NOT_YET
        assert charge(RELEASED="not applicable").actions[0].released_on is NOT_APPLICABLE

    @pytest.mark.parametrize("text", ["02/30/2009", "5/12/09", "2009-05-12", "12 May", "01/01/1049"])
    def test_a_date_that_cannot_be_read_is_an_error_and_the_row_stays(self, charge: Any, text: str) -> None:
        found = charge(DISPO_DATE=text).actions[0].date

        assert isinstance(found, DataError)
        assert found.raw == text
        assert text not in found.reason

    def test_words_that_the_mapping_does_not_name_are_not_guessed(self, read: Any) -> None:
        reading = read(row(DISPO="GLTY", SEVERITY="FEL", STATUTE="MARIJUANA"))

        charge = reading.persons[0].charges[0][1]
        assert charge.actions[0].category == "unknown"
        assert charge.level == DataError("`level` is a word that `[levels]` does not name", "FEL")
        assert charge.offense is UNKNOWN
        assert charge.raw["offense"] == "MARIJUANA"
        assert charge.actions[0].raw["disposition"] == "GLTY"
        assert reading.notes == (
            "1 row with a `disposition` that `[dispositions]` does not name",
            "1 row with a `level` that `[levels]` does not name",
            "1 row with an offense that could not be read as a code section",
        )

    def test_a_sentence_of_an_unknown_kind_leaves_the_record_in_doubt(self, read: Any) -> None:
        person: Person = read(row(SENTENCE="XX", LENGTH="2 years")).persons[0]

        assert person.incomplete == ("a sentence is of a kind that the mapping does not name",)

    def test_a_fine_has_no_length(self, charge: Any) -> None:
        assert charge(SENTENCE="fine").actions[0].sentence[0].term is NOT_APPLICABLE

    def test_a_length_that_cannot_be_read_is_an_error(self, charge: Any) -> None:
        assert isinstance(charge(SENTENCE="CJ", LENGTH="some time").actions[0].sentence[0].term, DataError)

    def test_a_unit_makes_numbers_lengths(self, read: Any) -> None:
        text = MAPPING.replace("[constants]\n", '[constants]\nsentence_unit = "days"\n')
        person = read(row(SENTENCE="CJ", LENGTH="90"), mapping=text).persons[0]

        assert person.charges[0][1].actions[0].sentence[0].term == Period(0, 90)

    def test_facts_are_read_by_their_kind(self, read: Any) -> None:
        text = MAPPING.replace('= "RESTITUTION_PAID"', '= { column = "RESTITUTION_PAID", kind = "date" }')

        facts = read(row(RESTITUTION_PAID="01/02/2010"), mapping=text).persons[0].charges[0][1].facts
        assert facts == {"Restitution Paid": date(2010, 1, 2)}
        assert isinstance(read(row(RESTITUTION_PAID="X")).persons[0].charges[0][1].facts["Restitution Paid"], DataError)

    def test_elsewhere_sections_are_read_as_rules_write_them(self, read: Any) -> None:
        text = MAPPING.replace('state = "California"', 'state = "Michigan"').replace('["California"]', '["Michigan"]')
        ((case, charge),) = read(row(STATUTE="MCL 333.7401", COUNTY="Example"), mapping=text).persons[0].charges

        assert charge.offense == Offense(Section("MCL", "333.7401"))
        assert case.county == "Example"

    def test_an_unknown_county_of_california_is_unknown(self, read: Any) -> None:
        case = read(row(COUNTY="COCO")).persons[0].cases[0]

        assert case.county is UNKNOWN
        assert case.raw["county"] == "COCO"

    def test_rows_that_cannot_be_read_are_set_aside_and_the_person_is_incomplete(self, tmp_path: Path) -> None:
        bad = [
            b"P1,short\r\n",
            row(PARTY_ID="").encode() + b"\r\n",
            row(CASE_NO="", ARREST_NO="").encode() + b"\r\n",
            row(PARTY_NAME="\xff").encode("latin-1") + b"\r\n",
            b'P1,"EXAMPLE"X,\r\n',
            b'P1,"never closed\r\n',
            b'P2,"never closed\r\n',
        ]
        good = row(PARTY_NAME='"EXAMPLE\r\nONE"').encode() + b"\r\n"
        file = tmp_path / "export.csv"
        file.write_bytes(b"\xef\xbb\xbf" + HEADER.encode() + b"\r\n" + good + b"\r\n" + b"".join(bad) + good)
        seen: list[int] = []

        reading = read_flat_csv([file], write_mapping(tmp_path), seen.append)

        assert [one.reason for one in reading.set_aside] == [
            "the row has 2 fields and the header has 16",
            "the row names no person",
            "the row names neither a case nor an arrest",
            "the row is not text in the encoding `utf-8`",
            "the row has a quotation mark or a line end that is out of place",
            "the row has a quotation mark that is never closed",
            "the row has a quotation mark that is never closed",
        ]
        assert [one.line for one in reading.set_aside] == [5, 6, 7, 8, 9, 10, 11]
        assert [one.raw for one in reading.set_aside] == bad
        assert [one.person_id for one in reading.set_aside] == ["P1", None, "P1", "P1", "P1", "P1", "P2"]
        assert reading.rows == 9
        assert reading.rows_read == 2
        assert sum(seen) == file.stat().st_size
        assert reading.persons[0].name == "EXAMPLE\r\nONE"
        assert reading.persons[0].incomplete == tuple(
            f"a row of this person was set aside: {one.reason}" for one in reading.set_aside if one.person_id == "P1"
        )

    def test_a_quotation_mark_that_closes_in_another_row_swallows_none(self, tmp_path: Path) -> None:
        lines = [HEADER, row(PARTY_NAME='"OPEN'), row(PARTY_ID="P2"), row(PARTY_ID="P3", PARTY_NAME='CLOSED"')]
        (tmp_path / "export.csv").write_text("\n".join(lines))

        reading = read_flat_csv([tmp_path / "export.csv"], write_mapping(tmp_path))
        assert [person.person_id for person in reading.persons] == ["P2", "P3"]
        assert [one.person_id for one in reading.set_aside] == ["P1"]

    def test_a_person_may_stand_in_two_files(self, tmp_path: Path) -> None:
        for number in ("1", "2"):
            (tmp_path / f"{number}.csv").write_text(f"{HEADER}\n{row(COUNT_NO=number)}\n")

        reading = read_flat_csv([tmp_path / "1.csv", tmp_path / "2.csv"], write_mapping(tmp_path))
        assert [charge.count for _, charge in reading.persons[0].charges] == ["1", "2"]

    def test_a_header_without_a_mapped_column_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "export.csv").write_text(HEADER.replace("DISPO_DATE", "DISP_DATE") + "\n")

        with pytest.raises(MappingError) as caught:
            read_flat_csv([tmp_path / "export.csv"], write_mapping(tmp_path))
        assert str(caught.value).startswith(
            "`columns.disposition_date` names the column `DISPO_DATE`, which is not in the header of"
        )
        assert str(caught.value).endswith("did you mean `DISP_DATE`?")


class TestMapping:
    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("source =", "sauce =", "`sauce` is not a key of the mapping; did you mean `source`?"),
            ('source = "Example County case system"', "", "`source` is missing or is not text in quotation marks"),
            ('["California"]', '["Californa"]', "`covers` is `Californa`; did you mean `California`?"),
            ('["California"]', '"California"', '`covers` is not a list of texts such as `["one", "two"]`'),
            ('"utf-8"', '"utf-16"', "`encoding` is `utf-16`; did you mean `utf-8`?"),
            ('"%m/%d/%Y"', '"%m/%d/%y"', "`date_format` must hold the month, the day and a year of four digits, such as `%m/%d/%Y`"),
            ('"%m/%d/%Y"', '"%m/%Y"', "`date_format` must hold the month, the day and a year of four digits, such as `%m/%d/%Y`"),
            ("birth_date =", "birthdate =", "`columns.birthdate` is not a key of the mapping; did you mean `birth_date`?"),
            ('person = "PARTY_ID"', "", "`columns.person` is missing: every row needs it"),
            ('case = "CASE_NO"', "", "`columns.case` is missing: every row needs it"),
            ('F = "felony"', 'F = "felon"', "`levels.F` is `felon`; did you mean `felony`?"),
            ('M = "misdemeanor"', 'f = "misdemeanor"', "`levels.f` stands twice: capitals make no difference"),
            ('"dismissed"', '"dropped"', "`dispositions.DISM` is `dropped`; it may be `convicted`"),
            ('CJ = "jail"', "CJ = 3", "`sentences.CJ` is missing or is not text in quotation marks"),
            ('state = "California"', 'county = "X"', "`county` stands in `[columns]` and in `[constants]`: leave one out"),
            ('state = "California"', 'state = "Califronia"', "`constants.state` is `Califronia`; did you mean `California`?"),
            ('state = "California"', 'sentence_unit = "day"', "`constants.sentence_unit` is `day`; did you mean `days`?"),
            ('= "RESTITUTION_PAID"', '= { column = "R", kind = "yesno" }', "`columns.facts.Restitution Paid.kind` is `yesno`; did you mean `yes or no`?"),
            ("[levels]", "[levels", "the mapping is not TOML (at line"),
            ("[levels]", "[states]", "`states.F` is `felony`"),
        ],
    )  # fmt: skip
    def test_a_mistake_names_the_key_and_what_is_allowed(
        self, tmp_path: Path, old: str, new: str, message: str
    ) -> None:
        assert old in MAPPING

        with pytest.raises(MappingError) as caught:
            write_mapping(tmp_path, MAPPING.replace(old, new, 1))
        assert message in str(caught.value)

    def test_tables_are_tables(self) -> None:
        with pytest.raises(MappingError, match=r"`levels` is not a table such as `\[levels\]`"):
            mapping_from({"levels": 3})
        with pytest.raises(MappingError, match=r"`columns.facts` is not a table"):
            mapping_from({"columns": {"person": "A", "case": "B", "facts": "C"}, "source": "x"})

    def test_a_constant_county_must_be_one(self) -> None:
        data = {"source": "x", "columns": {"person": "A", "case": "B"}}

        with pytest.raises(MappingError, match=r"did you mean `Contra Costa County`"):
            mapping_from({**data, "constants": {"state": "California", "county": "Contra Costa"}})

    def test_a_file_that_is_not_text_is_refused(self, tmp_path: Path) -> None:
        (tmp_path / "map.toml").write_bytes(b"\xff\xfe")

        with pytest.raises(MappingError, match="not text in UTF-8"):
            load_mapping(tmp_path / "map.toml")
