#!/bin/sh
# Installs ssmdoc into .venv and tests the quickstart: in Docker if an engine answers, else in the namespace sandbox.
. "$(dirname "$0")/common.sh"

sh scripts/venv.sh
exec .venv/bin/ssmdoc test fixtures/quickstart
