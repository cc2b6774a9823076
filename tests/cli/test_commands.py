"""The commands, as a person calls them. All records are fabricated."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cmr_rules.cli.app import commands
from cmr_rules.cli.phrases import CONDITIONS, STATEMENTS
from cmr_rules.engine import check_text, read_document
from cmr_rules.source import Source
from tests.unit.batch_texts import POLICY, table, write_policy, write_rows

AS_OF = ("--as-of", "2019-07-01")


def call(*words: object, **environment: str) -> Result:
    result = CliRunner().invoke(commands, [str(word) for word in words], env=environment, catch_exceptions=False)
    assert "Traceback" not in result.output
    return result


def run(folder: Path, *more: object) -> Result:
    policy, file = folder / "example.statute", folder / "doj.csv"
    policy = policy if policy.exists() else write_policy(folder)
    file = file if file.exists() else write_rows(folder)
    return call("run", policy, *AS_OF, "--input", file, "--output", folder / "out", *more)


# ------------------------------------------------------------------------------------------------ run


def test_run_writes_the_folder_and_says_so(tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.exit_code == 0
    assert "7 rows: 6 read, 1 set aside" in result.output
    assert "6 people, 6 convictions, 5 of them covered" in result.output
    assert f"Results: {tmp_path / 'out'}" in result.output
    assert result.stderr == ""
    assert {entry.name for entry in (tmp_path / "out").iterdir()} == {
        "decisions.csv", "annotated.csv", "set_aside.csv", "review.csv", "lists", "summary.json",
    }  # fmt: skip


def test_a_folder_is_not_replaced_unless_told(tmp_path: Path) -> None:
    run(tmp_path)
    before = (tmp_path / "out" / "summary.json").stat().st_ino
    result = run(tmp_path)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert (tmp_path / "out" / "summary.json").stat().st_ino == before
    assert run(tmp_path, "--force").exit_code == 0
    assert (tmp_path / "out" / "summary.json").stat().st_ino != before


def test_strict_says_when_rows_were_set_aside(tmp_path: Path) -> None:
    result = run(tmp_path, "--strict")
    assert result.exit_code == 1
    assert "set aside" in result.stderr
    assert (tmp_path / "out").is_dir()


def test_options_change_decisions_and_explain_one_shows_why(tmp_path: Path) -> None:
    result = run(tmp_path, "--option", "crime-free  period = 7 years", "--explain-one")
    assert result.exit_code == 0
    assert "Crime-Free Period: 7 years" in result.output
    assert "Conviction 1 · HS 11358 · felony" in result.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--option", "Crime Free=7 years"), "has no option `Crime Free`; did you mean `Crime-Free Period`?"),
        (("--option", "Crime-Free Period=70 years"), "must be between 1 year and 15 years"),
        (("--option", "Crime-Free Period"), 'is not written as "Name=value"'),
        (("--option", "A=1", "--option", "a=2"), "an option is given twice"),
        (("--as-of", "07/01/2019"), "is not a date as in 2019-07-01"),
        (("--as-of", "2019-02-30"), "is not a day of the calendar"),
        (("--input", "no-such-file.csv"), "no-such-file.csv"),
        (("--path", "no-such-folder"), "no-such-folder"),
        (("--format", "pdf"), "pdf"),
        (("--format", "csv"), "needs a mapping"),
        (("--format", "jsonl"), "is --format right?"),
        (("--no-such-option",), "No such option"),
    ],
)
def test_wrong_words_give_2_and_leave_nothing(tmp_path: Path, words: tuple[str, ...], message: str) -> None:
    result = run(tmp_path, *words)
    assert result.exit_code == 2
    assert message in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_name_that_is_not_there_gives_2(tmp_path: Path) -> None:
    file = write_rows(tmp_path)
    result = call("run", "ca/policies/contra-cost", *AS_OF, "--input", file, "--output", tmp_path / "out")
    assert result.exit_code == 2
    assert "did you mean `ca/policies/contra-costa`?" in result.stderr
    result = call("run", "ca/offenses", *AS_OF, "--input", file, "--output", tmp_path / "out")
    assert result.exit_code == 2
    assert "only defines terms" in result.stderr


def test_a_rule_file_with_faults_gives_1(tmp_path: Path) -> None:
    write_policy(tmp_path, POLICY.replace("a Rare Offense", "a Rarer Offense"))
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "error[CMR" in result.stderr
    assert "Rarer Offense" in result.stderr
    assert not (tmp_path / "out").exists()


def test_the_review_file_comes_back(tmp_path: Path) -> None:
    run(tmp_path)
    rows = table(tmp_path / "out" / "review.csv")
    filled = tmp_path / "filled.csv"
    with filled.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows({**row, "answer": "felony" if row["fact"] == "level" else "no"} for row in rows)
    result = run(tmp_path, "--force", "--facts", filled)
    assert result.exit_code == 0
    assert "Answers used, of 2: 2" in result.output
    assert "needs review" not in result.output


def test_a_csv_with_a_mapping(tmp_path: Path) -> None:
    policy = write_policy(tmp_path)
    file = tmp_path / "court.csv"
    file.write_text("id,docket,charge,class,when\n17,A1,HS 11358,misdemeanor,2001-02-03\n18,A2,,,\n")
    mapping = tmp_path / "map.toml"
    mapping.write_text(
        'source = "Fabricated Court"\ncovers = ["California"]\n'
        '[columns]\nperson = "id"\ncase = "docket"\noffense = "charge"\nlevel = "class"\ndisposition_date = "when"\n'
        '[constants]\ncounty = "Contra Costa County"\nstate = "California"\ndisposition = "convicted"\n'
    )
    result = call("run", policy, *AS_OF, "--input", file, "--mapping", mapping, "--output", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    rows = table(tmp_path / "out" / "decisions.csv")
    assert [(row["line"], row["outcome"]) for row in rows][:1] == [("2", "Dismissal")]
    mapping.write_text("no mapping")
    result = call("run", policy, *AS_OF, "--input", file, "--mapping", mapping, "--output", tmp_path / "out2")
    assert result.exit_code == 2
    assert "the mapping is not TOML" in result.stderr
    result = call("run", policy, *AS_OF, "--input", file, "--mapping", mapping, "--format", "jsonl", "--output", "x")
    assert result.exit_code == 2
    assert "--mapping is for --format csv" in result.stderr


def test_nobody_is_named_on_standard_error(tmp_path: Path) -> None:
    write_rows(tmp_path, b"17,SECRET PERSON,19600314\n")
    for words in ((), ("--format", "jsonl"), ("--strict",)):
        result = run(tmp_path, "--force", *words)
        assert "SECRET" not in result.stderr
        assert "19600314" not in result.stderr


# ------------------------------------------------------------------------------------------------ explain, sample


def test_explain_in_three_forms(tmp_path: Path) -> None:
    policy, file = write_policy(tmp_path), write_rows(tmp_path)
    words = ("explain", policy, *AS_OF, "--input", file, "--person", "18")
    result = call(*words)
    assert result.exit_code == 0
    assert "✓ (2) the conviction is not a felony" in result.output
    data = json.loads(call(*words, "--form", "json").output)
    assert [one["outcome"] for one in data] == ["Dismissal"]
    page = call(*words, "--form", "html").output
    assert page.startswith("<!doctype html>")
    assert "Dismissal: Misdemeanor or infraction" in page
    assert call(*words, "--conviction", "1").exit_code == 0
    assert call(*words, "--conviction", "2").exit_code == 2
    unknown = call("explain", policy, *AS_OF, "--input", file, "--person", "SECRET")
    assert unknown.exit_code == 2
    assert "SECRET" not in unknown.output
    outside = call("explain", policy, *AS_OF, "--input", file, "--person", "22")
    assert outside.exit_code == 2
    assert "no conviction of this person is covered" in outside.stderr


def test_a_sample_is_drawn_by_its_seed(tmp_path: Path) -> None:
    made = tmp_path / "made.csv"
    assert call("fabricate", "--rows", 2000, "--seed", 3, "--output", made).exit_code == 0
    words = ("sample", "ca/policies/contra-costa", *AS_OF, "--input", made, "--per-reason", 2)
    first = call(*words, "--seed", 7).output
    assert first == call(*words, "--seed", 7).output
    assert first != call(*words, "--seed", 8).output
    assert "step (5) · Dismissal: Misdemeanor or Infraction · 2 of " in first
    written = call(*words, "--seed", 7, "--output", tmp_path / "sample.txt")
    assert written.exit_code == 0
    assert (tmp_path / "sample.txt").read_text(encoding="utf-8") == first
    assert call(*words, "--seed", 7, "--output", tmp_path / "sample.txt").exit_code == 2


def test_fabricated_files_are_the_same_for_the_same_seed(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        result = call("fabricate", "--rows", 50, "--seed", 1, "--output", tmp_path / name)
        assert "nobody in it exists" in result.output
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert call("fabricate", "--rows", 50, "--seed", 1, "--output", tmp_path / "a.csv").exit_code == 2


# ------------------------------------------------------------------------------------------------ rule files


def test_check_tells_faults_with_their_places(tmp_path: Path) -> None:
    good = write_policy(tmp_path)
    assert call("check", good).exit_code == 0
    bad = tmp_path / "bad.statute"
    bad.write_text(POLICY.replace("about each conviction.", "about each conviction"))
    result = call("check", "ca/policies/contra-costa", bad)
    assert result.exit_code == 1
    assert "no faults" in result.output
    assert "error[CMR102]" in result.output
    data = json.loads(call("check", bad, "--json").output)
    assert data[0]["faults"][0]["code"] == "CMR102"
    assert call("check", tmp_path / "none.statute").exit_code == 2
    marks = call("check", "ca/policies/contra-costa", "--unverified")
    assert marks.exit_code == 0
    assert "the leap day" in marks.output


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"", b"(" * 5000, b'Policy "x', "Policy \u201cx\u201d.".encode()])
def test_any_file_can_be_checked_tested_and_formatted(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "odd.statute"
    file.write_bytes(text)
    for command in ("check", "test", "fmt", "show"):
        assert call(command, file).exit_code in {0, 1, 2}


def test_scenarios_pass_or_say_what_differs(tmp_path: Path) -> None:
    file = write_policy(tmp_path)
    result = call("test", file)
    assert result.exit_code == 0
    assert "1 of 1 scenarios passed (1 expectations)" in result.output
    write_policy(tmp_path, POLICY.replace("receives Dismissal, because", "receives Review, because"))
    result = call("test", file, "ca/policies/contra-costa")
    assert result.exit_code == 1
    assert 'Scenario "a misdemeanor" differs' in result.output
    assert "expected Review; it receives Dismissal" in result.output
    write_policy(tmp_path, POLICY.replace("a Rare Offense", "a Rarer Offense"))
    assert call("test", file).exit_code == 1


def test_fmt_rewrites_once(tmp_path: Path) -> None:
    file = write_policy(tmp_path, POLICY.replace("\nJurisdiction: ", "\n   Jurisdiction:    "))
    checked = call("fmt", "--check", file)
    assert checked.exit_code == 1
    assert "-   Jurisdiction:" in checked.output
    assert call("fmt", file).exit_code == 0
    assert "\nJurisdiction: California" in file.read_text(encoding="utf-8")
    assert call("fmt", "--check", file).exit_code == 0
    assert call("test", file).exit_code == 0
    bad = tmp_path / "bad.statute"
    bad.write_text("This is no law")
    assert call("fmt", bad).exit_code == 1
    assert bad.read_text() == "This is no law"


def test_list_and_show_name_what_there_is(tmp_path: Path) -> None:
    own = tmp_path / "ca"
    own.mkdir()
    write_policy(own)
    (own / "offenses.statute").write_text("nonsense")
    result = call("list", CMR_RULES_PATH=str(tmp_path))
    assert result.exit_code == 0
    assert "ca/policies/contra-costa" in result.output
    assert "ca/example" in result.output
    assert "has faults" in result.output
    assert "ca/example" not in call("list").output
    shown = call("show", "ca/example", "--path", tmp_path)
    assert shown.exit_code == 0
    for words in (
        "Example County: review (not law)", "California, Contra Costa County", "Crime-Free Period", "5 years",
        "Eligible for Dismissal", "clears the record", "not ranked", "Restitution Paid", "each conviction",
        "if the conviction is not a felony", "Rare Offense", "March 1", "SHA-256",
    ):  # fmt: skip
        assert words in shown.output, words


# ------------------------------------------------------------------------------------------------ vocabulary


def test_the_vocabulary_has_every_fact_and_can_be_searched() -> None:
    everything = call("vocabulary").output
    for words in ("the date of birth", "the number of plants", "Comparing", "Statements"):
        assert words in everything
    found = call("vocabulary", "BIRTH").output
    assert "the date of birth" in found
    assert "the number of plants" not in found
    assert call("vocabulary", "xyzzy").exit_code == 2
    page = call("vocabulary", "--page").output
    assert page.startswith("<!doctype html>")
    assert "<td>the date of birth</td>" in page


HEAD = 'Policy "x".\nJurisdiction: California.\nAuthority: HS 11361.9.\nLeap day: March 1.\n'
TAIL = """Outcomes, most favorable first: Dismissal, "D"; Review, "R".
This policy covers each conviction.
Decide by the first of these that applies:
  (1) Dismissal, because "x", if Tested Thing;
  (2) Review, because "y", otherwise.
