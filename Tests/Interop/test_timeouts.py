"""Clocks of a second, all running at once: nothing fires early, and all of them fire."""

import time

from service import LIST, Background, Case, attributes, decision, schedule


class TimeoutTests(Case):
    def wait_for(self, list_name, kind):
        """Polls decision tasks of the list until a history has such an event; returns task and event."""
        while True:
            task = self.swf.poll_for_decision_task(domain=self.domain, taskList={"name": list_name})
            self.assertIn("taskToken", task)
            found = [event for event in task["events"] if event["eventType"] == kind]
            if found:
                return task, found[-1]
            self.decide(task)

    def activity(self, name, **timeouts):
        """An execution of its own list with one activity of its own list; returns how to await its end."""
        lists = {"taskList": {"name": name}}
        self.start(name, **lists)
        task = self.swf.poll_for_decision_task(domain=self.domain, **lists)
        self.decide(task, schedule("a", **lists, **timeouts))

    def timed_out(self, name):
        _, event = self.wait_for(name, "ActivityTaskTimedOut")
        scheduled = attributes(event)["scheduledEventId"]
        self.assertEqual(scheduled, 5)
        return event

    def test_activities(self):
        """swf-spec.md 9.4; T3, T4: the four kinds; 0 if nobody took it; the details of the last heartbeat."""
        one = "1"
        self.activity("unstarted", scheduleToStartTimeout=one)
        self.activity("slow", startToCloseTimeout=one)
        self.activity("late", scheduleToCloseTimeout=one)
        self.activity("silent", heartbeatTimeout=one)
        self.activity("beating", heartbeatTimeout=one)
        began = time.monotonic()
        started = {}
        for name in ("slow", "late", "silent", "beating"):
            started[name] = self.swf.poll_for_activity_task(domain=self.domain, taskList={"name": name})
        self.swf.record_activity_task_heartbeat(taskToken=started["beating"]["taskToken"], details="half")
        ends = {name: Background(self.timed_out, name) for name in ("unstarted", *started)}
        expected = {
            "unstarted": ("SCHEDULE_TO_START", 0, None),
            "slow": ("START_TO_CLOSE", 6, None),
            "late": ("SCHEDULE_TO_CLOSE", 6, None),
            "silent": ("HEARTBEAT", 6, None),
            "beating": ("HEARTBEAT", 6, "half"),
        }
        for name, (kind, started_id, details) in expected.items():
            fields = attributes(ends[name].result(20))
            self.assertEqual((fields["timeoutType"], fields["startedEventId"]), (kind, started_id), name)
            self.assertEqual(fields.get("details"), details, name)
        self.assertLess(time.monotonic() - began, 15)

    def test_decision_tasks_timers_and_executions(self):
        """swf-spec.md 9.15, 9.19; T1, T5, T6: never early, each in one step with what follows."""
        execution = self.start("decider", taskStartToCloseTimeout="1", taskList={"name": "decider"})
        self.swf.poll_for_decision_task(domain=self.domain, taskList={"name": "decider"})
        self.start("timer", taskList={"name": "timer"})
        task = self.swf.poll_for_decision_task(domain=self.domain, taskList={"name": "timer"})
        self.decide(task, decision("StartTimer", timerId="t", startToFireTimeout="1"))
        short = self.start("short", executionStartToCloseTimeout="1", taskList={"name": "short"})
        started = self.history(short)[0]["eventTimestamp"]

        decider = Background(self.wait_for, "decider", "DecisionTaskTimedOut")
        timer = Background(self.wait_for, "timer", "TimerFired")
        _, event = decider.result(20)
        self.assertEqual(
            attributes(event), {"timeoutType": "START_TO_CLOSE", "scheduledEventId": 2, "startedEventId": 3}
        )
        self.assertEqual(self.types(execution)[:4][-1], "DecisionTaskTimedOut")
        task, event = timer.result(20)
        before = next(item for item in task["events"] if item["eventType"] == "TimerStarted")
        waited = (event["eventTimestamp"] - before["eventTimestamp"]).total_seconds()
        self.assertGreaterEqual(waited, 1)
        self.assertLess(waited, 5)
        deadline = time.monotonic() + 20
        while self.types(short)[-1] != "WorkflowExecutionTimedOut" and time.monotonic() < deadline:
            pass
        end = self.history(short)[-1]
        self.assertEqual(attributes(end), {"timeoutType": "START_TO_CLOSE", "childPolicy": "TERMINATE"})
        self.assertGreaterEqual((end["eventTimestamp"] - started).total_seconds(), 1)
        self.assertEqual(self.describe(short)["executionInfo"]["closeStatus"], "TIMED_OUT")

    def test_a_list_that_was_never_used_just_waits(self):
        """swf-spec.md 5.12, 2.4.38: lists are made by their first use."""
        poll = Background(self.swf.poll_for_activity_task, domain=self.domain, taskList={"name": "new"})
        self.start("w")
        self.decide(self.decision_task(), schedule("a", taskList={"name": "new"}))
        self.assertEqual(poll.result(20)["activityId"], "a")
        self.assertEqual(self.swf.count_pending_activity_tasks(domain=self.domain, taskList=LIST)["count"], 0)

    def test_a_decision_task_that_times_out(self):
        """swf-spec.md 9.15, 5.1, F13; T5: the next one in one step; what was not completed does not count as
        previous.
        """
        run = self.start("w", taskStartToCloseTimeout="1")
        lost = self.decision_task()
        task = self.decision_task()
        self.assertEqual((task["startedEventId"], task["previousStartedEventId"]), (6, 0))
        self.assert_fault("UnknownResourceFault", "Unknown decision task, scheduledEventId = 2", self.decide, lost)
        self.decide(task)
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTTimedOut(2,3){timeoutType=START_TO_CLOSE} = 5 DTSched
            6 DTStarted(5) ; 7 DTCompleted(5,6)
            """,
        )

    def test_an_event_while_a_decision_task_runs_out(self):
        """swf-spec.md 9.15: the task that waits behind it serves; there is no further one."""
        run = self.start("w", taskStartToCloseTimeout="1")
        self.decision_task()
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.decision_task()
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 WorkflowExecutionSignaled(0) = 5 DTSched
            6 DTTimedOut(2,3)
            7 DTStarted(5)
            """,
        )

    def test_a_worker_that_is_late(self):
        """F14, swf-spec.md 9.4: after its time the token is that of an unknown activity; an answer changes nothing."""
        run = self.start("w")
        self.decide(
            self.decision_task(), schedule("a", startToCloseTimeout="1"), schedule("b", scheduleToCloseTimeout="1")
        )
        task = self.activity_task()
        self.wait_for_event(run, "ActivityTaskTimedOut", 2)
        fault = (
            "UnknownResourceFault",
            f"Unknown activity, scheduledEventId = {5 if task['activityId'] == 'a' else 6}",
        )
        for call in (
            self.swf.respond_activity_task_completed,
            self.swf.respond_activity_task_failed,
            self.swf.respond_activity_task_canceled,
            self.swf.record_activity_task_heartbeat,
        ):
            self.assert_fault(*fault, call, taskToken=task["taskToken"])
        timeouts = [attributes(event) for event in self.history(run) if event["eventType"] == "ActivityTaskTimedOut"]
        self.assertEqual({fields["startedEventId"] for fields in timeouts if "details" in fields}, set())
        self.assertEqual(self.types(run).count("DecisionTaskScheduled"), 2)

    def test_a_heartbeat_without_details_keeps_the_earlier_ones(self):
        """T4, swf-spec.md 2.4.30 (unconfirmed): what was last said stands in the time out."""
        self.start("w")
        self.decide(self.decision_task(), schedule("a", heartbeatTimeout="1"))
        token = self.activity_task()["taskToken"]
        self.swf.record_activity_task_heartbeat(taskToken=token, details="40%")
        self.swf.record_activity_task_heartbeat(taskToken=token)
        event = self.decision_task()["events"][6]
        self.assertEqual(
            attributes(event),
            {"details": "40%", "scheduledEventId": 5, "startedEventId": 6, "timeoutType": "HEARTBEAT"},
        )
