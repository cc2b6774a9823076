"""Lessons about limits."""

from cmr_rules.diagnostics.lesson import Lesson

_RULE = """
        Rule "felonies" [HS 11361.8(e)]:
          A conviction receives Dismissal if the conviction is a felony.

        Otherwise a conviction receives No Relief.
"""

LIMIT_LESSONS = (
    Lesson(
        "CMR420",
        "limit-that-does-not-fit",
        "the limit cannot be applied as it is written",
        """A limit counts records of one kind, and each record uses one place of one kind at most. So its parts speak of
        the same kind of record as the rules that it limits, and where it counts felonies and misdemeanors apart, a
        record is one or the other. It limits rules; an ordered list of steps has none.""",
        f"""
        Limit "lifetime" [HS 11361.8(e)] on "felonies":
          at most 2 felony convictions and at most 4 convictions of a person, the earliest date of conviction first;
          a conviction over the limit receives No Relief.
{_RULE}""",
        f"""
        Limit "lifetime" [HS 11361.8(e)] on "felonies":
          at most 2 felony convictions and at most 4 misdemeanor convictions of a person,
          the earliest date of conviction first;
          a conviction over the limit receives No Relief.
{_RULE}""",
    ),
    Lesson(
        "CMR421",
        "limit-on-no-rule",
        "the limit names a rule that the file does not have",
        """A limit names the rules whose relief it limits by their titles, as they stand after `Rule`. A title that is
        misspelt would leave the rule without its limit. Write each title once, as the rule has it.""",
        f"""
        Limit "lifetime" [HS 11361.8(e)] on "felony":
          at most 2 felony convictions of a person, the earliest date of conviction first;
          a conviction over the limit receives No Relief.
{_RULE}""",
        f"""
        Limit "lifetime" [HS 11361.8(e)] on "felonies":
          at most 2 felony convictions of a person, the earliest date of conviction first;
          a conviction over the limit receives No Relief.
{_RULE}""",
    ),
)
"""Lessons about limits."""
