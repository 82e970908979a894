"""A decider and a worker in the manner of the bots that were written for Amazon SWF with boto3.

They know nothing of the server that they run on: they page through the history by 100 events, tell an empty poll by its
missing task token, derive what to do from the history alone, and schedule a step again when it failed.
"""

import json


def poll_decision(swf, domain, task_list):
    request = {"domain": domain, "taskList": {"name": task_list}, "identity": "decider_bot", "maximumPageSize": 100}
    task = swf.poll_for_decision_task(**request)
    if not task.get("taskToken"):
        return None
    events = task["events"]
    pages = 1
    while task.get("nextPageToken"):
        task = swf.poll_for_decision_task(nextPageToken=task["nextPageToken"], **request)
        events += task["events"]
        pages += 1
    task["events"] = events
    task["pages"] = pages
    return task


def decide(swf, domain, task_list, steps):
    """Takes one decision task of a workflow that is a list of steps; tells whether it closed the execution."""
    task = poll_decision(swf, domain, task_list)
    if task is None:
        return False, 0
    events = task["events"]
    scheduled = {}
    done = set()
    for event in events:
        if event["eventType"] == "ActivityTaskScheduled":
            scheduled[event["eventId"]] = event["activityTaskScheduledEventAttributes"]["activityId"]
        if event["eventType"] == "ActivityTaskCompleted":
            done.add(scheduled[event["activityTaskCompletedEventAttributes"]["scheduledEventId"]])
    left = [step for step in steps if step["id"] not in done]
    if not left:
        decisions = [{"decisionType": "CompleteWorkflowExecution", "completeWorkflowExecutionDecisionAttributes": {}}]
    else:
        step = left[0]
        decisions = [
            {
                "decisionType": "ScheduleActivityTask",
                "scheduleActivityTaskDecisionAttributes": {
                    "activityId": step["id"],
                    "activityType": {"name": step["type"], "version": "1"},
                    "taskList": {"name": task_list},
                    "control": "None",
                    "heartbeatTimeout": "300",
                    "scheduleToCloseTimeout": "300",
                    "scheduleToStartTimeout": "300",
                    "startToCloseTimeout": "300",
                    "input": events[0]["workflowExecutionStartedEventAttributes"].get("input", "null"),
                },
            }
        ]
    swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=decisions)
    return not left, task["pages"]


def work(swf, domain, task_list, activities):
    """Does one activity task."""
    task = swf.poll_for_activity_task(domain=domain, taskList={"name": task_list}, identity="worker_bot")
    if "taskToken" not in task or not task["taskToken"]:
        return False
    result = activities[task["activityType"]["name"]](json.loads(task.get("input", "null")))
    if result is False:
        swf.respond_activity_task_failed(taskToken=task["taskToken"], details="", reason="error: activity failed")
    else:
        swf.respond_activity_task_completed(taskToken=task["taskToken"], result=str(result))
    return True
