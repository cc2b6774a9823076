"""What this library reads in the same rows, thing by thing, for the flow of the pilots.

It says what may be true of each thing that the flow asks: two values where the record leaves it open. It is worked out
from the record, without the rule file and without the interpreter, so that it tests both.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations

from cmr_rules.citations import Offense, Section, parse_section
from cmr_rules.dates import EARLIEST, LATEST, LeapDay, Period, add, subtract
from cmr_rules.records.person import Case, Charge, Person
from cmr_rules.records.values import DataError, Level, Missing, PartialDate
from tests.conformance.pilot_oracle import ACT, Facts

BOTH = frozenset({True, False})
YES, NO = frozenset({True}), frozenset({False})
_FORMS = frozenset({"completed", "attempt", "conspiracy"})
_MARIJUANA = ("HS 11357", "HS 11358", "HS 11359", "HS 11360")
_RELATED = (
    "PC 148", "PC 148.9", "PC 466", "PC 602", "PC 647(f)", "HS 11364", "HS 11550", "BP 4060", "BP 4140", "BP 4149",
    "VC 40508",
)  # fmt: skip


def _sections(texts: Iterable[str]) -> tuple[Section, ...]:
    return tuple(section for text in texts if (section := parse_section(text)))


MARIJUANA, RELATED, FAILURE, BP_4060, HS_11357 = map(
    _sections, (_MARIJUANA, _RELATED, ("PC 1320",), ("BP 4060",), ("HS 11357",))
)


def listed(
    offense: object, sections: Iterable[Section], *, exactly: bool = False, forms: frozenset[str] = _FORMS
) -> frozenset[bool]:
    """Whether an offense is on a list; both where the record is less specific, or cannot be read."""
    if not isinstance(offense, Offense):
        return BOTH
    if offense.form not in forms:
        return NO
    answer = NO
    for section in sections:
        if section.same_section(offense.section):
            wanted, written = section.subdivisions, offense.section.subdivisions
            if written == wanted or (written[: len(wanted)] == wanted and not exactly):
                return YES
            if len(written) < len(wanted) and wanted[: len(written)] == written:
                answer = BOTH
    return answer


def either(*answers: frozenset[bool]) -> frozenset[bool]:
    """Whether one of several is true."""
    if YES in answers:
        return YES
    return BOTH if BOTH in answers else NO


def is_marijuana(offense: object) -> frozenset[bool]:
    """Whether the offense is a marijuana charge of the policy."""
    return listed(offense, MARIJUANA)


def is_related(offense: object) -> frozenset[bool]:
    """Whether the offense is a related offense of the policy."""
    return either(listed(offense, RELATED, exactly=True), listed(offense, FAILURE))


def days(person: Person, charge: Charge, as_of: date) -> tuple[int, int]:
    """Between which days the date of conviction lies; a date that contradicts another may be any day."""
    born = person.birth_date
    arrested = charge.arrest_date
    floor = max(_known(born, person, as_of), arrested.toordinal() if isinstance(arrested, date) else EARLIEST)
    match charge.convicted_on:
        case date() as day:
            first = born.first if isinstance(born, PartialDate) else born
            wrong = day > as_of or (isinstance(first, date) and first > day)
            return (EARLIEST, as_of.toordinal()) if wrong else (day.toordinal(), day.toordinal())
        case PartialDate() as day:
            if isinstance(born, date) and born > day.last:
                return EARLIEST, as_of.toordinal()
            low, high = max(day.first.toordinal(), floor), min(day.last.toordinal(), as_of.toordinal())
            return (low, high) if low <= high else (EARLIEST, as_of.toordinal())
        case DataError():
            return EARLIEST, as_of.toordinal()
        case _:
            return floor, max(floor, as_of.toordinal())


def _known(born: object, person: Person, as_of: date) -> int:
    """The day of birth, unless it contradicts a conviction."""
    if not isinstance(born, date):
        return EARLIEST
    dated = [day for _, one in person.convictions if isinstance(day := one.convicted_on, date)]
    return EARLIEST if any(born > day for day in dated) else born.toordinal()


def our_facts(person: Person, case: Case, charge: Charge, county: str, as_of: date, years: int = 5) -> Facts:
    """What may be true of a conviction, by our reading; *county* as files write it, *years* without conviction."""
    offense = charge.convicted_offense
    low, high = days(person, charge, as_of)
    level = charge.level_today
    known = {Level.FELONY: YES, Level.MISDEMEANOR: NO, Level.INFRACTION: NO}
    return {
        "county": BOTH if not isinstance(case.county, str) else frozenset({case.county == f"{county.title()} County"}),
        "marijuana": is_marijuana(offense),
        "related": is_related(offense),
        "late": frozenset({low >= ACT.toordinal(), high >= ACT.toordinal()}),
        "cycle": _cycle(person, case, charge),
        "4060": listed(offense, BP_4060, exactly=True, forms=frozenset({"completed"})),
        "section": frozenset({charge.raw.get("offense", "")}),
        "felony": known.get(level, BOTH) if isinstance(level, Level) else BOTH,
        "11357": listed(offense, HS_11357, forms=frozenset({"completed"})),
        "11357(b)": frozenset({_names_11357_b(offense)}),
        "history": history(person, as_of, years),
        "completed": _completed(charge, low, high, as_of.toordinal()),
    }


def _cycle(person: Person, case: Case, charge: Charge) -> frozenset[bool]:
    """Whether a charge of the same cycle is for marijuana."""
    found = [BOTH] if person.incomplete else []
    for other_case, other in person.charges:
        if other is charge or other_case is case:
            same = YES
        elif isinstance(case.cycle, str) and isinstance(other_case.cycle, str):
            same = frozenset({case.cycle == other_case.cycle})
        else:
            same = BOTH
        marijuana = is_marijuana(other.convicted_offense)
        if NO not in (same, marijuana):
            found.append(YES if same == marijuana == YES and other.separate is True else BOTH)
    return either(*found)


def _names_11357_b(offense: object) -> bool:
    """Whether what is written names HS 11357(b), completed; a bare HS 11357 does not."""
    if not isinstance(offense, Offense) or offense.form != "completed":
        return False
    section = offense.section
    return (section.code, section.number, section.subdivisions[:1]) == ("HS", "11357", ("b",))


def history(person: Person, as_of: date, years: int = 5) -> frozenset[tuple[bool, bool]]:
    """Whether there are several convictions, and whether one lies in the *years* before the review date.

    The two belong together: a row that may be a conviction of its own may be the one that is recent.
    """
    start = subtract(as_of.toordinal(), Period(months=12 * years))
    sure: list[frozenset[bool]] = []
    perhaps = [BOTH] if person.incomplete else []
    for _, charge in person.convictions:
        low, high = days(person, charge, as_of)
        recent = frozenset({low >= start, high >= start})
        (sure if charge.separate is True else perhaps).append(recent)
    found: set[tuple[bool, bool]] = set()
    for size in range(len(perhaps) + 1):
        for chosen in combinations(perhaps, size):
            counted = [*sure, *chosen]
            found |= {(len(counted) > 1, recent) for recent in either(*counted)}
    return frozenset(found)


def total(charge: Charge) -> Period | str | None:
    """The parts of the sentence, added; ``life``; None when a length is not recorded or cannot be read."""
    action = charge.sentencing
    if action is None or not action.sentence:
        return None
    found = Period()
    for part in action.sentence:
        match part.term:
            case Period() as term:
                found += term
            case "life":
                return "life"
            case Missing.NOT_APPLICABLE:
                continue
            case _:
                return None
    return found


def _completed(charge: Charge, low: int, high: int, today: int) -> frozenset[bool]:
    """Whether the end of the sentence, counted by the calendar, lies before the review date."""
    length = total(charge)
    if length == "life":
        return NO
    action = charge.sentencing
    if action is not None and action is not charge.conviction and isinstance(action.date, date):
        low = high = action.date.toordinal()
    ends = {low, LATEST} if not isinstance(length, Period) else {
        add(low, length, LeapDay.MARCH_1), add(high, length, LeapDay.MARCH_1)
    }  # fmt: skip
    return frozenset(end < today for end in ends)
