"""Why a decision came out as it did: from the trace of the interpreter to the lines that reports print."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, TypeGuard

from attrs import evolve

from cmr_rules.citations import Offense
from cmr_rules.dates import Period, long_date
from cmr_rules.decisions.choose import RuleChooser, StepChooser, applies
from cmr_rules.decisions.clock_findings import clock_findings
from cmr_rules.decisions.decision import Decision, Explanation, Line, Status
from cmr_rules.decisions.evaluate import chosen
from cmr_rules.decisions.explain_limits import limit_lines
from cmr_rules.decisions.findings import finding, show_any, source_names, term_values
from cmr_rules.decisions.joining import Gathered, Trace, Traced, Truth
from cmr_rules.decisions.view import Entry, View
from cmr_rules.places import STATES
from cmr_rules.semantics import law
from cmr_rules.semantics.settings import NUMBER_OF
from cmr_rules.semantics.wording import words_of

if TYPE_CHECKING:
    from cmr_rules.decisions.interpreter import Interpreter

_BRACES = re.compile(r"\{([^{}]*)\}")


def short(heading: str, reason: str) -> Explanation:
    """An explanation without conditions."""
    return Explanation(heading, f"Needs review: {reason}", "", ())


def fill(words: str, view: View, entry: Entry | None) -> str:
    """Fill in the options, the review date and the code section where ``{…}`` stands."""

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name == "review date":
            return long_date(view.as_of)
        if name == "code section" and entry is not None:
            offense = entry.charge.convicted_offense
            return entry.charge.raw.get("offense") or (str(offense) if isinstance(offense, Offense) else "")
        if name == "section" and entry is not None:
            offense = entry.charge.convicted_offense
            return f"{offense.section.code} {offense.section.number}" if isinstance(offense, Offense) else ""
        if name.startswith(NUMBER_OF):
            chosen = view.options.get(name.removeprefix(NUMBER_OF))
            return str(chosen.months // 12) if _is_years(chosen) else show_option(chosen)
        if name not in view.law.options:
            return match[0]
        setting = view.options.get(name, "off")
        return name if isinstance(setting, bool) else show_option(setting)

    return _BRACES.sub(value, words)


def _is_years(value: object) -> TypeGuard[Period]:
    return isinstance(value, Period) and value.months > 0 and value.months % 12 == 0 and value.days == 0


def covered_words(interpreter: Interpreter, view: View, entry: Entry) -> str:
    """What the file covers of the kind of a record, with its options filled in."""
    return "; ".join(fill(kind.covered.records.words, view, entry) for kind in interpreter.kinds_for(entry))


def show_option(value: object) -> str:
    """Write the value of an option as the file would."""
    match value:
        case bool():
            return "yes" if value else "no"
        case law.OffenseSet():
            return value.words
        case str():
            return f"all of {value}" if value in STATES else value
        case Period() | int():
            return str(value)
        case _:
            return "off"


def explanation(interpreter: Interpreter, view: View, entry: Entry, decision: Decision) -> Explanation:
    """Return the explanation of what was decided for *entry*."""
    heading = decision.record.heading
    lines: list[Line] = []
    if decision.status is Status.NOT_COVERED:
        lines += _coverage(interpreter, view, entry)
    else:
        if decision.status is Status.NEEDS_REVIEW:
            lines += [line for line in _coverage(interpreter, view, entry) if line.truth is None]
        lines += _steps(interpreter, view, entry)
    return Explanation(heading, verdict(decision), provision(decision), tuple(lines), _remarks(view, decision))


def verdict(decision: Decision) -> str:
    """The second line: the outcome and its reason, or what is the matter."""
    match decision.status:
        case Status.DECIDED:
            return decision.outcome + (f": {decision.reason}" if decision.reason else "")
        case Status.NOT_COVERED:
            return f"Not covered: {decision.reason}"
        case _:
            if decision.at_least:
                return f"Needs review: at least {decision.at_least}, at most {decision.at_most}"
            return "Needs review" + (f": {decision.reason}" if decision.reason else "")


def provision(decision: Decision) -> str:
    """The provision and its authority."""
    return ", ".join(part for part in (decision.provision, "; ".join(decision.citations)) if part)


def _coverage(interpreter: Interpreter, view: View, entry: Entry) -> list[Line]:
    lines = []
    for kind in interpreter.kinds_for(entry):
        for ask in (kind.covers, kind.covers_if):
            truth = True if ask is None else ask(view, entry, entry, None)
            if truth is not True:
                lines.append(Line("", "covered: " + fill(kind.covered.records.words, view, entry), truth))
                break
    return lines


def _steps(interpreter: Interpreter, view: View, entry: Entry) -> list[Line]:
    kinds = [kind for kind in interpreter.kinds_for(entry) if kind.covers(view, entry, entry, None) is not False]
    choosers = {id(kind.chooser): kind.chooser for kind in kinds}
    return [line for chooser in choosers.values() for line in _steps_of(chooser, interpreter, view, entry)]


def _steps_of(chooser: StepChooser | RuleChooser, interpreter: Interpreter, view: View, entry: Entry) -> list[Line]:
    lines: list[Line] = []
    match chooser:
        case StepChooser():
            for step in chooser.skipped:
                off = ", ".join(sorted(step.options - frozenset(view.options)))
                lines.append(Line(f"({step.label})", f"skipped: {off} is off", truth=False))
            for step, truth, trace in chooser.trace(view, entry, None):
                lines += _provision_lines(interpreter, view, f"({step.label})", "otherwise", truth, trace)
            lines.sort(key=lambda line: int(m[0]) if (m := re.search(r"\d+", line.label)) else 0)
        case RuleChooser():
            for rule, truth, trace, excepted, exceptions in chooser.trace(view, entry):
                kind = rule.test.kind if isinstance(rule.test, law.Group) else "all"
                children = _deciding(kind, truth, _lines(interpreter, view, "", trace))
                if excepted is not False or exceptions:
                    children += (_unless(interpreter, view, rule, truth, excepted, exceptions),)
                version = f", {rule.in_force}," if rule.in_force else ""
                gives = f'Rule "{rule.title}"{version} gives {rule.outcome.name}'
                lines.append(Line("", gives, applies(truth, excepted), citations=rule.citations, children=children))
            if interpreter.limits is not None and chooser.otherwise.noun == "conviction":
                lines += limit_lines(interpreter.limits, view, entry)
    return lines


def _provision_lines(
    interpreter: Interpreter, view: View, label: str, otherwise: str, truth: Truth, trace: Trace
) -> list[Line]:
    """A step: its outline items stand at its own level, labelled ``(4)(A)``; a decisive one is shown whole."""
    lines = _lines(interpreter, view, label, trace)
    if not lines:
        return [Line(label, otherwise, truth)]
    if truth is False and all(line.label != label for line in lines):
        return [line for line in lines if line.truth is False] or list(lines)
    return list(lines)


def _lines(
    interpreter: Interpreter, view: View, prefix: str, trace: Trace | tuple[Traced | Gathered, ...]
) -> tuple[Line, ...]:
    made: list[Line] = []
    for one in trace or ():
        if isinstance(one, Gathered):
            continue
        label = f"{prefix}({one.label})" if one.label else prefix
        inner = _only_clause(one)
        citations = one.item.citations if one.item else ()
        if isinstance(one.test, law.Group):
            words = {"all": "all of the following are true", "any": "any of the following is true"}.get(
                one.test.kind, "none of the following is true"
            )
            made.append(
                Line(
                    label,
                    words,
                    one.truth,
                    citations=citations,
                    children=_deciding(one.test.kind, one.truth, _lines(interpreter, view, label, one.children)),
                )
            )
            continue
        if isinstance(one.test, law.IsReading):
            opened = _lines(interpreter, view, "", one.children)
            made.append(_joined(label, f'reading "{one.test.reading}": ', one.truth, citations, opened))
            continue
        source = inner or one
        words = _words(source, view)
        children = _definitions(interpreter, view, source)
        if len(children) == 1 and children[0].words == f"{words.removesuffix(' is true')} means":
            citations, children = citations or children[0].citations, children[0].children
        found = finding(source, view, interpreter.compiler)
        made.append(Line(label, words, one.truth, found, citations, children))
    return tuple(made)


def _deciding(kind: str, truth: Truth, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Mark the items on which an outline rests: one that is false defeats ``all``, one that is true meets ``any``.

    It rests on all items when ``all`` is met or ``any`` is not, and on the unknown ones when it is unknown.
    """
    if truth is None:
        wanted = None
    elif truth is (kind == "any"):
        wanted = kind != "all"
    else:
        return lines
    return tuple(evolve(line, decisive=line.truth is wanted) for line in lines)


