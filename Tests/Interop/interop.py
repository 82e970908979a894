"""What boto3 sees of the server: run by run.sh, which prints "N passed, N failed" as its last line."""

import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlparse

from botocore.exceptions import ClientError

import bot
from server import Server

DOMAIN = "Publish.dev"
LIST = "DefaultTaskList"
server = Server()
swf = None
numbers = iter(range(1, 1_000_000))


def name(prefix):
    """A name that no other test uses."""
    return f"{prefix}-{next(numbers)}"


def register(swf, domain=DOMAIN, **defaults):
    swf.register_domain(name=domain, workflowExecutionRetentionPeriodInDays="7")
    swf.register_workflow_type(
        domain=domain,
        name="Pipeline",
        version="1",
        defaultTaskList={"name": LIST},
        defaultExecutionStartToCloseTimeout="600",
        defaultTaskStartToCloseTimeout="30",
        defaultChildPolicy="TERMINATE",
    )
    for activity in ["PingWorker", "Sum"]:
        swf.register_activity_type(
            domain=domain,
            name=activity,
            version="1",
            defaultTaskList={"name": LIST},
            defaultTaskStartToCloseTimeout="300",
            defaultTaskScheduleToStartTimeout="NONE",
            defaultTaskScheduleToCloseTimeout="NONE",
            defaultTaskHeartbeatTimeout="NONE",
        )


class Case(unittest.TestCase):
    def setUp(self):
        self.list = name("list")

    def start(self, **more):
        workflow_id = name("w")
        run = swf.start_workflow_execution(
            domain=DOMAIN,
            workflowId=workflow_id,
            workflowType={"name": "Pipeline", "version": "1"},
            taskList={"name": self.list},
            **more,
        )
        return {"workflowId": workflow_id, "runId": run["runId"]}

    def decision(self, **more):
        return swf.poll_for_decision_task(domain=DOMAIN, taskList={"name": self.list}, **more)

    def activity(self, **more):
        return swf.poll_for_activity_task(domain=DOMAIN, taskList={"name": self.list}, **more)

    def decide(self, *decisions, task=None):
        task = task or self.decision()
        swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=list(decisions))
        return task

    def schedule(self, activity_id="a", **more):
        return {
            "decisionType": "ScheduleActivityTask",
            "scheduleActivityTaskDecisionAttributes": {
                "activityId": activity_id,
                "activityType": {"name": "PingWorker", "version": "1"},
                "taskList": {"name": self.list},
                **more,
            },
        }

    def timer(self, timer_id="t", seconds="1"):
        return {
            "decisionType": "StartTimer",
            "startTimerDecisionAttributes": {"timerId": timer_id, "startToFireTimeout": seconds},
        }

    complete = {
        "decisionType": "CompleteWorkflowExecution",
        "completeWorkflowExecutionDecisionAttributes": {"result": "done"},
    }

    def history(self, execution, **more):
        return swf.get_workflow_execution_history(domain=DOMAIN, execution=execution, **more)["events"]

    def types(self, execution):
        return [event["eventType"] for event in self.history(execution)]

    def refused(self, code, call, *arguments, **keywords):
        """The message of the fault that a call must end with."""
        with self.assertRaises(ClientError) as caught:
            call(*arguments, **keywords)
        self.assertEqual(caught.exception.response["Error"]["Code"], code)
        self.assertEqual(caught.exception.response["ResponseMetadata"]["HTTPStatusCode"], 400)
        self.assertIn("RequestId", caught.exception.response["ResponseMetadata"])
        return caught.exception.response["Error"]["Message"]

    def raw(self, target, body, content_type="application/x-amz-json-1.0", **headers):
        """A request without an SDK: status, header fields and body."""
        address = urlparse(server.url)
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=70)
        connection.request("POST", "/", body, {"X-Amz-Target": target, "Content-Type": content_type, **headers})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content


