"""The statewide configurable policy against the program of 2019, on fabricated files."""

# ruff: noqa: D103
from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from cmr_rules import load
from cmr_rules.engine import run_scenarios
from tests.conformance.compare_pilots import AS_OF, Comparison, Policy, compare, main, read_sides
from tests.conformance.configurable import Chosen, configurable, years_on
from tests.conformance.edges import edges, fabricated_row
from tests.conformance.pilot_oracle import DISMISSAL, REDUCTION, Answer, pilot_answers

SHIPPED = Chosen(("11357", "11358"), ("11359", "11360"), young=True, age=57, since=10, only=True, deceased=True)
EVERYTHING = Chosen(("11357",), ("11359",), young=True, age=50, since=12, free=5, only=True, deceased=True)
FREE = Chosen((), ("11358", "11360"), free=5)
YOUNG = Chosen((), (), young=True, age=57)
SINCE = Chosen((), ("11360",), since=5)
ONLY = Chosen((), ("11359",), only=True, deceased=True)
NOTHING = Chosen()
CHOICES = {"shipped": SHIPPED, "everything": EVERYTHING, "free": FREE, "young": YOUNG, "since": SINCE, "only": ONLY,
           "nothing": NOTHING}  # fmt: skip


def policy(chosen: Chosen) -> Policy:
    return Policy("configurable_flow", "ca/policies/configurable", "SACRAMENTO", configurable(chosen))


def whole(path: Path, chosen: Chosen, as_of: date) -> Comparison:
    asked = policy(chosen)
    sides = read_sides(path, asked, as_of)
    return compare(sides, pilot_answers(sides.rows, asked.county, as_of, asked.flow), asked, as_of)


def a_row(**fields: str) -> tuple[str, ...]:
    usual = {
        "SUBJECT_ID": "1", "PRI_DOB": "19900314", "STP_EVENT_DATE": "20180504", "STP_TYPE_DESCR": "COURT ACTION",
        "STP_ORI_CNTY_NAME": "SACRAMENTO", "CNT_ORDER": "001001001000", "OFFENSE_DESCR": "11359 HS-SALE",
        "DISP_DESCR": "CONVICTED-JAIL", "CONV_STAT_DESCR": "FELONY",
    }  # fmt: skip
    return fabricated_row(**{**usual, **fields})


def compared(folder: Path, chosen: Chosen, *rows: tuple[str, ...], as_of: date = AS_OF) -> Comparison:
    path = folder / "fabricated.csv"
    path.write_text("".join(",".join(row) + "\n" for row in rows), encoding="utf-8")
    return whole(path, chosen, as_of)


OTHER = a_row(CNT_ORDER="002001001000", OFFENSE_DESCR="459 PC-BURGLARY", STP_ORI_CNTY_NAME="YOLO")


@pytest.mark.parametrize("chosen", CHOICES.values(), ids=CHOICES)
@pytest.mark.parametrize(("seed", "as_of"), [(1, AS_OF), (2, date(2020, 2, 29)), (3, date(2021, 2, 28))])
def test_every_difference_has_a_name(tmp_path: Path, chosen: Chosen, seed: int, as_of: date) -> None:
    path = tmp_path / "edges.csv"
    path.write_bytes(b"".join(edges(400, seed, as_of, "SACRAMENTO")))
    result = whole(path, chosen, as_of)
    assert result.expected > 100
    assert [(one.theirs, one.ours) for one in result.unnamed] == []
    assert set(result.kinds) - {"a blank determination"}


@pytest.mark.parametrize(
    ("seed", "as_of"), [(1, AS_OF), (2, date(2020, 2, 29)), (3, date(2020, 3, 1)), (4, date(2021, 2, 28))]
)
@pytest.mark.parametrize("chosen", CHOICES.values(), ids=CHOICES)
def test_clean_rows_on_every_boundary_agree(tmp_path: Path, chosen: Chosen, seed: int, as_of: date) -> None:
    """Dates within two days of each boundary, births on February 29 among them, deaths, other counties."""
    rows = list(_clean(250, seed, as_of))
    result = compared(tmp_path, chosen, *rows, as_of=as_of)
    allowed = {"a blank determination"}
    if (as_of.month, as_of.day) == (2, 29):
        allowed.add("years before February 29: the program goes on to March 1")
    assert result.unnamed == ()
    assert set(result.kinds) <= allowed
    assert result.expected > 200
    assert result.agreed + len(result.differences) == result.expected


def _clean(people: int, seed: int, as_of: date) -> list[tuple[str, ...]]:
    chance = Random(seed)
    rows = []
    for number in range(people):
        born = chance.choice((date(1960, 3, 14), date(1984, 2, 29), years_on(as_of, -57) + _near(chance),
                              years_on(as_of, -50) + _near(chance), date(1988, 2, 29)))  # fmt: skip
        for count in range(1, chance.randint(2, 4)):
            day = chance.choice((
                years_on(as_of, -5) + _near(chance), years_on(as_of, -10) + _near(chance),
                years_on(as_of, -12) + _near(chance), years_on(born, 21) + _near(chance), date(2016, 2, 29),
            ))  # fmt: skip
            if day > as_of or day < born:
                day = date(2016, 11, 9)
            rows.append(a_row(
                SUBJECT_ID=str(number), PRI_DOB=f"{born:%Y%m%d}", STP_EVENT_DATE=f"{day:%Y%m%d}",
                CNT_ORDER=f"{count:03}001001000", STP_ORI_CNTY_NAME=chance.choice(("SACRAMENTO",) * 5 + ("YOLO",)),
                OFFENSE_DESCR=chance.choice(("11357(A) HS-POSSESS", "11358 HS-CULTIVATE", "11359 HS-SALE", "11360(A) HS-SELL",
                                             "664/11359 HS-ATT", "182/11360 HS-CONSP", "459 PC-BURGLARY", "11364 HS-PIPE")),
                CONV_STAT_DESCR=chance.choice(("FELONY",) * 6 + ("MISDEMEANOR",)),
            ))  # fmt: skip
        if chance.random() < 0.2:
            rows.append(fabricated_row(SUBJECT_ID=str(number), PRI_DOB=f"{born:%Y%m%d}", STP_TYPE_DESCR="DECEASED",
                                       STP_EVENT_DATE=f"{as_of:%Y%m%d}", CNT_ORDER="009001000000"))  # fmt: skip
    return rows


