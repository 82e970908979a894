"""What is left of an execution that has closed."""

from service import ALWAYS, Case, decision, schedule


class RetentionTests(Case):
    def closed_in(self, days):
        """An execution with an open activity that closed in a domain with that retention, and the worker's token."""
        self.domain = f"{self.domain}.{days}"
        self.swf.register_domain(name=self.domain, workflowExecutionRetentionPeriodInDays=days)
        self.swf.register_workflow_type(
            domain=self.domain,
            **self.workflow_type,
            defaultTaskStartToCloseTimeout="30",
            defaultExecutionStartToCloseTimeout="3600",
            defaultTaskList={"name": "default"},
            defaultChildPolicy="TERMINATE",
        )
        self.swf.register_activity_type(
            domain=self.domain, **self.activity_type, defaultTaskList={"name": "default"}, **self.activity_timeouts
        )
        run = self.start("w", tagList=["t"])
        self.decide(self.decision_task(), schedule("a"))
        token = self.activity_task()["taskToken"]
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))
        return run, token

    def test_nothing_is_kept_without_retention(self):
        """R1, swf-spec.md 7.5: NONE and 0 mean the same; the run vanishes with its close from all that looks."""
        for days in ("NONE", "0"):
            with self.subTest(days):
                run, token = self.closed_in(days)
                unknown = f"Unknown execution: WorkflowExecution=[workflowId=w, runId={run['runId']}]"
                for call in (self.swf.describe_workflow_execution, self.swf.get_workflow_execution_history):
                    self.assert_fault("UnknownResourceFault", unknown, call, domain=self.domain, execution=run)
                self.assert_fault(
                    "UnknownResourceFault", None, self.swf.respond_activity_task_completed, taskToken=token
                )
                named = {"domain": self.domain, "startTimeFilter": ALWAYS}
                self.assertEqual(self.swf.list_closed_workflow_executions(**named)["executionInfos"], [])
                self.assertEqual(self.swf.count_closed_workflow_executions(**named)["count"], 0)
                self.start("w")
                self.assertEqual(self.swf.count_open_workflow_executions(**named)["count"], 1)

    def test_a_day_is_kept(self):
        """swf-spec.md 7.5: counted from the close; until then a closed run answers like an open one."""
        run, _ = self.closed_in("1")
        self.assertEqual(self.describe(run)["executionInfo"]["closeStatus"], "COMPLETED")
        self.assertEqual(len(self.history(run)), 11)
        named = {"domain": self.domain, "closeTimeFilter": ALWAYS, "tagFilter": {"tag": "t"}}
        self.assertEqual(self.swf.count_closed_workflow_executions(**named)["count"], 1)
