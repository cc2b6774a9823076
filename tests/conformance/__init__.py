"""Comparisons with what other programs decided."""
