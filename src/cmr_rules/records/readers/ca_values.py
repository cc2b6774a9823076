"""The values of a CA DOJ row: dates, levels, dispositions, sentences, counties. Reading one never raises."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from cmr_rules.dates import EARLIEST, Period
from cmr_rules.records.person import Sentence
from cmr_rules.records.values import (
    NOT_APPLICABLE,
    UNKNOWN,
    DataError,
    DateField,
    Level,
    LevelField,
    Missing,
    PartialDate,
    TextField,
    YesNo,
)

_FIRST_YEAR = date.fromordinal(EARLIEST).year
_DIGITS_OF_A_DATE = 8

_LEVELS = {"FELONY": Level.FELONY, "MISDEMEANOR": Level.MISDEMEANOR, "INFRACTION": Level.INFRACTION}
_TYPES_OF_CRIME = {
    "F": Level.FELONY, "M": Level.MISDEMEANOR, "I": Level.INFRACTION, "W": Level.WOBBLER,
}  # fmt: skip

_DISPOSITIONS = (
    ("CONVICTED", "convicted"), ("DISM", "dismissed"), ("ACQ", "acquitted"), ("NOT GUILTY", "acquitted"),
    ("PROS REJ", "prosecutor_rejected"), ("PROSECUTOR REJ", "prosecutor_rejected"), ("DIVER", "diverted"),
)  # fmt: skip
"""How dispositions begin, with their categories."""
_PERHAPS_CONVICTED = re.compile(r"CONV|GUILTY|\b(?:PLEA|PLED|NOLO)\b|SENTENC")
"""Words of dispositions that may be convictions, written in another way."""
_REVOKED = re.compile(r"PROB\w*\W.*\bREV(?:OK|OC|\b)|\bREVO[KC]\w*\W.*PROB")
_NOT_REVOKED = re.compile(r"\bNOT\b|DENIED|DISM|PETITION|HEARING|WITHDRAWN")

_PLACES = (
    (r"PRISON|STATE PRISON|CDC", "prison"), (r"JAIL|(?:COUNTY|CO) JAIL", "jail"), ("PROB", "probation"),
    ("SUPERV|MAND|PAROLE|PRCS|POST.?RELEASE", "supervision"), ("FINE", "fine"), ("REST", "restitution"),
    ("COMM", "community_service"), ("REGIS", "registration"),
)  # fmt: skip
_KINDS = tuple((re.compile(pattern), kind) for pattern, kind in _PLACES)
_WITHOUT_TERM = frozenset({"fine", "restitution", "registration"})
_UNITS = {"D": Period(days=1), "W": Period(days=7), "M": Period(months=1), "Y": Period(months=12)}
_LENGTH = re.compile(r"\d{1,6}", re.ASCII)


@lru_cache(maxsize=1 << 16)
def read_date(text: str, wrong: str) -> DateField:
    """Read ``YYYYMMDD``; zeros stand for an unknown day, or month and day.

    Args:
        text: The field; blank is unknown.
        wrong: The reason to give when it is no day of the calendar.
    """
    digits = text.strip()
    if not digits:
        return UNKNOWN
    if len(digits) != _DIGITS_OF_A_DATE or not (digits.isascii() and digits.isdigit()):
        return DataError(wrong, text)
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    try:
        if year < _FIRST_YEAR:
            return DataError(wrong, text)
        if day:
            return date(year, month, day)
        date(year, month or 1, 1)
    except ValueError:
        return DataError(wrong, text)
    return PartialDate(year, month or None)


@lru_cache(maxsize=1 << 10)
def conviction_level(status: str) -> LevelField:
    """Read ``CONV_STAT_DESCR``; blank is unknown."""
    word = status.strip().upper()
    if not word:
        return UNKNOWN
    return _LEVELS.get(word) or DataError("the conviction status is not a level", status)


@lru_cache(maxsize=1 << 10)
def charged_level(type_of_crime: str) -> LevelField:
    """Read ``OFFENSE_TOC``; anything but F, M, I and W is unknown."""
    return _TYPES_OF_CRIME.get(type_of_crime.strip().upper(), UNKNOWN)


@lru_cache(maxsize=1 << 12)
def disposition(text: str) -> tuple[str, str] | None:
    """Read ``DISP_DESCR``.

    Returns:
        The kind of the court's action and the category of the disposition, ``"unknown"`` where the words may mean a
        conviction and are not DOJ's; None if the field is blank.
    """
    words = text.strip().upper()
    if not words:
        return None
    if ("SET ASIDE" in words or "SEALED" in words) and not words.startswith("CONVICTED"):
        refused = "DENIED" in words or "NOT " in words
        kind = "disposition" if refused else "set_aside" if "SET ASIDE" in words else "sealed"
        return kind, "other"
    if _REVOKED.search(words) and not _NOT_REVOKED.search(words) and not words.startswith("CONVICTED"):
        return "probation_revoked", "other"
    category = next((category for start, category in _DISPOSITIONS if words.startswith(start)), "other")
    return "disposition", "unknown" if category == "other" and _PERHAPS_CONVICTED.search(words) else category


@lru_cache(maxsize=1 << 10)
def county_name(text: str) -> TextField:
    """Return ``"Contra Costa County"`` for ``CONTRA COSTA``, in whatever case; blank is unknown."""
    words = text.upper().split()
    if words and words[-1] == "COUNTY":
        words.pop()
    return " ".join(word.title() for word in words) + " County" if words else UNKNOWN


@lru_cache(maxsize=1 << 10)
def stage(step_type: str) -> str:
    """Return where a charge was recorded, of `cmr_rules.records.person.STAGES`."""
    words = step_type.strip().upper()
    if words.startswith("ARREST"):
        return "arrest"
    if words.startswith("COURT"):
        return "court"
    return "custody" if words.startswith("CUSTODY") else "other"


@lru_cache(maxsize=1 << 16)
def read_sentence(location: str, length: str, unit: str, unit_name: str, disposed: str) -> Sentence | None:
    """Read one part of a sentence from ``SENT_LOC_DESCR``, ``SENT_LENGTH``, ``SENT_TIME_CODE``, ``SENT_TIME_DESCR``.

    Args:
        location: Where it is served, or what it is.
        length: A whole number.
        unit: D, W, M or Y.
        unit_name: The unit in words, which speaks only where *unit* is blank.
        disposed: The disposition, which may say that something is suspended without saying what.

    Returns:
        The part, or None when the row has none.
    """
    place, number, code = location.strip().upper(), length.strip().upper(), unit.strip().upper()
    if not (place or number or code):
        return None
    kind = next((kind for pattern, kind in _KINDS if pattern.match(place)), "other")
    text = f"{place} {number} {code}"
    suspended: YesNo = "SUSP" in text or (UNKNOWN if "SUSP" in disposed.upper() else False)
    concurrent: YesNo = True if "CONC" in text else False if "CONSEC" in text else UNKNOWN
    raw = {"location": location.strip(), "length": length.strip(), "unit": unit.strip()}
    return Sentence(kind, _term(kind, text, number, code or unit_name.strip().upper()[:1]), suspended, concurrent, raw)


def _term(kind: str, text: str, number: str, code: str) -> Period | str | Missing | DataError:
    if re.search(r"\bLIFE\b|\bLWOP\b", text):
        return "life"
    if not number.strip("0"):
        return NOT_APPLICABLE if kind in _WITHOUT_TERM else UNKNOWN
    if kind in {"fine", "restitution"} and not code:
        return NOT_APPLICABLE  # the number is an amount
    unit = _UNITS.get(code)
    if unit is None or not _LENGTH.fullmatch(number):
        return DataError("the length of the sentence cannot be read", f"{number} {code}")
    return Period(unit.months * int(number), unit.days * int(number))
