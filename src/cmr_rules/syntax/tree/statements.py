"""The sentences of a rule file."""

from __future__ import annotations

from attrs import field, frozen

from cmr_rules.syntax.tree.offenses import Days, Offenses
from cmr_rules.syntax.tree.phrases import Condition, Counted, Value, Words
from cmr_rules.syntax.tree.words import (
    NO_REMARKS,
    Citation,
    Day,
    Mark,
    Name,
    Node,
    Note,
    Remarks,
    Text,
)


@frozen
class Statement(Node):
    """A sentence, with the remarks that stand in it outside its outline."""

    remarks: Remarks = field(default=NO_REMARKS, kw_only=True)


@frozen
class Title(Statement):
    """``Statute "…".`` *kind* is ``Statute``, ``Policy`` or ``Definitions``."""

    kind: str
    title: Text


@frozen
class Jurisdiction(Statement):
    """``Jurisdiction: California, Contra Costa County.``"""

    places: tuple[Words, ...]


@frozen
class Authority(Statement):
    """``Authority: HS 11361.9.``"""

    citations: tuple[Citation, ...]


@frozen
class InForce(Statement):
    """``In force: from November 9, 2016.`` or ``… from A through B.``"""

    first: Day
    last: Day | None = None


@frozen
class LeapDayRule(Statement):
    """``Leap day: March 1.`` *rule* is ``February 28``, ``March 1`` or ``undeclared``."""

    rule: str


@frozen
class Use(Statement):
    """``Use "ca/offenses".``"""

    name: Text


@frozen
class Option(Statement):
    """``Option Age Threshold: age between 40 and 65 years, normally 50 years, or off.``

    *kind* is ``between``, ``age``, ``yes or no``, ``any of`` or ``county``. *normal* is None for ``normally off`` and
    for ``to be chosen``. For yes or no it is `Words` ``yes`` or ``no`` and there are no bounds. For ``any of`` it is
    a list of sections within *bound*; for a county, *bound* and *normal* are the `Words` of the state.
    """

    name: Name
    kind: str
    low: Value | None
    high: Value | None
    normal: Value | Offenses | None
    may_be_off: bool
    bound: Offenses | Words | None = None


@frozen
class FactDeclaration(Statement):
    """``Fact Restitution Paid: yes or no, about each conviction.``

    *kind* is ``yes or no``, ``date``, ``number``, ``weight``, ``money``, ``period`` or ``one of``; *about* is
    ``conviction``, ``charge``, ``case`` or ``person``.
    """

    name: Name
    kind: str
    words: tuple[Words, ...]
    about: str


@frozen
class OutcomeItem(Node):
    """``Dismissal, "Eligible for Dismissal", mandatory on petition, which clears the conviction``.

    *effect* is ``""``, ``"clears"``, ``"seals"`` or the level that is left: ``"misdemeanor"``, ``"infraction"``.
    *door* is how the relief is granted: ``""`` (not said), ``"automatic"``, ``"mandatory on petition"`` or
    ``"discretionary on petition"``. *noun* is the kind of record that is cleared or sealed.
    """

    name: Name
    label: Text
    ranked: bool = True
    effect: str = ""
    door: str = ""
    noun: str = ""


@frozen
class Outcomes(Statement):
    """``Outcomes, most favorable first: …; ….``"""

    items: tuple[OutcomeItem, ...]


@frozen
class Covers(Statement):
    """``This policy covers each conviction in Contra Costa County for a Marijuana Offense.``"""

    word: str
    counted: Counted


@frozen
class Case(Node):
    """One item of a value by first match: ``(1) 10 years, if the conviction is a felony``. No condition: otherwise."""

    label: str
    value: Value
    condition: Condition | None
    remarks: Remarks = NO_REMARKS


@frozen
class Cases(Node):
    """``the first of these that applies: …``."""

    items: tuple[Case, ...]


@frozen
class Reading(Node):
    """One item of an open question: ``(1) reading "before the offense": the person has …``."""

    label: str
    name: Text
    meaning: Condition | Value
    remarks: Remarks = NO_REMARKS


@frozen
class OpenQuestion(Node):
    """``… is an open question: (1) reading "…": …; (2) reading "…": …``: what the law leaves open."""

    items: tuple[Reading, ...]


@frozen
class Version(Node):
    """One item of `Versions`: ``(1) from November 9, 2016 through June 26, 2017: 4 grams``.

    A condition follows ``that``.
    """

    label: str
    days: Days
    meaning: Condition | Value
    remarks: Remarks = NO_REMARKS


