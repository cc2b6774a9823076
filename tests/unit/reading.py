"""Short ways to read statements, terms and conditions in tests; a fault in the text fails the test."""

# ruff: noqa: D103
from __future__ import annotations

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.source import Source
from cmr_rules.syntax import tree
from cmr_rules.syntax.parse import parse


def read(text: str, *names: str) -> tuple[tree.Statement, ...]:
    diagnostics = Diagnostics()
    document = parse(Source("test", text), diagnostics, names)
    assert [(d.code, d.message) for d in diagnostics] == []
    return document.statements


def one(text: str) -> tree.Statement:
    (statement,) = read(text)
    return statement


def condition(text: str) -> tree.Condition:
    statement = one(f'Rule "x": A conviction receives Dismissal if {text}.')
    assert isinstance(statement, tree.Rule)
    return statement.condition


def meaning(text: str) -> object:
    statement = one(f"Xx means {text}.")
    assert isinstance(statement, tree.Term)
    return statement.meaning


def words(text: str) -> tree.OneOf:
    return tree.OneOf(words=(tree.Words(text),))


def sections(*texts: str) -> tree.Offenses:
    return tree.Offenses(tuple(tree.SectionItem(text) for text in texts))


CONVICTION, OFFENSE, PERSON = tree.FactOf("conviction"), tree.FactOf("offense"), tree.FactOf("person")
REVIEW = tree.FactOf("review date")
