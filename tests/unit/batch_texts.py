"""A small policy and files for tests of runs. The policy is no law, and nobody in the files exists."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.unit.ca_lines import HEADER_LINE, line

POLICY = """\
Policy "Example County: review (not law)".
Jurisdiction: California, Contra Costa County.
Authority: HS 11361.9.
Leap day: March 1.

Option Crime-Free Period: between 1 year and 15 years, normally 5 years, or off.

Fact Restitution Paid: yes or no, about each conviction.

Outcomes, most favorable first:
  Dismissal, "Eligible for Dismissal", which clears the conviction;
  Not Eligible, "Not eligible";
  Review, "=Flag for Review", not ranked.

Rare Offense means BP 4140 [HS 11361.9].

This policy covers each conviction in Contra Costa County for HS 11358, HS 11359 or BP 4140 that still stands.

Decide by the first of these that applies:
  (1) Not Eligible, because "Too late", if the date of conviction is on or after November 9, 2016;
  (2) Dismissal, because "Misdemeanor or infraction", if the conviction is not a felony;
  (3) Dismissal, because "Paid", if all of the following are true:
      (A) the offense is HS 11359; and
      (B) Restitution Paid is true;
  (4) Review, because "Rare", if the offense is a Rare Offense;
  (5) Not Eligible, because "Felony", otherwise.

Scenario "a misdemeanor".
  A person born March 14, 1960 has:
    (1) a misdemeanor conviction in Contra Costa County for HS 11358 on April 11, 1981.
  On July 1, 2019, conviction (1) receives Dismissal, because "Misdemeanor or infraction".
"""

ROWS = (
    line(SUBJECT_ID="17", OFN="A1"),
    line(SUBJECT_ID="18", OFN="B1", CONV_STAT_DESCR="MISDEMEANOR", COMMENT_TEXT="=cmd()"),
    line(SUBJECT_ID="19", OFN="C1", CONV_STAT_DESCR="", OFFENSE_TOC="", PRI_DOB="19700101"),
    line(SUBJECT_ID="20", OFN="D1", OFFENSE_DESCR="11359 HS-SALE", STP_EVENT_DATE="20020304", PRI_NAME="ﾅ=B"),
    line(SUBJECT_ID="21", OFN="E1", STP_EVENT_DATE="20170506"),
    line(SUBJECT_ID="22", OFN="F1", STP_ORI_CNTY_NAME="YOLO"),
    b"22,broken\n",
)  # fmt: skip


def write_policy(folder: Path, text: str = POLICY) -> Path:
    """Write the policy into *folder* and return its path."""
    file = folder / "example.statute"
    file.write_text(text, encoding="utf-8")
    return file


def write_rows(folder: Path, *rows: bytes, name: str = "doj.csv", header: bool = True) -> Path:
    """Write a bulk file and return its path."""
    file = folder / name
    file.write_bytes((HEADER_LINE if header else b"") + b"".join(rows or ROWS))
    return file


def table(file: Path) -> list[dict[str, str]]:
    """Read a table that a run has written."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return list(csv.DictReader(lines))
