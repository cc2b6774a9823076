"""Which counts of a case are one arrest, and which are a court case."""

from __future__ import annotations

from cmr_rules.records.person import Case


def arrest_counts(case: Case) -> tuple[int, ...]:
    """Return the places of the counts of an arrest: together they are one arrest. None: it is no arrest."""
    return tuple(place for place, charge in enumerate(case.charges) if charge.stage == "arrest")


def court_counts(case: Case) -> tuple[int, ...]:
    """Return the places of the counts of a court case, whatever became of them; none where no court had it."""
    if not any(charge.stage == "court" for charge in case.charges):
        return ()
    return tuple(place for place, charge in enumerate(case.charges) if charge.stage != "arrest")
