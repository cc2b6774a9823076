"""States of the United States and counties of California, as records and rules name them."""

from __future__ import annotations

_COUNTIES = """
Alameda, Alpine, Amador, Butte, Calaveras, Colusa, Contra Costa, Del Norte, El Dorado, Fresno, Glenn, Humboldt,
Imperial, Inyo, Kern, Kings, Lake, Lassen, Los Angeles, Madera, Marin, Mariposa, Mendocino, Merced, Modoc, Mono,
Monterey, Napa, Nevada, Orange, Placer, Plumas, Riverside, Sacramento, San Benito, San Bernardino, San Diego,
San Francisco, San Joaquin, San Luis Obispo, San Mateo, Santa Barbara, Santa Clara, Santa Cruz, Shasta, Sierra,
Siskiyou, Solano, Sonoma, Stanislaus, Sutter, Tehama, Trinity, Tulare, Tuolumne, Ventura, Yolo, Yuba
"""

CALIFORNIA_COUNTIES: tuple[str, ...] = tuple(f"{' '.join(name.split())} County" for name in _COUNTIES.split(","))
"""The 58 counties, such as ``"Contra Costa County"``."""

STATES: tuple[str, ...] = (
    "Alabama", "Alaska", "Arizona", "Arkansas", "California", "Colorado", "Connecticut", "Delaware",
    "District of Columbia", "Florida", "Georgia", "Hawaii", "Idaho", "Illinois", "Indiana", "Iowa", "Kansas",
    "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts", "Michigan", "Minnesota", "Mississippi", "Missouri",
    "Montana", "Nebraska", "Nevada", "New Hampshire", "New Jersey", "New Mexico", "New York", "North Carolina",
    "North Dakota", "Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Rhode Island", "South Carolina", "South Dakota",
    "Tennessee", "Texas", "Utah", "Vermont", "Virginia", "Washington", "West Virginia", "Wisconsin", "Wyoming",
)  # fmt: skip
"""The 50 states and the District of Columbia."""

PLACES: frozenset[str] = frozenset(CALIFORNIA_COUNTIES) | frozenset(STATES)
"""Every place that a rule can name."""


def state_of(place: str) -> str | None:
    """Return the state of *place*: of a county of California its state, of a state itself, else None."""
    if place in CALIFORNIA_COUNTIES:
        return "California"
    return place if place in STATES else None


def within(place: str, area: str) -> bool:
    """Whether *place* is *area* or lies in it; both are names from `PLACES`. A state is not in its county."""
    return place in PLACES and area in (place, state_of(place))
