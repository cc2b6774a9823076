"""The policy of Los Angeles against the program of its pilot, on fabricated files."""

# ruff: noqa: D103
from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.conformance.compare_pilots import AS_OF, Policy, answer, merged, read_sides
from tests.conformance.los_angeles import GANG_IN_ONE, REGISTRABLE, STRIKE, SWITCHES, all_asked, clean_file, habits

POLICY = Policy("los_angeles", "ca/policies/los-angeles", "LOS ANGELES")


@pytest.mark.parametrize(
    ("section", "strike", "registrable"),
    [("187 PC", True, False), ("537 PC", True, False), ("190.2(A)(4) PC", True, False), ("288(A) PC", True, False),
     ("261.5 PC", False, True), ("272 PC", False, True), ("272(A)(1) PC", False, False), ("311.11(A) PC", False, True),
     ("286(C)(2)(A) PC", True, True), ("245 PC", False, False), ("1672(A) MV", True, False), ("148 PC", False, False)],
)  # fmt: skip
def test_the_lists_of_the_program(section: str, strike: bool, registrable: bool) -> None:  # noqa: FBT001
    assert (bool(STRIKE.search(section)), bool(REGISTRABLE.search(section))) == (strike, registrable)


def test_a_gang_pair_in_one_charge() -> None:
    assert GANG_IN_ONE.search("246/186.22(B)(4) PC")
    assert GANG_IN_ONE.search("186.22(B)(4)/246 PC")
    assert not GANG_IN_ONE.search("246 PC")


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("as_of", [AS_OF, date(2020, 2, 29), date(2018, 2, 28)])
def test_every_difference_is_a_habit_of_the_program(tmp_path: Path, seed: int, as_of: date) -> None:
    path = tmp_path / "fabricated.csv"
    rows = clean_file(400, seed, as_of)
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    sides = read_sides(path, POLICY, as_of)
    kinds: Counter[str] = Counter()
    for asked in all_asked(sides.rows, as_of):
        line = asked.conviction.row.line
        found = habits(asked, answer(sides.decisions.get(line)), merged)
        assert found is not None, f"line {line} has no kind"
        kinds.update(found or ("the same",))
    assert kinds["the same"] > 300
    assert set(kinds) <= {*SWITCHES, "the same"}
