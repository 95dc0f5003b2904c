#!/bin/sh
# Installs ssmdoc into .venv and tests the quickstart: in Docker if an engine and an image are there, else in the namespace sandbox.
. "$(dirname "$0")/common.sh"

sh scripts/venv.sh

for image in public.ecr.aws/amazonlinux/amazonlinux:2023 "$TEST_IMAGE"; do
    if engine_answers && docker image inspect "$image" >/dev/null 2>&1; then
        say "sandbox: Docker, image $image"
        exec .venv/bin/ssmdoc test --sandbox docker --image "$image" fixtures/quickstart
    fi
done
say "sandbox: namespace (no Docker engine with an image at hand)"
exec .venv/bin/ssmdoc test --sandbox namespace fixtures/quickstart
