"""Options: from what a user writes to a value within the bounds that the policy declares."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cmr_rules.citations import Section, parse_section
from cmr_rules.dates import Period
from cmr_rules.decisions.explain import show_option
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.places import CALIFORNIA_COUNTIES, within
from cmr_rules.semantics.law import Kind, Law, OffenseSet, Option
from cmr_rules.semantics.offense_lists import chosen_sections, listed_sections

_PERIOD = re.compile(r"(\d+)\s*(year|month|week|day)s?", re.IGNORECASE)
_BETWEEN = re.compile(r",|;|\s+(?:and|or)\s+", re.IGNORECASE)
_MONTHS = {"year": 12, "month": 1}
_DAYS = {"week": 7, "day": 1}


class OptionError(ValueError):
    """An option that does not exist, or a value that the policy does not allow."""


def set_options(law: Law, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the value of every option of *law*: as given, else the normal one; None is off.

    An option that must be chosen, and is not, has no value: `require` says so when it is time to decide.

    Raises:
        OptionError: See there.
    """
    values: dict[str, Any] = {name: option.normal for name, option in law.options.items() if not option.to_be_chosen}
    by_name = {name.casefold(): name for name in law.options}
    for name, value in given.items():
        known = by_name.get(name.casefold())
        if known is None:
            close = nearest(name, list(law.options))
            hint = f"did you mean `{close[0]}`?" if close else "its options: " + (", ".join(law.options) or "none")
            raise OptionError(f"`{law.name}` has no option `{name}`; {hint}")
        values[known] = _value(law.options[known], value)
    return {name: values[name] for name in law.options if name in values}


def set_readings(law: Law, given: Mapping[str, str]) -> dict[str, str]:
    """Return the readings that are followed: as given, else as the file says.

    Raises:
        OptionError: A question or a reading does not exist.
    """
    questions = {name.casefold(): term for name, term in law.terms.items() if term.readings}
    follows = dict(law.follows)
    for name, reading in given.items():
        term = questions.get(name.casefold())
        if term is None:
            known = ", ".join(one.name for one in questions.values()) or "none"
            raise OptionError(f"`{law.name}` has no open question `{name}`; its open questions: {known}")
        if reading not in term.readings:
            known = ", ".join(f"`{one}`" for one in term.readings)
            raise OptionError(f"`{term.name}` has no reading `{reading}`; its readings: {known}")
        follows[term.name] = reading
    return follows


def _value(option: Option, given: object) -> Any:
    text = str(given).strip()
    if given is None or text.casefold() == "off":
        if option.kind is Kind.YES_NO and not option.may_be_off:
            return False
        if not option.may_be_off:
            raise OptionError(f"`{option.name}` cannot be off")
        return None
    if option.kind is Kind.YES_NO:
        return _yes_no(option, given)
    if isinstance(option.bound, OffenseSet):
        return _sections(option, option.bound, given)
    if isinstance(option.bound, str):
        return _county(option, option.bound, text)
    value = given if isinstance(given, Period) else _number(option, text)
    bounds = (option.low, option.high)
    if None not in bounds and not _size(option.low) <= _size(value) <= _size(option.high):
        raise OptionError(f"`{option.name}` must be between {option.low} and {option.high}, and {value} is not")
    return value


def require(law: Law, values: Mapping[str, Any]) -> None:
    """See that every option that must be chosen is.

    Raises:
        OptionError: One is not.
    """
    for name in law.options:
        if name not in values:
            raise OptionError(f'`{name}` must be chosen: for example --option "{name}=Sacramento County"')


def _sections(option: Option, bound: OffenseSet, given: object) -> OffenseSet:
    """Read ``HS 11357, HS 11358``, or several such texts."""
    texts = [given] if isinstance(given, str) else list(given) if isinstance(given, Iterable) else [str(given)]
    parts = [part.strip() for text in texts for part in _BETWEEN.split(str(text)) if part.strip()]
    allowed = listed_sections(bound)
    sections = []
    for part in parts:
        section = parse_section(part.upper() if part[:1].islower() else part)
        if section is None:
            hint = "; write its code before the number" if part[0].isdigit() else ""
            raise OptionError(f"`{option.name}` lists sections such as {allowed}, and `{part}` is none{hint}")
        sections.append(section)
    if not sections:
        raise OptionError(f"`{option.name}` lists sections such as {allowed}, and none is given")
    chosen = chosen_sections(sections, bound)
    if isinstance(chosen, Section):
        raise OptionError(f"`{option.name}` may list {allowed}, and `{chosen}` is none of them")
    return chosen


def _county(option: Option, state: str, text: str) -> str:
    """Read ``Contra Costa``, ``contra costa county`` or ``all of California``."""
    plain = " ".join(text.split()).casefold()
    if plain.removeprefix("all of ") == state.casefold():
        return state
    counties = [place for place in CALIFORNIA_COUNTIES if within(place, state)]
    for county in counties:
        if plain in {county.casefold(), county.casefold().removesuffix(" county")}:
            return county
    named = text if plain.endswith(" county") else f"{text} County"
    close = nearest(named.title(), counties)
    hint = f"did you mean `{close[0]}`?" if close else f"write a county such as `{counties[0]}`"
    raise OptionError(f"`{option.name}` is a county in {state}, and `{text}` is none; {hint}")


def _yes_no(option: Option, given: object) -> bool:
    if isinstance(given, bool):
        return given
    word = str(given).strip().casefold()
    if word in {"yes", "true", "on"}:
        return True
    if word in {"no", "false"}:
        return False
    raise OptionError(f"`{option.name}` is yes or no, and `{given}` is neither")


def _number(option: Option, text: str) -> Period | int:
    if option.kind is Kind.PERIOD:
        match = _PERIOD.fullmatch(text)
        if match:
            unit, number = match[2].lower(), int(match[1])
            return Period(number * _MONTHS.get(unit, 0), number * _DAYS.get(unit, 0))
        if text.isdigit() and (option.is_age or _in_years(option)):
            return Period(12 * int(text))
        raise OptionError(
            f"`{option.name}` is a length of time such as `{option.low or '5 years'}`, and `{text}` is not"
        )
    try:
        return int(text.replace(",", ""))
    except ValueError as error:
        raise OptionError(f"`{option.name}` is a whole number, and `{text}` is not") from error


def _in_years(option: Option) -> bool:
    return isinstance(option.low, Period) and option.low.months % 12 == 0 and option.low.days == 0


def _size(value: object) -> tuple[int, int]:
    return (value.months, value.days) if isinstance(value, Period) else (int(value or 0), 0)  # type: ignore[call-overload]


def in_words(options: Mapping[str, Any]) -> dict[str, str]:
    """Return each option as a report prints it."""
    return {name: show_option(value) for name, value in options.items()}
