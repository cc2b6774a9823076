"""How the pilot's program recommended for San Francisco, as plain Python, with a switch for each habit that we do not copy.

A test oracle, not law: the rows of the DOJ file, and the weights by which the program decided. A difference is named by
the fewest switches that, turned, make the program give our answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from random import Random
from typing import Any

from attrs import evolve, frozen

from tests.conformance.edges import fabricated_row
from tests.conformance.pilot_oracle import (
    ACT,
    COUNTY,
    CRIME,
    MARIJUANA,
    OFFENSE,
    STATUS,
    STEP,
    SUBJECT,
    PilotRow,
    subjects,
)

CYCLE_DATE, ORDER = 37, 50
ELIGIBLE, INELIGIBLE, NEEDS_REVIEW = "eligible", "ineligible", "needs review"
POUND = 453_592_000_000
"""453.592 grams, in nanograms."""

LEVEL = "no level recorded, read as a misdemeanor"
FORMS = "an attempt or a conspiracy"
DIGITS = "digits in front of a listed section"
SPECIFIC = "a section less specific than the list"
SUBDIVISION = "priors with and without a subdivision"
CYCLES = "two cycles of one date"
SWITCHES = (LEVEL, FORMS, DIGITS, SPECIFIC, SUBDIVISION, CYCLES)

_STRIKES = re.compile(
    r"(?:187|191\.5|209|220|245\(D\)\(3\)|261\(A\)\([26]\)|262\(A\)\([24]\)|264\.1|269|286\(C\)\([13]\)"
    r"|286\(C\)\(2\)\([ABC]\)|286\(D\)\([123]\)|288\(A\)|288\(B\)\([12]\)|288A\(C\)\(1\)|288A\(C\)\(2\)\([ABC]\)|288A\(D\)"
    r"|288\.5\(A\)|289\(A\)\(1\)\([ABC]\)|289\(A\)\(2\)\(C\)|289\(J\)|653F|11418\(A\)\(1\)) PC"
)
_REGISTRABLE = (
    r"290.*|236\.1\([BC]\).*|243\.4.*|261.*|262\(A\)\(1\)|264\.1.*|266|266C|266[HI]\(B\).*|266J.*|267|269.*|285|286[^.]*"
    r"|288[^.]*|288A.*|288\.[23457].*|289[^.]*|311\.1.*|311\.2\([BCD]\)|311\.[34].*|311\.1[01].*|314.*|647\.6.*|647A.*"
    r"|653F\(C\)"
)
REGISTRABLE = re.compile(rf"(?:{_REGISTRABLE}) PC")
_ANCHORED = re.compile(rf"(?<![\d.])(?:{_REGISTRABLE}) PC")
_LESS_SPECIFIC = frozenset({"245 PC", "262 PC", "262(A) PC", "311.2 PC", "236.1 PC", "11418 PC"})
_FORM = re.compile(r"(?:664|182)/")


@frozen
class Asked:
    """A conviction with the rows of its person, its weight in nanograms, and the habits that are turned off."""

    row: PilotRow
    convictions: tuple[PilotRow, ...]
    rows: tuple[PilotRow, ...]
    weight: int | None
    off: frozenset[str] = frozenset()


def is_strike(section: str) -> bool:
    """Whether the program took a charge for a super strike: letter by letter."""
    return bool(_STRIKES.fullmatch(section))


def san_francisco(asked: Asked) -> frozenset[str | None]:
    """What the program recommends; several answers where a switch leaves something open, None where none is due."""
    row, section = asked.row, asked.row.section
    marijuana = MARIJUANA.search(section)
    if row.fields[COUNTY] != "SAN FRANCISCO" or not marijuana or (FORMS in asked.off and _FORM.match(section)):
        return frozenset({None})
    return frozenset(answer for felony in _felony(asked) for answer in (_felonies(asked) if felony else [ELIGIBLE]))


def _felony(asked: Asked) -> frozenset[bool]:
    status, crime = asked.row.fields[STATUS], asked.row.fields[CRIME]
    if LEVEL in asked.off and not status:
        known = {"F": frozenset({True}), "M": frozenset({False}), "I": frozenset({False})}
        return known.get(crime, frozenset({True, False}))
    return frozenset({status == "FELONY"})


def _felonies(asked: Asked) -> Iterator[str]:
    section = asked.row.section
    if section.startswith("11357"):
        yield ELIGIBLE
        return
    for ineligible in _history(asked):
        if ineligible:
            yield INELIGIBLE
        elif section.startswith("11358"):
            yield ELIGIBLE
        elif asked.weight is None:
            yield NEEDS_REVIEW
        else:
            yield ELIGIBLE if asked.weight <= POUND else INELIGIBLE


def _history(asked: Asked) -> frozenset[bool]:
    """Whether the history makes a felony ineligible; both where that is open."""
    pattern = _ANCHORED if DIGITS in asked.off else REGISTRABLE
    sections = [one.section for one in asked.convictions]
    registered = any(r.fields[STEP] == "REGISTRATION" and r.fields[OFFENSE].startswith("290") for r in asked.rows)
    if registered or any(pattern.search(section) or is_strike(section) for section in sections):
        return frozenset({True})
    low, high = _priors(asked)
    perhaps = SPECIFIC in asked.off and not _LESS_SPECIFIC.isdisjoint(sections)
    return frozenset({True}) if low > 2 else frozenset({False, perhaps or high > 2})


def _priors(asked: Asked) -> tuple[int, int]:
    """Of how many cycles the convictions of the same code are, at least and at most."""
    this = asked.row.section.replace(" ", "")
    same, perhaps = set(), set()
    for one in asked.convictions:
        cycle = one.fields[ORDER][:3] if CYCLES in asked.off else one.fields[CYCLE_DATE]
        section = one.section.replace(" ", "")
        if section == this:
            same.add(cycle)
        elif SUBDIVISION in asked.off and _may_be_same(section, this):
            perhaps.add(cycle)
    return len(same), len(same | perhaps)


def _may_be_same(one: str, two: str) -> bool:
    shorter, longer = sorted((one.removesuffix("HS"), two.removesuffix("HS")), key=len)
    return longer.startswith(f"{shorter}(")


def habits(asked: Asked, ours: str | None) -> tuple[str, ...] | None:
    """The fewest habits without which the program gives our answer; None if there are none such."""
    for size in range(len(SWITCHES) + 1):
        for off in combinations(SWITCHES, size):
            found = san_francisco(evolve(asked, off=frozenset(off)))
            if (NEEDS_REVIEW if len(found) > 1 else next(iter(found))) == ours:
                return off
    return None


def all_asked(rows: Iterable[PilotRow], weights: Mapping[int, int]) -> Iterator[Asked]:
    """Every conviction of a file; *weights* in nanograms by line, where the court file tells one."""
    kept = tuple(rows)
    for name, subject in subjects(kept).items():
        own = tuple(row for row in kept if row.fields[SUBJECT] == name)
        convictions = tuple(one.row for one in subject.convictions)
        for row in convictions:
            yield Asked(row, convictions, own, weights.get(row.line))


_CHARGES = (
    *("11358 HS-CULTIVATE", "11359 HS-SALE", "11360(A) HS-SELL") * 9,
    "11360 HS-SELL", "11359(A) HS-SALE", "11357(A) HS-POSSESS", "11357 HS-POSSESS", "664/11359 HS-ATT",
    "664/11357 HS-ATT", "182/11360 HS-CONSP", "187 PC-MURDER", "187(A) PC-MURDER", "664/187 PC-ATT", "1209 PC-X",
    "209 PC-X", "245 PC-ASSAULT", "245(D)(3) PC-ASSAULT", "261.5 PC-X", "664/261(A)(2) PC-ATT", "262 PC-X",
    "288(A) PC-LEWD", "1285 PC-X", "285 PC-X", "287(C)(1) PC-X", "290.012 PC-X", "311.2 PC-X", "311.2(B) PC-X",
    "314(3) PC-X", "272 PC-X", "653F PC-X", "653F(B) PC-X", "653F(C) PC-X", "11418 PC-X", "148 PC-RESIST",
    *("459 PC-BURGLARY", "23152(A) VC-DUI", "1285 PC-X") * 4,
)  # fmt: skip


def clean_file(people: int, seed: int, as_of: date) -> list[tuple[str, ...]]:
    """Make up rows without slips of spelling, on the numbers that decide. Nobody in them exists."""
    chance = Random(seed)
    return [row for number in range(people) for row in _person(chance, str(40_000_000 + number), as_of)]


def _person(chance: Random, subject: str, as_of: date) -> list[tuple[str, ...]]:
    usual = {"SUBJECT_ID": subject, "PRI_DOB": "19600314", "STP_TYPE_DESCR": "COURT ACTION"}
    days = [chance.choice((ACT, as_of, as_of - timedelta(days=chance.randint(100, 9000)))) for _ in range(4)]
    charges = chance.sample(_CHARGES, 3)
    if chance.random() < 0.5:
        charges = [charges[0], charges[0], charges[1]]
    rows: list[Any] = []
    for number in range(1, 1 + chance.choice((1, 1, 2, 3, 4, 5))):
        cycle = chance.randint(1, 4)
        arrested = days[max(cycle - chance.choice((1, 1, 1, 2)), 0)] - timedelta(days=30)
        cycle_days = {one[ORDER][:3]: one[CYCLE_DATE] for one in rows}
        status = chance.choice(("FELONY",) * 8 + ("MISDEMEANOR", ""))
        rows.append(
            fabricated_row(
                **usual,
                CYC_DATE=cycle_days.get(f"{cycle:03}", f"{arrested:%Y%m%d}"),
                STP_EVENT_DATE=f"{days[cycle - 1]:%Y%m%d}",
                STP_ORI_CNTY_NAME=chance.choice(("SAN FRANCISCO",) * 6 + ("YOLO",)),
                CNT_ORDER=f"{cycle:03}001{number:03}000",
                OFFENSE_DESCR=chance.choice(charges),
                OFFENSE_TOC="" if status else chance.choice(("F", "M", "")),
                DISP_DESCR="CONVICTED",
                CONV_STAT_DESCR=status,
            )
        )
    if chance.random() < 0.08:
        other = {**usual, "STP_TYPE_DESCR": "REGISTRATION", "OFFENSE_DESCR": "290 PC-REGISTRATION"}
        rows.append(fabricated_row(**other, STP_EVENT_DATE=f"{as_of:%Y%m%d}", CNT_ORDER="009001001000"))
    return rows


def made_up_weights(lines: Iterable[int], seed: int) -> dict[int, int]:
    """Weights around the limit for some lines; the others have none."""
    chance = Random(seed)
    near = (POUND - 1_000_000, POUND, POUND + 1_000_000, 0, 20_000_000_000, 2_000_000_000_000)
    return {line: chance.choice(near) for line in lines if chance.random() < 0.7}
