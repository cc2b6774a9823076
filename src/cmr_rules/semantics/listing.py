"""``it is the one listed in "mi/offenses.csv"``: the column of a table for the fact that is asked."""

from __future__ import annotations

from cmr_rules.semantics import law
from cmr_rules.semantics.fact_tables import LISTABLE, Listing, read_listing
from cmr_rules.semantics.names import Names
from cmr_rules.semantics.vocabulary import VOCABULARY
from cmr_rules.semantics.wording import plain
from cmr_rules.syntax import tree


def listed_in(fact: law.FactValue, written: tree.ListedIn, names: Names) -> law.Listed | None:
    """Resolve the table that has a fact; None after a fault."""
    name = plain(written.file.value)
    definition, declared = VOCABULARY.get(fact.fact), names.facts.get(fact.fact)
    about = definition.about if definition is not None else declared.about if declared is not None else ""
    if about != "record" or fact.kind not in LISTABLE:
        message = f"`{fact.fact}` does not follow from the offense of a conviction, and cannot be listed"
        names.fault("CMR310", message, written.span)
        return None
    source = names.tables.get(name)
    if source is None:
        return None  # that it cannot be found was reported
    if name not in names.listings:
        names.listings[name] = read_listing(name, source, names.facts, names.diagnostics)
    listing = names.listings[name]
    assert isinstance(listing, Listing)
    table = listing.tables.get(fact.fact)
    if table is None:
        if not any(one.labels[0].span.source is source for one in names.diagnostics):
            message = f'"{name}" has no column `{fact.fact}`'
            names.fault("CMR504", message, written.span, f"head a column of the table with `{fact.fact}`")
        return None
    return law.Listed(table, span=written.span)
