"""``run`` and ``fabricate``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import click

from cmr_rules.batch.folder import check_parent
from cmr_rules.batch.run import Job
from cmr_rules.batch.run import run as run_job
from cmr_rules.batch.summary import strict_faults
from cmr_rules.cli.params import Query, example, records
from cmr_rules.cli.terminal import colored, print_summary, progress, say
from cmr_rules.records.fabricate import write_fabricated


@click.command(
    epilog=example("cmr-rules run ca/policies/contra-costa --as-of 2019-07-01 --input doj.csv --output results")
)
@records
@click.option("--output", required=True, type=click.Path(path_type=Path), metavar="DIR",
              help="The folder to make; it appears only when it is complete.")  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the folder of an earlier run.")
@click.option("--strict", is_flag=True, help="Exit with 1 if a row was set aside.")
@click.option("--verbatim", is_flag=True,
              help="Keep cells of the input that a spreadsheet could run as a formula.")  # fmt: skip
@click.option("--explain-one", is_flag=True, help="Print the explanation of the first decision, as an example.")
def run(query: Query, output: Path, *, force: bool, strict: bool, verbatim: bool, explain_one: bool) -> None:
    """Decide every covered conviction in files of records, and write a folder of tables.

    decisions.csv has one line for each covered conviction; annotated.csv repeats every row of a CA DOJ file with its
    decision beside it; review.csv has the questions that are open: fill in its column `answer` and give it back with
    --facts; lists/ has what a court acts on; set_aside.csv has every row that could not be read; summary.json counts
    everything. The exit code is 0 when the folder is complete.
    """
    job = Job(query.inputs, query.as_of, output, query.answers, force=force, verbatim=verbatim)
    program = query.programs()
    with progress() as stage:
        done = run_job(program, job, stage)
    print_summary(done.summary, str(output))
    if explain_one and done.first is not None:
        text = done.first.explain()
        say("\n" + (colored(text) if sys.stdout.isatty() else text))
    if strict and strict_faults(done.summary):
        click.echo(f"{strict_faults(done.summary)} rows were set aside; see {output / 'set_aside.csv'}", err=True)
        raise click.exceptions.Exit(1)


@click.command(epilog=example("cmr-rules fabricate --rows 10000 --seed 1 --output made-up.csv"))
@click.option("--rows", required=True, type=click.IntRange(1, 100_000_000), help="How many rows, header not counted.")
@click.option("--seed", required=True, type=int, help="Chooses the file: the same seed gives the same bytes.")
@click.option("--output", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="The file to write; it must not exist.")  # fmt: skip
def fabricate(rows: int, seed: int, output: Path) -> None:
    """Make up a CA DOJ bulk file to try things on. Nobody in it exists."""
    if output.exists():
        raise click.UsageError(f"`{output}` exists already; choose another file")
    check_parent(output)
    with tempfile.TemporaryDirectory(prefix=f".{output.name}-", dir=output.parent) as folder:
        work = Path(folder) / "rows"
        write_fabricated(work, rows, seed)
        work.rename(output)
    click.echo(f"{output}: {rows:,} fabricated rows (seed {seed}); nobody in it exists")
