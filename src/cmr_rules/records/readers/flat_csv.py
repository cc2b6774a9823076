"""A county's own flat export: one row per charge, read by a mapping that an analyst wrote.

Rows of the same person, case and count are one count: each adds its part of the sentence, or a later action of the
court. Where such rows contradict each other the value is an error and asks for review; no row wins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from cmr_rules.records import texts
from cmr_rules.records.person import Case, Charge, CourtAction, Person, RecordSource
from cmr_rules.records.readers.csv_rows import Row, csv_rows
from cmr_rules.records.readers.flat_mapping import Mapping, MappingError, load_mapping, mapping_from
from cmr_rules.records.readers.flat_rows import NOTHING_DONE, RowReader, case_of, charge_of
from cmr_rules.records.reading import Progress, Reading, SetAside
from cmr_rules.records.values import UNKNOWN, DataError

__all__ = ["Mapping", "MappingError", "load_mapping", "mapping_from", "read_flat_csv"]

_CASE_FIELDS = ("cycle", "restitution_owed", "fines_owed")
_CHARGE_FIELDS = (
    "offense", "level", "offense_date", "arrest_date", "filing_date", "flower", "concentrate", "plants",
    "transaction",
)  # fmt: skip
_CONVICTED = ("disposition", "convicted")
_ACTION_FIELDS = (
    "date", "level", "sentenced_on", "end_of_sentence", "released_on", "probation_ended_on", "supervision_ended_on",
)  # fmt: skip


@attrs.define
class _Draft:
    """A person in the making: cases by number and county, each with its counts by key."""

    person: Person
    cases: dict[tuple[str, ...], Case] = attrs.field(factory=dict)
    counts: dict[tuple[str, ...], dict[tuple[str, ...], Charge]] = attrs.field(factory=dict)
    rows: set[tuple[str, ...]] = attrs.field(factory=set)


def read_flat_csv(paths: Iterable[Path | str], mapping: Mapping, progress: Progress | None = None) -> Reading:
    """Read files of a county's export.

    A row without the person's identifier, without a case or an arrest, or with a wrong number of fields is set aside;
    the person, where it can be told, is marked incomplete. A value that cannot be read leaves its row in place and is
    an error in its field. Words that the mapping does not name are counted in the notes.

    Args:
        paths: The files, each with a header row.
        mapping: Which column holds what.
        progress: Called with the number of bytes read since the last call.

    Raises:
        MappingError: If a header lacks a column that the mapping names.
        OSError: If a file cannot be read.
    """
    drafts: dict[str, _Draft] = {}
    set_aside: list[SetAside] = []
    notes: Counter[str] = Counter()
    files = tuple(str(path) for path in paths)
    read = 0
    for name in files:
        header: tuple[str, ...] | None = None
        for row in csv_rows(name, mapping.encoding, progress):
            if header is None:
                header = _header(row, mapping)
                continue
            values = _values(row, header, mapping)
            fault = row.fault or _fault(row, header, values)
            if fault:
                set_aside.append(SetAside(name, row.line, fault, row.raw, values.get("person") or None))
                continue
            read += 1
            _add(drafts, RowReader(row, mapping, values, notes))
    for refused in set_aside:
        if refused.person_id in drafts:
            _mark(drafts[refused.person_id], f"a row of this person was set aside: {refused.reason}")
    persons = tuple(_finished(draft) for draft in drafts.values())
    shown = tuple(f"{number} row{'s' if number > 1 else ''} {what}" for what, number in sorted(notes.items()))
    return Reading(persons, tuple(set_aside), read + len(set_aside), read, files, shown)


def _header(row: Row, mapping: Mapping) -> tuple[str, ...]:
    names = tuple(name.strip() for name in row.values)
    wanted = {f"columns.{key}": column for key, column in mapping.columns.items()}
    wanted |= {f"columns.facts.{name}": fact.column for name, fact in mapping.facts.items()}
    for key, column in wanted.items():
        if names.count(column) != 1:
            how = "is not in the header" if column not in names else "stands twice in the header"
            near = texts.nearest(column, names) if column not in names else None
            hint = f"; did you mean `{near}`?" if near else ""
            raise MappingError(f"`{key}` names the column `{column}`, which {how} of {row.file}{hint}")
    return names


def _values(row: Row, header: tuple[str, ...], mapping: Mapping) -> dict[str, str]:
    """Return the fields by key; of a row with a wrong number of fields, those that it has."""
    place = {column: index for index, column in enumerate(header)}
    wanted = dict(mapping.columns) | {f"facts.{name}": fact.column for name, fact in mapping.facts.items()}
    return {key: row.values[place[column]].strip() for key, column in wanted.items() if place[column] < len(row.values)}


def _fault(row: Row, header: tuple[str, ...], values: dict[str, str]) -> str:
    if len(row.values) != len(header):
        return f"the row has {len(row.values)} fields and the header has {len(header)}"
    if not values["person"]:
        return "the row names no person"
    if not values["case"] and not values.get("cycle"):
        return "the row names neither a case nor an arrest"
    return ""


def _add(drafts: dict[str, _Draft], read: RowReader) -> None:
    source = RecordSource(read.mapping.source, read.mapping.covers)
    person_id = read.values["person"]
    draft = drafts.setdefault(person_id, _Draft(Person(person_id, sources=(source,))))
    draft.person = attrs.evolve(
        draft.person,
        name=draft.person.name or read.text("name"),
        cii=draft.person.cii or read.text("cii"),
        birth_date=_same("birth_date", draft.person.birth_date, read.date("birth_date")),
    )
    case = case_of(read)
    key = (read.text("case") or "", "" if read.text("case") else read.text("cycle"), str(case.county), str(case.state))
    known = draft.cases.get(key)
    draft.cases[key] = case if known is None else _merged_case(known, case)
    counts = draft.counts.setdefault(key, {})
    charge = charge_of(read, case.state)
    for doubt in read.doubts:
        _mark(draft, doubt)
    if not charge.count:
        # Without a number nothing tells a second count from a second row of the first.
        charge = attrs.evolve(charge, separate=UNKNOWN if counts else True)
        counts["", str(len(counts))] = charge
    elif (charge.count,) not in counts:
        counts[(charge.count,)] = charge
    elif (*key, *read.row.values) in draft.rows:
        read.notes["like another row word for word, read once"] += 1
    else:
        counts[(charge.count,)] = _merged(counts[(charge.count,)], charge)
    draft.rows.add((*key, *read.row.values))


def _mark(draft: _Draft, reason: str) -> None:
    if reason not in draft.person.incomplete:
        draft.person = attrs.evolve(draft.person, incomplete=(*draft.person.incomplete, reason))


def _same(key: str, first: Any, second: Any) -> Any:
    """Return what two rows agree on; what one does not say, the other may."""
    if second is UNKNOWN or first == second or isinstance(first, DataError):
        return first
    return second if first is UNKNOWN else DataError(f"rows contradict each other in `{key}`")


def _merged_case(first: Case, second: Case) -> Case:
    found: dict[str, Any] = {key: _same(key, getattr(first, key), getattr(second, key)) for key in _CASE_FIELDS}
    known: dict[str, Any] = {key: UNKNOWN if isinstance(value, DataError) else value for key, value in found.items()}
    return attrs.evolve(first, **known)


def _merged(first: Charge, second: Charge) -> Charge:
    facts = dict(first.facts)
    for name, answer in second.facts.items():
        facts[name] = _same(name, facts.get(name, UNKNOWN), answer)
    return attrs.evolve(
        first,
        **{key: _same(key, getattr(first, key), getattr(second, key)) for key in _CHARGE_FIELDS},
        actions=_actions(first.actions, second.actions),
        facts=facts,
        where=second.where if second.is_conviction and not first.is_conviction else first.where,
    )


def _actions(first: tuple[CourtAction, ...], second: tuple[CourtAction, ...]) -> tuple[CourtAction, ...]:
    """Join the actions of two rows: the same action with another part of its sentence, or a further action.

    A count is convicted of once, so two dates of its conviction contradict each other.
    """
    found = [action for action in first if action != NOTHING_DONE]
    for new in second:
        for index, old in enumerate(found):
            same_day = new.date == old.date or UNKNOWN in (new.date, old.date)
            kind = (new.kind, new.category)
            if kind == (old.kind, old.category) and (same_day or kind == _CONVICTED):
                found[index] = attrs.evolve(
                    old,
                    **{key: _same(key, getattr(old, key), getattr(new, key)) for key in _ACTION_FIELDS},
                    sentence=(*old.sentence, *new.sentence),
                )
                break
        else:
            if new != NOTHING_DONE or not found:
                found.append(new)
    days = [action.date for action in found if isinstance(action.date, date)]
    return tuple(sorted(found, key=lambda action: str(action.date)) if len(days) == len(found) else found)


def _finished(draft: _Draft) -> Person:
    """Number what has no number, and put the counts into their cases."""
    case_ids: Counter[str] = Counter()
    charge_ids: Counter[str] = Counter()
    cases = []
    for key, case in draft.cases.items():
        case_id = _unique(key[0] or f"arrest {key[1]}", case_ids)
        charges = tuple(
            attrs.evolve(charge, charge_id=_unique(f"{case_id}/{charge.count or f'row {number}'}", charge_ids))
            for number, charge in enumerate(draft.counts[key].values(), start=1)
        )
        cases.append(attrs.evolve(case, case_id=case_id, charges=charges))
    return attrs.evolve(draft.person, cases=tuple(cases))


def _unique(name: str, taken: Counter[str]) -> str:
    """Return *name*, or *name* with a number when another has it already."""
    taken[name] += 1
    return name if taken[name] == 1 else _unique(f"{name} ({taken[name]})", taken)
