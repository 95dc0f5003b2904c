# Read by the other scripts: where the project is, and how to speak, fail and install packages.
set -eu

cd "$(dirname "$0")/.."
PROJECT=$(pwd)
BUILD=$PROJECT/.build
TEST_IMAGE=ssmdoc-test:bookworm-python3
PATH=$PATH:/usr/sbin:/sbin
export PATH TEST_IMAGE

say() {
    printf '%s\n' "ssmdoc: $*" >&2
}

die() {
    say "$*"
    exit 2
}

have() {
    command -v "$1" >/dev/null 2>&1
}

is_root() {
    [ "$(id -u)" -eq 0 ]
}

# Installs Debian packages, or says which ones somebody who may has to install.
install_packages() {
    if ! have apt-get; then
        die "please install with your system's package manager: $*"
    fi
    if ! is_root; then
        die "please run, then try again: sudo apt-get install --no-install-recommends $*"
    fi
    say "installing $*"
    mkdir -p "$BUILD"
    export DEBIAN_FRONTEND=noninteractive
    # The package lists may be fresh enough; if they are not, a source of somebody else's may fail to update.
    apt-get install -y --no-install-recommends "$@" >"$BUILD/apt.log" 2>&1 && return
    apt-get update >>"$BUILD/apt.log" 2>&1 || say "apt-get update had errors, see .build/apt.log"
    apt-get install -y --no-install-recommends "$@" >>"$BUILD/apt.log" 2>&1 && return
    tail -n 20 "$BUILD/apt.log" >&2
    die "apt-get could not install $* (all of it: .build/apt.log)"
}

engine_answers() {
    have docker && timeout 20 docker info >/dev/null 2>&1
}
