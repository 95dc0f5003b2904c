#!/bin/sh
# Installs ssmdoc into .venv and tests the quickstart: in Docker if an engine answers, else in the namespace sandbox.
. "$(dirname "$0")/common.sh"

sh scripts/venv.sh
# An engine that has the image of the tests need not pull one.
if engine_answers && docker image inspect "$TEST_IMAGE" >/dev/null 2>&1; then
    exec .venv/bin/ssmdoc test fixtures/quickstart --image "$TEST_IMAGE"
fi
exec .venv/bin/ssmdoc test fixtures/quickstart
