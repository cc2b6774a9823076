"""The stages, joined: a rule file is read, parsed, checked and made ready to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property, partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from cmr_rules import library
from cmr_rules.decisions.coverage import Tally
from cmr_rules.decisions.decision import Decision, Reproduction
from cmr_rules.decisions.interpreter import Interpreter
from cmr_rules.decisions.provisions import Coverage, ProvisionCoverage
from cmr_rules.decisions.references import is_called
from cmr_rules.decisions.sequence import Stage, Step, decide_in_order
from cmr_rules.diagnostics.diagnostic import Diagnostic, Diagnostics, Severity
from cmr_rules.diagnostics.render import render_all
from cmr_rules.library import Found, NotFoundError
from cmr_rules.options import OptionError, in_words, require, set_options, set_readings
from cmr_rules.records.person import Person
from cmr_rules.scenarios import ScenarioResult, Settings, run_scenario, situations
from cmr_rules.semantics.law import Law
from cmr_rules.semantics.resolve import resolve
from cmr_rules.semantics.vocabulary import VOCABULARY
from cmr_rules.source import Source, Span
from cmr_rules.syntax.format import format_document
from cmr_rules.syntax.parse import defined_names, parse, used_files
from cmr_rules.syntax.tree import Derivation, Document, ListedIn

LANGUAGE_VERSION = "0.1"
"""The version of the statute language: it changes when the meaning of a rule file does."""

MOST_USES = 50


def _library_version() -> str:
    try:
        return version("cmr-rules")
    except PackageNotFoundError:
        return "0+checkout"


LIBRARY_VERSION = _library_version()


class RuleError(ValueError):
    """A rule file has faults. Printing it shows each with its place and what to do."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__(render_all(diagnostics))
        self.diagnostics = tuple(diagnostics)


@frozen
class Program:
    """A statute or policy with its options set, ready to decide.

    Args:
        law: What the file means.
        values: The value of each option; None is off.
        readings: The reading that is followed, by the name of the open question of law.
    """

    law: Law = field(repr=lambda meaning: repr(meaning.name))
    values: Mapping[str, Any]
    readings: Mapping[str, str]
    _interpreter: Interpreter = field(eq=False, repr=False, alias="interpreter")

    @property
    def options(self) -> dict[str, str]:
        """The options as set, in words."""
        return dict(self._options)

    @cached_property
    def _options(self) -> dict[str, str]:
        return in_words(self.values)

    @property
    def fact_kinds(self) -> dict[str, str]:
        """Every fact that can be answered, with the kind of its answer, such as ``yes or no`` or ``date``."""
        kinds = {phrase: definition.kind.value for phrase, definition in VOCABULARY.items()}
        kinds["county"] = "text"
        return kinds | {name: "text" if fact.words else fact.kind.value for name, fact in self.law.facts.items()}

    def decide(self, person: Person, *, as_of: date) -> tuple[Decision, ...]:
        """Decide every covered record of *person* on the review date.

        Args:
            person: The record. Nothing in it is changed.
            as_of: The review date: nothing reads the clock.

        Returns:
            One decision for each covered record, in the order of the record; also those that only a condition of
            coverage (``that still stands``) or the dates in force leave out, as *not covered*.

        Raises:
            OptionError: An option without a normal value was not chosen.
        """
        self.require_options()
        return self._interpreter.decide(person, as_of, self.reproduction(as_of))

    def reproduction(self, as_of: date) -> Reproduction:
        """Return what gives the decisions of a review date again."""
        return Reproduction(
            self.law.name, self.law.files, self._options, as_of, LIBRARY_VERSION, LANGUAGE_VERSION, self.readings
        )

    def require_options(self) -> None:
        """See that every option without a normal value was chosen.

        Raises:
            OptionError: One was not; without it nothing can be decided.
        """
        require(self.law, self.values)

    def with_options(self, options: Mapping[str, object]) -> Program:
        """Return the same law with other options; those not named keep their normal value.

        Raises:
            OptionError: An option does not exist, or its value is out of bounds.
        """
        return _program(self.law, set_options(self.law, options), self.readings)

    @property
    def open_questions(self) -> dict[str, tuple[str, ...]]:
        """What the law leaves open: the readings of each question, by its name."""
        return {name: term.readings for name, term in self.law.terms.items() if term.readings}

    def with_readings(self, readings: Mapping[str, str]) -> Program:
        """Return the same law with open questions of law read as told; those not named stay as the file has them.

        Args:
            readings: The name of a reading, by the name of the question: ``{"Prior Super Strike": "at any time"}``.

        Raises:
            OptionError: A question or a reading does not exist.
        """
        return _program(self.law, self.values, set_readings(self.law, readings))


def _program(law: Law, values: Mapping[str, Any], readings: Mapping[str, str]) -> Program:
    return Program(law, values, readings, Interpreter(law, values, readings))


