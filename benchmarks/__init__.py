"""Measurements, not tests: `python -m benchmarks.interpreter` and its neighbors."""
