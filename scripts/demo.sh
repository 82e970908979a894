#!/bin/bash
# The whole of Martlet once, in a folder of its own (var/demo): called by `scripts/run.sh demo`.
#
# Ping, Sum, StageDemo at a tenth of its times, then PublishArticle, during which the server, the decider that decides and the
# worker that works are killed (kill -9) and brought back by their supervisors. Ends with exit code 0 only when everything
# that it says is true.
set -uo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
configuration=${MARTLET_BUILD:-release}
# The reader's own variables must not reach the demonstration.
unset "${!MARTLET_@}"
programs=$root/.build/$configuration
var=$root/var/demo
environment=demo
article=$root/Examples/articles/martlet-00001-v1.zip
id=publish-00001

say() { echo "demo: $*"; }

source "$root/scripts/facts.sh"

stop() { "$programs/supervisor" stop -e "$environment" --grace "$1"; }

leave() {
    stop 30 > "$var/stop.txt" 2>&1
}

export MARTLET_SETTINGS=$var/settings.json
export MARTLET_VAR=$var
# Whatever an interrupted demonstration left running here is stopped first.
if [[ -e $MARTLET_SETTINGS ]]; then stop 5 > /dev/null 2>&1; fi
rm -rf "$var"
mkdir -p "$var"
port=$(free_port 7350) || exit
cat > "$MARTLET_SETTINGS" << EOF
{ "environments": { "demo": {
    "domain": "Demo",
    "server": { "port": $port, "store": "sqlite:store.sqlite" },
    "activities": { "outputFolder": "published", "pauseSeconds": 1.5 },
    "logs": { "format": "text" }
} } }
EOF

began=$SECONDS
trap leave EXIT
trap 'exit 130' INT TERM
say "everything of it is in $var"
"$programs/supervisor" start -e "$environment" || exit $?
cd "$var" || exit 1
starter=("$programs/starter" -e "$environment")
martlet=("$programs/martlet")

say "Ping"
"${starter[@]}" Ping --id ping --wait > ping.txt
ping=$?
tail -n 1 ping.txt
say "Sum of 1, 3, 7 and 11"
"${starter[@]}" Sum --id sum --input '[1, 3, 7, 11]' --wait > sum.txt
sum=$?
tail -n 1 sum.txt
say "StageDemo: A 3 s, then B 0.5 s and C 1 s side by side, then D 0.8 s"
"${starter[@]}" StageDemo --id stages --input '{"scale": 0.1}' --wait > stages.txt
stages=$?
tail -n 1 stages.txt

say "PublishArticle on $(basename "$article")"
"${starter[@]}" PublishArticle --id "$id" --input "{\"path\": \"$article\"}" --wait > publish.txt 2> publish-messages.txt &
publish=$!

# Waits until a worker renders the page, and finds out who it is and who decided last.
for ((tries = 0; tries < 150; tries++)); do
    "${martlet[@]}" history "$id" -e "$environment" > history.txt 2> /dev/null
    scheduled=$(sed -n 's/^ *\([0-9]*\) .*ActivityTaskScheduled *RenderPage-.*/\1/p' history.txt | head -1)
    worker=$(sed -n "s/.*ActivityTaskStarted *of ${scheduled:-none}, by [^:]*:\([0-9]*\):worker.*/\1/p" history.txt | head -1)
    [[ -n $worker ]] && break
    kill -0 $publish 2> /dev/null || break
    sleep 0.1
done
decider=$(sed -n 's/.*DecisionTaskStarted *by [^:]*:\([0-9]*\):decider.*/\1/p' history.txt | tail -1)
# How the pools are, as one line of JSON; the process of the server, and how often processes of a pool came back.
pools() { "${martlet[@]}" status -e "$environment" --json; }
restarts() { pools | sed -n "s/.*\"name\":\"$1\",\"wanted\":[0-9]*,\"running\":[0-9]*,\"restarts\":\([0-9]*\).*/\1/p"; }
server=$(pools | sed -n 's/.*"name":"server"[^]]*"pid":\([0-9]*\).*/\1/p')
if [[ -z $worker || -z $decider || -z $server ]]; then
    say "nobody rendered the page of the article, so nobody could be killed; what the starter says:"
    cat publish.txt publish-messages.txt
    exit 1
fi
# Only processes of this demonstration are killed.
running=$(pools)
ours() { echo "$running" | grep -q "\"pid\":$1[,}]"; }
killed=()
for pid in "$server" "$decider" "$worker"; do ours "$pid" && kill -KILL "$pid" && killed+=("$pid"); done
moment=$(date +%T.%3N)
echo "$moment  >>> kill -9: the server ($server), the decider that decided ($decider), the worker that renders ($worker)" \
    > kills.txt
say "kill -9 ${killed[*]}: the server, the decider that decided last, and the worker that renders the page"

for ((tries = 0; tries < 600; tries++)); do
    kill -0 $publish 2> /dev/null || break
    sleep 0.1
done
if kill -0 $publish 2> /dev/null; then
    kill $publish
    say "PublishArticle is not closed after a minute"
fi
wait $publish
published=$?
tail -n 1 publish.txt | cut -c 1-200
"${martlet[@]}" history "$id" -e "$environment" > history.txt

echo
say "what happened (the same is told by: martlet history ID --steps)"
{
    for execution in ping sum stages "$id"; do
        "${martlet[@]}" history "$execution" -e "$environment" --steps | sed "s/^\([0-9:.]*\)  /\1  $execution: /"
    done
    cat kills.txt
    sed -n 's/^\([0-9:.]*\) NOTICE *\(.* started again .*\)/\1  <<< \2/p' "$var/log/$environment/supervisor.log"
} | sort -s -k 1,1 | sed 's/^/  /'

page=$(find "$var/published" -name index.html -path '*/v1/*' 2> /dev/null | head -1)
grew() { (($(restarts "$1") >= 1)); }
once() { (($(grep -c "$1" history.txt) == 1)); }
echo
say "what is true"
check "Ping completed" test "$ping" = 0
check "Sum completed with 22" grep -q 'COMPLETED 22$' sum.txt
check "StageDemo completed" test "$stages" = 0
check "three processes were killed" test ${#killed[@]} = 3
check "the server came back by itself, and knew everything" grew server
check "the decider came back by itself" grew deciders
check "the worker came back by itself" grew workers
check "the death of the worker was noticed" grep -q "ActivityTaskTimedOut *of $scheduled, HEARTBEAT" history.txt
check "the page was rendered again, by another attempt" grep -q 'ActivityTaskScheduled *RenderPage-[0-9]*-try2' history.txt
check "PublishArticle completed" test "$published" = 0
check "it completed once" once 'WorkflowExecutionCompleted'
check "the page is published" test -s "${page:-/nowhere}"
check "its receipt is written" test -n "$(find "$var/published" -name 'receipt*.json' 2> /dev/null)"
check "all of it took less than a minute ($((SECONDS - began)) s)" test $((SECONDS - began)) -lt 60
echo
if ((failures > 0)); then
    say "$failures of these are not true; logs and histories are in $var"
    exit 1
fi
say "the published page: $page"
