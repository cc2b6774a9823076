"""Why RecordSponge and ``or/137.225`` differ: each cause with the change that proves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import evolve

from cmr_rules.citations import Offense, parse_section
from cmr_rules.records.person import Answer, Charge, CourtAction, Person, Sentence
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, Level, PartialDate
from tests.conformance.oregon_people import is_about_marijuana
from tests.conformance.peers import Case, Cause, Change, Setting, Sort

YOUTH = 1980
"""A year of birth of somebody who was under 21 when the cases about youth were decided."""
LISTED_PARTS = {"ORS 166.385": "ORS 166.385(3)", "ORS 167.320": "ORS 167.320(4)", "ORS 475.752": "ORS 475.752(6)(a)",
                "ORS 830.475": "ORS 830.475(2)"}  # fmt: skip
"""Sections of which RecordSponge lists one subdivision alone."""
NAMES = {"contempt of court": "ORS 33.065", "fug": "ORS 133.743", "fare violation": "ORS 90.100"}
"""Names of charges by which it goes, and a section of ours to the same effect."""


def not_comparable(case: Case, expected: Mapping[str, Any]) -> str | None:
    """Say why an expectation cannot be compared; None if it can."""
    if "outcome" not in expected:
        return "it is about a message of the program, not about a record"
    if expected["outcome"] == "unknown":
        return "the program gives no answer"
    if (case.data.get("options") or {}).get("what_if_edits"):
        return "the program is asked after an edit on its screen; the case has the record before it"
    if "juvenile" in (case.record(str(expected["record_id"])).get("case_type") or "").lower():
        return "a juvenile's case, of which the file does not speak"
    return None


def change_charges(person: Person, change: Callable[[Charge], Charge], only: str | None = None) -> Person:
    """Change every count, or the one of an id."""
    cases = tuple(
        evolve(case, charges=tuple(change(one) if only in {None, one.charge_id} else one for one in case.charges))
        for case in person.cases
    )
    return evolve(person, cases=cases)


def charge_in(person: Person, record_id: str) -> Charge:
    """The count of an id."""
    return next(charge for _, charge in person.charges if charge.charge_id == record_id)


def _silences(setting: Setting, _case: Case, _record: str) -> Setting | None:
    def filled(charge: Charge) -> Charge:
        actions = tuple(
            evolve(action, sentence=(Sentence("fine", NOT_APPLICABLE),), end_of_sentence=action.date)
            if action.category == "convicted"
            else action
            for action in charge.actions
        )
        return evolve(charge, actions=actions)

    person = change_charges(setting.person, filled)
    paid = tuple(evolve(case, restitution_owed=0, fines_owed=0) for case in person.cases)
    return evolve(setting, person=evolve(person, cases=paid))


def _reading(question: str, reading: str) -> Change:
    return lambda setting, _case, _record: setting.reading(question, reading)


def _fact(name: str, *, answer: Answer, when: Callable[[Mapping[str, Any]], bool] = lambda _: True) -> Change:
    def change(setting: Setting, case: Case, record_id: str) -> Setting | None:
        if not when(case.record(record_id)):
            return None
        told = lambda charge: evolve(charge, facts={**charge.facts, name: answer})  # noqa: E731  # one use
        return evolve(setting, person=change_charges(setting.person, told, record_id))

    return change


def _as_offense(setting: Setting, record_id: str, text: str) -> Setting:
    section = parse_section(text)
    assert section is not None
    offense = Offense(section)
    named = lambda charge: evolve(charge, offense=offense)  # noqa: E731  # one use
    return evolve(setting, person=change_charges(setting.person, named, record_id))


def _listed_part(setting: Setting, _case: Case, record_id: str) -> Setting | None:
    text = LISTED_PARTS.get(str(charge_in(setting.person, record_id).offense))
    return None if text is None else _as_offense(setting, record_id, text)


def _by_name(setting: Setting, case: Case, record_id: str) -> Setting | None:
    name = (case.record(record_id).get("offense_text") or "").lower()
    text = next((section for word, section in NAMES.items() if word in name), None)
    return None if text is None else _as_offense(setting, record_id, text)


def _bare_number(setting: Setting, case: Case, record_id: str) -> Setting | None:
    number = case.record(record_id).get("statute_section") or ""
    is_small = number.isdigit() and 0 < int(number) < 100  # chapters 1 to 99
    return _as_offense(setting, record_id, "ORS 90.100") if is_small else None


def _bare_chapter(setting: Setting, case: Case, record_id: str) -> Setting | None:
    number = case.record(record_id).get("statute_section") or ""
    is_chapter = len(number) == 3 and number[0] == "8"  # such as `801`
    return _as_offense(setting, record_id, f"ORS {number}.000") if is_chapter else None


def _parking(setting: Setting, case: Case, record_id: str) -> Setting | None:
    is_parking = "parking" in (case.record(record_id).get("case_type") or "").lower()
    return _as_offense(setting, record_id, "ORS 811.575") if is_parking else None


def _infraction(setting: Setting, case: Case, record_id: str) -> Setting | None:
    is_infraction = case.record(record_id).get("severity") == "infraction"
    return _as_offense(setting, record_id, "ORS 811.135") if is_infraction else None


def _murder(setting: Setting, _case: Case, record_id: str) -> Setting | None:
    section = str(charge_in(setting.person, record_id).offense)
    return _as_offense(setting, record_id, "ORS 164.055") if section == "ORS 163.095" else None


def _disposed(category: str, when: Callable[[Charge], bool]) -> Change:
    def change(setting: Setting, _case: Case, record_id: str) -> Setting | None:
        if not when(charge_in(setting.person, record_id)):
            return None

        def disposed(charge: Charge) -> Charge:
            action = charge.actions[0] if charge.actions else CourtAction(level=charge.level)
            return evolve(charge, actions=(evolve(action, category=category),))

        return evolve(setting, person=change_charges(setting.person, disposed, record_id))

    return change


def _without_open(setting: Setting, _case: Case, record_id: str) -> Setting | None:
    def kept(charge: Charge) -> bool:
        return charge.charge_id == record_id or not charge.is_pending

    if all(kept(charge) for _, charge in setting.person.charges):
        return None
    cases = tuple(
        evolve(case, charges=tuple(one for one in case.charges if kept(one))) for case in setting.person.cases
    )
    return evolve(setting, person=evolve(setting.person, cases=cases))


def _not_told_diverted(setting: Setting, case: Case, record_id: str) -> Setting | None:
    if case.record(record_id).get("disposition") != "diverted":
        return None
    asked = lambda charge: evolve(charge, facts={**charge.facts, "Diverted": UNKNOWN})  # noqa: E731  # one use
    return evolve(setting, person=change_charges(setting.person, asked, record_id))


def _born_later(setting: Setting, case: Case, record_id: str) -> Setting | None:
    born, day = case.data["person"].get("birth_year"), case.record(record_id).get("disposition_date")
    if not born or not day or born <= int(day[:4]):
        return None
    return evolve(setting, person=evolve(setting.person, birth_date=PartialDate(YOUTH)))


def _unclassed(setting: Setting, case: Case, record_id: str) -> Setting | None:
    record = case.record(record_id)
    if record.get("severity") != "misdemeanor" or record.get("grade") is not None:
        return None
    return _fact("Grade", answer="unclassified")(setting, case, record_id)


def _city_code(setting: Setting, case: Case, record_id: str) -> Setting | None:
    written = case.record(record_id).get("statute_section") or ""
    return _as_offense(setting, record_id, "ORS 164.045") if written.startswith("14B") else None


def _contempt_as_felony(setting: Setting, _case: Case, record_id: str) -> Setting | None:
    if not str(charge_in(setting.person, record_id).offense).startswith("ORS 33."):
        return None
    felony = lambda charge: evolve(  # noqa: E731  # one use
        charge, level=Level.FELONY, facts={**charge.facts, "Grade": "class-c"}
    )
    return _as_offense(
        evolve(setting, person=change_charges(setting.person, felony, record_id)), record_id, "ORS 164.055"
    )


CAUSES: tuple[Cause, ...] = (
    Cause(
        "it does not ask whether the sentence is performed, when the person was released, or whether money is owed",
        Sort.DIVERGENCE,
        _silences,
    ),
    Cause(
        "an open question of law that it reads one way: First Day Counted",
        Sort.OURS,
        _reading("First Day Counted", "it does not count"),
        "First Day Counted",
    ),
    Cause(
        "an open question of law that it reads one way: Convicted Since",
        Sort.OURS,
        _reading("Convicted Since", "a single violation is forgiven"),
        "Convicted Since",
    ),
    Cause(
        "an open question of law that it reads one way: Marijuana Wait",
        Sort.OURS,
        _reading("Marijuana Wait", "a felony as class C, all else as a class A misdemeanor"),
        "Marijuana Wait",
    ),
    Cause(
        "an open question of law that it reads one way: Sixty Days",
        Sort.OURS,
        _reading("Sixty Days", "from the sixtieth day on"),
        "Sixty Days",
    ),
    Cause(
        "an open question of law that it reads one way: Dismissed Traffic Violation",
        Sort.OURS,
        _reading("Dismissed Traffic Violation", "a traffic violation is left out however it ended"),
        "Dismissed Traffic Violation",
    ),
    Cause(
        "a person felony by its section alone, where the rule names a crime category",
        Sort.DIVERGENCE,
        _fact("Person Felony By Rule", answer=True),
        "Person Felony By Rule",
    ),
    Cause("a bare section is taken for the subdivision that is listed", Sort.DIVERGENCE, _listed_part),
    Cause(
        "a sex crime of a section that our list does not have: we ask",
        Sort.OURS,
        _fact("Sex Crime By Law", answer=True),
        "Sex Crime By Law",
    ),
    Cause(
        "a drug offense is not about marijuana unless its name says so",
        Sort.DIVERGENCE,
        _fact("About Marijuana", answer=False, when=lambda record: not is_about_marijuana(record)),
        "About Marijuana",
    ),
    Cause(
        "a misdemeanor treated as a violation is taken for one that is no traffic offense",
        Sort.DIVERGENCE,
        _fact("Excluded Offense Behind It", answer=False),
        "Excluded Offense Behind It",
    ),
    Cause("it goes by the name of the charge, which our file does not read", Sort.OURS, _by_name),
    Cause("a number without a code is taken for a chapter of the state's code", Sort.DEFECT, _bare_number),
    Cause("the record names a chapter and no section, which ours leaves unknown", Sort.OURS, _bare_chapter),
    Cause("it goes by the type of the case (parking), which our file does not read", Sort.OURS, _parking),
    Cause(
        "a year of birth after the conviction counts as under 21; ours: contradictory dates", Sort.DEFECT, _born_later
    ),
    Cause("a misdemeanor whose class is not told is taken for one of class A; ours asks", Sort.DIVERGENCE, _unclassed),
    Cause("a section of a city's code, which our file does not know", Sort.OURS, _city_code),
    Cause("an infraction is a traffic violation, whatever its section", Sort.DIVERGENCE, _infraction),
    Cause("murder by its section: ours leaves it out of whatever class the record says it is", Sort.OURS, _murder),
    Cause(
        "a charge whose end is not known is answered as if it were a conviction",
        Sort.DIVERGENCE,
        _disposed("convicted", lambda charge: charge.perhaps_convicted),
    ),
    Cause(
        "it asks how a charge ended that is still open; ours says not yet",
        Sort.DIVERGENCE,
        _disposed("unknown", lambda charge: charge.is_pending),
    ),
    Cause(
        "a dismissal of a charge of unknown class needs no class by the text",
        Sort.DIVERGENCE,
        _disposed("unknown", lambda charge: bool(charge.actions) and charge.actions[0].category == "dismissed"),
    ),
    Cause("an open case stands in a message and not in the answer", Sort.DIVERGENCE, _without_open),
    Cause("it asks whether the charge was diverted, which the record says", Sort.DEFECT, _not_told_diverted),
    Cause("contempt waits as a felony of class C; the text says one year", Sort.DIVERGENCE, _contempt_as_felony),
)
"""The causes, those that explain most first."""
