"""What the real service was recorded to write, held against what this one writes when the same is asked of it.

Each recorded history is read as a script: its starts, polls, answers, signals and decisions are sent here in its order,
and the history that comes of it must be the recorded one, byte for byte, but for run ids, times and one member that the
service has only written since about 2018 (E2).
"""

import json
import pathlib
import unittest

from service import CURRENT, Case
from tally import attributes_member

# Beside the repository, or in the folder above that of the repository's parent when this is a copy.
FOLDERS = [parent / "shared" / "histories" for parent in pathlib.Path(__file__).resolve().parents]
FOLDER = next((folder for folder in FOLDERS if folder.is_dir()), None)

# The decision that each event is written for, and the members that it does not share with it.
DECISIONS = {
    "ActivityTaskScheduled": "ScheduleActivityTask",
    "MarkerRecorded": "RecordMarker",
    "TimerStarted": "StartTimer",
    "TimerCanceled": "CancelTimer",
    "ActivityTaskCancelRequested": "RequestCancelActivityTask",
    "WorkflowExecutionCompleted": "CompleteWorkflowExecution",
    "WorkflowExecutionFailed": "FailWorkflowExecution",
    "WorkflowExecutionCanceled": "CancelWorkflowExecution",
}


def attributes(event):
    return event[attributes_member(event["eventType"])]


