"""Every fact that a rule may ask of a record: its phrase, its type, and where it stands in the record.

To add a fact: a field in `cmr_rules.records.person` and a line here.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from cmr_rules.citations import Offense
from cmr_rules.dates import Period
from cmr_rules.records.person import Case, Charge, Person
from cmr_rules.records.supervision import revoked_on, was_revoked
from cmr_rules.records.values import NOT_APPLICABLE, UNKNOWN, Missing
from cmr_rules.semantics.law import Kind


@frozen
class FactDefinition:
    """A fact of the vocabulary.

    Args:
        phrase: The words of the language, without the article.
        kind: Its type.
        about: ``person``, ``record`` (one count) or ``case``.
        read: Where it stands.
        asks: What a person is asked when it is missing; ``{record}`` stands for the record.
        example: A sentence of the language that uses it.
    """

    phrase: str
    kind: Kind
    about: str
    read: Callable[[Person, Case, Charge], object]
    asks: str
    example: str


def _sentenced_on(_person: Person, _case: Case, charge: Charge) -> object:
    action = charge.sentencing
    if action is None:
        return NOT_APPLICABLE
    return action.date if action.sentenced_on is UNKNOWN else action.sentenced_on


def _of_sentencing(attribute: str) -> Callable[[Person, Case, Charge], object]:
    def read(_person: Person, _case: Case, charge: Charge) -> object:
        return NOT_APPLICABLE if charge.sentencing is None else getattr(charge.sentencing, attribute)

    return read


def _section_text(_person: Person, _case: Case, charge: Charge) -> object:
    offense = charge.convicted_offense
    return charge.raw.get("offense") or (offense.raw or str(offense.section) if isinstance(offense, Offense) else "")


def _death(person: Person, _case: Case, _charge: Charge) -> object:
    dates = [event.date for event in person.events if event.kind == "death"]
    return dates[0] if dates else (UNKNOWN if person.deceased is True else NOT_APPLICABLE)


def _from_person(attribute: str) -> Callable[[Person, Case, Charge], object]:
    return lambda person, _case, _charge: getattr(person, attribute)


def _from_case(attribute: str) -> Callable[[Person, Case, Charge], object]:
    return lambda _person, case, _charge: getattr(case, attribute)


def _from_charge(attribute: str) -> Callable[[Person, Case, Charge], object]:
    return lambda _person, _case, charge: getattr(charge, attribute)


def _length(_person: Person, _case: Case, charge: Charge) -> object:
    """The parts that run one after another, added; suspended parts are the law's business and count here."""
    action = charge.sentencing
    if action is None or not action.sentence:
        return UNKNOWN
    total = Period()
    for part in action.sentence:
        match part.term:
            case Period() as term:
                total += term
            case Missing.NOT_APPLICABLE:
                continue
            case other:
                return other
    return total


