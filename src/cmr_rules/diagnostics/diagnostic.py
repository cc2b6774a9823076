"""What is wrong, where, and what to do: data that every stage adds to one list and none raises."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from attrs import field, frozen

from cmr_rules.source import Span


class Severity(Enum):
    """Whether a file with this fault can be used."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Label:
    """A place, and what it has to do with the fault. The first label of a diagnostic is where the fault lies."""

    span: Span
    text: str = ""


@frozen
class Diagnostic:
    """One fault.

    Args:
        code: Stable, such as ``CMR201``; it names the page of the lesson.
        message: One sentence in the words of the law: lower case, no period, the writer's words in backticks.
        labels: The first is underlined as the fault; others tell why.
        hints: What to do, likeliest first, each an imperative or a question.
    """

    code: str
    message: str
    labels: tuple[Label, ...]
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR


@frozen
class Diagnostics:
    """A list of faults that stages add to. It stops growing at *limit*, so that hostile files stay cheap."""

    found: list[Diagnostic] = field(factory=list)
    limit: int = 100

    def add(
        self,
        code: str,
        message: str,
        *,
        at: Span,
        hints: tuple[str, ...] = (),
        others: tuple[Label, ...] = (),
        label: str = "",
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Add a fault at *at*; *others* are further places that explain it."""
        if not self.full:
            self.found.append(Diagnostic(code, message, (Label(at, label), *others), hints, severity))

    @property
    def full(self) -> bool:
        """Whether so many faults were found that more would not help."""
        return len(self.found) >= self.limit

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The faults that keep the file from being used."""
        return tuple(d for d in self.found if d.severity is Severity.ERROR)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)
