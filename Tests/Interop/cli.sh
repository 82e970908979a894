#!/bin/bash
# A whole execution by hand, with the AWS command line, as somebody would do it who has only the manual of Amazon SWF.
# Every answer is looked at. Usage: cli.sh URL OF THE SERVER DOMAIN; the AWS command line is found on the PATH.
set -euo pipefail
export AWS_ENDPOINT_URL_SWF=$1 AWS_ACCESS_KEY_ID=${AWS_ACCESS_KEY_ID:-test} AWS_SECRET_ACCESS_KEY=${AWS_SECRET_ACCESS_KEY:-test}
export AWS_DEFAULT_REGION=us-east-1 AWS_PAGER='' AWS_MAX_ATTEMPTS=1
domain=$2
checks=0

say() { echo "cli: $*"; }

# is WANTED ANSWER WHAT: they are the same text.
is() {
    if [[ $1 != "$2" ]]; then
        say "$3: wanted '$1', and it is '$2'"
        exit 1
    fi
    checks=$((checks + 1))
}

# swf ARGUMENTS...: the answer as text, one line, with tabs between the values of a query.
swf() { aws swf "$@" --output text; }

# refused FAULT MESSAGE ARGUMENTS...: the call must be refused in these words.
refused() {
    local fault=$1 message=$2 answer
    shift 2
    if answer=$(aws swf "$@" 2>&1); then
        say "$1 was not refused"
        exit 1
    fi
    is "$fault" "$(sed -n 's/.*An error occurred (\([A-Za-z]*\)).*/\1/p' <<< "$answer")" "$1"
    is "$message" "$(sed -n 's/.* operation: \(.*\)/\1/p' <<< "$answer")" "$1"
}

say "a domain with its types"
is '' "$(swf register-domain --name "$domain" --workflow-execution-retention-period-in-days 1 --description 'By hand')" register-domain
is "By hand	REGISTERED	1" "$(swf describe-domain --name "$domain" \
    --query '[domainInfo.description, domainInfo.status, configuration.workflowExecutionRetentionPeriodInDays]')" describe-domain
swf register-workflow-type --domain "$domain" --workflow-version 1.0 --name order \
    --default-task-list name=deciders --default-child-policy TERMINATE \
    --default-execution-start-to-close-timeout 3600 --default-task-start-to-close-timeout 60
swf register-activity-type --domain "$domain" --activity-version 1.0 --name pack --default-task-list name=packers \
    --default-task-schedule-to-start-timeout NONE --default-task-schedule-to-close-timeout NONE \
    --default-task-start-to-close-timeout 600 --default-task-heartbeat-timeout 60
is order "$(swf list-workflow-types --domain "$domain" --registration-status REGISTERED --query 'typeInfos[].workflowType.name')" list-workflow-types
is 600 "$(swf describe-activity-type --domain "$domain" --activity-type name=pack,version=1.0 \
    --query configuration.defaultTaskStartToCloseTimeout)" describe-activity-type

say "an execution"
run=$(swf start-workflow-execution --domain "$domain" --workflow-id order-7 --workflow-type name=order,version=1.0 \
    --input '{"item": "bird"}' --tag-list urgent blue)
is 46 ${#run} "the length of a run id"
refused WorkflowExecutionAlreadyStartedFault 'Already Started' \
    start-workflow-execution --domain "$domain" --workflow-id order-7 --workflow-type name=order,version=1.0
is 1 "$(swf count-pending-decision-tasks --domain "$domain" --task-list name=deciders --query count)" count-pending-decision-tasks

say "a decider: an activity, a timer and a marker"
task=$(aws swf poll-for-decision-task --domain "$domain" --task-list name=deciders --identity by-hand --output json)
is "order-7 0 3 {\"item\": \"bird\"}" "$(python3 -c '
import json, sys
task = json.load(sys.stdin)
first = task["events"][0]["workflowExecutionStartedEventAttributes"]
print(task["workflowExecution"]["workflowId"], task["previousStartedEventId"], task["startedEventId"], first["input"])
' <<< "$task")" poll-for-decision-task
token=$(python3 -c 'import json, sys; print(json.load(sys.stdin)["taskToken"])' <<< "$task")
refused ValidationException 'Close must be last decision in list' respond-decision-task-completed --task-token "$token" \
    --decisions '[{"decisionType": "CompleteWorkflowExecution"}, {"decisionType": "RecordMarker", "recordMarkerDecisionAttributes": {"markerName": "m"}}]'
swf respond-decision-task-completed --task-token "$token" --execution-context 'packing' --decisions '[
    {"decisionType": "RecordMarker", "recordMarkerDecisionAttributes": {"markerName": "begun", "details": "by hand"}},
    {"decisionType": "StartTimer", "startTimerDecisionAttributes": {"timerId": "soon", "startToFireTimeout": "1"}},
    {"decisionType": "ScheduleActivityTask", "scheduleActivityTaskDecisionAttributes": {
        "activityId": "pack-1", "activityType": {"name": "pack", "version": "1.0"}, "input": "bird"}}]'
