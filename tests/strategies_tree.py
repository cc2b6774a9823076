"""Hypothesis strategies for whole rule files as trees. Everything in them is fabricated."""

# ruff: noqa: FBT003
from __future__ import annotations

from typing import Any, TypeVar

from attrs import evolve
from hypothesis import strategies as st

from cmr_rules.syntax import tree
from tests.strategies_labels import inside_numbers, labelled, labelled_meaning, numbered
from tests.strategies_limits import counting_once, limits

Item = TypeVar("Item")

NAMES = ("Super Strike", "Waiting Period", "Sentence Completed", "Crime-Free Period", "Dismissal", "Free Of Violence 2")

names = st.sampled_from(NAMES).map(tree.Name)
days = st.builds(tree.Day, st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28))
partial_days = days | st.builds(tree.Day, st.integers(1900, 2100), st.integers(1, 12)) | st.builds(
    tree.Day, st.integers(1900, 2100)
)  # fmt: skip
lengths = st.builds(tree.Length, st.integers(0, 99), st.sampled_from(("year", "month", "week", "day")))
amounts = st.builds(
    tree.Amount, st.sampled_from(("28.5", "1", "8")), st.sampled_from(("gram", "ounce", "$", "kilogram"))
)
sections = st.sampled_from(("HS 11357", "HS 11357(a)(1)", "PC 667(e)(2)(C)(iv)", "PC 191.5", "MCL 333.7401(2)(a)(iii)",
                            "75 Pa.C.S. 1543(b)(1.1)", "Va. Code 19.2-392.6:1", "35 P.S. 780-113(a)(31)"))  # fmt: skip
places = st.sampled_from(("California", "Contra Costa County", "New York"))
pieces = st.sampled_from(
    (
        "law",
        "the",
        "and",
        "or",
        "unless",
        "§",
        "(a)",
        "11/09/2016",
        "{Waiting Period}",
        "People v. X.",
        "it's",
        "longer-word",
    )
)
prose = st.lists(pieces, min_size=1, max_size=30).map(" ".join)
texts = prose.map(tree.Text)


