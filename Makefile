# make demo   score the published results with the shipped rubrics
# make test   all tests
# make lint   style, strict types, import contracts
# make bench  every figure of docs/performance.md, beside other engines, which it installs (ten to fifteen minutes)
#             (SUITES="records ties": only these, printed; ROWS=1000000: of the tables in memory)
# make fuzz   lines and files that the grammar makes, and each reader fed by coverage for half a minute
#             (SECONDS=600: for longer; FUZZ=2000: as many of each kind that the grammar makes)
# make soak   every engine on random rubrics and records, exact ties at band edges, a file of 10⁸ rows (an hour
#             or more; COMPARISONS=1000000 TIES=10000000 ROWS=100000000 SEED=0 SPARK=12; 0 leaves a part out)
#
# Each creates its own environment in .venv first; nothing else has to be installed than Python 3.11 or
# newer. `make PYTHON=/path/to/python3.12 demo` chooses the interpreter.

.DEFAULT_GOAL := help
.PHONY: help demo test lint bench fuzz soak clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST_ARGS ?= -n auto
FUZZ ?= 100
SECONDS ?= 30

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

$(BIN)/python:
	@set -e; \
	for candidate in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "creating $(VENV) with $$("$$candidate" --version)"; \
	    rm -rf $(VENV); \
	    if "$$candidate" -m venv $(VENV); then exit 0; fi; \
	    rm -rf $(VENV); \
	    echo "$$candidate cannot create an environment (on Debian and Ubuntu: apt install python3-venv)"; \
	    exit 1; \
	  fi; \
	done; \
	echo "Python 3.11 or newer is needed and none was found; name one: make PYTHON=/path/to/python3 …"; \
	exit 1

# The stamps make the second run fast; a changed pyproject.toml or constraints.txt installs anew.
$(VENV)/installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing rubrikdsl into $(VENV)"
	@$(PIP) -e .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "installing rubrikdsl and its test tools into $(VENV)"
	@$(PIP) -e '.[dev]'
	@touch $@ $(VENV)/installed

# A peer that has no wheel for this machine is left out; the benchmark names those that it does not find.
$(VENV)/installed-bench: pyproject.toml constraints.txt | $(VENV)/installed-dev
	@echo "installing the engines that it is measured beside into $(VENV)"
	@$(PIP) -e '.[bench]' || for peer in $$($(BIN)/python -m benchmarks --peers); do \
	  $(PIP) "$$peer" || echo "$$peer is left out"; done
	@touch $@

demo: $(VENV)/installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python demo/run.py

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/installed-dev
	$(BIN)/ruff check src repl tests benchmarks
	$(BIN)/ruff format --check src repl tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports

fuzz: $(VENV)/installed-dev
	RUBRIK_FUZZ=$(FUZZ) $(BIN)/python -m pytest $(PYTEST_ARGS) tests/fuzz
	$(BIN)/python -m tests.fuzz.fuzz $(SECONDS)

soak: $(VENV)/installed-dev
	COMPARISONS=$(COMPARISONS) TIES=$(TIES) ROWS=$(ROWS) SEED=$(SEED) SPARK=$(SPARK) $(BIN)/python -m tests.properties.soak

bench: $(VENV)/installed-bench
	$(BIN)/python -m benchmarks $(SUITES)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .import_linter_cache dist build
