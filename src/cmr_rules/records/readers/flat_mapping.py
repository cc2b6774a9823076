"""The mapping that an analyst writes for a county's own export: which column holds what, and what its words mean."""

from __future__ import annotations

import re
import tomllib
from collections import abc
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from cmr_rules.places import CALIFORNIA_COUNTIES, STATES
from cmr_rules.records.person import ACTION_KINDS, CATEGORIES, SENTENCE_KINDS
from cmr_rules.records.texts import FACT_KINDS, nearest
from cmr_rules.records.values import Level

COLUMNS = (
    "person", "name", "birth_date", "cii", "case", "cycle", "county", "state", "restitution_owed", "fines_owed",
    "count", "offense", "level", "offense_date", "arrest_date", "filing_date", "flower", "concentrate", "plants",
    "disposition", "disposition_date", "sentence_kind", "sentence_length", "sentence_date", "end_of_sentence",
    "released_on", "transaction", "probation_ended_on", "supervision_ended_on",
)  # fmt: skip
"""What a column may hold: the keys of ``[columns]``, beside ``facts``."""

CONSTANTS = ("county", "state", "level", "disposition", "sentence_kind", "sentence_unit")
"""What may be the same for every row: the keys of ``[constants]``. ``sentence_unit`` tells what bare numbers count."""

DISPOSITIONS = (*CATEGORIES, *(kind for kind in ACTION_KINDS if kind != "disposition"))
"""What a word of the disposition column may mean."""

ENCODINGS = ("utf-8", "cp1252", "latin-1", "ascii")
UNITS = ("days", "weeks", "months", "years")
_TABLES = ("columns", "constants", "levels", "dispositions", "sentences", "states")
_KEYS = ("source", "covers", "encoding", "date_format", "unknown_words", *_TABLES)
_NONE: abc.Mapping[str, str] = MappingProxyType({})


class MappingError(ValueError):
    """A mapping that cannot be used; the message names the key and what is allowed."""


@frozen
class FactColumn:
    """The column of a declared fact, and what its answer is: one of `FACT_KINDS`."""

    column: str
    kind: str = "yes or no"


@frozen
class Mapping:
    """How a county's export is read.

    Args:
        source: What explanations call the export.
        covers: States whose events it lists completely, or ``"everywhere"``. Empty: none.
        encoding: One of `ENCODINGS`.
        date_format: The layout of dates, as in ``%m/%d/%Y``.
        unknown_words: Texts that mean that nothing is known, beside an empty field.
        columns: Header names, by the keys of `COLUMNS`.
        facts: Columns of declared facts, by the fact's name.
        constants: Texts that hold for every row, by the keys of `CONSTANTS`.
        levels, dispositions, sentences, states: What the export's words mean; words in lower case.
    """

    source: str
    columns: abc.Mapping[str, str]
    covers: tuple[str, ...] = ()
    encoding: str = "utf-8"
    date_format: str = "%Y-%m-%d"
    unknown_words: frozenset[str] = frozenset()
    facts: abc.Mapping[str, FactColumn] = field(factory=dict)
    constants: abc.Mapping[str, str] = _NONE
    levels: abc.Mapping[str, str] = _NONE
    dispositions: abc.Mapping[str, str] = _NONE
    sentences: abc.Mapping[str, str] = _NONE
    states: abc.Mapping[str, str] = _NONE