def load(
    name: str | Path,
    *,
    options: Mapping[str, object] | None = None,
    readings: Mapping[str, str] | None = None,
    path: Sequence[str | Path] = (),
) -> Program:
    """Load a statute or policy.

    Args:
        name: A bundled name such as ``"ca/policies/contra-costa"``, a name in one of the folders, or the path of a
            file.
        options: Values of its options, as text (``"10 years"``, ``"off"``, ``"yes"``) or values.
        readings: How open questions of law are read: the name of a reading, by the name of the question.
        path: Folders to look in besides the bundled statutes.

    Raises:
        NotFoundError: No file has that name, or two have.
        RuleError: The file has faults.
        OptionError: An option or a reading does not exist, or a value is out of bounds.

    Example:
        >>> load("ca/policies/contra-costa").law.kind
        'Policy'
    """
    law, diagnostics = check_file(name, path)
    faults = [one for one in diagnostics if one.severity is Severity.ERROR]
    if law is None or faults:
        raise RuleError(faults)
    return _program(law, set_options(law, options or {}), set_readings(law, readings or {}))


def load_text(text: str, *, name: str = "<text>", options: Mapping[str, object] | None = None,
              path: Sequence[str | Path] = ()) -> Program:  # fmt: skip
    """Load a statute or policy from its text. Raises as `load` does."""
    law, diagnostics = check_text(Source(name, text), path)
    faults = [one for one in diagnostics if one.severity is Severity.ERROR]
    if law is None or faults:
        raise RuleError(faults)
    return _program(law, set_options(law, options or {}), law.follows)


def check_file(name: str | Path, path: Sequence[str | Path] = ()) -> tuple[Law | None, tuple[Diagnostic, ...]]:
    """Read and check a rule file; return what it means, as far as it can be told, and every fault and warning.

    Raises:
        NotFoundError: No file has that name, or two have.
    """
    diagnostics = Diagnostics()
    folders = tuple(Path(folder) for folder in path)
    found = library.find(name, folders)
    law = _with_earlier(_read(found, folders, diagnostics, ()), folders, diagnostics)
    return law, tuple(diagnostics)


def check_text(source: Source, path: Sequence[str | Path] = ()) -> tuple[Law | None, tuple[Diagnostic, ...]]:
    """Check the text of a rule file."""
    import hashlib

    diagnostics = Diagnostics()
    digest = hashlib.sha256(source.text.encode("utf-8", errors="replace")).hexdigest()
    folders = tuple(Path(folder) for folder in path)
    law = _with_earlier(_check(source, source.name, digest, folders, diagnostics, ()), folders, diagnostics)
    return law, tuple(diagnostics)


def _read(found: Found, folders: tuple[Path, ...], diagnostics: Diagnostics, users: tuple[str, ...]) -> Law | None:
    source, digest = library.read(found, diagnostics)
    if not source.text and diagnostics.errors:
        return None
    return _check(source, found.name, digest, folders, diagnostics, users)


def _check(
    source: Source, name: str, digest: str, folders: tuple[Path, ...], diagnostics: Diagnostics, users: tuple[str, ...]
) -> Law | None:
    used: list[Law] = []
    names: list[str] = []
    words: list[str] = []
    for wanted, start, end in used_files(source.text)[:MOST_USES]:
        other = _use(wanted, Span(source, start, end), folders, diagnostics, (*users, name))
        if other is not None:
            used.append(other)
            names += [*other.terms, *other.facts]
            words += [word for fact in other.facts.values() for word in fact.words if word[:1].isupper()]
    document = parse(source, diagnostics, names, words)
    digests = {name: digest}
    for law in used:
        digests |= law.files
    tables = _tables(document, folders, diagnostics, digests)
    return resolve(name, document, used, diagnostics, digests, tables)


def _tables(
    document: Document, folders: tuple[Path, ...], diagnostics: Diagnostics, digests: dict[str, str]
) -> dict[str, Source | None]:
    """Return the texts of the tables that a file names, and note their digests."""
    tables: dict[str, Source | None] = {}
    for one in document.statements:
        if not isinstance(one, Derivation) or not isinstance(one.value, ListedIn) or one.value.file.value in tables:
            continue
        name = one.value.file.value
        try:
            tables[name], digests[name] = library.read(library.find_table(name, folders), diagnostics)
        except NotFoundError as error:
            diagnostics.add("CMR209", str(error), at=one.value.span)
            tables[name] = None
    return tables


def _use(
    wanted: str, at: Span, folders: tuple[Path, ...], diagnostics: Diagnostics, users: tuple[str, ...]
) -> Law | None:
    if wanted in users:
        chain = " uses ".join(f"`{one}`" for one in (*users[users.index(wanted) :], wanted))
        diagnostics.add("CMR215", f"files use one another in a circle: {chain}", at=at)
        return None
    try:
        found = library.find(wanted, folders)
    except NotFoundError as error:
        diagnostics.add("CMR209", str(error), at=at)
        return None
    inner = Diagnostics()
    law = _read(found, folders, inner, users)
    for fault in inner.errors:
        if not diagnostics.full:
            diagnostics.found.append(fault)
    return law


