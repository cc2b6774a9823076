"""Lists of offenses: terms within terms made flat, forms applied, sections read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from cmr_rules.citations import CODES, FORMER_CODES, Section, parse_section
from cmr_rules.diagnostics.diagnostic import Severity
from cmr_rules.semantics import law
from cmr_rules.semantics.in_force import ends_of
from cmr_rules.semantics.names import Names, Scope, look_up
from cmr_rules.semantics.wording import plain, words_of
from cmr_rules.source import Span
from cmr_rules.syntax import tree

MOST_ENTRIES = 300_000
"""How many offenses the lists of one file may hold, made flat."""


def offense_set(offenses: tree.Offenses, scope: Scope) -> law.OffenseSet:
    """Flatten a list of offenses; what cannot be read is left out after a fault."""
    match offenses:
        case tree.Offenses(items=(tree.NamedItem(name, (), of_option=False),), including=(), outlined=()):
            listed_before = _listed(name, scope)
            words = words_of(offenses.span) or name.text
            return law.OffenseSet((), words) if listed_before is None else evolve(listed_before, words=words)
        case _:
            return _flattened(offenses, scope)


def asked_offenses(offenses: tree.Offenses, scope: Scope) -> law.OffenseSet | law.OptionValue:
    """Resolve the offenses that a condition asks for; ``one of the Dismiss Sections`` is known when a run sets it."""
    match offenses:
        case tree.Offenses(items=(tree.NamedItem(name, (), of_option=True),), including=(), outlined=()):
            found = look_up(name, scope)
            if isinstance(found, law.Option) and found.kind is law.Kind.OFFENSE:
                return law.OptionValue(found.name, found.kind, span=name.span)
            if found is not None:
                text = plain(name.text)
                message = f"`{text}` is {scope.names.kind_of_name(text)}, and an option that lists sections must stand"
                hints = (f"write `a {text}`",) if isinstance(found, law.Term) and found.offenses is not None else ()
                scope.fault("CMR303", f"{message} after `one of the`", name.span, *hints)
            return law.OffenseSet((), words_of(offenses.span))
        case _:
            return offense_set(offenses, scope)


def chosen_sections(sections: Iterable[Section], bound: law.OffenseSet) -> law.OffenseSet | Section:
    """Return the list that an option is set to, or the first section that its bound does not cover.

    Each section counts in the forms (attempts, conspiracies) in which the bound lists it.
    """
    patterns: dict[law.OffensePattern, None] = {}
    given = tuple(sections)
    for section in given:
        within = [pattern for pattern in bound.patterns if _covers(pattern, section)]
        if not within:
            return section
        forms = frozenset[str]().union(*(pattern.forms for pattern in within))
        patterns[law.OffensePattern(section, exactly=all(one.exactly for one in within), forms=forms)] = None
    return law.OffenseSet(tuple(patterns), joined_sections([str(one.section) for one in patterns]))


def _covers(pattern: law.OffensePattern, section: Section) -> bool:
    if pattern.through is not None:
        return pattern.section.order <= section.order <= pattern.through.order
    return pattern.section == section if pattern.exactly else pattern.section.covers(section)


def listed_sections(bound: law.OffenseSet) -> str:
    """Name the sections that an option may list, without the forms in which they count."""
    return bound.words.split(", including ", 1)[0]


def joined_sections(sections: Sequence[str]) -> str:
    """Write ``HS 11357, HS 11358 or HS 11359``."""
    return " or ".join(part for part in (", ".join(sections[:-1]), *sections[-1:]) if part)


def _flattened(offenses: tree.Offenses, scope: Scope) -> law.OffenseSet:
    if scope.names.entries > MOST_ENTRIES:
        return law.OffenseSet((), words_of(offenses.span))
    items = [(item, "", frozenset(offenses.including)) for item in offenses.items]
    for listed in offenses.outlined:
        citation = "; ".join(citations_of(listed.remarks, scope.names))
        items += [(item, citation, frozenset(listed.including)) for item in listed.items]
    patterns: dict[law.OffensePattern, None] = {}
    seen: dict[law.OffensePattern, Span] = {}
    for item, citation, including in items:
        for pattern in _item(item, scope):
            if isinstance(item, tree.SectionItem):
                _warn_of_double(pattern, item, seen, scope)
            if including - pattern.forms or citation:
                forms = pattern.forms | including
                patterns[evolve(pattern, forms=forms, citation=citation or pattern.citation)] = None
            else:
                patterns[pattern] = None
    scope.names.entries += len(patterns)
    if scope.names.entries > MOST_ENTRIES:
        scope.fault("CMR119", f"the lists of this file hold more than {MOST_ENTRIES:,} offenses", offenses.span)
        return law.OffenseSet((), words_of(offenses.span))
    named = (_listed(item.name, scope) for item, _, _ in items if isinstance(item, tree.NamedItem))
    marks = dict.fromkeys(why for one in named if one is not None for why in one.unverified)
    return law.OffenseSet(tuple(patterns), words_of(offenses.span), tuple(marks))


def _warn_of_double(
    pattern: law.OffensePattern, item: tree.SectionItem, seen: dict[law.OffensePattern, Span], scope: Scope
) -> None:
    if pattern in seen:
        scope.names.fault("CMR408", f"`{item.section}` is listed twice", item.span, severity=Severity.WARNING)
    seen[pattern] = item.span


def _item(item: tree.OffenseItem, scope: Scope) -> Iterator[law.OffensePattern]:
    forms = frozenset(item.forms)
    match item:
        case tree.SectionItem():
            pattern = _pattern(item, scope)
            if pattern is not None:
                yield evolve(pattern, forms=forms or frozenset({"completed"}))
        case tree.NamedItem(name, of_option=True):
            text = plain(name.text)
            message = f"`one of the {text}` stands beside other offenses, and what an option lists stands alone"
            scope.fault("CMR303", message, item.span, "ask for each in a condition of its own, joined in an outline")
        case tree.NamedItem(name):
            listed = _listed(name, scope)
            for pattern in listed.patterns if listed is not None else ():
                yield evolve(pattern, forms=forms) if forms else pattern


def _listed(name: tree.Name, scope: Scope) -> law.OffenseSet | None:
    found = look_up(name, scope)
    if found is None:
        return None
    if isinstance(found, law.Term) and found.offenses is not None:
        return found.offenses
    text = plain(name.text)
    hints: tuple[str, ...] = ()
    if isinstance(found, law.Term) and found.test is not None:
        hints = (f"write `{text} is true`",)
    elif isinstance(found, law.Option) and found.kind is law.Kind.OFFENSE:
        hints = (f"write `one of the {text}`",)
    message = f"`{text}` is {scope.names.kind_of_name(text)}, and an offense must stand here"
    scope.fault("CMR303", message, name.span, *hints)
    return None


def _pattern(item: tree.SectionItem, scope: Scope) -> law.OffensePattern | None:
    pattern = _any_text(item, scope)
    if pattern is None or item.in_force is None:
        return pattern
    ends = ends_of(item.in_force, scope.names)
    return None if ends is None else evolve(pattern, first_day=ends[0], last_day=ends[1])


def _any_text(item: tree.SectionItem, scope: Scope) -> law.OffensePattern | None:
    section = section_of(item.section, item.span, scope)
    if section is None or item.through is None:
        return None if section is None else law.OffensePattern(section, exactly=item.exactly)
    last = section_of(item.through, item.span, scope)
    if last is None:
        return None
    if section.subdivisions or last.subdivisions:
        part = section if section.subdivisions else last
        message = f"a range runs from section to section, and `{part}` is a part of one"
        scope.fault("CMR127", message, item.span, f"list each one: `{section}` and so on, with `or` before the last")
        return None
    if last.code != section.code or last.order < section.order:
        message = f"the range from `{section}` through `{last}` runs backwards or from one code to another"
        scope.fault("CMR304", message, item.span, f"write `{last} through {section}`")
        return None
    return law.OffensePattern(section, last)


def section_of(text: str, span: Span, scope: Scope) -> Section | None:
    """Read a section and see that its code is known."""
    section = parse_section(text)
    if section is None:
        scope.fault("CMR127", f"`{plain(text)}` is not a code section", span, "write it as `HS 11357(a)`")
        return None
    if section.jurisdiction is None:
        other = FORMER_CODES.get(section.code)
        hints = (f"write `{other} {section.number}`",) if other else scope.names.close(section.code, CODES)
        scope.fault("CMR211", f"the code `{section.code}` is not known", span, *hints)
        return None
    return section


def citations_of(remarks: tree.Remarks, names: Names) -> tuple[str, ...]:
    """Return the authorities in brackets; the relative ``(6)(b)`` becomes a part of the file's one authority."""
    return tuple(_absolute(citation, names) for citation in remarks.citations)


def unquoted(citation: tree.Citation) -> str:
    """Return an authority without the quotation marks around the whole of it."""
    text = plain(citation.text)
    whole = text[:1] == text[-1:] == '"' and text.count('"') == 2  # noqa: PLR2004
    return text[1:-1] if whole else text


def _absolute(citation: tree.Citation, names: Names) -> str:
    text = unquoted(citation)
    if not text.startswith("("):
        return text
    bases = [authority for authority in names.authorities if parse_section(authority)] or list(names.authorities)
    if len(bases) == 1:
        return bases[0] + text
    message = f"`{text}` is a part of the file's authority, and the file names {'several' if bases else 'none'}"
    names.fault("CMR401", message, citation.span, "write the whole authority, such as `HS 11361.8(e)`")
    return text
