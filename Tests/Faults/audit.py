"""Compares what a server holds with what its clients were told, and every history with the rules."""

import contextlib
import json
import pathlib
import sqlite3
import subprocess

from rig import Failure, Fault, expect, program
from script import CLOSES, DOMAIN, DONE, EFFECTS, NOT_DONE, STEP, attributes, history, outcomes


def runs(client):
    """Every run of the domain, with its description in the list and its events."""
    found = []
    for state in ("Open", "Closed"):
        token = None
        while True:
            more = {"nextPageToken": token} if token else {}
            page = client.call(
                f"List{state}WorkflowExecutions", domain=DOMAIN, startTimeFilter={"oldestDate": 0}, **more
            )
            for info in page["executionInfos"]:
                found.append((info, history(client.call, info["execution"])))
            token = page.get("nextPageToken")
            if not token:
                break
    return found


#: Which earlier event an attribute names, and of which types that may be.
REFERENCES = {
    ("DecisionTaskStarted", "scheduledEventId"): {"DecisionTaskScheduled"},
    ("DecisionTaskCompleted", "scheduledEventId"): {"DecisionTaskScheduled"},
    ("DecisionTaskCompleted", "startedEventId"): {"DecisionTaskStarted"},
    ("DecisionTaskTimedOut", "startedEventId"): {"DecisionTaskStarted"},
    ("ActivityTaskScheduled", "decisionTaskCompletedEventId"): {"DecisionTaskCompleted"},
    ("ActivityTaskStarted", "scheduledEventId"): {"ActivityTaskScheduled"},
    ("ActivityTaskCompleted", "scheduledEventId"): {"ActivityTaskScheduled"},
    ("ActivityTaskCompleted", "startedEventId"): {"ActivityTaskStarted"},
    ("ActivityTaskTimedOut", "scheduledEventId"): {"ActivityTaskScheduled"},
    ("TimerFired", "startedEventId"): {"TimerStarted"},
    ("ChildWorkflowExecutionStarted", "initiatedEventId"): {"StartChildWorkflowExecutionInitiated"},
    ("ChildWorkflowExecutionCompleted", "startedEventId"): {"ChildWorkflowExecutionStarted"},
    ("ExternalWorkflowExecutionSignaled", "initiatedEventId"): {"SignalExternalWorkflowExecutionInitiated"},
}

#: Of these there is at most one for each event that they name.
ONCE = [
    ({"DecisionTaskStarted"}, "scheduledEventId"),
    ({"DecisionTaskCompleted", "DecisionTaskTimedOut"}, "scheduledEventId"),
    ({"ActivityTaskStarted"}, "scheduledEventId"),
    ({"ActivityTaskCompleted", "ActivityTaskFailed", "ActivityTaskTimedOut", "ActivityTaskCanceled"}, "scheduledEventId"),
    ({"TimerFired", "TimerCanceled"}, "startedEventId"),
]


def lint(name, events):
    """The rules that a history keeps whatever happens (the linter of MartletTesting has all; these need no program)."""
    expect(
        [event["eventId"] for event in events] == list(range(1, len(events) + 1)),
        f"the events of {name} are not numbered without a gap: {[event['eventId'] for event in events]}",
    )
    kinds = {event["eventId"]: event["eventType"] for event in events}
    expect(kinds.get(1) == "WorkflowExecutionStarted", f"{name} does not begin with its start")
    seen = set()
    last = 0
    for event in events:
        expect(event["eventTimestamp"] >= last, f"event {event['eventId']} of {name} is earlier than the one before it")
        last = event["eventTimestamp"]
        values = attributes(event)
        for (kind, attribute), allowed in REFERENCES.items():
            if event["eventType"] == kind:
                named = values.get(attribute)
                expect(
                    named is not None and named < event["eventId"] and kinds.get(named) in allowed,
                    f"event {event['eventId']} of {name}, {kind}, names {named} as its {attribute}",
                )
        for kinds_once, attribute in ONCE:
            if event["eventType"] in kinds_once:
                key = (sorted(kinds_once)[0], values.get(attribute))
                expect(key not in seen, f"event {event['eventId']} of {name} is there twice: {event['eventType']}")
                seen.add(key)
        expect(
            event["eventType"] not in CLOSES or event["eventId"] == len(events),
            f"{name} goes on after its end, event {event['eventId']}",
        )
    for event in events:
        effect = EFFECTS.get(event["eventType"])
        if effect:
            count = outcomes(events, event["eventId"], *effect)
            expect(count <= 1, f"event {event['eventId']} of {name}, {event['eventType']}, had {count} outcomes")


def lint_by_program(client):
    """Every history by all rules of the linter that ships (`martlet lint`), where that is built beside the server."""
    linter = pathlib.Path(program()).with_name("martlet")
    if not linter.exists():
        return
    for info, events in runs(client):
        done = subprocess.run([linter, "lint", "-"], input=json.dumps(events), capture_output=True, text=True)
        name = info["execution"]["workflowId"]
        expect(done.returncode == 0, f"martlet lint says of {name}: {done.stdout}{done.stderr}")


def whole(name, events):
    """A batch of decisions is there with all that it did, or not at all; so are the events of a start."""
    expect(len(events) >= 2, f"{name} has a start and no decision task")
    expect(events[0]["eventTimestamp"] == events[1]["eventTimestamp"], f"the start of {name} is in two parts")


