"""Text to tree: sentence by sentence, so that one fault does not hide another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import pairwise

from attrs import evolve, frozen

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source, Span
from cmr_rules.syntax import refused, slips, tree
from cmr_rules.syntax.build import shift
from cmr_rules.syntax.build_scenarios import BUILDERS
from cmr_rules.syntax.joiners import without_item
from cmr_rules.syntax.lexer import (
    MAXIMUM_PIECES,
    OPENS,
    Report,
    Token,
    defined_in,
    fact_words_in,
    pieces,
    plain,
    reporter,
)
from cmr_rules.syntax.outline import mark_outlines
from cmr_rules.syntax.phrases import combine
from cmr_rules.syntax.remarks import read_bracket, read_citations, read_remarks, read_verified, single_blanks
from cmr_rules.syntax.run import Fault, run
from cmr_rules.syntax.scenarios import TableParts, gather, read_table
from cmr_rules.syntax.table import table

MAXIMUM_CHARACTERS = 1_000_000
MAXIMUM_TOKENS = 50_000
MAXIMUM_RETRIES = 10
WHOLE = {"QUOTE", "TABLE", "UNVERIFIED", "AUTHORITY", "VERIFIED"}
"""Pieces that are sentences of their own and are not read with the grammar."""


@frozen
class Sentence:
    """The tokens of a sentence without its period; *end* is where the period ends."""

    tokens: list[Token]
    end: int
    has_period: bool = True


def parse(
    source: Source, diagnostics: Diagnostics, names: Iterable[str] = (), fact_words: Iterable[str] = ()
) -> tree.Document:
    """Read a rule file.

    Args:
        source: The text.
        diagnostics: Faults are added here.
        names: Capitalised names known from the files that this one uses.
        fact_words: Words that facts declared in those files may be, such as ``M1``.

    Returns:
        The statements that could be read, in order.
    """
    return gather(parse_sentences(source, diagnostics, names, frozenset(fact_words)), source, diagnostics)


def parse_sentences(
    source: Source, diagnostics: Diagnostics, names: Iterable[str] = (), fact_words: frozenset[str] = frozenset()
) -> list[tree.Statement]:
    """Read the sentences of a text, before scenarios are put together."""
    report = reporter(source, diagnostics)
    if len(source.text) > MAXIMUM_CHARACTERS:
        report(
            "CMR119", "the file is longer than 1,000,000 characters", 0, 0, "divide it into files that use one another"
        )
        return []
    text = plain(source.text)
    raw = pieces(text)
    if len(raw) > MAXIMUM_PIECES:
        report("CMR119", "the file is too long", 0, 0, "divide it into files that use one another")
        return []
    words = table().words
    known = frozenset((*names, *defined_in(raw)))
    fact_words |= fact_words_in(raw)
    tokens = combine(raw, words, known, report, fact_words)
    statements: list[tree.Statement] = []
    sentences = split(tokens, text, report)
    index = 0
    while index < len(sentences) and not diagnostics.full:
        statement = read_sentence(sentences[index], source, known, report)
        index += 1
        if isinstance(statement, tree.ScenarioTable):
            parts, index = _table_parts(statement, sentences, index, report)
            if parts is None:
                continue
            statement = evolve(
                read_table(parts, source, diagnostics, known, partial(parse_sentences, fact_words=fact_words)),
                remarks=statement.remarks,
            )
        if statement is not None:
            statements.append(statement)
    return statements


def _table_parts(
    title: tree.ScenarioTable, sentences: list[Sentence], index: int, report: Report
) -> tuple[TableParts | None, int]:
    """Find the template and the rows that follow a title; return them, and the number of the next sentence."""
    template: list[tuple[int, int]] = []
    while index < len(sentences):
        sentence = sentences[index]
        first = sentence.tokens[0]
        if first.kind == "TABLE":
            return TableParts(title.title, tuple(template), first), index + 1
        if first.text not in {"A person", "On"}:
            break
        template.append((first.start, sentence.end))
        index += 1
    report(
        "CMR124",
        "these scenarios have no table",
        title.span.start,
        title.span.end,
        "write the rows below the template, each line between `|` and `|`",
    )
    return None, index


def split(tokens: list[Token], text: str, report: Report) -> list[Sentence]:
    """Divide tokens into sentences: at periods, and where a new statement begins a line."""
    sentences: list[Sentence] = []
    current: list[Token] = []

    def finish(end: int, *, period: bool) -> None:
        if current:
            sentences.append(Sentence(list(current), end, period))
            current.clear()

    for index, token in enumerate(tokens):
        if token.kind in WHOLE or (token.kind == "BRACKET" and not current):
            finish(current[-1].end if current else 0, period=False)
            sentences.append(Sentence([token], token.end))
        elif token.kind == "DOT":
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if following is not None and following.kind == "LABEL" and current:
                current.append(token)
            elif current:
                finish(token.end, period=True)
            else:
                report("CMR101", "a period stands here without a sentence", token.start, token.end, "delete it")
        else:
            if current and _begins_line(text, token.start) and OPENS.match(text, token.start):
                finish(current[-1].end, period=False)
            current.append(token)
    finish(current[-1].end if current else 0, period=False)
    return sentences


def _begins_line(text: str, offset: int) -> bool:
    before = offset - 1
    while before >= 0 and text[before] == " ":
        before -= 1
    return before < 0 or text[before] == "\n"


def read_sentence(sentence: Sentence, source: Source, names: frozenset[str], report: Report) -> tree.Statement | None:
    """Read one sentence; None if it cannot be read, and the fault is reported."""
    first = sentence.tokens[0]
    if len(sentence.tokens) == 1 and (first.kind in WHOLE or first.kind == "BRACKET"):
        return _whole(first, source, report)
    if refused.unfilled(sentence.tokens, report) or refused.unsupported(sentence.tokens, report):
        return None
    if len(sentence.tokens) > MAXIMUM_TOKENS:
        report("CMR119", "the sentence is too long", first.start, first.end, "divide it into several terms")
        return None
    if not sentence.has_period and not any(t.value == "open" for t in sentence.tokens):
        last = next((t for t in reversed(sentence.tokens) if t.kind != "BRACKET"), first)
        report("CMR102", "the sentence has no period at its end", last.start, last.end, "write a period after it")
    grammar = table()
    marked = mark_outlines(sentence.tokens, grammar.words, report)
    if not marked.readable:
        return None
    tokens = [_with_remarks(t, source, report) if t.kind == "ITEM" else t for t in marked.tokens]
    refused.ages(tokens, report)
    result = run(grammar, tokens, source, BUILDERS, shift)
    if isinstance(result, Fault):
        _explain(tokens, result, source, names, report)
        return None
    assert isinstance(result, tree.Statement)
    remarks = read_remarks(marked.brackets, source, report)
    start = min(t.start for t in (tokens[0], *marked.brackets))
    return evolve(result, remarks=remarks, span=Span(source, start, sentence.end))


def _explain(tokens: list[Token], fault: Fault, source: Source, names: frozenset[str], report: Report) -> None:
    """Report a fault; when it lies in an item of an outline, read on without the item to find others."""
    grammar = table()
    for _ in range(MAXIMUM_RETRIES):
        slips.explain(tokens, fault, grammar, names, report)
        shorter = without_item(tokens, fault.index)
        if shorter is None:
            return
        tokens = shorter
        result = run(grammar, tokens, source, BUILDERS, shift)
        if not isinstance(result, Fault):
            return
        fault = result


def _with_remarks(item: Token, source: Source, report: Report) -> Token:
    assert isinstance(item.value, list)
    return item._replace(value=read_remarks(item.value, source, report))


def _whole(token: Token, source: Source, report: Report) -> tree.Statement | None:
    """Read a piece that is a statement of its own."""
    span = Span(source, token.start, token.end)
    match token.kind:
        case "QUOTE":
            return tree.Quote(_quoted(source.text[token.start : token.end]), span=span)
        case "UNVERIFIED":
            words = source.text[token.start : token.end].split(":", 1)[1]
            _ended(token, report)
            why = single_blanks(words).removesuffix(".")
            return tree.MarkStatement(tree.Unverified(why, span=span), span=span)
        case "AUTHORITY":
            end = token.end - _ended(token, report)
            start = token.start + token.text.index(":") + 1
            return tree.Authority(read_citations(source, start, end), span=span)
        case "VERIFIED":
            _ended(token, report)
            mark = read_verified(source.text[token.start : token.end], span)
            return None if mark is None else tree.MarkStatement(mark, span=span)
        case "BRACKET":
            match read_bracket(token, source):
                case tree.Note() as note:
                    return tree.Comment(note, span=span)
                case tree.Unverified() | tree.Verified() as found:
                    return tree.MarkStatement(found, span=span)
                case _:
                    report(
                        "CMR120",
                        "a citation stands between sentences",
                        token.start,
                        token.end,
                        "write it before the period of the sentence to which it belongs",
                    )
                    return None
        case _:
            report(
                "CMR120",
                "a table stands here without scenarios before it",
                token.start,
                token.end,
                'write `Scenarios "…".` and a template before it',
            )
            return None


def _ended(token: Token, report: Report) -> int:
    if token.text.endswith("."):
        return 1
    report(
        "CMR102",
        "the sentence has no period at its end",
        max(token.end - 1, token.start),
        token.end,
        "write a period after it",
    )
    return 0


def _quoted(text: str) -> str:
    """Drop the marks of quoted lines, and keep the words as they are."""
    lines = []
    for line in text.splitlines():
        bare = line.strip()
        lines.append(bare[1:].removeprefix(" ") if bare.startswith(">") else bare)
    return "\n".join(lines)


def defined_names(text: str) -> tuple[str, ...]:
    """Find the capitalised names that *text* defines: terms, options, facts and outcomes."""
    return defined_in(pieces(plain(text))) if len(text) <= MAXIMUM_CHARACTERS else ()


def defined_words(text: str) -> frozenset[str]:
    """Find the capitalised words that facts declared in *text* may be."""
    return fact_words_in(pieces(plain(text))) if len(text) <= MAXIMUM_CHARACTERS else frozenset()


def used_files(text: str) -> tuple[tuple[str, int, int], ...]:
    """Find the files that *text* uses: each name with the start and the end of its quotation in *text*."""
    if len(text) > MAXIMUM_CHARACTERS:
        return ()
    raw = pieces(plain(text))
    return tuple(
        (single_blanks(text[token.start + 1 : token.end - 1]), token.start, token.end)
        for before, token in pairwise(raw)
        if before.text == "Use" and token.kind == "STRING"
    )
