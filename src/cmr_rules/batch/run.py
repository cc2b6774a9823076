"""One run: read the records, decide every person, write the tables, prove that nothing was lost."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from attrs import define, frozen

from cmr_rules.batch.cells import Found, find_record
from cmr_rules.batch.faults import ProofError, RunError
from cmr_rules.batch.folder import check_output, new_folder
from cmr_rules.batch.inputs import Answers, Inputs, read, warn_of_format
from cmr_rules.batch.lists import Lists, file_name
from cmr_rules.batch.review import Review
from cmr_rules.batch.safe import Safety
from cmr_rules.batch.summary import Summary, Tally, summarize, summarize_several
from cmr_rules.batch.tables import Decisions, write_annotated, write_set_aside
from cmr_rules.decisions.decision import Decision
from cmr_rules.decisions.sequence import Step
from cmr_rules.in_order import InOrder
from cmr_rules.records.person import Person
from cmr_rules.records.reading import Progress, Reading
from cmr_rules.semantics.law import Law


class Decider(Protocol):
    """What a run asks of a loaded statute."""

    @property
    def law(self) -> Law:
        """The checked rule file."""

    @property
    def options(self) -> Mapping[str, str]:
        """The options as set, in words."""

    @property
    def fact_kinds(self) -> Mapping[str, str]:
        """What the answers to declared facts are."""

    def decide(self, person: Person, *, as_of: date) -> tuple[Decision, ...]:
        """Return the decision for every covered record."""


@frozen
class Job:
    """What a run is asked to do.

    Args:
        inputs: The records.
        as_of: The review date.
        output: The folder to make.
        answers: Review files that people filled in.
        force: Whether a folder of an earlier run may be replaced.
        verbatim: Whether rows of the input stay byte for byte even where a spreadsheet would run a cell.
    """

    inputs: Inputs
    as_of: date
    output: Path
    answers: tuple[Path, ...] = ()
    force: bool = False
    verbatim: bool = False


Stage = Callable[[str, int], Progress]
"""Called with what begins (``"reading"``) and how much there is; what it returns is called with each advance."""


def silent(_stage: str, _total: int) -> Progress:
    """Show no progress."""
    return lambda _advance: None


@frozen
class Outcome:
    """What a run gives back besides the folder.

    Args:
        summary: What ``summary.json`` holds.
        first: The first decision made, as an example; None when nothing was covered.
    """

    summary: Summary
    first: Decision | None


@define
class _Tables:
    """The tables that grow with each person."""

    decisions: Decisions
    lists: tuple[Lists, ...]
    review: Review
    tallies: tuple[Tally, ...]
    first: Decision | None = None
    made: int = 0

    def add(self, person: Person, steps: tuple[Step, ...]) -> None:
        for number, step in enumerate(steps):
            self._add(number, step)
        made = tuple(decision for step in steps for decision in step.decisions)
        if made:
            self.made += len(made)
            self.first = self.first or made[0]
            self.review.add(person, made)

    def _add(self, statute: int, step: Step) -> None:
        tally, made = self.tallies[statute], step.decisions
        tally.add(step.person, made)
        if len({(one.record.charge_id, one.record.title) for one in made}) != len(made):
            raise ProofError("one record has two decisions of one statute")
        for decision in made:
            found = Found(decision, *find_record(step.person, decision.record))
            self.decisions.add(found, statute)
            self.lists[statute].add(step.person, found)
            tally.count(found)


def run(program: Decider | InOrder, job: Job, stage: Stage = silent) -> Outcome:
    """Decide every person and write the folder; it appears only when it is complete.

    Args:
        program: The statute with its options, or several in order.
        job: What to do.
        stage: Told of progress.

    Raises:
        RunError: If the job cannot be done as asked.
        ProofError: If the tables do not add up; nothing is written then.
        OSError: If a file cannot be read or written.
    """
    used = (*job.inputs.files, *job.answers, *([job.inputs.mapping] if job.inputs.mapping else []))
    check_output(job.output, force=job.force, used=used)
    answers = Answers.read(job.answers, declared_kinds(program))
    reading = read(job.inputs, stage("reading", total_size(job.inputs.files)))
    if warning := warn_of_format(job.inputs, reading):
        raise RunError(warning)
    safety = Safety()
    files = {name: index for index, name in enumerate(reading.files)}
    laws = [one.law for one in statutes(program)]
    facts = frozenset(name for law in laws for name in law.facts)
    tables = _Tables(
        Decisions(files, safety, laws),
        tuple(Lists(safety) for _ in laws),
        Review(safety, facts, several=len(laws) > 1),
        tuple(Tally(law, job.as_of) for law in laws),
    )
    with new_folder(job.output) as folder:
        with _frozen_records():
            for person in _decided(program, job, reading, answers, stage):
                tables.add(*person)
        summary = _write(folder, program, job, reading, tables, answers, stage)
    return Outcome(summary, tables.first)


def statutes(program: Decider | InOrder) -> tuple[Decider, ...]:
    """Return each statute that decides, in order."""
    return program.programs if isinstance(program, InOrder) else (program,)


def declared_kinds(program: Decider | InOrder) -> dict[str, str]:
    """Return what the answers to the facts are that the rule files declare."""
    declared = {name for one in statutes(program) for name in one.law.facts}
    return {name: kind for name, kind in program.fact_kinds.items() if name in declared}


def total_size(files: Sequence[Path]) -> int:
    """Return the bytes of all files."""
    return sum(path.stat().st_size for path in files)


@contextmanager
def _frozen_records() -> Iterator[None]:
    """Keep the collector of cyclic garbage from going through millions of records that stay."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _decided(
    program: Decider | InOrder, job: Job, reading: Reading, answers: Answers, stage: Stage
) -> Iterator[tuple[Person, tuple[Step, ...]]]:
    advance = stage("deciding", len(reading.persons))
    for person in reading.persons:
        known = answers.apply(person)
        if isinstance(program, InOrder):
            yield known, program.steps(known, as_of=job.as_of)
        else:
            yield known, (Step(program.law.name, known, program.decide(known, as_of=job.as_of)),)
        advance(1)


