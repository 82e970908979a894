#!/bin/bash
# Two environments on one machine, and everything that an operator is afraid of: called by `scripts/run.sh demo --operate`.
#
# dev and live run side by side in a folder of their own (var/operate): pools for both, two crons for each that start
# something every five seconds, and a load of StageDemo executions. Then workers, deciders, crons and a whole supervisor are
# killed (kill -9), a cron and the starters of live have a clock that is ten minutes slow, and in the middle of it other program
# files are deployed. At the end it reads from the histories what became of it all: each sentence is true, or the exit code is 1.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
configuration=${MARTLET_BUILD:-release}
# The reader's own variables must not reach the demonstration.
unset "${!MARTLET_@}"
built=$root/.build/$configuration
var=$root/var/operate
export MARTLET_VAR=$var MARTLET_SETTINGS=$var/settings.json MARTLET_BUILD=$configuration
programs=$var/releases/current
environments=(dev live)
batch=8
declare -A environment_kills=([dev]=1 [live]=4)
every=5

say() { echo "operate: $(date +%T) $*"; }

source "$root/scripts/facts.sh"

# The numbers of what this script started beside the supervisors, each killed at the end.
others=()
leave() {
    local pid
    for pid in "${others[@]}"; do kill -TERM "$pid" 2> /dev/null; done
    "$root/scripts/run.sh" stop -e dev -e live > "$var/stop.txt" 2>&1
    wait 2> /dev/null
}

# The processes of a pool, as they say it themselves: reported ENVIRONMENT POOL KEY
reported() { sed -n "s/.*\"$3\":\"\{0,1\}\([^,\"}]*\).*/\1/p" "$var/run/$1/$2"-*.json 2> /dev/null; }

# Kills processes, if they are of this demonstration: their program is in its folder.
kill_ours() {
    local pid
    for pid in "$@"; do
        [[ $(readlink "/proc/$pid/exe" 2> /dev/null) == "$var/releases/"* ]] && kill -KILL "$pid" && killed=$((killed + 1))
    done
}

