"""The entry of the command ``cmr-rules`` (and of ``python -m cmr_rules``)."""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path

NEEDED = ("click", "rich", "cattrs")


def main() -> None:
    """Run the command; without the packages it needs, say how to install them."""
    lacking = [name for name in NEEDED if find_spec(name) is None]
    if lacking:
        names = ", ".join(lacking)
        sys.exit(f"the command needs packages that are not installed ({names}): pip install 'cmr-rules[cli]'")
    try:
        from cmr_rules.cli.app import commands

        commands(prog_name="cmr-rules")
    except KeyboardInterrupt:  # the command handles it from its start on; before that, there is nothing to undo
        sys.exit("Aborted!")
    except Exception as error:  # whatever it is, its text may hold what stands in a record
        if os.environ.get("CMR_RULES_DEBUG"):
            raise
        sys.exit(_own_fault(error))


def _own_fault(error: Exception) -> str:
    """Say where the library went wrong, without any value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f" in {Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}" if trace else ""
    return (
        f"cmr-rules went wrong ({type(error).__name__}{place}) and stopped; this is a fault of cmr-rules and not of "
        "your files: please report it with this line (CMR_RULES_DEBUG=1 shows more, which may hold personal data)"
    )


if __name__ == "__main__":
    main()
