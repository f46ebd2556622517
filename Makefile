# Each target sets up what it needs by itself: a .venv of its own, from requirements.lock.
# Another Python than the first one found: make PYTHON=/path/to/python3.12 demo

PYTHON =
BIN = .venv/bin
READY = .venv/.set-up

.PHONY: help demo test lint format bench score scores gallery readme lock clean

help:
	@echo 'make demo     the bundled articles: into a database, three answers, charts'
	@echo 'make test     every test'
	@echo 'make lint     style, types and the direction of imports'
	@echo 'make format   put the code into the style that lint asks for'
	@echo 'make bench    speed and memory, beside quantulum3 on the same sentences; a growing database'
	@echo 'make score    precision and recall on labelled texts (and on those in TRACKER_GOLD)'
	@echo 'make scores   tests/gold/SCORES.md and the precision of each rule, after a change of the rules'
	@echo 'make gallery  charts/gallery, after a change of what charts show or of the bundled articles'
	@echo 'make readme   the outputs in README.md and CONTRIBUTING.md, after a change on purpose'
	@echo 'make lock     requirements.lock anew after a change of pyproject.toml (UPGRADE=1: newest versions)'
	@echo 'make clean    remove the .venv and what was built'

demo: $(READY)
	@$(BIN)/tracker demo

# Much of the time is spent waiting for other processes, hence three at once on two cores; what
# measures time runs by itself afterwards.
test: $(READY)
	@status=0; \
	$(BIN)/python -m pytest -q -n 3 --dist loadfile -m 'not alone' || status=1; \
	$(BIN)/python -m pytest -q -m alone || status=1; \
	exit $$status

lint: $(READY)
	@status=0; \
	$(BIN)/ruff check --output-format concise || status=1; \
	$(BIN)/ruff format --check || status=1; \
	$(BIN)/mypy || status=1; \
	$(BIN)/lint-imports --no-logo --no-cache || status=1; \
	exit $$status

format: $(READY)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

bench: $(READY)
	@$(BIN)/python bench/extract.py
	@$(BIN)/python bench/growth.py

score: $(READY)
	@status=0; \
	for gold in tests/gold/*.jsonl $${TRACKER_GOLD:+"$$TRACKER_GOLD"/*.jsonl}; do \
		if [ -f "$$gold" ]; then echo "$$gold"; $(BIN)/tracker evaluate "$$gold" || status=1; fi; \
	done; exit $$status

scores: $(READY)
	@$(BIN)/python -m tests.gold.scores

gallery: $(READY)
	@$(BIN)/python -m tests.gallery

readme: $(READY)
	@$(BIN)/python tests/test_readme.py --write

# Not by way of the stamp: what pyproject.toml now asks for is not in the lock file yet.
lock:
	@test -x $(BIN)/python || sh .ci/set-up $(PYTHON)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --quiet \
		--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) --output-file requirements.lock

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache charts/out

# Anew when the packages change; a second run finds the stamp and sets nothing up.
$(READY): pyproject.toml requirements.lock
	@sh .ci/set-up $(PYTHON)
	@touch $@
