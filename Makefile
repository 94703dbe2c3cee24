# Runs on GNU make 3.81 too, the one macOS brings.

BIN := .venv/bin
SOURCES := pyproject.toml constraints.txt hatch_build.py scripts/setup fsq_beancount/_version.py \
	$(wildcard fsq_beancount/i18n/translations/*/LC_MESSAGES/*.po)
# Tests on both cores: pytest-xdist. `make test PYTEST_ARGS='-k milestones'` runs a choice.
PYTEST_ARGS ?= -n auto
# What `make test` makes on the second core while types are checked on the first.
MEANWHILE ?=
# Of both benchmarks: `make bench BENCH_ARGS='--quick --against main'`.
BENCH_ARGS ?=
# Which, and as whom: `make roots ROOTS_ARGS='trixie user' PYTEST_ARGS='-k browser'`.
ROOTS_ARGS ?=

# How many made-up ledgers `make fuzz` puts through every face, and how long `make soak` lasts.
FUZZ ?= 400
SOAK_ARGS ?=

# Tests start our programs hundreds of times: each would compile the package anew, where the
# environment (as that of many containers) forbids to keep what was compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-dev demo test test-long test-oldest fuzz soak lint bench peers pictures installs constraints roots \
	docs dist release-check clean

help:
	@echo 'make setup        the environment .venv: fsq, fava, bean-query'
	@echo 'make demo         the report of the example ledger, then its page in Fava (stop: Ctrl-C)'
	@echo 'make test         lint, types and tests; gets a Chromium where there is none'
	@echo 'make test-oldest  the tests that meet Fava or the shell, with the oldest dependencies'
	@echo 'make test-long    all tests, with more made-up ledgers and the long published ones'
	@echo 'make fuzz         odd ledgers through every face: FUZZ=400'
	@echo 'make soak         a real Fava under readers and edits: answers and memory'
	@echo 'make installs     installs the package in each way that its pages name, and tries it'
	@echo 'make lint         ruff and mypy alone'
	@echo 'make bench        measures speed, side by side with an earlier commit'
	@echo 'make peers        compares returns with those of other programs; needs the network'
	@echo 'make pictures     takes the pictures of the README; needs a Chromium'
	@echo 'make constraints  new versions in constraints.txt; needs uv'
	@echo 'make roots        make demo and make test in bare Debians; needs root and debootstrap'
	@echo 'make docs         writes the parts of the documentation that are made from the code'
	@echo 'make dist         sdist and wheel, in dist'
	@echo 'make release-check what a release lacks; TAG=v1.2.3 compares the tag'
	@echo 'make clean        removes the environments and all that was built'

setup: .venv/installed

setup-dev: .venv/installed-dev

.venv/installed: $(SOURCES)
	@sh scripts/setup

.venv/installed-dev: $(SOURCES)
	@sh scripts/setup --dev

.venv-oldest/installed: $(SOURCES) constraints-oldest.txt
	@sh scripts/setup --oldest

demo: setup
	@$(BIN)/python scripts/demo.py

lint: setup-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --strict

# The Chromium comes first: where none can be had, that is said before minutes are spent.
test: setup-dev
	@$(BIN)/python scripts/get_chromium.py
	$(MAKE) -j2 lint $(MEANWHILE)
	$(BIN)/python -m pytest $(PYTEST_ARGS)

test-long: setup-dev
	FSQ_LONG=1 $(BIN)/python -m pytest $(PYTEST_ARGS)

test-oldest: .venv-oldest/installed
	.venv-oldest/bin/python -m pytest -m 'fava or shell' $(PYTEST_ARGS)

fuzz: setup-dev
	FSQ_FUZZ=$(FUZZ) $(BIN)/python -m pytest tests/faces/test_odd_ledgers.py

soak: setup-dev
	$(BIN)/python scripts/soak.py $(SOAK_ARGS)

bench: setup-dev
	$(BIN)/python bench/run.py $(BENCH_ARGS)
	$(BIN)/python bench/page.py $(BENCH_ARGS)

peers: setup-dev
	$(BIN)/python bench/peers.py

pictures: setup-dev
	$(BIN)/python scripts/make_pictures.py

installs: setup-dev
	$(BIN)/python scripts/installs.py

# The oldest: the lower bound of each direct dependency, with the newest of all that those need.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --upgrade \
	--no-annotate --no-header --no-emit-index-url pyproject.toml
constraints:
	$(COMPILE) --all-extras --output-file constraints.txt
	$(COMPILE) --extra all --resolution lowest-direct --output-file constraints-oldest.txt

roots:
	@sh scripts/roots.sh $(ROOTS_ARGS)

docs: setup-dev
	$(BIN)/python scripts/make_docs.py

dist: setup-dev
	rm -rf dist
	$(BIN)/python -m hatchling build

release-check: setup-dev
	@$(BIN)/python scripts/release_check.py $(if $(TAG),--tag '$(TAG)')

clean:
	rm -rf .venv .venv-oldest build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .coverage
	rm -f fsq_beancount/i18n/translations/*/LC_MESSAGES/*.mo
	find . -name __pycache__ -prune -exec rm -rf {} +
