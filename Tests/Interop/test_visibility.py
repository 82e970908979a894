"""Lists and counts of executions."""

import datetime
import itertools

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
        pages = paginator.paginate(domain=self.domain, startTimeFilter=ALWAYS, PaginationConfig={"PageSize": 2})
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
            "Cannot specify more than one exclusive filters in the same query: [WorkflowTypeFilter, CloseStatusFilter]",
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

    def test_ranges_of_time(self):
        """L3, swf-spec.md 7.1 (bounds unconfirmed: both belong to it): starts, closes, and a range the wrong way
        round.
        """
        infos = self.swf.list_open_workflow_executions(domain=self.domain, startTimeFilter=ALWAYS)["executionInfos"]
        times = {info["execution"]["workflowId"]: info["startTimestamp"] for info in infos}
        exactly = {"oldestDate": times["w2"], "latestDate": times["w2"]}
        self.assertIn("w2", self.names(self.swf.list_open_workflow_executions, startTimeFilter=exactly))
        self.assertEqual(
            self.names(self.swf.list_open_workflow_executions, startTimeFilter={"oldestDate": times["w4"]})[:1], ["w4"]
        )
        backwards = {"oldestDate": times["w4"] + datetime.timedelta(hours=1), "latestDate": times["w0"]}
        self.assertEqual(self.names(self.swf.list_open_workflow_executions, startTimeFilter=backwards), [])
        closed = self.swf.list_closed_workflow_executions
        self.assertEqual(self.names(closed, startTimeFilter=backwards), [])
        self.assertEqual(self.names(closed, closeTimeFilter=ALWAYS), ["w1", "w3"])
        self.assertEqual(self.names(closed, closeTimeFilter=ALWAYS, reverseOrder=True), ["w3", "w1"])

    def names(self, call, **more):
        return [info["execution"]["workflowId"] for info in call(domain=self.domain, **more)["executionInfos"]]

    def test_the_shape_of_an_entry(self):
        """swf-spec.md 7.4 (recorded), W7, W8: what is always there and what only when it has a value."""
        open_info = self.swf.list_open_workflow_executions(
            domain=self.domain, startTimeFilter=ALWAYS, executionFilter={"workflowId": "w0"}
        )["executionInfos"][0]
        always = ["cancelRequested", "execution", "executionStatus", "startTimestamp", "tagList", "workflowType"]
        self.assertEqual(sorted(open_info), always)
        self.assertEqual((open_info["cancelRequested"], open_info["executionStatus"]), (False, "OPEN"))
        closed_info = self.swf.list_closed_workflow_executions(
            domain=self.domain, startTimeFilter=ALWAYS, executionFilter={"workflowId": "w1"}
        )["executionInfos"][0]
        self.assertEqual(sorted(closed_info), sorted([*always, "closeStatus", "closeTimestamp"]))
        self.assertEqual(self.describe(closed_info["execution"])["executionInfo"], closed_info)
        self.start("bare")
        bare = self.swf.list_open_workflow_executions(
            domain=self.domain, startTimeFilter=ALWAYS, executionFilter={"workflowId": "bare"}
        )["executionInfos"][0]
        self.assertNotIn("tagList", bare)

    def test_each_filter_of_closed_executions(self):
        """L4, swf-spec.md 7.1: id, type, version, tag, close status; what nobody has matches nothing."""
        filters = [
            ({"executionFilter": {"workflowId": "w1"}}, {"w1"}),
            ({"executionFilter": {"workflowId": "w0"}}, set()),
            ({"typeFilter": {"name": "Pipeline"}}, {"w1", "w3"}),
            ({"typeFilter": {"name": "Pipeline", "version": "1"}}, {"w1", "w3"}),
            ({"typeFilter": {"name": "pipeline"}}, set()),
            ({"tagFilter": {"tag": "odd"}}, {"w1", "w3"}),
            ({"tagFilter": {"tag": "od"}}, set()),
            ({"closeStatusFilter": {"status": "TERMINATED"}}, {"w1", "w3"}),
            ({"closeStatusFilter": {"status": "TIMED_OUT"}}, set()),
        ]
        for given, wanted in filters:
            for time in ("startTimeFilter", "closeTimeFilter"):
                with self.subTest(f"{given} {time}"):
                    self.assertEqual(set(self.closed(**{time: ALWAYS}, **given)), wanted)

    def test_pairs_of_filters(self):
        """L6, swf-spec.md 7.1: any two are too many, for lists and counts, with the names of the shapes."""
        filters = {
            "executionFilter": ({"workflowId": "w"}, "WorkflowExecutionFilter"),
            "typeFilter": ({"name": "n"}, "WorkflowTypeFilter"),
            "tagFilter": ({"tag": "t"}, "TagFilter"),
            "closeStatusFilter": ({"status": "FAILED"}, "CloseStatusFilter"),
        }
        start = "Cannot specify more than one exclusive filters in the same query: "
        for first, second in itertools.combinations(filters, 2):
            names = [filters[first][1], filters[second][1]]
            given = {first: filters[first][0], second: filters[second][0]}
            calls = [self.swf.list_closed_workflow_executions, self.swf.count_closed_workflow_executions]
            if "closeStatusFilter" not in given:
                calls += [self.swf.list_open_workflow_executions, self.swf.count_open_workflow_executions]
            for call in calls:
                self.assert_fault(
                    "ValidationException",
                    f"{start}[{', '.join(names)}]",
                    call,
                    domain=self.domain,
                    startTimeFilter=ALWAYS,
                    **given,
                )
