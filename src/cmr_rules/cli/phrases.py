"""The phrases of the language with an example each: conditions, history, values, offenses and statements.

Each condition stands in a test of the parser, so that what is shown here can be written.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Phrase:
    """One way to say something.

    Args:
        pattern: The phrase, with capitals for what varies.
        example: It in use.
        meaning: What it means, where the words could be read in two ways.
    """

    pattern: str
    example: str
    meaning: str = ""


RELATIONS: tuple[Phrase, ...] = (
    Phrase("before DATE, after DATE", "the date of conviction was before November 9, 2016", "the day itself is out"),
    Phrase("on or before DATE, on or after DATE", "the date of conviction was on or after November 9, 2016"),
    Phrase("on DATE", "the date of conviction was on November 9, 2016"),
    Phrase("from DATE through DATE", "the date of conviction was from January 1, 1990 through December 31, 1999",
           "both days are in"),
    Phrase("between DATE and DATE", "the date of conviction was between January 1, 1990 and December 31, 1999",
           "both days are in"),
    Phrase("within PERIOD before DATE", "the date of sentence was within 10 years before the review date"),
    Phrase("in the PERIOD before DATE", "the date of conviction was in the 5 years before the review date",
           "from the day that is 5 years before, inclusive, to the review date, exclusive"),
    Phrase("at least PERIOD before DATE", "the date of sentence was at least 10 years before the review date",
           "true from the anniversary on"),
    Phrase("at least N years old on DATE", "the person was at least 21 years old on the date of offense",
           "from the birthday on"),
    Phrase("under N years old on DATE", "the person was under 18 years old on the date of offense"),
    Phrase("at least, at most, more than, less than, exactly", "the number of plants is at most 6"),
    Phrase("less serious than, more serious than",
           "the level of the conviction is less serious than the level as convicted",
           "lawful, infraction, misdemeanor, felony"),
    Phrase("is, is not", "the conviction is not a felony"),
    Phrase("is one of several", "the level of the conviction is infraction or misdemeanor"),
    Phrase("is in PLACE", "the conviction is in Contra Costa County", "the county of the court"),
    Phrase("still stands", "the conviction still stands", "no court set it aside or sealed it later"),
    Phrase("the record shows that, the record does not show that",
           "the record does not show that the person has a pending charge",
           "the record as it is; what it leaves open it does not show"),
    Phrase("the record names", "the record names HS 11357(b)", "what is written, not what it covers"),
    Phrase("the sentence includes", "the sentence includes prison"),
)  # fmt: skip

VALUES: tuple[Phrase, ...] = (
    Phrase("the review date", "the end of sentence was before the review date"),
    Phrase("the later of, the earlier of",
           "the later of the date of sentence and the date of release is before the review date",
           "what does not apply is skipped"),
    Phrase("PERIOD after DATE, PERIOD before DATE",
           "10 years after the date of sentence is on or before the review date",
           "true on the anniversary"),
    Phrase("the day that is PERIOD after DATE",
           "the day that is 10 years after the date of sentence is on or before the review date"),
    Phrase("the person's Nth birthday", "the person's 21st birthday is on or before the date of offense"),
    Phrase("the probation was revoked", "the probation was not revoked", "the record lists revocations"),
    Phrase("the number of …", "the number of convictions for HS 11358 is at most 2"),
    Phrase("the date of the most recent …, of the earliest …",
           "the date of the most recent conviction of the person is before January 1, 2010"),
    Phrase("the day on which PERIOD has run from DATE",
           "the day on which 8 years have run from the date of sentence is on or before the review date",
           "a term may go on: `starting again with each …`, `starting again, also after it has run, with each …`, "
           "`not counting the time in custody`"),
)  # fmt: skip

HISTORY: tuple[Phrase, ...] = (
    Phrase("no, any, at least N, at most N, more than N, exactly N", "the person has at least 2 convictions",
           "every record counts, this one included"),
    Phrase("other", "the person has no other conviction", "this conviction does not count"),
    Phrase("conviction, charge, arrest, registration", "the person has no registration under PC 290"),
    Phrase("a level before the noun", "the person has no felony conviction in the 10 years before the review date"),
    Phrase("in PLACE, outside PLACE", "the person has no conviction outside California"),
    Phrase("in any jurisdiction", "the person has no conviction in any jurisdiction",
           "asks beyond what the record lists, so it is often unknown"),
    Phrase("in the same case, cycle, county or transaction as this conviction",
           "the person has no charge in the same cycle as this conviction for HS 11358"),
    Phrase("for OFFENSES", "the person has a conviction for HS 11358 or HS 11359"),
    Phrase("under the same section as this conviction",
           "the person has at least 2 convictions under the same section as this conviction",
           "subdivisions ignored; `exactly the same section` counts them"),
    Phrase("before, after, within, in the N years before DATE",
           "the person has no conviction in the 5 years before the review date"),
    Phrase("whose FACT is …", "the person has no conviction whose end of sentence is after the review date"),
    Phrase("that …", "the person has no conviction that is a felony"),
    Phrase("counting one for each case, cycle, county, day, transaction, or case and cycle",
           "the person has at least 3 convictions, counting one for each cycle",
           "records that belong together count once"),
    Phrase("…, but each for which TERM is true by itself",
           "the person has at least 3 convictions, counting one for each transaction, but each for which Serious is "
           "true by itself"),
    Phrase("every …", "every conviction of the person is for HS 11357"),
)  # fmt: skip

OFFENSES: tuple[Phrase, ...] = (
    Phrase("SECTION", "the offense is HS 11357", "the section with its subdivisions; HS 11357.5 is another section"),
    Phrase("exactly SECTION", "the offense is exactly PC 148", "without its subdivisions"),
    Phrase("SECTION through SECTION", "the offense is PC 187 through PC 191.5"),
    Phrase("an attempt to commit", "the offense is an attempt to commit PC 187"),
    Phrase("as in force before DAY", "the offense is HS 11357(c) as in force before November 9, 2016",
           "also `as in force from DAY through DAY`; the date of offense chooses"),
    Phrase("including attempts and conspiracies", "the offense is HS 11358, including attempts and conspiracies"),
)  # fmt: skip

OUTLINES: tuple[Phrase, ...] = (
    Phrase("all of the following are true",
           "all of the following are true: (a) the conviction is a felony; and (b) the offense is HS 11358"),
    Phrase("any of the following is true",
           "any of the following is true: (a) the conviction is not a felony; or (b) the offense is HS 11358"),
    Phrase("none of the following is true",
           "none of the following is true: (a) the conviction is a felony; or (b) the offense is HS 11358"),
)  # fmt: skip

STATEMENTS: tuple[Phrase, ...] = (
    Phrase("the title", 'Policy "Example County: review".', "Statute, Policy or Definitions"),
    Phrase("the jurisdiction", "Jurisdiction: California, Contra Costa County."),
    Phrase("the authority", "Authority: HS 11361.9."),
    Phrase("the time in force", "In force: from November 9, 2016."),
    Phrase("the leap day", "Leap day: March 1.", "what a period that ends on February 29 comes to"),
    Phrase("another file", 'Use "ca/offenses".', "brings its terms and facts, never its rules"),
    Phrase("an option", "Option Crime-Free Period: between 1 year and 15 years, normally 5 years, or off.",
           "a step whose option is off is skipped"),
    Phrase("an option that lists sections",
           "Option Dismiss Sections: any of HS 11357, HS 11358 or HS 11359, normally HS 11357, or off.",
           "`the offense is one of the Dismiss Sections`"),
    Phrase("an option that names a county", "Option County: a county in California, to be chosen.",
           "`a conviction in the County`; or `normally all of California`"),
    Phrase("a fact of its own", "Fact Restitution Paid: yes or no, about each conviction."),
    Phrase("the outcomes",
           'Outcomes, most favorable first: Dismissal, "Dismissed", mandatory on petition, '
           'which clears the conviction; Review, "For counsel", not ranked.'),
    Phrase("what is covered",
           "This policy covers each conviction in Contra Costa County for HS 11358 that still stands."),
    Phrase("a term that is a condition",
           "Sentence Completed means that the end of sentence is before the review date."),
    Phrase("a term that lists offenses", "Marijuana Offense means HS 11357, HS 11358, HS 11359 or HS 11360."),
    Phrase("a term that is a value",
           "Waiting Period means the first of these that applies: (1) 10 years, if the conviction is a felony; "
           "(2) 5 years, otherwise."),
    Phrase("a term in versions",
           "Concentrate Limit means the version in force on the review date: "
           "(1) from November 9, 2016 through June 26, 2017: 4 grams; (2) from June 27, 2017: 8 grams."),
    Phrase("an ordered list",
           'Decide by the first of these that applies: (1) Dismissal, because "Misdemeanor or infraction", '
           'if the conviction is not a felony; (2) Review, because "Felony", otherwise.'),
    Phrase("a rule",
           'Rule "cultivation" [HS 11358]: A conviction receives Dismissal if the offense is HS 11358; '
           "unless the conviction is a felony, in which case it receives Review."),
    Phrase("a rule in versions",
           'Rule "relief" [PC 1203.425], in force from July 1, 2022 through September 30, 2024: '
           "A conviction receives Dismissal if the conviction is not a felony."),
    Phrase("a limit",
           'Limit "lifetime" on "cultivation": at most 2 felony convictions of a person, the earliest date of '
           "conviction first; a conviction over the limit receives No Relief.", "who comes first uses the places"),
    Phrase("what is left", "Otherwise a conviction receives No Relief."),
    Phrase("a presumption", "If Sentence Completed is unknown, it is presumed true [HS 11361.8(b)]."),
    Phrase("a fact that is worked out",
           "If the end of sentence is not recorded, it is the day that is the total length of the sentence after the "
           "date of sentence."),
    Phrase("a fact that a table has",
           'If the maximum punishment is unknown, it is the one listed in "mi/offenses.csv" [MCL 780.621g].'),
    Phrase("quoted law", "> A person who has completed his or her sentence …", "from `> ` to a blank line"),
    Phrase("a note", "[Note: words for the reader.]"),
    Phrase("what nobody has verified", "Unverified: the amount is from the session law."),
    Phrase("a scenario",
           'Scenario "an old felony". A person born March 14, 1960 has: (1) a felony conviction in Contra Costa County '
           "for HS 11358 on April 11, 1981. On July 1, 2019, conviction (1) receives Dismissal."),
)  # fmt: skip

CONDITIONS: tuple[tuple[str, tuple[Phrase, ...]], ...] = (
    ("Comparing", RELATIONS),
    ("Dates and numbers", VALUES),
    ("The person's history", HISTORY),
    ("Offenses", OFFENSES),
    ("All, any and none", OUTLINES),
)
"""What a condition may say."""
