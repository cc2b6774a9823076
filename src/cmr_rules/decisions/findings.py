"""The facts behind an answer, in words: ``it is May 12, 2009``, ``3 convictions; the most recent is …``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import fields

from cmr_rules.citations import Offense
from cmr_rules.dates import Period
from cmr_rules.decisions.clock_findings import clock_findings
from cmr_rules.decisions.evaluate import chosen, possible_words
from cmr_rules.decisions.grouping import number_of
from cmr_rules.decisions.joining import Gathered, Traced
from cmr_rules.decisions.listed_facts import rows_for
from cmr_rules.decisions.quantities import ends
from cmr_rules.decisions.questions import Compiler
from cmr_rules.decisions.references import offense_words, show_date, title
from cmr_rules.decisions.showing import show_whole
from cmr_rules.decisions.view import Choice, Entry, MissingPeriod, Special, View
from cmr_rules.records.supervision import REVOKED
from cmr_rules.records.values import Missing
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_NAMED = 5


def finding(one: Traced, view: View, compiler: Compiler) -> str:
    """Return what the record says about a line of the trace, or nothing when its parts say it."""
    if one.truth is not None and (negated := _says_shown(one.test)) is not None:
        return "shown by the record" if one.truth is not negated else "not shown by the record"
    gathered = next((child for child in one.children if isinstance(child, Gathered)), None)
    if gathered is not None:
        return _history(gathered, view)
    return _of(one.test, view, one.subject, compiler)


def _says_shown(test: law.Test) -> bool | None:
    """Whether a sentence says that the record does *not* show something; None when it says nothing of that kind."""
    match test:
        case law.Clause(_, inner):
            return _says_shown(inner)
        case law.Shows():
            return False
        case law.Not(law.Shows()):
            return True
        case _:
            return None


def _of(test: law.Test, view: View, subject: Entry, compiler: Compiler) -> str:
    match test:
        case law.Clause(_, inner) | law.Not(inner):
            return _of(inner, view, subject, compiler)
        case law.OffenseIs(who) | law.RecordNames(who):
            return _offense(view, chosen(who, view, subject, None))
        case law.IsIn(who):
            county = chosen(who, view, subject, None).case.county
            return f"it is in {county}" if isinstance(county, str) else "the county is not known"
        case law.SentenceIncludes(who):
            return _sentence(chosen(who, view, subject, None))
        case law.Group() | law.TermTrue() | law.Always() | law.IsReading() | law.Readings() | law.Shows():
            return ""
        case _:
            return "; ".join(dict.fromkeys(_values(test, view, subject, compiler)))


def _values(test: law.Test, view: View, subject: Entry, compiler: Compiler) -> Iterator[str]:
    match test:
        case law.Both(tests) | law.Either(tests):
            for one in tests:
                yield from _values(one, view, subject, compiler)
        case law.Compare(left, right):
            yield from _shown(left, view, subject, compiler)
            yield from _shown(right, view, subject, compiler)
        case law.IsWord(value):
            yield from _shown(value, view, subject, compiler)
        case law.LessSerious(left, right):
            yield from _shown(left, view, subject, compiler)
            yield from _shown(right, view, subject, compiler)
        case law.OffenseIs(who) | law.RecordNames(who):
            yield _offense(view, chosen(who, view, subject, None))
        case law.NoVersion(_, _, on):
            yield from _shown_day(on, view, subject, compiler)
        case law.Holds(law.OptionValue(name)):
            yield f"{name} is {'yes' if view.options[name] else 'no'}"
        case law.Holds(law.FactValue(fact, _, who)):
            entry = chosen(who, view, subject, None)
            truth, key = view.yes_no(entry, fact)
            if truth is not None:
                row = _listed_in(view, entry, fact) if view.raw(entry, fact)[0] is Missing.UNKNOWN else ""
                yield _yes_or_no(fact, truth=truth) + (f", {row}" if row else "")
            else:
                yield view.faults.get(
                    key, f"not known whether {fact}" if fact[:1].islower() else f"{fact} is not known"
                )
        case law.Same(who, what):
            entry = chosen(who, view, subject, None)
            written = getattr(entry.case, what, None)
            if isinstance(written, str):
                yield f"the {what} is {written}"
        case _:
            yield from ()


def _shown(value: law.Value, view: View, subject: Entry, compiler: Compiler) -> Iterator[str]:
    """The facts that a value is made of, each with its name."""
    match value:
        case law.FactValue(_, kind, who):
            entry = chosen(who, view, subject, None)
            yield _fact(value, view, subject, entry, compiler, kind)
        case law.Shift(start, period, back):
            yield from _shown(start, view, subject, compiler)
            yield from _shown(period, view, subject, compiler)
            whole = compiler.value(value)(view, subject, None)
            if isinstance(whole, int) and not isinstance(start, law.ReviewDate) and not back:
                length = show_any(compiler.value(period)(view, subject, None), Kind.PERIOD)
                yield f"{length} after it is {show_whole(whole, Kind.DATE)}"
        case law.Latest(parts) | law.Earliest(parts):
            for part in parts:
                yield from _shown(part, view, subject, compiler)
        case law.TermValue(name, kind):
            said = f"{name} is {show_any(compiler.value(value)(view, subject, None), kind)}"
            yield from _version(said, value, view, subject, compiler)
        case law.Clock(_, start):
            yield from _shown(start, view, subject, compiler)
            yield from clock_findings(value, view, subject, compiler)
        case law.Count(records) | law.Extreme(records):
            sure, perhaps, complete = compiler.records(records)(view, subject, None)
            number = number_of(view, records, sure, perhaps, compiler.apart(records))
            yield _history(Gathered(records, sure, perhaps, complete, number.low, number.high), view)
        case _:
            return


def _version(said: str, value: law.TermValue, view: View, subject: Entry, compiler: Compiler) -> Iterator[str]:
    """The value of a term as *said*; of a term in versions, also which of them gives it, and by which day."""
    term = view.law.terms[value.name]
    if term.chosen_by is None:
        yield said
        return
    about = chosen(value.who, view, subject, None)
    asked = [(case, None if case.test is None else compiler.test(case.test)) for case in term.cases]
    truths = [(case, True if ask is None else ask(view, about, None, None)) for case, ask in asked]
    case = next((case for case, truth in truths if truth is not False), None)
    if case is not None and not case.days:
        yield f"{said}, because no version of it is in force then"
    elif case is not None and all(truth is not None for _, truth in truths):
        cited = f" [{'; '.join(case.citations)}]" if case.citations else ""
        yield f"{said} by version ({case.label}){cited}, in force {case.days}"
    else:
        yield said
    yield from _shown_day(term.chosen_by, view, about, compiler)


def _shown_day(on: law.Value, view: View, subject: Entry, compiler: Compiler) -> Iterator[str]:
    """The day that chooses a version."""
    if isinstance(on, law.ReviewDate):
        yield f"the review date is {show_whole(view.as_of, Kind.DATE)}"
    else:
        yield from _shown(on, view, subject, compiler)


def _yes_or_no(fact: str, *, truth: bool) -> str:
    if fact == "deceased":
        return "the record shows a death" if truth else "the record shows no death"
    if fact == REVOKED:
        return "the record shows that probation was revoked" if truth else "the record shows no revocation of probation"
    return f"{fact} is {'yes' if truth else 'no'}"


def _article(fact: str) -> str:
    return f"the {fact}" if fact[:1].islower() else fact


def _fact(value: law.FactValue, view: View, subject: Entry, entry: Entry, compiler: Compiler, kind: Kind) -> str:
    name = _article(value.fact)
    shown = show_any(compiler.value(value)(view, subject, None), kind)
    said = f"{name} is {shown}"
    raw, key = view.raw(entry, value.fact)
    if key in view.faults:
        return f"{name} cannot be relied on: {view.faults[key]}"
    if raw is Missing.UNKNOWN and shown != "not known" and (row := _listed_in(view, entry, value.fact)):
        return f"{said}, {row}"
    if shown == "not known" and (partial := show_date(raw)):
        return f"{name} is {partial}, without an exact day"
    if shown == "not known" and value.fact == "date of offense" and isinstance(raw, Missing):
        last = ends(view, view.whole(entry, value.fact, kind))[1]
        return f"{name} is not known, and not after {show_whole(last, Kind.DATE)}" if last < view.as_of else said
    return said


def _listed_in(view: View, entry: Entry, fact: str) -> str:
    """Name the rows of a table that give a fact, with their authorities; empty when no table does."""
    for one in view.law.derivations:
        if one.fact.fact == fact and isinstance(one.value, law.Listed) and entry.event is None:
            rows = rows_for(view, entry, one.value.table) or ()
            named = [f"{row.words} [{row.authority}]" for row in rows[:MOST_NAMED]]
            named += [f"{len(rows) - MOST_NAMED} more"] if len(rows) > MOST_NAMED else []
            return f"listed in {one.value.table.name} for {' and '.join(named)}" if rows else ""
    return ""


def show_any(value: object, kind: Kind) -> str:
    """Write any value as explanations do."""
    match value:
        case Period():
            return str(value)
        case "life":
            return "life"
        case str():
            return value
        case Choice():
            return "not known"
        case MissingPeriod() | Special.OPEN:
            return "not known"
        case _:
            return show_whole(value, kind)  # type: ignore[arg-type]


def _offense(view: View, entry: Entry) -> str:
    offense = view.offense(entry)
    if isinstance(offense, Offense):
        return f"it is {offense}"
    written = entry.charge.raw.get("offense")
    return f"`{written}` cannot be read as a code section" if written else "the offense is not known"


def _sentence(entry: Entry) -> str:
    action = entry.charge.sentencing
    if action is None or not action.sentence:
        return "no sentence is recorded"
    return "the sentence: " + ", ".join(part.kind.replace("_", " ") for part in action.sentence)


def _history(gathered: Gathered, view: View) -> str:
    records, sure, perhaps = gathered.records, gathered.sure, gathered.perhaps
    noun = records.noun
    total = len(sure)
    said = f"{total} {noun}" if total == 1 else f"{total or 'no'} {noun}s"
    if total and total <= MOST_NAMED:
        said += f" ({', '.join(_named(view, entry) for entry in sure)})"
    elif total and noun == "conviction":
        days = [day for entry in sure if isinstance(day := view.whole(entry, "date of conviction", Kind.DATE), int)]
        said += f"; the most recent is {show_whole(max(days), Kind.DATE)}" if days else ""
    if perhaps:
        said += f", perhaps {len(perhaps)} more ({', '.join(_named(view, entry) for entry in perhaps[:MOST_NAMED])})"
    if records.one_for_each and total + len(perhaps) > 1:
        said += _groups(gathered)
    if records.dated and not sure and not perhaps:
        said += _nearest(records, view)
    if not gathered.complete:
        said += "; " + incomplete(view, records.scope)
    return said


def _groups(gathered: Gathered) -> str:
    """Of how many cases, cycles, counties or days the records are: ``, of 2 cycles``."""
    low, high, one = gathered.low, gathered.high, gathered.records.one_for_each
    several = {"county": "counties", "case and cycle": "cases and cycles"}.get(one, f"{one}s")
    return f", of {low if low == high else f'{low} to {high}'} {one if high == 1 else several}"


def _named(view: View, entry: Entry) -> str:
    parts = (title(view, entry), offense_words(entry.charge), show_date(entry.charge.convicted_on))
    return " ".join(part for part in parts if part)


def _nearest(records: law.Records, view: View) -> str:
    """When no record falls in the window: the most recent one of its kind."""
    if records.noun != "conviction" or not _only_dates(records.test):
        return ""
    days = [
        whole
        for entry in view.convictions
        if isinstance(whole := view.whole(entry, "date of conviction", Kind.DATE), int)
    ]
    return f"; the most recent is {show_whole(max(days), Kind.DATE)}" if days else ""


def _only_dates(test: law.Test | None) -> bool:
    match test:
        case None | law.Compare():
            return True
        case law.Both(tests):
            return all(map(_only_dates, tests))
        case _:
            return False


def incomplete(view: View, scope: str) -> str:
    """Why the record may lack some."""
    if view.person.incomplete:
        return "the record may lack some: " + ", ".join(view.person.incomplete)
    if not view.person.sources:
        return "the record does not say what its sources cover"
    return f"the sources of this record do not cover {scope or 'this'}"


def source_names(view: View) -> str:
    """The sources on which "not listed" rests."""
    return ", ".join(source.name for source in view.person.sources)


def words_of(view: View, value: object) -> str:
    """The words that a missing word may be."""
    return " or ".join(sorted(possible_words(view, value)))


def term_values(node: object) -> list[law.TermValue]:
    """The terms whose value a sentence compares, in order, each once; not those asked of the records that it counts."""
    found: dict[law.TermValue, None] = {}
    match node:
        case law.TermValue():
            found[node] = None
        case law.Records() | law.Group() | law.Readings():
            pass
        case law.Node():
            for part in fields(type(node)):
                child = getattr(node, part.name)
                for one in child if isinstance(child, tuple) else (child,):
                    found.update(dict.fromkeys(term_values(one)))
        case _:
            pass
    return list(found)
