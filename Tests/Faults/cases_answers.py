"""Answers that are lost after the commit, with the client sending the call again.

For each action that writes: the repeated call answers as the service would, and nothing is there twice. The service takes
a repeated signal and a repeated cancel request for a second one (swf-spec.md 2.4.22, 2.4.23), so those are told apart.
"""

import json
import os
import pathlib
import subprocess
import time

from proxy import Proxy
from rig import Fault, LeftOut, Lost, Server, expect, folder, program
from script import DOMAIN, LIST, STEP, attributes, decision, history

KIND = {"name": "Child", "version": "1"}


class Scene:
    """A server with a domain, types, and what an action needs."""

    def __init__(self, place, plant=None):
        self.server = Server(place, plant)
        self.server.start()
        self.swf = self.server.client()
        self.call("RegisterDomain", name=DOMAIN, workflowExecutionRetentionPeriodInDays="1")
        self.call(
            "RegisterWorkflowType",
            domain=DOMAIN,
            **KIND,
            defaultTaskList=LIST,
            defaultChildPolicy="TERMINATE",
            defaultExecutionStartToCloseTimeout="3600",
            defaultTaskStartToCloseTimeout="60",
        )
        self.call(
            "RegisterActivityType",
            domain=DOMAIN,
            **STEP,
            defaultTaskList=LIST,
            defaultTaskHeartbeatTimeout="NONE",
            defaultTaskScheduleToCloseTimeout="NONE",
            defaultTaskScheduleToStartTimeout="NONE",
            defaultTaskStartToCloseTimeout="60",
        )
        self.run = None

    def call(self, action, **body):
        return self.swf.call(action, **body)

    def start(self):
        run = self.call("StartWorkflowExecution", domain=DOMAIN, workflowId="w", workflowType=KIND)["runId"]
        self.run = {"workflowId": "w", "runId": run}

    def decision_task(self):
        self.start()
        return self.call("PollForDecisionTask", domain=DOMAIN, taskList=LIST, identity="first")["taskToken"]

    def scheduled(self):
        token = self.decision_task()
        schedule = decision("ScheduleActivityTask", activityId="a", activityType=STEP)
        self.call("RespondDecisionTaskCompleted", taskToken=token, decisions=[schedule])

    def activity_task(self, canceled=False):
        self.scheduled()
        token = self.call("PollForActivityTask", domain=DOMAIN, taskList=LIST, identity="first")["taskToken"]
        if canceled:
            self.call("SignalWorkflowExecution", domain=DOMAIN, workflowId="w", signalName="look")
            decider = self.call("PollForDecisionTask", domain=DOMAIN, taskList=LIST)["taskToken"]
            cancel = decision("RequestCancelActivityTask", activityId="a")
            self.call("RespondDecisionTaskCompleted", taskToken=decider, decisions=[cancel])
        return token

    def arn(self):
        return self.call("DescribeDomain", name=DOMAIN)["domainInfo"]["arn"]

    def deprecated(self, action, **what):
        self.call(action, domain=DOMAIN, **what)
        return {"domain": DOMAIN, **what}

    def picture(self):
        """All that can be seen, to tell whether a repeated call changed it."""
        seen = {"domains": [], "types": [], "runs": []}
        for status in ("REGISTERED", "DEPRECATED"):
            seen["domains"] += self.call("ListDomains", registrationStatus=status)["domainInfos"]
            for kind in ("Workflow", "Activity"):
                seen["types"] += self.call(f"List{kind}Types", domain=DOMAIN, registrationStatus=status)["typeInfos"]
        seen["tags"] = self.call("ListTagsForResource", resourceArn=self.arn())
        for state in ("Open", "Closed"):
            infos = self.call(f"List{state}WorkflowExecutions", domain=DOMAIN, startTimeFilter={"oldestDate": 0})
            for info in infos["executionInfos"]:
                seen["runs"].append((info, history(self.call, info["execution"])))
        for kind in ("Decision", "Activity"):
            seen[kind] = self.call(f"CountPending{kind}Tasks", domain=DOMAIN, taskList=LIST)["count"]
        return seen


