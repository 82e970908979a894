#!/bin/bash
# Replays a table of programs at every prefix of their histories: scripts/determinism.sh [--rounds N]
#
# Each program is run in N orders of events (1000), each run is decided again at every prefix of its history, from scratch at
# every decision task, and once more in another process, whose hashes are others. A difference is shown with its program and
# the number of its round. The output of the tests is in var/log/determinism.log. See docs/TESTING.md.
# Exit codes: 0 no difference; 1 a difference, or the build failed; 64 wrong usage.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=1000
say() { echo "determinism: $*"; }
usage() {
    sed -n '2p' "$0" | sed 's/^# //' >&2
    exit 64
}
while (($# > 0)); do
    case $1 in
        --rounds)
            [[ ${2:-} =~ ^[1-9][0-9]{0,6}$ ]] || usage
            rounds=$2
            shift
            ;;
        *) usage ;;
    esac
    shift
done

scripts/build.sh debug --tests
table=var/log/determinism.table
log=var/log/determinism.log
rm -f "$table"
touch "$table"
# Figures of the table so far: programs, rounds, prefixes, replays, differences.
sum() {
    awk -F'\t' '$2 == "at every prefix" { rounds += $3 } { programs[$1] = 1; prefixes += $4; replays += $5; differences += $6 }
        END { for (name in programs) count++
              printf "%d programs, %d rounds, %d prefixes, %d replays, %d differences\n",
                  count, rounds, prefixes, replays, differences }' "$table"
}

say "$rounds rounds of each program; the details are in $log"
started=$SECONDS
# The second process must have other hashes than the first.
unset SWIFT_DETERMINISTIC_HASHING
MARTLET_SEEDS=$rounds MARTLET_TABLE=$PWD/$table swift test --skip-build --filter DeterminismTests > "$log" 2>&1 &
tests=$!
trap 'kill $tests 2> /dev/null || true' EXIT
told=$SECONDS
while kill -0 $tests 2> /dev/null; do
    sleep 0.5
    if ((SECONDS - told >= 15)); then
        told=$SECONDS
        say "$((SECONDS - started)) s: $(sum)"
    fi
done
trap - EXIT
status=0
wait $tests || status=$?
say "$(sum), in $((SECONDS - started)) s"
if ((status != 0)); then
    grep -E '✘|error:' "$log" | sort -u | cut -c 1-600 | head -40 >&2 || tail -20 "$log" >&2
    say "failed; the whole output is in $log" >&2
    exit 1
fi
# Tests that were not there, or were left out, have shown nothing.
if ! awk -F'\t' '{ ways[$2]++ } END { exit !(length(ways) == 3) }' "$table"; then
    say "not every way of replaying was taken; see $log" >&2
    exit 1
fi
say "no difference"
