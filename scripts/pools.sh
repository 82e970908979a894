# The pools of an environment: starting, stopping and telling. Read by run.sh and demo.sh; sets nothing but functions.
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
    local environment=$1 number
    [[ -z $(setting "$environment" service.endpoint) ]] && echo server
    for ((number = 1; number <= $(setting "$environment" deciders.count); number++)); do echo "decider-$number"; done
    for ((number = 1; number <= $(setting "$environment" workers.count); number++)); do echo "worker-$number"; done
}

# Starts one process under its own supervisor, unless it runs: start_one ENVIRONMENT NAME
start_one() {
    local environment=$1 name=$2 run="$var/run/$1" log="$var/log/$1" running arguments
    if running=$(process_of "$run/$name.supervisor"); then
        echo "$environment: $name is already running (supervisor $running)"
        return
    fi
    arguments=("$programs/${name%-*}" -e "$environment")
    [[ $name == *-* ]] && arguments+=(--number "${name##*-}")
    setsid "$root/scripts/supervise.sh" "$run" "$name" "${arguments[@]}" \
        < /dev/null >> "$log/$name.log" 2>&1 &
    echo "$environment: started $name"
}

# Waits until the server of an environment says that it is ready, or until its supervisor gave up.
await_server() {
    local environment=$1 offset=$2 log="$var/log/$1/server.log" tries
    for ((tries = 0; tries < 150; tries++)); do
        if tail -c "+$((offset + 1))" "$log" 2> /dev/null | grep -q '^ready: '; then
            tail -c "+$((offset + 1))" "$log" | grep '^ready: ' | tail -1 | sed "s/^/$environment: server /"
            return
        fi
        sleep 0.1
        if ((tries > 20)) && ! process_of "$var/run/$environment/server.supervisor" > /dev/null; then break; fi
    done
    echo "$environment: the server is not ready; its log ends so:" >&2
    tail -5 "$log" >&2
    return 1
}

# Starts everything that an environment should have.
start_pools() {
    local environment=$1 name names offset=0
    mkdir -p "$var/run/$environment" "$var/log/$environment"
    names=$(wanted "$environment") || return 78
    for name in $names; do
        if [[ $name == server ]]; then
            offset=$(stat -c %s "$var/log/$environment/server.log" 2> /dev/null || echo 0)
            if process_of "$var/run/$environment/server.supervisor" > /dev/null; then offset=0; fi
        fi
        # A little apart, so that polls do not all come at once for ever.
        [[ $name == *-* ]] && sleep 0.1
        start_one "$environment" "$name"
        if [[ $name == server ]]; then
            await_server "$environment" "$offset" || return 1
        fi
        if [[ $name == server || $name == decider-1 ]] && ! [[ -e $var/run/$environment/registered ]]; then
            "$programs/register" -e "$environment" --quiet || return $?
            touch "$var/run/$environment/registered"
        fi
    done
    rm -f "$var/run/$environment/registered"
}

# Asks everything that was started here to finish and leave, the server last. Kills what is not gone after the grace.
stop_pools() {
    local environment=$1 grace=$2 run="$var/run/$1" stopped=0 group file pid name
    for group in "worker-* decider-*" "server"; do
        local waiting=()
        for file in $(cd "$run" 2> /dev/null && ls -d $(printf '%s.supervisor ' $group) $(printf '%s.pid ' $group) 2> /dev/null); do
            pid=$(process_of "$run/$file") || continue
            name=${file%.*}
            # The supervisor passes TERM on; a process whose supervisor is gone gets it itself.
            if [[ $file == *.pid ]] && process_of "$run/$name.supervisor" > /dev/null; then
                waiting+=("$run/$file")
                continue
            fi
            kill -TERM "$pid" 2> /dev/null && waiting+=("$run/$file")
            stopped=$((stopped + 1))
        done
        await_gone "$environment" "$grace" "${waiting[@]}"
    done
    rm -f "$run"/*.pid "$run"/*.supervisor "$run"/*.restarts 2> /dev/null
    echo "$environment: $stopped stopped"
}

await_gone() {
    local environment=$1 grace=$2 began=$SECONDS told=$SECONDS file pid left
    shift 2
    while true; do
        left=()
        for file in "$@"; do process_of "$file" > /dev/null && left+=("$(basename "$file")"); done
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
            echo "$environment: still finishing what they hold: ${left[*]}"
        fi
        sleep 0.1
    done
}

# Tells of each process; fails when one that should run does not.
tell_pools() {
    local environment=$1 run="$var/run/$1" name names pid restarts missing=0
    names=$(wanted "$environment") || return 78
    printf '%-12s %-12s %-10s %8s %9s  %s\n' ENVIRONMENT PROCESS STATE PID RESTARTS SINCE
    for name in $names; do
        restarts=$(cat "$run/$name.restarts" 2> /dev/null || echo -)
        if pid=$(process_of "$run/$name.pid"); then
            printf '%-12s %-12s %-10s %8s %9s  %s\n' "$environment" "$name" running "$pid" "$restarts" \
                "$(ps -o lstart= -p "$pid" 2> /dev/null)"
        elif process_of "$run/$name.supervisor" > /dev/null; then
            printf '%-12s %-12s %-10s %8s %9s  %s\n' "$environment" "$name" waiting - "$restarts" "it crashed and starts again"
            missing=$((missing + 1))
        else
            printf '%-12s %-12s %-10s %8s %9s\n' "$environment" "$name" stopped - "$restarts"
            missing=$((missing + 1))
        fi
    done
    if ((missing > 0)); then
        echo "$environment: $missing of $(wc -w <<< "$names") are not running"
        return 3
    fi
}
