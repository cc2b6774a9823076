"""Compare the policies with what the pilots' programs decided: ``python -m tests.conformance.compare_pilots [FOLDER]``.

Reads ``<county>_input.csv`` and ``<county>_expected.csv`` from the folder (default: the environment variable
``CMR_CASES``, else ``../shared/cases`` beside the repository), decides every record on November 11, 2019, and sorts
each difference into a named kind. A difference without a kind is printed, and the exit status is 1.

A kind is proved, not guessed: the pilots' flow is asked again with only the things changed that the kind names, and
must then give our answer.
"""

from __future__ import annotations

import csv
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from attrs import field, frozen

import cmr_rules
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.records.person import Case, Charge, Person
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import split_rows
from tests.conformance.configurable import ConfigurableFlow, configurable, read_chosen
from tests.conformance.kinds import COUNT_ORDER, ELSEWHERE, ODD_CONVICTION, Situation, is_odd_conviction, name_kind
from tests.conformance.our_reading import our_facts
from tests.conformance.pilot_oracle import (
    COUNTY,
    DISPOSITION,
    ORDER,
    RELATED_FLOW,
    SACRAMENTO_FLOW,
    SUBJECT,
    Answer,
    Conviction,
    Flow,
    PilotRow,
    Subject,
    answers,
    subjects,
)

AS_OF = date(2019, 11, 11)
CONFIGURABLE = "configurable_flow"
"""The case files of the statewide flow; those of its options lie beside them."""
NEEDS_REVIEW = ("needs review", "")


@frozen
class Policy:
    """A policy to compare: the name of its case files, of its rule file, and its county as files write it."""

    cases: str
    name: str
    county: str
    flow: Flow = RELATED_FLOW


POLICIES = (
    Policy("contra_costa", "ca/policies/contra-costa", "CONTRA COSTA"),
    Policy("san_joaquin", "ca/policies/san-joaquin", "SAN JOAQUIN"),
    Policy("sacramento", "ca/policies/sacramento", "SACRAMENTO", SACRAMENTO_FLOW),
)
"""A policy without a case file is compared on fabricated files by the tests."""


@frozen
class Difference:
    """A conviction on which the two differ. *kind* None: we cannot say why."""

    line: int
    theirs: Answer
    ours: Answer
    kind: str | None


@frozen
class Comparison:
    """What came of one file."""

    rows: int
    expected: int
    agreed: int
    differences: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def kinds(self) -> Counter[str]:
        """How many differences there are of each named kind; a difference of two kinds counts in both."""
        return Counter(kind for one in self.differences if one.kind for kind in one.kind.split(" + "))

    @property
    def unnamed(self) -> tuple[Difference, ...]:
        """The differences that have no kind."""
        return tuple(one for one in self.differences if one.kind is None)


def answer(decision: Decision | None) -> Answer:
    """What a decision of ours says, in the pilots' form."""
    if decision is None or decision.status is Status.NOT_COVERED:
        return None
    return NEEDS_REVIEW if decision.needs_review else (decision.outcome_label, decision.reason)


def merged(possible: frozenset[Answer]) -> Answer:
    """One answer out of all that are possible: the same outcome by several steps has no single reason."""
    outcomes = {one and one[0] for one in possible}
    if len(outcomes) > 1:
        return NEEDS_REVIEW
    first = next(iter(possible))
    return first if len(possible) == 1 or first is None else (first[0], "")


def explain(found: Situation, policy: Policy, theirs: Answer, ours: Answer) -> str | None:
    """Find the fewest things that explain a difference, and name the cause of each; None if that cannot be done."""
    county, asked = policy.county, policy.flow
    before = asked.theirs(found.subject, found.conviction, county, found.as_of)
    after = our_facts(found.person, found.case, found.charge, county, found.as_of, asked.years)
    if isinstance(asked, ConfigurableFlow):
        after = asked.ours(found.person, found.charge, after, found.as_of)
    if merged(answers(before, asked)) != theirs:
        return None
    changed = [name for name in before if name in asked.facts and before[name] != after[name]]
    for size in range(1, len(changed) + 1):
        for chosen in combinations(changed, size):
            if merged(answers({**before, **{name: after[name] for name in chosen}}, asked)) == ours:
                kinds = [_kind_of(name, found, asked) for name in chosen]
                if None not in kinds:
                    return " + ".join(dict.fromkeys(str(kind) for kind in kinds))
    return None


def _kind_of(fact: str, found: Situation, asked: Flow) -> str | None:
    own = isinstance(asked, ConfigurableFlow) and fact not in {"county", "marijuana", "felony"}
    if own and isinstance(asked, ConfigurableFlow):
        return asked.kind(fact, found)
    return name_kind(fact, found, asked.years)


@frozen
class Sides:
    """Everything about one file, as both sides have it."""

    rows: tuple[PilotRow, ...]
    convictions: Mapping[int, tuple[Subject, Conviction]]
    people: Mapping[str, Person]
    charges: Mapping[int, tuple[Person, Case, Charge]]
    decisions: Mapping[int, Decision]


@cache
def _loaded(name: str) -> cmr_rules.Program:
    return cmr_rules.load(name)


def _program(policy: Policy) -> cmr_rules.Program:
    program = _loaded(policy.name)
    if isinstance(policy.flow, ConfigurableFlow):
        return program.with_options(policy.flow.chosen.as_options(policy.county))
    return program


