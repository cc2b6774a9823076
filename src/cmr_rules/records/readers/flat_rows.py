"""What one row of a county's export says, by the mapping: a charge with one action, and the case it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

import attrs

from cmr_rules.citations import Offense
from cmr_rules.dates import Period
from cmr_rules.places import STATES
from cmr_rules.records import texts
from cmr_rules.records.person import CATEGORIES, SENTENCE_KINDS, Answer, Case, Charge, CourtAction, Sentence, Where
from cmr_rules.records.readers.ca_offense import parse_ca_offense
from cmr_rules.records.readers.csv_rows import Row
from cmr_rules.records.readers.flat_mapping import DISPOSITIONS, Mapping
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, DataError, DateField, Level, LevelField, Missing

NOTHING_DONE = CourtAction(category="unknown")
"""What a row without a disposition says of the court: nothing."""

_Value = TypeVar("_Value")
_WITHOUT_LENGTH = ("fine", "restitution", "registration")


@attrs.frozen
class RowReader:
    """The fields of one row by key, with the tools to read them.

    Args:
        row: The row.
        mapping: Which column holds what.
        values: The texts of its fields, by the keys of the mapping.
        notes: What was not understood, counted over all rows.
        doubts: Why the record of the person may not be complete.
    """

    row: Row
    mapping: Mapping
    values: dict[str, str]
    notes: Counter[str]
    doubts: list[str] = attrs.field(factory=list)

    def text(self, key: str) -> str:
        """Return the text of a field or its constant; empty when nothing is known."""
        found = self.values.get(key, "") or self.mapping.constants.get(key, "")
        return "" if found.lower() in self.mapping.unknown_words else found

    def value(self, key: str, read: Callable[[str], _Value]) -> _Value | Missing | DataError:
        """Read a field; nothing is unknown, a word of absence is itself, and what cannot be read is an error."""
        text = self.text(key)
        if not text:
            return UNKNOWN
        if (absence := texts.missing(text.lower())) is not None:
            return absence
        try:
            return read(text)
        except ValueError as error:
            return DataError(f"`{key}` {error}", text)

    def date(self, key: str) -> DateField:
        """Read a date in the layout of the mapping."""
        return self.value(key, lambda text: texts.read_formatted_date(text, self.mapping.date_format))

    def word(self, key: str, table: str, known: Iterable[str]) -> str | None:
        """Return what a word means: by the table of the mapping, else itself if it is one of the *known*."""
        word = self.text(key).lower()
        meaning: str | None = getattr(self.mapping, table).get(word) or (word if word in known else None)
        if word and meaning is None:
            self.notes[f"with a `{key}` that `[{table}]` does not name"] += 1
        return meaning

    def raw(self, *keys: str) -> dict[str, str]:
        """Return the texts of the fields as they stand, by key."""
        return {key: self.values[key] for key in keys if self.values.get(key)}


def _offense(read: RowReader, state: str | Missing) -> Offense | Missing:
    text = read.text("offense")
    california = state == "California" or (state is UNKNOWN and read.mapping.covers == ("California",))
    if not text:
        return UNKNOWN
    try:
        offense = parse_ca_offense(text) if california else texts.read_offense(text)
    except ValueError:
        offense = None
    if offense is None:
        read.notes["with an offense that could not be read as a code section"] += 1
    return offense or UNKNOWN


def _level(read: RowReader) -> LevelField:
    if not read.text("level"):
        return UNKNOWN
    meaning = read.word("level", "levels", [level.value for level in Level])
    if meaning is None:
        return DataError("`level` is a word that `[levels]` does not name", read.text("level"))
    return UNKNOWN if meaning == "unknown" else Level(meaning)


def _sentence(read: RowReader) -> tuple[Sentence, ...]:
    if not read.text("sentence_kind") and not read.text("sentence_length"):
        return ()
    kind = read.word("sentence_kind", "sentences", SENTENCE_KINDS)
    if kind is None:
        read.doubts.append("a sentence is of a kind that the mapping does not name")
    term: Period | str | Missing | DataError = read.value("sentence_length", lambda text: _length(text, read.mapping))
    if kind in _WITHOUT_LENGTH and term is UNKNOWN:
        term = NOT_APPLICABLE
    return (Sentence(kind or "other", term, raw=read.raw("sentence_kind", "sentence_length")),)


def _length(text: str, mapping: Mapping) -> Period | str:
    unit = mapping.constants.get("sentence_unit")
    return texts.read_period(f"{text} {unit}" if unit and text.isdecimal() else text)


def _action(read: RowReader, level: LevelField) -> CourtAction:
    meaning = read.word("disposition", "dispositions", DISPOSITIONS) or "unknown"
    is_disposition = meaning in CATEGORIES
    return CourtAction(
        kind="disposition" if is_disposition else meaning,
        date=read.date("disposition_date"),
        category=meaning if is_disposition else "other",
        level=UNKNOWN if is_disposition else level,
        sentence=_sentence(read),
        sentenced_on=read.date("sentence_date"),
        end_of_sentence=read.date("end_of_sentence"),
        released_on=read.date("released_on"),
        probation_ended_on=read.date("probation_ended_on"),
        supervision_ended_on=read.date("supervision_ended_on"),
        raw=read.raw(
            "disposition",
            "disposition_date",
            "sentence_date",
            "end_of_sentence",
            "released_on",
            "probation_ended_on",
            "supervision_ended_on",
        ),
    )


def charge_of(read: RowReader, state: str | Missing) -> Charge:
    """Read the count of a row, with the one action that the row tells of."""
    level = _level(read)
    action = _action(read, level)
    facts: dict[str, Answer] = {}
    for name, fact in read.mapping.facts.items():
        answer = read.value(f"facts.{name}", lambda text, kind=fact.kind: _fact(text, kind, read.mapping))  # type: ignore[misc]  # bound here
        if answer is not UNKNOWN:
            facts[name] = answer
    return Charge(
        count=read.text("count"),
        offense=_offense(read, state),
        stage="court" if read.text("case") else "arrest",
        level=level if action.kind == "disposition" else UNKNOWN,
        offense_date=read.date("offense_date"),
        arrest_date=read.date("arrest_date"),
        filing_date=read.date("filing_date"),
        actions=() if action == NOTHING_DONE and not read.text("case") else (action,),
        flower=read.value("flower", texts.read_weight),
        concentrate=read.value("concentrate", texts.read_weight),
        plants=read.value("plants", texts.read_count),
        transaction=read.text("transaction") or UNKNOWN,
        facts=facts,
        where=Where(read.row.file, read.row.line),
        raw=read.raw("offense", "level", "offense_date", "arrest_date", "filing_date"),
    )


def _fact(text: str, kind: str, mapping: Mapping) -> Answer:
    return texts.read_formatted_date(text, mapping.date_format) if kind == "date" else texts.read_fact(text, kind)


def case_of(read: RowReader) -> Case:
    """Read the case of a row, without its charges."""
    state = _state(read.text("state")) or read.word("state", "states", ()) or UNKNOWN
    return Case(
        dockets=(read.text("case"),) if read.text("case") else (),
        county=_county(read.text("county"), state),
        state=state,
        cycle=read.text("cycle") or UNKNOWN,
        restitution_owed=_amount(read, "restitution_owed"),
        fines_owed=_amount(read, "fines_owed"),
        raw=read.raw("county", "state", "restitution_owed", "fines_owed"),
    )


def _state(text: str) -> str | None:
    return next((state for state in STATES if state.lower() == text.lower()), None)


def _county(text: str, state: str | Missing) -> str | Missing:
    """A county of California by its full name; one that cannot be it is unknown. Elsewhere the text as it stands."""
    try:
        return texts.read_county(text)
    except ValueError:
        return UNKNOWN if not text or state in {"California", UNKNOWN} else text


def _amount(read: RowReader, key: str) -> int | Missing:
    amount = read.value(key, texts.read_money)
    return UNKNOWN if isinstance(amount, DataError) else amount
