"""Which statute an option or a reading is for, when a command applies several."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cmr_rules.batch.faults import RunError
from cmr_rules.engine import Program

Settings = Sequence[tuple[str, str]]


def set_up(names: Sequence[str], programs: Sequence[Program], options: Settings, readings: Settings) -> list[Program]:
    """Return the statutes with their options and readings.

    ``Waiting Time=5 years`` is for the statute that has such an option; ``ca/pc-1203.4: Waiting Time=5 years`` names
    the statute, which it must when several have one of that name.

    Raises:
        RunError: If it cannot be told which statute is meant, or one thing is set twice.
        OptionError: If a value is not allowed.
    """
    chosen = _shared_out(names, programs, options, "option", lambda program: program.law.options)
    followed = _shared_out(names, programs, readings, "reading", lambda program: program.open_questions)
    return [
        program.with_options(own).with_readings(own_readings)
        for program, own, own_readings in zip(programs, chosen, followed, strict=True)
    ]


def _shared_out(
    names: Sequence[str],
    programs: Sequence[Program],
    settings: Settings,
    what: str,
    known: Callable[[Program], Mapping[str, object]],
) -> list[dict[str, str]]:
    own: list[dict[str, str]] = [{} for _ in programs]
    for written, value in settings:
        statute, colon, name = written.rpartition(":")
        name = name.strip()
        index = _named(statute.strip(), names, programs) if colon else _having(name, programs, what, known)
        if name.casefold() in {given.casefold() for given in own[index]}:
            raise RunError(f"{'an option' if what == 'option' else 'a reading'} is given twice")
        own[index][name] = value
    return own


def _named(statute: str, names: Sequence[str], programs: Sequence[Program]) -> int:
    for index, (name, program) in enumerate(zip(names, programs, strict=True)):
        if statute in {name, program.law.name}:
            return index
    raise RunError(f"`{statute}` is none of the statutes of this command: {', '.join(f'`{name}`' for name in names)}")


def _having(name: str, programs: Sequence[Program], what: str, known: Callable[[Program], Mapping[str, object]]) -> int:
    """Return which statute has it; of a single statute, that one says what is wrong with the name."""
    having = [
        index for index, program in enumerate(programs) if name.casefold() in {one.casefold() for one in known(program)}
    ]
    if len(having) == 1 or len(programs) == 1:
        return having[0] if having else 0
    sort = "an option" if what == "option" else "an open question"
    if not having:
        listed = "; ".join(f"`{one.law.name}`: {', '.join(known(one)) or 'none'}" for one in programs)
        raise RunError(f"no statute of this command has {sort} `{name}`; they have: {listed}")
    ways = " or ".join(f'--{what} "{programs[index].law.name}: {name}=…"' for index in having)
    raise RunError(f"several statutes have {sort} `{name}`; write {ways}")
