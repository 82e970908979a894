#!/bin/bash
# Measures the server: scripts/bench.sh [--check] [life|ten|single|chain|crowd|idle|verify|replay]...  (all when none is named)
#
# With --check it ends with 1 when a bar is missed that docs/ARCHITECTURE.md ("How fast it is") does not mark as missed. On a
# machine that does other things beside, only `replay` can be relied on: it counts processor time of its own thread.
#
# Every figure stands beside a calibration of the same run: an echo through the same HTTP stack, and one-row commits to the
# same disk, because machines differ and are noisy. Figures are also written to var/bench/latest.json.
# BENCH_SECONDS (8) is how long each timed measurement takes; BENCH_FOLDER (var/bench) is on the disk that counts.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${BENCH_FOLDER:-$PWD/var/bench}
mkdir -p "$folder" var/log

scripts/setup.sh
scripts/build.sh release
echo "bench: compiling the driver; the details are in var/log/build-bench.log"
swift build -c release --package-path Benchmarks > var/log/build-bench.log 2>&1 || {
    grep -E 'error:' var/log/build-bench.log | sort -u | head -20 >&2
    exit 1
}
echo "bench: $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $(git rev-parse --short HEAD 2> /dev/null || echo 'no commit')"
Benchmarks/.build/release/bench run --server .build/release/server --folder "$folder" \
    --seconds "${BENCH_SECONDS:-8}" --json "$folder/latest.json" "$@"
