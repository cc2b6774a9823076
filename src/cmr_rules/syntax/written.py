"""Values as they are written: units, sections, and dates in the ways that slip in."""

from __future__ import annotations

from cmr_rules.citations import written_section
from cmr_rules.syntax.lexer import MONTHS, Token

CENTURY = 100
NEXT_CENTURY = 40
"""Two digits up to this one are a year of the 2000s."""

UNITS = {"year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week",
          "day": "day", "days": "day"}  # fmt: skip
WEIGHTS = {"gram": "gram", "grams": "gram", "g": "gram", "ounce": "ounce", "ounces": "ounce", "oz": "ounce",
            "pound": "pound", "pounds": "pound", "lb": "pound", "kilogram": "kilogram", "kilograms": "kilogram",
            "kg": "kilogram", "milligram": "milligram", "milligrams": "milligram"}  # fmt: skip


def small(digits: str) -> int:
    """Read a number, cut off where no calendar reaches."""
    return int(digits[:9]) if digits else 0


def odd_date(text: str) -> tuple[int, int, int]:
    """Read a date that is written in another way, as far as it goes: year, month, day."""
    if "/" in text:
        month, day, year = (int(part) for part in text.split("/"))
        return (year + (1900 if year > NEXT_CENTURY else 2000) if year < CENTURY else year), month, day
    if text[0].isdigit() and "-" in text:
        first, second, third = (int(part) for part in text.split("-"))
        return (third, first, second) if third > first else (first, second, third)
    words = [w for w in text.replace(",", " ").replace(".", " ").split() if w != "of"]
    names = [w for w in words if w[0].isalpha()]
    month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(names[0][:3]))
    day, year = (int(w.rstrip("stndrh")) for w in words if w[0].isdigit())
    return year, month, day


def tidy(section: str) -> str:
    """Write a section with one blank between code and number."""
    return written_section(section)


_CODE_NAMES = {"Health and Safety": "HS", "Penal": "PC", "Vehicle": "VC", "Business and Professions": "BP",
               "Welfare and Institutions": "WI", "Government": "GC", "Penal Law": "PL", "Criminal Procedure Law": "CPL",
               "Vehicle and Traffic Law": "VTL"}  # fmt: skip


def turned(token: Token) -> str:
    """Turn ``11357 HS`` and ``Section 11357 of the Health and Safety Code`` round."""
    words = token.text.split()
    if token.kind == "TURNED_SECTION":
        return f"{words[1]} {words[0]}"
    written = " ".join(words).replace("&", "and")
    code = next((short for name, short in reversed(_CODE_NAMES.items()) if name in written), "XX")
    if written.replace(" ", "").startswith("HandS"):
        code = "HS"
    numbers = [word for word in " ".join(words).replace("§", " ").split() if word[0].isdigit()]
    number = numbers[-1]
    if "-" in number:
        code = "Va. Code"
    elif len(numbers) > 1:
        code = f"{numbers[0]} Pa.C.S."
    return f"{code} {number}"
