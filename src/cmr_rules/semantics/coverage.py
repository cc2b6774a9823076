"""What a file covers: one kind of record in a sentence, rules and `Otherwise` for each, no record decided twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cmr_rules.diagnostics.diagnostic import Label
from cmr_rules.semantics.names import Names
from cmr_rules.source import Span
from cmr_rules.syntax import tree

ARTICLES = {"arrest": "an"}


def with_article(noun: str) -> str:
    """Return ``a charge``, ``an arrest``."""
    return f"{ARTICLES.get(noun, 'a')} {noun}"


def covered_nouns(document: tree.Document) -> tuple[str, ...]:
    """Return the kinds of records that a file covers, in its order."""
    return tuple(dict.fromkeys(one.counted.noun for one in _covers(document)))


def _covers(document: tree.Document) -> Iterator[tree.Covers]:
    return (one for one in document.statements if isinstance(one, tree.Covers))


def check_coverage(document: tree.Document, names: Names) -> None:
    """See that every covered record gets one decision: each kind is covered once, and has its rules."""
    sentences = list(_covers(document))
    _check_each_once(sentences, names)
    _check_disjoint(sentences, names)
    nouns = covered_nouns(document)
    rules = [one for one in document.statements if isinstance(one, tree.Rule)]
    ends = [one for one in document.statements if isinstance(one, tree.Otherwise)]
    decided: list[tree.Rule | tree.Otherwise] = [*rules, *ends]
    for written in decided:
        if nouns and written.noun not in nouns:
            message = f"the file covers no {written.noun}, and this is about {with_article(written.noun)}"
            hints = (f"write `This statute covers each {written.noun} …` too",
                     f"or write `{with_article(nouns[0])} receives`")  # fmt: skip
            names.fault("CMR403", message, _place(written), *hints)
    seen: dict[str, Span] = {}
    for end in ends:
        if end.noun in seen:
            others = (Label(seen[end.noun], "the first one"),)
            message = f"the file has a second `Otherwise` for {with_article(end.noun)}"
            names.fault("CMR405", message, end.span, "keep one of them", others=others)
        seen.setdefault(end.noun, end.span)
    lists = any(isinstance(one, tree.Decide) for one in document.statements)
    if not rules or lists or names.unread:
        return
    for noun in nouns or ("conviction",):
        if noun not in seen:
            message = "no `Otherwise` follows the rules, so that some records would get no decision"
            if len(nouns) > 1 or ends:
                message = f"no `Otherwise` says what {with_article(noun)} receives when no rule applies"
            names.fault("CMR402", message, rules[-1].span, f"add `Otherwise {with_article(noun)} receives …`")


def _place(written: tree.Rule | tree.Otherwise) -> Span:
    return written.title.span if isinstance(written, tree.Rule) else written.span


def _check_each_once(sentences: Sequence[tree.Covers], names: Names) -> None:
    seen: dict[str, Span] = {}
    for one in sentences:
        noun = one.counted.noun
        if noun in seen:
            others = (Label(seen[noun], "the first one"),)
            message = f"a second sentence says which {noun}s the file covers"
            names.fault("CMR405", message, one.span, "keep one of them", others=others)
        seen.setdefault(noun, one.span)


def _check_disjoint(sentences: Sequence[tree.Covers], names: Names) -> None:
    """A conviction is a charge too: where both are covered, the charges are those that did not end in one."""
    nouns = {one.counted.noun for one in sentences}
    for one in sentences:
        if one.counted.noun == "charge" and "conviction" in nouns and not _ended_otherwise(one.counted):
            message = "the file covers convictions, and every conviction is a charge too: it would get two decisions"
            hint = "write `This statute covers each charge … that did not end in a conviction`"
            names.fault("CMR406", message, one.counted.span, hint)


def _ended_otherwise(counted: tree.Counted) -> bool:
    return any(
        isinstance(one, tree.That) and one.negated and isinstance(one.predicate, tree.EndedInConviction)
        for one in counted.filters
    )
