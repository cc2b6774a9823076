"""Scenarios: from the English of a rule file to a person, and from what is expected to what differs.

People of scenarios are closed for lists and death, open for attributes that are not told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from cmr_rules.citations import Offense, parse_section
from cmr_rules.dates import Period
from cmr_rules.decisions.decision import Decision, MissingFact, Status
from cmr_rules.decisions.merging import DECISION_UNDER
from cmr_rules.decisions.references import is_called
from cmr_rules.records.person import Case, Charge, CourtAction, Event, Person, RecordSource, Sentence
from cmr_rules.records.supervision import ENDS, REVOKED, REVOKED_ON, TOLD_AS, with_supervision
from cmr_rules.records.together import one_for_each_text, place_of
from cmr_rules.records.values import NOT_APPLICABLE, NOT_YET, UNKNOWN, DateField, Level, Missing, PartialDate
from cmr_rules.semantics.law import Law
from cmr_rules.semantics.values import NANOGRAMS
from cmr_rules.semantics.vocabulary import ALIASES, LEVELS
from cmr_rules.syntax import tree


@frozen
class Settings:
    """What an expectation sets: values of options (None: off), readings of open questions, statutes applied before."""

    options: Mapping[str, object]
    readings: Mapping[str, str]
    after: tuple[str, ...] = ()


Decide = Callable[[Settings, Person, date], tuple[Decision, ...]]


@frozen
class ScenarioResult:
    """How a scenario came out.

    Args:
        title, line: Which one.
        passed: Whether every expectation holds.
        message: What differs and why, as text; empty when it passed.
        expectations: How many were tried.
    """

    title: str
    line: int
    passed: bool
    message: str
    expectations: int


def situations(scenario: tree.Scenario) -> Iterator[tuple[Settings, Person, date, tuple[str, str]]]:
    """Yield what each expectation speaks of: settings, the person, the review date, the record by noun and label."""
    if scenario.person is not None:
        person = person_of(scenario.person)
        for expected in scenario.expectations:
            yield _settings(expected), person, _review_date(expected), (expected.noun, expected.label)


def run_scenario(scenario: tree.Scenario, law: Law, decide: Decide) -> ScenarioResult:
    """Decide the person of *scenario* for each expectation."""
    if scenario.person is None:
        return ScenarioResult(scenario.title.value, scenario.span.line, False, "the scenario has no person", 0)  # noqa: FBT003
    person = person_of(scenario.person)
    messages = []
    for expectation in scenario.expectations:
        difference = _difference(expectation, person, law, decide)
        if difference:
            messages.append(f"line {expectation.span.line}: {difference}")
    return ScenarioResult(
        scenario.title.value, scenario.span.line, not messages, "\n".join(messages), len(scenario.expectations)
    )


def _difference(expected: tree.Expectation, person: Person, law: Law, decide: Decide) -> str:
    decisions = decide(_settings(expected), person, _review_date(expected))
    wanted = next((d for d in decisions if is_called(d.record, expected.noun, expected.label)), None)
    found = _found(wanted)
    problems = []
    match expected.verdict, wanted:
        case "is not covered", None:
            return ""
        case _, None:
            problems.append(f"{expected.record} is not covered: {law.covers_words}")
        case "is not covered", _ if wanted.status is not Status.NOT_COVERED:
            problems.append(f"expected that it is not covered; it {found}")
        case "needs review", _ if wanted.status is not Status.NEEDS_REVIEW:
            problems.append(f"expected that it needs review; it {found}")
        case "receives", _ if expected.outcome and wanted.outcome != expected.outcome.text:
            problems.append(f"expected {expected.outcome.text}; it {found}")
        case _:
            problems += _details(expected, wanted)
    if not problems:
        return ""
    why = "" if wanted is None else "\n" + wanted.explain(when=False)
    return "; ".join(problems) + why


def _review_date(expected: tree.Expectation) -> date:
    return date(expected.on.year, expected.on.month or 1, expected.on.day or 1)


def _details(expected: tree.Expectation, decision: Decision) -> list[str]:
    problems = []
    if expected.because is not None and decision.reason != expected.because.value:
        problems.append(f"expected the reason `{expected.because.value}`; it is `{decision.reason}`")
    for name, wanted, got in (
        ("at least", expected.at_least, decision.at_least),
        ("at most", expected.at_most, decision.at_most),
    ):
        if wanted is not None and wanted.text != got:
            problems.append(f"expected {name} {wanted.text}; it is {got or 'not bounded'}")
    if expected.missing:
        wanted_facts = {_missing_words(one) for one in expected.missing}
        got_facts = {_same_words(one) for one in decision.missing}
        if wanted_facts != got_facts:
            listed = ", ".join(sorted(" of ".join(p for p in fact if p) for fact in got_facts)) or "nothing"
            problems.append(f"expected other missing facts; missing: {listed}")
    if expected.presumed and "presumed:" not in decision.basis:
        problems.append(f"expected that it is presumed; it is {decision.basis}")
    if expected.reading is not None and f'under the reading "{expected.reading.value}"' not in decision.basis:
        problems.append(f'expected that it is under the reading "{expected.reading.value}"; it is {decision.basis}')
    if expected.readings:
        wanted_questions = {one.text for one in expected.readings}
        got_questions = {one.question for one in decision.readings}
        if wanted_questions != got_questions:
            listed = ", ".join(sorted(got_questions)) or "nothing"
            problems.append(f"expected that other readings differ; those of these differ: {listed}")
    return problems


def _missing_words(one: tree.Missing) -> tuple[str, str]:
    if one.under is not None:
        return f"{DECISION_UNDER}{one.under.value}", f"{one.noun} {one.label}".rstrip()
    fact = one.name.text if one.name is not None else ALIASES.get(one.words, one.words)
    return fact, (f"{one.noun} {one.label}" if one.label else "")


def _same_words(fact: MissingFact) -> tuple[str, str]:
    return fact.fact, (fact.record.as_told if fact.record.number else "")


def _found(decision: Decision | None) -> str:
    match decision:
        case None:
            return "is not covered"
        case Decision(status=Status.DECIDED):
            return f"receives {decision.outcome}" + (f', because "{decision.reason}"' if decision.reason else "")
        case _:
            return decision.status.value


# ---------------------------------------------------------------------------------------------- people


def person_of(told: tree.PersonTold) -> Person:
    """Return the person that a scenario tells of. Charge ids are the labels: ``"1"`` for conviction (1)."""
    cases: list[Case] = []
    events: list[Event] = []
    for item in told.records:
        if item.noun in {"registration", "custody"}:
            events.append(_event(item))
        else:
            cases.append(_case(item))
    if isinstance(told.died, tree.Day):
        events.append(Event("death", _date(told.died)))
    person = Person(
        person_id="scenario",
        birth_date=_date(told.born),
        deceased=True if told.died is not None else UNKNOWN,
        cases=tuple(one_for_each_text(cases)),
        events=tuple(events),
        sources=(RecordSource("the scenario"),),
        incomplete=("the scenario says that there are perhaps others",) if told.perhaps_others else (),
    )
    for detail in told.details:
        if isinstance(detail, tree.ToldName):
            person = evolve(person, facts={**person.facts, detail.name.text: _answer(detail.value)})
        elif ALIASES.get(detail.words, detail.words) == "date of birth":
            person = evolve(person, birth_date=_date_value(detail.value))
    return person


def _event(item: tree.RecordItem) -> Event:
    offense = _offense(item.offense)
    county, state = place_of(item.place.text if item.place else None)
    ended: DateField = NOT_APPLICABLE if item.through is None else _date(item.through)
    for detail in item.details:
        if isinstance(detail, tree.SetAside) and detail.on is not None:
            ended = _date(detail.on)
    return Event(item.noun, _date(item.on), ended_on=ended, offense=offense, county=county, state=state)


def _case(item: tree.RecordItem) -> Case:
    qualities = {word.text for word in item.qualities}
    level = next((Level(word) for word in (*LEVELS[1:], "wobbler") if word in qualities), UNKNOWN)
    county, state = place_of(item.place.text if item.place else None)
    when = _date(item.on)
    charge = Charge(charge_id=item.label, count=item.label, offense=_offense(item.offense), level=level)
    match item.noun:
        case "conviction":
            charge = evolve(charge, actions=(CourtAction(date=when, category="convicted", level=level),))
        case "arrest":
            charge = evolve(charge, stage="arrest", arrest_date=when)
        case _:
            category = next((one for one in ("dismissed", "acquitted", "pending") if one in qualities), "other")
            actions = () if category == "pending" else (CourtAction(category=category),)
            charge = evolve(charge, filing_date=when, actions=actions)
    case = Case(case_id=f"case {item.label}", county=county, state=state)
    for detail in item.details:
        case, charge = _with(case, charge, detail)
    return evolve(case, charges=(charge,))


def _with(case: Case, charge: Charge, detail: tree.Detail) -> tuple[Case, Charge]:
    match detail:
        case tree.Filed("case", text):
            return evolve(case, case_id=text.value, dockets=(text.value,)), charge
        case tree.Filed("transaction", text):
            return case, evolve(charge, transaction=text.value)
        case tree.Filed(_, text):
            return evolve(case, cycle=text.value), charge
        case tree.Sentenced(parts, on):
            sentence = tuple(_part(part) for part in parts)
            return case, _convicted(charge, sentence=sentence, sentenced_on=UNKNOWN if on is None else _date(on))
        case tree.Released(on):
            return case, _convicted(charge, released_on=_date(on))
        case tree.SetAside(word, on) if word in TOLD_AS:
            return case, with_supervision(charge, TOLD_AS[word], _date(on))
        case tree.SetAside(word, on, level):
            kind = {"dismissed": "set_aside", "reduced": "reduced", "sealed": "sealed"}.get(word, "set_aside")
            after: Any = UNKNOWN if level is None else Level(level.text)
            day = UNKNOWN if on is None else _date(on)
            return case, evolve(charge, actions=(*charge.actions, CourtAction(kind, day, "other", after)))
        case tree.ToldName(name, value):
            told = {name.text: _answer(value)}  # of the case or of the record, as the file declares
            return evolve(case, facts={**case.facts, **told}), evolve(charge, facts={**charge.facts, **told})
        case tree.Told(words, value):
            return _told(case, charge, ALIASES.get(words, words), value)


def _convicted(charge: Charge, **changes: Any) -> Charge:
    """Change the action that convicted."""
    return evolve(charge, actions=tuple(evolve(a, **changes) if a is charge.conviction else a for a in charge.actions))


_DATES = {"date of offense": "offense_date", "date of arrest": "arrest_date", "date of filing": "filing_date"}
_ACTION_DATES = {"date of conviction": "date", "date of sentence": "sentenced_on", "end of sentence": "end_of_sentence",
                 "date of release": "released_on"}  # fmt: skip
_NUMBERS = {"amount of cannabis flower": "flower", "amount of concentrated cannabis": "concentrate",
            "number of plants": "plants"}  # fmt: skip
_MONEY = {"restitution owed": "restitution_owed", "fines owed": "fines_owed"}


def _told(case: Case, charge: Charge, fact: str, value: tree.Value) -> tuple[Case, Charge]:
    if fact in _DATES:
        return case, evolve(charge, **{_DATES[fact]: _date_value(value)})  # type: ignore[arg-type]
    if fact in _ACTION_DATES:
        return case, _convicted(charge, **{_ACTION_DATES[fact]: _date_value(value)})
    if fact in {*ENDS, REVOKED_ON, REVOKED}:
        return case, with_supervision(charge, fact, _answer(value) if fact == REVOKED else _date_value(value))
    if fact in _NUMBERS:
        return case, evolve(charge, **{_NUMBERS[fact]: _answer(value)})
    if fact in _MONEY:
        return evolve(case, **{_MONEY[fact]: _answer(value)}), charge
    match fact:
        case "maximum punishment":
            return case, evolve(charge, maximum=_length(value))
        case "total length of the sentence":
            return case, _convicted(charge, sentence=(Sentence("other", _length(value)),))
        case "level" | "level as convicted" if isinstance(value, tree.Words):
            level: Any = UNKNOWN if value.text == "unknown" else Level(value.text)
            return case, _convicted(evolve(charge, level=level), level=level)
        case _:
            return (evolve(case, county=UNKNOWN, state=UNKNOWN) if fact == "county" else case), charge


def _part(part: tree.SentencePart) -> Sentence:
    term: Any
    match part.length:
        case tree.Length():
            term = _length(part.length)
        case tree.Words("life"):
            term = "life"
        case tree.Words():
            term = UNKNOWN
        case None:
            term = NOT_APPLICABLE if part.kind == "fine" else UNKNOWN
    return Sentence(part.kind.replace(" ", "_"), term)


def _length(value: tree.Value) -> Any:
    match value:
        case tree.Length(size, unit):
            return Period({"year": 12, "month": 1}.get(unit, 0) * size, {"week": 7, "day": 1}.get(unit, 0) * size)
        case tree.Words("life"):
            return "life"
        case _:
            return _missing(value)


def _missing(value: tree.Value) -> Missing:
    match value:
        case tree.Words("not applicable"):
            return NOT_APPLICABLE
        case tree.Words("not yet"):
            return NOT_YET
        case _:
            return UNKNOWN


def _date(day: tree.Day | tree.Words | None) -> DateField:
    match day:
        case tree.Day(year, month, number) if month and number:
            return date(year, month, number)
        case tree.Day(year, month):
            return PartialDate(year, month)
        case _:
            return UNKNOWN


def _date_value(value: tree.Value) -> DateField:
    match value:
        case tree.Day():
            return _date(value)
        case tree.Number(year):
            return PartialDate(year)
        case _:
            return _missing(value)


def _answer(value: tree.Value) -> Any:
    match value:
        case tree.Words("true" | "yes"):
            return True
        case tree.Words("not true" | "no" | "false"):
            return False
        case tree.Words("unknown" | "not applicable" | "not yet"):
            return _missing(value)
        case tree.Words(text):
            return text
        case tree.Number(number):
            return number
        case tree.Amount(number, "$"):
            whole, _, cents = number.replace(",", "").partition(".")
            return int(whole) * 100 + int((cents + "00")[:2])
        case tree.Amount(number, unit):
            return round(Fraction(number.replace(",", "")) * NANOGRAMS[unit])
        case tree.Day():
            return _date(value)
        case tree.Length():
            return _length(value)
        case _:
            return UNKNOWN


def _offense(item: tree.OffenseItem | tree.Words | None) -> Offense | Missing:
    if isinstance(item, tree.SectionItem):
        section = parse_section(item.section)
        if section is not None:
            return Offense(section, item.forms[0] if item.forms else "completed", raw=item.section)
    return UNKNOWN


def _settings(expected: tree.Expectation) -> Settings:
    options: dict[str, object] = {}
    readings: dict[str, str] = {}
    for one in expected.settings:
        if isinstance(one.value, tree.Text):
            readings[one.name.text] = one.value.value
        else:
            options[one.name.text] = _setting(one.value)
    return Settings(options, readings, tuple(one.value for one in expected.after))


def _setting(value: tree.Value | tree.Offenses | None) -> object:
    match value:
        case tree.Offenses(items):
            return [item.section for item in items if isinstance(item, tree.SectionItem)]
        case tree.Length():
            return _length(value)
        case tree.Number(number):
            return number
        case tree.Amount():
            return _answer(value)
        case tree.Words(text):
            return text
        case _:
            return None
