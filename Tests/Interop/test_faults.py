"""What is refused, and in which words."""

from botocore.exceptions import ParamValidationError

from service import LIST, Case, attributes, decision, schedule

TYPE = {"name": "n", "version": "1"}
RUN = {"workflowId": "w", "runId": "r"}
ALWAYS = {"oldestDate": 0}


class UnknownTests(Case):
    def test_every_operation_with_a_domain_knows_when_it_is_unknown(self):
        """F1: `Unknown domain: D` for every action with a domain, polls too."""
        arguments = {
            "count_closed_workflow_executions": {"startTimeFilter": ALWAYS},
            "count_open_workflow_executions": {"startTimeFilter": ALWAYS},
            "count_pending_activity_tasks": {"taskList": LIST},
            "count_pending_decision_tasks": {"taskList": LIST},
            "delete_activity_type": {"activityType": TYPE},
            "delete_workflow_type": {"workflowType": TYPE},
            "deprecate_activity_type": {"activityType": TYPE},
            "deprecate_workflow_type": {"workflowType": TYPE},
            "describe_activity_type": {"activityType": TYPE},
            "describe_workflow_execution": {"execution": RUN},
            "describe_workflow_type": {"workflowType": TYPE},
            "get_workflow_execution_history": {"execution": RUN},
            "list_activity_types": {"registrationStatus": "REGISTERED"},
            "list_closed_workflow_executions": {"startTimeFilter": ALWAYS},
            "list_open_workflow_executions": {"startTimeFilter": ALWAYS},
            "list_workflow_types": {"registrationStatus": "REGISTERED"},
            "poll_for_activity_task": {"taskList": LIST},
            "poll_for_decision_task": {"taskList": LIST},
            "register_activity_type": TYPE,
            "register_workflow_type": TYPE,
            "request_cancel_workflow_execution": {"workflowId": "w"},
            "signal_workflow_execution": {"workflowId": "w", "signalName": "s"},
            "start_workflow_execution": {"workflowId": "w", "workflowType": TYPE},
            "terminate_workflow_execution": {"workflowId": "w"},
            "undeprecate_activity_type": {"activityType": TYPE},
            "undeprecate_workflow_type": {"workflowType": TYPE},
        }
        # Every operation of the model that has a domain is in the table.
        model = self.swf.meta.service_model
        with_domain = {
            name
            for name, operation in self.swf.meta.method_to_api_mapping.items()
            if "domain" in model.operation_model(operation).input_shape.members
        }
        self.assertEqual(with_domain, set(arguments))
        for name, more in arguments.items():
            with self.subTest(name):
                self.assert_fault(
                    "UnknownResourceFault",
                    "Unknown domain: nowhere",
                    getattr(self.swf, name),
                    domain="nowhere",
                    **more,
                )
        for name in ("describe_domain", "deprecate_domain", "undeprecate_domain"):
            with self.subTest(name):
                self.assert_fault(
                    "UnknownResourceFault", "Unknown domain: nowhere", getattr(self.swf, name), name="nowhere"
                )

    def test_executions(self):
        """F10, F11: with a run id in brackets, without one after a comma; a closed run is unknown to three actions."""
        closed = self.start("w")
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w")
        exact = f"Unknown execution: WorkflowExecution=[workflowId=w, runId={closed['runId']}]"
        calls = [
            (self.swf.signal_workflow_execution, {"signalName": "s"}),
            (self.swf.request_cancel_workflow_execution, {}),
            (self.swf.terminate_workflow_execution, {}),
        ]
        for call, more in calls:
            named = {"domain": self.domain, "workflowId": "w", **more}
            self.assert_fault("UnknownResourceFault", "Unknown execution, workflowId = w", call, **named)
            self.assert_fault("UnknownResourceFault", exact, call, runId=closed["runId"], **named)
        nobody = "Unknown execution: WorkflowExecution=[workflowId=w, runId=r]"
        for call in (self.swf.describe_workflow_execution, self.swf.get_workflow_execution_history):
            self.assert_fault("UnknownResourceFault", nobody, call, domain=self.domain, execution=RUN)

    def test_types(self):
        """F2: `Unknown type: ActivityType=[name=N, version=V]`, likewise for a workflow type."""
        self.assert_fault(
            "UnknownResourceFault",
            "Unknown type: ActivityType=[name=n, version=1]",
            self.swf.describe_activity_type,
            domain=self.domain,
            activityType=TYPE,
        )
        self.workflow_type = TYPE
        self.assert_fault("UnknownResourceFault", "Unknown type: WorkflowType=[name=n, version=1]", self.start, "w")

    def test_tokens(self):
        """F12, F13, F14, F15, swf-spec.md 5.13: stale tokens are told apart from those that were never issued."""
        execution = self.start("w")
        first = self.decision_task()
        self.decide(first, schedule("a"))
        self.assert_fault("UnknownResourceFault", "Unknown decision task, scheduledEventId = 2", self.decide, first)
        task = self.activity_task()
        self.swf.respond_activity_task_completed(taskToken=task["taskToken"])
        answers = (
            self.swf.respond_activity_task_completed,
            self.swf.respond_activity_task_failed,
            self.swf.respond_activity_task_canceled,
            self.swf.record_activity_task_heartbeat,
        )
        for answer in answers:
            self.assert_fault(
                "UnknownResourceFault",
                "Unknown activity, scheduledEventId = 5",
                answer,
                taskToken=task["taskToken"],
            )
            for wrong in ("x", first["taskToken"], task["taskToken"][:-4] + "AAA=", "A" * 1024):
                self.assert_fault("ValidationException", "Invalid token", answer, taskToken=wrong)
        second = self.decision_task()
        self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w")
        self.assert_fault(
            "UnknownResourceFault",
            f"Unknown execution: WorkflowExecution=[workflowId=w, runId={execution['runId']}]",
            self.decide,
            second,
        )


