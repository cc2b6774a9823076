"""California's spellings of a charge: ``11357(A) HS-POSSESS``, ``664/459 PC``, ``HS 11357(a)``.

This is spelling, not law: the numbers below are those that clerks write beside an offense and that are not, there, an
offense of their own. A text that can be read in two ways is not read at all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from cmr_rules.citations import CODES, Offense, Section

_ATTEMPT, _CONSPIRACY = "664", "182"
_CALIFORNIA = frozenset(code for code, place in CODES.items() if place == "California")
_SIX_DIGITS = frozenset({"GC", "GOV", "HS"})
"""The codes that number sections past 99999."""

_LEAD = re.compile(r"[\s:]*(?:CH(?:A?R)?GE?\b[\s:]*)?", re.IGNORECASE | re.ASCII)
_SUBDIVISIONS = r"(?:[ ]?\([A-Z0-9]{1,5}\))*"
_TOKEN = re.compile(
    rf"(?P<number>\d{{1,9}}(?:[A-Z]{{0,2}}\.\d{{1,4}})*)(?P<letters>[A-Z]{{0,5}})(?P<tail>{_SUBDIVISIONS})"
    r"|(?P<code>[A-Z]{2,3})(?![A-Z])|(?P<break>[\s/+,&-]+)",
    re.IGNORECASE | re.ASCII,
)
_PART = re.compile(r"\(([A-Z0-9]{1,5})\)", re.IGNORECASE | re.ASCII)
_JOINED = (
    rf"(?:664{_SUBDIVISIONS}|182{_SUBDIVISIONS})\s*$",
    rf"\s*(?:664\b|186\.22[ ]?\([BD]\)|12022(?:\.\d+)?\b{_SUBDIVISIONS})",
)
_JOINS_BEFORE = re.compile(rf"(?:^|[^\d.]){_JOINED[0]}", re.IGNORECASE | re.ASCII)
_JOINS_AFTER = re.compile(_JOINED[1], re.IGNORECASE | re.ASCII)
_ENHANCEMENT = re.compile(r"12022(?:\.\d+)?")

_Written: TypeAlias = tuple[str, tuple[str, ...]]
"""A number with its subdivisions, in lower case."""


@lru_cache(maxsize=1 << 16)
def code_section_text(text: str) -> str:
    """Return the part of a charge that names its section: what stands before the description, trimmed."""
    start = 0
    while (hyphen := text.find("-", start)) >= 0:
        before, after = text[:hyphen], text[hyphen + 1 :]
        starts_with_digit = after.lstrip()[:1].isdigit() and before.rstrip()[-1:] not in {"", " "}
        if not (starts_with_digit and (_JOINS_BEFORE.search(before) or _JOINS_AFTER.match(after))):
            return before.strip()
        start = hyphen + 1
    return text.strip()


@lru_cache(maxsize=1 << 16)
def parse_ca_offense(text: str) -> Offense | None:
    """Read a charge as California writes it.

    Args:
        text: The text of the charge, with or without a description behind a hyphen.

    Returns:
        The offense with its form and enhancements and the code-section text as ``raw``; None when the text names no
        code, names no single offense, or can be read in two ways.
    """
    raw = code_section_text(text)
    lead = _LEAD.match(raw)
    written = _sections(raw[lead.end() if lead else 0 :])
    if not written:
        return None
    if len(written) == 1:
        section = written[0]
        return None if section.number == _ATTEMPT else Offense(section, raw=raw)
    return _combined(written, raw)


def _combined(written: list[Section], raw: str) -> Offense | None:
    """Tell the offense from its form and its enhancements."""
    form, rest = "completed", written
    if written[0].number == _CONSPIRACY:
        form, rest = "conspiracy", written[1:]
    attempts = [s for s in rest if s.number == _ATTEMPT]
    if attempts:
        if form != "completed" or len(attempts) > 1:
            return None
        form, rest = "attempt", [s for s in rest if s.number != _ATTEMPT]
    bases = [s for s in rest if not _is_enhancement(s)]
    if not bases and len(rest) > 1:
        # Beside 186.22(b), a section that is else an enhancement is the offense that the gang committed.
        bases = [s for s in rest if s.number != "186.22"]
    if not bases and len(rest) == 1:
        bases = rest
    if len(bases) != 1 or bases[0].number == _CONSPIRACY:
        return None
    return Offense(bases[0], form, tuple(s for s in rest if s is not bases[0]), raw)


def _is_enhancement(section: Section) -> bool:
    if section.code != "PC":
        return False
    if section.number == "186.22":
        return section.subdivisions[:1] in {("b",), ("d",)}
    return bool(_ENHANCEMENT.fullmatch(section.number))


def _sections(text: str) -> list[Section] | None:
    """Read every section of *text*; None unless all of it is understood."""
    tokens = _tokens(text)
    if not tokens:
        return None
    sections: list[Section] = []
    waiting: list[_Written] = []
    code = ""
    code_first = isinstance(tokens[0], str)
    for token in tokens:
        if isinstance(token, str):
            if code_first and waiting:
                sections += _coded(code, waiting)
                waiting = []
            elif code_first and code:
                return None
            code = token
            if not code_first:
                if not waiting:
                    return None
                sections += _coded(code, waiting)
                waiting = []
        else:
            waiting.append(token)
    if code_first == (not waiting):
        return None
    sections += _coded(code, waiting)
    several = len(sections) > 1
    if several:
        sections = [_in_penal_code(s) for s in sections]
    return sections if all(_plausible(s) for s in sections) else None


def _coded(code: str, written: list[_Written]) -> list[Section]:
    found: list[Section] = []
    for number, subdivisions in written:
        if number.startswith(_ATTEMPT) and number.isdigit() and len(number) >= len("664459"):
            found += [Section("PC", _ATTEMPT), Section(code, number.removeprefix(_ATTEMPT), subdivisions)]
        else:
            found.append(Section(code, number, subdivisions))
    return found


def _in_penal_code(section: Section) -> Section:
    """Beside another section, 664 and 182 are those of the Penal Code, whichever code the clerk wrote at the end."""
    if section.number in {_ATTEMPT, _CONSPIRACY}:
        return Section("PC", section.number, section.subdivisions)
    return section


def _plausible(section: Section) -> bool:
    """Whether the code has numbers like this; a number that no code has would match nothing, which is a decision."""
    digits = re.match(r"\d+", section.number)
    length = len(digits[0]) if digits else 0
    return section.number[0] != "0" and (length <= 5 or (length == 6 and section.code in _SIX_DIGITS))  # noqa: PLR2004


def _tokens(text: str) -> list[str | _Written] | None:
    """Split into codes (text) and numbers with subdivisions; None if anything else stands there."""
    tokens: list[str | _Written] = []
    position = 0
    after_number = False
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match or (match["number"] and after_number):
            return None
        after_number = bool(match["number"])
        position = match.end()
        if match["code"]:
            tokens.append(match["code"].upper())
            if tokens[-1] not in _CALIFORNIA:
                return None
        elif match["number"]:
            suffix, code = _letters(match["letters"].upper())
            if suffix is None or (code and match["tail"]):
                return None
            parts = tuple(p.lower() for p in _PART.findall(match["tail"]))
            tokens.append(((match["number"] + suffix).lower(), parts))
            if code:
                tokens.append(code)
    return tokens


def _letters(letters: str) -> tuple[str | None, str]:
    """Split the letters behind a number into its suffix and a code written without a blank: ``FPC``, ``HS``, ``A``."""
    splits = [(letters[:at], letters[at:]) for at in range(min(len(letters), 2) + 1) if letters[at:] in _CALIFORNIA]
    if len(splits) == 1:
        return splits[0]
    if splits or len(letters) > 2:  # noqa: PLR2004 - no section has three letters
        return None, ""
    return letters, ""
