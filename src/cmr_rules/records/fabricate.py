"""Fabricated CA DOJ bulk files, for demonstrations, tests and benchmarks. Nobody in them exists.

The shapes are those of real files: many people with few rows and few with many, arrests and court actions in cycles,
several spellings, slips of the pen, and now and then a row that cannot be read.
"""

# ruff: noqa: PLR2004 - the numbers are chances
from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path
from random import Random

from cmr_rules.records.readers.ca_rows import COLUMN, HEADER, WIDTH

_COUNTIES = (
    "CONTRA COSTA", "ALAMEDA", "LOS ANGELES", "YOLO", "SAN JOAQUIN", "SACRAMENTO", "SAN FRANCISCO", "SAN LUIS OBISPO",
    "FRESNO",
)  # fmt: skip
_MARIJUANA = (
    "11357(A) HS-POSSESS CONCENTRATED CANNABIS", "11357(B) HS-POSSESS MARIJUANA 28.5 GRAMS OR LESS",
    "11357(C)HS-POSSESS MARIJUANA OVER 28.5 GRAMS", "11357 HS-NO SPECIFIED SUBSECTION",
    "11358 HS-PLANT/CULTIVATE MARIJUANA", "11359 HS-POSSESS MARIJUANA FOR SALE", "11359HS-POSSESS MARIJUANA FOR SALE",
    "11360(A) HS-SELL/TRANSPORT MARIJUANA", "11360(B) HS-TRANSPORT 28.5 GRAMS OR LESS",
    "664-11359 HS-ATT POSSESS MARIJUANA FOR SALE", "664/11360(A) HS-ATT SELL MARIJUANA", "66411359 HS-ATT POSSESS",
    "182-11360 HS-CONSPIRACY TO SELL", "182(A)(1)/11358 HS-CONSPIRACY TO CULTIVATE", "HS 11359-POSSESS FOR SALE",
)  # fmt: skip
_RELATED = (
    "148 PC - RESISTING A PEACE OFFICER", "148(A)(1) PC-OBSTRUCT PEACE OFFICER", "4060 BP-POSSESS CONTROLLED SUBSTANCE",
    "11364 HS-POSSESS CONTROLLED SUBSTANCE PARAPHERNALIA", "1320 PC-FAILURE TO APPEAR ON OWN RECOGNIZANCE",
    "4149 BP - UNLICENSED SALE OF NEEDLES", "11366.5 HS-MAINTAIN PLACE", "40508(A) VC-FAIL TO APPEAR",
    "602 PC-TRESPASS", "11550(A) HS-UNDER THE INFLUENCE",
)  # fmt: skip
_OTHERS = (
    "459 PC-BURGLARY", "484 PC-THEFT", "503 VC-TAKE CAR W/OUT OWNERS CONSENT", "211 PC-ROBBERY",
    "211/12022.5 PC-ROBBERY WITH FIREARM", "245(A)(1) PC-FORCE/ADW", "23152(A) VC-DUI ALCOHOL/DRUGS",
    "664/459 PC-ATT BURGLARY", "664 459 PC-ATT BURGLARY", "459/664 PC-ATT BURGLARY", "496 PC-RECEIVE STOLEN PROPERTY",
    "242 PC-BATTERY", "14601.1(A) VC-DRIVE SUSPENDED", "11377(A) HS-POSSESS CONTROLLED SUBSTANCE", "555 PC-TRESPASS",
    "SEE COMMENT FOR CHARGE",
)  # fmt: skip
_GRAVE = (
    "187 PC-MURDER", "220 PC- ASSAULT TO COMMIT MAYHEM", "288(A) PC-LEWD ACT WITH CHILD", "288A(C)(1) PC-LEWD",
    "269 PC-AGGRAVATED SEXUAL ASSAULT OF CHILD", "653F PC-SOLICIT", "314(1) PC-INDECENT EXPOSURE",
    "213(A)(1)(A)/186.22(B)(4) PC-ROBBERY FOR A GANG", "273AB PC-ASSAULT ON CHILD",
)  # fmt: skip
_ALL = (*_MARIJUANA, *_RELATED, *_OTHERS, *_GRAVE)
_CHANCES = tuple(
    accumulate(
        [*[5.0] * len(_MARIJUANA), *[2.0] * len(_RELATED), *[4.0] * len(_OTHERS), *[0.3] * len(_GRAVE)], initial=0.0
    )
)[1:]
_COMMENTS = (
    "CHRG 11358 HS", ":CHRG 11358 HS", "11359 HS-POSSESS MARIJUANA FOR SALE", "CHRG 148 PC", "FABRICATED COMMENT", "",
)  # fmt: skip
_SENTENCES = (
    ("CONVICTED-PROBATION", "PROBATION", ("12", "24", "36", "60"), "M", "MONTHS"),
    ("CONVICTED-PROB/JAIL", "PROBATION", ("3", "5"), "Y", "YEARS"),
    ("CONVICTED-JAIL", "JAIL", ("10", "30", "90", "180"), "D", "DAYS"),
    ("CONVICTED-PRISON", "PRISON", ("16", "24", "36"), "M", "MONTHS"),
    ("CONVICTED-PRISON", "PRISON", ("2", "3", "10"), "Y", "YEARS"),
    ("CONVICTED-FINE", "FINE", ("",), "", ""),
    ("CONVICTED", "", ("",), "", ""),
    ("CONVICTED-PRISON", "PRISON", ("LIFE",), "", ""),
    ("CONVICTED-JAIL", "JAIL SUSP", ("30", "x"), "D", "DAYS"),
)
_UNCONVICTED = (
    "DISMISSED/CHARGE DROPPED", "ACQUITTED", "PROS REJ-LACK OF PROBABLE CAUSE", "DIVERSION", "",
    "REL/TOT OTHER JURIS/AUTH",
)  # fmt: skip
_BROKEN_IN = 500
"""One row in so many cannot be read, or not without effort."""