NEW = {"domain": DOMAIN, "name": "New", "version": "1"}

#: For each action: what it needs and is called with, and the fault that answers the repeated call (None: success).
ACTIONS = {
    "RegisterDomain": (
        lambda scene: {"name": "New", "workflowExecutionRetentionPeriodInDays": "1"},
        "DomainAlreadyExistsFault",
    ),
    "DeprecateDomain": (lambda scene: {"name": DOMAIN}, "DomainDeprecatedFault"),
    "UndeprecateDomain": (
        lambda scene: scene.call("DeprecateDomain", name=DOMAIN) and None or {"name": DOMAIN},
        "DomainAlreadyExistsFault",
    ),
    "RegisterWorkflowType": (lambda scene: NEW, "TypeAlreadyExistsFault"),
    "RegisterActivityType": (lambda scene: NEW, "TypeAlreadyExistsFault"),
    "DeprecateWorkflowType": (lambda scene: {"domain": DOMAIN, "workflowType": KIND}, "TypeDeprecatedFault"),
    "DeprecateActivityType": (lambda scene: {"domain": DOMAIN, "activityType": STEP}, "TypeDeprecatedFault"),
    "UndeprecateWorkflowType": (
        lambda scene: scene.deprecated("DeprecateWorkflowType", workflowType=KIND),
        "TypeAlreadyExistsFault",
    ),
    "UndeprecateActivityType": (
        lambda scene: scene.deprecated("DeprecateActivityType", activityType=STEP),
        "TypeAlreadyExistsFault",
    ),
    "DeleteWorkflowType": (
        lambda scene: scene.deprecated("DeprecateWorkflowType", workflowType=KIND),
        "UnknownResourceFault",
    ),
    "DeleteActivityType": (
        lambda scene: scene.deprecated("DeprecateActivityType", activityType=STEP),
        "UnknownResourceFault",
    ),
    "TagResource": (lambda scene: {"resourceArn": scene.arn(), "tags": [{"key": "k", "value": "v"}]}, None),
    "UntagResource": (
        lambda scene: scene.call("TagResource", resourceArn=scene.arn(), tags=[{"key": "k", "value": "v"}]) and None
        or {"resourceArn": scene.arn(), "tagKeys": ["k"]},
        None,
    ),
    "StartWorkflowExecution": (
        lambda scene: {"domain": DOMAIN, "workflowId": "w", "workflowType": KIND},
        "WorkflowExecutionAlreadyStartedFault",
    ),
    "SignalWorkflowExecution": (
        lambda scene: scene.start() or {"domain": DOMAIN, "workflowId": "w", "signalName": "s"},
        None,
    ),
    "RequestCancelWorkflowExecution": (lambda scene: scene.start() or {"domain": DOMAIN, "workflowId": "w"}, None),
    "TerminateWorkflowExecution": (
        lambda scene: scene.start() or {"domain": DOMAIN, "workflowId": "w"},
        "UnknownResourceFault",
    ),
    "RespondDecisionTaskCompleted": (
        lambda scene: {
            "taskToken": scene.decision_task(),
            "decisions": [decision("RecordMarker", markerName="m"), decision("StartTimer", timerId="t", startToFireTimeout="60")],
        },
        "UnknownResourceFault",
    ),
    "RespondActivityTaskCompleted": (lambda scene: {"taskToken": scene.activity_task(), "result": "r"}, "UnknownResourceFault"),
    "RespondActivityTaskFailed": (lambda scene: {"taskToken": scene.activity_task(), "reason": "r"}, "UnknownResourceFault"),
    "RespondActivityTaskCanceled": (lambda scene: {"taskToken": scene.activity_task(canceled=True)}, "UnknownResourceFault"),
    "RecordActivityTaskHeartbeat": (lambda scene: {"taskToken": scene.activity_task(), "details": "d"}, None),
}

#: The service takes a second one for what it says.
TAKEN_TWICE = {"SignalWorkflowExecution": "WorkflowExecutionSignaled", "RequestCancelWorkflowExecution": "WorkflowExecutionCancelRequested"}

