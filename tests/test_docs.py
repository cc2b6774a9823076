"""Everything that the documentation shows is true: its rule files are checked, its commands and programs are run.

What a fenced block means, by its first word (the rest of the line may name a file or a code):

- ``statute``: a rule file, or a part of one that stands where the frame of ``docs/language/index.md`` says. It has no
  fault, and its scenarios pass. With a name, it is also a file that later blocks of the page can use.
- ``statute-conditions``: each line is a condition (an indented line goes on).
- ``statute-fault CMR202``: has that fault.
- ``python``: is run; a ``text output`` block after it is what it prints.
- ``console``: ``$ cmr-rules …`` is run, and what is shown below it is what it prints. ``console fails``: with an exit
  code that is not 0. Other commands are left alone.
- Any block with the name of a file is that file, for the blocks below it.

A table behind ``<!-- checked: born March 14, 1960; asked July 1, 2019 -->`` has a condition in each row and a date of
conviction above each column; its cells say whether the condition is met.

``...`` stands for any text. ``python -m tests.test_docs PAGE…`` writes what commands and programs print now into pages.
"""

# ruff: noqa: D103
import contextlib
import doctest
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import field, frozen
from click.testing import CliRunner

from cmr_rules.cli.app import commands
from cmr_rules.decisions.interpreter import MOST_COUNTS
from cmr_rules.decisions.search import MOST_WORLDS
from cmr_rules.diagnostics.diagnostic import Diagnostic, Severity
from cmr_rules.diagnostics.render import render_all
from cmr_rules.engine import RuleError, check_text, load_text, run_scenarios
from cmr_rules.source import Source