@frozen
class Versions(Node):
    """``the version in force on the review date: …``. *on* is the date that chooses."""

    on: Value
    items: tuple[Version, ...]


@frozen
class Term(Statement):
    """``NAME means …``: a condition (after ``that``), offenses, a value, a value by first match, versions; or an open
    question.

    ``NAME means OTHER.`` with a single bare name is read as `Offenses`; the resolver decides what it is.
    """

    name: Name
    meaning: Condition | Offenses | Value | Cases | Versions | OpenQuestion
    is_condition: bool = False


@frozen
class Unless(Node):
    """``unless …``: what defeats a rule, and the outcome *in which case* it receives another."""

    condition: Condition
    outcome: Name | None = None


@frozen
class RuleDays(Node):
    """``, in force from D through D, chosen by the date of offense``. Without *on*, the review date chooses."""

    days: Days
    on: Value | None = None


@frozen
class Rule(Statement):
    """``Rule "adult possession" […]: A conviction receives Dismissal if …; unless ….``

    *in_force* holds the days on which this version of the rule applies; None: always.
    """

    title: Text
    noun: str
    outcome: Name
    condition: Condition
    unless: Unless | None = None
    in_force: RuleDays | None = None


@frozen
class Step(Node):
    """``(1) Not Eligible, because "…", if …`` or ``…, otherwise`` (no condition)."""

    label: str
    outcome: Name
    because: Text | None
    condition: Condition | None
    remarks: Remarks = NO_REMARKS


@frozen
class Decide(Statement):
    """``Decide by the first of these that applies: ….``"""

    steps: tuple[Step, ...]


@frozen
class Otherwise(Statement):
    """``Otherwise a conviction receives No Relief.``"""

    noun: str
    outcome: Name
    because: Text | None = None


@frozen
class Cap(Node):
    """``at most 2 felony convictions``, ``at most 1 conviction for PC 187``: how many places, and for what."""

    number: int
    counted: Counted


@frozen
class Limit(Statement):
    """``Limit "lifetime" on "felonies": at most 2 felony convictions of a person, …; a conviction over the limit …``.

    Args:
        title: Its name.
        rules: The titles of the rules whose relief it limits.
        caps: How many places there are, for records of each kind.
        order: ``the earliest Order Of Use first``: the day by which places are used; None if nothing says it.
        latest: The latest day comes first.
        one_for_each: ``counting one for each transaction``: ``"transaction"`` or None.
        counting: ``counting each conviction for which …``: what uses a place whatever is decided now.
        noun, outcome: What a record over the limit receives.
    """

    title: Text
    rules: tuple[Text, ...]
    caps: tuple[Cap, ...]
    order: Value | None
    latest: bool
    one_for_each: str | None
    counting: Counted | None
    noun: str
    outcome: Name


@frozen
class Presumption(Statement):
    """``If Lesser Offense is unknown, it is presumed true.`` / ``… it is presumed to be the date of conviction.``

    *value* is `Words` ``true`` or ``not true`` for a condition. *untouched* is what it leaves alone:
    ``…, but nothing is presumed of the date of offense and the level``.
    """

    subject: Value
    value: Value
    untouched: tuple[Value, ...] = ()


@frozen
class ListedIn(Node):
    """``the one listed in "mi/offenses.csv"``: the value that a table has for the offense."""

    file: Text


@frozen
class Derivation(Statement):
    """``If the end of sentence is not recorded, it is the day that is the total length of … after ….``

    Or ``If the maximum punishment is unknown, it is the one listed in "mi/offenses.csv".``
    """

    subject: Value
    value: Value | ListedIn


@frozen
class Follows(Statement):
    """``For Prior Super Strike, this policy follows the reading "before the conviction".``"""

    name: Name
    reading: Text
    word: str = "policy"


@frozen
class Quote(Statement):
    """Quoted law: the lines from ``> `` to a blank line, as written, without the mark."""

    text: str


@frozen
class TextNotAtHand(Statement):
    """``Text not at hand.``"""


@frozen
class MarkStatement(Statement):
    """``Unverified: why.`` or ``Verified by … on ….`` as a sentence: it marks the statement before it."""

    mark: Mark


@frozen
class Comment(Statement):
    """``[Note: …]`` between sentences."""

    note: Note
