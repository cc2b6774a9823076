"""A CA DOJ bulk file as rows: every byte belongs to exactly one row, header or blank line, and none is lost.

A physical line that is whole by itself is a row, whatever stands around it, so that a stray quote cannot swallow its
neighbors. A lone carriage return ends a line too, where the line is not whole with it inside. A comma behind the last
field belongs to a row only in a file whose header has it: elsewhere it shows that a field before it was cut in two.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from cmr_rules.records.reading import Progress

_NAMES = """
    RECORD_ID SUBJECT_STATUS SUBJECT_ID REQ_SEG_SEP REQ_CII_NUMBER REQ_NAME REQ_GENDER REQ_DOB REQ_CDL REQ_SSN
    PII_SEG_SEP CII_NUMBER PRI_NAME GENDER PRI_DOB PRI_SSN PRI_CDL PRI_IDN PRI_INN FBI_NUMBER PDR_SEG_SEP RACE_CODE
    RACE_DESCR EYE_COLOR_CODE EYE_COLOR_DESCR HAIR_COLOR_CODE HAIR_COLOR_DESCR HEIGHT WEIGHT SINGLE_SOURCE
    MULTI_SOURCE POB_CODE POB_NAME POB_TYPE CITIZENSHIP_LIST CYC_SEG_SEP CYC_ORDER CYC_DATE STP_SEG_SEP STP_ORDER
    STP_EVENT_DATE STP_TYPE_CODE STP_TYPE_DESCR STP_ORI_TYPE STP_ORI_TYPE_DESCR STP_ORI_CODE STP_ORI_DESCR
    STP_ORI_CNTY_CODE STP_ORI_CNTY_NAME CNT_SEG_SEP CNT_ORDER DISP_DATE OFN OFFENSE_CODE OFFENSE_DESCR OFFENSE_TOC
    OFFENSE_QUAL_LST DISP_OFFENSE_CODE DISP_OFFENSE_DESCR DISP_OFFENSE_TOC DISP_OFFENSE_QUAL_LST CONV_OFFENSE_ORDER
    CONV_OFFENSE_CODE CONV_OFFENSE_DESCR CONV_OFFENSE_TOC CONV_OFFENSE_QUAL_LST FE_NUM_ORDER FE_NUM_ARR_AGY
    FE_NUM_BNCH_WARR FE_NUM_CITE FE_NUM_DOCKET FE_NUM_INCIDENT FE_NUM_BOOKING FE_NUM_NUMBER FE_NUM_REMAND
    FE_NUM_OOS_INN FE_NUM_CRT_CASE FE_NUM_WARRANT DISP_ORDER DISP_CODE DISP_DESCR CONV_STAT_CODE CONV_STAT_DESCR
    SENT_SEG_SEP SENT_ORDER SENT_LOC_CODE SENT_LOC_DESCR SENT_LENGTH SENT_TIME_CODE SENT_TIME_DESCR CYC_AGE CII_TYPE
    CII_TYPE_ALPHA COMMENT_TEXT END_OF_REC
