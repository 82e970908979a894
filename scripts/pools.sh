# The pools of an environment: starting, stopping and telling. Read by run.sh and demo.sh; holds functions only.
# They use: $root (the repository), $var (where run and log folders are), $programs (where the programs are).

# The moment at which a process began, by the kernel's count.
start_time() { sed 's/.*) //' "/proc/$1/stat" 2> /dev/null | cut -d ' ' -f 20; }

# The process of a pid file, when it is still the one that wrote it; else nothing.
process_of() {
    local pid began
    read -r pid began 2> /dev/null < "$1" || return 1
    [[ -n $pid && -n $began && $(start_time "$pid") == "$began" ]] && echo "$pid"
}

# One setting of an environment: setting ENVIRONMENT PATH
setting() { "$programs/martlet" settings -e "$1" --value "$2"; }

# The processes that an environment should have, one a line, the server first.
wanted() {
    local environment=$1 number endpoint deciders workers
    endpoint=$(setting "$environment" service.endpoint) || return 78
    deciders=$(setting "$environment" deciders.count) || return 78
    workers=$(setting "$environment" workers.count) || return 78
    if [[ -z $endpoint ]]; then echo server; fi
    for ((number = 1; number <= deciders; number++)); do echo "decider-$number"; done
    for ((number = 1; number <= workers; number++)); do echo "worker-$number"; done
}

# Starts one process under its own supervisor, unless it runs: start_one ENVIRONMENT NAME
start_one() {
    local environment=$1 name=$2 run="$var/run/$1" log="$var/log/$1" program="$programs/${2%-*}" running arguments
    if running=$(process_of "$run/$name.supervisor"); then
        if [[ $program -nt $run/$name.pid && -e $run/$name.pid ]]; then
            echo "$environment: $name runs an older build; it finishes what it holds and starts again"
            kill -TERM "$running" 2> /dev/null
            await_gone "$environment" 300 "$run/$name.supervisor"
        else
            echo "$environment: $name is already running (supervisor $running)"
            return
        fi
    fi
    arguments=("$program" -e "$environment")
    if [[ $name == *-* ]]; then arguments+=(--slot "${name##*-}"); fi
    setsid "$root/scripts/supervise.sh" "$run" "$name" "${arguments[@]}" \
        < /dev/null >> "$log/$name.log" 2>&1 &
    echo "$environment: started $name"
}

# Waits until the server of an environment listens, or until its supervisor gave up: await_server ENVIRONMENT LINES, where
# LINES is how many lines its log had before.
await_server() {
    local environment=$1 lines=$2 log="$var/log/$1/server.log" tries ready
    for ((tries = 0; tries < 300; tries++)); do
        ready=$(tail -n "+$((lines + 1))" "$log" 2> /dev/null | sed -n 's/^ready: //p' | tail -1)
        if [[ -n $ready ]]; then
            echo "$environment: the server is ready: $ready"
            return
        fi
        sleep 0.1
        if ((tries > 20)) && ! process_of "$var/run/$environment/server.supervisor" > /dev/null; then break; fi
    done
    echo "$environment: the server is not ready; its log ($log) ends so:" >&2
    tail -n 5 "$log" >&2
    return 1
}

# Starts everything that an environment should have.
start_pools() {
    local environment=$1 name names lines before
    mkdir -p "$var/run/$environment" "$var/log/$environment"
    names=$(wanted "$environment") || return 78
    for name in $names; do
        [[ $name == server ]] || continue
        touch "$var/log/$environment/server.log"
        lines=$(wc -l < "$var/log/$environment/server.log")
        before=$(process_of "$var/run/$environment/server.supervisor")
        start_one "$environment" server
        if [[ $(process_of "$var/run/$environment/server.supervisor") != "$before" || -z $before ]]; then
            await_server "$environment" "$lines" || return 1
        fi
    done
    "$programs/register" -e "$environment" --quiet || return $?
    for name in $names; do
        [[ $name == server ]] && continue
        start_one "$environment" "$name"
        # A little apart, so that polls do not all come at once for ever.
        sleep 0.1
    done
}

# Asks everything that was started here to finish and leave, the server last: stop_pools ENVIRONMENT GRACE_SECONDS
stop_pools() {
    local environment=$1 grace=$2 run="$var/run/$1" stopped=0 group file pid name waiting
    for group in pools server; do
        waiting=()
        for file in "$run"/*.supervisor "$run"/*.pid; do
            name=$(basename "${file%.*}")
            case $group:$name in
                pools:server) continue ;;
                server:server | pools:*) ;;
                *) continue ;;
            esac
            pid=$(process_of "$file") || continue
            waiting+=("$file")
            # The supervisor passes TERM on; a process whose supervisor is gone gets it itself.
            if [[ $file == *.pid ]]; then
                if process_of "$run/$name.supervisor" > /dev/null; then continue; fi
            fi
            kill -TERM "$pid" 2> /dev/null && stopped=$((stopped + 1))
        done
        ((${#waiting[@]})) && await_gone "$environment" "$grace" "${waiting[@]}"
    done
    rm -f "$run"/*.pid "$run"/*.supervisor "$run"/*.restarts
    echo "$environment: $stopped stopped"
}

# Waits until the processes of pid files are gone; kills what is not gone after the grace: await_gone ENVIRONMENT SECONDS FILE...
await_gone() {
    local environment=$1 grace=$2 began=$SECONDS told=$SECONDS file pid left
    shift 2
    while true; do
        left=()
        for file in "$@"; do process_of "$file" > /dev/null && left+=("$(basename "${file%.*}")"); done
        ((${#left[@]} == 0)) && return
        if ((SECONDS - began >= grace)); then
            for file in "$@"; do
                pid=$(process_of "$file") || continue
                echo "$environment: $(basename "$file") did not finish within $grace s and is killed" >&2
                kill -KILL "$pid" 2> /dev/null
            done
            return
        fi
        if ((SECONDS - told >= 10)); then
            told=$SECONDS
            echo "$environment: still finishing what they hold: $(printf '%s\n' "${left[@]}" | sort -u | tr '\n' ' ')"
        fi
        sleep 0.1
    done
}

# Tells of each process; fails with 3 when one that should run does not.
tell_pools() {
    local environment=$1 run="$var/run/$1" name names pid restarts missing=0
    names=$(wanted "$environment") || return 78
    printf '%-12s %-12s %-10s %8s %9s  %s\n' ENVIRONMENT PROCESS STATE PID RESTARTS SINCE
    for name in $names; do
        restarts=$(cat "$run/$name.restarts" 2> /dev/null || echo -)
        if pid=$(process_of "$run/$name.pid"); then
            printf '%-12s %-12s %-10s %8s %9s  %s\n' "$environment" "$name" running "$pid" "$restarts" \
                "$(ps -o lstart= -p "$pid" 2> /dev/null)"
            continue
        fi
        missing=$((missing + 1))
        if process_of "$run/$name.supervisor" > /dev/null; then
            printf '%-12s %-12s %-10s %8s %9s  %s\n' "$environment" "$name" waiting - "$restarts" \
                "it ended and starts again; see $var/log/$environment/$name.log"
        else
            printf '%-12s %-12s %-10s %8s %9s\n' "$environment" "$name" stopped - "$restarts"
        fi
    done
    if ((missing > 0)); then
        echo "$environment: $missing of $(wc -w <<< "$names") are not running"
        return 3
    fi
}
