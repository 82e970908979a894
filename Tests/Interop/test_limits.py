"""The limits of the service, made small enough to be reached (settings, `server.limits`)."""

import time

from service import Background, Case, attributes, decision, schedule, special

LIMITS = {
    "typesPerDomain": 3,
    "openExecutionsPerDomain": 3,
    "eventsPerExecution": 20,
    "openActivityTasks": 2,
    "openTimers": 2,
    "openChildren": 2,
    "openLambdaFunctions": 1,
    "pollersPerTaskList": 1,
    "pollSeconds": 1,
    "pageTokenSeconds": 1,
}
ROLE = "arn:aws:iam::000000000000:role/lambda"


class LimitTests(Case):
    def setUp(self):
        functions = {"sleep": {"command": ["sleep", "60"]}}
        self.prepare(special("limits", limits=LIMITS, **{"lambda": {"functions": functions}}).url)

    def causes(self, *decisions, **more):
        """The causes for which decisions of one batch failed; None for those that did not."""
        run = self.start("w", **more)
        self.decide(self.decision_task(), *decisions)
        return [attributes(event).get("cause") for event in self.history(run)[4 : 4 + len(decisions)]]

    def test_types_of_a_domain(self):
        """Q1, swf-spec.md 8.1: LimitExceededFault; deprecated ones count, deleted ones do not."""
        for kind in ("workflow", "activity"):
            register = getattr(self.swf, f"register_{kind}_type")
            for version in ("2", "3"):
                register(domain=self.domain, name="More", version=version)
            named = {"domain": self.domain, f"{kind}Type": {"name": "More", "version": "3"}}
            for _ in range(2):
                self.assert_fault("LimitExceededFault", None, register, domain=self.domain, name="More", version="4")
                if self.describe_type(kind, named)["status"] == "REGISTERED":
                    getattr(self.swf, f"deprecate_{kind}_type")(**named)
            getattr(self.swf, f"delete_{kind}_type")(**named)
            register(domain=self.domain, name="More", version="4")

    def describe_type(self, kind, named):
        return getattr(self.swf, f"describe_{kind}_type")(**named)["typeInfo"]

    def test_open_executions_of_a_domain(self):
        """Q1, swf-spec.md 2.4.21, 8.1: LimitExceededFault for a start, OPEN_WORKFLOWS_LIMIT_EXCEEDED for a child."""
        for index in range(3):
            self.start(f"w{index}")
        self.assert_fault("LimitExceededFault", None, self.start, "w3")
        task = self.decision_task()
        child = decision("StartChildWorkflowExecution", workflowId="c", workflowType=self.workflow_type)
        self.decide(task, child)
        failed = attributes(self.history(task["workflowExecution"])[4])
        self.assertEqual((failed["cause"], failed["initiatedEventId"]), ("OPEN_WORKFLOWS_LIMIT_EXCEEDED", 0))
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w0")
        self.start("w3")

    def test_what_an_execution_may_have_open(self):
        """Q1, swf-spec.md 8.1: activities and timers over the limit are failed decisions; room is made by ends."""
        timer = lambda name: decision("StartTimer", timerId=name, startToFireTimeout="100")
        self.assertEqual(
            self.causes(schedule("a"), schedule("b"), schedule("c"), timer("a"), timer("b"), timer("c")),
            [None, None, "OPEN_ACTIVITIES_LIMIT_EXCEEDED", None, None, "OPEN_TIMERS_LIMIT_EXCEEDED"],
        )
        run = self.decision_task()
        self.decide(run, decision("CancelTimer", timerId="a"), timer("c"))
        self.assertEqual(self.history(run["workflowExecution"])[-1]["eventType"], "TimerStarted")

    def test_open_children(self):
        """Q1, swf-spec.md 3.2.12: those that are about to start count."""
        child = lambda name: decision(
            "StartChildWorkflowExecution", workflowId=name, workflowType=self.workflow_type, taskList={"name": "c"}
        )
        self.assertEqual(self.causes(child("a"), child("b"), child("c")), [None, None, "OPEN_CHILDREN_LIMIT_EXCEEDED"])

    def test_open_lambda_functions(self):
        """swf-spec.md 8.1 (the number unconfirmed): OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED."""
        call = decision("ScheduleLambdaFunction", id="l", name="sleep")
        self.assertEqual(self.causes(call, call, lambdaRole=ROLE), [None, "OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED"])
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w")

    def test_a_history_that_is_full(self):
        """E12: terminated with cause EVENT_LIMIT_EXCEEDED, in place of the event that was too many (unconfirmed)."""
        run = self.start("w", childPolicy="ABANDON")
        signals = 0
        while self.describe(run)["executionInfo"]["executionStatus"] == "OPEN":
            self.swf.signal_workflow_execution(domain=self.domain, workflowId="w", signalName="s")
            signals += 1
            self.assertLess(signals, 30)
        events = self.history(run)
        self.assertEqual(len(events), 20)
        self.assertEqual(attributes(events[-1]), {"cause": "EVENT_LIMIT_EXCEEDED", "childPolicy": "ABANDON"})
        self.assertEqual(self.types(run).count("WorkflowExecutionSignaled"), signals - 1)
        self.start("w")

    def test_polls_that_wait_in_one_list(self):
        """Q1, swf-spec.md 2.4.27, 2.4.29: LimitExceededFault; other lists and other kinds are not concerned."""
        for poll in (self.swf.poll_for_decision_task, self.swf.poll_for_activity_task):
            named = {"domain": self.domain, "taskList": {"name": "crowded"}}

            def refused():
                polls = [Background(poll, **named) for _ in range(2)]
                ends = [self.end(background) for background in polls]
                return sorted(ends) == ["LimitExceededFault", "empty"]

            self.wait_until(refused, "two polls at once")

    def end(self, background):
        try:
            return "task" if "taskToken" in background.result() else "empty"
        except self.swf.exceptions.LimitExceededFault:
            return "LimitExceededFault"

    def test_idle_polls(self):
        """W9, swf-spec.md 1.11: the answer of a poll whose time is up, byte by byte (answers.py)."""
        named = {"domain": self.domain, "taskList": {"name": "idle"}}
        for poll, zeros in (
            (self.swf.poll_for_decision_task, ["previousStartedEventId", "startedEventId"]),
            (self.swf.poll_for_activity_task, ["startedEventId"]),
        ):
            began = time.monotonic()
            answer = poll(**named)
            self.assertGreater(time.monotonic() - began, 0.9)
            answer.pop("ResponseMetadata")
            self.assertEqual(answer, dict.fromkeys(zeros, 0))

    def test_a_page_token_that_is_too_old(self):
        """F17: `Specified token has exceeded its maximum lifetime`."""
        run = self.start("w")
        named = {"domain": self.domain, "execution": run, "maximumPageSize": 1}
        token = self.swf.get_workflow_execution_history(**named)["nextPageToken"]
        self.assertEqual(
            self.swf.get_workflow_execution_history(**named, nextPageToken=token)["events"][0]["eventId"], 2
        )

        def is_refused():
            try:
                self.swf.get_workflow_execution_history(**named, nextPageToken=token)
            except self.swf.exceptions.ClientError as error:
                return error.response["Error"]

        error = self.wait_until(is_refused, "the end of a token")
        self.assertEqual(
            (error["Code"], error["Message"]),
            ("ValidationException", "Specified token has exceeded its maximum lifetime"),
        )


