# Everything a newcomer needs: each target makes .venv by itself and brings it up to date when the pins change.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)
EXTRAS ?= test,lint

ifeq ($(UV),)
is_there = $(BIN)/python -m pip --version >/dev/null 2>&1
create = $(PYTHON) -m venv $(VENV)
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
else
is_there = test -x $(BIN)/python
create = $(UV) venv --quiet --allow-existing --python $(PYTHON) $(VENV)
install = $(UV) pip install --quiet --python $(BIN)/python -c constraints.txt
endif

.PHONY: help demo run test lint bench compile

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/'

# Two stamps, so that `make demo` does not wait for the tools of tests and lint.
$(VENV)/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("On Record needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	$(is_there) || $(create)
	$(install) -e .
	touch $@

$(VENV)/.installed-tools: $(VENV)/.installed
	$(install) -e '.[$(EXTRAS)]'
	touch $@

demo: $(VENV)/.installed ## a digest of the articles in seeds/ and three answers: no token, no network
	@$(BIN)/python -m bot demo

run: $(VENV)/.installed ## the bot itself: Telegram and Slack if their tokens are set, else the console
	@$(BIN)/python -m bot run

test: $(VENV)/.installed-tools ## all tests, on SQLite and a real PostgreSQL
	$(BIN)/python -m pytest -q

lint: $(VENV)/.installed-tools ## style, types, direction of imports, Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

compile: $(VENV)/.installed ## the reader as machine code, 1.5 times as fast: needs a C compiler, takes a minute or two
	$(install) -e '.[compile]'
	@$(BIN)/python -m bot.compiling

bench: $(VENV)/.installed-tools ## speed and memory on this machine
	$(BIN)/python -m tests.bench