class ValidationTests(Case):
    def setUp(self):
        super().setUp()

    def test_boto3_itself_refuses_what_its_model_forbids(self):
        """V1: why the tests of the server use a client that does not validate."""
        with self.assertRaises(ParamValidationError):
            self.swf.describe_domain()

    def test_what_is_missing(self):
        """V1: `Value null at …`."""
        self.assert_fault(
            "ValidationException",
            "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null",
            self.loose.describe_domain,
        )

    def test_everything_that_is_wrong_is_said(self):
        """V2, V4, V6: all in one message, each once."""
        with self.assertRaises(self.loose.exceptions.ClientError) as caught:
            self.loose.start_workflow_execution(
                domain="", workflowId="w" * 257, workflowType={"name": "n"}, childPolicy="KEEP"
            )
        message = caught.exception.response["Error"]["Message"]
        self.assertTrue(message.startswith("4 validation errors detected: "), message)
        items = set(message.removeprefix("4 validation errors detected: ").split("; "))
        self.assertEqual(
            items,
            {
                "Value '' at 'domain' failed to satisfy constraint: Member must have length greater than or equal to 1",
                f"Value '{'w' * 257}' at 'workflowId' failed to satisfy constraint: "
                "Member must have length less than or equal to 256",
                "Value null at 'workflowType.version' failed to satisfy constraint: Member must not be null",
                "Value 'KEEP' at 'childPolicy' failed to satisfy constraint: "
                "Member must satisfy enum value set: [TERMINATE, REQUEST_CANCEL, ABANDON]",
            },
        )

    def test_decisions_are_named_by_their_place(self):
        """V8, D1, D4: counted from 1; nothing was recorded, and the token is still good."""
        self.start("w")
        task = self.decision_task()
        self.assert_fault(
            "ValidationException",
            "1 validation error detected: Value null at "
            "'decisions.2.member.startTimerDecisionAttributes.timerId' failed to satisfy constraint: "
            "Member must not be null",
            self.loose.respond_decision_task_completed,
            taskToken=task["taskToken"],
            decisions=[decision("RecordMarker", markerName="m"), decision("StartTimer", startToFireTimeout="1")],
        )
        close = decision("CompleteWorkflowExecution")
        self.assert_fault(
            "ValidationException",
            "Close must be last decision in list",
            self.decide,
            task,
            close,
            decision("RecordMarker", markerName="m"),
        )
        self.assert_fault("ValidationException", "Close must be last decision in list", self.decide, task, close, close)
        # Nothing was recorded, and the task is still there to be answered.
        self.decide(task, close)

    def test_an_input_that_is_too_long(self):
        """V4, swf-spec.md 8.1: 32,769 characters are not."""
        with self.assertRaises(self.loose.exceptions.ClientError) as caught:
            self.loose.start_workflow_execution(
                domain=self.domain, workflowId="w", workflowType=self.workflow_type, input="x" * 32769
            )
        error = caught.exception.response["Error"]
        self.assertEqual(error["Code"], "ValidationException")
        self.assertTrue(
            error["Message"].endswith(
                "at 'input' failed to satisfy constraint: Member must have length less than or equal to 32768"
            )
        )

    def test_names_without_the_letters_that_are_forbidden(self):
        """swf-spec.md 1.2 (N1; the words unconfirmed)."""
        for name in ("a:b", "a/b", "a|b", "a\x01b", "arn"):
            with self.subTest(name), self.assertRaises(self.loose.exceptions.ClientError) as caught:
                self.loose.start_workflow_execution(
                    domain=self.domain, workflowId=name, workflowType=self.workflow_type
                )
            self.assertEqual(caught.exception.response["Error"]["Code"], "ValidationException")

    def test_durations(self):
        """swf-spec.md 1.2, 2.4.21: NONE is not for executions; what is refused starts nothing."""
        for field, value in [
            ("executionStartToCloseTimeout", "soon"),
            ("executionStartToCloseTimeout", "-1"),
            ("executionStartToCloseTimeout", "NONE"),
            ("taskStartToCloseTimeout", "1.5"),
        ]:
            with self.subTest(f"{field}={value}"), self.assertRaises(self.loose.exceptions.ClientError) as caught:
                self.start("w", **{field: value})
            self.assertEqual(caught.exception.response["Error"]["Code"], "ValidationException")
        execution = self.start("w")
        self.assertEqual(attributes(self.history(execution)[0])["executionStartToCloseTimeout"], "3600")
