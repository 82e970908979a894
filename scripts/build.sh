#!/bin/bash
# Builds Martlet and says how far it is. Usage: scripts/build.sh debug|release [--tests | --all]
# Without either the programs and what they need; with --tests or --all also the examples and what tests are made of.
# The whole output is in var/log/build-CONFIGURATION.log; errors and our own warnings are shown.
set -euo pipefail
cd "$(dirname "$0")/.."

configuration=${1:-release}
log="var/log/build-$configuration.log"
mkdir -p var/log

say() { echo "build: $*"; }

first=""
if [[ ! -d .build/$configuration ]]; then first=" (the first time takes several minutes)"; fi
say "compiling, $configuration$first; the details are in $log"
started=$SECONDS
build() {
    case ${1:-} in
        --tests) swift build -c "$configuration" --build-tests ;;
        --all) swift build -c "$configuration" ;;
        *) MARTLET_PROGRAMS_ALONE=1 swift build -c "$configuration" ;;
    esac
}
build "${2:-}" > "$log" 2>&1 &
build=$!
trap 'pkill -P $build 2> /dev/null; kill $build 2> /dev/null || true' EXIT
told=$SECONDS
while kill -0 $build 2> /dev/null; do
    sleep 0.5
    if ((SECONDS - told >= 15)); then
        told=$SECONDS
        line=$(tail -c 2000 "$log" | tr '\r' '\n' | grep -v '^$' | tail -1 | cut -c 1-100 || true)
        say "$((SECONDS - started)) s: $line"
    fi
done
trap - EXIT
if ! wait $build; then
    grep -E 'error:|error ' "$log" | sort -u | head -40 >&2 || tail -40 "$log" >&2
    say "failed after $((SECONDS - started)) s; the whole output is in $log" >&2
    exit 1
fi
# Warnings of dependencies are theirs; of ours there are none.
if grep -E "^$PWD/(Sources|Tests|Workflows|Activities|starter|cron)/.*warning:" "$log" | sort -u | grep . >&2; then
    say "the build has warnings of ours" >&2
    if [[ ${MARTLET_WARNINGS_FAIL:-} == 1 ]]; then exit 1; fi
fi
say "done after $((SECONDS - started)) s"
