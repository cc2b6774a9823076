"""Lessons about kinds of values and units: CMR301 to CMR310."""

from __future__ import annotations

from cmr_rules.diagnostics.lesson import Lesson

TYPE_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR301",
        "not-comparable",
        "two things cannot be compared",
        """A date is compared with a date, a period with a period, a weight with a weight. `before 10 years` names no
        day: ten years before what? Say from which day the period is counted, as in
        `at least 10 years before the review date`.""",
        """
        Old Case means that the date of conviction is before 10 years.
        """,
        """
        Old Case means that the date of conviction is at least 10 years before the review date.
        """,
    ),
    Lesson(
        "CMR302",
        "unit-does-not-fit",
        "a unit does not fit what is measured",
        """The fact is measured in another kind of unit than the number beside it, so one of the two is a slip. Look the
        amount up in the law and write the unit that stands there.""",
        """
        Small Amount means that the amount of cannabis flower is at most $500.
        """,
        """
        Small Amount means that the amount of cannabis flower is at most 28.5 grams.
        """,
    ),
    Lesson(
        "CMR303",
        "another-kind-of-term",
        "a term is used as another kind of thing than it is",
        """A term is a condition (`means that …`), a list of offenses, or a value such as a period or a day, and is used
        as what it is. A period is neither true nor false, and a condition is no day. Use another term, or write out
        the comparison that was meant.""",
        """
        Waiting Time means 10 years.

        Ready means that Waiting Time is true.
        """,
        """
        Waiting Time means 10 years.

        Ready means that the date of conviction is at least the Waiting Time before the review date.
        """,
    ),
    Lesson(
        "CMR304",
        "range-backwards",
        "a range of sections runs backwards",
        """The first section of a range comes before the last and belongs to the same code. A range that runs backwards
        covers nothing, so an exclusion written with it would exclude nobody. Exchange the two ends.""",
        """
        Homicide means PC 191.5 through PC 187.
        """,
        """
        Homicide means PC 187 through PC 191.5.
        """,
    ),
    Lesson(
        "CMR305",
        "out-of-bounds",
        "an option's value is out of its bounds",
        """The policy says between which values the option may be set. A value outside would be another policy than the
        one that was approved. Choose a value within the bounds, or have the bounds of the option changed.""",
        """
        Option Waiting Time: between 1 year and 15 years, normally 5 years.

        Rule "long ago" [HS 11361.8(e)]:
          A conviction receives Dismissal if the person has no conviction in the Waiting Time before the review date.

        Otherwise a conviction receives No Relief.

        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, with Waiting Time at 40 years, conviction (1) receives Dismissal.
        """,
        """
        Option Waiting Time: between 1 year and 15 years, normally 5 years.

        Rule "long ago" [HS 11361.8(e)]:
          A conviction receives Dismissal if the person has no conviction in the Waiting Time before the review date.

        Otherwise a conviction receives No Relief.

        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, with Waiting Time at 10 years, conviction (1) receives Dismissal.
        """,
    ),
    Lesson(
        "CMR306",
        "values-of-different-kinds",
        "the values of a list by first match are of different kinds",
        """A term that is defined by the first of a list is one kind of thing: a period in every case, or a day in every
        case. Otherwise a sentence that uses it would make sense for some records and not for others. Give all cases
        values of one kind.""",
        """
        Waiting Time means the first of these that applies:
          (1) 10 years, if the conviction is a felony;
          (2) misdemeanor, otherwise.
        """,
        """
        Waiting Time means the first of these that applies:
          (1) 10 years, if the conviction is a felony;
          (2) 7 years, otherwise.
        """,
    ),
    Lesson(
        "CMR307",
        "cannot-be-asked",
        "this cannot be asked of that",
        """A conviction has a level and a date; a person has an age and a history. The question was put to something
        that cannot have an answer. Ask it of the conviction or the person that is meant.""",
        """
        Serious means that the person is a felony.
        """,
        """
        Serious means that the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR308",
        "ends-reversed",
        "the first end of a range lies after the second",
        """Nothing lies between a later and an earlier end, so the condition could never be true. Exchange the two ends,
        or correct the year.""",
        """
        In The Nineties means that the date of conviction is from December 31, 1999 through January 1, 1990.
        """,
        """
        In The Nineties means that the date of conviction is from January 1, 1990 through December 31, 1999.
        """,
    ),
    Lesson(
        "CMR309",
        "option-contradicts-itself",
        "an option's bounds or normal value contradict each other",
        """The lower bound stands first, and the normal value lies within the bounds and is of their kind. Otherwise the
        policy would start with a setting that it does not allow itself.""",
        """
        Option Waiting Time: between 15 years and 1 year, normally 5 years.
        """,
        """
        Option Waiting Time: between 1 year and 15 years, normally 5 years.
        """,
    ),
    Lesson(
        "CMR310",
        "value-does-not-fit",
        "a presumption or derivation has a value that does not fit its subject",
        """What is presumed takes the place of what is unknown, so it must be of the same kind: a day for a date,
        `true` or `not true` for a condition. Write a value of that kind.""",
        """
        If the end of sentence is unknown, it is presumed to be 10 years [HS 11361.8(b)].
        """,
        """
        If the end of sentence is unknown, it is presumed to be the date of conviction [HS 11361.8(b)].
        """,
    ),
    Lesson(
        "CMR311",
        "option-not-chosen",
        "an option that must be chosen is not",
        """Some options have no normal value, such as the county that a policy is for: nothing is decided until
        somebody chooses. A scenario chooses too, in each sentence that expects a decision.""",
        """
        Option Home County: a county in California, to be chosen.

        Rule "at home" [HS 11361.8(e)]:
          A conviction receives Dismissal if the conviction is in the Home County.

        Otherwise a conviction receives No Relief.

        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, conviction (1) receives Dismissal.
        """,
        """
        Option Home County: a county in California, to be chosen.

        Rule "at home" [HS 11361.8(e)]:
          A conviction receives Dismissal if the conviction is in the Home County.

        Otherwise a conviction receives No Relief.

        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, with Home County at Fresno County, conviction (1) receives Dismissal.
        """,
    ),
)
"""Lessons about kinds of values and units."""
