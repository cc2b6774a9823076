"""The decisions of the worked people, file by file.

``python -m tests.conformance.worked_people`` writes docs/statutes/worked-people.md anew.
"""

from __future__ import annotations

from collections.abc import Iterator

from cmr_rules import load
from cmr_rules.syntax import tree
from tests.conformance.measures import CHECKOUT, names

PAGE = CHECKOUT / "docs" / "statutes" / "worked-people.md"

_HEAD = """\
# The worked people

Each of the clearance laws has ten people or more whose cases an attorney can check by hand: the title of the scenario does the arithmetic. They are
fabricated, they stand at the end of the files, and `cmr-rules test` decides them. This page is written from the files.
"""

_READING = "under the readings that the file names"


def page() -> str:
    """The whole page."""
    parts = [_HEAD]
    for name in names():
        rows = list(_rows(name))
        if rows:
            parts.append(
                f"## `{name}`\n\n| Person | On | Record | Decision |\n| --- | --- | --- | --- |\n" + "\n".join(rows)
            )
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _rows(name: str) -> Iterator[str]:
    for scenario in load(name).law.scenarios:
        title = " ".join(scenario.title.value.split())
        if not title.startswith("worked person "):
            continue
        said = title.removeprefix("worked person ")
        for expected in scenario.expectations:
            day = expected.on
            on = f"{day.year}-{day.month or 1:02}-{day.day or 1:02}"
            yield f"| {said} | {on} | {expected.record} | {_decision(expected)} |"
            said = ""


def _decision(expected: tree.Expectation) -> str:
    told = expected.outcome.text if expected.outcome is not None else expected.verdict
    if expected.settings:
        told += f", {_READING}"
    if expected.after:
        told += ", after " + " and ".join(f"`{one.value}`" for one in expected.after)
    return told


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
