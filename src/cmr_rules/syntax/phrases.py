"""Raw pieces to the words of the language: names, places, dates, quantities, sections, keywords and phrases."""

from __future__ import annotations

import difflib
from calendar import monthrange
from collections.abc import Iterable
from functools import lru_cache

from cmr_rules.places import PLACES
from cmr_rules.syntax import tree
from cmr_rules.syntax.lexer import MONTHS, NUMBER_WORDS, Report, Token, Words

_UNITS = {"year": "year", "years": "year", "month": "month", "months": "month", "week": "week", "weeks": "week",
          "day": "day", "days": "day"}  # fmt: skip
_WEIGHTS = {"gram": "gram", "grams": "gram", "g": "gram", "ounce": "ounce", "ounces": "ounce", "oz": "ounce",
            "pound": "pound", "pounds": "pound", "lb": "pound", "kilogram": "kilogram", "kilograms": "kilogram",
            "kg": "kilogram", "milligram": "milligram", "milligrams": "milligram"}  # fmt: skip
_NOUNS = {"convictions", "charges", "arrests", "cases", "registrations"}
_MAXIMUM_NAME = 200


class Phrases:
    """Word sequences with the kind that each makes; the longest at a place wins."""

    def __init__(self, words: Words, names: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, kind in words.items():
            self._add(phrase, kind)
        for place in PLACES:
            self._add(place, "PLACE")
        for name in names:
            self._add(name, "NAME")
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, phrase: str, kind: str) -> None:
        parts = tuple(phrase.replace(",", " ,").replace(":", " :").split())
        if parts and (parts, "PLACE") not in self._by_first.get(parts[0], []):
            self._by_first.setdefault(parts[0], []).append((parts, kind))

    def at(self, raw: list[Token], index: int) -> tuple[str, int] | None:
        """Return the kind and the number of pieces of the longest phrase that starts at piece *index*."""
        for parts, kind in self._by_first.get(raw[index].text, ()):
            count = len(parts)
            if index + count <= len(raw) and all(raw[index + i].text == parts[i] for i in range(1, count)):
                return kind, count
        return None


@lru_cache(maxsize=8)
def _phrases(words: frozenset[tuple[str, str]], names: frozenset[str]) -> Phrases:
    return Phrases(dict(words), names)


def combine(raw: list[Token], words: Words, names: Iterable[str], report: Report) -> list[Token]:
    """Combine raw pieces into the tokens of the grammar, reporting values that are not written as they should be."""
    combiner = _Combiner(raw, _phrases(frozenset(words.items()), frozenset(names)), words, report)
    return combiner.run()


