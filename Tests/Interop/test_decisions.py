"""Each decision with the settings it takes and every cause for which it fails."""

from service import LIST, Case, attributes, decision, schedule


class ActivityDecisions(Case):
    TIMEOUTS = {
        "scheduleToStartTimeout": "10",
        "scheduleToCloseTimeout": "20",
        "startToCloseTimeout": "30",
        "heartbeatTimeout": "NONE",
    }

    def causes(self, *decisions):
        """The causes for which the decisions of one batch failed."""
        run = self.start("w")
        self.decide(self.decision_task(), *decisions)
        events = self.history(run)
        self.assertEqual(events[-1]["eventType"], "DecisionTaskScheduled")
        return [attributes(event).get("cause") for event in events[4:-1]]

    def test_settings_come_from_the_decision_then_from_the_type(self):
        """E4, swf-spec.md 6.4: all four timeouts as resolved, NONE included; a priority only where one was given."""
        self.swf.register_activity_type(
            domain=self.domain,
            name="Default",
            version="1",
            defaultTaskList={"name": "d"},
            defaultTaskPriority="0",
            defaultTaskScheduleToStartTimeout="1",
            defaultTaskScheduleToCloseTimeout="2",
            defaultTaskStartToCloseTimeout="3",
            defaultTaskHeartbeatTimeout="4",
        )
        run = self.start("w")
        named = {"activityType": {"name": "Default", "version": "1"}, "activityId": "b"}
        self.decide(
            self.decision_task(),
            schedule("a", input="i", control="c", taskList={"name": "x"}, taskPriority="-7", **self.TIMEOUTS),
            decision("ScheduleActivityTask", **named),
            schedule("c"),
        )
        given, by_type, plain = (attributes(event) for event in self.history(run)[4:7])
        self.assertEqual(
            given,
            {
                "activityId": "a",
                "activityType": self.activity_type,
                "control": "c",
                "decisionTaskCompletedEventId": 4,
                "input": "i",
                "taskList": {"name": "x"},
                "taskPriority": "-7",
                **self.TIMEOUTS,
            },
        )
        self.assertEqual(
            {name: by_type[name] for name in (*self.TIMEOUTS, "taskList", "taskPriority")},
            {
                "scheduleToStartTimeout": "1",
                "scheduleToCloseTimeout": "2",
                "startToCloseTimeout": "3",
                "heartbeatTimeout": "4",
                "taskList": {"name": "d"},
                "taskPriority": "0",
            },
        )
        self.assertNotIn("taskPriority", plain)
        self.assertNotIn("input", plain)

    def test_types_and_ids(self):
        """D6, swf-spec.md 3.2.1: the type is looked at before the id, and the id before the settings."""
        self.swf.register_activity_type(domain=self.domain, name="Old", version="1")
        old = {"name": "Old", "version": "1"}
        self.swf.deprecate_activity_type(domain=self.domain, activityType=old)
        self.assertEqual(
            self.causes(
                schedule("a"),
                schedule("a"),
                decision("ScheduleActivityTask", activityId="a", activityType={"name": "Step", "version": "2"}),
                decision("ScheduleActivityTask", activityId="a", activityType=old),
            ),
            [None, "ACTIVITY_ID_ALREADY_IN_USE", "ACTIVITY_TYPE_DOES_NOT_EXIST", "ACTIVITY_TYPE_DEPRECATED"],
        )

    def test_settings_that_are_nowhere(self):
        """swf-spec.md 3.2.1, 6.4: the first that is missing names the cause: list, then the timeouts in this order."""
        self.swf.register_activity_type(domain=self.domain, name="Bare", version="1")
        bare = {"name": "Bare", "version": "1"}
        order = ["scheduleToStartTimeout", "scheduleToCloseTimeout", "startToCloseTimeout", "heartbeatTimeout"]
        settings = [{}]
        for name in ("taskList", *order):
            settings.append({**settings[-1], name: LIST if name == "taskList" else "NONE"})
        self.assertEqual(
            self.causes(
                *(
                    decision("ScheduleActivityTask", activityId=str(index), activityType=bare, **given)
                    for index, given in enumerate(settings)
                )
            ),
            [
                "DEFAULT_TASK_LIST_UNDEFINED",
                "DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED",
                "DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED",
                "DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED",
                "DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED",
                None,
            ],
        )

    def test_timeouts_are_not_held_against_each_other(self):
        """T7, swf-spec.md 6.4: recorded as given, a heartbeat longer than the task included."""
        self.assertEqual(
            self.causes(schedule("a", heartbeatTimeout="600", startToCloseTimeout="5"), schedule("a")),
            [None, "ACTIVITY_ID_ALREADY_IN_USE"],
        )

    def test_a_deprecated_domain_takes_no_new_activities_and_children(self):
        """R3, swf-spec.md 6.2: running executions go on, but start nothing new."""
        run = self.start("w")
        task = self.decision_task()
        self.swf.deprecate_domain(name=self.domain)
        child = decision("StartChildWorkflowExecution", workflowId="c", workflowType=self.workflow_type)
        marker = decision("RecordMarker", markerName="m")
        self.decide(task, schedule("a"), child, marker)
        failed = [attributes(event).get("cause") for event in self.history(run)[4:7]]
        self.assertEqual(failed, ["ACTIVITY_TYPE_DEPRECATED", "WORKFLOW_TYPE_DEPRECATED", None])
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
        self.assertEqual(self.types(run)[-1], "WorkflowExecutionCompleted")

    def test_a_higher_priority_is_handed_out_first(self):
        """swf-spec.md 5.12, S10: priority is the only order to rely on; none counts as 0."""
        self.start("w")
        self.decide(
            self.decision_task(),
            schedule("low", taskPriority="-2147483648"),
            schedule("none"),
            schedule("high", taskPriority="2147483647"),
        )
        self.assertEqual([self.activity_task()["activityId"] for _ in range(3)], ["high", "none", "low"])

    def test_decision_tasks_have_priorities_too(self):
        """swf-spec.md 5.12, E2: an execution's own priority orders its decision tasks and stands in their events."""
        for index, priority in enumerate((None, "5", "-1")):
            self.start(f"w{index}", **({"taskPriority": priority} if priority else {}))
        tasks = [self.decision_task() for _ in range(3)]
        self.assertEqual([task["workflowExecution"]["workflowId"] for task in tasks], ["w1", "w0", "w2"])
        scheduled = [attributes(task["events"][1]).get("taskPriority") for task in tasks]
        self.assertEqual(scheduled, ["5", None, "-1"])

    def test_a_second_cancel_request_for_an_activity(self):
        """swf-spec.md 3.2.2 (unconfirmed): another event; the answer refers to the newest."""
        run = self.start("w")
        cancel = decision("RequestCancelActivityTask", activityId="a")
        self.decide(self.decision_task(), schedule("a"))
        task = self.activity_task()
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.decide(self.decision_task(), cancel, cancel)
        self.swf.respond_activity_task_canceled(taskToken=task["taskToken"])
        events = self.history(run)
        asked = [event["eventId"] for event in events if event["eventType"] == "ActivityTaskCancelRequested"]
        self.assertEqual(len(asked), 2)
        self.assertEqual(attributes(events[-2])["latestCancelRequestedEventId"], asked[1])

    def test_a_worker_may_cancel_without_being_asked(self):
        """swf-spec.md 2.4.33 (unconfirmed): accepted, and the event refers to no request."""
        run = self.start("w")
        self.decide(self.decision_task(), schedule("a"))
        self.swf.respond_activity_task_canceled(taskToken=self.activity_task()["taskToken"], details="d")
        self.assertEqual(
            attributes(self.history(run)[-2]), {"details": "d", "scheduledEventId": 5, "startedEventId": 6}
        )


