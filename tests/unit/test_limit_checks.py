"""What a limit may not say, transactions in records, and what counts by itself. Fabricated people."""

# ruff: noqa: D103
from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cmr_rules import UNKNOWN, Case, Charge, Person, Program, load_text
from cmr_rules.engine import RuleError, check_text, coverage
from cmr_rules.records.answers import AnswerRow, apply_answers
from cmr_rules.records.readers.exchange import read_jsonl, write_jsonl
from cmr_rules.records.readers.flat_csv import mapping_from, read_flat_csv
from cmr_rules.semantics import law
from cmr_rules.source import Source
from tests.unit.limit_texts import HEAD, LIMIT, count, decide, limited, outcomes, person, statute

OVER = "a conviction over the limit receives Not Set Aside"
FELONIES = 'Limit "x" [MCL 1] on "felonies":\n  '


@pytest.mark.parametrize(
    ("limit", "code", "hint"),
    [
        ('Limit "x" [MCL 1] on "felony": at most 2 convictions of a person; ' + OVER, "CMR421", 'did you mean "felonies"?'),
        ('Limit "x" [MCL 1] on "felonies" and "felonies": at most 2 convictions of a person; ' + OVER, "CMR421", "once"),
        (FELONIES + "at most 2 convictions of a person; a conviction over the limit receives Nothing", "CMR207", "list it"),
        (FELONIES + "at most 2 charges of a person; " + OVER, "CMR420", "count each conviction"),
        (FELONIES + "at most 2 arrests of a person; an arrest over the limit receives Not Set Aside", "CMR420", "convictions"),
        (FELONIES + "at most 2 convictions of a person, the earliest level first; " + OVER, "CMR301", "name a day"),
        (FELONIES + "at most 2 convictions of a person, the earliest Set Aside Before first; " + OVER, "CMR303", ""),
        (FELONIES + "at most 2 felony convictions and at most 3 convictions of a person; " + OVER, "CMR420", "second `Limit`"),
        (FELONIES + "at most 2 convictions of a person, counting each charge that is dismissed; " + OVER, "CMR420", "each conv"),
        (FELONIES + "at most 2 convictions of a person, counting each other conviction; " + OVER, "CMR420", "leave out"),
        (FELONIES + "at most 2 convictions of a person, counting each conviction for which Old is true; " + OVER, "CMR309", ""),
    ],
)  # fmt: skip
def test_what_a_limit_may_not_say(limit: str, code: str, hint: str) -> None:
    option = "\nOption Years: between 1 year and 9 years, normally 5 years, or off.\n"
    old = "\nOld means that the date of conviction was at least the Years before the review date.\n"
    text = statute(f"\n{limit}.\n", HEAD + (option + old if "Old" in limit else ""))
    found = [one for one in check_text(Source("test", text))[1] if one.code != "CMR205"]
    assert code in {one.code for one in found}
    assert any(hint in words for one in found if one.code == code for words in (*one.hints, ""))


def test_a_limit_without_an_authority_is_a_fault() -> None:
    text = statute(LIMIT.replace(" [MCL 780.621g(5)]", "")).replace("Authority: MCL 780.621g.\n", "")
    assert "CMR401" in {one.code for one in check_text(Source("test", text))[1]}


def test_two_limits_of_one_name_are_a_fault() -> None:
    assert "CMR213" in {one.code for one in check_text(Source("test", statute(LIMIT + LIMIT)))[1]}


def test_a_limit_in_an_ordered_list_is_a_fault() -> None:
    text = HEAD.split("Rule ")[0] + LIMIT + (
        '\nDecide by the first of these that applies:\n  (1) Set Aside, because "x" [MCL 1], if the conviction is a felony;\n'
        '  (2) Not Set Aside, because "y" [MCL 1], otherwise.\n'
    )  # fmt: skip
    assert "CMR420" in {one.code for one in check_text(Source("test", text))[1]}


def test_the_law_of_a_limit() -> None:
    (limit,) = load_text(statute()).law.limits
    assert (limit.title, limit.rules, limit.latest) == ("lifetime", ("misdemeanors", "felonies"), False)
    assert [(cap.most, cap.words) for cap in limit.caps] == [
        (2, "at most 2 felony convictions"), (4, "at most 4 misdemeanor convictions"),
    ]  # fmt: skip
    assert isinstance(limit.order, law.FactValue)
    assert limit.words == "the earliest date of conviction first"


def test_a_limit_that_no_scenario_reaches_is_a_gap() -> None:
    story = (
        'Scenario "one".\n  A person born 1960 has:\n    (1) a felony conviction in Michigan on May 1, 2001, whose Objected is '
        "not true, whose Sealed By Court is not true.\n  On July 1, 2025, conviction (1) receives Set Aside.\n"
    )
    gaps = {one.title: one.lacks for one in coverage(load_text(f"{statute()}\n{story}")).gaps}
    assert gaps['limit "lifetime"'] == (True,)


# ---------------------------------------------------------------------------------------------- counting by itself


