"""What people write for what the language says: each saying with the words to write instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cmr_rules.syntax.lexer import Token

_WINDOW = "write `in the 5 years before the review date`"
_AGO = "write `at least 5 years before the review date`"
_ALL = "write `all of the following are true: (a) …; and (b) …`"
_ANY = "write `any of the following is true: (a) …; or (b) …`"
_NONE = "write `none of the following is true: (a) …; or (b) …`"
_CONVICTED = "write `has a conviction for …`"
_HAS_NO = "write `has no conviction …`"
_LEVELS = "list the levels: `the level of the conviction is misdemeanor or infraction`"
_EXCEPT = "write an outline: `all of the following are true: (a) the offense is …; and (b) the offense is not …`"
_SO = "say what is so: `is`, `was` or `has`"
_OLDER, _YOUNGER = "write `at least 21 years old on` a date", "write `under 21 years old on` a date"

SAYINGS: Mapping[str, str] = {
    "on or prior to": "write `on or before`", "prior to": "write `before`", "preceding": "write `before`",
    "subsequent to": "write `after`", "later than": "write `after`", "earlier than": "write `before`",
    "no later than": "write `on or before`", "not later than": "write `on or before`",
    "no earlier than": "write `on or after`", "not earlier than": "write `on or after`", "since": "write `on or after`",
    "within the last": _WINDOW, "within the past": _WINDOW, "in the last": _WINDOW, "in the past": _WINDOW,
    "in the previous": _WINDOW, "during the": _WINDOW, "during": _WINDOW,
    "years ago": _AGO, "ago": _AGO,
    "both of the following": _ALL, "each of the following": _ALL, "all these": _ALL, "both": _ALL,
    "either of the following": _ANY, "one of the following": _ANY, "one or more of the following": _ANY,
    "at least one of the following": _ANY, "either": _ANY, "neither of the following": _NONE, "neither": _NONE,
    "zero": "write `no`", "is no": "write `is not a …`", "was no": "write `was not a …`",
    "has not been convicted": _HAS_NO, "has not been": _HAS_NO, "was not convicted": _HAS_NO,
    "has never been": _HAS_NO, "was never": _HAS_NO, "does not have": _HAS_NO, "has not": _HAS_NO,
    "has been convicted of": _CONVICTED, "has been convicted": _CONVICTED, "was convicted of": _CONVICTED,
    "was convicted": _CONVICTED, "convicted of": _CONVICTED, "conviction of": "write `conviction for`",
    "convictions of": "write `convictions for`", "one of the": "write the term itself, such as `a Related Offense`",
    "two or more": "write `at least 2`", "three or more": "write `at least 3`", "or more": "write `at least`",
    "or fewer": "write `at most`", "or less": "write `at most`", "not more than": "write `at most`",
    "not less than": "write `at least`", "no less than": "write `at least`", "no fewer than": "write `at least`",
    "greater than": "write `more than`", "exceeds": "write `is more than`", "equals": "write `is exactly`",
    "equal to": "write `exactly`", "or older": _OLDER, "or over": _OLDER, "older than": _OLDER,
    "or younger": _YOUNGER, "younger than": _YOUNGER, "isn't": "write `is not`", "aren't": "write `are not`",
    "wasn't": "write `was not`", "weren't": "write `were not`", "hasn't": _HAS_NO, "doesn't": _HAS_NO,
    "shall": _SO, "must": _SO, "should": _SO, "except": _EXCEPT, "excluding": _EXCEPT, "other than": _EXCEPT,
    "but not": _EXCEPT, "provided that": "write the condition as an item of an outline", "pursuant to": "write `under`",
    "if and only if": "write `if`", "is defined as": "write `means`", "shall mean": "write `means`",
    "is defined to mean": "write `means`", "refers to": "write `means`",
}  # fmt: skip
"""From what people write to what to write."""

_BEFORE, _AFTER = 5, 6
_SO_CALLED = {"shall", "must", "should"}
_LEVELS_OF_RECORDS = {"felony", "misdemeanor", "infraction", "wobbler"}


def saying_at(tokens: Sequence[Token], index: int) -> tuple[str, Token, Token, str] | None:
    """Find the longest saying at token *index* or shortly before it: its words, first and last token, and the hint."""
    first = max(index - _BEFORE, 0)
    words = [
        (word, number)
        for number in range(first, min(index + _AFTER, len(tokens)))
        for word in tokens[number].text.casefold().split()
    ]
    found: tuple[str, Token, Token, str] | None = None
    for start in range(len(words)):
        for length in range(1, min(6, len(words) - start) + 1):
            text = " ".join(word for word, _ in words[start : start + length])
            low, high = words[start][1], words[start + length - 1][1]
            longer = found is None or len(text) > len(found[0])
            if text in SAYINGS and low <= index <= high + (5 if text in _SO_CALLED else 2) and longer:
                found = (text, tokens[low], tokens[high], SAYINGS[text])
    return found


def between_sections(tokens: Sequence[Token], index: int) -> bool:
    """Whether ``to`` stands between two sections."""
    return 0 < index < len(tokens) and tokens[index].text == "to" and tokens[index - 1].kind == "SECTION"


def shouted(token: Token, words: Mapping[str, str]) -> str:
    """Return the word of the language that is written in capitals here, or nothing."""
    text = token.text.casefold()
    known = text in words or text in _LEVELS_OF_RECORDS or any(text in phrase.split() for phrase in words)
    return text if token.kind == "NAME" and " " not in text and known else ""


LIMIT_HINT = (
    'write `Limit "…" on "RULE": at most 2 felony convictions of a person, the earliest date of conviction first; '
    "a conviction over the limit receives OUTCOME`"
)
LEVELS_HINT = _LEVELS
"""What to write instead of comparing with a level by name."""
