"""Text to raw pieces: one master pattern over the text with its typography made plain.

Every replacement is one character for one, so that places stay right; what was written is read back from the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from cmr_rules.citations import BARE_HYPHENED, WRITTEN_NUMBER, WRITTEN_SUBDIVISION
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source, Span


class Token(NamedTuple):
    """A piece of the text: what it is, its words with plain typography, where it stands, and what it holds."""

    kind: str
    text: str
    start: int
    end: int
    value: object = None


JOINT = "\x7f"
"""Stands for an invisible character inside a word; it belongs to the word and is dropped from its text."""

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_BLANKS = "\t\v\f\r\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000" + _INVISIBLE
_PLAIN = str.maketrans(
    dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02", '"')
    | dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys("\u0085\u2028\u2029", "\n")
)
_OLD_LINE_END = re.compile(r"\r(?!\n|\Z)")
_BULLETS = "\u2022\u00b7\u25aa\u25e6\u2023\u2219\u25cf\u25cb\u25a0\u25a1\uf0b7"
_BULLET = re.compile(rf"^[ ]*[-*{_BULLETS}](?=[ ]*[(©®€])", re.MULTILINE)
"""The sign that a word processor puts before a label in a list."""
_IN_A_WORD = re.compile(rf"(?<=[A-Za-z])[{_INVISIBLE}](?=[A-Za-z{_INVISIBLE}])")


def plain(text: str) -> str:
    """Make the typography plain, one character for one: curly quotes, special blanks and dashes."""
    made = _IN_A_WORD.sub(JOINT, text.replace(JOINT, "\ufffd"))
    if "\r" in made:
        made = _OLD_LINE_END.sub("\n", made)
    return _BULLET.sub(lambda match: " " * len(match[0]), made.translate(_PLAIN))


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

NUMBER_WORDS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

OPENER = (
    r'(?:(?:Statute|Policy|Definitions|Rule|Use|Scenarios?|Limit)\s{1,9}"|(?:Jurisdiction|Authority|In\s{1,9}force'
    r"|Leap\s{1,9}day|Unverified)\s{0,9}:|Verified\s{1,9}by\b|Outcomes,|(?:Option|Fact|For)\s{1,9}[A-Z]"
    r"|This\s{1,9}(?:statute|policy)\b|Decide\s{1,9}by\b|Otherwise\b|If\b|A\s{1,9}person\b|On\s{1,9}[A-Z]"
    r"|Text\s{1,9}not\s{1,9}at\b|Guarantee\s{1,9}that\b"
    r"|[A-Z][\w'-]{0,40}(?:[ ][A-Z0-9][\w'-]{0,40}){0,9}\s{1,9}(?:means|is\s{1,9}an\s{1,9}open\s{1,9}question)\b)"
)
"""How a statement begins; used to find where free text and sentences without a period end."""

OPENS = re.compile(OPENER)

# Free text goes on after a period only on the same line, or on an indented line that opens no statement: a statement
# that is misspelt must not vanish in it.
_END = rf"\.(?=\s*\Z|[ ]*\n(?:[^ ]|[ ]*\n|[ ]+(?:\[|>[ \n]|\||{OPENER}))|[ ]+(?:\[|{OPENER}))"
_FREE = rf"(?:(?!\n[ ]*\n|\n{OPENER}|{_END})[\s\S])*\.?"
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_BY = r"[^\n]{1,80}?"

_ODD_DATE = "|".join((
    r"\b\d{1,2}/\d{1,2}/\d{2,4}\b",
    r"\b\d{4}-\d{1,2}-\d{1,2}\b",
    r"\b\d{1,2}-\d{1,2}-\d{4}\b",
    rf"\b{_SHORT}(?:\.[ ]*|[ ]+)\d{{1,2}},?[ ]+\d{{4}}\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?[ ]+(?:of[ ]+)?{_MONTH},?[ ]+\d{{4}}\b",
    rf"\b{_MONTH}[ ]+\d{{1,2}}(?:st|nd|rd|th)?,?[ ]+\d{{4}}\b",
))  # fmt: skip
_CODE = r"[A-Z][a-z]+(?:\s+(?:and\s+)?[A-Z][a-z]+){0,4}\s+Code\b"
_NUMBER = r"\d+[a-z]{0,2}(?:\.\d+[a-z]{0,2})*(?:\([A-Za-z0-9]{1,5}\))*"
_NAMED = (
    r"(?:Health\s+(?:and|&)\s+Safety|Penal|Vehicle|Business\s+(?:and|&)\s+Professions"
    r"|Welfare\s+(?:and|&)\s+Institutions|Government)\s+Code|H\s?&\s?S\.?C?(?:\s+Code)?"
    r"|(?:Penal|Criminal\s+Procedure|Vehicle\s+(?:and|&)\s+Traffic)\s+Law|\d{1,3}\s+(?:PACSA?|Pa\s?CSA?|PA\.?\s?C\.?S\.?)"
)
_VIRGINIA = r"(?:Virginia\s+Code|Code\s+of\s+Virginia|VA\.?|Va\.)"
_THE = r",?\s*(?:§{1,2}\s*|[Ss]ections?\s+)?"
_WRITTEN_SECTION = (
    rf"\b(?:[Ss]ections?\s+{_NUMBER}\s+of\s+the\s+{_CODE}|(?:{_NAMED}){_THE}{_NUMBER}"
    rf"|{_VIRGINIA}{_THE}{BARE_HYPHENED}(?:{WRITTEN_SUBDIVISION})*)"
)

_PIECES = (
    ("QUOTE", r"^[ ]*>(?=[ \n]|\Z)(?:[^\n]|\n(?![ ]*(?:\n|\Z)))*"),
    ("TABLE", r"^[ ]*\|[^\n]*(?:\n[ ]*\|[^\n]*)*"),
    ("BLANK", r"\n+|[ ]+"),
    ("DOT", r"\."),
    ("COLON", r":"),
    ("SEMICOLON", r";"),
    ("COMMA", r","),
    ("UNVERIFIED", rf"\bUnverified[ ]*:{_FREE}"),
    ("AUTHORITY", rf"\bAuthority[ ]*:{_FREE}"),
    ("VERIFIED", rf"\bVerified\s+by\s+{_BY}\s+on\s+{_MONTH}\s+\d{{1,2}}\s*,\s*\d{{4}}\s*\.?"),
    ("STRING", rf'"[^"\n]*"|"[^"\n]*(?:\n(?![ ]*(?:\n|\||\(\w{{1,5}}\)|{OPENER}))[^"\n]*){{1,3}}"'),
    ("OPEN_STRING", r'"[^"\n]*?(?=[ ]*[.;,:]?[ ]*(?:\n|\Z))'),
    ("BRACKET", r"\[[^\[\]\n]*(?:\n(?![ ]*\n)[^\[\]\n]*)*\]"),
    ("OPEN_BRACKET", r"\[[^\n]*?(?=[ ]*[.;:]?[ ]*(?:\n|\Z))"),
    ("DATE", rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\s*,\s*(?P<year>\d{{4}})\b"),
    ("ODD_DATE", _ODD_DATE),
    ("MONTH", rf"\b{_MONTH}\s+\d{{4}}\b"),
    ("MONTH_DAY", rf"\b{_MONTH}\s+\d{{1,2}}\b"),
    ("WRITTEN_SECTION", _WRITTEN_SECTION),
    ("SECTION",
        rf"\b{WRITTEN_NUMBER}(?:{WRITTEN_SUBDIVISION})*"),
    ("BARE_SECTION", rf"\b{BARE_HYPHENED}(?:{WRITTEN_SUBDIVISION})*"),
    ("TURNED_SECTION", r"\b\d{2,6}[a-z]?(?:\.\d+)*(?:\([A-Za-z0-9]{1,5}\))*[ ]+[A-Z]{2,4}\b(?![ ]*\d)"),
    ("MONEY", r"\$[ ]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|\$[ ]?\d+(?:\.\d+)?"),
    ("ORDINAL", r"\b\d{1,4}(?:st|nd|rd|th)\b"),
    ("NUMBER", r"\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?(?:\([A-Za-z0-9]{1,5}\))*"),
    ("CORRECTED", r"[©®€]"),
    ("LABEL", r"\((?:[a-z]{1,5}|[A-Z]{1,5}|\d{1,4})\)"),
    ("ODD_LABEL", r"(?<![\w(])(?:[a-z]|[A-Z])\)"),
    ("WORD", rf"[A-Za-zÀ-ɏ][\w'{JOINT}-]*"),
    ("UNFILLED", r"_{2,}"),
    ("PLACEHOLDER", r"\{[^{}\n]{0,80}\}"),
    ("BAD", r"(?:>=|<=|!=|==|&&|\|\|)|[\s\S]"),
)  # fmt: skip
_MASTER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PIECES), re.MULTILINE)


MAXIMUM_PIECES = 250_000
"""More than any file of the allowed length holds when it is made of words."""


def pieces(text: str) -> list[Token]:
    """Cut *text*, made `plain` before, into raw pieces. Never fails; what fits nothing is ``BAD``.

    Stops one piece after `MAXIMUM_PIECES`.
    """
    found: list[Token] = []
    add = found.append
    for match in _MASTER.finditer(text):
        kind = match.lastgroup
        assert kind is not None
        if kind == "BLANK":
            continue
        if kind in {"day", "year"}:
            kind = "DATE"
        words = match[0].replace(JOINT, "") if kind == "WORD" else match[0]
        add(Token(kind, words, match.start(), match.end()))
        if len(found) > MAXIMUM_PIECES:
            break
    return found


def defined_in(raw: list[Token]) -> tuple[str, ...]:
    """Find the names that the text defines: terms, options, facts, outcomes."""
    names: dict[str, None] = {}
    in_outcomes = False
    if len(raw) > MAXIMUM_PIECES:
        return ()
    for index, token in enumerate(raw):
        if token.kind == "DOT":
            in_outcomes = False
        if token.kind == "STRING" and in_outcomes:
            if index and raw[index - 1].kind == "COMMA":
                names[_name_before(raw, index - 1)] = None
        elif token.kind != "WORD":
            continue
        elif token.text == "Outcomes":
            in_outcomes = True
        elif token.text in {"Option", "Fact"}:
            end = next((i for i in range(index + 1, min(index + 20, len(raw))) if raw[i].kind == "COLON"), index + 1)
            names[_name_before(raw, end, index + 1)] = None
        elif token.text == "means" or (token.text == "is" and _is_open(raw, index)):
            names[_name_before(raw, index)] = None
    names.pop("", None)
    return tuple(names)


def places_in(raw: list[Token]) -> frozenset[str]:
    """Find the options whose value is a place: ``Option County: a county in …``."""
    if len(raw) > MAXIMUM_PIECES:
        return frozenset()
    return frozenset(
        _name_before(raw, end, start + 1)
        for start, token in enumerate(raw)
        if token.text == "Option"
        for end in range(start + 2, min(start + 20, len(raw) - 3))
        if raw[end].kind == "COLON" and [t.text for t in raw[end + 1 : end + 4]] == ["a", "county", "in"]
    )


def fact_words_in(raw: list[Token]) -> frozenset[str]:
    """Find the capitalised words that declared facts may be: ``Fact Grade: one of F1, M1 or S, about …``."""
    found: set[str] = set()
    for start, token in enumerate(raw if len(raw) <= MAXIMUM_PIECES else ()):
        if token.text != "Fact":
            continue
        end = next((i for i in range(start + 2, min(start + 20, len(raw) - 3)) if raw[i].kind == "COLON"), None)
        if end is None or [t.text for t in raw[end + 1 : end + 3]] != ["one", "of"]:
            continue
        for word in raw[end + 3 :]:
            if word.kind == "DOT" or word.text == "about":
                break
            if word.kind == "WORD" and word.text[0].isupper():
                found.add(word.text)
    return frozenset(found)


def _is_open(raw: list[Token], index: int) -> bool:
    return [t.text for t in raw[index + 1 : index + 4]] == ["an", "open", "question"]


def _name_before(raw: list[Token], end: int, first: int = 0) -> str:
    """Join the capitalised words and numbers that stand right before piece *end*, at most twelve."""
    start = end
    while start > max(first, end - 12) and _belongs_to_a_name(raw[start - 1]):
        start -= 1
    while start < end and raw[start].kind == "NUMBER":
        start += 1
    return " ".join(t.text for t in raw[start:end])


def _belongs_to_a_name(token: Token) -> bool:
    return (token.kind == "WORD" and token.text[0].isupper()) or token.kind == "NUMBER"


Report = Callable[..., None]


def reporter(source: Source, diagnostics: Diagnostics) -> Report:
    """Make a short way to report a fault between two offsets."""

    def report(code: str, message: str, start: int, end: int, *hints: str) -> None:
        diagnostics.add(code, message, at=Span(source, start, end), hints=hints)

    return report


Words = Mapping[str, str]
"""From a word or phrase of the language to the name of its terminal."""
