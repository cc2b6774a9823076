"""The person of a scenario as it grows: one fact told after another, in the words of the language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, field, frozen

from cmr_rules.dates import Period
from cmr_rules.records.supervision import TOLD_AS
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind
from cmr_rules.semantics.values import NANOGRAMS
from cmr_rules.semantics.vocabulary import ALIASES, DATE_OF_NOUN, VOCABULARY
from cmr_rules.syntax import tree

BORN_BEFORE, CONVICTED_BEFORE = 55, 25
"""Years before the review date at which the first person of a search is born and convicted."""
GRAM, OUNCE, CENTS = NANOGRAMS["gram"], NANOGRAMS["ounce"], 100
Offense: TypeAlias = tree.SectionItem | tree.Words
Set: TypeAlias = Period | int | str | law.OffenseSet | None
"""What an option is set to (None: off), a county by its name; or the reading of an open question of law."""


@frozen
class Sketch:
    """A person as told so far, the review date (an ordinal), and the options and readings that are set for it.

    *fixed* records, from the first on, stay whatever the search tries.
    """

    person: tree.PersonTold
    as_of: int
    settings: Mapping[str, Set] = field(factory=dict)
    fixed: int = 1

    @property
    def told(self) -> tuple[object, ...]:
        """Return what makes two sketches of a search the same."""
        return self.person, tuple(self.settings.items())

    @property
    def records(self) -> tuple[tree.RecordItem, ...]:
        """The records told."""
        return self.person.records

    def setting(self, meaning: law.Law, name: str) -> Set:
        """Return the value of an option: as it is set here, else the normal one."""
        return self.settings.get(name, meaning.options[name].normal)

    def with_setting(self, name: str, value: Set) -> Sketch:
        """Return the sketch with an option or an open question set."""
        return evolve(self, settings={**self.settings, name: value})

    def with_record(self, role: int, record: tree.RecordItem) -> Sketch:
        """Return the sketch with another record in the place *role*."""
        records = list(self.records)
        records[role] = record
        return self.with_records(tuple(records))

    def with_records(self, records: tuple[tree.RecordItem, ...]) -> Sketch:
        """Return the sketch with other records; labels follow the order."""
        labelled = tuple(evolve(one, label=str(number)) for number, one in enumerate(records, 1))
        return evolve(self, person=evolve(self.person, records=labelled))


def day_of(ordinal: int) -> tree.Day:
    """Return a day as scenarios write it."""
    day = date.fromordinal(ordinal)
    return tree.Day(day.year, day.month, day.day)


def ordinal_of(day: object) -> int | None:
    """Return the ordinal of a whole day; None of anything else."""
    if isinstance(day, tree.Day) and day.month and day.day:
        return date(day.year, day.month, day.day).toordinal()
    return None


def first_sketch(
    as_of: int, place: str, offense: Offense, nouns: tuple[str, ...], settings: Mapping[str, Set]
) -> Sketch:
    """Return the first person of a search: one conviction, and a record for each of *nouns*."""
    year = date.fromordinal(as_of).year
    born = tree.Day(year - BORN_BEFORE, 3, 14)
    sketch = Sketch(tree.PersonTold(born, None, (), ()), as_of, settings, 1 + len(nouns))
    all_nouns = enumerate(("conviction", *nouns))
    return sketch.with_records(tuple(fresh(noun, sketch, place, offense, number) for number, noun in all_nouns))


def fresh(noun: str, sketch: Sketch, place: str, offense: Offense, number: int) -> tree.RecordItem:
    """Return a record of which only the kind, the place and the day are told."""
    year = date.fromordinal(sketch.as_of).year - CONVICTED_BEFORE
    on = tree.Day(year + min(number, CONVICTED_BEFORE - 1), 4, 11 + min(number, 15))
    if noun == "registration":
        return tree.RecordItem("1", noun, (), None, None, on)
    qualities = (tree.Words("felony"),) if noun == "conviction" else ()
    qualities = (tree.Words("dismissed"),) if noun == "charge" else qualities
    return tree.RecordItem("1", noun, qualities, tree.Words(place), offense, on)


def about(meaning: law.Law, fact: str) -> str:
    """Return whose fact it is: ``person``, ``case`` or ``record``."""
    definition = VOCABULARY.get(fact)
    return definition.about if definition is not None else meaning.facts[fact].about


def tell(sketch: Sketch, meaning: law.Law, role: int, fact: str, value: tree.Value) -> Sketch:
    """Return the sketch with a fact told of the record in the place *role*, or of the person."""
    if fact not in VOCABULARY:
        detail = tree.ToldName(tree.Name(fact), value)
        if about(meaning, fact) == "person":
            kept = tuple(one for one in sketch.person.details if not _tells(one, fact))
            return evolve(sketch, person=evolve(sketch.person, details=(*kept, detail)))
        return _detail(sketch, role, fact, detail)
    record = sketch.records[role]
    match fact, value:
        case "date of birth", tree.Day():
            return evolve(sketch, person=evolve(sketch.person, born=value))
        case "date of death", tree.Day():
            return evolve(sketch, person=evolve(sketch.person, died=value))
        case "deceased", tree.Words(text):
            died = tree.Words("unknown") if text == "true" else None
            return evolve(sketch, person=evolve(sketch.person, died=died))
        case "level", tree.Words(text):
            others = tuple(one for one in record.qualities if one.text in {"dismissed", "pending"})
            return sketch.with_record(role, evolve(record, qualities=(*others, tree.Words(text))))
        case "total length of the sentence", tree.Length():
            return _detail(sketch, role, fact, tree.Sentenced((tree.SentencePart(value, "probation"),)))
        case _, tree.Day() if fact == DATE_OF_NOUN[record.noun]:
            return sketch.with_record(role, evolve(record, on=value))
        case _:
            return _detail(sketch, role, fact, tree.Told(fact, value))


def _detail(sketch: Sketch, role: int, fact: str, detail: tree.Detail) -> Sketch:
    record = sketch.records[role]
    kept = tuple(one for one in record.details if not _tells(one, fact))
    return sketch.with_record(role, evolve(record, details=(*kept, detail)))


def _tells(detail: tree.Detail, fact: str) -> bool:
    match detail:
        case tree.Told(words):
            return ALIASES.get(words, words) == fact
        case tree.ToldName(name):
            return name.text == fact
        case tree.SetAside(word):
            return TOLD_AS.get(word) == fact
        case tree.Sentenced():
            return fact == "total length of the sentence"
        case _:
            return False


def told_day(sketch: Sketch, meaning: law.Law, role: int, fact: str) -> int | None:
    """Return the day that a sketch tells; None if it tells none. A sentence begins on the day of conviction."""
    person = sketch.person
    if fact == "date of birth":
        return ordinal_of(person.born)
    if fact == "date of death":
        return ordinal_of(person.died)
    details: tuple[tree.Detail, ...] = person.details
    if about(meaning, fact) != "person":
        record = sketch.records[role]
        details = record.details
        if fact == DATE_OF_NOUN[record.noun]:
            return ordinal_of(record.on)
    for detail in details:
        if isinstance(detail, tree.Told | tree.ToldName) and _tells(detail, fact):
            return ordinal_of(detail.value)
    return told_day(sketch, meaning, role, "date of conviction") if fact == "date of sentence" else None


def told_length(sketch: Sketch, role: int) -> Period | None:
    """Return the length of the sentence that a sketch tells."""
    for detail in sketch.records[role].details:
        if isinstance(detail, tree.Sentenced) and isinstance(detail.parts[0].length, tree.Length):
            length = detail.parts[0].length
            months = {"year": 12, "month": 1}.get(length.unit, 0) * length.number
            return Period(months, {"week": 7, "day": 1}.get(length.unit, 0) * length.number)
    return None


def length_of(period: Period) -> tree.Length:
    """Return a period as scenarios write it, in one unit."""
    if period.days:
        return tree.Length(period.days, "day")
    return tree.Length(period.months // 12, "year") if period.months % 12 == 0 else tree.Length(period.months, "month")


def amount_of(number: int, kind: Kind) -> tree.Value:
    """Return a number, a weight (nanograms) or a sum (cents) as scenarios write it."""
    match kind:
        case Kind.WEIGHT:
            return tree.Amount(_decimal(number, GRAM), "gram")
        case Kind.MONEY:
            return tree.Amount(_decimal(number, CENTS), "$")
        case _:
            return tree.Number(number)


def _decimal(number: int, size: int) -> str:
    text = f"{Decimal(number) / Decimal(size):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def around(limit: int, kind: Kind) -> tuple[tree.Value, ...]:
    """Return the values one unit below a limit (none below 0), at it and above it, as scenarios write them.

    The unit is 1, a dollar, a tenth of a gram, or a quarter of an ounce where the limit is one of ounces.
    """
    if kind is Kind.WEIGHT and limit % (GRAM // 10) and limit * 4 % OUNCE == 0:
        quarters = limit * 4 // OUNCE
        numbers = range(max(quarters - 1, 0), quarters + 2)
        return tuple(tree.Amount(_decimal(number, 4), "ounce") for number in numbers)
    size = {Kind.WEIGHT: GRAM // 10, Kind.MONEY: CENTS}.get(kind, 1)
    return tuple(amount_of(one, kind) for one in (limit - size, limit, limit + size) if one >= 0)


def around_period(limit: Period) -> tuple[tree.Value, ...]:
    """Return the lengths one day (of years and months: one month) below a limit, at it and above it."""
    step = Period(0, 1) if limit.days else Period(1)
    below = Period(limit.months - step.months, limit.days - step.days)
    return tuple(length_of(one) for one in (below, limit, limit + step) if one.months >= 0 and one.days >= 0)
