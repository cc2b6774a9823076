"""A folder of results that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from cmr_rules.batch.faults import RunError
from cmr_rules.records.answers import AnswersError, read_answers

FILES = frozenset({"decisions.csv", "annotated.csv", "set_aside.csv", "review.csv", "summary.json", "lists"})
"""What a run writes; a folder that holds anything else is never replaced."""


def check_output(folder: Path, *, force: bool, used: Sequence[Path] = ()) -> None:
    """Refuse a folder that cannot be written, or whose replacement would lose work.

    Args:
        folder: The folder that the run is to make.
        force: Whether a folder that an earlier run made may be replaced.
        used: Files that the run reads; none may stand in the folder.

    Raises:
        RunError: With the reason.
    """
    check_parent(folder)
    if not os.path.lexists(folder):
        return
    if not force:
        raise RunError(f"`{folder}` exists already; choose another folder, or add --force to replace it")
    if folder.is_symlink() or not folder.is_dir():
        raise RunError(f"`{folder}` is not a folder, so it is not replaced")
    if any(entry.name not in FILES for entry in folder.iterdir()):
        raise RunError(f"`{folder}` holds files that no run has written, so it is not replaced")
    inside = next((path for path in used if folder.resolve() in path.resolve().parents), None)
    if inside is not None:
        raise RunError(f"`{inside}` stands in the folder that would be replaced; move it first")
    if _has_answers(folder / "review.csv"):
        raise RunError(f"`{folder / 'review.csv'}` has answers that would be lost; move it first")


def check_parent(path: Path) -> None:
    """Refuse a file or a folder whose own folder does not exist.

    Raises:
        RunError: If so.
    """
    if not path.parent.is_dir():
        raise RunError(f"the folder `{path.parent}` does not exist")


def _has_answers(review: Path) -> bool:
    if not review.exists():
        return False
    try:
        rows, _ = read_answers([review])
    except (AnswersError, OSError):
        return True
    return bool(rows)


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """Give a temporary folder beside *folder*, and rename it to *folder* if all went well; else leave nothing."""
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield work
        work.chmod(0o777 & ~_umask())
        _put_in_place(work, folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _put_in_place(work: Path, folder: Path) -> None:
    """Rename *work* to *folder*; a folder of that name steps aside first and comes back if the renaming fails."""
    if not folder.exists():
        work.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        folder.rename(old / "was")
        try:
            work.rename(folder)
        except BaseException:
            (old / "was").rename(folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_whole(path: Path, text: str) -> None:
    """Write a text file in UTF-8 so that at every moment it is either the old one or the new one.

    Raises:
        RunError: If the folder that it is to stand in does not exist.
        OSError: If it cannot be written.
    """
    target = path.resolve()
    check_parent(target)
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    work = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        work.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        work.replace(target)
    finally:
        work.unlink(missing_ok=True)