"""


@pytest.mark.parametrize("name", ["pa/9122.1", "ca/prop64", "or/137.225"])
def test_fmt_reads_a_bundled_file_in_its_own_folder(name: str) -> None:
    file = Path(__file__).parents[2] / "statutes" / f"{name}.statute"
    assert call("fmt", "--check", file).exit_code == 0, "the files that it uses stand in two places, which is no fault"


@pytest.mark.parametrize("example", [one.example for _, group in CONDITIONS for one in group])
def test_every_example_of_a_condition_can_be_written(example: str) -> None:
    serious = "Serious means that the conviction is a felony.\n" if "Serious" in example else ""
    text = f"{HEAD}{serious}Tested Thing means that {example}.\n{TAIL}"
    _, diagnostics = check_text(Source("x", text))
    assert [one.message for one in diagnostics] == []


@pytest.mark.parametrize("example", [one.example for one in STATEMENTS])
def test_every_example_of_a_statement_can_be_written(example: str) -> None:
    document, diagnostics = read_document(Source("x", example + "\n"))
    assert [one.message for one in diagnostics] == []
    assert document.statements


# ------------------------------------------------------------------------------------------------ the entry


def python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
    )  # fmt: skip


def test_without_its_packages_the_command_says_what_to_install() -> None:
    hidden = "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n: None if n in ('click',) else f(n);"
    done = python(hidden + "from cmr_rules.__main__ import main; main()")
    assert done.returncode == 1
    assert "pip install 'cmr-rules[cli]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_its_own_shows_no_value() -> None:
    code = (
        "import sys, cmr_rules.cli.words as w\n"
        "def parts(): raise KeyError('SECRET')\n"
        "w.parts = parts\nsys.argv = ['cmr-rules', 'vocabulary']\n"
        "from cmr_rules.__main__ import main; main()"
    )
    done = python(code)
    assert done.returncode == 1
    assert "KeyError" in done.stderr
    assert "SECRET" not in done.stderr
    assert "SECRET" in python(code, CMR_RULES_DEBUG="1").stderr


def test_a_run_that_is_told_to_stop_leaves_nothing(tmp_path: Path) -> None:
    policy, file = write_policy(tmp_path), write_rows(tmp_path)
    words = ["cmr-rules", "run", str(policy), *AS_OF, "--input", str(file), "--output", str(tmp_path / "out")]
    code = (
        "import signal, sys, cmr_rules.batch.run as r\n"
        "def write(*_): signal.raise_signal(signal.SIGTERM)\n"
        f"r.write_set_aside = write\nsys.argv = {words!r}\n"
        "from cmr_rules.__main__ import main; main()"
    )
    done = python(code)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["doj.csv", "example.statute"]


def test_an_old_terminal_gets_letters_that_it_has(tmp_path: Path) -> None:
    policy, file = write_policy(tmp_path), write_rows(tmp_path)
    words = ["cmr-rules", "explain", str(policy), *AS_OF, "--input", str(file), "--person", "18"]
    done = python(
        f"import sys; sys.argv = {words!r}; from cmr_rules.__main__ import main; main()", PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0, done.stderr
    assert "+ (2) the conviction is not a felony" in done.stdout


def test_every_command_helps_with_an_example() -> None:
    for name in commands.commands:
        result = call(name, "--help")
        assert result.exit_code == 0
        assert f"cmr-rules {name}" in result.output.replace("Usage: ", "", 1)
        assert "Example:" in result.output
    assert call("--version").exit_code == 0
