"""``explain`` and ``sample``: why the decisions about people came out as they did."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import click
from attrs import Factory, define

from cmr_rules.batch.faults import RunError
from cmr_rules.batch.folder import write_whole
from cmr_rules.batch.inputs import Answers, read, warn_of_format
from cmr_rules.batch.run import Stage, declared_kinds, total_size
from cmr_rules.cli.params import Query, example, records
from cmr_rules.cli.terminal import colored, plain, progress, say
from cmr_rules.decisions.decision import Decision, Status
from cmr_rules.decisions.reports.html import part_title, to_page
from cmr_rules.in_order import InOrder
from cmr_rules.records.person import Person


def _people(program: InOrder, query: Query, stage: Stage) -> Iterator[Person]:
    """Read people with the answers put in.

    Raises:
        RunError: If a file is not what it was said to be.
    """
    known = Answers.read(query.answers, declared_kinds(program))
    reading = read(query.inputs, stage("reading", total_size(query.inputs.files)))
    if warning := warn_of_format(query.inputs, reading):
        raise RunError(warning)
    for person in reading.persons:
        yield known.apply(person)


@click.command(
    epilog=example("cmr-rules explain ca/policies/contra-costa --as-of 2019-07-01 --input doj.csv --person 1001")
)
@records
@click.option("--person", "person_id", required=True, metavar="ID", help="Whose record, as decisions.csv names it.")
@click.option("--conviction", type=click.IntRange(1), metavar="N", help="Only conviction N of the record.")
@click.option(
    "--record", "title", metavar="TITLE", help='Only this record, such as "arrest 1", as decisions.csv names it.'
)
@click.option("--form", "shape", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@click.option("--whole", is_flag=True, help="Show every condition, not only what decides.")
def explain(
    query: Query, person_id: str, conviction: int | None, title: str | None, shape: str, *, whole: bool
) -> None:
    """Show why the records of one person were decided as they were, and what is missing."""
    program = query.programs()
    with progress() as stage:
        people = _people(program, query, stage)
        person = next((person for person in people if person.person_id == person_id), None)
    if person is None:
        raise RunError("the files hold no person with that identifier")
    decisions = program.decide(person, as_of=query.as_of)
    named = title or (f"conviction {conviction}" if conviction else "")
    wanted = [one for one in decisions if not named or one.record.title == named]
    if not wanted:
        what = f"{named} of this person" if named else f"no {' and no '.join(program.nouns)} of this person"
        words = "; ".join(one.law.covers_words for one in program.programs)
        raise RunError(f"{what} is {'not ' if named else ''}covered: {words}")
    match shape:
        case "json":
            say(json.dumps([json.loads(one.explain("json")) for one in wanted], ensure_ascii=False, indent=2))
        case "html":
            found = [(part, [one.explain("html") for one in decided]) for part, decided in _by_statute(program, wanted)]
            say(to_page(program.title, [section for part, own in found for section in (part_title(part), *own)]))
        case _:
            found = [
                (part, [_text(one, whole=whole) for one in decided]) for part, decided in _by_statute(program, wanted)
            ]
            say("\n\n".join(text for part, own in found for text in (*([part] if part else []), *own)))


def _by_statute(program: InOrder, decisions: Sequence[Decision]) -> Iterator[tuple[str, list[Decision]]]:
    """Put decisions under the title of their statute; a single one has none."""
    for one in program.programs:
        own = [decision for decision in decisions if decision.statute == one.law.name]
        if own:
            yield f"{one.law.title} · {one.law.name}" if len(program.programs) > 1 else "", own


def _text(decision: Decision, *, whole: bool) -> str:
    text = decision.explain(whole=whole)
    return colored(text) if sys.stdout.isatty() else plain(text)


@define
class _Basket:
    """A sample of a stream: each member is kept with the same chance, as the seed says."""

    size: int
    chance: Random
    seen: int = 0
    kept: list[Decision] = Factory(list)

    def add(self, decision: Decision) -> None:
        self.seen += 1
        if len(self.kept) < self.size:
            self.kept.append(decision)
        elif (place := self.chance.randrange(self.seen)) < self.size:
            self.kept[place] = decision


def draw(decisions: Iterable[Decision], size: int, seed: int) -> dict[tuple[str, str, str], tuple[int, list[Decision]]]:
    """Choose decisions of each provision and reason.

    Returns:
        By verdict, provision and statute: how many there are, and at most *size* of them by person. The same decisions
        and seed give the same sample.
    """
    baskets: dict[tuple[str, str, str], _Basket] = {}
    for decision in decisions:
        verdict = decision.outcome if decision.status is Status.DECIDED else decision.status.value
        key = f"{verdict}: {decision.reason}" if decision.reason else verdict, decision.provision, decision.statute
        if key not in baskets:
            baskets[key] = _Basket(size, Random(f"{seed}/{key[:2]}"))  # noqa: S311  # nothing here is secret
        baskets[key].add(decision)
    return {
        key: (basket.seen, sorted(basket.kept, key=lambda one: (one.person_id, one.record.number)))
        for key, basket in sorted(baskets.items(), key=lambda item: (item[0][1], item[0][0]))
    }


@click.command(
    epilog=example(
        "cmr-rules sample ca/policies/contra-costa --as-of 2019-07-01 --input doj.csv --seed 7 --output sample.txt"
    )
)
@records
@click.option("--per-reason", default=10, show_default=True, type=click.IntRange(1, 1000),
              help="How many of each step and reason.")  # fmt: skip
@click.option("--seed", required=True, type=int, help="Chooses them: the same seed gives the same sample.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write to a file that does not exist yet.")  # fmt: skip
def sample(query: Query, per_reason: int, seed: int, output: Path | None) -> None:
    """Draw records decided by each step, with their explanations, for counsel to read before signing."""
    if output is not None and output.exists():
        raise RunError(f"`{output}` exists already; choose another file")
    program = query.programs()
    with progress() as stage:
        people = _people(program, query, stage)
        drawn = draw((one for person in people for one in program.decide(person, as_of=query.as_of)), per_reason, seed)
    text = _report(program, query.as_of, seed, drawn)
    if output is None:
        say(text)
        return
    write_whole(output, text + "\n")
    chosen = sum(len(kept) for _, kept in drawn.values())
    click.echo(f"{output}: {chosen} of {sum(seen for seen, _ in drawn.values()):,} decisions")


def _report(
    program: InOrder, as_of: date, seed: int, drawn: dict[tuple[str, str, str], tuple[int, list[Decision]]]
) -> str:
    options = "; ".join(f"{name}: {value}" for one in program.programs for name, value in one.options.items())
    parts = [f"{program.title}\nas of {as_of.isoformat()}{f'; {options}' if options else ''}; sample by seed {seed}"]
    for (verdict, provision, _), (seen, kept) in drawn.items():
        title = f"{provision or 'no provision'} · {verdict} · {len(kept)} of {seen:,}"
        parts.append(f"{title}\n{'-' * len(title)}")
        under = f" under {kept[0].statute}" if len(program.programs) > 1 else ""
        parts += [f"Person {one.person_id}{under}\n{one.explain()}" for one in kept]
    if not drawn:
        parts.append(f"no {' and no '.join(program.nouns)} in these files is covered")
    return plain("\n\n".join(parts))
