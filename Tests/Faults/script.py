"""One scripted run: clients that go through it to its end, repeating what got no answer, and what they were told.

It has a bit of everything that is written: registrations, starts, decisions with activities, a child, a timer, a signal to
another execution, heartbeats, a poll that waits, a termination, a deprecation, a tag. Every poll has an identity, every
signal, marker and result a name of its own, so that a history shows which attempt it came from.
"""

import threading
import time

from rig import Failure, Fault, Lost, expect

DOMAIN = "Faults"
LIST = {"name": "busy"}
IDLE = {"name": "idle"}
STEP = {"name": "Step", "version": "1"}

#: An attempt that was answered with success.
DONE = "done"
#: One that may or may not have been done.
UNKNOWN = "unknown"
#: One that the service said it had not done.
NOT_DONE = "not done"


def plain(code):
    """A fault's code without its ending, which differs between faults."""
    return code.removesuffix("Fault").removesuffix("Exception")


class Witness:
    """What clients were told."""

    def __init__(self):
        self.registered = {}
        self.starts = {}
        self.signals = {}
        self.decisions = {}
        self.results = {}
        self.polls = {}
        self.tokens = {}
        self.closed = {}
        self.deprecated = UNKNOWN
        self.tagged = UNKNOWN
        self.heartbeat = None
        self.acknowledged = 0


