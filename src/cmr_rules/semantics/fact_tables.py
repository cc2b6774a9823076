"""Tables of facts by law, checked: headings, offenses, days and values, and that no two rows contradict each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from attrs import field, frozen

from cmr_rules.citations import parse_section
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.records import texts
from cmr_rules.records.values import NOT_APPLICABLE
from cmr_rules.semantics import law
from cmr_rules.semantics.csv_cells import Cell, rows_of
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.law.tables import ListedValue
from cmr_rules.semantics.vocabulary import ALIASES, VOCABULARY
from cmr_rules.source import Source, Span

FIXED = ("offense", "from", "through", "authority", "unverified", "note")
MOST_ROWS = 20_000

LISTABLE: Mapping[Kind, str] = {
    Kind.PERIOD: "write a length of time such as `4 years`, `93 days` or `life`",
    Kind.LEVEL: "write `felony`, `misdemeanor`, `infraction` or `wobbler`",
    Kind.WORD: "",
    Kind.YES_NO: "write `yes` or `no`",
    Kind.NUMBER: "write a whole number",
    Kind.WEIGHT: "write a weight such as `28.5 grams`",
    Kind.MONEY: "write an amount such as `$500`",
}
"""The types of facts that a table may have, each with how a value is written."""

_FORMS = {"attempt": "attempts", "conspiracy": "conspiracies", "solicitation": "solicitations"}
_OFFENSE = re.compile(
    r"(?:an?\s+(?P<forms>(?:attempt|conspiracy|solicitation)(?:,?\s+(?:or\s+)?(?:an?\s+)?(?:attempt|conspiracy|solicitation))*)"
    r"\s+to\s+commit\s+)?(?P<first>.+?)(?:\s+through\s+(?P<last>.+?))?(?:,?\s+including\s+(?P<including>[a-z, ]+))?"
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NO = {"no", "n", "none", "false", "verified"}


@frozen
class FactColumn:
    """A fact that a table may have a column for; *words* are the values of ``one of``."""

    fact: str
    kind: Kind
    words: tuple[str, ...] = ()


@frozen
class Listing:
    """A table as read: its rows for each fact."""

    name: str
    tables: Mapping[str, law.FactTable]


Report = Callable[[str, str, Span, str], None]


@frozen
class _Columns:
    """Which column holds what, by its number."""

    fixed: Mapping[str, int]
    facts: Mapping[int, FactColumn]
    width: int


@frozen
class _Draft:
    """A row without its values, with the row as written."""

    row: law.TableRow
    cells: tuple[Cell, ...] = field(repr=False)


def read_listing(
    name: str, source: Source, declared: Mapping[str, law.DeclaredFact], diagnostics: Diagnostics
) -> Listing:
    """Read a table; every fault is added, and what cannot be read is left out.

    Args:
        name: What rules call it: ``mi/offenses.csv``.
        source: Its text.
        declared: The facts that the file which uses it declares.
        diagnostics: Where faults are added, each with its place in the table.
    """

    def report(code: str, message: str, at: Span, hint: str) -> None:
        diagnostics.add(code, message, at=at, hints=(hint,) if hint else ())

    rows = rows_of(source, lambda message, at, hint: report("CMR504", message, at, hint))
    if not rows:
        hint = f"begin it with a row of headings: {', '.join(FIXED[:3])}, a column for each fact, authority"
        report("CMR504", f"the table `{name}` is empty", Span(source, 0, 0), hint)
        return Listing(name, MappingProxyType({}))
    columns = _columns(rows[0], declared, report)
    if len(rows) > MOST_ROWS:
        report("CMR119", f"the table has more than {MOST_ROWS:,} rows", rows[MOST_ROWS][0].span, "divide it")
    drafts = [draft for cells in rows[1 : MOST_ROWS + 1] if (draft := _draft(cells, columns, report)) is not None]
    _see_that_none_overlap(drafts, report)
    tables = {
        column.fact: law.FactTable(
            name, column.fact, column.kind, tuple(_with_value(one, number, column, report) for one in drafts)
        )
        for number, column in columns.facts.items()
    }
    return Listing(name, MappingProxyType(tables))


# ---------------------------------------------------------------------------------------------- headings


def _columns(headings: Sequence[Cell], declared: Mapping[str, law.DeclaredFact], report: Report) -> _Columns:
    fixed: dict[str, int] = {}
    facts: dict[int, FactColumn] = {}
    seen: set[str] = set()
    for number, cell in enumerate(headings):
        heading = cell.text
        if not heading:
            continue
        column = _fact(heading, declared)
        name = heading.casefold() if column is None else column.fact
        if name in seen:
            report("CMR504", f"two columns are headed `{heading}`", cell.span, "leave one of them out")
        elif name in FIXED:
            fixed[name] = number
        elif column is not None:
            facts[number] = column
            _see_that_it_can_be_listed(heading, column, cell, report)
        else:
            known = (*FIXED, *VOCABULARY, *declared)
            close = nearest(heading, known)
            hint = f"did you mean `{close[0]}`?" if close else "head it with a fact, or with `note`"
            report("CMR504", f"no fact is called `{heading}`, with which this column is headed", cell.span, hint)
        seen.add(name)
    for name in ("offense", "authority"):
        if name not in fixed:
            hint = "the first row holds the headings; cells are parted by commas or semicolons"
            report("CMR504", f"the table has no column `{name}`", headings[0].span, hint)
    listable = {number: one for number, one in facts.items() if one.kind in LISTABLE}
    return _Columns(fixed, listable, len(headings))


def _fact(heading: str, declared: Mapping[str, law.DeclaredFact]) -> FactColumn | None:
    """Return the fact of which a column speaks; None when there is none of that name."""
    for name, fact in declared.items():
        if name.casefold() == heading.casefold():
            return FactColumn(name, fact.kind if fact.about == "record" else Kind.TEXT, fact.words)
    phrase = heading.casefold().removeprefix("the ")
    phrase = ALIASES.get(phrase, phrase)
    definition = VOCABULARY.get(phrase)
    if definition is None or phrase in FIXED:
        return None
    return FactColumn(phrase, definition.kind if definition.about == "record" else Kind.TEXT)


def _see_that_it_can_be_listed(heading: str, column: FactColumn, cell: Cell, report: Report) -> None:
    if column.kind not in LISTABLE:
        message = f"`{heading}` does not follow from the offense of a conviction, and cannot be listed"
        report("CMR504", message, cell.span, "leave the column out")


# ---------------------------------------------------------------------------------------------- rows


def _draft(cells: tuple[Cell, ...], columns: _Columns, report: Report) -> _Draft | None:
    """Read a row but for its values; None after a fault."""
    given = len(cells)
    while given > columns.width and not cells[given - 1].text:
        given -= 1
    if given != columns.width:
        message = f"this row has {given} cells, and the row of headings has {columns.width}"
        hint = "part the cells as the headings are parted; put a cell that holds a comma between quotation marks"
        report("CMR504", message, cells[0].span, hint)
        return None
    cells = cells[: columns.width]
    at = {name: cells[number] for name, number in columns.fixed.items()}
    if "offense" not in at or "authority" not in at:
        return None
    pattern = _offense(at["offense"], report)
    first, last = (_day(at[name], report) if name in at else None for name in ("from", "through"))
    if pattern is None:
        return None
    if first is not None and last is not None and last < first:
        report("CMR505", "the last day of this row lies before its first", at["through"].span, "see which is meant")
        return None
    if not at["authority"].text:
        report("CMR505", "this row has no authority", at["offense"].span, "name the section of law that says so")
    why = at["unverified"].text if "unverified" in at else ""
    if why.casefold() in _NO:
        message = f"`{why}` does not say why this row is unverified"
        report("CMR505", message, at["unverified"].span, "leave the cell empty, or write what is not verified")
    row = law.TableRow(
        pattern, first, last, None, at["offense"].text, at["authority"].text, why, at["offense"].span.line
    )
    return _Draft(row, cells)


def _offense(cell: Cell, report: Report) -> law.OffensePattern | None:
    match = _OFFENSE.fullmatch(cell.text)
    first = parse_section(match["first"]) if match else None
    if match is None or first is None or first.jurisdiction is None:
        hint = "write it as rules do: `MCL 333.7401(2)`, a range, or `an attempt to commit MCL 750.110`"
        shown = f"`{cell.text}` is not an offense" if cell.text else "this row names no offense"
        report("CMR505", shown, cell.span, hint)
        return None
    forms = {form for form in _FORMS if form in (match["forms"] or "")} or {"completed"}
    forms |= {form for form, many in _FORMS.items() if many in (match["including"] or "")}
    if match["last"] is None:
        return law.OffensePattern(first, forms=frozenset(forms))
    last = parse_section(match["last"]) or parse_section(f"{first.code} {match['last']}")
    if (
        last is None
        or last.code != first.code
        or last.order < first.order
        or (last.subdivisions, first.subdivisions) != ((), ())
    ):
        message = f"`{cell.text}` is not a range of sections"
        report("CMR505", message, cell.span, "write the lower section first, both of one code and without subdivisions")
        return None
    return law.OffensePattern(first, last, forms=frozenset(forms))


def _day(cell: Cell, report: Report) -> int | None:
    """Read a day as ``2016-11-09``, in no other way: nobody can tell the month of ``5/6/2016`` from its day."""
    if not cell.text:
        return None
    if _ISO.fullmatch(cell.text):
        try:
            return date.fromisoformat(cell.text).toordinal()
        except ValueError:
            report("CMR505", f"there is no such day as `{cell.text}`", cell.span, "write a day of the calendar")
            return None
    slashes = _SLASHES.fullmatch(cell.text)
    hint = "write the year, the month and the day: `2016-11-09`"
    if slashes:
        hint = f"write `{slashes[3]}-{int(slashes[1]):02}-{int(slashes[2]):02}` if the month comes first"
        hint += "; format the column as text, so that the spreadsheet leaves it alone"
    report("CMR505", f"`{cell.text}` is not a day as tables write it", cell.span, hint)
    return None


def _see_that_none_overlap(drafts: Sequence[_Draft], report: Report) -> None:
    """Report rows that are equally specific and speak of the same offense on the same day."""
    groups: dict[tuple[object, ...], list[_Draft]] = {}
    for one in drafts:
        section = one.row.offense.section
        where = (section,) if one.row.offense.through is None else (section.code, "range")
        groups.setdefault(where, []).append(one)
    for group in groups.values():
        for number, later in enumerate(group):
            earlier = next((one for one in group[:number] if _both_speak(one.row, later.row)), None)
            if earlier is not None:
                message = (
                    f"this row and that of line {earlier.row.line} are equally specific and speak of the same days"
                )
                report("CMR506", message, later.cells[0].span, "leave one of them out, or give each its own days")


def _both_speak(one: law.TableRow, other: law.TableRow) -> bool:
    if one.offense.forms.isdisjoint(other.offense.forms):
        return False
    if one.offense.through is not None and other.offense.through is not None:
        low = max(one.offense.section.order, other.offense.section.order)
        if low > min(one.offense.through.order, other.offense.through.order):
            return False
    latest_start = max(one.first_day or 0, other.first_day or 0)
    ends = [row.last_day for row in (one, other) if row.last_day is not None]
    return not ends or latest_start <= min(ends)


# ---------------------------------------------------------------------------------------------- values


def _with_value(draft: _Draft, number: int, column: FactColumn, report: Report) -> law.TableRow:
    row, cell = draft.row, draft.cells[number]
    value: ListedValue = None
    try:
        value = _value(cell.text, column)
    except ValueError:
        known = ", ".join(f"`{word}`" for word in column.words)
        close = nearest(cell.text, column.words)
        hint = f"did you mean `{close[0]}`?" if close else LISTABLE[column.kind] or f"write one of {known}"
        report("CMR505", f"`{cell.text}` does not fit the column `{column.fact}`", cell.span, hint)
    return law.TableRow(
        row.offense, row.first_day, row.last_day, value, row.words, row.authority, row.unverified, row.line
    )


def _value(text: str, column: FactColumn) -> ListedValue:
    """Read a value as scenarios write it; an empty cell leaves the fact unknown.

    Raises:
        ValueError: It is no value of that kind.
    """
    if not text or text == "unknown":
        return None
    if text == NOT_APPLICABLE.value and column.kind is not Kind.YES_NO:
        return NOT_APPLICABLE
    match column.kind:
        case Kind.PERIOD:
            return texts.read_period(text)
        case Kind.LEVEL:
            return texts.read_level(text).value
        case Kind.YES_NO:
            return texts.read_yes_no(text)
        case Kind.NUMBER:
            return texts.read_count(text)
        case Kind.WEIGHT:
            return texts.read_weight(text)
        case Kind.MONEY:
            return texts.read_money(text)
        case _ if text in column.words:
            return text
        case _:
            raise ValueError