class Registration(Case):
    def test_domains_are_registered_described_and_listed_in_pages(self):
        names = sorted(name("domain") for _ in range(5))
        for domain in names:
            swf.register_domain(name=domain, workflowExecutionRetentionPeriodInDays="0", description="for a test")
        detail = swf.describe_domain(name=names[0])
        self.assertEqual(detail["configuration"], {"workflowExecutionRetentionPeriodInDays": "0"})
        self.assertEqual(detail["domainInfo"]["description"], "for a test")
        self.assertTrue(detail["domainInfo"]["arn"].endswith(f":/domain/{names[0]}"))
        pages = swf.get_paginator("list_domains").paginate(
            registrationStatus="REGISTERED", PaginationConfig={"PageSize": 2}
        )
        listed = [info["name"] for page in pages for info in page["domainInfos"]]
        self.assertEqual(listed, sorted(listed))
        self.assertTrue(set(names) <= set(listed))
        self.assertEqual(self.refused("DomainAlreadyExistsFault", swf.register_domain, name=names[0],
                                      workflowExecutionRetentionPeriodInDays="1"), names[0])

    def test_types_are_described_with_what_they_were_registered_with(self):
        swf.register_activity_type(domain=DOMAIN, name="Bare", version="1")
        self.assertEqual(
            swf.describe_activity_type(domain=DOMAIN, activityType={"name": "Bare", "version": "1"})["configuration"], {}
        )
        detail = swf.describe_workflow_type(domain=DOMAIN, workflowType={"name": "Pipeline", "version": "1"})
        self.assertEqual(detail["configuration"]["defaultTaskStartToCloseTimeout"], "30")
        self.assertEqual(detail["typeInfo"]["status"], "REGISTERED")
        message = self.refused("UnknownResourceFault", swf.describe_workflow_type, domain=DOMAIN,
                               workflowType={"name": "Nope", "version": "1"})
        self.assertEqual(message, "Unknown type: WorkflowType=[name=Nope, version=1]")

    def test_types_are_listed_by_name_either_way(self):
        forward = swf.list_activity_types(domain=DOMAIN, registrationStatus="REGISTERED")["typeInfos"]
        back = swf.list_activity_types(domain=DOMAIN, registrationStatus="REGISTERED", reverseOrder=True)["typeInfos"]
        names = [info["activityType"]["name"] for info in forward]
        self.assertEqual(names, sorted(names))
        self.assertEqual(names, [info["activityType"]["name"] for info in back][::-1])


