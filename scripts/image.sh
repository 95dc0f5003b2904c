#!/bin/sh
# Builds the image of the tests, once: Debian 12 with dash as /bin/sh and python3. Needs an engine that answers.
. "$(dirname "$0")/common.sh"

# The Debian mirror this machine uses itself; nothing if it uses none, and debootstrap takes its default.
machine_mirror() {
    have apt-get || return 0
    # shellcheck disable=SC2016 # $(…) is apt's own notation
    apt-get indextargets --format '$(ORIGIN)|$(RELEASE)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
        awk -F '|' '($1 == "Debian" || $1 == "") && $2 ~ /^(bookworm|trixie|forky|stable|testing|sid)$/ { print $3; exit }' |
        sed 's|^mirror+file:/*|/|' |
        while read -r address; do
            case $address in
                http:* | https:* | file:*) echo "$address" ;;
                /*) grep -m 1 -o '^[a-z]*://[^[:space:]]*' "$address" || true ;;
            esac
        done
}

if docker image inspect "$TEST_IMAGE" >/dev/null 2>&1; then
    exit 0
fi
if ! is_root; then
    die "the image $TEST_IMAGE has to be built once, as root: sudo sh scripts/image.sh; or, with access to Docker Hub:
  printf 'FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y --no-install-recommends python3\n' | docker build -t $TEST_IMAGE -"
fi
have debootstrap || install_packages debootstrap
[ -f /usr/share/keyrings/debian-archive-keyring.gpg ] || install_packages debian-archive-keyring

if [ -z "${http_proxy:-}" ]; then
    eval "$(apt-config shell http_proxy Acquire::http::Proxy)"
    [ -z "${http_proxy:-}" ] || export http_proxy
fi
mirror=$(machine_mirror)
mkdir -p "$BUILD"
# Not in .build: a checkout may be on a file system without device files.
root=$(mktemp -d "${TMPDIR:-/var/tmp}/ssmdoc-image.XXXXXX")
trap 'rm -rf "$root"' EXIT
trap 'exit 130' INT TERM
say "building the image $TEST_IMAGE from ${mirror:-the default mirror of debootstrap} (log: .build/debootstrap.log)"
# shellcheck disable=SC2086 # no mirror, no word
if ! debootstrap --variant=minbase --include=python3 bookworm "$root" $mirror >"$BUILD/debootstrap.log" 2>&1; then
    tail -n 20 "$BUILD/debootstrap.log" >&2
    die "debootstrap failed"
fi
rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
tar -C "$root" --numeric-owner -c . | docker import - "$TEST_IMAGE" >"$BUILD/image-id"
