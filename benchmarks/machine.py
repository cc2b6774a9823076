"""What the figures were measured on, and how."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from cmr_rules.engine import LANGUAGE_VERSION, LIBRARY_VERSION


def describe() -> str:
    """Return the processor, the number of cores, Python and the library, in a line."""
    name = platform.processor() or platform.machine()
    cpu = Path("/proc/cpuinfo")
    if cpu.is_file():
        models = [
            line.partition(":")[2].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")
        ]
        name = models[0] if models else name
    return (
        f"{name}, {os.cpu_count()} cores; Python {sys.version.split()[0]}; "
        f"cmr-rules {LIBRARY_VERSION}, language {LANGUAGE_VERSION}; one core is used"
    )


def best_of(times: int, work: Callable[[], object]) -> float:
    """Return the shortest of several durations of *work*, in seconds."""
    durations = []
    for _ in range(times):
        started = perf_counter()
        work()
        durations.append(perf_counter() - started)
    return min(durations)
