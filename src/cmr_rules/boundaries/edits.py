"""What can be told of a person so that a test comes out as wanted: small changes, of which the search tries each."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from cmr_rules.boundaries.found import Context, Need, inside, replaced
from cmr_rules.boundaries.offenses import item_of, off_the_lists, offenses_of
from cmr_rules.boundaries.people import (
    Sketch,
    amount_of,
    around,
    day_of,
    fresh,
    length_of,
    tell,
    told_day,
)
from cmr_rules.boundaries.reach import Reach
from cmr_rules.boundaries.turning import Mover, turning_day, value
from cmr_rules.citations import Offense
from cmr_rules.dates import Period
from cmr_rules.places import CALIFORNIA_COUNTIES, state_of, within
from cmr_rules.semantics import law
from cmr_rules.semantics.law import Kind, Who
from cmr_rules.semantics.offenses import matches, names
from cmr_rules.semantics.vocabulary import DATE_OF_NOUN, LEVELS, SENTENCE_KINDS, VOCABULARY
from cmr_rules.syntax import tree

AWAY = (400, 1, 3_700, 9_000)
"""How many days from a turning day a date is put when it must lie clearly on one side of it."""
AT_OTHER_TIMES = (3_700, 1_500, 400, 30, 14_000)
"""How many days before the review date the records are put when their usual dates contradict another one."""
MOST_RECORDS = 12


class Edits:
    """Changes of sketches for one law."""

    def __init__(self, reach: Reach) -> None:
        self.reach = reach
        self.law = reach.law
        self.offenses = offenses_of(reach.law)
        self.place = _place(reach.law)
        elsewhere = off_the_lists(reach.law, self.offenses)
        self.elsewhere = tree.Words("unknown") if elsewhere is None else item_of(elsewhere)

    def for_need(self, need: Need, sketch: Sketch) -> Iterator[Sketch]:
        """Return sketches in which *need* may hold; the search sees whether it does."""
        test, wanted, context = need.test, need.truth, need.context
        match test:
            case law.Clause(_, inner):
                yield from self.for_need(Need(inner, wanted, context), sketch)
            case law.Shows(inner):
                yield from self.for_need(Need(inner, wanted, context), sketch)
            case law.Not(inner):
                yield from self.for_need(Need(inner, not wanted, context), sketch)
            case law.TermTrue(name, who):
                term, role = self.law.terms[name].test, context.role(who)
                if term is not None and role is not None:
                    yield from self.for_need(Need(term, wanted, Context(role)), sketch)
            case law.Both(tests) | law.Either(tests):
                yield from self._all(tests, wanted, context, sketch)
            case law.IsReading(question, reading) if wanted:
                yield sketch.with_setting(question, reading)
            case law.IsWord() | law.LessSerious() if (by_cases := self.reach.by_cases(test)) is not None:
                yield from self.for_need(Need(by_cases, wanted, context), sketch)
            case law.Readings(question, readings, items):
                if question not in sketch.settings:
                    yield from (sketch.with_setting(question, reading) for reading in readings)
                yield from self._all(tuple(item.test for item in items), wanted, context, sketch)
            case law.Group(kind, items):
                turned = wanted if kind != "none" else not wanted
                yield from self._all(tuple(item.test for item in items), turned, context, sketch)
            case law.History(records, least, most):
                ranges = [(least, most)] if wanted else [(0, least - 1), (most + 1 if most is not None else -1, None)]
                for low, high in ranges:
                    if low >= 0 and (high is None or high >= 0):
                        yield from self._history(records, low, high, context, sketch)
            case law.EveryRecord(records, inner):
                parts = (law.Not(inner),) if records.test is None else (records.test, law.Not(inner))
                against = evolve(records, test=law.Both(parts))
                low, high = (0, 0) if wanted else (1, None)
                yield from self._history(against, low, high, context, sketch)
            case law.Compare():
                yield from self._compare(test, wanted, context, sketch)
            case _:
                yield from self._of_record(test, wanted, context, sketch)

    def _all(self, tests: tuple[law.Test, ...], wanted: bool, context: Context, sketch: Sketch) -> Iterator[Sketch]:  # noqa: FBT001
        for test in tests:
            need = Need(test, wanted, context)
            if self.reach.truth(need, sketch) is not wanted:
                yield from self.for_need(need, sketch)

    # ------------------------------------------------------------------------------------------ one record

    def _of_record(self, test: law.Test, wanted: bool, context: Context, sketch: Sketch) -> Iterator[Sketch]:  # noqa: FBT001
        if isinstance(test, law.Holds) and isinstance(test.value, law.OptionValue):
            yield sketch.with_setting(test.value.name, wanted)
            return
        who = _who(test)
        role = context.role(who)
        if role is None or role >= len(sketch.records):
            return
        record = sketch.records[role]
        match test:
            case law.OffenseIs(_, law.OptionValue(name)) | law.RecordNames(_, law.OptionValue(name)):
                yield from self._listed(test, name, wanted, role, sketch)
            case law.OffenseIs(_, law.OffenseSet() as offenses):
                listed = [one for one in self.offenses if matches(offenses, one) is wanted]
                yield from (self._with_offense(sketch, role, one) for one in listed)
            case law.RecordNames(_, law.OffenseSet() as offenses):
                listed = [one for one in self.offenses if names(offenses, one) is wanted]
                yield from (self._with_offense(sketch, role, one) for one in listed)
            case law.IsIn(_, asked, outside):
                place = asked if isinstance(asked, str) else str(sketch.setting(self.law, asked.name))
                for one in (place, *CALIFORNIA_COUNTIES, "Oregon"):
                    if (within(one, place) is not outside) is wanted:
                        yield sketch.with_record(role, evolve(record, place=tree.Words(one)))
                        if one != place:
                            return
            case law.Same(_, what):
                yield from self._same(sketch, role, what, wanted=wanted)
            case law.Stands():
                kept = tuple(one for one in record.details if not isinstance(one, tree.SetAside))
                on = told_day(sketch, self.law, role, "date of conviction") or sketch.as_of - 1
                aside = tree.SetAside("dismissed", day_of(min(on + 700, sketch.as_of)))
                yield sketch.with_record(role, evolve(record, details=kept if wanted else (*kept, aside)))
            case law.SentenceIncludes(_, kinds):
                for part in SENTENCE_KINDS:
                    if (part in kinds) is wanted:
                        length = None if part in SENTENCE_KINDS[4:] else tree.Length(90, "day")
                        told = tree.Sentenced((tree.SentencePart(length, part),))
                        others = tuple(one for one in record.details if not isinstance(one, tree.Sentenced))
                        yield sketch.with_record(role, evolve(record, details=(*others, told)))
            case law.HasQuality(_, quality):
                others_q = tuple(one for one in record.qualities if one.text not in {"pending", "dismissed", "current"})
                given = (tree.Words(quality),) if wanted else (tree.Words("dismissed"),) if quality == "pending" else ()
                if record.noun != "registration":
                    yield sketch.with_record(role, evolve(record, qualities=(*given, *others_q)))
            case _:
                yield from self._of_fact(test, wanted, role, sketch)

    def _of_fact(self, test: law.Test, wanted: bool, role: int, sketch: Sketch) -> Iterator[Sketch]:  # noqa: FBT001
        match test:
            case law.IsWord(law.FactValue(fact, kind), words):
                declared = self.law.facts.get(fact)
                known = LEVELS[:0:-1] if kind is Kind.LEVEL else declared.words if declared is not None else ()
                for word in known:
                    if (word in words) is wanted:
                        yield tell(sketch, self.law, role, fact, tree.Words(word))
            case law.LessSerious(left, right):
                for level in LEVELS[:0:-1]:
                    for side in (left, right):
                        if isinstance(side, law.FactValue):
                            yield tell(sketch, self.law, role, side.fact, tree.Words(level))
            case law.Holds(law.FactValue(fact)):
                yield tell(sketch, self.law, role, fact, tree.Words("true" if wanted else "not true"))
            case _:
                return

    def _listed(self, test: law.Test, name: str, wanted: bool, role: int, sketch: Sketch) -> Iterator[Sketch]:  # noqa: FBT001
        """Change the offense as the option lists it, or what it lists: all that it may, or nothing."""
        option, setting = self.law.options[name], sketch.setting(self.law, name)
        ask = names if isinstance(test, law.RecordNames) else matches
        if isinstance(setting, law.OffenseSet):
            listed = [one for one in self.offenses if ask(setting, one) is wanted]
            yield from (self._with_offense(sketch, role, one) for one in listed)
        if wanted and isinstance(option.bound, law.OffenseSet) and setting != option.bound:
            yield sketch.with_setting(name, option.bound)
        if not wanted and option.may_be_off:
            yield sketch.with_setting(name, None)

    def _with_offense(self, sketch: Sketch, role: int, offense: Offense) -> Sketch:
        return sketch.with_record(role, evolve(sketch.records[role], offense=item_of(offense)))

    def _same(self, sketch: Sketch, role: int, what: str, *, wanted: bool) -> Iterator[Sketch]:
        this, other = sketch.records[0], sketch.records[role]
        match what:
            case "section" | "exact section":
                if wanted:
                    yield sketch.with_record(role, evolve(other, offense=this.offense))
                else:
                    yield from (self._with_offense(sketch, role, one) for one in self.offenses)
            case "county":
                yield from (
                    sketch.with_record(role, evolve(other, place=tree.Words(one)))
                    for one in ([this.place.text] if wanted and this.place else ["Yolo County", "Yuba County"])
                )
            case _ if role:
                kind = what if what in {"case", "transaction"} else "cycle"
                second = sketch.with_record(role, _filed(other, kind, "1" if wanted else "2"))
                yield second.with_record(0, _filed(this, kind, "1"))
            case _:
                return

    # ------------------------------------------------------------------------------------------ history

    def _history(
        self, records: law.Records, low: int, high: int | None, context: Context, sketch: Sketch
    ) -> Iterator[Sketch]:
        sure, perhaps = self.reach.counted(records, sketch, context)

        def make(role: int, truth: bool) -> Iterator[Sketch]:  # noqa: FBT001
            if records.test is not None:
                yield from self.for_need(Need(records.test, truth, Context(context.subject, role)), sketch)

        for role in perhaps:
            yield from make(role, truth=len(sure) < low)
        if len(sure) < low:
            others = [n for n, one in enumerate(sketch.records) if one.noun == records.noun and n not in sure]
            for role in reversed(others):
                if role or not records.other:
                    yield from make(role, truth=True)
            if len(sketch.records) < MOST_RECORDS:
                yield from self._added(records, context, sketch)
        if high is not None and len(sure) > high:
            for role in reversed(sure):
                if role >= sketch.fixed:
                    yield sketch.with_records((*sketch.records[:role], *sketch.records[role + 1 :]))
                yield from make(role, truth=False)

    def _added(self, records: law.Records, context: Context, sketch: Sketch) -> Iterator[Sketch]:
        """Add a record of the kind that is counted, and tell of it what makes it count."""
        role = len(sketch.records)
        made = sketch.with_records((*sketch.records, fresh(records.noun, sketch, self.place, self.elsewhere, role)))
        if records.test is None:
            yield made
            return
        need = Need(records.test, truth=True, context=Context(context.subject, role))
        waiting, seen = [made], {made.person}
        while waiting and len(seen) < 60:  # noqa: PLR2004
            one = waiting.pop(0)
            if self.reach.truth(need, one):
                yield one
                return
            for other in self.for_need(need, one):
                if other.person not in seen and len(seen) < 60:  # noqa: PLR2004
                    seen.add(other.person)
                    waiting.append(other)

    # ------------------------------------------------------------------------------------------ comparisons

    def _compare(self, test: law.Compare, wanted: bool, context: Context, sketch: Sketch) -> Iterator[Sketch]:  # noqa: FBT001
        for side in (test.left, test.right):
            for one in inside(side):
                match one:
                    case law.FactValue(fact, Kind.DATE, who) if (role := context.role(who)) is not None:
                        yield from self._days(test, wanted, context, sketch, Mover(fact, role))
                    case law.FactValue(fact, Kind.PERIOD, who) if (role := context.role(who)) is not None:
                        yield tell(sketch, self.law, role, fact, tree.Length(90, "day"))
                        yield tell(sketch, self.law, role, fact, tree.Length(9, "year"))
                    case law.FactValue(fact, kind, who) if (role := context.role(who)) is not None:
                        yield from self._amounts(test, role, fact, kind, context, sketch)
                    case law.Count(records):
                        for count in range(6):
                            yield from self._history(records, count, count, context, sketch)
                    case law.TermValue(name, _, who) if (role := context.role(who)) is not None:
                        for case in self.law.terms[name].cases:
                            changed = replaced(test, one, case.value)
                            yield from self._compare(changed, wanted, Context(role, context.counted), sketch)
                            if case.test is not None:
                                yield from self.for_need(Need(case.test, truth=True, context=Context(role)), sketch)
                    case law.Extreme(records) if records.test is not None:
                        for n, record in enumerate(sketch.records):
                            if record.noun == records.noun:
                                yield from self._moved(sketch, n)
                        yield from self._added(records, context, sketch)
                    case _:
                        pass

    def _moved(self, sketch: Sketch, role: int) -> Iterator[Sketch]:
        for days in AWAY:
            yield tell(sketch, self.law, role, "date of conviction", day_of(sketch.as_of - days))

    def _days(
        self,
        test: law.Compare,
        wanted: bool,  # noqa: FBT001
        context: Context,
        sketch: Sketch,
        mover: Mover,
    ) -> Iterator[Sketch]:
        if mover.role >= len(sketch.records):
            return
        told = self.with_days(test, context, sketch)
        if told.person != sketch.person:
            yield told
        turn = turning_day(test, mover, told, context, self.law)
        if turn is None:
            return
        first, after = turn
        for days in AWAY:
            day = first + days if after is wanted else first - 1 - days
            yield mover.put(told, self.law, day)

    def with_days(self, test: law.Compare, context: Context, sketch: Sketch) -> Sketch:
        """Tell the days that a comparison asks and that are not told yet."""
        for one in (part for side in (test.left, test.right) for part in inside(side)):
            match one:
                case law.FactValue(fact, Kind.DATE, who):
                    role = context.role(who)
                    if role is None or role >= len(sketch.records) or value(one, sketch, context, self.law) is not None:
                        continue
                    sketch = tell(sketch, self.law, role, fact, day_of(self.usual_day(sketch, role, fact)))
                case law.FactValue("total length of the sentence" as fact, _, who):
                    role = context.role(who)
                    if role is not None and value(one, sketch, context, self.law) is None:
                        sketch = tell(sketch, self.law, role, fact, tree.Length(1, "year"))
                case _:
                    pass
        return sketch

    def usual_day(self, sketch: Sketch, role: int, fact: str) -> int:
        """Return a day on which such a thing happens: offenses before convictions, releases after."""
        convicted = told_day(sketch, self.law, role, "date of conviction") or sketch.as_of - 9_000
        match fact:
            case "date of offense" | "date of arrest" | "date of filing":
                return convicted - {"date of offense": 90, "date of arrest": 80}.get(fact, 60)
            case "end of sentence" | "date of release" | "end of probation" | "end of supervision":
                return min(convicted + 400, sketch.as_of)
            case _:
                return convicted

    def _amounts(
        self, test: law.Compare, role: int, fact: str, kind: Kind, context: Context, sketch: Sketch
    ) -> Iterator[Sketch]:
        for one in (test.left, test.right):
            limit = value(one, sketch, context, self.law)
            if isinstance(limit, int):
                yield from (tell(sketch, self.law, role, fact, amount) for amount in around(limit, kind))

    # ------------------------------------------------------------------------------------------ what is untold

    def at_other_times(self, sketch: Sketch) -> Iterator[Sketch]:
        """Move all records, for a person whose dates contradict one another once the day is put in."""
        for days in AT_OTHER_TIMES:
            moved = sketch
            for role, record in enumerate(sketch.records):
                if record.noun != "registration":
                    fact = DATE_OF_NOUN[record.noun]
                    moved = tell(moved, self.law, role, fact, day_of(sketch.as_of - days + role))
            yield moved

    def told(self, sketch: Sketch, role: int, fact: str) -> Iterator[Sketch]:
        """Tell a fact that a reviewer would have to find out, in the ways that are usual."""
        definition, declared = VOCABULARY.get(fact), self.law.facts.get(fact)
        kind = definition.kind if definition is not None else declared.kind if declared is not None else None
        if role >= len(sketch.records):
            return
        match kind:
            case Kind.DATE:
                yield tell(sketch, self.law, role, fact, day_of(self.usual_day(sketch, role, fact)))
            case Kind.PERIOD:
                yield tell(sketch, self.law, role, fact, length_of(Period(0, 90)))
            case Kind.YES_NO:
                for word in ("not true", "true"):
                    yield tell(sketch, self.law, role, fact, tree.Words(word))
            case Kind.LEVEL:
                yield tell(sketch, self.law, role, fact, tree.Words("felony"))
            case Kind.WORD if declared is not None:
                yield from (tell(sketch, self.law, role, fact, tree.Words(word)) for word in declared.words)
            case Kind.NUMBER | Kind.MONEY | Kind.WEIGHT:
                yield tell(sketch, self.law, role, fact, amount_of(0, kind))
            case _:
                return


def _who(test: law.Test) -> Who:
    match test:
        case law.IsWord(value) | law.Holds(value) if isinstance(value, law.FactValue):
            return value.who
        case law.LessSerious(left, right):
            return next((one.who for one in (left, right) if isinstance(one, law.FactValue)), Who.SUBJECT)
        case law.IsWord() | law.Holds():
            return Who.SUBJECT
        case _:
            return getattr(test, "who", Who.SUBJECT)


def _filed(record: tree.RecordItem, kind: str, number: str) -> tree.RecordItem:
    kept = tuple(one for one in record.details if not (isinstance(one, tree.Filed) and one.what == kind))
    return evolve(record, details=(*kept, tree.Filed(kind, tree.Text(number))))


def _place(meaning: law.Law) -> str:
    """Return a county in which the file may speak of records: its own, else any of the state's."""
    counties = [one for one in meaning.jurisdiction if one in CALIFORNIA_COUNTIES]
    if counties:
        return counties[0]
    states = [one for one in meaning.jurisdiction if state_of(one)]
    return "Yolo County" if not states or states[0] == "California" else states[0]
