#!/bin/bash
# What the demonstrations share. Read by demo.sh and operate.sh; holds functions only, which use their `say`.

failures=0

# Says whether a sentence is true, and counts those that are not: check SENTENCE COMMAND...
check() {
    local sentence=$1
    shift
    if "$@" > /dev/null 2>&1; then
        echo "  true:  $sentence"
    else
        echo "  FALSE: $sentence"
        failures=$((failures + 1))
    fi
}

# A port from here on that nobody listens on: free_port PORT
free_port() {
    local port
    for ((port = $1; port < $1 + 100; port++)); do
        (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || {
            echo "$port"
            return
        }
    done
    say "no port from $1 to $((port - 1)) is free" >&2
    return 71
}
