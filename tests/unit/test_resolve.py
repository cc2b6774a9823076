"""A whole file as law: terms, uses, citations, marks, bounds. All rule files are fabricated."""

from __future__ import annotations

import random
import time

import pytest

from cmr_rules.dates import LeapDay
from cmr_rules.diagnostics.codes import CLOSING, LESSONS, PRELUDE
from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.semantics.resolve import resolve
from cmr_rules.source import Source, Span
from cmr_rules.syntax import tree
from tests.unit.rule_texts import codes, read

POLICY = """
Policy "Fabricated County: review of old convictions".
Jurisdiction: California, Contra Costa County.
Authority: HS 11361.9; "Fabricated flow of April 3, 2019".
Leap day: March 1.

Option Crime-Free Period: between 1 year and 15 years, normally 5 years, or off.
Option Age Threshold: age between 40 and 65 years, normally 50 years, or off.

Outcomes, most favorable first:
  Dismissal, "Eligible for Dismissal", which clears the conviction;
  No Relief, "Not eligible";
  Review, "Flag for review", not ranked.

Marijuana Offense means HS 11357, HS 11358, HS 11359 or HS 11360.

Crime Free means that the person has no conviction in the Crime-Free Period before the review date.

This policy covers each conviction in Contra Costa County for a Marijuana Offense that still stands.

Decide by the first of these that applies:
  (1) No Relief, because "Recent", if the date of conviction is on or after November 9, 2016;
  (2) Dismissal, because "No convictions in past {Crime-Free Period}" [(a)], if Crime Free is true;
  (3) Dismissal, because "{Age Threshold} or older" [HS 11361.9(b)],
      if the person is at least the Age Threshold on the review date;
  (4) Review, because "{code section}", otherwise.
"""


@pytest.fixture(name="policy")
def _policy() -> law.Law:
    found, diagnostics = read(POLICY, whole=True)
    assert list(diagnostics) == []
    return found


class TestPolicy:
    def test_the_header_is_read(self, policy: law.Law) -> None:
        """Places, authorities and the leap-day rule are kept as written."""
        assert policy.kind == "Policy"
        assert policy.jurisdiction == ("California", "Contra Costa County")
        assert policy.authorities == ("HS 11361.9", "Fabricated flow of April 3, 2019")
        assert policy.leap_day is LeapDay.MARCH_1
        assert dict(policy.files) == {"case": "0" * 64}

    def test_outcomes_are_ranked_in_their_order(self, policy: law.Law) -> None:
        """One that is not ranked has no rank; the effect is kept."""
        ranks = [(one.name, one.rank, one.effect) for one in policy.outcomes]

        assert ranks == [("Dismissal", 0, "clears"), ("No Relief", 1, ""), ("Review", None, "")]

    def test_a_step_knows_its_options_through_terms_and_reasons(self, policy: law.Law) -> None:
        """If one of them is off, the step is skipped."""
        assert [sorted(step.options) for step in policy.steps] == [[], ["Crime-Free Period"], ["Age Threshold"], []]

    def test_a_step_cites_its_own_authority_or_that_of_the_file(self, policy: law.Law) -> None:
        """`(a)` is a part of the one section that the file cites."""
        assert policy.steps[0].citations == policy.authorities
        assert policy.steps[1].citations == ("HS 11361.9(a)",)
        assert policy.steps[2].citations == ("HS 11361.9(b)",)

    def test_what_still_stands_is_asked_apart(self, policy: law.Law) -> None:
        """A record that fails it is not covered, with that reason."""
        assert policy.covers is not None
        assert policy.covers.scope == "Contra Costa County"
        assert policy.covers_if == law.Stands(Who.COUNTED)

    def test_options_have_bounds(self, policy: law.Law) -> None:
        """An age is a period."""
        age = policy.options["Age Threshold"]

        assert (age.is_age, age.kind, age.may_be_off) == (True, Kind.PERIOD, True)
        assert str(age.normal) == "50 years"


@pytest.mark.parametrize(
    ("meaning", "kind", "per_record"),
    [
        ("PC 187 or PC 191.5", Kind.OFFENSE, False),
        ("that the conviction is a felony", Kind.YES_NO, True),
        ("that the person has no conviction", Kind.YES_NO, False),
        ("that the person has no other conviction", Kind.YES_NO, True),
        ("that the person has no conviction before the date of this conviction", Kind.YES_NO, True),
        ("that the person is deceased", Kind.YES_NO, False),
        ("10 years", Kind.PERIOD, False),
        ("the later of the date of sentence and the date of release", Kind.DATE, True),
        ("the number of convictions for PC 187", Kind.NUMBER, False),
        ("the date of the most recent conviction for PC 187", Kind.DATE, False),
        ("10 years after the date of conviction", Kind.DATE, True),
    ],
)
def test_a_term_has_a_type_and_speaks_of_a_record_or_of_the_person(
    meaning: str,
    kind: Kind,
    per_record: bool,  # noqa: FBT001
) -> None:
    """What mentions the conviction, or this conviction, is per conviction."""
    found, diagnostics = read(f"Thing means {meaning}.")

    assert diagnostics.errors == ()
    assert (found.terms["Thing"].kind, found.terms["Thing"].per_record) == (kind, per_record)