@unittest.skipUnless(FOLDER, "the replay of recorded histories, for ../shared/histories is not there")
class RecordedTests(Case):
    def decisions(self, events, completed):
        """The decisions that one completed task was answered with."""
        found = []
        for event in events:
            fields = dict(attributes(event))
            if fields.pop("decisionTaskCompletedEventId", None) == completed["eventId"]:
                kind = DECISIONS[event["eventType"]]
                found.append({"decisionType": kind, attributes_member(kind, "DecisionAttributes"): fields})
        return found

    def replay(self, record):
        """Asks of the server what was asked of the real one, and returns the run."""
        events = record["events"]
        swf, domain = self.swf, self.domain
        start = dict(attributes(events[0]))
        start.pop("parentInitiatedEventId")
        named = {"domain": domain, "workflowId": record["workflowId"]}
        swf.register_workflow_type(domain=domain, **start["workflowType"])
        run = {"workflowId": record["workflowId"]}
        # Not through the SDK: it would not send the null among the tags that a client of 2016 sent (W7).
        status, _, answer = self.post({**named, **start}, CURRENT + "StartWorkflowExecution")
        self.assertEqual(status, 200, answer)
        run["runId"] = json.loads(answer)["runId"]
        polls = {"domain": domain, "taskList": start["taskList"]}
        types = set()
        for event in events:
            if event["eventType"] == "ActivityTaskScheduled":
                types.add(tuple(attributes(event)["activityType"].items()))
        for kind in types:
            swf.register_activity_type(domain=domain, **dict(kind))
        tokens, previous = {}, 0
        for event in events[2:]:
            fields = dict(attributes(event))
            kind = event["eventType"]
            if kind == "DecisionTaskStarted":
                # The queued task is only handed out when the one before is answered, as recorded.
                task = swf.poll_for_decision_task(**polls, identity=fields["identity"])
                self.assertEqual(task["startedEventId"], event["eventId"])
                self.assertEqual(task["previousStartedEventId"], previous)
                self.assertEqual(task["workflowExecution"], run)
                self.assertEqual([seen["eventId"] for seen in task["events"]], list(range(1, event["eventId"] + 1)))
                tokens[event["eventId"]] = task["taskToken"]
            elif kind == "DecisionTaskCompleted":
                context = {"executionContext": fields["executionContext"]} if "executionContext" in fields else {}
                swf.respond_decision_task_completed(
                    taskToken=tokens[fields["startedEventId"]], decisions=self.decisions(events, event), **context
                )
                previous = fields["startedEventId"]
            elif kind == "ActivityTaskStarted":
                task = swf.poll_for_activity_task(**polls, identity=fields["identity"])
                scheduled = attributes(events[fields["scheduledEventId"] - 1])
                self.assertEqual(
                    {name: task.get(name) for name in ("activityId", "activityType", "input", "startedEventId")},
                    {
                        **{name: scheduled.get(name) for name in ("activityId", "activityType", "input")},
                        "startedEventId": event["eventId"],
                    },
                )
                tokens[event["eventId"]] = task["taskToken"]
            elif kind in ("ActivityTaskCompleted", "ActivityTaskFailed"):
                fields.pop("scheduledEventId")
                answer = {
                    "ActivityTaskCompleted": swf.respond_activity_task_completed,
                    "ActivityTaskFailed": swf.respond_activity_task_failed,
                }[kind]
                answer(taskToken=tokens[fields.pop("startedEventId")], **fields)
            elif kind == "WorkflowExecutionSignaled":
                fields.pop("externalInitiatedEventId")
                swf.signal_workflow_execution(**named, **fields)
            elif kind == "WorkflowExecutionCancelRequested":
                swf.request_cancel_workflow_execution(**named)
            elif kind == "TimerFired":
                self.wait_until(lambda number=event["eventId"]: len(self.types(run)) >= number, "the timer's end")
            elif kind != "DecisionTaskScheduled" and kind not in DECISIONS:
                self.fail(f"nobody knows how to bring {kind} about")
        return run

    @staticmethod
    def normal(events, is_record):
        """Events without what differs by nature: times; and E2, the member that older recordings lack."""
        normal = json.loads(json.dumps(events))
        for event in normal:
            event["eventTimestamp"] = 0
            if is_record and event["eventType"] == "DecisionTaskScheduled":
                attributes(event).setdefault("scheduleToStartTimeout", "NONE")
            # The one deliberate deviation (docs/CONFORMANCE.md): the service gives a null among tags back (W7), here it
            # is passed over, for a list of texts that holds none breaks clients in typed languages.
            if is_record and attributes(event).get("tagList") == [None]:
                del attributes(event)["tagList"]
        return normal

    def compare(self, name):
        record = json.loads((FOLDER / name).read_text())
        run = self.replay(record)
        _, _, body = self.post({"domain": self.domain, "execution": run}, CURRENT + "GetWorkflowExecutionHistory")
        ours = json.loads(body)["events"]
        # Not through the SDK: what is absent, zero, empty or a number must be so on the wire.
        self.assertEqual(self.normal(ours, False), self.normal(record["events"], True))
        for index in range(1, len(ours)):
            if record["events"][index]["eventTimestamp"] == record["events"][index - 1]["eventTimestamp"]:
                self.assertEqual(ours[index]["eventTimestamp"], ours[index - 1]["eventTimestamp"], f"event {index + 1}")
        detail = self.describe(run)
        self.assertEqual(detail["executionInfo"]["executionStatus"], "CLOSED")
        self.assertIs(detail["executionInfo"]["cancelRequested"], False)
        self.assertEqual(
            detail["executionInfo"]["closeStatus"],
            record["events"][-1]["eventType"].removeprefix("WorkflowExecution").upper(),
        )

    def test_there_is_a_test_for_each(self):
        """E13: the ten recordings of 2016 to 2023 that are at hand, none left out."""
        tests = {name.removeprefix("test_replay_") for name in dir(self) if name.startswith("test_replay_")}
        self.assertEqual(tests, {path.stem for path in FOLDER.glob("*.json")})


def _add(name, rule):
    def test(self):
        self.compare(name + ".json")

    test.__doc__ = rule
    setattr(RecordedTests, "test_replay_" + name, test)


_add("cancel_requested", "D3, E10, S9 (2017): canceled with an activity open; nothing is written for it.")
_add("chain_send_result", "S1, S2, S5, E4, E5 (2017): one activity after the other.")
_add("failing_activity_input", "E2, E5 (2023): failed by the first decision, with a long details text.")
_add("failing_activity_output", "S5, E2 (2023): a failed activity, with reason and details.")
_add("failing_workflow_input", "E2, E3 (2023): failed by the first decision.")
_add("simpleflow_activity_rerun", "E4, W7 (2016): a client that sends a null among its tags is not refused.")
_add("simpleflow_idempotent", "S2, S5 (2016): the same activity twice, under other ids.")
_add("unrequested_signal", "S4, E10 (2017): an activity's end while a decider works gets its decision task at once.")
_add("with_replays", "T2, E6, E7, S6 (2017): markers with and without details; timers of zero seconds.")
_add("without_replays", "T2, E5, E6, S6 (2017): three markers and a timer in one batch.")