def read_sides(path: Path, policy: Policy, as_of: date = AS_OF) -> Sides:
    """Read a bulk file for both sides and let ours decide."""
    rows = tuple(PilotRow(row.line, row.fields) for row in split_rows(path) if row.kind == "row" and row.fields)
    program = _program(policy)
    persons = read_ca_doj([path]).persons
    decided = [one for person in persons for one in program.decide(person, as_of=as_of)]
    return Sides(
        rows,
        {one.row.line: (subject, one) for subject in subjects(rows).values() for one in subject.convictions},
        {person.person_id: person for person in persons},
        {c.where.line: (person, case, c) for person in persons for case, c in person.convictions if c.where},
        {one.record.where.line: one for one in decided if one.record.where},
    )


def compare(sides: Sides, expected: Mapping[int, Answer], policy: Policy, as_of: date = AS_OF) -> Comparison:
    """Compare line by line what was *expected* with our decisions."""
    differences = []
    by_person: dict[str, list[PilotRow]] = {}
    for row in sides.rows:
        by_person.setdefault(row.fields[SUBJECT].strip(), []).append(row)
    for line in sorted({*expected, *sides.decisions}):
        theirs, ours = expected.get(line), answer(sides.decisions.get(line))
        if theirs != ours:
            kind = _kind(sides, by_person, line, policy, theirs, ours, as_of)
            differences.append(Difference(line, theirs, ours, kind))
    due = sum(one is not None for one in expected.values())
    agreed = sum(one is not None and one == answer(sides.decisions.get(line)) for line, one in expected.items())
    return Comparison(len(sides.rows), due, agreed, tuple(differences))


def _kind(
    sides: Sides,
    by_person: Mapping[str, Sequence[PilotRow]],
    line: int,
    policy: Policy,
    theirs: Answer,
    ours: Answer,
    as_of: date,
) -> str | None:
    pilot, own = sides.convictions.get(line), sides.charges.get(line)
    if pilot and own:
        person, case, charge = own
        rows = tuple(by_person.get(person.person_id, ()))
        return explain(Situation(pilot[1], pilot[0], rows, person, case, charge, as_of), policy, theirs, ours)
    row = next((row for row in sides.rows if row.line == line), None)
    if row is None:
        return None
    name = row.fields[SUBJECT].strip()
    return one_sided_kind(row, by_person.get(name, ()), sides.people.get(name), is_ours=own is not None)


def one_sided_kind(row: PilotRow, rows: Sequence[PilotRow], person: Person | None, *, is_ours: bool) -> str | None:
    """Name the cause for which only one side has a conviction on a row; *rows* are those of its person."""
    if not row.fields[SUBJECT].strip():
        return "a row that names no person"
    if is_ours and is_odd_conviction(row):
        return ODD_CONVICTION
    order = row.fields[ORDER].strip()
    if len(order) != 12 or not order.isdigit():
        return COUNT_ORDER
    joined = [one for one in rows if one.fields[ORDER].strip() == order]
    if is_ours and len({one.fields[COUNTY] for one in joined}) > 1:
        return "one count in two counties"
    kept = person is not None and any(charge.charge_id.startswith(order) for _, charge in person.convictions)
    undisposed = any(is_odd_conviction(one) or not one.fields[DISPOSITION].strip() for one in joined)
    return ELSEWHERE if kept and undisposed else None


def read_expected(path: Path, rows: Sequence[PilotRow]) -> dict[int, Answer]:
    """Read the expected decisions, by line."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            rows[int(one["row_index"])].line: (
                (one["determination"], one["reason"]) if one["expects_decision"] == "1" else None
            )
            for one in csv.DictReader(file)
        }


def report(policy: Policy, result: Comparison) -> str:
    """Write a comparison as a short text, without anything personal."""
    counts = f"{result.expected} decisions due, {result.agreed} agree, {len(result.differences)} differ"
    lines = [f"{policy.cases}: {result.rows} rows, {counts}"]
    width = max(map(len, result.kinds), default=0)
    lines += [f"  {kind:{width}}  {number:5}" for kind, number in sorted(result.kinds.items())]
    lines += [
        f"  line {one.line}: NO KIND: theirs {_words(one.theirs)}; ours {_words(one.ours)}" for one in result.unnamed
    ]
    return "\n".join(lines)


def _words(one: Answer) -> str:
    return "no decision" if one is None else " | ".join(filter(None, one))


def main(arguments: Sequence[str]) -> int:
    """Compare every policy; the exit status is 1 if a difference has no kind."""
    root = Path(__file__).resolve().parents[2]
    folder = Path(arguments[0] if arguments else os.environ.get("CMR_CASES", root.parent / "shared" / "cases"))
    if not folder.is_dir():
        print("pilot comparison NOT RUN")
        return 0
    return max(_run(folder, POLICIES), default=0)


def _run(folder: Path, policies: Iterable[Policy]) -> list[int]:
    results = []
    chosen = folder / f"{CONFIGURABLE}_options.json"
    if chosen.is_file():
        flow = configurable(read_chosen(chosen))
        policies = (*policies, Policy(CONFIGURABLE, "ca/policies/configurable", "SACRAMENTO", flow))
    for policy in policies:
        path = folder / f"{policy.cases}_input.csv"
        if not path.is_file():
            print(f"{policy.cases}: pilot comparison NOT RUN: there is no case file")
            continue
        sides = read_sides(path, policy)
        result = compare(sides, read_expected(folder / f"{policy.cases}_expected.csv", sides.rows), policy)
        print(report(policy, result))
        results.append(int(bool(result.unnamed)))
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
