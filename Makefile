# Lendwright. `make run` and `make test` are all that is needed; the rest is for working on it.

# gin's msgpack costs a third of the build and nothing here uses it.
TAGS    := nomsgpack
export CGO_ENABLED := 0
GO      := go
TOOLS   := $(CURDIR)/.tools
STATICCHECK_VERSION := v0.8.2

.PHONY: help run test check format vet lint generated unit suite journey needs bench generate build clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

run: ## start Lendwright with its own database, jobs and Mono sandbox: needs Go alone
	$(GO) run -tags=$(TAGS) ./cmd/app

# Nothing is left out in silence: without the database or the browser these fail (make suite REQUIRE_PG= lets them be).
suite journey: export REQUIRE_PG := 1
suite journey: export REQUIRE_CHROME := 1
test: needs check suite journey ## install what is needed and run everything

check: format vet lint generated unit ## the quick gate: format, vet, lint, generated files, unit tests

format: ## fail when a file is not gofmt's
	@bad=$$(gofmt -l $$(find . -name '*.go' -not -path './.tools/*')); if [ -n "$$bad" ]; then echo "not formatted (run gofmt -w):"; echo "$$bad"; exit 1; fi

vet: ## go vet
	$(GO) vet -tags=$(TAGS),e2e ./...

lint: $(TOOLS)/staticcheck ## staticcheck
	$(TOOLS)/staticcheck -tags=$(TAGS),e2e ./...

$(TOOLS)/staticcheck: Makefile
	GOBIN=$(TOOLS) GOFLAGS= $(GO) install honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK_VERSION)
	@touch $@

generated: ## fail when a generated file is stale
	@sum() { find templates -name '*_templ.go' | LC_ALL=C sort | xargs cat | cksum; }; \
	before=$$(sum); $(GO) tool templ generate -log-level error; \
	if [ "$$before" != "$$(sum)" ]; then echo "templates were not generated: commit what 'make generate' wrote"; exit 1; fi

unit: ## unit tests: no database server, no browser
	$(GO) test -short -tags=$(TAGS) ./...

suite: ## every test, the store's on the embedded database and on a private PostgreSQL
	$(GO) run -tags=$(TAGS) ./internal/testrun -- $(GO) test -count=1 -tags=$(TAGS) ./...

journey: ## the browser journey and the faults, on the real program, on both databases
	$(GO) run -tags=$(TAGS) ./internal/testrun -- $(GO) test -count=1 -tags=$(TAGS),e2e -v -timeout 40m ./test/...

needs: ## install what the tests need (Debian), or say what is missing
	@sh test/needs.sh

bench: ## benchmarks
	$(GO) test -tags=$(TAGS) -run '^$$' -bench . -benchmem ./...

generate: ## write the generated files
	$(GO) tool templ generate

build: ## one static binary in bin/
	$(GO) build -tags=$(TAGS) -trimpath -ldflags='-s -w' -o bin/lendwright ./cmd/app

clean: ## remove what was built (never data/)
	rm -rf bin .tools
