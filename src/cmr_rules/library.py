"""Where rule files are found: among the bundled ones, in folders of the user's, or at a path."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from attrs import frozen

from cmr_rules.diagnostics.diagnostic import Diagnostics
from cmr_rules.diagnostics.suggest import nearest
from cmr_rules.resources import bundled
from cmr_rules.source import Source, Span
from cmr_rules.syntax.parse import defined_words, used_files

SUFFIX = ".statute"
TABLE_SUFFIX = ".csv"
MOST_USED = 50
MOST_BYTES = 4_000_000


@frozen
class Found:
    """A rule file: the name that others use it by, where it stands, and whether it comes with the library."""

    name: str
    place: Traversable | Path
    is_bundled: bool

    @property
    def shown(self) -> str:
        """The name that messages give the file."""
        suffix = "" if self.name.endswith(TABLE_SUFFIX) else SUFFIX
        return f"statutes/{self.name}{suffix}" if self.is_bundled else str(self.place)


class NotFoundError(ValueError):
    """No rule file has that name, or several have."""


def available(path: Sequence[Path] = ()) -> tuple[Found, ...]:
    """Return every rule file that can be named, sorted by name."""
    found = [Found(name, place, is_bundled=True) for name, place in _walk(bundled("statutes"), "")]
    for folder in path:
        found += [
            Found(file.relative_to(folder).with_suffix("").as_posix(), file, is_bundled=False)
            for file in sorted(folder.rglob(f"*{SUFFIX}"))
        ]
    return tuple(sorted(found, key=lambda one: (one.name, not one.is_bundled)))


def _walk(folder: Traversable, prefix: str, suffix: str = SUFFIX) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _walk(entry, f"{prefix}{entry.name}/", suffix)
        elif entry.name.endswith(suffix):
            yield prefix + entry.name.removesuffix(SUFFIX), entry


def available_tables(path: Sequence[Path] = ()) -> tuple[Found, ...]:
    """Return every table that rules can name, sorted by name."""
    found = [Found(name, place, is_bundled=True) for name, place in _walk(bundled("statutes"), "", TABLE_SUFFIX)]
    for folder in path:
        found += [
            Found(file.relative_to(folder).as_posix(), file, is_bundled=False)
            for file in sorted(folder.rglob(f"*{TABLE_SUFFIX}"))
        ]
    return tuple(sorted(found, key=lambda one: (one.name, not one.is_bundled)))


def find_table(name: str, path: Sequence[Path] = ()) -> Found:
    """Return the table of that name, which ends in ``.csv``, among the bundled files and in the folders.

    Raises:
        NotFoundError: There is none, or the name stands in two places.
    """
    if not name.endswith(TABLE_SUFFIX):
        raise NotFoundError(f"a table is a file whose name ends in `{TABLE_SUFFIX}`, and `{name}` does not")
    hits = _named(name, path, "")
    if len(hits) > 1:
        places = ", ".join(hit.shown for hit in hits)
        raise NotFoundError(f"`{name}` stands in several places: {places}; rename one")
    if not hits:
        close = _close(name, [one.name for one in available_tables(path)])
        hint = f"; did you mean {' or '.join(f'`{one}`' for one in close)}?" if close else ""
        raise NotFoundError(f"there is no table named `{name}`{hint}")
    return hits[0]


def find(name: str | Path, path: Sequence[Path] = ()) -> Found:
    """Return the file of that name, or at that path.

    Raises:
        NotFoundError: There is none, or the name stands in two places.
    """
    text = str(name)
    if text.endswith(TABLE_SUFFIX):
        raise NotFoundError(f'`{text}` is a table; name the rule file that says `listed in "{text}"`')
    if isinstance(name, Path) or text.endswith(SUFFIX):
        place = Path(name)
        if not place.is_file():
            raise NotFoundError(f"there is no file `{place}`")
        return Found(place.with_suffix("").as_posix(), place, is_bundled=False)
    hits = _named(text, path)
    if len(hits) > 1:
        places = ", ".join(hit.shown for hit in hits)
        raise NotFoundError(f"`{text}` stands in several places: {places}; rename one, or give the path of the file")
    if not hits:
        close = _close(text, [one.name for one in available(path)])
        hint = f"; did you mean {' or '.join(f'`{one}`' for one in close)}?" if close else ""
        raise NotFoundError(f"there is no statute or policy named `{text}`{hint}")
    return hits[0]


def _close(text: str, names: Sequence[str]) -> list[str]:
    """Return the names that look like *text*: by what stands behind the last stroke, or as a whole."""
    by_end: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        by_end.setdefault(name.rpartition("/")[2], []).append(name)
    ends = nearest(text.rpartition("/")[2], by_end)
    return [name for end in ends for name in by_end[end]][:3] or list(nearest(text, names, most=1))


def _named(name: str, path: Sequence[Path], suffix: str = SUFFIX) -> list[Found]:
    parts = name.split("/")
    if any(part in {"", ".", ".."} for part in parts):
        return []
    hits = []
    place: Traversable = bundled("statutes")
    for part in parts[:-1]:
        place = place / part
    file = place / (parts[-1] + suffix)
    if file.is_file():
        hits.append(Found(name, file, is_bundled=True))
    for folder in path:
        own = folder.joinpath(*parts[:-1], parts[-1] + suffix)
        if own.is_file():
            hits.append(Found(name, own, is_bundled=False))
    return hits


def words_of_used(source: Source) -> frozenset[str]:
    """Return the capitalised words of facts that the files used by *source* declare, as far as they can be found.

    They are looked for among the bundled files and in the folders above *source*, in every place that has one of the
    name (a bundled file in its own folder stands in two); what is not there is passed over.
    """
    folders = tuple(Path(source.name).parents)
    words: frozenset[str] = frozenset()
    waiting, seen = [source.text], set[str]()
    while waiting:
        for wanted, _, _ in used_files(waiting.pop()):
            if wanted in seen or len(seen) > MOST_USED:
                continue
            seen.add(wanted)
            for found in _named(wanted, folders):
                text = found.place.read_bytes().decode("utf-8", errors="replace")
                words |= defined_words(text)
                waiting.append(text)
    return words


def read(found: Found, diagnostics: Diagnostics) -> tuple[Source, str]:
    """Return the text and the SHA-256 of its bytes. Bytes that are no text are a fault, and replaced."""
    data = found.place.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if len(data) > MOST_BYTES:
        source = Source(found.shown, "")
        message = f"the file has {len(data):,} bytes; a rule file has at most {MOST_BYTES:,}"
        diagnostics.add(
            "CMR119", message, at=Span(source, 0, 0), hints=("split the file and join its parts with `Use`",)
        )
        return source, digest
    try:
        return Source(found.shown, data.decode("utf-8")), digest
    except UnicodeDecodeError as error:
        source = Source(found.shown, data.decode("utf-8", errors="replace"))
        at = len(data[: error.start].decode("utf-8", errors="replace"))
        diagnostics.add(
            "CMR126", "the file is not plain text in UTF-8 from here on", at=Span(source, at, at + 1),
            hints=("save it as plain text with the encoding UTF-8, not as a word-processor document",),
        )  # fmt: skip
        return source, digest