class CloseDecisions(Case):
    CLOSES = {
        "CompleteWorkflowExecution": "CompleteWorkflowExecutionFailed",
        "FailWorkflowExecution": "FailWorkflowExecutionFailed",
        "CancelWorkflowExecution": "CancelWorkflowExecutionFailed",
        "ContinueAsNewWorkflowExecution": "ContinueAsNewWorkflowExecutionFailed",
    }

    def test_each_close_fails_while_an_event_is_unhandled(self):
        """D2, swf-spec.md 3.1, 5.17.9: UNHANDLED_DECISION; the rest of the batch stands; the next close works."""
        for kind, failure in self.CLOSES.items():
            with self.subTest(kind):
                run = self.start("w")
                task = self.decision_task()
                self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
                self.decide(task, decision("RecordMarker", markerName="m"), decision(kind))
                self.assert_trace(
                    run,
                    f"""
                    1 WES(0) = 2 DTSched ; 3 DTStarted(2)
                    4 WorkflowExecutionSignaled(0) = 5 DTSched
                    6 DTCompleted(2,3) = 7 MarkerRecorded(6) = 8 {failure}(6){{cause=UNHANDLED_DECISION}}
                    """,
                )
                self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
                self.assertEqual(self.types(run)[-1], "WorkflowExecutionCompleted")

    def test_each_close_may_come_without_attributes(self):
        """swf-spec.md 3.1: their members are all optional, so the structure may be missing."""
        ends = {
            "CompleteWorkflowExecution": "COMPLETED",
            "FailWorkflowExecution": "FAILED",
            "CancelWorkflowExecution": "CANCELED",
            "ContinueAsNewWorkflowExecution": "CONTINUED_AS_NEW",
        }
        for kind, status in ends.items():
            with self.subTest(kind):
                run = self.start("w-" + kind)
                self.decide(self.decision_task(), {"decisionType": kind})
                self.assertEqual(self.describe(run)["executionInfo"]["closeStatus"], status)
                if status == "CONTINUED_AS_NEW":
                    self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w-" + kind)

    def test_a_close_must_be_last(self):
        """D1, D4: else the whole request is refused, nothing is recorded, and the token is still good."""
        run = self.start("w")
        task = self.decision_task()
        marker = decision("RecordMarker", markerName="m")
        for kind in self.CLOSES:
            for batch in ([decision(kind), marker], [decision(kind), decision("CompleteWorkflowExecution")]):
                self.assert_fault(
                    "ValidationException", "Close must be last decision in list", self.decide, task, *batch
                )
        self.assert_trace(run, "1 WES(0) = 2 DTSched ; 3 DTStarted(2)")
        self.decide(task, marker, decision("CompleteWorkflowExecution"))
        self.assertEqual(self.types(run)[-2:], ["MarkerRecorded", "WorkflowExecutionCompleted"])

    def test_what_is_open_holds_no_close_back(self):
        """D3 (recorded), D5, swf-spec.md 3.1: activity and timer are left dangling, without events, and stay
        counted.
        """
        run = self.start("w")
        self.decide(
            self.decision_task(),
            schedule("a"),
            decision("StartTimer", timerId="t", startToFireTimeout="1"),
            decision("CompleteWorkflowExecution"),
        )
        trace = """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) = 6 TimerStarted(4) = 7 WorkflowExecutionCompleted(4)
        """
        self.assert_trace(run, trace)
        counts = self.describe(run)["openCounts"]
        self.assertEqual((counts["openActivityTasks"], counts["openTimers"]), (1, 1))
        pending = self.swf.count_pending_activity_tasks(domain=self.domain, taskList=LIST)
        self.assertEqual(pending["count"], 0)

    def test_a_failed_decision_before_a_close(self):
        """swf-spec.md 3.1 (unconfirmed): what the batch itself causes is not unhandled, so the close succeeds."""
        run = self.start("w")
        self.decide(self.decision_task(), decision("CancelTimer", timerId="t"), decision("CompleteWorkflowExecution"))
        self.assert_trace(
            run,
            "1 WES(0) = 2 DTSched ; 3 DTStarted(2)\n"
            "4 DTCompleted(2,3) = 5 CancelTimerFailed(4) = 6 WorkflowExecutionCompleted(4)",
        )


