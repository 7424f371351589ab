# Everyday commands; `make help` lists them. They need Python 3.11 or newer with venv, and make.
.DEFAULT_GOAL := help
SHELL := /bin/bash

PORT ?= 8000
SIZE ?= 50
OPS ?=
ARGS ?=
JOBS ?= auto
VENV ?= .venv
LOCK ?= requirements/dev.txt
BIN := $(VENV)/bin
ROOMS := lib tenants people notices sharing evidence signoffs journals activities plans assessments moderation duties authorisations registers applications audits cohorts portfolios moving website home config
# The first Python at hand that is new enough and can make an environment.
PYTHON ?= $(shell for it in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$it -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$it; break; }; done)
# What the production settings ask for, made up for one check.
THROW_AWAY = SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	SEALING_KEYS=$$($(BIN)/python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())') \
	EMAIL_URL=smtp://localhost ALLOWED_HOSTS=.example.org

# $(call installed,LOCK): installs when the lock is not the one installed last.
define installed
	@[ -x $(BIN)/python ] || { [ -n "$(PYTHON)" ] || { \
		echo "Python 3.11 or newer with venv is needed (Debian: apt-get install python3-venv)."; exit 1; }; \
		echo "Making $(VENV) with $(PYTHON)"; $(PYTHON) -m venv $(VENV); }
	@cmp -s $(1) $(VENV)/installed.txt || { [ "$(2)" ] && cmp -s $(2) $(VENV)/installed.txt; } || { \
		echo "Installing $(1)"; \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) \
		&& cp $(1) $(VENV)/installed.txt; }
endef

.PHONY: help
help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: demo
demo: install-base ## the platform with both demo institutions, on http://localhost:8000 (PORT= changes it)
	@exec $(BIN)/python manage.py serve --port $(PORT)

.PHONY: install-base
install-base:
	$(call installed,requirements/base.txt,$(LOCK))

.PHONY: install
install: ## make the environment and install everything for development
	$(call installed,$(LOCK))

.PHONY: test
test: install ## the whole test suite on every core (JOBS= changes it, ARGS= goes to pytest; REQUIRE_BROWSER=1 insists on Chromium)
	@$(BIN)/python -m pytest -rs -n $(JOBS) --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: check
check: install ## lint, format, types, templates, deployment settings, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/bandit -q -ll -c pyproject.toml -r $(ROOMS)
	$(BIN)/mypy .
	@$(BIN)/python manage.py db start
	@echo "manage.py check --deploy, on production settings"
	@$(THROW_AWAY) $(BIN)/python manage.py check --deploy --fail-level WARNING --settings config.settings.production
	$(BIN)/python manage.py makemigrations --check --dry-run

.PHONY: bench
bench: install ## measure the named operations (SIZE= technicians, OPS="name …")
	@$(BIN)/python -m benchmarks --size $(SIZE) $(OPS)

.PHONY: stop
stop: ## stop the embedded PostgreSQL that tests and development leave running
	@$(BIN)/python manage.py db stop

.PHONY: lock
lock: install ## write requirements/*.txt anew after a change in pyproject.toml, keeping what still fits
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(call compiled,base.txt,--python-version 3.11,django<6)
	cp requirements/base.txt requirements/s3.txt  # to keep all that fits: boto3 wants an older python-dateutil
	$(call compiled,s3.txt,--python-version 3.11 --extra s3,django<6)
	$(call compiled,dev.txt,--python-version 3.11 --group dev --constraint requirements/base.txt,django<6)
	$(call compiled,dev-py313-django61.txt,--python-version 3.13 --group dev,django>=6.1)

.PHONY: upgrade-lock
upgrade-lock: ## as lock, with the newest versions of everything
	$(MAKE) lock UPGRADE=--upgrade

define compiled
	echo '$(3)' | $(BIN)/uv pip compile pyproject.toml $(2) --constraint - --universal --generate-hashes --quiet \
		--no-emit-index-url --no-emit-find-links --no-header --no-annotate $(UPGRADE) --output-file requirements/$(1)
endef

.PHONY: clean
clean: ## stop the embedded server and remove the environment, caches and all local data
	-@[ ! -x $(BIN)/python ] || $(BIN)/python manage.py db stop
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis htmlcov .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
