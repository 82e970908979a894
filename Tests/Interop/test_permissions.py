"""What is refused: decisions, as events inside an answer of 200, and callers, as faults."""

import json
import unittest

from botocore import xform_name

import tally
from old_client import OldClient, Refused
from service import CURRENT, Case, attributes, client, decision, post, schedule, special, temporary
from test_validation import smallest

# What each failed decision says besides its cause and the completed task, from swf-spec.md 4.
REFUSED = {
    "ScheduleActivityTask": (schedule("a", control="c"), ["activityId", "activityType"]),
    "RequestCancelActivityTask": (decision("RequestCancelActivityTask", activityId="a"), ["activityId"]),
    "CompleteWorkflowExecution": (decision("CompleteWorkflowExecution"), []),
    "FailWorkflowExecution": (decision("FailWorkflowExecution"), []),
    "CancelWorkflowExecution": (decision("CancelWorkflowExecution"), []),
    "ContinueAsNewWorkflowExecution": (decision("ContinueAsNewWorkflowExecution"), []),
    "RecordMarker": (decision("RecordMarker", markerName="m", details="d"), ["markerName"]),
    "StartTimer": (decision("StartTimer", timerId="t", startToFireTimeout="1"), ["timerId"]),
    "CancelTimer": (decision("CancelTimer", timerId="t"), ["timerId"]),
    "SignalExternalWorkflowExecution": (
        decision("SignalExternalWorkflowExecution", workflowId="w", signalName="s", control="c"),
        ["control", "initiatedEventId", "workflowId"],
    ),
    "RequestCancelExternalWorkflowExecution": (
        decision("RequestCancelExternalWorkflowExecution", workflowId="w", runId="r", control="c"),
        ["control", "initiatedEventId", "runId", "workflowId"],
    ),
    "StartChildWorkflowExecution": (
        decision(
            "StartChildWorkflowExecution",
            workflowId="c",
            control="c",
            workflowType={"name": "Pipeline", "version": "1"},
        ),
        ["control", "initiatedEventId", "workflowId", "workflowType"],
    ),
}


class PermissionTests(Case):
    def setUp(self):
        self.prepare(special("refusing", refusedDecisions=list(REFUSED)).url)

    def test_each_decision_that_is_refused(self):
        """swf-spec.md 3.1, 1.6: nothing is done but the `…Failed` event, with one decision task for the batch."""
        self.assertEqual(set(REFUSED), set(tally.DECISIONS) - {"ScheduleLambdaFunction"})
        for kind, (refused, members) in REFUSED.items():
            with self.subTest(kind):
                run = self.start("w-" + kind)
                self.decide(self.decision_task(), refused)
                self.assert_trace(
                    run,
                    "1 WES(0) = 2 DTSched ; 3 DTStarted(2)\n4 DTCompleted(2,3) = 5 "
                    f"{kind}Failed({'0,4' if 'initiatedEventId' in members else '4'})"
                    "{cause=OPERATION_NOT_PERMITTED} = 6 DTSched",
                )
                fields = attributes(self.history(run)[4])
                self.assertEqual(sorted(fields), sorted(["cause", "decisionTaskCompletedEventId", *members]))
                given = refused[tally.attributes_member(kind, "DecisionAttributes")]
                for name in set(members) - {"initiatedEventId"}:
                    self.assertEqual(fields[name], given[name])
                self.swf.terminate_workflow_execution(domain=self.domain, workflowId="w-" + kind)


class KeyTests(unittest.TestCase):
    """A server with a file of keys (docs/ACCESS.md); test_access.py has all that such a file can say."""

    def setUp(self):
        file = temporary() / "credentials.json"
        self.secret = "the-secret-of-a-test-0123456789"
        roles = ["read", "start", "decide", "work", "administer"]
        keys = [
            {"accessKeyId": "stranger", "secretAccessKey": self.secret, "domains": ["elsewhere"], "roles": roles},
        ]
        file.write_text(json.dumps({"keys": keys}))
        file.chmod(0o600)
        self.url = special("keys", credentialsFile=str(file)).url

    def test_every_action_may_be_refused(self):
        """swf-spec.md 1.6, 1.10: each of the 39, in one sentence, whatever the request names; after validation."""
        swf = client(self.url, validates=False, key="stranger", secret=self.secret)
        for operation, model in tally.OPERATIONS.items():
            with self.subTest(operation), self.assertRaises(swf.exceptions.ClientError) as caught:
                getattr(swf, xform_name(operation))(**smallest(model.input_shape))
            error = caught.exception.response["Error"]
            self.assertEqual(error["Code"], "AccessDeniedException", operation)
            self.assertRegex(
                error["Message"],
                rf"^User: arn:aws:iam::\d{{12}}:user/stranger is not authorized to perform: swf:{operation} on resource",
            )

    def test_a_client_of_2012_with_a_key(self):
        """swf-spec.md 1.9 (recorded): only host, date and target are signed; that is enough."""
        for secret, domain, wanted in (
            (self.secret, "elsewhere", ("UnknownResourceFault", "Unknown domain: elsewhere")),
            (self.secret, "here", ("AccessDeniedException", None)),
            ("another", "elsewhere", ("InvalidSignatureException", None)),
        ):
            with self.subTest(wanted), self.assertRaises(Refused) as caught:
                OldClient(self.url, "stranger", secret).describe_domain(name=domain)
            code, message = caught.exception.args
            self.assertEqual((code, wanted[1] and message), wanted)

    def test_callers_that_are_not_known(self):
        """F16, W11, swf-spec.md 1.6 (statuses unconfirmed): no signature, half of one, a wrong one, an unknown key."""
        body = {"registrationStatus": "REGISTERED"}
        listed = CURRENT + "ListDomains"
        status, _, answer = post(self.url, body, listed)
        self.assertEqual(
            (status, json.loads(answer)["__type"].split("#")[1]), (400, "MissingAuthenticationTokenException")
        )
        half = {"Authorization": "AWS4-HMAC-SHA256 Credential=stranger/20260101/us-east-1/swf/aws4_request"}
        status, _, answer = post(self.url, body, listed, half)
        self.assertEqual((status, json.loads(answer)["__type"].split("#")[1]), (400, "IncompleteSignatureException"))
        for key, secret, code in (
            ("nobody", self.secret, "UnrecognizedClientException"),
            ("stranger", "another", "InvalidSignatureException"),
        ):
            swf = client(self.url, key=key, secret=secret)
            with self.assertRaises(swf.exceptions.ClientError) as caught:
                swf.list_domains(**body)
            self.assertEqual(caught.exception.response["Error"]["Code"], code)
