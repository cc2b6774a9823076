"""What a table gives is what a search through its rows gives, however little the record says."""

# ruff: noqa: D103
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from cmr_rules import UNKNOWN, Case, Charge, CourtAction, Person, RecordSource, load_text
from cmr_rules.citations import Offense, Section, parse_section

BORN, CONVICTED, AS_OF = date(1960, 1, 1), date(2009, 5, 12), date(2019, 7, 1)
LETTERS, NUMBERS = ("a", "b", "z"), ("1", "2", "9")
"""The last of each stands in no row: it is every subdivision that no row names."""
DAYS = (date(1985, 1, 1), date(1989, 12, 31), date(1990, 1, 1), date(1999, 12, 31), date(2000, 1, 1), date(2005, 1, 1))
SPANS = (("", ""), ("", "1989-12-31"), ("1990-01-01", "1999-12-31"), ("2000-01-01", ""), ("1990-01-01", ""))
YEARS = (1, 2, 5)
FILE = """\
Statute "Generated for a test".
Jurisdiction: Michigan.
Authority: MCL 1.

If the maximum punishment is unknown, it is the one listed in "t.csv" [MCL 1].

Outcomes, most favorable first:
  Yes, "Yes";
  No, "No".

This statute covers each conviction.

Rule "r" [MCL 1]:
  A conviction receives Yes if {condition}.

Otherwise a conviction receives No.
"""


@frozen
class Row:
    """A generated row: what it speaks of, the first and the last day, the years (None: the cell is empty)."""

    offense: str
    first: str
    last: str
    years: int | None

    def speaks(self, section: Section, day: date) -> bool:
        """Whether it speaks of a section that is told in full."""
        low, _, high = self.offense.partition(" through ")
        begin, end = parse_section(low), parse_section(high or low)
        assert begin is not None
        assert end is not None
        inside = begin.order <= section.order <= end.order if high else begin.covers(section)
        return inside and (self.first or "0") <= day.isoformat() <= (self.last or "9999")

    @property
    def depth(self) -> int:
        """How specific it is."""
        section = parse_section(self.offense)
        return -1 if section is None else len(section.subdivisions)


def overlap(one: Row, other: Row) -> bool:
    """Whether two rows may not stand in one table."""
    ranges = " through " in one.offense and " through " in other.offense
    if one.offense != other.offense and not ranges:
        return False
    return max(one.first or "0", other.first or "0") <= min(one.last or "9999", other.last or "9999")


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Rows about MCL 5 and its subdivisions, of which no two are equally specific on one day."""
    offenses = ["MCL 5", "MCL 5(a)", "MCL 5(b)", "MCL 5(a)(1)", "MCL 5(a)(2)", "MCL 5(b)(1)", "MCL 3 through MCL 6",
                "MCL 5 through MCL 9", "MCL 6", "MCL 55"]  # fmt: skip
    rows: list[Row] = []
    for _ in range(draw(st.integers(1, 8))):
        first, last = draw(st.sampled_from(SPANS))
        row = Row(draw(st.sampled_from(offenses)), first, last, draw(st.sampled_from((*YEARS, None))))
        if not any(overlap(row, other) for other in rows):
            rows.append(row)
    return rows


def brute(rows: list[Row], section: Section, day: date) -> int | None:
    """Search through the rows."""
    speaking = [row for row in rows if row.speaks(section, day)]
    return max(speaking, key=lambda row: row.depth).years if speaking else None


def decided(rows: list[Row], condition: str, section: Section, day: date | None) -> str:
    """What the library says."""
    written = "".join(f"{r.offense},{r.first},{r.last},{f'{r.years} years' if r.years else ''},MCL 1\n" for r in rows)
    action = CourtAction(date=CONVICTED, category="convicted")
    charge = Charge("1", offense=Offense(section), offense_date=day or UNKNOWN, actions=(action,))
    who = Person("p", BORN, cases=(Case("A", charges=(charge,)),), sources=(RecordSource("test"),))
    with TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(f"offense,from,through,maximum punishment,authority\n{written}")
        (decision,) = load_text(FILE.format(condition=condition), path=[folder]).decide(who, as_of=AS_OF)
    return decision.outcome or "review"


def completions(section: Section) -> Iterator[Section]:
    """Every section in full that a record which names *section* may be of."""
    for letter, number in product(LETTERS, NUMBERS):
        whole = Section(section.code, section.number, (letter, number))
        if section.covers(whole):
            yield whole


def holds(years: int | None, section: Section, day: date, atoms: tuple[str, ...], *, every: bool) -> set[bool]:
    """Whether the condition holds, of a record told in full; both when the years are unknown."""
    answers: set[bool] = set()
    for known in (years,) if years is not None else (1, 100):
        truths = []
        for atom in atoms:
            kind, _, rest = atom.partition(":")
            listed = parse_section(rest) if kind == "offense" else None
            truths.append(
                listed.covers(section) if listed is not None
                else day.isoformat() < rest if kind == "day"
                else known <= int(rest)
            )  # fmt: skip
        answers.add(all(truths) if every else any(truths))
    return answers


WORDS = {"offense": "the offense is {}", "years": "the maximum punishment is at most {} years"}


def in_words(atoms: tuple[str, ...], *, every: bool) -> str:
    """Write a condition."""
    said = []
    for atom in atoms:
        kind, _, rest = atom.partition(":")
        if kind == "day":
            said.append(f"the date of offense was before January 1, {rest[:4]}")
        else:
            said.append(WORDS[kind].format(rest))
    if len(said) == 1:
        return said[0]
    head, joiner = ("all of the following are true", "and") if every else ("any of the following is true", "or")
    return f"{head}: (a) {said[0]}; {joiner} (b) {said[1]}"


full = st.builds(lambda letter, number: Section("MCL", "5", (letter, number)), st.sampled_from(LETTERS),
                 st.sampled_from(NUMBERS))  # fmt: skip
part = st.sampled_from([Section("MCL", "5"), Section("MCL", "5", ("a",)), Section("MCL", "5", ("b",))])
atoms = st.sampled_from(("offense:MCL 5(a)", "offense:MCL 5(a)(1)", "day:1990-01-01", "day:2000-01-01"))


@settings(max_examples=150, deadline=None)
@given(tables(), full, st.sampled_from(DAYS), st.sampled_from(YEARS))
def test_of_a_record_told_in_full_it_is_what_a_search_through_the_rows_finds(
    rows: list[Row], section: Section, day: date, years: int
) -> None:
    found = brute(rows, section, day)
    expected = "review" if found is None else "Yes" if found <= years else "No"
    assert decided(rows, f"the maximum punishment is at most {years} years", section, day) == expected


@settings(max_examples=300, deadline=None)
@given(
    tables(), part | full, st.sampled_from((*DAYS, None)), st.sampled_from(YEARS),
    st.none() | atoms, st.booleans(),
)  # fmt: skip
def test_review_exactly_when_what_the_record_may_be_differs(
    rows: list[Row],
    section: Section,
    day: date | None,
    years: int,
    other: str | None,
    every: bool,  # noqa: FBT001
) -> None:
    asked = (f"years:{years}", *([other] if other else []))
    answers: set[bool] = set()
    for whole in completions(section):
        for on in (day,) if day is not None else DAYS:
            answers |= holds(brute(rows, whole, on), whole, on, asked, every=every)
    expected = "review" if len(answers) > 1 else "Yes" if True in answers else "No"
    assert decided(rows, in_words(asked, every=every), section, day) == expected
