"""Options: from what a user writes to a value within the bounds that the policy declares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cmr_rules.dates import Period
from cmr_rules.decisions.explain import show_option
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.semantics.law import Kind, Law, Option

_PERIOD = re.compile(r"(\d+)\s*(year|month|week|day)s?", re.IGNORECASE)
_MONTHS = {"year": 12, "month": 1}
_DAYS = {"week": 7, "day": 1}


class OptionError(ValueError):
    """An option that does not exist, or a value that the policy does not allow."""


def set_options(law: Law, given: Mapping[str, object]) -> dict[str, Any]:
    """Return the value of every option of *law*: as given, else the normal one; None is off.

    Raises:
        OptionError: See there.
    """
    values: dict[str, Any] = {name: option.normal for name, option in law.options.items()}
    by_name = {name.casefold(): name for name in law.options}
    for name, value in given.items():
        known = by_name.get(name.casefold())
        if known is None:
            close = nearest(name, list(law.options))
            hint = f"did you mean `{close[0]}`?" if close else "its options: " + (", ".join(law.options) or "none")
            raise OptionError(f"`{law.name}` has no option `{name}`; {hint}")
        values[known] = _value(law.options[known], value)
    return values


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
        if not option.may_be_off:
            raise OptionError(f"`{option.name}` cannot be off")
        return None
    if option.kind is Kind.YES_NO:
        return _yes_no(option, given)
    value = given if isinstance(given, Period) else _number(option, text)
    bounds = (option.low, option.high)
    if None not in bounds and not _size(option.low) <= _size(value) <= _size(option.high):
        raise OptionError(f"`{option.name}` must be between {option.low} and {option.high}, and {value} is not")
    return value


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
