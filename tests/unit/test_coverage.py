"""Which provisions scenarios made true and false. All rules and people are fabricated."""

# ruff: noqa: D103
from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cmr_rules import Coverage, coverage, load, load_text
from cmr_rules.cli.app import commands
from cmr_rules.engine import available

HEAD = """\
{kind} "Example (not law)".
Jurisdiction: California.
Authority: HS 11361.8.
{before}
Outcomes, most favorable first:
  Dismissal, "Dismissed";
  Redesignation, "Redesignated";
  No Relief, "Not eligible".

{kind} covers each conviction in California{covers}.

"""

STEPS = """\
Decide by the first of these that applies:
  (1) No Relief, if the date of conviction is on or after November 9, 2016;
  (2) Dismissal, if all of the following are true:
      (A) the offense is HS 11358; and
      (B) any of the following is true:
          (i) the conviction is not a felony; or
          (ii) the person has more than 1 conviction;
  (3) Redesignation, if the offense is HS 11359;
  (4) No Relief, otherwise.

"""

RULE = """\
Rule "small" [HS 11361.8(e)]:
  A conviction receives Dismissal if all of the following are true:
    (a) the offense is HS 11358; and
    (b) the number of plants is at most 6;
  unless any of the following is true:
    (c) the person has a conviction for PC 187; or
    (d) the person is deceased.

Otherwise a conviction receives No Relief.

"""


def text(body: str, *scenarios: str, kind: str = "Policy", before: str = "", covers: str = "") -> str:
    head = HEAD.replace("{kind} covers", f"This {kind.lower()} covers").format(kind=kind, before=before, covers=covers)
    return head + body + "\n".join(scenarios)


def of_steps(*scenarios: str) -> Coverage:
    return coverage(load_text(text(STEPS, *scenarios)))


def of_rules(*scenarios: str, body: str = RULE, before: str = "", covers: str = "") -> Coverage:
    return coverage(load_text(text(body, *scenarios, kind="Statute", before=before, covers=covers)))


def scenario(conviction: str, *expected: str, others: tuple[str, ...] = (), person: str = "") -> str:
    """A scenario about one conviction; *others* are convictions of the same person."""
    told = [conviction, *others]
    items = "\n".join(
        f"    ({number}) a {one}{'.' if number == len(told) else ';' if number < len(told) - 1 else '; and'}"
        for number, one in enumerate(told, 1)
    )
    expectations = "\n".join(f"  On July 1, 2019, conviction (1) {one}." for one in expected)
    return (
        f'Scenario "{conviction} and {len(others)} others {person}".\n'
        f"  A person born March 14, 1960{person} has:\n{items}\n{expectations}\n"
    )


def made(found: Coverage) -> dict[str, tuple[int, int]]:
    return {one.title: (one.made_true, one.made_false) for one in found.provisions}


def gaps(found: Coverage) -> dict[str, tuple[bool, ...]]:
    return {one.title: one.lacks for one in found.gaps}


def felony(offense: str = "HS 11358", day: str = "May 12, 2009", more: str = "") -> str:
    return f"felony conviction in Yolo County for {offense} on {day}{more}"


LATE = scenario(felony(day="May 12, 2018"), "receives No Relief")
ALONE = scenario(felony(), "receives No Relief")
TWICE = scenario(felony(), "receives Dismissal", others=(felony(),))
MISDEMEANOR = scenario("misdemeanor conviction in Yolo County for HS 11358 on May 12, 2009", "receives Dismissal")
OTHER = scenario(felony("HS 11359"), "receives Redesignation")


