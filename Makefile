.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url
# A Neo4j each: two files at a time; one at a time where the tests were given theirs.
WORKERS ?= $(if $(NEO4J_TEST_URI),0,2)
SPREAD := -n $(WORKERS) --dist loadscope --no-loadscope-reorder
MARKS := -m "$(if $(SLOW),not laws,not slow and not laws)"

.PHONY: help setup demo test laws check bench openapi docs lock
help: ## explain these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: .venv/ready ## make .venv from the hashed requirements

.venv/ready: requirements/dev.txt requirements/fast.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 2; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r requirements/fast.txt || \
	  echo "没有适合本机的 neo4j-rust-ext，读取会慢些 / no neo4j-rust-ext for this machine: reads are slower"
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## start everything: Neo4j, the Chongqing sample, API (options: ARGS="--port 8001")
	$(BIN)/graph-service up $(ARGS)

test: setup ## run the tests on a real Neo4j (all of them: SLOW=1)
	$(BIN)/pytest $(SPREAD) $(MARKS) $(ARGS)

laws: setup ## the long law runs: thousands of changes, every answer compared
	$(BIN)/pytest -m laws $(ARGS)

check: setup ## format, lint, types, import direction
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/ty check --error-on-warning
	$(BIN)/lint-imports

bench: setup ## measure against RETURN 1 in the same run (options: ARGS=…)
	$(BIN)/graph-service bench $(ARGS)

openapi: setup ## write docs/openapi.json anew
	$(BIN)/pytest -q tests/api/test_openapi.py --write-openapi

docs: setup ## write docs/rules.md, docs/changes.md and the graph in cypher/README.md anew
	$(BIN)/pytest -q tests/documents --write-docs

lock: ## make the hashed requirements anew from pyproject.toml (needs uv)
	uv pip compile $(LOCK) pyproject.toml --extra oidc -o requirements/runtime.txt
	uv pip compile $(LOCK) pyproject.toml --group dev -o requirements/dev.txt
	uv pip compile $(LOCK) --group clients -o requirements/clients.txt
