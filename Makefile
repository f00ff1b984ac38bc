# What a person types. `make help` lists it.
#
# All paths are relative, and the path of the folder itself is never used: it may hold spaces and any letters.

PYTHON ?= python3

RUN = .venv/bin/python
PIP_INSTALL = -m pip install --quiet --quiet --disable-pip-version-check

.DEFAULT_GOAL = site
.NOTPARALLEL:
.PHONY: help site serve check test bench lighthouse screenshots lint types contract format lock clean \
	venv runtime dev npm

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

site: runtime ## check the sources, write docs/, render site/ (what `make` alone does)
	$(RUN) -m generator build

serve: runtime ## show the site in the browser, and again after each change
	$(RUN) -m generator serve

check: runtime ## report every problem; write nothing
	$(RUN) -m generator check

test: dev ## run the tests; some of them: make test ARGS="-k quote"
	@sh tools/ensure-browser.sh $(RUN)
	@sh tools/ensure-npm.sh || [ "$$CI" != true ]
	$(RUN) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

bench: runtime ## measure: broken quotes, a thousand entities, MkDocs alone
	PYTHONPATH=. $(RUN) tools/bench.py

lighthouse: dev npm site ## let Lighthouse judge a page of each kind, phone and desktop; four kinds: ARGS=--few
	@sh tools/ensure-browser.sh $(RUN)
	PYTHONPATH=. $(RUN) tools/lighthouse.py $(ARGS)

screenshots: dev site ## show each kind of page: phone and desktop, light and dark, on paper
	@sh tools/ensure-browser.sh $(RUN)
	PYTHONPATH=. $(RUN) tools/screenshots.py

lint: dev ## look for untidy code
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check

types: dev npm ## check the types, those of the scripts too
	$(RUN) -m mypy
	node_modules/.bin/tsc --project tsconfig.json

contract: dev ## check that the stages import each other in one direction only
	$(RUN) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()' --no-logo

format: dev ## tidy the code
	$(RUN) -m ruff check --fix-only
	$(RUN) -m ruff format

# Pins that still fit are kept; newer ones: make lock ARGS=--upgrade
# "fewest": one version of each package for all Python versions, so that all of them render the same site.
UV = .venv-lock/bin/python -m uv
COMPILE = $(UV) pip compile --quiet --universal --python .venv-lock/bin/python --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-emit-index-url --custom-compile-command "make lock" $(ARGS)

lock: ## pin anew what pyproject.toml asks for, in both locks
	"$(PYTHON)" -m venv --clear .venv-lock
	.venv-lock/bin/python $(PIP_INSTALL) uv==0.13.9
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --output-file requirements-dev.lock --group dev --constraint requirements.lock pyproject.toml
	rm -rf .venv-lock

clean: ## remove what the build, the tests and the checks leave behind (.venv, node_modules and docs/ stay)
	rm -rf site screenshots .briefing .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A .venv that cannot run (made halfway, or its Python is gone) is made anew; one that was moved or copied along with
# its folder is told where it is now, for `activate` names the place. One that is a link is somebody else's.
venv:
	@.venv/bin/python -c 'import pip' 2>/dev/null || { \
	  command -v "$(PYTHON)" >/dev/null || \
	    { echo 'There is no $(PYTHON) here: install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3' >&2; exit 1; }; \
	  "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "$(PYTHON) is $$("$(PYTHON)" --version 2>&1), and 3.11 or newer is needed: make PYTHON=/path/to/python3" >&2; exit 1; }; \
	  "$(PYTHON)" -m venv --clear .venv; }
	@[ -L .venv ] || [ "$$(cat .venv/folder 2>/dev/null)" = "$$(pwd)" ] || { \
	  .venv/bin/python -m venv --without-pip .venv && pwd >.venv/folder; }

# The copy of a lock in .venv says that it is installed there.
runtime: venv
	@cmp -s requirements.lock .venv/requirements.lock || { \
	  echo 'Installing requirements.lock into .venv (once, and after each change of it)'; \
	  $(RUN) $(PIP_INSTALL) --require-hashes --requirement requirements.lock && \
	  cp requirements.lock .venv/requirements.lock; }
	@cp tools/briefing.sh .venv/bin/briefing

# What HTML and JavaScript are checked by.
npm:
	@sh tools/ensure-npm.sh

dev: runtime
	@cmp -s requirements-dev.lock .venv/requirements-dev.lock || { \
	  echo 'Installing requirements-dev.lock into .venv (once, and after each change of it)'; \
	  $(RUN) $(PIP_INSTALL) --require-hashes --requirement requirements-dev.lock && \
	  cp requirements-dev.lock .venv/requirements-dev.lock; }
