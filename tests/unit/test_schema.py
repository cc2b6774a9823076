"""The JSON Schema of the exchange format."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # it ships no types
import pytest

from cmr_rules.records.readers.exchange import person_from_json
from cmr_rules.records.readers.schema import person_schema, schema_text

SCHEMA_FILE = Path(__file__).parents[2] / "docs" / "reference" / "person.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(person_schema())


def in_charge(**fields: Any) -> dict[str, Any]:
    """Return a person with one count of these fields."""
    return {"cases": [{"charges": [fields]}]}


class TestSchema:
    def test_the_file_in_the_documentation_is_what_the_classes_say(self) -> None:
        assert SCHEMA_FILE.read_text("utf-8") == schema_text()

    def test_it_is_a_valid_schema(self) -> None:
        jsonschema.Draft202012Validator.check_schema(person_schema())

    def test_every_field_of_every_class_is_described_or_plain(self) -> None:
        person = person_schema()

        assert person["properties"]["birth_date"]["description"] == "The date of birth."
        assert "nanograms" in person["$defs"]["Charge"]["properties"]["flower"]["description"]
        assert person["$defs"]["Event"]["required"] == ["kind"]

    @pytest.mark.parametrize(
        "data",
        [
            {"birth_day": "1980"},
            in_charge(levle="felony"),
            in_charge(level="felon"),
            in_charge(offense="MARIJUANA"),
            in_charge(flower="3 cups"),
            in_charge(plants=-1),
            {"birth_date": "1980-13-01"},
            {"events": [{}]},
            {"cases": [{"dockets": "1"}]},
            {"facts": {"a": 1.5}},
        ],
    )
    def test_it_refuses_what_the_reader_refuses(self, data: Mapping[str, Any]) -> None:
        assert not VALIDATOR.is_valid(data)
        with pytest.raises(ValueError, match=r"."):
            person_from_json(data)
