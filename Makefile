# Thin on purpose: the work is in scripts/, where each file says what it does.
.DEFAULT_GOAL := help
.PHONY: help run test check bench

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## start Frontdesk with demo data at http://127.0.0.1:8080 (installs and builds what is missing)
	@scripts/run

test: ## all tests: Rust on SQLite and PostgreSQL, stories in a browser
	@scripts/test

check: ## formatting, lints, documentation, unused dependencies
	@scripts/check

bench: ## measure the release build under load
	@scripts/bench
