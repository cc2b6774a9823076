"""How many rows of a CA DOJ file are read in a second, and how many go through a whole run.

python -m benchmarks.reader [ROWS]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from benchmarks.machine import best_of, describe
from cmr_rules.cli.app import commands
from cmr_rules.records.fabricate import write_fabricated
from cmr_rules.records.readers.ca_doj import read_ca_doj


def main(rows: int = 50_000) -> None:
    """Fabricate a file, read it, run it, and print the figures."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "doj.csv")
        write_fabricated(path, rows, 1)
        size = path.stat().st_size
        reading = best_of(3, lambda: read_ca_doj([path]))
        arguments = ["run", "ca/policies/contra-costa", "--as-of", "2019-07-01", "--input", str(path), "--output",
                     str(Path(folder, "results")), "--force"]  # fmt: skip
        running = best_of(1, lambda: CliRunner().invoke(commands, arguments, catch_exceptions=False))
    print(describe())
    print(f"{rows:,} fabricated rows, {size / 1e6:,.1f} MB")
    for name, seconds in (("read", reading), ("run, all files", running)):
        print(f"{name:<16} {rows / seconds:>10,.0f} rows/s  {size / 1e6 / seconds:>8,.1f} MB/s  {seconds:>8.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
