"""The names of one file: what it defines, what comes in from the files that it uses, and how each may be used."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from attrs import define, evolve, field, fields, frozen

from cmr_rules.diagnostics.diagnostic import Diagnostics, Label, Severity
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.semantics import law
from cmr_rules.semantics.wording import Wording, plain
from cmr_rules.source import NOWHERE, Source, Span
from cmr_rules.syntax import tree

DEEPEST_TERMS = 40
"""How many terms may stand on one another."""
DEEPEST_COUNTS = 3
"""How many history phrases may stand inside one another."""


@define
class Found:
    """What a term, a rule or a step was found to speak of, through other terms too.

    Args:
        options: The names of options.
        subject: Whether it asks a fact of `the conviction`.
        this: Whether it asks a fact of `this conviction`.
        depth: How many terms stand on one another in it.
        counts: How many history phrases stand inside one another in it.
    """

    options: set[str] = field(factory=set)
    subject: bool = False
    this: bool = False
    depth: int = 0
    counts: int = 0


@frozen
class Passes:
    """The functions that need one another: a history phrase holds conditions, a condition holds history phrases."""

    condition: Callable[[tree.Condition, Scope], law.Test]
    records: Callable[[tree.Counted, Scope], law.Records | None]
    term: Callable[[tree.Term, Names], law.Term]


@define
class Names:
    """The names that a file may use; names are kept as written, with blanks made single.

    Args:
        passes: See `Passes`.
        file: The name of the file.
        diagnostics: Where faults go.
        authorities: What `Authority:` cites.
        unverified: Why a statement is marked, by the identity of the statement.
        declarations: The terms of this file as written.
        terms, options, facts, outcomes: What is resolved so far; terms and facts of used files too.
        follows: The readings that the file follows, by the name of the open question.
        imported: The names that come from used files.
        touched: The names that were used.
        no_outcomes: The names that were reported to be no outcomes.
        open: The terms that are being resolved, outermost first.
        years_at: Where the file first counts months or years on a calendar.
        unread: Whether some sentences could not be read, so that what seems missing may stand in them.
        entries: How many offenses the lists of the file hold, made flat.
        tables: The texts of the tables that the file names, by name; None after a fault.
        listings: The tables that were read.
        text: The text of the file, when some sentences could not be read.
    """

    passes: Passes
    file: str
    diagnostics: Diagnostics
    authorities: tuple[str, ...] = ()
    unverified: dict[int, str] = field(factory=dict)
    declarations: dict[str, tree.Term] = field(factory=dict)
    terms: dict[str, law.Term] = field(factory=dict)
    options: dict[str, law.Option] = field(factory=dict)
    facts: dict[str, law.DeclaredFact] = field(factory=dict)
    outcomes: dict[str, law.Outcome] = field(factory=dict)
    follows: dict[str, str] = field(factory=dict)
    found: dict[str, Found] = field(factory=dict)
    imported: set[str] = field(factory=set)
    touched: set[str] = field(factory=set)
    no_outcomes: set[str] = field(factory=set)
    open: list[str] = field(factory=list)
    years_at: Span | None = None
    unread: bool = False
    entries: int = 0
    tables: Mapping[str, Source | None] = field(factory=dict)
    listings: dict[str, object] = field(factory=dict)
    text: str = ""
    wording: Wording = field(factory=Wording)
    _said: set[tuple[str, int, int, str]] = field(factory=set)

    def fault(
        self,
        code: str,
        message: str,
        at: Span,
        *hints: str,
        others: tuple[Label, ...] = (),
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a fault once, however often the same words are read (the rows of a table share them)."""
        key = (code, at.start, at.end, message)
        if at is NOWHERE or key not in self._said:
            self._said.add(key)
            self.diagnostics.add(code, message, at=at, hints=hints, others=others, severity=severity)

    def close(self, word: str, known: Iterable[str], pattern: str = "did you mean `{}`?") -> tuple[str, ...]:
        """Return one hint for each known name that is close to *word*."""
        if self.diagnostics.full:
            return ()
        return tuple(pattern.format(name) for name in nearest(word, known))

    def already(self, code: str, at: Span) -> bool:
        """Whether the same fault was found at the beginning of *at* before."""
        return any(one.code == code and one.labels[0].span.start == at.start for one in self.diagnostics)

    def everything(self) -> tuple[str, ...]:
        """Every name but those of outcomes."""
        return (*self.declarations, *(name for name in self.terms if name in self.imported), *self.options, *self.facts)

    def written_small(self, words: str) -> str | None:
        """Return the name that has the letters of *words*, when these are in lower case."""
        folded = plain(words).casefold()
        if folded == plain(words):
            for name in self.everything():
                if name.casefold() in (folded, folded.removeprefix("the "), folded.removeprefix("a ")):
                    return name
        return None

    def outcome(self, name: tree.Name) -> law.Outcome:
        """Return the outcome called *name*, or a harmless one."""
        found = self.outcomes.get(plain(name.text))
        if found is not None:
            self.touched.add(found.name)
            return found
        if self.unread and not self.outcomes:
            return law.Outcome(plain(name.text), plain(name.text), None)
        if plain(name.text) in self.no_outcomes:
            return law.Outcome(plain(name.text), plain(name.text), None)
        self.no_outcomes.add(plain(name.text))
        hints = self.close(name.text, self.outcomes) or ("list it under `Outcomes, most favorable first:`",)
        self.fault("CMR207", f"there is no outcome `{plain(name.text)}`", name.span, *hints)
        return law.Outcome(plain(name.text), plain(name.text), None)

    def kind_of_name(self, name: str) -> str:
        """Say in plain English what *name* is."""
        if name in self.options:
            return "an option"
        if name in self.outcomes:
            return "an outcome"
        if name in self.facts:
            return "a declared fact"
        term = self.terms.get(name)
        if term is None:
            return "a term"
        if term.offenses is not None:
            return "a list of offenses"
        return "a condition" if term.test is not None else KIND_WORDS[term.kind]


