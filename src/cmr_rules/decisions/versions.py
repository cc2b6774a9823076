"""Terms in versions, on a day on which none of them is in force: unknown, with a fault that says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cmr_rules.dates import EARLIEST, LATEST, long_date
from cmr_rules.decisions.joining import Asks, Trace, Truth, answered
from cmr_rules.decisions.view import Choice, Entry, MissingPeriod, View
from cmr_rules.decisions.worlds import Key
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.vocabulary import LEVELS

PREFIX = "version of "
"""How the name of the missing fact begins; the name of the term follows."""

Reads = Callable[[View, Entry, Entry | None], Any]


def _key(missing: law.NoVersion, on: Reads, view: View, subject: Entry, counted: Entry | None) -> Key:
    """Name the missing version as a fact of the record, and note what is the matter."""
    day = on(view, subject, counted)
    when = f"on {long_date(day)}" if isinstance(day, int) else missing.days
    key = (subject.index, PREFIX + missing.name)
    view.faults[key] = f"no version of {missing.name} is in force {when}"
    return key


def unknown_value(missing: law.NoVersion, on: Reads) -> Reads:
    """Return the function that gives a missing value of the kind of the term."""

    def read(view: View, subject: Entry, counted: Entry | None) -> Any:
        key = _key(missing, on, view, subject, counted)
        match missing.kind:
            case Kind.PERIOD:
                return MissingPeriod(key)
            case Kind.LEVEL:
                return Choice(key, frozenset(LEVELS))
            case Kind.WORD:
                return Choice(key, frozenset(word for fact in view.law.facts.values() for word in fact.words))
            case Kind.DATE:
                return view.missing(key, EARLIEST, LATEST)
            case _:
                return view.missing(key, 0, 10**18)

    return read


def unknown_test(missing: law.NoVersion, on: Reads) -> Asks:
    """Return the question whose answer no version gives."""

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        return answered(view, _key(missing, on, view, subject, counted))

    return ask


def is_version(key: Key) -> bool:
    """Whether *key* stands for law that no version gives, and for no fact."""
    return key[1].startswith(PREFIX)


def kind_of_missing(view: View, fact: str) -> Kind | None:
    """Return the kind of the value that a missing version would give; None for another fact."""
    if not fact.startswith(PREFIX):
        return None
    name, _, shifted = fact.removeprefix(PREFIX).partition(": ")
    return Kind.DATE if shifted else view.law.terms[name].kind
