"""How each field of a record is written in JSON: the forms of the exchange format, without the files and the converter.

Every refusal is a ValueError that ends a sentence about the value; the caller puts the path before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeAlias, get_args, get_origin

from cmr_rules.citations import FORMS, Offense, parse_section
from cmr_rules.dates import Period
from cmr_rules.records import person as model
from cmr_rules.records import texts
from cmr_rules.records.person import Answer, Case, Charge, Where
from cmr_rules.records.values import UNKNOWN, DataError, DateField, Level, LevelField, Missing, PartialDate, TextField

Json: TypeAlias = Any
"""What `json.loads` gives."""

MODEL: tuple[type, ...] = (
    model.Where, model.Sentence, model.CourtAction, Charge, Case, model.Event, model.RecordSource, model.Person,
)  # fmt: skip
"""The classes of the record, each an object of the format, parts before wholes."""

WORDS: Mapping[tuple[type, str], tuple[str, ...]] = {
    (model.Sentence, "kind"): model.SENTENCE_KINDS,
    (model.CourtAction, "kind"): model.ACTION_KINDS,
    (model.CourtAction, "category"): model.CATEGORIES,
    (model.Charge, "stage"): model.STAGES,
    (model.Event, "kind"): model.EVENT_KINDS,
}
"""Fields that hold one of a list of words."""

UNITS: Mapping[tuple[type, str], str] = {
    (Charge, "flower"): "weight",
    (Charge, "concentrate"): "weight",
    (Case, "restitution_owed"): "money",
    (Case, "fines_owed"): "money",
}
"""Numbers that are written with a unit; other numbers are counts."""

_PLAIN_WORD = re.compile(r"[A-Za-z_]{1,30}")
_CONTAINERS: Mapping[object, str] = {Mapping[str, Answer]: "facts", Mapping[str, str]: "raw", bool | Missing: "yes_no"}


def form_of(owner: type, name: str, kind: Any) -> str:
    """Return the name of the form in which a field of *owner* is written: ``"date"``, ``"weight"``, ``"object"`` …."""
    if (owner, name) in WORDS:
        return "words"
    if (owner, name) in UNITS:
        return UNITS[owner, name]
    for field_kind, form in ((DateField, "date"), (LevelField, "level"), (TextField, "text"), (str, "string")):
        if kind == field_kind:
            return form
    if kind in _CONTAINERS:
        return _CONTAINERS[kind]
    for value_kind, form in ((Period, "period"), (Offense, "offense"), (Where, "object"), (int, "count")):
        if value_kind in (kind, *get_args(kind)):
            return form
    return "list" if get_origin(kind) is tuple else "count"


# --- from JSON --------------------------------------------------------------------------------------------------------


def read_string(value: Json) -> str:
    """Return *value* if it is a text."""
    if not isinstance(value, str):
        raise ValueError("is not text in quotation marks")  # noqa: TRY004  # one kind of error for all that is refused
    return value


def _word(value: Json, words: Iterable[str], called: str = "one of the words that may stand here") -> str:
    word, words = read_string(value), tuple(words)
    if word in words:
        return word
    near = texts.nearest(word, words)
    shown = f"`{word}` is not {called}" if _PLAIN_WORD.fullmatch(word) else f"is not {called}"
    raise ValueError(shown + (f"; did you mean `{near}`?" if near else f": {', '.join(f'`{w}`' for w in words)}"))


def read_number(value: Json) -> int:
    """Return *value* if it is a whole number, zero or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("is not a whole number, zero or more")
    return value


def _yes_no(value: Json) -> bool:
    if not isinstance(value, bool):
        raise ValueError("is not `true`, `false` or `unknown`")  # noqa: TRY004  # as above
    return value


def _keys(value: Json, allowed: tuple[str, ...], what: str) -> dict[str, Json]:
    if not isinstance(value, dict):
        raise ValueError(f"is not {what}")  # noqa: TRY004  # as above
    for key in value:
        if key not in allowed:
            raise ValueError(unknown_key(key, allowed))
    return value


def unknown_key(key: str, allowed: Iterable[str]) -> str:
    """Say that *key* is not among *allowed*; it is shown only if it looks like a key and not like a value."""
    near = texts.nearest(key, allowed)
    shown = f"the key `{key}` is not known" if _PLAIN_WORD.fullmatch(key) else "one key is not known"
    return shown + (f"; did you mean `{near}`?" if near else "")


def _data_error(value: dict[str, Json]) -> DataError:
    parts = _keys(value, ("error", "raw"), "an error")
    return DataError(read_string(parts["error"]), read_string(parts.get("raw", "")))


