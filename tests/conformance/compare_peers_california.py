"""Compare the California petition files with a peer: ``python -m tests.conformance.compare_peers_california [FOLDER]``.

Reads ``rap-sheet-assistant.jsonl`` from the folder (default: ``peers`` in the environment variable ``CMR_CASES``, else in
``../shared/cases`` beside the repository). Each case is decided on its own day by ``ca/pc-1203.4`` or ``ca/pc-1170.18``. A
difference without a named cause is printed as such, and the exit status is 1. The command then decides each case on the
two days between which the text of the law changed, and lists whose answer changed with it.

The peer asks nobody: what it takes for granted is given to our files as answers (`granted`), so that both decide on the
same facts. Where ours still needs review, that is a difference.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from attrs import frozen

import cmr_rules
from cmr_rules.citations import Offense, parse_section
from cmr_rules.dates import LeapDay, Period, add
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.records.person import Answer, Case, Charge, CourtAction, Event, Person, RecordSource, Sentence
from cmr_rules.records.values import NOT_APPLICABLE, NOT_YET, UNKNOWN, Level

PEER = "rap-sheet-assistant"
DISMISSAL, DESIGNATION = "ca/pc-1203.4", "ca/pc-1170.18"
NEEDS_REVIEW = "needs review"
LAW_CHANGED = (date(2022, 12, 31), date(2023, 1, 1))
"""The last day of one text and the first day of the next, as the rule file has them."""

REALIGNED = frozenset({"HS 7051", "PC 182(a)(2)", "PC 123"})
"""The sections that the peer's cases call sentenced under Realignment: its list, not ours."""

FILES = {"ca_pc_1203": DISMISSAL, "ca_prop47": DESIGNATION}
"""The rule file that speaks of a remedy of the peer, by the beginning of the remedy's name."""

OUTCOMES = {
    ("ca_pc_1203.4", "mandatory"): {"Dismissal After Probation"},
    ("ca_pc_1203.4", "discretionary"): {"Discretionary Dismissal After Probation"},
    ("ca_pc_1203.4a", "mandatory"): {"Dismissal Without Probation"},
    ("ca_pc_1203.4a", "discretionary"): {"Discretionary Dismissal Without Probation"},
    ("ca_pc_1203.41", "discretionary"): {"Discretionary Felony Dismissal"},
    ("ca_pc_1203.42", "discretionary"): {"Discretionary Dismissal From Before Realignment"},
    ("ca_prop47", ""): {"Designation As Misdemeanor"},
}  # fmt: skip
"""Our outcomes for a remedy of the peer and the door that it names."""

DOORS = {
    "mandatory": {"Dismissal After Probation", "Dismissal Without Probation"},
    "discretionary": {name for (_, door), names in OUTCOMES.items() if door == "discretionary" for name in names},
}

RELIEF = frozenset().union(*OUTCOMES.values())
NONE = frozenset({"No Relief", "no decision"})

NO_GUESS = "defect of the peer: it says no where a fact is missing"
CAUSES: Mapping[str, str] = {
    "conviction has no date": NO_GUESS,
    "jail sentence, severity unknown": NO_GUESS,
    "infraction, oddly written section VC 23145/23152(b)": "ours: the section is not read, and open questions turn on it",
    "sex offender registration (PC 290) on the rap sheet": "ours: PC 1170.18(i) asks for a conviction, and none is listed",
    "no Prop 47 section; one count without code; one without disposition": "ours: it may be a conviction or none",
}
"""Why we differ, by the title of the peer's case: whose it is, a colon, and what it is."""


@frozen
class Question:
    """One thing that a case of the peer says: of which record, under which remedy, and what we would have to answer."""

    case: str
    record: str
    file: str
    person: Person
    as_of: date
    theirs: str
    agreeing: frozenset[str]


@frozen
class Difference:
    """A question on which the two differ. *cause* empty: nobody has said why."""

    question: Question
    ours: str
    cause: str