def load_mapping(path: Path | str) -> Mapping:
    """Read a mapping from a TOML file.

    Raises:
        MappingError: If the file is not TOML, or a key or a value in it is not known.
        OSError: If the file cannot be read.
    """
    try:
        data = tomllib.loads(Path(path).read_bytes().removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError:
        raise MappingError("the mapping is not text in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\((at .*)\)", str(error))
        raise MappingError(f"the mapping is not TOML ({place[1] if place else 'at an unknown place'})") from None
    return mapping_from(data)


def mapping_from(data: dict[str, Any]) -> Mapping:
    """Make a mapping from what a TOML file holds.

    Raises:
        MappingError: As `load_mapping`.
    """
    _known("", data, _KEYS)
    for name in _TABLES:
        if not isinstance(data.get(name, {}), dict):
            raise MappingError(f"`{name}` is not a table such as `[{name}]`")
    columns = dict(data.get("columns", {}))
    facts = columns.pop("facts", {})
    _known("columns.", columns, COLUMNS)
    for key in ("person", "case"):
        if key not in columns:
            raise MappingError(f"`columns.{key}` is missing: every row needs it")
    constants = {key: _text(f"constants.{key}", value) for key, value in data.get("constants", {}).items()}
    _known("constants.", constants, CONSTANTS)
    if "sentence_unit" in constants:
        _one_of("constants.sentence_unit", constants["sentence_unit"], UNITS)
    for key in sorted(constants.keys() & columns.keys()):
        raise MappingError(f"`{key}` stands in `[columns]` and in `[constants]`: leave one out")
    return Mapping(
        source=_text("source", data.get("source")),
        covers=_covers(data.get("covers", [])),
        encoding=_one_of("encoding", str(data.get("encoding", "utf-8")).lower(), ENCODINGS),
        date_format=_date_format(data.get("date_format", "%Y-%m-%d")),
        unknown_words=frozenset(_texts("unknown_words", data.get("unknown_words", []))),
        columns={key: _text(f"columns.{key}", value) for key, value in columns.items()},
        facts=_facts(facts),
        constants=_checked_constants(constants),
        levels=_words("levels", data, (*(level.value for level in Level), "unknown")),
        dispositions=_words("dispositions", data, DISPOSITIONS),
        sentences=_words("sentences", data, SENTENCE_KINDS),
        states=_words("states", data, STATES),
    )


def _known(where: str, table: abc.Mapping[str, Any], allowed: tuple[str, ...]) -> None:
    for key in table:
        if key not in allowed:
            raise MappingError(f"`{where}{key}` is not a key of the mapping{_hint(key, allowed)}")


def _hint(word: str, allowed: abc.Sequence[str]) -> str:
    near = nearest(word, allowed)
    return f"; did you mean `{near}`?" if near else f"; it may be {', '.join(f'`{one}`' for one in allowed)}"


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise MappingError(f"`{key}` is missing or is not text in quotation marks")
    return value.strip()


def _texts(key: str, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise MappingError(f'`{key}` is not a list of texts such as `["one", "two"]`')
    return [one.strip().lower() if key == "unknown_words" else one for one in value]


def _one_of(key: str, value: Any, allowed: abc.Sequence[str]) -> str:
    word = _text(key, value)
    if word not in allowed:
        raise MappingError(f"`{key}` is `{word}`{_hint(word, allowed)}")
    return word


def _covers(value: Any) -> tuple[str, ...]:
    return tuple(_one_of("covers", place, ("everywhere", *STATES)) for place in _texts("covers", value))


def _date_format(value: Any) -> str:
    """Check that the layout keeps the whole day: what it writes, it must read again."""
    layout = _text("date_format", value)
    kept = "%y" not in layout
    for day in (date(1948, 2, 29), date(2013, 11, 30)):
        try:
            kept = kept and datetime.strptime(day.strftime(layout), layout).date() == day  # noqa: DTZ007  # a calendar day
        except ValueError:
            kept = False
    if not kept:
        raise MappingError("`date_format` must hold the month, the day and a year of four digits, such as `%m/%d/%Y`")
    return layout


def _words(table: str, data: abc.Mapping[str, Any], allowed: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word, meaning in data.get(table, {}).items():
        key = word.strip().lower()
        if key in found:
            raise MappingError(f"`{table}.{word}` stands twice: capitals make no difference")
        found[key] = _one_of(f"{table}.{word}", meaning, allowed)
    return found


def _facts(value: Any) -> dict[str, FactColumn]:
    if not isinstance(value, dict):
        raise MappingError('`columns.facts` is not a table such as `facts."Restitution Paid" = "COLUMN"`')
    found = {}
    for name, given in value.items():
        key = f"columns.facts.{name}"
        table = given if isinstance(given, dict) else {"column": given}
        _known(f"{key}.", table, ("column", "kind"))
        kind = _one_of(f"{key}.kind", table.get("kind", "yes or no"), FACT_KINDS)
        found[name] = FactColumn(_text(f"{key}.column", table.get("column")), kind)
    return found


def _checked_constants(constants: dict[str, str]) -> dict[str, str]:
    """Constants stand in the mapping itself, so a word that means nothing is a mistake, not unknown data."""
    allowed = {
        "level": tuple(level.value for level in Level),
        "disposition": DISPOSITIONS,
        "sentence_kind": SENTENCE_KINDS,
        "state": STATES,
    }
    for key in allowed.keys() & constants.keys():
        _one_of(f"constants.{key}", constants[key], allowed[key])
    if constants.get("state") == "California" and "county" in constants:
        _one_of("constants.county", constants["county"], CALIFORNIA_COUNTIES)
    return constants