class Script:
    """The clients. `trouble(fault)` is called when a call was not answered (None) or refused for the server's sake."""

    #: How many seconds something may take that the server does by itself, or an execution to its end.
    patience = 30

    def __init__(self, client, trouble=None, task_seconds=2):
        self.client = client
        self.trouble = trouble or self._no_trouble
        self.task_seconds = str(task_seconds)
        self.witness = Witness()
        self.counter = 0
        #: Called with the name of the step before each mutating call.
        self.before = lambda step: None
        #: Called again and again while something is waited for.
        self.waiting = lambda: None

    @staticmethod
    def _no_trouble(fault):
        raise Failure(f"a call was not answered, or refused: {fault}")

    def number(self):
        self.counter += 1
        return self.counter

    # One call.

    def mutate(self, action, note, already=(), client=None, **body):
        """Sends a call until it is done. `note(word, answer)` takes down what became of each attempt.

        A body's values may be functions: they are asked anew for each attempt. Returns the answer, or None when a
        repeated call was refused because the first was heard.
        """
        in_doubt = False
        while True:
            self.before(action)
            sent = {name: value() if callable(value) else value for name, value in body.items()}
            try:
                answer = (client or self.client).call(action, **sent)
            except Lost:
                note(UNKNOWN, sent, None)
                in_doubt = True
                self.trouble(None)
            except Fault as fault:
                code = plain(fault.code)
                if code in already and in_doubt:
                    return None
                if code == "UnknownResource" and "UnknownResource" in already:
                    # The task ran out of time meanwhile: it was not done.
                    note(NOT_DONE, sent, None)
                    return None
                if fault.status < 500:
                    raise Failure(f"{action} was refused: {fault}") from None
                word = NOT_DONE if fault.status == 503 else UNKNOWN
                note(word, sent, None)
                in_doubt = in_doubt or word == UNKNOWN
                self.trouble(fault)
            else:
                note(DONE, sent, answer)
                self.witness.acknowledged += 1
                return answer

    def read(self, action, **body):
        while True:
            try:
                return self.client.call(action, **body)
            except Lost:
                self.trouble(None)
            except Fault as fault:
                if fault.status < 500:
                    raise
                self.trouble(fault)

    # Words.

    def register(self, action, key, **body):
        def note(word, sent, answer):
            self.witness.registered[key] = DONE if word == DONE else self.witness.registered.get(key, word)

        answer = self.mutate(action, note, already=("DomainAlreadyExists", "TypeAlreadyExists"), **body)
        if answer is None:
            self.witness.registered[key] = DONE

    def start(self, workflow_id, kind, **more):
        def note(word, sent, answer):
            if word == DONE:
                self.witness.starts[workflow_id] = answer["runId"]
            else:
                self.witness.starts.setdefault(workflow_id, None)

        self.mutate(
            "StartWorkflowExecution",
            note,
            already=("WorkflowExecutionAlreadyStarted",),
            domain=DOMAIN,
            workflowId=workflow_id,
            workflowType={"name": kind, "version": "1"},
            **more,
        )
        return workflow_id

    def signal(self, workflow_id):
        def note(word, sent, answer):
            self.witness.signals[sent["signalName"]] = (workflow_id, word)

        self.mutate(
            "SignalWorkflowExecution",
            note,
            domain=DOMAIN,
            workflowId=workflow_id,
            signalName=lambda: f"s{self.number()}",
            input="x" * 200,
        )

    def poll(self, kind, client=None, trouble=None):
        """One poll. Returns None when its answer was lost: the task then comes again when its time has run out."""
        answers = []

        def note(word, sent, answer):
            answers.append(word)
            if word == DONE and "taskToken" not in answer:
                return
            key = (kind, sent["identity"])
            if word != DONE:
                self.witness.polls[key] = (word, None, None)
                return
            run = answer["workflowExecution"]
            self.witness.polls[key] = (word, (run["workflowId"], run["runId"]), answer["startedEventId"])
            token = answer["taskToken"]
            expect(token not in self.witness.tokens, f"the task of {run['workflowId']} was handed out twice")
            self.witness.tokens[token] = sent["identity"]

        action = f"PollFor{kind}Task"
        body = {"domain": DOMAIN, "taskList": LIST, "identity": lambda: f"{kind}-{self.number()}"}
        sent = {name: value() if callable(value) else value for name, value in body.items()}
        self.before(action)
        try:
            answer = (client or self.client).call(action, **sent)
        except Lost:
            note(UNKNOWN, sent, None)
            (trouble or self.trouble)(None)
            return None
        except Fault as fault:
            if fault.status < 500:
                raise Failure(f"{action} was refused: {fault}") from None
            note(NOT_DONE if fault.status == 503 else UNKNOWN, sent, None)
            (trouble or self.trouble)(fault)
            return None
        note(DONE, sent, answer)
        if "taskToken" not in answer:
            return None
        self.witness.acknowledged += 1
        while answer.get("nextPageToken"):
            page = self.read(
                action, domain=DOMAIN, taskList=LIST, identity=sent["identity"], nextPageToken=answer["nextPageToken"]
            )
            answer["events"] += page["events"]
            answer["nextPageToken"] = page.get("nextPageToken")
        return answer

    # The decider and the worker.

    def decide(self, task):
        decisions = decisions_for(task, self.task_seconds)

        def note(word, sent, answer):
            marker = sent["decisions"][0]["recordMarkerDecisionAttributes"]["markerName"]
            run = task["workflowExecution"]
            key = (run["workflowId"], run["runId"])
            self.witness.decisions[marker] = (key, task["startedEventId"], len(sent["decisions"]), word)

        def body():
            name = f"m{self.number()}"
            return [decision("RecordMarker", markerName=name), *decisions]

        self.mutate(
            "RespondDecisionTaskCompleted",
            note,
            already=("UnknownResource",),
            taskToken=task["taskToken"],
            decisions=body,
        )

    def work(self, task):
        run = task["workflowExecution"]
        key = (run["workflowId"], run["runId"])

        def note_beat(word, sent, answer):
            if word != NOT_DONE:
                self.witness.heartbeat = (key, task["startedEventId"], sent["details"], word)

        beat = self.mutate(
            "RecordActivityTaskHeartbeat",
            note_beat,
            already=("UnknownResource",),
            taskToken=task["taskToken"],
            details=lambda: f"h{self.number()}",
        )
        if beat is None:
            return

        def note(word, sent, answer):
            self.witness.heartbeat = None
            self.witness.results[sent["result"]] = (key, task["startedEventId"], word)

        self.mutate(
            "RespondActivityTaskCompleted",
            note,
            already=("UnknownResource",),
            taskToken=task["taskToken"],
            result=lambda: f"r{self.number()}",
        )

    def pending(self, kind):
        return self.read(f"CountPending{kind}Tasks", domain=DOMAIN, taskList=LIST)["count"]

    def events(self, workflow_id, run_id):
        execution = {"workflowId": workflow_id, "runId": run_id}
        return history(self.read, execution)

    def run_of(self, workflow_id):
        """The run id of an execution: what its start answered, or what a list shows when that answer was lost."""
        known = self.witness.starts.get(workflow_id)
        if known:
            return known
        for state in ("Open", "Closed"):
            found = self.read(
                f"List{state}WorkflowExecutions",
                domain=DOMAIN,
                startTimeFilter={"oldestDate": 0},
                executionFilter={"workflowId": workflow_id},
            )["executionInfos"]
            if found:
                return found[0]["execution"]["runId"]
        raise Failure(f"{workflow_id} was started, and is not there")

    # The run.

    def prepare(self):
        self.register("RegisterDomain", "domain", name=DOMAIN, workflowExecutionRetentionPeriodInDays="1")
        for kind in ("Parent", "Child"):
            self.register(
                "RegisterWorkflowType",
                kind,
                domain=DOMAIN,
                name=kind,
                version="1",
                defaultTaskList=LIST,
                defaultChildPolicy="TERMINATE",
                defaultExecutionStartToCloseTimeout="3600",
                defaultTaskStartToCloseTimeout=self.task_seconds,
            )
        self.register(
            "RegisterActivityType",
            "Step",
            domain=DOMAIN,
            name="Step",
            version="1",
            defaultTaskList=LIST,
            defaultTaskHeartbeatTimeout="NONE",
            defaultTaskScheduleToCloseTimeout="NONE",
            defaultTaskScheduleToStartTimeout="NONE",
            defaultTaskStartToCloseTimeout=self.task_seconds,
        )

    def step(self):
        """One task, if one waits. Returns whether there was one."""
        if self.pending("Decision"):
            task = self.poll("Decision")
            if task:
                self.decide(task)
                self.settle(task)
            return True
        if self.pending("Activity"):
            task = self.poll("Activity")
            if task:
                self.work(task)
            return True
        return False

    def settle(self, task):
        """Waits for what the server does by itself: children, signals, timers that are due at once."""
        run = task["workflowExecution"]
        if task["workflowType"]["name"] != "Parent":
            return
        deadline = time.monotonic() + self.patience / 2
        while True:
            events = self.events(run["workflowId"], run["runId"])
            waits = unsettled(events)
            if not waits or is_closed(events):
                return
            expect(time.monotonic() < deadline, f"{waits[0]} of {run['workflowId']} had no effect")
            self.waiting()
            time.sleep(0.01)

    def finish(self, workflow_id):
        """Goes on until an execution is closed."""
        deadline = time.monotonic() + self.patience
        while True:
            if not self.step():
                if is_closed(self.events(workflow_id, self.run_of(workflow_id))):
                    return
                self.waiting()
                time.sleep(0.02)
            expect(time.monotonic() < deadline, f"{workflow_id} did not come to its end within {self.patience} s")

    def run(self):
        self.prepare()
        self.start("other", "Child", tagList=["a"], taskList=IDLE)
        self.start("parent", "Parent", input="y" * 300)
        self.signal("parent")
        self.finish("parent")
        self.parked()
        self.endings()

    def parked(self):
        """A poll that waits when the execution is started: the hand-out shares the commit of the start."""
        found = []
        client = type(self.client)(self.client.port)

        def wait():
            try:
                # What goes wrong on the poll's side is met again by the calls after it.
                found.append(self.poll("Decision", client, trouble=lambda fault: None))
            except Failure as failure:
                found.append(failure)

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        time.sleep(0.03)
        self.start("late", "Child")
        thread.join(15)
        client.close()
        if found and isinstance(found[0], Failure):
            raise found[0]
        if found and found[0]:
            self.decide(found[0])
        self.finish("late")

    def endings(self):
        def note(word, sent, answer):
            self.witness.closed["other"] = DONE if word == DONE else self.witness.closed.get("other", word)

        def tagged(word, sent, answer):
            self.witness.tagged = word

        def deprecated(word, sent, answer):
            self.witness.deprecated = word

        self.signal("other")
        self.mutate(
            "RequestCancelWorkflowExecution",
            lambda word, sent, answer: None,
            domain=DOMAIN,
            workflowId="other",
        )
        self.mutate(
            "TerminateWorkflowExecution",
            note,
            already=("UnknownResource",),
            domain=DOMAIN,
            workflowId="other",
            reason="enough",
        )
        self.mutate(
            "DeprecateActivityType", deprecated, already=("TypeDeprecated",), domain=DOMAIN, activityType=STEP
        )
        arn = self.read("DescribeDomain", name=DOMAIN)["domainInfo"]["arn"]
        self.mutate("TagResource", tagged, resourceArn=arn, tags=[{"key": "k", "value": "v"}])


