"""Statutes in order: a later one finds the record as earlier ones left it, and what they left open stays open."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from cmr_rules import InOrder, OptionError, Person, Status, after_relief, in_order, load_text
from cmr_rules.decisions.decision import Decision
from cmr_rules.records.values import UNKNOWN
from tests.unit.sequence_texts import AS_OF, FIRST, SECOND, conviction, person, without

FIRST_PROGRAM = load_text(FIRST, name="first")
SECOND_PROGRAM = load_text(SECOND, name="second")
BOTH = in_order([FIRST_PROGRAM, SECOND_PROGRAM])


def found(record: Person, several: InOrder = BOTH) -> dict[tuple[str, str], Decision]:
    """Decide, and return the decisions by statute and conviction."""
    return {(one.statute, one.record.charge_id): one for one in several.decide(record, as_of=AS_OF)}


def test_a_redesignated_felony_is_no_felony_for_the_statute_that_follows() -> None:
    """Two felonies bar relief; after the redesignation of one there is one felony."""
    record = person(conviction("1", "HS 11359"), conviction("2", "PC 459"))
    alone = {one.record.charge_id: one.outcome for one in SECOND_PROGRAM.decide(record, as_of=AS_OF)}
    assert alone == {"1": "No Relief", "2": "No Relief"}
    decisions = found(record)
    assert {key: one.outcome for key, one in decisions.items()} == {
        ("first", "1"): "Redesignation", ("second", "1"): "Relief", ("second", "2"): "Relief",
    }  # fmt: skip
    assert "first leaves the record: conviction 1 is reduced" in decisions["second", "2"].explain()


def test_what_the_first_statute_clears_the_second_does_not_cover() -> None:
    """A conviction that no longer stands is reported as not covered, and counts no more."""
    record = person(conviction("1", "HS 11357", small=True), conviction("2", "PC 459"))
    decisions = found(record)
    assert decisions["second", "1"].status is Status.NOT_COVERED
    assert decisions["second", "2"].outcome == "Relief"


def test_an_open_decision_leaves_open_what_turns_on_it() -> None:
    """Dismissal or redesignation is open: the second conviction is settled all the same, the first is not."""
    open_ = without(conviction("1", "HS 11357"), "Amount Small")
    decisions = found(person(open_, conviction("2", "PC 459")))
    assert decisions["first", "1"].needs_review
    assert decisions["second", "2"].outcome == "Relief"
    later = decisions["second", "1"]
    assert later.needs_review
    assert later.possible == ("Relief", "not covered")
    assert [fact.words for fact in later.missing] == ["the decision under first on conviction 1"]
    answers = {one.answer: one.outcomes for one in later.missing[0].answers}
    assert answers == {"Dismissal": ("not covered",), "Redesignation": ("Relief",)}
    shown = later.explain()
    assert "? if first gives conviction 1 Dismissal: Not covered" in shown
    assert "the decision under first on conviction 1" in shown
    json.loads(later.explain("json"))


def test_an_open_decision_that_counts_reaches_other_records() -> None:
    """Sealed or not, which is open, decides whether there are two felonies; another conviction turns on it."""
    granted = in_order([FIRST_PROGRAM, SECOND_PROGRAM], grant_discretionary=True)
    open_ = evolve(conviction("1", "HS 11360"), level=UNKNOWN)
    open_ = evolve(open_, actions=(evolve(open_.actions[0], level=UNKNOWN),))
    decisions = found(person(open_, conviction("2", "PC 459"), conviction("3", "PC 470")), granted)
    assert decisions["first", "1"].possible == ("Mercy", "No Relief")
    assert decisions["second", "2"].outcome == decisions["second", "3"].outcome == "No Relief"
    one_other = found(person(open_, conviction("2", "PC 459")), granted)
    assert one_other["second", "2"].needs_review
    assert {fact.words for fact in one_other["second", "2"].missing} == {
        "the level of conviction 1", "the decision under first on conviction 1",
    }  # fmt: skip


def test_discretionary_relief_changes_nothing_unless_it_counts_as_granted() -> None:
    """A court may refuse it; explanations say that it was not counted."""
    record = person(conviction("1", "HS 11360"), conviction("2", "PC 459"))
    decisions = found(record)
    assert decisions["first", "1"].outcome == "Mercy"
    assert decisions["second", "2"].reason == "Two felonies"
    assert "first lets the court give conviction 1 Mercy: not counted as done" in decisions["second", "2"].explain()


def test_beyond_the_bound_nothing_later_is_definite() -> None:
    """Seven open decisions have more ways than are tried."""
    charges = [without(conviction(str(n), "HS 11357"), "Amount Small") for n in range(1, 8)]
    decisions = found(person(*charges, conviction("8", "PC 459")))
    later = [one for (statute, _), one in decisions.items() if statute == "second"]
    assert len(later) == len(charges) + 1
    assert all(one.needs_review and "too many ways" in one.reason for one in later)
    assert set(later[0].possible) == {"Relief", "No Relief", "not covered"}
    assert all(one.explain() for one in later)


def test_within_the_bound_several_open_decisions_are_tried_together() -> None:
    """Either way no felony is left of the six, so that the burglary is the only one."""
    charges = [without(conviction(str(n), "HS 11357"), "Amount Small") for n in range(1, 7)]
    decisions = found(person(*charges, conviction("7", "PC 459")))
    assert decisions["second", "7"].outcome == "Relief"


def test_once_relief_is_granted_the_same_statute_has_nothing_more_to_clear() -> None:
    """After the relief the cleared conviction is not covered, and what was redesignated stays so."""
    record = person(conviction("1", "HS 11357", small=True), conviction("2", "HS 11359"))
    first = FIRST_PROGRAM.decide(record, as_of=AS_OF)
    left = after_relief(record, first, AS_OF)
    again = {one.record.charge_id: one for one in FIRST_PROGRAM.decide(left, as_of=AS_OF)}
    assert again["1"].status is Status.NOT_COVERED
    assert again["2"].record.level == "misdemeanor"


def test_relief_is_an_action_of_the_court_on_the_review_date() -> None:
    """The record given stays as it is."""
    record = person(conviction("1", "HS 11357", small=True), conviction("2", "HS 11359"))
    left = after_relief(record, FIRST_PROGRAM.decide(record, as_of=AS_OF), AS_OF)
    actions = [charge.actions[-1] for _, charge in left.charges]
    assert [(one.kind, one.date) for one in actions] == [("set_aside", AS_OF), ("reduced", AS_OF)]
    assert [charge.still_stands for _, charge in left.charges] == [False, True]
    assert [len(charge.actions) for _, charge in record.charges] == [1, 1]


def test_what_gives_a_decision_again_names_every_statute_and_file() -> None:
    """The later decision rests on the earlier statutes too."""
    decisions = found(person(conviction("1", "HS 11359")))
    later = decisions["second", "1"].reproduction
    assert later is not None
    assert set(later.files) == {"first", "second"}
    assert [one.law for one in later.after] == ["first"]
    assert decisions["first", "1"].reproduction == FIRST_PROGRAM.reproduction(AS_OF)


def test_a_statute_twice_is_refused() -> None:
    """Their decisions could not be told apart."""
    with pytest.raises(OptionError, match="twice"):
        in_order([FIRST_PROGRAM, FIRST_PROGRAM])
    with pytest.raises(OptionError, match="no statute"):
        in_order([])


def test_facts_of_one_name_must_be_alike() -> None:
    """An answer could not serve both."""
    other = load_text(
        SECOND.replace("Fact Served", "Fact Amount Small: number, about each conviction.\n\nFact Served"), name="other"
    )
    with pytest.raises(OptionError, match="Amount Small"):
        in_order([FIRST_PROGRAM, other])


def test_a_case_is_relieved_with_all_its_counts() -> None:
    """The second count is sealed with the first."""
    charges = (conviction("1", "HS 11359"), conviction("2", "PC 459"))
    record = person(*charges)
    record = evolve(record, cases=(evolve(record.cases[0], charges=charges),))
    decision = FIRST_PROGRAM.decide(record, as_of=AS_OF)[0]
    case = evolve(decision.record, kind="case", title="case 1", counts=("1", "2"))
    whole = evolve(decision, effect="seals", record=case)
    left = after_relief(record, [whole], AS_OF)
    assert [charge.still_stands for _, charge in left.charges] == [False, False]
    everything = evolve(decision, effect="clears", record=evolve(decision.record, kind="person", title="the person"))
    assert not any(charge.still_stands for _, charge in after_relief(record, [everything], AS_OF).charges)
