"""What stands in brackets: citations, notes, and marks of what was verified."""

from __future__ import annotations

import re

from cmr_rules.source import Source, Span
from cmr_rules.syntax import tree
from cmr_rules.syntax.lexer import MONTHS, Report, Token, plain

_VERIFIED = re.compile(
    rf"Verified\s+by\s+(?P<by>[\s\S]{{1,200}}?)\s+on\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<day>\d{{1,2}})\s*,"
    r"\s*(?P<year>\d{4})\s*\.?\s*"
)
_OPENING = re.compile(r"\s*(Note|Unverified)\s*:\s*")


def read_remarks(brackets: list[Token], source: Source, report: Report) -> tree.Remarks:
    """Read the brackets beside one sentence or item."""
    citations: list[tree.Citation] = []
    notes: list[tree.Note] = []
    mark: tree.Mark | None = None
    for bracket in brackets:
        match read_bracket(bracket, source):
            case tree.Note() as note:
                notes.append(note)
            case tree.Unverified() | tree.Verified() as found:
                if mark is not None:
                    report(
                        "CMR120", "a provision carries one mark", bracket.start, bracket.end, "keep one of the marks"
                    )
                mark = found
            case found:
                for one in found:
                    if _OPENING.match(one.text):
                        hint = "close the bracket before it, and open another: `[HS 11357(b)] [Unverified: …]`"
                        report("CMR120", "a note or a mark stands among citations", one.span.start, one.span.end, hint)
                citations.extend(found)
    if not brackets:
        return tree.NO_REMARKS
    span = Span(source, brackets[0].start, brackets[-1].end)
    return tree.Remarks(tuple(citations), tuple(notes), mark, span=span)


def read_bracket(bracket: Token, source: Source) -> tree.Note | tree.Mark | tuple[tree.Citation, ...]:
    """Read one bracket: ``[Note: …]``, ``[Unverified: …]``, ``[Verified by … on …]``, or citations."""
    start = bracket.start + 1
    end = bracket.end if bracket.value == "open" else bracket.end - 1
    span = Span(source, bracket.start, bracket.end)
    text = plain(source.text[start:end])
    opening = _OPENING.match(text)
    if opening:
        words = single_blanks(source.text[start + opening.end() : end])
        return tree.Note(words, span=span) if opening[1] == "Note" else tree.Unverified(words, span=span)
    verified = read_verified(text.strip(), span)
    return verified if verified is not None else read_citations(source, start, end)


def read_verified(text: str, span: Span) -> tree.Verified | None:
    """Read ``Verified by NAME on DATE`` from plain *text*; None if it is not that."""
    match = _VERIFIED.fullmatch(text)
    if match is None:
        return None
    day = tree.Day(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]), span=span)
    return tree.Verified(single_blanks(match["by"]), day, span=span)


def read_citations(source: Source, start: int, end: int) -> tuple[tree.Citation, ...]:
    """Split ``HS 11361.8(e); HS 11362.1(a)(1)`` at semicolons outside quotation marks."""
    citations = []
    text = plain(source.text[start:end])
    first, quoted = 0, False
    for index, letter in enumerate(text + ";"):
        if letter == '"':
            quoted = not quoted
        if index == len(text) or (letter == ";" and not quoted):
            piece = text[first:index]
            left = start + first + len(piece) - len(piece.lstrip())
            right = start + first + len(piece.rstrip())
            if left < right:
                words = single_blanks(source.text[left:right])
                citations.append(tree.Citation(words, span=Span(source, left, right)))
            first = index + 1
    return tuple(citations)


def single_blanks(text: str) -> str:
    """Make every run of blanks and line ends one blank."""
    return " ".join(text.split())
