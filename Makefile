SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help packages build demo test lint docs bench clean

# A crashed child's backtracer can hang a pipeline for ever.
export SWIFT_BACKTRACE = enable=no

help: ## List the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

packages:
	@scripts/install-system-packages

build: packages ## Build kith and kith-graphviz for release into .build/release
	@swift build -c release --product kith-graphviz
	@swift build -c release --product kith

demo: build ## Make the report of the sample campaign and print where it is
	@mkdir -p out
	@.build/release/kith report samples/campaign/comments.csv --time-zone Asia/Seoul -o out/campaign --force
	@echo "$(CURDIR)/out/campaign/report.html"

test: packages ## Run the tests
	@swift test

lint: ## Check format and file lengths
	@swift format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources
	@scripts/check-file-lengths

docs: build ## Write Documentation/Measures.md anew from the registry
	@.build/release/kith measures --format markdown > Documentation/Measures.md

bench: packages ## Measure speed beside peers; see Benchmarks/README.md
	@touch Benchmarks/Package.swift # else files added to or removed from Sources go unseen
	@swift build -c release --package-path Benchmarks
	@python3 Benchmarks/compare.py

clean: ## Remove what builds and demos leave behind
	@swift package clean
	@rm -rf out
