"""Print the packages of dependency groups of pyproject.toml, one a line: many a pip has no `--group` yet.

``lint`` also needs what the tests import, for mypy; ``cli`` is no group and needs nothing beside the extra.
"""

# ruff: noqa: INP001
import sys
import tomllib
from pathlib import Path

WITH = {"cli": (), "lint": ("lint", "test")}

groups = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
for name in sys.argv[1:]:
    for group in WITH.get(name, (name,)):
        print("\n".join(groups[group]))