class Life(Case):
    def test_an_execution_with_one_activity(self):
        execution = self.start(input="in")
        task = self.decide(self.schedule(input="work", control="mine"))
        self.assertEqual(task["workflowExecution"], execution)
        self.assertEqual((task["startedEventId"], task["previousStartedEventId"]), (3, 0))
        activity = self.activity(identity="worker_1")
        self.assertEqual((activity["activityId"], activity["input"]), ("a", "work"))
        self.assertNotIn("control", activity)
        swf.respond_activity_task_completed(taskToken=activity["taskToken"], result="out")
        task = self.decision()
        self.assertEqual((task["startedEventId"], task["previousStartedEventId"]), (9, 3))
        self.decide(self.complete, task=task)
        self.assertEqual(self.types(execution), [
            "WorkflowExecutionStarted", "DecisionTaskScheduled", "DecisionTaskStarted", "DecisionTaskCompleted",
            "ActivityTaskScheduled", "ActivityTaskStarted", "ActivityTaskCompleted", "DecisionTaskScheduled",
            "DecisionTaskStarted", "DecisionTaskCompleted", "WorkflowExecutionCompleted",
        ])
        detail = swf.describe_workflow_execution(domain=DOMAIN, execution=execution)
        self.assertEqual(detail["executionInfo"]["closeStatus"], "COMPLETED")
        self.assertEqual(detail["openCounts"]["openActivityTasks"], 0)

    def test_a_waiting_poll_is_answered_as_soon_as_there_is_work(self):
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(self.decision)
            time.sleep(0.3)
            began = time.monotonic()
            execution = self.start()
            task = waiting.result(timeout=10)
        self.assertEqual(task["workflowExecution"], execution)
        self.assertLess(time.monotonic() - began, 3)

    def test_a_workflow_id_may_run_once_at_a_time(self):
        execution = self.start()
        arguments = dict(domain=DOMAIN, workflowId=execution["workflowId"],
                         workflowType={"name": "Pipeline", "version": "1"}, taskList={"name": self.list})
        self.refused("WorkflowExecutionAlreadyStartedFault", swf.start_workflow_execution, **arguments)
        self.decide(self.complete)
        self.assertNotEqual(swf.start_workflow_execution(**arguments)["runId"], execution["runId"])

    def test_a_failed_activity_may_be_scheduled_again_under_its_id(self):
        execution = self.start()
        self.decide(self.schedule())
        swf.respond_activity_task_failed(taskToken=self.activity()["taskToken"], reason="broken", details="d")
        self.decide(self.schedule())
        swf.respond_activity_task_completed(taskToken=self.activity()["taskToken"])
        self.decide(self.complete)
        self.assertEqual(self.types(execution).count("ActivityTaskScheduled"), 2)

    def test_a_close_with_unseen_events_is_refused_by_an_event(self):
        execution = self.start()
        task = self.decision()
        swf.signal_workflow_execution(domain=DOMAIN, workflowId=execution["workflowId"], signalName="s", input="i")
        self.decide(self.complete, task=task)
        self.assertEqual(self.types(execution)[-2:], ["DecisionTaskCompleted", "CompleteWorkflowExecutionFailed"])
        self.decide(self.complete)
        self.assertEqual(self.types(execution)[-1], "WorkflowExecutionCompleted")

    def test_heartbeats_tell_of_a_cancel_request(self):
        execution = self.start()
        self.decide(self.schedule())
        activity = self.activity()
        beat = swf.record_activity_task_heartbeat(taskToken=activity["taskToken"], details="40%")
        self.assertIs(beat["cancelRequested"], False)
        swf.request_cancel_workflow_execution(domain=DOMAIN, workflowId=execution["workflowId"])
        beat = swf.record_activity_task_heartbeat(taskToken=activity["taskToken"])
        self.assertIs(beat["cancelRequested"], False)
        self.decide({"decisionType": "RequestCancelActivityTask",
                     "requestCancelActivityTaskDecisionAttributes": {"activityId": "a"}})
        beat = swf.record_activity_task_heartbeat(taskToken=activity["taskToken"])
        self.assertIs(beat["cancelRequested"], True)
        swf.respond_activity_task_canceled(taskToken=activity["taskToken"], details="stopped")
        self.decide({"decisionType": "CancelWorkflowExecution", "cancelWorkflowExecutionDecisionAttributes": {}})
        self.assertEqual(self.types(execution)[-1], "WorkflowExecutionCanceled")

    def test_an_execution_is_terminated_from_outside(self):
        execution = self.start()
        swf.terminate_workflow_execution(domain=DOMAIN, workflowId=execution["workflowId"], reason="enough")
        last = self.history(execution)[-1]
        self.assertEqual(last["eventType"], "WorkflowExecutionTerminated")
        self.assertEqual(last["workflowExecutionTerminatedEventAttributes"]["reason"], "enough")
        message = self.refused("UnknownResourceFault", swf.signal_workflow_execution, domain=DOMAIN,
                               workflowId=execution["workflowId"], signalName="late")
        self.assertEqual(message, f"Unknown execution, workflowId = {execution['workflowId']}")

    def test_markers_and_the_execution_context_are_kept(self):
        execution = self.start()
        task = self.decision()
        swf.respond_decision_task_completed(
            taskToken=task["taskToken"],
            executionContext="half way",
            decisions=[{"decisionType": "RecordMarker",
                        "recordMarkerDecisionAttributes": {"markerName": "m", "details": "d"}}],
        )
        self.assertEqual(self.types(execution)[-1], "MarkerRecorded")
        detail = swf.describe_workflow_execution(domain=DOMAIN, execution=execution)
        self.assertEqual(detail["latestExecutionContext"], "half way")


