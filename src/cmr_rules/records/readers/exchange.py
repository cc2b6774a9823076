"""The exchange format: JSON Lines, one person a line. Its JSON Schema is ``docs/reference/person.schema.json``.

Keys are the field names of `cmr_rules.records.person`. A key that is absent or null leaves the field as if nothing were
known of it. Reading is strict: a line with anything unexpected is set aside whole, and its reason tells where and what.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_origin

import attrs

try:
    from cattrs import Converter
    from cattrs.errors import (
        AttributeValidationNote,
        ClassValidationError,
        ForbiddenExtraKeysError,
        IterableValidationError,
        IterableValidationNote,
    )
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override
except ModuleNotFoundError as error:
    raise ImportError("the exchange format needs cattrs: pip install 'cmr-rules[cli]'") from error

from cmr_rules.places import CALIFORNIA_COUNTIES, STATES
from cmr_rules.records import texts
from cmr_rules.records.person import Case, Person, Where
from cmr_rules.records.readers.person_json import (
    MODEL,
    Json,
    form_of,
    read_number,
    read_string,
    reader,
    unknown_key,
    write,
)
from cmr_rules.records.reading import Progress, Reading, SetAside

_MOST_DIGITS = 30


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _make_converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    converter.register_structure_hook_func(_is_tuple, _list_reader(converter))
    converter.register_structure_hook(str, lambda value, _: read_string(value))
    converter.register_structure_hook(int, lambda value, _: read_number(value))
    for owner in MODEL:
        _register(converter, owner)
    return converter


def _list_reader(converter: Converter) -> Callable[[Json, Any], tuple[Any, ...]]:
    def read(value: Json, kind: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise ValueError("is not a list in square brackets")  # noqa: TRY004  # as above
        items: Any = list[get_args(kind)[0]]  # type: ignore[misc]  # the type is known when it runs
        return tuple(converter.structure(value, items))

    return read


def _register(converter: Converter, owner: type) -> None:
    attrs.resolve_types(owner)
    reading: dict[str, Any] = {}
    writing: dict[str, Any] = {}
    names = {field.name for field in attrs.fields(owner)}
    for field in attrs.fields(owner):
        form = form_of(owner, field.name, field.type)
        if form in {"list", "object"}:
            continue
        reading[field.name] = override(struct_hook=reader(owner, field.name, field.type))
        writing[field.name] = override(unstruct_hook=partial(write, form))
    structure: Callable[[Json, Any], Any] = make_dict_structure_fn(
        owner, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **reading
    )

    def read(value: Json, kind: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError("is not an object in braces")  # noqa: TRY004  # as above
        return structure({k: v for k, v in value.items() if v is not None or k not in names}, kind)

    converter.register_structure_hook(owner, read)
    converter.register_unstructure_hook(
        owner, make_dict_unstructure_fn(owner, converter, _cattrs_omit_if_default=True, **writing)
    )


_CONVERTER = _make_converter()


# --- what is wrong ----------------------------------------------------------------------------------------------------


def _faults(error: BaseException, path: str = "") -> Iterable[tuple[str, str]]:
    """Walk what cattrs gathered: the path and the plain words of each fault."""
    if isinstance(error, (ClassValidationError, IterableValidationError)):
        for inner in error.exceptions:
            yield from _faults(inner, path + _step(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        names = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields):
            yield path, unknown_key(key, names)
    elif isinstance(error, KeyError):
        yield path, "is missing"
    else:
        yield path, str(error)


def _step(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, IterableValidationNote):
            return f"[{note.index}]"
        if isinstance(note, AttributeValidationNote):
            return f".{note.name}" if path else note.name
    return ""


def _shown(path: str, words: str) -> str:
    if not path:
        return words
    return f"`{path}`{':' if words.startswith(('`', 'the key', 'one key')) else ''} {words}"


# --- people -----------------------------------------------------------------------------------------------------------


def person_from_json(data: Json) -> Person:
    """Make a person from what `json.loads` gives.

    Cases and charges without an identifier are numbered: ``"1"``, ``"2"`` ….

    Raises:
        ValueError: If anything in it is not of the exchange format; the message gives the path and no personal data.
    """
    try:
        person: Person = _CONVERTER.structure(data, Person)
    except (ClassValidationError, ValueError) as error:
        faults = [_shown(path, words) for path, words in _faults(error)]
        more = f"; and {len(faults) - 3} more" if len(faults) > 3 else ""  # noqa: PLR2004  # enough to begin with
        raise ValueError("; ".join(faults[:3]) + more) from None
    for number, case in enumerate(person.cases):
        _check_place(case, f"cases[{number}]")
    ids = _numbered([charge.charge_id for _, charge in person.charges], "charge_id", "charges of this person")
    cases = _numbered([case.case_id for case in person.cases], "case_id", "cases of this person")
    return attrs.evolve(person, cases=tuple(_named(case, next(cases), ids) for case in person.cases))


def _named(case: Case, case_id: str, ids: Iterator[str]) -> Case:
    charges = tuple(attrs.evolve(charge, charge_id=next(ids)) for charge in case.charges)
    return attrs.evolve(case, case_id=case_id, charges=charges)


def _numbered(given: list[str], key: str, whose: str) -> Iterator[str]:
    """Give each empty identifier the next free number."""
    known = {name for name in given if name}
    if len(known) != sum(1 for name in given if name):
        raise ValueError(f"two {whose} have the same `{key}`")
    free = (str(number) for number in range(1, len(given) + len(known) + 1) if str(number) not in known)
    return iter([name or next(free) for name in given])


def _check_place(case: Case, path: str) -> None:
    """Refuse another spelling of a known place: rules compare the names, and a miss would pass for another place."""
    if isinstance(case.state, str) and case.state not in STATES and (near := texts.nearest(case.state, STATES, 0.8)):
        raise ValueError(f"`{path}.state` is not a state; did you mean `{near}`?")
    if isinstance(case.county, str) and case.state == "California" and case.county not in CALIFORNIA_COUNTIES:
        near = texts.nearest(case.county.removesuffix(" County") + " County", CALIFORNIA_COUNTIES, 0.85)
        if near:
            raise ValueError(f"`{path}.county` is not a county of California; did you mean `{near}`?")


def person_to_json(person: Person) -> dict[str, Json]:
    """Return the person as an object of the exchange format; `person_from_json` gives an equal person back.

    Raises:
        ValueError: If the person holds an offense that cannot be written as a code section.
    """
    written: dict[str, Json] = _CONVERTER.unstructure(person, Person)
    return written


def write_jsonl(persons: Iterable[Person], path: Path | str) -> int:
    """Write people as JSON Lines in UTF-8 and return how many.

    Raises:
        ValueError: If a person cannot be written; see `person_to_json`.
        OSError: If the file cannot be written.
    """
    number = 0
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for number, person in enumerate(persons, start=1):  # noqa: B007  # the last number is the count
            file.write(json.dumps(person_to_json(person), ensure_ascii=False) + "\n")
    return number


def read_jsonl(paths: Iterable[Path | str], progress: Progress | None = None) -> Reading:
    """Read files of the exchange format.

    A line that is refused is set aside. When a line of a person was refused, another line of the same person is marked
    incomplete.

    Args:
        paths: The files, as the user named them.
        progress: Called with the number of bytes read since the last call.

    Raises:
        OSError: If a file cannot be read.
    """
    persons: dict[str, Person] = {}
    set_aside: list[SetAside] = []
    files = tuple(str(path) for path in paths)
    rows = 0
    for name in files:
        with Path(name).open("rb") as file:
            for line, raw in enumerate(file, start=1):
                if progress is not None:
                    progress(len(raw))
                if not raw.strip():
                    continue
                rows += 1
                data: Json = None
                try:
                    data = _load(raw.removeprefix(b"\xef\xbb\xbf") if line == 1 else raw)
                    person = person_from_json(data)
                    _check_id(person, persons)
                except ValueError as error:
                    set_aside.append(SetAside(name, line, str(error), raw, _id_of(data)))
                else:
                    persons[person.person_id] = _placed(person, Where(name, line))
    for row in set_aside:
        if row.person_id in persons:
            persons[row.person_id] = _incomplete(persons[row.person_id])
    return Reading(tuple(persons.values()), tuple(set_aside), rows, len(persons), files)


def _check_id(person: Person, persons: Mapping[str, Person]) -> None:
    if not person.person_id:
        raise ValueError("`person_id` is missing")
    if person.person_id in persons:
        raise ValueError("an earlier line has the same `person_id`")


def _id_of(data: Json) -> str | None:
    found = data.get("person_id") if isinstance(data, dict) else None
    return found if isinstance(found, str) and found else None


def _incomplete(person: Person) -> Person:
    reason = "another line of this person was set aside"
    if reason in person.incomplete:
        return person
    return attrs.evolve(person, incomplete=(*person.incomplete, reason))


def _placed(person: Person, where: Where) -> Person:
    """Give charges and events that name no row the row of the person."""

    def place(item: Any) -> Any:
        return item if item.where is not None else attrs.evolve(item, where=where)

    cases = tuple(attrs.evolve(case, charges=tuple(map(place, case.charges))) for case in person.cases)
    return attrs.evolve(person, cases=cases, events=tuple(map(place, person.events)))


def _load(raw: bytes) -> Json:
    """Read one line of JSON. Python is more lenient than JSON; what it would let pass is refused."""
    try:
        text = raw.decode("utf-8").rstrip()
    except UnicodeDecodeError as error:
        raise ValueError(f"the line is not text in UTF-8 (byte {error.start + 1})") from None
    try:
        data = json.loads(text, object_pairs_hook=_object, parse_constant=_refuse, parse_int=_integer)
        if "\\ud" in text.lower():
            json.dumps(data, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        raise ValueError(f"the line is not JSON (column {error.colno})") from None
    except (RecursionError, UnicodeEncodeError):
        raise ValueError(
            "the line is not JSON that can be read: it is nested too deeply or has half a letter"
        ) from None
    if not isinstance(data, dict):
        raise ValueError("the line is not an object in braces (column 1)")  # noqa: TRY004  # as above
    return data


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key stands twice in one object")
    return found


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"a number has more than {_MOST_DIGITS} digits")
    return int(digits)


def _refuse(_: str) -> Json:
    raise ValueError("a number is not finite")
