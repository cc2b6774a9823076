"""Values: what each written value is, of which type, and whose."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from cmr_rules.dates import Period
from cmr_rules.records import texts
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import KIND_WORDS, Scope, look_up
from cmr_rules.semantics.vocabulary import ALIASES, LEVELS, VOCABULARY
from cmr_rules.semantics.wording import plain, words_of
from cmr_rules.source import Span
from cmr_rules.syntax import tree

NANOGRAMS: dict[str, int] = {
    unit: texts.NANOGRAMS[unit] for unit in ("milligram", "gram", "kilogram", "ounce", "pound")
}
"""The units of weight that rules use, as the parser names them."""

LEVEL_WORDS = (*LEVELS, "wobbler")
_MONTHS = {"year": 12, "month": 1}
_DAYS = {"week": 7, "day": 1}
_OWNERS = ("this conviction", "this offense", "the conviction", "the offense", "the charge", "the record", "the person",
           "this charge", "this arrest", "this case", "the arrest", "the case")  # fmt: skip


def kind_of(value: law.Value) -> Kind:
    """Return the type of a value."""
    match value:
        case law.DayIs() | law.ReviewDate() | law.Shift() | law.Latest() | law.Earliest() | law.Extreme() | law.Clock():
            return Kind.DATE
        case law.PeriodIs():
            return Kind.PERIOD
        case law.Count():
            return Kind.NUMBER
        case law.NumberIs() | law.WordIs() | law.FactValue() | law.OptionValue() | law.TermValue() | law.NoVersion():
            return value.kind
        case law.Listed():
            return value.kind
        case _:
            assert_never(value)


def shown(written: tree.Node) -> str:
    """Return the words of a node in backticks, for a message."""
    return f"`{words_of(written.span) or 'this'}`"


def value_of(written: tree.Value, scope: Scope) -> law.Value | None:
    """Resolve a value; None after a fault."""
    span = written.span
    match written:
        case tree.FactOf():
            return fact_of(written, scope)
        case tree.NameValue(name):
            return _named(name, scope)
        case tree.Day():
            return _day(written, scope)
        case tree.Length(number, unit):
            return law.PeriodIs(Period(number * _MONTHS.get(unit, 0), number * _DAYS.get(unit, 0)), span=span)
        case tree.Number(number):
            return law.NumberIs(number, span=span)
        case tree.Amount():
            return _amount(written, scope)
        case tree.Words(text):
            return _word(text, span, scope)
        case tree.Birthday(number):
            count_years(scope, span)
            return law.Shift(date_of_birth(span), law.PeriodIs(Period(12 * number), span=span), span=span)
        case tree.LaterOf(parts) | tree.EarlierOf(parts):
            days = [value_of_kind(part, Kind.DATE, scope) for part in parts]
            known = tuple(day for day in days if day is not None)
            if len(known) < len(days):
                return None
            return law.Latest(known, span=span) if isinstance(written, tree.LaterOf) else law.Earliest(known, span=span)
        case tree.Shifted(period, direction, start):
            return shift(period, direction, start, span, scope)
        case tree.CountOf(counted):
            records = scope.names.passes.records(counted, scope)
            return None if records is None else law.Count(records, span=span)
        case tree.DateOfExtreme(which, counted):
            records = scope.names.passes.records(counted, scope)
            return None if records is None else law.Extreme(records, which != "earliest", span=span)
        case tree.Clock():
            return clock(written, scope)
        case _:
            assert_never(written)


def value_of_kind(written: tree.Value, kind: Kind, scope: Scope, *hints: str) -> law.Value | None:
    """Resolve a value that must be of *kind*; None after a fault."""
    value = value_of(written, scope)
    if value is not None and kind_of(value) is not kind:
        message = f"{shown(written)} is {KIND_WORDS[kind_of(value)]}, and {KIND_WORDS[kind]} must stand here"
        scope.fault("CMR301", message, written.span, *hints)
        return None
    return value


def shift(period: tree.Value, direction: str, start: tree.Value, span: Span, scope: Scope) -> law.Value | None:
    """Resolve ``PERIOD after DAY`` or ``PERIOD before DAY``."""
    length, day = value_of_kind(period, Kind.PERIOD, scope), value_of_kind(start, Kind.DATE, scope)
    if length is None or day is None:
        return None
    count_years(scope, span, length)
    return law.Shift(day, length, back=direction == "before", span=span)


def clock(written: tree.Clock, scope: Scope) -> law.Clock | None:
    """Resolve ``the day on which PERIOD has run from DAY``; the day of a record that starts it again is asked of it."""
    period, start = value_of_kind(written.period, Kind.PERIOD, scope), value_of_kind(written.start, Kind.DATE, scope)
    who = scope.who(None, written.span)
    restarts: law.Records | None = None
    begins: law.Value | None = None
    if written.restarts is not None and written.begins is not None:
        restarts = scope.names.passes.records(written.restarts, scope)
        begins = value_of_kind(written.begins, Kind.DATE, evolve(scope, subject=law.Who.COUNTED))
        if restarts is None or begins is None:
            return None
    if period is None or start is None or who is None:
        return None
    count_years(scope, written.span, period)
    free, after_run = not written.in_custody, written.after_run
    return law.Clock(period, start, who, restarts, begins, free, after_run, span=written.span)


def count_years(scope: Scope, span: Span, period: law.Value | None = None) -> None:
    """Note that months or years are counted on a calendar, where a leap day can matter."""
    only_days = isinstance(period, law.PeriodIs) and period.period.months == 0
    if scope.names.years_at is None and not only_days:
        scope.names.years_at = span


def date_of_birth(span: Span) -> law.FactValue:
    """Return the fact on which ages are anchored."""
    return law.FactValue("date of birth", Kind.DATE, span=span)


def phrase_of(words: str, owner: str | None) -> tuple[str, str | None]:
    """Bring the words of a fact to a phrase of the vocabulary, and tell whose it is (``this`` or None)."""
    text = plain(words).removeprefix("the ")
    if text in VOCABULARY or text in ALIASES:
        return ALIASES.get(text, text), owner
    if " of this " in text and not text.endswith(tuple(_OWNERS)):
        text, owner = text.replace(" of this ", " of "), "this"
    for tail in _OWNERS:
        head = text.removesuffix(f" of {tail}")
        if head != text:
            owner = "this" if tail.startswith("this ") else owner
            last = tail.split()[-1]
            text = f"{head} of {last}" if f"{head} of {last}" in VOCABULARY else head
            break
    if text not in VOCABULARY and text not in ALIASES:
        text = text.replace(" of the ", " of ")
    return ALIASES.get(text, text), owner


def fact_of(written: tree.FactOf, scope: Scope) -> law.Value | None:
    """Resolve ``the date of conviction`` and the like."""
    span = written.span
    text, owner = phrase_of(written.words, written.owner)
    if text == "review date":
        return law.ReviewDate(span=span)
    definition = VOCABULARY.get(text)
    if definition is None:
        unknown_fact(text, span, scope)
        return None
    if definition.about == "person":
        return law.FactValue(text, definition.kind, if_any=written.if_any, span=span)
    who = scope.who(owner, span)
    return None if who is None else law.FactValue(text, definition.kind, who, written.if_any, span=span)


_PEOPLE = {"defendant", "petitioner", "applicant", "offender", "individual", "accused", "convict", "subject"}
_DAY_WORDS = {
    "current date": "review date", "date of review": "review date", "present date": "review date",
    "sentencing date": "date of sentence", "date of sentencing": "date of sentence", "birthday": "date of birth",
    "date of the crime": "date of offense", "date of commission": "date of offense",
    "date of violation": "date of offense", "date of the violation": "date of offense",
}  # fmt: skip
_BEFORE_WHAT = "say before which day: `a conviction before the date of this conviction`"


def unknown_fact(text: str, span: Span, scope: Scope) -> None:
    """Report words that name no fact, or name a term in lower case."""
    names = scope.names
    term = names.written_small(text)
    if term is not None:
        names.touched.add(term)
        scope.fault("CMR203", f"the defined term `{term}` is written here in lower case", span, f"write `{term}`")
        return
    known = (*VOCABULARY, *ALIASES, "review date")
    hints = _other_words(text, known) or names.close(text, known, "did you mean `the {}`?")
    title = text.title() if text.replace(" ", "").isalpha() else "Fact Name"
    declare = f"declare it, if no known fact says it: `Fact {title}: yes or no, about each conviction.`"
    scope.fault("CMR201", f"there is no fact `{text}`", span, *(hints or (declare,)))


def _other_words(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """What to write for words that say the same: ``conviction date``, ``the defendant``."""
    if text in _PEOPLE:
        return ("write `the person`",)
    if text.startswith(("person does", "person did", "person has not", "person never")):
        return ("write `the person has no conviction …`",)
    if text in _DAY_WORDS:
        return (f"write `the {_DAY_WORDS[text]}`",)
    letters = sorted(set(text.split()) - {"of", "the"})
    return tuple(f"did you mean `the {one}`?" for one in known if sorted(set(one.split()) - {"of", "the"}) == letters)


def declared(fact: law.DeclaredFact, span: Span, scope: Scope, who: law.Who | None = None) -> law.FactValue | None:
    """Return the value of a fact that a file declares."""
    if fact.about == "person":
        return law.FactValue(fact.name, fact.kind, span=span)
    who = who or scope.who(None, span)
    return None if who is None else law.FactValue(fact.name, fact.kind, who, span=span)


def who_of_term(term: law.Term, span: Span, scope: Scope) -> law.Who | None:
    """Return of whom a term is asked: only one that speaks of `the conviction` needs a record."""
    if scope.names.found[term.name].subject:
        return scope.who(None, span)
    return law.Who.SUBJECT


def _named(name: tree.Name, scope: Scope) -> law.Value | None:
    found = look_up(name, scope)
    value: law.Value | None = None
    match found:
        case law.Option(kind=Kind.OFFENSE | Kind.PLACE):
            lists = found.kind is Kind.OFFENSE
            message = f"`{found.name}` is an option that {'lists sections' if lists else 'names a county'}"
            hint = f"write `the offense is one of the {found.name}`" if lists else f"write `in the {found.name}`"
            scope.fault("CMR303", f"{message}, and has no size to compare", name.span, hint)
            return None
        case law.Option() if found.kind is not Kind.YES_NO:
            return law.OptionValue(found.name, found.kind, span=name.span)
        case law.DeclaredFact() if found.kind is not Kind.YES_NO:
            return declared(found, name.span, scope)
        case law.Term() if found.cases:
            who = who_of_term(found, name.span, scope)
            return None if who is None else law.TermValue(found.name, found.kind, who, span=name.span)
        case None:
            return None
        case _:
            text = plain(name.text)
            message = f"`{text}` is {scope.names.kind_of_name(text)} and has no value to compare"
            scope.fault("CMR303", message, name.span)
            return value


def _day(written: tree.Day, scope: Scope) -> law.Value | None:
    try:
        return law.DayIs(date(written.year, written.month or 0, written.day or 0).toordinal(), span=written.span)
    except (ValueError, OverflowError):
        message = "a rule needs a whole day, and this day does not exist or is not whole"
        scope.fault("CMR115", message, written.span, "write it as `November 9, 2016`")
        return None


def _amount(written: tree.Amount, scope: Scope) -> law.Value | None:
    try:
        number = Fraction(written.number.replace(",", ""))
    except (ValueError, ZeroDivisionError):
        scope.fault("CMR116", f"{shown(written)} is not a number with a unit", written.span)
        return None
    unit = written.unit
    if unit == "$":
        return law.NumberIs(int(number * 100), Kind.MONEY, span=written.span)
    factor = NANOGRAMS.get(unit) or NANOGRAMS.get(unit.removesuffix("s"))
    if factor is None:
        hints = scope.names.close(unit, NANOGRAMS)
        scope.fault("CMR116", f"the unit `{unit}` is not known", written.span, *hints)
        return None
    return law.NumberIs(int(number * factor), Kind.WEIGHT, span=written.span)


def _word(text: str, span: Span, scope: Scope) -> law.Value | None:
    if text in LEVEL_WORDS:
        return law.WordIs(text, Kind.LEVEL, span=span)
    words = {word for fact in scope.names.facts.values() for word in fact.words}
    if text in words:
        return law.WordIs(text, span=span)
    unknown_word(text, span, (*LEVEL_WORDS, *sorted(words)), scope)
    return None


def unknown_word(text: str, span: Span, known: tuple[str, ...], scope: Scope) -> None:
    """Report a word that exists nowhere, or a term in lower case."""
    term = scope.names.written_small(text)
    if term is not None:
        scope.names.touched.add(term)
        scope.fault("CMR203", f"the defined term `{term}` is written here in lower case", span, f"write `{term}`")
        return
    hints = (_BEFORE_WHAT,) if text in {"prior", "previous", "past", "earlier"} else scope.names.close(text, known)
    scope.fault("CMR212", f"the word `{text}` is not known here", span, *hints)
