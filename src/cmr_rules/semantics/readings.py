"""Which reading of an open question of law is followed."""

from __future__ import annotations

from cmr_rules.diagnostics.diagnostic import Label
from cmr_rules.semantics import law
from cmr_rules.semantics.names import Found, Names, Scope, look_up
from cmr_rules.semantics.offense_lists import citations_of
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree


def follow(written: tree.Follows, names: Names) -> None:
    """Note the reading that a file follows; a wrong one is a fault."""
    question = plain(written.name.text)
    if question in names.follows:
        names.fault("CMR405", f"the file follows two readings of `{question}`", written.span, "keep one of them")
    elif reading_of(written.name, written.reading, names) is not None:
        citations_of(written.remarks, names)
        names.follows[question] = written.reading.value


def reading_of(name: tree.Name, reading: tree.Text, names: Names) -> law.Term | None:
    """Return the open question called *name* when *reading* is one of its readings; None after a fault."""
    term = look_up(name, Scope(names, Found()))
    if term is None:
        return None
    if not isinstance(term, law.Term) or not term.readings:
        others = () if not isinstance(term, law.Term) else (Label(term.span, "defined here"),)
        message = f"`{plain(name.text)}` is no open question, so that there is no reading to follow"
        names.fault("CMR219", message, name.span, others=others)
        return None
    if reading.value not in term.readings:
        known = ", ".join(f'"{one}"' for one in term.readings)
        hints = names.close(reading.value, term.readings, 'did you mean "{}"?') or (f"its readings are {known}",)
        names.fault("CMR219", f'`{term.name}` has no reading "{reading.value}"', reading.span, *hints)
        return None
    return term