class TestSteps:
    def test_nothing_is_missing_where_every_side_was_seen(self) -> None:
        found = of_steps(LATE, ALONE, TWICE, MISDEMEANOR, OTHER)
        assert found.gaps == ()
        assert made(found) == {
            "step (1)": (1, 4), "step (2)": (2, 2), "(2)(A)": (3, 1), "(2)(B)": (2, 2), "(2)(B)(i)": (1, 3),
            "(2)(B)(ii)": (1, 3), "step (3)": (1, 1), "step (4)": (1, 0),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("left_out", "expected"),
        [
            (LATE, {"step (1)": (True,)}),
            (ALONE, {"step (3)": (False,), "step (4)": (True,)}),
            (TWICE, {"(2)(B)(ii)": (True,)}),
            (MISDEMEANOR, {"(2)(B)(i)": (True,)}),
            (OTHER, {"(2)(A)": (False,), "step (3)": (True,)}),
        ],
    )
    def test_what_one_scenario_alone_showed_is_exactly_the_gap(
        self, left_out: str, expected: dict[str, tuple[bool, ...]]
    ) -> None:
        found = of_steps(*(one for one in (LATE, ALONE, TWICE, MISDEMEANOR, OTHER) if one != left_out))
        assert gaps(found) == expected

    def test_steps_after_the_one_that_applied_were_not_asked(self) -> None:
        found = of_steps(LATE)
        assert made(found)["step (1)"] == (1, 0)
        assert {pair for title, pair in made(found).items() if title != "step (1)"} == {(0, 0)}

    def test_an_item_counts_though_its_sibling_decided(self) -> None:
        assert made(of_steps(OTHER))["(2)(B)(ii)"] == (0, 1)
        assert made(of_steps(MISDEMEANOR))["(2)(B)(ii)"] == (0, 1)

    def test_what_stands_in_a_step_that_nobody_reaches_is_left_to_the_step(self) -> None:
        assert gaps(of_steps(LATE)) == {
            "step (1)": (False,), "step (2)": (True, False), "step (3)": (True, False), "step (4)": (True,),
        }  # fmt: skip

    def test_what_is_definite_counts_where_the_decision_needs_review(self) -> None:
        unknown = scenario("conviction in Yolo County for HS 11358 on May 12, 2009", "needs review")
        found = made(of_steps(unknown))
        assert found["step (1)"] == (0, 1)
        assert found["(2)(A)"] == (1, 0)
        assert found["(2)(B)(i)"] == found["step (2)"] == (0, 0)
        assert found["(2)(B)(ii)"] == (0, 1)
        assert found["step (3)"] == (0, 1)
        assert found["step (4)"] == (0, 0)

    def test_only_the_record_of_the_expectation_counts(self) -> None:
        found = of_steps(scenario(felony(), "receives Dismissal", others=(felony(day="May 12, 2018"),)))
        assert made(found)["step (1)"] == (0, 1)

    def test_each_expectation_counts_once(self) -> None:
        twice = scenario(felony(), "receives Dismissal", "receives Dismissal", others=(felony(),))
        assert made(of_steps(twice))["step (2)"] == (2, 0)

    def test_places_are_those_of_the_file(self) -> None:
        lines = text(STEPS).splitlines()
        for one in of_steps().provisions:
            label = one.title.replace("step ", "")
            assert lines[one.line - 1].lstrip().startswith(label[label.rindex("(") :])
        assert {one.file for one in of_steps().provisions} == {"<text>"}

    def test_a_step_that_an_option_skips_was_not_asked(self) -> None:
        body = STEPS.replace(
            "more than 1 conviction", "a conviction after the day that is the Gap before the review date"
        )
        option = "Option Gap: between 1 year and 15 years, normally 5 years, or off.\n"
        one = scenario(felony("HS 11357"), "receives No Relief").replace("2019, conv", "2019, with Gap off, conv")
        found = coverage(load_text(text(body, one, before=option)))
        assert made(found)["step (1)"] == (0, 1)
        assert made(found)["step (2)"] == (0, 0)
        assert made(found)["step (3)"] == (0, 1)


