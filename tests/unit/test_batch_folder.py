"""Folders and files appear whole or not at all."""

# ruff: noqa: D103
from __future__ import annotations

from pathlib import Path

import pytest

from cmr_rules.batch.faults import RunError
from cmr_rules.batch.folder import check_output, new_folder, write_whole


def test_a_folder_appears_when_it_is_complete(tmp_path: Path) -> None:
    with new_folder(tmp_path / "out") as work:
        (work / "summary.json").write_text("{}")
        assert not (tmp_path / "out").exists()
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "summary.json").read_text() == "{}"


@pytest.mark.parametrize("fault", [KeyboardInterrupt, OSError, ValueError])
def test_nothing_stays_after_a_fault(tmp_path: Path, fault: type[BaseException]) -> None:
    with pytest.raises(fault), new_folder(tmp_path / "out") as work:  # noqa: PT012  # the fault comes late
        (work / "decisions.csv").write_text("half")
        raise fault
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_replaced_whole_and_comes_back_if_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "summary.json").write_text("old")
    with new_folder(out) as work:
        (work / "summary.json").write_text("new")
    assert (out / "summary.json").read_text() == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]

    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if target == out and self.name != "was":
            raise OSError
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError), new_folder(out) as work:  # noqa: PT011  # any
        (work / "summary.json").write_text("newer")
    assert (out / "summary.json").read_text() == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["out"]


def test_what_would_be_lost_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "out"
    check_output(out, force=False)
    out.mkdir()
    with pytest.raises(RunError, match="exists already"):
        check_output(out, force=False)
    check_output(out, force=True)
    (out / "review.csv").write_text("person,fact,answer\n17,level,\n")
    check_output(out, force=True)
    with pytest.raises(RunError, match="stands in the folder"):
        check_output(out, force=True, used=(out / "review.csv",))
    (out / "review.csv").write_text("person,fact,answer\n17,level,felony\n")
    with pytest.raises(RunError, match="has answers"):
        check_output(out, force=True)
    (out / "review.csv").unlink()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(RunError, match="no run has written"):
        check_output(out, force=True)
    with pytest.raises(RunError, match="does not exist"):
        check_output(tmp_path / "no" / "out", force=False)
    with pytest.raises(RunError, match="not a folder"):
        check_output(out / "letter.txt", force=True)


def test_a_file_is_written_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.statute"
    write_whole(file, "first\n")
    file.chmod(0o640)
    write_whole(file, "second\n")
    assert file.read_text() == "second\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.statute"]