CHECKOUT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for path in [CHECKOUT / "README.md", CHECKOUT / "CONTRIBUTING.md", *(CHECKOUT / "docs").rglob("*.md")]
    if "diagnostics" not in path.relative_to(CHECKOUT).parts and "_build" not in path.parts
)
FRAME_PAGE = CHECKOUT / "docs" / "language" / "index.md"
PLACE = "[Note: The example stands here.]"

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<fence>```+)(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=indent)(?P=fence) *$", re.MULTILINE | re.DOTALL
)
_WHOLE = re.compile(r'^(Statute|Policy|Definitions) "', re.MULTILINE)
_SAME = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
_WIDTH = 100


@frozen
class Block:
    """A fenced block of a page: its first word, the words after it, the line on which its text begins."""

    kind: str
    words: tuple[str, ...]
    text: str
    line: int
    start: int = field(eq=False)
    end: int = field(eq=False)

    @property
    def file(self) -> str:
        """The file that it is to be saved as, if it names one."""
        return next((word for word in self.words if "." in word), "")


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        kind, *words = match["info"].split() or [""]
        line = text.count("\n", 0, match.start("text")) + 1
        found.append(Block(kind, tuple(words), match["text"], line, match.start("text"), match.end("text")))
    return found


# ---------------------------------------------------------------------------------------------- rule files


def paragraphs(text: str) -> list[str]:
    return [part.strip("\n") for part in re.split(r"\n\s*\n", text) if part.strip()]


_REPLACED = {
    "Outcomes": r"^Outcomes",
    "This": r"^This (statute|policy) covers",
    "Leap": r"^Leap day:",
    "In": r"^In force:",
}


def opener(text: str) -> str:
    """Return the word that opens a sentence."""
    return text.split(maxsplit=1)[0].strip(",:")


def in_frame(part: str) -> str:
    """Put a part of a rule file where the frame says; what the part says itself replaces what the frame says."""
    if _WHOLE.search(part):
        return part
    frame = next(block.text for block in blocks(FRAME_PAGE) if PLACE in block.text)
    dropped = {word for word, pattern in _REPLACED.items() if re.search(pattern, part, re.MULTILINE)}
    if re.search(r"^Rule ", part, re.MULTILINE):
        dropped.add("Rule")
    if re.search(r"^(Otherwise|Decide) ", part, re.MULTILINE):
        dropped |= {"Rule", "Otherwise"}
    kept: list[str] = []
    for one in paragraphs(frame):
        lines = [line for line in one.splitlines() if opener(line) not in dropped - {"Rule"}]
        if opener(one) not in dropped and lines:
            kept.append("\n".join(lines))
    before, _, after = "\n\n".join(kept).partition(PLACE)
    scenario = re.search(r"^Scenarios? ", part, re.MULTILINE)
    head, tail = (part[: scenario.start()], part[scenario.start() :]) if scenario else (part, "")
    return f"{before}{head}{after}\n\n{tail}"


def faults(text: str, name: str) -> list[Diagnostic]:
    return [one for one in check_text(Source(name, text), (Path(),))[1] if one.severity is Severity.ERROR]


def check_statute(block: Block, name: str) -> str:
    """Return what is wrong with a rule file, or nothing."""
    text = in_frame(block.text)
    found = faults(text, name)
    if found:
        return render_all(found)
    if re.search(r'^Definitions "', text, re.MULTILINE):
        return ""
    try:
        program = load_text(text, name=name, path=(Path(),))
    except RuleError as error:
        return str(error)
    return "\n".join(f"{one.title}: {one.message}" for one in run_scenarios(program) if not one.passed)


def check_conditions(block: Block, name: str) -> str:
    problems = []
    for condition in re.split(r"\n(?=\S)", block.text.strip("\n")):
        text = in_frame(f"Example means that {condition}.\n")
        problems += [f"{condition}\n{render_all(found)}" for found in [faults(text, name)] if found]
    return "\n".join(problems)


def check_fault(block: Block, name: str) -> str:
    (code,) = block.words
    found = check_text(Source(name, in_frame(block.text)), (Path(),))[1]
    if any(one.code == code for one in found):
        return ""
    return f"no {code}; " + (render_all(found) if found else "no fault at all")


# ---------------------------------------------------------------------------------------------- commands and programs


def console(block: Block) -> Iterator[tuple[str, str]]:
    """Return each command with the output that is shown below it."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        while command.endswith("\\"):
            more, _, output = output.partition("\n")
            command = command[:-1] + more.strip()
        yield command.strip(), output


def invoke(command: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        commands, shlex.split(command, comments=True)[1:], prog_name="cmr-rules", terminal_width=_WIDTH,
        env={"COLUMNS": str(_WIDTH), "NO_COLOR": "1", "TERM": "dumb"},
    )  # fmt: skip
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def alike(shown: str, output: str) -> bool:
    return doctest.OutputChecker().check_output(shown, output, _SAME)


def check_console(block: Block, printed: list[str]) -> str:
    """Run the commands of a block; *printed* takes the block as it would be now."""
    problems = []
    for command, shown in console(block):
        if not command.startswith("cmr-rules "):
            printed.append(f"$ {command}\n{shown}")
            continue
        code, output = invoke(command)
        if (code != 0) != ("fails" in block.words):
            problems.append(f"$ {command}\nexit code {code}\n{output}")
        same = not shown.strip() or alike(shown, output)
        if not same:
            problems.append(f"$ {command}\nprints\n{output}")
        printed.append(f"$ {command}\n{shown if same else output}")
    return "\n".join(problems)


# ---------------------------------------------------------------------------------------------- tables of days

_TABLE = re.compile(
    r"^<!-- checked: born (?P<born>[^;]+); asked (?P<asked>[^;]+?) -->\n\n?(?P<table>(?:\|.*\n)+)", re.MULTILINE
)


def cells(row: str) -> list[str]:
    return [cell.strip().strip("`") for cell in row.strip().strip("|").split("|")]


