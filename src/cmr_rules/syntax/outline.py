"""Outlines by label: a stack of open series tells which level a label belongs to.

A label right after a colon starts a series of a kind that is not open. Any other label goes to the innermost series
that expects it, and closes the ones inside. The tokens ``BEGIN``, ``ITEM``, ``SEP`` and ``END`` are put in.
"""

from __future__ import annotations

from attrs import define, field

from cmr_rules.syntax.joiners import check_joiners, list_kind
from cmr_rules.syntax.labels import KINDS, label_at, position
from cmr_rules.syntax.lexer import Report, Token, Words

LEVELS = 5
NOUNS = frozenset({"conviction", "charge", "arrest", "case", "registration", "record"})

PARTS = frozenset({"subdivision", "subdivisions", "paragraph", "subparagraph", "subsection"})


@define
class _Series:
    kind: str
    next: int
    list_kind: str = ""
    """What joins its items: ``all``, ``any``, ``none``, ``offenses``, ``unless``, ``records`` or nothing."""
    other: int = 0
    """After a label that stood twice: the number that fits too, if the first of the two was meant."""
    item: int = 0
    """Where in the result the token of its latest item stands."""
    separators: list[Token] = field(factory=list)

    def expects(self, number: int | None) -> bool:
        """Whether an item with this number may come next."""
        return number is not None and number in {self.next, self.other}


@define
class Result:
    """The tokens of a sentence with its outlines marked.

    *brackets* are those outside every item; those of an item are in the value of its ``ITEM`` token, a list.
    """

    tokens: list[Token] = field(factory=list)
    brackets: list[Token] = field(factory=list)
    readable: bool = True
    """False after a fault that no reading of the sentence survives."""


def mark_outlines(tokens: list[Token], words: Words, report: Report) -> Result:
    """Put the marks of outlines into the tokens of one sentence, and take its brackets out."""
    return _Marker(tokens, words, report).run()


