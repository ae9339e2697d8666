# make demo | test | check | bench | clean — each complete on a machine with Python 3.10+ (with venv), git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PEERS := $(VENV)/.peers
# make bench FLAGS=--large; see benchmarks/run.py
FLAGS ?=

.PHONY: demo test check bench clean

$(STAMP): setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

$(PEERS): $(STAMP)
	$(BIN)/python -m pip install --quiet --editable '.[test,bench]'
	$(PYTHON) -m venv $(VENV)/kglab
	$(VENV)/kglab/bin/python -m pip install --quiet kglab || echo "kglab cannot be installed, and will be missing" >&2
	@touch $@

demo: $(STAMP)
	@PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python examples/xinwu-yichuan/demo.py demo

test: check
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

bench: $(PEERS)
	$(BIN)/python benchmarks/run.py --write $(FLAGS)

clean:
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
