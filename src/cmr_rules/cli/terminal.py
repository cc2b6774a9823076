"""Text, tables and progress on a terminal; the same words without color when there is none."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from cmr_rules.batch.run import Stage, silent
from cmr_rules.records.reading import Progress as Advance

_WIDTH = 110
_COLORS = {"✓": "green", "✗": "red", "?": "yellow"}
_MARK = re.compile(r"^(\s*)([✓✗?])(?= )", re.MULTILINE)
_ADVANCE_EVERY = 200


def plain(text: str) -> str:
    """Return *text* without characters that could move the cursor or turn the direction of writing."""
    if text.isascii() and text.isprintable():
        return text
    kept = "\n\t"
    return "".join(
        letter if letter in kept or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} else "\ufffd"
        for letter in text
    )


def console(file: IO[str] | None = None) -> Console:
    """Return where tables are printed. Square brackets are citations and not markup."""
    made = Console(file=file or sys.stdout, markup=False, highlight=False, emoji=False, soft_wrap=False)
    if not made.is_terminal:
        made = Console(
            file=file or sys.stdout, markup=False, highlight=False, emoji=False, width=_WIDTH, color_system=None
        )
    return made


def table(title: str, *columns: str, rows: Sequence[tuple[str, ...]]) -> Table:
    """Make a table without frames; it reads well with a screen reader and in a log."""
    made = Table(title=title or None, title_justify="left", box=None, pad_edge=False, title_style="bold",
                 show_header=any(columns), header_style="underline")  # fmt: skip
    for index, column in enumerate(columns):
        numbers = bool(rows) and all(row[index].replace(",", "").isdigit() for row in rows)
        made.add_column(column, justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        made.add_row(*map(plain, row))
    return made


def colored(text: str) -> str:
    """Color the marks of an explanation: ✓ green, ✗ red, ? yellow."""
    return _MARK.sub(lambda found: found[1] + click.style(found[2], fg=_COLORS[found[2]], bold=True), plain(text))


def can_print(text: str) -> bool:
    """Whether the terminal's encoding has every character of *text*."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def say(text: str) -> None:
    """Print text; on an old terminal without the marks, in letters that it has."""
    if not can_print(text):
        text = text.translate({ord("✓"): "+", ord("✗"): "x", ord("·"): "-", ord("…"): "..."})
        encoding = sys.stdout.encoding or "ascii"
        text = text.encode(encoding, errors="replace").decode(encoding)
    click.echo(text)