class Clocks(Case):
    def last(self, execution, wanted):
        """Waits until an event of that type is in the history."""
        deadline = time.monotonic() + 15
        while time.monotonic() < deadline:
            found = [event for event in self.history(execution) if event["eventType"] == wanted]
            if found:
                return found[-1]
            time.sleep(0.05)
        self.fail(f"no {wanted} came: {self.types(execution)}")

    def test_a_timer_fires_not_before_its_time(self):
        execution = self.start()
        self.decide(self.timer(seconds="1"))
        fired = self.last(execution, "TimerFired")
        started = self.last(execution, "TimerStarted")
        passed = (fired["eventTimestamp"] - started["eventTimestamp"]).total_seconds()
        self.assertGreaterEqual(passed, 1)
        self.assertLess(passed, 5)

    def test_an_activity_nobody_takes_times_out(self):
        execution = self.start()
        self.decide(self.schedule(scheduleToStartTimeout="1"))
        attributes = self.last(execution, "ActivityTaskTimedOut")["activityTaskTimedOutEventAttributes"]
        self.assertEqual((attributes["timeoutType"], attributes["startedEventId"]), ("SCHEDULE_TO_START", 0))

    def test_a_silent_worker_times_out_with_its_last_details(self):
        execution = self.start()
        self.decide(self.schedule(heartbeatTimeout="1"))
        activity = self.activity()
        swf.record_activity_task_heartbeat(taskToken=activity["taskToken"], details="40%")
        attributes = self.last(execution, "ActivityTaskTimedOut")["activityTaskTimedOutEventAttributes"]
        self.assertEqual((attributes["timeoutType"], attributes["details"]), ("HEARTBEAT", "40%"))
        scheduled = attributes["scheduledEventId"]
        message = self.refused("UnknownResourceFault", swf.respond_activity_task_completed,
                               taskToken=activity["taskToken"])
        self.assertEqual(message, f"Unknown activity, scheduledEventId = {scheduled}")

    def test_a_slow_worker_times_out(self):
        execution = self.start()
        self.decide(self.schedule(startToCloseTimeout="1"))
        self.activity()
        attributes = self.last(execution, "ActivityTaskTimedOut")["activityTaskTimedOutEventAttributes"]
        self.assertEqual(attributes["timeoutType"], "START_TO_CLOSE")

    def test_a_silent_decider_times_out_and_another_gets_the_task(self):
        execution = self.start(taskStartToCloseTimeout="1")
        first = self.decision(identity="one")
        self.last(execution, "DecisionTaskTimedOut")
        message = self.refused("UnknownResourceFault", swf.respond_decision_task_completed,
                               taskToken=first["taskToken"], decisions=[])
        self.assertEqual(message, "Unknown decision task, scheduledEventId = 2")
        second = self.decision(identity="two")
        self.assertEqual(second["previousStartedEventId"], 0)
        self.decide(self.complete, task=second)

    def test_an_execution_times_out(self):
        execution = self.start(executionStartToCloseTimeout="1")
        self.last(execution, "WorkflowExecutionTimedOut")
        info = swf.describe_workflow_execution(domain=DOMAIN, execution=execution)["executionInfo"]
        self.assertEqual(info["closeStatus"], "TIMED_OUT")


class Pages(Case):
    def long(self):
        execution = self.start()
        for index in range(6):
            swf.signal_workflow_execution(domain=DOMAIN, workflowId=execution["workflowId"], signalName=f"s{index}")
        return execution

    def test_a_history_is_read_in_pages_either_way(self):
        execution = self.long()
        whole = [event["eventId"] for event in self.history(execution)]
        self.assertEqual(whole, list(range(1, 9)))
        for reverse in [False, True]:
            pages = swf.get_paginator("get_workflow_execution_history").paginate(
                domain=DOMAIN, execution=execution, reverseOrder=reverse, PaginationConfig={"PageSize": 3}
            )
            pages = [[event["eventId"] for event in page["events"]] for page in pages]
            self.assertEqual([len(page) for page in pages], [3, 3, 2])
            self.assertEqual(sum(pages, []), whole[::-1] if reverse else whole)

    def test_every_page_of_a_decision_task_is_of_the_same_task(self):
        self.long()
        first = self.decision(maximumPageSize=4)
        second = swf.poll_for_decision_task(domain=DOMAIN, taskList={"name": self.list}, maximumPageSize=4,
                                            nextPageToken=first["nextPageToken"])
        third = swf.poll_for_decision_task(domain=DOMAIN, taskList={"name": self.list}, maximumPageSize=4,
                                           nextPageToken=second["nextPageToken"])
        self.assertEqual({first["taskToken"]}, {second["taskToken"], third["taskToken"]})
        ids = [event["eventId"] for page in [first, second, third] for event in page["events"]]
        self.assertEqual(ids, list(range(1, 10)))
        self.assertNotIn("nextPageToken", third)

    def test_new_events_only(self):
        execution = self.start()
        self.decide(self.timer(seconds="100"))
        swf.signal_workflow_execution(domain=DOMAIN, workflowId=execution["workflowId"], signalName="s")
        task = self.decision(startAtPreviousStartedEvent=True)
        self.assertEqual(task["events"][0]["eventId"], 3)
        self.assertEqual(task["previousStartedEventId"], 3)

    def test_a_token_that_is_none_is_refused(self):
        execution = self.start()
        message = self.refused("ValidationException", swf.get_workflow_execution_history, domain=DOMAIN,
                               execution=execution, nextPageToken="garbled")
        self.assertEqual(message, "Invalid token")
        message = self.refused("ValidationException", swf.respond_activity_task_completed, taskToken="garbled")
        self.assertEqual(message, "Invalid token")

    def test_executions_are_listed_and_counted(self):
        tag = name("tag")
        for _ in range(3):
            self.start(tagList=[tag])
        self.decide(self.complete)
        window = {"oldestDate": 0}
        opened = swf.list_open_workflow_executions(domain=DOMAIN, startTimeFilter=window, tagFilter={"tag": tag})
        self.assertEqual(len(opened["executionInfos"]), 2)
        times = [info["startTimestamp"] for info in opened["executionInfos"]]
        self.assertEqual(times, sorted(times, reverse=True))
        count = swf.count_closed_workflow_executions(domain=DOMAIN, startTimeFilter=window, tagFilter={"tag": tag})
        self.assertEqual((count["count"], count["truncated"]), (1, False))
        message = self.refused("ValidationException", swf.list_closed_workflow_executions, domain=DOMAIN,
                               startTimeFilter=window, tagFilter={"tag": tag}, closeStatusFilter={"status": "FAILED"})
        self.assertIn("more than one exclusive filters", message)
        self.assertEqual(self.refused("ValidationException", swf.list_closed_workflow_executions, domain=DOMAIN),
                         "Must specify time filter")