class DomainLimitTests(Case):
    def setUp(self):
        self.prepare(special("domains", limits={"domains": 2}).url)

    def test_domains_of_an_account(self):
        """Q1, swf-spec.md 8.1: LimitExceededFault; deprecated ones count. The name that exists is found first."""
        new = {"workflowExecutionRetentionPeriodInDays": "1"}
        self.swf.register_domain(name="second", **new)
        self.swf.deprecate_domain(name="second")
        self.assert_fault("LimitExceededFault", None, self.swf.register_domain, name="third", **new)
        self.assert_fault("DomainAlreadyExistsFault", "second", self.swf.register_domain, name="second", **new)


class ThrottlingTests(Case):
    RATES = {
        "DescribeDomain": "1/1",
        "StartTimer": "1/1",
        "ScheduleActivityTask": "1/1",
        "StartChildWorkflowExecution": "1/1",
        "SignalExternalWorkflowExecution": "1/1",
        "RequestCancelExternalWorkflowExecution": "1/1",
        "ContinueAsNewWorkflowExecution": "1/1",
        "ScheduleLambdaFunction": "1/1",
        "SignalWorkflowExecution.run": "1/1",
    }

    def setUp(self):
        functions = {"sleep": {"command": ["sleep", "60"]}}
        settings = {"throttling": "on", "throttles": self.RATES, "lambda": {"functions": functions}}
        self.prepare(special("throttling", **settings).url)

    def test_calls(self):
        """W11, swf-spec.md 8.2: ThrottlingException `Rate exceeded`, and a second later all is well again."""

        def throttled():
            try:
                self.swf.describe_domain(name=self.domain)
            except self.swf.exceptions.ClientError as error:
                return error.response["Error"]

        error = self.wait_until(throttled, "throttling")
        self.assertEqual((error["Code"], error["Message"]), ("ThrottlingException", "Rate exceeded"))
        self.wait_until(lambda: not throttled(), "the end of it")

    def test_calls_for_one_run(self):
        """swf-spec.md 8.2: the buckets of a run are its own; another run is not slowed down."""
        refused = 0
        for index in range(30):
            self.start(f"w{index}")
            try:
                for _ in range(2):
                    self.swf.signal_workflow_execution(domain=self.domain, workflowId=f"w{index}", signalName="s")
            except self.swf.exceptions.ClientError as error:
                self.assertEqual(error.response["Error"]["Code"], "ThrottlingException")
                refused += 1
        # The first signal of each run was taken; hardly any second one came a second later.
        for index in range(30):
            self.assertGreater(len(self.history(self.run_of(f"w{index}"))), 2)
        self.assertGreater(refused, 0)

    def run_of(self, workflow_id):
        infos = self.swf.list_open_workflow_executions(
            domain=self.domain, startTimeFilter={"oldestDate": 0}, executionFilter={"workflowId": workflow_id}
        )["executionInfos"]
        return infos[0]["execution"]

    def test_decisions(self):
        """swf-spec.md 8.2, 3.2: a decision too many is a failed decision with its own cause; the call succeeds."""
        other = {"workflowType": self.workflow_type, "taskList": {"name": "other"}}
        batches = {
            "TIMER_CREATION_RATE_EXCEEDED": lambda i: decision("StartTimer", timerId=i, startToFireTimeout="100"),
            "ACTIVITY_CREATION_RATE_EXCEEDED": schedule,
            "CHILD_CREATION_RATE_EXCEEDED": lambda i: decision("StartChildWorkflowExecution", workflowId=i, **other),
            "SIGNAL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED": lambda i: decision(
                "SignalExternalWorkflowExecution", workflowId="nobody", signalName=i, control="c"
            ),
            "REQUEST_CANCEL_EXTERNAL_WORKFLOW_EXECUTION_RATE_EXCEEDED": lambda i: decision(
                "RequestCancelExternalWorkflowExecution", workflowId="nobody", control="c"
            ),
            "LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED": lambda i: decision("ScheduleLambdaFunction", id=i, name="sleep"),
        }
        for cause, make in batches.items():
            with self.subTest(cause):
                run = self.start(cause, lambdaRole=ROLE)
                self.decide(self.decision_task(), *(make(f"i{index}") for index in range(3)))
                causes = [attributes(event).get("cause") for event in self.history(run)[4:7]]
                self.assertIn(causes, ([None, cause, cause], [cause] * 3))
                self.swf.terminate_workflow_execution(domain=self.domain, workflowId=cause)

    def test_continuing_as_new(self):
        """swf-spec.md 8.2 (the rate unconfirmed): a failed decision, and the run stays open."""
        self.start("w")
        for _ in range(20):
            task = self.decision_task()
            self.decide(task, decision("ContinueAsNewWorkflowExecution"))
            last = self.history(task["workflowExecution"])[-2]
            if last["eventType"] == "ContinueAsNewWorkflowExecutionFailed":
                break
        self.assertEqual(attributes(last)["cause"], "CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED")
        self.assertEqual(self.describe(task["workflowExecution"])["executionInfo"]["executionStatus"], "OPEN")
