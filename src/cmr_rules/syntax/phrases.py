"""Raw pieces to the words of the language: names, places, dates, quantities, sections, keywords and phrases."""

from __future__ import annotations

import difflib
from calendar import monthrange
from collections.abc import Iterable
from itertools import pairwise

from cmr_rules.syntax import tree
from cmr_rules.syntax.known import MAXIMUM_NAME, MAXIMUM_WORDS, Phrases, known_phrases
from cmr_rules.syntax.lexer import MONTHS, NUMBER_WORDS, Report, Token, Words, fact_words_in, places_in
from cmr_rules.syntax.written import UNITS, WEIGHTS, odd_date, small, tidy, turned

SHORTEST_SECTION = 3
"""Digits from which a number after a section is taken for another section."""
LABEL_DIGITS, LONGEST_NUMBER = 2, 9
_CORRECTED = {"©": "(c)", "®": "(r)", "€": "(e)"}
"""What word processors make of labels."""
_BEGIN_ITEMS = {"The", "This", "All", "Any", "None", "Every", "A", "An", "No", "It"}
_AFTER_COMMA = {"If", "IF", "Otherwise", "OTHERWISE", "Because", "BECAUSE"}
_SMALL_AFTER = {"LABEL", "CORRECTED", "COMMA"}
_BARE = {"NUMBER", "BARE_SECTION"}
"""Pieces that are a section without its code, where one may stand."""
_START = Token("START", "", 0, 0)
_NOUNS = {"convictions", "charges", "arrests", "cases", "registrations"}


def combine(
    raw: list[Token], words: Words, names: Iterable[str], report: Report, fact_words: frozenset[str] = frozenset()
) -> list[Token]:
    """Combine raw pieces into the tokens of the grammar, reporting values that are not written as they should be."""
    combiner = _Combiner(raw, known_phrases(frozenset(words.items()), frozenset(names)), words, report)
    combiner.fact_words = fact_words | fact_words_in(raw)
    return combiner.run()


