"""Corners of the specification that a bot seldom looks into, and that must still be as written."""

from service import LIST, Case, attributes, decision, schedule


class CornerTests(Case):
    def test_empty_optional_texts_count_as_absent(self):
        """swf-spec.md 2.1 (unconfirmed): an empty duration, run id or version is as none."""
        run = self.start("w", executionStartToCloseTimeout="", taskStartToCloseTimeout="")
        settings = self.describe(run)["executionConfiguration"]
        self.assertEqual(
            (settings["executionStartToCloseTimeout"], settings["taskStartToCloseTimeout"]), ("3600", "30")
        )
        named = {"domain": self.domain, "workflowId": "w", "runId": ""}
        self.swf.signal_workflow_execution(**named, signalName="s")
        self.swf.request_cancel_workflow_execution(**named)
        found = self.swf.list_open_workflow_executions(
            domain=self.domain, startTimeFilter={"oldestDate": 0}, typeFilter={"name": "Pipeline", "version": ""}
        )
        self.assertEqual([info["execution"] for info in found["executionInfos"]], [run])
        self.swf.terminate_workflow_execution(**named)
        self.assert_fault(
            "UnknownResourceFault",
            "Unknown execution, workflowId = w",
            self.swf.signal_workflow_execution,
            **named,
            signalName="s",
        )

    def test_how_long_an_execution_may_be(self):
        """swf-spec.md 1.2, 8.1 (the refusal unconfirmed): a year, and not a second more."""
        self.start("w", executionStartToCloseTimeout="31536000")
        self.assert_fault("ValidationException", None, self.start, "x", executionStartToCloseTimeout="31536001")
        self.assert_fault("ValidationException", None, self.start, "x", executionStartToCloseTimeout="NONE")
        self.assert_fault(
            "ValidationException",
            None,
            self.swf.register_workflow_type,
            domain=self.domain,
            name="Long",
            version="1",
            defaultExecutionStartToCloseTimeout="NONE",
        )

    def test_how_long_a_lambda_function_may_take(self):
        """swf-spec.md 3.2.13, 8.1 (the refusal unconfirmed): 1 to 900 seconds."""
        self.start("w")
        task = self.decision_task()
        for seconds in ("0", "901", "NONE"):
            call = decision("ScheduleLambdaFunction", id="l", name="f", startToCloseTimeout=seconds)
            self.assert_fault("ValidationException", None, self.decide, task, call)
        self.decide(task)

    def test_names_with_blanks_around_them(self):
        """swf-spec.md 1.2 (N1): not for domains and task lists; workflow ids may have them."""
        for name in (" a", "a ", "\ta"):
            self.assert_fault(
                "ValidationException",
                None,
                self.swf.register_domain,
                name=name,
                workflowExecutionRetentionPeriodInDays="1",
            )
            self.assert_fault("ValidationException", None, self.start, "w", taskList={"name": name})
        self.assertEqual(self.start(" w ")["workflowId"], " w ")

    def test_one_long_text_refuses_the_whole_batch(self):
        """D4, swf-spec.md 8.1: nothing is recorded, and the same token is good for a better answer."""
        run = self.start("w")
        task = self.decision_task()
        batch = [decision("RecordMarker", markerName="m"), schedule("a", input="x" * 32769)]
        with self.assertRaises(self.swf.exceptions.ClientError) as caught:
            self.loose.respond_decision_task_completed(taskToken=task["taskToken"], decisions=batch)
        self.assertIn(
            "at 'decisions.2.member.scheduleActivityTaskDecisionAttributes.input' failed to satisfy constraint",
            caught.exception.response["Error"]["Message"],
        )
        self.assert_trace(run, "1 WES(0) = 2 DTSched ; 3 DTStarted(2)")
        self.decide(task, schedule("a", input="x" * 32768))

    def test_tokens_of_another_kind(self):
        """F12, P4, swf-spec.md 5.13, 2.4.26 (unconfirmed): tokens are good for what they were given for."""
        run = self.start("w")
        self.decide(self.decision_task(maximumPageSize=1), schedule("a"))
        activity = self.activity_task()
        self.assert_fault("ValidationException", "Invalid token", self.decide, activity)
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        page = self.decision_task(maximumPageSize=1)
        history = {"domain": self.domain, "execution": run, "maximumPageSize": 1}
        other = self.swf.get_workflow_execution_history(**history)["nextPageToken"]
        self.assert_fault(
            "ValidationException",
            "Invalid token",
            self.swf.get_workflow_execution_history,
            **history,
            nextPageToken=page["nextPageToken"],
        )
        self.assert_fault(
            "ValidationException",
            "Invalid token",
            self.swf.poll_for_decision_task,
            domain=self.domain,
            taskList=LIST,
            maximumPageSize=1,
            nextPageToken=other,
        )

    def test_a_further_page_of_a_task_that_is_answered(self):
        """swf-spec.md 10.2.8 (unconfirmed): an unknown decision task."""
        self.start("w")
        page = self.decision_task(maximumPageSize=1)
        self.decide(page)
        self.assert_fault(
            "UnknownResourceFault",
            "Unknown decision task, scheduledEventId = 2",
            self.swf.poll_for_decision_task,
            domain=self.domain,
            taskList=LIST,
            maximumPageSize=1,
            nextPageToken=page["nextPageToken"],
        )

    def test_pages_of_a_decision_task_in_reverse(self):
        """P3, P5: newest first, cut into pages afterwards."""
        self.start("w")
        more, ids = {}, []
        while True:
            page = self.swf.poll_for_decision_task(
                domain=self.domain, taskList=LIST, maximumPageSize=2, reverseOrder=True, **more
            )
            ids += [event["eventId"] for event in page["events"]]
            if "nextPageToken" not in page:
                break
            more = {"nextPageToken": page["nextPageToken"]}
        self.assertEqual(ids, [3, 2, 1])

    def test_the_order_in_which_a_start_is_checked(self):
        """swf-spec.md 2.4.21 (partly unconfirmed): domain, type, its status, defaults, and last the open run."""
        bare = {"name": "Bare", "version": "1"}
        self.start("w")
        self.workflow_type = bare
        self.assert_fault("UnknownResourceFault", None, self.start, "w")
        self.swf.register_workflow_type(domain=self.domain, **bare)
        self.assert_fault("DefaultUndefinedFault", "executionStartToCloseTimeout", self.start, "w")
        self.swf.deprecate_workflow_type(domain=self.domain, workflowType=bare)
        self.assert_fault("TypeDeprecatedFault", "WorkflowType=[name=Bare, version=1]", self.start, "w")
        self.swf.deprecate_domain(name=self.domain)
        self.assert_fault("DomainDeprecatedFault", self.domain, self.start, "w")

    def test_a_list_that_an_execution_is_sent_to_and_started_from(self):
        """swf-spec.md 5.14: a temporary list lapses too when its task is started and not answered."""
        run = self.start("w", taskStartToCloseTimeout="1")
        other = {"name": "host-1"}
        signal = lambda: self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.decide(self.decision_task(), taskList=other, taskListScheduleToStartTimeout="60")
        signal()
        self.swf.poll_for_decision_task(domain=self.domain, taskList=other)
        self.decision_task()
        self.assert_trace(
            run,
            """
            1 WES(0) = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3)
            5 WorkflowExecutionSignaled(0) = 6 DTSched{scheduleToStartTimeout=60}
            7 DTStarted(6)
            8 DTTimedOut(6,7){timeoutType=START_TO_CLOSE} = 9 DTSched{scheduleToStartTimeout=NONE}
            10 DTStarted(9)
            """,
        )

    def test_a_timeout_for_a_list_that_is_not_given(self):
        """swf-spec.md 5.14 (unconfirmed): it has no effect."""
        run = self.start("w")
        self.decide(self.decision_task(), taskListScheduleToStartTimeout="1")
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.decision_task()
        scheduled = attributes(self.history(run)[5])
        self.assertEqual((scheduled["taskList"], scheduled["scheduleToStartTimeout"]), (LIST, "NONE"))

    def test_an_override_ends_with_the_run(self):
        """swf-spec.md 5.14 (unconfirmed), D9: continue as new takes the list of the decision or the type."""
        self.start("w")
        self.decide(self.decision_task(), decision("ContinueAsNewWorkflowExecution"), taskList={"name": "host-1"})
        self.assertEqual(attributes(self.decision_task()["events"][0])["taskList"], LIST)

    def test_requests_have_ids_of_their_own(self):
        """W4: a UUID in every answer, each another."""
        ids = {self.swf.describe_domain(name=self.domain)["ResponseMetadata"]["RequestId"] for _ in range(20)}
        self.assertEqual(len(ids), 20)

    def test_lists_of_decisions_and_of_activities_are_two(self):
        """swf-spec.md 5.12: equal names do not meet, nor do lists of two domains."""
        self.start("w")
        self.decide(self.decision_task(), schedule("a"))
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.assertEqual(self.swf.count_pending_activity_tasks(domain=self.domain, taskList=LIST)["count"], 1)
        self.assertEqual(self.swf.count_pending_decision_tasks(domain=self.domain, taskList=LIST)["count"], 1)
        other = self.domain + ".other"
        self.swf.register_domain(name=other, workflowExecutionRetentionPeriodInDays="1")
        self.assertEqual(self.swf.count_pending_activity_tasks(domain=other, taskList=LIST)["count"], 0)
        self.assertEqual(self.activity_task()["activityId"], "a")
        self.assertEqual(self.decision_task()["workflowExecution"]["workflowId"], "w")

    def test_leading_zeros(self):
        """swf-spec.md 1.2 (unconfirmed): durations and priorities with them are taken, and kept as written."""
        run = self.start("w", executionStartToCloseTimeout="0060", taskPriority="007")
        settings = self.describe(run)["executionConfiguration"]
        self.assertEqual((settings["executionStartToCloseTimeout"], settings["taskPriority"]), ("0060", "007"))
