# `make demo` and `make test` need Python 3.11 or newer, git and make, and nothing else.
# Another Python: make test PYTHON=python3.13 VENV=.nox/make-3.13

PYTHON ?= python3
VENV ?= .venv
ROWS ?= 3000
SEED ?= 2019
AS_OF ?= 2019-07-01
POLICY ?= ca/policies/contra-costa

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

.PHONY: help demo test lint docs clean python
.DELETE_ON_ERROR:

help:
	@echo 'make demo   decide a fabricated DOJ file under the Contra Costa policy and explain one decision'
	@echo 'make test   run every test'
	@echo 'make lint   ruff, mypy and the layers'
	@echo 'make docs   build the documentation into docs/_build/html'
	@echo 'make clean  remove what these commands made'

demo: $(VENV)/.ready-cli
	@mkdir -p demo && rm -f demo/doj.csv
	@echo "1. A DOJ file of $(ROWS) rows. Everybody in it is fabricated."
	@$(BIN)/cmr-rules fabricate --rows $(ROWS) --seed $(SEED) --output demo/doj.csv
	@echo "2. The policy $(POLICY) decides it as of $(AS_OF)."
	@$(BIN)/cmr-rules run $(POLICY) --as-of $(AS_OF) --input demo/doj.csv --output demo/results --force --explain-one
	@echo
	@echo "What there is to look at:"
	@echo "  statutes/$(POLICY).statute   the policy, as an attorney reads it"
	@echo "  demo/doj.csv                 the file that was decided"
	@echo "  demo/results/                the decisions, the lists, the questions and the summary"

test: $(VENV)/.ready-test
	@$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.ready-lint
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: $(VENV)/.ready-docs
	@$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build/html
	@echo 'docs/_build/html/index.html'

clean:
	rm -rf $(VENV) .nox demo docs/_build dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What each command needs is installed once, and again when pyproject.toml changes. The groups stand in pyproject.toml;
# pip before 25.1 cannot read them by itself.

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "cmr-rules needs Python 3.11 or newer, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1 || echo 'not there')."; \
	  echo "Name another one: make $(MAKECMDGOALS) PYTHON=python3.13"; exit 1; }

$(VENV)/bin/python: | python
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.ready-%: pyproject.toml | $(VENV)/bin/python
	@echo "Installing what 'make $(MAKECMDGOALS)' needs into $(VENV) ..."
	@$(BIN)/python .ci/requirements.py $* >$(VENV)/requirements-$*.txt
	@$(PIP) install -e '.[cli]' -r $(VENV)/requirements-$*.txt
	@touch $@
