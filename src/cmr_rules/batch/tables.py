"""``decisions.csv``, ``annotated.csv`` and ``set_aside.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import Factory, define, field, frozen

from cmr_rules.batch.cells import ANSWER_COLUMNS, DECISION_COLUMNS, Found, answer_cells, csv_line, record_cells
from cmr_rules.batch.faults import ProofError
from cmr_rules.batch.safe import Safety, field_count, letters, split_end, without_mark
from cmr_rules.records.readers.ca_rows import HEADER, WIDTH, split_rows
from cmr_rules.records.reading import Progress, SetAside
from cmr_rules.semantics.law import Law

_MARK = b"\xef\xbb\xbf"
_NO_ANSWER = "," * (len(ANSWER_COLUMNS) - 1)


@frozen
class Beside:
    """Columns beside the rows of the input: for one statute, and for the counts or for what holds several of them.

    Args:
        statute: The place of the statute.
        name: Its name.
        kind: ``case`` or ``person``, whose decision stands on the row of their first count; else empty.
    """

    statute: int
    name: str
    kind: str


@define
class Decisions:
    """The lines of ``decisions.csv``, collected as decisions are made and sorted at the end.

    Args:
        files: The place of each input file, by its name as the user gave it.
        safety: What makes cells harmless.
        laws: The statutes, in their order.
        lines: The file's place, the line, the order within it, the place of the columns beside the input, and the left
            and the right half of the line.
    """

    files: dict[str, int]
    safety: Safety
    laws: Sequence[Law]
    lines: list[tuple[int, int, int, int, str, str]] = Factory(list)
    columns: tuple[Beside, ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Give counts and arrests, which stand on rows of their own, one set of columns for each statute."""
        self.columns = tuple(
            Beside(number, law.name, kind)
            for number, law in enumerate(self.laws)
            for kind in dict.fromkeys(_beside(noun) for noun in law.nouns)
        )

    def add(self, found: Found, statute: int) -> None:
        """Keep the line of one decision of the statute of that place."""
        where, record = found.where, found.decision.record
        place = self.files.setdefault(where.file, len(self.files))  # the exchange format may name an earlier file
        columns = self.columns.index(Beside(statute, self.laws[statute].name, _beside(record.kind)))
        clean = self.safety.cell
        left = csv_line((clean(where.file), str(where.line), *map(clean, record_cells(found))))
        right = csv_line(map(clean, answer_cells(found.decision)))
        self.lines.append((place, where.line, record.number, columns, left, right))

    def write(self, path: Path) -> int:
        """Write the table, sorted by file and line, and return the number of rows."""
        self.lines.sort(key=lambda line: line[:4])
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(csv_line(DECISION_COLUMNS) + "\n")
            file.writelines(f"{left},{right}\n" for *_, left, right in self.lines)
        return len(self.lines)

    def by_line(self) -> dict[tuple[int, int], bytes]:
        """Return what stands beside each row of the input: the decisions, and empty cells where there is none.

        Raises:
            ProofError: If two decisions would stand in the same cells.
        """
        cells = {(file, line, columns): right for file, line, _, columns, _, right in self.lines}
        if len(cells) != len(self.lines):
            raise ProofError("two decisions stand on one row of the input")
        found: dict[tuple[int, int], bytes] = {}
        for file, line, _ in cells:
            if (file, line) not in found:
                beside = (cells.get((file, line, at), _NO_ANSWER) for at in range(len(self.columns)))
                found[file, line] = ",".join(beside).encode()
        return found

    @property
    def no_answers(self) -> bytes:
        """What stands beside a row without any decision."""
        return ",".join([_NO_ANSWER] * len(self.columns)).encode()

    @property
    def answer_names(self) -> bytes:
        """The names of the columns beside a row; of several statutes, each with the name of its statute."""
        names = (
            " ".join(filter(None, (one.name if len(self.laws) > 1 else "", one.kind, column)))
            for one in self.columns
            for column in ANSWER_COLUMNS
        )
        return csv_line(map(self.safety.cell, names)).encode()


def _beside(kind: str) -> str:
    return kind if kind in {"case", "person"} else ""


def write_annotated(
    path: Path,
    inputs: Sequence[Path],
    decisions: Decisions,
    skipped: Iterable[SetAside],
    safety: Safety | None,
    progress: Progress | None = None,
) -> int:
    """Write every row that was read with its decision beside it, and return the number of rows.

    Args:
        path: The file to write.
        inputs: The bulk files, in order.
        decisions: What stands beside the rows.
        skipped: The rows that were set aside; they are left out.
        safety: What makes cells of the input harmless; None leaves every byte as it is.
        progress: Called now and then with the bytes read.

    Raises:
        ProofError: If a decision finds no row.
        OSError: If a file cannot be read or written.
    """
    answers = decisions.by_line()
    left_out = {(decisions.files[row.file], row.line) for row in skipped if row.file in decisions.files}
    rows, nothing = 0, decisions.no_answers
    end = b"\n"
    with path.open("wb", buffering=1 << 20) as out:
        for index, source in enumerate(inputs):
            for row in split_rows(source, progress):
                text, own_end = split_end(row.raw)
                end = own_end or end
                if index == 0 and row.line == 1:
                    out.write(_MARK if text.startswith(_MARK) else b"")
                    out.write(_header(text, decisions.answer_names, is_header=row.kind == "header") + end)
                if row.kind != "row" or (index, row.line) in left_out:
                    continue
                text = without_mark(text) if row.line == 1 else text
                if safety is not None and (row.literal or b"\r" in text):
                    text = safety.mended(text)
                comma = b"" if text.endswith(b",") and len(letters(text)) == WIDTH + 1 else b","
                text = text if safety is None else safety.row(text)
                out.write(text + comma + answers.pop((index, row.line), nothing) + end)
                rows += 1
        if not out.tell():
            out.write(_header(b"", decisions.answer_names, is_header=False) + end)
    if answers:
        raise ProofError(f"{len(answers)} decisions stand on no row of the input")
    return rows


def _header(text: bytes, own: bytes, *, is_header: bool) -> bytes:
    """Return the header of the input, or the 95 names when it has none that fits, with our own columns."""
    names = without_mark(text)
    if not is_header or field_count(names.rstrip(b",")) != WIDTH:
        names = ",".join(HEADER).encode()
    return names.rstrip(b",") + b"," + own


def write_set_aside(path: Path, rows: Iterable[SetAside], safety: Safety) -> int:
    """Write the rows that could not be read, with the reasons, and return their number."""
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("file,line,reason,raw\n")
        for number, row in enumerate(rows, start=1):  # noqa: B007  # the last number is the count
            raw = row.raw.decode("utf-8", errors="replace").rstrip("\r\n")
            cells = (safety.cell(row.file), str(row.line), safety.cell(row.reason), safety.cell(raw))
            file.write(csv_line(cells) + "\n")
    return number
