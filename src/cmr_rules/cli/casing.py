"""``cases``: the people on whom a rule file turns, as scenarios for its author to finish."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cmr_rules.batch.faults import RunError
from cmr_rules.batch.folder import write_whole
from cmr_rules.boundaries.cases import boundaries
from cmr_rules.boundaries.writing import written
from cmr_rules.cli.params import example, named, read_optional_day, search_path
from cmr_rules.engine import load
from cmr_rules.semantics.law import Law


@click.command(epilog=example("cmr-rules cases --boundaries ca/policies/contra-costa -o boundaries.txt"))
@click.argument("name", metavar="FILE")
@click.option(
    "--boundaries",
    "asks_boundaries",
    is_flag=True,
    required=True,
    help="The days, amounts and numbers on which its comparisons turn.",
)
@click.option(
    "--as-of",
    "as_of",
    callback=read_optional_day,
    metavar="YYYY-MM-DD",
    help="The review date.  [default: the newest of the file's own scenarios]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the scenarios there.  [default: print them]",
)
@search_path
def cases(name: str, as_of: date | None, output: Path | None, path: tuple[Path, ...], *, asks_boundaries: bool) -> None:
    """Write the scenarios that matter for a rule file, with the outcomes left blank.

    FILE is the path of a rule file, or a name as `cmr-rules list` shows it. For each comparison of the law there are
    people on both sides of the day, amount or number on which it turns. The author writes what follows: until then,
    `cmr-rules check` reports the blanks.
    """
    assert asks_boundaries
    meaning = load(named(name), path=path).law
    day = as_of or newest_day(meaning)
    if day is None:
        raise RunError(f"`{meaning.name}` has no scenario with a review date; give one: --as-of 2019-07-01")
    text = written(meaning, boundaries(meaning, day), day)
    if output is None:
        click.echo(text, nl=False)
    elif output.exists():
        raise RunError(f"`{output}` exists already and may hold outcomes that were filled in; name another file")
    else:
        write_whole(output, text)
        click.echo(f"{output}: written")


def newest_day(meaning: Law) -> date | None:
    """Return the newest review date that the scenarios of a file use; None without any."""
    days = [one.on for scenario in meaning.scenarios for one in scenario.expectations]
    return max((date(day.year, day.month or 1, day.day or 1) for day in days), default=None)
