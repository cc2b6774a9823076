"""What a file decides, kind by kind: which records are covered, and by which rules they are decided."""

from __future__ import annotations

from attrs import frozen

from cmr_rules.decisions.choose import RuleChooser, StepChooser
from cmr_rules.decisions.entries import Entry
from cmr_rules.decisions.joining import Asks, always
from cmr_rules.decisions.questions import Compiler
from cmr_rules.decisions.view import View
from cmr_rules.semantics import law


@frozen
class Decides:
    """How the records of one kind are decided.

    Args:
        covered: The sentence that covers them.
        covers, covers_if: Whether a record is covered, and meets the condition of coverage, if there is one.
        chooser: The ordered list, or the rules for this kind.
    """

    covered: law.Covered
    covers: Asks
    covers_if: Asks | None
    chooser: StepChooser | RuleChooser


def kinds_of(meaning: law.Law, compiler: Compiler, off: frozenset[str]) -> tuple[Decides, ...]:
    """Return the kinds of records that a law decides; with the options *off*."""
    steps = StepChooser(meaning.steps, compiler, off) if meaning.steps else None
    found = []
    for covered in meaning.covered:
        chooser = steps or _rules_for(covered.noun, meaning, compiler, off)
        if chooser is None:
            continue
        test, condition = covered.records.test, covered.condition
        covers = always(truth=True) if test is None else compiler.test(test)
        found.append(Decides(covered, covers, None if condition is None else compiler.test(condition), chooser))
    return tuple(found)


def _rules_for(noun: str, meaning: law.Law, compiler: Compiler, off: frozenset[str]) -> RuleChooser | None:
    otherwise = next((one for one in meaning.otherwise if one.noun == noun), None)
    if otherwise is None:
        return None
    rules = tuple(rule for rule in meaning.rules if rule.noun == noun)
    return RuleChooser(rules, otherwise, compiler, off)


def records_to_decide(view: View) -> list[Entry]:
    """Return every record that the file may cover, each once, in the order of the record."""
    nouns = view.law.nouns
    found: list[Entry] = []
    if "conviction" in nouns:
        found += [*view.convictions, *view.perhaps]
    if "charge" in nouns:
        known = {entry.index for entry in found}
        found += [one for one in view.charges if one.charge.stage == "court" and one.index not in known]
    if "arrest" in nouns:
        found += view.arrests
    found += [one for one in view.wholes if one.kind in {"case", "person"} and one.kind in nouns]
    return found


def may_be(entry: Entry, noun: str) -> bool:
    """Whether a record is one of the kind *noun*, or may be: a charge disposed of in an unknown way, a conviction."""
    match noun:
        case "conviction":
            return entry.kind == "count" and (entry.number > 0 or entry.charge.perhaps_convicted)
        case "charge":
            return entry.kind == "count" and entry.charge.stage == "court"
        case "arrest":
            return entry.is_arrest
        case _:
            return entry.kind == noun


def kind_name(entry: Entry) -> str:
    """What a record is called: ``conviction``, ``charge``, ``arrest``, ``case``, ``person`` or what an event is."""
    if entry.event is not None:
        return entry.event.kind
    if entry.kind == "count":
        return "conviction" if entry.number else "charge"
    return entry.kind
