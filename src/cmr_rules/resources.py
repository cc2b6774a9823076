"""Find the grammars and the bundled statutes, in a wheel and in a checkout alike."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def bundled(folder: str) -> Traversable:
    """Find ``"grammars"`` or ``"statutes"``: in the wheel, or at the top of the checkout."""
    package = files("cmr_rules")
    in_wheel = package / "_bundled" / folder
    in_checkout = package / ".." / ".." / folder
    return in_wheel if in_wheel.is_dir() else in_checkout
