"""Frequent slips, each told in a message of its own; all else in one that says what could stand there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from attrs import frozen

from cmr_rules.syntax.lexer import Report, Token
from cmr_rules.syntax.run import Fault
from cmr_rules.syntax.sayings import LEVELS_HINT, LIMIT_HINT, between_sections, saying_at, shouted
from cmr_rules.syntax.slips_clocks import clocks
from cmr_rules.syntax.slips_in_force import in_force
from cmr_rules.syntax.table import Table

_KINDS = {
    "NAME": "a capitalised name", "STRING": "words in quotation marks", "DATE": "a date such as `November 9, 2016`",
    "PERIOD": "a period such as `10 years`", "NUMBER": "a number", "AMOUNT": "an amount such as `28.5 grams`",
    "ORDINAL": "a birthday such as `21st`", "MONTH_DAY": "a day of the year such as `March 1`",
    "SECTION": "a section such as `HS 11357(a)`", "PLACE": "a place such as `Contra Costa County`",
    "WORD": "a word such as `felony`", "REF": "a label such as `(1)`", "UNLESS": "`; unless`",
    "BEGIN": "an outline", "SEP": "`;` and another item", "END": "the end of the outline", "$END": "a period",
    "NUMBER_OF": "`the number of`",
}  # fmt: skip
_HIDDEN = {"RANGE", "PERHAPS", "NUMBER_OF", "ITEM", "BEGIN", "END"}
_SYMBOLS = {
    ">=": "write `at least`, or `on or after` for a date", "<=": "write `at most`, or `on or before` for a date",
    ">": "write `more than`, or `after` for a date", "<": "write `less than`, or `before` for a date",
    "=": "write `is`", "==": "write `is`", "!=": "write `is not`", "&": "write `and`", "&&": "write `and`",
    "|": "write `or`", "||": "write `or`", "%": "write the number itself",
    "/": "write `or`, or a date as `November 9, 2016`",
    "*": "write the words instead", "(": "write words without parentheses; citations stand in `[…]`",
    ")": "write a label as `(a)`", "]": "begin the bracket with `[`",
    "-": "write `through`, or join words without blanks",
    "§": "write the code before the number: `HS 11357`",
}  # fmt: skip
SHORTEST, SHOWN = 3, 40
"""Letters of the shortest word whose spelling is looked at, and of the longest text that a message repeats."""
_BE = {"is", "was", "are", "were", "is not", "was not", "are not", "were not"}
_QUOTED = {
    "Rule": "a rule", "Scenario": "a scenario", "Scenarios": "scenarios", "Statute": "a statute",
    "Policy": "a policy", "Definitions": "a file of definitions", "Use": "a file",
}  # fmt: skip
_CONDITIONAL = {"if", "that", ", if", "all of the following are true", "any of the following is true"}


@frozen
class _Place:
    """Where a reading stopped, with what stands around it."""

    tokens: list[Token]
    index: int
    fault: Fault
    table: Table
    names: frozenset[str]
    report: Report

    @property
    def token(self) -> Token:
        """The token at the fault; the last one when the sentence ended too early."""
        return self.tokens[min(self.index, len(self.tokens) - 1)]

    @property
    def before(self) -> Token:
        """The token before the fault."""
        return self.tokens[self.index - 1] if self.index else self.tokens[0]

    @property
    def at_end(self) -> bool:
        """Whether the sentence ended too early."""
        return self.index >= len(self.tokens)

    def word(self, phrase: str) -> str:
        """The terminal of a word or phrase."""
        return self.table.words.get(phrase, "")

    def expects(self, phrase: str) -> bool:
        """Whether a word or phrase could stand at the fault."""
        return self.word(phrase) in self.fault.expected

    def say(self, code: str, message: str, *hints: str, at: Token | None = None) -> bool:
        """Report, and say that it is done."""
        token = at or self.token
        start, end = (token.start, token.end) if token.end > token.start else (max(token.start - 1, 0), token.start)
        self.report(code, message, start, max(end, start), *hints)
        return True


def explain(tokens: list[Token], fault: Fault, table: Table, names: frozenset[str], report: Report) -> None:
    """Report why a sentence cannot be read."""
    place = _Place(tokens, fault.index, fault, table, names, report)
    if place.token.kind == "BAD_REPORTED" or any(t.value == "open" for t in tokens):
        return
    for slip in (_too_deep, _in_force, _option, _symbol, _opening, _quotes, _rule, _step, _means, _lower_case,
                 _quoted_term,
                 _saying, _connected, _reference, _misspelt, _date):  # fmt: skip
        if slip(place):
            return
    _generic(place)


def _too_deep(place: _Place) -> bool:
    return place.fault.too_deep and place.say(
        "CMR113", "phrases are nested too deeply here", "define a term for the inner phrase and name it here"
    )


def _in_force(place: _Place) -> bool:
    tokens, index = place.tokens, place.index
    return in_force(tokens, index, place.fault.expected, place.report) or clocks(tokens, index, place.report)


def _option(place: _Place) -> bool:
    """An option with a second normal value, or sections of a setting that are joined by ``and``."""
    if place.at_end:
        return False
    if place.token.text == ", normally" and any(one.text == ", normally" for one in place.tokens[: place.index]):
        hint = "join its sections: `normally HS 11357 or HS 11358`"
        return place.say("CMR101", "an option has one normal value, and this is a second one", hint)
    if (
        place.token.kind == "SECTION"
        and place.before.text == "and"
        and place.index > 1
        and place.tokens[0].text == "On"
    ):
        hint = f"write `{place.tokens[place.index - 2].text} or {place.token.text}`"
        return place.say("CMR101", "the sections to which an option is set are joined by `or`", hint, at=place.before)
    return False


def _symbol(place: _Place) -> bool:
    if place.at_end or place.token.kind != "BAD":
        return False
    text = place.token.text
    return place.say("CMR123", f"the language does not use `{text}`", _SYMBOLS.get(text, "write it in words"))


def _opening(place: _Place) -> bool:
    """The first word opens no sentence: a misspelt or foreign one."""
    first = place.tokens[0]
    if place.index > 1 or first.kind not in {"NAME", "WORD"} or (place.index == 1 and place.token.text == "means"):
        return False
    word = first.text.split()[0]
    if word in {"Else", "else", "Default"}:
        return place.say("CMR101", f"`{word}` opens no sentence", "write `Otherwise`", at=first)
    openers = {phrase.split()[0].rstrip(",") for phrase in place.table.words if phrase[0].isupper()}
    text = " ".join(token.text for token in place.tokens[:4])
    likely = [p for p in place.table.words if p.startswith(word) and p != word and p[0].isupper()]
    whole = next(iter(difflib.get_close_matches(text, likely, 1, 0.0)), None)
    if whole is not None and place.index == 1:
        return place.say("CMR101", f"the sentence begins as no sentence does: `{word}`", f"write `{whole}`", at=first)
    near = difflib.get_close_matches(word[0].upper() + word[1:], openers, 1, 0.7)
    if near and near[0] != word:
        return place.say("CMR101", f"`{word}` opens no sentence", f"did you mean `{near[0]}`?", at=first)
    return False


def _quotes(place: _Place) -> bool:
    if place.at_end or "STRING" not in place.fault.expected:
        return False
    what = _QUOTED.get(place.before.text)
    if place.before.text == ", because":
        return place.say("CMR128", "a reason stands in quotation marks", 'write `because "…"`')
    if what is not None:
        return place.say("CMR111", f"the name of {what} stands in quotation marks", f'write `{place.before.text} "…"`')
    return False


def _rule(place: _Place) -> bool:
    """A rule that does not say what is received."""
    texts = [t.text for t in place.tokens]
    if texts[0] == "Limit":
        return place.say("CMR101", "this part of the limit cannot be read", LIMIT_HINT)
    if texts[0] == "Rule" and place.expects("A"):
        return place.say(
            "CMR101", "a rule says first what a conviction receives", "write `A conviction receives OUTCOME if …`"
        )
    if (
        texts[0] == "If"
        and not place.at_end
        and (place.expects("it is presumed") or "receives" in texts or place.expects(","))
    ):
        return place.say(
            "CMR101",
            "only a presumption begins with `If`",
            'write a rule: `Rule "…": A conviction receives OUTCOME if …`',
            at=place.tokens[0],
        )
    return False


def _step(place: _Place) -> bool:
    token = place.token
    if place.expects(", if") and not place.at_end:
        if token.text in {"if", "otherwise"}:
            after = "the reason" if place.before.kind == "STRING" else "the outcome"
            return place.say("CMR128", f"a comma is missing after {after}", f"write `, {token.text}`", at=place.before)
        if token.kind in {"SEP", "END"} and place.expects(", otherwise"):
            return place.say(
                "CMR128",
                "this step has neither `if` nor `otherwise`",
                "write `, if …` or `, otherwise` after it",
                at=place.before,
            )
        if token.text == "because":
            return place.say("CMR128", "a comma is missing before `because`", 'write `, because "…"`')
    if token.text in {"because", ", because"} and not place.at_end:
        return place.say(
            "CMR128", "`because` stands in the wrong place", "write the reason right after the outcome, before `if`"
        )
    return False


def _means(place: _Place) -> bool:
    tokens = place.tokens
    if not tokens[2:] or tokens[1].text != "means" or tokens[2].text == "that" or place.at_end:
        return False
    condition = _BE | {"has", "had", "have", "includes", "still stands", ":"}
    first = tokens[2].text
    if place.token.text in condition or first.startswith(
        ("all of the", "any of the", "none of the", "every", "the record")
    ):
        return place.say("CMR101", "a condition follows `means` without `that`", "write `means that`", at=tokens[1])
    return False


def _lower_case(place: _Place) -> bool:
    """A defined term in lower case."""
    if place.at_end or place.token.kind not in {"WORD", *place.table.words.values()}:
        return False
    for back in range(min(place.index, 6) + 1):
        start = place.index - back
        text = " ".join(t.text for t in place.tokens[start : start + 8])
        for name in place.names:
            if text.startswith(name.lower() + " ") or text == name.lower():
                end = place.tokens[min(start + len(name.split()), len(place.tokens)) - 1]
                token = place.tokens[start]
                place.report(
                    "CMR203",
                    f"the defined term `{name}` is written in lower case",
                    token.start,
                    end.end,
                    f"write `{name}`",
                )
                return True
    return False


def _quoted_term(place: _Place) -> bool:
    first, after = place.tokens[0], " ".join(token.text for token in place.tokens[1:3])
    if first.kind != "STRING" or place.index or not after.startswith(("means", "shall mean", "is defined")):
        return False
    name = first.text.strip('"')
    return place.say("CMR101", "a defined term stands without quotation marks", f"write `{name} means …`", at=first)


def _saying(place: _Place) -> bool:
    """What people write for what the language says."""
    index = min(place.index, len(place.tokens) - 1)
    token = place.tokens[index]
    if between_sections(place.tokens, index):
        return place.say("CMR101", "a range of sections is written with `through`", "write `through`")
    if token.text in {"old", "of age"}:
        hint = "write `at least 21 years old on` or `under 22 years old on`"
        return place.say("CMR122", "an age stands without `at least` or `under`", hint)
    if token.text == "and" and {one.kind for one in (place.before, *place.tokens[index + 1 : index + 2])} == {
        "SECTION"
    }:
        return place.say("CMR107", "offenses are listed with `or`: a record has one of them", "write `or`")
    if place.before.text in {"less serious than", "more serious than"} and index:
        return place.say("CMR101", "a level is compared with that of a record or of a term", LEVELS_HINT)
    loud = shouted(token, place.table.words)
    if loud:
        return place.say("CMR101", f"`{token.text}` is no defined term", f"write `{loud}` in small letters")
    found = saying_at(place.tokens, index)
    if found is None:
        return False
    words, first, last, hint = found
    place.report("CMR101", f"the language has other words for `{words}`", first.start, last.end, hint)
    return True


def _connected(place: _Place) -> bool:
    """A bare ``and`` or ``or`` between conditions."""
    joints = {"and", "or", ", and", ", or"}
    if place.at_end:
        return False
    at = place.token if place.token.text in joints else place.before if place.before.text in joints else None
    if at is None:
        at = _joint_before(place)
    if at is None or not any(t.text in _CONDITIONAL or t.kind == "ITEM" for t in place.tokens):
        return False
    found = {t.text.removeprefix(", ") for t in _segment(place) if t.text in joints}
    if len(found) > 1:
        return place.say(
            "CMR106",
            "`and` and `or` stand in one sentence, which can be read in two ways",
            "use an outline: `any of the following is true: (a) …; or (b) …`",
            at=at,
        )
    word = at.text.removeprefix(", ")
    kind = "all of the following are true" if word == "and" else "any of the following is true"
    return place.say(
        "CMR107",
        f"two conditions are joined by a bare `{word}`",
        f"use an outline: `{kind}: (a) …; {word} (b) …`",
        at=at,
    )


def _joint_before(place: _Place) -> Token | None:
    """A joint shortly before the fault, when what follows it reads like a condition of its own."""
    if place.token.text not in _BE | {"has", "had", "have"}:
        return None
    for token in reversed(place.tokens[max(place.index - 8, 0) : place.index]):
        if token.text in {"and", "or"}:
            return token
        if token.kind in {"SEP", "ITEM"}:
            return None
    return None


def _segment(place: _Place) -> Iterable[Token]:
    """The tokens of the outline item, or of the sentence outside of outlines, in which the fault lies."""
    marks = {"ITEM", "SEP", "END", "BEGIN", "UNLESS"}
    start, end = place.index, place.index
    while start > 0 and place.tokens[start - 1].kind not in marks:
        start -= 1
    while end < len(place.tokens) and place.tokens[end].kind not in marks:
        end += 1
    return place.tokens[start:end]


def _reference(place: _Place) -> bool:
    if place.at_end or place.token.kind != "REF":
        return False
    noun = place.before.text
    return place.say(
        "CMR121",
        f"`{noun} {place.token.text}` is read as a reference to a {noun}",
        f"write `: {place.token.text}` or `; {place.token.text}` if an item begins there",
    )


def _misspelt(place: _Place) -> bool:
    """A word near the fault that is almost a word of the language."""
    known = {
        word for phrase in place.table.words for word in phrase.split() if word.isalpha() and len(word) >= SHORTEST
    }
    wanted = {p.split()[0] for p, kind in place.table.words.items() if kind in place.fault.expected and p[0].isalpha()}
    for back in range(4):
        if place.index - back < 0 or place.index - back >= len(place.tokens):
            continue
        token = place.tokens[place.index - back]
        if token.kind != "WORD" or len(token.text) < SHORTEST:
            continue
        near = difflib.get_close_matches(token.text, wanted if back == 0 else known, 1, 0.75)
        near = near or difflib.get_close_matches(token.text, known, 1, 0.8)
        near = near or [word for word in known if sorted(word) == sorted(token.text)]
        if near and near[0] != token.text:
            return place.say(
                "CMR101", f"I cannot read this sentence from `{token.text}` on", f"did you mean `{near[0]}`?", at=token
            )
    return False


def _date(place: _Place) -> bool:
    if place.at_end or "DATE" not in place.fault.expected:
        return False
    if place.token.kind == "MONTH_DAY":
        return place.say("CMR114", f"the date `{place.token.text}` lacks its year", f"write `{place.token.text}, 2016`")
    return False


def _generic(place: _Place) -> None:
    expected = friendly(place.fault.expected, place.table)
    hint = (f"here could stand: {', '.join(expected)}",) if expected else ()
    if place.at_end or place.token.end == place.token.start:
        last = place.before if not place.at_end else place.token
        place.say("CMR101", f"the sentence breaks off after `{_shown(last)}`", *hint, at=last)
        return
    place.say("CMR101", f"I cannot read this sentence from `{_shown(place.token)}` on", *hint)


def _shown(token: Token) -> str:
    """The words of a token, shortened; its own text may hold line ends."""
    text = " ".join(token.text.split()).replace("`", "'")
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def friendly(expected: Iterable[str], table: Table) -> list[str]:
    """Name what could stand at a place, at most five things, kinds of things first."""
    phrases = {kind: phrase for phrase, kind in table.words.items()}
    kinds = [_KINDS[kind] for kind in expected if kind in _KINDS and kind not in _HIDDEN]
    words = [f"`{phrases[kind]}`" for kind in expected if kind in phrases]
    return [*sorted(kinds)[:3], *sorted(words, key=len)][:5]