def short(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Hide what a strategy is made of, which Hypothesis would otherwise print at length."""

    @st.composite
    def hidden(draw: st.DrawFn) -> Any:
        return draw(strategy)

    return hidden()


def tuples(items: st.SearchStrategy[Item], least: int = 0, most: int = 3) -> st.SearchStrategy[tuple[Item, ...]]:
    """Generate tuples of *least* to *most* items."""
    return st.lists(items, min_size=least, max_size=most).map(tuple)


marks = st.builds(tree.Unverified, st.just("no text at hand; see § 6803")) | st.builds(
    tree.Verified, st.just("the county's counsel"), days
)
citations = st.sampled_from(
    ("HS 11361.8(e)", "(2)(a)", "HS 11362.1(a)(1), (2)", "People v. Raybon (2021)", '"A flow; of 2019"')
).map(tree.Citation)
remarks = short(
    st.just(tree.NO_REMARKS)
    | st.builds(tree.Remarks, tuples(citations), tuples(prose.map(tree.Note), most=2), st.none() | marks)
)

facts = st.builds(
    tree.FactOf,
    st.sampled_from(("date of sentence", "end of sentence", "review date", "level", "date of release from prison")),
) | st.just(tree.FactOf("date of conviction", "this"))
simple_values = short(days | facts | names.map(tree.NameValue) | st.builds(tree.Birthday, st.integers(1, 120)))
periods = lengths | names.map(tree.NameValue)
shifted = st.builds(tree.Shifted, periods, st.sampled_from(("after", "before")), simple_values)
dates = short(
    simple_values
    | shifted
    | tuples(simple_values | shifted, 2, 4).map(tree.LaterOf)
    | tuples(simple_values | shifted, 2, 4).map(tree.EarlierOf)
    | st.builds(tree.Shifted, periods, st.just("after"), tuples(simple_values, 2, 3).map(tree.LaterOf))
    | st.just(tree.LaterOf((tree.FactOf("date of release from prison", if_any=True), tree.FactOf("date of sentence"))))
)

in_force = st.builds(tree.Days, days, st.none() | days)
as_in_force = st.none() | in_force | st.builds(tree.Days, before=days)
forms = st.sampled_from(((), ("attempt",), ("attempt", "conspiracy"), ("attempt", "conspiracy", "solicitation")))
offense_items = (
    st.builds(tree.SectionItem, sections, forms=forms, in_force=as_in_force)
    | st.builds(tree.SectionItem, st.just("PC 187"), st.just("PC 191.5"), forms=forms, in_force=as_in_force)
    | st.builds(tree.SectionItem, sections, exactly=st.just(True), in_force=as_in_force)
    | st.builds(tree.NamedItem, names, forms)
    | st.builds(tree.NamedItem, names, of_option=st.just(True))
)
including = st.sampled_from(
    ((), ("attempt",), ("conspiracy",), ("attempt", "conspiracy"), ("attempt", "conspiracy", "solicitation"))
)
offenses = short(st.builds(tree.Offenses, tuples(offense_items, 1, 4), including))

orders = st.sampled_from(("before", "after", "on", "on or before", "on or after"))
sizes = st.sampled_from(("at least", "at most", "more than", "less than", "exactly"))
ways = st.sampled_from(("before", "after"))
comparisons = short(
    st.builds(tree.Compared, orders, dates)
    | st.builds(tree.Compared, sizes, shifted)
    | st.builds(tree.Between, simple_values, simple_values, st.booleans())
    | st.builds(tree.Within, periods, st.sampled_from(("before", "after", "of")), dates)
    | st.builds(tree.InWindow, periods, ways, dates)
)
located = (
    st.builds(tree.InPlace, places, st.booleans())
    | st.builds(tree.InPlace, st.just("Home County"), st.booleans(), st.just(True))
    | st.just(tree.Anywhere())
    | st.sampled_from(("case", "cycle", "county", "transaction")).map(tree.SameAs)
    | st.builds(tree.SameAs, st.sampled_from(("case", "cycle")), st.just(False), st.sampled_from(("charge", "arrest")))
    | st.sampled_from(("case", "arrest")).map(lambda what: tree.SameAs(what, within=True))
)
qualities = st.sampled_from(("felony", "misdemeanor", "infraction", "deceased", "true")).map(tree.Words)
predicates = short(
    comparisons
    | st.builds(tree.Compared, sizes, amounts | lengths | names.map(tree.NameValue))
    | st.builds(tree.Compared, st.sampled_from(("less serious than", "more serious than")), facts)
    | st.builds(tree.Aged, st.just("at least") | st.just("under"), periods, simple_values, st.booleans())
    | tuples(qualities, 1, 3).map(lambda words: tree.OneOf(words=words))
    | offenses.map(lambda each: tree.OneOf(offenses=each))
    | located.map(tree.Located)
    | offenses.map(tree.ForOffenses)
)
standing = st.just(tree.Standing())
ended = st.builds(tree.That, st.booleans(), st.just(tree.EndedInConviction()))
simple_conditions = short(
    st.builds(
        tree.Is,
        dates | st.sampled_from(("conviction", "person", "offense")).map(tree.FactOf),
        st.booleans(),
        predicates,
    )
    | st.builds(tree.Is, st.just(tree.FactOf("conviction")), st.booleans(), standing)
    | st.builds(tree.Names, st.booleans(), offenses)
    | st.builds(
        tree.Includes,
        st.just(tree.FactOf("sentence")),
        st.booleans(),
        tuples(st.sampled_from(("prison", "jail")).map(tree.Words), 1, 2),
    )
)
filters = short(
    st.builds(tree.Whose, st.sampled_from(("end of sentence", "level")), st.booleans(), predicates)
    | st.builds(tree.That, st.booleans(), predicates | standing)
    | ended
    | simple_conditions.map(tree.ForWhich)
    | st.builds(tree.Shows, st.booleans(), simple_conditions).map(tree.ForWhich)
)
nouns = st.sampled_from(("conviction", "charge", "arrest", "registration", "case"))


def _counted(filters_most: int) -> st.SearchStrategy[tree.Counted]:
    return short(
        st.builds(
            tree.Counted,
            nouns,
            st.booleans(),
            tuples(st.sampled_from(("felony", "pending", "current")).map(tree.Words), most=2),
            st.none() | located,
            st.none() | offenses,
            st.sampled_from((None, "section", "exact section")),
            st.none() | comparisons,
            tuples(filters, most=filters_most),
        )
    )


counted = _counted(2)
counting = counting_once(counted, names)
quantifiers = st.sampled_from(("no", "any")).map(tree.Quantifier) | st.builds(
    tree.Quantifier, st.sampled_from(("at least", "at most", "more than", "fewer than", "exactly")), st.integers(0, 9)
)
leaves = short(
    simple_conditions
    | st.builds(tree.Has, st.just(tree.FactOf("person")), quantifiers, counted)
    | st.builds(tree.Has, st.just(tree.FactOf("person")), quantifiers.filter(lambda each: each.kind != "any"), counting)
    | st.builds(tree.Every, _counted(0), st.booleans(), predicates)
    | st.builds(
        tree.Is, counting.map(tree.CountOf), st.booleans(), st.builds(tree.Compared, sizes, st.just(tree.Number(2)))
    )
    | st.builds(
        tree.Is,
        st.builds(tree.DateOfExtreme, st.sampled_from(("most recent", "earliest")), counted),
        st.booleans(),
        comparisons,
    )
    | names.map(tree.Bare)
)


begins = simple_values | shifted | tuples(simple_values | shifted, 2, 4).map(tree.LaterOf)
clocks = short(
    st.builds(tree.Clock, periods, begins, in_custody=st.booleans())
    | st.builds(
        tree.Clock,
        periods,
        begins,
        counted,
        facts.filter(lambda each: each.owner is None) | names.map(tree.NameValue),
        in_custody=st.booleans(),
        after_run=st.booleans(),
    )
)
shown = short(
    simple_conditions
    | st.builds(tree.Is, clocks, st.booleans(), comparisons)
    | st.builds(tree.Has, st.just(tree.FactOf("person")), quantifiers, counted)
    | st.builds(tree.Every, _counted(0), st.booleans(), predicates)
)
leaves = short(
    leaves | st.builds(tree.Is, clocks, st.booleans(), comparisons) | st.builds(tree.Shows, st.booleans(), shown)
)


def _group(inner: st.SearchStrategy[tree.Condition]) -> st.SearchStrategy[tree.Condition]:
    items = tuples(st.builds(tree.Item, st.just(""), inner, remarks), 2, 4)
    return st.builds(tree.Group, st.sampled_from(("all", "any", "none")), items)


conditions = short(st.recursive(leaves, _group, max_leaves=5))


# ---------------------------------------------------------------------------------------------- statements

steps = st.builds(
    tree.Step, st.just(""), names, st.none() | texts, st.none() | conditions, remarks
)  # fmt: skip
cases = st.builds(tree.Case, st.just(""), dates | clocks | lengths | qualities, st.none() | conditions, remarks)
versions = st.builds(tree.Version, st.just(""), in_force, dates | lengths | amounts | qualities | conditions, remarks)
listed = st.builds(tree.ListedOffense, st.just(""), tuples(offense_items, 1, 3), remarks, including)
meanings = (
    offenses
    | lengths
    | amounts
    | dates.filter(lambda each: not isinstance(each, tree.NameValue))
    | tuples(cases, 1, 3).map(lambda items: tree.Cases(numbered(items)))
    | st.builds(
        lambda on, items: tree.Versions(
            on, tuple(evolve(e, label=str(n), meaning=labelled_meaning(e.meaning)) for n, e in enumerate(items, 1))
        ),
        dates,
        tuples(versions, 1, 3),
    )
    | st.builds(tree.CountOf, counting)
    | clocks
    | st.builds(
        lambda items: tree.Offenses((), (), tuple(evolve(e, label=str(n)) for n, e in enumerate(items, 1))),
        tuples(listed, 2, 4),
    )
)


def _readings(
    meanings_: st.SearchStrategy[tree.Condition] | st.SearchStrategy[tree.Value],
) -> st.SearchStrategy[tree.OpenQuestion]:
    one = st.builds(tree.Reading, st.just(""), texts, meanings_, remarks)
    return tuples(one, 2, 4).map(
        lambda items: tree.OpenQuestion(tuple(evolve(each, label=str(n)) for n, each in enumerate(items, 1)))
    )


open_questions = _readings(conditions.map(inside_numbers)) | _readings(
    lengths | amounts | days | facts | st.builds(tree.CountOf, counted)
)
terms = short(
    st.builds(tree.Term, names, conditions.map(labelled), st.just(True), remarks=remarks)
    | st.builds(tree.Term, names, open_questions, remarks=remarks)
    | st.builds(tree.Term, names, meanings, remarks=remarks)
)


@st.composite
def rules(draw: st.DrawFn) -> tree.Rule:
    """Generate rules; the labels of ``unless`` go on after those of the condition."""
    condition = labelled(draw(conditions))
    first = len(condition.items) if isinstance(condition, tree.Group) else 0
    unless = draw(st.none() | st.builds(tree.Unless, conditions, st.none() | names))
    if unless is not None:
        unless = evolve(unless, condition=labelled(unless.condition, first=first))
    dated = draw(st.none() | st.builds(tree.RuleDays, in_force, st.none() | dates))
    return tree.Rule(draw(texts), draw(nouns), draw(names), condition, unless, dated, remarks=draw(remarks))


options = st.builds(
    tree.Option,
    names,
    st.just("between"),
    lengths | amounts,
    lengths | amounts,
    lengths,
    st.booleans(),
    remarks=remarks,
) | st.builds(
    tree.Option, names, st.just("yes or no"), st.none(), st.none(), st.sampled_from(("yes", "no")).map(tree.Words), st.just(False)
)  # fmt: skip
years = st.integers(1, 99).map(lambda number: tree.Length(number, "year"))
ages = st.builds(tree.Option, names, st.just("age"), years, years, years, st.booleans()) | st.builds(
    tree.Option, names, st.just("age"), years, years, st.none(), st.just(True)
)
plain_sections = tuples(st.builds(tree.SectionItem, sections), 1, 4).map(tree.Offenses)
section_options = st.builds(
    lambda name, bound, normal, off: tree.Option(
        name, "any of", None, None, normal, may_be_off=off or normal is None, bound=bound
    ),
    names,
    offenses,
    st.none() | plain_sections,
    st.booleans(),
)
all_of_california = tree.Words("all of California")
homes = st.sampled_from((None, all_of_california)).map(
    lambda normal: tree.Option(
        tree.Name("Home County"), "county", None, None, normal, may_be_off=False, bound=tree.Words("California")
    )
)
"""One is declared at the head of each rule file, so that ``in the Home County`` is a place."""
outcome_effects = st.sampled_from(("", "misdemeanor", "infraction")).map(lambda effect: (effect, "")) | st.tuples(
    st.sampled_from(("clears", "seals")), nouns
)
outcomes = st.builds(
    lambda name, label, ranked, effect, door: tree.OutcomeItem(name, label, ranked, effect[0], door, effect[1]),
    names,
    texts,
    st.booleans(),
    outcome_effects,
    st.sampled_from(("", "automatic", "mandatory on petition", "discretionary on petition")),
)
fact_kinds = st.sampled_from(
    (("yes or no", ()), ("date", ()), ("one of", (tree.Words("felony"), tree.Words("M1"), tree.Words("S"))))
)
declarations = st.builds(
    lambda name, kind, about: tree.FactDeclaration(name, kind[0], kind[1], about),
    names,
    fact_kinds,
    st.sampled_from(("conviction", "person", "case")),
)
subjects = facts | names.map(tree.NameValue)
plain_statements = short(
    st.builds(tree.Title, st.sampled_from(("Statute", "Policy", "Definitions")), texts, remarks=remarks)
    | st.builds(tree.Jurisdiction, tuples(places.map(tree.Words), 1, 2), remarks=remarks)
    | st.builds(
        tree.Authority,
        tuples(st.sampled_from(("HS 11361.9", '"Office flow, April 3, 2019"')).map(tree.Citation), 1, 3),
    )
    | st.builds(tree.InForce, days, st.none() | days)
    | st.builds(tree.LeapDayRule, st.sampled_from(("February 28", "March 1", "undeclared")), remarks=remarks)
    | st.builds(tree.Use, texts)
    | options
    | section_options
    | ages
    | declarations
    | st.builds(tree.Outcomes, tuples(outcomes, 1, 4), remarks=remarks)
    | st.builds(tree.Covers, st.sampled_from(("statute", "policy")), counted)
    | terms
    | st.builds(tree.Follows, names, texts, st.sampled_from(("statute", "policy")), remarks=remarks)
    | rules()
    | limits(texts, nouns, tuples(qualities, most=2), offenses, names, counted, remarks)
    | tuples(steps, 1, 4).map(numbered).map(tree.Decide)
    | st.builds(tree.Otherwise, nouns, names, st.none() | texts, remarks=remarks)
    | st.builds(
        tree.Presumption,
        subjects,
        dates | st.sampled_from(("true", "not true")).map(tree.Words),
        tuples(subjects),
        remarks=remarks,
    )
    | st.builds(
        tree.Derivation, subjects, dates | st.just(tree.ListedIn(tree.Text("mi/offenses.csv"))), remarks=remarks
    )
    | st.lists(prose, min_size=1, max_size=3).map(lambda lines: tree.Quote("\n".join(lines)))
    | st.just(tree.TextNotAtHand())
    | prose.map(lambda words: tree.Comment(tree.Note(words)))
)
