"""A small bot in the manner of those that have run on the service for years: a decider and a worker, a loop each.

It pages through the history with a hundred events a page, keeps the last page and puts all events into it, takes a
missing task token for an empty poll, finds the next step by name and id in the history, schedules a failed step again
with the same id, and sends every timeout as text.
"""

import json


class Flag:
    def __init__(self):
        self.is_green = True

    def red(self):
        self.is_green = False


STEPS = [("PingWorker", "PingWorker"), ("Sum", "Sum2a")]


class Decider:
    def __init__(self, client, domain, task_list, flag, identity="decider_1"):
        self.client = client
        self.flag = flag
        self.request = {
            "domain": domain,
            "taskList": {"name": task_list},
            "identity": identity,
            "maximumPageSize": 100,
        }
        self.task_list = task_list
        self.pages = 0

    def run(self):
        while self.flag.is_green:
            task = self.poll()
            if "taskToken" not in task:
                continue
            self.work(task)

    def poll(self):
        page = self.client.poll_for_decision_task(**self.request)
        self.pages += 1
        events = page.get("events", [])
        while page.get("nextPageToken"):
            page = self.client.poll_for_decision_task(nextPageToken=page["nextPageToken"], **self.request)
            self.pages += 1
            events += page["events"]
        page["events"] = events
        return page

    def work(self, task):
        events = task["events"]
        data = events[0]["workflowExecutionStartedEventAttributes"].get("input")
        decisions = []
        for name, activity_id in STEPS:
            if not self.is_complete(events, name, activity_id):
                decisions.append(self.schedule(name, activity_id, data))
                break
        else:
            decisions.append({"decisionType": "CompleteWorkflowExecution"})
        self.client.respond_decision_task_completed(taskToken=task["taskToken"], decisions=decisions)

    @staticmethod
    def is_complete(events, name, activity_id):
        scheduled = {
            event["eventId"]
            for event in events
            if event["eventType"] == "ActivityTaskScheduled"
            and event["activityTaskScheduledEventAttributes"]["activityType"]["name"] == name
            and event["activityTaskScheduledEventAttributes"]["activityId"] == activity_id
        }
        return any(
            event["activityTaskCompletedEventAttributes"]["scheduledEventId"] in scheduled
            for event in events
            if event["eventType"] == "ActivityTaskCompleted"
        )

    def schedule(self, name, activity_id, data):
        return {
            "decisionType": "ScheduleActivityTask",
            "scheduleActivityTaskDecisionAttributes": {
                "activityId": activity_id,
                "activityType": {"name": name, "version": "1"},
                "taskList": {"name": self.task_list},
                "control": "None",
                "heartbeatTimeout": "300",
                "scheduleToCloseTimeout": "300",
                "scheduleToStartTimeout": "300",
                "startToCloseTimeout": "300",
                "input": data if data is not None else "null",
            },
        }


class Worker:
    def __init__(self, client, domain, task_list, flag, failures=0, identity="worker_1"):
        self.client = client
        self.flag = flag
        self.request = {"domain": domain, "taskList": {"name": task_list}, "identity": identity}
        self.failures = failures

    def run(self):
        while self.flag.is_green:
            task = self.client.poll_for_activity_task(**self.request)
            if "taskToken" not in task:
                continue
            data = json.loads(task["input"]) if "input" in task else None
            name = task["activityType"]["name"]
            if name == "Sum" and self.failures > 0:
                self.failures -= 1
                self.client.respond_activity_task_failed(
                    taskToken=task["taskToken"], details="", reason="error: activity failed with result False"
                )
                continue
            result = sum(data["data"]) if name == "Sum" else True
            self.client.respond_activity_task_completed(taskToken=task["taskToken"], result=str(result))
