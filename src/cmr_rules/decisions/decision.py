"""What follows for one record on one day, and why: the data that reports print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum

from attrs import field, frozen

from cmr_rules.decisions import reports
from cmr_rules.records.person import Where


class Status(Enum):
    """Whether there is an answer. `NEEDS_REVIEW` is the engine's own and never an outcome of a policy."""

    DECIDED = "decided"
    NEEDS_REVIEW = "needs review"
    NOT_COVERED = "not covered"


@frozen
class RecordReference:
    """Which record a decision, or a question, is about.

    Args:
        number: Its place among the convictions of the person, from 1 (0: the person as a whole).
        title: ``conviction 2``, ``arrest 1``.
        charge_id, count, case, county, offense, level, convicted_on: As reports print them; empty when unknown.
        charge: What the record itself writes as the code section.
        kind: ``conviction``, ``charge``, ``arrest``, ``case``, ``person``, or what the event is.
        on: The date by which the record is known: of conviction, of filing, of arrest; empty when unknown.
        counts: Of an arrest or a case, the identifiers of its counts; of a count, its own.
    """

    number: int
    title: str
    charge_id: str = ""
    count: str = ""
    case: str = ""
    county: str = ""
    offense: str = ""
    level: str = ""
    convicted_on: str = ""
    where: Where | None = field(default=None, eq=False)
    kind: str = "conviction"
    on: str = ""
    counts: tuple[str, ...] = ()

    @property
    def as_told(self) -> str:
        """As a scenario calls it, by the label that it has there; of an event, by its number."""
        return f"{self.kind} {self.charge_id}" if self.charge_id else self.title

    @property
    def heading(self) -> str:
        """The first line of an explanation: ``Conviction 2 · HS 11359 · felony · May 12, 2009 · …``."""
        if self.kind == "person":
            return self.title.capitalize()
        parts = (self.title.capitalize(), self.offense or "offense unknown", self.level or "level unknown",
                 self.on or self.convicted_on or "date unknown", self.county or "county unknown")  # fmt: skip
        return " · ".join(parts)


@frozen
class AnswerEffect:
    """What one answer to a missing fact would lead to; several outcomes when other facts are missing too."""

    answer: str
    outcomes: tuple[str, ...]


@frozen
class DifferingReadings:
    """An open question of law of which the readings lead to different outcomes.

    Args:
        question: The name that the rule file gives it.
        citations: The law that leaves it open.
        answers: What each reading would lead to.
    """

    question: str
    citations: tuple[str, ...]
    answers: tuple[AnswerEffect, ...]


@frozen
class MissingFact:
    """A fact that could change the outcome.

    Args:
        record: Whose fact it is.
        fact: The phrase of the vocabulary, or the name that the rule file declares.
        question: What a person must find out, in plain English.
        fault: What is wrong with the data, if the record holds something that cannot be right; else empty.
        answers: What each answer would lead to.
        answerable: Whether a value for it can be entered (false: another record would have to be found).
    """

    record: RecordReference
    fact: str
    question: str
    fault: str = ""
    answers: tuple[AnswerEffect, ...] = ()
    answerable: bool = True

    @property
    def words(self) -> str:
        """``the date of birth`` or ``the date of offense of conviction 2``."""
        if self.fact.startswith(("another ", "number of each ")):
            return self.fact
        if self.fact.startswith("decision under "):
            return f"the {self.fact} on {self.record.title}"
        name = f"the {self.fact}" if self.fact[:1].islower() else self.fact
        return f"{name} of {self.record.title}" if self.record.number else name


@frozen
class Line:
    """One line of an explanation.

    Args:
        label: The labels of the outline, such as ``(4)(B)``; empty for a definition that is being opened.
        words: The condition as the file says it, options filled in.
        truth: True, false, or None for unknown.
        finding: The facts that made it so.
        citations: The authority of the item itself.
        children: What it was made of.
        decisive: Whether the line above rests on it; a short explanation leaves out the others.
    """

    label: str
    words: str
    truth: bool | None
    finding: str = ""
    citations: tuple[str, ...] = ()
    children: tuple[Line, ...] = ()
    decisive: bool = True