def compare(client, witness, final=False):
    """Holds a server against what clients were told. `final`: everything has come to its end."""
    if witness.registered.get("domain") != DONE:
        try:
            client.call("DescribeDomain", name=DOMAIN)
        except Fault:
            return 0
    for key, word in witness.registered.items():
        if word != DONE or key == "domain":
            continue
        kind = "Activity" if key == "Step" else "Workflow"
        field = "activityType" if key == "Step" else "workflowType"
        client.call(f"Describe{kind}Type", domain=DOMAIN, **{field: {"name": key, "version": "1"}})
    if witness.deprecated == DONE:
        status = client.call("DescribeActivityType", domain=DOMAIN, activityType=STEP)["typeInfo"]["status"]
        expect(status == "DEPRECATED", "the deprecation of the activity type was acknowledged, and is not there")
    arn = client.call("DescribeDomain", name=DOMAIN)["domainInfo"]["arn"]
    if witness.tagged == DONE:
        tags = client.call("ListTagsForResource", resourceArn=arn).get("tags")
        expect(tags == [{"key": "k", "value": "v"}], f"a tag was acknowledged, and the tags are {tags}")

    found = runs(client)
    names = [info["execution"]["workflowId"] for info, _ in found]
    expect(len(names) == len(set(names)), f"an execution was started twice: {sorted(names)}")
    by_name = {info["execution"]["workflowId"]: (info, events) for info, events in found}
    for info, events in found:
        name = info["execution"]["workflowId"]
        lint(name, events)
        whole(name, events)
        closed = events[-1]["eventType"] in CLOSES
        expect((info["executionStatus"] == "CLOSED") == closed, f"the list shows {name} as {info['executionStatus']}")
    for name, run in witness.starts.items():
        if run is not None:
            expect(name in by_name, f"the start of {name} was acknowledged, and is not there")
            expect(by_name[name][0]["execution"]["runId"] == run, f"{name} has another run than its start was told")
    for name, word in witness.closed.items():
        if word == DONE:
            expect(by_name[name][0]["executionStatus"] == "CLOSED", f"{name} was terminated, and is open")
    events = {(info["execution"]["workflowId"], info["execution"]["runId"]): events for info, events in found}

    def total(word, count, what):
        low = 1 if word == DONE else 0
        high = 0 if word == NOT_DONE else 1
        expect(low <= count <= high, f"{what}: the client was told '{word}', and it is there {count} times")

    for signal, (workflow_id, word) in witness.signals.items():
        total(word, sum(1 for _, all_events in found for event in all_events if named(event, "signalName") == signal), f"signal {signal} of {workflow_id}")
    for marker, (key, started, size, word) in witness.decisions.items():
        here = [event for event in events.get(key, []) if named(event, "markerName") == marker]
        total(word, len(here), f"the decisions {marker} of {key[0]}")
        for event in here:
            completed = attributes(event)["decisionTaskCompletedEventId"]
            batch = [other for other in events[key] if attributes(other).get("decisionTaskCompletedEventId") == completed]
            expect(len(batch) == size, f"of the {size} decisions of {marker} {len(batch)} are there")
            expect(
                attributes(events[key][completed - 1])["startedEventId"] == started,
                f"the decisions {marker} are those of another task",
            )
    for result, (key, started, word) in witness.results.items():
        here = [event for event in events.get(key, []) if named(event, "result") == result]
        total(word, len(here), f"the result {result} of {key[0]}")
        for event in here:
            expect(attributes(event)["startedEventId"] == started, f"the result {result} is that of another task")
    identities = {}
    for key, list_of_events in events.items():
        for event in list_of_events:
            if event["eventType"] in ("DecisionTaskStarted", "ActivityTaskStarted"):
                identities.setdefault(attributes(event).get("identity"), []).append((key, event["eventId"]))
    for (kind, identity), (word, key, started) in witness.polls.items():
        here = identities.get(identity, [])
        total(word, len(here), f"the hand-out to {identity}")
        if word == DONE:
            expect(here == [(key, started)], f"{identity} was given event {started} of {key[0]}, the store has {here}")
    if final:
        finished(client, by_name)
    return sum(len(list_of_events) for list_of_events in events.values())


def named(event, attribute):
    return attributes(event).get(attribute)


def finished(client, by_name):
    expect(set(by_name) == {"parent", "child", "other", "late"}, f"there are {sorted(by_name)}")
    for name, (info, events) in by_name.items():
        wanted = "TERMINATED" if name == "other" else "COMPLETED"
        expect(info.get("closeStatus") == wanted, f"{name} ended as {info.get('closeStatus')}")
        for event in events:
            if event["eventType"] in ("StartChildWorkflowExecutionInitiated", "SignalExternalWorkflowExecutionInitiated"):
                count = outcomes(events, event["eventId"], *EFFECTS[event["eventType"]])
                expect(count == 1, f"event {event['eventId']} of {name} had {count} outcomes")
    signals = [
        event for event in by_name["other"][1] if named(event, "signalName") == "from parent"
    ]
    expect(len(signals) == 1, f"the signal from parent to other is there {len(signals)} times")
    for kind in ("Decision", "Activity"):
        count = client.call(f"CountPending{kind}Tasks", domain=DOMAIN, taskList={"name": "busy"})["count"]
        expect(count == 0, f"{count} tasks wait when all is done")


def check_heartbeat(path, witness):
    """An acknowledged heartbeat is in the file. No answer shows it until its task runs out of time."""
    if witness.heartbeat is None or witness.heartbeat[3] != DONE:
        return
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = [bytes(row[0] or b"").decode() for row in database.execute("SELECT details FROM heartbeat")]
    expect(witness.heartbeat[2] in rows, f"the heartbeat {witness.heartbeat[2]} was acknowledged; the store has {rows}")


def check_file(path):
    """SQLite's own opinion of the file."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        result = database.execute("PRAGMA quick_check").fetchall()
    if result != [("ok",)]:
        raise Failure(f"quick_check says {result}")
