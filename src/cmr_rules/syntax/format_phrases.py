"""Conditions, values and offenses as text: the reverse of the grammar's phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from cmr_rules.syntax import tree
from cmr_rules.syntax.format_clocks import clock_text
from cmr_rules.syntax.format_days import as_in_force_text, day, range_end
from cmr_rules.syntax.format_layout import GLUE, SOFT, glued, new_line, put_before_outline

_LEVELS = {"felony", "misdemeanor", "infraction", "wobbler"}
"""Levels that a conviction *is* (``is a felony``); other words are qualities (``is deceased``)."""
_GROUPS = {
    "all": "all of the following are true",
    "any": "any of the following is true",
    "none": "none of the following is true",
}
_FORM_PLURALS = {"attempt": "attempts", "conspiracy": "conspiracies", "solicitation": "solicitations"}
_THRESHOLDS = {"at least", "at most", "more than", "less than", "exactly"}
MAXIMUM_PUNISHMENT = "maximum punishment"
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}

# ---------------------------------------------------------------------------------------------- words


def string(text: tree.Text) -> str:
    """Write words in quotation marks."""
    return glued(f'"{text.value}"')


def article(word: str) -> str:
    """Return ``a`` or ``an``, as *word* asks."""
    return "an" if word[:1].lower() in "aeiou" and not word.lower().startswith(("uni", "use", "one ")) else "a"


def with_article(word: str) -> str:
    """Return *word* behind its article."""
    return f"{article(word)} {word}"


def plural(number: int, word: str) -> str:
    """Return ``1 year``, ``2 years``, ``2 ounces`` in one piece."""
    return glued(f"{number} {word}" if number == 1 else f"{number} {word}s")


def listed(parts: Sequence[str], joiner: str) -> str:
    """Join parts as ``A, B or C``."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {joiner} {parts[-1]}"


def remarks_text(remarks: tree.Remarks) -> str:
    """Write remarks in brackets, each behind a blank: citations, then notes, then the mark."""
    return citations_text(remarks) + notes_text(remarks)


def citations_text(remarks: tree.Remarks) -> str:
    """Write the citations in brackets. A short one stays with the last word of what it supports."""
    citations = "; ".join(glued(each.text) for each in remarks.citations)
    blank = GLUE if len(citations) < _SHORT else SOFT
    return f"{blank}[{citations}]" if citations else ""


def notes_text(remarks: tree.Remarks) -> str:
    """Write the notes and the mark in brackets, each on a line of its own where the whole does not fit on one."""
    brackets = [f"{SOFT}[Note: {note.text}]" for note in remarks.notes]
    if remarks.mark is not None:
        brackets.append(f"{SOFT}[{mark_text(remarks.mark)}]")
    return "".join(brackets)


_SHORT = 40


def mark_text(mark: tree.Mark) -> str:
    """Write a mark without its brackets or period."""
    match mark:
        case tree.Unverified(why):
            return f"Unverified: {why}"
        case tree.Verified(by, on):
            return glued(f"Verified by {by} on {day(on)}")
        case _:
            assert_never(mark)


# ---------------------------------------------------------------------------------------------- values


def length(written: tree.Length) -> str:
    """Write ``10 years``."""
    return plural(written.number, written.unit)


def amount(written: tree.Amount) -> str:
    """Write ``28.5 grams`` or ``$500``."""
    if written.unit == "$":
        return f"${written.number}"
    return glued(f"{written.number} {written.unit}{'' if written.number == '1' else 's'}")