def test_terms_may_stand_in_any_order() -> None:
    """A term may use one that is defined below it."""
    found, diagnostics = read("Grave means that Serious is true.\n\nSerious means that the conviction is a felony.")

    assert diagnostics.errors == ()
    assert found.terms["Grave"].per_record


def test_a_term_that_is_another_name_has_its_meaning() -> None:
    """`NAME means OTHER` follows what the other is."""
    found, diagnostics = read(
        "Wait means 10 years.\n\nPeriod Asked means Wait.\n\nKilling means PC 187.\n\nDeed means Killing."
    )

    assert diagnostics.errors == ()
    assert found.terms["Period Asked"].cases[0].value == law.TermValue("Wait", Kind.PERIOD)
    assert found.terms["Deed"].offenses == found.terms["Killing"].offenses


def test_marks_stand_with_the_statement_before_them() -> None:
    """What is not verified is listed, with the reason, and a relation to a statement in brackets counts too."""
    text = """
Serious means that the conviction is a felony. Unverified: the text of the law was not at hand.

Killing means PC 187 [Unverified: the list is not complete].
"""
    found, diagnostics = read(text)

    assert diagnostics.errors == ()
    assert found.unverified == (
        ("Serious", "the text of the law was not at hand"),
        ("Killing", "the list is not complete"),
    )
    assert found.terms["Serious"].unverified == "the text of the law was not at hand"


def test_quoted_law_stands_with_the_statement_after_it() -> None:
    """`Text not at hand.` is a quote that is not there."""
    text = """
> A fabricated sentence of law,
> in two lines.

Serious means that the conviction is a felony.

Text not at hand.

Killing means PC 187.
"""
    found, _ = read(text)

    assert [title for title, _ in found.quotes] == ["Serious", "Killing"]
    assert found.quotes[0][1] is not None
    assert found.quotes[1][1] is None


def test_presumptions_and_derivations_keep_their_authority() -> None:
    """A presumption of a condition has a truth, one of a fact a value."""
    text = """
Serious means that the conviction is a felony.

If Serious is unknown, it is presumed not true [HS 11361.8(b)].

If the date of sentence is unknown, it is presumed to be the date of conviction [HS 11361.8(b)].

If the end of sentence is not recorded, it is the day that is the total length of the sentence after the date of
sentence [PC 1170].
"""
    found, diagnostics = read(text)

    assert diagnostics.errors == ()
    first, second = found.presumptions
    assert (first.term, first.truth) == (law.TermTrue("Serious"), False)
    assert second.fact == law.FactValue("date of sentence", Kind.DATE)
    assert second.value == law.FactValue("date of conviction", Kind.DATE)
    assert found.derivations[0].fact == law.FactValue("end of sentence", Kind.DATE)
    assert found.derivations[0].citations == ("PC 1170",)


SHARED = """
Definitions "Fabricated lists".
Super Strike means PC 187 or PC 191.5.
Serious means that the conviction is a felony.
Fact Restitution Paid: yes or no, about each conviction.
If the date of sentence is unknown, it is presumed to be the date of conviction [PC 1191].
If the end of sentence is not recorded, it is the date of sentence [PC 1191].
"""


class TestUse:
    def shared(self, name: str = "ca/lists", text: str = SHARED) -> law.Law:
        found, diagnostics = read(text, whole=True, name=name)
        assert list(diagnostics) == []
        return found

    def test_terms_facts_and_derivations_come_in(self) -> None:
        """Presumptions stay in their file."""
        text = """
Use "ca/lists".

Killer means that the person has a conviction for a Super Strike for which Serious is true.

Paid means that Restitution Paid is true.
"""
        found, diagnostics = read(text, [self.shared()])

        assert diagnostics.errors == ()
        assert not found.terms["Killer"].per_record
        assert found.terms["Super Strike"].file == "ca/lists"
        assert set(found.facts) == {"Restitution Paid"}
        assert len(found.derivations) == 1
        assert found.presumptions == ()
        assert set(found.files) == {"ca/lists", "case"}

    def test_a_clash_is_shown_at_both_places(self) -> None:
        """The file's own name is underlined first."""
        _, diagnostics = read('Use "ca/lists".\n\nSuper Strike means PC 187.', [self.shared()])

        clash = next(one for one in diagnostics if one.code == "CMR210")
        assert clash.labels[0].span.text == "Super Strike"
        assert len(clash.labels) == 2

    def test_the_same_term_through_two_files_is_no_clash(self) -> None:
        """Two files may use a third."""
        base = self.shared()
        middle, _ = read(
            'Definitions "Middle".\nUse "ca/lists".\nGrave means that Serious is true.', [base], whole=True
        )

        assert codes('Use "ca/lists".\nUse "case".\n\nAsked means that Grave is true.', [base, middle]) == []

    def test_two_meanings_of_one_name_are_a_clash(self) -> None:
        """Two used files may not give one name two meanings."""
        other = self.shared("ca/others", 'Definitions "Others".\nSuper Strike means PC 187.')

        assert codes('Use "ca/lists".\nUse "ca/others".', [self.shared(), other]) == ["CMR210"]


