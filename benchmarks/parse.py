"""How long reading and checking a rule file of 300 lines takes.

python -m benchmarks.parse
"""

from __future__ import annotations

from benchmarks.machine import best_of, describe
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.engine import check_text, load_text
from cmr_rules.source import Source
from cmr_rules.syntax.parse import parse

LINES = 300

_HEAD = """\
Statute "Benchmark Act (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  No Relief, "Not eligible".

This statute covers each conviction in California.
"""

_PART = """
Settled {n} means that all of the following are true:
  (a) the end of sentence was before the review date;
  (b) any of the following is true:
    (1) the conviction is not a felony;
    (2) the date of conviction was at least {n} years before the review date; or
    (3) the person has no other felony conviction for PC 187 or PC 191.5 in the {n} years before the review date; and
  (c) the person was at least 21 years old on the date of offense.

Rule "settled {n}" [HS 11361.8(e)]:
  A conviction receives Dismissal if all of the following are true:
    (a) the offense is HS 11357, HS 11358 or HS 11359; and
    (b) Settled {n};
  unless:
    (c) the amount of cannabis flower is more than {n} grams.
"""

_TAIL = """
Otherwise a conviction receives No Relief.
"""


def example(lines: int = LINES) -> str:
    """Return a rule file of about that many lines."""
    parts = []
    while _HEAD.count("\n") + _TAIL.count("\n") + sum(part.count("\n") for part in parts) < lines:
        parts.append(_PART.format(n=len(parts) + 2))
    return _HEAD + "".join(parts) + _TAIL


def main() -> None:
    """Print the figures."""
    text = example()
    source = Source("benchmark", text)
    program = load_text(text)
    parsing = best_of(10, lambda: parse(source, Diagnostics()))
    checking = best_of(10, lambda: check_text(source))
    loading = best_of(10, lambda: load_text(text))
    print(describe())
    print(f"{text.count(chr(10))} lines, {len(text):,} characters, {len(program.law.rules)} rules")
    for name, seconds in (("parse", parsing), ("parse and check", checking), ("load (ready to decide)", loading)):
        print(f"{name:<24} {seconds * 1000:>8.1f} ms")


if __name__ == "__main__":
    main()
