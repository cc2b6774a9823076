"""Compare ``or/137.225`` with RecordSponge: ``python -m tests.conformance.compare_peers_oregon [FOLDER] [--list]``.

Reads ``peers/recordexpungPDX.jsonl`` from the folder (default: the environment variable ``CMR_CASES``, else
``../shared/cases`` beside the repository), decides every person as of the date of the case and sorts every expectation.
``--list`` prints the table of `docs/statutes/peers-oregon.md`. The exit status is 1 if a difference has no named cause.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from cmr_rules.decisions.decision import Decision, Status
from tests.conformance.oregon_causes import CAUSES, not_comparable
from tests.conformance.oregon_people import person_of
from tests.conformance.peers import (
    Case,
    Setting,
    Sort,
    Sorted,
    explain,
    folder_of,
    listing,
    program,
    read_cases,
    report,
    sort_of,
)

NAME = "or/137.225"
FILE = "recordexpungPDX.jsonl"
NOT_REACHED = "Not Reached"
GRANTED = {"Set Aside", "Charge Set Aside"}
IN_FORCE = date(2022, 1, 1)


def decided(setting: Setting, record_id: str, as_of: date) -> Decision | None:
    """The decision on the record of an id; None where the file does not cover it."""
    decisions = program(NAME, tuple(sorted(setting.readings.items()))).decide(setting.person, as_of=as_of)
    return next((one for one in decisions if one.record.charge_id == record_id), None)


def answer(decision: Decision | None, *, type_only: bool) -> str:
    """What a decision says, in the words of the peer."""
    if decision is None or decision.status is Status.NOT_COVERED:
        return "not covered"
    if type_only:
        least, most = (
            (decision.at_least, decision.at_most) if decision.needs_review else (decision.outcome, decision.outcome)
        )
        if most == NOT_REACHED:
            return "ineligible"
        return "needs_more_analysis" if least in {NOT_REACHED, None} else "eligible"
    if decision.needs_review:
        return "needs_more_analysis"
    if decision.outcome in GRANTED:
        return "eligible"
    return "ineligible" if decision.outcome == NOT_REACHED else "eligible_later"


def our_answer(setting: Setting, case: Case, expected: dict[str, object]) -> str:
    """What we say where the peer says what is *expected*; with the first day on which it is due, if that differs."""
    record_id, as_of = str(expected["record_id"]), date.fromisoformat(case.data["as_of"])
    ours = answer(decided(setting, record_id, as_of), type_only="type_only" in case.flags)
    day = expected.get("date_eligible")
    if ours == expected["outcome"] == "eligible_later" and day:
        due = date.fromisoformat(str(day))
        before = answer(decided(setting, record_id, due - timedelta(days=1)), type_only=False)
        then = answer(decided(setting, record_id, due), type_only=False)
        if (before, then) != ("eligible_later", "eligible"):
            return "eligible_later, on another day"
    return ours


def _left_open(setting: Setting, case: Case, expected: dict[str, object]) -> frozenset[str]:
    """The facts and questions that are open as of the case, and on the day on which relief is due by the peer."""
    days = [date.fromisoformat(case.data["as_of"])]
    if (due := expected.get("date_eligible")) and expected["outcome"] == "eligible_later":
        days.append(date.fromisoformat(str(due)))
    found = [decided(setting, str(expected["record_id"]), day) for day in days]
    return frozenset(
        name
        for one in found
        if one is not None
        for name in (*(fact.fact for fact in one.missing), *(read.question for read in one.readings))
    )


def compare(cases: Iterable[Case]) -> Iterator[Sorted]:
    """Sort every expectation of the cases."""
    for case in cases:
        setting = Setting(person_of(case))
        for expected in case.data["expect"]:
            yield _sorted(case, setting, expected)


def _sorted(case: Case, setting: Setting, expected: dict[str, object]) -> Sorted:
    record_id, theirs = str(expected.get("record_id", "")), str(expected.get("outcome", "a message"))
    why = not_comparable(case, expected)
    if why is not None:
        return Sorted(case, record_id or "all", theirs, "", Sort.NOT_COMPARABLE, (why,))
    ours = our_answer(setting, case, expected)
    if ours == theirs:
        return Sorted(case, record_id, theirs, ours, Sort.AGREES)

    def verdict(changed: Setting) -> tuple[bool, frozenset[str]]:
        return our_answer(changed, case, expected) == theirs, _left_open(changed, case, expected)

    causes = explain(setting, case, record_id, CAUSES, verdict)
    return Sorted(case, record_id, theirs, ours, sort_of(causes), tuple(cause.name for cause in causes))


def main(arguments: Sequence[str]) -> int:
    """Compare; the exit status is 1 if a difference has no named cause."""
    wanted = [one for one in arguments if one != "--list"]
    path = folder_of(wanted) / "peers" / FILE
    if not path.is_file():
        print("comparison with RecordSponge NOT RUN: there is no case file")
        return 0
    results = tuple(compare(read_cases(path)))
    print(listing(results) if "--list" in arguments else report("RecordSponge", results))
    return int(any(one.sort is Sort.UNNAMED for one in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