class TestRules:
    SMALL = scenario(felony(more=", whose number of plants is 6"), "receives Dismissal")
    LARGE = scenario(felony(more=", whose number of plants is 7"), "receives No Relief")
    UNLIKE = scenario(felony("HS 11359", more=", whose number of plants is 6"), "receives No Relief")
    KILLED = scenario(felony(more=", whose number of plants is 6"), "receives No Relief", others=(felony("PC 187"),))
    DIED = scenario(
        felony(more=", whose number of plants is 6"), "receives No Relief", person=", who died on May 2, 2018,"
    )

    def test_nothing_is_missing_where_every_side_was_seen(self) -> None:
        found = of_rules(self.SMALL, self.LARGE, self.UNLIKE, self.KILLED, self.DIED)
        assert found.gaps == ()
        assert made(found) == {
            'rule "small"': (3, 2), 'rule "small" (a)': (4, 1), 'rule "small" (b)': (4, 1),
            'rule "small", unless': (2, 1), 'rule "small" (c)': (1, 2), 'rule "small" (d)': (1, 2),
            "`Otherwise`": (4, 0),
        }  # fmt: skip

    def test_an_exception_that_no_scenario_meets_is_a_gap(self) -> None:
        assert gaps(of_rules(self.SMALL, self.LARGE, self.UNLIKE, self.KILLED)) == {'rule "small" (d)': (True,)}

    def test_an_exception_is_not_asked_where_its_rule_does_not_apply(self) -> None:
        found = made(of_rules(self.LARGE, self.UNLIKE))
        assert found['rule "small", unless'] == found['rule "small" (c)'] == (0, 0)

    def test_an_unknown_answer_counts_for_neither_side(self) -> None:
        found = of_rules(scenario(felony(), "needs review"))
        assert made(found)['rule "small" (b)'] == (0, 0)
        assert gaps(found)['rule "small" (a)'] == (False,)
        assert 'rule "small" (b)' not in gaps(found)
        assert gaps(found)['rule "small"'] == (True, False)

    def test_a_presumption_makes_nothing_definite(self) -> None:
        body = (
            "Few means that the number of plants is at most 6.\n\nIf Few is unknown, it is presumed true [HS 11361.8(f)].\n\n"
            'Rule "few" [HS 11361.8(e)]:\n  A conviction receives Dismissal if Few is true.\n\n'
            "Otherwise a conviction receives No Relief.\n\n"
        )
        presumed = scenario(felony(), "receives Dismissal, presumed")
        assert made(of_rules(presumed, body=body)) == {"Few": (0, 0), 'rule "few"': (0, 0), "`Otherwise`": (0, 0)}

    def test_what_is_not_covered_was_not_asked(self) -> None:
        found = of_rules(
            scenario(felony("PC 459"), "is not covered"), covers=" for HS 11358 for which Local is true",
            before="Local means that the conviction is in Yolo County.\n",
        )  # fmt: skip
        assert {title: pair for title, pair in made(found).items() if pair != (0, 0)} == {"Local": (1, 0)}


