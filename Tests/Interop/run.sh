#!/bin/bash
# Drives the real server with boto3, the client that others use. The last line is "N passed, N failed".
#
# Makes a virtual environment of its own in Tests/Interop/.venv. MARTLET_SERVER is the server program to test; the debug
# build is used when it is not given.
set -uo pipefail
cd "$(dirname "$0")"
server=${MARTLET_SERVER:-$PWD/../../.build/debug/server}
# What the tests were written against. Newer ones speak the same protocol.
boto3=1.43.11

if [[ ! -x $server ]]; then
    echo "interop: there is no server program at $server; build it first (scripts/build.sh debug)"
    echo "0 passed, 1 failed"
    exit 1
fi
if [[ ! -x .venv/bin/python ]] || ! .venv/bin/python -c 'import boto3' 2> /dev/null; then
    echo "interop: installing boto3 $boto3 into Tests/Interop/.venv"
    rm -rf .venv
    if ! { python3 -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check "boto3==$boto3"; } > .venv.log 2>&1; then
        tail -5 .venv.log
        echo "interop: boto3 could not be installed from PyPI; its messages are above"
        echo "0 passed, 1 failed"
        exit 1
    fi
fi
MARTLET_SERVER=$server exec .venv/bin/python -B interop.py
