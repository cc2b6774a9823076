"""What stops a run, in words for the person who started it."""

from __future__ import annotations


class RunError(ValueError):
    """The run was asked for something that cannot be done: a folder that exists, a file given twice."""


class ProofError(RuntimeError):
    """The tables do not add up, so nothing was written: a fault of the library, never of the input."""
