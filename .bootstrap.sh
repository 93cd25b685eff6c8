# Shared by ./run and ./test: sourced from the project's directory, leaves a ready .venv behind.
# A stamp named after the locks' checksum makes every start after the first instant.

say() { printf '%s\n' "coachapp: $*" >&2; }
stop_with() { say "$*"; exit 1; }

is_root() { [ "$(id -u)" = 0 ]; }

works() { # works PYTHON: new enough, and able to make a virtual environment with pip in it
    "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 /usr/bin/python3; do
        if works "$candidate"; then
            printf '%s\n' "$candidate"
            return 0
        fi
    done
    return 1
}

install_python() {
    if is_root && command -v apt-get >/dev/null 2>&1; then
        say "installing python3-venv with apt-get ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            python3 python3-venv ca-certificates; } >/dev/null 2>&1 || true
    fi
}

make_venv() {
    python=$(find_python) || {
        install_python
        python=$(find_python)
    } || stop_with "Python 3.11 or newer with venv and pip is needed. As root: apt-get install python3-venv" \
        "(or the package of your system that brings python3 with venv), then run this again."
    rm -rf .venv
    "$python" -m venv .venv || stop_with "Could not make .venv with $python. As root: apt-get install python3-venv"
    pwd >.venv/.place
}

install_locked() { # install_locked LOCK: every file has to have one of the lock's hashes
    if [ -x .venv/bin/uv ] &&
        .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes --compile-bytecode -r "$1"; then
        return 0
    fi
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$1"
}

bootstrap() { # bootstrap LOCK
    export PYTHONTZPATH=""   # the locked tzdata decides about zones, not the system's older one
    unset PYTHONHOME PYTHONPATH
    # Somebody else's checkout keeps its cleanliness: no bytecode that its owner could not remove.
    [ -O . ] || export PYTHONDONTWRITEBYTECODE=1
    if [ -L .venv ]; then return 0; fi # shared on purpose; whoever made the link cares for it

    stamp=.venv/.ready-$(cat requirements-build.lock "$1" pyproject.toml | cksum | cut -d ' ' -f 1)
    if [ -e "$stamp" ] && [ "$(cat .venv/.place 2>/dev/null)" = "$(pwd)" ] && .venv/bin/python -c '' 2>/dev/null; then
        return 0
    fi
    if [ "$(cat .venv/.place 2>/dev/null)" != "$(pwd)" ] || ! .venv/bin/python -c '' 2>/dev/null; then
        make_venv
    fi
    say "installing the parts of $1 (the first time takes a moment) ..."
    rm -f .venv/.ready-*
    .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-build.lock ||
        stop_with "pip could not install requirements-build.lock; the lines above say why (no network?)."
    install_locked "$1" || stop_with "The parts of $1 could not be installed; the lines above say why."
    .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ||
        stop_with "coachapp itself could not be installed into .venv; the lines above say why."
    : >"$stamp"
}
