"""Provisions: whatever of a rule file can be true or false of a record, and what scenarios have made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import attrs
from attrs import field, frozen

from cmr_rules.semantics import law
from cmr_rules.source import Span

Part: TypeAlias = law.Node | law.Item
"""What tests and values are made of."""


@frozen
class ProvisionCoverage:
    """A step, rule, exception, defined condition, case of a value or item of an outline, as scenarios asked it.

    Args:
        title: ``step (4)``, ``(4)(A)``, ``rule "adult possession" (b)``, ``rule "adult possession", unless``,
            ``Grade Today (3)(A)`` or ```Otherwise```.
        file: The name of the rule file in which it stands.
        span: Its place there.
        made_true: How many expectations asked it of a record of which it is true, whatever is missing in the record.
        made_false: The same for false.
        only_true: Whether nothing can make it false: it takes all that is left, is a version, asked on
            its days, or asks if a conviction was by the review date.
        within: The title of the step, rule or outline in which it stands; empty for those themselves.
    """

    title: str
    file: str
    span: Span = field(eq=False, repr=False)
    made_true: int = 0
    made_false: int = 0
    only_true: bool = False
    within: str = ""

    @property
    def line(self) -> int:
        """The line of the file, counted from 1."""
        return self.span.line

    @property
    def lacks(self) -> tuple[bool, ...]:
        """The answers that no scenario made definite: ``(True,)``, ``(False,)``, both or none of them."""
        wanted = ((True, self.made_true), (False, self.made_false or self.only_true))
        return tuple(answer for answer, made in wanted if not made)


@frozen
class Coverage:
    """What the scenarios of a rule file made true and false in it.

    Args:
        law: The name of the file.
        provisions: What can be true or false in the file itself, in its order.
        used: What its scenarios made of the files that it uses, by file.
        decides: Whether the file decides anything. A file of definitions does not: a scenario has nothing to expect
            there, and what its terms mean is shown by the scenarios of the files that use it.
    """

    law: str
    provisions: tuple[ProvisionCoverage, ...]
    used: tuple[ProvisionCoverage, ...] = ()
    decides: bool = True

    @property
    def gaps(self) -> tuple[ProvisionCoverage, ...]:
        """The provisions that no scenario made true, or none made false. Always empty for definitions.

        What stands inside a provision that no scenario reaches is left out: the provision says it.
        """
        if not self.decides:
            return ()
        unmade = {one.title for one in self.provisions if not one.made_true and not one.made_false}
        return tuple(one for one in self.provisions if one.lacks and not (one.within in unmade and one.title in unmade))


@frozen
class Place:
    """A provision as it stands in the law. *part* is the object of the law by whose identity it is known."""

    part: object
    title: str
    file: str
    span: Span
    only_true: bool = False
    within: str = ""


def parts_of(node: Part) -> Iterator[Part]:
    """Yield the tests, values, items and phrases of which a part of the law is made, whatever its class is."""
    for attribute in attrs.fields(type(node)):
        value = getattr(node, attribute.name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Part):
                yield one


def provisions_of(meaning: law.Law) -> list[Place]:
    """Return every provision of a law and of what it uses, each file in its order."""
    places: list[Place] = []
    for step in meaning.steps:
        title = f"step ({step.label})"
        places.append(Place(step, title, meaning.name, step.span, only_true=step.test is None))
        places += _items(step.test, f"({step.label})", title, meaning.name)
    for rule in meaning.rules:
        title = f'rule "{rule.title}"' + (f", {rule.in_force}" if rule.in_force else "")
        places.append(Place(rule, title, meaning.name, rule.span))
        places += _items(rule.test, f"{title} ", title, meaning.name)
        if rule.exception is not None:
            unless = f"{title}, unless"
            places.append(Place(rule.exception, unless, meaning.name, rule.exception.span, within=title))
            places += _items(rule.exception, f"{title} ", unless, meaning.name)  # labels go on from the conditions
    for limit in meaning.limits:
        places.append(Place(limit, f'limit "{limit.title}"', meaning.name, limit.span))
    for end in meaning.otherwise:
        title = "`Otherwise`" if len(meaning.otherwise) == 1 else f"`Otherwise` for the {end.noun}"
        places.append(Place(end, title, meaning.name, end.span, only_true=True))
    for term in meaning.terms.values():
        places += _term(term)
    return sorted(places, key=lambda place: (place.file, place.span.start))


def _term(term: law.Term) -> Iterator[Place]:
    if term.test is not None:
        yield Place(term, term.name, term.file, term.span)
        yield from _items(term.test, f"{term.name} ", term.name, term.file)
    for case in term.cases:
        title = f"{term.name} ({case.label})"
        if case.label and not term.readings:  # how the law is read is nothing that a record makes true
            span = case.value.span if case.test is None else case.test.span
            yield Place(case, title, term.file, span, only_true=case.test is None or term.chosen_by is not None)
        yield from _items(case.test, title, title, term.file)
        yield from _items(case.value, title, title, term.file)


def _items(part: Part | None, prefix: str, within: str, file: str) -> Iterator[Place]:
    """The items of the outlines in *part*, at any depth. A term that it names stands elsewhere."""
    if part is None:
        return
    for inner in parts_of(part):
        if isinstance(inner, law.Item) and not _is_constant(inner.test):
            title = f"{prefix}({inner.label})"
            yield Place(inner, title, file, inner.test.span, within=within)
            yield from _items(inner.test, title, title, file)
        else:
            yield from _items(inner, prefix, within, file)


def _is_constant(test: law.Test) -> bool:
    """Whether it is ``never`` or ``always``, which no record turns."""
    return isinstance(test, law.Always) or (isinstance(test, law.Clause) and isinstance(test.test, law.Always))
