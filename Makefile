# Everything a newcomer types. The environment is made once, from requirements.lock, and again when that changes;
# after that no target but `lock` needs the network.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
  { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help demo run test lint format types lock look bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock
	@test -n "$(PYTHON)" || { echo "Muster needs Python 3.11 or newer (python3.11 on the path)." >&2; exit 1; }
	@echo "Making the environment in $(VENV) with $(PYTHON) (once; about a minute) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: $(READY) ## see it work: outlets on this machine, alerts in this terminal, under a minute
	@$(BIN)/python -m bot demo

run: $(READY) ## the service itself, with .env or without
	@$(BIN)/python -m bot run

test: $(READY) ## all tests, with coverage
	@$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile --cov --cov-report=term

lint: $(READY) ## ruff: format and rules
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

format: $(READY) ## ruff: mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(READY) ## mypy --strict
	@$(BIN)/mypy

lock: $(READY) ## write requirements.lock anew from pyproject.toml (needs the network)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --all-extras --output-file requirements.lock pyproject.toml

look: $(READY) ## every kind of post as Telegram would show it, as a page
	@$(BIN)/python -m bot look

bench: $(READY) ## the numbers of docs/benchmarks.md, measured here
	@for file in bench/[!_]*.py; do echo "== $$file"; $(BIN)/python -m bench.$$(basename $$file .py) || exit 1; done

clean: ## remove the environment, caches and build results; never var/
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage* build dist *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
