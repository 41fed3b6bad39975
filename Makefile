# Everything a newcomer needs: each target makes .venv by itself and brings it up to date when the pins change.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# python3; but where that was built without optimisation (as pyenv does) and the system's own can do all that is needed,
# the system's: the reader is 1.2 to 1.4 times as fast on it.
PLAIN = import sys, sysconfig; sys.exit("--enable-optimizations" in (sysconfig.get_config_var("CONFIG_ARGS") or ""))
WHOLE = import ensurepip, pathlib, sqlite3, sys, sysconfig, venv; \
	sys.exit(sys.version_info < (3, 11) or not pathlib.Path(sysconfig.get_path("include"), "Python.h").exists())
PYTHON ?= $(shell { python3 -c '$(PLAIN)' && /usr/bin/python3 -c '$(WHOLE)'; } 2>/dev/null && echo /usr/bin/python3 || echo python3)
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

# The reader as machine code, where there is a C compiler; without one, or if it fails, plain Python does the same.
$(VENV)/.compiled: $(VENV)/.installed $(wildcard bot/*.py bot/model/*.py bot/reading/*.py)
	@echo 'Compiling the reader, once: it is 1.5 times as fast then (about a minute; breaking off does no harm).' >&2
	@if command -v cc >/dev/null; then $(install) -e '.[compile]' && $(BIN)/python -m bot.compiling; \
	else echo 'not compiled: no C compiler here; the reader runs as plain Python' >&2; fi || true
	@touch $@

demo: $(VENV)/.installed ## a digest of the articles in seeds/ and three answers: no token, no network
	@$(BIN)/python -m bot demo
	@$(MAKE) --no-print-directory $(VENV)/.compiled

run: $(VENV)/.installed ## the bot itself: Telegram and Slack if their tokens are set, else the console
	@$(BIN)/python -m bot run

test: $(VENV)/.installed-tools ## all tests, on SQLite and a real PostgreSQL
	$(BIN)/python -m pytest -q
	@$(MAKE) --no-print-directory $(VENV)/.compiled
	$(BIN)/python -m pytest -q tests/reading tests/test_text.py

lint: $(VENV)/.installed-tools ## style, types, direction of imports, Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

compile: $(VENV)/.compiled ## the reader as machine code, 1.5 times as fast, where there is a C compiler

bench: $(VENV)/.installed-tools $(VENV)/.compiled ## speed and memory on this machine
	$(BIN)/python -m tests.bench