def _unless(interpreter: Interpreter, view: View, rule: law.Rule, truth: Truth, excepted: Truth, trace: Trace) -> Line:
    kind = rule.exception.kind if isinstance(rule.exception, law.Group) else "all"
    children = _deciding(kind, excepted, _lines(interpreter, view, "", trace))
    return Line("", "unless", excepted, children=children, decisive=truth is not False)


def _joined(label: str, head: str, truth: Truth, citations: tuple[str, ...], opened: tuple[Line, ...]) -> Line:
    """A line that begins with *head*, and goes on with the sentence that it opens when there is just one."""
    if len(opened) == 1 and not opened[0].label:
        only = opened[0]
        return Line(label, head + only.words, truth, only.finding, citations or only.citations, only.children)
    return Line(label, head.rstrip(": "), truth, "", citations, opened)


def _only_clause(one: Traced) -> Traced | None:
    """The sentence of an outline item, when the item is just one."""
    if one.label and len(one.children) == 1:
        child = one.children[0]
        if isinstance(child, Traced) and isinstance(child.test, law.Clause):
            return child
    return None


def _words(one: Traced, view: View) -> str:
    match one.test:
        case law.Clause(words):
            return fill(words, view, one.subject)
        case law.TermTrue(name):
            return f"{name} is true"
        case _:
            return "the condition"


