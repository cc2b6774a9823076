"""Answered questions: a review file that people filled in, put into the records it asks about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from cmr_rules.citations import Offense
from cmr_rules.records import texts
from cmr_rules.records.person import SENTENCE_KINDS, Case, Charge, CourtAction, Event, Person, Sentence
from cmr_rules.records.readers.csv_rows import Row, csv_rows
from cmr_rules.records.reading import SetAside
from cmr_rules.records.supervision import ENDS, REVOKED, REVOKED_ON, with_supervision
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN

COLUMNS = (
    "person", "case", "count", "charge", "offense", "convicted_on", "fact", "question", "answers", "answer", "source",
    "entered_by",
)  # fmt: skip
"""The columns of a review file; ``person``, ``fact`` and ``answer`` must be there."""

BUILT_IN: Mapping[str, str] = {
    "date of birth": "date", "deceased": "yes or no", "county": "county", "offense": "offense", "level": "level",
    "date of offense": "date", "date of arrest": "date", "date of filing": "date", "date of conviction": "date",
    "date of sentence": "date", "end of sentence": "date", "date of release": "date",
    "amount of cannabis flower": "weight", "amount of concentrated cannabis": "weight", "number of plants": "number",
    "maximum punishment": "period", "total length of the sentence": "period",
    "level as convicted": "level", "restitution owed": "money", "fines owed": "money", "date of death": "date",
    "transaction": "text",
    "end of probation": "date", "end of supervision": "date", REVOKED_ON: "date", REVOKED: "yes or no",
}  # fmt: skip
"""Facts that are fields of a record, each with what its answer is."""

_PERSON_FIELDS = {"date of birth": "birth_date", "deceased": "deceased"}
_DEATH = "date of death"
_CASE_FIELDS = {"county": "county", "restitution owed": "restitution_owed", "fines owed": "fines_owed"}
_ABOUT_OTHERS = {*_PERSON_FIELDS, _DEATH, *_CASE_FIELDS}
_CHARGE_FIELDS = {
    "date of offense": "offense_date", "date of arrest": "arrest_date", "date of filing": "filing_date",
    "amount of cannabis flower": "flower", "amount of concentrated cannabis": "concentrate",
    "number of plants": "plants", "maximum punishment": "maximum", "transaction": "transaction",
}  # fmt: skip
_CONVICTION_FIELDS = {"date of conviction": "date", "level": "level", "level as convicted": "level"}
_SENTENCING_FIELDS = {
    "date of sentence": "sentenced_on", "end of sentence": "end_of_sentence", "date of release": "released_on",
}  # fmt: skip
_LEVELS = ("level", "level as convicted")
_MAY_BE_ABSENT = frozenset({"date of arrest", "date of filing", *_SENTENCING_FIELDS, *ENDS, REVOKED_ON})


class AnswersError(ValueError):
    """A file that is no review file; the message names the column that is missing."""


@frozen
class AnswerRow:
    """One answered question.

    Args:
        file, line: The row it comes from; the line counts from 1.
        person: The person's identifier.
        case, count, charge: Which count; all empty for a question about the person.
        offense, convicted_on: What the question showed of the count.
        fact: The fact asked for.
        question, answers: What the question showed: its text and the answers that it allows.
        answer: The answer.
        source, entered_by: Where the answer comes from, and who entered it. Either may be empty.
        raw: The bytes of the row.
    """

    file: str
    line: int
    person: str = field(repr=False)
    fact: str
    answer: str = field(repr=False)
    case: str = field(default="", repr=False)
    count: str = field(default="", repr=False)
    charge: str = field(default="", repr=False)
    offense: str = field(default="", repr=False)
    convicted_on: str = field(default="", repr=False)
    question: str = field(default="", repr=False)
    answers: str = field(default="", repr=False)
    source: str = field(default="", repr=False)
    entered_by: str = field(default="", repr=False)
    raw: bytes = field(default=b"", repr=False)


def read_answers(paths: Iterable[Path | str]) -> tuple[tuple[AnswerRow, ...], tuple[SetAside, ...]]:
    """Read review files: the rows that have an answer, and the rows that could not be read.

    Rows without an answer are left out; `count_unanswered` counts them.

    Raises:
        AnswersError: If a file lacks a column that must be there.
        OSError: If a file cannot be read.
    """
    rows, set_aside = _read(paths)
    return tuple(row for row in rows if row.answer), set_aside


def count_unanswered(paths: Iterable[Path | str]) -> int:
    """Return how many rows of review files have no answer yet.

    Raises:
        AnswersError, OSError: As `read_answers`.
    """
    return sum(1 for row in _read(paths)[0] if not row.answer)


def _read(paths: Iterable[Path | str]) -> tuple[list[AnswerRow], tuple[SetAside, ...]]:
    rows: list[AnswerRow] = []
    set_aside: list[SetAside] = []
    for path in paths:
        header: list[str] | None = None
        for row in csv_rows(path, _encoding(path)):
            if header is None:
                header = _header(row)
                continue
            values = dict(zip(header, (value.strip() for value in row.values), strict=False))
            fault = row.fault or _fault(row, header, values)
            if fault:
                set_aside.append(SetAside(row.file, row.line, fault, row.raw, values.get("person") or None))
            else:
                known = {name: values.get(name, "") for name in COLUMNS}
                rows.append(AnswerRow(file=row.file, line=row.line, raw=row.raw, **known))
    return rows, tuple(set_aside)


def _encoding(path: Path | str) -> str:
    """Return UTF-8 or, for a file that is not, what Excel on Windows writes."""
    try:
        Path(path).read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _header(row: Row) -> list[str]:
    names = [name.strip().lower() for name in row.values]
    for name in ("person", "fact", "answer"):
        if name not in names:
            raise AnswersError(f"{row.file} is not a review file: its header has no column `{name}`")
    for name in COLUMNS:
        if names.count(name) > 1:
            raise AnswersError(f"{row.file} is not a review file: the column `{name}` stands twice in its header")
    return names


def _fault(row: Row, header: list[str], values: Mapping[str, str]) -> str:
    if len(row.values) != len(header):
        return f"the row has {len(row.values)} fields and the header has {len(header)}"
    if not values["answer"]:
        return ""
    return "" if values["person"] and values["fact"] else "the row names no person or no fact"


# --- applying ---------------------------------------------------------------------------------------------------------


def apply_answers(
    person: Person, rows: Iterable[AnswerRow], kinds: Mapping[str, str]
) -> tuple[Person, tuple[SetAside, ...]]:
    """Put answers into the record of a person.

    Rows of other people are passed over. An answer of ``unknown`` changes nothing. Two different answers to one
    question are both set aside, and so is one that cannot be read or that describes another count than the record has.

    Args:
        person: The record.
        rows: Answers, of this person and of others.
        kinds: What the answers to declared facts are, by the name of the fact: one of `FACT_KINDS`.

    Returns:
        The record with the answers, and the rows that were set aside.
    """
    set_aside: list[SetAside] = []
    values: dict[tuple[str, str, str], list[tuple[AnswerRow, Any]]] = {}
    for row in rows:
        if row.person != person.person_id or row.answer.lower() in {"", "unknown"}:
            continue
        try:
            value = _value(row, kinds)
            _check_place(person, row)
        except ValueError as error:
            set_aside.append(_set_aside(row, str(error)))
        else:
            values.setdefault(_target(person, row), []).append((row, value))
    for given in values.values():
        row, value = given[0]
        if any(other != value for _, other in given):
            set_aside.extend(_set_aside(one, "the same question is answered in two ways") for one, _ in given)
            continue
        try:
            person = _applied(person, row, value)
        except ValueError as error:
            set_aside.extend(_set_aside(one, str(error)) for one, _ in given)
    return person, tuple(sorted(set_aside, key=lambda one: (one.file, one.line)))


def _set_aside(row: AnswerRow, reason: str) -> SetAside:
    return SetAside(row.file, row.line, reason, row.raw, row.person)


def _target(person: Person, row: AnswerRow) -> tuple[str, str, str]:
    """What the answer changes, so that two answers to it are noticed."""
    if row.fact in _PERSON_FIELDS or row.fact == _DEATH:
        return "", "", row.fact
    if row.fact in _CASE_FIELDS or not row.charge:
        return (_case_of(person, row).case_id if row.case or row.charge else ""), "", row.fact
    return "", row.charge, row.fact


def _value(row: AnswerRow, kinds: Mapping[str, str]) -> Any:
    """Read the answer."""
    kind = BUILT_IN.get(row.fact) or kinds.get(row.fact)
    if kind is None:
        near = texts.nearest(row.fact, [*BUILT_IN, *kinds])
        raise ValueError("no rule asks for this fact" + (f"; did you mean `{near}`?" if near else ""))
    absence = texts.missing(row.answer.lower())
    if absence is not None:
        if row.fact in BUILT_IN and row.fact not in _MAY_BE_ABSENT:
            raise ValueError(f"the answer to `{row.fact}` cannot be `{absence.value}`")
        return absence
    try:
        return _read_answer(row, kind)
    except ValueError as error:
        raise ValueError(f"the answer to `{row.fact}` {error}") from None


def _read_answer(row: AnswerRow, kind: str) -> Any:
    if row.fact not in BUILT_IN:
        return texts.read_fact(row.answer, kind)
    match kind:
        case "date":
            return texts.read_date(row.answer)
        case "period":
            return texts.read_period(row.answer)
        case "level":
            return texts.read_level(row.answer)
        case "offense":
            return texts.read_offense(row.answer)
        case "county":
            return texts.read_county(row.answer)
        case "text":
            return " ".join(row.answer.split())
        case _:
            return texts.read_fact(row.answer, kind)


def _check_place(person: Person, row: AnswerRow) -> None:
    """Refuse an answer about another count than the record has now: the review file may be older than the record."""
    if not row.charge:
        if row.fact in BUILT_IN and row.fact not in _ABOUT_OTHERS:
            raise ValueError("the row names no charge, and this fact is about one")
        if row.case or row.fact in _CASE_FIELDS:
            _case_of(person, row)
        return
    case, charge = _count_of(person, row)
    if row.case and row.case != case.case_id and not any(docket in row.case for docket in case.dockets if docket):
        raise ValueError("the charge stands in another case than the row says")
    if row.count and charge.count and row.count != charge.count:
        raise ValueError("the charge has another count number than the row says")
    convicted_on = charge.convicted_on
    if row.convicted_on and isinstance(convicted_on, date):
        try:
            shown = texts.read_date(row.convicted_on)
        except ValueError:
            return
        if isinstance(shown, date) and shown != convicted_on:
            raise ValueError("the charge has another date of conviction than the row says")


def _count_of(person: Person, row: AnswerRow) -> tuple[Case, Charge]:
    for case, charge in person.charges:
        if charge.charge_id == row.charge:
            return case, charge
    raise ValueError("the person has no such charge")


def _case_of(person: Person, row: AnswerRow) -> Case:
    if row.charge:
        return _count_of(person, row)[0]
    found = [case for case in person.cases if row.case and (row.case == case.case_id or row.case in case.dockets)]
    if len(found) != 1:
        raise ValueError("the person has no such case")
    return found[0]


def _applied(person: Person, row: AnswerRow, value: Any) -> Person:
    if row.fact in _PERSON_FIELDS:
        name = _PERSON_FIELDS[row.fact]
        changes: dict[str, Any] = {name: value, "raw": _raw(person.raw, name, row)}
        return attrs.evolve(person, **changes)
    if row.fact == _DEATH:
        return _died(person, row, value)
    if row.fact in _CASE_FIELDS:
        case = _case_of(person, row)
        name = _CASE_FIELDS[row.fact]
        changes = {name: value, "raw": _raw(case.raw, name, row)}
        return _with(person, case, attrs.evolve(case, **changes))
    if row.charge:
        case, charge = _count_of(person, row)
        changed = _changed(charge, row, value)
        charges = tuple(changed if one is charge else one for one in case.charges)
        return _with(person, case, attrs.evolve(case, charges=charges))
    if row.case:
        case = _case_of(person, row)
        facts = {**case.facts, row.fact: value}
        return _with(person, case, attrs.evolve(case, facts=facts, raw=_raw(case.raw, row.fact, row)))
    return attrs.evolve(person, facts={**person.facts, row.fact: value}, raw=_raw(person.raw, row.fact, row))


def _died(person: Person, row: AnswerRow, day: Any) -> Person:
    """Put the date into the record of the death, or make one."""
    known = [event for event in person.events if event.kind == "death"]
    raw = _raw(known[0].raw if known else {}, "date", row)
    new = attrs.evolve(known[0], date=day, raw=raw) if known else Event("death", day, raw=raw)
    events = tuple(event for event in person.events if event not in known)
    return attrs.evolve(person, deceased=True, events=(*events, new))


def _with(person: Person, old: Case, new: Case) -> Person:
    return attrs.evolve(person, cases=tuple(new if case is old else case for case in person.cases))


def _raw(raw: Mapping[str, str], name: str, row: AnswerRow) -> dict[str, str]:
    """Keep the answer as it was written, with its source and who entered it."""
    notes = {f"{name}: source": row.source, f"{name}: entered by": row.entered_by}
    return {**raw, name: row.answer, **{key: text for key, text in notes.items() if text}}


def _changed(charge: Charge, row: AnswerRow, value: Any) -> Charge:
    """Return the count with the answer in the field that the fact is."""
    fact = row.fact
    if fact in _CHARGE_FIELDS:
        name = _CHARGE_FIELDS[fact]
        return _evolved(charge, row, name, value)
    if fact in _SENTENCING_FIELDS:
        return _with_action(charge, charge.sentencing, row, _SENTENCING_FIELDS[fact], value)
    if fact in {*ENDS, REVOKED_ON, REVOKED}:
        told = with_supervision(charge, fact, value)
        return attrs.evolve(told, raw=_raw(charge.raw, fact, row))
    if fact == "total length of the sentence":
        parts = charge.sentencing.sentence if charge.sentencing else ()
        return _with_action(charge, charge.sentencing, row, "sentence", _one_part(parts, value))
    if fact == "level" and charge.is_conviction:
        later = [action for action in charge.actions if action.kind != "disposition" and action.level is not UNKNOWN]
        return _with_action(charge, later[-1] if later else charge.conviction, row, "level", value)
    if fact in _CONVICTION_FIELDS and (charge.is_conviction or fact not in _LEVELS):
        return _with_action(charge, charge.conviction, row, _CONVICTION_FIELDS[fact], value)
    if fact in _LEVELS:
        return _evolved(charge, row, "level", value)
    if fact == "offense":
        offense = _offense(charge.convicted_offense, value)
        if charge.conviction is not None and isinstance(charge.conviction.offense, Offense):
            return _with_action(charge, charge.conviction, row, "offense", offense)
        return _evolved(charge, row, "offense", offense)
    facts = {**charge.facts, fact: value}
    return attrs.evolve(charge, facts=facts, raw=_raw(charge.raw, fact, row))


def _evolved(charge: Charge, row: AnswerRow, name: str, value: Any) -> Charge:
    changes: dict[str, Any] = {name: value, "raw": _raw(charge.raw, name, row)}
    return attrs.evolve(charge, **changes)


def _with_action(charge: Charge, old: CourtAction | None, row: AnswerRow, name: str, value: Any) -> Charge:
    if old is None:
        raise ValueError("the charge is not a conviction, and this fact is about one")
    changes: dict[str, Any] = {name: value, "raw": _raw(old.raw, name, row)}
    new = attrs.evolve(old, **changes)
    return attrs.evolve(charge, actions=tuple(new if action is old else action for action in charge.actions))


def _offense(known: Offense | Any, answered: Offense) -> Offense:
    """An answer names the section; what the record says of the form and of enhancements stays unless it is answered."""
    if not isinstance(known, Offense):
        return answered
    form = answered.form if answered.form != "completed" else known.form
    return attrs.evolve(answered, form=form, enhancements=known.enhancements)


def _one_part(parts: tuple[Sentence, ...], term: Any) -> tuple[Sentence, ...]:
    """One part of the answered length, of the gravest kind recorded; parts that have no length stay as they are."""
    timed = [part for part in parts if part.term is not NOT_APPLICABLE]
    kind = min((part.kind for part in timed), key=SENTENCE_KINDS.index, default="other")
    suspended = {part.suspended for part in timed}
    whole = Sentence(kind, term, suspended=suspended.pop() if len(suspended) == 1 else False)
    return (whole, *(part for part in parts if part.term is NOT_APPLICABLE))
