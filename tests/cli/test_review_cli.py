"""What a hostile reading of the commands found. All records are fabricated."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import gzip
import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cmr_rules import library
from cmr_rules.cli.app import commands
from tests.unit.batch_texts import table, write_policy, write_rows
from tests.unit.ca_lines import HEADER_LINE, line


def call(*words: object) -> Result:
    result = CliRunner().invoke(commands, [str(word) for word in words], catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def run(folder: Path, file: Path, *more: object) -> Result:
    policy = write_policy(folder)
    return call("run", policy, "--as-of", "2019-07-01", "--input", file, "--output", folder / "out", *more)


HOSTILE = (
    line(SUBJECT_ID="1", COMMENT_TEXT='"OPEN'),
    line(SUBJECT_ID="2", COMMENT_TEXT='5" KNIFE'),
    line(SUBJECT_ID="3", PRI_NAME='"A "B" C"'),
    line(SUBJECT_ID="4", COMMENT_TEXT='"TWO\nLINES"'),
    line(SUBJECT_ID="5", COMMENT_TEXT="A\rB"),
    line("\r", SUBJECT_ID="6", COMMENT_TEXT="=cmd()"),
    line(SUBJECT_ID="7", PRI_NAME="FABRICATED,PERSON"),
    line(SUBJECT_ID="8", COMMENT_TEXT='"=OPEN'),
    line("", SUBJECT_ID="9"),
)


def test_every_row_of_the_annotated_table_has_the_same_columns(tmp_path: Path) -> None:
    result = run(tmp_path, write_rows(tmp_path, *HOSTILE))
    assert result.exit_code == 0
    assert "9 rows: 8 read, 1 set aside" in result.output
    with (tmp_path / "out" / "annotated.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    assert Counter(map(len, rows)) == {107: 9}
    assert [row[2] for row in rows[1:]] == ["1", "2", "3", "4", "5", "6", "8", "9"]
    assert [row[93] for row in rows[1:]] == ['"OPEN', '5" KNIFE', "", "TWO\nLINES", "A\rB", "'=cmd()", "'\"=OPEN", ""]
    assert [row["person"] for row in table(tmp_path / "out" / "decisions.csv")] == [
        row[2] for row in rows[1:] if row[95]
    ]


def test_verbatim_keeps_even_a_quotation_mark_that_nothing_closes(tmp_path: Path) -> None:
    assert run(tmp_path, write_rows(tmp_path, *HOSTILE[:2]), "--verbatim").exit_code == 0
    text = (tmp_path / "out" / "annotated.csv").read_bytes()
    assert all(row.rstrip(b"\n") in text for row in HOSTILE[:2])


def test_a_file_with_carriage_returns_alone_is_read(tmp_path: Path) -> None:
    rows = b"".join(line(SUBJECT_ID=str(number)) for number in range(3))
    file = tmp_path / "doj.csv"
    file.write_bytes((HEADER_LINE + rows).replace(b"\n", b"\r"))
    assert run(tmp_path, file).exit_code == 0
    written = (tmp_path / "out" / "annotated.csv").read_bytes()
    assert (written.count(b"\r"), written.count(b"\n")) == (4, 0)
    assert [row["line"] for row in table(tmp_path / "out" / "decisions.csv")] == ["2", "3", "4"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (gzip.compress(HEADER_LINE + line()), "is compressed (gzip); unpack it first"),
        ((HEADER_LINE + line()).decode().encode("utf-16"), "is text in UTF-16; save it as UTF-8 first"),
        (b"PK\x03\x04" + b"\0" * 40, "is a ZIP file or a workbook"),
        (HEADER_LINE + line(PRI_NAME="A,B"), "could be read (the row has 96 fields, a CA DOJ row has 95)\n"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    file = tmp_path / "doj.csv"
    file.write_bytes(content)
    result = run(tmp_path, file)
    assert result.exit_code == 2
    assert words in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_pipe_is_refused_because_it_is_read_twice(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    result = run(tmp_path, tmp_path / "pipe")
    assert result.exit_code == 2
    assert "cannot be read twice" in result.stderr


@pytest.mark.parametrize(
    "words",
    [("fabricate", "--rows", "5", "--seed", "1"), ("sample", "{policy}", "--as-of", "2019-07-01", "--input", "{file}", "--seed", "1")],
)  # fmt: skip
def test_a_folder_that_is_not_there_is_named_as_the_user_wrote_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    places = {"policy": str(write_policy(tmp_path)), "file": str(write_rows(tmp_path))}
    result = call(*(word.format(**places) for word in words), "--output", tmp_path / "none" / "x")
    assert result.exit_code == 2
    assert f"the folder `{tmp_path / 'none'}` does not exist" in result.stderr


def test_a_name_is_found_by_its_end_and_only_the_like_are_shown(tmp_path: Path) -> None:
    (tmp_path / "county").mkdir()
    write_policy(tmp_path / "county")
    for name in ("exampel", "county/exampl"):
        with pytest.raises(library.NotFoundError) as caught:
            library.find(name, [tmp_path])
        assert str(caught.value).endswith("; did you mean `county/example`?")


def test_an_interrupt_before_the_command_starts_leaves_no_traceback() -> None:
    code = (
        "import sys, cmr_rules.__main__ as main\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'cmr_rules.cli.app': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        "main.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, "Aborted!")


def test_the_summary_is_what_the_tables_say(tmp_path: Path) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for seed, file in enumerate(files):
        assert call("fabricate", "--rows", 1500, "--seed", seed, "--output", file).exit_code == 0
    out = tmp_path / "out"
    words = [word for file in files for word in ("--input", file)]
    assert call("run", "ca/policies/contra-costa", "--as-of", "2019-07-01", *words, "--output", out).exit_code == 0
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    rows, told = table(out / "decisions.csv"), summary["decisions"]
    assert told["all"] == len(rows)
    assert Counter(row["status"] for row in rows) == +Counter(told["by_status"])
    assert Counter(row["outcome"] for row in rows if row["status"] == "decided") == Counter(told["by_outcome"])
    for column, name in (("level", "by_level"), ("county", "by_county")):
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        for row in rows:
            counted[row[column] or "unknown"][row["outcome"] or row["status"]] += 1
        assert counted == told[name]
    with (out / "annotated.csv").open(newline="", encoding="utf-8", errors="replace") as lines:
        annotated = list(csv.reader(lines))[1:]
    assert {len(row) for row in annotated} == {107}
    assert len(annotated) == summary["input"]["rows_read"]
    assert summary["input"]["rows"] == len(annotated) + len(table(out / "set_aside.csv"))
    beside = Counter(row[2].strip() for row in annotated if row[95])
    assert beside == Counter(row["person"] for row in rows)
    assert summary["people"]["people"] == len({row[2].strip() for row in annotated})
    assert sum(len(table(file)) for file in (out / "lists").iterdir()) == sum(told["by_outcome"].values())
