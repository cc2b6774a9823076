"""Lessons about outlines: CMR103 to CMR110, CMR112, CMR113, CMR117, CMR121 and CMR128."""

from __future__ import annotations

from cmr_rules.diagnostics.lesson import Lesson

OUTLINE_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR103",
        "label-out-of-order",
        "a label of an outline is skipped or out of order",
        """The labels of an outline follow one another, as in the codes: (a), (b), (c). A skipped label often means that
        a paragraph was lost when text was pasted, and a lost paragraph is a lost condition. Labels also come back in
        explanations, so a reader must be able to find them. Write the label that the message names, or put the missing
        paragraph back.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if all of the following are true:
            (a) the offense is HS 11357; and
            (c) the conviction is a felony.

        Otherwise a conviction receives No Relief.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if all of the following are true:
            (a) the offense is HS 11357; and
            (b) the conviction is a felony.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR104",
        "label-repeated",
        "a label of an outline is repeated",
        """Two paragraphs have the same label, so that a citation of it would mean either. The cause is often a
        paragraph that was copied and changed. Give each paragraph the next label of its series.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if all of the following are true:
            (a) the offense is HS 11357; and
            (a) the conviction is a felony.

        Otherwise a conviction receives No Relief.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if all of the following are true:
            (a) the offense is HS 11357; and
            (b) the conviction is a felony.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR105",
        "outline-without-colon",
        "an outline opens without a colon, or does not begin with the first label of a series",
        """Nesting follows the labels, not the indentation, so the place where a new level opens must be marked: a
        colon stands before it, and its first label is (a), (1), (A), (i) or (I), of a kind that is not open already.
        Without this, text pasted from a word processor could change its meaning. Write a colon before the first item,
        or begin the new level with another kind of label.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if all of the following are true
            (a) the offense is HS 11357; and
            (b) the conviction is a felony.

        Otherwise a conviction receives No Relief.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if all of the following are true:
            (a) the offense is HS 11357; and
            (b) the conviction is a felony.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR106",
        "mixed-and-or",
        "`and` and `or` are mixed in one sentence, which can be read in two ways",
        """`A and B or C` may mean that B or C suffices beside A, or that C alone suffices. Courts have had to decide
        such sentences; this language does not choose a reading. Write an outline; it shows what belongs together.""",
        """
        Minor means that the offense is HS 11357 and the conviction is a felony or the person is deceased.
        """,
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357; and
          (b) any of the following is true:
            (1) the conviction is a felony; or
            (2) the person is deceased.
        """,
    ),
    Lesson(
        "CMR107",
        "bare-and-or",
        "two conditions are joined by a bare `and` or `or`",
        """A bare `or` joins only offenses or levels, and a bare `and` joins nothing. Conditions stand in an outline,
        because each then has a label that explanations and citations can name, and because a third condition added
        later cannot change how the first two are read. Write `all of the following are true:` or
        `any of the following is true:` and a label for each condition.""",
        """
        Minor means that the offense is HS 11357 and the conviction is a felony.
        """,
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357; and
          (b) the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR108",
        "last-item-without-joiner",
        "the last item of an outline is not preceded by `and` or `or`",
        """As in a statute, the word before the last item says how the items work together. It repeats what the
        beginning of the outline says, so that a reader who starts in the middle is not misled, and so that a slip in
        one of the two places is noticed. Write `; and` before the last item of an `all` list and `; or` before the
        last item of an `any` or `none` list.""",
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357;
          (b) the conviction is a felony.
        """,
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357; and
          (b) the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR109",
        "joiner-contradicts",
        "the `and` or `or` in an outline contradicts its beginning, or stands before an earlier item",
        """The outline says `all of the following` and joins its items with `or`, or the other way round. One of the
        two is a slip, and the difference decides who gets relief, so the file is not used until they agree. Change
        the word before the last item or the beginning of the outline, whichever does not say what the law says.""",
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357; or
          (b) the conviction is a felony.
        """,
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357; and
          (b) the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR110",
        "items-without-semicolon",
        "items of an outline are not separated by semicolons",
        """A comma can stand inside a condition, so it cannot show where one ends. Write a semicolon after each item
        except the last, which ends with the period of the sentence.""",
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357, and
          (b) the conviction is a felony.
        """,
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357; and
          (b) the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR112",
        "unless-inside",
        "`unless` stands inside an outline item or inside another `unless`",
        """An exception to one item, or to an exception, can be read as belonging to more than one thing. `unless`
        therefore stands once, at the level of the rule, and defeats that rule. Write an exception of one item as a
        condition that is `not true`, or define a term for it with its own citation.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357; unless the conviction is a felony unless the
          person is deceased.

        Otherwise a conviction receives No Relief.
        """,
        """
        Excluded means that all of the following are true:
          (a) the conviction is a felony; and
          (b) the person is not deceased.

        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357; unless Excluded is true.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR113",
        "nested-too-deeply",
        "outlines or phrases are nested too deeply",
        """An outline has at most five levels, as in the codes: (a), (1), (A), (i), (I). Text that is nested more
        deeply can hardly be read aloud, and the limit keeps the reading of any file quick. Define a term for the
        inner part and use its name.""",
        """
        Minor means that any of the following is true:
          (a) any of the following is true:
              (1) any of the following is true:
                  (A) any of the following is true:
                      (i) any of the following is true:
                          (I) any of the following is true:
                              (a) the offense is HS 11357; or
                              (b) the offense is HS 11358; or
                          (II) the conviction is not a felony; or
                      (ii) the conviction is not a felony; or
                  (B) the conviction is not a felony; or
              (2) the conviction is not a felony; or
          (b) the conviction is not a felony.
        """,
        """
        Cannabis Offense means HS 11357 or HS 11358.

        Minor means that any of the following is true:
          (a) the offense is a Cannabis Offense; or
          (b) the conviction is not a felony.
        """,
    ),
    Lesson(
        "CMR117",
        "outline-of-one",
        "an outline has a single item, or none",
        """An outline of one item says `all of the following` of one condition: either a second item was lost or the
        outline is not needed. Put the missing item back, or write the condition without an outline. (`unless:` may
        have one item, because its label continues the series of the rule.)""",
        """
        Minor means that all of the following are true:
          (a) the offense is HS 11357.
        """,
        """
        Minor means that the offense is HS 11357.
        """,
    ),
    Lesson(
        "CMR121",
        "reference-or-label",
        "`conviction (2)` is read as a reference, and a semicolon may have been forgotten",
        """`conviction (2)` names the second conviction of a scenario. At the end of an outline item the label of the
        next item looks the same when the semicolon between them is missing. Write the semicolon, and `and` or `or`
        before the last item.""",
        """
        Minor means that all of the following are true:
          (1) the person has no other conviction
          (2) the offense is HS 11357.
        """,
        """
        Minor means that all of the following are true:
          (1) the person has no other conviction; and
          (2) the offense is HS 11357.
        """,
    ),
    Lesson(
        "CMR128",
        "step-without-if",
        "a step has neither `if` nor `otherwise`, or its reason stands in the wrong place",
        """Each step of an ordered list says when it applies. A step without a condition would decide every record
        that reaches it, which only the last step may do, and that one says `otherwise`. The order is: the outcome,
        `because` and the reason, then `if` and the condition.""",
        """
        Decide by the first of these that applies:
          (1) Dismissal, because "No felony";
          (2) No Relief, because "Felony", otherwise.
        """,
        """
        Decide by the first of these that applies:
          (1) Dismissal, because "No felony", if the conviction is not a felony;
          (2) No Relief, because "Felony", otherwise.
        """,
    ),
)
"""Lessons about outlines."""