@frozen
class Scope:
    """Where a phrase stands: of whom it speaks, and how deep.

    Args:
        subject: Whom `the conviction` means; None where the language has no way to mean it.
        counts: How many history phrases are open.
    """

    names: Names
    found: Found
    subject: law.Who | None = law.Who.SUBJECT
    counts: int = 0

    def inside(self, at: Span) -> Scope:
        """Return the scope inside a history phrase, where another record is the counted one."""
        counts = self.counts + 1
        self.found.counts = max(self.found.counts, counts)
        if counts > DEEPEST_COUNTS:
            self.names.fault("CMR113", f"more than {DEEPEST_COUNTS} counts of records stand inside one another", at)
        subject = None if self.subject is law.Who.COUNTED else self.subject
        return evolve(self, subject=subject, counts=counts)

    def who(self, owner: str | None, at: Span) -> law.Who | None:
        """Return whose fact is asked, or None after a fault."""
        if owner == "this":
            self.found.this = True
            return law.Who.THIS
        if self.subject is None:
            self.names.fault(
                "CMR113",
                "this speaks of a record from inside the count of other records",
                at,
                "define a term for the inner condition and write `for which TERM is true`",
            )
        elif self.subject is law.Who.SUBJECT:
            self.found.subject = True
        return self.subject

    def fault(self, code: str, message: str, at: Span, *hints: str) -> None:
        """Add a fault."""
        self.names.fault(code, message, at, *hints)


Named: TypeAlias = law.Option | law.Term | law.DeclaredFact | law.Outcome

KIND_WORDS: dict[law.Kind, str] = {
    law.Kind.DATE: "a day",
    law.Kind.PERIOD: "a length of time",
    law.Kind.NUMBER: "a number",
    law.Kind.WEIGHT: "a weight",
    law.Kind.MONEY: "a sum of money",
    law.Kind.LEVEL: "a level",
    law.Kind.WORD: "one of several words",
    law.Kind.OFFENSE: "an offense",
    law.Kind.PLACE: "a county",
    law.Kind.YES_NO: "a yes or no",
    law.Kind.TEXT: "a text",
}
"""What each type is called in messages."""


