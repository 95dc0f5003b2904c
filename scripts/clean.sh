#!/bin/sh
# Removes what demo, test and bench made: environment, caches, the test image, and the dockerd that engine.sh started.
. "$(dirname "$0")/common.sh"

if engine_answers && docker image inspect "$TEST_IMAGE" >/dev/null 2>&1; then
    docker rmi "$TEST_IMAGE" >/dev/null || say "the image $TEST_IMAGE is in use and stays"
fi
sh scripts/stop-engine.sh
rm -rf .venv .build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache ssmdoc.egg-info
find . -name __pycache__ -type d -prune -exec rm -rf {} +
