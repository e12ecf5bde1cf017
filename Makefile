# A table of commands. What is longer than three lines stands in xtask.

.DEFAULT_GOAL := help
.PHONY: help run test check fix snap bench hooks

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

run: ## build all, start the server with sample data, print addresses (environment: PORT, DATA)
	@cargo run --quiet --locked --package xtask -- run

test: check ## everything CI runs: check, then all tests
	cargo test --workspace --locked --doc
	cargo test --workspace --locked --lib --bins --tests

check: ## the quick part: format, lints, tidy
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo run --quiet --locked --package xtask -- tidy

fix: ## format, and apply the lint fixes that are safe
	cargo clippy --workspace --all-targets --fix --allow-dirty --allow-staged
	cargo fmt --all

snap: ## run the tests and review changed snapshots (needs cargo-insta)
	cargo insta test --workspace --review

bench: ## numbers of the hot paths, then beside curl, xh and openapi-to-postmanv2
	cargo bench --workspace --locked --bench '*'
	@cargo run --quiet --locked --package xtask -- compare

hooks: ## install the commit hook (under 3 s: format, tidy with its secret scan)
	git config core.hooksPath xtask/hooks
