#!/bin/bash
# Runs Martlet on this machine.
#
#   scripts/run.sh start  [-e ENV]... [--no-build]        a server when the settings name no other, 3 deciders, 5 workers
#   scripts/run.sh stop   [-e ENV]... [--grace SECONDS]   what start started: it finishes what it holds, then leaves
#   scripts/run.sh reload [-e ENV]...                     changed settings: pools grow, shrink, are started anew
#   scripts/run.sh status [-e ENV]... [--json]            each pool; exit code 3 when something is missing or does not poll
#   scripts/run.sh deploy [OPTION]...                     what is new in the repository, without stopping anything
#   scripts/run.sh demo [--operate]                       the whole thing once, with processes killed in the middle; or two
#                                                         environments, crons, kills, a deploy and a wrong clock
#   scripts/run.sh PROGRAM [ARGUMENT]...                  server, decider, worker, register, supervisor, starter, cron, martlet
#
# A thin front: the program supervisor does the work, one for each environment. ENV defaults to MARTLET_ENV, else dev. State
# files and logs are in var/run/ENV and var/log/ENV below the settings (MARTLET_VAR moves var). What is not built, or older
# than its source, is built first. MARTLET_BUILD=debug takes a debug build.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
var=${MARTLET_VAR:-$root/var}
configuration=${MARTLET_BUILD:-release}
programs=$root/.build/$configuration
names=(server decider worker register supervisor starter cron martlet)

usage() {
    sed -n '4,11s/^# \{0,3\}//p' "$0" >&2
    exit 64
}

# Builds when a program is missing or any source is newer than the last one linked.
build_if_needed() {
    local newer program
    for program in "${names[@]}"; do
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

# What runs for long runs from a folder that no build writes to, where this build can make one.
place_programs() {
    "$programs/martlet" deploy --help 2> /dev/null | grep -q -- '--place' || return 0
    "$programs/martlet" deploy --place "$programs" >&2 || exit $?
    [[ -x $var/releases/current/supervisor ]] && programs=$var/releases/current
}

command=${1:-}
[[ $# -gt 0 ]] && shift
case $command in
    server | decider | worker | register | supervisor | starter | cron | martlet)
        build_if_needed
        exec "$programs/$command" "$@"
        ;;
    demo)
        [[ -z ${1:-} || ${1:-} == --operate ]] || usage
        build_if_needed
        if [[ ${1:-} == --operate ]]; then exec "$root/scripts/operate.sh"; fi
        exec "$root/scripts/demo.sh"
        ;;
    deploy)
        # Not a program that the build of the deploy replaces under it.
        if [[ -x $var/releases/current/martlet ]]; then programs=$var/releases/current; else build_if_needed; fi
        exec "$programs/martlet" deploy "$@"
        ;;
    start)
        arguments=()
        must_build=1
        for argument in "$@"; do
            if [[ $argument == --no-build ]]; then must_build=0; else arguments+=("$argument"); fi
        done
        ((must_build)) && build_if_needed
        before=$(readlink "$var/releases/current" 2> /dev/null)
        place_programs
        "$programs/supervisor" start "${arguments[@]}" || exit
        # Deciders and workers that run already take other programs by themselves; new types, to be there for who starts one
        # now, and the server need a word.
        if [[ -n $before && $(readlink "$var/releases/current" 2> /dev/null) != "$before" ]]; then
            environments=()
            for ((number = 0; number < ${#arguments[@]}; number++)); do
                case ${arguments[number]} in -e | --environment) environments+=("${arguments[number + 1]:-}") ;; esac
            done
            for environment in "${environments[@]:-${MARTLET_ENV:-dev}}"; do
                "$programs/register" -e "$environment" --quiet || exit
            done
            exec "$programs/supervisor" reload "${arguments[@]}"
        fi
        ;;
    stop | reload)
        [[ -x $programs/supervisor ]] || build_if_needed
        exec "$programs/supervisor" "$command" "$@"
        ;;
    status)
        [[ -x $programs/martlet ]] || build_if_needed
        exec "$programs/martlet" status "$@"
        ;;
    *) usage ;;
esac
