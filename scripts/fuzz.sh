#!/bin/bash
# Puts the parsers under fire with libFuzzer: scripts/fuzz.sh [TARGET]... [--seconds N] [--jobs N]
#
#   scripts/fuzz.sh                          every target for 60 seconds, one after the other
#   scripts/fuzz.sh requests --seconds 600   one target for ten minutes
#   scripts/fuzz.sh --list                   the names of the targets
#   scripts/fuzz.sh requests --reproduce F   runs one input, with a backtrace if it traps
#   scripts/fuzz.sh requests --merge         takes what was found into Fuzz/Corpus, as few files as reach the same places
#   scripts/fuzz.sh --seeds                  writes the first inputs into Fuzz/Corpus anew, with the real encoders
#
# Finds are kept in var/fuzz/TARGET/finds, the inputs that led somewhere new in var/fuzz/TARGET/corpus. The build (the
# first takes about ten minutes) is in Fuzz/.build, apart from the ordinary one.
# Exit codes: 0 nothing was found; 1 something was, or the build failed; 64 wrong usage.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=60
jobs=1
what=run
input=""
targets=()

say() { echo "fuzz: $*"; }
usage() {
    sed -n '2,10s/^# \{0,1\}//p' "$0" >&2
    exit 64
}
number() { [[ ${1:-} =~ ^[1-9][0-9]*$ ]] || usage; }

