"""Every code has its lesson, and the pages of the reference are current."""

# ruff: noqa: D103
import re
from itertools import pairwise
from pathlib import Path

import pytest

from cmr_rules.diagnostics.codes import CLOSING, LESSONS, PRELUDE, as_file, lesson
from cmr_rules.diagnostics.lesson import Lesson
from cmr_rules.diagnostics.pages import FOLDER, main, pages

CHECKOUT = Path(__file__).parents[1]
SOURCES = CHECKOUT / "src" / "cmr_rules"


def test_codes_are_unique_and_in_order() -> None:
    codes = [each.code for each in LESSONS]
    assert all(first < second for first, second in pairwise(codes))
    assert len({each.slug for each in LESSONS}) == len(LESSONS)


@pytest.mark.parametrize("each", LESSONS, ids=lambda each: each.code)
def test_a_lesson_is_well_formed(each: Lesson) -> None:
    assert re.fullmatch(r"CMR[1-6]\d\d", each.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", each.slug)
    assert not each.title.endswith(".")
    assert len(re.findall(r"[.?:)](?= |$)", each.lesson)) >= 2
    assert each.wrong.strip() != each.right.strip()
    assert lesson(each.code) is each


def test_every_code_that_the_program_reports_has_a_lesson() -> None:
    known = {each.code for each in LESSONS}
    for path in SOURCES.rglob("*.py"):
        for code in re.findall(r"\"(CMR\d{3})\"", path.read_text(encoding="utf-8")):
            assert code in known, f"{path.name} reports {code}, which has no lesson"


def test_a_fragment_becomes_a_file() -> None:
    assert as_file("A.\n", whole=True) == "A.\n"
    assert as_file("Super Strike means PC 187.\n", whole=False) == PRELUDE + "Super Strike means PC 187.\n" + CLOSING
    rule = 'Rule "a" [HS 1]:\n  A conviction receives Dismissal if the offense is HS 11357.\n'
    assert as_file(rule, whole=False) == PRELUDE + rule
    assert as_file('Scenario "x".\n', whole=False) == PRELUDE + CLOSING + '\nScenario "x".\n'


@pytest.mark.parametrize(("name", "text"), pages().items(), ids=lambda value: value[:20])
def test_pages_are_current(name: str, text: str) -> None:
    assert (CHECKOUT / FOLDER / name).read_text(encoding="utf-8") == text


def test_no_page_is_left_over() -> None:
    assert {path.name for path in (CHECKOUT / FOLDER).glob("*.md")} == set(pages())


def test_writing_removes_stale_pages(tmp_path: Path) -> None:
    (tmp_path / "CMR999-gone.md").write_text("old")
    main(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())
    assert f"{LESSONS[0].page}.md" in pages()