_TABLE: tuple[tuple[str, Kind, str, Callable[[Person, Case, Charge], object], str, str], ...] = (
    ("date of birth", Kind.DATE, "person", _from_person("birth_date"),
     "When was the person born?", "the person was at least 21 years old on the date of conviction"),
    ("date of death", Kind.DATE, "person", _death,
     "When did the person die?", "the date of death, if any, is after the date of conviction"),
    ("deceased", Kind.YES_NO, "person", _from_person("deceased"),
     "Has the person died?", "the person is deceased"),
    ("offense", Kind.OFFENSE, "record", _from_charge("convicted_offense"),
     "Of which code section is {record}?", "the offense is HS 11358"),
    ("code section", Kind.TEXT, "record", _section_text,
     "Of which code section is {record}?", 'because "{code section}"'),
    ("level", Kind.LEVEL, "record", _from_charge("level_today"),
     "Is {record} a felony, a misdemeanor or an infraction?", "the level of the conviction is felony"),
    ("level as convicted", Kind.LEVEL, "record", _from_charge("level_as_convicted"),
     "Was {record} a felony, a misdemeanor or an infraction when the person was convicted?",
     "the level as convicted was felony"),
    ("date of offense", Kind.DATE, "record", _from_charge("offense_date"),
     "On which day was the offense of {record}?", "the date of offense was before November 9, 2016"),
    ("date of arrest", Kind.DATE, "record", _from_charge("arrest_date"),
     "On which day was the arrest for {record}?", "the date of arrest was before January 1, 2010"),
    ("date of filing", Kind.DATE, "record", _from_charge("filing_date"),
     "On which day was {record} filed?", "the date of filing was before January 1, 2010"),
    ("date of conviction", Kind.DATE, "record", _from_charge("convicted_on"),
     "On which day was the person convicted in {record}?",
     "the date of conviction was on or after November 9, 2016"),
    ("date of sentence", Kind.DATE, "record", _sentenced_on,
     "On which day was the sentence of {record} given?", "the date of sentence was before January 1, 2012"),
    ("end of sentence", Kind.DATE, "record", _of_sentencing("end_of_sentence"),
     "On which day did, or will, the sentence of {record} end?", "the end of sentence was before the review date"),
    ("date of release", Kind.DATE, "record", _of_sentencing("released_on"),
     "On which day was the person released in {record}?",
     "the later of the date of sentence and the date of release is before the review date"),
    ("end of probation", Kind.DATE, "record", _of_sentencing("probation_ended_on"),
     "On which day did, or will, the probation of {record} end?",
     "the end of probation is before the review date"),
    ("end of supervision", Kind.DATE, "record", _of_sentencing("supervision_ended_on"),
     "On which day did, or will, the supervision after {record} (parole, post-release supervision) end?",
     "the end of supervision is before the review date"),
    ("date of revocation", Kind.DATE, "record", lambda person, _case, charge: revoked_on(person, charge),
     "On which day was the probation of {record} revoked, the last time?",
     "the date of revocation, if any, is before January 1, 2010"),
    ("revocation of probation", Kind.YES_NO, "record", lambda person, _case, charge: was_revoked(person, charge),
     "Was the probation of {record} revoked?", "the probation was not revoked"),
    ("date of registration", Kind.DATE, "record", lambda _person, _case, _charge: NOT_APPLICABLE,
     "On which day did {record} begin?", "the date of registration, if any, is before January 1, 2010"),
    ("total length of the sentence", Kind.PERIOD, "record", _length,
     "How long is the sentence of {record} in all?",
     "the day that is the total length of the sentence after the date of sentence is before the review date"),
    ("maximum punishment", Kind.PERIOD, "record", _from_charge("maximum"),
     "What is the longest imprisonment that the law allowed for {record}?",
     "the maximum punishment is at most 92 days"),
    ("amount of cannabis flower", Kind.WEIGHT, "record", _from_charge("flower"),
     "How many grams of cannabis flower was {record} about?",
     "the amount of cannabis flower is at most 28.5 grams"),
    ("amount of concentrated cannabis", Kind.WEIGHT, "record", _from_charge("concentrate"),
     "How many grams of concentrated cannabis was {record} about?",
     "the amount of concentrated cannabis is at most 8 grams"),
    ("number of plants", Kind.NUMBER, "record", _from_charge("plants"),
     "How many living plants was {record} about?", "the number of plants is at most 6"),
    ("restitution owed", Kind.MONEY, "case", _from_case("restitution_owed"),
     "How much restitution is still owed in the case of {record}?", "the restitution owed is at most $0"),
    ("fines owed", Kind.MONEY, "case", _from_case("fines_owed"),
     "How much in fines is still owed in the case of {record}?", "the fines owed are at most $100"),
    ("county", Kind.WORD, "case", _from_case("county"),
     "In which county is the court of {record}?", "the conviction is in Contra Costa County"),
)  # fmt: skip

VOCABULARY: dict[str, FactDefinition] = {row[0]: FactDefinition(*row) for row in _TABLE}
"""The facts by phrase."""

ALIASES: dict[str, str] = {
    "date of release from prison": "date of release",
    "date of release from custody": "date of release",
    "date of charge": "date of filing",
    "number of living plants": "number of plants",
    "weight of cannabis flower": "amount of cannabis flower",
    "length of the sentence": "total length of the sentence",
    "end of the sentence": "end of sentence",
    "date of the sentence": "date of sentence",
}
"""Other phrases for the same facts."""

LEVELS: tuple[str, ...] = ("lawful", "infraction", "misdemeanor", "felony")
"""From the least to the most serious."""

QUALITIES: tuple[str, ...] = ("pending", "current", "dismissed", "acquitted")
"""What a counted record may be, besides a level: a charge with no end yet, a registration that lasts, a charge that
the court dismissed, a charge of which the person was acquitted."""

DATE_OF_NOUN: dict[str, str] = {
    "conviction": "date of conviction",
    "charge": "date of filing",
    "arrest": "date of arrest",
    "registration": "date of registration",
}
"""The date that counts when a history phrase says ``before`` and the like."""

SENTENCE_KINDS: tuple[str, ...] = (
    "prison", "jail", "probation", "supervision", "fine", "restitution", "community service",
)  # fmt: skip
"""What ``the sentence includes`` may ask for."""