while (($# > 0)); do
    case $1 in
        --seconds) number "${2:-}" && seconds=$2 && shift ;;
        --jobs) number "${2:-}" && jobs=$2 && shift ;;
        --reproduce) what=reproduce && input=${2:-} && shift ;;
        --merge) what=merge ;;
        --list) what=list ;;
        --seeds) what=seeds ;;
        -*) usage ;;
        *) targets+=("$1") ;;
    esac
    (($# > 0)) && shift
done

# Every file of Swift is instrumented, C is not: it is other people's. The gold linker takes libFuzzer's own main for a
# second one beside ours, which lld resolves; tests look into the rooms.
flags=(-c release --package-path Fuzz --product fuzz
    -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing -Xswiftc -use-ld=lld)
mkdir -p var/log
log=var/log/build-fuzz.log
say "compiling; the details are in $log"
started=$SECONDS
swift build "${flags[@]}" > "$log" 2>&1 &
build=$!
trap 'kill $build 2> /dev/null || true' EXIT
told=$SECONDS
while kill -0 $build 2> /dev/null; do
    sleep 0.5
    if ((SECONDS - told >= 15)); then
        told=$SECONDS
        say "$((SECONDS - started)) s: $(tail -c 2000 "$log" | tr '\r' '\n' | grep -v '^$' | tail -1 | cut -c 1-100 || true)"
    fi
done
trap - EXIT
if ! wait $build; then
    grep -E 'error:' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
    say "failed; the whole output is in $log" >&2
    exit 1
fi
program=$(swift build "${flags[@]}" --show-bin-path 2> /dev/null)/fuzz
# Relative, so that the line that repeats a find can be copied.
program=${program#"$PWD"/}

known=$("$program" --list)
if [[ $what == list ]]; then
    cut -d' ' -f1 <<< "$known"
    exit
fi
if [[ $what == seeds ]]; then
    "$program" --seeds Fuzz/Corpus
    exit
fi
if ((${#targets[@]} == 0)); then
    [[ $what == run ]] || usage
    mapfile -t targets < <(cut -d' ' -f1 <<< "$known")
fi
for target in "${targets[@]}"; do
    grep -q "^$target " <<< "$known" || {
        say "there is no target $target; there are: $(cut -d' ' -f1 <<< "$known" | paste -sd' ')" >&2
        exit 64
    }
done

# One input at most 2 seconds and 512 MB; what is slower or larger is a find.
limits=(-timeout=2 -rss_limit_mb=512 -detect_leaks=0)

reproduce() {
    [[ -f $input ]] || {
        say "there is no file $input" >&2
        exit 64
    }
    MARTLET_FUZZ_TARGET=$1 "$program" --trace "$input" && say "$1: $input passes" || {
        say "$1: $input fails"
        return 1
    }
}

# Files with a name (first inputs, finds of the past) stay; to them come as few others as reach the same places.
merge() {
    local target=$1 length old file
    length=$(grep "^$target " <<< "$known" | cut -d' ' -f2)
    old=$(mktemp -d)
    mkdir -p "var/fuzz/$target/corpus"
    for file in "Fuzz/Corpus/$target"/*; do
        if [[ $(basename "$file") =~ ^[0-9a-f]{40}$ ]]; then mv "$file" "$old/"; fi
    done
    MARTLET_FUZZ_TARGET=$target "$program" -set_cover_merge=1 -use_counters=0 "${limits[@]}" -max_len="$length" \
        "Fuzz/Corpus/$target" "$old" "var/fuzz/$target/corpus" > "var/log/fuzz-$target-merge.log" 2>&1 || {
        cp -n "$old"/* "Fuzz/Corpus/$target/" 2> /dev/null || true
        tail -5 "var/log/fuzz-$target-merge.log" >&2
        return 1
    }
    rm -r "$old"
    say "$target: $(find "Fuzz/Corpus/$target" -type f | wc -l) files in the corpus, $(du -sb "Fuzz/Corpus/$target" | cut -f1) bytes"
}

# Runs one target and says how far it is; its log is the fuzzer's own output.
run() {
    local target=$1 length folder dictionary=() job log status=0 pids=() told begun=$SECONDS line
    length=$(grep "^$target " <<< "$known" | cut -d' ' -f2)
    folder=var/fuzz/$target
    mkdir -p "$folder/corpus" "$folder/finds"
    if [[ -f Fuzz/Dictionaries/$target.dict ]]; then dictionary=("-dict=Fuzz/Dictionaries/$target.dict"); fi
    for ((job = 0; job < jobs; job++)); do
        log=var/log/fuzz-$target-$job.log
        MARTLET_FUZZ_TARGET=$target "$program" -max_total_time="$seconds" -max_len="$length" "${limits[@]}" \
            "${dictionary[@]}" -print_final_stats=1 -artifact_prefix="$folder/finds/" \
            "$folder/corpus" "Fuzz/Corpus/$target" > "$log" 2>&1 &
        pids+=($!)
    done
    trap 'kill "${pids[@]}" 2> /dev/null || true' EXIT
    told=$SECONDS
    while kill -0 "${pids[@]}" 2> /dev/null; do
        sleep 0.5
        if ((SECONDS - told >= 15)); then
            told=$SECONDS
            line=$(tail -c 4000 "var/log/fuzz-$target-0.log" | grep -a '^#[0-9]' | tail -1 || true)
            say "$target, $((SECONDS - begun)) of $seconds s: ${line:-begins}"
        fi
    done
    for job in "${!pids[@]}"; do wait "${pids[$job]}" || status=1; done
    trap - EXIT
    local runs=0 one cov
    for ((job = 0; job < jobs; job++)); do
        log=var/log/fuzz-$target-$job.log
        one=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -1)
        runs=$((runs + ${one:-0}))
        if grep -aqE '^==[0-9]+== *ERROR|finding:' "$log"; then
            grep -aE '^fuzz: finding:|^Fatal error|ERROR: libFuzzer|Test unit written' "$log" | cut -c 1-600 >&2 || true
        fi
    done
    cov=$(grep -ao 'cov: [0-9]* ft: [0-9]*' "var/log/fuzz-$target-0.log" | tail -1)
    if ((status == 0)); then
        say "$target: $runs executions in $((SECONDS - begun)) s, ${cov:-no coverage}, nothing found"
        return
    fi
    say "$target: FOUND after $((SECONDS - begun)) s; repeat with"
    for one in "$folder"/finds/*; do
        [[ -f $one ]] && echo "    scripts/fuzz.sh $target --reproduce $one"
    done
    return 1
}

status=0
for target in "${targets[@]}"; do
    case $what in
        run) run "$target" || status=1 ;;
        reproduce) reproduce "$target" || status=1 ;;
        merge) merge "$target" || status=1 ;;
    esac
done
exit $status
