# make run    sets everything up and starts the bot
# make test   sets everything up and runs the whole test suite
#
# The common first half is `make setup`: it fills .venv from requirements.lock, every package pinned with its hashes.
# Two stamps make a second run start at once (and offline), and notice a changed lock.

BIN := .venv/bin
PACKAGES := .venv/.packages-done
PROJECT := .venv/.project-done

# The machine's own python3 if it is new enough, else a newer one beside it; `make PYTHON=…` chooses another.
# Each is asked to run: under pyenv and the like a name on PATH may lead nowhere.
PYTHON = $(shell for python in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

WORKERS ?= 3

.PHONY: setup run test lint format lock bench semantic

setup: $(PROJECT)
	@echo "Everything is set up. Next: make run, or $(BIN)/otboinik --help"

run: $(PROJECT)
	@$(BIN)/otboinik run

# Tests wait for databases, a messenger's double and a browser most of their time: several run at once.
test: $(PROJECT)
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal

lint: $(PROJECT)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy --strict

format: $(PROJECT)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

# The search that knows what sentences mean, too: 31 MB more. A changed lock takes it away; then once more.
semantic: $(PROJECT)
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-build-isolation --editable ".[semantic]"

bench: $(PROJECT)
	@set -e; for script in benchmarks/[!_]*.py; do echo "== $$script"; $(BIN)/python "$$script"; done

# Keeps what is pinned already; `make lock UPGRADE=1` moves everything to the newest. What this machine adds to the
# search for packages (folders of wheels, constraints) stays out: the lock has to serve any mirror.
lock: $(PROJECT)
	env -u UV_FIND_LINKS -u UV_CONSTRAINT -u UV_OVERRIDE -u UV_EXCLUDE_NEWER \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --group dev --no-sources \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		$(if $(UPGRADE),--upgrade) pyproject.toml --output-file requirements.lock

# The project itself is a link to this folder, made by the build tool of the lock: --no-build-isolation keeps this step
# from fetching another one, so it works offline.
$(PROJECT): $(PACKAGES) pyproject.toml
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --offline --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q bot faq handlers storage
	@touch $@

# Compiled now, on every core: else the first start does it, on one, and where Python may write no bytecode
# (PYTHONDONTWRITEBYTECODE, which many containers set) each start does it again: three seconds more (measured).
$(PACKAGES): requirements.lock $(BIN)/python
	@echo "Filling .venv from requirements.lock…" >&2
	@VIRTUAL_ENV=.venv $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements.lock
	@touch $@

# A .venv without uv is half made, or somebody else's; one without python has lost the Python it was made from.
# Either is made anew, and whatever stands on it too.
ifneq ($(words $(realpath $(BIN)/uv $(BIN)/python)),2)
.PHONY: $(BIN)/python
endif

# uv itself comes from the lock too, through the machine's uv or else its pip. The pip of the machine is enough:
# --without-pip spares us `ensurepip`, which some distributions leave out.
$(BIN)/python:
	$(if $(PYTHON),,$(error Otboinik needs Python 3.11 or newer, and found none. python3 is $(or \
		$(shell python3 --version 2>&1),missing). Install a newer one, or name it: make PYTHON=/path/to/python3.12))
	@echo "Making .venv with $$($(PYTHON) --version)…" >&2
	@$(PYTHON) -m venv --clear --without-pip .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock
	@if uv --version >/dev/null 2>&1; \
		then VIRTUAL_ENV=.venv uv pip install --quiet --require-hashes -r .venv/uv.lock; \
		else $(PYTHON) -m pip --python $@ install --quiet --require-hashes --no-deps -r .venv/uv.lock; fi
