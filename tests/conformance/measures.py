"""How long the files of the clearance laws are, beside the words of the statutes.

``python -m tests.conformance.measures`` writes the table of docs/statutes/clean-slate.md anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cmr_rules import load

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "statutes" / "clean-slate.md"
BEGIN, END = "<!-- measures -->\n", "<!-- end of measures -->"
WORDS_OF_THE_LAW = {
    "pa/9122.1": ("18 Pa.C.S. 9122.1", 1155),
    "pa/9122.2": ("18 Pa.C.S. 9122.2, 9122.3", 1345),
    "mi/780.621": ("MCL 780.621, 621b, 621c, 621d, 621e", 3877),
    "mi/780.621g": ("MCL 780.621g", 1081),
    "va/19.2-392.6": ("Va. Code 19.2-392.6", 242),
    "va/19.2-392.12": ("Va. Code 19.2-392.12", 2270),
}
"""The sections of which the text was at hand, with the words that they have."""

_NOT_RULES = re.compile(r"^(>|\[Note|Unverified:|Text not at hand|\s*$)")


def names() -> Iterator[str]:
    """The bundled files of clearance laws other than Proposition 64."""
    for file in sorted((CHECKOUT / "statutes").rglob("*.statute")):
        name = file.relative_to(CHECKOUT / "statutes").with_suffix("").as_posix()
        if name.startswith(("ca/pc-", "mi/", "ny/", "or/", "pa/", "va/")):
            yield name


def rules_of(text: str) -> list[str]:
    """The lines that carry law: no scenarios, quotations, notes, marks or blank lines."""
    before = re.split(r"^Scenarios?\s+\"", text, maxsplit=1, flags=re.MULTILINE)[0]
    without = re.sub(r"\s*\[Note:(?:[^\[\]]|\[[^\]]*\])*\]", "", before)
    without = re.sub(r"^Unverified:.*?\.\n", "", without, flags=re.MULTILINE | re.DOTALL)
    return [line for line in without.splitlines() if not _NOT_RULES.match(line)]


def table() -> str:
    """The measures of every file, as Markdown."""
    rows = ["| File | Lines of rules | Words of rules | The text at hand | Its words | Scenarios | Expectations |",
            "| --- | ---: | ---: | --- | ---: | ---: | ---: |"]  # fmt: skip
    for name in names():
        lines = rules_of((CHECKOUT / "statutes" / f"{name}.statute").read_text(encoding="utf-8"))
        title, words = WORDS_OF_THE_LAW.get(name, ("none", 0))
        scenarios = load(name).law.scenarios
        expected = sum(len(one.expectations) for one in scenarios)
        count = sum(len(line.split()) for line in lines)
        rows.append(
            f"| `{name}` | {len(lines)} | {count} | {title} | {words or ''} | {len(scenarios) or ''} | {expected or ''} |"
        )
    return "\n".join(rows) + "\n"


def page_with(measures: str) -> str:
    """The page with the table in its place."""
    before, rest = PAGE.read_text(encoding="utf-8").split(BEGIN)
    return f"{before}{BEGIN}\n{measures}\n{END}{rest.split(END)[1]}"


if __name__ == "__main__":
    PAGE.write_text(page_with(table()), encoding="utf-8")
