"""Scenarios as text: people, their records, expectations, and tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain
from typing import assert_never

from cmr_rules.syntax import tree
from cmr_rules.syntax.format_clocks import custody_text
from cmr_rules.syntax.format_days import day
from cmr_rules.syntax.format_layout import (
    GLUE,
    SOFT,
    finished,
    glued,
    glued_inside,
    lay_out,
    new_line,
    put_before_outline,
)
from cmr_rules.syntax.format_phrases import (
    MAXIMUM_PUNISHMENT,
    article,
    labelled,
    length,
    listed,
    offense_item,
    offenses_text,
    remarks_text,
    string,
    value,
    with_article,
)

INDENT = 2
_CONFINED = ("prison", "jail")
_LABEL = re.compile(r"(?<=[:;]) (?=\(\w+\) )|(?<=; and) (?=\(\w+\) )|(?<=;) (?=perhaps others)")


def scenario_text(scenario: tree.Scenario) -> str:
    """Write a scenario with its person and what is expected, as whole lines."""
    sentences = [lay_out(finished(f"Scenario {string(scenario.title)}{remarks_text(scenario.remarks)}"))]
    if scenario.person is not None:
        sentences.append(lay_out(finished(person_text(scenario.person)), INDENT))
    sentences += [lay_out(finished(expectation_text(each)), INDENT) for each in scenario.expectations]
    return "\n".join(sentences)


def table_text(table: tree.ScenarioTable) -> str:
    """Write scenarios with their template and their table, as whole lines."""
    sentences = [lay_out(finished(f"Scenarios {string(table.title)}{remarks_text(table.remarks)}"))]
    sentences += [lay_out(_template(each), INDENT) for each in table.template]
    rows = (table.header, *table.rows)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = " | ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        sentences.append(f"    | {cells} |")
    return "\n".join(sentences)


def _template(sentence: str) -> str:
    """Mark where the outline of a sentence that is kept as running text starts its lines."""
    ended = sentence if sentence.endswith(".") else f"{sentence}."
    return (
        _LABEL.sub(new_line(2 * INDENT), glued_inside(ended).replace(f"){glued(' ')}", ") "))
        if ":" in ended
        else glued_inside(ended)
    )


# ---------------------------------------------------------------------------------------------- people


def person_text(person: tree.PersonTold) -> str:
    """Write ``A person born … has: …`` without its period."""
    told = [detail_text(each) for each in person.details]
    match person.died:
        case None:
            pass
        case tree.Words():
            told.insert(0, "who died on an unknown date")
        case tree.Day() as died:
            told.insert(0, f"who died on {day(died)}")
    born = f" {_born(person.born)}" if person.born else ""
    head = f"A person{born}{''.join(f', {each}' for each in told)}{',' if told else ''} "
    remarks = remarks_text(person.remarks)
    if not person.records and not person.perhaps_others:
        return f"{head}has no record{remarks}"
    records = [record_text(each) for each in person.records]
    if person.perhaps_others:
        records.append(
            f"{new_line(2 * INDENT)}perhaps others" if records else labelled("1", "perhaps others", 2 * INDENT)
        )
    return f"{head}has{remarks}:{';'.join(records)}"


def _born(born: tree.Day) -> str:
    return f"born {'in ' if born.day is None else ''}{day(born)}"


def record_text(record: tree.RecordItem) -> str:
    """Write one record of a scenario, on a new line."""
    if record.noun == "custody":
        return labelled(
            record.label, put_before_outline(custody_text(record), remarks_text(record.remarks)), 2 * INDENT
        )
    words = [*(each.text for each in record.qualities), record.noun]
    parts = [
        article(words[0]),
        *words,
        f"in {glued(record.place.text)}" if record.place else "",
        _offense(record),
        _when(record.on),
    ]
    text = ", ".join([" ".join(part for part in parts if part), *map(detail_text, record.details)])
    return labelled(record.label, put_before_outline(text, remarks_text(record.remarks)), 2 * INDENT)


def _offense(record: tree.RecordItem) -> str:
    match record.offense:
        case None:
            return ""
        case tree.Words():
            return "for an unknown offense"
        case offense:
            return f"{'under' if record.noun == 'registration' else 'for'} {offense_item(offense)}"


def _when(on: tree.Day | tree.Words | None) -> str:
    match on:
        case None:
            return ""
        case tree.Words():
            return "on an unknown date"
        case tree.Day():
            return f"{'in' if on.day is None else 'on'} {day(on)}"
        case _:
            assert_never(on)


def detail_text(detail: tree.Detail) -> str:
    """Write what is told of a record or a person."""
    match detail:
        case tree.Sentenced(parts, on):
            when = f"on {day(on)} " if on else ""
            return f"sentenced {when}to {' and '.join(map(_sentence_part, parts))}"
        case tree.Told(words, tree.Length() as longest) if words == MAXIMUM_PUNISHMENT:
            return f"{MAXIMUM_PUNISHMENT} {length(longest)} of imprisonment"
        case tree.Told(words, told):
            return f"whose {words} is {value(told)}"
        case tree.ToldName(name, told):
            return f"whose {name.text} is {value(told)}"
        case tree.Released(on):
            return f"released on {day(on)}"
        case tree.SetAside(word, on, level):
            to = f" to {with_article(level.text)}" if level else ""
            return f"{word}{to}{f' on {day(on)}' if on else ''}"
        case tree.Filed(what, text):
            return f"in {what} {string(text)}"
        case _:
            assert_never(detail)


def _sentence_part(part: tree.SentencePart) -> str:
    match part.length:
        case None:
            return with_article(part.kind) if part.kind == "fine" else part.kind
        case tree.Words(text):
            return f"{text} in {part.kind}"
        case tree.Length() as term:
            return f"{length(term)} {'in' if part.kind.endswith(_CONFINED) else 'of'} {part.kind}"
        case _:
            assert_never(part.length)


# ---------------------------------------------------------------------------------------------- expectations


def expectation_text(expected: tree.Expectation) -> str:
    """Write what is expected of one record on one day, without its period."""
    settings = " and ".join(map(_setting, expected.settings))
    earlier = f", after {' and '.join(map(string, expected.after))}" if expected.after else ""
    told = f"{earlier}, with {settings}" if settings else earlier
    head = f"On {day(expected.on)}{told}, {glued(expected.record)} {expected.verdict}"
    named: Callable[[str, tree.Name | None], str] = lambda words, name: f", {words} {name.text}" if name else ""  # noqa: E731
    return "".join(
        chain(
            [head, f" {expected.outcome.text}" if expected.outcome else ""],
            [f",{SOFT}because{GLUE}{string(expected.because)}" if expected.because else ""],
            [named("at least", expected.at_least), named("at most", expected.at_most)],
            [f", missing {listed([_missing(each) for each in expected.missing], 'and')}" if expected.missing else ""],
            [", presumed" if expected.presumed else ""],
            [f", under the reading {string(expected.reading)}" if expected.reading else ""],
            [f", by the readings of {' and '.join(each.text for each in expected.readings)}"] * bool(expected.readings),
            [remarks_text(expected.remarks)],
        )
    )


def setting_value(written: tree.Value | tree.Offenses) -> str:
    """Write the value of an option: ``60 years``, ``HS 11357 or HS 11358``, ``all of California``."""
    return offenses_text(written) if isinstance(written, tree.Offenses) else value(written)


def _setting(setting: tree.Setting) -> str:
    match setting.value:
        case None:
            return f"{setting.name.text} off"
        case tree.Text() as reading:
            return f"{setting.name.text} read as {string(reading)}"
        case given:
            return f"{setting.name.text} at {setting_value(given)}"


def _missing(missing: tree.Missing) -> str:
    if missing.under is not None:
        record = f"{missing.noun} ({missing.label})" if missing.label else f"the {missing.noun}"
        return f"the decision under {string(missing.under)} {glued(f'on {record}')}"
    words = missing.name.text if missing.name else f"the {missing.words}"
    return f"{words} of {glued(f'{missing.noun} ({missing.label})')}" if missing.noun else words