class Refusals(Case):
    def test_an_unknown_domain_is_named_by_every_action_that_has_one(self):
        execution = {"workflowId": "w", "runId": "r"}
        kind = {"name": "T", "version": "1"}
        window = {"oldestDate": 0}
        calls = {
            "count_closed_workflow_executions": {"startTimeFilter": window},
            "count_open_workflow_executions": {"startTimeFilter": window},
            "count_pending_activity_tasks": {"taskList": {"name": "l"}},
            "count_pending_decision_tasks": {"taskList": {"name": "l"}},
            "describe_activity_type": {"activityType": kind},
            "describe_workflow_execution": {"execution": execution},
            "describe_workflow_type": {"workflowType": kind},
            "get_workflow_execution_history": {"execution": execution},
            "list_activity_types": {"registrationStatus": "REGISTERED"},
            "list_closed_workflow_executions": {"startTimeFilter": window},
            "list_open_workflow_executions": {"startTimeFilter": window},
            "list_workflow_types": {"registrationStatus": "REGISTERED"},
            "poll_for_activity_task": {"taskList": {"name": "l"}},
            "poll_for_decision_task": {"taskList": {"name": "l"}},
            "register_activity_type": kind,
            "register_workflow_type": kind,
            "request_cancel_workflow_execution": {"workflowId": "w"},
            "signal_workflow_execution": {"workflowId": "w", "signalName": "s"},
            "start_workflow_execution": {"workflowId": "w", "workflowType": kind},
            "terminate_workflow_execution": {"workflowId": "w"},
        }
        for call, arguments in calls.items():
            with self.subTest(call):
                message = self.refused("UnknownResourceFault", getattr(swf, call), domain="nowhere", **arguments)
                self.assertEqual(message, "Unknown domain: nowhere")

    def test_all_violations_are_told_at_once(self):
        message = self.refused("ValidationException", swf.start_workflow_execution, domain=DOMAIN,
                               workflowId="x" * 257, workflowType={"name": "n" * 257, "version": "1"})
        self.assertTrue(message.startswith("2 validation errors detected: "), message)
        self.assertIn("at 'workflowId' failed to satisfy constraint: "
                      "Member must have length less than or equal to 256", message)

    def test_a_bad_decision_leaves_the_task_as_it_was(self):
        execution = self.start()
        task = self.decision()
        message = self.refused("ValidationException", swf.respond_decision_task_completed, taskToken=task["taskToken"],
                               decisions=[self.complete, self.timer()])
        self.assertEqual(message, "Close must be last decision in list")
        message = self.refused("ValidationException", swf.respond_decision_task_completed, taskToken=task["taskToken"],
                               decisions=[{"decisionType": "RecordMarker"}])
        self.assertIn("'decisions.1.member.recordMarkerDecisionAttributes.markerName'", message)
        self.assertEqual(self.types(execution)[-1], "DecisionTaskStarted")
        self.decide(self.complete, task=task)

    def test_a_page_has_at_most_a_thousand_entries(self):
        message = self.refused("ValidationException", swf.list_domains, registrationStatus="REGISTERED",
                               maximumPageSize=1001)
        self.assertIn("Member must have value less than or equal to 1000", message)

    def test_a_result_is_limited(self):
        self.start()
        self.decide(self.schedule())
        token = self.activity()["taskToken"]
        self.refused("ValidationException", swf.respond_activity_task_completed, taskToken=token, result="x" * 32769)
        swf.respond_activity_task_completed(taskToken=token, result="é" * 32768)

    def test_a_missing_default_is_named(self):
        swf.register_workflow_type(domain=DOMAIN, name="NoDefaults", version="1")
        message = self.refused("DefaultUndefinedFault", swf.start_workflow_execution, domain=DOMAIN,
                               workflowId=name("w"), workflowType={"name": "NoDefaults", "version": "1"})
        self.assertEqual(message, "executionStartToCloseTimeout")

    def test_an_unknown_activity_type_is_an_event(self):
        execution = self.start()
        decision = self.schedule()
        decision["scheduleActivityTaskDecisionAttributes"]["activityType"]["name"] = "Nope"
        self.decide(decision)
        failed = self.history(execution)[-2]
        self.assertEqual(failed["scheduleActivityTaskFailedEventAttributes"]["cause"], "ACTIVITY_TYPE_DOES_NOT_EXIST")


