"""Executions from start to close."""

from service import Case, attributes, decision, schedule


class LifeTests(Case):
    def test_seven_calls(self):
        """swf-spec.md 9.1, 2.4.27, 2.4.29; E9: the whole life, and what polls and descriptions say on the way."""
        execution = self.start("w", input="in")
        first = self.decision_task(identity="decider")
        self.assertEqual(first["workflowExecution"], execution)
        self.assertEqual(first["workflowType"], self.workflow_type)
        self.assertEqual((first["previousStartedEventId"], first["startedEventId"]), (0, 3))
        self.assertEqual(
            [event["eventType"] for event in first["events"]],
            ["WorkflowExecutionStarted", "DecisionTaskScheduled", "DecisionTaskStarted"],
        )
        self.assertEqual(attributes(first["events"][0])["input"], "in")
        self.decide(first, schedule("a", input="work", control="mine"))
        task = self.activity_task(identity="worker")
        self.assertEqual(
            {name: task[name] for name in ("activityId", "activityType", "input", "startedEventId")},
            {"activityId": "a", "activityType": self.activity_type, "input": "work", "startedEventId": 6},
        )
        self.assertNotIn("control", task)
        self.swf.respond_activity_task_completed(taskToken=task["taskToken"], result="done")
        second = self.decision_task()
        self.assertEqual((second["previousStartedEventId"], second["startedEventId"]), (3, 9))
        self.decide(second, decision("CompleteWorkflowExecution", result="all"), executionContext="context")
        self.assertEqual(
            self.types(execution),
            [
                "WorkflowExecutionStarted",
                "DecisionTaskScheduled",
                "DecisionTaskStarted",
                "DecisionTaskCompleted",
                "ActivityTaskScheduled",
                "ActivityTaskStarted",
                "ActivityTaskCompleted",
                "DecisionTaskScheduled",
                "DecisionTaskStarted",
                "DecisionTaskCompleted",
                "WorkflowExecutionCompleted",
            ],
        )
        detail = self.describe(execution)
        self.assertEqual(detail["executionInfo"]["executionStatus"], "CLOSED")
        self.assertEqual(detail["executionInfo"]["closeStatus"], "COMPLETED")
        self.assertEqual(detail["latestExecutionContext"], "context")
        self.assertEqual(
            detail["openCounts"],
            {
                "openActivityTasks": 0,
                "openDecisionTasks": 0,
                "openTimers": 0,
                "openChildWorkflowExecutions": 0,
                "openLambdaFunctions": 0,
            },
        )

    def test_a_description_has_the_settings_of_the_start(self):
        """swf-spec.md 2.4.25, 7.4; S11, S12: explicit settings win; what was never set is absent."""
        execution = self.start(
            "w",
            tagList=["one", "two"],
            taskPriority="7",
            executionStartToCloseTimeout="60",
            taskStartToCloseTimeout="NONE",
            childPolicy="ABANDON",
            taskList={"name": "mine"},
        )
        detail = self.describe(execution)
        self.assertEqual(
            detail["executionConfiguration"],
            {
                "taskPriority": "7",
                "executionStartToCloseTimeout": "60",
                "taskStartToCloseTimeout": "NONE",
                "childPolicy": "ABANDON",
                "taskList": {"name": "mine"},
            },
        )
        self.assertEqual(detail["executionInfo"]["tagList"], ["one", "two"])
        self.assertIs(detail["executionInfo"]["cancelRequested"], False)
        self.assertNotIn("latestExecutionContext", detail)
        self.assertNotIn("latestActivityTaskTimestamp", detail)

    def test_a_workflow_id_has_one_open_execution(self):
        """F8, swf-spec.md 2.4.21: AlreadyStarted while one is open; the id is free at once after the close."""
        first = self.start("w")
        self.assert_fault("WorkflowExecutionAlreadyStartedFault", "Already Started", self.start, "w")
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w")
        self.assertNotEqual(self.start("w")["runId"], first["runId"])

    def test_a_start_without_defaults_says_which_is_missing(self):
        """F9, swf-spec.md 6.3: the member, in the order timeout, list, task timeout, child policy."""
        self.swf.register_workflow_type(domain=self.domain, name="Bare", version="1")
        self.workflow_type = {"name": "Bare", "version": "1"}
        settings = {
            "executionStartToCloseTimeout": "60",
            "taskList": {"name": "default"},
            "taskStartToCloseTimeout": "10",
            "childPolicy": "TERMINATE",
        }
        given = {}
        for name, value in settings.items():
            self.assert_fault("DefaultUndefinedFault", name, self.start, "w", **given)
            given[name] = value
        self.start("w", **given)

    def test_texts_come_back_as_they_were(self):
        """swf-spec.md 1.3; W7: any Unicode text, control characters and empty text included."""
        text = 'emoji \U0001f426, quote ", backslash \\, newline \n, tab \t, zero \x00, slash /, é, \u2028'
        execution = self.start("wörk flow+1", input=text)
        self.decide(self.decision_task(), schedule("ä b", input=text))
        task = self.activity_task()
        self.assertEqual(task["input"], text)
        self.assertEqual(task["activityId"], "ä b")
        self.swf.respond_activity_task_failed(taskToken=task["taskToken"], reason="", details=text)
        events = self.history(execution)
        self.assertEqual(attributes(events[0])["input"], text)
        failed = attributes(events[-2])
        self.assertEqual((failed["reason"], failed["details"]), ("", text))

    def test_the_longest_input_is_taken(self):
        """swf-spec.md 8.1; V4: 32,768 characters are allowed."""
        execution = self.start("w", input="x" * 32768)
        self.assertEqual(len(attributes(self.history(execution)[0])["input"]), 32768)

    def test_a_failed_execution(self):
        """swf-spec.md 3.2.4: reason and details are in the last event."""
        execution = self.start("w")
        self.decide(self.decision_task(), decision("FailWorkflowExecution", reason="because", details="of it"))
        self.assertEqual(self.describe(execution)["executionInfo"]["closeStatus"], "FAILED")
        self.assertEqual(attributes(self.history(execution)[-1])["reason"], "because")

    def test_timers_and_markers(self):
        """T2, E6, E7, D8: several decisions in one batch, in their order."""
        execution = self.start("w")
        self.decide(
            self.decision_task(),
            decision("StartTimer", timerId="now", startToFireTimeout="0", control="c"),
            decision("StartTimer", timerId="never", startToFireTimeout="3600"),
            decision("CancelTimer", timerId="never"),
            decision("CancelTimer", timerId="nobody"),
            decision("RecordMarker", markerName="m", details="d"),
        )
        task = self.decision_task()
        types = [event["eventType"] for event in task["events"]]
        for kind in ("TimerStarted", "TimerCanceled", "CancelTimerFailed", "MarkerRecorded"):
            self.assertIn(kind, types)
        while "TimerFired" not in types:
            self.decide(task)
            task = self.decision_task()
            types = [event["eventType"] for event in task["events"]]
        fired = next(event for event in task["events"] if event["eventType"] == "TimerFired")
        self.assertEqual(attributes(fired)["timerId"], "now")
        self.decide(task, decision("CompleteWorkflowExecution"))
        self.assertEqual(self.types(execution)[-1], "WorkflowExecutionCompleted")

    def test_signals(self):
        """E10, W7: with and without run id; an empty input is kept; 0 for a caller of the API."""
        execution = self.start("w")
        for more in ({}, {"runId": execution["runId"]}, {"input": ""}):
            self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s", **more)
        events = self.history(execution)[2:]
        self.assertEqual([event["eventType"] for event in events], ["WorkflowExecutionSignaled"] * 3)
        self.assertEqual(attributes(events[0]), {"signalName": "s", "externalInitiatedEventId": 0})
        self.assertEqual(attributes(events[2])["input"], "")

    def test_a_signal_while_a_decider_works_stops_a_close(self):
        """D2: UNHANDLED_DECISION, and the next task closes."""
        execution = self.start("w")
        task = self.decision_task()
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.decide(task, decision("CompleteWorkflowExecution"))
        events = self.history(execution)
        self.assertEqual(events[-1]["eventType"], "CompleteWorkflowExecutionFailed")
        self.assertEqual(attributes(events[-1])["cause"], "UNHANDLED_DECISION")
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
        self.assertEqual(self.types(execution)[-1], "WorkflowExecutionCompleted")

    def test_a_cancel_request_reaches_decider_and_worker(self):
        """S8, S9, D7: the run, then each activity; unstarted ones are canceled at once."""
        execution = self.start("w")
        self.decide(self.decision_task(), schedule("a"), schedule("b"))
        task = self.activity_task()
        status = self.swf.record_activity_task_heartbeat(taskToken=task["taskToken"], details="1")
        self.assertIs(status["cancelRequested"], False)
        self.swf.request_cancel_workflow_execution(domain=self.domain, workflowId="w")
        self.assertIs(self.describe(execution)["executionInfo"]["cancelRequested"], True)
        both = [decision("RequestCancelActivityTask", activityId=name) for name in "ab"]
        self.decide(self.decision_task(), *both)
        status = self.swf.record_activity_task_heartbeat(taskToken=task["taskToken"])
        self.assertIs(status["cancelRequested"], True)
        self.swf.respond_activity_task_canceled(taskToken=task["taskToken"], details="stopped")
        self.assertEqual(self.types(execution).count("ActivityTaskCanceled"), 2)
        self.decide(self.decision_task(), decision("CancelWorkflowExecution", details="bye"))
        info = self.describe(execution)["executionInfo"]
        self.assertEqual(info["closeStatus"], "CANCELED")
        self.assertIs(info["cancelRequested"], False)

    def test_a_terminated_execution(self):
        """E11, swf-spec.md 2.4.24: OPERATOR_INITIATED, with reason, details and the policy that was applied."""
        execution = self.start("w")
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w", reason="enough", details="d")
        last = attributes(self.history(execution)[-1])
        self.assertEqual(
            last, {"reason": "enough", "details": "d", "childPolicy": "TERMINATE", "cause": "OPERATOR_INITIATED"}
        )
        self.assertEqual(self.describe(execution)["executionInfo"]["closeStatus"], "TERMINATED")

    def test_a_decision_that_cannot_be_carried_out_is_an_event(self):
        """D6, S7: the call succeeds, and a decision task follows."""
        execution = self.start("w")
        unknown = decision("ScheduleActivityTask", activityId="x", activityType={"name": "No", "version": "1"})
        self.decide(self.decision_task(), schedule("a"), schedule("a"), unknown)
        failures = [event for event in self.history(execution) if event["eventType"] == "ScheduleActivityTaskFailed"]
        self.assertEqual(
            [attributes(event)["cause"] for event in failures],
            ["ACTIVITY_ID_ALREADY_IN_USE", "ACTIVITY_TYPE_DOES_NOT_EXIST"],
        )
        self.assertEqual(self.types(execution)[-1], "DecisionTaskScheduled")


