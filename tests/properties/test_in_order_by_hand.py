"""What statutes in order say is never contradicted by deciding a completed record by each in turn, by hand."""

from __future__ import annotations

from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules import Decision, Person, Program, Status, after_relief, in_order, load_text
from tests.properties.test_missing_facts import (
    AS_OF,
    CONDITIONS,
    OUTCOMES,
    PRELUDE,
    completions,
    condition,
    filled,
    people,
)

COVERS = "This statute covers each conviction for HS 11357 or HS 11359"
OUTCOME_LINES = """\
  Dismissal, "Dismissed", automatic, which clears the conviction;
  Reduction, "Reduced", mandatory on petition, which leaves a misdemeanor;
  No Relief, "None";
  Referral, "Referred", not ranked, discretionary on petition, which seals the conviction.
"""
PLAIN_LINES = PRELUDE[PRELUDE.index("  Dismissal,") : PRELUDE.index("This statute covers") - 1]
LEFT = (
    "the person has another conviction that still stands",
    "the person has no other conviction that still stands",
    "the person has at least 2 felony convictions that still stands",
    "the person has at least 2 convictions that still stands",
    "the conviction is a felony",
    "the conviction is a misdemeanor",
)
EARLIER = (*CONDITIONS[:14], *LEFT)
LATER = (*LEFT, *LEFT, *CONDITIONS[:14])
OUTSIDE = "not covered"


@frozen
class Told:
    """Two statutes of which the second finds what the first left."""

    earlier: Program
    later: Program
    texts: tuple[str, str]


@st.composite
def statutes(draw: st.DrawFn) -> Told:
    """Two ordered statutes whose outcomes change the record, each in its own way."""
    made = []
    for sentences in (EARLIER, LATER):
        head = PRELUDE.replace(PLAIN_LINES, OUTCOME_LINES)
        standing = draw(st.booleans()) or sentences is LATER
        head = head.replace(COVERS, f"{COVERS} that still stands") if standing else head
        count = draw(st.integers(1, 2))
        steps = [
            f'({number}) {draw(st.sampled_from(OUTCOMES))}, because "reason {number}", if {draw(condition(sentences))}'
            for number in range(1, count + 1)
        ]
        steps.append(f'({count + 1}) {draw(st.sampled_from(OUTCOMES))}, because "no other", otherwise')
        made.append(head + "\nDecide by the first of these that applies:\n  " + ";\n  ".join(steps) + ".\n")
    return Told(load_text(made[0], name="earlier"), load_text(made[1], name="later"), (made[0], made[1]))


def _answer(decision: Decision | None) -> str:
    """The outcome, or that the record is not covered."""
    return OUTSIDE if decision is None or decision.status is Status.NOT_COVERED else decision.outcome


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(told=statutes(), person=people(), granted=st.booleans())
def test_no_completion_contradicts_what_is_said_of_statutes_in_order(
    told: Told, person: Person, *, granted: bool
) -> None:
    """Every completion is decided by the first, its relief is carried out, and the second decides what is left."""
    several = in_order([told.earlier, told.later], grant_discretionary=granted)
    said = {(one.statute, one.record.charge_id): one for one in several.decide(person, as_of=AS_OF)}
    ways, _ = completions(person)
    for way in ways:
        whole = filled(person, way)
        if whole is None:
            continue
        first = told.earlier.decide(whole, as_of=AS_OF)
        left = after_relief(whole, first, AS_OF, grant_discretionary=granted)
        second = told.later.decide(left, as_of=AS_OF)
        found = {(one.statute, one.record.charge_id): one for one in (*first, *second)}
        assert all(one.status is not Status.NEEDS_REVIEW for one in found.values())
        for key in said.keys() | found.keys():
            answer, decision = _answer(found.get(key)), said.get(key)
            if decision is not None and decision.status is Status.NEEDS_REVIEW:
                assert answer in decision.possible, (key, way)
            else:
                assert answer == _answer(decision), (key, way)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(statutes(), people())
def test_the_first_statute_decides_as_it_does_alone(told: Told, person: Person) -> None:
    """What follows cannot change what was decided before."""
    several = in_order([told.earlier, told.later]).decide(person, as_of=AS_OF)
    assert tuple(one for one in several if one.statute == "earlier") == told.earlier.decide(person, as_of=AS_OF)