def value(written: tree.Value) -> str:
    """Write a value. A period between two words is written with ``the day that is``, so that it reads as a day."""
    match written:
        case tree.Day():
            return day(written)
        case tree.Length():
            return length(written)
        case tree.Number(number):
            return str(number)
        case tree.Amount():
            return amount(written)
        case tree.Words(text):
            return text
        case tree.FactOf():
            return _fact(written)
        case tree.NameValue(name):
            return name.text
        case tree.Birthday(number):
            return f"the person's {_ordinal(number)} birthday"
        case tree.LaterOf(parts):
            return _extreme_of("later" if len(parts) == 2 else "latest", parts)  # noqa: PLR2004
        case tree.EarlierOf(parts):
            return _extreme_of("earlier" if len(parts) == 2 else "earliest", parts)  # noqa: PLR2004
        case tree.Shifted():
            return f"the day that is {_shifted(written)}"
        case tree.CountOf(counted):
            return f"the number of {counted_text(counted, plural_noun=True)}"
        case tree.DateOfExtreme(which, counted):
            return f"the date of the {which} {counted_text(counted)}"
        case tree.Clock(period, start, restarts, begins):
            again = (counted_text(restarts), value(begins)) if restarts and begins else None
            return clock_text(written, measure(period), value(start), again)
        case _:
            assert_never(written)


def measure(written: tree.Value) -> str:
    """Write a value where a period or an amount is asked: a term has its article there, ``the Waiting Period``."""
    return f"the {written.name.text}" if isinstance(written, tree.NameValue) else value(written)


def _fact(written: tree.FactOf) -> str:
    words = written.words
    if written.owner == "this":
        head, of, noun = words.rpartition(" of ")
        if of and noun in {"conviction", "offense", "charge", "arrest", "case"}:
            words = f"the {head} of this {noun}"
        elif words in {"conviction", "offense", "charge", "arrest", "case"}:
            words = f"this {words}"
        else:
            words = f"the {words} of this conviction"
    else:
        words = f"the {words}"
    return f"{words}, if any," if written.if_any else words


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else _ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def _extreme_of(which: str, parts: tuple[tree.Value, ...]) -> str:
    return f"the {which} of {listed([value(part) for part in parts], 'and')}"


def _shifted(written: tree.Shifted) -> str:
    return f"{measure(written.period)} {written.direction} {value(written.start)}"


# ---------------------------------------------------------------------------------------------- offenses and places


def _forms(forms: tuple[str, ...]) -> str:
    """Write ``an attempt or conspiracy to commit``."""
    return f"{listed([with_article(forms[0]), *forms[1:]], 'or')} to commit "


def offense_item(item: tree.OffenseItem, *, bare: bool = False) -> str:
    """Write one offense of a list; *bare* leaves out the article of a name."""
    forms = _forms(item.forms) if item.forms else ""
    match item:
        case tree.SectionItem(section, through, exactly, _, in_force):
            end = f" through {glued(range_end(section, through))}" if through else ""
            return f"{forms}{'exactly ' if exactly else ''}{glued(section)}{end}{as_in_force_text(in_force)}"
        case tree.NamedItem(name, of_option=True):
            return f"one of the {name.text}"
        case tree.NamedItem(name):
            return f"{forms}{name.text if bare else with_article(name.text)}"
        case _:
            assert_never(item)


def including_text(forms: tuple[str, ...]) -> str:
    """Write ``, including attempts and conspiracies``, or nothing."""
    return f", including {listed([_FORM_PLURALS[form] for form in forms], 'and')}" if forms else ""


def offenses_text(offenses: tree.Offenses, *, bare: bool = False) -> str:
    """Write offenses in one line: ``HS 11357, HS 11358 or a Super Strike``."""
    items = [offense_item(item, bare=bare) for item in offenses.items]
    return listed(items, "or") + including_text(offenses.including)


def place_text(place: tree.Place) -> str:
    """Write where."""
    match place:
        case tree.InPlace(name, outside, of_option):
            return f"{'outside' if outside else 'in'} {'the ' if of_option else ''}{glued(name)}"
        case tree.Anywhere():
            return "in any jurisdiction"
        case tree.SameAs(what, within=True):
            return f"in this {what}"
        case tree.SameAs(what, noun=noun):
            return f"in the same {what} as this {noun}"
        case _:
            assert_never(place)


