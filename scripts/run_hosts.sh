#!/bin/bash
# The same command of scripts/run.sh on several machines, by ssh: all of them, or none.
#
#   scripts/run_hosts.sh start|stop|reload|status HOSTS_FILE
#
# HOSTS_FILE (scripts/hosts.example) has a machine a line: NAME ADDRESS[:PORT] FOLDER ENVIRONMENT…
# First each machine's port (22 by default) must answer within half a second; with one that does not nothing is begun anywhere,
# and the exit code is 1. A start that fails on one machine stops those that were started. MARTLET_SSH is used instead of ssh.
set -uo pipefail

say() { echo "run_hosts: $*" >&2; }
usage() {
    sed -n '2,4s/^# \{0,1\}//p' "$0" >&2
    exit 64
}

command=${1:-}
file=${2:-}
[[ $command =~ ^(start|stop|reload|status)$ && -n $file && $# == 2 ]] || usage
[[ -r $file ]] || {
    say "there is no file $file."
    exit 64
}

names=() addresses=() ports=() folders=() environments=()
number=0
while IFS= read -r line || [[ -n $line ]]; do
    number=$((number + 1))
    line=${line%%#*}
    read -ra words <<< "$line"
    ((${#words[@]} == 0)) && continue
    # What goes through a shell on the other side must not mean anything to it.
    if ((${#words[@]} < 4)) || [[ $line =~ [^A-Za-z0-9._:@/~[:space:]-] || ${words[1]} == -* ]]; then
        say "$file:$number must read: NAME ADDRESS[:PORT] FOLDER ENVIRONMENT…, in letters, digits and . _ : @ / ~ -"
        exit 64
    fi
    port=22
    [[ ${words[1]} =~ :([0-9]+)$ ]] && port=${BASH_REMATCH[1]}
    names+=("${words[0]}")
    addresses+=("${words[1]%:"$port"}")
    ports+=("$port")
    folders+=("${words[2]}")
    environments+=("${words[*]:3}")
done < "$file"
((${#names[@]})) || {
    say "$file names no machine."
    exit 64
}

answers() { timeout 0.5 bash -c ": < /dev/tcp/${1#*@}/$2" 2> /dev/null; }
dead=()
for index in "${!names[@]}"; do
    answers "${addresses[index]}" "${ports[index]}" || dead+=("${names[index]}")
done
if ((${#dead[@]})); then
    say "no answer within 0.5 s from ${dead[*]}; nothing is done on any machine"
    exit 1
fi

# The command on one machine: on INDEX COMMAND
on() {
    local arguments="" environment port=()
    for environment in ${environments[$1]}; do arguments+=" -e $environment"; done
    [[ ${ports[$1]} == 22 ]] || port=(-p "${ports[$1]}")
    "${MARTLET_SSH:-ssh}" "${port[@]}" "${addresses[$1]}" "cd ${folders[$1]} && scripts/run.sh $2$arguments" < /dev/null \
        | sed "s/^/${names[$1]}: /"
}

result=0
started=()
for index in "${!names[@]}"; do
    on "$index" "$command"
    status=$?
    if [[ $command == start ]]; then
        if ((status != 0)); then
            say "${names[index]} could not be started ($status); what was started elsewhere is stopped"
            for other in "${started[@]}" "$index"; do on "$other" stop; done
            exit 1
        fi
        started+=("$index")
        echo "${names[index]} started"
    elif ((status > result)); then
        result=$status
    fi
done
exit $result
