"""The protocol below the SDK, byte by byte."""

import http.client
import json
import re

from service import CURRENT, LEGACY, LIST, Case, schedule

UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


class WireTests(Case):
    def test_a_call_without_output_has_an_empty_body(self):
        """W3, W4: Content-Length 0, not `{}`; a request id in the form of a UUID."""
        status, headers, body = self.post(
            {"name": self.domain + "x", "workflowExecutionRetentionPeriodInDays": "1"}, CURRENT + "RegisterDomain"
        )
        self.assertEqual((status, body, headers["Content-Length"]), (200, b"", "0"))
        self.assertRegex(headers["x-amzn-RequestId"], UUID)

    def test_the_dialect_of_old_clients(self):
        """W1, W2: the long prefix; amz-1.0 is no compression; the answer is `application/json`."""
        status, headers, body = self.post(
            {"name": self.domain},
            LEGACY + "DescribeDomain",
            {"Content-Type": "application/json; charset=UTF-8", "Content-Encoding": "amz-1.0"},
        )
        self.assertEqual(status, 200)
        self.assertEqual(headers["Content-Type"].split(";")[0], "application/json")
        self.assertEqual(json.loads(body)["domainInfo"]["name"], self.domain)

    def test_the_dialect_of_current_clients(self):
        """W1, W2: answered in kind."""
        status, headers, body = self.post({"name": self.domain}, CURRENT + "DescribeDomain")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/x-amz-json-1.0"))
        self.assertEqual(json.loads(body)["configuration"], {"workflowExecutionRetentionPeriodInDays": "7"})

    def test_a_fault_is_an_envelope(self):
        """W4, W10, W11: status 400, the type with its namespace, the message in lower case."""
        status, headers, body = self.post({"name": "nowhere"}, CURRENT + "DescribeDomain")
        self.assertEqual(status, 400)
        self.assertRegex(headers["x-amzn-RequestId"], UUID)
        self.assertEqual(
            json.loads(body),
            {
                "__type": "com.amazonaws.swf.base.model#UnknownResourceFault",
                "message": "Unknown domain: nowhere",
            },
        )

    def test_a_number_where_text_is_wanted(self):
        """W13 (recorded): before validation, and under `Message`."""
        status, _, body = self.post(
            {
                "domain": self.domain,
                "workflowId": "w",
                "workflowType": self.workflow_type,
                "taskStartToCloseTimeout": 30,
            },
            CURRENT + "StartWorkflowExecution",
        )
        self.assertEqual(status, 400)
        self.assertEqual(
            json.loads(body),
            {
                "__type": "com.amazon.coral.service#SerializationException",
                "Message": "class java.lang.Short can not be converted to an String",
            },
        )

    def test_what_is_no_request_gets_the_protocols_own_errors(self):
        """W13, W14, swf-spec.md 1.6: JSON, then the rules, each with its own code."""
        cases = [
            (b"{", CURRENT + "ListDomains", "SerializationException"),
            (b"[]", CURRENT + "ListDomains", "SerializationException"),
            (b"\xff\xfe", CURRENT + "ListDomains", "SerializationException"),
            (b'{"registrationStatus": {}}', CURRENT + "ListDomains", "SerializationException"),
            (b"[" * 100_000, CURRENT + "ListDomains", "SerializationException"),
            (b"{}", CURRENT + "ListDomain", "UnknownOperationException"),
            (b"{}", "", "UnknownOperationException"),
            (b"{}", CURRENT + "ListDomains", "ValidationException"),
            (b"", CURRENT + "ListDomains", "ValidationException"),
        ]
        for body, target, code in cases:
            with self.subTest(f"{target} {body[:20]!r}"):
                status, _, answer = self.post(body, target)
                self.assertEqual(status, 400)
                self.assertEqual(json.loads(answer)["__type"].split("#")[1], code)

    def test_unknown_members_and_nulls_are_ignored(self):
        """W7, swf-spec.md 1.2: as if they were not there."""
        status, _, body = self.post(
            {"registrationStatus": "REGISTERED", "nextPageToken": None, "colour": [1, {"a": None}]},
            CURRENT + "ListDomains",
        )
        self.assertEqual(status, 200)
        self.assertIn("domainInfos", json.loads(body))

    def test_absent_members_are_left_out(self):
        """W5, W6, W7, W8, E3: no nulls; zeros that must be there; numbers for times."""
        self.start("w")
        task = self.post({"domain": self.domain, "taskList": LIST}, CURRENT + "PollForDecisionTask")[2]
        self.assertNotIn(b"null", task)
        self.assertNotIn(b"nextPageToken", task)
        events = json.loads(task)["events"]
        self.assertEqual(
            set(events[0]), {"eventId", "eventTimestamp", "eventType", "workflowExecutionStartedEventAttributes"}
        )
        self.assertEqual(events[0]["workflowExecutionStartedEventAttributes"]["parentInitiatedEventId"], 0)
        self.assertIsInstance(events[0]["eventTimestamp"], (int, float))

    def test_a_request_that_is_too_large_is_refused_as_a_whole(self):
        """Q1, swf-spec.md 1.6 (the status unconfirmed): over 1 MB is 413."""
        status, _, _ = self.post(b'{"name": "' + b"x" * 1_100_000 + b'"}', CURRENT + "DescribeDomain")
        self.assertEqual(status, 413)

    def test_other_methods_and_paths(self):
        """W1: POST / and nothing else."""
        for method, path, expected in [("GET", "/", 405), ("PUT", "/", 405), ("POST", "/other", 404)]:
            connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
            connection.request(method, path)
            response = connection.getresponse()
            response.read()
            connection.close()
            self.assertEqual(response.status, expected, f"{method} {path}")

    def test_health(self):
        """Ours, not of the swf-spec.md: section 1 leaves GET free."""
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        connection.request("GET", "/health")
        response = connection.getresponse()
        body = json.loads(response.read())
        self.assertEqual((response.status, body["status"]), (200, "ok"))
        self.assertEqual(
            set(body), {"start_timestamp", "status", "store", "version", "waiting_polls", "waiting_tasks"}
        )
        connection.close()

    def test_requests_one_after_another_on_one_connection(self):
        """swf-spec.md 1.1: connections are kept."""
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=10)
        for _ in range(50):
            headers = {"X-Amz-Target": CURRENT + "DescribeDomain", "Content-Type": "application/x-amz-json-1.0"}
            connection.request("POST", "/", json.dumps({"name": self.domain}), headers)
            response = connection.getresponse()
            self.assertEqual(response.status, 200)
            response.read()
        connection.close()

    def test_the_recorded_samples(self):
        """swf-spec.md 9.21 (recorded), W5, W8, E9: a first poll, and a canceled run described."""
        run = self.start("w")
        _, _, body = self.post(
            {"domain": self.domain, "taskList": LIST, "identity": "d1"}, CURRENT + "PollForDecisionTask"
        )
        task = json.loads(body)
        times = [event.pop("eventTimestamp") for event in task["events"]]
        token = task.pop("taskToken")
        self.assertLessEqual(len(token), 1024)
        self.assertEqual(times[0], times[1])
        self.assertEqual(
            task,
            {
                "events": [
                    {
                        "eventId": 1,
                        "eventType": "WorkflowExecutionStarted",
                        "workflowExecutionStartedEventAttributes": {
                            "childPolicy": "TERMINATE",
                            "executionStartToCloseTimeout": "3600",
                            "parentInitiatedEventId": 0,
                            "taskList": LIST,
                            "taskStartToCloseTimeout": "30",
                            "workflowType": self.workflow_type,
                        },
                    },
                    {
                        "decisionTaskScheduledEventAttributes": {
                            "scheduleToStartTimeout": "NONE",
                            "startToCloseTimeout": "30",
                            "taskList": LIST,
                        },
                        "eventId": 2,
                        "eventType": "DecisionTaskScheduled",
                    },
                    {
                        "decisionTaskStartedEventAttributes": {"identity": "d1", "scheduledEventId": 2},
                        "eventId": 3,
                        "eventType": "DecisionTaskStarted",
                    },
                ],
                "previousStartedEventId": 0,
                "startedEventId": 3,
                "workflowExecution": run,
                "workflowType": self.workflow_type,
            },
        )
        self.swf.request_cancel_workflow_execution(domain=self.domain, workflowId="w")
        self.decide({"taskToken": token}, schedule("a"))
        self.activity_task()
        self.decide(self.decision_task(), {"decisionType": "CancelWorkflowExecution"})
        _, _, body = self.post({"domain": self.domain, "execution": run}, CURRENT + "DescribeWorkflowExecution")
        detail = json.loads(body)
        info = detail["executionInfo"]
        for member in (
            info.pop("startTimestamp"),
            info.pop("closeTimestamp"),
            detail.pop("latestActivityTaskTimestamp"),
        ):
            self.assertIsInstance(member, (int, float))
        self.assertEqual(
            detail,
            {
                "executionConfiguration": {
                    "childPolicy": "TERMINATE",
                    "executionStartToCloseTimeout": "3600",
                    "taskList": LIST,
                    "taskStartToCloseTimeout": "30",
                },
                "executionInfo": {
                    "cancelRequested": False,
                    "closeStatus": "CANCELED",
                    "execution": run,
                    "executionStatus": "CLOSED",
                    "workflowType": self.workflow_type,
                },
                "openCounts": {
                    "openActivityTasks": 1,
                    "openChildWorkflowExecutions": 0,
                    "openDecisionTasks": 0,
                    "openLambdaFunctions": 0,
                    "openTimers": 0,
                },
            },
        )
