"""What can be read and is refused all the same: statements not supported yet, and ages with two readings."""

from __future__ import annotations

from itertools import pairwise

from cmr_rules.syntax.lexer import Report, Token


def unsupported(tokens: list[Token], report: Report) -> bool:
    """Report a statement that the language knows and this version does not read; True if it is one."""
    texts = [t.text for t in tokens[:6]]
    first, last = tokens[0], tokens[-1]
    what = None
    if first.text.startswith("Guarantee") and "that" in texts[1:2]:
        what = "`Guarantee`"
    elif first.text != "Rule" and texts[1:2] != ["means"]:
        dated = next((t for t in tokens if t.text == ", in force from"), None)
        if dated is not None:
            first, last, what = dated, dated, "`in force from` for anything but a rule, a term or a section"
    if what is None:
        first, last, what = _reference(tokens)
    if what is None:
        return False
    report(
        "CMR118",
        f"{what} is not supported yet",
        first.start,
        last.end,
        "leave the statement out for now, or say what it means as rules and terms",
    )
    return True


def unfilled(tokens: list[Token], report: Report) -> bool:
    """Report an expectation whose outcome is a blank, as `cmr-rules cases` writes it; True if it is one."""
    blank = next((token for token in tokens if token.kind == "UNFILLED"), None)
    if blank is None or tokens[0].text != "On":
        return False
    hint = "write the outcome that the law gives, such as `receives Dismissal`; nobody else can know it"
    report("CMR603", "the outcome of this scenario is still blank", blank.start, blank.end, hint)
    return True


def _reference(tokens: list[Token]) -> tuple[Token, Token, str | None]:
    for one, two in pairwise(tokens):
        if (one.text, two.text) == ("subject", "to"):
            return one, two, "`subject to` another rule"
        if one.text == "notwithstanding":
            return one, one, "`notwithstanding` another rule"
    return tokens[0], tokens[-1], None


def ages(tokens: list[Token], report: Report) -> None:
    """Report ages that can be read in two ways, and ages without their unit."""
    for relation, age, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if age.kind not in {"PERIOD", "NUMBER", "NAME"}:
            continue
        spelled = after.text in {"old", "of age"}
        refused = relation.text in {"at most", "more than", "less than", "exactly"} and spelled
        if refused or (relation.text == "over" and (spelled or after.text == "on")):
            number = age.text.split()[0]
            end = after.end if spelled else age.end
            report(
                "CMR122",
                f"`{relation.text} {number} years old` can be read in two ways",
                relation.start,
                end,
                *_age_hints(relation.text, number),
            )
        elif relation.text in {"at least", "under"} and age.kind == "NUMBER" and (spelled or after.text == "on"):
            report(
                "CMR116", f"the age `{age.text}` lacks its unit", age.start, age.end, f"write `{age.text} years old`"
            )


def _age_hints(relation: str, number: str) -> tuple[str, ...]:
    if not number.isdigit():
        return ("write `at least … on` or `under … on`",)
    older = int(number) + 1
    if relation in {"over", "more than"}:
        return (f"write `at least {number} years old` or `at least {older} years old`",)
    if relation == "exactly":
        return (f"ask two things: `at least {number} years old` and `under {older} years old`",)
    return (f"write `under {number} years old` or `under {older} years old`",)
