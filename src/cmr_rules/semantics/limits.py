"""``Limit``: how many records of one person may receive the relief of some rules, and which come first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cmr_rules.diagnostics.diagnostic import Label
from cmr_rules.semantics import law
from cmr_rules.semantics.history import records_of
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import Found, Names, Scope
from cmr_rules.semantics.offense_lists import citations_of
from cmr_rules.semantics.statements import always_on
from cmr_rules.semantics.values import value_of_kind
from cmr_rules.semantics.wording import plain
from cmr_rules.source import Span
from cmr_rules.syntax import tree


def limits_of(document: tree.Document, names: Names) -> tuple[law.Limit, ...]:
    """Resolve the limits of a file, in its order."""
    written = [one for one in document.statements if isinstance(one, tree.Limit)]
    if not written:
        return ()
    lists = [one for one in document.statements if isinstance(one, tree.Decide)]
    if lists:
        message = "a limit is put on rules, and this file decides by an ordered list"
        hint = "write the steps as rules, each with its title; the limit names those that it limits"
        names.fault("CMR420", message, written[0].span, hint)
    _check_titles(written, names)
    rules = {one.title.value: one for one in document.statements if isinstance(one, tree.Rule)}
    return tuple(_limit(one, rules, names) for one in written if not lists)


def _check_titles(written: list[tree.Limit], names: Names) -> None:
    seen: dict[str, Span] = {}
    for one in written:
        title = one.title.value
        if title in seen:
            others = (Label(seen[title], "the first one"),)
            names.fault("CMR213", f'two limits have the name "{title}"', one.title.span, "rename one", others=others)
        seen.setdefault(title, one.title.span)


def _limit(written: tree.Limit, rules: dict[str, tree.Rule], names: Names) -> law.Limit:
    found = Found()
    scope = Scope(names, found)
    if written.noun != "conviction":
        message = f"a limit on each {written.noun} is not supported"
        names.fault("CMR420", message, written.span, "limit the rules about convictions")
    titles = tuple(_rules(written, rules, names))
    caps = tuple(_caps(written, scope))
    _check_apart(written, caps, names)
    order = None
    if written.order is not None:
        hint = "name a day of the record, such as `the earliest date of conviction first`"
        order = value_of_kind(written.order, Kind.DATE, scope, hint)
    counting = None
    if written.counting is not None:
        _check_counting(written, written.counting, names)
        counting = records_of(written.counting, scope)
    citations = citations_of(written.remarks, names) or names.authorities
    title = written.title.value
    if not citations:
        hints = ("cite it in brackets, such as `[MCL 780.621g(5)]`", "or write `Authority: …` at the head of the file")
        names.fault("CMR401", f'the limit "{title}" has no authority', written.title.span, *hints)
    always_on(found, f'the limit "{title}"', written.span, names)
    outcome = names.outcome(written.outcome)
    notes = tuple(note.text for note in written.remarks.notes)
    return law.Limit(
        title, titles, caps, order, written.latest, written.one_for_each or "", counting, outcome, citations, notes,
        names.unverified.get(id(written), ""), _order_words(written), written.span,
    )  # fmt: skip


def _rules(written: tree.Limit, rules: dict[str, tree.Rule], names: Names) -> Iterator[str]:
    """Return the titles of the rules that it limits, which must be rules about the same kind of record."""
    seen: set[str] = set()
    for title in written.rules:
        rule = rules.get(title.value)
        if rule is None and not names.unread:
            hints = names.close(title.value, rules, 'did you mean "{}"?')
            hint = "write the title of a rule of this file, as it stands after `Rule`"
            names.fault("CMR421", f'there is no rule "{title.value}"', title.span, *(hints or (hint,)))
        elif title.value in seen:
            names.fault("CMR421", f'the rule "{title.value}" stands twice', title.span, "name it once")
        elif rule is not None:
            if rule.noun != written.noun:
                message = f'the rule "{title.value}" decides about a {rule.noun}, and the limit about a {written.noun}'
                names.fault("CMR420", message, title.span, f"write a limit for each {rule.noun} of its own")
            yield title.value
        seen.add(title.value)


def _caps(written: tree.Limit, scope: Scope) -> Iterator[law.Cap]:
    for cap in written.caps:
        if cap.counted.noun != written.noun:
            message = f"a {written.noun} is over the limit, and this counts each {cap.counted.noun}"
            scope.fault("CMR420", message, cap.counted.span, f"count each {written.noun}")
            continue
        records = records_of(cap.counted, scope)
        if records is not None:
            yield law.Cap(cap.number, records, scope.names.wording.clause(cap.span))


def _check_counting(written: tree.Limit, counting: tree.Counted, names: Names) -> None:
    if counting.noun != written.noun:
        message = f"a {written.noun} is over the limit, and earlier relief is counted by the {counting.noun}"
        names.fault("CMR420", message, counting.span, f"write `counting each {written.noun} for which …`")
    if counting.other or counting.same_section is not None or isinstance(counting.place, tree.SameAs):
        message = "earlier relief uses a place for every record alike, and this compares it with one of them"
        hint = "leave out `other`, `in the same …` and `under the same section …`"
        names.fault("CMR420", message, counting.span, hint)


def _check_apart(written: tree.Limit, caps: tuple[law.Cap, ...], names: Names) -> None:
    """See that no record falls under two caps: their levels must differ."""
    if len(caps) != len(written.caps):
        return
    for one, two in combinations(written.caps, 2):
        levels, others = (_levels(cap.counted) for cap in (one, two))
        if not levels or not others or levels & others:
            message = "one record could fall under both of these, and the order of its places would be open"
            hint = "let each be of another level, or write a second `Limit` on the same rules"
            names.fault("CMR420", message, two.span, hint, others=(Label(one.span, "the other one"),))


def _levels(counted: tree.Counted) -> frozenset[str]:
    words = {word for quality in counted.qualities for word in quality.text.replace(",", " or ").split(" or ")}
    return frozenset(words) & {"felony", "misdemeanor", "infraction"}


def _order_words(written: tree.Limit) -> str:
    match written.order:
        case None:
            return ""
        case tree.FactOf(words) | tree.NameValue(tree.Name(words)):
            return f"the {'latest' if written.latest else 'earliest'} {plain(words)} first"
        case _:
            raise TypeError("a limit orders records by a fact or a term")
