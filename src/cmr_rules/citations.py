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
    "MCL": "Michigan", "ORS": "Oregon", "CPL": "New York", "PL": "New York", "VTL": "New York",
    "Va. Code": "Virginia", "USC": "federal",
}  # fmt: skip
"""Abbreviations of codes that a rule may cite, each with the jurisdiction whose code it is."""

TITLED_CODES: dict[str, str] = {"Pa.C.S.": "Pennsylvania", "P.S.": "Pennsylvania", "U.S.C.": "federal"}
"""Abbreviations before which the number of a title stands: ``18 Pa.C.S.`` and ``75 Pa.C.S.`` are two codes."""

FORMER_CODES: dict[str, str] = {"PACS": "18 Pa.C.S.", "VA": "Va. Code"}
"""Abbreviations that were once read, and what to write."""

_PLAIN = r"\d+[A-Za-z]{0,2}(?:\.\d+[A-Za-z]{0,2})*"
_HYPHENED = r"\d+[A-Za-z]?(?:\.\d+)*-\d+[A-Za-z]{0,2}(?:\.\d+)*(?::\d+)?"
_SIGN = r"\s*(?:§{1,2}\s*)?"
_TITLES = r"(?:Pa\.\s?C\.\s?S\.(?:\s?A\.)?|P\.\s?S\.(?:\s?A\.)?|U\.\s?S\.\s?C\.(?:\s?A\.)?)"
WRITTEN_SUBDIVISION = r"\([A-Za-z0-9]{1,5}(?:[.-][A-Za-z0-9]{1,2})?\)"
"""How a subdivision is written: ``(a)``, ``(1.1)``, ``(2-a)``."""
WRITTEN_NUMBER = (
    rf"(?:(?:PL|CPL|VTL){_SIGN}{_PLAIN}-[A-Za-z](?![A-Za-z])|[A-Z]{{2,4}}{_SIGN}{_PLAIN}"
    rf"|\d{{1,3}}\s*{_TITLES}{_SIGN}(?:{_HYPHENED}|{_PLAIN})|Va\.\s*Code(?:\s+Ann\.)?{_SIGN}{_HYPHENED})"
)
"""How a section is written, without its subdivisions."""
BARE_HYPHENED = r"\d{1,2}\.\d{1,2}-\d+[A-Za-z]{0,2}(?:\.\d+)*(?::\d+)?"
"""A hyphened number that lacks its code, told from a span of numbers by the point in its title: ``18.2-96``."""

_SECTION = re.compile(rf"(?P<head>{WRITTEN_NUMBER})(?P<tail>(?:\s?{WRITTEN_SUBDIVISION})*)")
_NUMBER_LAST = re.compile(rf"(?:{_HYPHENED}|{_PLAIN}(?:-[A-Za-z])?)\Z")
_PART = re.compile(r"\(([^()]+)\)")


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
        title, _, abbreviation = self.code.partition(" ")
        return TITLED_CODES.get(abbreviation) if title.isdigit() else CODES.get(self.code)

    @cached_property
    def order(self) -> tuple[str, tuple[tuple[int, str], ...]]:
        """What ranges compare: the code, then each dotted part as a number and its letters."""
        # `392.6:1` comes after `392.6` and before `392.6.1`; the hyphen of `18.2-96` parts numbers as a point does.
        written = re.findall(r"(:?)(\d+)-?([A-Za-z]*)", self.number)
        parts = (
            (((-1, ""),) if colon else ()) + ((int(digits), letters.lower()),) for colon, digits, letters in written
        )
        return self.code, tuple(part for both in parts for part in both)

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
        capitals = _CAPITALS.get(self.jurisdiction or "", {2, 4})
        shown = (part.upper() if depth in capitals else part for depth, part in enumerate(self.subdivisions))
        return f"{self.code} {self.number}" + "".join(f"({part})" for part in shown)


_CAPITALS: dict[str, set[int]] = {
    "Michigan": {3}, "New York": {3}, "Oregon": {2}, "Pennsylvania": {3}, "Virginia": {0},
}  # fmt: skip
"""The levels of subdivisions in upper case, from 0: California has (a)(1)(A)(i)(I), Michigan (1)(a)(i)(A)."""


def parse_section(text: str) -> Section | None:
    """Read a section as rules write it: ``HS 11357(a)``, ``PC § 667(e)``, ``18 Pa.C.S. 3127``. None if it is none."""
    match = _SECTION.fullmatch(text.strip())
    if not match:
        return None
    code, number = _halves(match["head"])
    return Section(code, number.lower(), tuple(p.lower() for p in _PART.findall(match["tail"])))


def _halves(head: str) -> tuple[str, str]:
    """Part ``18 Pa. C.S.A. § 3127`` into its code, in the one spelling, and its number."""
    number = _NUMBER_LAST.search(head)
    assert number is not None
    code = "".join(head[: number.start()].replace("§", " ").split())
    if code.startswith("Va."):
        return "Va. Code", number[0]
    title = re.match(r"\d*", code)
    assert title is not None
    abbreviation = code[title.end() :].removesuffix("A.") if title[0] else code
    return f"{title[0]} {abbreviation}".strip(), number[0]


def written_section(text: str) -> str:
    """Write a section with one blank after its code, and leave its letters as they are.

    Raises:
        ValueError: It is none.
    """
    match = _SECTION.fullmatch(text.strip())
    if not match:
        raise ValueError(f"`{text}` is not a code section")
    return " ".join(_halves(match["head"])) + "".join(match["tail"].split())


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