# ---------------------------------------------------------------------------------------------- predicates


def _words(words: tuple[tree.Words, ...]) -> str:
    return listed([each.text for each in words], "or")


def _qualities(words: tuple[tree.Words, ...], *, of_thing: bool) -> str:
    """Write levels with their article where they are said of a thing: ``a felony or a misdemeanor``."""
    texts = [with_article(each.text) if of_thing and each.text in _LEVELS else each.text for each in words]
    return listed(texts, "or")


def dates_text(when: tree.Compared | tree.Between | tree.Within | tree.InWindow) -> str:
    """Write what is said of a value by comparing it."""
    match when:
        case tree.Compared(relation, against):
            if relation in _THRESHOLDS:
                measured = _shifted(against) if isinstance(against, tree.Shifted) else measure(against)
                return f"{relation} {measured}"
            return f"{relation} {value(against)}"
        case tree.Between(low, high, through):
            return f"from {value(low)} through {value(high)}" if through else f"between {value(low)} and {value(high)}"
        case tree.Within(period, direction, start):
            return f"within {measure(period)} {direction} {value(start)}"
        case tree.InWindow(period, direction, start):
            return f"in the {_bare(period)} {direction} {value(start)}"
        case _:
            assert_never(when)


def _bare(period: tree.Value) -> str:
    return period.name.text if isinstance(period, tree.NameValue) else value(period)


def predicate_text(predicate: tree.Predicate, *, negated: bool, of_thing: bool = True) -> str:
    """Write a predicate with its verb: ``is not a felony``, ``was at least 21 years old on …``, ``still stands``.

    Args:
        predicate: What is said.
        negated: Whether it is denied.
        of_thing: Whether it is said of a conviction, a charge or an offense, which *is a felony*; a level *is felony*.
    """
    verb = "is not" if negated else "is"
    match predicate:
        case tree.Compared() | tree.Between() | tree.Within() | tree.InWindow():
            return f"{verb} {dates_text(predicate)}"
        case tree.Aged(relation, age, on, spelled):
            verb = ("was" if _is_event(on) else "is") + (" not" if negated else "")
            return f"{verb} {relation} {measure(age)}{' old' if spelled else ''} on {value(on)}"
        case tree.OneOf(words, offenses):
            if offenses is None:
                return f"{verb} {_qualities(words, of_thing=of_thing)}"
            several = negated and len(offenses.items) > 1
            return f"{verb} {'any of ' if several else ''}{offenses_text(offenses)}"
        case tree.Located(place):
            return f"{verb} {place_text(place)}"
        case tree.ForOffenses(offenses):
            return f"{verb} for {offenses_text(offenses)}"
        case tree.Standing():
            return "no longer stands" if negated else "still stands"
        case tree.EndedInConviction():
            return "did not end in a conviction" if negated else "ended in a conviction"
        case _:
            assert_never(predicate)


def _imprisonment(words: str, predicate: tree.Predicate) -> str:
    """Return ``of imprisonment`` where the length of a punishment ends a comparison."""
    match predicate:
        case tree.Compared(_, tree.Length()) if words == MAXIMUM_PUNISHMENT:
            return " of imprisonment"
        case _:
            return ""


def _is_event(on: tree.Value) -> bool:
    """Whether a day is that of something that happened: ages on it are written ``was``."""
    return isinstance(on, tree.Birthday) or (
        isinstance(on, tree.FactOf) and on.words.startswith(("date of ", "end of "))
    )


# ---------------------------------------------------------------------------------------------- history


