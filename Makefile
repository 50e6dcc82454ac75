# Two commands suffice: `make site` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SITE ?= site
ADDRESS ?= 127.0.0.1:8000
# One more than most machines have to spare: tests wait for browsers and processes of their own.
WORKERS ?= 3
NO_MKDOCS_2_WARNING := 1
export NO_MKDOCS_2_WARNING
# Tests start hundreds of processes, each of which would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

ifdef ORIGINALS
export LESART_ORIGINALS := $(abspath $(ORIGINALS))
endif

.DEFAULT_GOAL := help
.PHONY: help site serve test quick lint lint-page lint-page-with-node check format bench fuzz lock clean

help: ## Show this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The environment is made once; a changed lock or pyproject.toml makes it anew.
$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lesart needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.site: requirements.lock pyproject.toml | $(VENV)/python
	@echo "Installing what the site needs into $(VENV) (once) …"
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.site
	@echo "Installing the test tools into $(VENV) (once) …"
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

site: $(VENV)/.site ## Build the private reading copy into site/ (ORIGINALS=FOLDER: take originals from there)
	@$(BIN)/lesart build --audience private --site-dir $(SITE)

serve: $(VENV)/.site ## Live preview of the private reading copy
	@$(BIN)/lesart serve --address $(ADDRESS)

test: $(VENV)/.dev ## Run the tests, doctests included (WORKERS=3 at once)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

quick: $(VENV)/.dev ## Run the tests that take no site, browser, book or other long work
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not (site or browser or java or pdf or slow)"

lint: $(VENV)/.dev ## Formatting, lint, types, import rule; of pages too, where Node.js is
	$(BIN)/ruff format --check scripts
	$(BIN)/ruff check scripts
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory lint-page

# The scripts and styles of pages, with tools for Node.js that nothing else needs.
NODE := scripts/page_code/node_modules
PAGE := scripts/lesart/face/assets scripts/lesart/site/page_scripts
TOOL = $(NODE)/.bin/$(1) --config scripts/page_code/$(1).config.js

lint-page:
	@if ! command -v npm >/dev/null; then said="npm (Node.js) is not installed"; \
	elif ! $(MAKE) --no-print-directory $(NODE)/.made; then said="their tools were not to be had"; \
	else $(MAKE) --no-print-directory lint-page-with-node; exit $$?; fi; \
	echo "The scripts and styles of pages were not linted: $$said."

lint-page-with-node:
	$(call TOOL,prettier) --check $(foreach folder,$(PAGE),"$(folder)/**/*.{js,css}")
	$(call TOOL,eslint) $(PAGE)
	$(call TOOL,stylelint) "scripts/lesart/face/**/*.css"
	$(NODE)/.bin/tsc --project scripts/page_code/tsconfig.json

$(NODE)/.made: scripts/page_code/package.json
	@echo "Installing what lints the scripts and styles of pages (once) …"
	@cd scripts/page_code && npm install --silent --no-audit --no-fund --no-package-lock
	@touch $@

check: lint test ## Lint, the tests, and the edition with strict builds
	$(BIN)/lesart check --strict
	$(BIN)/lesart build --audience public --generator mkdocs --site-dir $(VENV)/check/mkdocs
	$(BIN)/lesart build --audience public --generator zensical --site-dir $(VENV)/check/zensical

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff format scripts
	$(BIN)/ruff check --fix scripts
	@[ ! -d $(NODE) ] || $(call TOOL,prettier) --write $(foreach folder,$(PAGE),"$(folder)/**/*.{js,css}")

bench: $(VENV)/.dev ## Measure speed and quality, as ratios in one run
	@PYTHONPATH=scripts $(BIN)/python -m benchmarks

fuzz: $(VENV)/.dev ## Damage real files in 10,000 ways for each reader and importer (half an hour)
	@PYTHONPATH=scripts $(BIN)/python -m fuzzing $(KINDS)

lock: $(VENV)/.dev ## Resolve the dependencies anew (needs uv)
	uv pip compile pyproject.toml --extra all --group build $(LOCK) -o requirements.lock
	uv pip compile pyproject.toml --extra all --group build --group dev -c requirements.lock $(LOCK) -o requirements-dev.lock
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate

clean: ## Remove what was built (never the originals)
	@[ ! -x $(BIN)/lesart ] || $(BIN)/lesart clean --site-dir $(SITE)
	rm -rf $(VENV) .cache