def decision(kind, **attributes):
    return {"decisionType": kind, kind[0].lower() + kind[1:] + "DecisionAttributes": attributes}


def attributes(event):
    name = event["eventType"]
    return event[name[0].lower() + name[1:] + "EventAttributes"]


def decisions_for(task, task_seconds):
    """What comes next, from the history alone; the marker is added by whoever sends it."""
    events = task["events"]
    kind = task["workflowType"]["name"]
    if kind != "Parent":
        return [decision("CompleteWorkflowExecution", result="child")]
    count = {}
    for event in events:
        count[event["eventType"]] = count.get(event["eventType"], 0) + 1

    def had(name):
        return count.get(name, 0)

    def schedule(name):
        return decision("ScheduleActivityTask", activityId=name, activityType=STEP, input="z" * 100)

    failed = had("ActivityTaskTimedOut")
    open_activities = had("ActivityTaskScheduled") - had("ActivityTaskCompleted") - failed
    if open_activities:
        return []
    if not had("StartChildWorkflowExecutionInitiated"):
        child = decision(
            "StartChildWorkflowExecution", workflowId="child", workflowType={"name": "Child", "version": "1"}
        )
        return [schedule("a1"), child]
    if had("ActivityTaskCompleted") == 0:
        return [schedule(f"a1-{failed}")]
    if not had("ChildWorkflowExecutionCompleted"):
        return []
    if not had("TimerStarted"):
        signal = decision("SignalExternalWorkflowExecution", workflowId="other", signalName="from parent")
        return [decision("StartTimer", timerId="t", startToFireTimeout="0"), signal]
    if not had("TimerFired") or not had("ExternalWorkflowExecutionSignaled"):
        return []
    if had("ActivityTaskCompleted") == 1:
        return [schedule(f"a2-{failed}")]
    return [decision("CompleteWorkflowExecution", result="parent")]


