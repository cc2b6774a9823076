"""The rows of one person of a CA DOJ record made into cases and events. Nothing depends on the order of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from cmr_rules.records.person import Case, Event, Where
from cmr_rules.records.readers.ca_counts import (
    WRONG_EVENT_DATE,
    Count,
    Entry,
    day_order,
    is_convicted,
    is_count_order,
    read_count,
)
from cmr_rules.records.readers.ca_offense import code_section_text, parse_ca_offense
from cmr_rules.records.readers.ca_values import county_name, read_date, stage
from cmr_rules.records.values import UNKNOWN, DateField, TextField

_STATE = "California"
_REGISTRATION = re.compile(r"290(?!\d)", re.ASCII)


def read_events(entries: Iterable[Entry], files: Sequence[str]) -> tuple[Event, ...]:
    """Return deaths and registrations of sex offenders, each once, in the order of time."""
    found: dict[Event, None] = {}
    for entry in entries:
        kind = _event_kind(entry)
        if not kind:
            continue
        number = entry.count_order.strip()
        text = entry.charge_text
        event = Event(
            kind=kind,
            date=read_date(entry.event_date, WRONG_EVENT_DATE),
            offense=(parse_ca_offense(text) or UNKNOWN) if kind == "registration" else UNKNOWN,
            county=county_name(entry.county),
            state=_STATE,
            cycle=number[:3] if is_count_order(number) else UNKNOWN,
            where=Where(files[entry.file], entry.line),
            raw={"date": entry.event_date.strip(), "offense": code_section_text(text)},
        )
        found.setdefault(event)
    return tuple(sorted(found, key=_event_order)) if len(found) > 1 else tuple(found)


def read_cases(entries: Sequence[Entry], files: Sequence[str]) -> tuple[Case, ...]:
    """Return the cases with their counts, in the order of time.

    Args:
        entries: All rows of one person.
        files: The names of the files that entries refer to by number.
    """
    arrests: dict[str, set[DateField]] = {}
    counts: dict[str, list[Entry]] = {}
    counties: dict[str, set[TextField]] = {}
    dockets: list[Entry] = []
    loose: list[Entry] = []
    for entry in entries:
        number = entry.count_order.strip()
        if not is_count_order(number):
            if _is_charge(entry):
                loose.append(entry)
            continue
        where = stage(entry.step_type)
        if where == "arrest":
            arrests.setdefault(number[:3], set()).add(read_date(entry.event_date, WRONG_EVENT_DATE))
        elif where == "court":
            dockets.append(entry)
        elif _event_kind(entry) and not _is_charge(entry):
            continue
        counts.setdefault(number, []).append(entry)
        counties.setdefault(number[:6], set()).add(county_name(entry.county))
    cases = _numbered(counts, counties, arrests, files)
    numbers = _docket_numbers(dockets, counties)
    made = [
        (charges, _case(key, charges, numbers.get(key, ()), split=len(counties[key[0]] - {UNKNOWN}) > 1))
        for key, charges in cases.items()
    ]
    made += [_loose(entry, files) for entry in loose]
    made.sort(key=lambda pair: (pair[0][0].order, pair[1].case_id))
    return tuple(case for _, case in made)


def _numbered(
    counts: dict[str, list[Entry]],
    counties: dict[str, set[TextField]],
    arrests: dict[str, set[DateField]],
    files: Sequence[str],
) -> dict[tuple[str, TextField], list[Count]]:
    """Return the counts of each case; a case is a cycle and step in one county."""
    cases: dict[tuple[str, TextField], list[Count]] = {}
    for number, rows in counts.items():
        step, cycle = number[:6], arrests.get(number[:3], ())
        if not any(map(_is_charge, rows)):
            continue
        if len(counties[step]) == 1:
            key = step, next(iter(counties[step]))
            cases.setdefault(key, []).append(read_count(rows, number, files, cycle))
            continue
        groups: dict[TextField, list[Entry]] = {}
        for row in rows:
            groups.setdefault(_county(row, counties[step]), []).append(row)
        told = {county: group for county, group in groups.items() if any(map(_is_charge, group))}
        for county, group in told.items():
            name = number if len(told) == 1 else f"{number} in {_words(county)}"
            count = read_count(group, name, files, cycle, separate=len(told) == 1)
            cases.setdefault((step, county), []).append(count)
    for charges in cases.values():
        charges.sort(key=lambda count: count.order)
    return cases


def _county(row: Entry, named: set[TextField]) -> TextField:
    """Return the county of a row; a blank one is that of the case, if the case names only one."""
    county = county_name(row.county)
    if county is UNKNOWN:
        others = named - {UNKNOWN}
        return next(iter(others)) if len(others) == 1 else UNKNOWN
    return county


def _docket_numbers(
    rows: Iterable[Entry], counties: dict[str, set[TextField]]
) -> dict[tuple[str, TextField], tuple[str, ...]]:
    """Return the court's numbers of each case, in the order in which the files first name them."""
    found: dict[tuple[str, TextField], dict[str, None]] = {}
    for row in sorted(rows, key=lambda row: row.place):
        number = row.docket.strip()
        if number and number.upper() != "NULL":
            step = row.count_order.strip()[:6]
            found.setdefault((step, _county(row, counties[step])), {}).setdefault(number)
    return {key: tuple(numbers) for key, numbers in found.items()}