class ContinueAsNewDecisions(Case):
    def setUp(self):
        super().setUp()
        self.swf.register_workflow_type(domain=self.domain, name="Bare", version="1")
        self.bare = {"name": "Bare", "version": "1"}
        self.given = {
            "executionStartToCloseTimeout": "60",
            "taskList": LIST,
            "taskStartToCloseTimeout": "10",
            "childPolicy": "ABANDON",
        }

    def test_the_new_run(self):
        """swf-spec.md 9.14; D9: settings from the decision, then the type, never from the old run; no tags, no
        input.
        """
        first = self.start(
            "w",
            input="1",
            tagList=["old"],
            executionStartToCloseTimeout="100",
            childPolicy="REQUEST_CANCEL",
            taskStartToCloseTimeout="50",
            taskPriority="3",
        )
        self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution", taskStartToCloseTimeout="NONE"))
        task = self.decision_task()
        self.assert_trace(
            first,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 WorkflowExecutionContinuedAsNew(4)
            """,
        )
        last = attributes(self.history(first)[-1])
        settings = {
            "childPolicy": "TERMINATE",
            "executionStartToCloseTimeout": "3600",
            "taskList": LIST,
            "taskStartToCloseTimeout": "NONE",
            "workflowType": self.workflow_type,
        }
        second = task["workflowExecution"]["runId"]
        self.assertEqual(last, {"decisionTaskCompletedEventId": 4, "newExecutionRunId": second, **settings})
        self.assertEqual(
            attributes(task["events"][0]),
            {"continuedExecutionRunId": first["runId"], "parentInitiatedEventId": 0, **settings},
        )

    def test_every_setting(self):
        """swf-spec.md 3.2.6: another version, tags, role, priority and input go into both events."""
        self.swf.register_workflow_type(domain=self.domain, name="Pipeline", version="2")
        first = self.start("w")
        role = "arn:aws:iam::000000000000:role/lambda"
        settings = {"input": "i", "tagList": ["a", "b"], "lambdaRole": role, "taskPriority": "9", **self.given}
        self.decide(
            self.decision_task(), decision("ContinueAsNewWorkflowExecution", workflowTypeVersion="2", **settings)
        )
        task = self.decision_task()
        self.assertEqual(task["workflowType"], {"name": "Pipeline", "version": "2"})
        for event in (self.history(first)[-1], task["events"][0]):
            self.assertEqual({name: attributes(event).get(name) for name in settings}, settings)

    def test_signals_without_a_run_go_to_the_successor(self):
        """swf-spec.md 5.8: the workflow id is never free in between."""
        first = self.start("w")
        self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution"))
        self.assert_fault("WorkflowExecutionAlreadyStartedFault", "Already Started", self.start, "w")
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        task = self.decision_task()
        self.assertEqual(task["events"][2]["eventType"], "WorkflowExecutionSignaled")
        self.assertNotEqual(task["workflowExecution"]["runId"], first["runId"])

    def test_types_that_it_cannot_continue_as(self):
        """swf-spec.md 3.2.6, 6.2: an unknown or deprecated version is a failed decision, and the run stays open."""
        self.swf.register_workflow_type(domain=self.domain, name="Pipeline", version="old")
        self.swf.deprecate_workflow_type(domain=self.domain, workflowType={"name": "Pipeline", "version": "old"})
        run = self.start("w")
        for version in ("none", "old"):
            self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution", workflowTypeVersion=version))
        self.assert_trace(
            run,
            "1 WES(0) = 2 DTSched ; 3 DTStarted(2)\n"
            "4 DTCompleted(2,3) = 5 ContinueAsNewWorkflowExecutionFailed(4){cause=WORKFLOW_TYPE_DOES_NOT_EXIST}"
            " = 6 DTSched\n"
            "7 DTStarted(6)\n"
            "8 DTCompleted(6,7) = 9 ContinueAsNewWorkflowExecutionFailed(8){cause=WORKFLOW_TYPE_DEPRECATED}"
            " = 10 DTSched",
        )

    def test_settings_that_are_nowhere(self):
        """swf-spec.md 6.3 (order unconfirmed): the first that is missing names the cause; the run's own do not
        count.
        """
        self.workflow_type = self.bare
        run = self.start("w", **self.given)
        given = {}
        for name, value in self.given.items():
            self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution", **given))
            given[name] = value
        causes = [
            attributes(event)["cause"]
            for event in self.history(run)
            if event["eventType"] == "ContinueAsNewWorkflowExecutionFailed"
        ]
        self.assertEqual(
            causes,
            [
                "DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED",
                "DEFAULT_TASK_LIST_UNDEFINED",
                "DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED",
                "DEFAULT_CHILD_POLICY_UNDEFINED",
            ],
        )
        self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution", **given))
        self.assertEqual(self.types(run)[-1], "WorkflowExecutionContinuedAsNew")

    def test_children_that_are_refused_outright(self):
        """D12, swf-spec.md 3.2.12: unknown, deprecated, and the same order of settings; none has an Initiated event."""
        self.swf.register_workflow_type(domain=self.domain, name="Old", version="1")
        old = {"name": "Old", "version": "1"}
        self.swf.deprecate_workflow_type(domain=self.domain, workflowType=old)
        run = self.start("w")
        batch = [old]
        settings = [{}]
        for name in self.given:
            batch.append(self.bare)
            settings.append({**settings[-1], name: self.given[name]})
        self.decide(
            self.decision_task(),
            *(
                decision("StartChildWorkflowExecution", workflowId="c", workflowType=kind, **more)
                for kind, more in zip(batch, [{}, *settings])
            ),
        )
        failed = [attributes(event) for event in self.history(run)[4:-1]]
        self.assertEqual({fields["initiatedEventId"] for fields in failed}, {0})
        self.assertEqual(
            [fields["cause"] for fields in failed],
            [
                "WORKFLOW_TYPE_DEPRECATED",
                "DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED",
                "DEFAULT_TASK_LIST_UNDEFINED",
                "DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED",
                "DEFAULT_CHILD_POLICY_UNDEFINED",
            ],
        )


class TimerDecisions(Case):
    def test_ids_are_free_again(self):
        """D8, swf-spec.md 3.1, 3.2.8: decisions see what those before them did; a fired timer is unknown."""
        run = self.start("w")
        start = lambda **more: decision("StartTimer", timerId="t", startToFireTimeout="0", **more)
        cancel = decision("CancelTimer", timerId="t")
        self.decide(self.decision_task(), start(control="c"), cancel, start(), start())
        self.wait_for_event(run, "TimerFired")
        self.decide(self.decision_task(), cancel, start())
        self.wait_for_event(run, "TimerFired", 2)
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 TimerStarted(4){control=c} = 6 TimerCanceled(5,4) = 7 TimerStarted(4)
             = 8 StartTimerFailed(4){cause=TIMER_ID_ALREADY_IN_USE} = 9 DTSched
            10 TimerFired(7)
            11 DTStarted(9)
            12 DTCompleted(9,11) = 13 CancelTimerFailed(12){cause=TIMER_ID_UNKNOWN} = 14 TimerStarted(12) = 15 DTSched
            16 TimerFired(14)
            """,
        )


