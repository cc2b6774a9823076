"""Files that were made to do harm: how long each takes, and the first fault that it gets.

python -m benchmarks.hostile
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from benchmarks.machine import describe
from benchmarks.parse import example
from cmr_rules.engine import check_text
from cmr_rules.source import Source

_HEAD = example(30) + "\n"
"""A good file, so that the first fault is that of what follows."""


def files() -> Iterator[tuple[str, str]]:
    """Return hostile texts, each with what it is."""
    yield "10 MB of `(`", "(" * 10_000_000
    yield "900,000 `(`", _HEAD + "(" * 900_000
    yield "900,000 quotation marks", _HEAD + '"' * 900_000
    yield "900,000 `[`", _HEAD + "[" * 900_000
    yield "a name of 900,000 letters", _HEAD + "A" + "b" * 900_000 + " means HS 11357."
    yield "a name of 150,000 words", _HEAD + "Name " * 150_000 + "means HS 11357."
    yield "a word of 900,000 letters", _HEAD + "Old means that the " + "b" * 900_000 + " is true."
    yield "a number of 900,000 digits", _HEAD + "Old means that the number of plants is at most " + "9" * 900_000 + "."
    yield "a section of 200,000 subdivisions", _HEAD + "Old means HS 1" + "(a)" * 200_000 + "."
    yield "20,000 nested outlines", _HEAD + "Old means that " + "all of the following are true: (a) " * 20_000
    yield "20,000 `the later of the later of`", _HEAD + "Old means " + "the later of " * 20_000 + "the review date."
    yield "20,000 times `10 years after`", _HEAD + "Old means " + "10 years after " * 20_000 + "the review date."
    yield (
        "20,000 terms, each of the next",
        _HEAD + "".join(f"Term {n} means that Term {n + 1} is true.\n" for n in range(20_000)),
    )
    yield (
        "20,000 sections in a list",
        _HEAD + "Old means " + ", ".join(f"PC {n + 1}" for n in range(20_000)) + " or HS 1.",
    )
    yield "40,000 sentences that are none", _HEAD + "this is no law. " * 40_000
    yield (
        "a table of 20,000 rows",
        (
            _HEAD
            + 'Scenarios "x".\n  A person born {day} has no record.\n'
            + "  On July 1, 2019, conviction (1) is not covered.\n"
            + "  | day |\n"
            + "  | May 1, 1960 |\n" * 20_000
        ),
    )
    yield "a file that uses itself", 'Definitions "x".\nUse "ca/offenses".\n' * 5_000
    yield "null bytes and surrogates", _HEAD + "\x00\ud800\u202e" * 100_000
    yield "a good file of 5,000 lines", example(5_000)


def main() -> None:
    """Print a table."""
    print(describe())
    print(f"{'the file':<36} {'size':>12} {'seconds':>9} {'faults':>7}  first fault")
    for name, text in files():
        started = perf_counter()
        _, diagnostics = check_text(Source("hostile", text))
        seconds = perf_counter() - started
        first = f"{diagnostics[0].code} {diagnostics[0].message[:60]}" if diagnostics else "none"
        print(f"{name:<36} {len(text):>12,} {seconds:>9.2f} {len(diagnostics):>7}  {first}")


if __name__ == "__main__":
    main()
