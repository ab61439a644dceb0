# `make interview` and `make test` work on a machine that has only Python (3.11 or newer), pip and make.
UV_VERSION := 0.13.8
# A uv of our own, pinned, beside the project, where nothing else sees it: one installed may be too old for
# the lock. `make UV=uv …` uses yours.
UV ?= .tools/bin/uv
GUIDES ?= knowledge/guides
# Another folder for another Python: `make test VENV=.venvs/3.13 UV_PYTHON=3.13`.
VENV ?= .venv
export UV_PROJECT_ENVIRONMENT := $(VENV)
ifdef UV_PYTHON
export UV_PYTHON
endif
BIN := $(VENV)/bin
# What an interview needs, and beside it what tests, checks and measurements need: two stamps.
INSTALLED := $(VENV)/.interview
DEVELOPING := $(VENV)/.developing
# LangGraph's own server wants older ones of what others use, too.
SERVER ?= .venvs/langgraph-server
# And what the page needs besides.
PAGE := $(VENV)/.page
# The system's certificates where there are any: behind a company's proxy uv's own are not enough.
CERTIFICATES := $(if $(strip $(SSL_CERT_FILE) $(SSL_CERT_DIR) $(wildcard /etc/ssl/certs/ca-certificates.crt \
	/etc/ssl/cert.pem /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/ca-bundle.pem)),--system-certs)
# Where somebody watches, they are told in a few lines what is fetched; into a file goes not a word of it.
QUIET := $(shell [ -t 2 ] || echo --quiet)
SYNC = scripts/uv-in-short $(UV) sync --frozen $(CERTIFICATES)
SMOKE := tests/test_mock_interviewer.py tests/app/test_plugins.py \
	tests/graphs tests/knowledge/test_embed.py tests/knowledge/test_strangers_documents.py \
	tests/memory/test_conformance.py tests/models/test_chat.py
# Tests wait for servers and processes much of the time: three at once keep two cores busy. Not those of the
# browser: what is spoken there is spoken in real time.
WORKERS ?= 3
# Python keeps compiled what is imported, so that the second start is twice as fast, also where the environment
# forbids it: tests start hundreds of processes. Compiling everything that is installed would take longer than
# the first interview's start.
COMPILING := env -u PYTHONDONTWRITEBYTECODE
.PHONY: help setup interview web demo test sweep smoke check studio langgraph-server real-model real-voice browser eval bench calibrate train train-larger train-multilingual train-matcher format clean

help:  ## What can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 14

.tools/bin/uv:
	@python3 -m pip --version >/dev/null 2>&1 || { \
	  echo "make: python3 has no pip. Install it (Debian: apt install python3-pip), or name your uv: make UV=uv" >&2; exit 3; }
	@echo "Fetching uv $(UV_VERSION) into .tools." >&2
	@PIP_ROOT_USER_ACTION=ignore python3 -m pip install $(if $(QUIET),-qq,-q) --disable-pip-version-check \
	  --target .tools "uv==$(UV_VERSION)"

$(INSTALLED): pyproject.toml uv.lock $(filter .tools/bin/uv,$(UV))
	@echo "Installing into $(VENV) what an interview needs." >&2
	@echo "  The first time: about 190 MB, a minute or two." >&2
	@# Inexact: what `make test` or EXTRAS added stays.
	@$(SYNC) --inexact --no-dev
	@touch $@

$(DEVELOPING): pyproject.toml uv.lock $(filter .tools/bin/uv,$(UV))
	@echo "Installing into $(VENV) what tests and measurements need." >&2
	@echo "  The first time: a minute or two." >&2
	@$(SYNC)
	@touch $(INSTALLED) $@

$(PAGE): $(INSTALLED)
	@echo "Installing into $(VENV) what the page needs." >&2
	@$(SYNC) --inexact --no-dev --extra web
	@touch $@

setup: $(INSTALLED)  ## Install what an interview needs; with EXTRAS="anthropic google mistral" these vendors' packages too
	@$(if $(EXTRAS),$(SYNC) --inexact --no-dev $(EXTRAS:%=--extra %))
	@$(COMPILING) $(BIN)/interview setup
	@echo "Ready: $(BIN)/interview --help"

