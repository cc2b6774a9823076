"""Every diagnostic code with its lesson, in order. A code is stable and never used again for another fault."""

from __future__ import annotations

import re

from cmr_rules.diagnostics.codes_law import LAW_LESSONS
from cmr_rules.diagnostics.codes_limits import LIMIT_LESSONS
from cmr_rules.diagnostics.codes_names import NAME_LESSONS
from cmr_rules.diagnostics.codes_outlines import OUTLINE_LESSONS
from cmr_rules.diagnostics.codes_records import RECORD_LESSONS, SCENARIO_LESSONS
from cmr_rules.diagnostics.codes_syntax import SYNTAX_LESSONS
from cmr_rules.diagnostics.codes_types import TYPE_LESSONS
from cmr_rules.diagnostics.lesson import Lesson

LESSONS: tuple[Lesson, ...] = tuple(
    sorted(
        (
            *SYNTAX_LESSONS,
            *OUTLINE_LESSONS,
            *NAME_LESSONS,
            *TYPE_LESSONS,
            *LAW_LESSONS,
            *LIMIT_LESSONS,
            *RECORD_LESSONS,
            *SCENARIO_LESSONS,
        ),
        key=lambda each: each.code,
    )
)
"""All lessons, by code."""

_BY_CODE = {each.code: each for each in LESSONS}

PRELUDE = """\
Statute "Example Act (fabricated)".
Jurisdiction: California.
Authority: HS 11361.8.
Leap day: March 1.

Outcomes, most favorable first:
  Dismissal, "Dismissed";
  No Relief, "Not eligible".

This statute covers each conviction for HS 11357 or HS 11358.

"""
"""What stands before an example that is not a whole file."""

CLOSING = """
Rule "closing" [HS 11361.8(e)]:
  A conviction receives Dismissal if the conviction is not a felony.

Otherwise a conviction receives No Relief.
"""
"""What stands after an example that has no rule of its own."""

_OPENS_RULES = re.compile(r"^(Rule|Decide|Otherwise)\b", re.MULTILINE)
_TELLS = re.compile(r"^Scenarios? ", re.MULTILINE)


def lesson(code: str) -> Lesson:
    """Return the lesson of *code*.

    Raises:
        KeyError: There is no such code.
    """
    return _BY_CODE[code]


def as_file(example: str, *, whole: bool) -> str:
    """Make a whole file of an example, so that it can be checked.

    Args:
        example: `Lesson.wrong` or `Lesson.right`.
        whole: `Lesson.whole`.
    """
    if whole:
        return example
    if _OPENS_RULES.search(example):
        return PRELUDE + example
    scenario = _TELLS.search(example)
    before, after = (example[: scenario.start()], example[scenario.start() :]) if scenario else (example, "")
    return PRELUDE + before + CLOSING + (f"\n{after}" if after else "")
