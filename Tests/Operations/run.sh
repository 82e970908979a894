#!/bin/bash
# Holds the files for other supervisors (systemd, supervisord, cloud-init, crontab) against the tools that read them. A tool that
# the machine does not have is fetched into var/tools, without installing it; what cannot be had is left out with a sentence.
# Usage: Tests/Operations/run.sh. The last line is "N passed, N failed"; the exit code says the same.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scripts=$root/scripts
tools=$root/var/tools
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

check() { # check SENTENCE COMMAND...
    local sentence=$1
    shift
    if "$@" > "$work/out" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "failed: $sentence"
        sed 's/^/    /' "$work/out" | head -20
    fi
}
refuses() { ! "$@"; }

# The files of a Debian package, in var/tools; nothing of it is installed: fetch PACKAGE
fetch() {
    [[ -d $tools/$1 ]] && return
    command -v apt-get > /dev/null || return
    mkdir -p "$tools"
    (
        cd "$work" && apt-get download "$1" 2> /dev/null \
            || { ((EUID == 0)) && apt-get update -qq 2> /dev/null && apt-get download "$1" 2> /dev/null; }
    ) > /dev/null
    ls "$work/$1"_*.deb > /dev/null 2>&1 && dpkg-deb -x "$work/$1"_*.deb "$tools/$1"
}

# A virtual environment with what reads the files; made anew when the list has changed.
python=$here/.venv/bin/python
if ! cmp -s "$here/requirements.txt" "$here/.venv/requirements.txt"; then
    rm -rf "$here/.venv"
    python3 -m venv "$here/.venv" > /dev/null 2>&1 \
        && "$here/.venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" \
        && cp "$here/requirements.txt" "$here/.venv/requirements.txt"
fi > "$work/venv" 2>&1
has_python() { [[ -e $here/.venv/requirements.txt ]]; }

# systemd: the paths are made to be here, since it looks whether the programs are there.
units=$work/units
mkdir -p "$units" "$work/bin"
printf '#!/bin/sh\n' > "$work/bin/program"
chmod +x "$work/bin/program"
for unit in "$scripts"/systemd/*; do
    sed -e "s#/srv/martlet/[^ ]*/\(supervisor\|cron\) #$work/bin/program #" -e "s#/srv/martlet#$root#" \
        -e "s/^User=.*/User=$(id -un)/" "$unit" > "$units/$(basename "$unit")"
done
if command -v systemd-analyze > /dev/null; then
    for unit in martlet@ martlet-cron@; do
        mv "$units/$unit.service" "$units/${unit}live.service"
        check "systemd reads $unit.service" systemd-analyze verify --man=no "$units/${unit}live.service"
        # It says of much that it is ignored, and is content.
        cp "$work/out" "$work/said"
        check "systemd has nothing to say of $unit.service" refuses grep "$unit" "$work/said"
        sed 's/^Type=.*/Type=nonsense/' "$units/${unit}live.service" > "$units/broken.service"
        check "it would notice a unit that is wrong" \
            refuses bash -c "systemd-analyze verify --man=no '$units/broken.service' 2>&1 | { ! grep -q nonsense; }"
    done
    mv "$units/martlet-cron@.timer" "$units/martlet-cron@live.timer"
    check "systemd reads martlet-cron@.timer" systemd-analyze verify --man=no "$units/martlet-cron@live.timer"
else
    echo "left out: the systemd units, because this machine has no systemd-analyze"
fi

# supervisord: its own parser reads the file; users and folders are made to be here.
if has_python; then
    mkdir -p "$work/d"
    sed -e "s#/srv/martlet#$work#" -e '/^user=/d' "$scripts/supervisord/martlet.conf" > "$work/d/martlet.conf"
    mkdir -p "$work/var/log/dev" "$work/var/log/live"
    printf '[supervisord]\n[include]\nfiles = %s/d/*.conf\n' "$work" > "$work/supervisord.conf"
    parse() {
        "$python" - "$1" << 'PY'
import sys
from supervisor.options import ServerOptions
options = ServerOptions()
options.realize(["-n", "-c", sys.argv[1]])
names = sorted(group.name for group in options.process_group_configs)
assert names == ["martlet-dev", "martlet-live"], names
for group in options.process_group_configs:
    for process in group.process_configs:
        assert process.exitcodes == [0, 64, 78], process.exitcodes
        assert process.stopwaitsecs >= 600
PY
    }
    check "supervisord reads martlet.conf" parse "$work/supervisord.conf"
    sed -i 's/^autorestart=.*/autorestart=sometimes/' "$work/d/martlet.conf"
    check "it would notice a file that is wrong" refuses parse "$work/supervisord.conf"
else
    echo "left out: the file for supervisord, because its package cannot be had"
fi

# cloud-init: its own schema; once as it is rendered plainly, once with everything.
render=$scripts/render_cloudinit.sh
schema=()
if command -v cloud-init > /dev/null; then
    schema=(cloud-init schema --config-file)
elif has_python && fetch cloud-init && [[ -d $tools/cloud-init ]]; then
    schema=(env "PYTHONPATH=$tools/cloud-init/usr/lib/python3/dist-packages" "$python" -m cloudinit.cmd.main schema --config-file)
