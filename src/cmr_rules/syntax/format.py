"""The one layout of a rule file, written from its tree."""

from __future__ import annotations

from cmr_rules.source import NOWHERE
from cmr_rules.syntax import tree
from cmr_rules.syntax.format_days import day, days_text
from cmr_rules.syntax.format_layout import GLUE, SOFT, finished, glued, lay_out, new_line, put_before_outline
from cmr_rules.syntax.format_limits import limit_text
from cmr_rules.syntax.format_phrases import (
    citations_text,
    condition_text,
    counted_text,
    including_text,
    items_text,
    labelled,
    length,
    listed,
    mark_text,
    notes_text,
    offense_item,
    offenses_text,
    remarks_text,
    string,
    value,
    with_article,
)
from cmr_rules.syntax.format_scenarios import expectation_text, person_text, scenario_text, setting_value, table_text

_HEADER = (
    tree.Title | tree.Jurisdiction | tree.Authority | tree.InForce | tree.LeapDayRule | tree.Use | tree.Comment
)  # fmt: skip
_INDENT = 2
_RULE_INDENT = 4


def format_document(document: tree.Document) -> str:
    """Write a rule file in the one layout.

    Reading the text again gives an equal tree, and writing that gives the same text. The only thing taken from places
    is whether a note stood behind a sentence, on its line.

    Args:
        document: What is written.

    Returns:
        The text, with a final line end unless it is empty.
    """
    blocks: list[str] = []
    head: tree.Statement | None = None
    for line in _lines(document.statements):
        block = _line(line)
        if head is not None and _stands_close(head, line[0]):
            blocks[-1] += f"\n{block}"
        else:
            blocks.append(block)
        head = line[0]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _lines(statements: tuple[tree.Statement, ...]) -> list[list[tree.Statement]]:
    """Group each statement with the remarks that go on its line."""
    lines: list[list[tree.Statement]] = []
    for statement in statements:
        if lines and _follows_on_line(lines[-1][-1], statement):
            lines[-1].append(statement)
        else:
            lines.append([statement])
    return lines


def _follows_on_line(before: tree.Statement, after: tree.Statement) -> bool:
    """Whether *after* is a remark that goes on the line on which *before* ends."""
    if not isinstance(before, tree.MarkStatement | _HEADER):
        return False
    if isinstance(after, tree.MarkStatement):
        return not isinstance(before, tree.MarkStatement | tree.Comment)
    if not isinstance(after, tree.Comment) or isinstance(before, tree.Comment):
        return False
    source = after.span.source
    if source is NOWHERE.source or before.span.source is not source:
        return False
    return source.line_number(max(before.span.end - 1, 0)) == after.span.line


def _stands_close(before: tree.Statement, after: tree.Statement) -> bool:
    """Whether no blank line stands between two statements."""
    match before, after:
        case (tree.Quote() | tree.Comment(), _) | (_, tree.Comment() | tree.Title()):
            return False
        case _, tree.MarkStatement():
            return True
        case (tree.Option(), tree.Option()) | (tree.FactDeclaration(), tree.FactDeclaration()):
            return True
        case _:
            return isinstance(before, _HEADER) and isinstance(after, _HEADER)


def _line(statements: list[tree.Statement]) -> str:
    """Write a statement with the remarks that go on its line."""
    first, *others = statements
    if isinstance(first, tree.Quote):
        return "\n".join(f"> {line}".rstrip() for line in first.text.split("\n"))
    if isinstance(first, tree.Scenario):
        return scenario_text(first)
    if isinstance(first, tree.ScenarioTable):
        return table_text(first)
    texts = [finished(_sentence(first)) if not isinstance(first, tree.Comment) else _sentence(first)]
    for each in others:
        gap = GLUE * 2 if isinstance(each, tree.Comment) else GLUE
        texts.append(gap + (_sentence(each) if isinstance(each, tree.Comment) else finished(_sentence(each))))
    return lay_out("".join(texts))


def _sentence(statement: tree.Statement) -> str:
    """Write a statement that is one sentence, without its period and with its remarks."""
    match statement:
        case tree.Rule():
            return _rule(statement)
        case tree.Limit():
            return limit_text(statement)
        case tree.Authority(citations):
            return f"Authority: {'; '.join(glued(each.text) for each in citations)}"
        case _:
            return put_before_outline(_plain(statement), remarks_text(statement.remarks))