#: Actions whose answer is a task.
POLLS = ("PollForDecisionTask", "PollForActivityTask")


def dropped(action, plant=None):
    """The answer to an action is lost, and the call is sent again."""
    with folder() as place:
        scene = Scene(place, plant)
        try:
            if action in POLLS:
                return lost_task(scene, action)
            prepare, wanted = ACTIONS[action]
            body = prepare(scene)
            proxy = Proxy(scene.server.port, lambda name, number: name == action and number == 1)
            caller = type(scene.swf)(proxy.port)
            before = scene.picture()
            try:
                caller.call(action, **body)
                expect(False, "the answer was to be lost")
            except Lost:
                pass
            expect(len(proxy.dropped) == 1 and b" 200 " in proxy.dropped[0][1].split(b"\r\n")[0], "the call was not done")
            once = scene.picture()
            if action not in ("RecordActivityTaskHeartbeat",):
                expect(once != before, f"{action} was answered and changed nothing")
            answered = None
            try:
                caller.call(action, **body)
            except Fault as fault:
                answered = fault.code
            expect(answered == wanted, f"the repeated {action} was answered with {answered or 'success'}, not {wanted or 'success'}")
            twice = scene.picture()
            if action in TAKEN_TWICE:
                events = twice["runs"][0][1]
                count = sum(1 for event in events if event["eventType"] == TAKEN_TWICE[action])
                expect(count == 2, f"of two {action} the history shows {count}")
            else:
                expect(twice == once, f"the repeated {action} changed something: {difference(once, twice)}")
            proxy.close()
            survives(scene, twice)
        finally:
            scene.server.kill()


def survives(scene, picture):
    """A kill changes nothing of what can be seen."""
    scene.server.kill()
    scene.server.start()
    scene.swf = scene.server.client()
    expect(scene.picture() == picture, f"after a kill it looks otherwise: {difference(picture, scene.picture())}")


def difference(one, two):
    return "; ".join(f"{key}: {str(one[key])[:300]} and {str(two[key])[:300]}" for key in one if one[key] != two[key])


def lost_task(scene, action):
    """A task whose hand-out was lost is out: nobody else has it until its time has run out."""
    kind = action.removeprefix("PollFor").removesuffix("Task")
    if kind == "Decision":
        scene.start()
    else:
        scene.scheduled()
    proxy = Proxy(scene.server.port, lambda name, number: number == 1)
    caller = type(scene.swf)(proxy.port, timeout=1)
    body = {"domain": DOMAIN, "taskList": LIST, "identity": "first"}
    for what in ("lost", "out"):
        try:
            caller.call(action, **body)
            expect(False, f"the task was {what}, and was handed out all the same")
        except Lost:
            pass
    started = [
        event for event in history(scene.call, scene.run) if event["eventType"] == f"{kind}TaskStarted"
        and attributes(event).get("identity") == "first"
    ]
    expect(len(started) == 1, f"the history shows {len(started)} hand-outs")
    proxy.close()


def boto3_repeats(plant=None):
    """boto3 sends calls again by itself: its users see the service's fault for a repeated call, and nothing is doubled."""
    try:
        import boto3
        from botocore.config import Config
        from botocore.exceptions import ClientError
    except ImportError:
        raise LeftOut("boto3 over lost answers, because it is not installed") from None
    results = {}
    for action in ACTIONS:
        with folder() as place:
            scene = Scene(place, plant)
            try:
                prepare, wanted = ACTIONS[action]
                body = prepare(scene)
                proxy = Proxy(scene.server.port, lambda name, number: name == action and number == 1)
                swf = boto3.client(
                    "swf",
                    endpoint_url=proxy.url,
                    region_name="us-east-1",
                    aws_access_key_id="test",
                    aws_secret_access_key="test",
                    config=Config(retries={"mode": "standard", "total_max_attempts": 3}, read_timeout=70),
                )
                method = "".join("_" + letter.lower() if letter.isupper() else letter for letter in action).lstrip("_")
                answered = None
                try:
                    getattr(swf, method)(**body)
                except ClientError as error:
                    answered = error.response["Error"]["Code"]
                expect(proxy.counts.get(action) == 2, f"boto3 sent {action} {proxy.counts.get(action)} times")
                expect(answered == wanted, f"boto3's {action} came back with {answered or 'success'}, not {wanted or 'success'}")
                picture = scene.picture()
                runs = [info["execution"] for info, _ in picture["runs"]]
                expect(len(runs) <= 1, f"{action} through boto3 made {len(runs)} executions")
                results[action] = answered
                proxy.close()
            finally:
                scene.server.kill()
    return f"{len(results)} actions through boto3"


