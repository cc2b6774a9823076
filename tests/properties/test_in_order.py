"""Several statutes in order: what is definite stays so whatever the missing facts turn out to be."""

# ruff: noqa: D103
from __future__ import annotations

from itertools import product

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules import Person, Status, in_order, load_text
from cmr_rules.records.person import Charge
from cmr_rules.records.values import Level
from tests.unit.sequence_texts import AS_OF, FIRST, SECOND, conviction, person

BOTH = in_order([load_text(FIRST, name="first"), load_text(SECOND, name="second")])
GRANTING = in_order(BOTH.programs, grant_discretionary=True)
FACTS = ("Amount Small", "Served")


@st.composite
def records(draw: st.DrawFn) -> Person:
    """Draw a person with up to three convictions, of whose facts some are not known."""
    charges = []
    for number in range(draw(st.integers(1, 3))):
        section = draw(st.sampled_from(("HS 11357", "HS 11359", "HS 11360", "PC 459")))
        level = draw(st.sampled_from((Level.FELONY, Level.MISDEMEANOR)))
        facts = {name: draw(st.sampled_from((True, False, None))) for name in FACTS}
        told = {name: value for name, value in facts.items() if value is not None}
        charges.append(evolve(conviction(str(number + 1), section, level=level), facts=told))
    return person(*charges)


def completions(record: Person) -> list[Person]:
    """Every way of answering the facts that are not known."""
    charges = [charge for _, charge in record.charges]
    ways = [
        [
            evolve(charge, facts=dict(zip(FACTS, values, strict=True)))
            for values in product((True, False), repeat=len(FACTS))
            if all(charge.facts.get(name, value) == value for name, value in zip(FACTS, values, strict=True))
        ]
        for charge in charges
    ]
    chosen: list[tuple[Charge, ...]] = list(product(*ways))
    return [person(*one) for one in chosen]


@given(records(), st.booleans())
def test_a_definite_answer_is_never_contradicted_by_what_turns_out(record: Person, grant: bool) -> None:  # noqa: FBT001
    several = GRANTING if grant else BOTH
    told = {(one.statute, one.record.charge_id): one for one in several.decide(record, as_of=AS_OF)}
    for complete in completions(record):
        found = {(one.statute, one.record.charge_id): one for one in several.decide(complete, as_of=AS_OF)}
        assert set(found) <= set(told), "a record that is covered when all is known has a decision now"
        for key, one in told.items():
            then = found.get(key)
            if one.status is Status.DECIDED:
                assert then is not None
                assert (then.status, then.outcome) == (one.status, one.outcome), key
            elif one.needs_review and then is not None and then.status is Status.DECIDED:
                assert then.outcome in one.possible, key


@given(records())
def test_each_statute_decides_what_the_one_before_left(record: Person) -> None:
    """With all facts known, by hand: the first statute alone, then the second on the record that it left."""
    for complete in completions(record)[:4]:
        first, second = BOTH.steps(complete, as_of=AS_OF)
        assert first.decisions == in_order(BOTH.programs[:1]).decide(complete, as_of=AS_OF)
        alone = BOTH.programs[1].decide(second.person, as_of=AS_OF)
        assert [(one.record.title, one.status, one.outcome) for one in second.decisions] == [
            (one.record.title, one.status, one.outcome) for one in alone
        ]
