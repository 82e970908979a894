#!/bin/bash
# Runs Martlet's pools on this machine.
#
#   scripts/run.sh start  [-e ENV]... [--no-build]    a server when the settings name no other, 3 deciders, 5 workers
#   scripts/run.sh stop   [-e ENV]... [--grace SECONDS]   what start started: finishes what it holds, then leaves
#   scripts/run.sh status [-e ENV]...                 each process; exit code 3 when one is missing
#   scripts/run.sh demo                               the whole thing once, with processes killed in the middle
#
# ENV defaults to MARTLET_ENV, else dev. Processes and logs are in var/run/ENV and var/log/ENV (MARTLET_VAR moves var).
# MARTLET_BUILD=debug uses a debug build.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
var=${MARTLET_VAR:-$root/var}
configuration=${MARTLET_BUILD:-release}
programs=$root/.build/$configuration
source scripts/pools.sh

usage() {
    sed -n '3,9s/^# \{0,1\}//p' "$0" >&2
    exit 64
}

build() {
    scripts/setup.sh || exit $?
    scripts/build.sh "$configuration" || exit $?
}

command=${1:-}
[[ $# -gt 0 ]] && shift
environments=()
grace=300
must_build=1
while (($# > 0)); do
    case $1 in
        -e | --environment)
            [[ -n ${2:-} ]] || usage
            environments+=("$2")
            shift
            ;;
        --grace)
            [[ ${2:-} =~ ^[0-9]+$ ]] || usage
            grace=$2
            shift
            ;;
        --no-build) must_build=0 ;;
        *) usage ;;
    esac
    shift
done
((${#environments[@]})) || environments=("${MARTLET_ENV:-dev}")

result=0
case $command in
    start)
        if ((EUID == 0)); then echo "run.sh: nothing here needs root; think of running it as somebody else" >&2; fi
        if ((must_build)); then build; fi
        for environment in "${environments[@]}"; do
            start_pools "$environment" || result=$?
        done
        ;;
    stop)
        for environment in "${environments[@]}"; do stop_pools "$environment" "$grace"; done
        ;;
    status)
        [[ -x $programs/martlet ]] || build
        for environment in "${environments[@]}"; do
            tell_pools "$environment" || result=$?
        done
        ;;
    demo)
        if ((must_build)); then build; fi
        exec scripts/demo.sh
        ;;
    *) usage ;;
esac
exit $result
