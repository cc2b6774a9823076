"""Lessons about the law as a whole: CMR401 to CMR412."""

from __future__ import annotations

from cmr_rules.diagnostics.lesson import Lesson

LAW_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR401",
        "rule-without-authority",
        "a rule has no authority",
        """Every decision cites the law it rests on, so that a court and the person can check it. A rule that cites
        nothing could only say that the file said so. Write the citation in brackets after the rule's title, such as
        `[HS 11361.8(e)]`.""",
        """
        Statute "Example Act (fabricated)".
        Jurisdiction: California.

        Outcomes, most favorable first:
          Dismissal, "Dismissed";
          No Relief, "Not eligible".

        This statute covers each conviction for HS 11357.

        Rule "not a felony":
          A conviction receives Dismissal if the conviction is not a felony.

        Otherwise a conviction receives No Relief.
        """,
        """
        Statute "Example Act (fabricated)".
        Jurisdiction: California.
        Authority: HS 11361.8.

        Outcomes, most favorable first:
          Dismissal, "Dismissed";
          No Relief, "Not eligible".

        This statute covers each conviction for HS 11357.

        Rule "not a felony" [HS 11361.8(e)]:
          A conviction receives Dismissal if the conviction is not a felony.

        Otherwise a conviction receives No Relief.
        """,
        whole=True,
    ),
    Lesson(
        "CMR402",
        "no-otherwise",
        "some records would get no decision, because there is no `Otherwise`",
        """Every record that the file covers gets exactly one decision. Without `Otherwise` a record to which no rule
        applies would get none, and would be lost without notice. Add `Otherwise a conviction receives …`, or end the
        ordered list with a step that says `otherwise`.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR403",
        "part-missing",
        "a part of the file is missing",
        """A statute or a policy has a title, its outcomes from the most favorable to the least, a sentence that says
        which records it covers, and rules. Without one of these no decision can be made or understood. A file that
        only shares terms begins with `Definitions` and needs none of them.""",
        """
        Statute "Example Act (fabricated)".
        Jurisdiction: California.
        Authority: HS 11361.8.

        Outcomes, most favorable first:
          Dismissal, "Dismissed";
          No Relief, "Not eligible".

        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
        """
        Statute "Example Act (fabricated)".
        Jurisdiction: California.
        Authority: HS 11361.8.

        Outcomes, most favorable first:
          Dismissal, "Dismissed";
          No Relief, "Not eligible".

        This statute covers each conviction for HS 11357 or HS 11358.

        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
        whole=True,
    ),
    Lesson(
        "CMR404",
        "never-reached",
        "a step or case can never be reached",
        """In a list by first match, what stands after `otherwise` is never asked, because `otherwise` always applies.
        A condition that is never asked protects nobody. Move it before the `otherwise`.""",
        """
        Waiting Time means the first of these that applies:
          (1) 7 years, otherwise;
          (2) 10 years, if the conviction is a felony.
        """,
        """
        Waiting Time means the first of these that applies:
          (1) 10 years, if the conviction is a felony;
          (2) 7 years, otherwise.
        """,
    ),
    Lesson(
        "CMR405",
        "stands-twice",
        "a statement stands twice that may stand once",
        """The title, the outcomes, what the file covers, the leap-day rule and the like hold for the whole file, so two
        of them would contradict each other or repeat themselves. Keep the one that is right.""",
        """
        In force: from November 9, 2016.
        In force: from January 1, 2018.
        """,
        """
        In force: from November 9, 2016.
        """,
    ),
    Lesson(
        "CMR406",
        "rules-and-steps",
        "the file has both rules and an ordered list of steps",
        """Rules are not ordered: the most favorable outcome that applies stands. Steps are: the first that applies
        decides. A file that mixed both would leave open which comes first. Write all of it as rules, or all of it as
        steps.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Decide by the first of these that applies:
          (1) Dismissal, because "No felony", if the conviction is not a felony;
          (2) No Relief, because "Felony", otherwise.
        """,
        """
        Decide by the first of these that applies:
          (1) Dismissal, because "Possession", if the offense is HS 11357;
          (2) Dismissal, because "No felony", if the conviction is not a felony;
          (3) No Relief, because "Felony", otherwise.
        """,
    ),
    Lesson(
        "CMR407",
        "leap-day-undeclared",
        "years are counted and no leap-day rule is declared",
        """Ten years after February 29 is February 28 or March 1, depending on the jurisdiction. Where the file does not
        say which, records for which it matters need review. Write `Leap day: March 1.` or `Leap day: February 28.`
        with its authority, or `Leap day: undeclared.` to accept the reviews.""",
        """
        Statute "Example Act (fabricated)".
        Jurisdiction: California.
        Authority: HS 11361.8.

        Outcomes, most favorable first:
          Dismissal, "Dismissed";
          No Relief, "Not eligible".

        This statute covers each conviction for HS 11357.

        Rule "long ago" [HS 11361.8(e)]:
          A conviction receives Dismissal if the day that is 10 years after the date of conviction is on or before
          the review date.

        Otherwise a conviction receives No Relief.
        """,
        """
        Statute "Example Act (fabricated)".
        Jurisdiction: California.
        Authority: HS 11361.8.
        Leap day: March 1.

        Outcomes, most favorable first:
          Dismissal, "Dismissed";
          No Relief, "Not eligible".

        This statute covers each conviction for HS 11357.

        Rule "long ago" [HS 11361.8(e)]:
          A conviction receives Dismissal if the day that is 10 years after the date of conviction is on or before
          the review date.

        Otherwise a conviction receives No Relief.
        """,
        whole=True,
    ),
    Lesson(
        "CMR408",
        "listed-twice",
        "a section is listed twice",
        """The list names the same section twice. The second has no effect, and often stands where another section was
        meant. Compare the list with its source, and correct or remove it.""",
        """
        Marijuana Offense means HS 11357, HS 11358 or HS 11357.
        """,
        """
        Marijuana Offense means HS 11357, HS 11358 or HS 11359.
        """,
    ),
    Lesson(
        "CMR409",
        "presumption-without-authority",
        "a presumption or derivation has no authority",
        """To treat as known what a record does not say is a step that the law must allow. Without an authority it would
        be the file's own guess. Write the citation in brackets before the period.""",
        """
        If the end of sentence is unknown, it is presumed to be the date of conviction.
        """,
        """
        If the end of sentence is unknown, it is presumed to be the date of conviction [HS 11361.8(b)].
        """,
    ),
    Lesson(
        "CMR410",
        "otherwise-not-last",
        "`Otherwise`, or the `otherwise` step, is not last",
        """`Otherwise` decides what nothing before it decides, so nothing may stand after it. Steps after it would never
        be asked, and a rule after it is easily overlooked. Move it to the end.""",
        """
        Decide by the first of these that applies:
          (1) No Relief, because "Other", otherwise;
          (2) Dismissal, because "No felony", if the conviction is not a felony.
        """,
        """
        Decide by the first of these that applies:
          (1) Dismissal, because "No felony", if the conviction is not a felony;
          (2) No Relief, because "Other", otherwise.
        """,
    ),
    Lesson(
        "CMR411",
        "versions-overlap",
        "two versions of a provision are in force on one day",
        """On each day one version of a law is in force, and a date chooses it. With two for one day, or a version
        without a last day before another, the date could not choose. Let each version end on the day before the next
        one begins.""",
        """
        Concentrate Limit means the version in force on the review date [HS 11357(a)(1)]:
          (1) from November 9, 2016 through June 27, 2017: 4 grams;
          (2) from June 27, 2017: 8 grams.

        Small Amount means that the amount of concentrated cannabis is at most the Concentrate Limit.
        """,
        """
        Concentrate Limit means the version in force on the review date [HS 11357(a)(1)]:
          (1) from November 9, 2016 through June 26, 2017: 4 grams;
          (2) from June 27, 2017: 8 grams.

        Small Amount means that the amount of concentrated cannabis is at most the Concentrate Limit.
        """,
    ),
    Lesson(
        "CMR412",
        "versions-gap",
        "between two versions of a term lie days without one",
        """A term in versions has one for each day from the first to the last. On a day between two versions the term
        would be unknown, and a slip in a date would send records to review for no reason. Let each version begin on
        the day after the one before it ends, or add the version that is missing.""",
        """
        Concentrate Limit means the version in force on the review date [HS 11357(a)(1)]:
          (1) from November 9, 2016 through June 25, 2017: 4 grams;
          (2) from June 27, 2017: 8 grams.

        Small Amount means that the amount of concentrated cannabis is at most the Concentrate Limit.
        """,
        """
        Concentrate Limit means the version in force on the review date [HS 11357(a)(1)]:
          (1) from November 9, 2016 through June 26, 2017: 4 grams;
          (2) from June 27, 2017: 8 grams.

        Small Amount means that the amount of concentrated cannabis is at most the Concentrate Limit.
        """,
    ),
)
"""Lessons about the law as a whole."""