class Wire(Case):
    def test_clients_of_2012_are_answered_in_kind(self):
        status, headers, body = self.raw(
            "com.amazonaws.swf.service.model.SimpleWorkflowService.ListDomains",
            json.dumps({"registrationStatus": "REGISTERED"}),
            "application/json; charset=UTF-8",
            **{"Content-Encoding": "amz-1.0"},
        )
        self.assertEqual((status, headers["Content-Type"]), (200, "application/json"))
        self.assertIn("domainInfos", json.loads(body))

    def test_void_actions_answer_with_nothing(self):
        body = json.dumps({"name": name("domain"), "workflowExecutionRetentionPeriodInDays": "1"})
        status, headers, content = self.raw("SimpleWorkflowService.RegisterDomain", body)
        self.assertEqual((status, headers["Content-Length"], content), (200, "0", b""))
        self.assertRegex(headers["x-amzn-RequestId"], r"^[0-9a-f-]{36}$")

    def test_what_is_no_request_gets_the_protocols_own_errors(self):
        cases = [
            ("SimpleWorkflowService.Nope", "{}", "UnknownOperationException"),
            ("SimpleWorkflowService.ListDomains", "{", "SerializationException"),
            ("SimpleWorkflowService.ListDomains", '{"registrationStatus": 7}', "SerializationException"),
            ("SimpleWorkflowService.ListDomains", "[]", "SerializationException"),
            ("SimpleWorkflowService.ListDomains", "{}", "ValidationException"),
            ("SimpleWorkflowService.ListDomains", "[" * 100_000, "SerializationException"),
        ]
        for target, body, code in cases:
            with self.subTest(body=body[:30]):
                status, _, content = self.raw(target, body)
                self.assertEqual(status, 400)
                self.assertTrue(json.loads(content)["__type"].endswith("#" + code), content)
        status, _, _ = self.raw("SimpleWorkflowService.ListDomains", " " * 1_100_000)
        self.assertEqual(status, 413)

    def test_the_aws_command_line(self):
        program = shutil.which("aws")
        if not program:
            self.skipTest("there is no aws on this machine")
        environment = dict(os.environ, AWS_ENDPOINT_URL_SWF=server.url, AWS_ACCESS_KEY_ID="x",
                           AWS_SECRET_ACCESS_KEY="x", AWS_DEFAULT_REGION="us-east-1")
        output = subprocess.run([program, "swf", "list-domains", "--registration-status", "REGISTERED"],
                                env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(output.returncode, 0, output.stderr)
        self.assertIn(DOMAIN, output.stdout)


class Bot(Case):
    def test_a_bot_of_the_old_kind_runs_unchanged(self):
        execution = self.start(input=json.dumps({"data": [1, 3, 7, 11]}))
        steps = [{"id": "PingWorker", "type": "PingWorker"}, {"id": "Sum2a", "type": "Sum"}]
        tries = []

        def add(data):
            # The first attempt fails, as a bot's activity may: the decider schedules it again.
            tries.append(data)
            return False if len(tries) == 1 else sum(data["data"])

        activities = {"PingWorker": lambda data: True, "Sum": add}
        closed = False
        while not closed:
            closed, _ = bot.decide(swf, DOMAIN, self.list, steps)
            if not closed:
                bot.work(swf, DOMAIN, self.list, activities)
        events = self.history(execution)
        self.assertEqual(events[-1]["eventType"], "WorkflowExecutionCompleted")
        results = [event["activityTaskCompletedEventAttributes"]["result"] for event in events
                   if event["eventType"] == "ActivityTaskCompleted"]
        self.assertEqual(results, ["True", "22"])

    def test_a_bot_pages_through_a_long_history(self):
        execution = self.start()
        for index in range(120):
            swf.signal_workflow_execution(domain=DOMAIN, workflowId=execution["workflowId"], signalName=f"s{index}")
        closed, pages = bot.decide(swf, DOMAIN, self.list, [])
        self.assertTrue(closed)
        self.assertEqual(pages, 2)


class Durability(unittest.TestCase):
    def test_tokens_and_executions_outlive_the_killing_of_the_server(self):
        own = Server()
        try:
            own.start()
            swf = own.client()
            register(swf)
            run = swf.start_workflow_execution(domain=DOMAIN, workflowId="w",
                                               workflowType={"name": "Pipeline", "version": "1"})
            task = swf.poll_for_decision_task(domain=DOMAIN, taskList={"name": LIST})
            own.kill()
            own.start()
            swf = own.client()
            swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=[Case.complete])
            execution = {"workflowId": "w", "runId": run["runId"]}
            events = swf.get_workflow_execution_history(domain=DOMAIN, execution=execution)["events"]
            self.assertEqual(events[-1]["eventType"], "WorkflowExecutionCompleted")
            # A poll that waits is answered empty when the server leaves.
            with ThreadPoolExecutor() as pool:
                waiting = pool.submit(swf.poll_for_activity_task, domain=DOMAIN, taskList={"name": "idle"})
                time.sleep(0.5)
                self.assertEqual(own.stop(), 0)
                self.assertNotIn("taskToken", waiting.result(timeout=10))
        finally:
            own.remove()