def _definitions(interpreter: Interpreter, view: View, one: Traced) -> tuple[Line, ...]:
    """The terms that a sentence rests on, opened."""
    lines: list[Line] = []
    for child in one.children:
        if isinstance(child, Traced) and isinstance(child.test, law.TermTrue):
            term = view.law.terms[child.test.name]
            opened = _lines(interpreter, view, "", child.children)
            if isinstance(term.test, law.Group):
                opened = _deciding(term.test.kind, child.truth, opened)
            means = f"{term.name} is an open question" if term.readings else f"{term.name} means"
            lines.append(Line("", means, child.truth, citations=term.citations, children=opened))
        else:
            lines += _lines(interpreter, view, "", (child,))
    for value in term_values(one.test):
        lines += _value_opened(interpreter, view, one.subject, value)
    return tuple(lines)


def _value_opened(interpreter: Interpreter, view: View, subject: Entry, value: law.TermValue) -> list[Line]:
    """Which of several values a term has, case by case up to the one that applies; once for each record."""
    term = view.law.terms[value.name]
    if len(term.cases) == 1 and isinstance(clock := term.cases[0].value, law.Clock):
        return _clock_opened(interpreter, view, chosen(value.who, view, subject, None), term, clock)
    if len(term.cases) < 2 or value.who is law.Who.COUNTED:  # noqa: PLR2004
        return []
    about = chosen(value.who, view, subject, None)
    if view.shown.get((term.name, about.index)):
        return []
    view.shown[term.name, about.index] = 1
    lines: list[Line] = []
    for case, (ask, _) in zip(term.cases, interpreter.compiler.term_cases(term.name), strict=True):
        trace: Trace = []
        truth = ask(view, about, None, trace) if ask else None if any(line.truth is None for line in lines) else True
        words = words_of(case.value.span)
        match case.test:
            case None:
                words += ", otherwise"
            case law.IsReading(_, reading):
                words = f'reading "{reading}": {words}'
            case _:
                words += ", if "
        line = _joined(f"({case.label})", words, truth, case.citations, _lines(interpreter, view, "", trace))
        if truth is not False:
            inner = (_value_opened(interpreter, view, about, one) for one in term_values(case.value))
            line = evolve(line, children=(*line.children, *chain.from_iterable(inner)))
            if isinstance(case.value, law.Clock):
                line = _with_run(line, "; ".join(clock_findings(case.value, view, about, interpreter.compiler)))
        lines.append(line)
        if truth:
            break
    found = show_any(interpreter.compiler.value(value)(view, subject, None), value.kind)
    means = (
        f"{term.name} is an open question" if term.readings else f"{term.name} means the first of these that applies"
    )
    known = None if found == "not known" else True
    return [Line("", means, known, f"it is {found}", term.citations, tuple(lines))]


