"""Profiles of Hypothesis: ``default`` for every run, ``thorough`` for nights.

The default run draws the same examples each time, so that what is green stays green until somebody changes something;
looking for examples that nobody has seen is for ``pytest --hypothesis-profile=thorough``.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("thorough", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=5_000)
settings.register_profile(
    "default", deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None, derandomize=True
)
settings.load_profile("default")
