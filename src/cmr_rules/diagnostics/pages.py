"""The pages of the reference that teach each diagnostic code: ``python -m cmr_rules.diagnostics.pages [FOLDER]``."""

from __future__ import annotations

import sys
from pathlib import Path

from cmr_rules.diagnostics.codes import LESSONS
from cmr_rules.diagnostics.lesson import Lesson

FOLDER = Path("docs/reference/diagnostics")
"""Where the pages stand, from the top of the checkout."""

_PARTS = {
    "1": "The text as written",
    "2": "Names",
    "3": "Kinds of values and units",
    "4": "The law as a whole",
    "5": "Records read from files",
    "6": "Scenarios",
}


def _page(each: Lesson) -> str:
    example = "{example}" if each.described else "```statute\n{example}```"
    return "\n\n".join(
        (
            f"# {each.code}: {each.title}",
            each.lesson,
            "## Wrong",
            example.format(example=each.wrong).rstrip(),
            "## Right",
            example.format(example=each.right).rstrip(),
        )
    ) + "\n"  # fmt: skip


def _index() -> str:
    lines = [
        "# Diagnostics",
        "",
        "Each fault that the program reports has a code, which never changes its meaning.",
        "All examples are fabricated.",
    ]
    for digit, title in _PARTS.items():
        lines += ["", f"## {title}", ""]
        of_part = [each for each in LESSONS if each.code[3] == digit]
        lines += [f"- [{each.code}]({each.page}.md): {each.title}" for each in of_part]
    names = "\n".join(each.page for each in LESSONS)
    return "\n".join(lines) + f"\n\n```{{toctree}}\n:hidden:\n\n{names}\n```\n"


def pages() -> dict[str, str]:
    """Return the text of every page by its file name."""
    return {"index.md": _index()} | {f"{each.page}.md": _page(each) for each in LESSONS}


def main(folder: Path = FOLDER) -> None:
    """Write every page into *folder*, and remove pages of codes that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for stale in folder.glob("*.md"):
        if stale.name not in wanted:
            stale.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
