"""Runs over fabricated files: every row and every conviction is found again in the tables."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from cmr_rules.batch.cells import ANSWER_COLUMNS, DECISION_COLUMNS
from cmr_rules.batch.faults import ProofError, RunError
from cmr_rules.batch.inputs import Inputs, guess_format
from cmr_rules.batch.lists import file_name
from cmr_rules.batch.run import Job, run
from cmr_rules.decisions.decision import Decision
from cmr_rules.engine import Program, load
from cmr_rules.records.fabricate import write_fabricated
from cmr_rules.records.person import Person
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import HEADER
from cmr_rules.records.readers.exchange import write_jsonl
from tests.unit.batch_texts import ROWS, table, write_policy, write_rows
from tests.unit.ca_lines import HEADER_LINE, line

AS_OF = date(2019, 7, 1)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return load(write_policy(tmp_path))


def job(folder: Path, *files: Path, **more: Any) -> Job:
    form = more.pop("form", "ca-doj")
    return Job(Inputs(files, form), AS_OF, more.pop("output", folder / "out"), **more)


def test_every_covered_conviction_has_one_line(tmp_path: Path, program: Program) -> None:
    file = write_rows(tmp_path)
    run(program, job(tmp_path, file))
    text = (tmp_path / "out" / "decisions.csv").read_text(encoding="utf-8")
    assert (
        text.splitlines()[0]
        == "file,line,person,record,case,county,offense,level,convicted_on,statute,status,outcome,outcome_label,door,reason,provision,authority,basis,at_least,at_most,missing,readings"
    )
    rows = table(tmp_path / "out" / "decisions.csv")
    assert [(row["line"], row["person"], row["status"], row["outcome"], row["reason"]) for row in rows] == [
        ("2", "17", "decided", "Not Eligible", "Felony"),
        ("3", "18", "decided", "Dismissal", "Misdemeanor or infraction"),
        ("4", "19", "needs review", "", ""),
        ("5", "20", "needs review", "", ""),
        ("6", "21", "decided", "Not Eligible", "Too late"),
    ]
    assert rows[0] | {"authority": ""} == {
        "file": str(file), "line": "2", "person": "17", "record": "conviction 1", "case": "A1", "county": "Contra Costa County",
        "offense": "HS 11358", "level": "felony", "convicted_on": "2001-02-03", "statute": rows[0]["statute"], "status": "decided",
        "outcome": "Not Eligible", "outcome_label": "Not eligible", "door": "", "reason": "Felony", "provision": "step (5)",
        "authority": "", "basis": "established", "at_least": "", "at_most": "", "missing": "", "readings": "",
    }  # fmt: skip
    assert rows[2]["missing"] == "the level of conviction 1"


def test_annotated_rows_are_the_input_with_answers_beside_them(tmp_path: Path, program: Program) -> None:
    run(program, job(tmp_path, write_rows(tmp_path)))
    lines = (tmp_path / "out" / "annotated.csv").read_bytes().splitlines(keepends=True)
    assert lines[0] == (",".join((*HEADER, *ANSWER_COLUMNS)) + "\n").encode()
    assert len(lines) == 7
    for written, row in zip(lines[1:], ROWS, strict=False):
        assert written.replace(b"'=cmd", b"=cmd").startswith(row.rstrip(b"\n") + b",")
        assert len(next(csv.reader([written.decode()]))) == len(HEADER) + len(ANSWER_COLUMNS)
    assert lines[1].startswith(ROWS[0].rstrip(b"\n") + b",decided,Not Eligible,")
    assert lines[6] == ROWS[5].rstrip(b"\n") + b"," * len(ANSWER_COLUMNS) + b"\n"
    assert b"'=cmd()" in lines[2]


def test_verbatim_keeps_every_byte(tmp_path: Path, program: Program) -> None:
    done = run(program, job(tmp_path, write_rows(tmp_path), verbatim=True))
    lines = (tmp_path / "out" / "annotated.csv").read_bytes().splitlines(keepends=True)
    assert all(written.startswith(row.rstrip(b"\n")) for written, row in zip(lines[1:], ROWS, strict=False))
    assert done.summary["cells_made_safe_for_a_spreadsheet"] == 0


def test_line_ends_marks_and_trailing_commas_stay(tmp_path: Path, program: Program) -> None:
    mark = b"\xef\xbb\xbf"
    first = tmp_path / "a.csv"
    header = HEADER_LINE.replace(b"\n", b",\r\n")
    first.write_bytes(mark + header + line("\r\n", SUBJECT_ID="1") + b"\r\n" + line(",\r\n", SUBJECT_ID="2"))
    second = write_rows(tmp_path, line("", SUBJECT_ID="3"), name="b.csv")
    run(program, job(tmp_path, first, second))
    lines = (tmp_path / "out" / "annotated.csv").read_bytes().splitlines(keepends=True)
    assert lines[0].startswith(mark + b"RECORD_ID,")
    assert lines[0].endswith(b",missing,readings\r\n")
    assert lines[1].startswith(line("", SUBJECT_ID="1") + b",decided,")
    assert lines[2].startswith(line("", SUBJECT_ID="2") + b",decided,")
    assert lines[3].startswith(line("", SUBJECT_ID="3") + b",decided,")
    assert all(len(row) == 107 for row in table(tmp_path / "out" / "annotated.csv"))
    found = table(tmp_path / "out" / "decisions.csv")
    assert [(row["file"], row["line"]) for row in found] == [(str(first), "2"), (str(first), "4"), (str(second), "2")]


def test_rows_that_cannot_be_read_are_set_aside(tmp_path: Path, program: Program) -> None:
    file = write_rows(tmp_path, *ROWS, b"=1,\xff\n")
    done = run(program, job(tmp_path, file))
    assert table(tmp_path / "out" / "set_aside.csv") == [
        {"file": str(file), "line": "8", "reason": "the row has 2 fields, a CA DOJ row has 95", "raw": "22,broken"},
        {"file": str(file), "line": "9", "reason": "the row has 2 fields, a CA DOJ row has 95", "raw": "'=1,\ufffd"},
    ]
    summary: Any = done.summary
    assert summary["input"]["rows"] == 8
    assert summary["input"]["rows_read"] == 6
    assert summary["input"]["rows_set_aside"] == 2
    assert summary["input"]["adds_up"] is True


def test_lists_are_what_a_court_acts_on(tmp_path: Path, program: Program) -> None:
    rows = [
        line(SUBJECT_ID=str(n), OFN=f"A{n}", CNT_ORDER=f"001002{11 - n:03}000", CONV_STAT_DESCR="MISDEMEANOR")
        for n in (9, 10, 1)
    ]
    run(program, job(tmp_path, write_rows(tmp_path, *rows)))
    found = table(tmp_path / "out" / "lists" / "dismissal.csv")
    assert [row["case"] for row in found] == ["A1", "A9", "A10"]
    assert found[0] == {
        "name": "FABRICATED,PERSON", "date_of_birth": "1960-03-14", "cii": "F17", "person": "1", "case": "A1",
        "count": found[0]["count"], "county": "Contra Costa County", "offense": "HS 11358",
        "convicted_on": "2001-02-03", "outcome": "Dismissal", "outcome_label": "Eligible for Dismissal", "door": "",
        "authority": found[0]["authority"], "record": "conviction 1", "on": "2001-02-03",
    }  # fmt: skip
    assert sorted(entry.name for entry in (tmp_path / "out" / "lists").iterdir()) == ["dismissal.csv"]
    assert file_name("Not Eligible") == "not-eligible"
    assert file_name("../Up") == "up"


def test_an_answered_question_settles_the_decision(tmp_path: Path, program: Program) -> None:
    file = write_rows(tmp_path)
    run(program, job(tmp_path, file))
    questions = table(tmp_path / "out" / "review.csv")
    assert [(row["person"], row["fact"], row["answer"]) for row in questions] == [
        ("19", "level", ""), ("20", "Restitution Paid", ""),
    ]  # fmt: skip
    assert questions[1]["answers"] in {"no: Not Eligible; yes: Dismissal", "yes: Dismissal; no: Not Eligible"}
    assert questions[1]["question"]
    answers = {"level": "misdemeanor", "Restitution Paid": "yes"}
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, questions[0].keys())
        writer.writeheader()
        writer.writerows({**row, "answer": answers[row["fact"]], "source": "court file"} for row in questions)
        writer.writerow({**questions[0], "person": "99", "answer": "felony"})
        writer.writerow({**questions[0], "fact": "", "answer": ""})
    done = run(program, job(tmp_path, file, output=tmp_path / "out2", answers=(filled,)))
    rows = {row["person"]: row for row in table(tmp_path / "out2" / "decisions.csv")}
    assert (rows["19"]["outcome"], rows["20"]["outcome"], rows["20"]["reason"]) == ("Dismissal", "Dismissal", "Paid")
    assert table(tmp_path / "out2" / "review.csv") == []
    assert done.summary["answers"] == {"given": 3, "used": 2, "left_unknown": 0, "rows_set_aside": 1}
    assert table(tmp_path / "out2" / "set_aside.csv")[-1]["reason"] == "no file of records holds this person"


def test_the_summary_adds_up_and_names_nobody(tmp_path: Path, program: Program) -> None:
    run(program, job(tmp_path, write_rows(tmp_path)))
    text = (tmp_path / "out" / "summary.json").read_text(encoding="utf-8")
    summary = json.loads(text)
    assert "FABRICATED" not in text
    assert "1960" not in text
    decisions = summary["decisions"]
    assert decisions["by_status"] == {"decided": 3, "needs review": 2, "not covered": 0}
    assert decisions["by_outcome"] == {"Not Eligible": 2, "Dismissal": 1}
    assert decisions["by_reason"]["Not Eligible"] == {"Felony": 1, "Too late": 1}
    for name in ("by_section", "by_level", "by_county"):
        assert sum(sum(counts.values()) for counts in decisions[name].values()) == decisions["all"] == 5
    assert summary["people"]["people"] == 6
    assert summary["people"]["people_with_some_relief"] == 1
    assert summary["missing_facts"] == {"Restitution Paid": 1, "level": 1}
    assert summary["listed_sections_that_matched_nothing"] == ["BP 4140"]
    assert summary["as_of"] == "2019-07-01"
    assert summary["options"] == {"Crime-Free Period": "5 years"}
    assert all(len(digest) == 64 for digest in summary["law"]["files"].values())


def test_a_run_gives_the_same_bytes_again(tmp_path: Path, program: Program) -> None:
    file = tmp_path / "made.csv"
    write_fabricated(file, 400, 5)
    for name in ("one", "two"):
        run(program, job(tmp_path, file, output=tmp_path / name))
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) >= 6
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_every_fabricated_decision_stands_beside_its_row(tmp_path: Path) -> None:
    program = load("ca/policies/contra-costa")
    file = tmp_path / "made.csv"
    write_fabricated(file, 3000, 6)
    run(program, job(tmp_path, file))
    expected = sum(len(program.decide(person, as_of=AS_OF)) for person in read_ca_doj([file]).persons)
    annotated = table(tmp_path / "out" / "annotated.csv")
    decisions = table(tmp_path / "out" / "decisions.csv")
    filled = [row for row in annotated if row["status"]]
    assert len(filled) == len(decisions) == expected > 0
    for row, decision in zip(filled, decisions, strict=True):
        assert row["SUBJECT_ID"].strip() == decision["person"]
        assert all(row[name] == decision[name] for name in ANSWER_COLUMNS)
    assert tuple(decisions[0]) == DECISION_COLUMNS


def test_the_exchange_format_gives_the_same_decisions(tmp_path: Path, program: Program) -> None:
    persons = read_ca_doj([write_rows(tmp_path)]).persons
    file = tmp_path / "people.jsonl"
    write_jsonl(persons, file)
    run(program, job(tmp_path, file, form="jsonl"))
    rows = table(tmp_path / "out" / "decisions.csv")
    assert [row["status"] for row in rows] == ["decided", "decided", "needs review", "needs review", "decided"]
    assert not (tmp_path / "out" / "annotated.csv").exists()
    assert guess_format((file,), None) == "jsonl"
    assert guess_format((file,), file) == "csv"


def test_wrong_jobs_are_refused(tmp_path: Path, program: Program) -> None:
    file = write_rows(tmp_path)
    with pytest.raises(RunError, match="given twice"):
        run(program, job(tmp_path, file, tmp_path / "." / "doj.csv"))
    with pytest.raises(RunError, match="needs a mapping"):
        run(program, job(tmp_path, file, form="csv"))
    with pytest.raises(RunError, match="is --format right"):
        run(program, job(tmp_path, write_policy(tmp_path)))
    with pytest.raises(RunError, match="is not a review file"):
        run(program, job(tmp_path, file, answers=(file,)))
    assert not (tmp_path / "out").exists()


def test_an_empty_file_gives_empty_tables(tmp_path: Path, program: Program) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    run(program, job(tmp_path, file))
    assert table(tmp_path / "out" / "decisions.csv") == []
    assert (tmp_path / "out" / "annotated.csv").read_text() == ",".join((*HEADER, *ANSWER_COLUMNS)) + "\n"


@attrs.frozen
class Bent:
    """A statute whose decisions are bent by a test."""

    program: Program
    bend: Callable[[tuple[Decision, ...]], tuple[Decision, ...]]
    law = property(lambda self: self.program.law)
    options = property(lambda self: self.program.options)
    fact_kinds = property(lambda self: self.program.fact_kinds)

    def decide(self, person: Person, *, as_of: date) -> tuple[Decision, ...]:
        return self.bend(self.program.decide(person, as_of=as_of))


def _moved(made: tuple[Decision, ...]) -> tuple[Decision, ...]:
    return tuple(
        attrs.evolve(one, record=attrs.evolve(one.record, where=attrs.evolve(one.record.where, line=99)))
        for one in made
        if one.record.where
    )


@pytest.mark.parametrize("bend", [lambda made: (*made, *made), _moved])
def test_tables_that_do_not_add_up_are_never_written(
    tmp_path: Path, program: Program, bend: Callable[[tuple[Decision, ...]], tuple[Decision, ...]]
) -> None:
    file = write_rows(tmp_path)
    with pytest.raises(ProofError):
        run(Bent(program, bend), job(tmp_path, file))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["doj.csv", "example.statute"]


def test_an_interrupt_leaves_nothing(tmp_path: Path, program: Program) -> None:
    def stop(_made: tuple[Decision, ...]) -> tuple[Decision, ...]:
        raise KeyboardInterrupt

    file = write_rows(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        run(Bent(program, stop), job(tmp_path, file))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["doj.csv", "example.statute"]


def test_the_stages_tell_how_far_they_are(tmp_path: Path, program: Program) -> None:
    advanced: dict[str, int] = {}
    totals: dict[str, int] = {}

    def stage(name: str, total: int) -> Callable[[int], None]:
        totals[name] = total
        advanced[name] = 0

        def advance(amount: int) -> None:
            advanced[name] += amount

        return advance

    run(program, job(tmp_path, write_rows(tmp_path)), stage)
    assert advanced == totals
    assert list(totals) == ["reading", "deciding", "writing"]
