"""The names of the ways in which the pilots' program and this library read a record differently.

A name is given only to a cause that stands in the rows. What has no name is a fault of one of the two.
"""

from __future__ import annotations

import re
from datetime import date

from attrs import frozen

from cmr_rules.citations import Offense
from cmr_rules.records.person import Case, Charge, Person
from cmr_rules.records.values import DataError, Level, Missing, PartialDate
from tests.conformance.our_reading import days, history, is_marijuana, total
from tests.conformance.pilot_oracle import (
    COUNTY,
    CRIME,
    DISPOSITION,
    EVENT_DATE,
    LENGTH,
    MARIJUANA,
    OFFENSE,
    ORDER,
    SEE_COMMENT,
    STATUS,
    UNIT,
    ZERO,
    Conviction,
    PilotRow,
    Subject,
)

DISAGREE = "the rows of one count disagree"
SET_ASIDE = "a row that could not be read: other records are possible"
ELSEWHERE = "the rows of one count joined: the decision stands on another row"
ODD_CONVICTION = "CONVICTED in lower case or behind a blank"
COUNT_ORDER = "a count order that cannot be read"
_FOUR = re.compile("11357|11358|11359|11360")


@frozen
class Situation:
    """A conviction as both sides have it. *rows* are all rows of the person."""

    conviction: Conviction
    subject: Subject
    rows: tuple[PilotRow, ...]
    person: Person
    case: Case
    charge: Charge
    as_of: date


def name_kind(fact: str, found: Situation, years: int = 5) -> str | None:
    """Name the cause for which the two sides hold *fact* differently; None if there is none that we know."""
    match fact:
        case "county":
            return "a county in another spelling" if found.conviction.row.fields[COUNTY].strip() else "no county"
        case "marijuana" | "related" | "4060" | "section" | "11357" | "11357(b)":
            return text_kind(found.conviction.row, found.charge)
        case "cycle":
            return _cycle_kind(found)
        case "late":
            return date_kind(found.conviction.row, found.person, found.charge, found.as_of)
        case "felony":
            return _level_kind(found)
        case "history":
            return _history_kind(found, years)
        case _:
            return _sentence_kind(found)


def text_kind(row: PilotRow, charge: Charge) -> str | None:
    """Name what is special in the text of a charge."""
    section, offense = row.section, charge.convicted_offense
    described = row.fields[OFFENSE].strip()
    if described.upper() == SEE_COMMENT != described:
        return "see comment for charge, in lower case"
    if charge.conviction is not None and isinstance(charge.conviction.offense, Offense):
        return "convicted of another offense than charged"
    if isinstance(offense, DataError):
        return DISAGREE if "two offenses" in offense.reason else "the qualifiers name another form"
    if not row.charge.strip():
        return "a conviction that names no offense"
    if charge.raw.get("offense", "") != section.strip():
        if charge.raw.get("charge", "").strip() != row.charge.strip():
            return DISAGREE
        return "charge cut at the hyphen" if "-" in row.charge else None
    if not isinstance(offense, Offense):
        return "a charge that cannot be read in one way"
    number = offense.section.number
    if "." in number and _FOUR.fullmatch(number.split(".")[0]):
        return f"{number} read as {number.split('.')[0]}"
    return _spelling_kind(section, offense)


def _spelling_kind(section: str, offense: Offense) -> str | None:
    number, code = offense.section.number, offense.section.code
    written = section.strip()
    if number == "647" and not offense.section.subdivisions:
        return "a section less specific than the list"
    if number == "11357" and "(B)" in section and offense.form == "completed" and written.startswith("11357"):
        return "11357(B) in upper case, which the pilots' pattern missed"
    if number == "1320" and written.startswith("1320PC"):
        return "1320PC without a blank, which the pilots' pattern missed"
    if number == "647" and "(F)" in section:
        return "647(F) in upper case, which the pilots' pattern missed"
    if written.upper() != written and written.replace("(f)", "(F)").upper() != written:
        return "a charge in lower case"
    if number == "4060" and written.startswith("4060BP"):
        return "4060BP without a blank, which the pilots' test for 4060 BP missed"
    if _FOUR.fullmatch(number) and code != "HS":
        return "a marijuana number of another code"
    if not written[:1].isdigit():
        return "a code or words before the section"
    if offense.form != "completed" and written.startswith(number):
        return "an attempt written behind the section"
    if offense.enhancements and not any(str(one.number) == "664" for one in offense.enhancements):
        return "an enhancement beside the section"
    if section != written:
        return "a blank behind the section"
    if re.search(r"\d(?:647\(f\)|602|466|148|148\.9|11364|11550|4140|4149|4060|40508|1320)\s*[A-Z(]", section):
        return "digits in front of a section that the pilots looked for"
    return None