def _offense(value: Json) -> Offense:
    parts = {"section": value} if isinstance(value, str) else value
    parts = _keys(parts, ("section", "form", "enhancements", "raw"), "a code section such as `HS 11357(a)`")
    listed = parts.get("enhancements", [])
    if not isinstance(listed, list):
        raise ValueError("has enhancements that are not a list of code sections")  # noqa: TRY004  # as above
    written = [read_string(text) for text in (parts.get("section", ""), *listed)]
    known = [section for text in written if (section := parse_section(text))]
    if len(known) != len(written):
        raise ValueError("is not a code section such as `HS 11357(a)`")
    return Offense(
        known[0],
        _word(parts.get("form", "completed"), FORMS, "a form of an offense"),
        tuple(known[1:]),
        read_string(parts.get("raw", "")),
    )


def _mapping(value: Json, read: Callable[[Json], Any]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("is not an object of names and values")  # noqa: TRY004  # as above
    return {name: read(item) for name, item in value.items()}


def _fact(value: Json) -> Answer:
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return value
    if isinstance(value, dict):
        return _data_error(value) if "error" in value else read_string(_keys(value, ("text",), "a text").get("text"))
    return _fact_text(value) if isinstance(value, str) else read_number(value)


def _fact_text(text: str) -> Answer:
    """A text means what it looks like; ``{"text": ...}`` keeps one that only looks like a date or an amount."""
    if (absence := texts.missing(text)) is not None:
        return absence
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        day = texts.read_iso_date(text)
        return day if isinstance(day, date) else text
    for read, opening in ((texts.read_money, r"\$"), (texts.read_weight, r"\d")):
        if re.match(opening, text, re.ASCII):
            try:
                return read(text)
            except ValueError:
                continue
    return text


_READ: Mapping[str, Callable[[Json], Any]] = {
    "date": lambda value: texts.read_iso_date(read_string(value)),
    "level": lambda value: Level(_word(value, [level.value for level in Level], "a level")),
    "text": read_string,
    "string": read_string,
    "yes_no": _yes_no,
    "period": lambda value: texts.read_period(read_string(value)),
    "weight": lambda value: texts.read_weight(read_string(value)),
    "money": lambda value: texts.read_money(read_string(value)),
    "count": read_number,
    "offense": _offense,
    "raw": lambda value: _mapping(value, read_string),
    "facts": lambda value: _mapping(value, _fact),
}


def reader(owner: type, name: str, kind: Any) -> Callable[[Json, Any], Any]:
    """Return the function that reads the field *name* of *owner*, whose type is *kind*."""
    form = form_of(owner, name, kind)
    words = WORDS.get((owner, name))
    allowed = get_args(kind)

    def read(value: Json, _: Any) -> Any:
        if words is not None:
            return _word(value, words)
        if Missing in allowed and isinstance(value, str) and (absence := texts.missing(value)) is not None:
            return absence
        if DataError in allowed and isinstance(value, dict) and "error" in value:
            return _data_error(value)
        if form == "text" and isinstance(value, dict):
            return read_string(_keys(value, ("text",), "a text").get("text"))
        return _READ[form](value)

    return read


# --- to JSON ----------------------------------------------------------------------------------------------------------


def _write_offense(value: Offense) -> Json:
    section = str(value.section)
    if parse_section(section) != value.section:
        raise ValueError("an offense has a section that cannot be written as a code section")
    if value == Offense(value.section) and not value.raw:
        return section
    parts = {"section": section, "form": value.form, "enhancements": [str(part) for part in value.enhancements]}
    return parts | ({"raw": value.raw} if value.raw else {})


def write(form: str, value: Any) -> Json:
    """Write the value of a field of that form (see `form_of`).

    Raises:
        ValueError: If it is an offense that cannot be written as a code section.
    """
    match value:
        case Missing() | Level():
            return value.value
        case DataError():
            return {"error": value.reason} | ({"raw": value.raw} if value.raw else {})
        case bool():
            return value
        case Offense():
            return _write_offense(value)
        case date() | PartialDate() | Period():
            return str(value)
        case int() if form == "weight":
            return texts.weight_text(value)
        case int() if form == "money":
            return texts.money_text(value)
        case str() if form in {"text", "facts"}:
            return {"text": value} if _fact_text_differs(form, value) else value
        case Mapping():
            return {name: write(form, item) for name, item in value.items()}
        case _:
            return value


def _fact_text_differs(form: str, value: str) -> bool:
    if form == "text":
        return texts.missing(value) is not None
    try:
        return _fact_text(value) != value
    except ValueError:
        return True