refused UnknownResourceFault 'Unknown decision task, scheduledEventId = 2' respond-decision-task-completed --task-token "$token"

say "a worker: heartbeat, then done"
read -r activity input token <<< "$(swf poll-for-activity-task --domain "$domain" --task-list name=packers \
    --query '[activityId, input, taskToken]')"
is "pack-1 bird" "$activity $input" poll-for-activity-task
is False "$(swf record-activity-task-heartbeat --task-token "$token" --details 'half of it')" record-activity-task-heartbeat
is 'None	1	0	0	packing' "$(swf describe-workflow-execution --domain "$domain" --execution "workflowId=order-7,runId=$run" \
    --query '[executionInfo.closeStatus, openCounts.openActivityTasks, openCounts.openChildWorkflowExecutions,
        openCounts.openLambdaFunctions, latestExecutionContext]')" describe-workflow-execution
swf respond-activity-task-completed --task-token "$token" --result 'a box'
refused UnknownResourceFault 'Unknown activity, scheduledEventId = 7' respond-activity-task-failed --task-token "$token"

say "a signal, and the timer fires"
swf signal-workflow-execution --domain "$domain" --workflow-id order-7 --signal-name hurry --input please
seen=''
while [[ $seen != *TimerFired* ]]; do
    read -r token seen <<< "$(swf poll-for-decision-task --domain "$domain" --task-list name=deciders \
        --query '[taskToken, join(`,`, events[].eventType)]')"
    [[ $seen == *TimerFired* ]] || swf respond-decision-task-completed --task-token "$token"
done
[[ $seen == *ActivityTaskCompleted* && $seen == *WorkflowExecutionSignaled* ]] || { say "events are missing: $seen"; exit 1; }

say "the end, seen by those who look"
is order-7 "$(swf list-open-workflow-executions --domain "$domain" --start-time-filter oldestDate=0 \
    --tag-filter tag=blue --query 'executionInfos[].execution.workflowId')" list-open-workflow-executions
swf respond-decision-task-completed --task-token "$token" --decisions \
    '[{"decisionType": "CompleteWorkflowExecution", "completeWorkflowExecutionDecisionAttributes": {"result": "sent"}}]'
is COMPLETED "$(swf describe-workflow-execution --domain "$domain" --execution "workflowId=order-7,runId=$run" \
    --query executionInfo.closeStatus)" describe-workflow-execution
history=$(swf get-workflow-execution-history --domain "$domain" --execution "workflowId=order-7,runId=$run" \
    --query 'join(`,`, events[].eventType)')
is WorkflowExecutionStarted "${history%%,*}" 'the first event'
is WorkflowExecutionCompleted "${history##*,}" 'the last event'
is 'a box' "$(swf get-workflow-execution-history --domain "$domain" --execution "workflowId=order-7,runId=$run" --page-size 3 \
    --query 'events[].activityTaskCompletedEventAttributes.result')" 'a history in pages of three'
is order-7 "$(swf list-closed-workflow-executions --domain "$domain" --start-time-filter oldestDate=0 \
    --close-status-filter status=COMPLETED --query 'executionInfos[].execution.workflowId')" list-closed-workflow-executions
is '1	False' "$(swf count-closed-workflow-executions --domain "$domain" --close-time-filter oldestDate=0)" count-closed-workflow-executions
is '0	False' "$(swf count-open-workflow-executions --domain "$domain" --start-time-filter oldestDate=0)" count-open-workflow-executions
refused UnknownResourceFault 'Unknown execution, workflowId = order-7' \
    terminate-workflow-execution --domain "$domain" --workflow-id order-7

say "the domain is taken out of use"
swf deprecate-domain --name "$domain"
refused DomainDeprecatedFault "$domain" deprecate-domain --name "$domain"
is DEPRECATED "$(swf describe-workflow-type --domain "$domain" --workflow-type name=order,version=1.0 --query typeInfo.status)" describe-workflow-type
say "$checks answers were as they must be"
