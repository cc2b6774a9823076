"""What a run reads: records in one of three formats, and answers to the questions of an earlier run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from attrs import Factory, define, evolve, frozen

from cmr_rules.batch.faults import RunError
from cmr_rules.batch.safe import is_formula
from cmr_rules.records.answers import AnswerRow, AnswersError, apply_answers, read_answers
from cmr_rules.records.person import Person
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import has_header
from cmr_rules.records.readers.exchange import read_jsonl
from cmr_rules.records.readers.flat_csv import load_mapping, read_flat_csv
from cmr_rules.records.reading import Progress, Reading, SetAside

FORMATS = ("ca-doj", "jsonl", "csv")


@frozen
class Inputs:
    """Files of records.

    Args:
        files: In the order in which tables list them.
        format: One of `FORMATS`.
        mapping: For ``csv``, the file that says what the columns mean.
    """

    files: tuple[Path, ...]
    format: str = "ca-doj"
    mapping: Path | None = None


def guess_format(files: Sequence[Path], mapping: Path | None) -> str:
    """Return the format that the names of the files suggest: a mapping means ``csv``."""
    if mapping is not None:
        return "csv"
    return "jsonl" if files and all(path.suffix in {".jsonl", ".ndjson"} for path in files) else "ca-doj"


def read(inputs: Inputs, progress: Progress | None = None) -> Reading:
    """Read the records.

    Raises:
        RunError: If a file stands twice, the mapping is missing or cannot be read, or a file is of another format.
        OSError: If a file cannot be read.
    """
    seen: set[Path] = set()
    for path in inputs.files:
        if path.resolve() in seen:
            raise RunError(f"`{path}` is given twice")
        seen.add(path.resolve())
        _check_kind(path)
    match inputs.format:
        case "jsonl":
            return read_jsonl(inputs.files, progress)
        case "csv":
            if inputs.mapping is None:
                raise RunError("the format csv needs a mapping that says what the columns mean")
            try:
                return read_flat_csv(inputs.files, load_mapping(inputs.mapping), progress)
            except ValueError as error:
                raise RunError(str(error)) from None
        case _:
            return read_ca_doj(inputs.files, progress)


_KINDS = (
    (b"\x1f\x8b", "is compressed (gzip); unpack it first"),
    (b"PK\x03\x04", "is a ZIP file or a workbook; unpack it, or save it as CSV, first"),
    (b"\xd0\xcf\x11\xe0", "is a workbook; save it as CSV first"),
    (b"%PDF", "is a PDF, and no table can be read from it"),
    (b"\xff\xfe", "is text in UTF-16; save it as UTF-8 first"),
    (b"\xfe\xff", "is text in UTF-16; save it as UTF-8 first"),
)
"""How files begin that are no text, with what to do about them."""


def _check_kind(path: Path) -> None:
    if not path.is_file():
        raise RunError(f"`{path}` is a pipe or a device, which cannot be read twice; write it to a file first")
    with path.open("rb") as file:
        start = file.read(4)
    for mark, advice in _KINDS:
        if start.startswith(mark):
            raise RunError(f"`{path}` {advice}")


def warn_of_format(inputs: Inputs, reading: Reading) -> str:
    """Say what is odd when nothing could be read, so that a wrong ``--format`` is noticed; else nothing."""
    if reading.rows_read or not reading.rows:
        return ""
    names = ", ".join(f"`{path}`" for path in inputs.files)
    headed = inputs.format == "csv" or (inputs.format == "ca-doj" and any(map(has_header, inputs.files)))
    hint = "" if headed else "; is --format right?"
    reason = f" ({reading.set_aside[0].reason})" if reading.set_aside else ""
    return f"not one row of {names} could be read{reason}{hint}"


@define
class Answers:
    """Answers by person, and what became of them."""

    kinds: Mapping[str, str]
    by_person: dict[str, list[AnswerRow]] = Factory(dict)
    set_aside: list[SetAside] = Factory(list)
    given: int = 0
    left_unknown: int = 0
    used: int = 0

    @classmethod
    def read(cls, files: Iterable[Path], kinds: Mapping[str, str]) -> Answers:
        """Read review files that people filled in.

        Raises:
            RunError: If a file is no review file.
            OSError: If a file cannot be read.
        """
        try:
            rows, set_aside = read_answers(files)
        except AnswersError as error:
            raise RunError(str(error)) from None
        answers = cls(kinds, set_aside=list(set_aside), given=len(rows) + len(set_aside))
        for row in map(_plain, rows):
            if row.fact:
                answers.by_person.setdefault(row.person, []).append(row)
        return answers

    def apply(self, person: Person) -> Person:
        """Return the person with the answers put in."""
        rows = self.by_person.pop(person.person_id, None)
        if rows is None:
            return person
        person, refused = apply_answers(person, rows, self.kinds)
        self.set_aside += refused
        unknown = sum(row.answer.lower() == "unknown" for row in rows)
        self.left_unknown += unknown
        self.used += len(rows) - len(refused) - unknown
        return person

    def finish(self) -> tuple[SetAside, ...]:
        """Set aside the answers about people whom no file holds; return all that were set aside, by file and line."""
        for rows in self.by_person.values():
            self.set_aside += [
                SetAside(row.file, row.line, "no file of records holds this person", row.raw) for row in rows
            ]
        self.by_person.clear()
        self.set_aside.sort(key=lambda row: (row.file, row.line))
        return tuple(self.set_aside)

    def report(self) -> dict[str, object]:
        """Return the counts for the summary."""
        return {
            "given": self.given,
            "used": self.used,
            "left_unknown": self.left_unknown,
            "rows_set_aside": len(self.set_aside),
        }


def _plain(row: AnswerRow) -> AnswerRow:
    """Take back the apostrophe that a review file puts before what a spreadsheet could run."""
    changes = {
        name: text[1:]
        for name in ("person", "case", "count", "charge", "answer")
        if (text := getattr(row, name)).startswith("'") and is_formula(text[1:])
    }
    return evolve(row, **changes) if changes else row
