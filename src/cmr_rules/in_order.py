"""Several statutes in order: each decides the record as the earlier ones left it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from attrs import evolve, frozen

from cmr_rules.decisions.decision import Decision, Reproduction
from cmr_rules.decisions.sequence import Stage, Step, decide_in_order
from cmr_rules.engine import OptionError, Program
from cmr_rules.records.person import Person


@frozen
class InOrder:
    """Statutes that are applied one after the other; `in_order` makes it.

    Args:
        programs: Each statute with its options and readings, in order.
        grant_discretionary: Whether relief that a court may refuse counts as granted for the statutes that follow.
    """

    programs: tuple[Program, ...]
    grant_discretionary: bool = False

    def decide(self, person: Person, *, as_of: date) -> tuple[Decision, ...]:
        """Decide every record of *person* that a statute covers: by the first, then by the second, and so on.

        A later statute finds what earlier ones did: a conviction that was cleared or sealed no longer stands, one that
        was redesignated has its new level. Where an earlier decision needs review, each outcome that it left possible
        is tried; what all give alike stands, and else the later decision needs review too, missing ``the decision
        under NAME on conviction 1``.

        Returns:
            The decisions of the first statute, then those of the second; `Decision.statute` tells them apart.

        Raises:
            OptionError: An option without a normal value was not chosen.
        """
        return tuple(decision for step in self.steps(person, as_of=as_of) for decision in step.decisions)

    def steps(self, person: Person, *, as_of: date) -> tuple[Step, ...]:
        """Return what each statute decides, with the record as it found it. As `decide` else."""
        for program in self.programs:
            program.require_options()
        stages = [Stage(program.law, partial(program.decide, as_of=as_of)) for program in self.programs]
        made = decide_in_order(stages, person, as_of, grant_discretionary=self.grant_discretionary)
        earlier: tuple[Reproduction, ...] = ()
        steps = []
        for program, step in zip(self.programs, made, strict=True):
            own = program.reproduction(as_of)
            whole = evolve(
                own,
                files={name: digest for one in (*earlier, own) for name, digest in one.files.items()},
                after=earlier,
                grant_discretionary=self.grant_discretionary and bool(earlier),
            )
            steps.append(evolve(step, decisions=tuple(evolve(one, reproduction=whole) for one in step.decisions)))
            earlier = (*earlier, own)
        return tuple(steps)

    @property
    def title(self) -> str:
        """The titles of the statutes, in their order."""
        return ", then ".join(program.law.title for program in self.programs)

    @property
    def nouns(self) -> tuple[str, ...]:
        """The kinds of records that a statute covers."""
        return tuple(dict.fromkeys(noun for program in self.programs for noun in program.law.nouns))

    @property
    def fact_kinds(self) -> Mapping[str, str]:
        """Every fact that can be answered, with the kind of its answer.

        Raises:
            OptionError: Two statutes declare a fact of one name, and not alike.
        """
        kinds: dict[str, str] = {}
        for program in self.programs:
            for name, kind in program.fact_kinds.items():
                if kinds.setdefault(name, kind) != kind:
                    raise OptionError(f"the statutes declare `{name}`, once as {kinds[name]} and once as {kind}")
        return kinds


def in_order(programs: Sequence[Program], *, grant_discretionary: bool = False) -> InOrder:
    """Apply statutes one after the other.

    Args:
        programs: Each as `cmr_rules.load` returns it, in order.
        grant_discretionary: Relief of which an outcome says ``discretionary on petition`` changes nothing for the
            statutes that follow, since the court may refuse it, unless this says that it counts as granted.

    Raises:
        OptionError: There is none, one only defines terms, or one is given twice.

    Example:
        >>> from cmr_rules import load
        >>> several = in_order([load("ca/prop64"), load("ca/hs-11361.5")])
        >>> several.decide(Person("nobody"), as_of=date(2025, 6, 1))
        ()
    """
    if not programs:
        raise OptionError("no statute is given")
    names: set[str] = set()
    for program in programs:
        if program.law.covers is None:
            raise OptionError(f"`{program.law.name}` only defines terms and decides nothing")
        if program.law.name in names:
            raise OptionError(f"`{program.law.name}` is given twice")
        names.add(program.law.name)
    made = InOrder(tuple(programs), grant_discretionary)
    _ = made.fact_kinds  # see that the statutes agree on them
    return made