def our_clients(plant=None):
    """Our own starter, decider and worker over a line that loses every third answer but those to polls.

    The execution comes to its end, its start is there once, and each activity is scheduled once.
    """
    programs = pathlib.Path(program()).parent
    names = ("register", "starter", "decider", "worker")
    if not all((programs / name).exists() for name in names):
        raise LeftOut("our clients over lost answers, because they are not built beside the server")
    with folder() as place:
        server = Server(place, plant)
        server.start()

        def drops(action, number):
            if action in POLLS or action.startswith(("List", "Count", "Describe")):
                return False
            # The first of each kind, and every third after it.
            return number % 3 == 1

        proxy = Proxy(server.port, drops)
        settings = place / "clients.json"
        settings.write_text(
            json.dumps(
                {
                    "environments": {
                        "dev": {
                            "domain": "Lossy",
                            "service": {"endpoint": proxy.url, "region": "us-east-1"},
                            "server": {"store": f"sqlite:{place}/unused.sqlite"},
                        }
                    }
                }
            )
        )
        environment = dict(os.environ, AWS_ACCESS_KEY_ID="x", AWS_SECRET_ACCESS_KEY="x")
        loops = []
        try:
            for name in ("register",):
                done = run_program(programs / name, settings, environment)
                expect(done.returncode == 0, f"{name} ended with {done.returncode}: {done.stdout}{done.stderr}")
            for name in ("decider", "worker"):
                with open(place / f"{name}.log", "wb") as log:
                    loops.append(
                        subprocess.Popen(
                            [programs / name, "--settings", str(settings)], stdout=log, stderr=log, env=environment
                        )
                    )
            done = run_program(
                programs / "starter", settings, environment, "Sum", "--input", '{"data": [1, 3, 7, 11]}', "--wait", "--json"
            )
            logs = "".join((place / f"{name}.log").read_text()[-1500:] for name in ("decider", "worker"))
            expect(done.returncode == 0, f"starter ended with {done.returncode}: {done.stdout}{done.stderr}{logs}")
            report = json.loads(done.stdout.strip().splitlines()[-1])
            expect(json.loads(report["result"]) == 22, f"the sum is {report['result']}")
            swf = server.client()
            found = []
            for state in ("Open", "Closed"):
                found += swf.call(
                    f"List{state}WorkflowExecutions", domain="Lossy", startTimeFilter={"oldestDate": 0}
                )["executionInfos"]
            expect(len(found) == 1, f"there are {len(found)} executions")
            events = swf.call("GetWorkflowExecutionHistory", domain="Lossy", execution=found[0]["execution"])["events"]
            ids = [attributes(event)["activityId"] for event in events if event["eventType"] == "ActivityTaskScheduled"]
            expect(len(ids) == len(set(ids)) == 2, f"the activities are {ids}")
            expect(len(proxy.dropped) >= 4, f"only {len(proxy.dropped)} answers were lost")
            return f"{len(proxy.dropped)} answers lost: {', '.join(sorted({action for action, _ in proxy.dropped}))}"
        finally:
            for loop in loops:
                loop.kill()
                loop.wait()
            proxy.close()
            server.kill()


def run_program(path, settings, environment, *arguments):
    return subprocess.run(
        [path, *arguments, "--settings", str(settings)], capture_output=True, text=True, env=environment, timeout=60
    )
