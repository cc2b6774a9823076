"""The reader of CA DOJ bulk files: rows of any files, in any order, to people."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from sys import intern

from attrs import Factory, define, evolve, field

from cmr_rules.records.person import Person, RecordSource
from cmr_rules.records.readers.ca_cases import read_cases, read_events
from cmr_rules.records.readers.ca_counts import Entry, pick
from cmr_rules.records.readers.ca_rows import COLUMN, HEADER, WIDTH, Row, split_rows
from cmr_rules.records.readers.ca_values import read_date
from cmr_rules.records.reading import Progress, Reading, SetAside
from cmr_rules.records.values import UNKNOWN, DataError, DateField

SOURCES = (RecordSource("CA DOJ bulk file", ("California",)),)

_SUBJECT = COLUMN["SUBJECT_ID"]
_who = itemgetter(*(COLUMN[name] for name in ("PRI_NAME", "CII_NUMBER", "PRI_DOB")))
_SEVERAL_ROWS = 2 * WIDTH - 10
"""A line with so many commas is several rows whose line ends were lost, of people who may stand anywhere in it."""
_WRONG_BIRTH_DATE = "the date of birth is not a day of the calendar"


@define
class _Subject:
    """The rows of one person, as they are collected."""

    told: set[tuple[str, str, str]] = field(factory=set)
    """Names, CII numbers and dates of birth."""
    entries: list[Entry] = field(factory=list)
    incomplete: list[str] = field(factory=list)


@define
class _Collected:
    """What was found in the files so far."""

    files: tuple[str, ...]
    subjects: dict[str, _Subject] = Factory(dict)
    set_aside: list[SetAside] = Factory(list)
    rows_read: int = 0
    repeated: int = 0
    seen: dict[bytes, int] = Factory(dict)
    notes: list[str] = Factory(list)


def read_ca_doj(paths: Sequence[Path], progress: Progress | None = None) -> Reading:
    """Read bulk files as one record of each person.

    Args:
        paths: The files. Rows of one person may stand anywhere in them.
        progress: Called now and then with the bytes read since the last call.

    Returns:
        The people, sorted by identifier, and every row that could not be read.

    Raises:
        OSError: If a file cannot be opened or read.
    """
    with _without_collector():
        return _read(paths, progress)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Pause the collector of cyclic garbage: records hold no cycles, and it would go through them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if not gc.get_freeze_count():
            # To and fro, all that was made counts as old, and is not gone through at once.
            gc.freeze()
            gc.unfreeze()
        if was_on:
            gc.enable()


def _read(paths: Sequence[Path], progress: Progress | None) -> Reading:
    found = _Collected(tuple(str(path) for path in paths))
    for index, path in enumerate(paths):
        _collect(found, index, path, progress)
    _mark_incomplete(found)
    persons = tuple(_person(name, found.subjects.pop(name), found.files) for name in sorted(found.subjects))
    if found.repeated:
        plural = "row stands in two files and was" if found.repeated == 1 else "rows stand in two files and were"
        found.notes.append(f"{found.repeated} {plural} read once")
    nobody = sum(row.person_id is None for row in found.set_aside)
    if nobody:
        plural = "1 row was set aside and does" if nobody == 1 else f"{nobody} rows were set aside and do"
        found.notes.append(f"{plural} not tell whose it is")
    rows = found.rows_read + len(found.set_aside)
    return Reading(persons, tuple(found.set_aside), rows, found.rows_read, found.files, tuple(found.notes))


def _collect(found: _Collected, index: int, path: Path, progress: Progress | None) -> None:
    here: dict[bytes, int] = {}
    several = len(found.files) > 1
    for row in split_rows(path, progress):
        if row.kind == "row" and row.fields is not None:
            subject = row.fields[_SUBJECT].strip()
            if not subject.isalnum() and not any(map(str.isalnum, subject)):
                _set_aside(found, index, row, "the row names no person")
                continue
            found.rows_read += 1
            if several and _is_repeated(found.seen, here, row.raw):
                found.repeated += 1
                continue
            _add(found.subjects, subject, row.fields, index, row.line)
        elif row.kind == "broken":
            _set_aside(found, index, row, row.reason)
        elif row.kind == "header" and tuple(name.strip(' "\ufeff') for name in row.fields or ()) not in {
            HEADER,
            (*HEADER, ""),
        }:
            found.notes.append(f"the header of {path.name} is not that of a CA DOJ bulk file with 95 columns")


def _is_repeated(seen: dict[bytes, int], here: dict[bytes, int], raw: bytes) -> bool:
    """Whether another file has this row as often as this file has it so far; rows of one file are never repeats."""
    digest = blake2b(raw.rstrip(b"\r\n"), digest_size=16).digest()
    here[digest] = times = here.get(digest, 0) + 1
    if times <= seen.get(digest, 0):
        return True
    seen[digest] = times
    return False


def _add(subjects: dict[str, _Subject], name: str, fields: tuple[str, ...], file: int, line: int) -> None:
    person = subjects.get(name)
    if person is None:
        person = subjects[name] = _Subject()
    person.told.add(_who(fields))
    person.entries.append(Entry._make((*map(intern, pick(fields)), file, line)))


def _set_aside(found: _Collected, index: int, row: Row, reason: str) -> None:
    """Keep a row that cannot be read, with the person whose it seems to be."""
    subject = None
    if row.fields is None:
        third = row.raw.split(b",", _SUBJECT + 1)[_SUBJECT : _SUBJECT + 1]
        text = third[0].strip(b' "\r\n') if third else b""
        subject = text.decode("utf-8", errors="replace") or None
    found.set_aside.append(SetAside(found.files[index], row.line, reason, row.raw, subject))


def _mark_incomplete(found: _Collected) -> None:
    """Mark the people whose rows were set aside; a text that is no number and nobody's identifier names no person."""
    for index, row in enumerate(found.set_aside):
        names = {row.person_id or ""}
        if row.raw.count(b",") >= _SEVERAL_ROWS:
            names.update(cell.strip(b' "\r\n').decode("utf-8", errors="replace") for cell in row.raw.split(b","))
        for name in sorted(names & found.subjects.keys()):
            found.subjects[name].incomplete.append(f"row {row.line} of {Path(row.file).name} could not be read")
        if row.person_id and row.person_id not in found.subjects and not row.person_id.isdecimal():
            found.set_aside[index] = evolve(row, person_id=None)


def _person(subject: str, rows: _Subject, files: tuple[str, ...]) -> Person:
    entries = rows.entries
    names, numbers, births = zip(*rows.told, strict=True)
    events = read_events(entries, files)
    deceased = any(event.kind == "death" for event in events)
    return Person(
        person_id=subject,
        birth_date=_birth_date(set(births)),
        deceased=deceased or UNKNOWN,
        cases=read_cases(entries, files),
        events=events,
        sources=SOURCES,
        incomplete=tuple(rows.incomplete),
        name=min((name.strip() for name in names if name.strip()), default=""),
        cii=min((number.strip() for number in numbers if number.strip()), default=""),
    )


def _birth_date(births: set[str]) -> DateField:
    found = {day for text in births if (day := read_date(text, _WRONG_BIRTH_DATE)) is not UNKNOWN}
    if len(found) > 1:
        return DataError("the rows give two dates of birth", "; ".join(sorted(births)))
    return found.pop() if found else UNKNOWN
