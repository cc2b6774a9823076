"""Scenarios: that the outcomes, options, facts and convictions of which they speak exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from cmr_rules.places import CALIFORNIA_COUNTIES, PLACES, STATES, within
from cmr_rules.records.supervision import REVOKED, TOLD_AS
from cmr_rules.semantics import law
from cmr_rules.semantics.names import KIND_WORDS, Found, Names, Scope, look_up
from cmr_rules.semantics.offense_lists import section_of
from cmr_rules.semantics.predicates import known_place
from cmr_rules.semantics.readings import reading_of
from cmr_rules.semantics.settings import constant_of, sections_within, within_bounds
from cmr_rules.semantics.values import LEVEL_WORDS, phrase_of, shown, unknown_fact, unknown_word
from cmr_rules.semantics.vocabulary import ALIASES, QUALITIES, SENTENCE_KINDS, VOCABULARY
from cmr_rules.semantics.wording import plain
from cmr_rules.source import Span
from cmr_rules.syntax import tree


def scenarios_of(document: tree.Document) -> Iterator[tree.Scenario]:
    """Return the scenarios of a file in their order, those of tables too."""
    for one in document.statements:
        match one:
            case tree.Scenario():
                yield one
            case tree.ScenarioTable(instances=instances):
                yield from instances
            case _:
                pass


def check_scenarios(scenarios: Iterable[tree.Scenario], covered: tuple[str, ...], names: Names) -> None:
    """See that every name in the scenarios exists."""
    for scenario in scenarios:
        if names.diagnostics.full:
            return
        person = scenario.person
        records = () if person is None else person.records
        if person is not None:
            _details(person.details, names)
            for record in records:
                _record(record, names)
        labels = {record.label: record.noun for record in records}
        for expectation in scenario.expectations:
            _expectation(expectation, labels, covered, names)


def _record(record: tree.RecordItem, names: Names) -> None:
    if record.place is not None:
        known_place(record.place.text, record.place.span, names)
    if isinstance(record.offense, tree.SectionItem):
        section_of(record.offense.section, record.offense.span, Scope(names, Found()))
        _any_text(record.offense, names)
    if record.noun != "registration":
        for word in record.qualities:
            if word.text not in (*LEVEL_WORDS, *QUALITIES):
                unknown_word(word.text, word.span, (*LEVEL_WORDS, *QUALITIES), Scope(names, Found()))
        _told_of_record(record.details, names)
    _details(record.details, names)


def _any_text(offense: tree.SectionItem, names: Names) -> None:
    """Refuse the days of a text where a record is told: a record names a section, and its date tells the text."""
    if offense.in_force is not None:
        message = "a record names a section and no text of it; its date of offense tells which text was in force"
        hint = f"write `for {offense.section}`, and `whose date of offense is` a day on which that text was in force"
        names.fault("CMR120", message, offense.in_force.span, hint)


def _told_of_record(details: Iterable[tree.Detail], names: Names) -> None:
    """See that what a scenario tells of a record can be put into it: nothing that it says may be lost."""
    scope = Scope(names, Found())
    for detail in details:
        match detail:
            case tree.Told(words, value):
                fact = ALIASES.get(words, words)
                told = isinstance(value, tree.Words) and value.text == "unknown"
                if fact == REVOKED and told:
                    message = "a record lists the revocations of probation, so that this one shows none"
                    names.fault("CMR120", message, detail.span, "end the records with `; and perhaps others`")
                if fact in _ELSEWHERE and not told:
                    message = f"a scenario does not tell `{fact}` of a record in this way"
                    names.fault("CMR120", message, detail.span, _ELSEWHERE[fact])
            case tree.Sentenced(parts):
                for part in parts:
                    if part.kind not in SENTENCE_KINDS:
                        unknown_word(part.kind, part.span, SENTENCE_KINDS, scope)
            case tree.SetAside(word):
                if word not in _ACTS:
                    unknown_word(word, detail.span, _ACTS, scope)
            case _:
                pass


_ACTS = ("dismissed", "reduced", "sealed", "set aside", "vacated", "released", *TOLD_AS)
"""What a scenario may say that was done."""
_ELSEWHERE = {
    "county": "write `a conviction in Yolo County`",
    "offense": "write `a conviction for HS 11358`",
    "code section": "write `a conviction for HS 11358`",
    "date of birth": "write `A person born March 14, 1960 has:`",
    "date of death": "write `A person born March 14, 1960, who died on May 1, 2015, has:`",
    "deceased": "write `A person born March 14, 1960, who died on May 1, 2015, has:`",
    "date of registration": "write `a registration under PC 290 on May 1, 2015`",
}


def _details(details: Iterable[tree.Detail], names: Names) -> None:
    for detail in details:
        match detail:
            case tree.Told(words):
                _fact(words, detail.span, names)
            case tree.ToldName(name):
                _declared(name, names)
            case tree.Sentenced() | tree.Released() | tree.SetAside() | tree.Filed():
                pass
            case _:
                assert_never(detail)


def _fact(words: str, span: Span, names: Names) -> None:
    text, _ = phrase_of(words, None)
    if text not in VOCABULARY and plain(words) not in names.facts:
        unknown_fact(text, span, Scope(names, Found()))


def _declared(name: tree.Name, names: Names) -> None:
    text = plain(name.text)
    names.touched.add(text)
    if text not in names.facts:
        hints = names.close(text, names.facts)
        names.fault("CMR201", f"there is no declared fact `{text}`", name.span, *hints)


def _expectation(expectation: tree.Expectation, labels: dict[str, str], covered: tuple[str, ...], names: Names) -> None:
    if expectation.label:
        _reference(expectation.noun, expectation.label, expectation.span, labels, names)
    if covered and expectation.noun not in covered and not names.unread:
        message = f"the file covers no {expectation.noun}, and decides none"
        names.fault("CMR216", message, expectation.span, f"expect something of a {covered[0]}")
    for outcome in (expectation.outcome, expectation.at_least, expectation.at_most):
        if outcome is not None:
            names.outcome(outcome)
    read_as = dict.fromkeys(plain(one.name.text) for one in expectation.settings if isinstance(one.value, tree.Text))
    for setting in expectation.settings:
        _setting(setting, names)
    given = {plain(setting.name.text) for setting in expectation.settings}
    for option in names.options.values():
        if option.to_be_chosen and option.name not in given:
            message = f"`{option.name}` must be chosen, and this expectation does not"
            names.fault("CMR311", message, expectation.span, f"write `with {option.name} at Yolo County`")
    for question in expectation.readings:
        _question(question, names)
    if expectation.reading is not None:
        _followed(expectation.reading, (*read_as, *names.follows), names)
    for missing in expectation.missing:
        if missing.under is not None:
            if missing.under.value not in {one.value for one in expectation.after}:
                message = f"this expectation is not after `{missing.under.value}`"
                names.fault("CMR220", message, missing.under.span, f'write `, after "{missing.under.value}",`')
        elif missing.name is not None:
            _declared(missing.name, names)
        else:
            _fact(missing.words, missing.span, names)
        if missing.label:
            _reference(missing.noun or "conviction", missing.label, missing.span, labels, names)


_HOLDS = {"conviction": ("charge", "case"), "charge": ("conviction", "case"), "arrest": ("case",)}
"""What else a record of a scenario may be called: `case (1)` is the case, or the arrest, that holds record (1)."""


def _reference(noun: str, label: str, span: Span, labels: dict[str, str], names: Names) -> None:
    if label not in labels:
        if names.unread:
            return  # the person may stand in a sentence that could not be read
        known = ", ".join(f"({one})" for one in labels) or "none"
        message = f"the person of this scenario has no {noun} ({label})"
        names.fault("CMR216", message, span, f"the records of the person are: {known}")
    elif labels[label] != noun and noun not in _HOLDS.get(labels[label], ()):
        message = f"({label}) is a {labels[label]} of this person, and no {noun}"
        names.fault("CMR216", message, span, f"write `{labels[label]} ({label})`")


def _question(name: tree.Name, names: Names) -> None:
    term = look_up(name, Scope(names, Found()))
    if term is not None and not (isinstance(term, law.Term) and term.readings):
        names.fault("CMR219", f"`{plain(name.text)}` is no open question", name.span)


def _followed(reading: tree.Text, questions: Iterable[str], names: Names) -> None:
    """See that a reading on which a decision is said to rest is one of a question that is settled here."""
    known = [one for question in questions if question in names.terms for one in names.terms[question].readings]
    if reading.value not in known:
        hints = names.close(reading.value, known, 'did you mean "{}"?')
        message = f'no reading "{reading.value}" is followed here'
        names.fault("CMR219", message, reading.span, *(hints or ('write `with QUESTION read as "…"`',)))


def _setting(setting: tree.Setting, names: Names) -> None:
    text = plain(setting.name.text)
    if isinstance(setting.value, tree.Text):
        reading_of(setting.name, setting.value, names)
        return
    option = names.options.get(text)
    if option is None:
        hints = names.close(text, names.options)
        names.fault("CMR218", f"there is no option `{text}`", setting.name.span, *hints)
        return
    if setting.value is None:
        if not option.may_be_off and option.kind is not law.Kind.YES_NO:
            names.fault("CMR305", f"the option `{text}` cannot be off", setting.span)
    elif option.kind is law.Kind.YES_NO:
        if not (isinstance(setting.value, tree.Words) and setting.value.text in ("yes", "no")):
            names.fault("CMR305", f"the option `{text}` is `yes` or `no`", setting.value.span)
    elif option.kind is law.Kind.OFFENSE:
        _listed(option, setting.value, names)
    elif option.kind is law.Kind.PLACE:
        _county(option, setting.value, names)
    elif isinstance(setting.value, tree.Offenses):
        message = f"{shown(setting.value)} does not fit the option `{text}`, which is {KIND_WORDS[option.kind]}"
        names.fault("CMR305", message, setting.value.span, *_bounds(option))
    else:
        _in_bounds(option, setting.value, names)


def _listed(option: law.Option, written: tree.Value | tree.Offenses, names: Names) -> None:
    if isinstance(written, tree.Offenses) and isinstance(option.bound, law.OffenseSet):
        sections_within(option.name, written, option.bound, names)
        return
    message = f"{shown(written)} does not fit the option `{option.name}`, which lists sections"
    names.fault("CMR305", message, written.span, "write it as `HS 11357 or HS 11358`")


def _county(option: law.Option, written: tree.Value | tree.Offenses, names: Names) -> None:
    text = plain(written.text) if isinstance(written, tree.Words) else ""
    if text == f"all of {option.bound}" or (text in PLACES and within(text, str(option.bound)) and text not in STATES):
        return
    hints = names.close(text, CALIFORNIA_COUNTIES) if text else ()
    message = f"{shown(written)} does not fit the option `{option.name}`, which is a county in {option.bound}"
    names.fault("CMR305", message, written.span, *(hints or ("write it as `Yolo County`",)))


def _in_bounds(option: law.Option, written: tree.Value, names: Names) -> None:
    constant = constant_of(written, names)
    if constant is None or constant[0] is not option.kind:
        message = f"{shown(written)} does not fit the option `{option.name}`, which is {KIND_WORDS[option.kind]}"
        names.fault("CMR305", message, written.span, *_bounds(option))
    elif not within_bounds(constant[1], option.low, option.high):
        message = f"{shown(written)} is out of the bounds of the option `{option.name}`"
        names.fault("CMR305", message, written.span, *_bounds(option))


def _bounds(option: law.Option) -> tuple[str, ...]:
    return () if option.low is None else (f"it may be from {option.low} through {option.high}",)
