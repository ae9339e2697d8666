# make demo | test | check | bench | clean — each complete on a machine with Python 3.10+ (with venv), git and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check bench clean

$(STAMP): setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@touch $@

demo: $(STAMP)
	@PATH="$(abspath $(BIN)):$$PATH" $(BIN)/python examples/xinwu-yichuan/demo.py demo

test: check
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy

bench: $(STAMP)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/growth.py
	$(BIN)/python benchmarks/search.py
	$(BIN)/python benchmarks/rdf_load.py
	$(BIN)/python benchmarks/extract.py

clean:
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