def main():
    global swf
    server.start()
    try:
        swf = server.client()
        register(swf)
        # Idle polls take a minute; they wait while everything else runs.
        idle = {}

        def wait(kind):
            began = time.monotonic()
            try:
                answer = getattr(server.client(), f"poll_for_{kind}_task")(domain=DOMAIN, taskList={"name": "idle"})
                answer.pop("ResponseMetadata")
                idle[kind] = (answer, time.monotonic() - began)
            except Exception as error:  # told by the test below
                idle[kind] = (repr(error), 0)

        waiting = [threading.Thread(target=wait, args=(kind,)) for kind in ["decision", "activity"]]
        for thread in waiting:
            thread.start()

        class Idle(unittest.TestCase):
            def test_a_poll_without_work_ends_empty_after_a_minute(self):
                for thread in waiting:
                    thread.join(timeout=75)
                for kind, expected in [
                    ("decision", {"startedEventId": 0, "previousStartedEventId": 0}),
                    ("activity", {"startedEventId": 0}),
                ]:
                    answer, seconds = idle[kind]
                    self.assertEqual({k: v for k, v in answer.items() if k != "events"}, expected)
                    self.assertTrue(59 <= seconds <= 66, seconds)

        suite = unittest.TestSuite()
        for case in [Registration, Life, Clocks, Pages, Refusals, Wire, Bot, Durability, Idle]:
            suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
        result = unittest.TextTestRunner(stream=sys.stdout, verbosity=1).run(suite)
    finally:
        code = server.stop() if server.process.poll() is None else None
        server.remove()
    failed = len(result.failures) + len(result.errors)
    if code != 0:
        print(f"the server ended with {code} instead of 0")
        failed += 1
    for test, reason in result.skipped:
        print(f"left out: {test.id()}: {reason}")
    print(f"{result.testsRun - len(result.failures) - len(result.errors) - len(result.skipped)} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
