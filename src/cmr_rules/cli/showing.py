"""``show``: what a statute or policy says, as the library understands it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click
from rich.console import Console

from cmr_rules.cli.files import unverified_marks
from cmr_rules.cli.params import example, search_path
from cmr_rules.cli.terminal import console, plain, table
from cmr_rules.dates import LeapDay, long_date
from cmr_rules.diagnostics.diagnostic import Severity
from cmr_rules.engine import RuleError, check_file
from cmr_rules.options import in_words
from cmr_rules.semantics.law import Law, Listed, OffenseSet, Option, Outcome, Term
from cmr_rules.semantics.offense_lists import listed_sections
from cmr_rules.source import NOWHERE, Span

_BLANKS = re.compile(r"\s+")
_NOTE = re.compile(r"\s*\[Note:[^\]]*\]")
_WHOSE = {"record": "each conviction or charge", "case": "each case", "person": "the person"}
_EFFECTS = {"": "", "clears": "clears the record", "seals": "seals the record"}


def words(span: Span) -> str:
    """Return what a file says there, without notes, blanks made single."""
    return "" if span.source is NOWHERE.source else _BLANKS.sub(" ", _NOTE.sub("", span.text)).strip()


@click.command(epilog=example("cmr-rules show ca/policies/contra-costa"))
@click.argument("name")
@search_path
def show(name: str, path: tuple[Path, ...]) -> None:
    """Show what a statute or policy says: options, outcomes, coverage, open questions, terms, rules.

    NAME is a name as `cmr-rules list` shows it, or the path of a rule file.
    """
    law, diagnostics = check_file(Path(name) if Path(name).is_file() else name, path)
    faults = [one for one in diagnostics if one.severity is Severity.ERROR]
    if law is None or faults:
        raise RuleError(faults)
    out = console()
    _head(out, law)
    if law.options:
        out.print(table("Options", "name", "kind", "from", "to", "normally", "may be off",
                        rows=[_option(one) for one in law.options.values()]))  # fmt: skip
        out.print()
    if law.facts:
        rows = [
            (fact.name, ", ".join(fact.words) or fact.kind.value, _WHOSE.get(fact.about, fact.about))
            for fact in law.facts.values()
        ]
        out.print(table("Facts that the file declares", "name", "kind", "about", rows=rows))
        out.print()
    if law.outcomes:
        out.print(table("Outcomes, most favorable first", "name", "label", "", "effect",
                        rows=[_outcome(one) for one in law.outcomes]))  # fmt: skip
        out.print()
    for covered in law.covered:
        out.print(plain(f"Covers: {covered.words}\n"))
    _rules(out, law)
    questions = [
        (term.name, reading, "followed" if law.follows.get(term.name) == reading else "", "; ".join(term.citations))
        for term in law.terms.values() for reading in term.readings
    ]  # fmt: skip
    if questions:
        out.print(table("Open questions of law", "question", "reading", "", "authority", rows=questions))
        out.print()
    if law.terms:
        rows = [(term.name, _about(term), words(term.span) or term.kind.value) for term in law.terms.values()]
        out.print(table("Terms", "name", "asked", "words", rows=rows))
        out.print()
    own = next((term.name for term in law.terms.values() if term.offenses is not None and term.file == law.name), "")
    if own:
        out.print(
            plain(f'Lists of offenses: `cmr-rules difference {law.name} "{own}" --against FILE TERM` compares.\n')
        )
    _supplied(out, law)
    _tables(out, law)
    marks = unverified_marks(law)
    if marks:
        out.print(table("Not verified yet", "what", "why", rows=list(marks)))
        out.print()
    out.print(table("Files", "name", "SHA-256", rows=list(law.files.items())))


def _head(out: Console, law: Law) -> None:
    out.print(plain(f"{law.kind} {law.title}"))
    rows = [
        ("Name", law.name),
        ("Jurisdiction", ", ".join(law.jurisdiction)),
        ("Authority", "; ".join(law.authorities)),
        ("In force", _in_force(law)),
        ("Leap day", "not declared" if law.leap_day is LeapDay.UNDECLARED else law.leap_day.value),
        ("Scenarios", str(len(law.scenarios)) if law.scenarios else ""),
    ]
    out.print(table("", "", "", rows=[row for row in rows if row[1]]))
    out.print()


def _in_force(law: Law) -> str:
    parts = []
    if law.first_day is not None:
        parts.append(f"from {long_date(date.fromordinal(law.first_day))}")
    if law.last_day is not None:
        parts.append(f"through {long_date(date.fromordinal(law.last_day))}")
    return " ".join(parts)


def _option(option: Option) -> tuple[str, ...]:
    low, high = ("" if bound is None else str(bound) for bound in (option.low, option.high))
    kind = "age" if option.is_age else option.kind.value
    if isinstance(option.bound, OffenseSet):
        kind, low = "sections", listed_sections(option.bound)
    elif option.bound is not None:
        low = f"a county in {option.bound}"
    normal = "to be chosen" if option.to_be_chosen else in_words({option.name: option.normal})[option.name]
    return option.name, kind, low, high, normal, "yes" if option.may_be_off else "no"


def _outcome(outcome: Outcome) -> tuple[str, ...]:
    rank = "not ranked" if outcome.rank is None else f"rank {outcome.rank + 1}"
    effect = _EFFECTS.get(outcome.effect, f"leaves a conviction of the level {outcome.effect}")
    return outcome.name, outcome.label, rank, ", ".join(filter(None, (outcome.door, effect)))


def _supplied(out: Console, law: Law) -> None:
    for title, group in (("Presumptions", law.presumptions), ("Facts that are worked out", law.derivations)):
        if group:
            out.print(table(title, "words", "authority",
                            rows=[(one.words, "; ".join(one.citations)) for one in group]))  # fmt: skip
            out.print()


def _tables(out: Console, law: Law) -> None:
    rows = [_listing(one.value) for one in law.derivations if isinstance(one.value, Listed)]
    if rows:
        out.print(table("Tables", "file", "fact", "rows", "unverified", rows=rows))
        out.print()


def _listing(value: Listed) -> tuple[str, ...]:
    rows = value.table.rows
    return value.table.name, value.table.fact, str(len(rows)), str(sum(bool(row.unverified) for row in rows))


def _about(term: Term) -> str:
    if term.offenses is not None:
        return "offenses"
    return "per conviction" if term.per_record else "per person"


def _rules(out: Console, law: Law) -> None:
    rows: Iterable[tuple[str, ...]]
    if law.steps:
        rows = [
            (
                f"({step.label})",
                words(step.span).removeprefix(f"({step.label}) "),
                "; ".join(step.citations or law.authorities),
            )
            for step in law.steps
        ]
        out.print(table("Decide by the first of these that applies", "step", "words", "authority", rows=list(rows)))
        out.print()
    if law.rules:
        rows = [(rule.title, words(rule.span), "; ".join(rule.citations)) for rule in law.rules]
        out.print(table("Rules", "title", "words", "authority", rows=list(rows)))
        out.print()
    for end in law.otherwise:
        authority = f" [{'; '.join(end.citations)}]" if end.citations else ""
        what = f" for the {end.noun}" if len(law.otherwise) > 1 else ""
        out.print(plain(f"Otherwise{what}: {end.outcome.name}{authority}\n"))
