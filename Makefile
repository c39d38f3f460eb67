# Two commands do all the set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo test coverage lint bench floors weigh clean

$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: $(VENV)/.installed
	@$(BIN)/seized mandates "$$($(BIN)/seized sample en --path)"
	@echo "The register, with a full cycle of data in six languages; stop it with Ctrl-C:"
	@$(BIN)/seized demo

test: $(VENV)/.installed
	./scripts/system_packages
	$(BIN)/python -m pytest -n 2 --dist worksteal
	./scripts/postgresql $(BIN)/python -m pytest -n 2 --dist worksteal -m "not browser and not once" tests/register

coverage: $(VENV)/.installed
	$(BIN)/python -m pytest -n 2 --dist worksteal --cov=seized --cov-report=term:skip-covered

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	SEIZED_DATA=build/lint $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pylint src/seized

.venv-peers/.installed: bench/requirements-peers.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --no-deps --require-hashes -r bench/requirements-peers.lock
	touch $@

bench: $(VENV)/.installed .venv-peers/.installed
	$(BIN)/python bench/speed.py --peers .venv-peers/bin/python

floors: $(VENV)/.installed
	$(BIN)/python scripts/floors.py

.venv-weigh/.installed: requirements.lock scripts/requirements-weigh.lock
	$(PYTHON) -m venv .venv-weigh
	.venv-weigh/bin/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	.venv-weigh/bin/python -m pip install --quiet --no-deps --require-hashes -r scripts/requirements-weigh.lock
	touch $@

weigh: .venv-weigh/.installed
	PYTHONPATH=src .venv-weigh/bin/python scripts/weigh_phrases.py ../shared --check --write

clean:
	rm -rf $(VENV) .venv-peers .venv-weigh build dist .coverage .pytest_cache .mypy_cache .ruff_cache