def _case(key: tuple[str, TextField], charges: Sequence[Count], dockets: tuple[str, ...], *, split: bool) -> Case:
    step, county = key
    return Case(
        case_id=f"{step} in {_words(county)}" if split else step,
        dockets=dockets,
        county=county,
        state=_STATE,
        cycle=step[:3],
        charges=tuple(count.charge for count in charges),
        raw={"step": step},
    )


def _loose(entry: Entry, files: Sequence[str]) -> tuple[list[Count], Case]:
    """Return the case of a row that does not tell which count it belongs to."""
    name = f"line {entry.line}" if len(files) == 1 else f"line {entry.line} of file {entry.file + 1}"
    count = read_count([entry], name, files, (), separate=False)
    number = entry.docket.strip()
    known = stage(entry.step_type) == "court" and number and number.upper() != "NULL"
    case = Case(
        case_id=name,
        dockets=(number,) if known else (),
        county=county_name(entry.county),
        state=_STATE,
        charges=(count.charge,),
    )
    return [count], case


def _words(county: TextField) -> str:
    return county if isinstance(county, str) else "an unknown county"


def _event_order(event: Event) -> tuple[int, str, str, str, str]:
    return day_order(event.date), event.kind, str(event.cycle), str(event.county), event.raw["offense"]


@lru_cache(maxsize=1 << 10)
def _step(step_type: str) -> str:
    words = step_type.strip().upper()
    if words.startswith("DECEASED"):
        return "death"
    return "registration" if words.startswith("REGISTRATION") else ""


def _event_kind(entry: Entry) -> str:
    kind = _step(entry.step_type)
    if kind == "registration":
        offense = parse_ca_offense(entry.charge_text)
        # With no readable offense, the record does not say that it is not the registration of a sex offender.
        if offense and not (offense.section.code == "PC" and _REGISTRATION.match(offense.section.number)):
            return ""
    return kind


def _is_charge(entry: Entry) -> bool:
    """Whether the row tells of a charge: by an offense, or by a disposition."""
    if entry.offense and not _step(entry.step_type):
        return bool(entry.offense.strip()) or _is_charge(entry._replace(offense=""))
    if _event_kind(entry) == "registration":
        return is_convicted(entry.disposition)
    if entry.offense.strip() or entry.disposition.strip():
        return True
    comment = entry.comment.strip()
    return bool(comment) and (stage(entry.step_type) != "other" or parse_ca_offense(comment) is not None)
