"""Lines of fabricated CA DOJ files for tests. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cmr_rules.records.person import Person
from cmr_rules.records.readers.ca_rows import COLUMN, HEADER
from cmr_rules.records.reading import Reading

HEADER_LINE = ",".join(HEADER).encode() + b"\n"
Write = Callable[..., Path]

DEFAULTS = {
    "SUBJECT_ID": "17", "PRI_NAME": '"FABRICATED,PERSON"', "CII_NUMBER": "F17", "PRI_DOB": "19600314",
    "STP_EVENT_DATE": "20010203", "STP_TYPE_DESCR": "COURT ACTION", "STP_ORI_CNTY_NAME": "CONTRA COSTA",
    "CNT_ORDER": "001002003000", "OFFENSE_DESCR": "11358 HS-CULTIVATE", "OFFENSE_TOC": "F",
    "DISP_DESCR": "CONVICTED-JAIL", "CONV_STAT_DESCR": "FELONY",
}  # fmt: skip


def line(end: str = "\n", **values: str) -> bytes:
    """Return a row with the defaults above and *values*."""
    fields = [""] * len(HEADER)
    for name, value in (DEFAULTS | values).items():
        fields[COLUMN[name]] = value
    return (",".join(fields) + end).encode()


def only(reading: Reading) -> Person:
    """Return the one person of *reading*, whose rows add up."""
    assert len(reading.persons) == 1
    assert reading.rows == reading.rows_read + len(reading.set_aside)
    return reading.persons[0]
