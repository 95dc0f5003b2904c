#!/bin/sh
# Stops the dockerd that engine.sh started, and no other.
. "$(dirname "$0")/common.sh"

pidfile=$BUILD/dockerd.pid
[ -f "$pidfile" ] || exit 0
pid=$(cat "$pidfile")
# The number may belong to another process by now: ours has this pid file among its arguments.
if tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qxF "$pidfile"; then
    kill "$pid"
    tries=30
    while [ "$tries" -gt 0 ] && kill -0 "$pid" 2>/dev/null; do
        tries=$((tries - 1))
        sleep 1
    done
fi
rm -f "$pidfile"
