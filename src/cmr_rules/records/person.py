"""The normalized record of one person: cases, counts, what courts did with them, and other events.

After NIEM's names, with the prefix of the type dropped. Nothing here decides law: what counts as relief, which prior
matters and when a sentence ends is written in ``statutes/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from cmr_rules.citations import Offense
from cmr_rules.dates import Period
from cmr_rules.records.values import (
    NOT_APPLICABLE,
    UNKNOWN,
    DataError,
    DateField,
    Level,
    LevelField,
    Missing,
    TextField,
    YesNo,
)

Answer = bool | int | str | date | DataError | Missing
"""The value of a fact that a rule file declares. Money in cents, weights in nanograms, counts as they are."""

NOTHING: Mapping[str, str] = MappingProxyType({})
NO_ANSWERS: Mapping[str, Answer] = MappingProxyType({})

STAGES = ("arrest", "court", "custody", "other")
"""Where a charge was recorded: at an arrest, in court, in custody, or elsewhere (DOJ's step type)."""

ACTION_KINDS = (
    "disposition", "sentence_modified", "probation_revoked", "probation_extended", "reduced", "set_aside", "sealed",
    "reinstated",
)  # fmt: skip

CATEGORIES = (
    "convicted", "acquitted", "dismissed", "prosecutor_rejected", "deferred", "diverted", "transferred", "pending",
    "other", "unknown",
)  # fmt: skip

SENTENCE_KINDS = (
    "prison", "jail", "probation", "supervision", "fine", "restitution", "community_service", "registration", "other",
)  # fmt: skip

EVENT_KINDS = ("arrest", "registration", "death", "custody", "probation", "release", "other")


@frozen
class Sentence:
    """One part of a sentence.

    Args:
        kind: One of `SENTENCE_KINDS`.
        term: How long; ``"life"``; not applicable for a fine; unknown when the record does not say.
        suspended: Whether the execution of this part was suspended.
        concurrent: Whether it runs together with the other parts of the same sentence.
        raw: The text of each parsed value, by field name.
    """

    kind: str = "other"
    term: Period | str | Missing | DataError = UNKNOWN
    suspended: YesNo = False
    concurrent: YesNo = UNKNOWN
    raw: Mapping[str, str] = field(default=NOTHING, eq=False, repr=False)


@frozen
class CourtAction:
    """Something that a court did with a charge, on a day.

    Args:
        kind: One of `ACTION_KINDS`.
        date: The day; of a conviction, the date of conviction.
        category: For a disposition, one of `CATEGORIES`; else ``"other"``.
        level: The level of the offense after this action, or unknown when the action does not say.
        offense: The offense after this action, when it differs from the charge (a lesser offense); else unknown.
        sentence: The parts of the sentence given with this action. Empty is "none recorded".
        sentenced_on: The day of the sentence; unknown means the day of the action.
        end_of_sentence: The day on which the sentence ended or will end, if the record itself says so.
        released_on: The day of release from prison; not applicable if never in prison.
        probation_ended_on, supervision_ended_on: The day on which probation, or supervision after release (parole,
            post-release supervision), ended or will end, if the record itself says so.
        probation_revoked: Whether probation was revoked, where somebody found out; an action ``probation_revoked`` says
            so too, with its day.
        raw: The text of each parsed value, by field name.
    """

    kind: str = "disposition"
    date: DateField = UNKNOWN
    category: str = "unknown"
    level: LevelField = UNKNOWN
    offense: Offense | Missing = UNKNOWN
    sentence: tuple[Sentence, ...] = ()
    sentenced_on: DateField = UNKNOWN
    end_of_sentence: DateField = UNKNOWN
    released_on: DateField = UNKNOWN
    probation_ended_on: DateField = UNKNOWN
    supervision_ended_on: DateField = UNKNOWN
    probation_revoked: YesNo = UNKNOWN
    raw: Mapping[str, str] = field(default=NOTHING, eq=False, repr=False)


@frozen
class Where:
    """The row from which something was read: the file as the user named it, and the physical line from 1."""

    file: str
    line: int


@frozen
class Charge:
    """One count. It is a conviction when one of its actions says so.

    Args:
        charge_id: Unique within the person; the DOJ's count order where there is one.
        count: The number of the count in its case, as a report prints it.
        offense: What was charged; unknown when the text cannot be read (the text stays in ``raw``).
        stage: One of `STAGES`.
        level: The level as charged.
        offense_date: The day of the conduct.
        arrest_date: The day of the arrest for this charge.
        filing_date: The day on which it was filed in court.
        actions: What courts did, in time order as far as it is known.
        flower, concentrate: Weight of the cannabis flower and of the concentrated cannabis, in nanograms.
        plants: The number of living plants.
        maximum: The longest imprisonment that the law allowed; ``"life"``; or unknown.
        separate: False-or-unknown marks a row that may only continue another count.
        transaction: What the record calls the transaction that it comes from; counts of one transaction share it.
        facts: Answers to the facts that rule files declare about each conviction or charge, by name.
        where: The row of its conviction, else of its first mention.
        raw: The text of each parsed value, by field name (``"offense"``, ``"level"`` …).
    """

    charge_id: str = ""
    count: str = ""
    offense: Offense | Missing | DataError = UNKNOWN
    stage: str = "court"
    level: LevelField = UNKNOWN
    offense_date: DateField = UNKNOWN
    arrest_date: DateField = UNKNOWN
    filing_date: DateField = UNKNOWN
    actions: tuple[CourtAction, ...] = ()
    flower: int | Missing | DataError = UNKNOWN
    concentrate: int | Missing | DataError = UNKNOWN
    plants: int | Missing | DataError = UNKNOWN
    maximum: Period | str | Missing | DataError = UNKNOWN
    separate: YesNo = True
    transaction: TextField = UNKNOWN
    facts: Mapping[str, Answer] = field(default=NO_ANSWERS)
    where: Where | None = field(default=None, eq=False)
    raw: Mapping[str, str] = field(default=NOTHING, eq=False, repr=False)

    @cached_property
    def conviction(self) -> CourtAction | None:
        """The action that convicted, or None."""
        return next((a for a in self.actions if a.kind == "disposition" and a.category == "convicted"), None)

    @property
    def is_conviction(self) -> bool:
        """Whether a court convicted the person of this count, whatever happened later."""
        return self.conviction is not None

    @cached_property
    def perhaps_convicted(self) -> bool:
        """Whether a court disposed of the charge and the record does not say how."""
        return (
            self.conviction is None
            and self.stage != "arrest"
            and any(a.kind == "disposition" and a.category == "unknown" for a in self.actions)
        )

    @property
    def is_pending(self) -> bool:
        """Whether the charge is before a court and the record shows no end of it."""
        return self.stage == "court" and all(a.category == "pending" for a in self.actions)

    @property
    def perhaps_pending(self) -> bool:
        """Whether the record tells neither how nor when the charge ended, so that it may be before the court still."""
        return (
            self.stage == "court"
            and not self.is_pending
            and all(a.category == "pending" or (a.category == "unknown" and a.date is UNKNOWN) for a in self.actions)
        )

    @cached_property
    def still_stands(self) -> bool:
        """Whether no later action set the conviction aside or sealed it."""
        stands = False
        for action in self.actions:
            if action.kind == "disposition":
                stands = (stands and action.category not in {"dismissed", "acquitted"}) or (
                    action.category == "convicted"
                )
            elif action.kind in {"set_aside", "sealed"}:
                stands = False
            elif action.kind == "reinstated":
                stands = True
        return stands

    @property
    def convicted_on(self) -> DateField:
        """The date of conviction; not applicable to a charge that is no conviction."""
        if self.perhaps_convicted:
            return next(a.date for a in self.actions if a.kind == "disposition" and a.category == "unknown")
        return NOT_APPLICABLE if self.conviction is None else self.conviction.date

    @property
    def level_as_convicted(self) -> LevelField:
        """The level at the moment of conviction."""
        if self.conviction is None:
            return self.level
        return self.level if self.conviction.level is UNKNOWN else self.conviction.level

    @cached_property
    def level_today(self) -> LevelField:
        """The level after every reduction."""
        level = self.level_as_convicted
        for action in self.actions:
            if action.kind != "disposition" and action.level is not UNKNOWN:
                level = action.level
        return level

    @cached_property
    def convicted_offense(self) -> Offense | Missing | DataError:
        """The offense of the conviction: the one that the court's action names, else the one charged."""
        if self.conviction is not None and isinstance(self.conviction.offense, Offense):
            return self.conviction.offense
        return self.offense

    @cached_property
    def sentencing(self) -> CourtAction | None:
        """The action whose sentence counts today: the last one that gave a sentence."""
        given = [a for a in self.actions if a.sentence]
        return given[-1] if given else self.conviction


@frozen
class Case:
    """One court file, or one arrest, with its counts.

    Args:
        case_id: Unique within the person.
        dockets: The court's case numbers as the record prints them.
        county: The county of the court, such as ``"Contra Costa County"``.
        state: The state of the court, such as ``"California"``.
        cycle: The arrest cycle (DOJ): one arrest and what followed.
        restitution_owed, fines_owed: In cents.
        charges: The counts, in order.
        facts: Answers to declared facts about each case.
        raw: The text of each parsed value, by field name.
    """

    case_id: str = ""
    dockets: tuple[str, ...] = ()
    county: TextField = UNKNOWN
    state: TextField = UNKNOWN
    cycle: TextField = UNKNOWN
    restitution_owed: int | Missing = UNKNOWN
    fines_owed: int | Missing = UNKNOWN
    charges: tuple[Charge, ...] = ()
    facts: Mapping[str, Answer] = field(default=NO_ANSWERS)
    raw: Mapping[str, str] = field(default=NOTHING, eq=False, repr=False)


@frozen
class Event:
    """Something on the record that is no count: a registration, a death, a time in custody.

    Args:
        kind: One of `EVENT_KINDS`.
        date: When it happened; of a registration or a time in custody, its start.
        ended_on: When it ended, its last day; not applicable while it lasts.
        offense: The section it rests on (``PC 290`` for a registration).
        county, state: Where.
        cycle: The arrest cycle it stands in.
    """

    kind: str
    date: DateField = UNKNOWN
    ended_on: DateField = UNKNOWN
    offense: Offense | Missing = UNKNOWN
    county: TextField = UNKNOWN
    state: TextField = UNKNOWN
    cycle: TextField = UNKNOWN
    where: Where | None = field(default=None, eq=False)
    raw: Mapping[str, str] = field(default=NOTHING, eq=False, repr=False)


@frozen
class RecordSource:
    """Where a record comes from, and the places whose events it lists completely.

    Within its places an event that is not listed did not happen; elsewhere it is unknown.

    Args:
        name: What explanations call it, such as ``"CA DOJ bulk file"``.
        covers: States, or ``"everywhere"``.
    """

    name: str
    covers: tuple[str, ...] = ("everywhere",)


@frozen
class Person:
    """All that is known of one person.

    Args:
        person_id: The identifier that reports print.
        birth_date: The date of birth.
        deceased: Whether the record says that the person died; a death event says so too.
        cases: Court files and arrests, in any order.
        events: Registrations, death and so on.
        sources: Where the record comes from. With none, nothing is known about what it does not list.
        incomplete: Why records of this person may be missing (rows set aside); each reason in plain English.
        name, cii: For the lists that courts act on; no rule can ask for them.
        facts: Answers to declared facts about the person, by name.
        raw: The text of each parsed value, by field name.
    """

    person_id: str = ""
    birth_date: DateField = UNKNOWN
    deceased: YesNo = UNKNOWN
    cases: tuple[Case, ...] = ()
    events: tuple[Event, ...] = ()
    sources: tuple[RecordSource, ...] = ()
    incomplete: tuple[str, ...] = ()
    name: str = field(default="", repr=False)
    cii: str = field(default="", repr=False)
    facts: Mapping[str, Answer] = field(default=NO_ANSWERS)
    raw: Mapping[str, str] = field(default=NOTHING, eq=False, repr=False)

    @property
    def charges(self) -> tuple[tuple[Case, Charge], ...]:
        """Every count with its case, in the order of the record."""
        return tuple((case, charge) for case in self.cases for charge in case.charges)

    @property
    def convictions(self) -> tuple[tuple[Case, Charge], ...]:
        """Every count that is a conviction, with its case. Conviction (1) of an explanation is the first."""
        return tuple(pair for pair in self.charges if pair[1].is_conviction)


__all__ = ["Case", "Charge", "CourtAction", "Event", "Level", "Person", "RecordSource", "Sentence", "Where"]
