"""The page about the clearance laws tells true lengths."""

from __future__ import annotations

from tests.conformance.measures import PAGE, names, page_with, rules_of, table


def test_the_table_of_the_page_is_what_the_files_are() -> None:
    """Run ``python -m tests.conformance.measures`` after a file has changed."""
    assert PAGE.read_text(encoding="utf-8") == page_with(table())


def test_rules_are_counted_without_what_stands_beside_them() -> None:
    """Quotations, notes, marks and scenarios are not rules."""
    text = (
        'Statute "x".\n\n> the law\n\n[Note: a note,\n  on two lines.]\nOld means HS 1  [Note: so.].\n'
        'Unverified: why, and\n  why.\nOtherwise a conviction receives No.\n\nScenario "x".\n  A person.\n'
    )
    assert rules_of(text) == ['Statute "x".', "Old means HS 1.", "Otherwise a conviction receives No."]


def test_every_file_has_a_page() -> None:
    """Each is named on a page of docs/statutes."""
    pages = "".join(page.read_text(encoding="utf-8") for page in PAGE.parent.glob("*.md") if page != PAGE)
    assert [name for name in names() if f"`{name}`" not in pages] == []
