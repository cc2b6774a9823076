"""The page of the worked people is what the files say."""

from __future__ import annotations

from tests.conformance.measures import names
from tests.conformance.worked_people import PAGE, page


def test_the_page_is_written_from_the_files() -> None:
    """Run ``python -m tests.conformance.worked_people`` after a file has changed."""
    assert PAGE.read_text(encoding="utf-8") == page()


def test_every_law_has_ten_people() -> None:
    """Lists of offenses have none."""
    parts = page().split("\n## `")[1:]
    people = {part.split("`")[0]: sum(line[2:3].isdigit() for line in part.splitlines()) for part in parts}
    laws = [name for name in names() if not name.endswith("/offenses")]
    assert {name: count for name, count in people.items() if count < 10} == {}
    assert sorted(people) == sorted(laws)