def _with_earlier(law: Law | None, folders: tuple[Path, ...], diagnostics: Diagnostics) -> Law | None:
    """Read the statutes after which scenarios apply a file; what is wrong with one is a fault at its name."""
    if law is None:
        return None
    told = [name for scenario in law.scenarios for expected in scenario.expectations for name in expected.after]
    earlier: dict[str, Law] = {}
    for value, name in {one.value: one for one in reversed(told)}.items():
        read = _earlier(value, folders)
        if isinstance(read, Law):
            earlier[value] = read
        else:
            hint = "name a statute or a policy as `Use` names a file; --path names the folder it stands in"
            diagnostics.add("CMR220", read, at=name.span, hints=(hint,))
    return evolve(law, earlier=earlier)


def _earlier(name: str, folders: tuple[Path, ...]) -> Law | str:
    """Return the statute, or why none can be applied."""
    inner = Diagnostics()
    try:
        law = _read(library.find(name, folders), folders, inner, ())
    except NotFoundError as error:
        return str(error)
    if law is None or inner.errors:
        return f"`{name}` has faults: run `cmr-rules check` on it"
    if not law.covered:
        return f"`{name}` only defines terms and decides nothing"
    to_be_chosen = next((one.name for one in law.options.values() if one.to_be_chosen), "")
    return f"`{to_be_chosen}` of `{name}` must be chosen, which a scenario cannot do" if to_be_chosen else law


def read_text(name: str | Path, path: Sequence[str | Path] = ()) -> Source:
    """Return the text of a rule file.

    Raises:
        NotFoundError: No file has that name, or two have.
    """
    return library.read(library.find(name, tuple(Path(folder) for folder in path)), Diagnostics())[0]


def read_document(source: Source) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Parse the text of a rule file, without checking what it means."""
    diagnostics = Diagnostics()
    words = library.words_of_used(source)
    return parse(source, diagnostics, defined_names(source.text), words), tuple(diagnostics)


def format_file(source: Source) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Return the text in the one layout, or None and the faults that keep it from being read."""
    document, diagnostics = read_document(source)
    if any(one.severity is Severity.ERROR for one in diagnostics):
        return None, diagnostics
    return format_document(document), diagnostics


def available(path: Sequence[str | Path] = ()) -> tuple[Found, ...]:
    """Return every rule file that can be named."""
    return library.available(tuple(Path(folder) for folder in path))


def available_tables(path: Sequence[str | Path] = ()) -> tuple[Found, ...]:
    """Return every table that rules can name."""
    return library.available_tables(tuple(Path(folder) for folder in path))


def run_scenarios(program: Program) -> tuple[ScenarioResult, ...]:
    """Run the scenarios of a rule file; each result says what differs, and why."""
    return tuple(
        run_scenario(scenario, program.law, lambda settings, person, day: _decide_with(program, settings, person, day))
        for scenario in program.law.scenarios
    )


def coverage(program: Program) -> Coverage:
    """Return which steps, rules and items of a rule file its scenarios made true, and which false.

    Only what is definite counts, of the records of which an expectation speaks: each is asked what its decision asks,
    and of that every item. Steps after the one that applied are not asked. Options and readings are as scenarios set
    them.

    Example:
        >>> coverage(load("ca/policies/contra-costa")).gaps
        ()
    """
    law = program.law
    tally = Tally(law)
    ready: dict[str, tuple[Interpreter, Program]] = {}
    for settings, person, day, record in (one for scenario in law.scenarios for one in situations(scenario)):
        key = repr(settings)
        if key not in ready:
            values, readings = set_options(law, settings.options), set_readings(law, settings.readings)
            interpreter = Interpreter(law, values, readings)
            ready[key] = interpreter, Program(law, values, readings, interpreter)
        interpreter, as_set = ready[key]
        found_so = _steps(as_set, settings, person, day)[-1].person if settings.after else person
        decisions = as_set.decide(found_so, as_of=day)
        decision = next((found for found in decisions if is_called(found.record, *record)), None)
        tally.add(interpreter, found_so, day, record, decision)
    return tally.coverage()


def _decide_with(program: Program, settings: Settings, person: Person, day: date) -> tuple[Decision, ...]:
    as_set = program.with_options(settings.options).with_readings(settings.readings)
    return _steps(as_set, settings, person, day)[-1].decisions if settings.after else as_set.decide(person, as_of=day)


def _steps(program: Program, settings: Settings, person: Person, day: date) -> tuple[Step, ...]:
    """Apply the statutes that an expectation names, each as its file has it, and then the program."""
    laws = (program.law.earlier[name] for name in settings.after)
    earlier = (_program(law, set_options(law, {}), law.follows) for law in laws)
    stages = [Stage(one.law, partial(one.decide, as_of=day)) for one in (*earlier, program)]
    return decide_in_order(stages, person, day)


__all__ = [
    "LANGUAGE_VERSION", "LIBRARY_VERSION", "Coverage", "Found", "NotFoundError", "OptionError", "Program",
    "ProvisionCoverage", "RuleError", "ScenarioResult", "available", "available_tables", "check_file", "check_text",
    "coverage", "format_file", "load", "load_text", "read_document", "read_text", "run_scenarios",
]  # fmt: skip
