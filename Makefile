# Few verbs; `make help` lists them. Everything is installed into .venv from requirements.lock, hashes required.
PYTHON ?= python3
BIN := .venv/bin
export DAGSTER_DISABLE_TELEMETRY := true
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
.DEFAULT_GOAL := help
.PHONY: help system setup demo test score reading run ui lint clean

help: ## list the verbs
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

system: ## as root: the Debian packages that scans and old .doc files are read with
	@apt-get update -qq && xargs -a debian-packages.txt apt-get install -y -qq --no-install-recommends

setup: .venv/ready ## make .venv and install everything from requirements.lock
.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13)))' \
	  || { echo "Python 3.11 to 3.13 is needed; say PYTHON=/path/to/python3.11 make ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing from requirements.lock (a few minutes the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m pipeline.assets.manifest
	@touch $@

demo: .venv/ready ## run the whole pipeline over the embedded sample, into data/demo
	@$(BIN)/tiendo demo

test: .venv/ready ## run every test: unit, dbt, end to end
	@$(BIN)/python -m pytest

score: .venv/ready ## how well reports are read: precision, recall, wrong figures, on the labelled documents; instructions
	@$(BIN)/python -m benchmarks.score
	@$(BIN)/python -m benchmarks.instructions

reading: .venv/ready ## how well pages, tables, scans and phrases are read, beside the best peers (extra: peers)
	@$(BIN)/python -m benchmarks.reading

run: .venv/ready ## run the last three months over the live sources, into data/live
	@$(BIN)/tiendo run

ui: .venv/ready ## Dagster's page on 127.0.0.1:3000 over the home of the demonstration
	@TIENDO_HOME=$${TIENDO_HOME:-$(CURDIR)/data/demo} TIENDO_SOURCES=$${TIENDO_SOURCES:-$(CURDIR)/data/sample/sources} \
	  TIENDO_TODAY=$${TIENDO_TODAY:-2026-06-15} $(BIN)/tiendo ui

lint: .venv/ready ## ruff, mypy and the import contract
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

clean: ## remove what runs wrote for the demonstration; raw bytes included
	@rm -rf data/demo dbt_project/target
