"""``difference``: how a county's list of offenses differs from another list, entry by entry."""

from __future__ import annotations

import json
from pathlib import Path
from textwrap import wrap

import click

from cmr_rules.batch.faults import RunError
from cmr_rules.cli.params import example, named, search_path
from cmr_rules.cli.terminal import plain
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.engine import load
from cmr_rules.semantics.law import Law
from cmr_rules.semantics.list_difference import Entry, Overlap, Side, difference

_WIDTH = 100
_GLUE = "\ufdd0"
"""A blank at which a line is not broken."""
_FORMS = {"completed": "the completed offense", "attempt": "attempts", "conspiracy": "conspiracies",
          "solicitation": "solicitations"}  # fmt: skip


@click.command(
    name="difference",
    epilog=example(
        'cmr-rules difference my-county "Serious Offense" --against ca/offenses "Super Strike"\n'
        '    --against ca/offenses "Possible Super Strike"'
    ),
)
@click.argument("name", metavar="FILE")
@click.argument("term")
@click.option(
    "--against",
    nargs=2,
    multiple=True,
    required=True,
    metavar="FILE TERM",
    help="The list to compare with; several are taken together.",
)
@click.option("--json", "as_json", is_flag=True, help="Write it as JSON, with every entry and its authority.")
@search_path
def lists(name: str, term: str, against: tuple[tuple[str, str], ...], path: tuple[Path, ...], *, as_json: bool) -> None:
    """Show how two lists of offenses differ: what one has alone, where one is wider, and in which forms.

    FILE is the path of a rule file, or a name as `cmr-rules list` shows it; TERM is a term of it that lists offenses.
    """
    first = _entries(load(named(name), path=path).law, term)
    second = tuple(entry for file, other in against for entry in _entries(load(named(file), path=path).law, other))
    terms = tuple(dict.fromkeys(other for _, other in against))
    mine, theirs = difference(first, second)
    if as_json:
        told = {"first": [term], "second": list(terms), "first_has": _data(mine), "second_has": _data(theirs)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    others = " or ".join(terms)
    lines = [f"{term} ({len(first)} entries) and {others} ({len(second)} entries)"]
    lines += _told(mine, term, others)
    lines += _told(theirs, others, term)
    lines += _shared(mine, terms)
    click.echo(plain("\n".join(lines)))


def _entries(law: Law, name: str) -> tuple[Entry, ...]:
    term = next((one for one in law.terms.values() if one.name.casefold() == name.casefold()), None)
    if term is None or term.offenses is None:
        known = [one.name for one in law.terms.values() if one.offenses is not None]
        close = nearest(name, known)
        hint = f"did you mean `{close[0]}`?" if close else f"its lists: {', '.join(known) or 'none'}"
        raise RunError(f"`{law.name}` has no list of offenses called `{name}`; {hint}")
    return tuple(Entry(term.name, pattern) for pattern in term.offenses.patterns)


def _told(side: Side, mine: str, theirs: str) -> list[str]:
    """Write what one list has that the other has not; nothing of what there is none."""
    lines = _items(f"Only in {mine}", [str(one.entry) for one in side.alone])
    same = [one for one in side.wider if all(_is_bare(other, one.entry) for other in one.others)]
    wider = [f"{one.entry}: there {_names(one)}" for one in side.wider if one not in same]
    lines += _items(f"Wider in {mine}", wider, each=True)
    lines += _items(f"With subdivisions in {mine}, without them in {theirs}", [str(one.entry) for one in same])
    bare = [f"{one.entry}: there {_names(one)}" for one in side.bare]
    lines += _items(f"In {mine} if the record has no subdivision; open then in {theirs}", bare, each=True)
    by_forms: dict[tuple[str, ...], list[str]] = {}
    for one in side.forms:
        by_forms.setdefault(one.forms, []).append(str(one.entry))
    for forms, entries in by_forms.items():
        counted = " and ".join(_FORMS[form] for form in forms)
        lines += _items(f"In both, with {counted} only in {mine}", entries)
    return lines


def _is_bare(other: Entry, entry: Entry) -> bool:
    """Whether *other* is the section of *entry* and none of its subdivisions."""
    return other.pattern.exactly and entry.pattern.through is None and other.pattern.section == entry.pattern.section


def _shared(side: Side, terms: tuple[str, ...]) -> list[str]:
    """Write what both have, for each of the lists compared with."""
    lines: list[str] = []
    for term in terms:
        entries = [str(one.entry) for one in side.both if any(other.term == term for other in one.others)]
        lines += _items(f"All of it in {term} too", entries)
    return lines


def _names(one: Overlap) -> str:
    by_term: dict[str, dict[str, None]] = {}
    for other in one.others:
        by_term.setdefault(other.term, {})[str(other)] = None
    return "; ".join(f"{', '.join(entries)} ({term})" for term, entries in by_term.items())


def _items(title: str, items: list[str], *, each: bool = False) -> list[str]:
    """Write a heading with its items, each on a line of its own or one after another."""
    items = list(dict.fromkeys(items))
    if not items:
        return []
    texts = items if each else [", ".join(item.replace(" ", _GLUE) for item in items)]
    lines = [line for text in texts for line in wrap(text, _WIDTH, initial_indent="  ", subsequent_indent="    ")]
    return ["", f"{title} ({len(items)}):", *(line.replace(_GLUE, " ") for line in lines)]


def _data(side: Side) -> dict[str, object]:
    return {
        "alone": [_overlap(one) for one in side.alone],
        "wider": [_overlap(one) for one in side.wider],
        "without_subdivision": [_overlap(one) for one in side.bare],
        "more_forms": [_overlap(one) for one in side.forms],
        "in_both": [_overlap(one) for one in side.both],
    }


def _overlap(one: Overlap) -> dict[str, object]:
    return {**_entry(one.entry), "there": [_entry(other) for other in one.others], "only_here": list(one.forms)}


def _entry(entry: Entry) -> dict[str, object]:
    pattern = entry.pattern
    return {"list": entry.term, "entry": str(entry), "forms": sorted(pattern.forms), "authority": pattern.citation}
