"""Slips with the days on which a text is in force: of a section, of a version of a term, of a rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from cmr_rules.syntax.lexer import Report, Token

_SECTION = "write `as in force before November 9, 2016`, `as in force from …` or `as in force from … through …`"
_TERM = "write `the version in force on the review date: (1) from … through …: …; (2) from …: …`"
_ITEM = "write `(2) from June 27, 2017: 8 grams`, with the first day, and the last day of all but the last version"
_RULE = 'write `Rule "…" […], in force from July 1, 2022 through September 30, 2024:`'
_THE_VERSION = "the version in force on"
_OF_SECTION = {"as in force before", "as in force from"}
_VERBS = {"is", "was", "are", "were", "is not", "was not", "are not", "were not", "has", "had", "have", "includes", ":"}
_NEAR = 6
"""How many tokens before a fault are looked at."""


def in_force(tokens: Sequence[Token], index: int, expected: Sequence[str], report: Report) -> bool:
    """Report a slip with the days of a text at token *index*, where the reading stopped; False if it is another.

    Args:
        tokens: The tokens of the sentence.
        index: Where the reading stopped; past the last token when the sentence ended too early.
        expected: The terminals that could stand there.
        report: How a fault is reported.
    """
    token = tokens[min(index, len(tokens) - 1)]
    before = tokens[index - 1] if index else tokens[0]
    opening = tokens[0].text

    def say(message: str, hint: str, first: Token = token, last: Token = token) -> bool:
        report("CMR101", message, first.start, max(last.end, first.end), hint)
        return True

    if any(one.text == _THE_VERSION for one in tokens[:index]):
        if before.text == _THE_VERSION:
            return say("the day that chooses the version is missing", _TERM, before, before)
        if before.kind == "ITEM" and "FROM" in expected:
            return say("a version says first from which day it is in force", _ITEM)
        if before.kind in {"DATE", "ITEM"} and "COLON" in expected:
            return say("a colon stands between the days of a version and what it means", _ITEM)
        if token.text in _VERBS and _without_that(tokens, index):
            return say("a condition stands in a version without `that`", "write `that` after the colon")
    if token.text in _OF_SECTION:
        return say(f"only a code section stands `{token.text}` a day", "write it after each section of the list")
    if before.text in _OF_SECTION and token.kind != "MONTH_DAY":
        return say(f"a whole day stands after `{before.text}`", _SECTION)
    if token.text == ", in force from" and tokens[1:2] and tokens[1].text == "means":
        return say("a term in versions lists them all", _TERM)
    if before.kind == "UNTIL" and token.kind != "MONTH_DAY":
        return say("the last day of the text is missing", _SECTION)
    in_head = opening == "Rule" and all(one.kind != "COLON" for one in tokens[:index])
    if in_head and before.text in {", in force from", "through"} and token.kind != "MONTH_DAY":
        return say("a rule in versions names whole days", _RULE)
    return _loose(tokens, index, opening, report)


def _without_that(tokens: Sequence[Token], index: int) -> bool:
    """Whether the version in which token *index* stands goes on after its colon with another word than `that`."""
    for place in range(index - 1, 0, -1):
        if tokens[place - 1].kind == "DATE" and tokens[place].kind == "COLON":
            return tokens[place + 1].text != "that"
        if tokens[place].kind in {"ITEM", "BEGIN"}:
            return False
    return False


def _loose(tokens: Sequence[Token], index: int, opening: str, report: Report) -> bool:
    """Report the words `in force` near a fault, where they belong to no phrase of the language."""
    first = max(index - _NEAR, 0)
    for place, (one, two) in enumerate(pairwise(tokens[first : index + _NEAR]), first):
        if (one.text, two.text) == ("in", "force"):
            before = tokens[place - 1] if place else one
            if opening == "Rule" and place < _NEAR:
                hint = _RULE
            elif before.text in {"version", "the version"} or (
                tokens[1:2] and tokens[1].text == "means" and place < _NEAR
            ):
                hint = _TERM
            else:
                hint = _SECTION
            report("CMR101", "`in force` stands here without its days, or not as the language says it", one.start,
                   two.end, hint)  # fmt: skip
            return True
    return False
