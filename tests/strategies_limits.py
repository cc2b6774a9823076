"""Hypothesis strategies for limits."""

from __future__ import annotations

from attrs import evolve
from hypothesis import strategies as st

from cmr_rules.syntax import tree


def limits(
    texts: st.SearchStrategy[tree.Text],
    nouns: st.SearchStrategy[str],
    qualities: st.SearchStrategy[tuple[tree.Words, ...]],
    offenses: st.SearchStrategy[tree.Offenses],
    names: st.SearchStrategy[tree.Name],
    counted: st.SearchStrategy[tree.Counted],
    remarks: st.SearchStrategy[tree.Remarks],
) -> st.SearchStrategy[tree.Limit]:
    """Generate limits from the strategies of their parts."""
    caps = st.builds(
        tree.Cap,
        st.integers(0, 9),
        st.builds(tree.Counted, nouns, qualities=qualities, offenses=st.none() | offenses),
    )
    orders = names.map(tree.NameValue) | st.sampled_from(("date of conviction", "end of sentence")).map(tree.FactOf)
    return st.tuples(st.none() | orders, st.booleans()).flatmap(
        lambda order: st.builds(
            tree.Limit,
            texts,
            st.lists(texts, min_size=1, max_size=3).map(tuple),
            st.lists(caps, min_size=1, max_size=2).map(tuple),
            st.just(order[0]),
            st.just(order[0] is not None and order[1]),
            st.sampled_from((None, "transaction")),
            st.none() | counted,
            nouns,
            names,
            remarks=remarks,
        )
    )


def counting_once(
    counted: st.SearchStrategy[tree.Counted], names: st.SearchStrategy[tree.Name]
) -> st.SearchStrategy[tree.Counted]:
    """Generate history phrases that may say what counts once, and what counts by itself all the same."""
    return st.builds(
        lambda of, once, apart: evolve(of, one_for_each=once, by_itself=once and apart),
        counted,
        st.sampled_from((None, None, "case", "cycle", "county", "day", "transaction", "case and cycle")),
        st.none() | names,
    )
