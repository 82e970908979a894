#!/bin/bash
# Writes the cloud-init file of a machine that only works: scripts/render_cloudinit.sh --queue LIST --max-idle SECONDS …
#
#   --queue LIST          the task list that its workers poll (DefaultTaskList)
#   --workers COUNT       how many workers (5)
#   --max-idle SECONDS    they leave after so long without a task; 0: never (0)
#   --max-uptime SECONDS  they leave after so long in any case; 0: never (0)
#   --billing SECONDS     they leave for idleness only at the end of such a period, because it is paid for; 0: at any time (0)
#   --endpoint URL        the service (http://127.0.0.1:7340)
#   --domain NAME         the domain (Publish)
#   --environment NAME    what the environment is called there (live)
#   --repository URL      clones and builds Martlet; without it, the image has it built in /srv/martlet
#   --poweroff            the machine is switched off when its workers have left
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)

fail() {
    echo "render_cloudinit: $*" >&2
    exit 64
}

queue=DefaultTaskList workers=5 idle=0 uptime=0 billing=0 endpoint=http://127.0.0.1:7340 domain=Publish environment=live
repository="" poweroff=""
while (($# > 0)); do
    case $1 in
        --help | -h)
            sed -n '2,13s/^# \{0,1\}//p' "$0"
            exit
            ;;
        --poweroff)
            poweroff=yes
            shift
            continue
            ;;
        --queue | --workers | --max-idle | --max-uptime | --billing | --endpoint | --domain | --environment | --repository) ;;
        *) fail "$1 is no option; --help lists them." ;;
    esac
    (($# > 1)) || fail "$1 needs a value."
    case $1 in
        --queue) queue=$2 ;;
        --workers) workers=$2 ;;
        --max-idle) idle=$2 ;;
        --max-uptime) uptime=$2 ;;
        --billing) billing=$2 ;;
        --endpoint) endpoint=$2 ;;
        --domain) domain=$2 ;;
        --environment) environment=$2 ;;
        --repository) repository=$2 ;;
    esac
    shift 2
done
for number in "workers $workers" "max-idle $idle" "max-uptime $uptime" "billing $billing"; do
    [[ ${number#* } =~ ^[0-9]{1,8}$ ]] || fail "--${number% *} must be a whole number, and is \"${number#* }\"."
done
# They stand within JSON within YAML: what would end a text there is refused rather than escaped twice.
for text in "queue $queue" "endpoint $endpoint" "domain $domain" "environment $environment" "repository $repository"; do
    [[ ${text#* } =~ ^[A-Za-z0-9._:/@{}=?+~-]*$ ]] || fail "--${text%% *} may not hold quotes, spaces or signs of YAML."
done

leaving=""
((idle > 0)) && leaving+=", \"maxIdleSeconds\": $idle"
((uptime > 0)) && leaving+=", \"maxUptimeSeconds\": $uptime"
((billing > 0)) && leaving+=", \"idleGranularitySeconds\": $billing"
programs="  - [mkdir, -p, /srv/martlet/var]"
if [[ -n $repository ]]; then
    programs="  - [git, clone, --depth, '1', '$repository', /srv/martlet]
  - [/srv/martlet/scripts/setup.sh]
  - [/srv/martlet/scripts/build.sh, release]
  - [/srv/martlet/.build/release/martlet, deploy, --place, /srv/martlet/.build/release]
$programs"
fi
off=""
if [[ -n $poweroff ]]; then
    off="      # Only when they left on purpose: what failed is looked at.
      ExecStopPost=+/bin/sh -c '[ \"\$SERVICE_RESULT\" = success ] && systemctl poweroff'
"
fi
text=$(< "$root/scripts/cloud-init/martlet.yaml")
text=${text//@QUEUE@/"$queue"}
text=${text//@WORKERS@/"$workers"}
text=${text//@LEAVING@/"$leaving"}
text=${text//@ENDPOINT@/"$endpoint"}
text=${text//@DOMAIN@/"$domain"}
text=${text//@ENVIRONMENT@/"$environment"}
text=${text//@PROGRAMS@/"$programs"}
text=${text//@POWEROFF@$'\n'/"$off"}
echo "$text"