def _cycle_kind(found: Situation) -> str | None:
    cycle = found.conviction.row.fields[ORDER][:3]
    if not isinstance(found.case.cycle, str):
        return COUNT_ORDER
    charges = {charge.charge_id: charge for _, charge in found.person.charges}
    for row in found.rows:
        order = row.fields[ORDER].strip()
        charge = charges.get(order)
        if order[:3] != cycle or charge is None:
            continue
        ours, theirs = is_marijuana(charge.convicted_offense), bool(MARIJUANA.search(row.section))
        kind = text_kind(row, charge) if ours != frozenset({theirs}) else None
        if kind:
            return kind
    if found.person.incomplete:
        return SET_ASIDE
    return _separate_kind(found)


def _separate_kind(found: Situation) -> str | None:
    """Name why it cannot be told whether a row is a count of its own."""
    for case, charge in found.person.charges:
        if charge.separate is not True:
            return "one count in two counties" if isinstance(case.cycle, str) else COUNT_ORDER
    return None


def date_kind(row: PilotRow, person: Person, charge: Charge, as_of: date) -> str | None:
    """Name what is special in the date of a conviction."""
    text, day = row.fields[EVENT_DATE], charge.convicted_on
    if not text.strip():
        return "a missing date read as the year 1"
    if isinstance(day, DataError) and "two dates" in day.reason:
        return DISAGREE
    if row.day == ZERO:
        return f"{'a partial' if isinstance(day, PartialDate) else 'an impossible'} date read as the year 1"
    born = person.birth_date.first if isinstance(person.birth_date, PartialDate) else person.birth_date
    if isinstance(born, date) and born > row.day:
        return "date of birth after the conviction: both are data errors, needs review"
    return "a date after the review date" if row.day > as_of else None


def _level_kind(found: Situation) -> str | None:
    row, charge = found.conviction.row, found.charge
    status, crime, level = row.fields[STATUS], row.fields[CRIME], charge.level_today
    if isinstance(level, DataError):
        return DISAGREE if "two levels" in level.reason else "a status that is no level"
    if level != charge.level_as_convicted:
        return "a level that was reduced later"
    if level is Level.WOBBLER:
        return "a wobbler read as a misdemeanor"
    if not status.strip() and isinstance(level, Missing):
        return "no level recorded, read as a misdemeanor"
    if status != status.strip().upper() or crime != crime.strip().upper():
        return "a level in lower case or with a blank"
    told = {(one.fields[STATUS], one.fields[CRIME]) for one in found.rows if one.fields[ORDER] == row.fields[ORDER]}
    return DISAGREE if len(told) > 1 else None


def several_kind(found: Situation) -> str | None:
    """Name why it cannot be told how many convictions there are."""
    if found.person.incomplete:
        return SET_ASIDE
    unsure = _separate_kind(found)
    if unsure:
        return unsure
    if any(is_odd_conviction(row) for row in found.rows):
        return ODD_CONVICTION
    return None


def is_odd_conviction(row: PilotRow) -> bool:
    """Whether the row says convicted in a way that the pilots' program does not read."""
    return not row.is_convicted and row.fields[DISPOSITION].strip().upper().startswith("CONVICTED")


def _history_kind(found: Situation, years: int) -> str | None:
    """Name why the number of convictions, or the date of the latest, differs."""
    number = {several for several, _ in history(found.person, found.as_of, years)}
    if number != {len(found.subject.convictions) > 1}:
        return several_kind(found)
    return _recent_kind(found, years) or several_kind(found)


def _recent_kind(found: Situation, years: int) -> str | None:
    by_order = {one.row.fields[ORDER].strip(): one.row for one in found.subject.convictions}
    unsure = None
    for _, charge in found.person.convictions:
        row = by_order.get(charge.charge_id.split(" ")[0])
        low, high = days(found.person, charge, found.as_of)
        if row is not None and low != high:
            unsure = unsure or date_kind(row, found.person, charge, found.as_of)
    dated = [one.row.day for one in found.subject.convictions if one.row.day != ZERO]
    if unsure:
        return unsure
    if dated and abs((found.as_of - max(dated)).days - years * 365.25) < 2:
        return "365.25-day years"
    return None


def _sentence_kind(found: Situation) -> str | None:
    action, row = found.charge.sentencing, found.conviction.row
    assert action is not None
    low, high = days(found.person, found.charge, found.as_of)
    if low != high:
        return date_kind(row, found.person, found.charge, found.as_of)
    if action is not found.charge.conviction:
        return "a later action of the court gave the sentence"
    length = total(found.charge)
    if length == "life":
        return "life read as zero days"
    own = [one for one in found.rows if one.is_convicted and one.fields[ORDER] == row.fields[ORDER]]
    if length is None:
        wrong = any(isinstance(part.term, DataError) for part in action.sentence)
        return f"a sentence length that {'cannot be read' if wrong else 'is not recorded'}, read as zero days"
    if sum(one.hours for one in own) != found.conviction.end - row.day.toordinal() * 24:
        return "sentence lines added to another conviction"
    units = {one.fields[UNIT] for one in own if one.fields[LENGTH].strip()}
    if units - {"D", "M", "Y"}:
        return "a sentence unit that the pilots read as zero days"
    if "Y" in units:
        return "366-day sentence years"
    return "30.5-day sentence months" if "M" in units else None
