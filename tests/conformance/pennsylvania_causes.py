"""What RecordLib and the files of Pennsylvania both ask, and why they differ: each cause with what proves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from cmr_rules.dates import Period
from cmr_rules.records.person import Case as CourtCase
from cmr_rules.records.person import Charge
from cmr_rules.records.values import UNKNOWN
from tests.conformance.peers import Case, Cause, Change, Setting, Sort
from tests.conformance.pennsylvania_people import facts_of, level_of


@frozen
class Question:
    """A condition of ours that asks what a function of the peer asks: of each conviction, or of the person."""

    file: str
    provision: str
    condition: str
    of_person: bool = False


_EXCEPTED = Question("pa/9122.1", "9122.1(b)(1)", "Excepted Conviction is not true")
_LISTED = Question("pa/9122.1", "9122.1(b)(2)(ii)(C)", "Recent Listed Crime is not true", of_person=True)

QUESTIONS: Mapping[str, Question] = {
    "grade_allows_clean_slate_autoseal": Question("pa/9122.2", "9122.2(a)(1)", "Clean Slate Grade is true"),
    "no_danger_to_person_offense": _EXCEPTED,
    "no_offense_against_family": _EXCEPTED,
    "no_firearms_offense": _EXCEPTED,
    "no_sexual_offense": _EXCEPTED,
    "no_corruption_of_minors_offense": _EXCEPTED,
    "not_felony1": Question("pa/9122.1", "9122.1(b)(2)(i)", "Barred At Any Time is not true", of_person=True),
    "ten_years_since_last_conviction_for_m_or_f": Question("pa/9122.1", "9122.1(a.1)", "Free For Ten Years is true"),
    "no_offenses_punishable_by_two_or_more_years": Question(
        "pa/9122.1", "9122.1(b)(2)(ii)(B)", "Four Recent Convictions is not true", of_person=True
    ),
    "no_paramilitary_training": _LISTED,
    "no_abuse_of_corpse": _LISTED,
    "no_failure_to_register": _LISTED,
    "no_sexual_intercourse_w_animal": _LISTED,
    "fines_and_costs_paid": Question("pa/9122.1", "9122.1(a)", "Paid is true"),
    "is_misdemeanor_or_ungraded": Question(
        "pa/9122.1",
        "9122.1(a)",
        "any of the following is true: (a) Qualifying Misdemeanor; or (b) Ungraded Offense",
    ),
}
"""By the name of what the peer answers."""

EXPUNGEMENT = "expungement under section 9122, of which the files do not speak"
OWN_DATA = "it is about the peer's own data, and no rule of law"
_DERIVED = {"case_count_after_merge": OWN_DATA, "last_action_date": OWN_DATA, "years_dead": EXPUNGEMENT,
            "age": EXPUNGEMENT, "over_70": EXPUNGEMENT, "ten_years_since_last_arrest_or_prosecution": EXPUNGEMENT,
            "ten_years_since_final_release": EXPUNGEMENT, "case_partly_expunged": EXPUNGEMENT}  # fmt: skip


def not_comparable(case: Case, expected: Mapping[str, Any]) -> str | None:
    """Say why an expectation cannot be compared; None if it can."""
    if "remedy" in expected:
        return EXPUNGEMENT
    if expected["fact"] in _DERIVED:
        return _DERIVED[expected["fact"]]
    limit = (case.data.get("options") or {}).get("conviction_limit", 1)
    if expected["fact"] == "no_offense_against_family" and limit > 1:
        return "the function is called for several such offenses; no such rule is in the text"
    return None


def _change_charges(setting: Setting, change: Callable[[Charge], Charge]) -> Setting:
    cases = tuple(evolve(case, charges=tuple(change(one) for one in case.charges)) for case in setting.person.cases)
    return evolve(setting, person=evolve(setting.person, cases=cases))


def _is(fact: str, change: Change) -> Change:
    def asked(setting: Setting, case: Case, record_id: str) -> Setting | None:
        return change(setting, case, record_id) if record_id == fact else None

    return asked


def _each_by_itself(setting: Setting, _case: Case, _fact: str) -> Setting | None:
    cases = tuple(
        CourtCase(case_id=f"{case.case_id} {charge.charge_id}", state=case.state, cycle=f"{number}", charges=(charge,))
        for case in setting.person.cases
        for number, charge in enumerate(case.charges)
    )
    return evolve(setting, person=evolve(setting.person, cases=cases))


def _fines_as_restitution(setting: Setting, case: Case, _fact: str) -> Setting | None:
    owed = sum(one["fees_assessed"] - one["fees_paid"] for one in case.data["records"])
    cases = tuple(evolve(one, restitution_owed=100 * owed) for one in setting.person.cases)
    changed = evolve(setting, person=evolve(setting.person, cases=cases))
    return _change_charges(changed, lambda charge: evolve(charge, facts={**charge.facts, "Fee Paid": True}))


def _any_punishment(setting: Setting, _case: Case, _fact: str) -> Setting | None:
    return _change_charges(setting, lambda charge: evolve(charge, maximum=Period(months=12 * 20)))


def _birth_not_told(setting: Setting, _case: Case, _fact: str) -> Setting | None:
    born = setting.person.birth_date
    convicted = [charge.convicted_on for _, charge in setting.person.convictions]
    if not any(isinstance(born, date) and isinstance(day, date) and day < born for day in convicted):
        return None
    return evolve(setting, person=evolve(setting.person, birth_date=UNKNOWN))


def _grade(grade: str) -> Change:
    def change(setting: Setting, case: Case, _fact: str) -> Setting | None:
        if any(one.get("grade") for one in case.data["records"]):
            return None
        facts, level = facts_of(grade), level_of(grade)
        return _change_charges(setting, lambda one: _graded(one, level, facts))

    return change


def _graded(charge: Charge, level: Any, facts: Mapping[str, Any]) -> Charge:
    actions = tuple(evolve(action, level=level) for action in charge.actions)
    return evolve(charge, level=level, actions=actions, facts={**charge.facts, **facts})


def _reading(question: str, reading: str) -> Change:
    return lambda setting, _case, _fact: setting.reading(question, reading)


CAUSES = (
    Cause(
        "counts of one docket and tracking number count once, since Act 36 of 2023 (9122.1(b.1))",
        Sort.LAW_CHANGED,
        _is("no_offenses_punishable_by_two_or_more_years", _each_by_itself),
    ),
    Cause(
        "fines and costs are no condition any more: restitution and the fee are (9122.1(a))",
        Sort.LAW_CHANGED,
        _is("fines_and_costs_paid", _fines_as_restitution),
    ),
    Cause(
        "the peer never asks how the offense is punishable; the text asks for more than two years (9122.1(b)(1))",
        Sort.DEFECT,
        _is("no_firearms_offense", _any_punishment),
    ),
    Cause(
        "the person of the case is born after the conviction: the peer does not notice, we ask",
        Sort.DEFECT,
        _birth_not_told,
    ),
    Cause(
        "where the grade is missing the peer answers as for a felony; we ask",
        Sort.DIVERGENCE,
        _is("grade_allows_clean_slate_autoseal", _grade("F")),
    ),
    Cause(
        "the peer reads a grade that is not told as ungraded; we ask",
        Sort.DIVERGENCE,
        _is("is_misdemeanor_or_ungraded", _grade("M")),
    ),
    Cause(
        "we leave open what a qualifying misdemeanor is; the peer takes every misdemeanor",
        Sort.OURS,
        _is(
            "is_misdemeanor_or_ungraded",
            _reading("Qualifying Misdemeanor", "a misdemeanor that subsection (b) does not except"),
        ),
    ),
)
"""The record id of a change is here the name of what the peer answers: it names no record."""