_EMPTY = [""] * WIDTH
_AT = COLUMN
_DATE, _TYPE, _COUNTY, _ORDER = (_AT[n] for n in ("STP_EVENT_DATE", "STP_TYPE_DESCR", "STP_ORI_CNTY_NAME", "CNT_ORDER"))
_DOCKET, _OFFENSE, _CRIME, _COMMENT = (_AT[n] for n in ("OFN", "OFFENSE_DESCR", "OFFENSE_TOC", "COMMENT_TEXT"))
_DISPOSITION, _LEVEL, _CYCLE_DATE = (_AT[n] for n in ("DISP_DESCR", "CONV_STAT_DESCR", "CYC_DATE"))
_SENTENCE = slice(_AT["SENT_LOC_DESCR"], _AT["SENT_TIME_DESCR"] + 1)


def fabricate(rows: int, seed: int, *, header: bool = True) -> Iterator[bytes]:
    """Make up the lines of a bulk file; the same arguments give the same bytes.

    Args:
        rows: The number of rows, without the header.
        seed: Chooses the file.
        header: Whether the first line names the columns.

    Yields:
        Lines with their line ends.
    """
    if header:
        yield ",".join(HEADER).encode() + b"\n"
    yield from islice(_lines(Random(seed)), rows)  # noqa: S311 - nothing here is secret


def write_fabricated(path: Path, rows: int, seed: int) -> None:
    """Write a fabricated bulk file with *rows* rows and a header."""
    with path.open("wb") as out:
        out.writelines(fabricate(rows, seed))


def _lines(chance: Random) -> Iterator[bytes]:
    number = 0
    while True:
        number += 1
        for fields in _person(chance, number):
            line = ",".join(fields).encode()
            if chance.random() * _BROKEN_IN < 1:
                line = _broken(chance, line)
            yield line + b"\n"


def _person(chance: Random, number: int) -> Iterator[list[str]]:
    """Yield the rows of one person: a long tail, from one row to about two hundred."""
    person = _EMPTY.copy()
    birth = 1935 + int(chance.random() * 60)
    person[0], person[1], person[2] = str(number), "F", str(10_000_000 + number)
    person[_AT["CII_NUMBER"]] = f"F{number:08}"
    person[_AT["PRI_NAME"]] = f'"FABRICATED,PERSON {number:05}"'
    person[_AT["PRI_DOB"]] = _date(chance, birth)
    person[_AT["GENDER"]] = "F" if chance.random() < 0.3 else "M"
    person[_AT["END_OF_REC"]] = "#"
    left = min(int(chance.paretovariate(1.1) * 2), 200)
    home = _COUNTIES[min(int(chance.expovariate(0.5)), len(_COUNTIES) - 1)]
    cycle, year = 0, max(birth + 18, 1975)
    while left > 0:
        cycle += 1
        year = min(year + int(chance.expovariate(0.4)), 2018)
        county = home if chance.random() < 0.85 else _COUNTIES[int(chance.random() * len(_COUNTIES))]
        for fields in islice(_cycle(chance, person, cycle, year, county), left):
            left -= 1
            yield fields
    if chance.random() < 0.02:
        yield _event(person, cycle + 1, "DECEASED", _date(chance, 2018), home, "")
    if chance.random() < 0.02:
        yield _event(
            person, cycle + 2, "REGISTRATION", _date(chance, year), home, "290 PC-REGISTRATION OF SEX OFFENDER"
        )


