"""How many convictions the interpreter decides in a second, without and with explanations.

python -m benchmarks.interpreter [ROWS]
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import cmr_rules
from benchmarks.machine import best_of, describe
from cmr_rules.records.fabricate import write_fabricated
from cmr_rules.records.readers.ca_doj import read_ca_doj

POLICY = "ca/policies/contra-costa"
AS_OF = date(2019, 7, 1)


def main(rows: int = 20_000) -> None:
    """Fabricate a file, decide everybody in it, and print the figures."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "doj.csv")
        write_fabricated(path, rows, 1)
        people = read_ca_doj([path]).persons
    policy = cmr_rules.load(POLICY)
    convictions = sum(len(person.convictions) for person in people)
    decided = [one for person in people for one in policy.decide(person, as_of=AS_OF)]
    review = sum(one.needs_review for one in decided)

    def decide() -> None:
        for person in people:
            policy.decide(person, as_of=AS_OF)

    def explain() -> None:
        for person in people:
            for one in policy.decide(person, as_of=AS_OF):
                one.explain(when=False)

    bare, explained = best_of(3, decide), best_of(1, explain)
    print(describe())
    print(f"{POLICY}: {rows:,} fabricated rows, {len(people):,} people, {convictions:,} convictions, "
          f"{len(decided):,} covered, {review:,} of them need review")  # fmt: skip
    for name, seconds in (("without explanation", bare), ("with explanation", explained)):
        print(f"{name:<20} {len(decided) / seconds:>10,.0f} decisions/s  {len(people) / seconds:>10,.0f} people/s  "
              f"{convictions / seconds:>10,.0f} convictions looked at/s")  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