def counted_text(counted: tree.Counted, *, plural_noun: bool = False, of_the_person: bool = False) -> str:
    """Write the records that a phrase speaks of, in the order of the language reference."""
    under = counted.noun == "registration"
    parts = [
        "other" if counted.other else "",
        *(each.text for each in counted.qualities),
        f"{counted.noun}s" if plural_noun else counted.noun,
        "of the person" if of_the_person else "",
        place_text(counted.place) if counted.place else "",
        f"{'under' if under else 'for'} {offenses_text(counted.offenses)}" if counted.offenses else "",
        _same_section(counted.same_section),
        dates_text(counted.when) if counted.when else "",
        " and ".join(filter_text(each) for each in counted.filters),
    ]
    text = " ".join(part for part in parts if part)
    if not counted.one_for_each:
        return text
    apart = f", but each for which {counted.by_itself.text} is true by itself" if counted.by_itself else ""
    return f"{text}, counting one for each {counted.one_for_each}{apart}"


def _same_section(same: str | None) -> str:
    if same is None:
        return ""
    return f"under {'exactly ' if same == 'exact section' else ''}the same section as this conviction"


def filter_text(written: tree.Filter) -> str:
    """Write ``whose …``, ``that …`` or ``for which …``."""
    match written:
        case tree.Whose(words, negated, predicate):
            said = predicate_text(predicate, negated=negated, of_thing=False)
            return f"whose {words} {said}{_imprisonment(words, predicate)}"
        case tree.That(negated, predicate):
            return f"that {predicate_text(predicate, negated=negated)}"
        case tree.ForWhich(condition):
            return f"for which {condition_text(condition, 0)}"
        case _:
            assert_never(written)


def _quantified(quantifier: tree.Quantifier, counted: tree.Counted) -> str:
    if quantifier.number is None:
        text = counted_text(counted)
        if quantifier.kind == "no":
            return f"no {text}"
        return f"an{text}" if counted.other else with_article(text)
    return f"{quantifier.kind} {quantifier.number} {counted_text(counted, plural_noun=quantifier.number != 1)}"


# ---------------------------------------------------------------------------------------------- conditions


def condition_text(condition: tree.Condition, indent: int) -> str:
    """Write a condition; the items of an outline in it start at column *indent*."""
    match condition:
        case tree.Is(subject, negated, predicate):
            words = subject.words if isinstance(subject, tree.FactOf) else ""
            of_thing = words in {"conviction", "charge", "offense", "arrest"}
            said = predicate_text(predicate, negated=negated, of_thing=of_thing)
            comma = "," if isinstance(subject, tree.CountOf) and subject.counted.one_for_each else ""
            return f"{value(subject)}{comma} {said}{_imprisonment(words, predicate)}"
        case tree.Has(subject, quantifier, counted):
            return f"{value(subject)} has {_quantified(quantifier, counted)}"
        case tree.Names(negated, offenses):
            return f"the record {'does not name' if negated else 'names'} {offenses_text(offenses)}"
        case tree.Includes(subject, negated, kinds):
            return f"{value(subject)} {'does not include' if negated else 'includes'} {_words(kinds)}"
        case tree.Every(counted, negated, predicate):
            whose = counted_text(counted, of_the_person=True)
            return f"every {whose} {predicate_text(predicate, negated=negated)}"
        case tree.Bare(name):
            return name.text
        case tree.Shows(negated, inner):
            return f"the record {'does not show' if negated else 'shows'} that {condition_text(inner, indent)}"
        case tree.Group(kind, items):
            return f"{_GROUPS[kind]}:{items_text(items, indent)}"
        case _:
            assert_never(condition)


def items_text(items: tuple[tree.Item, ...], indent: int) -> str:
    """Write the items of an outline of conditions."""
    texts = []
    for number, item in enumerate(items):
        text = put_before_outline(condition_text(item.condition, indent + 4), remarks_text(item.remarks))
        joiner = f" {item.joiner}" if item.joiner else ""
        texts.append(f"{labelled(item.label, text, indent)}{'' if number == len(items) - 1 else f';{joiner}'}")
    return "".join(texts)


def labelled(label: str, text: str, indent: int) -> str:
    """Start a line with a label, without its period or semicolon."""
    return f"{new_line(indent)}{glued(f'({label}) ')}{text}"
