"""Lessons about sentences, words, dates and sections as written: the rest of CMR101 to CMR127."""

from __future__ import annotations

from cmr_rules.diagnostics.lesson import Lesson

SYNTAX_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR101",
        "unreadable-sentence",
        "a sentence cannot be read",
        """The sentence is not one that the language knows, from the marked word on. Nothing is guessed: a rule that
        was understood only in part could grant or refuse relief wrongly. The hint lists what could stand there; the
        language reference shows each kind of sentence.""",
        """
        Dismissal for everybody who deserves it.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR102",
        "missing-period",
        "a sentence has no period at its end",
        """The period is what ends a rule; line ends and blank lines mean nothing, so that text may be re-wrapped.
        Without it the next sentence would be read as part of this one. Write a period at the marked place.""",
        """
        Old Case means that the date of conviction is before November 9, 2016

        Rule "old cases" [HS 11361.8(e)]:
          A conviction receives Dismissal if Old Case is true.

        Otherwise a conviction receives No Relief.
        """,
        """
        Old Case means that the date of conviction is before November 9, 2016.

        Rule "old cases" [HS 11361.8(e)]:
          A conviction receives Dismissal if Old Case is true.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR111",
        "not-closed",
        "a quotation mark or bracket is not closed",
        """What stands in quotation marks or brackets is not read as law. If the closing mark is missing, the law
        after it would be swallowed in silence. Write the closing mark where the words or the citation end.""",
        """
        Rule "possession [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR114",
        "date-form",
        "a date is not written as `November 9, 2016`",
        """`11/9/2016` is November 9 to one reader and September 11 to another, and a cut-off date that is read wrongly
        decides cases wrongly. Dates are written with the name of the month, the day, a comma and the year.""",
        """
        Old Case means that the date of conviction is before 11/9/2016.
        """,
        """
        Old Case means that the date of conviction is before November 9, 2016.
        """,
    ),
    Lesson(
        "CMR115",
        "no-such-day",
        "there is no such day",
        """The month does not have that day, or the year has no February 29. The language does not move it to the
        nearest day, because which way to move it is a question of law. Look the date up in the source and write it
        as it stands there.""",
        """
        Old Case means that the date of conviction is before February 30, 2016.
        """,
        """
        Old Case means that the date of conviction is before February 29, 2016.
        """,
    ),
    Lesson(
        "CMR116",
        "missing-unit",
        "a number lacks its unit, or the unit is not known",
        """`28.5` may be grams or ounces, and `10` may be days or years; the file must say. Write the unit after the
        number: `28.5 grams`, `1 ounce`, `10 years`, `90 days`, `$500`.""",
        """
        Small Amount means that the amount of cannabis flower is at most 28.5.
        """,
        """
        Small Amount means that the amount of cannabis flower is at most 28.5 grams.
        """,
    ),
    Lesson(
        "CMR118",
        "not-supported-yet",
        "this kind of sentence is not supported yet",
        """The sentence belongs to the language, but this version cannot use it. It is refused instead of ignored,
        because a sentence that is left out could change decisions. Take the sentence out and keep
        what it says as a note, so that readers know what the file does not cover.""",
        """
        Guarantee that passing time never reduces relief.
        """,
        """
        [Note: passing time should never reduce relief; this is not checked.]
        """,
    ),
    Lesson(
        "CMR119",
        "too-long",
        "the file, a sentence or a name is too long",
        """Files are read in bounded time, so that a damaged or hostile file cannot stop the program. A file may have
        one million characters; a sentence and a name have limits too. Split the file and join the parts with `Use`,
        or look for a missing period.""",
        "A rule file of twelve million characters.",
        "Two files of shared terms, named by `Use` sentences in a third.",
        described=True,
    ),
    Lesson(
        "CMR120",
        "wrong-place",
        "a sentence stands in the wrong place",
        """Some sentences belong to the one before them: an expectation (`On July 1, 2019, …`) to a scenario, a mark
        (`Unverified: …`) to a provision. Alone it would say nothing, or would be taken for part of something else.
        Move it behind the sentence that it belongs to.""",
        """
        On July 1, 2019, conviction (1) receives Dismissal.
        """,
        """
        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, conviction (1) receives Dismissal.
        """,
    ),
    Lesson(
        "CMR122",
        "age-in-two-readings",
        "`at most 21 years old` can be read in two ways",
        """A person is 21 years old for a whole year, so `at most 21 years old` may or may not include the day after
        the 21st birthday. Statutes write `under 21` or `21 years of age or older`. Write `under 22 years old on …` or
        `at least 21 years old on …`, or name the birthday.""",
        """
        Young means that the person was at most 21 years old on the date of offense.
        """,
        """
        Young means that the person was under 22 years old on the date of offense.
        """,
    ),
    Lesson(
        "CMR123",
        "foreign-character",
        "a character that the language does not use",
        """Rules are English sentences; signs such as `>=` or `&` are not read, because a reader of the law need not
        know them. Write the words: `at least`, `at most`, `more than`, `on or after`, `and`.""",
        """
        Small Amount means that the amount of cannabis flower <= 28.5 grams.
        """,
        """
        Small Amount means that the amount of cannabis flower is at most 28.5 grams.
        """,
    ),
    Lesson(
        "CMR124",
        "table-does-not-fit",
        "a row has another number of cells than its header, or a placeholder has no column",
        """Each row of a table makes one scenario, by putting its cells in the place of the words in braces. A row that
        does not fit would test something else than it seems to. Give every row as many cells as the header, and every
        word in braces a column of that name.""",
        """
        Scenarios "by level".
          A person born June 2, 1975 has:
            (1) a {level} conviction in Fresno County for HS 11358 on May 12, 2001.
          On July 1, 2020, conviction (1) receives {outcome}.
            | level       | outcome   |
            | felony      | No Relief |
            | misdemeanor |
        """,
        """
        Scenarios "by level".
          A person born June 2, 1975 has:
            (1) a {level} conviction in Fresno County for HS 11358 on May 12, 2001.
          On July 1, 2020, conviction (1) receives {outcome}.
            | level       | outcome   |
            | felony      | No Relief |
            | misdemeanor | Dismissal |
        """,
    ),
    Lesson(
        "CMR125",
        "code-not-repeated",
        "a list of sections does not repeat the code",
        """`HS 11357, 11358` leaves open whether the second number is a section of the same code; in lists that mix
        codes this has gone wrong before. Write the code before every section.""",
        """
        Marijuana Offense means HS 11357, 11358 or 11359.
        """,
        """
        Marijuana Offense means HS 11357, HS 11358 or HS 11359.
        """,
    ),
    Lesson(
        "CMR126",
        "not-utf-8",
        "the file is not text in UTF-8",
        """The file was saved in another encoding, or is not text at all (a word processor's file, for instance).
        Reading it anyway could change section signs and quotation marks. Save it as plain text in UTF-8.""",
        "A rule file that was saved as a word processor document.",
        "The same text, saved as plain text in UTF-8.",
        described=True,
    ),
    Lesson(
        "CMR127",
        "section-form",
        "a code section is written out or the wrong way round",
        """Sections have one form, the abbreviation of the code and then the number: `HS 11357(a)`. One form can be
        compared with records part by part, and searched. Write `HS 11357` for Section 11357 of the Health and Safety
        Code.""",
        """
        Possession means that the offense is 11357 HS.
        """,
        """
        Possession means that the offense is HS 11357.
        """,
    ),
)
"""Lessons about sentences, words, dates and sections as written."""
