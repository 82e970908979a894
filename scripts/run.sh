#!/bin/bash
# Runs Martlet on this machine.
#
#   scripts/run.sh start  [-e ENV]... [--no-build]        a server when the settings name no other, 3 deciders, 5 workers
#   scripts/run.sh stop   [-e ENV]... [--grace SECONDS]   what start started: it finishes what it holds, then leaves
#   scripts/run.sh status [-e ENV]...                     each process; exit code 3 when one is missing
#   scripts/run.sh demo                                   the whole thing once, with processes killed in the middle
#   scripts/run.sh PROGRAM [ARGUMENT]...                  server, decider, worker, register, starter, cron or martlet
#
# ENV defaults to MARTLET_ENV, else dev. Pid files and logs are in var/run/ENV and var/log/ENV (MARTLET_VAR moves var).
# What is not built, or older than its source, is built first. MARTLET_BUILD=debug takes a debug build.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
var=${MARTLET_VAR:-$root/var}
configuration=${MARTLET_BUILD:-release}
programs=$root/.build/$configuration
source "$root/scripts/pools.sh"

usage() {
    sed -n '4,8s/^# \{0,3\}//p' "$0" >&2
    exit 64
}

# Builds when a program is missing or any source is newer than the last one linked.
build_if_needed() {
    local newer program
    for program in server decider worker register starter cron martlet; do
        [[ -x $programs/$program ]] || newer=$program
    done
    if [[ -z ${newer:-} ]]; then
        newer=$(find "$root"/{Package.swift,Sources,Workflows,Activities,starter,cron} -type f \
            -newer "$var/log/built-$configuration" 2> /dev/null | head -1 || true)
        [[ -e $var/log/built-$configuration ]] || newer=never
    fi
    [[ -z ${newer:-} ]] && return
    mkdir -p "$var/log"
    touch "$var/log/building-$configuration"
    "$root/scripts/setup.sh" >&2 || exit $?
    "$root/scripts/build.sh" "$configuration" >&2 || exit $?
    mv "$var/log/building-$configuration" "$var/log/built-$configuration"
}

command=${1:-}
[[ $# -gt 0 ]] && shift
case $command in
    server | decider | worker | register | starter | cron | martlet)
        build_if_needed
        exec "$programs/$command" "$@"
        ;;
    demo)
        build_if_needed
        exec "$root/scripts/demo.sh"
        ;;
    start | stop | status) ;;
    *) usage ;;
esac

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
for environment in "${environments[@]}"; do
    case $command in
        start)
            ((must_build)) && build_if_needed
            start_pools "$environment" || result=$?
            ;;
        stop) stop_pools "$environment" "$grace" ;;
        status)
            [[ -x $programs/martlet ]] || build_if_needed
            tell_pools "$environment" || result=$?
            ;;
    esac
done
exit $result
