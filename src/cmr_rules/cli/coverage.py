"""What scenarios cover, as ``test`` prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from cmr_rules.cli.terminal import console, plain, table
from cmr_rules.engine import Coverage, ProvisionCoverage

_WORDS = {True: "true", False: "false"}


def print_coverage(covered: Coverage, *, whole: bool) -> None:
    """Print the gaps, each with its line; *whole* prints every provision before them."""
    if whole and covered.provisions:
        rows = [
            (str(one.line), one.title, str(one.made_true), "" if one.only_true else str(one.made_false), _mark(one))
            for one in covered.provisions
        ]
        console().print(table("", "line", "provision", "true", "false", "", rows=rows))
    for line in _said(covered):
        click.echo(plain(line))


def _said(covered: Coverage) -> Iterator[str]:
    total = len(covered.provisions)
    if not covered.decides:
        if total:
            yield f"  the scenarios of the files that use it cover its {_counted(total, 'provision')}"
    elif not any(one.made_true or one.made_false for one in covered.provisions):
        yield f"  no scenario covers any of its {_counted(total, 'provision')}"
    elif covered.gaps:
        yield f"  {_counted(len(covered.gaps), 'gap')} in what the scenarios cover:"
        for one in covered.gaps:
            yield f"    line {one.line}: {_gap(one)}"


def _gap(one: ProvisionCoverage) -> str:
    if one.only_true:
        return f"no scenario comes to {one.title}"
    return f"no scenario made {one.title} {' or '.join(_WORDS[answer] for answer in one.lacks)}"


def _mark(one: ProvisionCoverage) -> str:
    return "never " + " or ".join(_WORDS[answer] for answer in one.lacks) if one.lacks else ""


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")
