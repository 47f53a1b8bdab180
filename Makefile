# Everything runs in .venv, made on first use from hash-pinned requirements; again only when
# those change. make demo [HOST=0.0.0.0] · make test · make bench · make clean · make lock

PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
EDITABLE := $(INSTALL) --no-deps --no-build-isolation --editable .

# Only a HOST given to make counts: some shells export one that is this machine's name.
ifeq ($(origin HOST),command line)
demo: export FRESHLENS_HOST := $(HOST)
endif

.PHONY: demo test screenshots screens bench clean lock
.DELETE_ON_ERROR:

demo: .venv/.runtime screens
	@$(BIN)/freshlens demo

test: .venv/.dev .venv/.browser screens
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo) || { echo "$$said"; exit 1; }
	@$(BIN)/python kiosk/web/build.py check
	@$(BOTH)

# Screens wait for browsers more than they work: they are tested beside everything else, and told
# after it. What measures milliseconds comes last, alone.
BOTH = said=$$(mktemp); trap 'kill $$beside 2>/dev/null; rm -f "$$said"' EXIT; trap 'exit 130' INT TERM; \
	$(BIN)/pytest -m 'not quiet' tests/screens >"$$said" 2>&1 & beside=$$!; \
	$(BIN)/pytest --ignore tests/screens; rest=$$?; \
	wait $$beside; screens=$$?; cat "$$said"; \
	$(BIN)/pytest -m quiet tests/screens; exit $$((rest || screens || $$?))

# Every screen in three sizes and languages, into screenshots/.
screenshots: .venv/.dev .venv/.browser screens
	@$(BIN)/python -m tests.screens

bench: .venv/.dev screens
	@$(BIN)/python -m tests.bench

# The screens are tested in a real browser: the machine's own, else one that playwright fetches.
.venv/.browser: | .venv/.dev
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome || \
		$(BIN)/playwright install chromium; } >/dev/null
	@touch $@

# kiosk/static, again whenever something in kiosk/web or the GraphQL schema changed.
screens: | .venv/.node
	@$(BIN)/python kiosk/web/build.py

# Leaves .freshlens alone: the demo's data is yours.
clean:
	@rm -rf kiosk/static kiosk/web/node_modules screenshots
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Freshlens needs Python 3.11 or newer as $(PYTHON): install it,' \
			'or name another one (make PYTHON=python3.12 …).' >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
		echo '$(PYTHON) comes without venv: install it (Debian, Ubuntu: apt install' \
			'python3-venv).' >&2; exit 1; }
	@$(PYTHON) -m venv .venv
	@touch $@

# A Node of our own, where the machine has none that can build the screens.
.venv/.node: requirements-node.txt | .venv/.made
	@$(BIN)/python kiosk/web/build.py has-node 2>/dev/null || \
		$(INSTALL) --require-hashes --requirement requirements-node.txt
	@touch $@

.venv/.runtime: requirements.txt pyproject.toml | .venv/.made .venv/.node
	@echo 'Installing what Freshlens needs into .venv …'
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@$(EDITABLE)
	@touch $@

# The development requirements hold the runtime's, in the same versions.
.venv/.dev: requirements-dev.txt requirements.txt pyproject.toml | .venv/.made .venv/.node
	@echo 'Installing what Freshlens and its tests need into .venv …'
	@$(INSTALL) --require-hashes --requirement requirements-dev.txt
	@$(EDITABLE)
	@touch .venv/.runtime $@

COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --extra embedded

NODE_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --group node -o requirements-node.txt

lock:
	@set -e; folder=$$(mktemp -d); trap 'rm -rf "$$folder"' EXIT; \
	$(PYTHON) -m venv "$$folder"; \
	"$$folder/bin/python" -m pip install --quiet --disable-pip-version-check uv; \
	"$$folder/bin/"$(COMPILE) --group build -o requirements.txt; \
	"$$folder/bin/"$(COMPILE) --group dev -c requirements.txt -o requirements-dev.txt; \
	"$$folder/bin/"$(NODE_COMPILE)