class _Combiner:
    def __init__(self, raw: list[Token], phrases: Phrases, words: Words, report: Report) -> None:
        self.raw, self.phrases, self.words, self.report = raw, phrases, words, report
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        index = 0
        while index < len(self.raw):
            index += self._take(index)
        return self.tokens

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
        found = self.phrases.at(self.raw, index)
        if found is not None:
            kind, count = found
            if kind in {"NAME", "PLACE"}:
                return self._name(kind, index, count)
            if text == "the":
                number_of = self._number_of(index)
                if number_of:
                    return self._add("NUMBER_OF", index, number_of)
            return self._add(kind, index, count)
        if text[0].isupper():
            return self._unknown_name(index)
        if text in NUMBER_WORDS:
            return self._number(index)
        return self._add("WORD", index)

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
            if count == _MAXIMUM_NAME:
                break
        return count

    def _in_a_name(self, index: int) -> bool:
        token = self.raw[index]
        return token.kind == "WORD" and token.text[0].isupper()

    def _unknown_name(self, index: int) -> int:
        count = self._run(index)
        after = self.raw[index + count : index + count + 2]
        if count > 1 and after and after[0].kind == "NUMBER" and "." not in after[0].text and not (
            len(after) > 1 and after[1].text in _UNITS
        ):
            count += 1
        kind = "PLACE" if count > 1 and self.raw[index + count - 1].text == "County" else "NAME"
        return self._add(kind, index, count)

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
        if count > 2 and self.raw[index + 2].text == "any" and after == "of":
            return self._add(self.words[", if"], index, 2)
        return self._add(kind, index, count)

    # ------------------------------------------------------------------------------------------ numbers

    def _number(self, index: int) -> int:
        token = self.raw[index]
        text = token.text.replace(",", "")
        if text in NUMBER_WORDS:
            text = str(NUMBER_WORDS.index(text) + 1)
        if "(" in text:
            self.report("CMR101", f"I cannot read `{token.text}`", token.start, token.end, "write the code before the number of a section: `HS 11357(a)`")
            return self._add("BAD_REPORTED", index)
        following = self.raw[index + 1] if index + 1 < len(self.raw) else None
        if following is not None and following.kind == "WORD":
            if following.text in _UNITS and "." not in text:
                return self._add("PERIOD", index, 2, tree.Length(_small(text), _UNITS[following.text]))
            if following.text in _WEIGHTS:
                return self._add("AMOUNT", index, 2, tree.Amount(text, _WEIGHTS[following.text]))
            if following.text not in self.words:
                near = difflib.get_close_matches(following.text, (*_UNITS, *_WEIGHTS), 1, 0.75)
                if near:
                    self.report("CMR116", f"there is no unit `{following.text}`", following.start, following.end, f"did you mean `{near[0]}`?")
                    if near[0] in _UNITS:
                        return self._add("PERIOD", index, 2, tree.Length(_small(text.split(".")[0]), _UNITS[near[0]]))
                    return self._add("AMOUNT", index, 2, tree.Amount(text, _WEIGHTS[near[0]]))
        if "." in text:
            self.report("CMR116", f"the number `{token.text}` lacks its unit", token.start, token.end, f"write the unit after it, as in `{token.text} grams`")
            return self._add("AMOUNT", index, 1, tree.Amount(text, "gram"))
        return self._add("NUMBER", index, 1, tree.Number(_small(text)))

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
            year, month, day = _odd_date(token.text)
            written = f"{MONTHS[month - 1]} {day}, {year}" if 1 <= month <= 12 else "November 9, 2016"
            self.report("CMR114", f"`{token.text}` is not written as dates are", token.start, token.end, f"write `{written}`")
        if not (1 <= month <= 12 and year >= 1 and 1 <= day <= monthrange(year, month)[1]):
            hint = f"{MONTHS[month - 1]} {year} has {monthrange(year, month)[1]} days" if 1 <= month <= 12 and year else ""
            self.report("CMR115", f"there is no such day as `{token.text}`", token.start, token.end, *([hint] if hint else []))
            year, month, day = max(year, 1), min(max(month, 1), 12), 1
        return self._add("DATE", index, 1, tree.Day(year, month, day))

    def _section(self, index: int) -> int:
        token, raw = self.raw[index], self.raw
        section = _tidy(token.text)
        if token.kind != "SECTION":
            section = _turned(token)
            self.report("CMR127", f"the section `{' '.join(token.text.split())}` is not written as the language writes sections", token.start, token.end, f"write `{section}`")
        if index + 2 < len(raw) and raw[index + 1].text == "through" and raw[index + 2].kind in {"SECTION", "NUMBER"}:
            other = raw[index + 2]
            code = section.split(" ", 1)[0]
            if other.kind == "NUMBER":
                self._no_code(other, code)
            end = _tidy(other.text) if other.kind == "SECTION" else f"{code} {other.text}"
            return self._add("RANGE", index, 3, (section, end))
        count = self._add("SECTION", index, 1, section)
        return count + self._more_sections(index + 1, section.split(" ", 1)[0])

    def _more_sections(self, index: int, code: str) -> int:
        """Read ``, 11358`` and ``or 11358`` after a section, which lack their code."""
        raw, start = self.raw, index
        while index < len(raw):
            ahead = index
            while ahead < len(raw) and ahead < index + 2 and raw[ahead].text in {",", "or", "and"}:
                ahead += 1
            if ahead == index or ahead >= len(raw) or raw[ahead].kind != "NUMBER":
                break
            number = raw[ahead]
            after = raw[ahead + 1] if ahead + 1 < len(raw) else None
            if len(number.text.split("(")[0]) < 3 or (after is not None and after.text in _UNITS | _WEIGHTS.keys()):
                break
            for joint in range(index, ahead):
                self._take(joint)
            self._no_code(number, code)
            self.tokens.append(Token("SECTION", number.text, number.start, number.end, f"{code} {number.text}"))
            index = ahead + 1
        return index - start

    def _no_code(self, number: Token, code: str) -> None:
        self.report("CMR125", f"the section `{number.text}` lacks its code", number.start, number.end, f"repeat the code: `{code} {number.text}`")

    # ------------------------------------------------------------------------------------------ slips

    def _odd_label(self, index: int) -> int:
        token = self.raw[index]
        self.report("CMR105", f"`{token.text}` is not written as labels are", token.start, token.end, f"write `({token.text}`")
        self.tokens.append(Token("LABEL", f"({token.text}", token.start, token.end))
        return 1

    def _open(self, index: int) -> int:
        token = self.raw[index]
        string = token.kind == "OPEN_STRING"
        what, mark = ("quotation mark", '"') if string else ("bracket", "]")
        self.report("CMR111", f"this {what} is not closed", token.start, token.start + 1, f"close it with `{mark}` on the same line")
        self.tokens.append(Token("STRING" if string else "BRACKET", token.text, token.start, token.end, "open"))
        return 1


def _small(digits: str) -> int:
    """Read a number, cut off where no calendar reaches."""
    return int(digits[:9]) if digits else 0


def _odd_date(text: str) -> tuple[int, int, int]:
    """Read a date that is written in another way, as far as it goes: year, month, day."""
    if "/" in text:
        month, day, year = (int(part) for part in text.split("/"))
        return (year + (1900 if year > 40 else 2000) if year < 100 else year), month, day
    if text[0].isdigit() and "-" in text:
        year, month, day = (int(part) for part in text.split("-"))
        return year, month, day
    words = [w for w in text.replace(",", " ").replace(".", " ").split() if w != "of"]
    names = [w for w in words if w[0].isalpha()]
    month = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(names[0][:3]))
    day, year = (int(w.rstrip("stndrh")) for w in words if w[0].isdigit())
    return year, month, day


def _tidy(section: str) -> str:
    """Write a section with one blank between code and number."""
    letters = "".join(section.replace("§", " ").split())
    digit = next(i for i, letter in enumerate(letters) if letter.isdigit())
    return f"{letters[:digit]} {letters[digit:]}"


_CODE_NAMES = {"Health and Safety": "HS", "Penal": "PC", "Vehicle": "VC", "Business and Professions": "BP",
               "Welfare and Institutions": "WI", "Government": "GC"}  # fmt: skip


def _turned(token: Token) -> str:
    """Turn ``11357 HS`` and ``Section 11357 of the Health and Safety Code`` round."""
    words = token.text.split()
    if token.kind == "TURNED_SECTION":
        return f"{words[1]} {words[0]}"
    code = " ".join(words[words.index("the") + 1 : -1])
    return f"{_CODE_NAMES.get(code, 'XX')} {words[1]}"
