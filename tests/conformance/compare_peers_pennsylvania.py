"""Compare Pennsylvania's files with RecordLib: ``python -m tests.conformance.compare_peers_pennsylvania [FOLDER] [--list]``.

Reads ``peers/RecordLib.jsonl`` from the folder (default: the environment variable ``CMR_CASES``, else
``../shared/cases`` beside the repository) and sorts every expectation. RecordLib's cases ask single functions, so each
is compared with the condition of ours that asks the same, put as a rule of its own and decided as of the date of the
case: the whole files are in force from 2024, and cover no case of 2021. ``--list`` prints the table of
`docs/statutes/peers-pennsylvania.md`. The exit status is 1 if a difference has no named cause.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import cmr_rules
from cmr_rules.decisions.decision import Decision
from tests.conformance.peers import (
    Case,
    Setting,
    Sort,
    Sorted,
    explain,
    folder_of,
    listing,
    read_cases,
    report,
    sort_of,
)
from tests.conformance.pennsylvania_causes import CAUSES, QUESTIONS, Question, not_comparable
from tests.conformance.pennsylvania_people import person_of

FILE = "RecordLib.jsonl"
ASKED = "asked"
"""What a condition says that a person must settle."""

_PROBE = """
Statute "One condition, asked alone (not law)".
Jurisdiction: Pennsylvania.
Authority: 18 Pa.C.S. 9122.1.
Leap day: undeclared.
Use "pa/offenses".
Use "pa/9122.2".
Use "pa/9122.1".

{follows}

Outcomes, most favorable first:
  Holds, "It holds";
  Fails, "It does not hold".

This statute covers each {noun}{where}.

Rule "the condition" [18 Pa.C.S. 9122.1]: A {noun} receives Holds if {condition}.

Otherwise a {noun} receives Fails.
"""


@cache
def probe(question: Question, readings: tuple[tuple[str, str], ...] = ()) -> cmr_rules.Program:
    """A rule that is one condition of the files, with readings followed."""
    noun, where = ("person", "") if question.of_person else ("conviction", " in Pennsylvania")
    follows = "\n".join(
        f'For {name}, this statute follows the reading "{reading}" ["the peer"].' for name, reading in readings
    )
    text = _PROBE.format(noun=noun, where=where, follows=follows, condition=question.condition)
    return cmr_rules.load_text(text, name="probe")


def answer(decisions: Sequence[Decision]) -> str:
    """What a condition says of a person: of each conviction the same, or it is asked."""
    said = {ASKED if one.needs_review else one.outcome for one in decisions}
    if said == {"Holds"}:
        return "true"
    return "false" if said == {"Fails"} else ASKED


def our_answer(setting: Setting, case: Case, expected: Mapping[str, Any]) -> str:
    """What we say where the peer says what is *expected*."""
    program = probe(QUESTIONS[expected["fact"]], tuple(sorted(setting.readings.items())))
    return answer(program.decide(setting.person, as_of=date.fromisoformat(case.data["as_of"])))


def compare(cases: Iterable[Case]) -> Iterator[Sorted]:
    """Sort every expectation of the cases."""
    for case in cases:
        setting = Setting(person_of(case))
        for expected in case.data["expect"]:
            yield _sorted(case, setting, expected)


def _sorted(case: Case, setting: Setting, expected: Mapping[str, Any]) -> Sorted:
    fact = expected.get("fact") or expected["remedy"]
    theirs = str(expected.get("value", expected.get("outcome"))).lower()
    why = not_comparable(case, expected)
    if why is not None:
        return Sorted(case, fact, theirs, "", Sort.NOT_COMPARABLE, (why,))
    ours = our_answer(setting, case, expected)
    if ours == theirs:
        return Sorted(case, fact, theirs, ours, Sort.AGREES)

    def verdict(changed: Setting) -> tuple[bool, frozenset[str]]:
        return our_answer(changed, case, expected) == theirs, frozenset()

    causes = explain(setting, case, fact, CAUSES, verdict)
    return Sorted(case, fact, theirs, ours, sort_of(causes), tuple(cause.name for cause in causes))


def main(arguments: Sequence[str]) -> int:
    """Compare; the exit status is 1 if a difference has no named cause."""
    path = folder_of([one for one in arguments if one != "--list"]) / "peers" / FILE
    if not path.is_file():
        print("comparison with RecordLib NOT RUN: there is no case file")
        return 0
    results = tuple(compare(read_cases(path)))
    print(listing(results) if "--list" in arguments else report("RecordLib", results))
    return int(any(one.sort is Sort.UNNAMED for one in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