class TaskListOverrides(Case):
    def test_a_list_for_good(self):
        """swf-spec.md 5.14: without a timeout all further decision tasks of the run wait in the new list."""
        run = self.start("w")
        self.decide(self.decision_task(), taskList={"name": "host-1"})
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        task = self.swf.poll_for_decision_task(domain=self.domain, taskList={"name": "host-1"})
        self.assertEqual(task["workflowExecution"], run)
        events = self.history(run)
        self.assertEqual(attributes(events[3])["taskList"], {"name": "host-1"})
        self.assertEqual(attributes(events[5])["scheduleToStartTimeout"], "NONE")
        self.assertEqual(self.describe(run)["executionConfiguration"]["taskList"], LIST)

    def test_a_list_for_a_while(self):
        """swf-spec.md 9.20, 5.14: nobody takes the task in time, so it times out and goes to the list from before."""
        run = self.start("w")
        self.decide(
            self.decision_task(),
            decision("StartTimer", timerId="t", startToFireTimeout="0"),
            taskList={"name": "host-1"},
            taskListScheduleToStartTimeout="1",
        )
        task = self.decision_task()
        self.assertEqual(task["workflowExecution"], run)
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3){taskListScheduleToStartTimeout=1} = 5 TimerStarted(4)
            6 TimerFired(5) = 7 DTSched{scheduleToStartTimeout=1}
            8 DTTimedOut(7,0){timeoutType=SCHEDULE_TO_START} = 9 DTSched{scheduleToStartTimeout=NONE}
            10 DTStarted(9)
            """,
        )


class ContextTests(Case):
    def test_the_latest_context_stays(self):
        """S11, S13, W7: a completion without context keeps the last one; an empty one is a context."""
        run = self.start("w")
        contexts = [None, "one", None, "", None]
        seen = []
        for context in contexts:
            task = self.decision_task()
            self.decide(task, **({} if context is None else {"executionContext": context}))
            seen.append(self.describe(run).get("latestExecutionContext"))
            self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.assertEqual(seen, [None, "one", "one", "", ""])
        completed = [
            attributes(event).get("executionContext")
            for event in self.history(run)
            if event["eventType"] == "DecisionTaskCompleted"
        ]
        self.assertEqual(completed, contexts)

    def test_the_latest_activity_event(self):
        """S12 (recorded): the time of the newest activity event of any kind, not only of the scheduling."""
        run = self.start("w")
        self.assertNotIn("latestActivityTaskTimestamp", self.describe(run))
        self.decide(self.decision_task(), schedule("a"))
        latest = lambda: self.describe(run)["latestActivityTaskTimestamp"]
        self.assertEqual(latest(), self.history(run)[4]["eventTimestamp"])
        task = self.activity_task()
        self.assertEqual(latest(), self.history(run)[5]["eventTimestamp"])
        self.swf.respond_activity_task_completed(taskToken=task["taskToken"])
        self.assertEqual(latest(), self.history(run)[6]["eventTimestamp"])
        self.assertEqual(self.describe(run)["openCounts"]["openActivityTasks"], 0)

    def test_open_counts(self):
        """E9, swf-spec.md 2.4.25: all five are always there, and true."""
        run = self.start("w")
        self.assertEqual(self.describe(run)["openCounts"]["openDecisionTasks"], 1)
        self.decide(
            self.decision_task(),
            schedule("a"),
            schedule("b"),
            decision("StartTimer", timerId="t", startToFireTimeout="100"),
            decision(
                "StartChildWorkflowExecution", workflowId="c", workflowType=self.workflow_type, taskList={"name": "c"}
            ),
        )
        self.wait_for_event(run, "ChildWorkflowExecutionStarted")
        self.assertEqual(
            self.describe(run)["openCounts"],
            {
                "openActivityTasks": 2,
                "openDecisionTasks": 1,
                "openTimers": 1,
                "openChildWorkflowExecutions": 1,
                "openLambdaFunctions": 0,
            },
        )
