"""Code sections as structure: compared part by part, never as text.

Sections are the arithmetic of law. Which section means what is law and stands in ``statutes/``.
"""

from __future__ import annotations

import re
from functools import cached_property

from attrs import field, frozen

CODES: dict[str, str] = {
    "BP": "California", "CC": "California", "CCP": "California", "CP": "California", "ED": "California",
    "EC": "California", "EL": "California", "FA": "California", "FC": "California", "FG": "California",
    "GC": "California", "GOV": "California", "HN": "California", "HS": "California", "IC": "California",
    "IN": "California", "LC": "California", "MV": "California", "PC": "California", "PR": "California",
    "PU": "California", "RT": "California", "SH": "California", "UI": "California", "VC": "California",
    "WA": "California", "WC": "California", "WI": "California", "WIC": "California",
    "MCL": "Michigan", "ORS": "Oregon", "CPL": "New York", "PL": "New York", "VA": "Virginia",
    "PACS": "Pennsylvania", "USC": "federal",
}  # fmt: skip
"""Abbreviations of codes that a rule may cite, each with the jurisdiction whose code it is."""

_NUMBER = re.compile(r"(\d+)([a-z]{0,2})((?:\.\d+[a-z]{0,2})*)", re.IGNORECASE)
_SECTION = re.compile(
    r"(?P<code>[A-Z]{2,4})\s*(?:§+\s*)?(?P<number>\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*)"
    r"(?P<tail>(?:\s?\([A-Za-z0-9]{1,5}\))*)"
)
_PART = re.compile(r"\(([A-Za-z0-9]{1,5})\)")


@frozen(order=False, cache_hash=True)
class Section:
    """A section of a code, with the path of its subdivisions.

    ``HS 11357(b)(1)`` is code ``HS``, number ``11357``, subdivisions ``("b", "1")``. Subdivisions are kept in lower
    case, because rap sheets print them in upper case and the level in the path tells ``(a)`` from ``(A)``.
    """

    code: str
    number: str
    subdivisions: tuple[str, ...] = ()

    @property
    def jurisdiction(self) -> str | None:
        """The jurisdiction of the code, or None when the abbreviation is not known."""
        return CODES.get(self.code)

    @cached_property
    def order(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """What ranges compare: the code, then each dotted part as a number and its letters."""
        parts = tuple(
            (int(digits), letters.lower()) for digits, letters in re.findall(r"(\d+)([A-Za-z]*)", self.number)
        )
        return self.code, parts

    def covers(self, other: Section) -> bool:
        """Whether *other* is this section or one of its subdivisions: ``PC 187`` covers ``PC 187(a)``."""
        depth = len(self.subdivisions)
        return (
            self.code == other.code and self.number == other.number and self.subdivisions == other.subdivisions[:depth]
        )

    def same_section(self, other: Section) -> bool:
        """Whether code and section number are the same, subdivisions ignored."""
        return self.code == other.code and self.number == other.number

    def __str__(self) -> str:
        return f"{self.code} {self.number}" + "".join(f"({_shown(p, i)})" for i, p in enumerate(self.subdivisions))


def _shown(part: str, depth: int) -> str:
    """California writes subdivisions as (a)(1)(A)(i)(I): upper case at the third and the fifth level."""
    return part.upper() if depth in {2, 4} else part


def parse_section(text: str) -> Section | None:
    """Read a section as rules write it: ``HS 11357(a)``, ``PC § 667(e)(2)(C)(iv)``. None if it is not one."""
    match = _SECTION.fullmatch(text.strip())
    if not match:
        return None
    number = _NUMBER.fullmatch(match["number"])
    if not number:
        return None
    return Section(match["code"], match["number"].lower(), tuple(p.lower() for p in _PART.findall(match["tail"])))


FORMS = ("completed", "attempt", "conspiracy", "solicitation")
"""How an offense was committed; rules follow the inchoate forms only if they say so."""


@frozen(cache_hash=True)
class Offense:
    """The offense of one count: a section, the form in which it was committed, and enhancements.

    Args:
        section: The section violated, as specific as the record is.
        form: One of `FORMS`.
        enhancements: Sections charged beside it that lengthen the sentence.
        raw: The text from which it was read, kept for reports.
    """

    section: Section
    form: str = "completed"
    enhancements: tuple[Section, ...] = ()
    raw: str = field(default="", eq=False)

    def __str__(self) -> str:
        words = {
            "attempt": "attempt to commit ",
            "conspiracy": "conspiracy to commit ",
            "solicitation": "solicitation of ",
        }
        return words.get(self.form, "") + str(self.section)
