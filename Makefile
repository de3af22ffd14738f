# `make run` sets everything up and shows the demo; `make test` sets everything up and runs all tests and checks.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# The packages to install from: an index, a mirror or a folder, as pip is set up on this machine.
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check format train measure screenshots clean

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1): $(BIN)/python
	$(PIP) --editable .
	@rm -f $(VENV)/.run-* && touch $@

$(VENV)/.dev-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1): $(BIN)/python
	$(PIP) --editable '.[dev]'
	@rm -f $(VENV)/.dev-* && touch $@

setup: $(VENV)/.run-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)  ## what the service needs (no torch, no mlflow)

setup-dev: $(VENV)/.dev-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)  ## and what tests, checks and training need

run: setup  ## crawl the demo board, assess it, serve API and console at http://127.0.0.1:8000
	$(BIN)/recruitment-risk demo

test: setup-dev check  ## all checks, then all tests with coverage
	$(BIN)/python -m pytest --numprocesses=2 --cov --cov-report=term

check: setup-dev  ## formatting, lint, types, who may import whom
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev  ## put the code in order
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

train: setup-dev  ## train the text model on ../shared/data and write the default bundle
	$(BIN)/recruitment-risk train experiments/training/default.toml --output models/default_bundle

measure: setup-dev  ## flagged shares and speed, as the README gives them
	$(BIN)/recruitment-risk measure flagged
	$(BIN)/recruitment-risk measure speed

screenshots: setup-dev  ## the pictures of the README
	$(BIN)/python -m experiments.screenshots docs/screenshots

clean:  ## remove what was set up and made
	rm -rf $(VENV) var .coverage .mypy_cache .ruff_cache .import_linter_cache .hypothesis