class TestBounds:
    def test_terms_may_stand_on_forty_others(self) -> None:
        """A longer chain is refused, whichever end is written first."""
        chain = ["Term 0 means that the conviction is a felony."]
        chain += [f"Term {number} means that Term {number - 1} is true." for number in range(1, 60)]

        for lines in (chain, chain[::-1]):
            assert "CMR113" in codes("\n\n".join(lines).replace("Term ", "Term N"))
            assert codes("\n\n".join(lines[:30] if lines is chain else lines[-30:]).replace("Term ", "Term N")) == []

    def test_counts_may_stand_three_deep(self) -> None:
        """Through terms too."""
        lines = ["Deep N0 means that the person has a conviction."]
        lines += [
            f"Deep N{n} means that the person has a conviction for which Deep N{n - 1} is true." for n in range(1, 4)
        ]

        assert codes("\n\n".join(lines[:3])) == []
        assert codes("\n\n".join(lines)) == ["CMR113"]

    def test_a_record_cannot_be_meant_from_two_counts_away(self) -> None:
        """The language has no words for it; a term has."""
        person, one = tree.FactOf("person"), tree.Quantifier("any")
        inner = tree.Counted("conviction", other=True, when=tree.Compared("before", tree.FactOf("date of conviction")))
        outer = tree.Counted("conviction", filters=(tree.ForWhich(tree.Has(person, one, inner)),))
        term = tree.Term(tree.Name("Asked"), tree.Has(person, one, outer), is_condition=True)
        diagnostics = Diagnostics()

        resolve("case", tree.Document((tree.Title("Definitions", tree.Text("Built")), term)), [], diagnostics)

        assert [one.code for one in diagnostics] == ["CMR113"]

    def test_lists_that_double_stay_small(self) -> None:
        """What is listed twice counts once."""
        lines = ["List N0 means PC 187 or PC 191.5."]
        lines += [f"List N{n} means a List N{n - 1} or an attempt to commit a List N{n - 1}." for n in range(1, 30)]
        found, _ = read("\n\n".join(lines))

        assert len(found.terms["List N29"].offenses.patterns) == 4  # type: ignore[union-attr]

    def test_a_deep_tree_is_refused(self) -> None:
        """A tree that a program made may be deeper than any text."""
        value: tree.Value = tree.FactOf("date of conviction")
        for _ in range(50_000):
            value = tree.LaterOf((value, value))
        source = Source("deep", "")
        term = tree.Term(tree.Name("Deep"), value)
        diagnostics = Diagnostics()

        resolve("deep", tree.Document((term,), span=Span(source, 0, 0)), [], diagnostics)

        assert "CMR113" in [one.code for one in diagnostics]

    def test_three_hundred_lines_are_checked_quickly(self) -> None:
        """A file is checked while its author types."""
        from cmr_rules.syntax.parse import parse

        rule = CLOSING.partition("\n\nOtherwise")[0]
        rules = "\n".join(rule.replace("closing", f"closing {number}") for number in range(140))
        diagnostics = Diagnostics()
        document = parse(Source("long", PRELUDE + rules + CLOSING), diagnostics)

        started = time.perf_counter()
        resolve("long", document, [], diagnostics)

        assert time.perf_counter() - started < 0.15
        assert diagnostics.errors == ()


def test_no_text_makes_it_raise() -> None:
    """Texts that were cut, doubled and shuffled are resolved as far as they are understood."""
    chance = random.Random(11361)
    texts = [POLICY, SHARED, *(lesson.wrong for lesson in LESSONS), *(lesson.right for lesson in LESSONS)]
    words = [word for text in texts for word in text.split(" ")]
    for _ in range(300):
        parts = chance.choice(texts).split(" ")
        for _ in range(chance.randint(1, 6)):
            position = chance.randrange(len(parts) + 1)
            parts[position : position + chance.randint(0, 2)] = chance.choices(words, k=chance.randint(0, 2))
        text = " ".join(parts)
        read(text, whole=True)
        read(text)