def often(person_has: str) -> Program:
    head = (
        HEAD
        + f'\nAssault means that Objected is true.\n\nRule "often" [MCL 1]:\n  A conviction receives Sealing if {person_has}.\n'
    )
    return load_text(statute("", head))


@pytest.mark.parametrize(
    ("objected", "names", "number"),
    [
        ((False, False, False), "AAA", 1), ((False, False, True), "AAA", 2), ((True, True, True), "AAA", 3),
        ((False, False, False), "ABB", 2), ((True, False, False), "ABB", 2),
    ],
)  # fmt: skip
def test_some_count_by_themselves(objected: tuple[bool, ...], names: str, number: int) -> None:
    once = "counting one for each transaction, but each for which Assault is true by itself"
    charges = [
        count(2001, transaction=name, facts={"Objected": one}) for name, one in zip(names, objected, strict=True)
    ]
    for asked in range(4):
        program = often(f"the number of convictions, {once}, is exactly {asked}")
        found = {one.outcome for one in program.decide(person(*charges), as_of=date(2025, 1, 1))}
        assert (found == {"Sealing"}) is (asked == number)


def test_whether_one_counts_by_itself_may_be_missing() -> None:
    once = "counting one for each transaction, but each for which Assault is true by itself"
    text = statute("", HEAD + '\nAssault means that Objected is true.\n\nRule "often" [MCL 1]:\n  A conviction receives Sealing '
                   f"if the person has at least 2 convictions, {once}.\n")  # fmt: skip
    charges = [
        count(2001, "infraction", transaction="A"),
        count(2001, "infraction", transaction="A", facts={"Objected": UNKNOWN}),
    ]
    first = decide(text, person(*charges))[0]
    assert first.needs_review
    assert [one.words for one in first.missing] == ["Objected of conviction 2"]
    assert outcomes(text, *charges, count(2001, "infraction", transaction="B")) == ["Sealing"] * 3


def test_one_for_each_case_and_cycle() -> None:
    program = often("the person has at least 2 convictions, counting one for each case and cycle")
    day = date(2025, 1, 1)
    one, other = count(2001, "infraction"), count(2002, "infraction")
    assert {d.outcome for d in program.decide(person(one, other, together=True), as_of=day)} == {"Not Set Aside"}
    assert {d.outcome for d in program.decide(person(one, other), as_of=day)} == {"Sealing"}


def test_in_the_same_transaction() -> None:
    program = often("the person has another conviction in the same transaction as this conviction")
    day = date(2025, 1, 1)
    charges = [count(2001, "infraction", transaction=name) for name in ("A", "A", "B", UNKNOWN)]
    found = [one.outcome or one.status.value for one in program.decide(person(*charges), as_of=day)]
    assert found == ["Sealing", "Sealing", "needs review", "needs review"]


# ---------------------------------------------------------------------------------------------- records


def test_a_transaction_is_read_from_json_and_written(tmp_path: Path) -> None:
    charge = Charge(charge_id="1", transaction="A")
    somebody = Person("p", cases=(Case(case_id="1", charges=(charge, Charge(charge_id="2"))),))
    file = tmp_path / "people.jsonl"
    write_jsonl([somebody], file)
    assert json.loads(file.read_text())["cases"][0]["charges"][0]["transaction"] == "A"
    (read,) = read_jsonl([file]).persons
    assert [one.transaction for one in read.cases[0].charges] == ["A", UNKNOWN]


def test_a_transaction_is_read_from_a_column(tmp_path: Path) -> None:
    file = tmp_path / "county.csv"
    file.write_text("id,case,count,incident\nx,1,1,A\nx,1,2,A\nx,1,3,\n")
    mapping = mapping_from({
        "source": "Fabricated", "columns": {"person": "id", "case": "case", "count": "count", "transaction": "incident"},
    })  # fmt: skip
    (read,) = read_flat_csv([file], mapping).persons
    assert [one.transaction for one in read.cases[0].charges] == ["A", "A", UNKNOWN]


def test_a_transaction_is_an_answer() -> None:
    somebody = person(count(2001), count(2002))
    changed, refused = apply_answers(
        somebody, [AnswerRow("f", 2, "fabricated", "transaction", "Case A  1", charge="2")], {}
    )
    assert refused == ()
    assert [charge.transaction for _, charge in changed.charges] == [UNKNOWN, "Case A 1"]


def test_the_same_phrase_asked_of_two_records_are_two_questions() -> None:
    """With a limit, `this conviction` is one record or another; what is unknown for one is not told by the other."""
    text = limited(f"at most 1 felony conviction of a person, the earliest date of conviction first; {OVER}")
    text = text.replace("if the conviction is a felony;", "if the person has no other conviction in any jurisdiction before the "
                        "date of this conviction;")  # fmt: skip
    found = decide(text, person(count(2001)))
    assert found[0].outcome == "Set Aside"


def test_rule_errors_are_raised() -> None:
    with pytest.raises(RuleError):
        load_text(statute('\nLimit "x" on "y": at most 2 convictions of a person; ' + OVER + ".\n"))
