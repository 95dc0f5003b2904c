#!/bin/sh
# Sees to it that there is a Chromium, in which a test looks at the pages of the coverage report.
. "$(dirname "$0")/common.sh"

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    have "$name" && exit 0
done
install_packages chromium fonts-dejavu-core