def _with_run(line: Line, ran: str) -> Line:
    """Say how the time of a case ran: on its own line, or below when a condition has told its finding there."""
    if not line.finding:
        return evolve(line, finding=ran)
    return evolve(line, children=(*line.children, Line("", "the time", None if "not known" in ran else True, ran)))


def _clock_opened(interpreter: Interpreter, view: View, about: Entry, term: law.Term, clock: law.Clock) -> list[Line]:
    """How a time ran that a term names, once for each record."""
    if view.shown.get((term.name, about.index)):
        return []
    view.shown[term.name, about.index] = 1
    inner = chain.from_iterable(_value_opened(interpreter, view, about, one) for one in term_values(clock))
    ran = "; ".join(clock_findings(clock, view, about, interpreter.compiler))
    known = None if "not known" in ran else True
    return [Line("", f"{term.name} means {words_of(clock.span)}", known, ran, term.citations, tuple(inner))]


def _cited(citations: tuple[str, ...]) -> str:
    return f" ({'; '.join(citations)})" if citations else ""


def said_of(decision: Decision) -> list[str]:
    """Return what is said under an explanation and can be told from the decision alone."""
    said = []
    if decision.door:
        said.append(f"How it is granted: {decision.door}")
    if decision.also:
        said.append("Also applies: " + "; ".join(decision.also))
    if decision.basis != "established":
        said.append("Basis: " + decision.basis)
    if decision.status is Status.NEEDS_REVIEW:
        said.append("What remains: " + "; ".join(decision.possible))
    for fact in decision.missing:
        answers = "; ".join(f"{effect.answer}: {' or '.join(effect.outcomes)}" for effect in fact.answers)
        fault = f" [{fact.fault}]" if fact.fault else ""
        said.append(f"Missing: {fact.words}{fault}. {fact.question}" + (f" {answers}" if answers else ""))
    for question in decision.readings:
        answers = "; ".join(f"{effect.answer}: {' or '.join(effect.outcomes)}" for effect in question.answers)
        said.append(
            f"The law is open, and its readings differ: {question.question}{_cited(question.citations)}. {answers}"
        )
    if decision.settling and len(decision.missing) + len(decision.readings) != 1:
        said.append("It is settled by " + ", or by ".join(" and ".join(words) for words in decision.settling))
    said += [f"Unverified: {why}" for why in decision.unverified]
    return said


def _remarks(view: View, decision: Decision) -> tuple[str, ...]:
    said = said_of(decision)
    if source_names(view):
        said.append(f"What the record does not list did not happen, as far as {source_names(view)} covers it")
    return tuple(said)
