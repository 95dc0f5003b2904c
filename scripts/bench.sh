#!/bin/sh
# Prints the tables of docs/performance.md; those about Docker are left out, and said to be, where no engine answers.
. "$(dirname "$0")/common.sh"

sh scripts/venv.sh dev
exec .venv/bin/python -m benchmarks "$@"
