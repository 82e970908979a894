#!/bin/bash
# Faults against the real server program: kills, failing and slow disks, lost answers, clocks that are set; and planted bugs.
# Usage: Tests/Faults/run.sh [--all] [--only NAME] [--list] [-j N]; the server is MARTLET_SERVER or .build/debug/server.
# The last line is "N passed, N failed"; the exit code says the same. docs/DURABILITY.md says what is promised and shown.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
server=${MARTLET_SERVER:-$here/../../.build/debug/server}

give_up() {
    echo "faults: $*"
    echo "0 passed, 1 failed"
    exit 1
}

[[ -x $server ]] || give_up "there is no server program at $server; build it first, or name it in MARTLET_SERVER."
command -v python3 > /dev/null || give_up "there is no python3 on the PATH."
compiler=$(command -v cc || command -v clang || command -v gcc) || give_up "there is no C compiler on the PATH."

# With boto3 when the tests with it have made their environment; the cases without it need nothing but Python.
python=$here/../Interop/.venv/bin/python
[[ -x $python ]] || python=python3

libraries=$(mktemp -d)
trap 'rm -rf "$libraries"' EXIT
for name in disk timers; do
    "$compiler" -shared -fPIC -O1 -Wall -Wextra -o "$libraries/$name.so" "$here/$name.c" -ldl \
        || give_up "$name.c cannot be compiled."
done
export MARTLET_SERVER MARTLET_FAULTS_DISK=$libraries/disk.so MARTLET_FAULTS_TIMERS=$libraries/timers.so
MARTLET_SERVER=$(cd "$(dirname "$server")" && pwd)/$(basename "$server")
"$python" -B "$here/run_faults.py" "$@"
