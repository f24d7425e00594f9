# The portal, from a bare machine: Python 3.11 or newer (with venv), git and make.
.DEFAULT_GOAL := help
.PHONY: help install demo test bench lint fix

PORT ?= 8000
HOST ?= 127.0.0.1
export PORT HOST

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

install: ## Create .venv with all that developing needs
	@bin/install test

demo: ## Load the demonstration network and serve it (PORT=8000)
	@bin/install base
	@exec .venv/bin/python bin/demo

test: ## Run every test this machine can run, and name what was left out
	@bin/install test
	@exec .venv/bin/python bin/test $(ARGS)

bench: ## Measure the catalogue on networks of up to 100,000 practices (ARGS=…)
	@bin/install test
	@exec .venv/bin/python bin/bench $(ARGS)

lint: ## Look at code, templates, imports, settings, migrations and types
	@bin/install test
	@bin/lint

fix: ## Put right what tools can put right: format, import order, indentation
	@bin/install test
	@bin/lint --fix
