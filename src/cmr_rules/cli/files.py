"""``check``, ``test``, ``fmt`` and ``list``: rule files as texts."""

from __future__ import annotations

import difflib
import json
import sys
from pathlib import Path

import click

from cmr_rules.batch.faults import RunError
from cmr_rules.batch.folder import write_whole
from cmr_rules.cli.coverage import print_coverage
from cmr_rules.cli.params import FILE, example, named, search_path
from cmr_rules.cli.terminal import console, plain, table
from cmr_rules.diagnostics.diagnostic import Diagnostic, Severity
from cmr_rules.diagnostics.render import render, render_all, to_json
from cmr_rules.engine import (
    RuleError,
    available,
    available_tables,
    check_file,
    coverage,
    format_file,
    load,
    run_scenarios,
)
from cmr_rules.semantics.law import Law, Listed
from cmr_rules.source import Source


def _is_fault(diagnostic: Diagnostic) -> bool:
    return diagnostic.severity is Severity.ERROR


def unverified_marks(law: Law) -> tuple[tuple[str, str], ...]:
    """Return what of a law is marked unverified, with the reasons, each once."""
    found = list(law.unverified)
    found += [(f"Step ({step.label})", step.unverified) for step in law.steps]
    found += [(f'Rule "{rule.title}"', rule.unverified) for rule in law.rules]
    found += [(term.name, term.unverified) for term in law.terms.values()]
    found += [(one.words, one.unverified) for one in law.presumptions]
    found += [(one.words, one.unverified) for one in law.derivations]
    found += _marks_of_tables(law)
    seen: dict[tuple[str, str], None] = {}
    told = {why for _, why in law.unverified}
    for title, why in found:
        if why and ((title, why) in law.unverified or why not in told):
            seen[title, why] = None
    return tuple(seen)


def _marks_of_tables(law: Law) -> list[tuple[str, str]]:
    """Return the rows of tables that are marked unverified, each once however many facts it has."""
    tables = (one.value.table for one in law.derivations if isinstance(one.value, Listed))
    return [
        (f"{table.name}, line {row.line}: {row.words}", row.unverified)
        for table in tables
        for row in table.rows
        if row.unverified
    ]


@click.command(epilog=example("cmr-rules check my-county.statute --unverified"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Write the faults as JSON, for an editor or a script.")
@click.option("--unverified", is_flag=True, help="List what nobody has verified against the law yet.")
@search_path
def check(files: tuple[str, ...], path: tuple[Path, ...], *, as_json: bool, unverified: bool) -> None:
    """Check rule files: every fault with its place and what to do about it.

    FILE is the path of a rule file, or a name as `cmr-rules list` shows it. The exit code is 1 if a file has faults.
    """
    found: list[Diagnostic] = []
    reports: list[dict[str, object]] = []
    for name in files:
        law, diagnostics = check_file(named(name), path)
        found += diagnostics
        marks = unverified_marks(law) if law is not None else ()
        reports.append({"file": name, "faults": [to_json(one) for one in diagnostics],
                        "unverified": [{"what": what, "why": why} for what, why in marks]})  # fmt: skip
        if not as_json:
            _say_faults(name, diagnostics)
            if unverified:
                _say_marks(marks)
    if as_json:
        click.echo(json.dumps(reports, ensure_ascii=False, indent=2))
    if any(map(_is_fault, found)):
        raise click.exceptions.Exit(1)


def _say_faults(name: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    if diagnostics:
        click.echo(render_all(diagnostics, color=sys.stdout.isatty()))
    else:
        click.echo(f"{name}: no faults")


def _say_marks(marks: tuple[tuple[str, str], ...]) -> None:
    if marks:
        console().print(table("Not verified yet", "what", "why", rows=list(marks)))
    else:
        click.echo("nothing is marked unverified")


@click.command(name="test", epilog=example("cmr-rules test ca/policies/contra-costa"))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--coverage", "whole", is_flag=True,
              help="Show how many expectations made each step, rule and item true, and how many false.")  # fmt: skip
@click.option("--require-coverage", is_flag=True, help="Exit with 1 if the scenarios leave a gap.")
@search_path
def scenarios(files: tuple[str, ...], path: tuple[Path, ...], *, whole: bool, require_coverage: bool) -> None:
    """Run the scenarios that stand in rule files.

    What no scenario made true, or none made false, is a gap: it is printed with its line. The exit code is 1 if a
    scenario fails.
    """
    failed = 0
    for name in files:
        try:
            program = load(named(name), path=path)
        except RuleError as error:
            click.echo(render_all(error.diagnostics, color=sys.stdout.isatty()))
            failed += 1
            continue
        results = run_scenarios(program)
        wrong = [one for one in results if not one.passed]
        failed += len(wrong)
        for one in wrong:
            click.echo(plain(f'{name}, line {one.line}: Scenario "{one.title}" differs\n{_indented(one.message)}\n'))
        tried = sum(one.expectations for one in results)
        passed = f"{len(results) - len(wrong)} of {len(results)} scenarios passed ({tried} expectations)"
        click.echo(f"{name}: {passed if results else 'there are no scenarios'}")
        covered = coverage(program)
        print_coverage(covered, whole=whole)
        failed += require_coverage and bool(covered.gaps)
    if failed:
        raise click.exceptions.Exit(1)


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())


@click.command(epilog=example("cmr-rules fmt --check statutes/*.statute"))
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit with 1 if a file would change.")
def fmt(files: tuple[Path, ...], *, only_check: bool) -> None:
    """Write rule files in the one layout; what they mean stays as it is.

    A file with faults is left alone.
    """
    bad = False
    for file in files:
        text = _text_of(file)
        formatted, diagnostics = format_file(Source(str(file), text))
        if formatted is None:
            click.echo("\n\n".join(render(one, color=sys.stdout.isatty()) for one in diagnostics))
            click.echo(f"{file}: has faults and was left alone")
            bad = True
        elif formatted == text:
            click.echo(f"{file}: nothing to change")
        elif only_check:
            click.echo("".join(_difference(file, text, formatted)).rstrip("\n"))
            bad = True
        else:
            write_whole(file, formatted)
            click.echo(f"{file}: written in the one layout")
    if bad:
        raise click.exceptions.Exit(1)


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise RunError(f"`{file}` is not plain text in UTF-8") from None


def _difference(file: Path, text: str, formatted: str) -> list[str]:
    lines = difflib.unified_diff(
        text.splitlines(keepends=True), formatted.splitlines(keepends=True), f"{file}", f"{file}, in the one layout"
    )
    return [line if line.endswith("\n") else line + "\n" for line in lines]


@click.command(name="list", epilog=example("cmr-rules list --path my-county"))
@search_path
def listing(path: tuple[Path, ...]) -> None:
    """List the statutes, policies and tables that can be named."""
    rows = []
    for found in available(path):
        law, diagnostics = check_file(found.name) if found.is_bundled else check_file(Path(str(found.place)), path)
        kind = "has faults" if law is None or any(map(_is_fault, diagnostics)) else law.kind
        rows.append((found.name, kind, law.title if law is not None else "", "" if found.is_bundled else found.shown))
    rows += [
        (found.name, "Table", "facts by law, for rules to list", "" if found.is_bundled else found.shown)
        for found in available_tables(path)
    ]
    if rows:
        console().print(table("", "name", "kind", "title", "file", rows=rows))
    else:
        click.echo("there are none")
