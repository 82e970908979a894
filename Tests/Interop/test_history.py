"""Pages of histories and decision tasks."""

from service import LIST, Case


class PageTests(Case):
    def signaled(self, count):
        execution = self.start("w")
        for index in range(count):
            self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName=f"s{index}")
        return execution

    def test_pages_of_a_history_joined_are_the_history(self):
        """P1, P2, P3, E13: any size, either order; no token with a last page that is full."""
        execution = self.signaled(10)
        whole = self.history(execution)
        self.assertEqual([event["eventId"] for event in whole], list(range(1, 13)))
        paginator = self.swf.get_paginator("get_workflow_execution_history")
        for size in (1, 5, 12, 1000):
            for reverse in (False, True):
                pages = paginator.paginate(
                    domain=self.domain,
                    execution=execution,
                    reverseOrder=reverse,
                    PaginationConfig={"PageSize": size},
                )
                joined = []
                for page in pages:
                    self.assertLessEqual(len(page["events"]), size)
                    joined += page["events"]
                self.assertEqual(joined, whole[::-1] if reverse else whole)

    def test_the_pages_of_a_decision_task_are_one_task(self):
        """P5, S2: same token and ids, no second start; all pages end at the task itself."""
        execution = self.signaled(8)
        pages = []
        more = {}
        while True:
            page = self.swf.poll_for_decision_task(
                domain=self.domain, taskList=LIST, maximumPageSize=4, identity="d", **more
            )
            pages.append(page)
            self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="later")
            if "nextPageToken" not in page:
                break
            more = {"nextPageToken": page["nextPageToken"]}
        self.assertEqual(len(pages), 3)
        for name in ("taskToken", "startedEventId", "previousStartedEventId", "workflowExecution", "workflowType"):
            self.assertEqual([page[name] for page in pages], [pages[0][name]] * 3, name)
        self.assertEqual([event["eventId"] for page in pages for event in page["events"]], list(range(1, 12)))
        self.assertEqual(self.types(execution).count("DecisionTaskStarted"), 1)
        self.decide(pages[-1])

    def test_boto3_pages_a_decision_task_by_itself(self):
        """P5: the paginator of the SDK works."""
        self.signaled(8)
        paginator = self.swf.get_paginator("poll_for_decision_task")
        result = paginator.paginate(
            domain=self.domain, taskList=LIST, PaginationConfig={"PageSize": 3}
        ).build_full_result()
        self.assertEqual([event["eventId"] for event in result["events"]], list(range(1, 12)))
        self.decide(result)

    def test_a_decider_may_ask_for_what_is_new(self):
        """P6: the events begin with previousStartedEventId itself; everything on a first task."""
        self.signaled(2)
        first = self.decision_task(startAtPreviousStartedEvent=True)
        self.assertEqual([event["eventId"] for event in first["events"]], [1, 2, 3, 4, 5])
        self.decide(first)
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        second = self.decision_task(startAtPreviousStartedEvent=True)
        self.assertEqual([event["eventId"] for event in second["events"]], [5, 6, 7, 8, 9])
        self.decide(second)
        self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
        third = self.decision_task(startAtPreviousStartedEvent=True, reverseOrder=True)
        self.assertEqual([event["eventId"] for event in third["events"]], [13, 12, 11, 10, 9])

    def test_a_page_has_a_thousand_entries_at_most(self):
        """V5: 1001 is refused by every action with pages; 0 means no limit."""
        execution = self.start("w")
        loose = self.loose
        message = (
            "1 validation error detected: Value '1001' at 'maximumPageSize' failed to satisfy constraint: "
            "Member must have value less than or equal to 1000"
        )
        always = {"oldestDate": 0}
        calls = [
            (loose.get_workflow_execution_history, {"domain": self.domain, "execution": execution}),
            (loose.poll_for_decision_task, {"domain": self.domain, "taskList": LIST}),
            (loose.list_domains, {"registrationStatus": "REGISTERED"}),
            (loose.list_workflow_types, {"domain": self.domain, "registrationStatus": "REGISTERED"}),
            (loose.list_activity_types, {"domain": self.domain, "registrationStatus": "REGISTERED"}),
            (loose.list_open_workflow_executions, {"domain": self.domain, "startTimeFilter": always}),
            (loose.list_closed_workflow_executions, {"domain": self.domain, "startTimeFilter": always}),
        ]
        for call, arguments in calls:
            self.assert_fault("ValidationException", message, call, maximumPageSize=1001, **arguments)
        page = loose.get_workflow_execution_history(domain=self.domain, execution=execution, maximumPageSize=0)
        self.assertEqual(len(page["events"]), 2)

    def test_a_changed_page_token_is_invalid(self):
        """P4: `Invalid token`; never ignored."""
        execution = self.signaled(3)
        page = self.swf.get_workflow_execution_history(domain=self.domain, execution=execution, maximumPageSize=2)
        token = page["nextPageToken"]
        for wrong in ("x", token[:-4] + "AAAA", token + "A"):
            self.assert_fault(
                "ValidationException",
                "Invalid token",
                self.swf.get_workflow_execution_history,
                domain=self.domain,
                execution=execution,
                nextPageToken=wrong,
            )
