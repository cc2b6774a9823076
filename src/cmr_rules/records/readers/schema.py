"""The JSON Schema of the exchange format, made from the classes of the record and their docstrings.

``python -m cmr_rules.records.readers.schema > docs/reference/person.schema.json`` writes it.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from typing import Any, get_args

import attrs

from cmr_rules.citations import FORMS
from cmr_rules.records.person import Person
from cmr_rules.records.readers.person_json import MODEL, WORDS, Json, form_of
from cmr_rules.records.values import DataError, Level, Missing

_DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
_TIME = r"(years?|months?|weeks?|days?)"
_AMOUNT = r"(\d{1,3}(,\d{3})+|\d{1,15})"
_PLAIN = r"\d+[A-Za-z]{0,2}(\.\d+[A-Za-z]{0,2})*"
_HYPHENED = r"\d+[A-Za-z]?(\.\d+)*-\d+[A-Za-z]{0,2}(\.\d+)*(:\d+)?"
_SECTION: Json = {
    "type": "string",
    "pattern": rf"^([A-Z]{{2,4}} ?{_PLAIN}|(PL|CPL|VTL) ?{_PLAIN}-[A-Za-z]|\d{{1,3}} (Pa\.C\.S\.|P\.S\.|U\.S\.C\.) "
    rf"({_HYPHENED}|{_PLAIN})|Va\. Code {_HYPHENED})( ?\([A-Za-z0-9]{{1,5}}([.-][A-Za-z0-9]{{1,2}})?\))*$",
    "description": "A code section such as `HS 11357(a)`, `18 Pa.C.S. 3127(a)` or `Va. Code 18.2-250.1`.",
}
_FORMS: Mapping[str, Json] = {
    "date": {"type": "string", "pattern": _DAY, "description": "`2009-05-12`; or a month or a year that it is in."},
    "level": {"enum": [level.value for level in Level]},
    "text": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/verbatim"}]},
    "string": {"type": "string"},
    "yes_no": {"type": "boolean"},
    "period": {
        "type": "string",
        "pattern": rf"^(life|\d{{1,6}} {_TIME}(( and |, )\d{{1,6}} {_TIME})*)$",
        "description": "A length of time: `2 years`, `18 months`, `90 days`, `1 year and 6 months`, `life`.",
    },
    "weight": {
        "type": "string",
        "pattern": rf"^{_AMOUNT}(\.\d{{1,15}})? ?(grams?|ounces?|pounds?|kilograms?|g|oz|lbs?|kg)$",
        "description": "A weight: `28.5 grams`, `1 ounce`, `2 pounds`, `1 kilogram`.",
    },
    "money": {
        "type": "string",
        "pattern": rf"^\$?{_AMOUNT}(\.\d{{2}})?$",
        "description": "An amount of money: `$500` or `$500.25`.",
    },
    "count": {"type": "integer", "minimum": 0},
    "offense": {"anyOf": [_SECTION, {"$ref": "#/$defs/offense"}]},
    "raw": {"type": "object", "additionalProperties": {"type": "string"}},
    "facts": {"type": "object", "additionalProperties": {"$ref": "#/$defs/answer"}},
}  # fmt: skip
_ERROR: Json = {"$ref": "#/$defs/error"}
_ABSENT: Json = {"enum": [member.value for member in Missing]}


def _closed(properties: Mapping[str, Json], required: list[str], description: str = "") -> Json:
    closed = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"description": description, **closed} if description else closed


_DEFINITIONS: Mapping[str, Json] = {
    "error": _closed(
        {"error": {"type": "string"}, "raw": {"type": "string"}}, ["error"], "A value that cannot be right, and why."
    ),
    "verbatim": _closed(
        {"text": {"type": "string"}}, ["text"], "A text that must not be read as a date, an amount or `unknown`."
    ),
    "offense": _closed(
        {
            "section": _SECTION,
            "form": {"enum": list(FORMS)},
            "enhancements": {"type": "array", "items": _SECTION},
            "raw": {"type": "string"},
        },
        ["section"],
        "An offense with the form in which it was committed.",
    ),
    "answer": {
        "description": "The value of a declared fact: yes or no, a number, a date, a weight, money, or a text.",
        "anyOf": [
            {"type": ["boolean", "string", "null"]},
            {"type": "integer", "minimum": 0},
            {"$ref": "#/$defs/verbatim"},
            _ERROR,
        ],
    },
}


def _descriptions(owner: type) -> tuple[str, dict[str, str]]:
    """Split the docstring of a class: its text, and what its Args section says of each field."""
    text, _, listed = (inspect.getdoc(owner) or "").partition("\n\nArgs:\n")
    fields = {}
    for entry in re.split(r"\n(?= {4}\S)", listed):
        names, _, words = " ".join(entry.split()).partition(": ")
        fields.update({name.strip(): words for name in names.split(",")})
    return " ".join(text.split()), fields


def _field(owner: type, name: str, kind: Any) -> Json:
    """Return the schema of what may stand in the field, null left aside."""
    form = form_of(owner, name, kind)
    if form == "words":
        return {"enum": list(WORDS[owner, name])}
    if form == "list":
        return {"type": "array", "items": _item(get_args(kind)[0])}
    if form == "object":
        return _item(next(one for one in get_args(kind) if attrs.has(one)))
    return _FORMS[form]


def _item(kind: Any) -> Json:
    return {"$ref": f"#/$defs/{kind.__name__}"} if attrs.has(kind) else {"type": "string"}


def _object(owner: type) -> Json:
    attrs.resolve_types(owner)
    text, described = _descriptions(owner)
    properties = {}
    required = []
    for field in attrs.fields(owner):
        allowed = get_args(field.type)
        choices = [_field(owner, field.name, field.type)]
        choices += [_ABSENT] if Missing in allowed else []
        choices += [_ERROR] if DataError in allowed else []
        if field.default is attrs.NOTHING:
            required.append(field.name)
        else:
            choices.append({"type": "null"})
        schema = choices[0] if len(choices) == 1 else {"anyOf": choices}
        words = described.get(field.name)
        properties[field.name] = {"description": words, **schema} if words else schema
    return _closed(properties, required, text)


def person_schema() -> dict[str, Json]:
    """Return the JSON Schema (2020-12) of one line of the exchange format."""
    objects = {owner.__name__: _object(owner) for owner in MODEL}
    person = objects.pop(Person.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A person in the exchange format of cmr-rules",
        **person,
        "$defs": {**objects, **_DEFINITIONS},
    }


def schema_text() -> str:
    """Return the schema as the file in the documentation holds it."""
    return json.dumps(person_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
