# Dateline. `make run` to see it, `make test` to check it, `make help` for the rest.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
WORKERS ?= 3
# The tests start Python a hundred times: what is compiled is kept, whatever the machine's setting.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test test-all check audit bench pictures translations clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1|/' | column -t -s '|'

run: .venv/run ## Install, prepare the database, load the demonstration, serve on port 8000
	@DEMO=$${DEMO-1} $(BIN)/python app.py

test: .venv/dev debian ## Everything but the long tests: lint, types, all tests on SQLite and PostgreSQL
	$(MAKE) check
	$(BIN)/python -m pytest -n $(WORKERS) -m "not slow"
	TEST_DATABASE=postgresql $(BIN)/python -m pytest -n $(WORKERS) -m "not slow and not browser"

test-all: test ## The long tests too: every screen in five languages and two themes
	$(BIN)/python -m pytest -n $(WORKERS) -m slow

check: .venv/dev ## Lint and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet

audit: .venv/dev ## Ask an index which of the pinned libraries have known holes; exit code 3 where none answers
	@$(BIN)/python -m tools.audit

bench: .venv/dev ## Measure the product against the limits of this machine
	$(BIN)/python -m bench

pictures: .venv/dev ## Take the pictures of the user guide anew from the demonstration
	$(BIN)/python -m tools.guide_pictures

translations: .venv/dev ## Read all texts anew into the catalogues of the four languages
	$(BIN)/python -m tools.translations

clean: ## Remove what can be made again; your data in instance/ stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	@$(PYTHON) -m venv .venv || { \
	  echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }

.venv/run: .venv/bin/python requirements.txt eventsapp/translations/*/LC_MESSAGES/messages.po
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/pybabel --quiet compile -d eventsapp/translations
	@touch $@

.venv/dev: .venv/bin/python requirements-dev.txt requirements-scale.txt .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

.PHONY: debian
debian: # the browser, and two readers of calendars, without which tests say what was not checked
	@command -v chromium >/dev/null && command -v node >/dev/null && ldconfig -p | grep -q libical.so.3 || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && apt-get install -y -qq chromium nodejs libical3; \
	  elif ! command -v chromium >/dev/null; then \
	    echo "The browser tests need Chromium. On Debian: sudo apt-get install chromium nodejs libical3"; exit 1; \
	  fi; }
