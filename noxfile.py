"""Every check, each in an environment of its own: `nox -l` lists them, `nox -s types` runs one.

Plain virtual environments and pip; nothing else is needed.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import nox

nox.options.default_venv_backend = "venv"
nox.options.reuse_existing_virtualenvs = True
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lint", "types", "layers", "tests", "docs", "wheel", "pilots", "peers"]

HERE = Path(__file__).parent
GROUPS = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
POLICY = "ca/policies/contra-costa"


def install(session: nox.Session, *groups: str) -> None:
    """Install the checkout with its command line, and the packages of *groups*."""
    session.install("-e", ".[cli]", *(package for group in groups for package in GROUPS[group]))


@nox.session
def lint(session: nox.Session) -> None:
    """Style and layout."""
    session.install(*(package for package in GROUPS["lint"] if package.startswith("ruff")))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")


@nox.session
def types(session: nox.Session) -> None:
    """Types, in the strict mode."""
    install(session, "lint", "test")
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Which package may import which."""
    install(session, "lint")
    session.run("lint-imports")


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Every test."""
    install(session, "test")
    session.run("pytest", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The documentation; a warning is an error."""
    install(session, "docs")
    session.run("sphinx-build", "-W", "--keep-going", "-q", "-b", "html", "docs", "docs/_build/html")


@nox.session
def wheel(session: nox.Session) -> None:
    """The wheel is whole: it decides from another folder, first without the extras, then with the command line."""
    session.install("build")
    made = Path(session.create_tmp()).resolve()
    for old in made.glob("*.whl"):
        old.unlink()
    session.run("python", "-m", "build", "--wheel", "--outdir", str(made), str(HERE))
    built = next(made.glob("*.whl"))
    session.run("python", "-m", "venv", "--clear", str(made / "clean"))
    python = str(made / "clean" / "bin" / "python")
    pip = (python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    session.run(*pip, str(built), external=True)
    session.chdir(made)
    load = f"import cmr_rules; print(cmr_rules.load('{POLICY}').law.title); print(cmr_rules.__file__)"
    session.run(python, "-c", load, external=True)
    session.run(*pip, f"{built}[cli]", external=True)
    command = str(made / "clean" / "bin" / "cmr-rules")
    session.run(command, "list", external=True)
    session.run(command, "check", "mi/780.621g", external=True)  # it reads a table
    session.run(command, "fabricate", "--rows", "500", "--seed", "1", "--output", "doj.csv", external=True)
    session.run(command, "run", POLICY, "--as-of", "2019-07-01", "--input", "doj.csv", "--output", "results", "--force",
                external=True)  # fmt: skip


@nox.session
def pilots(session: nox.Session) -> None:
    """What the pilots of 2019 decided, where their files are at hand (CMR_CASES, else ../shared/cases)."""
    install(session, "test")
    session.run(
        "python",
        "-m",
        "tests.conformance.compare_pilots",
        env={"CMR_CASES": os.environ.get("CMR_CASES", "../shared/cases")},
    )


@nox.session
def peers(session: nox.Session) -> None:
    """What programs of others answer, where their cases are at hand; a difference without a named cause fails."""
    install(session, "test")
    for state in ("california", "oregon", "pennsylvania"):
        session.run(
            "python",
            "-m",
            f"tests.conformance.compare_peers_{state}",
            env={"CMR_CASES": os.environ.get("CMR_CASES", "../shared/cases")},
        )
