"""Small values as text: dates, periods, money, weights, levels, yes and no.

Pure functions. What cannot be read is a ValueError whose message ends a sentence about the value ("is not a date such
as …") and never repeats it, because the value may be personal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, localcontext
from difflib import get_close_matches

from cmr_rules.citations import FORMS, Offense, parse_section
from cmr_rules.dates import EARLIEST, Period
from cmr_rules.places import CALIFORNIA_COUNTIES
from cmr_rules.records.values import Level, Missing, PartialDate

NANOGRAMS: dict[str, int] = {
    "milligram": 10**6, "milligrams": 10**6, "mg": 10**6,
    "gram": 10**9, "grams": 10**9, "g": 10**9, "kilogram": 10**12, "kilograms": 10**12, "kg": 10**12,
    "ounce": 28_349_523_125, "ounces": 28_349_523_125, "oz": 28_349_523_125,
    "pound": 453_592_370_000, "pounds": 453_592_370_000, "lb": 453_592_370_000, "lbs": 453_592_370_000,
}  # fmt: skip
"""Units of weight, each in nanograms. The avoirdupois pound is 453.59237 grams by definition."""

LIFE = "life"
"""A term that ends with the person's life."""

FACT_KINDS = ("yes or no", "date", "number", "weight", "money", "period", "level", "offense", "text")
"""What the answer to a fact may be."""

