# The one door: `make help` says what there is. Needs python3 (3.11 or later), make, and pip's access to packages.

PYTHON ?= python3
PORT ?= 8000
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest
HOUSES := platform courses cases forum
STATIC := $(shell find $(HOUSES) -path '*/static/*' -type f -not -name '.*' 2>/dev/null)
INSTALL := $(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --no-input -r

.DEFAULT_GOAL := help
.PHONY: help demo setup load serve test test-browser test-bench lint bench messages catalogues migrated
.DELETE_ON_ERROR:

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1: \2/p' $(MAKEFILE_LIST)

demo: setup load serve ## Set up, load the starter programme and the demo accounts, serve (PORT=8000)

setup load serve: export SKERRY_BASE_URL := $(or $(SKERRY_BASE_URL),http://127.0.0.1:$(PORT))

setup: catalogues migrated var/static/staticfiles.json ## Make the environment and the database; harmless to repeat

load: ## Load the starter programme and the demo accounts; harmless to repeat
	$(MANAGE) import_bundle platform/starter
	$(MANAGE) load_demo

serve: ## Run the site and its worker, until Ctrl-C (PORT=8000)
	@$(MANAGE) serve --port $(PORT)

test: $(VENV)/dev.stamp ## Run the tests but those below (SKERRY_DATABASE_URL for another database)
	$(PYTEST) -n $(JOBS) --dist worksteal -m "not browser and not bench" $(ARGS)

test-browser: $(VENV)/dev.stamp ## Run the tests and journeys in Chromium
	$(PYTEST) -n $(JOBS) --dist worksteal -m browser $(ARGS)

test-bench: $(VENV)/dev.stamp ## Run the tests of the benchmark, which want the machine to themselves
	$(PYTEST) -m bench $(ARGS)

lint: $(VENV)/dev.stamp ## Look for faults without running anything
	$(BIN)/ruff check .
	find $(HOUSES) -path '*/templates/*' -name '*.html' -exec $(BIN)/djade --check --target-version 5.2 {} +
	PYTHONPATH=platform:. $(BIN)/lint-imports
	$(MANAGE) check --fail-level WARNING
	$(MANAGE) makemigrations --check --dry-run

bench: $(VENV)/dev.stamp catalogues ## Measure the pages: processor time, queries, requests per second
	$(BIN)/python -m tests.benchmarks $(ARGS)

messages: $(VENV)/dev.stamp ## Collect the texts of the interface into the catalogues (needs xgettext)
	$(MANAGE) makemessages -l sv -l lv --add-location file --no-obsolete --ignore var --ignore tests --ignore .venv

# What the others stand on.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Skerry needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "$(PYTHON) has no venv module with pip (on Debian: apt-get install python3-venv)"; exit 1; }

$(VENV)/base.stamp: requirements/base.lock | $(BIN)/python
	$(INSTALL) requirements/base.lock
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock | $(BIN)/python
	$(INSTALL) requirements/dev.lock
	@touch $(VENV)/base.stamp $@

catalogues: | $(VENV)/base.stamp
	@PYTHONPATH=platform $(BIN)/python -m skerry.ui.catalogues locale

migrated: | $(VENV)/base.stamp
	$(MANAGE) migrate --verbosity 0

var/static/staticfiles.json: $(STATIC) requirements/base.lock | $(VENV)/base.stamp
	$(MANAGE) collectstatic --no-input --verbosity 0
	@touch $@
