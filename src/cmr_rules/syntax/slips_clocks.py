"""Slips with what the record shows, and with the day on which a time has run."""

from __future__ import annotations

from collections.abc import Sequence

from cmr_rules.syntax.lexer import Report, Token

_SHOWS = {"the record shows that", "the record does not show that"}
_RUN = "write `the day on which 8 years have run from …`; a term or an option `has run`"
_STARTS = (", starting again with each", ", starting again, also after it has run, with each")
_AGAIN = (
    "say from which of its days the time runs then: `…, starting again with each conviction from its date of sentence`"
)


def clocks(tokens: Sequence[Token], index: int, report: Report) -> bool:
    """Report a slip of this kind at token *index*, where the reading stopped; False if it is another.

    Args:
        tokens: The tokens of the sentence.
        index: Where the reading stopped; past the last token when the sentence ended too early.
        report: How a fault is reported.
    """
    token = tokens[min(index, len(tokens) - 1)]
    before = [one.text for one in tokens[:index]]

    def say(message: str, hint: str) -> bool:
        report("CMR101", message, token.start, token.end, hint)
        return True

    if before[-1:] and before[-1] in _SHOWS and token.text in _SHOWS:
        return say("the record shows a condition, and no other sentence of what it shows", "leave one of them out")
    if before[-1:] and before[-1] in _SHOWS and "following" in token.text:
        return say(
            "the record shows one condition, and no outline", "define a term for the outline: `… that TERM is true`"
        )
    if before[-2:-1] and before[-2] in _SHOWS and tokens[index - 1].kind == "NAME":
        name = tokens[index - 1].text
        return say(f"the record shows a whole sentence, and `{name}` is a term alone", f"write `that {name} is true`")
    if "the day on which" in before[-3:] and not {"has run", "have run"} & set(before):
        return say("what has run is not said as it should be", _RUN)
    if any(one in before for one in _STARTS) and "from its" not in before:
        return say("the record that starts the time again does not say from when", _AGAIN)
    return False
