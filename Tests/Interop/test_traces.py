"""The canonical histories of swf-spec.md 9, event by event, as an outside client brings them about."""

from service import LIST, Case, attributes, decision, schedule


def child(workflow_id="child", **more):
    """A child with a task list of its own, so that its decider and its parent's do not get in each other's way."""
    settings = {"workflowType": {"name": "Pipeline", "version": "1"}, "taskList": {"name": "child"}, **more}
    return decision("StartChildWorkflowExecution", workflowId=workflow_id, **settings)


class TaskTraces(Case):
    def test_hello_world(self):
        """swf-spec.md 9.1; S1, S2, S5, E1: the shortest useful life, and what the two polls say of themselves."""
        run = self.start("w")
        first = self.decision_task()
        self.assertEqual((first["startedEventId"], first["previousStartedEventId"]), (3, 0))
        self.decide(first, schedule("a"))
        self.swf.respond_activity_task_completed(taskToken=self.activity_task()["taskToken"], result="r")
        second = self.decision_task()
        self.assertEqual((second["startedEventId"], second["previousStartedEventId"]), (9, 3))
        self.decide(second, decision("CompleteWorkflowExecution", result="all"))
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched{scheduleToStartTimeout=NONE, startToCloseTimeout=30}
            3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4)
            6 ATStarted(5)
            7 ATCompleted(5,6){result=r} = 8 DTSched
            9 DTStarted(8)
            10 DTCompleted(8,9) = 11 WorkflowExecutionCompleted(10){result=all}
            """,
        )

    def two_activities(self):
        run = self.start("w")
        self.decide(self.decision_task(), schedule("a"), schedule("b"))
        tasks = {task["activityId"]: task for task in (self.activity_task(), self.activity_task())}
        return run, tasks

    def test_a_second_result_before_the_decider_polls(self):
        """swf-spec.md 9.2; S4: while a decision task is scheduled and not started, further events add none."""
        run, tasks = self.two_activities()
        for name in "ab":
            self.swf.respond_activity_task_completed(taskToken=tasks[name]["taskToken"])
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
        events = self.history(run)
        started = {attributes(event)["scheduledEventId"]: event["eventId"] for event in events[6:8]}
        self.assert_trace(
            run,
            f"""
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) = 6 ATSched(4)
            7 ATStarted({5 if started[5] == 7 else 6}) ; 8 ATStarted({6 if started[5] == 7 else 5})
            9 ATCompleted(5,{started[5]}) = 10 DTSched
            11 ATCompleted(6,{started[6]})
            12 DTStarted(10)
            13 DTCompleted(10,12) = 14 WorkflowExecutionCompleted(13)
            """,
        )

    def test_a_second_result_while_the_decider_works(self):
        """swf-spec.md 9.3; S3, S4: its decision task is scheduled at once and handed out after the first is
        answered.
        """
        run, tasks = self.two_activities()
        self.swf.respond_activity_task_completed(taskToken=tasks["a"]["taskToken"])
        task = self.decision_task()
        self.swf.respond_activity_task_completed(taskToken=tasks["b"]["taskToken"])
        self.assertEqual(self.describe(run)["openCounts"]["openDecisionTasks"], 1)
        pending = {"domain": self.domain, "taskList": LIST}
        self.assertEqual(self.swf.count_pending_decision_tasks(**pending)["count"], 0)
        self.decide(task)
        self.assertEqual(self.swf.count_pending_decision_tasks(**pending)["count"], 1)
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
        first, second = (tasks[name]["startedEventId"] for name in "ab")
        self.assert_trace(
            run,
            f"""
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) = 6 ATSched(4)
            7 ATStarted({5 if first == 7 else 6}) ; 8 ATStarted({6 if first == 7 else 5})
            9 ATCompleted(5,{first}) = 10 DTSched
            11 DTStarted(10)
            12 ATCompleted(6,{second}) = 13 DTSched
            14 DTCompleted(10,11)
            15 DTStarted(13)
            16 DTCompleted(13,15) = 17 WorkflowExecutionCompleted(16)
            """,
        )

    def test_a_failed_activity_is_tried_again_by_the_decider(self):
        """swf-spec.md 9.5; D6: the service never tries again by itself, and the id is free after the outcome."""
        run = self.start("w")
        self.decide(self.decision_task(), schedule("a"))
        self.swf.respond_activity_task_failed(taskToken=self.activity_task()["taskToken"], reason="no", details="d")
        self.decide(self.decision_task(), schedule("a"))
        self.swf.respond_activity_task_completed(taskToken=self.activity_task()["taskToken"])
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4){activityId=a}
            6 ATStarted(5)
            7 ATFailed(5,6){reason=no, details=d} = 8 DTSched ; 9 DTStarted(8)
            10 DTCompleted(8,9) = 11 ATSched(10){activityId=a}
            12 ATStarted(11) ; 13 ATCompleted(11,12) = 14 DTSched
            """,
        )

    def test_timers(self):
        """swf-spec.md 9.6; T1, T2, E7, S6: timers fire in their order, also one of zero seconds in a step of its
        own.
        """
        run = self.start("w")
        timer = lambda name, seconds: decision("StartTimer", timerId=name, startToFireTimeout=seconds)
        self.decide(self.decision_task(), timer("t2", "120"), timer("t1", "1"))
        self.decide(self.decision_task(), decision("CancelTimer", timerId="t2"), timer("wake", "0"))
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 TimerStarted(4){timerId=t2, startToFireTimeout=120, control=absent}
             = 6 TimerStarted(4)
            7 TimerFired(6){timerId=t1} = 8 DTSched
            9 DTStarted(8)
            10 DTCompleted(8,9) = 11 TimerCanceled(5,10){timerId=t2}
             = 12 TimerStarted(10){timerId=wake, startToFireTimeout=0}
            13 TimerFired(12) = 14 DTSched
            15 DTStarted(14)
            16 DTCompleted(14,15) = 17 WorkflowExecutionCompleted(16)
            """,
        )

    def test_markers_only(self):
        """swf-spec.md 9.7; S6, E6: markers bring no decision task; names may repeat, details only if given."""
        run = self.start("w")
        marker = lambda **more: decision("RecordMarker", markerName="m", **more)
        self.decide(self.decision_task(), marker(), marker(details="d"))
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 MarkerRecorded(4){details=absent} = 6 MarkerRecorded(4){markerName=m, details=d}
            """,
        )

    def test_signals_to_an_idle_run_and_while_a_decider_works(self):
        """swf-spec.md 9.8; E10, S4: one event each, with 0 for a caller of the API; only the first schedules a task."""
        run = self.start("w")
        signal = lambda name: self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName=name)
        self.decide(self.decision_task())
        signal("one")
        task = self.decision_task()
        signal("two")
        signal("three")
        self.decide(task, decision("RecordMarker", markerName="m"))
        self.decision_task()
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2) ; 4 DTCompleted(2,3)
            5 WorkflowExecutionSignaled(0){signalName=one, input=absent} = 6 DTSched
            7 DTStarted(6)
            8 WorkflowExecutionSignaled(0){signalName=two} = 9 DTSched
            10 WorkflowExecutionSignaled(0){signalName=three}
            11 DTCompleted(6,7) = 12 MarkerRecorded(11)
            13 DTStarted(9)
            """,
        )

    def test_a_close_while_an_event_is_unhandled(self):
        """swf-spec.md 9.9; D2 (recorded 2013): it fails, its batch stands, and no further task is scheduled."""
        run, tasks = self.two_activities()
        self.swf.respond_activity_task_completed(taskToken=tasks["a"]["taskToken"])
        task = self.decision_task()
        self.swf.respond_activity_task_completed(taskToken=tasks["b"]["taskToken"])
        self.decide(task, schedule("b"))
        task = self.decision_task()
        again = self.activity_task()
        self.swf.respond_activity_task_completed(taskToken=again["taskToken"])
        self.decide(task, decision("CompleteWorkflowExecution"))
        last = self.decision_task()
        self.assertEqual((last["startedEventId"], last["previousStartedEventId"]), (22, 16))
        first, second = (tasks[name]["startedEventId"] for name in "ab")
        self.assert_trace(
            run,
            f"""
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) = 6 ATSched(4)
            7 ATStarted({5 if first == 7 else 6}) ; 8 ATStarted({6 if first == 7 else 5})
            9 ATCompleted(5,{first}) = 10 DTSched ; 11 DTStarted(10)
            12 ATCompleted(6,{second}) = 13 DTSched
            14 DTCompleted(10,11) = 15 ATSched(14){{activityId=b}}
            16 DTStarted(13) ; 17 ATStarted(15)
            18 ATCompleted(15,17) = 19 DTSched
            20 DTCompleted(13,16) = 21 CompleteWorkflowExecutionFailed(20){{cause=UNHANDLED_DECISION}}
            22 DTStarted(19)
            """,
        )

    def test_a_cancel_request_that_is_honoured(self):
        """swf-spec.md 9.10; D3, E10, S9: an open activity holds no close back, gets no event, and stays counted."""
        run = self.start("w")
        self.decide(self.decision_task(), schedule("a"))
        worker = self.activity_task()
        self.swf.request_cancel_workflow_execution(domain=self.domain, workflowId="w")
        self.assertIs(self.describe(run)["executionInfo"]["cancelRequested"], True)
        self.decide(self.decision_task(), decision("CancelWorkflowExecution"))
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) ; 6 ATStarted(5)
            7 WorkflowExecutionCancelRequested(0){cause=absent} = 8 DTSched
            9 DTStarted(8)
            10 DTCompleted(8,9) = 11 WorkflowExecutionCanceled(10){details=absent}
            """,
        )
        detail = self.describe(run)
        self.assertEqual(detail["openCounts"]["openActivityTasks"], 1)
        self.assertIs(detail["executionInfo"]["cancelRequested"], False)
        self.assert_fault(
            "UnknownResourceFault",
            f"Unknown execution: WorkflowExecution=[workflowId=w, runId={run['runId']}]",
            self.swf.record_activity_task_heartbeat,
            taskToken=worker["taskToken"],
        )

    def test_cancelling_an_activity_that_a_worker_has(self):
        """swf-spec.md 9.11; D7, S8: only the request is written; the worker learns of it by its heartbeat."""
        run = self.start("w")
        self.decide(self.decision_task(), schedule("a"))
        worker = self.activity_task()
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        beat = lambda: self.swf.record_activity_task_heartbeat(taskToken=worker["taskToken"])["cancelRequested"]
        self.assertIs(beat(), False)
        self.decide(self.decision_task(), decision("RequestCancelActivityTask", activityId="a"))
        self.assertIs(beat(), True)
        self.assertIs(beat(), True)
        self.swf.respond_activity_task_canceled(taskToken=worker["taskToken"], details="stopped")
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) ; 6 ATStarted(5)
            7 WorkflowExecutionSignaled(0) = 8 DTSched ; 9 DTStarted(8)
            10 DTCompleted(8,9) = 11 ATCancelRequested(10){activityId=a}
            12 ATCanceled(5,6,11){details=stopped} = 13 DTSched
            """,
        )

    def test_cancelling_activities_that_nobody_has_or_knows(self):
        """swf-spec.md 9.11; D7: one in its list is canceled in the batch; an unknown id is an event and a task."""
        run = self.start("w")
        cancel = lambda name: decision("RequestCancelActivityTask", activityId=name)
        self.decide(self.decision_task(), schedule("a"), cancel("a"), cancel("a"))
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 ATSched(4) = 6 ATCancelRequested(4) = 7 ATCanceled(5,0,6){details=absent}
             = 8 RequestCancelActivityTaskFailed(4){activityId=a, cause=ACTIVITY_ID_UNKNOWN} = 9 DTSched
            """,
        )
        pending = self.swf.count_pending_activity_tasks(domain=self.domain, taskList=LIST)
        self.assertEqual(pending["count"], 0)

    def test_failed_decisions_share_one_task(self):
        """swf-spec.md 9.16; S7, D6, D8: a failed decision is an event of the batch; one task follows them all."""
        run = self.start("w")
        unknown = decision("ScheduleActivityTask", activityId="x", activityType={"name": "No", "version": "1"})
        timer = decision("StartTimer", timerId="t", startToFireTimeout="100")
        self.decide(self.decision_task(), unknown, unknown, timer, timer, decision("CancelTimer", timerId="u"))
        self.assert_trace(
            run,
            "1 WES(0) = 2 DTSched ; 3 DTStarted(2) ; 4 DTCompleted(2,3)"
            " = 5 ScheduleActivityTaskFailed(4){cause=ACTIVITY_TYPE_DOES_NOT_EXIST, activityId=x}"
            " = 6 ScheduleActivityTaskFailed(4) = 7 TimerStarted(4)"
            " = 8 StartTimerFailed(4){cause=TIMER_ID_ALREADY_IN_USE, timerId=t}"
            " = 9 CancelTimerFailed(4){cause=TIMER_ID_UNKNOWN, timerId=u} = 10 DTSched",
        )

    def test_an_empty_list_of_decisions_brings_nothing(self):
        """S6 (recorded), swf-spec.md 10.1: the run then sits until something comes from outside."""
        run = self.start("w")
        self.decide(self.decision_task())
        self.assert_trace(run, "1 WES(0) = 2 DTSched ; 3 DTStarted(2) ; 4 DTCompleted(2,3)")
        self.assertEqual(self.describe(run)["openCounts"]["openDecisionTasks"], 0)


