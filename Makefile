# A table of commands. What is longer than three lines stands in xtask.

.DEFAULT_GOAL := help
.PHONY: help run dev test check e2e fix snap gen bench hooks

help: ## list the commands
	@sed -n 's/^\([a-z0-9]*\):.*## /\1\t/p' Makefile | expand -t 10

run: ## build all, start the server with sample data and the app, print addresses (environment: PORT, DATA)
	@cargo run --quiet --locked --package xtask -- run

dev: web/node_modules ## the same for work on it: debug builds, page and programs follow their sources (PORT, DATA)
	@cargo run --quiet --locked --package xtask -- dev

test: check ## everything CI runs: check, all tests, the walk-throughs in a browser
	cargo test --workspace --locked --doc
	cargo test --workspace --locked --lib --bins --tests
	cd web && npm test
	@$(MAKE) --no-print-directory e2e

check: web/node_modules ## the quick part: format, lints, tidy, the page's types
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo run --quiet --locked --package xtask -- tidy
	cd web && npm run check

web/node_modules: web/package-lock.json
	cd web && npm ci --ignore-scripts --no-audit --no-fund && touch node_modules

e2e: web/node_modules ## the walk-throughs of the page in Chromium (environment: CHROMIUM, SHOTS=folder for pictures)
	@cargo run --quiet --locked --package xtask -- e2e

fix: ## format, and apply the lint fixes that are safe
	cargo clippy --workspace --all-targets --fix --allow-dirty --allow-staged
	cargo fmt --all
	cd web && npm run fix

gen: ## make the types of both pages of the Rust structs
	TYPES=write cargo test --locked --package app --package waystation --lib types

snap: ## run the tests and review changed snapshots (needs cargo-insta)
	cargo insta test --workspace --review

bench: ## numbers of the hot paths, then beside curl, xh and openapi-to-postmanv2
	cargo bench --workspace --locked --bench '*'
	@cargo run --quiet --locked --package xtask -- compare

hooks: ## install the commit hook (under 3 s: format, tidy with its secret scan)
	git config core.hooksPath xtask/hooks
