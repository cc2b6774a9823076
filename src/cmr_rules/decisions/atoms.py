"""The questions that are asked of one record or of the list of records: words, offenses, places, history."""

from __future__ import annotations

from attrs import evolve

from cmr_rules.citations import Offense
from cmr_rules.decisions.evaluate import Gather, Reads, possible_words, record_of
from cmr_rules.decisions.grouping import alike, number_of
from cmr_rules.decisions.joining import Asks, Gathered, Trace, Truth, answered, key_about, name_of
from cmr_rules.decisions.quantities import compare
from cmr_rules.decisions.view import WOBBLER, Choice, Entry, MissingOffense, Special, View
from cmr_rules.decisions.worlds import IsListed, IsOneOf, Key
from cmr_rules.places import within
from cmr_rules.records.person import Charge
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.semantics.offenses import matches, names
from cmr_rules.semantics.vocabulary import LEVELS

# ---------------------------------------------------------------------------------------------- words and offenses


def is_word(value: Reads, words: frozenset[str], at: int) -> Asks:
    """Whether a level or another word is one of *words*; *at* is where it is asked."""

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        word = value(view, subject, counted)
        if isinstance(word, str) and (word != "wobbler" or word in words):
            return word in words
        entry = counted or subject
        if isinstance(word, Special):
            return None if word is Special.OPEN else entry.event is None and _does_not_apply(view, entry, at)
        if isinstance(word, Choice) and "wobbler" in words:
            wobbler = word.words == WOBBLER or answered(view, (word.key[0], f"{word.key[1]}: wobbler"))
            if wobbler is not False:
                return wobbler
        may_be = possible_words(view, word)
        if may_be <= words:
            return True
        if not may_be & words:
            return False
        if not isinstance(word, Choice):
            return answered(view, (entry.index, f"level: felony or misdemeanor at {at}"))
        view.ask(IsOneOf(word.key, (may_be & words, may_be - words)))
        return None

    return ask


def _does_not_apply(view: View, entry: Entry, at: int) -> Truth:
    key = (entry.index, f"level: applies at {at}")
    view.faults.setdefault(key, "what is asked does not apply to this record")
    return answered(view, key)


def less_serious(left: Reads, right: Reads, at: int) -> Asks:
    """Whether one level is less serious than another."""

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        one, two = left(view, subject, counted), right(view, subject, counted)
        answers = {
            LEVELS.index(a) < LEVELS.index(b) for a in possible_words(view, one) for b in possible_words(view, two)
        }
        if len(answers) == 1:
            return answers.pop()
        for choice in (one, two):
            if isinstance(choice, Choice) and len(may_be := possible_words(view, choice)) > 1:
                view.ask(IsOneOf(choice.key, tuple(frozenset({word}) for word in LEVELS if word in may_be)))
                return None
        if Special.OPEN in (one, two):
            return None
        entry = counted or subject
        if not answers:
            return _does_not_apply(view, entry, at)
        return answered(view, (entry.index, f"level: compared at {at}"))

    return ask


def listed(offenses: law.OffenseSet | law.OptionValue, view: View) -> law.OffenseSet:
    """The list that is asked for: as the file has it, or as the option is set."""
    if isinstance(offenses, law.OffenseSet):
        return offenses
    chosen: law.OffenseSet = view.options[offenses.name]
    return chosen


def offense_in_option(who: Who, option: law.OptionValue) -> Asks:
    """Whether the offense is covered by the list to which an option is set."""
    pick = record_of(who)

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry, offenses = pick(view, subject, counted), listed(option, view)
        offense = view.offense(entry)
        if isinstance(offense, MissingOffense):
            return _listed(view, offense.key, None, offenses)
        truth = matches(offenses, offense)
        return _listed(view, (entry.index, "offense"), offense, offenses) if truth is None else truth

    return ask


def offense_is(who: Who, offenses: law.OffenseSet) -> Asks:
    """Whether the offense is covered by a list."""
    pick = record_of(who)
    known: dict[Offense, Truth] = {}

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        offense = view.offense(entry)
        if isinstance(offense, MissingOffense):
            return _listed(view, offense.key, None, offenses)
        if offense not in known:
            known[offense] = matches(offenses, offense)
        truth = known[offense]
        return _listed(view, (entry.index, "offense"), offense, offenses) if truth is None else truth

    return ask


