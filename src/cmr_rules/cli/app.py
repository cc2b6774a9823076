"""The group of commands, and how a fault becomes a message and an exit code."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import Any, NoReturn

import click

from cmr_rules.batch.faults import ProofError, RunError
from cmr_rules.cli.casing import cases
from cmr_rules.cli.differing import lists
from cmr_rules.cli.explaining import explain, sample
from cmr_rules.cli.files import check, fmt, listing, scenarios
from cmr_rules.cli.running import fabricate, run
from cmr_rules.cli.showing import show
from cmr_rules.cli.terminal import plain
from cmr_rules.cli.words import vocabulary
from cmr_rules.diagnostics.render import render_all
from cmr_rules.engine import LIBRARY_VERSION, NotFoundError, OptionError, RuleError


class Fault(click.ClickException):
    """A rule file with faults, or scenarios that fail."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message as it is."""
        click.echo(self.message, file=file, err=file is None)


class Wrong(click.ClickException):
    """The command was called with something that cannot be."""

    exit_code = 2


class Commands(click.Group):
    """Turns what can go wrong into a message; there is never a traceback for bad input."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except RuleError as error:
            raise Fault(render_all(error.diagnostics, color=sys.stderr.isatty())) from None
        except (NotFoundError, OptionError, RunError) as error:
            raise Wrong(plain(str(error))) from None
        except ProofError as error:
            raise Fault(f"nothing was written: {error}; this is a fault of cmr-rules, please report it") from None
        except BrokenPipeError:
            sys.stderr.close()
            ctx.exit(0)
        except OSError as error:
            raise Wrong(f"`{plain(str(error.filename or 'a file'))}` cannot be used: {error.strerror}") from None


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    """Leave in order when told to stop, so that no half-written folder stays."""
    raise KeyboardInterrupt


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Rule files come with the library (`cmr-rules list`) or from folders named with --path. Nothing is sent "
    "anywhere, and the clock is never read: every decision is made for the review date that you give.",
)
@click.version_option(LIBRARY_VERSION, prog_name="cmr-rules")
def commands() -> None:
    """Record-clearance law as text that attorneys read: check it, run it over records, see why."""
    if hasattr(signal, "SIGTERM"):
        try:
            signal.signal(signal.SIGTERM, _stop)
        except ValueError:  # not the main thread: whoever runs us there handles signals
            return


for _command in (run, explain, sample, check, scenarios, cases, fmt, listing, show, lists, vocabulary, fabricate):
    commands.add_command(_command)
