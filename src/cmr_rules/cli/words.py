"""``vocabulary``: what a rule may say, with an example of each."""

from __future__ import annotations

from html import escape
from typing import TypeAlias

import click

from cmr_rules.cli.params import example
from cmr_rules.cli.phrases import CONDITIONS, STATEMENTS
from cmr_rules.cli.terminal import console, table
from cmr_rules.semantics.vocabulary import ALIASES, LEVELS, SENTENCE_KINDS, VOCABULARY

Row: TypeAlias = tuple[str, str, str]
Part: TypeAlias = tuple[str, tuple[str, str, str], tuple[Row, ...]]

_ABOUT = {"person": "the person", "record": "each conviction", "case": "each case"}
_STYLE = """
body{font:11pt/1.4 system-ui,sans-serif;max-width:62rem;margin:1.5rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin:1.5rem 0 .3rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid #bbb}
td:first-child{width:30%;font-weight:600}td:nth-child(2){font-family:ui-monospace,monospace;font-size:.92em}
@media print{body{margin:0;max-width:none}tr{break-inside:avoid}h2{break-after:avoid}}
"""


def parts() -> tuple[Part, ...]:
    """Return the whole vocabulary: title, heads of the columns, rows."""
    facts = tuple(
        (f"the {fact.phrase}", fact.example, f"{fact.kind.value}, about {_ABOUT[fact.about]}")
        for fact in VOCABULARY.values()
    )
    others = tuple((f"the {phrase}", f"the {fact}", "the same fact") for phrase, fact in ALIASES.items())
    words: tuple[Row, ...] = (
        ("levels", ", ".join(LEVELS), "from the least to the most serious; a wobbler may be a felony or a misdemeanor"),
        ("parts of a sentence", ", ".join(SENTENCE_KINDS), "what `the sentence includes` may ask for"),
        ("periods", "10 years, 6 months, 90 days", "days are not months"),
        ("weights and money", "28.5 grams, 1 ounce, $500", "an amount has a unit"),
        (
            "effects of outcomes",
            "which clears the conviction; which seals the conviction; which leaves a misdemeanor",
            "what summaries count, and what a later statute finds",
        ),
        ("how relief is granted", "automatic; mandatory on petition; discretionary on petition", "said of an outcome"),
    )
    heads = ("phrase", "example", "meaning")
    return (
        ("Facts", ("fact", "example", "kind"), facts + others),
        *((title, heads, tuple((one.pattern, one.example, one.meaning) for one in group))
          for title, group in CONDITIONS),
        ("Words and units", ("words", "as written", "meaning"), words),
        ("Statements", ("statement", "example", "meaning"),
         tuple((one.pattern, one.example, one.meaning) for one in STATEMENTS)),
    )  # fmt: skip


def containing(word: str) -> tuple[Part, ...]:
    """Return the entries that contain *word*, capitals ignored."""
    wanted = word.casefold()
    found = (
        (title, heads, tuple(row for row in rows if any(wanted in cell.casefold() for cell in row)))
        for title, heads, rows in parts()
    )
    return tuple(part for part in found if part[2])


def page(shown: tuple[Part, ...]) -> str:
    """Return the vocabulary as one page to print."""
    tables = "".join(
        f"<h2>{escape(title)}</h2><table><thead>{_html_row(heads, 'th')}</thead>"
        f"<tbody>{''.join(_html_row(row, 'td') for row in rows)}</tbody></table>"
        for title, heads, rows in shown
    )
    title = "What a rule may say"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>{tables}</main></body></html>"
    )


def _html_row(row: Row, tag: str) -> str:
    cells = "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)
    return f"<tr>{cells}</tr>"


@click.command(epilog=example("cmr-rules vocabulary sentence"))
@click.argument("word", required=False)
@click.option("--page", "as_page", is_flag=True, help="Write one HTML page to print.")
def vocabulary(word: str | None, *, as_page: bool) -> None:
    """Show what a rule may say, with an example of each; with WORD, the entries that contain it."""
    shown = parts() if word is None else containing(word)
    if not shown:
        raise click.UsageError(f"the vocabulary has no entry with `{word}`")
    if as_page:
        click.echo(page(shown))
        return
    out = console()
    for title, heads, rows in shown:
        out.print(table(title, *heads, rows=list(rows)))
        out.print()