def _listed(view: View, key: Key, known: Offense | None, offenses: law.OffenseSet) -> Truth:
    for told, truth in view.world.offenses.get(key, ()):
        if told == offenses:
            return truth
    view.ask(IsListed(key, known, offenses))
    return None


def record_names(who: Who, named: law.OffenseSet | law.OptionValue, at: int) -> Asks:
    """Whether the record, as written, names a section of a list; what cannot be read may name it."""
    pick = record_of(who)

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry, offenses = pick(view, subject, counted), listed(named, view)
        offense = view.offense(entry)
        if isinstance(offense, Offense):
            return names(offenses, offense)
        return answered(view, (entry.index, f"code section as written: {offenses.words} at {at}"))

    return ask


def has_quality(who: Who, quality: str) -> Asks:
    """Whether a charge is pending or dismissed, or a registration current."""
    pick = record_of(who)

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        match quality:
            case "pending":
                charge = entry.charge
                return answered(view, (entry.index, "pending")) if charge.perhaps_pending else charge.is_pending
            case "convicted":
                return True if entry.number else _if_perhaps(view, entry, "conviction")
            case "acquitted":
                if any(action.category == "acquitted" for action in entry.charge.actions):
                    return True
                return _if_perhaps(view, entry, "acquitted")
            case "dismissed":
                if any(action.category == "dismissed" for action in entry.charge.actions):
                    return True
                return _if_perhaps(view, entry, "dismissed")
            case _:
                ended = view.whole(entry, "end of sentence", Kind.DATE)
                if ended is Special.NOT_APPLICABLE or ended is Special.NOT_YET:
                    return True
                key = (entry.index, "end of registration")
                return compare(view, view.review, ended, strict=True, key=key)

    return ask


def _if_perhaps(view: View, entry: Entry, fact: str) -> Truth:
    """Of a charge disposed of in an unknown way, ask; of another one, no."""
    return answered(view, (entry.index, fact)) if entry.charge.perhaps_convicted else False


def stands(who: Who) -> Asks:
    """Whether a conviction was not set aside later. A disposition that is not known may be a conviction."""
    pick = record_of(who)

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        if not entry.charge.perhaps_convicted:
            return entry.charge.still_stands
        convicted = answered(view, (entry.index, "conviction"))
        return _if_convicted(entry.charge).still_stands if convicted else convicted

    return ask


def _if_convicted(charge: Charge) -> Charge:
    unknown = next(a for a in charge.actions if a.kind == "disposition" and a.category == "unknown")
    actions = tuple(evolve(a, category="convicted") if a is unknown else a for a in charge.actions)
    return evolve(charge, actions=actions)


def sentence_includes(who: Who, kinds: frozenset[str]) -> Asks:
    """Whether the sentence has a part of one of the kinds."""
    pick = record_of(who)

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        action = entry.charge.sentencing
        if action is None or not action.sentence:
            return answered(view, (entry.index, "sentence: " + ", ".join(sorted(kinds))))
        given = {part.kind.replace("_", " ") for part in action.sentence}
        return not kinds.isdisjoint(given)

    return ask


# ---------------------------------------------------------------------------------------------- places and sameness


def is_in(who: Who, asked: str | law.OptionValue, *, outside: bool) -> Asks:
    """Whether the court is in a place, which may be the value of an option."""
    pick = record_of(who)
    known: dict[tuple[object, object, str], bool] = {}

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        entry = pick(view, subject, counted)
        place: str = asked if isinstance(asked, str) else view.options[asked.name]
        written = (entry.case.county, entry.case.state, place)
        truth: Truth = known.get(written)
        if truth is None:
            truth = _is_within(*written)
            if truth is None:
                truth = _told_place(view, entry.case_index, place)
                return truth if truth is None else truth is not outside
            known[written] = truth
        return truth is not outside

    return ask


