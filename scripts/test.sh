#!/bin/sh
# Sets up what the tests need, then checks format, lint, types and layers and runs all tests. pytest's closing line comes last.
. "$(dirname "$0")/common.sh"

sh scripts/venv.sh dev
have bwrap || install_packages bubblewrap
sh scripts/browser.sh
had_engine=$(engine_answers && echo yes || echo no)
# A machine of a CI service is left as it was found; on a developer's the engine stays for the next time.
if [ -n "${CI:-}" ] && [ "$had_engine" = no ]; then
    trap 'sh scripts/stop-engine.sh' EXIT
    trap 'exit 130' INT TERM
fi
sh scripts/engine.sh
sh scripts/image.sh

.venv/bin/ruff format --check --quiet .
.venv/bin/ruff check --quiet .
.venv/bin/mypy
.venv/bin/lint-imports --no-logo
SSMDOC_REQUIRE_DOCKER=1 .venv/bin/pytest
