"""Lists and counts of executions."""

import datetime

from service import LIST, Case

ALWAYS = {"oldestDate": datetime.datetime(2000, 1, 1)}


class VisibilityTests(Case):
    def setUp(self):
        super().setUp()
        for index in range(5):
            self.start(f"w{index}", tagList=["even" if index % 2 == 0 else "odd"])
        for index in (3, 1):
            self.swf.terminate_workflow_execution(domain=self.domain, workflowId=f"w{index}")

    def open(self, **more):
        answer = self.swf.list_open_workflow_executions(domain=self.domain, startTimeFilter=ALWAYS, **more)
        more.pop("reverseOrder", None)
        count = self.swf.count_open_workflow_executions(domain=self.domain, startTimeFilter=ALWAYS, **more)
        self.assertEqual((count["count"], count["truncated"]), (len(answer["executionInfos"]), False))
        return [info["execution"]["workflowId"] for info in answer["executionInfos"]]

    def closed(self, **more):
        answer = self.swf.list_closed_workflow_executions(domain=self.domain, **more)
        more.pop("reverseOrder", None)
        count = self.swf.count_closed_workflow_executions(domain=self.domain, **more)
        self.assertEqual(count["count"], len(answer["executionInfos"]))
        return [info["execution"]["workflowId"] for info in answer["executionInfos"]]

    def test_open_executions(self):
        """L2, L4, P3: newest first; by id, type, version, tag; the counts agree."""
        self.assertEqual(self.open(), ["w4", "w2", "w0"])
        self.assertEqual(self.open(reverseOrder=True), ["w0", "w2", "w4"])
        self.assertEqual(self.open(tagFilter={"tag": "even"}), ["w4", "w2", "w0"])
        self.assertEqual(self.open(tagFilter={"tag": "odd"}), [])
        self.assertEqual(self.open(executionFilter={"workflowId": "w2"}), ["w2"])
        self.assertEqual(self.open(typeFilter={"name": "Pipeline"}), ["w4", "w2", "w0"])
        self.assertEqual(self.open(typeFilter={"name": "Pipeline", "version": "2"}), [])

    def test_closed_executions(self):
        """L2, L3, L4: by start or close time; by close status."""
        self.assertEqual(self.closed(startTimeFilter=ALWAYS), ["w3", "w1"])
        self.assertEqual(set(self.closed(closeTimeFilter=ALWAYS)), {"w3", "w1"})
        terminated = {"closeStatusFilter": {"status": "TERMINATED"}}
        self.assertEqual(self.closed(startTimeFilter=ALWAYS, **terminated), ["w3", "w1"])
        self.assertEqual(self.closed(startTimeFilter=ALWAYS, closeStatusFilter={"status": "FAILED"}), [])
        tomorrow = {"oldestDate": datetime.datetime.now() + datetime.timedelta(days=1)}
        self.assertEqual(self.closed(startTimeFilter=tomorrow), [])

    def test_pages(self):
        """P1, L2: pages joined are the list."""
        found = []
        paginator = self.swf.get_paginator("list_open_workflow_executions")
        pages = paginator.paginate(
            domain=self.domain, startTimeFilter=ALWAYS, PaginationConfig={"PageSize": 2}
        )
        for page in pages:
            found += [info["execution"]["workflowId"] for info in page["executionInfos"]]
        self.assertEqual(found, ["w4", "w2", "w0"])

    def test_filters_that_do_not_go_together(self):
        """L5, L6: one time filter exactly, one other at most; the names of the shapes are told."""
        closed = self.swf.list_closed_workflow_executions
        self.assert_fault("ValidationException", "Must specify time filter", closed, domain=self.domain)
        self.assert_fault(
            "ValidationException",
            "Cannot specify both a startTimeFilter and a closeTimeFilter",
            closed,
            domain=self.domain,
            startTimeFilter=ALWAYS,
            closeTimeFilter=ALWAYS,
        )
        self.assert_fault(
            "ValidationException",
            "Cannot specify more than one exclusive filters in the same query: "
            "[WorkflowTypeFilter, CloseStatusFilter]",
            closed,
            domain=self.domain,
            startTimeFilter=ALWAYS,
            typeFilter={"name": "Pipeline"},
            closeStatusFilter={"status": "FAILED"},
        )

    def test_pending_tasks(self):
        """swf-spec.md 2.4.38, 2.4.39: what waits in a list, 0 for one never used."""
        swf, named = self.swf, {"domain": self.domain, "taskList": LIST}
        self.assertEqual(swf.count_pending_decision_tasks(**named)["count"], 3)
        self.assertEqual(swf.count_pending_activity_tasks(**named)["count"], 0)
        nowhere = {"domain": self.domain, "taskList": {"name": "never used"}}
        self.assertEqual(swf.count_pending_decision_tasks(**nowhere)["count"], 0)
