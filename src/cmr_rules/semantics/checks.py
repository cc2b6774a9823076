"""The file as a whole: what must stand in it, what may stand once, names defined twice or never used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cmr_rules.diagnostics.diagnostic import Label, Severity
from cmr_rules.semantics.coverage import check_coverage
from cmr_rules.semantics.names import Names
from cmr_rules.semantics.predicates import known_place
from cmr_rules.semantics.uses import clashes_with_used
from cmr_rules.semantics.versions import check_titles
from cmr_rules.semantics.wording import plain
from cmr_rules.source import Span
from cmr_rules.syntax import tree

OPENERS = ("Otherwise", "Rule", "Option", "Use", "On", "A", "No", "Every", "If", "Any", "All", "Unless")
"""The words that open a sentence, so that no name may begin with them; an outcome may begin with `No`."""

_ONCE: dict[type[tree.Statement], str] = {
    tree.Title: "title",
    tree.Jurisdiction: "`Jurisdiction:`",
    tree.Authority: "`Authority:`",
    tree.InForce: "`In force:`",
    tree.LeapDayRule: "`Leap day:`",
    tree.Outcomes: "list of outcomes",
    tree.Decide: "list with `Decide`",
}

_NOT_IN_DEFINITIONS = (
    tree.Option,
    tree.Outcomes,
    tree.Covers,
    tree.Limit,
    tree.Rule,
    tree.Decide,
    tree.Otherwise,
    tree.Scenario,
    tree.ScenarioTable,
)


def check_parts(document: tree.Document, names: Names) -> str:
    """See that the parts of the file are all there, once, and in their place; return the kind of the file."""
    statements = document.statements
    _check_once(statements, names)
    titles = [one for one in statements if isinstance(one, tree.Title)]
    kind = titles[0].kind if titles else "Statute"
    at = titles[0].span if titles else _beginning(document)
    if not titles and not names.unread:
        names.fault("CMR403", "the file has no title", at, 'begin with `Statute "…".` or `Policy "…".`')
    elif titles and _first(statements) is not titles[0]:
        names.fault("CMR120", "the title does not stand at the head of the file", at, "put the title first")
    if kind == "Definitions":
        for one in statements:
            if isinstance(one, _NOT_IN_DEFINITIONS):
                message = "a file of definitions holds terms and facts, and this decides or tests something"
                names.fault("CMR120", message, one.span, "put it into a statute or a policy")
    elif not names.unread:
        for part, hint in _missing(statements):
            names.fault("CMR403", f"the {kind.lower()} has no {part}", at, hint)
    _check_deciding(document, names)
    return kind


def _first(statements: Iterable[tree.Statement]) -> tree.Statement | None:
    return next((one for one in statements if not isinstance(one, tree.Comment)), None)


def _beginning(document: tree.Document) -> Span:
    span = document.statements[0].span if document.statements else document.span
    return Span(span.source, span.start, min(span.end, span.start + 1))


def _missing(statements: tuple[tree.Statement, ...]) -> Iterator[tuple[str, str]]:
    present = {type(one) for one in statements}
    if tree.Jurisdiction not in present:
        yield "jurisdiction", "write `Jurisdiction: California.`"
    if tree.Outcomes not in present:
        yield "outcomes", "write `Outcomes, most favorable first: …`"
    if tree.Covers not in present:
        yield "sentence that says what it covers", "write `This statute covers each conviction …`"
    if not present & {tree.Rule, tree.Decide}:
        yield "rules", "write a `Rule`, or `Decide by the first of these that applies: …`"


def _check_once(statements: tuple[tree.Statement, ...], names: Names) -> None:
    seen: dict[type[tree.Statement], Span] = {}
    for one in statements:
        what = _ONCE.get(type(one))
        if what is None:
            continue
        if type(one) in seen:
            others = (Label(seen[type(one)], "the first one"),)
            names.fault("CMR405", f"the file has a second {what}", one.span, "keep one of them", others=others)
        seen.setdefault(type(one), one.span)


def _check_deciding(document: tree.Document, names: Names) -> None:
    statements = document.statements
    rules = [one for one in statements if isinstance(one, tree.Rule)]
    lists = [one for one in statements if isinstance(one, tree.Decide)]
    ends = [one for one in statements if isinstance(one, tree.Otherwise)]
    if rules and lists:
        message = "the file has both rules and an ordered list, and a record could get two decisions"
        names.fault("CMR406", message, lists[0].span, "write all of it as rules, or all of it as one list")
    if lists and ends and not rules:
        message = "the ordered list ends with its own `otherwise`, so that this sentence never applies"
        names.fault("CMR406", message, ends[0].span, "remove this sentence")
    check_coverage(document, names)
    if rules and ends and ends[0].span.start < rules[-1].span.start:
        names.fault("CMR410", "`Otherwise` stands before a rule", ends[0].span, "put it after the last rule")
    check_titles(rules, names)
    _check_titles([one for one in statements if isinstance(one, (tree.Scenario, tree.ScenarioTable))], names)


def _check_titles(statements: Iterable[tree.Scenario | tree.ScenarioTable], names: Names) -> None:
    seen: dict[str, Span] = {}
    for one in statements:
        title = one.title.value
        if title in seen:
            others = (Label(seen[title], "the first one"),)
            names.fault("CMR213", f'two have the name "{title}"', one.title.span, "rename one", others=others)
        seen.setdefault(title, one.title.span)


def check_names(document: tree.Document, names: Names) -> None:
    """See that every name is defined once and may be a name; note the terms that are written here."""
    defined: dict[str, Span] = {}
    for name, may_begin in defined_here(document):
        text = plain(name.text)
        first = text.split(" ", 1)[0]
        if first in OPENERS and first != may_begin:
            names.fault("CMR206", f"a name may not begin with `{first}`, which opens a sentence", name.span)
        if text in defined:
            others = (Label(defined[text], "defined here first"),)
            names.fault("CMR204", f"`{text}` is defined twice", name.span, "rename one of the two", others=others)
        else:
            clashes_with_used(name, names)
            defined[text] = name.span


def defined_here(document: tree.Document) -> Iterator[tuple[tree.Name, str]]:
    """Return each name that the file defines, with the sentence opener with which it may begin."""
    for one in document.statements:
        match one:
            case tree.Term(name) | tree.Option(name) | tree.FactDeclaration(name):
                yield name, ""
            case tree.Outcomes(items):
                for item in items:
                    yield item.name, "No"
            case _:
                pass


def check_unused(document: tree.Document, names: Names) -> None:
    """Warn of names that nothing uses; a file of definitions is there to be used by others."""
    for name, _ in defined_here(document):
        text = plain(name.text)
        if text not in names.touched:
            what = names.kind_of_name(text)
            message = f"`{text}` is defined and never used"
            hint = "use it, or remove it" if what != "an outcome" else "let a rule or a step give it, or remove it"
            names.fault("CMR205", message, name.span, hint, severity=Severity.WARNING)


def check_leap_day(document: tree.Document, names: Names) -> None:
    """Warn when years are counted and the file does not say where February 29 goes; `undeclared` says it."""
    declared = any(isinstance(statement, tree.LeapDayRule) for statement in document.statements)
    if not declared and names.years_at is not None:
        message = "years or months are counted here, and the file does not say what becomes of February 29"
        hint = "write `Leap day: March 1.` or `Leap day: February 28.` with its authority"
        names.fault("CMR407", message, names.years_at, hint, severity=Severity.WARNING)


def check_places(document: tree.Document, names: Names) -> None:
    """See that the places of `Jurisdiction:` are known."""
    for one in document.statements:
        if isinstance(one, tree.Jurisdiction):
            for place in one.places:
                known_place(place.text, place.span, names)
