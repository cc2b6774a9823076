"""The grammar compiled to a table, and the small loop that runs it.

Lark compiles; the table is kept as JSON in the user's cache directory, so that most runs need not load Lark at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from functools import cache, cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from attrs import field, frozen

from cmr_rules.resources import bundled

FORMAT = "1"
"""Changes when the shape of the stored table does."""

DROP, KEEP, SPLICE = 0, 1, 2
MAXIMUM_DEPTH = 400
"""Phrases within phrases; deeper ones are refused, so that no later stage runs out of stack."""


@frozen
class Shape:
    """What a rule does with its parts: which are kept, spliced or filled up with None."""

    name: str
    origin: str
    length: int
    keep: tuple[int, ...] = field(converter=tuple)
    """For each part 0 drop, 1 keep, 2 splice its list."""
    blanks: tuple[int, ...] = field(converter=tuple)
    """How many Nones stand before each part, and after the last."""
    single: bool
    """Whether a lone part stands for the whole."""

    @cached_property
    def grows(self) -> bool:
        """Whether the rule adds to the list that is its first part; the list is then added to, not copied."""
        return self.name.startswith("_") and bool(self.keep) and self.keep[0] == SPLICE and not self.blanks[0]


@frozen
class Table:
    """An LALR table: *states* map a symbol to a state to go to (0 or more) or to rule ``-n - 1`` to apply."""

    start: int
    end: int
    states: tuple[dict[str, int], ...]
    shapes: tuple[Shape, ...]
    terminals: frozenset[str]
    words: dict[str, str]
    """From each word and phrase of the language to its terminal."""


@cache
def table() -> Table:
    """Load the table of ``grammars/statute.lark``, from the cache if it can be."""
    text = (bundled("grammars") / "statute.lark").read_text(encoding="utf-8")
    path = _cache_path(text)
    stored = _read(path)
    if stored is None:
        stored = compile_grammar(text)
        _write(path, stored)
    shapes = tuple(Shape(*shape) for shape in stored["shapes"])
    return Table(
        stored["start"], stored["end"], tuple(stored["states"]), shapes, frozenset(stored["terminals"]), stored["words"]
    )


def compile_grammar(text: str) -> dict[str, Any]:
    """Compile grammar *text* with Lark into plain lists and dicts."""
    from lark import Lark
    from lark.parsers.lalr_analysis import Shift

    lark = Lark(text, parser="lalr", lexer="basic", start="sentence", maybe_placeholders=True)
    tables = lark.parse_interactive("").parser_state.parse_conf.parse_table
    numbers = {state: number for number, state in enumerate(tables.states)}
    rules = {rule: number for number, rule in enumerate(lark.rules)}
    states = [
        {symbol: numbers[target] if action is Shift else -rules[target] - 1 for symbol, (action, target) in row.items()}
        for row in tables.states.values()
    ]
    return {
        "start": numbers[tables.start_states["sentence"]],
        "end": numbers[tables.end_states["sentence"]],
        "states": states,
        "shapes": [_shape(rule) for rule in lark.rules],
        "terminals": sorted({symbol.name for rule in lark.rules for symbol in rule.expansion if symbol.is_term}),
        "words": {terminal.pattern.value: terminal.name for terminal in lark.terminals},
    }


def _shape(rule: Any) -> list[Any]:
    options = rule.options
    keep = [
        (DROP if symbol.filter_out and not options.keep_all_tokens else KEEP)
        if symbol.is_term
        else (SPLICE if symbol.name.startswith("_") else KEEP)
        for symbol in rule.expansion
    ]
    marks = "".join(str(int(empty)) for empty in options.empty_indices)
    blanks = [len(ones) for ones in marks.split("0")] if marks else [0] * (len(keep) + 1)
    return [
        str(rule.alias or rule.origin.name),
        rule.origin.name,
        len(keep),
        keep,
        blanks,
        bool(options.expand1 and not rule.alias),
    ]


def _cache_path(text: str) -> Path:
    """Name the cache file after all that the table depends on."""
    try:
        lark_version = version("lark")
    except PackageNotFoundError:
        lark_version = "unknown"
    parts = (text, FORMAT, lark_version, sys.version)
    key = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path("~/.cache").expanduser()
    return Path(base) / "cmr-rules" / f"grammar-{key}.json"


def _read(path: Path) -> dict[str, Any] | None:
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stored if isinstance(stored, dict) and "shapes" in stored else None


def _write(path: Path, stored: dict[str, Any]) -> None:
    """Write the cache in one step; a directory that cannot be written to is no fault."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(stored, file, separators=(",", ":"))
        Path(temporary).replace(path)
    except OSError:
        return
