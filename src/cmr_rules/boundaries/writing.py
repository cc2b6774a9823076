"""Boundary cases as text of the language: scenarios and tables whose outcome is a blank, and notes for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from attrs import evolve

from cmr_rules.boundaries.cases import Boundary, Column, text_of
from cmr_rules.boundaries.found import COVERAGE, IN_FORCE
from cmr_rules.boundaries.offenses import item_of
from cmr_rules.boundaries.people import Set, Sketch, amount_of, length_of, tell
from cmr_rules.citations import Offense
from cmr_rules.dates import LeapDay, Period
from cmr_rules.semantics import law
from cmr_rules.syntax import tree
from cmr_rules.syntax.format import format_document
from cmr_rules.syntax.format_layout import lay_out
from cmr_rules.syntax.format_scenarios import expectation_text, person_text

BLANK = "_____"
"""What stands where the author writes the outcome. The parser refuses it, so that no blank passes."""
REVIEW_DATE = "review date"
_FAR = 9_900
"""A year, and a number, that no file writes; it stands for a cell while a template is laid out."""
_MARKS = re.compile(r"[\[\]]")


def written(meaning: law.Law, found: tuple[Boundary, ...], as_of: date) -> str:
    """Return the scenarios of all boundaries as text, with what could only be noted and the numbers of both.

    Args:
        meaning: The law that they are about.
        found: What `cmr_rules.boundaries.cases.boundaries` returns for it.
        as_of: The review date of the scenarios that do not move it.
    """
    undeclared = _UNDECLARED if meaning.leap_day is LeapDay.UNDECLARED else ""
    statements: list[tree.Statement] = [_note(_HEAD.format(name=meaning.name) + undeclared)]
    for one in found:
        statements += _statements(one, meaning)
    statements += [
        _note(_of_table(one.value.table)) for one in meaning.derivations if isinstance(one.value, law.Listed)
    ]
    rows = sum(len(one.rows) for one in found)
    only_noted = sum(1 for one in found if not one.rows)
    statements.append(
        _note(
            f"Boundaries found: {len(found)}; written: {len(found) - only_noted}, as {rows} scenarios; only noted: "
            f"{only_noted}. The review date is {text_of(_day(as_of))} where no table moves it."
        )
    )
    return format_document(tree.Document(tuple(statements)))


_HEAD = (
    "Boundary cases of {name}, on both sides of each day, amount and number on which it turns. All people are "
    f"fabricated. Write each outcome from the law, in the place of {BLANK}; the rules were not asked for it. Titles "
    "and people may be changed."
)


_UNDECLARED = (
    " The file declares no leap day: periods from February 29 are shown as ending on March 1, and the rows on which "
    "that rests are left out."
)


def _of_table(table: law.FactTable) -> str:
    """Say what must be written by hand about a fact that a table has."""
    ends = {row.first_day for row in table.rows} | {row.last_day + 1 for row in table.rows if row.last_day is not None}
    days = len(ends - {None})
    turns = f", and for both sides of each of the {days} days of offense on which rows change" if days else ""
    return (
        f"The {table.fact} of a record that tells none is listed in {table.name}, which has {len(table.rows)} rows: "
        f"write a scenario by hand for each value that decides{turns}."
    )


def _note(words: str) -> tree.Comment:
    return tree.Comment(tree.Note(_MARKS.sub("", words)))


def _day(day: date) -> tree.Day:
    return tree.Day(day.year, day.month, day.day)


def _statements(one: Boundary, meaning: law.Law) -> Iterator[tree.Statement]:
    where = _provision(one, meaning)
    says = f": {one.asked.words}" if one.asked.words else ""
    if not one.rows:
        about = f" It turns on {one.about}." if one.about else ""
        why = _IN_FORCE if one.asked.provision == IN_FORCE else _WHY_NOT
        yield _note(f"{where}{says}.{about} {why}")
        return
    yield _note(f"{where}{says}.{_leap_words(one)}")
    if one.columns:
        yield _table(one, where, meaning)
        return
    limit = one.about.split()[0]
    sizes = {-1: "one less than", 0: "exactly", 1: "one more than"}
    for place, row in enumerate(one.rows):
        words = sizes.get(place - 1, "") if len(one.rows) == len(sizes) else f"person {place + 1} about"
        title = f"{where}: {words} {one.about}" if limit else where
        expected = _expected(row, tree.Name(BLANK), meaning)
        yield tree.Scenario(tree.Text(title), row.person, (expected,))


_WHY_NOT = (
    "No person was found that reaches this comparison so that it decides alone; write the scenarios of the value "
    "below, at and above it by hand."
)


_IN_FORCE = "Outside the days in force a record is not covered, whatever it is; write a scenario for each of its ends."


def _leap_words(one: Boundary) -> str:
    told = f" The last {one.leap} rows are about February 28, February 29 and March 1." if one.leap else ""
    if one.dropped:
        told += f" Of {one.dropped} more such rows this person does not reach the comparison: write them by hand."
    return told


def _provision(one: Boundary, meaning: law.Law) -> str:
    told = " and ".join(
        f"{name} at {_shown(name, setting, meaning)}" if name in meaning.options else f"{name} read as '{setting}'"
        for name, setting in one.settings.items()
    )
    return one.asked.provision + (f", with {told}" if told else "")


def _expected(row: Sketch, outcome: tree.Name, meaning: law.Law) -> tree.Expectation:
    settings = tuple(
        tree.Setting(tree.Name(name), _setting(name, setting, meaning)) for name, setting in row.settings.items()
    )
    on = date.fromordinal(row.as_of)
    return tree.Expectation(_day(on), settings, "conviction", "1", "receives", outcome=outcome)


def _setting(name: str, setting: Set, meaning: law.Law) -> tree.Value | tree.Offenses | tree.Text | None:
    match setting:
        case str():
            return tree.Words(setting) if name in meaning.options else tree.Text(setting)
        case bool():
            return tree.Words("yes" if setting else "no")
        case law.OffenseSet(patterns):
            return tree.Offenses(tuple(item_of(Offense(one.section)) for one in patterns))
        case Period():
            return length_of(setting)
        case int():
            return amount_of(setting, meaning.options[name].kind)
        case None:
            return None


def _shown(name: str, setting: Set, meaning: law.Law) -> str:
    told = _setting(name, setting, meaning)
    return "off" if told is None or isinstance(told, tree.Text | tree.Offenses) else text_of(told)


def _table(one: Boundary, where: str, meaning: law.Law) -> tree.ScenarioTable:
    """Write a table: a stand-in is put where the rows differ, and the name of the column in its place."""
    sketch = one.rows[0]
    header: list[str] = []
    named: dict[str, str] = {}
    for number, column in enumerate(one.columns):
        stand_in = _stand_in(one.cells[0][number], _FAR + number)
        sketch = _put(sketch, column, stand_in, meaning)
        name = _header(column, header)
        header.append(name)
        named[text_of(stand_in)] = f"{{{name}}}"
    person = _one_line(f"{person_text(sketch.person)}.")
    expected = _one_line(f"{expectation_text(_expected(sketch, tree.Name('{outcome}'), meaning))}.")
    if one.asked.provision.startswith(COVERAGE):  # one side is not covered, so that the blank is the whole verdict
        expected = expected.replace("receives {outcome}", "{outcome}")
    template = tuple(_filled(sentence, named) for sentence in (person, expected))
    rows = tuple((*(text_of(cell) for cell in cells), BLANK) for cells in one.cells)
    title = tree.Text(f"{where}: {_about(one)}")
    return tree.ScenarioTable(title, template, (*header, "outcome"), rows)


def _about(one: Boundary) -> str:
    if isinstance(one.cells[0][0], tree.Day):
        return f"the day before {one.about}, the day and the day after"
    return f"below, at and above {one.about}"


def _header(column: Column, taken: list[str]) -> str:
    name = column.fact or REVIEW_DATE
    return name if name not in taken else f"{name} of {column.role + 1}"


def _stand_in(cell: tree.Value, number: int) -> tree.Value:
    match cell:
        case tree.Day():
            return tree.Day(number, 12, 31)
        case tree.Length(_, unit):
            return tree.Length(number, unit)
        case tree.Amount(_, unit):
            return tree.Amount(str(number), unit)
        case _:
            return tree.Number(number)


def _put(sketch: Sketch, column: Column, stand_in: tree.Value, meaning: law.Law) -> Sketch:
    """Put a stand-in where the cells of a column go."""
    if not column.fact and isinstance(stand_in, tree.Day):
        assert stand_in.month is not None
        assert stand_in.day is not None
        return evolve(sketch, as_of=date(stand_in.year, stand_in.month, stand_in.day).toordinal())
    return tell(sketch, meaning, column.role, column.fact, stand_in)


def _one_line(text: str) -> str:
    return " ".join(lay_out(text).split())


def _filled(sentence: str, named: dict[str, str]) -> str:
    for stand_in, name in named.items():
        sentence = sentence.replace(stand_in, name)
    return sentence
