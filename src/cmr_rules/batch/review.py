"""``review.csv``: the questions whose answers would settle decisions; filled in, it goes back with ``--facts``."""

from __future__ import annotations

from collections.abc import Container
from functools import partial
from pathlib import Path

from attrs import Factory, define

from cmr_rules.batch.cells import case_text, csv_line, date_text, find_record, offense_text
from cmr_rules.batch.faults import ProofError
from cmr_rules.batch.safe import Safety
from cmr_rules.decisions.decision import Decision, DifferingReadings, MissingFact, RecordReference
from cmr_rules.records.answers import BUILT_IN, COLUMNS
from cmr_rules.records.person import Person

_NO_FACT = "no single fact settles it; a person must look at the record"


@define
class Review:
    """The questions, each asked once, with what its answers would lead to.

    Args:
        safety: What makes cells harmless.
        declared: The facts that the rule files declare.
        several: Whether several statutes decide: what answers lead to is then said for each of them by name.
    """

    safety: Safety
    declared: Container[str] = ()
    several: bool = False
    _lines: list[str] = Factory(list)

    def add(self, person: Person, decisions: tuple[Decision, ...]) -> None:
        """Keep the questions about one person."""
        asked: dict[tuple[str, ...], tuple[MissingFact, list[tuple[str, str]]]] = {}
        for decision in decisions:
            if decision.needs_review and not decision.missing and not decision.readings:
                fact = _unsettled(decision)
                asked.setdefault((decision.record.charge_id, "", fact.question), (fact, []))
            for fact in (*decision.missing, *map(partial(_open, decision), decision.readings)):
                charge = fact.record.charge_id if fact.record.number else ""
                key = (charge, fact.fact, "" if self._can_be_entered(fact) else fact.question)
                title = decision.record.title if decision.record.number else ""
                if self.several:
                    title = f"{title} under {decision.statute}".strip()
                asked.setdefault(key, (fact, []))[1].append((title, _answers(fact)))
        for fact, answers in asked.values():
            self._lines.append(csv_line(map(self.safety.cell, self._cells(person, fact, _joined(answers)))))

    def _cells(self, person: Person, fact: MissingFact, answers: str) -> tuple[str, ...]:
        name = fact.fact if self._can_be_entered(fact) else ""
        question = f"{fact.question} ({fact.fault})" if fact.fault else fact.question
        if not fact.record.number:
            about: tuple[str, ...] = ("", "", "", "", "")
        else:
            about = _about(person, fact.record)
        return (person.person_id, *about, name, question, answers, "", "", "")

    def _can_be_entered(self, fact: MissingFact) -> bool:
        """Whether an answer in the file would reach the record."""
        return fact.answerable and (fact.fact in BUILT_IN or fact.fact in self.declared)

    def write(self, path: Path) -> int:
        """Write the questions and return their number."""
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(csv_line(COLUMNS) + "\n")
            file.writelines(f"{line}\n" for line in self._lines)
        return len(self._lines)


def _about(person: Person, record: RecordReference) -> tuple[str, ...]:
    """Return case, count, charge, offense and date of conviction; of an event, what the question says of it."""
    try:
        case, charge = find_record(person, record)
    except ProofError:
        return record.case, record.count, record.charge_id, record.offense, record.convicted_on
    return case_text(case), charge.count, charge.charge_id, offense_text(charge), date_text(charge.convicted_on)


def _open(decision: Decision, question: DifferingReadings) -> MissingFact:
    """Put an open question of law, which no answer about a record settles."""
    words = f"The law is open, and its readings differ: {question.question}. Which one does the office follow?"
    return MissingFact(decision.record, "", words, answers=question.answers, answerable=False)


def _unsettled(decision: Decision) -> MissingFact:
    """Stand in for the question when no single fact changes the outcome."""
    sets = "; or ".join(" and ".join(facts) for facts in decision.settling)
    question = f"Several facts together settle it: {sets}" if sets else _NO_FACT
    return MissingFact(decision.record, "", question, answerable=False)


def _answers(fact: MissingFact) -> str:
    """Return ``at most 6: Dismissal; more than 6: Redesignation``."""
    return "; ".join(
        f"{one.answer}: {' or '.join(outcome or 'not covered' for outcome in one.outcomes)}" for one in fact.answers
    )


def _joined(answers: list[tuple[str, str]]) -> str:
    """Say once what is the same for every record that turns on the fact, else for each record by name."""
    texts = list(dict.fromkeys(text for _, text in answers if text))
    if len(texts) <= 1:
        return "".join(texts)
    return " | ".join(f"{title}: {text}" if title else text for title, text in answers if text)
