#!/bin/sh
# Sees to it that a Docker engine answers: installs one (root on Debian) and starts it if none does.
. "$(dirname "$0")/common.sh"

wait_for_engine() {
    seconds=$1
    while [ "$seconds" -gt 0 ]; do
        engine_answers && return 0
        # dockerd that gave up will not answer later
        [ -z "${daemon:-}" ] || kill -0 "$daemon" 2>/dev/null || return 1
        seconds=$((seconds - 1))
        sleep 1
    done
    return 1
}

start_daemon() {
    say "starting dockerd${1:+ $*} (log: .build/dockerd.log)"
    setsid dockerd --pidfile "$BUILD/dockerd.pid" "$@" >"$BUILD/dockerd.log" 2>&1 </dev/null &
    daemon=$!
    wait_for_engine 60
}

if ! have docker || ! { have dockerd || engine_answers; }; then
    # Since Debian 13 the client is a package of its own.
    client=$(apt-cache --names-only search '^docker-cli$' 2>/dev/null | cut -d ' ' -f 1 || true)
    # shellcheck disable=SC2086 # no client, no word
    install_packages docker.io $client
fi
if engine_answers; then
    exit 0
fi
if [ -n "${DOCKER_HOST:-}" ]; then
    die "the Docker engine at DOCKER_HOST=$DOCKER_HOST does not answer"
fi
if ! is_root; then
    die "no Docker engine answers, or you may not use it: start it (sudo systemctl start docker) and join its group (sudo usermod -aG docker \$USER, then log in again)"
fi

mkdir -p "$BUILD"
if [ -d /run/systemd/system ] && systemctl start docker 2>/dev/null && wait_for_engine 30; then
    exit 0
fi
# A machine without rights over its own firewall still runs containers that have no network, and ours have none.
start_daemon || start_daemon --bridge=none --iptables=false || {
    tail -n 20 "$BUILD/dockerd.log" >&2
    die "dockerd could not be started"
}
