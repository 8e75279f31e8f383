# Everything that is done with the code, as one verb each. A bare `make` runs what CI runs.
# Nothing is installed outside .venv but Chromium and two fonts, and those only by root on Debian or Ubuntu.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
# uv installs into this environment, whatever is active in the shell; it compiles what it installs only when told to,
# and the processes that read and extract keep no bytecode of their own: each would compile spaCy when it starts.
INSTALL = $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python
COMPILE = $(BIN)/python -m compileall -q saksi

.DEFAULT_GOAL := ci
.PHONY: ci help setup demo serve test lint types golden train bench docs messages lock clean
.DELETE_ON_ERROR:

ci: test demo ## what CI runs: all tests, then the demonstration

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1	\2/p' Makefile | expand -t 16

setup: $(VENV)/.installed ## make .venv and install Saksi there

demo: setup ## run the main job on the example documents and say where to look
	$(BIN)/saksi demo

serve: setup ## open the web application on loopback, with your store or else the demonstration's
	$(BIN)/saksi serve $(if $(wildcard saksi-store/saksi.sqlite3),,$(if $(wildcard demo/saksi.sqlite3),--store demo))

# Two cores: the store on PostgreSQL and then the browser beside all the rest; what they said comes after the rest.
ON_POSTGRESQL = tests/store tests/migrations tests/flows tests/web tests/cli
BESIDE = tests/browser
PYTEST = $(BIN)/python -m pytest
test: lint types .chromium ## install what tests need and run all of them, those of the store on both databases
	@$(COMPILE)
	@{ $(PYTEST) --database postgresql $(ON_POSTGRESQL); one=$$?; $(PYTEST) $(BESIDE) && exit $$one; } \
	  > .beside.log 2>&1 & beside=$$!; \
	$(PYTEST) $(addprefix --ignore=,$(BESIDE)); two=$$?; wait $$beside; one=$$?; cat .beside.log; exit $$((one + two))

lint: $(VENV)/.tools ## style, format and the layers of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.tools ## mypy --strict, with what Django and pydantic know
	$(BIN)/mypy -p saksi

golden: $(VENV)/.tools ## write the golden files anew; read the diff
	$(BIN)/python -m pytest tests/golden --golden

train: $(VENV)/.tools ## train the small models and the curve of confidence, and judge them by country
	$(BIN)/python -m training.train

bench: $(VENV)/.tools ## measure, and write the frozen results anew
	$(BIN)/python -m bench
	$(PYTEST) -m bench
	$(PYTEST) -m bench --database postgresql $(ON_POSTGRESQL)

docs: $(VENV)/.tools ## write the generated parts of docs/ anew and test the docs
	$(BIN)/python docs/generate.py
	$(BIN)/python -m pytest tests/docs

messages: $(VENV)/.tools ## collect what pages say into the message catalogues, and compile them
	$(BIN)/python docs/messages.py

lock: $(VENV)/.installed ## lock the requirements again, with hashes; UPGRADE=--upgrade takes newer releases
	$(LOCK) $(UPGRADE) requirements/base.in -o requirements/base.txt
	$(LOCK) $(UPGRADE) requirements/postgresql.in -c requirements/base.txt -o requirements/postgresql.txt
	$(LOCK) $(UPGRADE) requirements/dev.in -c requirements/base.txt -o requirements/dev.txt
	$(LOCK) $(UPGRADE) requirements/build.in -c requirements/dev.txt -o requirements/build.txt

clean: ## remove what was made here: .venv, caches, the demonstration; never a store
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What follows makes each thing once; the second time it is quick.

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
	  { echo "Saksi needs Python 3.11, 3.12 or 3.13: name one, as in: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make a virtual environment: install the package python3-venv, then run make again" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# pip brings uv and the build backend, uv brings the rest; every file is compared with its hash.
$(VENV)/.installed: $(VENV)/pyvenv.cfg requirements/build.txt requirements/base.txt pyproject.toml saksi/__init__.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	$(INSTALL) --require-hashes -r requirements/base.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@touch $@

$(VENV)/.tools: $(VENV)/.installed requirements/dev.txt
	$(INSTALL) --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: .chromium
.chromium: $(VENV)/.tools
	@.ci/chromium
