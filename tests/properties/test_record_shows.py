"""What the record shows does not depend on the worlds of a decision, and no world on what was asked of the record."""

# ruff: noqa: D103
from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmr_rules import Decision, Person, Program, Status, load_text
from tests.properties.test_missing_facts import CONDITIONS, PRELUDE, first, people

SENTENCES = tuple(one for one in CONDITIONS if not one.startswith("Old Then") and one != "Young")
"""Bare terms are no sentence that a record shows; and where a version of the law is lacking, the law is open."""
TRUE, FALSE = "the review date is after January 1, 1900", "the review date is before January 1, 1900"
PRESUMED = "\nIf Harm Done is unknown, it is presumed not true [HS 11361.8(f)].\n"
SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def statute(condition: str, presumption: str = "") -> Program:
    rule = f'\nRule "asked" [HS 11361.8]: A conviction receives Dismissal if {condition}.\n'
    return load_text(f"{PRELUDE}{presumption}{rule}\nOtherwise a conviction receives No Relief.\n")


def said(decision: Decision) -> tuple[object, ...]:
    return (
        decision.status,
        decision.outcome,
        decision.possible,
        [(fact.record.title, fact.fact) for fact in decision.missing],
    )


def outline(kind: str, items: tuple[str, ...]) -> str:
    heads = {"all": "all of the following are true", "any": "any of the following is true"}
    joiner = "and" if kind == "all" else "or"
    parts = [f"({letter}) {item}" for letter, item in zip("ABCD", items, strict=False)]
    return f"{heads[kind]}: " + "; ".join(parts[:-1]) + f"; {joiner} {parts[-1]}"


@SLOW
@given(st.sampled_from(SENTENCES), people(), st.sampled_from(["", PRESUMED]))
def test_what_is_shown_is_so_in_every_completion_and_nobody_is_asked(
    sentence: str, person: Person, presumption: str
) -> None:
    shown = first(statute(f"the record shows that {sentence}", presumption), person)
    turned = first(statute(f"the record does not show that {sentence}", presumption), person)
    assert (shown.status, turned.status, shown.basis) == (Status.DECIDED, Status.DECIDED, "established")
    assert {shown.outcome, turned.outcome} == {"Dismissal", "No Relief"}
    if shown.outcome == "Dismissal":
        plain = first(statute(sentence), person)
        assert (plain.status, plain.outcome) == (Status.DECIDED, "Dismissal")


@SLOW
@given(
    st.lists(
        st.tuples(st.sampled_from(["", "shows", "does not show"]), st.sampled_from(SENTENCES)), min_size=2, max_size=4
    ),
    st.sampled_from(["all", "any"]),
    people(),
    st.sampled_from(["", PRESUMED]),
)
def test_in_a_rule_it_is_as_a_fixed_answer(
    parts: list[tuple[str, str]], kind: str, person: Person, presumption: str
) -> None:
    """Also where the same sentence stands inside and outside, and whichever is asked first."""
    parts = [*parts, ("" if parts[0][0] else "shows", parts[0][1])][-4:]
    written, fixed = [], []
    for how, sentence in parts:
        text = f"the record {how} that {sentence}" if how else sentence
        written.append(text)
        alone = first(statute(text), person).outcome == "Dismissal" if how else None
        fixed.append(sentence if alone is None else TRUE if alone else FALSE)
    one = first(statute(outline(kind, tuple(written)), presumption), person)
    two = first(statute(outline(kind, tuple(fixed)), presumption), person)
    assert said(one) == said(two)