@frozen
class Comparison:
    """What came of the file: how many questions, how many agree, the differences, and what is about another law."""

    asked: int
    agreed: int
    differences: tuple[Difference, ...]
    elsewhere: int
    changed: tuple[tuple[str, str, str], ...]
    """The case, and our answers before and after the law changed."""

    @property
    def causes(self) -> Counter[str]:
        """How many differences there are of each named cause."""
        return Counter(one.cause.split(":")[0] for one in self.differences if one.cause)

    @property
    def unnamed(self) -> tuple[Difference, ...]:
        """The differences without a cause."""
        return tuple(one for one in self.differences if not one.cause)


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else UNKNOWN


def _period(text: str) -> Period:
    years, months, days = (
        int(found.group(1)) if (found := re.search(rf"(\d+){unit}", text)) else 0 for unit in ("Y", "M", "D")
    )
    return Period(12 * years + months, days)


def _offense(one: Mapping[str, Any]) -> Any:
    if not one.get("statute_code") or not one.get("statute_section"):
        return UNKNOWN
    written = f"{one['statute_code']} {one['statute_section']}"
    section = parse_section(written)
    return UNKNOWN if section is None else Offense(section, raw=written)


def granted(one: Mapping[str, Any], events: Sequence[Event]) -> dict[str, Answer]:
    """What the peer takes for granted about a conviction, as answers to the facts that our files declare.

    It finds probation fulfilled if no arrest falls into it, every sentence performed, nobody discharged early, and for
    Proposition 47 every value small.
    """
    given = [part for part in one.get("sentences") or () if part["type"] == "probation" and part.get("date")]
    spans = [
        (date.fromisoformat(part["date"]).toordinal(), add(date.fromisoformat(part["date"]).toordinal(),
         _period(part["duration"]), LeapDay.MARCH_1))
        for part in given
    ]  # fmt: skip
    arrested = [event.date.toordinal() for event in events if event.kind == "arrest" and isinstance(event.date, date)]
    written = f"{one.get('statute_code')} {one.get('statute_section')}"
    return {
        "Conditions Fulfilled": not any(start <= day < end for start, end in spans for day in arrested),
        "Date Of Early Discharge": NOT_YET,
        "Prison Served": True,
        "Sentence Performed": True,
        "Honest And Upright Life": True,
        "Registration For This Conviction": False,
        "Eligible Under Realignment": written in REALIGNED,
        "Value Taken": 0,
        "Shop Larceny": True,
        "Listed Instrument": True,
        "Identity Theft Too": False,
        "Three Check Priors": False,
        "Risk Of Super Strike Found": False,
    }


def person_of(case: Mapping[str, Any]) -> Person:
    """Return the person of a case; the record lists everything, as the peer takes it."""
    events = tuple(
        Event(one["event_type"], _day(one.get("event_date")), ended_on=NOT_APPLICABLE,
              offense=_event_offense(one), state="California")
        for one in case["records"] if one["kind"] == "event"
    )  # fmt: skip
    cases: dict[str, list[Charge]] = {}
    for one in case["records"]:
        if one["kind"] == "charge":
            cases.setdefault(one.get("docket_id") or "", []).append(_charge(one, events))
    return Person(
        person_id=case["title"],
        cases=tuple(
            Case(docket, state="California", restitution_owed=0, charges=tuple(charges))
            for docket, charges in cases.items()
        ),
        events=events,
        sources=(RecordSource("the peer's case"),),
    )


def _event_offense(one: Mapping[str, Any]) -> Any:
    section = parse_section(one.get("event_text") or "")
    return UNKNOWN if section is None else Offense(section)


def _charge(one: Mapping[str, Any], events: Sequence[Event]) -> Charge:
    level = Level(one["severity"]) if one.get("severity") else UNKNOWN
    day = _day(one.get("conviction_date"))
    parts = tuple(Sentence(part["type"], _period(part["duration"])) for part in one.get("sentences") or ())
    days = [part["date"] for part in one.get("sentences") or () if part.get("date")]
    category = {"convicted": "convicted", None: "unknown"}.get(one.get("disposition"), "other")
    action = CourtAction(
        "disposition", day, category, level, sentence=parts, sentenced_on=_day(days[0] if days else None),
        supervision_ended_on=NOT_APPLICABLE,
    )  # fmt: skip
    return Charge(one["record_id"], offense=_offense(one), level=level, actions=(action,), facts=granted(one, events))


