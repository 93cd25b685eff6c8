#!/bin/sh
# Prove both commands in a fresh clone with an empty home, as root and as an ordinary user, with nothing cached.
#   tests/frame/prove_fresh.sh [--test] [ACCOUNT ...]     (as root; without an account: root and games)
# --test runs the whole ./test in the same clone, too. Takes a minute or two for each account, without --test.
set -eu
cd "$(dirname "$0")/../.."
source=$(pwd)
with_tests=
if [ "${1:-}" = --test ]; then with_tests=yes; shift; fi
if [ $# = 0 ] && [ "$(id -u)" = 0 ]; then set -- root games; elif [ $# = 0 ]; then set -- "$(id -un)"; fi

fail() { echo "FAILED ($account): $*" >&2; exit 1; }

as_account() { # a bare environment: nothing of this shell but where certificates are, if it says so
    become=
    if [ "$account" != "$(id -un)" ]; then become="setpriv --reuid=$account --regid=$(id -g "$account") --clear-groups"; fi
    (cd "$place/clone" && exec $become env -i HOME="$place/home" PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        PIP_CONFIG_FILE=/dev/null ${SSL_CERT_FILE:+SSL_CERT_FILE="$SSL_CERT_FILE"} "$@")
}

left_behind() { # every process of this proof was started with its home
    for process in /proc/[0-9]*; do
        if { tr '\0' '\n' <"$process/environ"; } 2>/dev/null | grep -qx "HOME=$place/home"; then
            echo "${process#/proc/}: $({ tr '\0' ' ' <"$process/cmdline"; } 2>/dev/null)"
        fi
    done
}

wait_for() { # wait_for SECONDS COMMAND...
    left=$1; shift
    until "$@" >/dev/null 2>&1; do
        left=$((left - 1))
        [ "$left" -gt 0 ] || return 1
        sleep 1
    done
}

start() { # start DATA [ARGUMENTS]: run in the background, wait for a page, remember it
    data=$1; shift
    began=$(date +%s)
    as_account ./run --port "$port" --data "$place/$data" "$@" >"$place/$data.out" 2>&1 &
    shell=$!
    wait_for 300 curl -fsS "http://127.0.0.1:$port/healthz" || { cat "$place/$data.out"; fail "no page"; }
    wait_for 60 grep -q 'is ready' "$place/$data.out" || { cat "$place/$data.out"; fail "never said ready"; }
    curl -fsSL -o /dev/null "http://127.0.0.1:$port/" || fail "the first page is no page"
    echo "$account: ./run $* answers after $(($(date +%s) - began)) s"
}

finish() {
    kill -INT "$(sed -n 's/^ "pid": \([0-9]*\),$/\1/p' "$place/$data/running.json")"
    wait "$shell" || fail "the launcher ended with an error"
    sleep 1
    [ -z "$(left_behind)" ] || fail "left behind: $(left_behind)"
    echo "$account: stopped, nothing left behind"
}

for account in "$@"; do
    place=$(mktemp -d /tmp/prove.XXXXXX)
    port=$((8200 + $$ % 700))
    chmod 755 "$place"
    mkdir "$place/home"
    git clone -q "$source" "$place/clone"
    if [ "$account" != "$(id -un)" ]; then chown -R "$account" "$place"; fi
    start empty --empty
    link=$(grep -o 'http://[^ ]*/setup[^ ]*' "$place/empty.out") || { cat "$place/empty.out"; fail "no setup link"; }
    curl -fsS -o /dev/null "$link" || fail "the setup link does not answer"
    finish
    start demo
    grep -q 'coach@demo.test' "$place/demo.out" || fail "no demo sign-in was printed"
    finish
    start demo; finish
    if [ -n "$with_tests" ]; then as_account ./test || fail "./test"; fi
    [ -z "$(left_behind)" ] || fail "left behind: $(left_behind)"
    rm -rf "$place"
done
echo "proven for: $*"