fi
"$render" --queue q --max-idle 60 > "$work/plain.yaml"
check "the first line says what it is" test "$(head -1 "$work/plain.yaml")" = "#cloud-config"
check "no word is left to be replaced" refuses grep -qE '@[A-Z]+@' "$work/plain.yaml"
check "the queue and the idle time are in it" grep -q '"maxIdleSeconds": 60' "$work/plain.yaml"
check "logging comes before the workers" \
    bash -c "(( \$(grep -n journald '$work/plain.yaml' | head -1 | cut -d: -f1) < \$(grep -n 'enable, --now' '$work/plain.yaml' | cut -d: -f1) ))"
check "a value that would end a text is refused" refuses "$render" --queue 'q"x'
check "an option that is none is refused" refuses "$render" --queu q
if ((${#schema[@]})); then
    "$render" --queue 'Work@{host}' --workers 8 --max-idle 60 --max-uptime 3600 --billing 3600 --endpoint https://swf.us-east-1.amazonaws.com \
        --domain Publish --environment live --repository https://example.org/martlet.git --poweroff > "$work/full.yaml"
    for file in plain full; do
        check "cloud-init reads it ($file)" bash -c \
            '"$@" 2>&1 | tee /dev/stderr | grep -q "^Valid"' schema "${schema[@]}" "$work/$file.yaml"
    done
    sed 's/^packages:/packages: 5\nwrong:/' "$work/plain.yaml" > "$work/broken.yaml"
    check "it would notice a file that is wrong" refuses bash -c \
        '"$@" 2>&1 | grep -q "^Valid"' schema "${schema[@]}" "$work/broken.yaml"
else
    echo "left out: the schema of cloud-init, because the package cannot be had"
fi

# crontab: -n is Debian's, -T that of others.
crontab=$(command -v crontab || true)
# One that is not installed makes the folder that it would keep its files in, so only root can run it, and takes it away again.
if [[ -z $crontab ]] && ((EUID == 0)) && fetch cron; then
    crontab=$tools/cron/usr/bin/crontab
    [[ -d /var/spool/cron ]] || trap 'rm -rf "$work"; rmdir /var/spool/cron/crontabs /var/spool/cron 2> /dev/null' EXIT
fi
if [[ -n $crontab && -x $crontab ]]; then
    flag=-T
    # The first time it may only make its folder.
    "$crontab" -h > /dev/null 2>&1
    "$crontab" -h > "$work/usage" 2>&1
    grep -q -- '\[-n\]' "$work/usage" && flag=-n
    check "crontab reads crontab.example" "$crontab" "$flag" "$scripts/crontab.example"
    printf '* * * x martlet\n' > "$work/bad"
    check "it would notice a file that is wrong" refuses "$crontab" "$flag" "$work/bad"
else
    echo "left out: crontab.example, because this machine has no crontab"
fi

# Several machines, each of them this one, by an ssh that only drops its address.
mkdir -p "$work/host/scripts"
printf '#!/bin/bash\necho "ran $*" >> "%s/ran"\n[[ $1 == start && $* == *broken* ]] && exit 71\nexit 0\n' "$work" > "$work/host/scripts/run.sh"
printf '#!/bin/bash\n[[ $1 == -p ]] && shift 2\nshift\nexec bash -c "$*"\n' > "$work/ssh"
chmod +x "$work/host/scripts/run.sh" "$work/ssh"
python3 -c '
import socket, sys, time
s = socket.socket(); s.bind(("127.0.0.1", 0)); s.listen()
open(sys.argv[1] + ".new", "w").write(str(s.getsockname()[1]))
import os; os.rename(sys.argv[1] + ".new", sys.argv[1])
time.sleep(120)' "$work/port" &
listener=$!
for ((tries = 0; tries < 100; tries++)); do [[ -e $work/port ]] && break; read -rt 0.1 <> <(:); done
port=$(cat "$work/port")
hosts() { # hosts FILE LINE...
    local file=$1
    shift
    printf '%s\n' "$@" > "$work/$file"
    : > "$work/ran"
    MARTLET_SSH=$work/ssh "$scripts/run_hosts.sh" "${command:-start}" "$work/$file"
}
two=("s1 127.0.0.1:$port $work/host dev live" "s2 me@127.0.0.1:$port $work/host live")
check "pools are started on each machine" test "$(hosts good "${two[@]}" 2>&1)" = "$(printf 's1 started\ns2 started')"
hosts good "${two[@]}" > /dev/null 2>&1
check "each with its environments" test "$(cat "$work/ran")" = "$(printf 'ran start -e dev -e live\nran start -e live')"
hosts dead "${two[@]}" "s3 127.0.0.1:1 $work/host live" > /dev/null 2>&1
check "with a machine that does not answer the exit code is 1" test $? = 1
check "and nothing is begun on any" test ! -s "$work/ran"
hosts half "${two[@]}" "s3 127.0.0.1:$port $work/host broken" > /dev/null 2>&1
check "a start that fails is taken back" test $? = 1 -a "$(grep -c 'ran stop' "$work/ran")" = 3
check "what the shell on the other side would act on is refused" refuses hosts bad "s1 127.0.0.1:$port /srv/\$(id) dev"
kill $listener

# What is run must be executable, whatever else is done to the tree.
check "every script is executable" bash -c "cd '$scripts' && for f in *.sh; do [[ -x \$f ]] || exit 1; done"

echo "$passed passed, $failed failed"
((failed == 0))