def _near(chance: Random) -> timedelta:
    return timedelta(days=chance.randint(-2, 2))


@pytest.mark.parametrize(
    ("kind", "chosen", "fields"),
    [
        ("a blank determination", NOTHING, {}),
        ("a missing date read as the year 1", SINCE, {"STP_EVENT_DATE": ""}),
        ("a partial date read as the year 1", SINCE, {"STP_EVENT_DATE": "20140000"}),
        ("an impossible date read as the year 1", SINCE, {"STP_EVENT_DATE": "20160230"}),
        ("a date of birth that is missing or impossible, read as the year 1", Chosen((), (), age=57), {"PRI_DOB": ""}),
        ("charge cut at the hyphen", SHIPPED, {"OFFENSE_DESCR": "664-11359 HS-ATT"}),
        ("11357.5 read as 11357", SHIPPED, {"OFFENSE_DESCR": "11357.5 HS-SPICE"}),
        ("a level in lower case or with a blank", SHIPPED, {"CONV_STAT_DESCR": "FELONY "}),
        ("a county in another spelling", SHIPPED, {"STP_ORI_CNTY_NAME": "Sacramento"}),
        ("a charge that cannot be read in one way", SHIPPED, {"OFFENSE_DESCR": "11357/11358 HS-TWO"}),
    ],
)  # fmt: skip
def test_a_difference_is_named_after_what_stands_in_the_row(
    tmp_path: Path, kind: str, chosen: Chosen, fields: dict[str, str]
) -> None:
    result = compared(tmp_path, chosen, a_row(**fields), *(() if "PRI_DOB" in fields else (OTHER,)))
    named = Counter(part for one in result.differences for part in (one.kind or "NO KIND").split(" + "))
    assert named[kind] == 1
    assert "NO KIND" not in named


@pytest.mark.parametrize(
    ("chosen", "fields", "expected"),
    [
        (YOUNG, {"STP_EVENT_DATE": "20110313"}, (DISMISSAL, "21 years or younger")),
        (YOUNG, {"STP_EVENT_DATE": "20110314"}, ("", "")),
        (YOUNG, {"STP_EVENT_DATE": ""}, (DISMISSAL, "21 years or younger")),
        (SINCE, {"STP_EVENT_DATE": "20141111"}, (DISMISSAL, "Conviction occurred 5 or more years ago")),
        (SINCE, {"STP_EVENT_DATE": "20141112"}, ("", "")),
        (SHIPPED, {}, (REDUCTION, "Reduce all HS 11359 convictions")),
        (SHIPPED, {"OFFENSE_DESCR": "11358 HS"}, (DISMISSAL, "Dismiss all HS 11358 convictions")),
        (SHIPPED, {"STP_ORI_CNTY_NAME": "YOLO"}, None),
    ],
)
def test_the_program_decides_by_its_table(chosen: Chosen, fields: dict[str, str], expected: Answer) -> None:
    from tests.conformance.pilot_oracle import PilotRow

    rows = [PilotRow(line, row) for line, row in enumerate((a_row(**fields), OTHER), 1)]
    assert pilot_answers(rows, "SACRAMENTO", AS_OF, configurable(chosen))[1] == expected


def test_the_scenarios_reach_every_step_and_an_option_that_is_off() -> None:
    program = load("ca/policies/configurable")
    results = run_scenarios(program)
    assert [one.message for one in results if not one.passed] == []
    told = {e.because.value for s in program.law.scenarios for e in s.expectations if e.because}
    told |= {e.outcome.text for s in program.law.scenarios for e in s.expectations if e.outcome}
    filled = {"{section}": "HS 11359", "{Age Threshold}": "57 years", "{number of Years Since Conviction}": "10",
              "{Crime-Free Years}": "5 years"}  # fmt: skip
    for step in program.law.steps:
        reason = step.reason or step.outcome.name
        for place, value in filled.items():
            reason = reason.replace(place, value)
        assert reason in told


def test_the_command_reads_the_options_beside_the_case_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "configurable_flow_input.csv").write_text(",".join(a_row()) + "\n", encoding="utf-8")
    (tmp_path / "configurable_flow_options.json").write_text(
        '{"baselineEligibility": {"dismiss": ["11357"], "reduce": ["11359"]}, "additionalRelief": {}}', encoding="utf-8"
    )
    (tmp_path / "configurable_flow_expected.csv").write_text(
        f"row_index,expects_decision,determination,reason\n0,1,{REDUCTION},Reduce all HS 11359 convictions\n",
        encoding="utf-8",
    )
    assert main([str(tmp_path)]) == 0
    assert "configurable_flow: 1 rows, 1 decisions due, 1 agree, 0 differ" in capsys.readouterr().out
