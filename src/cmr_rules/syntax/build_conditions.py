"""The builders of conditions: predicates, history, and what is asked of a record."""

from __future__ import annotations

from attrs import evolve

from cmr_rules.source import Span
from cmr_rules.syntax import tree
from cmr_rules.syntax.build import Parts, builds, counted, counting, short_fact, words_of_fact

# ---------------------------------------------------------------------------------------------- predicates


@builds("compared")
def _compared(parts: Parts, span: Span) -> tree.Compared:
    return tree.Compared(parts[0], parts[1], span=span)


@builds("same_value")
def _same_value(parts: Parts, span: Span) -> tree.Compared:
    return tree.Compared("on" if isinstance(parts[0], tree.Day) else "exactly", parts[0], span=span)


@builds("between")
def _between(parts: Parts, span: Span) -> tree.Between:
    return tree.Between(parts[0], parts[1], span=span)


@builds("through")
def _through(parts: Parts, span: Span) -> tree.Between:
    return tree.Between(parts[0], parts[1], through=True, span=span)


@builds("within")
def _within(parts: Parts, span: Span) -> tree.Within:
    return tree.Within(parts[0], parts[1], parts[2], span=span)


@builds("in_window")
def _in_window(parts: Parts, span: Span) -> tree.InWindow:
    return tree.InWindow(parts[0], parts[1], parts[2], span=span)


@builds("aged")
def _aged(parts: Parts, span: Span) -> tree.Aged:
    relation, age, old, on = parts
    return tree.Aged("more than" if relation == "over" else relation, age, on, spelled=old is not None, span=span)


@builds("one_of_words")
def _one_of_words(parts: Parts, span: Span) -> tree.OneOf:
    return tree.OneOf(words=parts[0], span=span)


@builds("one_of_offenses")
def _one_of_offenses(parts: Parts, span: Span) -> tree.OneOf:
    return tree.OneOf(offenses=parts[0], span=span)


@builds("located")
def _located(parts: Parts, span: Span) -> tree.Located:
    return tree.Located(parts[0], span=span)


@builds("for_offenses")
def _for_offenses(parts: Parts, span: Span) -> tree.ForOffenses:
    return tree.ForOffenses(parts[0], span=span)


# ---------------------------------------------------------------------------------------------- history


@builds("quantifier_no")
def _quantifier_no(_: Parts, span: Span) -> tree.Quantifier:
    return tree.Quantifier("no", span=span)


@builds("quantifier_any")
def _quantifier_any(_: Parts, span: Span) -> tree.Quantifier:
    return tree.Quantifier("any", span=span)


@builds("quantifier_count")
def _quantifier_count(parts: Parts, span: Span) -> tree.Quantifier:
    kind = str({"less than": "fewer than", "no more than": "at most"}.get(parts[0], parts[0]))
    return tree.Quantifier(kind, parts[1].number, span=span)


@builds("counted_offenses")
def _counted_offenses(parts: Parts, _: Span) -> tree.Offenses:
    offenses = parts[0]
    assert isinstance(offenses, tree.Offenses)
    return offenses


@builds("counted")
def _counted(parts: Parts, span: Span) -> tree.Counted:
    return counted(parts, span)


@builds("filters")
def _filters(parts: Parts, _: Span) -> tuple[tree.Filter, ...]:
    return tuple(parts)


@builds("whose")
def _whose(parts: Parts, span: Span) -> tree.Whose:
    return tree.Whose(short_fact(words_of_fact(parts[:-2])), negated=False, predicate=parts[-1], span=span)


@builds("whose_not")
def _whose_not(parts: Parts, span: Span) -> tree.Whose:
    return tree.Whose(short_fact(words_of_fact(parts[:-2])), negated=True, predicate=parts[-1], span=span)


@builds("that")
def _that(parts: Parts, span: Span) -> tree.That:
    return tree.That(negated=False, predicate=parts[-1], span=span)


@builds("that_not")
def _that_not(parts: Parts, span: Span) -> tree.That:
    return tree.That(negated=True, predicate=parts[-1], span=span)


@builds("that_stands", "that_no_longer_stands")
def _that_stands(_: Parts, span: Span) -> tree.That:
    return tree.That("longer" in span.text, tree.Standing(span=span), span=span)


@builds("for_which")
def _for_which(parts: Parts, span: Span) -> tree.ForWhich:
    return tree.ForWhich(parts[0], span=span)


# ---------------------------------------------------------------------------------------------- conditions


@builds("is")
def _is(parts: Parts, span: Span) -> tree.Is:
    return tree.Is(parts[0], negated=False, predicate=parts[2], span=span)


@builds("is_not")
def _is_not(parts: Parts, span: Span) -> tree.Is:
    return tree.Is(parts[0], negated=True, predicate=parts[2], span=span)


@builds("that_ended", "that_did_not_end")
def _that_ended(_: Parts, span: Span) -> tree.That:
    return tree.That("not" in span.text.split(), tree.EndedInConviction(span=span), span=span)


@builds("standing")
def _standing(parts: Parts, span: Span) -> tree.Is:
    return tree.Is(parts[0], negated=False, predicate=tree.Standing(span=span), span=span)


@builds("not_standing")
def _not_standing(parts: Parts, span: Span) -> tree.Is:
    return tree.Is(parts[0], negated=True, predicate=tree.Standing(span=span), span=span)


@builds("has")
def _has(parts: Parts, span: Span) -> tree.Has:
    return tree.Has(parts[0], parts[1], counting(parts[2], parts[3]), span=span)


@builds("names")
def _names(parts: Parts, span: Span) -> tree.Names:
    return tree.Names(negated=False, offenses=parts[0], span=span)


@builds("names_not")
def _names_not(parts: Parts, span: Span) -> tree.Names:
    return tree.Names(negated=True, offenses=parts[0], span=span)


@builds("includes")
def _includes(parts: Parts, span: Span) -> tree.Includes:
    return tree.Includes(parts[0], negated=False, kinds=parts[1], span=span)


@builds("includes_not")
def _includes_not(parts: Parts, span: Span) -> tree.Includes:
    return tree.Includes(parts[0], negated=True, kinds=parts[1], span=span)


@builds("shows", "shows_not")
def _shows(parts: Parts, span: Span) -> tree.Shows:
    return tree.Shows(span.text.split()[2] == "does", parts[-1], span=span)


@builds("every")
def _every(parts: Parts, span: Span) -> tree.Every:
    return tree.Every(parts[0], parts[1].endswith("not"), parts[2], span=span)


@builds("bare")
def _bare(parts: Parts, span: Span) -> tree.Bare:
    return tree.Bare(parts[0], span=span)


@builds("has_another")
def _has_another(parts: Parts, span: Span) -> tree.Has:
    subject, of = parts
    return tree.Has(subject, tree.Quantifier("any", span=span), evolve(of, other=True), span=span)
