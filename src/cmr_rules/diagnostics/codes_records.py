"""Lessons about records read from files, and about scenarios: CMR501 to CMR506, CMR601 and CMR602."""

from __future__ import annotations

from cmr_rules.diagnostics.lesson import Lesson

RECORD_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR501",
        "row-without-fields",
        "a row cannot be told into its fields",
        """The row has more or fewer fields than the layout of the file, often because of a line end or a quotation mark
        inside a field. Its contents cannot be told apart safely, so the row is set aside, and the persons whose records
        may be incomplete need review. Correct the row in the source or export it again.""",
        "A row of twelve fields in a file whose header names fifteen.",
        "A row with a field, perhaps an empty one, for each name of the header.",
        described=True,
    ),
    Lesson(
        "CMR502",
        "row-without-person",
        "a row does not say whose it is",
        """The field that identifies the person is empty or cannot be read. The row is not added to anybody's record: a
        conviction that is given to the wrong person harms two people. Fill the field in at the source.""",
        "A row whose identifier of the person is empty.",
        "A row whose identifier is the same as on the other rows of that person.",
        described=True,
    ),
    Lesson(
        "CMR503",
        "unreadable-answer",
        "an answer or a mapping cannot be read",
        """A file that answers questions about records, or that says which column holds what, has an entry that is not
        understood. Skipping it in silence would turn an answer into an unknown. Correct the entry that the message
        names by row and column.""",
        "An answer `maybe` to a fact that is declared as yes or no.",
        "An answer `yes`, `no` or nothing.",
        described=True,
    ),
    Lesson(
        "CMR504",
        "table-layout",
        "a table of facts cannot be told into columns and cells",
        """The first row of a table holds its headings: `offense`, `from`, `through`, a column for each fact,
        `authority`, `unverified`, `note`. Each heading stands once, each fact is one that rules may ask, and each row
        has as many cells. A table that is read half would give offenses the values of others. Correct the cell that is
        marked, in the spreadsheet, and save it as CSV again.""",
        "A column that is headed `maximum sentence`, which no fact is called.",
        "A column that is headed `maximum punishment`.",
        described=True,
    ),
    Lesson(
        "CMR505",
        "table-value",
        "a cell of a table of facts cannot be read",
        """An offense is written as rules write it, a day as `2016-11-09`, a value as scenarios write it, and each row
        names its authority. Nobody can tell the month of `5/6/2016` from its day, so that no other way of writing days
        is read. Correct the cell that is marked.""",
        "A row whose cell under `from` is `11/9/2016`.",
        "A row whose cell under `from` is `2016-11-09`.",
        described=True,
    ),
    Lesson(
        "CMR506",
        "table-rows-overlap",
        "two rows of a table speak of the same offense on the same day",
        """For each offense and day the most specific row counts, so that two rows that are equally specific contradict
        each other, or one is superfluous. Neither is chosen in silence. Give each row its own days, or leave one of
        them out.""",
        "Two rows for `MCL 750.110`, one of them from `2000-01-01` and one without days.",
        "A row for `MCL 750.110` through `1999-12-31`, and one from `2000-01-01`.",
        described=True,
    ),
)
"""Lessons about records read from files."""

SCENARIO_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR601",
        "scenario-differs",
        "a scenario comes out differently",
        """The rules decide the scenario otherwise than its author expected, so that either the rules or the expectation
        are wrong. The message shows the decision and the explanation. Compare both with the law and correct the one
        that departs from it.""",
        """
        Scenario "one felony".
          A person born March 14, 1960 has:
            (1) a felony conviction in Fresno County for HS 11358 on April 11, 1981.
          On July 1, 2019, conviction (1) receives Dismissal.
        """,
        """
        Scenario "one felony".
          A person born March 14, 1960 has:
            (1) a felony conviction in Fresno County for HS 11358 on April 11, 1981.
          On July 1, 2019, conviction (1) receives No Relief.
        """,
    ),
    Lesson(
        "CMR602",
        "scenario-cannot-be-run",
        "a scenario cannot be run",
        """What the scenario tells cannot be made into a record: a fact is told that such a record does not have, or of
        something that it cannot hold. Nothing is tested until it is corrected. Change what the message marks.""",
        """
        Scenario "a charge that is told like a conviction".
          A person born March 14, 1960 has:
            (1) a charge in Fresno County for HS 11358 on April 11, 1981, sentenced to 90 days in jail;
            (2) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, conviction (2) receives Dismissal.
        """,
        """
        Scenario "a charge beside a conviction".
          A person born March 14, 1960 has:
            (1) a charge in Fresno County for HS 11358 on April 11, 1981;
            (2) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, conviction (2) receives Dismissal.
        """,
    ),
    Lesson(
        "CMR603",
        "blank-outcome",
        "the outcome of a scenario is still blank",
        """`cmr-rules cases` writes the people on whom a rule turns and leaves their outcomes blank, because an engine
        that fills them in would only approve itself. Until the blank is filled in, the scenario tests nothing, and the
        file is refused so that nobody takes it for tested. Read the law and write the outcome that it gives.""",
        """
        Scenario "the day before the Act".
          A person born March 14, 1960 has:
            (1) a felony conviction in Fresno County for HS 11358 on November 8, 2016.
          On July 1, 2019, conviction (1) receives _____.
        """,
        """
        Scenario "the day before the Act".
          A person born March 14, 1960 has:
            (1) a felony conviction in Fresno County for HS 11358 on November 8, 2016.
          On July 1, 2019, conviction (1) receives No Relief.
        """,
    ),
)
"""Lessons about scenarios that do not hold."""
