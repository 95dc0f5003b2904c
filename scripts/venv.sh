#!/bin/sh
# Makes .venv with ssmdoc in it, editable; `venv.sh dev` adds the tools and libraries of the tests.
. "$(dirname "$0")/common.sh"

extra=${1:-}
requirement=.${extra:+[$extra]}
stamp=.venv/.ssmdoc${extra:+-$extra}

usable() {
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if usable "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

# What the environment was made from; a change of any of it installs again.
ingredients() {
    printf '%s\n' "$PROJECT" "$requirement"
    .venv/bin/python -V 2>&1 || true
    cat pyproject.toml constraints.txt
}

# Where PYTHONDONTWRITEBYTECODE is set, Python would compile what has changed anew at each start.
compile_modules() {
    .venv/bin/python -m compileall -q ssmdoc
}

if [ -f "$stamp" ] && ingredients | cmp -s - "$stamp"; then
    compile_modules
    exit 0
fi

# An environment whose interpreter is gone, or that was moved here with its folder, is made anew.
if [ -d .venv ] && ! grep -qsF "$PROJECT/.venv" .venv/bin/activate; then
    rm -rf .venv
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    rm -rf .venv
    python=$(find_python)
    if [ -z "$python" ]; then
        install_packages python3 python3-venv
        python=$(find_python)
    fi
    [ -n "$python" ] || die "ssmdoc needs Python 3.11 or newer with venv (set PYTHON=/path/to/python3)"
    say "making .venv with $("$python" -V 2>&1)"
    "$python" -m venv .venv
fi

say "installing ssmdoc${extra:+ with its $extra extra} into .venv"
.venv/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e "$requirement"
compile_modules
ingredients >"$stamp"