@contextmanager
def progress() -> Iterator[Stage]:
    """Give what a run tells its progress to: bars on a terminal's standard error, else nothing."""
    if not sys.stderr.isatty():
        yield silent
        return
    shown = Console(stderr=True, markup=False, emoji=False)
    columns = (TextColumn("{task.description:<9}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=shown, transient=True) as bars:

        def stage(name: str, total: int) -> Advance:
            return _advance(bars, bars.add_task(name, total=max(total, 1)))

        yield stage


def _advance(bars: Progress, task: TaskID) -> Advance:
    waiting = 0

    def advance(amount: int) -> None:
        nonlocal waiting
        waiting += amount
        if amount > 1 or waiting >= _ADVANCE_EVERY:
            bars.update(task, advance=waiting)
            waiting = 0

    return advance


def print_summary(summary: Mapping[str, object], folder: str) -> None:
    """Print the summary of a run in a screenful; ``summary.json`` has the rest."""
    out = console()
    statutes = _listed(summary, "statutes")
    if statutes:
        names = ", then ".join(str(_part(one, "law")["title"]) for one in _mappings(statutes))
        out.print(plain(f"{names}, as of {summary['as_of']}"))
        _print_rows(out, _part(summary, "input"))
        for one in _mappings(statutes):
            out.print()
            _print_statute(out, one, str(_part(one, "law")["title"]))
        granted = "counts as granted" if summary["discretionary_relief_counts_as_granted"] else "changes nothing"
        out.print(f"For the statutes that follow, relief that a court may refuse {granted}")
    else:
        _print_statute(out, summary, f"{_part(summary, 'law')['title']}, as of {summary['as_of']}")
    answers = _part(summary, "answers")
    for words, count in (
        ("Cells made safe for a spreadsheet", summary["cells_made_safe_for_a_spreadsheet"]),
        (f"Answers used, of {_number(answers['given'])}", answers["used"] if answers["given"] else None),
    ):
        if count or (count == 0 and words.startswith("Answers")):
            out.print(f"{words}: {_number(count)}")
    out.print(plain(f"Results: {folder}"))
    for name, count in _part(summary, "rows_written").items():
        out.print(plain(f"  {name} ({_number(count)} {'row' if count == 1 else 'rows'})"))
    out.print("  summary.json")


def _mappings(items: Iterable[object]) -> Iterator[Mapping[str, object]]:
    for item in items:
        assert isinstance(item, Mapping)
        yield item


def _print_rows(out: Console, rows: Mapping[str, object]) -> None:
    out.print(f"{_number(rows['rows'])} rows: {_number(rows['rows_read'])} read, "
              f"{_number(rows['rows_set_aside'])} set aside")  # fmt: skip
    for note in _listed(rows, "notes"):
        out.print(plain(f"Note: {note}"))


def _print_statute(out: Console, summary: Mapping[str, object], title: str) -> None:
    """What one statute decided; for the only one, the rows that were read stand between."""
    people, decisions = _part(summary, "people"), _part(summary, "decisions")
    out.print(plain(title))
    options = "; ".join(f"{name}: {value}" for name, value in _part(summary, "options").items())
    if options:
        out.print(plain(f"Options: {options}"))
    if "input" in summary:
        _print_rows(out, _part(summary, "input"))
    out.print(f"{_number(people['people'])} people, {_number(people['convictions'])} convictions, "
              f"{_covered(decisions)}")  # fmt: skip
    out.print()
    _print_decisions(out, decisions)
    _print_people(out, people)
    missing = _part(summary, "missing_facts")
    if missing:
        shown = [(name, _number(count)) for name, count in list(missing.items())[:8]]
        out.print(table("Facts that are missing", "", "decisions", rows=shown))
        out.print()
    questions = _part(summary, "open_questions_that_mattered")
    if questions:
        shown = [(name, _number(count)) for name, count in questions.items()]
        out.print(table("Open questions of law that mattered", "", "decisions", rows=shown))
        out.print()
    for words, count in (
        ("Decisions that rest on a presumption", decisions["resting_on_a_presumption"]),
        ("Decisions that rest on provisions that nobody has verified", decisions["resting_on_unverified_provisions"]),
        ("Listed sections that matched nothing here (see summary.json)",
         len(_listed(summary, "listed_sections_that_matched_nothing"))),
    ):  # fmt: skip
        if count:
            out.print(f"{words}: {_number(count)}")


def _covered(decisions: Mapping[str, object]) -> str:
    """How many records are covered; of convictions alone, of how many of them."""
    if _counted(decisions) == "convictions":
        return f"{_number(decisions['all'])} of them covered"
    kinds = "; ".join(f"{kind}: {_number(count)}" for kind, count in _part(decisions, "by_kind").items())
    return f"{_number(decisions['all'])} records covered ({kinds})"


def _counted(decisions: Mapping[str, object]) -> str:
    """What is counted: convictions, or records of other kinds too."""
    return "convictions" if set(_part(decisions, "by_kind")) <= {"conviction"} else "records"


def _print_decisions(out: Console, decisions: Mapping[str, object]) -> None:
    reasons = [
        (outcome, str(reason), _number(count))
        for outcome in [*_part(decisions, "by_outcome"), "not covered"]
        for reason, count in _part(_part(decisions, "by_reason"), outcome).items()
    ]
    review = _part(decisions, "by_status")["needs review"]
    if review:
        reasons.append(("needs review", "see review.csv", _number(review)))
    if reasons:
        out.print(table("Decisions", "outcome", "reason", _counted(decisions), rows=reasons))
        out.print()


def _print_people(out: Console, people: Mapping[str, object]) -> None:
    rows = []
    for name, counts in people.items():
        if isinstance(counts, Mapping) and counts["left_with_none"] is not None:
            rows.append((name.replace("_", " "), _number(counts["before"]), _number(counts["left_with_none"])))
    if people["people_with_some_relief"] is not None:
        out.print(f"{_number(people['people_with_some_relief'])} people get some relief")
        out.print(table("", "", "before", "left with none", rows=rows))
        out.print()


def _part(data: Mapping[str, object], name: str) -> dict[str, object]:
    part = data.get(name)
    return part if isinstance(part, dict) else {}


def _listed(data: Mapping[str, object], name: str) -> list[object]:
    part = data.get(name)
    return part if isinstance(part, list) else []


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
