#!/bin/sh
# Removes what demo, test and bench made: environment, caches, the test image, and the dockerd that engine.sh started.
. "$(dirname "$0")/common.sh"

# An image that another checkout built is left to it.
if [ -f "$BUILD/image-id" ] && engine_answers && [ "$(docker image inspect -f '{{.Id}}' "$TEST_IMAGE" 2>/dev/null)" = "$(cat "$BUILD/image-id")" ]; then
    docker rmi "$TEST_IMAGE" >/dev/null || say "the image $TEST_IMAGE is in use and stays"
fi
sh scripts/stop-engine.sh
rm -rf .venv .build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache ssmdoc.egg-info
find . -name __pycache__ -type d -prune -exec rm -rf {} +