class TestTerms:
    GRADE = """\
Grade Today means the first of these that applies:
  (1) misdemeanor, if any of the following is true:
      (A) the offense is HS 11358; or
      (B) the offense is HS 11359;
  (2) infraction, if Minor is true;
  (3) felony, otherwise.

Minor means that the offense is HS 11357.

Rule "lesser" [HS 11361.8(e)]:
  A conviction receives Redesignation if Grade Today is less serious than the level of the conviction.

Otherwise a conviction receives No Relief.

"""

    def test_cases_are_asked_up_to_the_one_that_applies(self) -> None:
        found = of_rules(scenario(felony(), "receives Redesignation"), body=self.GRADE)
        assert made(found) == {
            "Grade Today (1)": (1, 0), "Grade Today (1)(A)": (1, 0), "Grade Today (1)(B)": (0, 1),
            "Grade Today (2)": (0, 0), "Grade Today (3)": (0, 0), "Minor": (0, 0),
            'rule "lesser"': (1, 0), "`Otherwise`": (0, 0),
        }  # fmt: skip

    def test_the_last_case_needs_only_to_be_reached(self) -> None:
        offenses = ("HS 11358", "HS 11359", "HS 11357", "PC 459")
        verdicts = ("Redesignation", "Redesignation", "Redesignation", "No Relief")
        told = [scenario(felony(one), f"receives {verdict}") for one, verdict in zip(offenses, verdicts, strict=True)]
        assert of_rules(*told, body=self.GRADE).gaps == ()
        assert gaps(of_rules(*told[:-1], body=self.GRADE)) == {
            "Grade Today (2)": (False,), "Grade Today (3)": (True,), "Minor": (False,), 'rule "lesser"': (False,),
            "`Otherwise`": (True,),
        }  # fmt: skip

    def test_a_condition_is_asked_of_the_records_that_a_phrase_counts(self) -> None:
        body = (
            "Grave means that any of the following is true:\n  (1) the offense is PC 187; or\n"
            "  (2) the conviction is a felony.\n\n"
            'Rule "none" [HS 11361.8(e)]:\n'
            "  A conviction receives Dismissal if the person has no other conviction for which Grave is true.\n\n"
            "Otherwise a conviction receives No Relief.\n\n"
        )
        one = scenario(felony(), "receives No Relief", others=(felony("PC 187"),))
        assert made(of_rules(one, body=body))["Grave (1)"] == (1, 0)
        assert made(of_rules(one, body=body))["Grave (2)"] == (1, 0)

    def test_a_case_that_only_a_derivation_asks_is_asked(self) -> None:
        body = (
            "Length Served means the first of these that applies:\n  (1) 1 year, if the conviction is not a felony;\n"
            "  (2) 3 years, otherwise.\n\n"
            "If the end of sentence is not recorded, it is the day that is Length Served after the date of conviction\n"
            "  [HS 11361.8(e)].\n\n"
            'Rule "over" [HS 11361.8(e)]:\n'
            "  A conviction receives Dismissal if the end of sentence is before the review date.\n\n"
            "Otherwise a conviction receives No Relief.\n\n"
        )
        lacking = scenario(felony(), "receives Dismissal")
        recorded = scenario(felony(more=", whose end of sentence is May 1, 2012"), "receives Dismissal")
        assert made(of_rules(lacking, body=body))["Length Served (1)"] == (0, 1)
        assert made(of_rules(lacking, body=body))["Length Served (2)"] == (1, 0)
        assert made(of_rules(recorded, body=body))["Length Served (1)"] == (0, 0)

    def test_an_entry_of_a_list_of_offenses_is_no_item(self) -> None:
        body = (
            "Grave Offense means any of the following offenses:\n  (1) PC 187; or\n  (2) PC 269.\n\n"
            'Rule "grave" [HS 11361.8(e)]:\n  A conviction receives No Relief if the offense is a Grave Offense.\n\n'
            "Otherwise a conviction receives Dismissal.\n\n"
        )
        assert set(made(of_rules(body=body))) == {'rule "grave"', "`Otherwise`"}


class TestReadings:
    OPEN = """\
Grave Prior is an open question:
  (1) reading "before": the person has a conviction for PC 187 before the date of this conviction;
  (2) reading "ever": the person has a conviction for PC 187.

Rule "none" [HS 11361.8(e)]:
  A conviction receives Dismissal if Grave Prior is not true.

Otherwise a conviction receives No Relief.

"""

    def later(self, verdict: str, read: str = "") -> str:
        one = scenario(felony(), verdict, others=(felony("PC 187", "May 12, 2010"),))
        return one.replace("2019, conv", f'2019, with Grave Prior read as "{read}", conv') if read else one

    def test_every_reading_is_asked_and_where_they_differ_the_question_is_open(self) -> None:
        assert made(of_rules(self.later("needs review"), body=self.OPEN)) == {
            "Grave Prior": (0, 0), "Grave Prior (1)": (0, 1), "Grave Prior (2)": (1, 0), 'rule "none"': (0, 0),
            "`Otherwise`": (0, 0),
        }  # fmt: skip

    def test_what_is_definite_under_the_reading_of_the_scenario_counts(self) -> None:
        found = made(of_rules(self.later("receives Dismissal", "before"), body=self.OPEN))
        assert found["Grave Prior"] == (0, 1)
        assert found['rule "none"'] == (1, 0)
        found = made(of_rules(self.later("receives No Relief", "ever"), body=self.OPEN))
        assert found["Grave Prior"] == (1, 0)
        assert found["`Otherwise`"] == (1, 0)

    def test_how_a_value_is_read_is_nothing_that_a_record_makes_true(self) -> None:
        body = (
            'Gap is an open question:\n  (1) reading "long": 10 years;\n  (2) reading "short": 5 years.\n\n'
            'Rule "old" [HS 11361.8(e)]:\n  A conviction receives Dismissal if the date of conviction was at least the Gap '
            "before the review date.\n\nOtherwise a conviction receives No Relief.\n\n"
        ).replace("at least the Gap", "at least Gap")
        old = scenario(felony(), "receives Dismissal")
        assert made(of_rules(old, body=body)) == {'rule "old"': (1, 0), "`Otherwise`": (0, 0)}


