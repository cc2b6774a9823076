"""Scenarios put together: a title, a person and what is expected; and tables of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attrs import evolve, frozen

from cmr_rules.diagnostics.diagnostic import Diagnostics, Label
from cmr_rules.source import Source, Span
from cmr_rules.syntax import tree
from cmr_rules.syntax.lexer import Token, plain
from cmr_rules.syntax.remarks import single_blanks

Reader = Callable[[Source, Diagnostics, Iterable[str]], list[tree.Statement]]
MAXIMUM_TABLE = 300_000
"""Characters that the rows of one table may make."""

_PLACEHOLDER = re.compile(r"\{([^{}\n]{0,80})\}")
_REASON = re.compile(r",?\s*because\s+\{([^{}\n]{0,80})\}")


def gather(statements: list[tree.Statement], source: Source, diagnostics: Diagnostics) -> tree.Document:
    """Put each scenario's person and expectations into it; report those without a scenario."""
    found: list[tree.Statement] = []
    parts: list[tree.PersonTold | tree.Expectation] = []

    def finish() -> None:
        if parts and isinstance(found[-1], tree.Scenario):
            found[-1] = _with(found[-1], parts, diagnostics)
        parts.clear()

    for statement in statements:
        match statement:
            case tree.PersonTold() | tree.Expectation():
                if found and isinstance(found[-1], tree.Scenario):
                    parts.append(statement)
                else:
                    what = "a person" if isinstance(statement, tree.PersonTold) else "an expectation"
                    hint = 'write `Scenario "…".` before it, and the person before what is expected'
                    message = f"{what} stands here without a scenario"
                    diagnostics.add("CMR120", message, at=statement.span, hints=(hint,))
            case _:
                finish()
                found.append(statement)
    finish()
    return tree.Document(tuple(found), span=Span(source, 0, len(source.text)))


def _with(
    scenario: tree.Scenario, parts: list[tree.PersonTold | tree.Expectation], diagnostics: Diagnostics
) -> tree.Scenario:
    people = [part for part in parts if isinstance(part, tree.PersonTold)]
    for second in people[1:]:
        hint = 'write another `Scenario "…".` before the second person'
        diagnostics.add("CMR120", "a scenario has one person", at=second.span, hints=(hint,))
    expectations = tuple(part for part in parts if isinstance(part, tree.Expectation))
    span = scenario.span.to(parts[-1].span)
    return evolve(scenario, person=people[0] if people else None, expectations=expectations, span=span)


@frozen
class TableParts:
    """A table of scenarios before it is read: its title, the places of its template's sentences, and its rows."""

    title: tree.Text
    template: tuple[tuple[int, int], ...]
    rows: Token


def read_table(
    parts: TableParts, source: Source, diagnostics: Diagnostics, names: Iterable[str], read: Reader
) -> tree.ScenarioTable:
    """Read a table: each row is put into the template, and the text that comes out is read."""
    template = tuple(single_blanks(source.text[start:end]) for start, end in parts.template)
    header, *written = _cells(parts.rows, source)
    rows = written
    columns = [text for text, _ in header]
    whole = parts.title.span.to(Span(source, parts.rows.start, parts.rows.end))
    if not _check_columns(parts, columns, source, diagnostics):
        rows = []
    said: set[tuple[str, str]] = set()
    size = sum(len(sentence) for sentence in template) + 200
    instances: list[tree.Scenario] = []
    for row in rows:
        span = row[0][1].to(row[-1][1])
        if len(row) != len(columns):
            message = f"this row has {len(row)} cells, and the header has {len(columns)}"
            diagnostics.add("CMR124", message, at=span, hints=("give every row one cell for each column",))
        elif (len(instances) + 1) * size > MAXIMUM_TABLE:
            diagnostics.add("CMR119", "the table is too long", at=span, hints=("divide it into several tables",))
            break
        else:
            cells = {column: text for column, (text, _) in zip(columns, row, strict=True)}
            found = Diagnostics()
            instance = _instance(parts.title, template, cells, span, found, names, read)
            for fault in found:
                if (fault.code, fault.message) not in said and not diagnostics.full:
                    said.add((fault.code, fault.message))
                    diagnostics.found.append(fault)
            instances.extend(() if instance is None else (instance,))
    texts = tuple(tuple(text for text, _ in row) for row in written)
    return tree.ScenarioTable(parts.title, template, tuple(columns), texts, tuple(instances), span=whole)


def _cells(table: Token, source: Source) -> list[list[tuple[str, Span]]]:
    """Split the lines of a table into cells with their places."""
    rows = []
    offset = table.start
    for line in plain(source.text[table.start : table.end]).split("\n"):
        left = offset + line.index("|") + 1
        right = offset + len(line.rstrip())
        right -= line.rstrip().endswith("|") and right > left
        cells, start = [], left
        for piece in line[left - offset : right - offset].split("|"):
            lead = len(piece) - len(piece.lstrip()) if piece.strip() else 0
            text = source.text[start : start + len(piece)].strip()
            cells.append((text, Span(source, start + lead, max(start + len(piece.rstrip()), start + lead))))
            start += len(piece) + 1
        rows.append(cells)
        offset += len(line) + 1
    ruled = [row for row in rows if not all(set(text) <= {"-", ":"} and text for text, _ in row)]
    return ruled or rows


def _check_columns(parts: TableParts, columns: list[str], source: Source, diagnostics: Diagnostics) -> bool:
    """Report placeholders that have no column; False if there are such."""
    before = len(diagnostics.found)
    for start, end in parts.template:
        for match in _PLACEHOLDER.finditer(source.text, start, end):
            if match[1].strip() not in columns:
                span = Span(source, match.start(), match.end())
                hint = f"the columns are: {', '.join(f'`{column}`' for column in columns[:12])}"
                diagnostics.add("CMR124", f"no column is named `{match[1].strip()}`", at=span, hints=(hint,))
    return len(diagnostics.found) == before


def _instance(
    title: tree.Text,
    template: tuple[str, ...],
    cells: dict[str, str],
    span: Span,
    diagnostics: Diagnostics,
    names: Iterable[str],
    read: Reader,
) -> tree.Scenario | None:
    """Read the scenario of one row; its faults are reported at the row."""
    text = "\n".join(_fill(sentence, cells) for sentence in template)
    source = Source(span.source.name, text)
    inner = Diagnostics()
    statements = [_at(statement, span) for statement in read(source, inner, names)]
    for fault in inner:
        others = tuple(Label(span, label.text) for label in fault.labels[1:] if label.text)
        diagnostics.add(fault.code, fault.message, at=span, hints=fault.hints, others=others, severity=fault.severity)
    scenario = tree.Scenario(title, None, (), span=span)
    document = gather([scenario, *statements], span.source, inner)
    first = document.statements[0]
    return first if isinstance(first, tree.Scenario) and not inner.found else None


def _at(statement: tree.Statement, span: Span) -> tree.Statement:
    return evolve(statement, span=span)


def _fill(sentence: str, cells: dict[str, str]) -> str:
    """Put the cells of a row in; a reason gets quotation marks, and an empty reason goes away."""

    def reason(match: re.Match[str]) -> str:
        cell = cells.get(match[1].strip(), match[0])
        if not cell:
            return ""
        return f", because {cell}" if plain(cell).startswith('"') else f', because "{cell}"'

    filled = _REASON.sub(reason, sentence)
    return _PLACEHOLDER.sub(lambda match: cells.get(match[1].strip(), match[0]), filled)
