#!/bin/bash
# Keeps one process of a pool running. Usage: scripts/supervise.sh RUN_FOLDER NAME COMMAND...
#
# A crash is followed by a new start, after 1, 2, 4 ... 30 seconds; the wait is 1 again after a minute of life. A process
# that leaves by itself (exit 0), or that says that its settings or arguments are wrong (64, 78), is not started again.
# TERM is passed on, and then nothing is started again. Files in RUN_FOLDER, each with "PID START_TIME":
#   NAME.supervisor   this script        NAME.pid   the process        NAME.restarts   how often it was started again
set -uo pipefail
run=$1
name=$2
shift 2
longest=30

# The moment at which a process began, by the kernel's count: with it a number that was used again is not mistaken.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2> /dev/null | cut -d ' ' -f 20; }

note() { echo "$(date +%FT%T.%3N%z) supervisor: $name: $*"; }

stopping=0
child=""
stop() {
    stopping=1
    [[ -n $child ]] && kill -TERM "$child" 2> /dev/null
}
trap stop TERM INT

# Where the system can do it, the process gets TERM when this script is killed, so that nothing is left behind.
guard=()
if setpriv --help 2> /dev/null | grep -q pdeathsig; then guard=(setpriv --pdeathsig TERM --); fi

echo "$$ $(start_time $$)" > "$run/$name.supervisor"
echo 0 > "$run/$name.restarts"
restarts=0
wait_seconds=1
while ((!stopping)); do
    began=$SECONDS
    "${guard[@]}" "$@" < /dev/null &
    child=$!
    echo "$child $(start_time $child)" > "$run/$name.pid"
    # TERM may have come before there was a process to pass it on to.
    if ((stopping)); then kill -TERM "$child" 2> /dev/null; fi
    if ((restarts > 0)); then note "started again as process $child"; fi
    # A trapped signal ends wait early; the process is still there then.
    while true; do
        wait "$child"
        status=$?
        kill -0 "$child" 2> /dev/null || break
    done
    rm -f "$run/$name.pid"
    child=""
    lived=$((SECONDS - began))
    if ((stopping)); then
        note "ended with $status, as asked"
        break
    fi
    case $status in
        0)
            note "left by itself after $lived s; it is not started again"
            break
            ;;
        64 | 78)
            note "ended with $status: its settings or arguments are wrong; it is not started again"
            break
            ;;
    esac
    if ((lived >= 60)); then wait_seconds=1; fi
    restarts=$((restarts + 1))
    echo "$restarts" > "$run/$name.restarts"
    note "ended with $status after $lived s; it starts again in $wait_seconds s (restart $restarts)"
    sleep "$wait_seconds" &
    child=$!
    wait "$child"
    child=""
    wait_seconds=$((wait_seconds * 2 > longest ? longest : wait_seconds * 2))
done
rm -f "$run/$name.supervisor" "$run/$name.pid"