class TestWhatIsNeverFalse:
    def test_a_version_needs_only_to_be_in_force(self) -> None:
        body = (
            "Gap means the version in force on the review date:\n  (1) from January 1, 2010 through June 30, 2019: 10 years;\n"
            "  (2) from July 1, 2019: 5 years.\n\n"
            'Rule "old" [HS 11361.8(e)]:\n  A conviction receives Dismissal if the date of conviction was at least Gap before '
            "the review date.\n\nOtherwise a conviction receives No Relief.\n\n"
        )
        after = scenario(felony(day="May 12, 2012"), "receives Dismissal")
        assert made(of_rules(after, body=body))["Gap (2)"] == (1, 0)
        assert gaps(of_rules(after, body=body)) == {
            "Gap (1)": (True,), 'rule "old"': (False,), "`Otherwise`": (True,)
        }  # fmt: skip
        before = scenario(felony(day="May 13, 2012"), "receives No Relief").replace("July 1, 2019", "June 30, 2019")
        assert of_rules(after, before, body=body).gaps == ()

    def test_never_and_always_are_no_provisions(self) -> None:
        body = (
            'Counts is an open question:\n  (1) reading "no": never;\n'
            '  (2) reading "yes": always;\n'
            '  (3) reading "long ago": the date of conviction is before January 1, 2000.\n\n'
            'Rule "any" [HS 11361.8(e)]:\n  A conviction receives Dismissal if Counts is true.\n\n'
            "Otherwise a conviction receives No Relief.\n\n"
        )
        found = of_rules(scenario(felony(), "needs review"), body=body)
        assert not {"Counts (1)", "Counts (2)"} & set(made(found))
        assert {title for title in gaps(found) if title.startswith("Counts (")} == {"Counts (3)"}


DEFINITIONS = """\
Definitions "Example terms (not law)".
Jurisdiction: California.

Grave means that any of the following is true:
  (1) the offense is PC 187; or
  (2) the conviction is a felony.
"""


def write(folder: Path) -> None:
    (folder / "terms.statute").write_text(DEFINITIONS, encoding="utf-8")
    rule = 'Rule "grave" [HS 11361.8(e)]:\n  A conviction receives No Relief if Grave is true.\n\n'
    body = rule + "Otherwise a conviction receives Dismissal.\n\n"
    one = scenario(felony(), "receives No Relief")
    (folder / "user.statute").write_text(
        text(body, one, kind="Statute", before='Use "terms".\n'), encoding="utf-8"
    )  # fmt: skip


