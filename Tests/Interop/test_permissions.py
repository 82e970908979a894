"""Decisions that may not be made: events with OPERATION_NOT_PERMITTED inside an answer of 200."""

import tally
from service import Case, attributes, decision, schedule, special

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