_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,15}"
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)
_LONG = re.compile(r"([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})\s*,?\s+)?(\d{4})", re.ASCII)
_WEIGHT = re.compile(rf"((?:{_NUMBER})(?:\.\d{{1,15}})?)\s*([A-Za-z]+)", re.ASCII)
_MONEY = re.compile(rf"\$?\s?({_NUMBER})(?:\.(\d{{2}}))?", re.ASCII)
_PERIOD_PART = re.compile(r"(\d{1,6})\s+(year|month|week|day)s?", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_YES = frozenset({"yes", "y", "true"})
_NO = frozenset({"no", "n", "false"})


def nearest(word: str, words: Iterable[str], likeness: float = 0.6) -> str | None:
    """Return the one of *words* most like *word*, case ignored, or None when none is like it."""
    known = {known.casefold(): known for known in words}
    found = get_close_matches(word.casefold(), known, n=1, cutoff=likeness)
    return known[found[0]] if found else None


def missing(text: str) -> Missing | None:
    """Return the kind of absence that *text* names (``"unknown"``, ``"not applicable"``, ``"not yet"``), else None."""
    return next((member for member in Missing if member.value == text), None)


def _day(year: int, month: int | None, day: int | None) -> date | PartialDate:
    if month is not None and not 1 <= month <= 12:  # noqa: PLR2004  # months of the year
        raise ValueError("is not a day of the calendar: there is no such month")
    if year < date.fromordinal(EARLIEST).year:
        raise ValueError(f"lies before {date.fromordinal(EARLIEST).year}")
    if month is None or day is None:
        return PartialDate(year, month)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError("is not a day of the calendar: the month has no such day") from None


def read_iso_date(text: str) -> date | PartialDate:
    """Read ``2009-05-12``, ``2009-05`` or ``2009``.

    Raises:
        ValueError: If it is written otherwise, is no day of the calendar, or lies before 1850.
    """
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError("is not a date such as `2009-05-12`, `2009-05` or `2009`")
    year, month, day = (None if part is None else int(part) for part in match.groups())
    return _day(year or 0, month, day)


def read_date(text: str) -> date | PartialDate:
    """Read a date as people write it: ISO, ``05/12/2009`` (month first), ``May 12, 2009``, ``May 2009``.

    Raises:
        ValueError: If it is written otherwise, is no day of the calendar, or lies before 1850.
    """
    text = text.strip()
    if match := _SLASHES.fullmatch(text):
        return _day(int(match[3]), int(match[1]), int(match[2]))
    if match := _LONG.fullmatch(text):
        name = match[1].lower()
        for number, month in enumerate(_MONTHS, start=1):
            if name in {month, month[:3]} or (name == "sept" and month == "september"):
                return _day(int(match[3]), number, int(match[2]) if match[2] else None)
    if _ISO.fullmatch(text):
        return read_iso_date(text)
    raise ValueError("is not a date such as `2009-05-12`, `05/12/2009` or `May 12, 2009`")


def read_formatted_date(text: str, layout: str) -> date:
    """Read a date in the *layout* of `datetime.strptime`, such as ``"%m/%d/%Y"``.

    Raises:
        ValueError: If it is not so written, or lies before 1850.
    """
    try:
        day = datetime.strptime(text, layout).date()  # noqa: DTZ007  # a calendar day has no time zone
    except ValueError:
        raise ValueError("is not a date in the layout that the mapping gives") from None
    if day.toordinal() < EARLIEST:
        raise ValueError(f"lies before {date.fromordinal(EARLIEST).year}")
    return day


def read_period(text: str) -> Period | str:
    """Read ``2 years``, ``18 months``, ``1 year and 6 months``, or ``life`` (which stays a word).

    Raises:
        ValueError: If it is none of these.
    """
    words = text.strip().lower()
    if words == LIFE:
        return LIFE
    months = days = 0
    seen = set()
    for part in re.split(r"\s+and\s+|\s*,\s*(?:and\s+)?", words):
        match = _PERIOD_PART.fullmatch(part)
        if not match or match[2] in seen:
            raise ValueError("is not a length of time such as `2 years`, `18 months`, `90 days` or `life`")
        seen.add(match[2])
        number = int(match[1])
        match match[2]:
            case "year":
                months += 12 * number
            case "month":
                months += number
            case "week":
                days += 7 * number
            case _:
                days += number
    return Period(months, days)


def read_weight(text: str) -> int:
    """Read ``28.5 grams`` (or ounces, pounds, kilograms) and return nanograms, exactly.

    Raises:
        ValueError: If it is no weight, or finer than a nanogram.
    """
    match = _WEIGHT.fullmatch(text.strip())
    unit = NANOGRAMS.get(match[2].lower()) if match else None
    if not match or unit is None:
        raise ValueError("is not a weight such as `28.5 grams`, `1 ounce`, `2 pounds` or `1 kilogram`")
    with localcontext(prec=60):
        weight = Decimal(match[1].replace(",", "")) * unit
        if weight != weight.to_integral_value():
            raise ValueError("is finer than a billionth of a gram")
    return int(weight)


def weight_text(nanograms: int) -> str:
    """Write a weight in grams with every digit it has: ``28.5 grams``."""
    whole, rest = divmod(nanograms, 10**9)
    amount = f"{whole}.{rest:09}".rstrip("0").rstrip(".")
    return f"{amount} gram" if amount == "1" else f"{amount} grams"


def read_money(text: str) -> int:
    """Read ``$500`` or ``$1,500.25`` and return cents; the sign may be left out.

    Raises:
        ValueError: If it is no amount of dollars.
    """
    match = _MONEY.fullmatch(text.strip())
    if not match:
        raise ValueError("is not an amount of money such as `$500` or `$500.25`")
    return int(match[1].replace(",", "")) * 100 + int(match[2] or 0)


def money_text(cents: int) -> str:
    """Write an amount of money: ``$500`` or ``$500.25``."""
    dollars, rest = divmod(cents, 100)
    return f"${dollars}.{rest:02}" if rest else f"${dollars}"


def read_count(text: str) -> int:
    """Read a whole number, which may have thousands separators.

    Raises:
        ValueError: If it is none.
    """
    if not re.fullmatch(_NUMBER, text.strip(), re.ASCII):
        raise ValueError("is not a whole number")
    return int(text.strip().replace(",", ""))


def read_level(text: str) -> Level:
    """Read the word of a level, in any case.

    Raises:
        ValueError: If it is none.
    """
    try:
        return Level(text.strip().lower())
    except ValueError:
        raise ValueError("is not `infraction`, `misdemeanor`, `felony` or `wobbler`") from None


def read_yes_no(text: str) -> bool:
    """Read ``yes``, ``y``, ``true``, ``no``, ``n`` or ``false``, in any case.

    Raises:
        ValueError: If it is none of these.
    """
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise ValueError("is not `yes` or `no`")
    return word in _YES


_FORM_WORDS = (
    ("attempt to commit ", "attempt"), ("attempted ", "attempt"), ("conspiracy to commit ", "conspiracy"),
    ("solicitation of ", "solicitation"),
)  # fmt: skip


def read_offense(text: str) -> Offense:
    """Read ``HS 11357(a)``, ``attempt to commit PC 459``, ``conspiracy to commit HS 11359`` and the like.

    Raises:
        ValueError: If it is no code section.
    """
    rest = text.strip()
    form = FORMS[0]
    for opening, named in _FORM_WORDS:
        if rest.lower().startswith(opening):
            rest, form = rest[len(opening) :], named
            break
    section = parse_section(rest)
    if section is None:
        raise ValueError("is not a code section such as `HS 11357(a)`")
    return Offense(section, form, raw=text.strip())


def read_county(text: str) -> str:
    """Read a county of California, with or without the word County, and return its full name.

    Raises:
        ValueError: If there is no such county.
    """
    name = " ".join(text.split()).casefold()
    for county in CALIFORNIA_COUNTIES:
        if name in {county.casefold(), county.removesuffix(" County").casefold()}:
            return county
    raise ValueError("is not a county of California such as `Contra Costa County`")


def read_fact(text: str, kind: str) -> bool | int | str | date:
    """Read the answer to a declared fact of one of `FACT_KINDS`.

    Periods, levels and offenses come back as text in the one spelling that rules use; money in cents, weights in
    nanograms.

    Raises:
        ValueError: If the text is no answer of that kind, or only part of a date.
    """
    match kind:
        case "yes or no":
            return read_yes_no(text)
        case "date":
            day = read_date(text)
            if not isinstance(day, PartialDate):
                return day
            raise ValueError("is only part of a date, and this fact needs the day")
        case "number":
            return read_count(text)
        case "weight":
            return read_weight(text)
        case "money":
            return read_money(text)
        case "period":
            return str(read_period(text))
        case "level":
            return read_level(text).value
        case "offense":
            return str(read_offense(text))
        case _:
            return text.strip()