class TestUsedFiles:
    def test_a_term_counts_for_its_own_file(self, tmp_path: Path) -> None:
        write(tmp_path)
        found = coverage(load("user", path=[tmp_path]))
        assert set(made(found)) == {'rule "grave"', "`Otherwise`"}
        assert [(one.file, one.title, one.made_true, one.made_false) for one in found.used] == [
            ("terms", "Grave", 1, 0), ("terms", "Grave (1)", 0, 1), ("terms", "Grave (2)", 1, 0),
        ]  # fmt: skip

    def test_definitions_decide_nothing_and_have_no_gap_of_their_own(self, tmp_path: Path) -> None:
        write(tmp_path)
        found = coverage(load("terms", path=[tmp_path]))
        assert not found.decides
        assert found.gaps == ()
        assert [one.lacks for one in found.provisions] == [(True, False)] * 3


def call(*words: object) -> Result:
    return CliRunner().invoke(commands, ["test", *map(str, words)], catch_exceptions=False)


class TestCommand:
    def test_a_gap_is_printed_with_its_line_and_is_no_failure(self, tmp_path: Path) -> None:
        file = tmp_path / "example.statute"
        file.write_text(text(STEPS, LATE, ALONE, TWICE, OTHER), encoding="utf-8")
        result = call(file)
        assert result.exit_code == 0
        assert result.output == (
            f"{file}: 4 of 4 scenarios passed (4 expectations)\n"
            "  1 gap in what the scenarios cover:\n"
            "    line 17: no scenario made (2)(B)(i) true\n"
        )
        assert call(file, "--require-coverage").exit_code == 1

    def test_nothing_is_said_where_there_is_no_gap(self, tmp_path: Path) -> None:
        file = tmp_path / "example.statute"
        file.write_text(text(STEPS, LATE, ALONE, TWICE, MISDEMEANOR, OTHER), encoding="utf-8")
        result = call(file, "--require-coverage")
        assert result.exit_code == 0
        assert "gap" not in result.output

    def test_the_table_has_every_provision(self, tmp_path: Path) -> None:
        file = tmp_path / "example.statute"
        file.write_text(text(STEPS, LATE, ALONE, TWICE, OTHER), encoding="utf-8")
        rows = [line.split() for line in call(file, "--coverage").output.splitlines()]
        assert ["17", "(2)(B)(i)", "0", "3", "never", "true"] in rows
        assert ["20", "step", "(4)", "1"] in rows

    def test_a_step_that_no_scenario_reaches_says_so(self, tmp_path: Path) -> None:
        file = tmp_path / "example.statute"
        file.write_text(text(STEPS, LATE), encoding="utf-8")
        output = call(file).output
        assert "line 14: no scenario made step (2) true or false" in output
        assert "line 20: no scenario comes to step (4)" in output
        assert "(2)(A)" not in output

    def test_a_file_without_scenarios_is_one_line(self, tmp_path: Path) -> None:
        file = tmp_path / "example.statute"
        file.write_text(text(STEPS), encoding="utf-8")
        result = call(file, "--require-coverage")
        assert result.exit_code == 1
        assert result.output == f"{file}: there are no scenarios\n  no scenario covers any of its 8 provisions\n"

    def test_definitions_say_who_covers_them(self, tmp_path: Path) -> None:
        write(tmp_path)
        result = call("terms", "--path", tmp_path, "--require-coverage")
        assert result.exit_code == 0
        assert "the scenarios of the files that use it cover its 3 provisions" in result.output


class TestBundled:
    NAMES = tuple(found.name for found in available())

    @pytest.mark.parametrize("name", NAMES)
    def test_the_scenarios_leave_no_gap(self, name: str) -> None:
        found = coverage(load(name))
        assert [f"line {one.line}: {one.title} lacks {one.lacks}" for one in found.gaps] == []

    def test_what_definitions_mean_is_shown_by_the_files_that_use_them(self) -> None:
        shown: dict[tuple[str, str], set[bool]] = {}
        wanted: dict[tuple[str, str], set[bool]] = {}
        for name in self.NAMES:
            found = coverage(load(name))
            for one in found.used:
                shown.setdefault((one.file, one.title), set()).update({True, False} - set(one.lacks))
            if not found.decides:
                wanted |= {(name, one.title): {True, False} for one in found.provisions}
        assert {key for key, answers in wanted.items() if not answers <= shown.get(key, set())} == set()