class BetweenExecutionsTests(Case):
    def child(self, workflow_id, **more):
        return decision("StartChildWorkflowExecution", workflowId=workflow_id, workflowType=self.workflow_type, **more)

    def wait_for(self, execution, kind):
        """Answers decision tasks of the execution with nothing until it has such an event."""
        while kind not in self.types(execution):
            self.decide(self.decision_task())
        return next(event for event in self.history(execution) if event["eventType"] == kind)

    def test_a_child_and_its_parent(self):
        """D11, swf-spec.md 5.7: the child knows its parent, and the parent hears of its end once."""
        parent = self.start("parent")
        self.decide(self.decision_task(), self.child("child", input="in"))
        for _ in range(4):
            task = self.decision_task()
            if task["workflowExecution"]["workflowId"] == "child":
                self.assertEqual(attributes(task["events"][0])["parentWorkflowExecution"], parent)
                self.decide(task, decision("CompleteWorkflowExecution", result="grown"))
                break
            self.decide(task)
        completed = self.wait_for(parent, "ChildWorkflowExecutionCompleted")
        self.assertEqual(attributes(completed)["result"], "grown")
        self.assertEqual(self.types(parent).count("ChildWorkflowExecutionStarted"), 1)

    def test_a_signal_and_a_cancel_request_from_another_execution(self):
        """D10, swf-spec.md 5.9: each reaches its target once."""
        target = self.start("target")
        self.decide(self.decision_task())
        source = self.start("source")
        self.decide(
            self.decision_task(),
            decision("SignalExternalWorkflowExecution", workflowId="target", signalName="s"),
            decision("RequestCancelExternalWorkflowExecution", workflowId="target"),
            decision("SignalExternalWorkflowExecution", workflowId="nobody", signalName="s"),
        )
        self.wait_for(source, "ExternalWorkflowExecutionSignaled")
        self.wait_for(source, "ExternalWorkflowExecutionCancelRequested")
        failed = self.wait_for(source, "SignalExternalWorkflowExecutionFailed")
        self.assertEqual(attributes(failed)["cause"], "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION")
        types = self.types(target)
        self.assertEqual(types.count("WorkflowExecutionSignaled"), 1)
        self.assertEqual(types.count("WorkflowExecutionCancelRequested"), 1)

    def test_an_execution_that_continues_as_new(self):
        """D9: same workflow id, new run, linked both ways."""
        first = self.start("w", input="1")
        self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution", input="2", tagList=["next"]))
        task = self.decision_task()
        self.assertNotEqual(task["workflowExecution"]["runId"], first["runId"])
        started = attributes(task["events"][0])
        self.assertEqual(started["continuedExecutionRunId"], first["runId"])
        self.assertEqual((started["input"], started["tagList"]), ("2", ["next"]))
        self.assertEqual(self.describe(first)["executionInfo"]["closeStatus"], "CONTINUED_AS_NEW")
        last = attributes(self.history(first)[-1])
        self.assertEqual(last["newExecutionRunId"], task["workflowExecution"]["runId"])

    def test_a_terminated_parent_takes_its_children_along(self):
        """D14: every child is terminated, whatever its own policy for its own children."""
        self.start("parent")
        self.decide(self.decision_task(), self.child("one"), self.child("two", childPolicy="ABANDON"))
        seen = set()
        while len(seen) < 2:
            task = self.decision_task()
            name = task["workflowExecution"]["workflowId"]
            self.decide(task)
            if name != "parent":
                seen.add(name)
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="parent")
        always = {"oldestDate": 0}
        for _ in range(200):
            count = self.swf.count_open_workflow_executions(domain=self.domain, startTimeFilter=always)["count"]
            if count == 0:
                break
        self.assertEqual(count, 0)
        closed = self.swf.list_closed_workflow_executions(domain=self.domain, startTimeFilter=always)
        self.assertEqual({info["closeStatus"] for info in closed["executionInfos"]}, {"TERMINATED"})
