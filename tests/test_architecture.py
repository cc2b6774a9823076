"""What the house rules ask of the source, kept by tests so that nobody has to remember it."""

# ruff: noqa: D103
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmr_rules.semantics.vocabulary import VOCABULARY

CHECKOUT = Path(__file__).parents[1]
SOURCE = CHECKOUT / "src" / "cmr_rules"
MODULES = sorted(SOURCE.rglob("*.py"))
MOST_LINES = 400

CLOCKS = {"now", "today", "utcnow", "time", "localtime", "gmtime", "time_ns"}
PROGRESS = {"cli"}
"""Packages that may look at a clock, to show how fast they are, and may print."""


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


every_module = pytest.mark.parametrize("path", MODULES, ids=name_of)


@every_module
def test_a_module_can_be_read_in_one_sitting(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= MOST_LINES, f"{name_of(path)} has {lines} lines; a module has at most {MOST_LINES}"


def definitions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]]:
    """What a module or a public class of it offers: names without an underscore, not inside functions."""
    waiting: list[tuple[str, list[ast.stmt]]] = [("", tree.body)]
    while waiting:
        prefix, body = waiting.pop()
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith(
                "_"
            ):
                yield prefix + node.name, node
                if isinstance(node, ast.ClassDef):
                    waiting.append((f"{prefix}{node.name}.", node.body))


@every_module
def test_what_is_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if tree.body:
        assert ast.get_docstring(tree), f"{name_of(path)} does not say what it is for"
    silent = [
        name
        for name, node in definitions(tree)
        if not ast.get_docstring(node) and not any(_is_overload(one) for one in node.decorator_list)
    ]
    allowed = rule_handlers(path)
    assert not [name for name in silent if name not in allowed], f"{name_of(path)}: no docstring"


def _is_overload(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Name) and decorator.id == "overload"


def rule_handlers(path: Path) -> set[str]:
    """Functions that stand for a rule of the grammar: the grammar says what they are."""
    if path.parent.name != "syntax" or not path.name.startswith(("build", "phrases")):
        return set()
    grammar = (CHECKOUT / "grammars" / "statute.lark").read_text(encoding="utf-8")
    return set(re.findall(r"^\s*[?!]*([a-z_]+)\s*:", grammar, re.MULTILINE)) | set(
        re.findall(r"->\s*([a-z_]+)", grammar)
    )


@every_module
def test_no_clock_is_read(path: Path) -> None:
    """The review date is an input: a decision is the same on every day that it is asked for."""
    if path.relative_to(SOURCE).parts[0] in PROGRESS:
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS and isinstance(node.value, ast.Name | ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else node.value.attr
            assert owner not in {"date", "datetime", "time"}, f"{name_of(path)}:{node.lineno} reads the clock"
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            assert not {alias.name for alias in node.names} & CLOCKS, f"{name_of(path)}:{node.lineno} imports a clock"


@every_module
def test_only_the_command_line_prints(path: Path) -> None:
    if path.relative_to(SOURCE).parts[0] in PROGRESS | {"__main__.py"}:
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    tree.body = [node for node in tree.body if not _is_main(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print", f"{name_of(path)}:{node.lineno} prints"


def _is_main(node: ast.stmt) -> bool:
    """``if __name__ == "__main__":`` is a command of its own."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


@every_module
def test_nothing_is_left_for_later(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"NotImplementedError|\b(TODO|FIXME|XXX)\b", text)


def test_no_rule_can_ask_who_somebody_is() -> None:
    """No fact about race, sex or name: a rule that would ask for it cannot be written."""
    forbidden = {
        "race",
        "ethnicity",
        "ethnic",
        "sex",
        "gender",
        "name",
        "names",
        "alias",
        "nationality",
        "religion",
        "cii",
    }
    for phrase, fact in VOCABULARY.items():
        assert not forbidden & set(re.findall(r"[a-z]+", phrase.lower())), phrase
        assert not forbidden & set(re.findall(r"[a-z]+", fact.asks.lower())), phrase


def test_the_law_stands_in_statutes_and_not_in_python() -> None:
    """Sections of a code in Python are examples in docstrings, the abbreviations of codes, or fabricated records."""
    for path in MODULES:
        if path.name == "fabricate.py" or path.parent.name == "diagnostics":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                assert not re.fullmatch(
                    r"(HS|PC|BP|VC|WI|WIC) \d[\d.]*[a-z]?(\([A-Za-z0-9]+\))*", node.value.strip()
                ), f"{name_of(path)}:{node.lineno} names `{node.value}`"


def test_every_package_says_what_it_is_for() -> None:
    """An empty `__init__.py` is a package without a sentence; one sentence is enough."""
    for path in MODULES:
        if path.name == "__init__.py" and path.parent != SOURCE and path.stat().st_size:
            assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))), name_of(path)
