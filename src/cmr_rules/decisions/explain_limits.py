"""Who used the places under a limit, in words that can be checked against the record."""

from __future__ import annotations

from cmr_rules.decisions.decision import Line
from cmr_rules.decisions.joining import Truth
from cmr_rules.decisions.limiting import Limits
from cmr_rules.decisions.places import Comes, Places, Wanting
from cmr_rules.decisions.references import offense_words, title
from cmr_rules.decisions.search import search
from cmr_rules.decisions.showing import show_whole
from cmr_rules.decisions.view import Entry, View
from cmr_rules.semantics.law import Kind

MOST_NAMED = 10


def limit_lines(limits: Limits, view: View, this: Entry) -> list[Line]:
    """One line for each limit that bears on *this*: whether a place is left for it, and who used the places."""
    lines = []
    for number, limit in enumerate(limits.limits):
        over = limits.over(number, view, this)
        caps = limits.caps(number, view, this)
        if not caps:
            continue
        told = "; ".join(used(limits.places(number, cap, view), this, settled=over is not None) for cap in caps)
        if over is None:
            over = _in_every_world(limits, number, view, this)
            if over is not None:
                told += f"; however that comes out, {'no place' if over else 'a place'} is left"
        kinds = (" or ".join(limit.law.caps[cap].words for cap in caps), limit.law.words)
        words = f'Limit "{limit.law.title}" leaves a place for it: {", ".join(part for part in kinds if part)}'
        lines.append(Line("", words, None if over is None else not over, told, limit.law.citations))
    return lines


def _in_every_world(limits: Limits, number: int, view: View, this: Entry) -> Truth:
    """Whether *this* is over the limit whatever is missing, and however the law is read; None where that differs."""

    def evaluate() -> str | None:
        over = limits.over(number, view, this)
        return None if over is None else "over" if over else "within"

    shown = dict(view.shown)
    found = search(view, evaluate, view.world)
    view.shown.update(shown)
    answers = {leaf.result for leaf in found.leaves}
    return answers == {"over"} if found.complete and len(answers) == 1 else None


def used(places: Places, this: Entry, *, settled: bool) -> str:
    """Name who uses the places before *this*, in order, and, where that is not *settled*, who perhaps does."""
    sure, perhaps = before(places, this)
    named: list[list[Wanting]] = []
    for one in sure:
        group = next((group for group in named if places.share(group[0].entry, one.entry)), None)
        if group is not None:
            group.append(one)
        elif len(named) < places.cap.most:
            named.append([one])
    are = ("place" if places.cap.most == 1 else "places") + (" is" if len(named) == 1 else " are")
    said = f"{len(named) or 'none'} of {places.cap.most} {are} used before it"
    if named:
        shown = [f"{number}. {_group(places, group)}" for number, group in enumerate(named[:MOST_NAMED], 1)]
        said += ": " + "; ".join(shown)
        said += f"; and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    if perhaps and not settled:
        shown = [_one(places, one) for one in perhaps[:MOST_NAMED]]
        said += f"; perhaps also by {', '.join(shown)}" + (", and more" if len(perhaps) > MOST_NAMED else "")
    return said if places.complete or settled else f"{said}; the record may lack some that use a place"


def before(places: Places, this: Entry) -> tuple[list[Wanting], list[Wanting]]:
    """The records that use a place before *this*, in order, and those of which that is open."""
    sure: list[Wanting] = []
    perhaps: list[Wanting] = []
    for one in places.wanting:
        if one.entry is this:
            continue
        comes = Comes.BEFORE if one.earlier else places.comes(one.entry, this)
        if comes is Comes.BEFORE and one.uses:
            sure.append(one)
        elif comes is not Comes.AFTER or one.earlier is None:
            perhaps.append(one)
    return sorted(sure, key=lambda one: _order(places, one)), perhaps


def _order(places: Places, one: Wanting) -> tuple[bool, int]:
    """Earlier relief first, then by the day; what is not known exactly comes last."""
    day = places.day(one.entry) if places.read is not None else 0
    number = day if isinstance(day, int) else 10**7
    return not one.earlier, -number if places.limit.latest and isinstance(day, int) else number


def _group(places: Places, group: list[Wanting]) -> str:
    names = " and ".join(_one(places, one) for one in group)
    return f"{names}, of one transaction" if len(group) > 1 else names


def _one(places: Places, one: Wanting) -> str:
    view, entry = places.view, one.entry
    parts = [title(view, entry), offense_words(entry.charge)]
    day = places.day(entry) if places.read is not None else None
    known = show_whole(day, Kind.DATE) if isinstance(day, int) else "" if day is None else "the day is not known"
    name = " ".join(part for part in parts if part)
    told = ", ".join(part for part in (known, "earlier relief" if one.earlier else "") if part)
    return f"{name} ({told})" if told else name
