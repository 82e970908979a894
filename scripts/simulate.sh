#!/bin/bash
# Runs the engine under a microscope: scripts/simulate.sh [--seeds N] [--from S] [--executions K] [--store memory|sqlite]
#                                                         [--no-crashes] [--without TROUBLE]... [--plant NAME] [--trace] [--json]
#
# Builds the simulator with optimisation (MARTLET_BUILD=debug takes a debug build) and runs N seeds (20), several at once. A
# seed that fails is printed with its last steps and the command that replays it exactly. `--help` names every option.
# Exit codes: 0 no violation; 1 a violation, or the build failed; 3 a planted fault was not found; 64 wrong usage.
set -uo pipefail
cd "$(dirname "$0")/.."
configuration=${MARTLET_BUILD:-release}
mkdir -p var/log

scripts/setup.sh >&2 || exit 1
log=var/log/build-simulate.log
echo "simulate: compiling, $configuration; the details are in $log" >&2
if ! swift build -c "$configuration" --product simulate > "$log" 2>&1; then
    grep -E 'error:' "$log" | sort -u | head -20 >&2
    exit 1
fi
exec ".build/$configuration/simulate" "$@"
