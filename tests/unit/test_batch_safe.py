"""Cells of tables are never run by a spreadsheet."""

# ruff: noqa: D103
from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmr_rules.batch.safe import Safety, field_count, is_formula, split_end, without_mark


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", '"=1"', "  =1", "-", "--5", "＝1"])
def test_what_a_spreadsheet_may_run_is_a_formula(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize("text", ["", "5", "-5", "+5", "-5.25", "-.5", "-5%", '"-5"', "11357 HS", "A=B", "'=1", " x"])
def test_all_else_is_none(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize(
    ("row", "expected", "changed"),
    [
        (b"a,b,c", b"a,b,c", 0),
        (b"=1,b", b"'=1,b", 1),
        (b'a,"=1,2",-5', b'a,"\'=1,2",-5', 1),
        (b'a,"x,-y",b', b'a,"x,-y",b', 0),
        (b'a,"x ""-y""",@b', b'a,"x ""-y""",\'@b', 1),
        (b'5" KNIFE,-a', b"5\" KNIFE,'-a", 1),
        (b'a,"never closed,=b', b"a,\"never closed,'=b", 1),
        (b"\xff\xfe,=b", b"\xff\xfe,'=b", 1),
        (b"a, =b", b"a,' =b", 1),
        (b"\xef\xbc\x9d1,b", b"'\xef\xbc\x9d1,b", 1),
        (b"", b"", 0),
    ],
)
def test_only_such_cells_of_a_row_change(row: bytes, expected: bytes, changed: int) -> None:
    safety = Safety()
    assert safety.row(row) == expected
    assert safety.changed == changed


@given(st.lists(st.text(alphabet='ab=-+@", \t5', max_size=8), min_size=1, max_size=6))
def test_after_it_no_cell_can_be_run_and_the_rest_is_as_it_was(cells: list[str]) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    row = out.getvalue().encode()
    safety = Safety()
    after = next(csv.reader([safety.row(row).decode()]), [])
    if cells == [""]:
        return
    assert not any(map(is_formula, after))
    assert [
        cell.removeprefix("'") if is_formula(old) else cell for cell, old in zip(after, cells, strict=True)
    ] == cells
    assert safety.changed == sum(map(is_formula, cells))


@given(st.binary(max_size=60))
def test_any_bytes_are_taken_and_nothing_is_lost(row: bytes) -> None:
    safety = Safety()
    assert safety.row(row).replace(b"'", b"") == row.replace(b"'", b"")


def test_own_cells_are_counted_too() -> None:
    safety = Safety()
    assert safety.cell("=x") == "'=x"
    assert safety.cell("x") == "x"
    assert safety.changed == 1


def test_rows_come_apart() -> None:
    assert field_count(b'a,"b,c",d') == 3
    assert field_count(b"a,b,") == 3
    assert split_end(b"a\r\n") == (b"a", b"\r\n")
    assert split_end(b"a\n") == (b"a", b"\n")
    assert split_end(b"a") == (b"a", b"")
    assert without_mark(b"\xef\xbb\xbfa") == b"a"
