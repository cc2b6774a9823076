"""Scenarios: people told in English, and what is expected of them. And the document as a whole."""

from __future__ import annotations

from typing import TypeAlias

from attrs import field, frozen

from cmr_rules.syntax.tree.offenses import OffenseItem, Offenses
from cmr_rules.syntax.tree.phrases import Length, Value, Words
from cmr_rules.syntax.tree.statements import Statement
from cmr_rules.syntax.tree.words import NO_REMARKS, Day, Name, Node, Remarks, Text


@frozen
class SentencePart(Node):
    """``90 days in jail``, ``3 years of probation``, ``life in prison``, ``a fine``. *length* None: none."""

    length: Length | Words | None
    kind: str


@frozen
class Sentenced(Node):
    """``sentenced on June 1, 2012 to 2 years in prison and 3 years of probation``."""

    parts: tuple[SentencePart, ...]
    on: Day | None = None


@frozen
class Told(Node):
    """``whose date of offense is March 3, 2008``; *value* `Words` ``unknown`` / ``not applicable`` / ``not yet``."""

    words: str
    value: Value


@frozen
class ToldName(Node):
    """``whose Restitution Paid is true``: a declared fact."""

    name: Name
    value: Value


@frozen
class Released(Node):
    """``released on May 20, 2014``."""

    on: Day


@frozen
class SetAside(Node):
    """``dismissed on May 1, 2012``, ``probation ended on …``, ``reduced to a felony``. *level* only for reduced."""

    word: str
    on: Day | None
    level: Words | None = None


@frozen
class Filed(Node):
    """``in case "12345"`` (*what* ``case``), ``in cycle "2"`` (*what* ``cycle``), ``in transaction "A"``."""

    what: str
    text: Text


Detail: TypeAlias = Sentenced | Told | ToldName | Released | SetAside | Filed


@frozen
class RecordItem(Node):
    """``(1) a felony conviction in Contra Costa County for HS 11358 on April 11, 1981, sentenced to …``.

    ``(2) a time in custody from D through D`` has the noun ``custody``; *through* is its last day, None while it lasts.
    """

    label: str
    noun: str
    qualities: tuple[Words, ...]
    place: Words | None
    offense: OffenseItem | Words | None
    on: Day | Words | None
    details: tuple[Detail, ...] = ()
    remarks: Remarks = NO_REMARKS
    through: Day | Words | None = None


@frozen
class PersonTold(Statement):
    """``A person born March 14, 1960 has: ….`` *perhaps_others* marks an open record."""

    born: Day | None
    died: Day | Words | None
    details: tuple[Told | ToldName, ...]
    records: tuple[RecordItem, ...]
    perhaps_others: bool = False


@frozen
class Setting(Node):
    """``with Age Threshold at 60 years``, ``… off`` (*value* None), or ``with Prior Strike read as "at any time"``.

    A place is `Words`; a list of sections is `Offenses`.
    """

    name: Name
    value: Value | Offenses | Text | None


@frozen
class Missing(Node):
    """``missing the date of birth``, ``missing the date of offense of conviction (2)``; *name* for declared facts.

    *under* is the earlier statute of ``missing the decision under "ca/prop64" on conviction (1)``.
    """

    words: str
    name: Name | None = None
    noun: str | None = None
    label: str | None = None
    under: Text | None = None


@frozen
class Expectation(Statement):
    """``On July 1, 2019, conviction (2) receives Dismissal, because "No convictions in past 5 years".``

    *verdict* is ``receives``, ``needs review`` or ``is not covered``. *label* is empty for ``the person``.
    """

    on: Day
    settings: tuple[Setting, ...]
    noun: str
    label: str
    verdict: str
    outcome: Name | None = None
    because: Text | None = None
    at_least: Name | None = None
    at_most: Name | None = None
    missing: tuple[Missing, ...] = ()
    presumed: bool = False
    reading: Text | None = None
    readings: tuple[Name, ...] = ()
    after: tuple[Text, ...] = ()

    @property
    def record(self) -> str:
        """Of what it speaks: ``conviction (2)``, ``the person``."""
        return f"{self.noun} ({self.label})" if self.label else f"the {self.noun}"


@frozen
class Scenario(Statement):
    """``Scenario "two old felonies".`` with the person and the expectations that follow it."""

    title: Text
    person: PersonTold | None
    expectations: tuple[Expectation, ...]


@frozen
class ScenarioTable(Statement):
    """``Scenarios "…".`` with a template in which ``{column}`` stands for a cell, and a table.

    *template* is the text of its sentences with blanks made single, one sentence a string. *instances* are the
    scenarios that the rows make, in their order; they are derived, and not compared.
    """

    title: Text
    template: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    instances: tuple[Scenario, ...] = field(default=(), eq=False, repr=False)


@frozen
class Document(Node):
    """A rule file: its statements in order, title first when it is right."""

    statements: tuple[Statement, ...]
