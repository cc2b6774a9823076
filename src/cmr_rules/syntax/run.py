"""Run the table over the tokens of one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import frozen

from cmr_rules.source import Source, Span
from cmr_rules.syntax.lexer import Token
from cmr_rules.syntax.table import KEEP, MAXIMUM_DEPTH, SPLICE, Shape, Table

Part: TypeAlias = object
"""A node, a tuple, a token or None: what a rule's function is given."""
Builder: TypeAlias = Callable[[list[Part], Span], Part]
Entry: TypeAlias = tuple[Part, int, int]


@frozen
class Fault:
    """Where the reading stopped: the number of the token (past the last: the sentence ended too early)."""

    index: int
    expected: tuple[str, ...]
    too_deep: bool = False


def run(
    table: Table,
    tokens: list[Token],
    source: Source,
    builders: Mapping[str, Builder],
    shift: Callable[[Token, Source], Part],
) -> Part | Fault:
    """Read *tokens* as one sentence: the node that its rule builds, or where the reading stopped."""
    states, shapes = table.states, table.shapes
    stack = [table.start]
    values: list[Entry] = []
    end_at = tokens[-1].end if tokens else 0
    for index in range(len(tokens) + 1):
        token = tokens[index] if index < len(tokens) else Token("$END", "", end_at, end_at)
        while True:
            action = states[stack[-1]].get(token.kind)
            if action is None:
                return Fault(index, _expected(table, stack))
            if action >= 0:
                break
            shape = shapes[-action - 1]
            count = shape.length
            if count:
                entry = _reduce(shape, values[-count:], source, builders)
                del stack[-count:]
                del values[-count:]
            else:
                entry = _reduce(shape, [], source, builders, token.start)
            stack.append(states[stack[-1]][shape.origin])
            values.append(entry)
            if token.kind == "$END" and stack[-1] == table.end:
                return values[-1][0]
        if len(stack) > MAXIMUM_DEPTH:
            return Fault(index, (), too_deep=True)
        stack.append(action)
        values.append((shift(token, source), token.start, token.end))
    return Fault(len(tokens), ())


def _reduce(shape: Shape, entries: list[Entry], source: Source, builders: Mapping[str, Builder], at: int = 0) -> Entry:
    blanks = shape.blanks
    parts: list[Part] = []
    for place, entry in enumerate(entries):
        if place == 0 and shape.grows:
            parts = _list(entry[0])
            continue
        if blanks[place]:
            parts.extend([None] * blanks[place])
        keep = shape.keep[place]
        if keep == KEEP:
            parts.append(entry[0])
        elif keep == SPLICE:
            parts.extend(_list(entry[0]))
    if blanks[-1]:
        parts.extend([None] * blanks[-1])
    start, end = (entries[0][1], entries[-1][2]) if entries else (at, at)
    name = shape.name
    if name[0] == "_":
        return parts, start, end
    if shape.single and len(parts) == 1:
        return parts[0], start, end
    return builders[name](parts, Span(source, start, end)), start, end


def _list(part: Part) -> list[Part]:
    assert isinstance(part, list)
    return part


def _expected(table: Table, stack: list[int]) -> tuple[str, ...]:
    """Which terminals could truly stand next: those that the table leads to a shift."""
    return tuple(sorted(kind for kind in table.states[stack[-1]] if _can_shift(table, stack, kind)))


def _can_shift(table: Table, stack: list[int], kind: str) -> bool:
    if kind != "$END" and kind not in table.terminals:
        return False
    trail = list(stack)
    while True:
        action = table.states[trail[-1]].get(kind)
        if action is None:
            return False
        if action >= 0:
            return True
        shape = table.shapes[-action - 1]
        if shape.length:
            del trail[-shape.length :]
        trail.append(table.states[trail[-1]][shape.origin])
        if kind == "$END" and trail[-1] == table.end:
            return True