#: What is begun, the attribute under which its outcomes name it, and the outcomes.
EFFECTS = {
    "StartChildWorkflowExecutionInitiated": (
        "initiatedEventId",
        ("ChildWorkflowExecutionStarted", "StartChildWorkflowExecutionFailed"),
    ),
    "SignalExternalWorkflowExecutionInitiated": (
        "initiatedEventId",
        ("ExternalWorkflowExecutionSignaled", "SignalExternalWorkflowExecutionFailed"),
    ),
    "TimerStarted": ("startedEventId", ("TimerFired", "TimerCanceled")),
}


def unsettled(events):
    """What was begun and had no outcome yet."""
    waits = []
    for event in events:
        effect = EFFECTS.get(event["eventType"])
        if effect and outcomes(events, event["eventId"], *effect) == 0:
            waits.append(event["eventType"])
    return waits


def outcomes(events, event_id, name, kinds):
    return sum(1 for event in events if event["eventType"] in kinds and attributes(event).get(name) == event_id)


CLOSES = {
    "WorkflowExecutionCompleted",
    "WorkflowExecutionFailed",
    "WorkflowExecutionCanceled",
    "WorkflowExecutionTerminated",
    "WorkflowExecutionTimedOut",
    "WorkflowExecutionContinuedAsNew",
}


def is_closed(events):
    return events[-1]["eventType"] in CLOSES


def history(read, execution):
    """All events of an execution; `read` sends a call."""
    events, token = [], None
    while True:
        more = {"nextPageToken": token} if token else {}
        page = read("GetWorkflowExecutionHistory", domain=DOMAIN, execution=execution, **more)
        events += page["events"]
        token = page.get("nextPageToken")
        if not token:
            return events
