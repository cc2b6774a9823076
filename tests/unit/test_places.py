"""Places that rules and records name."""

import pytest

from cmr_rules.places import CALIFORNIA_COUNTIES, PLACES, STATES, state_of, within


class TestPlaces:
    def test_every_county_and_state_is_listed_once(self) -> None:
        assert len(CALIFORNIA_COUNTIES) == len(set(CALIFORNIA_COUNTIES)) == 58
        assert len(STATES) == len(set(STATES)) == 51
        assert len(PLACES) == 109
        assert list(CALIFORNIA_COUNTIES) == sorted(CALIFORNIA_COUNTIES)
        assert list(STATES) == sorted(STATES)
        assert {"Contra Costa County", "District of Columbia"} <= PLACES

    @pytest.mark.parametrize(
        ("place", "state"),
        [("Contra Costa County", "California"), ("Oregon", "Oregon"), ("Atlantis", None), ("", None)],
    )
    def test_a_place_has_a_state_only_if_it_is_known(self, place: str, state: str | None) -> None:
        assert state_of(place) == state

    @pytest.mark.parametrize(
        ("place", "area", "expected"),
        [
            ("Contra Costa County", "California", True),
            ("Contra Costa County", "Contra Costa County", True),
            ("California", "California", True),
            ("California", "Contra Costa County", False),
            ("Oregon", "California", False),
            ("Atlantis", "Atlantis", False),
        ],
    )
    def test_a_county_lies_in_its_state(self, place: str, area: str, *, expected: bool) -> None:
        assert within(place, area) is expected
