#!/bin/bash
# Pool processes as they are run: replaced, asked to stop, killed; and what the histories say of it afterwards.
# Usage: Tests/Pools/run.sh [--only NAME] [--list]; the programs are in MARTLET_PROGRAMS or .build/debug.
# MARTLET_POOLS_SCALE (1) multiplies how much there is of everything; MARTLET_POOLS_PLANT=drop has a task dropped, so that one can see
# a case fail. The last line is "N passed, N failed"; the exit code says the same.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
programs=${MARTLET_PROGRAMS:-$here/../../.build/debug}

give_up() {
    echo "pools: $*"
    echo "0 passed, 1 failed"
    exit 1
}

for name in server decider worker register martlet; do
    [[ -x $programs/$name ]] || give_up "there is no program $name in $programs; build it first, or name its folder in MARTLET_PROGRAMS."
done
command -v python3 > /dev/null || give_up "there is no python3 on the PATH."
MARTLET_PROGRAMS=$(cd "$programs" && pwd)
export MARTLET_PROGRAMS MARTLET_SERVER=$MARTLET_PROGRAMS/server
python3 -B "$here/run_pools.py" "$@"
