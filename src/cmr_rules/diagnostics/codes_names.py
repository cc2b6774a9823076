"""Lessons about names: CMR201 to CMR219."""

from __future__ import annotations

from cmr_rules.diagnostics.lesson import Lesson

NAME_LESSONS: tuple[Lesson, ...] = (
    Lesson(
        "CMR201",
        "unknown-fact",
        "there is no such fact",
        """The language has a list of what can be asked of a conviction, a person or a record, and this is not on it.
        A misspelt fact must not pass as one that is merely missing from a record. Use the fact that the hint offers,
        or declare a fact of your own (`Fact Restitution Paid: yes or no, about each conviction.`).""",
        """
        Old Case means that the date of convicton is before November 9, 2016.
        """,
        """
        Old Case means that the date of conviction is before November 9, 2016.
        """,
    ),
    Lesson(
        "CMR202",
        "undefined-term",
        "a term is not defined",
        """A capitalised name is a defined term, as in a contract, and nothing in this file or the files that it uses
        defines this one. Its ordinary meaning is not assumed. Define it with `means`, correct its spelling, or name
        the file that defines it with `Use`.""",
        """
        Excluded means that the person has a conviction for a Super Strikes.
        """,
        """
        Super Strike means PC 187 or PC 191.5.

        Excluded means that the person has a conviction for a Super Strike.
        """,
    ),
    Lesson(
        "CMR203",
        "term-in-lower-case",
        "a defined term is written in lower case",
        """Capital letters say that a word is used as defined; in lower case it would have its ordinary meaning, which
        the language does not know. Write the term as its definition writes it.""",
        """
        Super Strike means PC 187 or PC 191.5.

        Excluded means that the person has a conviction for a super strike.
        """,
        """
        Super Strike means PC 187 or PC 191.5.

        Excluded means that the person has a conviction for a Super Strike.
        """,
    ),
    Lesson(
        "CMR204",
        "defined-twice",
        "a name is defined twice",
        """Terms, options, facts and outcomes share one list of names, and each name means one thing. With two
        definitions a reader could not tell which one a rule follows. Remove one, or give them different names.""",
        """
        Super Strike means PC 187.

        Super Strike means PC 191.5.
        """,
        """
        Super Strike means PC 187 or PC 191.5.
        """,
    ),
    Lesson(
        "CMR205",
        "never-used",
        "a term, option, fact or outcome is never used",
        """It is defined and nothing refers to it. That is harmless if it is left over, and serious if a rule was meant
        to use it: an exclusion that is defined and not applied excludes nobody. Use it where it was meant, or remove
        it.""",
        """
        Super Strike means PC 187 or PC 191.5.
        """,
        """
        Super Strike means PC 187 or PC 191.5.

        Rule "no super strike" [HS 11361.8(e)]:
          A conviction receives Dismissal if the person has no conviction for a Super Strike.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR206",
        "name-opens-a-sentence",
        "a name begins with a word that opens a sentence",
        """Names that begin with words such as `No`, `On`, `Rule`, `Otherwise` or `Every` could be taken for the
        beginning of another sentence. Choose a name that begins with another word.""",
        """
        No Violence means that the person has no conviction for PC 187.
        """,
        """
        Free Of Violence means that the person has no conviction for PC 187.
        """,
    ),
    Lesson(
        "CMR207",
        "unknown-outcome",
        "there is no such outcome",
        """Rules and steps may grant only what stands in the file's `Outcomes` sentence, which also ranks them. An
        outcome that is not on the list has no rank and no words for the report. Correct the spelling or add it to the
        list.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismisal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR208",
        "unknown-place",
        "there is no such place",
        """Places come from a list: the states and the counties of California, written in full (`Contra Costa
        County`). A place that is misspelt would match no record, and a prior there would be overlooked.""",
        """
        Local Prior means that the person has a conviction in Contra Coast County for PC 187.
        """,
        """
        Local Prior means that the person has a conviction in Contra Costa County for PC 187.
        """,
    ),
    Lesson(
        "CMR209",
        "file-not-found",
        "a file named by `Use` is not found, or stands in two places",
        """The terms of that file are part of this law, so nothing is decided without it. Names are written without the
        ending and from the top of the folder of statutes: `Use "ca/offenses".` If two folders have a file of that
        name, the program does not choose; remove one or rename it.""",
        """
        Use "ca/no-such-file".
        """,
        """
        Use "ca/offenses".
        """,
    ),
    Lesson(
        "CMR210",
        "clash-with-used-file",
        "a term from a used file clashes with the file's own",
        """A file that is used brings its terms with their definitions. If this file defines the same name otherwise,
        a reader of the one would misunderstand the other. Give your own term another name, such as
        `County Super Strike`.""",
        """
        Use "ca/offenses".

        Super Strike means PC 187.
        """,
        """
        Use "ca/offenses".

        County Super Strike means PC 187.
        """,
    ),
    Lesson(
        "CMR211",
        "unknown-code",
        "there is no such code abbreviation",
        """The letters before a section number name a code, such as HS, PC or MCL. An abbreviation that is not known
        would match no record in silence. Use one from the list in the language reference.""",
        """
        Possession means that the offense is QX 11357.
        """,
        """
        Possession means that the offense is HS 11357.
        """,
    ),
    Lesson(
        "CMR212",
        "unknown-word",
        "a word is not known here",
        """What is compared here has a fixed list of values, and this word is not one of them: a level, for instance, is
        `felony`, `misdemeanor` or `infraction`. A word that no record ever has would make the condition false for
        everybody. Use the word that the hint offers.""",
        """
        Serious means that the conviction is a felonry.
        """,
        """
        Serious means that the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR213",
        "same-name",
        "two rules, steps or scenarios have the same name",
        """Decisions and reports name the rule that was followed; two of one name could not be told apart later. Give
        each its own title.""",
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the conviction is not a felony.

        Otherwise a conviction receives No Relief.
        """,
        """
        Rule "possession" [HS 11361.8(e)]:
          A conviction receives Dismissal if the offense is HS 11357.

        Rule "not a felony" [HS 11361.8(e)]:
          A conviction receives Dismissal if the conviction is not a felony.

        Otherwise a conviction receives No Relief.
        """,
    ),
    Lesson(
        "CMR214",
        "terms-in-a-circle",
        "terms define one another in a circle",
        """Each of these terms is explained by another of them, so none has a meaning. Define one of them without the
        others.""",
        """
        Serious means that Grave is true.

        Grave means that Serious is true.
        """,
        """
        Serious means that Grave is true.

        Grave means that the conviction is a felony.
        """,
    ),
    Lesson(
        "CMR215",
        "files-in-a-circle",
        "files use one another in a circle",
        """A file uses another that uses it in turn, so that neither can be read first. Move the terms that both need
        into a third file and use that one.""",
        'The file `a` says `Use "b".` and the file `b` says `Use "a".`',
        'The files `a` and `b` both say `Use "shared-terms".`',
        described=True,
    ),
    Lesson(
        "CMR216",
        "no-such-record",
        "a scenario speaks of a conviction that its person does not have",
        """The label in an expectation names a record of the person above it, and there is none of that label or of
        that kind. The scenario would test nothing. Correct the label or add the record.""",
        """
        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, conviction (2) receives Dismissal.
        """,
        """
        Scenario "one misdemeanor".
          A person born March 14, 1960 has:
            (1) a misdemeanor conviction in Fresno County for HS 11357 on April 11, 1981.
          On July 1, 2019, conviction (1) receives Dismissal.
        """,
    ),
    Lesson(
        "CMR217",
        "unknown-in-reason",
        "words in braces in a reason name no option or fact",
        """In a reason, `{Crime-Free Period}` stands for the value of that option or fact when the decision is made. A
        name that does not exist would be printed in a court list as it stands. Correct the name, or take the braces
        away.""",
        """
        Decide by the first of these that applies:
          (1) Dismissal, because "No felony for {Waiting Time}", if the conviction is not a felony;
          (2) No Relief, because "Felony", otherwise.
        """,
        """
        Option Waiting Time: between 1 year and 15 years, normally 5 years.

        Decide by the first of these that applies:
          (1) Dismissal, because "No conviction in {Waiting Time}",
              if the person has no conviction in the Waiting Time before the review date;
          (2) No Relief, because "A recent conviction", otherwise.
        """,
    ),
    Lesson(
        "CMR218",
        "unknown-option",
        "there is no such option",
        """An option was set, for a run or in a scenario, that the policy does not declare. Ignoring it would give
        decisions under other settings than the office chose. Use a name from the policy's `Option` sentences.""",
        "A run sets `Crime Free Years`, and the policy declares `Crime-Free Period`.",
        "The run sets `Crime-Free Period`.",
        described=True,
    ),
    Lesson(
        "CMR219",
        "unknown-reading",
        "there is no such reading",
        """An open question lists its readings, each with a name, and a policy follows one of them by that name. A
        reading that does not exist, or a term that is no open question, would leave the question open where the
        office believes that it is settled. Write the name as the question has it.""",
        """
        Prior Homicide is an open question [HS 11359(c)(1)]:
          (1) reading "before the offense": the person has a conviction for PC 187 before the date of offense;
          (2) reading "at any time": the person has a conviction for PC 187.

        For Prior Homicide, this statute follows the reading "ever".

        Excluded means that Prior Homicide is true.
        """,
        """
        Prior Homicide is an open question [HS 11359(c)(1)]:
          (1) reading "before the offense": the person has a conviction for PC 187 before the date of offense;
          (2) reading "at any time": the person has a conviction for PC 187.

        For Prior Homicide, this statute follows the reading "at any time".

        Excluded means that Prior Homicide is true.
        """,
    ),
    Lesson(
        "CMR220",
        "earlier-statute",
        "an expectation speaks of an earlier statute that cannot be applied",
        """An expectation may say after which statutes the file is applied: `after "ca/prop64"`. Each is found as `Use`
        finds files and must decide records itself, without faults; and only the decision of a statute that is named
        there can be missing. Otherwise the scenario would pass or fail for another reason than it gives.""",
        """
        Scenario "an open redesignation".
          A person born March 14, 1960 has:
            (1) a felony conviction in Yolo County for HS 11358 on April 11, 2010.
          On July 1, 2019, conviction (1) needs review, missing the decision under "ca/prop64" on conviction (1).
        """,
        """
        Scenario "an open redesignation".
          A person born March 14, 1960 has:
            (1) a felony conviction in Yolo County for HS 11358 on April 11, 2010.
          On July 1, 2019, after "ca/prop64", conviction (1) needs review,
            missing the decision under "ca/prop64" on conviction (1).
        """,
    ),
)
"""Lessons about names."""
