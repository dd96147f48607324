# Each command sets up what it needs. `make` alone lists them.
PORT ?= 8000
PYTHON ?= $(shell sh .ci/find-python)
# A third of their time tests wait, for a browser, a disk or a child: one process more than there are cores fills it.
PROCESSES ?= $(shell expr `getconf _NPROCESSORS_ONLN` + 1)
BIN = .venv/bin
PIP = $(BIN)/pip --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help run test test-spark test-virtuoso check check-style check-types check-scripts smoke bench screenshots report-pictures wheel package browser clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/run ## set up, load the Magdeburg network on first start, serve on 127.0.0.1 (PORT=8000)
	@$(BIN)/akteursnetz serve --port $(PORT)

# A file stays in one process: what its tests share is made once, and none of them meets what a later one leaves behind.
test: .venv/dev browser node_modules/.installed ## all tests, with a real browser (PROCESSES=1 for one after the other)
	@$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile $(ARGS)

test-spark: .venv/dev ## the Spark recipe against our own numbers; needs Java 17, installs pyspark (500 MB)
	@$(PIP) install --quiet --editable '.[spark]'
	@$(BIN)/python -m pytest -m spark $(ARGS) $$(grep -rlE 'mark\.spark' tests --include 'test_*.py')

test-virtuoso: .venv/dev ## the tests of the remote store against a real Virtuoso, installed when it is missing
	@sh .ci/install-virtuoso
	@$(BIN)/python -m pytest -m virtuoso $(ARGS) $$(grep -rlE 'mark\.virtuoso' tests --include 'test_*.py')

check: check-types check-style check-scripts ## format, lint, types; scripts by eslint and node --test (-j2: beside each other)

check-types: .venv/dev
	@$(BIN)/mypy

check-style: .venv/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

check-scripts: node_modules/.installed
	@.ci/npm run --silent check

bench: .venv/dev browser ## measure: first page, SPARQL and loading beside peers, gaps, map (results: benchmarks/RESULTS.md)
	@$(BIN)/python benchmarks/first_page.py
	@$(BIN)/python benchmarks/sparql
	@$(BIN)/python benchmarks/loading.py
	@$(BIN)/python benchmarks/gaps/planted.py
	@$(BIN)/python benchmarks/gaps/scale.py
	@$(BIN)/python benchmarks/map.py build/bench-map 150 2000

screenshots: .venv/dev browser ## take the pictures of README and handbook anew
	@$(BIN)/python tests/browser/screenshots.py

report-pictures: .venv/dev ## the paper of four networks as PDF and, by LibreOffice, DOCX, each page as a picture in build/report
	@command -v soffice pdftoppm >/dev/null || { echo "apt-get install libreoffice-writer-nogui poppler-utils" >&2; exit 2; }
	@$(BIN)/python -m benchmarks.report build/report
	@cd build/report && soffice --headless --convert-to pdf *.docx >/dev/null && for file in *.pdf; do pdftoppm -r 80 -png $$file $${file%.pdf}; \
	  test `pdfinfo $$file | awk '/^Pages/ {print $$2}'` -le 4 || { echo "$$file has more than four pages" >&2; exit 1; }; done

wheel: .venv/dev ## build the installable package into dist/
	@$(PIP) wheel --quiet --no-deps --wheel-dir dist .

smoke: .venv/dev ## build the wheel, install it into an empty environment, start it and open the map
	@sh .ci/smoke-wheel

package: .venv/dev ## build the Debian package into dist/, unpack it into an empty root, start it and ask it
	@sh .ci/make-deb

clean: ## remove what the commands made; the store in var/ stays
	rm -rf .venv node_modules dist build webapp/static/vendor .mypy_cache .ruff_cache .pytest_cache

browser:
	@sh .ci/install-browser

.venv/run: pyproject.toml constraints.txt package-lock.json hatch_build.py | .venv/bin/pip
	@echo "Setting up (once, about a minute) ..."
	@$(PIP) install --quiet --use-pep517 --constraint constraints.txt --editable .
	@touch $@

# With what it takes to run. What tests import is compiled when they do: most of what is installed nobody imports.
.venv/dev: pyproject.toml constraints.txt package-lock.json hatch_build.py | .venv/bin/pip
	@test -e .venv/run || echo "Setting up (once, about a minute) ..."
	@$(PIP) install --quiet --use-pep517 --no-compile --constraint constraints.txt --editable '.[dev]'
	@touch .venv/run $@

node_modules/.installed: package.json package-lock.json | .venv/dev
	@.ci/npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

.venv/bin/pip:
	@sh .ci/make-venv $(PYTHON)
