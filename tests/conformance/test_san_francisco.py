"""The policy of San Francisco against the program of its pilot, on fabricated files."""

# ruff: noqa: D103
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

import cmr_rules
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.records.person import Charge, Person
from cmr_rules.records.readers.ca_doj import read_ca_doj
from cmr_rules.records.readers.ca_rows import split_rows
from tests.conformance.compare_pilots import AS_OF
from tests.conformance.pilot_oracle import PilotRow
from tests.conformance.san_francisco import (
    NEEDS_REVIEW,
    REGISTRABLE,
    SWITCHES,
    all_asked,
    clean_file,
    habits,
    is_strike,
    made_up_weights,
)


@pytest.mark.parametrize(
    ("section", "strike", "registrable"),
    [("187 PC", True, False), ("187(A) PC", False, False), ("537 PC", False, False), ("1285 PC", False, True),
     ("288(A) PC", True, True), ("288A(B)(1) PC", False, True), ("287(C)(1) PC", False, False), ("261.5 PC", False, True),
     ("290.012 PC", False, True), ("272 PC", False, False), ("653F PC", True, False), ("653F(C) PC", False, True),
     ("286(C)(1) PC", True, True), ("314(3) PC", False, True), ("664/261(A)(2) PC", False, True)],
)  # fmt: skip
def test_the_lists_of_the_program(section: str, strike: bool, registrable: bool) -> None:  # noqa: FBT001
    assert (is_strike(section), bool(REGISTRABLE.search(section))) == (strike, registrable)


def _weighed(person: Person, weights: Mapping[int, int]) -> Person:
    def charge(one: Charge) -> Charge:
        if one.where is None or one.where.line not in weights:
            return one
        return evolve(one, facts={"Weight In Court File": weights[one.where.line]})

    return evolve(person, cases=tuple(evolve(case, charges=tuple(map(charge, case.charges))) for case in person.cases))


def _answer(decision: Decision | None) -> str | None:
    """What a decision says, in the program's words: its "needs review" is a decision of ours that lacks the weight."""
    if decision is None or decision.status is Status.NOT_COVERED:
        return None
    return NEEDS_REVIEW if decision.needs_review else decision.outcome_label


def _kinds(path: Path, seed: int) -> Counter[str]:
    path.write_text("".join(",".join(row) + "\n" for row in clean_file(500, seed, AS_OF)), encoding="utf-8")
    rows = [PilotRow(row.line, row.fields) for row in split_rows(path) if row.kind == "row" and row.fields]
    weights = made_up_weights([row.line for row in rows], seed)
    program = cmr_rules.load("ca/policies/san-francisco")
    people = [_weighed(person, weights) for person in read_ca_doj([path]).persons]
    decided = [one for person in people for one in program.decide(person, as_of=AS_OF)]
    by_line = {one.record.where.line: one for one in decided if one.record.where}
    kinds: Counter[str] = Counter()
    for asked in all_asked(rows, weights):
        found = habits(asked, _answer(by_line.get(asked.row.line)))
        assert found is not None, f"line {asked.row.line} has no kind"
        kinds.update(found or ("the same",))
    return kinds


def test_every_difference_is_a_habit_of_the_program(tmp_path: Path) -> None:
    kinds: Counter[str] = sum((_kinds(tmp_path / f"{seed}.csv", seed) for seed in range(1, 5)), Counter())
    assert kinds["the same"] > 4_000
    assert set(kinds) == {*SWITCHES, "the same"}


def test_the_review_date_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fabricated.csv"
    path.write_text("".join(",".join(row) + "\n" for row in clean_file(60, 7, date(2018, 1, 1))), encoding="utf-8")
    program = cmr_rules.load("ca/policies/san-francisco")
    people = read_ca_doj([path]).persons
    days = (date(2018, 1, 1), date(2018, 12, 12), AS_OF)
    early, middle, late = ([[one.outcome for one in program.decide(p, as_of=day)] for p in people] for day in days)
    assert early == middle == late
