# From nothing: each target makes its own environment in .venv first.
PYTHON ?= python3
BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
READY := .venv/.ready

.PHONY: demo test coverage lint types model clean

demo: $(READY)  ## build the bundled sample into outputs/sample
	$(BIN)/kg build

test: $(READY)  ## every test; what this machine lacks (a browser, annotated data) is skipped with the reason
	$(BIN)/python -m pytest -rs -n 2 --dist loadfile

coverage: $(READY)  ## every test, and which lines none of them runs
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --cov=kg --cov-report=term:skip-covered

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

model: $(READY)  ## learn the weights anew: make model DATA="annotated.jsonl more.jsonl"
	$(BIN)/python -m pip install --quiet -e ".[train]"
	$(BIN)/python -m kg.training $(DATA)

clean:
	rm -rf .venv

$(READY): pyproject.toml
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'kg needs Python 3.11 or newer; set PYTHON=')"
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	$(PYTHON) -c "open('$(READY)', 'w').close()"
