"""Limits mean what a model of places written apart from the program says, and what all completions of a record mean."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import permutations, product
from typing import Any
from unittest.mock import patch

from attrs import evolve, frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules import UNKNOWN, Charge, Program, Status, load_text
from cmr_rules.decisions import places
from cmr_rules.records.values import PartialDate
from tests.unit.limit_texts import AS_OF, count, limited, person

DAYS = (date(2001, 1, 1), date(2001, 6, 1), date(2002, 1, 1), date(2003, 1, 1))
IN_2001 = PartialDate(2001)
NAMES = ("A", "B")
FRESH = ("X", "Y", "Z", "W")
"""Names for transactions that are not told: any of those on the record, or another one."""
GIVEN = {True: "Set Aside", False: "Not Set Aside"}


@frozen
class Kind:
    """A limit: places for felonies and misdemeanors, and how they are used."""

    felonies: int
    misdemeanors: int
    latest: bool
    by_transaction: bool
    earlier: bool


@cache
def _program(kind: Kind) -> Program:
    return load_text(limited(
        f"at most {kind.felonies} felony convictions and at most {kind.misdemeanors} misdemeanor convictions of a person, "
        f"the {'latest' if kind.latest else 'earliest'} date of conviction first"
        + (", counting one for each transaction" if kind.by_transaction else "")
        + (", counting each conviction for which Set Aside Before is true" if kind.earlier else "")
        + "; a conviction over the limit receives Not Set Aside"
    ))  # fmt: skip


kinds = st.builds(Kind, st.integers(0, 2), st.integers(0, 2), st.booleans(), st.booleans(), st.booleans())


def _charges(days: st.SearchStrategy[Any], levels: st.SearchStrategy[Any], names: st.SearchStrategy[Any],
             answers: st.SearchStrategy[Any]) -> st.SearchStrategy[Charge]:  # fmt: skip
    return st.builds(
        lambda day, level, name, objected, undone: count(
            day, level, transaction=name, facts={"Objected": objected}, undone=date(2010, 1, 1) if undone else None
        ),
        days, levels, names, answers, st.sampled_from((False, False, False, True)),
    )  # fmt: skip


LEVELS = ("felony", "felony", "misdemeanor")
known = _charges(st.sampled_from(DAYS), st.sampled_from(LEVELS), st.sampled_from(NAMES), st.booleans())
partly = _charges(
    st.sampled_from((*DAYS, IN_2001)),
    st.sampled_from((*LEVELS, UNKNOWN)),
    st.sampled_from((*NAMES, UNKNOWN)),
    st.sampled_from((False, False, True, UNKNOWN)),
)


# ---------------------------------------------------------------------------------------------- a model, written apart


def _asks(charge: Charge) -> bool:
    """Whether the rules give it relief: a felony to which nobody objected, or a misdemeanor, that still stands."""
    felony = charge.level_today.value == "felony"  # type: ignore[union-attr]
    return charge.still_stands and not (felony and charge.facts["Objected"])


def _gives(kind: Kind, charges: tuple[Charge, ...], order: tuple[int, ...]) -> dict[int, bool]:
    """Go through the records in an order, and hand out places while there are any."""
    left = {"felony": kind.felonies, "misdemeanor": kind.misdemeanors}
    holders: set[tuple[str, object]] = set()

    def takes(number: int) -> bool:
        level = charges[number].level_today.value  # type: ignore[union-attr]
        name = charges[number].transaction if kind.by_transaction else number
        if (level, name) not in holders:
            if left[level] <= 0:
                return False
            left[level] -= 1
            holders.add((level, name))
        return True

    if kind.earlier:
        for number, charge in enumerate(charges):
            if not charge.still_stands:
                level = charge.level_today.value  # type: ignore[union-attr]
                left[level] += (level, charge.transaction if kind.by_transaction else number) not in holders and left[
                    level
                ] <= 0
                takes(number)
    return {number: takes(number) for number in order if _asks(charges[number])}


def _expected(kind: Kind, charges: tuple[Charge, ...]) -> list[set[bool]]:
    """What each record that still stands may receive: under every order that the days allow."""
    found: list[set[bool]] = [set() for _ in charges]
    for order in permutations(range(len(charges))):
        days: list[Any] = [charges[number].convicted_on for number in order]
        if days != sorted(days, reverse=kind.latest):
            continue
        given_ = _gives(kind, charges, order)
        for number in order:
            found[number].add(given_.get(number, False))
    return found


def _completions(charge: Charge, rest: tuple[str, ...]) -> list[Charge]:
    day = charge.convicted_on
    days = DAYS[:2] if day == IN_2001 else (day,)
    levels = ("felony", "misdemeanor") if charge.level is UNKNOWN else (charge.level.value,)  # type: ignore[union-attr]
    names = (*NAMES, *rest) if charge.transaction is UNKNOWN else (charge.transaction,)
    objected = (True, False) if charge.facts["Objected"] is UNKNOWN else (charge.facts["Objected"],)
    undone = None if charge.still_stands else date(2010, 1, 1)
    return [
        evolve(count(d, level, transaction=name, facts={"Objected": answer}, undone=undone), charge_id=charge.charge_id)
        for d, level, name, answer in product(days, levels, names, objected)
    ]


# ---------------------------------------------------------------------------------------------- the properties


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kinds, st.lists(known, min_size=1, max_size=5).map(tuple))
def test_a_known_record_is_decided_as_the_model_does(kind: Kind, charges: tuple[Charge, ...]) -> None:
    """Definite exactly when every order that the days allow gives the same."""
    expected = _expected(kind, charges)
    decisions = _program(kind).decide(person(*charges), as_of=AS_OF)
    for charge, may, decision in zip(charges, expected, decisions, strict=True):
        if not charge.still_stands:
            assert decision.status is Status.NOT_COVERED
        else:
            assert set(decision.possible) == {GIVEN[one] for one in may}
            assert (decision.status is Status.DECIDED) is (len(may) == 1)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(
    kinds, st.lists(partly, min_size=1, max_size=4).map(tuple), st.booleans(), st.sampled_from((0, 1, 16, 16)),
    st.sampled_from((0, 100)),
)  # fmt: skip
def test_no_completion_of_a_record_contradicts_a_decision(
    kind: Kind,
    charges: tuple[Charge, ...],
    early: bool,  # noqa: FBT001
    most_open: int,
    many: int,
) -> None:
    """What is missing - days, levels, transactions, other decisions - makes a record wait, or makes no difference.

    It does whatever the bounds are beyond which worlds are not tried.
    """
    with patch.multiple(places, MOST_OPEN=most_open, MOST_OPEN_OF_MANY=most_open // 4, MANY=many):
        decisions = _program(kind).decide(person(*charges), as_of=AS_OF)
    filled = list(product(*(_completions(charge, (FRESH[n],)) for n, charge in enumerate(charges))))
    step = len(filled) // 150 + 1
    for complete in filled[0 if early else step // 2 :: step]:
        for charge, may, decision in zip(charges, _expected(kind, complete), decisions, strict=True):
            if charge.still_stands:
                assert {GIVEN[one] for one in may} <= set(decision.possible)
