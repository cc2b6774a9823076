"""Arguments that several commands take."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from attrs import frozen

from cmr_rules.batch.faults import RunError
from cmr_rules.batch.inputs import FORMATS, Inputs, guess_format
from cmr_rules.cli.several import set_up
from cmr_rules.engine import load
from cmr_rules.in_order import InOrder, in_order

Function = TypeVar("Function", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(_ctx: click.Context, _param: click.Parameter, value: str) -> date:
    """Read a date written ``2019-07-01``, and in no other way."""
    if not _ISO.fullmatch(value):
        raise click.BadParameter(f"`{value}` is not a date as in 2019-07-01")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"`{value}` is not a day of the calendar") from None


def read_optional_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Read a date that need not be given."""
    return None if value is None else read_day(ctx, param, value)


def named(name: str) -> str | Path:
    """Take what stands on the disk for a path, whatever its suffix, and all else for the name of a statute."""
    return Path(name) if Path(name).is_file() else name


def read_settings(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Read options of a policy with their values: ``Crime-Free Period=10 years``."""
    found = []
    for value in values:
        name, sign, setting = value.partition("=")
        if not sign or not name.strip() or not setting.strip():
            raise click.BadParameter(f'`{value}` is not written as "Name=value"')
        found.append((" ".join(name.split()), " ".join(setting.split())))
    return tuple(found)


def search_path(function: Function) -> Function:
    """Add ``--path``."""
    return click.option(
        "--path", "path", multiple=True, envvar="CMR_RULES_PATH", metavar="DIR",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder of rule files besides the bundled ones; may be given several times.  [env: CMR_RULES_PATH]",
    )(function)  # fmt: skip


def example(text: str) -> str:
    """Return the end of a help text: an example on a line of its own."""
    return f"\b\nExample:\n  {text}"


@frozen
class Query:
    """Statutes in their order with their options, the records to decide, and the review date."""

    name: str
    then: tuple[str, ...]
    grant_discretionary: bool
    settings: tuple[tuple[str, str], ...]
    readings: tuple[tuple[str, str], ...]
    path: tuple[Path, ...]
    as_of: date
    inputs: Inputs
    answers: tuple[Path, ...]

    def programs(self) -> InOrder:
        """Load the statutes.

        Raises:
            RunError: If a file only defines terms, an option is given twice, or it cannot be told whose it is.
            ValueError: As `cmr_rules.engine.load` and `cmr_rules.in_order.in_order` raise.
        """
        if self.grant_discretionary and not self.then:
            raise RunError("--grant-discretionary is for statutes that follow another; add --then")
        names = (self.name, *self.then)
        loaded = [load(name, path=self.path) for name in names]
        ready = set_up(names, loaded, self.settings, self.readings)
        for program in ready:
            if program.law.covers is None:
                raise RunError(f"`{program.law.name}` only defines terms and decides nothing")
            program.require_options()
        return in_order(ready, grant_discretionary=self.grant_discretionary)


_TAKEN = ("name", "then", "grant_discretionary", "path", "as_of", "answers")


def records(function: Callable[..., None]) -> Callable[..., None]:
    """Add the statute, the review date, the files of records and the options of the policy, as one `Query`."""

    @wraps(function)
    def asked(**given: Any) -> None:
        taken = {name: given.pop(name) for name in (*_TAKEN, "settings", "readings")}
        inputs = _inputs(given.pop("inputs"), given.pop("form"), given.pop("mapping"))
        function(Query(inputs=inputs, **taken), **given)

    decorated: Callable[..., None] = asked
    for parameter in reversed((
        click.argument("name"),
        click.option("--then", "then", multiple=True, metavar="NAME",
                     help="A statute that decides the record as earlier ones leave it; may be given several times."),
        click.option("--grant-discretionary", "grant_discretionary", is_flag=True,
                     help="For the statutes that follow, count relief that a court may refuse as granted."),
        click.option("--as-of", "as_of", callback=read_day, required=True, metavar="YYYY-MM-DD",
                     help="The review date."),
        click.option("--input", "inputs", type=FILE, multiple=True, required=True, metavar="FILE",
                     help="A file of records; may be given several times."),
        click.option("--format", "form", type=click.Choice(FORMATS),
                     help="What the files are.  [default: csv with --mapping, jsonl for *.jsonl, else ca-doj]"),
        click.option("--mapping", type=FILE, metavar="FILE", help="For csv: what the columns mean (TOML)."),
        click.option("--facts", "answers", type=FILE, multiple=True, metavar="FILE",
                     help="A review.csv with answers filled in; may be given several times."),
        click.option("--option", "settings", callback=read_settings, multiple=True,
                     metavar="[STATUTE: ]NAME=VALUE",
                     help='An option of the policy: --option "Crime-Free Period=10 years" or "…=off".'),
        click.option("--reading", "readings", callback=read_settings, multiple=True,
                     metavar="[STATUTE: ]QUESTION=READING",
                     help='How an open question of law is read: --reading "Prior Super Strike=at any time".'),
    )):  # fmt: skip
        decorated = parameter(decorated)
    return search_path(decorated)


def _inputs(files: tuple[Path, ...], form: str | None, mapping: Path | None) -> Inputs:
    if mapping is not None and form not in {None, "csv"}:
        raise RunError("--mapping is for --format csv")
    return Inputs(files, form or guess_format(files, mapping), mapping)
