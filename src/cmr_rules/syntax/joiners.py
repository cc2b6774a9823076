"""What joins the items of an outline: the ``and`` or ``or`` before the last one."""

from __future__ import annotations

from cmr_rules.syntax.lexer import Report, Token

_LIST_KINDS = (
    ("all of the following", "all"), ("any of the following offenses", "offenses"), ("any of the following", "any"),
    ("none of the following", "none"), ("the first of these", "first"), ("Decide by", "first"), ("has", "records"),
    ("unless", "unless"), ("; unless", "unless"),
)  # fmt: skip


def list_kind(before: list[Token]) -> str:
    """Tell from the words *before* an outline what joins its items: ``all``, ``any``, ``records`` …; or nothing."""
    for token in reversed(before[-5:]):
        for words, kind in _LIST_KINDS:
            if token.text.startswith(words):
                return kind
    versions = any(token.text == "the version in force on" for token in before)
    return "first" if versions and not any(token.kind == "ITEM" for token in before) else ""


_JOINERS = {"all": "and", "any": "or", "none": "or", "unless": "or", "offenses": "or", "records": "and"}
_LENIENT = {"offenses", "records"}


def check_joiners(kind: str, separators: list[Token], out: list[Token], report: Report) -> None:
    """Report an ``and`` or ``or`` between items that is missing, contradicts the list, or stands too early."""
    joined = next((one for one in separators if kind == "first" and one.value), None)
    if joined is not None:
        report(
            "CMR109",
            f"`{joined.value}` joins items of which only the first that applies counts",
            joined.start,
            joined.end,
            "write `;` alone",
        )
    wanted = _JOINERS.get(kind)
    if wanted is None:
        return
    if not separators:
        if kind in {"all", "any", "none"}:
            item = next(t for t in reversed(out) if t.kind == "ITEM")
            report(
                "CMR117",
                "the outline has a single item",
                item.start,
                item.end,
                "write the condition without an outline, or add the other items",
            )
        return
    if any(separator.value is None for separator in separators):
        return  # a slip that was reported already
    *earlier, last = separators
    for separator in earlier:
        if separator.value and kind != "records":
            report(
                "CMR109",
                f"`{separator.value}` stands before an item that is not the last",
                separator.start,
                separator.end,
                f"write `;` alone; `; {wanted}` stands before the last item",
            )
            return
    if not last.value and kind not in _LENIENT:
        report(
            "CMR108",
            f"the last item is not preceded by `{wanted}`",
            last.start,
            last.end,
            f"write `; {wanted}` before the last item",
        )
    elif last.value and last.value != wanted:
        of = {"all": "`all of the following`", "none": "`none of the following`"}.get(kind, "this list")
        report(
            "CMR109",
            f"`{last.value}` contradicts {of}",
            last.start,
            last.end,
            f"write `; {wanted}`, or change the words before the outline",
        )


def without_item(tokens: list[Token], index: int) -> list[Token] | None:
    """Leave out the outline item in which token *index* lies, with one separator; None outside of outlines."""
    depth, start = 0, min(index, len(tokens) - 1)
    while start >= 0:
        kind = tokens[start].kind
        if kind == "ITEM" and depth == 0:
            break
        depth += (kind == "END" and start < index) - (kind == "BEGIN" and depth > 0)
        start -= 1
    if start < 0:
        return None
    depth, end = 0, start + 1
    while end < len(tokens) and not (depth == 0 and tokens[end].kind in {"SEP", "END"}):
        depth += (tokens[end].kind == "BEGIN") - (tokens[end].kind == "END")
        end += 1
    if start and tokens[start - 1].kind == "SEP":
        return tokens[: start - 1] + tokens[end:]
    if end < len(tokens) and tokens[end].kind == "SEP":
        return tokens[:start] + tokens[end + 1 :]
    return None