def _cycle(chance: Random, person: list[str], cycle: int, year: int, county: str) -> Iterator[list[str]]:
    """Yield one arrest and what followed in court."""
    arrested, decided = _date(chance, year), _date(chance, min(year + 1, 2018))
    docket = f"FAB{int(chance.random() * 900_000) + 100_000}"
    offenses = [_ALL[bisect(_CHANCES, chance.random() * _CHANCES[-1])] for _ in range(1 + int(chance.expovariate(1.2)))]
    shown = _slip(chance, county)
    for count, offense in enumerate(offenses, start=1):
        fields = _row(person, f"{cycle:03}001{count:03}000", "ARREST/DETAINED/CITED", arrested, shown)
        fields[_CYCLE_DATE] = arrested
        _charge(chance, fields, offense)
        yield fields
    if chance.random() < 0.15:
        return
    for count, offense in enumerate(offenses, start=1):
        fields = _row(person, f"{cycle:03}002{count:03}000", "COURT ACTION", decided, shown)
        fields[_CYCLE_DATE] = arrested
        fields[_DOCKET] = docket if chance.random() < 0.9 else "NULL"
        _charge(chance, fields, offense)
        if chance.random() < 0.3:
            fields[_DISPOSITION] = _UNCONVICTED[int(chance.random() * len(_UNCONVICTED))]
            yield fields
            continue
        _convict(chance, fields)
        yield fields
        if chance.random() < 0.1:
            more = fields.copy()
            more[_SENTENCE] = ["FINE", "", "", ""]
            yield more


def _row(person: list[str], order: str, kind: str, day: str, county: str) -> list[str]:
    fields = person.copy()
    fields[_ORDER], fields[_TYPE], fields[_DATE], fields[_COUNTY] = order, kind, day, county
    return fields


def _event(person: list[str], cycle: int, kind: str, day: str, county: str, offense: str) -> list[str]:
    fields = _row(person, f"{cycle:03}001001000", kind, day, county)
    fields[_OFFENSE] = offense
    return fields


def _charge(chance: Random, fields: list[str], offense: str) -> None:
    fields[_OFFENSE] = _slip(chance, offense)
    fields[_CRIME] = "FFMMFI "[int(chance.random() * 7)].strip()
    if offense.startswith("SEE"):
        fields[_COMMENT] = _COMMENTS[int(chance.random() * len(_COMMENTS))]


def _convict(chance: Random, fields: list[str]) -> None:
    common = chance.random() < 0.9
    words, place, lengths, unit, unit_name = _SENTENCES[int(chance.random() * (5 if common else len(_SENTENCES)))]
    fields[_DISPOSITION] = words
    level = {"F": "FELONY", "M": "MISDEMEANOR", "I": "INFRACTION"}.get(fields[_CRIME], "")
    fields[_LEVEL] = _slip(chance, level) if chance.random() < 0.95 else ""
    fields[_SENTENCE] = [place, lengths[int(chance.random() * len(lengths))], unit, unit_name]


def _date(chance: Random, year: int) -> str:
    """Make up a day of *year*; now and then an unknown, a partial or an impossible one."""
    kind = chance.random()
    if kind < 0.985:
        return f"{year}{1 + int(chance.random() * 12):02}{1 + int(chance.random() * 28):02}"
    return ("", f"{year}0000", f"{year}{1 + int(chance.random() * 12):02}00", f"{year}0230")[int((kind - 0.985) * 260)]


def _slip(chance: Random, text: str) -> str:
    kind = chance.random()
    if kind < 0.98:
        return text
    return text.lower() if kind < 0.99 else text + "  "


def _broken(chance: Random, line: bytes) -> bytes:
    """Spoil a row as real rows are spoilt."""
    fields = line.split(b",")
    match int(chance.random() * 5):
        case 0:
            return b",".join(fields[:-2])
        case 1:
            return line + b",x"
        case 2:
            return _replaced(fields, -2, b'FABRICATED "COMMENT')
        case 3:
            return _replaced(fields, -2, b"FABRICATED \xd1\xff COMMENT")
        case _:
            return _replaced(fields, 2, b"")


def _replaced(fields: Sequence[bytes], at: int, value: bytes) -> bytes:
    changed = list(fields)
    changed[at] = value
    return b",".join(changed)
