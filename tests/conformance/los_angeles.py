"""How the pilot's program decided for Los Angeles, as plain Python, with a switch for each habit that we do not copy.

A test oracle, not law. A difference is named by the fewest switches that, turned, make the program give our answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import combinations
from random import Random

from attrs import frozen

from cmr_rules.dates import LeapDay, Period, add, subtract
from tests.conformance.edges import fabricated_row
from tests.conformance.pilot_oracle import (
    ACT,
    BIRTH,
    COUNTY,
    DISMISSAL,
    LENGTH,
    MARIJUANA,
    NOT_ELIGIBLE,
    OFFENSE,
    ORDER,
    STEP,
    SUBJECT,
    UNIT,
    ZERO,
    Answer,
    Conviction,
    PilotRow,
    Subject,
    read_day,
    subjects,
)

HAND_REVIEW = "Hand Review"
CITY_ATTORNEYS = "To be reviewed by City Attorneys"

AGES = "365.25-day ages"
REGISTRATION = "a registration without a date"
GANG = "a gang enhancement that a person must tell"
DIGITS = "digits in front of a listed section"
SENTENCES = "366-day sentence years, 30.5-day sentence months"
SPECIFIC = "a section less specific than the list"
PRIORS = "an attempt, and its priors"
DEATH = "a conviction after the death: both are data errors"
SWITCHES = (AGES, REGISTRATION, GANG, DIGITS, SENTENCES, SPECIFIC, PRIORS, DEATH)

_STRIKES = (
    r"37|128|187|188|189|189\.1|189\.5|190(?:\.\d{1,2})?(?:\([^ ]*\))?|191|191\.5|205|207|209|209\.5|217\.1|218|219|220"
    r"|245\(D\)\(3\)|261(?:\(.*\))?|262(?:\(.*\))?|264\.1|269|273AB(?:\(.*\))?|286|286\(C\)\([123]\)(?:\([ABC]\))?"
    r"|286\(D\)\([123]\)|287|288|288\(A\)|288\(B\)\([12]\)|288A|288A\(D\)|288A\(C\)\(1\)|288A\(C\)\(2\)\([ABC]\)|288\.5"
    r"|288\.5\(A\)|289|289\(J\)|289\(A\)\(1\)\([ABC]\)|289\(A\)\(2\)\(C\)|451\.5|653F|667\.61|667\.7|667\.71|4500"
    r"|11418\(A\)\(1\)|11418\(B\)\([12]\)|12308|12310|18745|18755"
)
_REGISTRABLE = (
    r"236\.1\([BC]\).*|243\.4.*|261|261[(.A-Z].*|262\(A\)|262\(A\)\(1\)|264\.1|264\.1\(.*|266|266C|266[HI]\(B\).*|266J|267"
    r"|269|269[(.A-Z].*|272|285|286[^.]*|287|288|288A.*|288\.[23457].*|289[^.]*|311\.1.*|311\.2[BCD]|311\.2\([BCD]\)"
    r"|311\.[34].*|311\.1[01].*|314\([12]\)|451\.5|647\.6.*|647A.*|653F\([BC]\)"
)
STRIKE = re.compile(rf"(?:{_STRIKES}) PC|1672\(A\) MV")
REGISTRABLE = re.compile(rf"(?:{_REGISTRABLE}) PC")
_START = r"(?<![\d.])"
ANCHORED_STRIKE = re.compile(rf"{_START}(?:(?:{_STRIKES}) PC|1672\(A\) MV)")
ANCHORED_REGISTRABLE = re.compile(rf"{_START}(?:{_REGISTRABLE}) PC")
_SIX = r"(?:136\.1|215|213\(A\)\(1\)\(A\)|246|519|12022\.55)"
_ENHANCEMENT = r"186\.22\(B\)\(4\)"
GANG_IN_ONE = re.compile(rf"{_SIX}.*{_ENHANCEMENT} PC|{_ENHANCEMENT}.*{_SIX} PC")
GANG_OFFENSE = re.compile(rf"{_START}{_SIX}(?: PC|/{_ENHANCEMENT} PC)")
_LESS_SPECIFIC = {"245 PC": "strike", "311.2 PC": "registrable"}


@frozen
class Asked:
    """A conviction with its person, the review date, and the habits that are turned off."""

    conviction: Conviction
    subject: Subject
    rows: tuple[PilotRow, ...]
    as_of: date
    off: frozenset[str]

    @property
    def day(self) -> date:
        """The date of the conviction."""
        return self.conviction.row.day

    def earlier(self, test: Callable[[str], object]) -> list[Conviction]:
        """The earlier convictions whose code section passes a test."""
        return [one for one in self.subject.convictions if one.row.day < self.day and test(one.row.section)]


def los_angeles(asked: Asked) -> frozenset[Answer]:
    """What the program answers; several answers where a switch leaves something open."""
    row = asked.conviction.row
    marijuana = MARIJUANA.search(row.section)
    if row.fields[COUNTY] != "LOS ANGELES" or not marijuana:
        return frozenset({None})
    if not row.is_felony:
        return frozenset({(CITY_ATTORNEYS, "Misdemeanor or Infraction")})
    if row.day >= ACT:
        return frozenset({(NOT_ELIGIBLE, "Occurred after 11/09/2016")})
    if marijuana[0] == "11357":
        possession = row.section.startswith(("11357(A)", "11357(B)"))
        return frozenset({(DISMISSAL, "11357(a) or 11357(b)") if possession else (HAND_REVIEW, "Other 11357")})
    found: set[Answer] = set()
    for strike in _strike(asked):
        if strike:
            found.add((NOT_ELIGIBLE, "PC 667(e)(2)(c)(iv)"))
            continue
        for registrable in _registrable(asked):
            found.add((NOT_ELIGIBLE, "PC 290") if registrable else _rest(asked))
    return frozenset(found)


def _strike(asked: Asked) -> frozenset[bool]:
    pattern = ANCHORED_STRIKE if DIGITS in asked.off else STRIKE
    convictions = asked.subject.convictions
    if asked.earlier(pattern.search):
        return frozenset({True})
    possible = bool(SPECIFIC in asked.off and asked.earlier(lambda section: _LESS_SPECIFIC.get(section) == "strike"))
    if GANG in asked.off:
        possible = possible or bool(asked.earlier(GANG_OFFENSE.search))
    elif not any(pattern.search(one.row.section) for one in convictions) and _has_pair(convictions):
        return frozenset({True})
    return frozenset({False, possible})


def _has_pair(convictions: Iterable[Conviction]) -> bool:
    cases: dict[str, list[str]] = {}
    for one in convictions:
        cases.setdefault(one.row.fields[ORDER][:6], []).append(one.row.section)
    return any(
        any(GANG_IN_ONE.search(section) for section in sections)
        or (
            any(re.search(f"{_ENHANCEMENT} PC", section) for section in sections)
            and any(re.search(f"{_SIX} PC", section) for section in sections)
        )
        for sections in cases.values()
    )


def _registrable(asked: Asked) -> frozenset[bool]:
    pattern = ANCHORED_REGISTRABLE if DIGITS in asked.off else REGISTRABLE
    listed = [one for one in asked.subject.convictions if pattern.search(one.row.section)]
    days = [row.day for row in asked.rows if _is_registration(row)]
    if REGISTRATION in asked.off:
        if asked.earlier(pattern.search) or any(day < asked.day for day in days):
            return frozenset({True})
    elif (listed and asked.earlier(pattern.search)) or (days and not listed):
        return frozenset({True})
    possible = SPECIFIC in asked.off and asked.earlier(lambda section: _LESS_SPECIFIC.get(section) == "registrable")
    return frozenset({False, bool(possible)})


def _is_registration(row: PilotRow) -> bool:
    return row.fields[STEP] == "REGISTRATION" and row.fields[OFFENSE].startswith("290")


def _rest(asked: Asked) -> Answer:
    now, convictions = asked.as_of, asked.subject.convictions
    prefix = asked.conviction.row.section[:5]
    if PRIORS in asked.off:
        prefix = str(re.findall("1135[789]|11360", asked.conviction.row.section)[0])
    if len(asked.earlier(lambda section: MARIJUANA.search(section) and section.startswith(prefix))) >= 2:
        return NOT_ELIGIBLE, "Two priors"
    born = read_day(asked.rows[0].fields[BIRTH])
    if add(born.toordinal(), Period(months=600), LeapDay.MARCH_1) <= now.toordinal():
        return DISMISSAL, "50 years or older"
    birthday = add(born.toordinal(), Period(months=252), LeapDay.MARCH_1)
    if birthday >= now.toordinal() if AGES in asked.off else (now - born).days / 365.25 <= 21:
        return DISMISSAL, "21 years or younger"
    serving = any(_end(one, asked) > now.toordinal() for one in convictions)
    if not serving and all(MARIJUANA.search(one.row.section) for one in convictions):
        return DISMISSAL, "Only has 11357-60 charges and completed sentence"
    if all(one.row.day.toordinal() <= subtract(now.toordinal(), Period(months=120)) for one in convictions):
        return DISMISSAL, "No convictions in past 10 years"
    if serving:
        return HAND_REVIEW, "Currently serving sentence"
    deaths = [row.day for row in asked.rows if row.fields[STEP] == "DECEASED"]
    if deaths:
        contradicted = DEATH in asked.off and min(deaths) < max(one.row.day for one in convictions)
        return ("needs review", "") if contradicted else (DISMISSAL, "Deceased")
    return HAND_REVIEW, "No applicable eligibility criteria"


def _end(one: Conviction, asked: Asked) -> float:
    if SENTENCES not in asked.off:
        return one.end / 24
    length, unit = int(one.row.fields[LENGTH]), one.row.fields[UNIT]
    term = Period(days=length) if unit == "D" else Period(months=length * (12 if unit == "Y" else 1))
    return add(one.row.day.toordinal(), term, LeapDay.MARCH_1)


def all_asked(rows: Iterable[PilotRow], as_of: date) -> Iterator[Asked]:
    """Every conviction of a file, as the program has it."""
    kept = tuple(rows)
    for name, subject in subjects(kept).items():
        own = tuple(row for row in kept if row.fields[SUBJECT] == name)
        for one in subject.convictions:
            assert one.row.day != ZERO, "the fabricated files of this module have no undated rows"
            yield Asked(one, subject, own, as_of, frozenset())


def habits(asked: Asked, ours: Answer, merge: Callable[[frozenset[Answer]], Answer]) -> tuple[str, ...] | None:
    """The fewest habits without which the program gives our answer; None if there are none such."""
    for size in range(len(SWITCHES) + 1):
        for off in combinations(SWITCHES, size):
            turned = Asked(asked.conviction, asked.subject, asked.rows, asked.as_of, frozenset(off))
            if merge(los_angeles(turned)) == ours:
                return off
    return None


_CHARGES = (
    *("11358 HS-CULTIVATE", "11359 HS-SALE", "11360(A) HS-SELL") * 8,
    "11357(A) HS-POSSESS", "11357(B) HS-POSSESS", "11357(C) HS-POSSESS", "11357 HS-POSSESS", "664/11357 HS-ATT",
    "664/11359 HS-ATT", "664/11360 HS-ATT", "187 PC-MURDER", "664/187 PC-ATT", "37 PC-TREASON", "537 PC-INN", "190.2(A)(4) PC-X",
    "245 PC-ASSAULT", "245(D)(3) PC-ASSAULT", "261(A)(2) PC-RAPE", "261.5 PC-X", "288(A) PC-LEWD", "288(C)(1) PC-LEWD",
    "286(C)(2)(A) PC-X", "288A(B)(1) PC-X", "288A(D) PC-X", "289(J) PC-X", "311.2 PC-X", "311.2(B) PC-X", "311.11(A) PC-X",
    "272 PC-X", "272(A)(1) PC-X", "451.5 PC-ARSON", "1672(A) MV-X", "246 PC-SHOOT", "246/186.22(B)(4) PC-GANG",
    "186.22(B)(4) PC-GANG", "136.1 PC-X", "148 PC-RESIST", "23152(A) VC-DUI",
)  # fmt: skip


def clean_file(people: int, seed: int, as_of: date) -> list[tuple[str, ...]]:
    """Make up rows without slips of spelling, on the days that decide. Nobody in them exists."""
    chance = Random(seed)
    return [row for number in range(people) for row in _person(chance, str(30_000_000 + number), as_of)]


def _person(chance: Random, subject: str, as_of: date) -> list[tuple[str, ...]]:
    near = timedelta(days=chance.randint(-2, 2))
    years = chance.choice((21, 21, 35, 38, 45, 50))
    born = date(as_of.year - years, as_of.month, min(as_of.day, 28)) + near
    usual = {"SUBJECT_ID": subject, "PRI_DOB": f"{born:%Y%m%d}", "STP_TYPE_DESCR": "COURT ACTION"}
    rows, used = [], as_of - timedelta(days=1500)
    for number in range(1, 1 + chance.choice((1, 1, 2, 2, 3, 4, 5))):
        length, unit, day = _sentence(chance, as_of)
        day = max(chance.choice((day, day, used)), born + timedelta(days=6000))
        used = day
        rows.append(
            fabricated_row(
                **usual,
                STP_EVENT_DATE=f"{day:%Y%m%d}",
                STP_ORI_CNTY_NAME=chance.choice(("LOS ANGELES",) * 6 + ("YOLO",)),
                CNT_ORDER=f"001{chance.randint(1, 2):03}{number:03}000",
                OFFENSE_DESCR=chance.choice(_CHARGES),
                DISP_DESCR="CONVICTED",
                CONV_STAT_DESCR=chance.choice(("FELONY",) * 7 + ("MISDEMEANOR",)),
                SENT_LOC_DESCR="PROBATION",
                SENT_LENGTH=str(length),
                SENT_TIME_CODE=unit,
            )
        )
    for kind, charge in (("REGISTRATION", "290 PC-REGISTRATION"), ("DECEASED", "")):
        if chance.random() < 0.1:
            day = as_of - timedelta(days=chance.randint(1, 3000))
            other = {
                **usual,
                "STP_TYPE_DESCR": kind,
                "OFFENSE_DESCR": charge,
                "CNT_ORDER": f"00{3 + len(kind) % 2}001001000",
            }
            rows.append(fabricated_row(**other, STP_EVENT_DATE=f"{day:%Y%m%d}"))
    return rows


def _sentence(chance: Random, as_of: date) -> tuple[int, str, date]:
    near = timedelta(days=chance.randint(-2, 2))
    back = date(as_of.year, as_of.month, min(as_of.day, 28))
    match chance.randint(0, 5):
        case 0:
            years = chance.randint(1, 4)
            return years, "Y", back.replace(year=back.year - years) + near
        case 1:
            return 30, "D", back.replace(year=back.year - 10) + near
        case 2:
            return 36, "M", back.replace(year=back.year - 3) + near
        case 3:
            return 10, "D", ACT + near if ACT + near < as_of else back - timedelta(days=40)
        case _:
            return 90, "D", as_of - timedelta(days=chance.randint(1000, 7000))
