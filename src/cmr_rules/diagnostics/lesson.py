"""What is taught about one kind of fault."""

from __future__ import annotations

from textwrap import dedent

from attrs import field, frozen


def _prose(text: str) -> str:
    return " ".join(text.split())


def _example(text: str) -> str:
    return dedent(text).strip() + "\n"


@frozen
class Lesson:
    """The lesson of one diagnostic code.

    Args:
        code: Stable, such as ``CMR201``; never used again for another fault.
        slug: The words that name its page, such as ``unknown-fact``.
        title: One line.
        lesson: What it means, why the language insists, and what to do.
        wrong: A text that shows this fault.
        right: The same, put right.
        whole: Whether the examples are whole files; else they stand behind a minimal beginning (`codes.as_file`).
        described: Whether the examples are sentences about a case, because it cannot be shown as a rule file.
    """

    code: str
    slug: str
    title: str
    lesson: str = field(converter=_prose)
    wrong: str = field(converter=_example)
    right: str = field(converter=_example)
    whole: bool = field(default=False, kw_only=True)
    described: bool = field(default=False, kw_only=True)

    @property
    def page(self) -> str:
        """The name of its page, without an ending: ``CMR201-unknown-fact``."""
        return f"{self.code}-{self.slug}"