@frozen
class Explanation:
    """Why a decision came out as it did, before it is text."""

    heading: str
    verdict: str
    provision: str
    lines: tuple[Line, ...]
    remarks: tuple[str, ...] = ()


@frozen
class Reproduction:
    """What gives the same decision again, years later.

    Args:
        law: The name of the statute or policy.
        files: Every rule file read, with the SHA-256 of its text.
        options: The options as set.
        as_of: The review date.
        library, language: Versions.
        readings: The readings that are followed, by the name of the open question of law.
        after: What gives the decisions of the statutes that were applied before, in their order.
        grant_discretionary: Whether relief that a court may refuse counted as granted there.
    """

    law: str
    files: Mapping[str, str]
    options: Mapping[str, str]
    as_of: date
    library: str
    language: str
    readings: Mapping[str, str] = field(factory=dict)
    after: tuple[Reproduction, ...] = ()
    grant_discretionary: bool = False


@frozen
class Decision:
    """The answer for one covered record on one review date.

    Args:
        status: Decided, needs review, or not covered.
        person_id: Whose record.
        record: Which record: a conviction, a charge, an arrest, a case or the person.
        outcome, outcome_label: The outcome by name and in the policy's words; empty unless decided.
        reason: The policy's words after ``because``; empty when several steps with different reasons are possible.
        provision: ``step (4)`` or ``Rule "felony sale"``; several are joined by ``or``.
        citations: The authority of the provision.
        basis: ``established``, or what it rests on: ``presumed: …``, ``under the reading … of …``.
        possible: The outcomes that remain, most favorable first; one when decided.
        at_least, at_most: The worst and the best ranked outcome that remain; empty when decided, or when an outcome
            that is not ranked remains.
        missing: Facts of which a single answer can change the outcome.
        readings: Open questions of law of which the reading alone can change the outcome.
        settling: The shortest sets of facts that settle the matter whatever their answers are.
        also: Other provisions that apply too.
        effect: What the outcome does to the record: ``clears``, ``seals``, the level that it leaves, or empty.
        door: How the relief is granted: ``automatic``, ``mandatory on petition``, ``discretionary on petition``, or
            empty when the statute does not say.
        unverified: The marks `Unverified` of the provisions that decided, and of the terms, items, lists and
            derivations that were asked on the way, each with its reason; empty if there are none.
        reproduction: What gives this decision again.
    """

    status: Status
    person_id: str
    record: RecordReference
    outcome: str = ""
    outcome_label: str = ""
    reason: str = ""
    provision: str = ""
    citations: tuple[str, ...] = ()
    basis: str = "established"
    possible: tuple[str, ...] = ()
    at_least: str = ""
    at_most: str = ""
    missing: tuple[MissingFact, ...] = ()
    readings: tuple[DifferingReadings, ...] = ()
    settling: tuple[tuple[str, ...], ...] = ()
    also: tuple[str, ...] = ()
    effect: str = ""
    door: str = ""
    unverified: tuple[str, ...] = ()
    reproduction: Reproduction | None = field(default=None, repr=False)
    _explain: Callable[[Decision], Explanation] | None = field(default=None, eq=False, repr=False, alias="explain_with")
    _when: Callable[[], tuple[date, Decision] | None] | None = field(
        default=None, eq=False, repr=False, alias="when_with"
    )

    @property
    def statute(self) -> str:
        """The name of the statute or policy that decided; empty when the decision was made by hand."""
        return "" if self.reproduction is None else self.reproduction.law

    @property
    def needs_review(self) -> bool:
        """Whether a person must look."""
        return self.status is Status.NEEDS_REVIEW

    @property
    def explanation(self) -> Explanation:
        """Why, as data. It is worked out when it is asked for."""
        assert self._explain is not None
        return self._explain(self)

    def when(self) -> tuple[date, Decision] | None:
        """Return the first later review date on which the outcome changes, and the decision on that day.

        Nothing else is supposed to happen. None when it does not change within a hundred years.
        """
        return None if self._when is None else self._when()

    def explain(self, form: str = "text", *, when: bool = True, whole: bool = False) -> str:
        """Return the explanation as ``text``, ``json`` or ``html``; *when* adds the first later change.

        As text it shows what decides; *whole* shows every condition.
        """
        return reports.explain(self, form, when=when, whole=whole)