# A load of executions: load ENVIRONMENT NAME
load() {
    local number clock=(env)
    # In live somebody starts executions whose clock is wrong too.
    if [[ $1 == live ]] && ((${#slow[@]})); then clock=("${slow[@]}"); fi
    for ((number = 1; number <= batch; number++)); do
        timeout 30 "${clock[@]}" "$programs/starter" -e "$1" StageDemo --id "$2-$number" --input '{"scale": 0.15}' > /dev/null || return
    done
}

# Every execution of a type, one a line, `STATUS WORKFLOW-ID`: executions ENVIRONMENT WORKFLOW
executions() { "$programs/martlet" list -e "$1" --workflow "$2" --limit 5000 | awk 'NR > 1 && NF > 4 { print $1, $2 }'; }

# A cron that stays: cron ENVIRONMENT NUMBER
cron() {
    "$programs/cron" -e "$1" --daemon > "$var/log/cron-$1-$2.log" 2>&1 &
    others+=($!)
    # It is killed on purpose; nobody need be told.
    disown
}

# A cron as a crontab runs it, again and again, with another clock: ticking ENVIRONMENT NUMBER COMMAND...
ticking() {
    local environment=$1 number=$2
    shift 2
    while sleep 2; do timeout 20 "$@" "$programs/cron" -e "$environment" --verbose; done > "$var/log/cron-$environment-$number.log" 2>&1 &
    others+=($!)
    disown
}

if [[ -d $var/run ]]; then leave; fi
rm -rf "$var"
mkdir -p "$var/cron" "$var/log"
dev_port=$(free_port 7450) || exit
live_port=$(free_port 7550) || exit
cat > "$MARTLET_SETTINGS" << END
{ "environments": {
    "dev": { "domain": "Operate.dev", "server": { "port": $dev_port, "store": "sqlite:dev.sqlite" },
             "deciders": { "count": 2 }, "workers": { "count": 3 }, "deploy": { "settleSeconds": 3 } },
    "live": { "domain": "Operate", "server": { "port": $live_port, "store": "sqlite:live.sqlite" },
              "deciders": { "count": 2 }, "workers": { "count": 3 } }
} }
END
cat > "$var/cron/schedules.json" << END
{ "schedules": [
    { "id": "tick", "workflow": "Ping", "every": "${every}s", "catchUp": "all", "overlap": "allow",
      "notBefore": "$(date -u +%FT%TZ)" }
] }
END

began=$SECONDS
trap leave EXIT
trap 'exit 130' INT TERM
say "everything of it is in $var"
"$root/scripts/run.sh" start -e dev -e live --no-build || exit $?

slow=()
if command -v faketime > /dev/null; then
    # Only what the time of day is; what lasts, lasts as long as it does.
    slow=(env FAKETIME_DONT_FAKE_MONOTONIC=1 DONT_FAKE_MONOTONIC=1 faketime -f -10m)
else
    say "left out: a clock that is ten minutes slow, because there is no faketime here"
fi
say "two crons for each environment, each to start something every $every s; one of live with a clock ten minutes slow"
for environment in "${environments[@]}"; do cron "$environment" 1; done
cron dev 2
ticking live 2 "${slow[@]:-env}"

say "the first load: $batch executions in each environment"
for environment in "${environments[@]}"; do load "$environment" first & loads+=($!); done
wait "${loads[@]}"
sleep 4

killed=0
say "kill -9: a worker that works and a decider in each environment, and a cron of each"
for environment in "${environments[@]}"; do
    busy=$(grep -l '"inHand":\[{' "$var/run/$environment"/workers-[1-3].json 2> /dev/null | head -1)
    kill_ours "$(sed -n 's/.*"pid":\([0-9]*\).*/\1/p' "${busy:-$var/run/$environment/workers-1.json}")"
    kill_ours "$(reported "$environment" deciders pid | head -1)"
done
kill_ours "${others[0]}" "${others[1]}"
say "$killed are killed"
sleep 3
say "kill -9: the supervisor of live; then it is started again, as its service manager would"
kill_ours "$(sed -n 's/.*"lockDescriptor":[0-9]*,"pid":\([0-9]*\).*/\1/p' "$var/run/live/supervisor.json")"
cron dev 3
cron live 3
"$root/scripts/run.sh" start -e live --no-build

say "the second load, and in the middle of it a deploy of other program files"
loads=()
for environment in "${environments[@]}"; do load "$environment" second & loads+=($!); done
mkdir -p "$var/new"
for program in "$built"/{server,decider,worker,register,supervisor,starter,cron,martlet}; do
    cp "$program" "$var/new/"
    # Another file that does the same: what stands behind a program is not read.
    echo >> "$var/new/${program##*/}"
done
"$programs/martlet" deploy --from "$var/new" --watch 90 2>&1 | sed 's/^/  /'
deployed=${PIPESTATUS[0]}
wait "${loads[@]}"
release=$(readlink "$programs")

say "the third load, and then waiting until all is done"
loads=()
for environment in "${environments[@]}"; do load "$environment" third & loads+=($!); done
wait "${loads[@]}"
for ((tries = 0; tries < 120; tries++)); do
    open=0
    for environment in "${environments[@]}"; do
        open=$((open + $(executions "$environment" StageDemo | grep -vc '^COMPLETED')))
    done
    ((open == 0)) && break
    sleep 0.5
done
for pid in "${others[@]}"; do kill -TERM "$pid" 2> /dev/null; done
sleep 2

# What the histories say.
for environment in "${environments[@]}"; do
    executions "$environment" StageDemo > "$var/$environment-loads.txt"
    executions "$environment" Ping | awk '$2 ~ /^tick\./' > "$var/$environment-ticks.txt"
    awk '{ print $2 }' "$var/$environment-loads.txt" | while read -r id; do
        "$programs/martlet" history "$id" -e "$environment"
    done > "$var/$environment-history.txt" &
    reading+=($!)
done
wait "${reading[@]}"
all_completed() { (($(grep -c '^COMPLETED' "$1") == $2 && $(wc -l < "$1") == $2)); }
no_twins() { [[ -z $(awk '{ print $2 }' "$1" | sort | uniq -d) ]]; }
count() { grep -c "$1" "$2"; }
stages() { (($(count 'ActivityTaskCompleted' "$var/$1-history.txt") == 4 * 3 * batch)); }
moments() { # The moments in workflow ids, as seconds, in order.
    local id
    awk '{ print $2 }' "$1" | while read -r id; do
        date -u +%s -d "$(sed -E 's/.*([0-9]{4})([0-9]{2})([0-9]{2})T([0-9]{2})([0-9]{2})([0-9]{2})?Z$/\1-\2-\3 \4:\5:\6/; s/:$/:00/' <<< "$id")"
    done | sort -n
}
gapless() { moments "$1" | awk -v every="$every" 'NR > 1 && $1 - last != every { gap = 1 } { last = $1 } END { exit gap || NR < 5 }'; }
new_programs() { # Every process of the environment's pools runs the release that was deployed.
    local pid
    for pid in $(reported "$1" '[dw]*' pid); do
        [[ $(readlink "/proc/$pid/exe") == "$var/releases/$release/"* ]] || return
    done
}
alone() { "$programs/martlet" list -e "$1" --id "$2" | grep -q '^No execution'; }
timeout 60 "$programs/starter" -e dev Ping --id only-in-dev --wait > /dev/null

echo
say "what is true"
for environment in "${environments[@]}"; do
    check "$environment: all $((3 * batch)) executions completed, each once" \
        all_completed "$var/$environment-loads.txt" $((3 * batch))
    check "$environment: each of their $((12 * batch)) activities completed once" stages "$environment"
    check "$environment: no activity was reported as failed" test "$(count ActivityTaskFailed "$var/$environment-history.txt")" = 0
    # Of a worker that is killed one; with its supervisor gone, each worker of live may have had to hand one back.
    check "$environment: no task timed out but what was held by who was killed" \
        test "$(count ActivityTaskTimedOut "$var/$environment-history.txt")" -le $((environment_kills[$environment]))
    check "$environment: $(wc -l < "$var/$environment-ticks.txt") ticks of cron, none twice" no_twins "$var/$environment-ticks.txt"
    check "$environment: none of them missing" gapless "$var/$environment-ticks.txt"
    check "$environment: every pool is complete and polls" "$root/scripts/run.sh" status -e "$environment"
    check "$environment: every process runs the programs that were deployed" new_programs "$environment"
done
check "at least seven processes were killed ($killed)" test "$killed" -ge 7
check "the deploy says that all is well" test "$deployed" = 0
check "what runs in dev is unknown in live" alone live only-in-dev
if ((${#slow[@]})); then
    check "the cron with the slow clock says so: $(grep -om 1 '10 min behind the service' "$var/log/cron-live-2.log")" \
        grep -q '10 min behind the service' "$var/log/cron-live-2.log"
fi
check "all of it took less than three minutes ($((SECONDS - began)) s)" test $((SECONDS - began)) -lt 180
echo
if ((failures > 0)); then
    say "$failures of these are not true; logs and histories are in $var"
    exit 1
fi