def questions(case: Mapping[str, Any]) -> Iterator[Question]:
    """Yield what a case says about the two files; nothing for one about another law."""
    as_of = date.fromisoformat(case["as_of"])
    for expected in case["expect"]:
        if expected.get("fact") == "any_relief":
            records = [one["record_id"] for one in case["records"]] or [""]
            agreeing = RELIEF if expected["value"] else NONE
            theirs = f"any relief: {'yes' if expected['value'] else 'no'}"
            yield Question(case["title"], records[0], DISMISSAL, person_of(case), as_of, theirs, agreeing)
        remedy, door = str(expected.get("remedy", "")), str(expected.get("discretion", ""))
        file = next((name for start, name in FILES.items() if remedy.startswith(start)), None)
        if file is None:
            continue
        door = door if file == DISMISSAL else ""
        for record in expected["record_ids"]:
            theirs = " ".join(filter(None, (remedy, door, expected["outcome"])))
            yield Question(
                case["title"], record, file, person_of(case), as_of, theirs, _agreeing(expected, remedy, door)
            )


def _agreeing(expected: Mapping[str, Any], remedy: str, door: str) -> frozenset[str]:
    """Our answers that say what the peer says. Not eligible by one door says nothing about the other door."""
    if expected["outcome"] == "eligible":
        return frozenset().union(*(
            names for (one, which), names in OUTCOMES.items() if one == remedy and door in {"", which}
        ))  # fmt: skip
    by_another_door = {name for which, names in DOORS.items() if door and which != door for name in names}
    return frozenset({*NONE, *by_another_door})


@cache
def _program(name: str) -> cmr_rules.Program:
    return cmr_rules.load(name)


def answer(question: Question, as_of: date) -> str:
    """What our file says of the record on a day."""
    for decision in _program(question.file).decide(question.person, as_of=as_of):
        if decision.record.charge_id == question.record:
            return _words(decision)
    return "no decision"


def _words(decision: Decision) -> str:
    match decision.status:
        case Status.DECIDED:
            return decision.outcome
        case Status.NOT_COVERED:
            return "no decision"
        case _:
            return NEEDS_REVIEW


def compare(cases: Sequence[Mapping[str, Any]], causes: Mapping[str, str] = CAUSES) -> Comparison:
    """Ask both files everything that the cases say about them."""
    asked, agreed, elsewhere = 0, 0, 0
    differences, changed = [], []
    for case in cases:
        found = tuple(questions(case))
        elsewhere += not found
        for one in found:
            asked += 1
            ours = answer(one, one.as_of)
            if ours in one.agreeing:
                agreed += 1
            else:
                differences.append(Difference(one, ours, causes.get(one.case, "")))
            before, after = (answer(one, day) for day in LAW_CHANGED)
            if before != after:
                changed.append((one.case, before, after))
    return Comparison(asked, agreed, tuple(differences), elsewhere, tuple(changed))


def report(result: Comparison) -> str:
    """Write a comparison as a short text. The people of the peer's cases are fabricated."""
    counts = (
        f"{result.agreed} agree, {len(result.differences)} differ; {result.elsewhere} cases are about something else"
    )
    lines = [f"{PEER}: {result.asked} answers on PC 1203.4 and PC 1170.18, {counts}"]
    lines += [f"  {cause}  {number}" for cause, number in sorted(result.causes.items())]
    for one in result.differences:
        where = f"{one.question.case} ({one.question.record})"
        lines.append(f"  {where}: theirs {one.question.theirs}; ours {one.ours}")
        lines.append(f"    {one.cause or 'NO CAUSE'}")
    lines += [f"  the law changed: {case}: {before}, then {after}" for case, before, after in result.changed]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> int:
    """Compare; the exit status is 1 if a difference has no cause."""
    root = Path(__file__).resolve().parents[2]
    shared = Path(os.environ.get("CMR_CASES", root.parent / "shared" / "cases"))
    path = (Path(arguments[0]) if arguments else shared / "peers") / f"{PEER}.jsonl"
    if not path.is_file():
        print("peer comparison NOT RUN: there is no case file")
        return 0
    result = compare([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()])
    print(report(result))
    return int(bool(result.unnamed))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
