"""Fabricated CA DOJ rows that sit on every boundary and show every slip of spelling. Nobody in them exists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from cmr_rules.records.readers.ca_rows import COLUMN, HEADER, WIDTH

_CHARGES = (
    "11357 HS-POSSESS", "11357(A) HS-POSSESS", "11357(B) HS-POSSESS", "11357(C)HS-POSSESS", "11358 HS-CULTIVATE", "11358 HS-CULTIVATE",
    "11359 HS-SALE", "11359HS-SALE", "11360(A) HS-SELL", "11358 HS-CULTIVATE", "11359 HS-SALE", "11360 HS-SELL",
    "11357.5 HS-SPICE", "11361(A) HS-MINOR", "HS 11357-POSSESS", "CHRG 11357 HS", "664/11359 HS-ATT", "664-11359 HS-ATT",
    "66411359 HS-ATT", "11359/664 HS-ATT", "11357/664 HS-ATT", "182/11360 HS-CONSP", "182-11360 HS-CONSP",
    "11359/11360 HS-TWO", "11358 hs-cultivate", "11358 PC-WRONG CODE", "11359 HS /12022 PC-ARMED", "SCN-123 11357",
    "148 PC-RESIST", "148 PC - RESIST", "148(A)(1) PC-RESIST", "148.9 PC-FALSE ID", "1148 PC-NOTHING", "148 pc-resist",
    "664/148 PC-ATT", "148/12022 PC-ARMED", "602 PC-TRESPASS", "602(L) PC-TRESPASS", "1602 PC-NOTHING", "466 PC-TOOLS",
    "647(F) PC-DRUNK", "647(f) PC-DRUNK", "647 PC-DISORDERLY", "1320 PC-FTA", "1320(A) PC-FTA", "1320.5 PC-FTA",
    "1320PC-FTA", "13201 PC-NOTHING", "11364 HS-PIPE", "11550 HS-USE", "4060 BP-PILLS", "4060 BP - PILLS", "4060BP-PILLS",
    "4140 BP-NEEDLE", "4149 BP - NEEDLE", "40508 VC-FTA", "40508(A) VC-FTA", "459 PC-BURGLARY", "187 PC-MURDER",
    "SEE COMMENT FOR CHARGE", "see comment for charge", "", "LOCAL ORDINANCE",
)  # fmt: skip
_COMMENTS = ("", "CHRG 11358 HS", ":CHRG 11358 HS", "11359 HS-SALE", "148 PC", "FABRICATED", "11357 HS")
_STATUSES = (*("FELONY",) * 6, "MISDEMEANOR", "MISDEMEANOR", "INFRACTION", "FELONY ", "felony", "", "", "OTHER")
_CRIMES = (*("F",) * 4, "M", "I", "W", "", "f")
_DISPOSITIONS = (
    *("CONVICTED-PROBATION",) * 8,
    "CONVICTED",
    "DISMISSED/CHARGE DROPPED",
    "",
    "convicted-jail",
    " CONVICTED",
)
_LENGTH, _UNIT = COLUMN["SENT_LENGTH"], COLUMN["SENT_TIME_CODE"]


def fabricated_row(**fields: str) -> tuple[str, ...]:
    """Make a row of 95 fields of which those named are filled."""
    row = [""] * WIDTH
    for name, value in fields.items():
        row[COLUMN[name]] = value
    return tuple(row)


def edges(people: int, seed: int, as_of: date, county: str = "CONTRA COSTA") -> Iterator[bytes]:
    """Make up the lines of a bulk file about so many people, of *county* mostly, with its header."""
    chance = Random(seed)
    yield ",".join(HEADER).encode() + b"\n"
    for number in range(people):
        for row in _person(chance, f"{20_000_000 + number}", as_of, county):
            yield ",".join(row).encode() + b"\n"


def _person(chance: Random, subject: str, as_of: date, county: str) -> list[tuple[str, ...]]:
    born = chance.choice(["19600314"] * 12 + ["20050229", "", "20160101", "19840229"])
    rows: list[tuple[str, ...]] = []
    counties = (*(county,) * 12, "YOLO", county.title(), f"{county} ", "")
    for number in range(1, 1 + chance.choice((1, 1, 1, 2, 2, 3, 5))):
        step = chance.choice(("COURT ACTION", "COURT ACTION", "COURT ACTION", "ARREST/DETAINED/CITED"))
        court = step == "COURT ACTION"
        count = number if chance.random() < 0.97 else 1
        order = f"{chance.randint(1, 2):03}{chance.randint(1, 2):03}{count:03}000"
        length, unit, event_date = _sentence(chance, as_of)
        rows.append(
            fabricated_row(
                SUBJECT_ID=subject,
                PRI_DOB=born,
                STP_EVENT_DATE=event_date,
                STP_TYPE_DESCR=step,
                STP_ORI_CNTY_NAME=chance.choice(counties),
                CNT_ORDER=order if chance.random() < 0.98 else order[:7],
                OFFENSE_DESCR=chance.choice(_CHARGES),
                OFFENSE_TOC=chance.choice(_CRIMES),
                DISP_DESCR=chance.choice(_DISPOSITIONS) if court else "",
                CONV_STAT_DESCR=chance.choice(_STATUSES),
                SENT_LOC_DESCR="PROBATION" if length else "",
                SENT_LENGTH=length,
                SENT_TIME_CODE=unit,
                COMMENT_TEXT=chance.choice(_COMMENTS),
            )
        )
        if chance.random() < 0.25:
            rows.append(_continued(chance, chance.choice(rows)))
    return rows


def _continued(chance: Random, row: Sequence[str]) -> tuple[str, ...]:
    """Another line of the sentence of a count."""
    fields = list(row)
    fields[_LENGTH], fields[_UNIT] = chance.choice((("1", "Y"), ("30", "D"), ("", "")))
    return tuple(fields)


def _sentence(chance: Random, as_of: date) -> tuple[str, str, str]:
    """A sentence with its event date, often such that it ends within two days of the review date."""
    near = timedelta(days=chance.randint(-2, 2))
    match chance.randint(0, 9):
        case 0 | 1 | 2:
            years = chance.randint(1, 6)
            start = date(as_of.year - years, as_of.month, min(as_of.day, 28)) + near
            return str(years), "Y", f"{start:%Y%m%d}"
        case 3:
            return "36", "M", f"{date(as_of.year - 3, as_of.month, min(as_of.day, 28)) + near:%Y%m%d}"
        case 4:
            return "30", "D", f"{as_of - timedelta(days=30) + near:%Y%m%d}"
        case 5:
            return "6", "M", f"{date(2016, 11, 9) + near:%Y%m%d}"
        case 6:
            return (*chance.choice((("LIFE", "Y"), ("", ""), ("300", "Y"), ("2", "W"), ("x", "D"))), "20050401")
        case 7:
            return (
                "5",
                "Y",
                chance.choice(("", "20050000", "20050400", "20050230", "20120229", "21000101", " 20050401")),
            )
        case _:
            day = date(1980, 1, 1) + timedelta(days=chance.randint(0, 12_000))
            return (*chance.choice((("90", "D"), ("3", "Y"), ("18", "M"))), f"{day:%Y%m%d}")
