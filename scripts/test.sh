#!/bin/bash
# Every test there is: the style, a build without warnings of ours, the tests in Swift, and those with boto3.
# The last line is "N passed, N failed"; the exit code says the same.
set -uo pipefail
cd "$(dirname "$0")/.."
passed=0
failed=0

say() { echo "test: $*"; }

count() {
    if (($1 == 0)); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        say "failed: $2"
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    ((failed == 0))
    exit
}

scripts/setup.sh || {
    failed=1
    finish
}
mkdir -p var/log

say "style: swift format lint"
swift format lint --strict --recursive Package.swift Sources Tests Examples Workflows Activities starter cron Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift Fuzz/Sources/fuzz
count $? "swift format lint"

say "shell scripts: bash -n"
status=0
while read -r script; do bash -n "$script" || status=1; done < <(git ls-files -- '*.sh' .ci/run 2> /dev/null || ls scripts/*.sh)
count $status "bash -n"

MARTLET_WARNINGS_FAIL=1 scripts/build.sh debug --tests
status=$?
count $status "the build, or its warnings"
if ((status != 0)) && ! [[ -d .build/debug ]]; then finish; fi

say "documentation: scripts/docs.sh --check"
scripts/docs.sh --check
count $? "the links of the documentation"

say "tests in Swift: swift test; the details are in var/log/test.log"
swift test --skip-build > var/log/test.log 2>&1 &
tests=$!
told=$SECONDS
while kill -0 $tests 2> /dev/null; do
    sleep 0.5
    if ((SECONDS - told >= 15)); then
        told=$SECONDS
        say "$(grep -c '^✔ Test .* passed' var/log/test.log) tests passed so far"
    fi
done
wait $tests
status=$?
total=$(sed -n 's/.*Test run with \([0-9]*\) tests\{0,1\} in .*/\1/p' var/log/test.log | tail -1)
broken=$(grep '^✘ Test .* failed after' var/log/test.log | grep -vc '^✘ Test run with')
if ((status != 0)); then
    grep -E '^✘ Test .*(recorded an issue|failed after)|error:|Fatal error|^↳' var/log/test.log | head -60
fi
# A process that ended in the middle told no total, or failed no test: that is one failure more.
if [[ -z $total ]] || { ((status != 0)) && ((broken == 0)); }; then
    say "failed: swift test ended with $status; see var/log/test.log"
    tail -5 var/log/test.log
    failed=$((failed + 1))
fi
passed=$((passed + ${total:-0} - broken))
failed=$((failed + broken))
grep -E '^(left out|skipped): ' var/log/test.log | sort -u || true

# Runs a script of tests and adds its last line, "N passed, N failed", to ours: add_up SCRIPT LOG WHAT
add_up() {
    local script=$1 log=$2 status line
    [[ -x $script ]] || return
    say "$3: $script"
    "$script" 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    line=$(tail -1 "$log")
    if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        ((status != 0 && BASH_REMATCH[2] == 0)) && failed=$((failed + 1))
    else
        count "$status" "$script"
    fi
}

add_up Tests/Interop/run.sh var/log/interop.log "tests with boto3"
add_up Tests/Faults/run.sh var/log/faults.log "faults against the server program"
add_up Tests/Pools/run.sh var/log/pools.log "pool processes, replaced and killed"
add_up Tests/Operations/run.sh var/log/operations.log "files for other supervisors, by the tools that read them"
finish