"""
HEADER: tuple[str, ...] = tuple(_NAMES.split())
"""The names of the columns, in order."""

WIDTH = len(HEADER)
COLUMN: dict[str, int] = {name: index for index, name in enumerate(HEADER)}
"""The index of each column, by name."""

_SUBJECT = COLUMN["SUBJECT_ID"]
_FIELD = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|((?!")[^,]*))(,|\Z)')
_FIELD_OR_LETTERS = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^,]*))(,|\Z)')
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(rb"\r\n?|\n")
_LINE = re.compile(rb"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_LONE_RETURN = re.compile(rb"\r(?!\n|\Z)")
_MOST_LINES = 20
"""The most physical lines that one row may be spread over."""
_MOST_COMMAS = 40
"""A field that holds more of them has swallowed other fields."""
_REPORT_EVERY = 1 << 20


class Row(NamedTuple):
    """A row, a header, or a blank line. A named tuple, for there are millions.

    Args:
        line: The physical line on which it begins, from 1.
        raw: Its bytes with every line end (and with the byte order mark, on the first line).
        kind: ``"row"``, ``"broken"``, ``"header"`` or ``"blank"``.
        fields: The 95 values of a row; of a header, its names; else None.
        reason: Why a broken row could not be read, without any value of the row.
        literal: Whether a quotation mark that nothing closes was read as a letter of its field.
    """

    line: int
    raw: bytes
    kind: str
    fields: tuple[str, ...] | None = None
    reason: str = ""
    literal: bool = False


def split_rows(path: Path, progress: Progress | None = None) -> Iterator[Row]:
    """Split a file; the ``raw`` of all that is yielded, joined, is the file.

    Args:
        path: The file.
        progress: Called now and then with the bytes read since the last call.

    Yields:
        Rows, headers and blank lines, in the order of the file.

    Raises:
        OSError: If the file cannot be opened or read.
    """
    unreported = 0
    with path.open("rb") as lines:
        for row in _rows(lines):
            yield row
            unreported += len(row.raw)
            if progress and unreported >= _REPORT_EVERY:
                progress(unreported)
                unreported = 0
    if progress and unreported:
        progress(unreported)


def has_header(path: Path) -> bool:
    """Whether the first line of a file that is not blank names the columns (quoted or not, with or without a mark)."""
    return next((row.kind == "header" for row in split_rows(path) if row.kind != "blank"), False)


def _rows(lines: Iterator[bytes]) -> Iterator[Row]:
    ahead: deque[bytes] = deque()
    number, width = 1, WIDTH
    while True:
        line = ahead.popleft() if ahead else next(lines, b"")
        if not line:
            return
        text = line[3:] if number == 1 and line.startswith(_BOM) else line
        fields = _whole(text, width)
        if fields:
            header = fields[_SUBJECT] == "SUBJECT_ID" and fields[0].strip() == "RECORD_ID"
            yield Row(number, line, "header" if header else "row", fields)
            number += 1 if b"\r" not in line else _line_ends(line)
            continue
        if _LONE_RETURN.search(line):
            ahead.extendleft(reversed(_LINE.findall(line)))
            line = ahead.popleft()
            if fields := _whole(line[3:] if number == 1 and line.startswith(_BOM) else line, width):
                ahead.appendleft(line)
                continue
        row = _other(number, line, lines, ahead, width)
        if row.kind == "header" and row.fields and len(row.fields) > WIDTH and not row.fields[WIDTH].strip():
            width = WIDTH + 1
        yield row
        number += _line_ends(row.raw)


def _line_ends(raw: bytes) -> int:
    """Return how many physical lines a row takes; the last line of a file may lack its end."""
    return len(_LINE_END.findall(raw)) or 1


def _other(number: int, line: bytes, lines: Iterator[bytes], ahead: deque[bytes], width: int) -> Row:
    """Read what is not one line of 95 well-quoted fields; take the lines that belong to it from *ahead*."""
    text = line[3:] if number == 1 and line.startswith(_BOM) else line
    if not text.strip(b" \t\r\n\v\f\x00"):
        return Row(number, line, "blank")
    found = _quoted(_end_stripped(text))
    if found is None:
        ahead.extend(islice(lines, max(_MOST_LINES - 1 - len(ahead), 0)))
        joined = _joined(text, ahead, width)
        if joined:
            fields, count = joined
            rest = b"".join(ahead.popleft() for _ in range(count))
            return Row(number, line + rest, "row", fields)
        literal = _literal(text, width)
        if len(literal) == WIDTH:
            return Row(number, line, "row", literal, literal=True)
        reason = "a quotation mark of the row is not closed, so its fields cannot be told"
        return Row(number, line, "broken", None, reason)
    if found[0].strip() == "RECORD_ID":
        return Row(number, line, "header", tuple(found))
    reason = f"the row has {len(found)} field{'s'[: len(found) != 1]}, a CA DOJ row has {WIDTH}"
    return Row(number, line, "broken", None, reason)


def _joined(text: bytes, ahead: deque[bytes], width: int) -> tuple[tuple[str, ...], int] | None:
    """Join following lines to *text* until its quotes pair; the fields and the number of lines taken, or None.

    None when that does not give a whole row, or when one of the lines could be a row by itself.
    """
    joined = text
    for count, line in enumerate(islice(ahead, _MOST_LINES - 1), start=1):
        if _whole(line, width) or len(_literal(line, width)) == WIDTH:
            return None
        joined += line
        if b'"' not in line:
            continue
        found = _quoted(_end_stripped(joined))
        if found is not None:
            fields = _decoded(_trimmed(found, width))
            swallowed = any(field.count(",") > _MOST_COMMAS for field in fields)
            return (fields, count) if len(fields) == WIDTH and not swallowed else None
    return None


def _whole(line: bytes, width: int) -> tuple[str, ...] | None:
    """Return the fields of a line that is a whole row, else None. Most lines end here, so it is fast."""
    try:
        text = _end_stripped(line).decode()
    except UnicodeDecodeError:
        found = _quoted(_end_stripped(line))
        fields = _decoded(_trimmed(found, width)) if found else ()
        return fields if len(fields) == WIDTH else None
    values = _split(text) if '"' in text else text.split(",")
    if values is None:
        return None
    if len(values) != WIDTH:
        if len(values) != width or values[WIDTH].strip():
            return None
        values.pop()
    return tuple(values)


def _end_stripped(line: bytes) -> bytes:
    if line.endswith(b"\r\n"):
        return line[:-2]
    return line[:-1] if line.endswith((b"\n", b"\r")) else line


def _quoted(line: bytes) -> list[str] | None:
    return _split(line.decode("latin-1"))


def _literal(line: bytes, width: int) -> tuple[str, ...]:
    """Return the fields of a line in which a mark that nothing closes is a letter of its field."""
    fields = _patiently_split(_end_stripped(line).decode("latin-1"), _FIELD_OR_LETTERS) or []
    return _decoded(_trimmed(fields, width))


def _trimmed(fields: list[str], width: int) -> list[str]:
    """Drop the one empty field that a comma at the end of a row makes, where the rows of the file have it."""
    return fields[:-1] if len(fields) == width == WIDTH + 1 and not fields[-1].strip() else fields


def _decoded(fields: list[str]) -> tuple[str, ...]:
    """Read each field, decoded from Latin-1, as UTF-8 where it is UTF-8."""
    return tuple(field if field.isascii() else _utf8(field) for field in fields)


def _utf8(field: str) -> str:
    try:
        return field.encode("latin-1").decode()
    except UnicodeDecodeError:
        return field


def _split(text: str) -> list[str] | None:
    """Split a text with quotation marks at its commas; None if a field opens with a mark that nothing closes."""
    pieces = text.split('"')
    last = len(pieces) - 1
    if not last:
        return text.split(",")
    fields = pieces[0].split(",")
    if last % 2 or fields.pop():
        return _patiently_split(text)
    # Pieces at odd places stand inside the marks; those at even places begin and end with a comma, or are empty where
    # a doubled mark stands for one.
    value = ""
    for index in range(1, last, 2):
        value += pieces[index]
        outside = pieces[index + 1]
        if index + 1 < last and not outside:
            value += '"'
            continue
        if (outside[:1] or ",") != "," or (index + 1 < last and outside[-1] != ","):
            return _patiently_split(text)
        fields.append(value)
        value = ""
        between = outside.split(",")[1:]
        fields += between if index + 1 == last else between[:-1]
    return fields


def _patiently_split(text: str, one_field: re.Pattern[str] = _FIELD) -> list[str] | None:
    """Split a text in which marks stand inside fields that are not quoted, as in ``5" KNIFE``."""
    fields: list[str] = []
    position = 0
    while True:
        match = one_field.match(text, position)
        if not match:
            return None
        fields.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        if not match[3]:
            return fields
        position = match.end()
