# Everything a checkout needs. A fresh machine has only Python 3.11 or newer, and make.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
FUZZ_SECONDS ?= 300
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable

.PHONY: help run test bench fuzz words setup

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS=$$'\t' read -r name what; do \
		printf '  make %-6s %s\n' "$$name" "$$what"; done

run: .venv/.ready ## Set up where needed, and open the window on the sample project
	@.ci/system-libraries run
	@[[ -e sample.hashiya ]] || $(BIN)/hashiya sample
	@$(BIN)/hashiya open sample.hashiya

test: .venv/.ready-to-test ## Set up where needed, and run every check and test
	@.ci/system-libraries test
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --cov --numprocesses auto --dist worksteal

bench: .venv/.ready ## Measure every figure and write docs/benchmarks.md; WHOLE=1 takes the reference sizes, in hours
	@.ci/system-libraries run
	$(BIN)/python -m benchmarks $(if $(WHOLE),--whole)

fuzz: .venv/.ready-to-test ## Feed damaged files to every importer for FUZZ_SECONDS (300)
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(PIP_INSTALL) '.[test,fuzz]' 2>/dev/null \
		|| echo "atheris cannot be installed here, so nothing is guided by coverage; the rest runs."
	@$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

words: .venv/.ready-to-test ## Collect the words that users see, for translating, and compile the translations
	@.ci/words

setup: .venv/.ready-to-test ## Set up for developing, without running anything
	@.ci/system-libraries test

.venv/.made:
	@.ci/virtual-environment $(PYTHON)
	@touch $@

.venv/.ready: pyproject.toml | .venv/.made
	@echo "Installing Hashiya into .venv; the first time this takes a minute or two."
	@$(PIP_INSTALL) '.[web,excel]'
	@touch $@

.venv/.ready-to-test: pyproject.toml | .venv/.made
	@echo "Installing Hashiya and what its tests need into .venv; the first time this takes a few minutes."
	@$(PIP_INSTALL) '.[test]'
	@touch .venv/.ready $@
