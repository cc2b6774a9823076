"""The exchange format and its schema. All people are made up."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules.citations import FORMS, Offense, Section
from cmr_rules.dates import Period
from cmr_rules.places import CALIFORNIA_COUNTIES, STATES
from cmr_rules.records import person as model
from cmr_rules.records.person import Case, Charge, CourtAction, Event, Person, RecordSource, Sentence, Where
from cmr_rules.records.readers.exchange import person_from_json, person_to_json, read_jsonl, write_jsonl
from cmr_rules.records.readers.schema import person_schema
from cmr_rules.records.values import UNKNOWN, DataError, Level, Missing, PartialDate

VALIDATOR = jsonschema.Draft202012Validator(person_schema())

words = st.text(max_size=12)
absences = st.sampled_from(Missing)
errors = st.builds(DataError, words, words)
days = st.dates(date(1850, 1, 1), date(9000, 1, 1))
partials = st.builds(PartialDate, st.integers(1850, 9000), st.none() | st.integers(1, 12))
dates = days | partials | absences | errors
numbers = st.integers(0, 10**15)
amounts = numbers | absences | errors
levels = st.sampled_from(Level) | absences | errors
places = words | absences
yes_nos = st.booleans() | absences
periods = st.builds(Period, st.integers(0, 5000), st.integers(0, 5000)) | st.just("life") | absences | errors
raws = st.dictionaries(words, words, max_size=2)
sections = st.builds(
    Section,
    st.sampled_from(["HS", "PC", "VC"]),
    st.from_regex(r"[1-9][0-9]{0,4}[a-z]?(\.[1-9])?", fullmatch=True),
    st.lists(st.from_regex(r"[a-z]|[1-9]", fullmatch=True), max_size=3).map(tuple),
)
offenses = st.builds(
    Offense, sections, st.sampled_from(FORMS), st.lists(sections, max_size=2).map(tuple), st.just("") | words
)
tricky = st.sampled_from(["unknown", "2010-01-02", "2010-02-30", "28.5 grams", "$500", "not yet", "5 years", "2010"])
facts = st.dictionaries(words, st.booleans() | numbers | words | tricky | days | errors | absences, max_size=3)
wheres = st.none() | st.builds(Where, words, st.integers(1, 10**9))
sentences = st.builds(Sentence, st.sampled_from(model.SENTENCE_KINDS), periods, yes_nos, yes_nos, raws)
actions = st.builds(
    CourtAction,
    kind=st.sampled_from(model.ACTION_KINDS),
    date=dates,
    category=st.sampled_from(model.CATEGORIES),
    level=levels,
    offense=offenses | absences,
    sentence=st.lists(sentences, max_size=2).map(tuple),
    sentenced_on=dates,
    end_of_sentence=dates,
    released_on=dates,
    raw=raws,
)
charges = st.builds(
    Charge,
    count=words,
    offense=offenses | absences | errors,
    stage=st.sampled_from(model.STAGES),
    level=levels,
    offense_date=dates,
    arrest_date=dates,
    filing_date=dates,
    actions=st.lists(actions, max_size=2).map(tuple),
    flower=amounts,
    concentrate=amounts,
    plants=amounts,
    maximum=periods,
    separate=yes_nos,
    facts=facts,
    where=wheres,
    raw=raws,
)
cases = st.builds(
    Case,
    dockets=st.lists(words, max_size=2).map(tuple),
    county=st.sampled_from(CALIFORNIA_COUNTIES) | st.sampled_from(["unknown", "not yet", "Example County"]) | absences,
    state=st.sampled_from(STATES) | absences,
    cycle=places,
    restitution_owed=numbers | absences,
    fines_owed=numbers | absences,
    charges=st.lists(charges, max_size=2).map(tuple),
    facts=facts,
    raw=raws,
)
events = st.builds(
    Event,
    kind=st.sampled_from(model.EVENT_KINDS),
    date=dates,
    ended_on=dates,
    offense=offenses | absences,
    county=places,
    state=places,
    cycle=places,
    where=wheres,
    raw=raws,
)


def _identified(person: Person) -> Person:
    """Give every case and count an identifier of its own, as every reader does."""
    numbered = []
    for index, case in enumerate(person.cases):
        counts = tuple(evolve(c, charge_id=f"{index}/{number}") for number, c in enumerate(case.charges))
        numbered.append(evolve(case, case_id=f"case {index}", charges=counts))
    return evolve(person, cases=tuple(numbered))


persons = st.builds(
    Person,
    person_id=words,
    birth_date=dates,
    deceased=yes_nos,
    cases=st.lists(cases, max_size=2).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    sources=st.lists(st.builds(RecordSource, words, st.lists(words).map(tuple)), max_size=2).map(tuple),
    incomplete=st.lists(words, max_size=2).map(tuple),
    name=words,
    cii=words,
    facts=facts,
    raw=raws,
).map(_identified)


def charge_with(**fields: Any) -> Charge:
    """Return a count read from these fields."""
    return person_from_json({"cases": [{"charges": [fields]}]}).cases[0].charges[0]


def refusal(data: Any) -> str:
    """Return why *data* is refused."""
    with pytest.raises(ValueError, match=r".") as caught:
        person_from_json(data)
    return str(caught.value)


def in_charge(**fields: Any) -> dict[str, Any]:
    """Return a person with one count of these fields."""
    return {"cases": [{"charges": [fields]}]}


class TestRoundTrip:
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    @given(persons)
    def test_what_is_written_reads_back_equal_and_fits_the_schema(self, person: Person) -> None:
        written = json.loads(json.dumps(person_to_json(person)))

        assert person_from_json(written) == person
        VALIDATOR.validate(written)

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(persons)
    def test_raw_texts_and_places_are_kept(self, person: Person) -> None:
        again = person_from_json(person_to_json(person))

        assert dict(again.raw) == dict(person.raw)
        for (_, first), (_, second) in zip(person.charges, again.charges, strict=True):
            assert dict(first.raw) == dict(second.raw)
            assert first.where == second.where
        for (_, first), (_, second) in zip(person.charges, again.charges, strict=True):
            for one, other in zip(first.actions, second.actions, strict=True):
                assert dict(one.raw) == dict(other.raw)

    def test_defaults_are_left_out(self) -> None:
        assert person_to_json(Person()) == {}
        assert person_from_json({}) == Person()

    def test_null_is_as_good_as_absent(self) -> None:
        nothing = charge_with(level=None, separate=None, offense=None, where=None)

        assert nothing == charge_with()
        assert nothing.separate is True

    def test_unknown_can_be_said_where_the_default_is_another(self) -> None:
        assert charge_with(separate="unknown").separate is UNKNOWN

    def test_an_offense_that_is_no_section_is_not_written(self) -> None:
        person = Person(cases=(Case(charges=(Charge(offense=Offense(Section("not a code", "1"))),)),))

        with pytest.raises(ValueError, match="cannot be written as a code section"):
            person_to_json(person)


class TestValues:
    @pytest.mark.parametrize(
        ("field", "text", "value"),
        [
            ("offense_date", "2009-05-12", date(2009, 5, 12)),
            ("offense_date", "2009-05", PartialDate(2009, 5)),
            ("offense_date", "2009", PartialDate(2009)),
            ("offense_date", "not yet", Missing.NOT_YET),
            ("offense_date", {"error": "two dates contradict", "raw": "x"}, DataError("two dates contradict", "x")),
            ("level", "wobbler", Level.WOBBLER),
            ("flower", "28.5 grams", 28_500_000_000),
            ("flower", "1 ounce", 28_349_523_125),
            ("flower", "1 pound", 453_592_370_000),
            ("concentrate", "2 kilograms", 2_000_000_000_000),
            ("plants", 6, 6),
            ("maximum", "1 year and 6 months", Period(18)),
            ("maximum", "life", "life"),
            ("maximum", "90 days", Period(0, 90)),
            ("offense", "HS 11357(a)", Offense(Section("HS", "11357", ("a",)))),
            (
                "offense",
                {"section": "HS 11359", "form": "attempt", "enhancements": ["PC 186.22(b)(4)"]},
                Offense(Section("HS", "11359"), "attempt", (Section("PC", "186.22", ("b", "4")),)),
            ),
        ],
    )
    def test_values_are_written_as_people_write_them(self, field: str, text: Any, value: Any) -> None:
        assert getattr(charge_with(**{field: text}), field) == value

    def test_money_is_kept_in_cents(self) -> None:
        case = person_from_json({"cases": [{"restitution_owed": "$500.25", "fines_owed": "$1,500"}]}).cases[0]

        assert (case.restitution_owed, case.fines_owed) == (50_025, 150_000)

    def test_facts_mean_what_they_look_like(self) -> None:
        given_facts = {
            "Restitution Paid": True,
            "Amount": "28.5 grams",
            "Fine": "$500",
            "Day": "2010-01-02",
            "Count": 3,
            "Note": "none",
            "Open": None,
            "Word": {"text": "2010-01-02"},
            "Fault": {"error": "illegible"},
        }

        assert charge_with(facts=given_facts).facts == {
            "Restitution Paid": True,
            "Amount": 28_500_000_000,
            "Fine": 50_000,
            "Day": date(2010, 1, 2),
            "Count": 3,
            "Note": "none",
            "Open": UNKNOWN,
            "Word": "2010-01-02",
            "Fault": DataError("illegible"),
        }

    def test_what_has_no_identifier_is_numbered_around_those_that_have(self) -> None:
        person = person_from_json({"cases": [{"charges": [{}, {"charge_id": "1"}]}, {"charges": [{}]}]})

        assert [charge.charge_id for _, charge in person.charges] == ["2", "1", "3"]
        assert [case.case_id for case in person.cases] == ["1", "2"]


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            (
                {"cases": [{"charges": [{}, {}, {"level": "felon"}]}]},
                "`cases[0].charges[2].level`: `felon` is not a level; did you mean `felony`?",
            ),
            ({"birth_day": "1980-01-01"}, "the key `birth_day` is not known; did you mean `birth_date`?"),
            (in_charge(levle=1), "`cases[0].charges[0]`: the key `levle` is not known; did you mean `level`?"),
            ({"Example Person": 1}, "one key is not known"),
            ({"cases": {}}, "`cases` is not a list in square brackets"),
            ({"cases": [3]}, "`cases[0]` is not an object in braces"),
            ({"cases": [{"dockets": "123"}]}, "`cases[0].dockets` is not a list in square brackets"),
            ({"cases": [{"dockets": [123]}]}, "`cases[0].dockets[0]` is not text in quotation marks"),
            ({"person_id": 7}, "`person_id` is not text in quotation marks"),
            ({"deceased": "no"}, "`deceased` is not `true`, `false` or `unknown`"),
            ({"events": [{}]}, "`events[0].kind` is missing"),
            ({"birth_date": "1980-02-30"}, "`birth_date` is not a day of the calendar: the month has no such day"),
            ({"birth_date": "1780-02-03"}, "`birth_date` lies before 1850"),
            ({"birth_date": "02/03/1980"}, "`birth_date` is not a date such as `2009-05-12`, `2009-05` or `2009`"),
            (in_charge(plants=1.0), "`cases[0].charges[0].plants` is not a whole number, zero or more"),
            (in_charge(plants=True), "`cases[0].charges[0].plants` is not a whole number, zero or more"),
            (
                in_charge(offense="MARIJUANA"),
                "`cases[0].charges[0].offense` is not a code section such as `HS 11357(a)`",
            ),
            (
                in_charge(flower="3 cups"),
                "`cases[0].charges[0].flower` is not a weight such as `28.5 grams`, `1 ounce`, `2 pounds` or `1 kilogram`",
            ),
            (
                in_charge(facts={"Day": "2010-02-30"}),
                "`cases[0].charges[0].facts` is not a day of the calendar: the month has no such day",
            ),
            ({"raw": {"a": 1}}, "`raw` is not text in quotation marks"),
            ({"raw": []}, "`raw` is not an object of names and values"),
            ([], "is not an object in braces"),
            (
                {"cases": [{"charges": [{"charge_id": "a"}]}, {"charges": [{"charge_id": "a"}]}]},
                "two charges of this person have the same `charge_id`",
            ),
            ({"cases": [{"case_id": "a"}, {"case_id": "a"}]}, "two cases of this person have the same `case_id`"),
            ({"cases": [{"state": "Californa"}]}, "`cases[0].state` is not a state; did you mean `California`?"),
            (
                {"cases": [{"state": "California", "county": "contra costa"}]},
                "`cases[0].county` is not a county of California; did you mean `Contra Costa County`?",
            ),
        ],
    )
    def test_the_reason_gives_the_path_and_what_is_wrong(self, data: Any, reason: str) -> None:
        assert refusal(data) == reason

    @pytest.mark.parametrize(
        ("field", "value"),
        [("kind", "sentenced"), ("category", "guilty")],
    )
    def test_words_come_from_the_lists(self, field: str, value: str) -> None:
        assert f"`cases[0].charges[0].actions[0].{field}`: `{value}` is not one of" in refusal(
            in_charge(actions=[{field: value}])
        )
        assert refusal(in_charge(stage="jailed")).startswith("`cases[0].charges[0].stage`: `jailed` is not")
        assert "did you mean `jail`?" in refusal(in_charge(actions=[{"sentence": [{"kind": "jial"}]}]))

    def test_many_faults_are_counted(self) -> None:
        bad = [{"level": "x1"}] * 5

        assert refusal({"cases": [{"charges": bad}]}).endswith("; and 2 more")

    def test_no_value_of_the_person_is_repeated(self) -> None:
        private = {"name": ["Example Person"], "birth_date": "Jan 1, 1980", "facts": {"Day": "1980-99-99"}}

        reason = refusal({**private, **in_charge(level="Example Person 1980")})
        assert "Example" not in reason
        assert "1980" not in reason


class TestFiles:
    def test_lines_that_cannot_be_read_are_set_aside_with_their_bytes(self, tmp_path: Path) -> None:
        file = tmp_path / "people.jsonl"
        lines = [
            b'\xef\xbb\xbf{"person_id": "1", "cases": [{"charges": [{}]}], "events": [{"kind": "death"}]}\r\n',
            b"\r\n",
            b'{"person_id": "2", \n',
            b'{"person_id": "3", "name": "\xff"}\n',
            b"[1]\n",
            b'{"person_id": "1"}\n',
            b'{"name": "Example"}\n',
            b'{"person_id": "4", "person_id": "5"}\n',
            b'{"person_id": "6", "facts": {"x": NaN}}\n',
            b"[" * 100_000 + b"\n",
            b'{"person_id": "\\ud800"}\n',
            b'{"person_id": "7", "birth_date": "1980-13-01"}\n',
            b'{"person_id": "7"}',
        ]
        file.write_bytes(b"".join(lines))
        seen: list[int] = []

        reading = read_jsonl([file], seen.append)

        assert [p.person_id for p in reading.persons] == ["1", "7"]
        assert {row.line: row.reason for row in reading.set_aside} == {
            3: "the line is not JSON (column 19)",
            4: "the line is not text in UTF-8 (byte 29)",
            5: "the line is not an object in braces (column 1)",
            6: "an earlier line has the same `person_id`",
            7: "`person_id` is missing",
            8: "the same key stands twice in one object",
            9: "a number is not finite",
            10: "the line is not JSON that can be read: it is nested too deeply or has half a letter",
            11: "the line is not JSON that can be read: it is nested too deeply or has half a letter",
            12: "`birth_date` is not a day of the calendar: there is no such month",
        }
        assert all(row.raw == lines[row.line - 1] for row in reading.set_aside)
        assert reading.rows == reading.rows_read + len(reading.set_aside) == 12
        assert sum(seen) == file.stat().st_size
        assert all(p.incomplete == ("another line of this person was set aside",) for p in reading.persons)
        assert reading.persons[0].charges[0][1].where == Where(str(file), 1)
        assert reading.persons[0].events[0].where == Where(str(file), 1)

    def test_files_are_written_one_person_a_line(self, tmp_path: Path) -> None:
        people = (Person("1", name="Example Ü"), Person("2", birth_date=date(1980, 1, 2)))

        assert write_jsonl(people, tmp_path / "out.jsonl") == 2
        assert read_jsonl([tmp_path / "out.jsonl"]).persons == people
        assert "Ü" in (tmp_path / "out.jsonl").read_text("utf-8")

    def test_a_person_in_two_files_is_not_read_twice(self, tmp_path: Path) -> None:
        for name in ("a.jsonl", "b.jsonl"):
            write_jsonl([Person("1")], tmp_path / name)

        reading = read_jsonl([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
        assert (len(reading.persons), reading.rows, reading.set_aside[0].person_id) == (1, 2, "1")

    def test_without_cattrs_the_message_says_what_to_install(self) -> None:
        program = "import sys; sys.modules['cattrs'] = None; import cmr_rules.records.readers.exchange"
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

        assert "pip install 'cmr-rules[cli]'" in done.stderr
