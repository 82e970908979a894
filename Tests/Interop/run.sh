#!/bin/bash
# The tests with boto3 against the real server program. Makes a virtual environment beside itself, once.
# Usage: Tests/Interop/run.sh [PATH OF THE SERVER PROGRAM] ; without it, MARTLET_SERVER or .build/debug/server.
# The last line is "N passed, N failed"; the exit code says the same.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=${1:-${MARTLET_SERVER:-$here/../../.build/debug/server}}

give_up() {
    echo "interop: $*"
    echo "0 passed, 1 failed"
    exit 1
}

[[ -x $server ]] || give_up "there is no server program at $server; build it first, or name it."
command -v python3 > /dev/null || give_up "there is no python3 on the PATH."

# The environment is made anew when the list of packages has changed.
environment=$here/.venv
if ! cmp -s "$here/requirements.txt" "$environment/requirements.txt"; then
    echo "interop: installing boto3 and the AWS command line into a virtual environment"
    rm -rf "$environment"
    python3 -m venv "$environment" || give_up "python3 cannot make a virtual environment (Debian: python3-venv)."
    "$environment/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" \
        || give_up "boto3 and awscli cannot be installed; is there a way to the package index?"
    cp "$here/requirements.txt" "$environment/requirements.txt"
fi

MARTLET_SERVER=$(cd "$(dirname "$server")" && pwd)/$(basename "$server") exec "$environment/bin/python" -B "$here/run_tests.py"