def _plain(statement: tree.Statement) -> str:
    match statement:
        case tree.Title(kind, title):
            return f"{kind} {string(title)}"
        case tree.Jurisdiction(places):
            return f"Jurisdiction: {', '.join(glued(each.text) for each in places)}"
        case tree.InForce(first, last):
            return f"In force: from {day(first)}{f' through {day(last)}' if last else ''}"
        case tree.LeapDayRule(rule):
            return f"Leap day: {glued(rule)}"
        case tree.Use(name):
            return f"Use {string(name)}"
        case tree.Option():
            return _option(statement)
        case tree.FactDeclaration(name, kind, words, about):
            values = f"one of {listed([each.text for each in words], 'or')}" if kind == "one of" else kind
            return f"Fact {glued(name.text)}: {values}, about {'the person' if about == 'person' else f'each {about}'}"
        case tree.Outcomes(items):
            lines = (f"{new_line(_INDENT)}{_outcome(each)}" for each in items)
            return f"Outcomes, most favorable first:{';'.join(lines)}"
        case tree.Covers(word, counted):
            return f"This {word} covers each {counted_text(counted)}"
        case tree.Term():
            return _term(statement)
        case tree.Follows(name, reading, word):
            return f"For {glued(name.text)}, this {word} follows the reading {string(reading)}"
        case tree.Decide(steps):
            return f"Decide by the first of these that applies:{';'.join(map(_step, steps))}"
        case tree.Otherwise(noun, outcome, because):
            return f"Otherwise {with_article(noun)} receives {outcome.text}{_because(because)}"
        case tree.Presumption(subject, presumed, untouched):
            said = presumed.text if isinstance(presumed, tree.Words) else f"to be {value(presumed)}"
            but = (
                f", but nothing is presumed of {listed([value(one) for one in untouched], 'and')}" if untouched else ""
            )
            return f"If {value(subject)} is unknown, it is presumed {said}{but}"
        case tree.Derivation(subject, derived):
            if isinstance(derived, tree.ListedIn):
                return f"If {value(subject)} is unknown, it is the one listed in {string(derived.file)}"
            return f"If {value(subject)} is not recorded, it is {value(derived)}"
        case tree.TextNotAtHand():
            return "Text not at hand"
        case tree.MarkStatement(mark):
            return mark_text(mark)
        case tree.Comment(note):
            return f"[Note: {note.text}]"
        case tree.PersonTold():
            return person_text(statement)
        case tree.Expectation():
            return expectation_text(statement)
        case _:
            raise TypeError(f"{type(statement).__name__} has no layout")


def _option(option: tree.Option) -> str:
    normal = "off" if option.normal is None else setting_value(option.normal)
    may_be_off = ", or off" if option.may_be_off and option.normal is not None else ""
    if option.kind in {"any of", "county"}:
        return f"Option {glued(option.name.text)}: {_one_of_many(option)}{may_be_off}"
    if option.low is None or option.high is None:
        return f"Option {glued(option.name.text)}: {option.kind}, normally {normal}{may_be_off}"
    low, high = value(option.low), value(option.high)
    age = option.kind == "age"
    if age and isinstance(option.low, tree.Length) and isinstance(option.high, tree.Length):
        low, high = (str(option.low.number) if option.low.unit == option.high.unit else low), length(option.high)
    bounds = f"{'age ' if age else ''}between {low} and {high}"
    return f"Option {glued(option.name.text)}: {bounds}, normally {normal}{may_be_off}"


def _one_of_many(option: tree.Option) -> str:
    """Write an option whose value is a list of sections or a county."""
    match option.bound:
        case tree.Offenses() as bound:
            normal = "off" if option.normal is None else setting_value(option.normal)
            return f"any of {offenses_text(bound)}, normally {normal}"
        case tree.Words(state):
            normal = ", to be chosen" if option.normal is None else f", normally {setting_value(option.normal)}"
            return f"a county in {state}{normal}"
        case _:
            raise TypeError(f"the option {option.name.text} has no bound")


def _outcome(item: tree.OutcomeItem) -> str:
    ranked = "" if item.ranked else ", not ranked"
    match item.effect:
        case "":
            effect = ""
        case "clears" | "seals":
            effect = f", which {item.effect} the {item.noun}"
        case level:
            effect = f", which leaves {with_article(level)}"
    door = f", {item.door}" if item.door else ""
    return f"{item.name.text}, {string(item.label)}{door}{effect}{ranked}"