def _is_within(county: object, state: object, place: str) -> Truth:
    if isinstance(county, str):
        return within(county, place) or (isinstance(state, str) and within(state, place))
    if isinstance(state, str) and (state == place or not within(place, state)):
        return state == place
    return None


def _told_place(view: View, case_index: int, place: str) -> Truth:
    """What the answers about other places say about this one; a court is in one county of one state."""
    for (index, fact), truth in view.world.truths.items():
        if index == case_index and fact.startswith("county: "):
            told = fact.removeprefix("county: ")
            if told == place or (truth and within(told, place)) or (not truth and within(place, told)):
                return truth
            if truth and not within(place, told):
                return False
    return answered(view, (case_index, f"county: {place}"))


def same(who: Who, what: str) -> Asks:
    """Whether a record shares the case, cycle, county or section of this conviction."""
    pick = record_of(who)

    def ask(view: View, subject: Entry, counted: Entry | None, _trace: Trace) -> Truth:
        one, this = pick(view, subject, counted), view.this
        assert this is not None
        if what == "arrest" or (what == "case" and this.kind == "person"):
            return _in_this(view, one, this, what)
        if one is this:
            return True
        if "section" not in what:
            return alike(view, one, this, what)
        truth = _same_section(view.offense(one), view.offense(this), exactly=what == "exact section")
        return answered(view, (one.index, f"same {what} as record {this.index}")) if truth is None else truth

    return ask


def _in_this(view: View, one: Entry, this: Entry, what: str) -> Truth:
    """Whether a record is a part of the arrest that is being decided; unknown where what is decided is none."""
    if what == "arrest" and (this.is_arrest or this.charge.stage == "arrest"):
        return one is this or (one.case is this.case and one.charge.stage == "arrest")
    key = (this.index, f"in this {what}")
    view.faults.setdefault(key, f"what is decided is no {what}, and the rule says `in this {what}`")
    return answered(view, key)


def _same_section(one: Offense | MissingOffense, two: Offense | MissingOffense, *, exactly: bool) -> Truth:
    if isinstance(one, MissingOffense) or isinstance(two, MissingOffense):
        return None
    if one.form != two.form or not one.section.same_section(two.section):
        return False
    left, right = one.section.subdivisions, two.section.subdivisions
    if not exactly or left == right:
        return True
    shorter = min(len(left), len(right))
    return None if left[:shorter] == right[:shorter] else False


# ---------------------------------------------------------------------------------------------- history


def history(gather: Gather, records: law.Records, least: int, most: int | None, apart: Asks | None = None) -> Asks:
    """Whether there are at least *least* and at most *most* of the records."""

    def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        before = view.open
        sure, perhaps, complete = gather(view, subject, counted)
        number = number_of(view, records, sure, perhaps, apart)
        if trace is not None:
            trace.append(Gathered(records, sure, perhaps, complete, number.low, number.high))
        low, high = number.low, number.high if complete else None
        if low >= least and (most is None or (high is not None and high <= most)):
            view.open = before
            return True
        if (high is not None and high < least) or (most is not None and low > most):
            view.open = before
            return False
        if perhaps or number.open:
            return None
        # "Yes" is what people say when the record lacks such events: enough of them turn round what it shows.
        others = answered(view, key_about(view, subject, f"another record: {name_of(records)}"))
        return None if others is None else others is not (low >= least)

    return ask


def every(gather: Gather, records: law.Records, test: Asks) -> Asks:
    """Whether *test* is true of every record."""

    def ask(view: View, subject: Entry, counted: Entry | None, trace: Trace) -> Truth:
        before = view.open
        sure, perhaps, complete = gather(view, subject, counted)
        if trace is not None:
            trace.append(Gathered(records, sure, perhaps, complete, len(sure), len(sure) + len(perhaps)))
        answer: Truth = True
        for entry in sure:
            truth = test(view, subject, entry, None)
            if truth is False:
                view.open = before
                return False
            if truth is None:
                answer = None
        for entry in perhaps:
            if test(view, subject, entry, None) is not True:
                answer = None
        if answer is None or complete:
            return answer
        others = answered(view, key_about(view, subject, f"another record: {name_of(records)}"))
        return None if others is None else not others

    return ask