def check_table(match: re.Match[str]) -> str:
    """Return the cells of a table that are wrong."""
    header, _, *rows = match["table"].splitlines()
    problems = []
    for row in rows:
        condition, *answers = cells(row)
        expected = {"yes": "receives Dismissal", "no": "receives No Relief", "unknown": "needs review"}
        told = "\n".join(
            f'Scenario "{day}".\n  A person born {match["born"]} has:\n'
            f"    (1) a felony conviction in Yolo County for HS 11359 on {day}.\n"
            f"  On {match['asked']}, conviction (1) {expected[answer]}.\n"
            for day, answer in zip(cells(header)[1:], answers, strict=True)
        )
        rule = f'Rule "example" [HS 11361.8(e)]:\n  A conviction receives Dismissal if {condition}.\n\n'
        text = in_frame(rule + told)
        found = faults(text, "table")
        results = () if found else run_scenarios(load_text(text))
        wrong = [one.title for one in results if not one.passed]
        if found or wrong:
            problems.append(f"{condition}: {render_all(found) if found else ', '.join(wrong)}")
    return "\n".join(problems)


class Page:
    """A page being read from top to bottom, in a folder of its own."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(CHECKOUT).as_posix()
        self.namespace: dict[str, object] = {"__name__": "__main__"}
        self.printed = ""

    def check(self, block: Block) -> str:
        """Return what is wrong with a block, or nothing."""
        where = f"{self.name}:{block.line}"
        if block.file:
            Path(block.file).parent.mkdir(parents=True, exist_ok=True)
            Path(block.file).write_text(block.text, encoding="utf-8")
        match block.kind:
            case "statute":
                return check_statute(block, where)
            case "statute-conditions":
                return check_conditions(block, where)
            case "statute-fault":
                return check_fault(block, where)
            case "python":
                printed = io.StringIO()
                with contextlib.redirect_stdout(printed):
                    exec(compile(block.text, where, "exec"), self.namespace)
                self.printed = printed.getvalue()
            case "text" if "output" in block.words and not alike(block.text, self.printed):
                return f"the program prints\n{self.printed}"
            case "console":
                printed_now: list[str] = []
                problem = check_console(block, printed_now)
                self.printed = "".join(printed_now)
                return problem
            case _:
                pass
        return ""


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_what_a_page_shows_is_true(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = Page(path)
    problems = [
        f"{page.name}:{block.line}\n{problem}" for block in blocks(path) if (problem := page.check(block).strip())
    ]
    problems += [
        problem for match in _TABLE.finditer(path.read_text(encoding="utf-8")) if (problem := check_table(match))
    ]
    assert not problems, "\n\n".join(["", *problems])


def test_a_part_is_put_into_the_frame() -> None:
    whole = in_frame("Serious Offense means HS 11359.\n")
    assert whole.index("Outcomes") < whole.index("Serious Offense") < whole.index("Otherwise")
    assert in_frame('Outcomes, most favorable first:\n  Sealing, "Sealed".\n').count("Outcomes") == 1
    assert "Rule" not in in_frame("Decide by the first of these that applies:\n  (1) Dismissal, otherwise.\n")


def test_the_bounds_that_are_stated_are_those_of_the_program() -> None:
    text = (CHECKOUT / "docs" / "explanation" / "unknown-facts.md").read_text(encoding="utf-8")
    assert f"**{MOST_WORLDS} worlds**" in text
    assert f"more than {MOST_COUNTS:,}" in " ".join(text.split())


LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(CHECKOUT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    missing = [target for target in LINK.findall(text) if not (path.parent / target).exists()]
    assert not missing


def update(path: Path) -> None:
    """Write what the commands and programs of a page print now into it."""
    text = path.read_text(encoding="utf-8")
    page = Page(path)
    new: list[tuple[Block, str]] = []
    for block in blocks(path):
        page.check(block)
        is_output = block.kind == "text" and "output" in block.words
        if (is_output or block.kind == "console") and not alike(block.text, page.printed):
            new.append((block, page.printed))
    for block, made in reversed(new):
        text = text[: block.start] + made + text[block.end :]
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    for argument in map(Path, sys.argv[1:]):
        given = argument.resolve()
        with TemporaryDirectory() as folder, contextlib.chdir(folder):
            os.environ["COLUMNS"] = str(_WIDTH)
            update(given)
        print(f"{argument}: written")
