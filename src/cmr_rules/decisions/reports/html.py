"""An explanation as a page fragment: an outline that opens and closes without any script."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from cmr_rules.decisions.reports.text import MARKS, when_words

if TYPE_CHECKING:
    from cmr_rules.decisions.decision import Decision, Line

_WORDS = {True: "met", False: "not met", None: "not known"}

STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
.decision{border:1px solid #8a8a8a;border-radius:.4rem;padding:1rem 1.25rem;margin:0 0 1.5rem}
.decision h2{font-size:1.05rem;margin:0 0 .25rem}.verdict{font-size:1.2rem;font-weight:600;margin:0}
.provision,.citation{color:#454545}.decision ul{list-style:none;padding-left:1.1rem;margin:.4rem 0}
.mark{display:inline-block;width:1.3em;font-weight:700}.met>.mark,summary.met .mark{color:#0b6b2e}
.not-met>.mark,summary.not-met .mark{color:#a31515}.not-known>.mark,summary.not-known .mark{color:#7a4b00}
.part{font-weight:600;margin:2rem 0 .5rem}
.finding{font-style:italic}@media (prefers-color-scheme:dark){body{background:#161616;color:#eee}
.provision,.citation{color:#c4c4c4}.met>.mark,summary.met .mark{color:#7bd88f}.not-met>.mark,summary.not-met .mark
{color:#ff9d9d}.not-known>.mark,summary.not-known .mark{color:#ffc46b}}
@media print{.decision{break-inside:avoid}}
"""


def to_html(decision: Decision, later: tuple[date, Decision] | None) -> str:
    """Return a ``<section>``; the marks are also said in words, for readers who do not see them."""
    shown = decision.explanation
    lines = "".join(_item(line) for line in shown.lines)
    remarks = "".join(f"<li>{escape(remark)}</li>" for remark in shown.remarks)
    if later is not None:
        remarks += f"<li>{escape(when_words(decision, later))}</li>"
    return (
        f'<section class="decision"><h2>{escape(shown.heading)}</h2>'
        f'<p class="verdict">{escape(shown.verdict)}</p><p class="provision">{escape(shown.provision)}</p>'
        f"<ul>{lines}</ul><ul>{remarks}</ul></section>"
    )


def to_page(title: str, sections: list[str]) -> str:
    """Return a whole page with the given sections."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main><h1>{escape(title)}</h1>"
        f"{''.join(sections)}</main></body></html>"
    )


def part_title(title: str) -> str:
    """Return the title of a part of a page; an empty one is left out."""
    return f'<p class="part">{escape(title)}</p>' if title else ""


def _item(line: Line) -> str:
    name = _WORDS[line.truth]
    css = name.replace(" ", "-")
    found = f': <span class="finding">{escape(line.finding)}</span>' if line.finding else ""
    citation = f' <span class="citation">[{escape("; ".join(line.citations))}]</span>' if line.citations else ""
    words = (
        f'<span class="mark" role="img" aria-label="{name}">{MARKS[line.truth]}</span>'
        f"{escape(line.label)} {escape(line.words)}{found}{citation}"
    )
    if not line.children:
        return f'<li class="{css}">{words}</li>'
    opened = " open" if line.truth is not False else ""
    children = "".join(_item(child) for child in line.children)
    return f'<li><details{opened}><summary class="{css}">{words}</summary><ul>{children}</ul></details></li>'