interview: $(INSTALLED)  ## Be interviewed over the guides in GUIDES (knowledge/guides)
	@# Who leaves with Ctrl-C has been told how to go on, and needs no "*** Error 130" of make's below that.
	@$(COMPILING) $(BIN)/interview start --guides "$(GUIDES)" || { left=$$?; [ $$left -eq 130 ] || exit $$left; }

web: $(PAGE)  ## Open the page in your browser, over the guides in GUIDES; WEB="--port 0 --no-browser" and so on
	@$(COMPILING) $(BIN)/interview web --guides "$(GUIDES)" $(WEB)

demo: $(INSTALLED)  ## A whole interview with a simulated candidate
	@$(COMPILING) $(BIN)/interview demo --guides "$(GUIDES)"

test: $(DEVELOPING)  ## Run the tests
	$(COMPILING) $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

sweep: $(DEVELOPING)  ## Run the tests and the long sweeps, as every submission does
	$(COMPILING) $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal -m "not browser"

smoke: $(DEVELOPING)  ## Run the few tests that show whether it works on this Python
	$(COMPILING) $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal $(SMOKE)

real-model: $(DEVELOPING)  ## Run the tests with a real language model, small enough for two cores
	$(SYNC) --inexact --group real-model
	$(BIN)/python -m pytest -q -m real_model tests/real_model

$(SERVER)/.installed: pyproject.toml uv.lock $(filter .tools/bin/uv,$(UV))
	@echo "Installing into $(SERVER) what LangGraph's own server needs." >&2
	@UV_PROJECT_ENVIRONMENT=$(SERVER) $(SYNC) --no-default-groups --group langgraph-server --group weights
	@touch $@

studio: $(SERVER)/.installed  ## Serve both graphs with LangGraph's own server, for its Studio and its clients; STUDIO="--port 2025" and so on
	@LANGGRAPH_CLI_NO_ANALYTICS=1 $(SERVER)/bin/langgraph dev $(STUDIO)

langgraph-server: $(SERVER)/.installed  ## Run the tests that drive LangGraph's own server
	$(COMPILING) $(SERVER)/bin/python -m pytest -q -m langgraph_server tests/langgraph_server

real-voice: $(DEVELOPING)  ## Run the tests that speak to the real recogniser (needs espeak-ng)
	$(SYNC) --inexact --extra voice
	$(BIN)/python -m pytest -q -m real_voice tests/real_voice

browser: $(DEVELOPING)  ## Run the tests of the page in the system's own Chromium (spoken ones need espeak-ng)
	$(SYNC) --inexact --group browser --extra voice
	$(COMPILING) $(BIN)/python -m pytest -q -n 2 --dist worksteal -m browser tests/browser

check: $(DEVELOPING)  ## Format, lint, types, import contracts, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

eval: $(DEVELOPING)  ## Measure the interviewer on the fast scenarios against the accepted run
	$(COMPILING) $(BIN)/python -m evals --tag fast --against baseline

bench: $(DEVELOPING)  ## Measure beside the build this branch began from (OTHER=checkout or revision): what got worse?
	$(COMPILING) $(BIN)/python -m benchmarks.side_by_side --gate --other "$(OTHER)"

calibrate: $(DEVELOPING)  ## Fit the evaluator's figures again (needs the graded answers in ../shared)
	$(BIN)/python -m evals.calibrate

train: $(DEVELOPING)  ## Train the encoder that reads answers (about four hours; can be stopped and goes on)
	$(SYNC) --inexact --group train
	$(BIN)/python -m evals.entailment.train

train-larger: $(DEVELOPING)  ## Train the larger encoder (about an hour and a half; can be stopped and goes on)
	$(SYNC) --inexact --group train
	$(BIN)/interview setup --larger
	$(BIN)/python -m evals.entailment.larger.train

train-multilingual: $(DEVELOPING)  ## Train the multilingual encoder (about two hours; can be stopped and goes on)
	$(SYNC) --inexact --group train
	$(BIN)/interview setup --multilingual
	$(BIN)/python -m evals.entailment.multilingual.train

train-matcher: $(DEVELOPING)  ## Train the encoder that postings are held against guides with (two to five minutes)
	$(SYNC) --inexact --group train
	$(BIN)/python -m evals.posting_pairs.train

format: $(DEVELOPING)  ## Put the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:  ## Remove what was installed
	rm -rf .venv .venvs .tools