class _Marker:
    def __init__(self, tokens: list[Token], words: Words, report: Report) -> None:
        self.brackets_at: dict[int, list[Token]] = {}
        self.tokens: list[Token] = []
        separators = {":", ";", ",", "and", "or"}
        for token in tokens:
            if token.kind == "BRACKET":  # after a separator it still belongs to what stands before the separator
                place = len(self.tokens)
                while place and self.tokens[place - 1].text in separators:
                    place -= 1
                self.brackets_at.setdefault(place, []).append(token)
            else:
                self.tokens.append(token)
        self.report = report
        self.colon, self.semicolon, self.comma = words[":"], words[";"], words[","]
        self.stack: list[_Series] = []
        self.outermost: _Series | None = None
        self.continues = False
        self.result = Result()
        self.out = self.result.tokens
        self.unless = False

    def run(self) -> Result:
        index = 0
        while index < len(self.tokens) and self.result.readable:
            self._brackets(index)
            index += self._take(index)
        self._brackets(index)
        if self.result.readable:
            self._close(0, self.tokens[-1].end if self.tokens else 0)
        return self.result

    def _brackets(self, index: int) -> None:
        for bracket in self.brackets_at.get(index, ()):
            if self.stack:
                held = self.out[self.stack[-1].item].value
                assert isinstance(held, list)
                held.append(bracket)
            else:
                self.result.brackets.append(bracket)

    def _text(self, index: int) -> str:
        return self.tokens[index].text if index < len(self.tokens) else ""

    def _kind(self, index: int) -> str:
        return self.tokens[index].kind if index < len(self.tokens) else ""

    def _take(self, index: int) -> int:
        token = self.tokens[index]
        if token.kind == self.colon and self._kind(index + 1) == "LABEL":
            self.out.append(token)
            self._begin(self.tokens[index + 1])
            return 2
        if token.kind in {self.semicolon, self.comma}:
            return self._after_separator(index)
        if token.kind == "UNLESS_WORD" or token.text == "unless":
            return self._unless(index, 1, inside=bool(self.stack))
        if token.kind == "LABEL":
            return self._bare_label(index)
        if token.kind == "DOT" and self._kind(index + 1) == "LABEL":
            return self._dot_in_outline(index)
        if token.text in {"and", "or", ", and", ", or"} and self._kind(index + 1) == "LABEL" and self.stack:
            return self._joint_alone(token, self.tokens[index + 1])
        self.out.append(token)
        return 1

    def _after_separator(self, index: int) -> int:
        token = self.tokens[index]
        ahead = index + 1
        if self._text(ahead) == "unless":
            return self._unless(ahead, 2, inside=token.kind == self.comma and bool(self.stack))
        joiner = self._text(ahead) if self._text(ahead) in {"and", "or"} else ""
        ahead += bool(joiner)
        if self._text(ahead) == "perhaps others" and self.stack:
            self._close(0, token.start)
            others = self.tokens[ahead]
            self.out.append(Token("PERHAPS", others.text, others.start, others.end))
            return ahead + 1 - index
        if self._kind(ahead) != "LABEL":
            self.out.append(token)
            return 1
        label = self.tokens[ahead]
        if token.kind == self.comma:
            self.report(
                "CMR110",
                "items of an outline are separated by semicolons",
                token.start,
                token.end,
                f"write `;` before `{label.text}`",
            )
        last = self.tokens[ahead - 1]
        value = None if token.kind == self.comma and not joiner else joiner
        self._separate(Token("SEP", joiner or ";", token.start, last.end, value), label)
        return ahead + 1 - index

    def _joint_alone(self, token: Token, label: Token) -> int:
        joiner = token.text.removeprefix(", ")
        message = f"a semicolon is missing before `{joiner} {label.text}`"
        self.report("CMR110", message, token.start, label.end, f"write `; {joiner} {label.text}`")
        self._separate(Token("SEP", joiner, token.start, token.end, joiner), label)
        return 2

    def _dot_in_outline(self, index: int) -> int:
        token, label = self.tokens[index], self.tokens[index + 1]
        if not self.stack and list_kind(self.out):
            hint = "write `:` in the place of the period"
            self.report("CMR105", "an outline begins after a colon", token.start, token.end, hint)
            self.out.append(Token(self.colon, ":", token.start, token.end))
            self._begin(label)
            return 2
        self.report(
            "CMR110",
            f"the sentence ends here, before item `{label.text}`",
            token.start,
            token.end,
            "items of an outline end with a semicolon; only the last ends with a period",
        )
        self._separate(Token("SEP", ";", token.start, token.end, None), label)
        return 2

    def _bare_label(self, index: int) -> int:
        """A label after neither colon nor semicolon: a reference, or a slip."""
        label = self.tokens[index]
        previous = self._text(index - 1) if index else ""
        name = label.text[1:-1]
        expected = any(position(name, s.kind) == s.next for s in self.stack)
        if previous in NOUNS and not expected:
            self.out.append(Token("REF", label.text, label.start, label.end, name))
            return 1
        where = self.tokens[index - 1].end if index else label.start
        if previous in PARTS and not expected:
            message = f"`{previous} {label.text}` stands apart from its section"
            hint = f"write it after the number, as in `HS 11357{label.text}`"
            self.report("CMR127", message, self.tokens[index - 1].start, label.end, hint)
            self.result.readable = False
            return 1
        if previous in NOUNS:
            self.report(
                "CMR121",
                f"`{previous} {label.text}` reads like a reference",
                self.tokens[index - 1].start,
                label.end,
                f"write a semicolon before `{label.text}` if a new item begins there",
            )
        elif expected:
            self.report(
                "CMR110",
                f"a semicolon is missing before `{label.text}`",
                label.start,
                label.end,
                f"write `; {label.text}`",
            )
        elif self._first_of_new(name) is not None:
            self.report(
                "CMR105",
                f"an outline needs a colon before `{label.text}`",
                label.start,
                label.end,
                f"write `: {label.text}`",
            )
            self.out.append(Token(self.colon, ":", where, where))
            self._begin(label)
            return 1
        self._separate(Token("SEP", ";", where, where, None), label)
        return 1

    def _first_of_new(self, name: str) -> str | None:
        """Return the kind of a series that *name* may start, or None. The order of `KINDS` prefers letters."""
        is_open = {series.kind for series in self.stack}
        return next((kind for kind in KINDS if kind not in is_open and position(name, kind) == 1), None)

    def _begin(self, label: Token) -> None:
        name = label.text[1:-1]
        if self.continues and self.outermost is not None and not self.stack:
            self._continue(self.outermost, label, name)
            return
        kind = self._first_of_new(name)
        number = 1
        if len(self.stack) >= LEVELS:
            hint = "define a term for the inner conditions and name it here"
            self.report("CMR113", "outlines are nested more than five deep", label.start, label.end, hint)
            self.result.readable = False
            return
        if kind is None:
            kind, number = self._wrong_first(label, name)
        self._open(_Series(kind, number), label)

    def _wrong_first(self, label: Token, name: str) -> tuple[str, int]:
        """Report a label that starts no series; guess what it was meant to be."""
        is_open = {series.kind for series in self.stack}
        guesses = [(number, kind) for kind in KINDS if (number := position(name, kind)) is not None]
        free = [guess for guess in guesses if guess[1] not in is_open]
        if free:
            number, kind = min(free)
            first = f"({label_at(1, kind)})"
            self.report(
                "CMR103",
                f"an outline begins with `{first}`, not with `{label.text}`",
                label.start,
                label.end,
                f"write `{first}`",
            )
            return kind, number
        others = " or ".join(f"`({kind})`" for kind in KINDS if kind not in is_open)
        self.report(
            "CMR105",
            f"an outline inside another needs another kind of label than `{label.text}`",
            label.start,
            label.end,
            f"begin it with {others}" if others else "define a term for the inner conditions",
        )
        return (guesses[0][1], guesses[0][0]) if guesses else ("a", 1)

    def _continue(self, series: _Series, label: Token, name: str) -> None:
        """The outline after ``unless`` goes on with the labels of the outermost series before it."""
        self.continues = False
        number = position(name, series.kind)
        if number != series.next:
            self._wrong(series, number, label)
        self._open(_Series(series.kind, number or series.next), label)

    def _open(self, series: _Series, label: Token) -> None:
        series.list_kind = list_kind(self.out)
        self.out.append(Token("BEGIN", "", label.start, label.start))
        self.stack.append(series)
        self.outermost = self.stack[0]
        self._item(series, label)
        series.next += 1

    def _item(self, series: _Series, label: Token) -> None:
        series.item = len(self.out)
        self.out.append(Token("ITEM", label.text[1:-1], label.start, label.end, []))

    def _separate(self, separator: Token, label: Token) -> None:
        """Start the next item: of the innermost series that expects it, else of the one that comes nearest."""
        name = label.text[1:-1]
        depth = next(
            (d for d in reversed(range(len(self.stack))) if self.stack[d].expects(position(name, self.stack[d].kind))),
            None,
        )
        if depth is None:
            depth = self._nearest(label, name)
            if depth is None:
                self.out.append(separator)
                self.out.append(Token("ITEM", name, label.start, label.end, []))
                return
        series = self.stack[depth]
        self._close(depth + 1, separator.start)
        series.separators.append(separator)
        self.out.append(separator)
        self._item(series, label)
        number = position(name, series.kind) or series.next
        series.other = series.next + 1 if number < series.next else 0
        series.next = number + 1

    def _nearest(self, label: Token, name: str) -> int | None:
        """Report a label that no series expects; return the depth of the series that it most likely belongs to."""
        if not self.stack:
            self.report(
                "CMR105",
                f"`{label.text}` stands outside of an outline",
                label.start,
                label.end,
                "an outline begins after a colon, as in `all of the following are true: (a) …; and (b) …`",
            )
            return None
        fits = [
            (abs(number - series.next), -depth)
            for depth, series in enumerate(self.stack)
            if (number := position(name, series.kind)) is not None
        ]
        depth = -min(fits)[1] if fits else len(self.stack) - 1
        self._wrong(self.stack[depth], position(name, self.stack[depth].kind), label)
        return depth

    def _wrong(self, series: _Series, number: int | None, label: Token) -> None:
        wanted = f"({label_at(series.next, series.kind)})"
        if number is not None and number < series.next:
            self.report(
                "CMR104",
                f"the label `{label.text}` stands twice; `{wanted}` is next",
                label.start,
                label.end,
                f"write `{wanted}`",
            )
        else:
            self.report(
                "CMR103",
                f"the label `{label.text}` is out of order; `{wanted}` is next",
                label.start,
                label.end,
                f"write `{wanted}`",
            )

    def _unless(self, index: int, count: int, *, inside: bool) -> int:
        token = self.tokens[index]
        start = self.tokens[index - count + 1].start
        if self.unless:
            self.report(
                "CMR112",
                "`unless` stands inside another `unless`",
                token.start,
                token.end,
                "write the exception to the exception as a term of its own, and name it here",
            )
        elif inside:
            self.report(
                "CMR112",
                "`unless` stands inside an item of an outline",
                token.start,
                token.end,
                "write `; unless` after the last item; it then defeats the whole rule",
            )
        if self.unless or inside:
            self.result.readable = False
            return count
        self.unless = True
        self._close(0, start)
        self.continues = self.outermost is not None
        self.out.append(Token("UNLESS", token.text, start, token.end))
        return count

    def _close(self, depth: int, where: int) -> None:
        while len(self.stack) > depth:
            check_joiners(self.stack[-1].list_kind, self.stack.pop().separators, self.out, self.report)
            self.out.append(Token("END", "", where, where))
