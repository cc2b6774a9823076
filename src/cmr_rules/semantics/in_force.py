"""The days on which a text is in force: of a section in a list, of a version of a term, of a rule."""

from __future__ import annotations

from datetime import date

from attrs import evolve

from cmr_rules.dates import long_date
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.names import Names
from cmr_rules.semantics.wording import words_of
from cmr_rules.source import Span
from cmr_rules.syntax import tree

MOST_NAMED = 3
"""How many sections of a list are named in a question about them; longer lists go by their own words."""


def ordinal_of(written: tree.Day, names: Names) -> int | None:
    """Return the number of a whole day; None after a fault."""
    try:
        return date(written.year, written.month or 0, written.day or 0).toordinal()
    except (ValueError, OverflowError):
        message = "this day does not exist or is not whole"
        names.fault("CMR115", message, written.span, "write it as `November 9, 2016`")
        return None


def ends_of(written: tree.Days, names: Names) -> tuple[int | None, int | None] | None:
    """Return the first and the last day, both included; None in a pair is no end. None after a fault."""
    if written.before is not None:
        end = ordinal_of(written.before, names)
        return None if end is None else (None, end - 1)
    assert written.first is not None
    first = ordinal_of(written.first, names)
    last = None if written.last is None else ordinal_of(written.last, names)
    if first is None or (last is None and written.last is not None):
        return None
    if last is not None and last < first:
        names.fault("CMR308", "the first day in force lies after the last", written.span, "put the earlier day first")
        return None
    return first, last


def shown_days(first: int | None, last: int | None) -> str:
    """Write the days as the file would: ``from June 27, 2017``, ``before November 9, 2016``."""
    if first is None:
        return "" if last is None else f"before {long_date(last + 1)}"
    return f"from {long_date(first)}" + ("" if last is None else f" through {long_date(last)}")


def is_within(on: law.Value, first: int | None, last: int | None, span: Span) -> law.Test:
    """Return whether the day *on* is one of the days; *span* is where they are written."""
    day = evolve(on, span=span)
    tests: list[law.Test] = []
    if first is not None:
        tests.append(law.Compare(law.DayIs(first, span=span), day, strict=False, span=span))
    if last is not None:
        tests.append(law.Compare(day, law.DayIs(last, span=span), strict=False, span=span))
    if not tests:
        return law.Always(truth=True, span=span)
    return tests[0] if len(tests) == 1 else law.Both(tuple(tests), span=span)


def in_force_clause(what: str, days: str, on: law.Value, inside: law.Test, span: Span) -> law.Clause:
    """Return the sentence under which explanations show that a version is the one: *inside*, said of *what*.

    Args:
        what: ``version (2)``, ``this rule``.
        days: ``from June 27, 2017``.
        on: The day that chooses.
        inside: Whether it is one of the days.
        span: Where the days are written.
    """
    chosen_on = "{review date}" if isinstance(on, law.ReviewDate) else words_of(on.span) or "the day that chooses"
    return law.Clause(f"{what}, {days}, is in force on {chosen_on}", inside, span=span)


def has_days(listed: law.OffenseSet | law.OptionValue) -> bool:
    """Whether some section of a list is meant as it stood on some days only; those of an option never are."""
    return isinstance(listed, law.OffenseSet) and any(
        pattern.first_day is not None or pattern.last_day is not None for pattern in listed.patterns
    )


def offense_test(
    leaf: type[law.OffenseIs | law.RecordNames], who: law.Who, listed: law.OffenseSet | law.OptionValue, span: Span
) -> law.Test:
    """Return the test that an offense is on a list, or is named by the record. Every such test is made here.

    A section as it stood on some days becomes the section, together with a date of offense on one of these days, so
    that no test of an offense ever asks for the days of a text.

    Args:
        leaf: `law.OffenseIs` or `law.RecordNames`.
        who: Whose offense it is, and whose date of offense chooses the text.
        listed: The list.
        span: Where the phrase stands.
    """
    if isinstance(listed, law.OptionValue) or not has_days(listed):
        return leaf(who, listed, span=span)
    groups: dict[tuple[int | None, int | None], list[law.OffensePattern]] = {}
    for pattern in listed.patterns:
        text = evolve(pattern, first_day=None, last_day=None)
        groups.setdefault((pattern.first_day, pattern.last_day), []).append(text)
    date_of_offense = law.FactValue("date of offense", Kind.DATE, who, span=span)
    tests: list[law.Test] = []
    for (first, last), patterns in groups.items():
        test = leaf(who, law.OffenseSet(tuple(patterns), _words(patterns, listed)), span=span)
        if first is None and last is None:
            tests.append(test)
        else:
            tests.append(law.Both((test, is_within(date_of_offense, first, last, span)), span=span))
    return tests[0] if len(tests) == 1 else law.Either(tuple(tests), span=span)


def _words(patterns: list[law.OffensePattern], listed: law.OffenseSet) -> str:
    """Name a part of a list by its sections, so that a question about it does not repeat the days."""
    if len(patterns) > MOST_NAMED:
        return listed.words
    return " or ".join(
        f"{one.section}" + (f" through {one.through}" if one.through is not None else "") for one in patterns
    )