class _Combiner:
    def __init__(self, raw: list[Token], phrases: Phrases, words: Words, report: Report) -> None:
        self.raw, self.phrases, self.words, self.report = raw, phrases, words, report
        self.tokens: list[Token] = []
        self.places = places_in(raw)
        self.fact_words: frozenset[str] = frozenset()

    def run(self) -> list[Token]:
        self.raw = [
            self._small(index, token) if token.kind == "CORRECTED" or before.kind in _SMALL_AFTER else token
            for index, (before, token) in enumerate(pairwise((_START, *self.raw)))
        ]
        index = 0
        while index < len(self.raw):
            index += self._take(index)
        return self.tokens

    def _small(self, index: int, token: Token) -> Token:
        """Take back the capital with which a word processor begins an item of a list, and `If` after a comma."""
        if token.kind == "CORRECTED":
            return token._replace(kind="LABEL", text=_CORRECTED[token.text])
        if token.kind != "WORD" or not index:
            return token
        before = self.raw[index - 1].kind
        if (before in {"LABEL", "CORRECTED"} and token.text in _BEGIN_ITEMS) or (
            before == "COMMA" and token.text in _AFTER_COMMA
        ):
            found = self.phrases.at(self.raw, index)
            return token if found is not None and found[0] == "NAME" else token._replace(text=token.text.lower())
        return token

    def _add(self, kind: str, index: int, count: int = 1, value: object = None) -> int:
        first, last = self.raw[index], self.raw[index + count - 1]
        text = first.text if count == 1 else " ".join(t.text for t in self.raw[index : index + count])
        self.tokens.append(Token(kind, text, first.start, last.end, value))
        return count

    def _take(self, index: int) -> int:
        token = self.raw[index]
        match token.kind:
            case "WORD":
                return self._word(index)
            case "NUMBER":
                return self._number(index)
            case "COMMA":
                return self._comma(index)
            case "DATE" | "ODD_DATE" | "MONTH" | "MONTH_DAY":
                return self._date(index)
            case "SECTION" | "TURNED_SECTION" | "WRITTEN_SECTION":
                return self._section(index)
            case "BARE_SECTION":
                self._no_code(token, "Va. Code")
                return self._add("SECTION", index, 1, f"Va. Code {token.text}")
            case "MONEY":
                number = token.text.lstrip("$ ").replace(",", "")
                return self._add("AMOUNT", index, 1, tree.Amount(number, "$"))
            case "ORDINAL":
                return self._add("ORDINAL", index, 1, int(token.text[:-2]))
            case "ODD_LABEL":
                return self._odd_label(index)
            case "COLON":
                return self._add(self.words[":"], index)
            case "SEMICOLON":
                return self._add(self.words[";"], index)
            case "OPEN_STRING" | "OPEN_BRACKET":
                return self._open(index)
            case "PLACEHOLDER":
                return self._add("WORD", index)
            case _:
                return self._add(token.kind, index)

    # ------------------------------------------------------------------------------------------ words and names

    def _word(self, index: int) -> int:
        text = self.raw[index].text
        if len(text) > MAXIMUM_NAME:
            return self._too_long(index, 1)
        found = self.phrases.at(self.raw, index)
        if text in {"in", "outside"} and self.places:
            taken = self._place_of_option(index)
            if taken:
                return taken
        if found is not None:
            kind, count = found
            if text == "through" and self._as_in_force():
                return self._add("UNTIL", index)
            if kind in {"NAME", "PLACE"}:
                return self._name(kind, index, count)
            if text == "the":
                number_of = self._number_of(index)
                if number_of:
                    return self._add("NUMBER_OF", index, number_of)
            return self._add(kind, index, count)
        if text in self.fact_words:
            return self._add("WORD", index)
        if text[0].isupper():
            return self._unknown_name(index)
        if text in NUMBER_WORDS:
            return self._number(index)
        return self._add("WORD", index)

    def _as_in_force(self) -> bool:
        """Whether the last day of `as in force from D through D` follows: another `through` than that of a range."""
        return [t.text for t in self.tokens[-2:-1]] == ["as in force from"] and self.tokens[-1].kind == "DATE"

    def _place_of_option(self, index: int) -> int:
        """Read ``in the County``, which else would begin ``in the Waiting Time before …``; 0 when it is none."""
        named = index + 2
        found = self.phrases.at(self.raw, named) if named < len(self.raw) else None
        if found is None or found[0] != "NAME" or self.raw[index + 1].text != "the":
            return 0
        name = " ".join(token.text for token in self.raw[named : named + found[1]])
        if name not in self.places:
            return 0
        self._add(self.words[self.raw[index].text], index)
        return 1 + self._add("PLACE", index + 1, 1 + found[1], name)

    def _name(self, kind: str, index: int, count: int) -> int:
        """A known name; longer runs of capitals that end in ``County`` are places all the same."""
        run = self._run(index)
        if kind == "PLACE" and run > count and self.raw[index + run - 1].text != "County":
            return self._unknown_name(index)
        if run > count and self.raw[index + run - 1].text == "County":
            return self._add("PLACE", index, run)
        return self._add(kind, index, count)

    def _run(self, index: int) -> int:
        count = 0
        while index + count < len(self.raw) and self._in_a_name(index + count):
            count += 1
            if count == MAXIMUM_WORDS:
                break
        return count

    def _in_a_name(self, index: int) -> bool:
        token = self.raw[index]
        return token.kind == "WORD" and token.text[0].isupper()

    def _unknown_name(self, index: int) -> int:
        count = self._run(index)
        after = self.raw[index + count : index + count + 2]
        if (
            count > 1
            and after
            and after[0].kind == "NUMBER"
            and "." not in after[0].text
            and not (len(after) > 1 and after[1].text in UNITS)
        ):
            count += 1
        if self.raw[index + count - 1].end - self.raw[index].start > 2 * MAXIMUM_NAME:
            return self._too_long(index, count)
        kind = "PLACE" if count > 1 and self.raw[index + count - 1].text == "County" else "NAME"
        return self._add(kind, index, count)

    def _too_long(self, index: int, count: int) -> int:
        start = self.raw[index].start
        self.report(
            "CMR119",
            f"a word or name is longer than {MAXIMUM_NAME} characters",
            start,
            start + 40,
            "use a shorter name",
        )
        return self._add("BAD_REPORTED", index, count)

    def _number_of(self, index: int) -> int:
        """How many pieces ``the number of`` has here: 0 unless a plural noun follows (not in ``number of plants``)."""
        raw = self.raw
        if [t.text for t in raw[index + 1 : index + 3]] != ["number", "of"]:
            return 0
        for token in raw[index + 3 : index + 9]:
            if token.kind != "WORD":
                return 0
            if token.text in _NOUNS:
                return 3
        return 0

    def _comma(self, index: int) -> int:
        found = self.phrases.at(self.raw, index)
        assert found is not None
        kind, count = found
        after = self.raw[index + count].text if index + count < len(self.raw) else ""
        if after == "of" and [t.text for t in self.raw[index : index + count]] == [",", "if", "any"]:
            return self._add(self.words[", if"], index, 2)
        return self._add(kind, index, count)

    # ------------------------------------------------------------------------------------------ numbers

    def _number(self, index: int) -> int:
        token = self.raw[index]
        if self._is_odd_label(index):
            return self._odd_label(index, 2)
        text = token.text.replace(",", "")
        if text in NUMBER_WORDS:
            text = str(NUMBER_WORDS.index(text) + 1)
        if "(" in text:
            self.report(
                "CMR101",
                f"I cannot read `{token.text}`",
                token.start,
                token.end,
                "write the code before the number of a section: `HS 11357(a)`",
            )
            return self._add("BAD_REPORTED", index)
        if len(text.split(".")[0]) > LONGEST_NUMBER:
            self.report("CMR119", "the number is too long", token.start, token.end, "write a smaller number")
            return self._add("BAD_REPORTED", index)
        following = self.raw[index + 1] if index + 1 < len(self.raw) else None
        if following is not None and following.kind == "WORD" and following.text not in self.words:
            unit = self._unit(following)
            if unit in UNITS:
                if "." in text:
                    message = "a period is counted in whole numbers"
                    self.report("CMR116", message, token.start, following.end, "use a smaller unit: `18 months`")
                return self._add("PERIOD", index, 2, tree.Length(small(text.split(".")[0]), UNITS[unit]))
            if unit in WEIGHTS:
                return self._add("AMOUNT", index, 2, tree.Amount(text, WEIGHTS[unit]))
        if "." in text:
            self.report(
                "CMR116",
                f"the number `{token.text}` lacks its unit",
                token.start,
                token.end,
                f"write the unit after it, as in `{token.text} grams`",
            )
            return self._add("AMOUNT", index, 1, tree.Amount(text, "gram"))
        return self._add("NUMBER", index, 1, tree.Number(small(text)))

    def _unit(self, word: Token) -> str:
        """Return the unit that *word* is, or that it nearly is, which is reported; else the word."""
        if word.text in UNITS or word.text in WEIGHTS:
            return word.text
        near = difflib.get_close_matches(word.text, (*UNITS, *WEIGHTS), 1, 0.75)
        if not near:
            return word.text
        message = f"there is no unit `{word.text}`"
        self.report("CMR116", message, word.start, word.end, f"did you mean `{near[0]}`?")
        return near[0]

    # ------------------------------------------------------------------------------------------ dates and sections

    def _date(self, index: int) -> int:
        token = self.raw[index]
        parts = token.text.replace(",", " ").split()
        if token.kind == "MONTH_DAY":
            return self._add("MONTH_DAY", index)
        if token.kind == "MONTH":
            return self._add("DATE", index, 1, tree.Day(int(parts[1]), MONTHS.index(parts[0]) + 1))
        if token.kind == "DATE":
            year, month, day = int(parts[2]), MONTHS.index(parts[0]) + 1, int(parts[1])
        else:
            year, month, day = odd_date(token.text)
            written = f"{MONTHS[month - 1]} {day}, {year}" if 1 <= month <= len(MONTHS) else "November 9, 2016"
            self.report(
                "CMR114", f"`{token.text}` is not written as dates are", token.start, token.end, f"write `{written}`"
            )
        if not (1 <= month <= len(MONTHS) and year >= 1 and 1 <= day <= monthrange(year, month)[1]):
            hint = (
                f"{MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days"
                if 1 <= month <= len(MONTHS) and year
                else ""
            )
            self.report(
                "CMR115", f"there is no such day as `{token.text}`", token.start, token.end, *([hint] if hint else [])
            )
            year, month, day = max(year, 1), min(max(month, 1), 12), 1
        return self._add("DATE", index, 1, tree.Day(year, month, day))

    def _section(self, index: int) -> int:
        token, raw = self.raw[index], self.raw
        section = tidy(token.text) if token.kind == "SECTION" else turned(token)
        if token.kind != "SECTION":
            self.report(
                "CMR127",
                f"the section `{' '.join(token.text.split())}` is not written as the language writes sections",
                token.start,
                token.end,
                f"write `{section}`",
            )
        if index + 2 < len(raw) and raw[index + 1].text == "through" and raw[index + 2].kind in {"SECTION", *_BARE}:
            other = raw[index + 2]
            code = section.rsplit(" ", 1)[0]
            if other.kind in _BARE and " " not in code:
                self._no_code(other, code)
            end = tidy(other.text) if other.kind == "SECTION" else f"{code} {other.text}"
            return self._add("RANGE", index, 3, (section, end))
        count = self._add("SECTION", index, 1, section)
        return count + self._more_sections(index + 1, section.rsplit(" ", 1)[0])

    def _more_sections(self, index: int, code: str) -> int:
        """Read ``, 11358`` and ``or 11358`` after a section, which lack their code."""
        raw, start = self.raw, index
        while index < len(raw):
            ahead = index
            while ahead < len(raw) and ahead < index + 2 and raw[ahead].text in {",", "or", "and"}:
                ahead += 1
            if ahead == index or ahead >= len(raw) or raw[ahead].kind not in _BARE:
                break
            number = raw[ahead]
            after = raw[ahead + 1] if ahead + 1 < len(raw) else None
            if len(number.text.split("(")[0]) < SHORTEST_SECTION or (
                after is not None and after.text in UNITS | WEIGHTS.keys()
            ):
                break
            for joint in range(index, ahead):
                self._take(joint)
            self._no_code(number, code)
            self.tokens.append(Token("SECTION", number.text, number.start, number.end, f"{code} {number.text}"))
            index = ahead + 1
        return index - start

    def _no_code(self, number: Token, code: str) -> None:
        self.report(
            "CMR125",
            f"the section `{number.text}` lacks its code",
            number.start,
            number.end,
            f"repeat the code: `{code} {number.text}`",
        )

    # ------------------------------------------------------------------------------------------ slips

    def _is_odd_label(self, index: int) -> bool:
        """Whether ``1.`` stands where a label does: after a colon, or a semicolon with or without its joiner."""
        if (
            index + 1 >= len(self.raw)
            or self.raw[index + 1].kind != "DOT"
            or not self.raw[index].text.isdigit()
            or len(self.raw[index].text) > LABEL_DIGITS
        ):
            return False
        if index > 1 and self.raw[index - 1].kind == "COLON" and self.raw[index - 2].kind == "DATE":
            return False  # `from June 27, 2017: 6.` is a version that is a number
        before = [t.text for t in self.raw[max(index - 2, 0) : index]]
        return before[-1:] in ([":"], [";"]) or before in ([";", "and"], [";", "or"])

    def _odd_label(self, index: int, count: int = 1) -> int:
        token, last = self.raw[index], self.raw[index + count - 1]
        written = f"({token.text.rstrip(')')})"
        shown = f"{token.text}{last.text}" if last is not token else token.text
        self.report("CMR105", f"`{shown}` is not written as labels are", token.start, last.end, f"write `{written}`")
        self.tokens.append(Token("LABEL", written, token.start, last.end))
        return count

    def _open(self, index: int) -> int:
        token = self.raw[index]
        string = token.kind == "OPEN_STRING"
        what, mark = ("quotation mark", '"') if string else ("bracket", "]")
        self.report(
            "CMR111",
            f"this {what} is not closed",
            token.start,
            token.start + 1,
            f"close it with `{mark}` on the same line",
        )
        self.tokens.append(Token("STRING" if string else "BRACKET", token.text, token.start, token.end, "open"))
        return 1