SMALL_WORDS = frozenset({
    "conviction", "convictions", "charge", "charges", "arrest", "arrests", "person", "offense", "felony",
    "misdemeanor", "infraction", "wobbler", "case", "registration", "sentence", "county", "deceased",
})  # fmt: skip
"""Words of the language that people take for defined terms."""


def look_up(name: tree.Name, scope: Scope) -> Named | None:
    """Return what *name* stands for, resolving a term that was not resolved yet; None after a fault."""
    names, text = scope.names, plain(name.text)
    names.touched.add(text)
    if text in names.options:
        scope.found.options.add(text)
        return names.options[text]
    if text in names.terms or text in names.declarations:
        return _term(text, name, scope)
    if text in names.facts:
        return names.facts[text]
    if text in names.outcomes:
        return names.outcomes[text]
    if names.unread and any(
        opening in names.text
        for opening in (f"{text} means", f"{text} is an open", f'"{text}"', f"Option {text}:", f"Fact {text}:")
    ):
        return None
    hints = names.close(text, names.everything()) or (f"define it: `{text} means …`",)
    if text.casefold() in SMALL_WORDS:
        hints = (f"write `{text.casefold()}` in small letters; only defined terms have capitals",)
    names.fault("CMR202", f"the term `{text}` is not defined", name.span, *hints)
    return None


def _term(text: str, name: tree.Name, scope: Scope) -> law.Term | None:
    names = scope.names
    if text not in names.terms:
        if text in names.open:
            circle = [*names.open[names.open.index(text) :], text]
            message = "these terms define one another in a circle: " + ", ".join(f"`{one}`" for one in circle)
            names.fault("CMR214", message, name.span)
            return None
        if len(names.open) >= DEEPEST_TERMS:
            names.fault("CMR113", f"more than {DEEPEST_TERMS} terms stand on one another", name.span)
            return None
        names.terms[text] = names.passes.term(names.declarations[text], names)
    term = names.terms[text]
    _add(names.found.get(text) or _imported(term, names), term, name, scope)
    return term


def _add(inner: Found, term: law.Term, name: tree.Name, scope: Scope) -> None:
    """Add what *term* speaks of to what is being read."""
    found = scope.found
    found.options |= inner.options
    found.this = found.this or inner.this
    if inner.subject and scope.subject is law.Who.SUBJECT:
        found.subject = True
    depth, counts = inner.depth + 1, scope.counts + inner.counts
    if depth > DEEPEST_TERMS and inner.depth <= DEEPEST_TERMS:
        scope.fault("CMR113", f"more than {DEEPEST_TERMS} terms stand on one another", name.span)
    if counts > DEEPEST_COUNTS:
        message = f"with `{term.name}`, more than {DEEPEST_COUNTS} counts of records stand inside one another"
        scope.fault("CMR113", message, name.span)
        counts = DEEPEST_COUNTS
    found.depth, found.counts = max(found.depth, depth), max(found.counts, counts)


def _imported(term: law.Term, names: Names) -> Found:
    """Find out what a term of a used file speaks of."""
    found = Found(subject=term.per_record)
    names.found[term.name] = found
    if term.offenses is None:
        _measure((term.test, term.cases), 0, found, names)
    return found


def _measure(node: object, counts: int, found: Found, names: Names) -> None:
    match node:
        case law.Records():
            counts += 1
            found.counts = max(found.counts, counts)
            found.this = found.this or node.other
        case law.Who.THIS | law.Same():
            found.this = True
        case law.TermTrue(name) | law.TermValue(name) if name in names.terms:
            inner = names.found.get(name) or _imported(names.terms[name], names)
            found.this = found.this or inner.this
            found.depth = max(found.depth, inner.depth + 1)
            found.counts = max(found.counts, counts + inner.counts)
        case tuple():
            for part in node:
                _measure(part, counts, found, names)
            return
        case _:
            pass
    if isinstance(node, (law.Node, law.Item, law.ValueCase)):
        for part in fields(type(node)):
            child = getattr(node, part.name)
            if isinstance(child, (law.Node, law.Item, law.ValueCase, law.Who, tuple)):
                _measure(child, counts, found, names)
