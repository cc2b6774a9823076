"""From what is written to what it means: a syntax tree, with the files that it uses, becomes a checked law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import define, field

from cmr_rules.dates import LeapDay
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.semantics import law
from cmr_rules.semantics.checks import (
    check_leap_day,
    check_names,
    check_parts,
    check_places,
    check_unused,
    defined_here,
)
from cmr_rules.semantics.conditions import condition_of
from cmr_rules.semantics.coverage import covered_nouns
from cmr_rules.semantics.history import covered, records_of
from cmr_rules.semantics.in_force import ordinal_of
from cmr_rules.semantics.limits import limits_of
from cmr_rules.semantics.marks import marks_of, title_of, unverified_here
from cmr_rules.semantics.names import Found, Names, Passes, Scope
from cmr_rules.semantics.offense_lists import unquoted
from cmr_rules.semantics.readings import follow
from cmr_rules.semantics.scenario_checks import check_scenarios, scenarios_of
from cmr_rules.semantics.settings import fact_of_declaration, option_of, outcomes_of
from cmr_rules.semantics.statements import always_on, derivation_of, otherwise_of, presumption_of, rule_of, steps_of
from cmr_rules.semantics.terms import term_of
from cmr_rules.semantics.uses import bring_in, derivations_of, unverified_of
from cmr_rules.semantics.wording import plain, words_of
from cmr_rules.source import Source
from cmr_rules.syntax import tree

NO_DIGESTS: Mapping[str, str] = MappingProxyType({})
NO_TABLES: Mapping[str, Source | None] = MappingProxyType({})


def resolve(
    name: str,
    document: tree.Document,
    used: Sequence[law.Law],
    diagnostics: Diagnostics,
    digests: Mapping[str, str] = NO_DIGESTS,
    tables: Mapping[str, Source | None] = NO_TABLES,
) -> law.Law:
    """Resolve a rule file. It never raises: faults are added, and harmless nodes stand in the place of wrong ones.

    Args:
        name: The name under which the file was found: ``ca/policies/contra-costa``.
        document: The file as written.
        used: The files that it names with `Use`, resolved. Their terms, facts and derivations come in.
        diagnostics: Where faults are added; a law with errors is not to be used.
        digests: The SHA-256 of the text of the files read, by name.
        tables: The texts of the tables that the file names, by name; None for one that was not found.

    Returns:
        The law. Its terms and facts include those that came in.
    """
    names = Names(Passes(condition_of, records_of, term_of), name, diagnostics)
    names.tables = tables
    names.unread = any(one.code.startswith("CMR1") or one.code == "CMR203" for one in diagnostics.errors)
    names.text = plain(document.span.source.text) if names.unread else ""
    parts = _Parts()
    try:
        kind = _read_names(document, used, names)
        for statement in document.statements:
            _read(statement, document, parts, names)
        parts.limits = limits_of(document, names)
        _check(document, kind, names)
    except RecursionError:
        names.fault("CMR113", "the phrases of this file are nested too deeply", document.span)
        kind = "Statute"
    return law.Law(
        name,
        kind,
        parts.title,
        parts.jurisdiction,
        names.authorities,
        parts.first_day,
        parts.last_day,
        parts.leap_day,
        names.options,
        names.facts,
        tuple(names.outcomes.values()),
        names.terms,
        tuple(parts.covered),
        parts.steps,
        tuple(parts.rules),
        tuple(parts.otherwise),
        tuple(parts.presumptions),
        tuple(dict.fromkeys((*parts.derivations, *derivations_of(used)))),
        tuple(scenarios_of(document)),
        tuple(_quotes(document.statements)),
        tuple(dict.fromkeys((*unverified_here(document.statements, names), *unverified_of(used)))),
        {**{file: digest for one in used for file, digest in one.files.items()}, **digests},
        names.follows,
        parts.limits,
        document,
    )


@define
class _Parts:
    """The parts of the law as they are found."""

    title: str = ""
    jurisdiction: tuple[str, ...] = ()
    first_day: int | None = None
    last_day: int | None = None
    leap_day: LeapDay = LeapDay.UNDECLARED
    covered: list[law.Covered] = field(factory=list)
    steps: tuple[law.Step, ...] = ()
    rules: list[law.Rule] = field(factory=list)
    otherwise: list[law.Otherwise] = field(factory=list)
    presumptions: list[law.Presumption] = field(factory=list)
    derivations: list[law.Derivation] = field(factory=list)
    limits: tuple[law.Limit, ...] = ()


def _read_names(document: tree.Document, used: Sequence[law.Law], names: Names) -> str:
    """Collect every name before any phrase is read, and check the parts of the file."""
    for one, why in marks_of(document.statements):
        names.unverified[id(one)] = why
    bring_in(used, document, names)
    kind = check_parts(document, names)
    check_names(document, names)
    for one in document.statements:
        match one:
            case tree.Authority(citations):
                names.authorities += tuple(unquoted(citation) for citation in citations)
            case tree.Term() if plain(one.name.text) not in names.terms:
                names.declarations.setdefault(plain(one.name.text), one)
            case tree.Option():
                names.options.setdefault(plain(one.name.text), option_of(one, names))
            case tree.FactDeclaration():
                names.facts.setdefault(plain(one.name.text), fact_of_declaration(one))
            case tree.Outcomes():
                for outcome in outcomes_of(one):
                    names.outcomes.setdefault(outcome.name, outcome)
            case _:
                pass
    others = [plain(name.text) for name, _ in defined_here(document)]
    bare = [one.name for one in names.options.values() if one.bound is not None]
    names.wording.learn(names.options, (*others, *names.terms, *names.facts), bare)
    return kind


def _read(statement: tree.Statement, document: tree.Document, parts: _Parts, names: Names) -> None:
    match statement:
        case tree.Term():
            text = plain(statement.name.text)
            if text in names.declarations and text not in names.terms:
                names.terms[text] = term_of(names.declarations[text], names)
        case tree.Rule():
            parts.rules.append(rule_of(statement, names))
        case tree.Decide():
            parts.steps = parts.steps or steps_of(statement, covered_nouns(document), names)
        case tree.Otherwise():
            parts.otherwise.append(otherwise_of(statement, names))
        case tree.Presumption():
            presumption = presumption_of(statement, names)
            parts.presumptions += [] if presumption is None else [presumption]
        case tree.Derivation():
            derivation = derivation_of(statement, names)
            parts.derivations += [] if derivation is None else [derivation]
        case tree.Covers():
            _read_covers(statement, parts, names)
        case tree.Follows():
            follow(statement, names)
        case _:
            _read_header(statement, parts, names)


def _read_covers(statement: tree.Covers, parts: _Parts, names: Names) -> None:
    scope = Scope(names, Found())
    found = covered(statement.counted, scope)
    always_on(scope.found, "what is covered", statement.span, names)
    if found is not None:
        words = words_of(statement.counted.span)
        parts.covered.append(law.Covered(*found, words, span=statement.span))


def _read_header(statement: tree.Statement, parts: _Parts, names: Names) -> None:
    match statement:
        case tree.Title(_, title):
            parts.title = parts.title or title.value
        case tree.Jurisdiction(places):
            parts.jurisdiction = parts.jurisdiction or tuple(plain(place.text) for place in places)
        case tree.LeapDayRule(rule):
            if rule in {one.value for one in LeapDay}:
                parts.leap_day = LeapDay(rule)
            else:
                parts.leap_day = LeapDay.MARCH_1  # reported: nothing more needs to be said of it
                hint = "write `Leap day: March 1.` or `Leap day: February 28.`"
                names.fault(
                    "CMR407", f"a period does not end on `{rule}` for want of a February 29", statement.span, hint
                )
        case tree.InForce(first, last):
            parts.first_day = ordinal_of(first, names)
            parts.last_day = None if last is None else ordinal_of(last, names)
            if parts.first_day is not None and parts.last_day is not None and parts.first_day > parts.last_day:
                names.fault("CMR308", "the first day in force lies after the last", statement.span)
        case _:
            pass


def _check(document: tree.Document, kind: str, names: Names) -> None:
    check_places(document, names)
    if kind != "Definitions":
        check_leap_day(document, names)
        if not names.unread:
            check_unused(document, names)
    check_scenarios(scenarios_of(document), covered_nouns(document), names)


def _quotes(statements: tuple[tree.Statement, ...]) -> Iterator[tuple[str, str | None]]:
    """Return quoted law with the title of the statement that follows it."""
    waiting: list[str | None] = []
    for one in statements:
        match one:
            case tree.Quote(text):
                waiting.append(text)
            case tree.TextNotAtHand():
                waiting.append(None)
            case tree.Comment() | tree.MarkStatement():
                pass
            case _:
                yield from ((title_of(one), text) for text in waiting)
                waiting = []
    yield from (("", text) for text in waiting)
