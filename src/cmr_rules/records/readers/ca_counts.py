"""Rows of one count of a CA DOJ record made into one charge. Nothing here depends on the order of the rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date
from operator import attrgetter, itemgetter
from typing import NamedTuple, TypeAlias

from attrs import evolve

from cmr_rules.citations import Offense
from cmr_rules.dates import LATEST, Period
from cmr_rules.records.person import Charge, CourtAction, Sentence, Where
from cmr_rules.records.readers.ca_offense import code_section_text, parse_ca_offense
from cmr_rules.records.readers.ca_rows import COLUMN
from cmr_rules.records.readers.ca_values import (
    charged_level,
    conviction_level,
    disposition,
    read_date,
    read_sentence,
    stage,
)
from cmr_rules.records.values import UNKNOWN, DataError, DateField, LevelField, Missing, PartialDate

WRONG_EVENT_DATE = "the date of the event is not a day of the calendar"
_PERHAPS_TWICE = "two rows of this count give the same part of the sentence, which may be one part told twice"
SEE_COMMENT = "SEE COMMENT FOR CHARGE"

_STAGES = ("court", "arrest", "custody", "other")
"""Which stage a count has when its rows name several, first of them first."""
_OTHER_FORM = re.compile(r"ATT|CONSP|SOLIC", re.IGNORECASE)

OffenseField: TypeAlias = Offense | Missing | DataError


class Entry(NamedTuple):
    """What is read of a row, as text. A named tuple, for there are millions."""

    event_date: str
    step_type: str
    county: str
    count_order: str
    docket: str
    offense: str
    type_of_crime: str
    qualifiers: str
    disposed_offense: str
    convicted_offense: str
    disposition_order: str
    disposition: str
    level: str
    sentence_order: str
    location: str
    length: str
    unit: str
    unit_name: str
    comment: str
    file: int
    line: int

    @property
    def charge_text(self) -> str:
        """The text of the charge: what the offense column says, or else the comment."""
        described = self.offense.strip()
        return described if described and described.upper() != SEE_COMMENT else self.comment.strip()

    @property
    def place(self) -> tuple[int, int]:
        """Its place in the files."""
        return self.file, self.line


pick = itemgetter(
    *(
        COLUMN[name]
        for name in (
            "STP_EVENT_DATE", "STP_TYPE_DESCR", "STP_ORI_CNTY_NAME", "CNT_ORDER", "OFN", "OFFENSE_DESCR",
            "OFFENSE_TOC", "OFFENSE_QUAL_LST", "DISP_OFFENSE_DESCR", "CONV_OFFENSE_DESCR", "DISP_ORDER", "DISP_DESCR",
            "CONV_STAT_DESCR", "SENT_ORDER", "SENT_LOC_DESCR", "SENT_LENGTH", "SENT_TIME_CODE", "SENT_TIME_DESCR",
            "COMMENT_TEXT",
        )
    )
)  # fmt: skip
"""Takes the columns of an `Entry`, without file and line, from the 95 values of a row."""

_DISPOSITION = attrgetter("disposition")


class Count(NamedTuple):
    """A charge with the day by which it is put in order."""

    charge: Charge
    day: DateField

    @property
    def order(self) -> tuple[int, str]:
        """Sorts by day, the undated last, then by the name of the charge."""
        return day_order(self.day), self.charge.charge_id


def day_order(day: DateField) -> int:
    """Return what sorts dates, with the unknown ones last."""
    match day:
        case date():
            return day.toordinal()
        case PartialDate():
            return day.first.toordinal()
        case _:
            return LATEST + 1


def read_count(
    rows: Sequence[Entry],
    charge_id: str,
    files: Sequence[str],
    arrests: Collection[DateField],
    *,
    separate: bool = True,
) -> Count:
    """Make one charge of the rows of one count.

    Args:
        rows: The rows, at least one.
        charge_id: The name of the charge.
        files: The names of the files that entries refer to by number.
        arrests: The dates of the rows of arrests in the cycle of the count.
        separate: False if the rows may only continue another count.
    """
    convicted = [row for row in rows if row.disposition and is_convicted(row.disposition)]
    first = min(convicted or rows, key=lambda row: row.place) if len(rows) > 1 else rows[0]
    where = stage_of(convicted or rows)
    if convicted and len(rows) > len(convicted):
        convicted += [r for r in rows if not r.disposition.strip() and stage(r.step_type) == where]
    actions = _other_actions(rows)
    offense, section, text = _offense(rows)
    if convicted:
        action, unread = _conviction(convicted, offense)
        actions.append(action)
        offense = unread or offense
        day = action.date
    else:
        day = _one_date(rows)
    if len(actions) > 1:
        actions.sort(key=_action_order)
    number = first.count_order.strip()
    raw = {"offense": section, "charge": text, "date": first.event_date.strip(), "count_order": number}
    charge = Charge(
        charge_id=charge_id,
        count=str(int(number[6:9])) if is_count_order(number) else "",
        offense=offense,
        stage=where,
        level=_charge_level(rows, is_conviction=bool(convicted)),
        arrest_date=_arrest_date(day, arrests, where),
        actions=tuple(actions),
        separate=separate or UNKNOWN,
        where=Where(files[first.file], first.line),
        raw=raw,
    )
    return Count(charge, day)


def is_count_order(text: str) -> bool:
    """Whether a count order is twelve digits: three each for cycle, step and count, and three more."""
    return len(text) == 12 and text.isascii() and text.isdigit()  # noqa: PLR2004 - as the docstring says


def is_convicted(words: str) -> bool:
    """Whether a disposition is a conviction."""
    read = disposition(words)
    return read is not None and read[1] == "convicted"


def stage_of(rows: Sequence[Entry]) -> str:
    """Return the stage of a count from those of its rows."""
    if len(rows) == 1:
        return stage(rows[0].step_type)
    found = {stage(row.step_type) for row in rows}
    return found.pop() if len(found) == 1 else next(name for name in _STAGES if name in found)


def _conviction(rows: Sequence[Entry], charged: OffenseField) -> tuple[CourtAction, DataError | None]:
    """Return the conviction, and what is wrong with its offense if that cannot be told."""
    offense: Offense | Missing = UNKNOWN
    fault: DataError | None = None
    named = {text for row in rows if (text := (row.convicted_offense.strip() or row.disposed_offense.strip()))}
    for text in sorted(named):
        read = parse_ca_offense(text)
        if read is None:
            if any(letter.isdigit() for letter in text):
                fault = DataError("the offense of the conviction cannot be read", text)
        elif read != charged:
            fault = DataError("the rows of this count name two offenses", text) if len(named) > 1 else fault
            offense = read
    first = min(rows, key=lambda row: row.place)
    level = _one_level([conviction_level(row.level) for row in rows])
    if level is UNKNOWN:
        level = _one_level([charged_level(row.type_of_crime) for row in rows])
    raw = {
        "date": first.event_date.strip(),
        "level": first.level.strip() or first.type_of_crime.strip(),
        "disposition": first.disposition.strip(),
    }
    return CourtAction("disposition", _one_date(rows), "convicted", level, offense, _sentences(rows), raw=raw), fault


def _other_actions(rows: Sequence[Entry]) -> list[CourtAction]:
    """Return what was done besides convicting; rows that say the same of one day are one action."""
    if not any(map(_DISPOSITION, rows)):
        return []
    groups: dict[tuple[str, str], list[Entry]] = {}
    for row in rows:
        words = row.disposition.strip().upper()
        if words and not is_convicted(words):
            groups.setdefault((words, row.event_date.strip()), []).append(row)
    actions = []
    for (words, day), group in sorted(groups.items()):
        kind, category = disposition(words) or ("disposition", "other")
        raw = {"date": day, "disposition": words}
        actions.append(
            CourtAction(kind, read_date(day, WRONG_EVENT_DATE), category, sentence=_sentences(group), raw=raw)
        )
    return actions


def _action_order(action: CourtAction) -> tuple[int, bool, str]:
    """Sorts by day; of one day, the conviction comes before what undoes it."""
    return day_order(action.date), action.category != "convicted", action.raw["disposition"]


def _sentences(rows: Sequence[Entry]) -> tuple[Sentence, ...]:
    parts = []
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        part = read_sentence(row.location, row.length, row.unit, row.unit_name, row.disposition)
        if part:
            order = row.sentence_order.strip()
            told = (order, row.disposition_order, row.event_date, row.disposition, *part.raw.values())
            if told in seen and order:
                continue  # the same row again: a part has a number of its own
            if told in seen and isinstance(part.term, Period):
                part = evolve(part, term=DataError(_PERHAPS_TWICE))
            seen.add(told)
            parts.append((order.zfill(9), *part.raw.values(), str(part.suspended), part))
    if len(parts) > 1:
        parts.sort(key=lambda entry: entry[:-1])
    return tuple(entry[-1] for entry in parts)  # type: ignore[misc] # the last of each is the part


def _offense(rows: Sequence[Entry]) -> tuple[OffenseField, str, str]:
    """Return the offense that the rows name, its code-section text, and the whole text of the charge."""
    if len(rows) == 1 and (text := rows[0].charge_text):
        offense = parse_ca_offense(text)
        return _with_qualifiers(offense, rows), offense.raw if offense else code_section_text(text), text
    texts = {text: bool(row.offense.strip()) for row in rows if (text := row.charge_text)}
    if not texts:
        text = next((row.offense.strip() for row in rows if row.offense.strip()), "")
        return UNKNOWN, code_section_text(text), text
    read = {text: parse_ca_offense(text) for text in sorted(texts)}
    known = [text for text, offense in read.items() if offense]
    unread = [text for text in read if read[text] is None and texts[text]]
    text = (known or unread or sorted(texts))[0]
    found: OffenseField = read[text] or UNKNOWN
    if len({read[text] for text in known}) > 1:
        found = DataError("the rows of this count name two offenses", "; ".join(known))
    elif unread:
        found = UNKNOWN
    else:
        found = _with_qualifiers(read[text], rows)
    return found, code_section_text(text), text


def _with_qualifiers(offense: Offense | None, rows: Sequence[Entry]) -> OffenseField:
    """Return the offense, unless the list of qualifiers says that it was only attempted or conspired."""
    if offense is None:
        return UNKNOWN
    if offense.form == "completed":
        for row in rows:
            if row.qualifiers and _OTHER_FORM.search(row.qualifiers):
                return DataError("the qualifiers name another form of the offense", row.qualifiers)
    return offense


def _charge_level(rows: Sequence[Entry], *, is_conviction: bool) -> LevelField:
    """Return the level as charged: the type of crime for a conviction, whose status is the level after it."""
    charged = _one_level([charged_level(row.type_of_crime) for row in rows])
    if is_conviction and charged is not UNKNOWN:
        return charged
    status = _one_level([conviction_level(row.level) for row in rows])
    return charged if status is UNKNOWN else status


def _one_level(levels: Sequence[LevelField]) -> LevelField:
    if len(levels) == 1:
        return levels[0]
    found = {level for level in levels if level is not UNKNOWN}
    if len(found) > 1:
        return DataError("the rows of this count give two levels")
    return found.pop() if found else UNKNOWN


def _one_date(rows: Sequence[Entry]) -> DateField:
    if len(rows) == 1:
        return read_date(rows[0].event_date, WRONG_EVENT_DATE)
    found = {day for row in rows if (day := read_date(row.event_date, WRONG_EVENT_DATE)) is not UNKNOWN}
    if len(found) > 1:
        return DataError("the rows of this count give two dates")
    return found.pop() if found else UNKNOWN


def _arrest_date(day: DateField, arrests: Collection[DateField], where: str) -> DateField:
    """Return the date of the arrest, if the cycle has exactly one and it can belong to what happened on *day*."""
    if where == "arrest":
        return day
    if not arrests:
        return UNKNOWN
    found = set(arrests)
    if len(found) != 1:
        return UNKNOWN
    arrest = found.pop()
    if not isinstance(arrest, date):
        return UNKNOWN
    return arrest if isinstance(day, date | PartialDate) and arrest.toordinal() <= day_order(day) else UNKNOWN