# ---------------------------------------------------------------------------------------------- terms and rules


def _term(term: tree.Term) -> str:
    name = glued(term.name.text)
    match term.meaning:
        case tree.Offenses(outlined=outlined) if outlined:
            items = "; or".join(_listed_offense(each) for each in outlined[-2:])
            before = "".join(f"{_listed_offense(each)};" for each in outlined[:-2])
            return f"{name} means any of the following offenses:{before}{items}"
        case tree.Offenses(items) as offenses:
            alone = len(items) == 1 and not offenses.including
            return f"{name} means {offenses_text(offenses, bare=alone)}"
        case tree.Versions(on, items):
            return f"{name} means the version in force on {value(on)}:{';'.join(map(_version, items))}"
        case tree.Cases(cases):
            return f"{name} means the first of these that applies:{';'.join(map(_case, cases))}"
        case tree.OpenQuestion(items):
            return f"{name} is an open question:{';'.join(map(_reading, items))}"
        case meaning:
            return f"{name} means {_meant(meaning, _INDENT)}"


def _meant(meaning: tree.Condition | tree.Value, indent: int) -> str:
    """Write a value, or a condition after ``that``."""
    if isinstance(meaning, tree.CONDITIONS):
        return f"that {condition_text(meaning, indent)}"
    return value(meaning)


def _version(version: tree.Version) -> str:
    text = f"{days_text(version.days)}: {_meant(version.meaning, _INDENT + 4)}"
    return labelled(version.label, put_before_outline(text, remarks_text(version.remarks)), _INDENT)


def _listed_offense(listed_offense: tree.ListedOffense) -> str:
    text = listed([offense_item(each) for each in listed_offense.items], "or")
    text += including_text(listed_offense.including)
    return labelled(listed_offense.label, text + remarks_text(listed_offense.remarks), _INDENT)


def _case(case: tree.Case) -> str:
    head = value(case.value)
    if case.condition is None:
        text = f"{head}, otherwise"
    else:
        text = f"{head}, if {condition_text(case.condition, _INDENT + 4)}"
    return labelled(case.label, put_before_outline(text, remarks_text(case.remarks)), _INDENT)


def _reading(reading: tree.Reading) -> str:
    head = f"reading {string(reading.name)}{citations_text(reading.remarks)}: "
    if isinstance(reading.meaning, tree.Condition):
        text = condition_text(reading.meaning, _INDENT + 4)
    else:
        text = value(reading.meaning)
    return labelled(reading.label, head + put_before_outline(text, notes_text(reading.remarks)), _INDENT)


def _because(because: tree.Text | None) -> str:
    return f", because {string(because)}" if because else ""


def _step(step: tree.Step) -> str:
    given = f"{step.outcome.text}{_because(step.because)}{citations_text(step.remarks)},{SOFT}"
    asked = "otherwise" if step.condition is None else f"if {condition_text(step.condition, _INDENT + 4)}"
    return labelled(step.label, given + put_before_outline(asked, notes_text(step.remarks)), _INDENT)


def _rule(rule: tree.Rule) -> str:
    head = f"Rule {string(rule.title)}{remarks_text(rule.remarks)}{_rule_days(rule.in_force)}:{new_line(_INDENT)}"
    grant = f"{with_article(rule.noun).capitalize()} receives {rule.outcome.text} if "
    return f"{head}{grant}{condition_text(rule.condition, _RULE_INDENT)}{_unless(rule.unless)}"


def _rule_days(in_force: tree.RuleDays | None) -> str:
    if in_force is None:
        return ""
    chosen = "" if in_force.on is None else f", chosen by {value(in_force.on)}"
    return f", in force {days_text(in_force.days)}{chosen}"


def _unless(unless: tree.Unless | None) -> str:
    if unless is None:
        return ""
    else_receives = f", in which case it receives {unless.outcome.text}" if unless.outcome else ""
    match unless.condition:
        case tree.Group("any", (only,)) if not unless.outcome:
            text = f":{items_text((only,), _RULE_INDENT)}"
        case condition:
            text = put_before_outline(f" {condition_text(condition, _RULE_INDENT)}", else_receives)
    return f";{new_line(_INDENT)}unless{text}"