def _write(
    folder: Path,
    program: Decider | InOrder,
    job: Job,
    reading: Reading,
    tables: _Tables,
    answers: Answers,
    stage: Stage,
) -> Summary:
    """Write every file and return the summary, checked."""
    safety = tables.decisions.safety
    refused = answers.finish()
    rows = {
        "decisions.csv": tables.decisions.write(folder / "decisions.csv"),
        "set_aside.csv": write_set_aside(folder / "set_aside.csv", (*reading.set_aside, *refused), safety),
        "review.csv": tables.review.write(folder / "review.csv"),
    }
    if job.inputs.format == "ca-doj":
        rows["annotated.csv"] = write_annotated(
            folder / "annotated.csv",
            job.inputs.files,
            tables.decisions,
            reading.set_aside,
            None if job.verbatim else safety,
            stage("writing", total_size(job.inputs.files)),
        )
    rows |= _write_lists(folder, tables)
    options = [one.options for one in statutes(program)]
    summary = summarize(tables.tallies[0], reading, options[0], versions(tables.tallies[0]))
    if isinstance(program, InOrder) and len(options) > 1:
        granted = program.grant_discretionary
        summary = summarize_several(tables.tallies, reading, options, summary, grant_discretionary=granted)
    summary["answers"] = answers.report()
    summary["cells_made_safe_for_a_spreadsheet"] = safety.changed
    summary["rows_written"] = rows
    _prove(summary, tables, reading, rows)
    text = json.dumps(summary, ensure_ascii=False, indent=2) + "\n"
    (folder / "summary.json").write_text(text, encoding="utf-8", newline="\n")
    return summary


def _write_lists(folder: Path, tables: _Tables) -> dict[str, int]:
    """Write the lists, those of several statutes each in a folder of its own; return the rows by name of the file."""
    if len(tables.lists) == 1:
        return {f"lists/{name}": number for name, number in tables.lists[0].write(folder / "lists").items()}
    rows: dict[str, int] = {}
    taken: set[str] = set()
    for statute, lists in zip((law.name for law in tables.decisions.laws), tables.lists, strict=True):
        own = stem = file_name(statute)
        number = 1
        while own in taken:
            number += 1
            own = f"{stem}-{number}"
        taken.add(own)
        rows |= {f"lists/{own}/{name}": count for name, count in lists.write(folder / "lists" / own).items()}
    return rows


def _prove(summary: Summary, tables: _Tables, reading: Reading, rows: Mapping[str, int]) -> None:
    """Check that every row and every decision stands where it must, once.

    Raises:
        ProofError: If not.
    """
    decided = sum(sum(tally.by_outcome.values()) for tally in tables.tallies)
    checks = {
        "rows read and rows set aside make all rows": reading.rows == reading.rows_read + len(reading.set_aside),
        "every decision has a line": tables.made == rows["decisions.csv"] == sum(t.decisions for t in tables.tallies),
        "every status is counted": tables.made == sum(sum(t.by_status.values()) for t in tables.tallies),
        "every decided record is on a list": decided == sum(n for name, n in rows.items() if name.startswith("lists/")),
        "every row read is annotated": rows.get("annotated.csv", reading.rows_read) == reading.rows_read,
    }
    wrong = [claim for claim, holds in checks.items() if not holds]
    if wrong:
        raise ProofError(f"the tables do not add up: it does not hold that {' and that '.join(wrong)}")
    summary["checks"] = list(checks)


def versions(tally: Tally) -> dict[str, str]:
    """Return the versions of the library and of the language."""
    if tally.reproduction is not None:
        return {"library": tally.reproduction.library, "language": tally.reproduction.language}
    try:
        return {"library": version("cmr-rules")}
    except PackageNotFoundError:
        return {"library": "unknown"}
