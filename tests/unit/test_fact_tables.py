"""Facts by law from a table: what is read, what is refused and where, and what a record is given. All is fabricated."""

# ruff: noqa: D103
from __future__ import annotations

import hashlib
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cmr_rules.citations import Offense, parse_section
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.diagnostics.diagnostic import Diagnostic
from cmr_rules.diagnostics.render import render
from cmr_rules.engine import Program, check_text, load_text, run_scenarios
from cmr_rules.records.person import Case, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, PartialDate
from cmr_rules.semantics import law
from cmr_rules.source import Source

HEAD = "offense,from,through,maximum punishment,Grade,authority,unverified,note\n"
ROWS = """\
MCL 333.7401(2)(a)(iv),,,4 years,F3,MCL 333.7401(2)(a)(iv),,
MCL 333.7401(2)(a)(iii),,,20 years,F1,MCL 333.7401(2)(a)(iii),the digest tags it K,
MCL 333.7401,,,7 years,F2,MCL 333.7401(2),,what nothing else covers
MCL 750.110,,1999-12-31,5 years,,MCL 750.110,,
MCL 750.110,2000-01-01,,10 years,F2,MCL 750.110,,
MCL 750.1 through 750.50,,,93 days,M1,MCL 750.504,,
an attempt to commit MCL 750.110,,,5 years,F3,MCL 750.92,,
MCL 750.316,,,life,F1,MCL 750.316,,
MCL 750.5(a),,,not applicable,S,MCL 750.5,,
"""
FILE = """\
Statute "Grades (a fabricated example)".
Jurisdiction: Michigan.
Authority: MCL 780.621.

Fact Grade: one of F1, F2, F3, M1 or S, about each conviction.

If the maximum punishment is unknown, it is the one listed in "example/offenses.csv" [MCL 780.621g].

If Grade is unknown, it is the one listed in "example/offenses.csv" [MCL 780.621g].

Outcomes, most favorable first:
  Sealing, "Sealed";
  No Relief, "Not eligible".

This statute covers each conviction that still stands.

Rule "listed" [MCL 780.621g]:
  A conviction receives Sealing if {condition}.

Otherwise a conviction receives No Relief.
"""
AS_OF = date(2019, 7, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the table."""
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "offenses.csv").write_text(HEAD + ROWS, encoding="utf-8")
    return tmp_path


def program(folder: Path, condition: str) -> Program:
    return load_text(FILE.format(condition=condition), path=[folder])


def person(section: str, on: Any = UNKNOWN, form: str = "completed", **fields: Any) -> Person:
    parsed = parse_section(section)
    assert parsed is not None
    convicted = CourtAction(date=date(2009, 5, 12), category="convicted")
    charge = Charge(charge_id="1", offense=Offense(parsed, form), offense_date=on, actions=(convicted,), **fields)
    return Person("p", date(1960, 3, 14), cases=(Case("A", charges=(charge,)),), sources=(RecordSource("test"),))


def decide(folder: Path, condition: str, who: Person) -> Decision:
    (decision,) = program(folder, condition).decide(who, as_of=AS_OF)
    return decision


def outcome(folder: Path, condition: str, who: Person) -> str:
    decision = decide(folder, condition, who)
    return decision.outcome or decision.status.value


# ---------------------------------------------------------------------------------------------- what a record is given


def expected(asked: str, possible: str | None) -> str:
    """What follows of a fact that may be any of `possible`; None: of which nothing is known."""
    known = [] if possible is None else possible.split(" or ")
    if possible is None or (asked in known and len(known) > 1):
        return "needs review"
    return "Sealing" if asked in known else "No Relief"


@pytest.mark.parametrize(
    ("section", "on", "form", "maximum", "grade"),
    [
        ("MCL 333.7401(2)(a)(iv)", UNKNOWN, "completed", "4 years", "F3"),
        ("MCL 333.7401(2)(a)(iv)(A)", UNKNOWN, "completed", "4 years", "F3"),
        ("MCL 333.7401(2)(b)", UNKNOWN, "completed", "7 years", "F2"),
        ("MCL 750.110", date(1999, 12, 31), "completed", "5 years", None),
        ("MCL 750.110", date(2000, 1, 1), "completed", "10 years", "F2"),
        ("MCL 750.110", PartialDate(1998), "completed", "5 years", None),
        ("MCL 750.110", date(2005, 1, 1), "attempt", "5 years", "F3"),
        ("MCL 750.110", date(2005, 1, 1), "conspiracy", None, None),
        ("MCL 750.33", UNKNOWN, "completed", "93 days", "M1"),
        ("MCL 750.33", UNKNOWN, "attempt", None, None),
        ("MCL 750.51", UNKNOWN, "completed", None, None),
        ("MCL 750.50b", UNKNOWN, "completed", None, None),
        ("MCL 750.5(b)", UNKNOWN, "completed", "93 days", "M1"),
        ("ORS 750.33", UNKNOWN, "completed", None, None),
        ("MCL 333.7401(2)(a)", UNKNOWN, "completed", "4 years or 7 years or 20 years", "F1 or F2 or F3"),
        ("MCL 333.7401", UNKNOWN, "completed", "4 years or 7 years or 20 years", "F1 or F2 or F3"),
        ("MCL 333.7401(2)(a)(i)", UNKNOWN, "completed", "7 years", "F2"),
        ("MCL 750.110", UNKNOWN, "completed", "5 years or 10 years", None),
        ("MCL 750.110", PartialDate(1999), "completed", "5 years", None),
    ],
)
def test_the_most_specific_row_of_the_day_counts(
    folder: Path, section: str, on: Any, form: str, maximum: str | None, grade: str | None
) -> None:
    who = person(section, on, form)
    for length in ("93 days", "4 years", "5 years", "7 years", "10 years", "20 years"):
        assert outcome(folder, f"the maximum punishment is exactly {length}", who) == expected(length, maximum), length
    for word in ("F1", "F2", "F3", "M1", "S"):
        assert outcome(folder, f"Grade is {word}", who) == expected(word, grade), word


def test_what_is_recorded_goes_before_the_table(folder: Path) -> None:
    told = person("MCL 750.33", facts={"Grade": "F1"})
    assert outcome(folder, "Grade is F1", told) == "Sealing"


def test_a_life_sentence_and_what_does_not_apply_are_values(folder: Path) -> None:
    assert outcome(folder, "the maximum punishment is more than 50 years", person("MCL 750.316")) == "Sealing"
    table = program(folder, "Grade is S").law.derivations[0].value
    assert isinstance(table, law.Listed)
    assert table.table.rows[-1].value is NOT_APPLICABLE


def test_a_record_that_says_too_little_is_decided_where_its_rows_agree(folder: Path) -> None:
    assert outcome(folder, "the maximum punishment is at least 3 years", person("MCL 333.7401(2)(a)")) == "Sealing"
    assert outcome(folder, "Grade is M1 or S", person("MCL 333.7401")) == "No Relief"
    assert outcome(folder, "Grade is F3", person("MCL 333.7401(2)(a)")) == "needs review"


def test_the_section_is_asked_for_and_decides_with_the_other_questions_about_it(folder: Path) -> None:
    either = "any of the following is true: (a) the offense is MCL 333.7401(2)(a)(iv); or (b) Grade is F1 or F2"
    assert outcome(folder, either, person("MCL 333.7401(2)(a)")) == "Sealing"
    decision = decide(folder, "Grade is F3", person("MCL 333.7401(2)(a)"))
    assert [one.fact for one in decision.missing] == ["offense"]


def test_a_missing_day_is_asked_for(folder: Path) -> None:
    decision = decide(folder, "the maximum punishment is at most 5 years", person("MCL 750.110"))
    assert [one.fact for one in decision.missing] == ["date of offense"]
    together = (
        "any of the following is true: (a) the date of offense was before January 1, 2000; or (b) "
        "the maximum punishment is exactly 10 years"
    )
    assert outcome(folder, together, person("MCL 750.110")) == "Sealing"


def test_other_convictions_are_looked_up_too(folder: Path) -> None:
    one, two = person("MCL 750.33"), person("MCL 750.316")
    both = Person("p", date(1960, 3, 14), cases=(one.cases[0], two.cases[0]), sources=one.sources)
    decisions = program(folder, "the person has another conviction for which Grade is F1").decide(both, as_of=AS_OF)
    assert [decision.outcome for decision in decisions] == ["Sealing", "No Relief"]


def test_explanations_name_the_row_and_its_authority(folder: Path) -> None:
    decision = decide(folder, "the maximum punishment is at most 4 years", person("MCL 333.7401(2)(a)(iv)"))
    said = (
        "the maximum punishment is 4 years, listed in example/offenses.csv for MCL 333.7401(2)(a)(iv)"
        " [MCL 333.7401(2)(a)(iv)]"
    )
    assert said in str(decision.explanation)


def test_an_unverified_row_marks_the_decisions_that_rest_on_it(folder: Path) -> None:
    mark = "example/offenses.csv, line 3, MCL 333.7401(2)(a)(iii): the digest tags it K"
    assert decide(folder, "Grade is F1", person("MCL 333.7401(2)(a)(iii)")).unverified == (mark,)
    assert decide(folder, "Grade is F1", person("MCL 333.7401(2)(a)(iv)")).unverified == ()


def test_the_table_is_among_the_files_that_reproduce_a_decision(folder: Path) -> None:
    decision = decide(folder, "Grade is F1", person("MCL 750.33"))
    digest = hashlib.sha256((folder / "example" / "offenses.csv").read_bytes()).hexdigest()
    assert decision.reproduction is not None
    assert decision.reproduction.files["example/offenses.csv"] == digest


def test_definitions_bring_their_table_and_their_words(folder: Path) -> None:
    (folder / "example" / "grades.statute").write_text(
        'Definitions "Grades".\nJurisdiction: Michigan.\n\nFact Grade: one of F1, F2, F3, M1 or S, about each conviction.\n'
        '\nIf Grade is unknown, it is the one listed in "example/offenses.csv" [MCL 780.621g].\n'
    )
    head, tail = FILE.format(condition="Grade is M1").split("Fact Grade")
    used = head + 'Use "example/grades".\n\n' + tail[tail.index("Outcomes") :]
    used += (
        '\nScenario "told".\n  A person born March 14, 1960 has:\n    (1) a misdemeanor conviction for MCL 750.33 on May 12,'
        " 2009;\n    (2) a misdemeanor conviction for MCL 750.33 on May 12, 2009, whose Grade is F1.\n"
        "  On July 1, 2019, conviction (1) receives Sealing.\n  On July 1, 2019, conviction (2) receives No Relief.\n"
    )
    ready = load_text(used, path=[folder])
    assert [result.message for result in run_scenarios(ready)] == [""]
    assert "example/offenses.csv" in ready.law.files


def test_a_table_of_500_rows_does_not_slow_a_decision(folder: Path) -> None:
    rows = "".join(
        f"MCL {number}.{number}(a),,,{number % 20 + 1} years,F1,MCL {number},,\n" for number in range(1, 501)
    )
    who = person("MCL 400.400(a)")
    seconds = []
    for text in (HEAD + rows.splitlines(keepends=True)[399], HEAD + rows):
        (folder / "example" / "offenses.csv").write_text(text)
        ready = program(folder, "the maximum punishment is at most 4 years")
        ready.decide(who, as_of=AS_OF)
        best = []
        for _ in range(5):
            start = time.perf_counter()
            for _ in range(20):
                ready.decide(who, as_of=AS_OF)
            best.append(time.perf_counter() - start)
        seconds.append(min(best))
    assert seconds[1] < 3 * seconds[0] + 0.01


# ---------------------------------------------------------------------------------------------- what is read


def faults(folder: Path, table: str | bytes, condition: str = "Grade is F1") -> tuple[Diagnostic, ...]:
    raw = table.encode() if isinstance(table, str) else table
    (folder / "example" / "offenses.csv").write_bytes(raw)
    _, found = check_text(Source("mi/x.statute", FILE.format(condition=condition)), [folder])
    return found


SEMICOLONS = (HEAD + ROWS).replace(",", ";")


@pytest.mark.parametrize(
    "table",
    [
        "\ufeff" + HEAD + ROWS,
        (HEAD + ROWS).replace("\n", "\r\n"),
        (HEAD + ROWS).replace("\n", "\r"),
        "\ufeff" + SEMICOLONS.replace("\n", "\r\n"),
        (HEAD + ROWS).replace(",", "\t"),
        (HEAD + ROWS).replace("\n", ",,,\n"),
        (HEAD + ROWS).replace("\n", "\n,,,,,,,\n\n"),
        (HEAD + ROWS).rstrip("\n"),
        (HEAD + ROWS).replace(",what nothing else covers", ',"what, ""nothing""\nelse covers"'),
        (HEAD + ROWS).replace("MCL 750.316,,,life", '"MCL 750.316" ,,, life '),
        HEAD.upper().replace("GRADE", "grade") + ROWS,
        (HEAD + ROWS).replace("maximum punishment", "the maximum punishment"),
        (HEAD + ROWS).replace("MCL 750.1 through 750.50", "MCL 750.1 through MCL 750.50"),
    ],
)
def test_what_spreadsheets_save_is_read(folder: Path, table: str) -> None:
    assert [render(one) for one in faults(folder, table)] == []
    assert outcome(folder, "the maximum punishment is exactly 93 days", person("MCL 750.33")) == "Sealing"
    assert outcome(folder, "Grade is F2", person("MCL 333.7401(2)(b)")) == "Sealing"


@pytest.mark.parametrize(
    ("table", "code", "place", "words", "hint"),
    [
        ("", "CMR504", (1, 1), "is empty", "headings"),
        ("offense;Grade\nMCL 750.33;F1\n", "CMR504", (1, 1), "no column `authority`", "headings"),
        ("Grade,authority\nF1,MCL 1\n", "CMR504", (1, 1), "no column `offense`", "headings"),
        (HEAD.replace("note", "maximum sentence"), "CMR504", (1, 68), "`maximum sentence`", "maximum punishment"),
        (HEAD.replace("note", "Grade"), "CMR504", (1, 68), "two columns are headed `Grade`", "leave"),
        (HEAD.replace("note", "date of birth"), "CMR504", (1, 68), "`date of birth`", "leave the column out"),
        (HEAD.replace("note", "restitution owed"), "CMR504", (1, 68), "`restitution owed`", "leave the column out"),
        (HEAD.replace("Grade,", "") + "MCL 1,,,1 year,MCL 1,,\n", "CMR504", None, "no column `Grade`", "head"),
        (HEAD + "MCL 750.33,,,1 year,F1\n", "CMR504", (2, 1), "5 cells", "comma"),
        (HEAD + "MCL 750.33,,,1 year,F1,MCL 1,,a,b\n", "CMR504", (2, 1), "9 cells", "quotation marks"),
        (HEAD + 'MCL 750.33,,,1 year,F1,"MCL 1,,\n', "CMR504", (2, 24), "never closed", '""'),
        (HEAD + 'MCL 750.33,,,1 year,F1,"MCL 1"x,,\n', "CMR504", (2, 24), "behind the closing", '""'),
        (HEAD + "750.33,,,1 year,F1,MCL 1,,\n", "CMR505", (2, 1), "`750.33` is not an offense", "as rules do"),
        (HEAD + "XYZ 750.33,,,1 year,F1,MCL 1,,\n", "CMR505", (2, 1), "not an offense", "as rules do"),
        (HEAD + ",,,1 year,F1,MCL 1,,\n", "CMR505", (2, 1), "names no offense", "as rules do"),
        (HEAD + "exactly MCL 750.33,,,1 year,F1,MCL 1,,\n", "CMR505", (2, 1), "not an offense", "as rules do"),
        (HEAD + "MCL 750.50 through 750.1,,,1 year,F1,MCL 1,,\n", "CMR505", (2, 1), "not a range", "lower"),
        (HEAD + "MCL 750.1 through ORS 750.9,,,1 year,F1,MCL 1,,\n", "CMR505", (2, 1), "not a range", "one code"),
        (HEAD + "MCL 750.33,11/9/2016,,1 year,F1,MCL 1,,\n", "CMR505", (2, 12), "`11/9/2016`", "2016-11-09"),
        (HEAD + "MCL 750.33,2016-11,,1 year,F1,MCL 1,,\n", "CMR505", (2, 12), "`2016-11`", "2016-11-09"),
        (HEAD + "MCL 750.33,,2015-02-29,1 year,F1,MCL 1,,\n", "CMR505", (2, 13), "no such day", "calendar"),
        (HEAD + "MCL 750.33,2016-01-02,2016-01-01,1 year,F1,MCL 1,,\n", "CMR505", (2, 23), "before its first", "which"),
        (HEAD + "MCL 750.33,,,ten years,F1,MCL 1,,\n", "CMR505", (2, 14), "`ten years`", "4 years"),
        (HEAD + "MCL 750.33,,,1 year,F9,MCL 1,,\n", "CMR505", (2, 21), "`F9`", "one of `F1`"),
        (HEAD + "MCL 750.33,,,1 year,felony,MCL 1,,\n", "CMR505", (2, 21), "`felony`", "one of `F1`"),
        (HEAD + "MCL 750.33,,,1 year,F1,,,\n", "CMR505", (2, 1), "no authority", "section of law"),
        (HEAD + "MCL 750.33,,,1 year,F1,MCL 1,no,\n", "CMR505", (2, 30), "`no`", "leave the cell empty"),
        (HEAD + ROWS + "MCL 750.316,,,life,F1,MCL 750.316,,\n", "CMR506", (11, 1), "line 9", "its own days"),
        (HEAD + ROWS + "MCL 750.110,1990-01-01,1990-12-31,life,F1,MCL 1,,\n", "CMR506", (11, 1), "line 5", "days"),
        (HEAD + ROWS + "MCL 750.50 through 750.60,,,life,F1,MCL 1,,\n", "CMR506", (11, 1), "line 7", "days"),
        (HEAD + ROWS + '"MCL 750.110, including attempts",1980-01-01,1980-01-02,life,F1,MCL 1,,\n', "CMR506", (11, 1),
         "line 5", "days"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_place_and_what_to_do(
    folder: Path, table: str, code: str, place: tuple[int, int] | None, words: str, hint: str
) -> None:
    (found, *_) = faults(folder, table)
    assert found.code == code
    assert words in found.message
    assert any(hint in one for one in found.hints), found.hints
    if place is not None:
        span = found.labels[0].span
        assert (span.line, span.source.column(span.start)) == place
        assert span.source.name == str(folder / "example" / "offenses.csv")


def test_text_that_is_not_utf_8_is_refused(folder: Path) -> None:
    raw = (HEAD + ROWS).replace("what nothing", "§ nothing").encode("cp1252")
    assert [one.code for one in faults(folder, raw)] == ["CMR126"]


def test_rows_of_their_own_days_do_not_contradict(folder: Path) -> None:
    more = "MCL 750.9,,1989-12-31,1 year,F1,MCL 1,,\nMCL 750.9,1990-01-01,1990-12-31,2 years,F1,MCL 1,,\n"
    assert (
        faults(folder, HEAD + more + "MCL 750.9,1991-01-01,,3 years,F1,MCL 1,,\nMCL 750.9(a),,,4 years,,MCL 1,,\n")
        == ()
    )


def test_every_fault_of_a_table_is_told_once(folder: Path) -> None:
    table = HEAD + "MCL 750.33,x,,many,F1,MCL 1,,\nMCL 750.34,y,,1 year,Z,MCL 1,,\n"
    lines = sorted((one.labels[0].span.line, one.labels[0].span.text) for one in faults(folder, table))
    assert lines == [(2, "many"), (2, "x"), (3, "Z"), (3, "y")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("mi/offenses", "ends in `.csv`"),
        ("mi/offences.csv", "did you mean `example/offenses.csv`"),
        ("../x.csv", "no table"),
    ],
)
def test_a_table_that_is_not_there_is_told(folder: Path, name: str, words: str) -> None:
    text = FILE.format(condition="Grade is F1").replace("example/offenses.csv", name)
    _, found = check_text(Source("x", text), [folder])
    assert {one.code for one in found} == {"CMR209"}
    assert words in found[0].message


def test_what_does_not_follow_from_the_offense_cannot_be_listed(folder: Path) -> None:
    for fact in ("the date of offense", "the restitution owed", "the end of sentence"):
        text = FILE.format(condition="Grade is F1").replace("If the maximum punishment", f"If {fact}")
        _, found = check_text(Source("x", text), [folder])
        assert "CMR310" in {one.code for one in found}, fact


def test_a_row_for_yes_or_no(folder: Path) -> None:
    (folder / "example" / "offenses.csv").write_text(
        "offense,Assaultive,authority\nMCL 750.81,yes,MCL 1\nMCL 750.82,no,MCL 1\nMCL 750.83,,MCL 1\n"
    )
    text = FILE.replace("Fact Grade: one of F1, F2, F3, M1 or S", "Fact Assaultive: yes or no")
    text = text.replace(
        'If the maximum punishment is unknown, it is the one listed in "example/offenses.csv" [MCL 780.621g].', ""
    )
    text = text.replace("If Grade", "If Assaultive").format(condition="Assaultive is true")
    ready = load_text(text, path=[folder])
    for section, expected in (("MCL 750.81", "Sealing"), ("MCL 750.82", "No Relief"), ("MCL 750.83", "")):
        (decision,) = ready.decide(person(section), as_of=AS_OF)
        assert (decision.outcome or "") == expected
        assert (decision.status is Status.NEEDS_REVIEW) is (not expected)