class ChildTraces(Case):
    def child_task(self):
        task = self.swf.poll_for_decision_task(domain=self.domain, taskList={"name": "child"})
        self.assertIn("taskToken", task)
        return task

    def parent(self, *decisions, **more):
        run = self.start("parent", **more)
        self.decide(self.decision_task(), *decisions)
        return run

    def grown(self, *decisions):
        """A parent whose child has started and closed with these decisions, before the parent's decider asked again."""
        run = self.parent(child(input="in", control="c", tagList=["t"]))
        self.wait_for_event(run, "ChildWorkflowExecutionStarted")
        self.decide(self.child_task(), *decisions)
        return run

    PARENT = """
        1 WES(0) = 2 DTSched ; 3 DTStarted(2)
        4 DTCompleted(2,3) = 5 StartChildWorkflowExecutionInitiated(4){workflowId=child, control=c, input=in}
        6 ChildWorkflowExecutionStarted(5) = 7 DTSched
    """

    def test_a_child_that_completes(self):
        """swf-spec.md 9.12; D11, E8, S6, S7: it starts in a step of its own; its end names both earlier events."""
        run = self.grown(decision("CompleteWorkflowExecution", result="r"))
        self.wait_for_event(run, "ChildWorkflowExecutionCompleted")
        self.assert_trace(run, self.PARENT + "8 ChildWorkflowExecutionCompleted(5,6){result=r}")
        started = attributes(self.history(run)[5])["workflowExecution"]
        first = self.history(started)[0]
        self.assertEqual(attributes(first)["parentWorkflowExecution"], run)
        self.assertEqual(attributes(first)["tagList"], ["t"])
        self.assert_trace(
            started,
            """
            1 WES(5) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 WorkflowExecutionCompleted(4)
            """,
        )
        self.assertEqual(self.describe(started)["executionInfo"]["parent"], run)

    def test_a_child_that_fails_or_cancels_itself(self):
        """swf-spec.md 4 and 9.12: the parent learns reason and details."""
        run = self.grown(decision("FailWorkflowExecution", reason="why", details="d"))
        self.wait_for_event(run, "ChildWorkflowExecutionFailed")
        self.assert_trace(run, self.PARENT + "8 ChildWorkflowExecutionFailed(5,6){reason=why, details=d}")
        self.decide(self.decision_task(), child())
        self.decide(self.child_task(), decision("CancelWorkflowExecution", details="enough"))
        last = attributes(self.wait_for_event(run, "ChildWorkflowExecutionCanceled"))
        self.assertEqual((last["details"], last["workflowType"]), ("enough", self.workflow_type))

    def test_a_child_that_fails_while_the_parents_decider_works(self):
        """swf-spec.md 9.12; S4 (recorded): the news is written at once, with a decision task behind the one started."""
        run = self.parent(child(input="in", control="c"))
        task = self.decision_task()
        self.decide(self.child_task(), decision("FailWorkflowExecution"))
        self.wait_for_event(run, "ChildWorkflowExecutionFailed")
        self.decide(task)
        self.decision_task()
        self.assert_trace(
            run,
            self.PARENT
            + """
            8 DTStarted(7)
            9 ChildWorkflowExecutionFailed(5,6){reason=absent, details=absent} = 10 DTSched
            11 DTCompleted(7,8)
            12 DTStarted(10)
            """,
        )

    def test_a_child_that_is_terminated_or_times_out(self):
        """swf-spec.md 9.12, E11: the parent hears that it was terminated, without reason; a time out says its kind."""
        run = self.parent(child("one"), child("two", executionStartToCloseTimeout="1"))
        self.wait_for_event(run, "ChildWorkflowExecutionStarted", 2)
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="one", reason="r", details="d")
        terminated = attributes(self.wait_for_event(run, "ChildWorkflowExecutionTerminated"))
        self.assertEqual(
            sorted(terminated), ["initiatedEventId", "startedEventId", "workflowExecution", "workflowType"]
        )
        last = attributes(self.history(terminated["workflowExecution"])[-1])
        self.assertEqual((last["cause"], last["reason"]), ("OPERATOR_INITIATED", "r"))
        timed_out = attributes(self.wait_for_event(run, "ChildWorkflowExecutionTimedOut"))
        self.assertEqual(timed_out["timeoutType"], "START_TO_CLOSE")
        self.assertEqual(timed_out["workflowExecution"]["workflowId"], "two")

    def test_children_that_cannot_be_started(self):
        """swf-spec.md 9.12; D12: refused outright there is no Initiated and its id is 0; a running id is found
        later.
        """
        self.start("taken", taskList={"name": "other"})
        unknown = child(workflowType={"name": "No", "version": "1"}, control="c")
        run = self.parent(unknown, child("taken", control="k"))
        self.wait_for_event(run, "StartChildWorkflowExecutionFailed", 2)
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 StartChildWorkflowExecutionFailed(0,4){cause=WORKFLOW_TYPE_DOES_NOT_EXIST, control=c}
             = 6 StartChildWorkflowExecutionInitiated(4){control=k} = 7 DTSched
            8 StartChildWorkflowExecutionFailed(6,4){cause=WORKFLOW_ALREADY_RUNNING, workflowId=taken, control=k}
            """,
        )

    def test_a_child_that_continues_as_new(self):
        """D13, swf-spec.md 5.7: the successor keeps the parent, which hears nothing until the last run closes."""
        run = self.grown(decision("ContinueAsNewWorkflowExecution", taskList={"name": "child"}, input="2"))
        task = self.child_task()
        first = attributes(task["events"][0])
        self.assertEqual((first["parentWorkflowExecution"], first["parentInitiatedEventId"]), (run, 5))
        self.decide(task, decision("CompleteWorkflowExecution"))
        completed = attributes(self.wait_for_event(run, "ChildWorkflowExecutionCompleted"))
        self.assertEqual(completed["workflowExecution"], task["workflowExecution"])
        self.assert_trace(run, self.PARENT + "8 ChildWorkflowExecutionCompleted(5,6)")

    def close_parent_with(self, policy):
        run = self.parent(child("one"), child("two"), childPolicy="ABANDON")
        self.wait_for_event(run, "ChildWorkflowExecutionStarted", 2)
        children = [
            attributes(event)["workflowExecution"] for event in self.history(run)[-3:] if "Child" in event["eventType"]
        ]
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="parent", childPolicy=policy)
        self.assertEqual(attributes(self.history(run)[-1])["childPolicy"], policy)
        return run, children

    def test_child_policy_terminate(self):
        """swf-spec.md 9.13; D14: the children of a terminated parent end with its cause and their own policy."""
        _, children = self.close_parent_with("TERMINATE")
        self.assertEqual(len(children), 2)
        for run in children:
            last = attributes(self.wait_for_event(run, "WorkflowExecutionTerminated"))
            self.assertEqual(last, {"cause": "CHILD_POLICY_APPLIED", "childPolicy": "TERMINATE"})

    def test_child_policy_request_cancel(self):
        """swf-spec.md 9.13; D14: the children are asked to cancel themselves, and a decision task is there for it."""
        parent, children = self.close_parent_with("REQUEST_CANCEL")
        for run in children:
            asked = attributes(self.wait_for_event(run, "WorkflowExecutionCancelRequested"))
            self.assertEqual(asked["cause"], "CHILD_POLICY_APPLIED")
            self.assertEqual(asked["externalInitiatedEventId"], 0)
            self.assertEqual(asked["externalWorkflowExecution"], parent)
            self.assertEqual(self.describe(run)["executionInfo"]["executionStatus"], "OPEN")

    def test_child_policy_abandon_and_ordinary_closes(self):
        """D14: nothing happens to children of a parent that is abandoned them to, nor of one that completes."""
        _, children = self.close_parent_with("ABANDON")
        run = self.start("second", childPolicy="TERMINATE")
        self.decide(self.decision_task(), child("three"), decision("CompleteWorkflowExecution"))
        self.assertEqual(self.types(run)[-1], "WorkflowExecutionCompleted")
        children.append(
            self.wait_until(
                lambda: self.swf.list_open_workflow_executions(
                    domain=self.domain, startTimeFilter={"oldestDate": 0}, executionFilter={"workflowId": "three"}
                )["executionInfos"],
                "the third child",
            )[0]["execution"]
        )
        for child_run in children:
            self.assertNotIn("WorkflowExecutionCancelRequested", self.types(child_run))
            self.assertEqual(self.describe(child_run)["executionInfo"]["executionStatus"], "OPEN")

    def test_child_policy_when_the_parent_times_out(self):
        """swf-spec.md 9.13, 9.19; T6, D14: the time out is the last event; the policy acts on the children."""
        run = self.parent(child(), executionStartToCloseTimeout="1", childPolicy="REQUEST_CANCEL")
        started = attributes(self.wait_for_event(run, "ChildWorkflowExecutionStarted"))["workflowExecution"]
        last = self.wait_for_event(run, "WorkflowExecutionTimedOut")
        self.assertEqual(attributes(last), {"timeoutType": "START_TO_CLOSE", "childPolicy": "REQUEST_CANCEL"})
        asked = attributes(self.wait_for_event(started, "WorkflowExecutionCancelRequested"))
        self.assertEqual(asked["cause"], "CHILD_POLICY_APPLIED")

    def test_a_childs_execution_may_have_no_timeout(self):
        """swf-spec.md 10.1: NONE is accepted in decisions, though not by StartWorkflowExecution."""
        run = self.parent(child(executionStartToCloseTimeout="NONE"))
        started = attributes(self.wait_for_event(run, "ChildWorkflowExecutionStarted"))["workflowExecution"]
        self.assertEqual(self.describe(started)["executionConfiguration"]["executionStartToCloseTimeout"], "NONE")


class ExternalTraces(Case):
    def two(self, *decisions):
        target = self.start("target", taskList={"name": "target"})
        source = self.start("source")
        self.decide(self.decision_task(), *decisions)
        return source, target

    def test_a_signal_from_another_execution(self):
        """swf-spec.md 9.17; D10: Initiated in the batch; the target's event and the answer in steps of their own."""
        signal = decision(
            "SignalExternalWorkflowExecution", workflowId="target", signalName="s", input="i", control="c"
        )
        source, target = self.two(signal)
        event = self.wait_for_event(source, "ExternalWorkflowExecutionSignaled")
        self.assertEqual(attributes(event)["workflowExecution"], target)
        self.assert_trace(
            source,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3)
             = 5 SignalExternalWorkflowExecutionInitiated(4){signalName=s, input=i, control=c, runId=absent}
            6 ExternalWorkflowExecutionSignaled(5) = 7 DTSched
            """,
        )
        self.assert_trace(target, "1 WES(0) = 2 DTSched ; 3 WorkflowExecutionSignaled(5){signalName=s, input=i}")
        self.assertEqual(attributes(self.history(target)[2])["externalWorkflowExecution"], source)

    def test_a_cancel_request_from_another_execution(self):
        """swf-spec.md 9.17: the same with a cancel request, here to a run that is named."""
        target = self.start("target", taskList={"name": "target"})
        source = self.start("source")
        cancel = decision("RequestCancelExternalWorkflowExecution", **target, control="c")
        self.decide(self.decision_task(), cancel)
        self.wait_for_event(source, "ExternalWorkflowExecutionCancelRequested")
        self.assert_trace(
            source,
            f"""
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3)
             = 5 RequestCancelExternalWorkflowExecutionInitiated(4){{runId={target["runId"]}, control=c}}
            6 ExternalWorkflowExecutionCancelRequested(5) = 7 DTSched
            """,
        )
        self.assert_trace(target, "1 WES(0) = 2 DTSched ; 3 WorkflowExecutionCancelRequested(5){cause=absent}")
        self.assertEqual(attributes(self.history(target)[2])["externalWorkflowExecution"], source)

    def test_targets_that_nobody_knows(self):
        """swf-spec.md 9.17, 5.9: a run that is missing or closed is found after Initiated; control comes back."""
        closed = self.start("closed")
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="closed")
        source = self.start("source")
        signal = decision("SignalExternalWorkflowExecution", workflowId="nobody", signalName="s", control="c")
        cancel = decision("RequestCancelExternalWorkflowExecution", **closed, control="k")
        self.decide(self.decision_task(), signal, cancel)
        failed = attributes(self.wait_for_event(source, "SignalExternalWorkflowExecutionFailed"))
        self.assertEqual(
            failed,
            {
                "cause": "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION",
                "control": "c",
                "decisionTaskCompletedEventId": 4,
                "initiatedEventId": 5,
                "workflowId": "nobody",
            },
        )
        failed = attributes(self.wait_for_event(source, "RequestCancelExternalWorkflowExecutionFailed"))
        self.assertEqual(
            failed,
            {
                "cause": "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION",
                "control": "k",
                "decisionTaskCompletedEventId": 4,
                "initiatedEventId": 6,
                **closed,
            },
        )
        self.assertEqual(self.types(source).count("DecisionTaskScheduled"), 2)

    def test_a_signal_to_oneself(self):
        """D10 (practice: FX): it works, and both halves land in one history."""
        run = self.start("w")
        self.decide(self.decision_task(), decision("SignalExternalWorkflowExecution", workflowId="w", signalName="s"))
        self.wait_for_event(run, "ExternalWorkflowExecutionSignaled")
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 SignalExternalWorkflowExecutionInitiated(4)
            6 WorkflowExecutionSignaled(5) = 7 DTSched
            8 ExternalWorkflowExecutionSignaled(5)
            """,
        )

    def test_a_cancel_request_on_behalf_of_a_child(self):
        """swf-spec.md 3.2.11: children are canceled by this decision; a request to the parent alone does not reach
        them.
        """
        parent = self.start("parent")
        self.decide(self.decision_task(), child())
        started = attributes(self.wait_for_event(parent, "ChildWorkflowExecutionStarted"))["workflowExecution"]
        self.swf.request_cancel_workflow_execution(domain=self.domain, workflowId="parent")
        self.assertNotIn("WorkflowExecutionCancelRequested", self.types(started))
        self.decide(self.decision_task(), decision("RequestCancelExternalWorkflowExecution", workflowId="child"))
        self.wait_for_event(started, "WorkflowExecutionCancelRequested")
