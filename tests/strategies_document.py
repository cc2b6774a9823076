"""Hypothesis strategies for scenarios and for whole rule files. Everything in them is fabricated."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from cmr_rules.syntax import tree
from tests.strategies_tree import (
    all_of_california,
    amounts,
    days,
    homes,
    lengths,
    marks,
    names,
    nouns,
    offense_items,
    partial_days,
    places,
    plain_sections,
    plain_statements,
    remarks,
    short,
    texts,
    tuples,
)

sentence_parts = (
    st.builds(tree.SentencePart, lengths, st.sampled_from(("prison", "jail", "probation", "supervision")))
    | st.just(tree.SentencePart(None, "fine"))
    | st.just(tree.SentencePart(tree.Words("life"), "prison"))
)
told = short(
    st.builds(
        tree.Told,
        st.sampled_from(("date of offense", "amount of cannabis flower")),
        days | amounts | st.sampled_from(("unknown", "not applicable", "true", "not true")).map(tree.Words),
    )
    | st.builds(tree.ToldName, names, st.sampled_from(("true", "not true", "unknown")).map(tree.Words) | days)
)
details = short(
    told
    | st.builds(tree.Sentenced, tuples(sentence_parts, 1, 3), st.none() | partial_days)
    | st.builds(tree.Told, st.just("maximum punishment"), lengths)
    | st.builds(tree.Released, partial_days)
    | st.builds(tree.SetAside, st.sampled_from(("dismissed", "sealed")), st.none() | partial_days)
    | st.builds(tree.SetAside, st.just("reduced"), st.none() | days, st.just(tree.Words("misdemeanor")))
    | st.builds(tree.Filed, st.sampled_from(("case", "cycle", "transaction")), texts)
)
unknown = st.just(tree.Words("unknown"))
records = short(
    st.builds(
        tree.RecordItem,
        st.just(""),
        nouns,
        tuples(st.sampled_from(("felony", "pending", "infraction")).map(tree.Words), most=2),
        st.none() | places.map(tree.Words),
        st.none() | offense_items | unknown,
        st.none() | partial_days | unknown,
        tuples(details),
        remarks,
    )
    | st.builds(
        lambda on, through, remarks_: tree.RecordItem("", "custody", (), None, None, on, (), remarks_, through),
        partial_days | unknown,
        st.none() | partial_days | unknown,
        remarks,
    )
)


@st.composite
def people(draw: st.DrawFn) -> tree.PersonTold:
    """Generate the people of scenarios."""
    listed_records = draw(st.lists(records, max_size=3))
    return tree.PersonTold(
        draw(st.none() | partial_days),
        draw(st.none() | partial_days | unknown),
        draw(tuples(told, most=2)),
        tuple(evolve(record, label=str(number)) for number, record in enumerate(listed_records, 1)),
        draw(st.booleans()),
        remarks=draw(remarks),
    )


settings = st.builds(
    tree.Setting,
    names,
    st.none() | lengths | amounts | texts | plain_sections | places.map(tree.Words) | st.just(all_of_california),
)
missing = (
    st.builds(tree.Missing, st.just("date of birth"))
    | st.builds(tree.Missing, st.just("date of offense"), st.none(), nouns, st.sampled_from("123"))
    | st.builds(tree.Missing, st.just(""), names)
    | st.builds(tree.Missing, st.just(""), names, nouns, st.sampled_from("123"))
    | st.builds(tree.Missing, st.just(""), st.none(), nouns, st.sampled_from("123"), texts)
)


@st.composite
def expectations(draw: st.DrawFn) -> tree.Expectation:
    """Generate expectations of the three verdicts."""
    noted = draw(remarks)
    match draw(st.sampled_from(("receives", "needs review", "is not covered"))):
        case "receives" as verdict:
            because, presumed = draw(st.none() | texts), draw(st.booleans())
            return tree.Expectation(
                draw(days),
                draw(tuples(settings)),
                draw(nouns),
                draw(st.sampled_from("123")),
                verdict,
                draw(names),
                because,
                presumed=presumed,
                reading=draw(st.none() | texts),
                after=draw(tuples(texts, most=2)),
                remarks=noted,
            )
        case "needs review" as verdict:
            least, most, lacking = draw(st.none() | names), draw(st.none() | names), draw(tuples(missing))
            return tree.Expectation(
                draw(days),
                draw(tuples(settings)),
                draw(nouns),
                draw(st.sampled_from("123")),
                verdict,
                at_least=least,
                at_most=most,
                missing=lacking,
                readings=draw(tuples(names, most=2)),
                after=draw(tuples(texts, most=2)),
                remarks=noted,
            )
        case verdict:
            return tree.Expectation(
                draw(days), draw(tuples(settings)), draw(nouns), draw(st.sampled_from("123")), verdict, remarks=noted
            )


scenarios = st.builds(tree.Scenario, texts, people(), tuples(expectations()), remarks=remarks)


@st.composite
def documents(draw: st.DrawFn) -> tree.Document:
    """Generate rule files: any statements in any order, some with a mark behind them. They shrink toward few."""
    statements: list[tree.Statement] = []
    for statement in draw(st.lists(plain_statements | scenarios, max_size=5)):
        statements.append(statement)
        if not isinstance(statement, tree.Comment) and draw(st.booleans()):
            statements.append(tree.MarkStatement(draw(marks)))
    return tree.Document((draw(homes), *statements))
