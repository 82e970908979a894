"""Lambda tasks: the functions are commands of this machine (docs/CONFORMANCE.md), the events those of the service."""

import json

from service import Case, attributes, decision, special

ROLE = "arn:aws:iam::000000000000:role/lambda"
FUNCTIONS = {
    "echo": ["cat"],
    "count": ["sh", "-c", "wc -c | tr -d ' '"],
    "refuse": ["sh", "-c", 'echo \'{"errorMessage":"no","errorType":"Wish"}\'; exit 1'],
    "crash": ["sh", "-c", "echo oh >&2; kill -9 $$"],
    "sleep": ["sleep", "60"],
}


def call(name="echo", **more):
    return decision("ScheduleLambdaFunction", **{"id": "l", "name": name, **more})


class LambdaTests(Case):
    def setUp(self):
        functions = {name: {"command": command} for name, command in FUNCTIONS.items()}
        self.prepare(special("lambda", **{"lambda": {"functions": functions}}).url)

    def outcome(self, kind, *decisions, **more):
        """Runs lambda tasks and returns the run and the event that ends the first of them."""
        run = self.start("w", **{"lambdaRole": ROLE, **more})
        self.decide(self.decision_task(), *decisions)
        return run, attributes(self.wait_for_event(run, kind))

    def test_a_function_that_returns(self):
        """X1 (recorded 2017), swf-spec.md 9.18: Scheduled, Started, Completed with the payload as text, decision
        task.
        """
        run, completed = self.outcome("LambdaFunctionCompleted", call(input='{"a":[1]}', control="c"))
        self.assertEqual(json.loads(completed["result"]), {"a": [1]})
        self.assert_trace(
            run,
            """
            1 WES(0){lambdaRole=arn:aws:iam::000000000000:role/lambda} = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 LambdaFunctionScheduled(4){id=l, name=echo, control=c, startToCloseTimeout=900}
            6 LambdaFunctionStarted(5)
            7 LambdaFunctionCompleted(5,6) = 8 DTSched
            """,
        )
        self.assertEqual(self.describe(run)["executionConfiguration"]["lambdaRole"], ROLE)
        self.assertEqual(self.describe(run)["openCounts"]["openLambdaFunctions"], 0)
        self.decide(self.decision_task(), decision("CompleteWorkflowExecution"))

    def test_no_input_arrives_as_an_empty_object(self):
        """X1: a function without input is given `{}`."""
        run, completed = self.outcome("LambdaFunctionCompleted", call())
        self.assertEqual(completed["result"], "{}")
        self.assertNotIn("input", attributes(self.history(run)[4]))

    def test_a_function_that_reports_an_error(self):
        """swf-spec.md 3.2.13: reason Handled, the payload in the details."""
        _, failed = self.outcome("LambdaFunctionFailed", call("refuse"))
        self.assertEqual(failed["reason"], "Handled")
        self.assertEqual(json.loads(failed["details"])["errorMessage"], "no")

    def test_a_function_that_crashes(self):
        """swf-spec.md 3.2.13: reason Unhandled."""
        _, failed = self.outcome("LambdaFunctionFailed", call("crash"))
        self.assertEqual(failed["reason"], "Unhandled")
        self.assertIn("oh", failed["details"])

    def test_a_function_that_nobody_knows(self):
        """X1: started all the same, then failed with the reason ResourceNotFoundException."""
        run, failed = self.outcome("LambdaFunctionFailed", call("none"))
        self.assertEqual(failed["reason"], "ResourceNotFoundException")
        self.assertIn("LambdaFunctionStarted", self.types(run))

    def test_a_function_that_takes_too_long(self):
        """swf-spec.md 4, 5.3: LambdaFunctionTimedOut START_TO_CLOSE, with a decision task."""
        run, timed_out = self.outcome("LambdaFunctionTimedOut", call("sleep", startToCloseTimeout="1"))
        self.assertEqual(timed_out, {"timeoutType": "START_TO_CLOSE", "scheduledEventId": 5, "startedEventId": 6})
        self.assertEqual(self.types(run)[-1], "DecisionTaskScheduled")

    def test_without_a_role(self):
        """X1, swf-spec.md 9.18, 10.1: Scheduled, and then a failed start; not ScheduleLambdaFunctionFailed."""
        self.workflow_type = {"name": "Bare", "version": "1"}
        self.swf.register_workflow_type(
            domain=self.domain,
            **self.workflow_type,
            defaultTaskList={"name": "default"},
            defaultChildPolicy="TERMINATE",
            defaultTaskStartToCloseTimeout="30",
            defaultExecutionStartToCloseTimeout="3600",
        )
        run = self.start("w")
        self.decide(self.decision_task(), call())
        self.wait_for_event(run, "StartLambdaFunctionFailed")
        self.assert_trace(
            run,
            """
            1 WES(0){lambdaRole=absent} = 2 DTSched ; 3 DTStarted(2)
            4 DTCompleted(2,3) = 5 LambdaFunctionScheduled(4)
            6 StartLambdaFunctionFailed(5){cause=ASSUME_ROLE_FAILED} = 7 DTSched
            """,
        )
        message = attributes(self.history(run)[5])["message"]
        self.assertEqual(message, "No IAM role is attached to the current workflow execution.")

    def test_an_id_that_is_in_use(self):
        """X1, swf-spec.md 10.1: it is accepted, though the model has a cause for refusing it."""
        run, _ = self.outcome("LambdaFunctionCompleted", call(), call("count", input="[]"))
        self.wait_for_event(run, "LambdaFunctionCompleted", 2)
        results = [
            attributes(event)["result"]
            for event in self.history(run)
            if event["eventType"] == "LambdaFunctionCompleted"
        ]
        self.assertEqual(sorted(results), ["2", "{}"])
        self.assertEqual(self.types(run).count("LambdaFunctionScheduled"), 2)

    def test_the_role_of_the_type(self):
        """swf-spec.md 6.3: a role comes from the start, else from the type."""
        self.swf.register_workflow_type(domain=self.domain, name="Pipeline", version="2", defaultLambdaRole=ROLE)
        self.workflow_type = {"name": "Pipeline", "version": "2"}
        run = self.start(
            "w",
            taskList={"name": "default"},
            childPolicy="TERMINATE",
            taskStartToCloseTimeout="30",
            executionStartToCloseTimeout="60",
        )
        self.decide(self.decision_task(), call())
        self.wait_for_event(run, "LambdaFunctionCompleted")

    def test_a_function_in_a_run_that_closes(self):
        """swf-spec.md 5.4, 5.11: abandoned without an event, and its count stays as it was."""
        run, _ = self.outcome("LambdaFunctionStarted", call("sleep"))
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w")
        self.assertEqual(self.types(run)[-1], "WorkflowExecutionTerminated")
        self.assertEqual(self.describe(run)["openCounts"]["openLambdaFunctions"], 1)


class NoLambdaTests(Case):
    def test_a_server_without_functions(self):
        """swf-spec.md 3.2.13: with a role, LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION, and a decision task."""
        run = self.start("w", lambdaRole=ROLE)
        self.decide(self.decision_task(), call())
        self.assert_trace(
            run,
            "1 WES(0) = 2 DTSched ; 3 DTStarted(2) ; 4 DTCompleted(2,3) = 5 ScheduleLambdaFunctionFailed(4)"
            "{id=l, name=echo, cause=LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION} = 6 DTSched",
        )
