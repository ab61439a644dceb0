# `make interview` and `make test` work on a machine that has only Python 3.11, pip and make.
UV_VERSION := 0.13.8
# A uv of our own, pinned, beside the project, where nothing else sees it: one installed may be too old for
# the lock. `make UV=uv …` uses yours.
UV ?= .tools/bin/uv
GUIDES ?= knowledge/guides
STAMP := .venv/.synced

.PHONY: help setup interview demo test check eval calibrate format clean

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

.tools/bin/uv:
	@python3 -m pip install -qq --disable-pip-version-check --target .tools "uv==$(UV_VERSION)"

$(STAMP): pyproject.toml uv.lock $(filter .tools/bin/uv,$(UV))
	@echo "Installing into .venv; the first time takes a minute or two." >&2
	@# The system's certificates first: behind a company's proxy the bundled ones are not enough. Compiled at
	@# once, because every command starts twice as fast so, also where Python may not write its own caches.
	@$(UV) sync --frozen --quiet --compile-bytecode --system-certs 2>/dev/null || $(UV) sync --frozen --quiet
	@touch $@

setup: $(STAMP)  ## Install everything into .venv; with EXTRAS="anthropic google mistral" these vendors' packages too
	@$(if $(EXTRAS),$(UV) sync --frozen --quiet --inexact $(EXTRAS:%=--extra %))
	@echo "Ready: .venv/bin/interview --help"

interview: $(STAMP)  ## Be interviewed over the guides in GUIDES (knowledge/guides)
	@.venv/bin/interview start --guides "$(GUIDES)"

demo: $(STAMP)  ## A whole interview with a simulated candidate
	@.venv/bin/interview demo --guides "$(GUIDES)"

test: $(STAMP)  ## Run the tests
	.venv/bin/python -m pytest -q -n 2

check: $(STAMP)  ## Format, lint, types, import contracts
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

eval: $(STAMP)  ## Measure the interviewer on the fast scenarios against the accepted run
	.venv/bin/python -m evals --tag fast --against baseline

calibrate: $(STAMP)  ## Fit the evaluator's figures again (needs the graded answers in ../shared)
	.venv/bin/python -m evals.calibrate

format: $(STAMP)  ## Put the code in the project's format
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .

clean:  ## Remove what setup installed
	rm -rf .venv .tools
