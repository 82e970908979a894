"""A clock that is set, under a server that runs (libfaketime).

Only the wall clock is moved: the time since the machine began, which the kernel never sets, goes on as it does.
"""

import functools
import glob
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import time

from audit import lint
from rig import Fault, LeftOut, Server, expect, folder
from script import DOMAIN, LIST, STEP, attributes, decision, history

HOUR = 3600


@functools.cache
def library():
    """The path of libfaketime; None when there is none, or it moves nothing."""
    for path in glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") + glob.glob("/usr/lib*/faketime/libfaketimeMT.so.1"):
        shown = subprocess.run(
            ["date", "+%s"], capture_output=True, text=True, env=dict(os.environ, LD_PRELOAD=path, FAKETIME="+10d")
        ).stdout
        if shown.strip().isdigit() and int(shown) > time.time() + 5 * 86400:
            return path
    return None


class Clock:
    """The wall clock of a server."""

    def __init__(self, place):
        path = library()
        if path is None:
            raise LeftOut("the clock that is set, because there is no libfaketime (Debian: faketime)")
        self.file = place / "clock"
        self.set(0)
        self.environment = {
            "LD_PRELOAD": f"{os.environ['MARTLET_FAULTS_TIMERS']} {path}",
            "FAKETIME_TIMESTAMP_FILE": str(self.file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
        }

    def set(self, seconds):
        """Moves it, away from the true time by so much. The file is replaced whole, so that no reader finds half of it."""
        handle, name = tempfile.mkstemp(dir=self.file.parent)
        with os.fdopen(handle, "w") as file:
            file.write(f"{seconds:+d}s\n")
        os.replace(name, self.file)


class Scene:
    """A server under a clock, and clients with tasks that last."""

    def __init__(self, place, plant=None):
        self.clock = Clock(place)
        self.server = Server(place, plant)
        self.start_server()
        self.call("RegisterDomain", name=DOMAIN, workflowExecutionRetentionPeriodInDays="1")
        self.call(
            "RegisterWorkflowType",
            domain=DOMAIN,
            name="Child",
            version="1",
            defaultTaskList=LIST,
            defaultChildPolicy="TERMINATE",
            defaultExecutionStartToCloseTimeout="86400",
            defaultTaskStartToCloseTimeout="36000",
        )
        self.call(
            "RegisterActivityType",
            domain=DOMAIN,
            **STEP,
            defaultTaskList=LIST,
            defaultTaskHeartbeatTimeout="NONE",
            defaultTaskScheduleToCloseTimeout="NONE",
            defaultTaskScheduleToStartTimeout="NONE",
            defaultTaskStartToCloseTimeout="3600",
        )

    def start_server(self):
        # The library sets a variable in the first process it is loaded into, which moves the environment away from the
        # stack, where Swift looks for the arguments of the program. So that process is another one.
        self.server.start(environment=self.clock.environment, wrapper=["env"])
        self.swf = self.server.client()

    def call(self, action, **body):
        return self.swf.call(action, **body)

    def start(self, name):
        run = self.call(
            "StartWorkflowExecution", domain=DOMAIN, workflowId=name, workflowType={"name": "Child", "version": "1"}
        )["runId"]
        return {"workflowId": name, "runId": run}

    def decide(self, *decisions):
        task = self.call("PollForDecisionTask", domain=DOMAIN, taskList=LIST)
        self.call("RespondDecisionTaskCompleted", taskToken=task["taskToken"], decisions=list(decisions))

    def events(self, run):
        events = history(self.call, run)
        lint(run["workflowId"], events)
        return events

    def count(self, run, kind):
        return sum(1 for event in self.events(run) if event["eventType"] == kind)

    def wait_for(self, run, kind, count=1, seconds=12):
        deadline = time.monotonic() + seconds
        while self.count(run, kind) < count:
            expect(
                time.monotonic() < deadline,
                f"{kind} was not there within {seconds} s: {[event['eventType'] for event in self.events(run)]}",
            )
            time.sleep(0.05)

    def settle(self, seconds=6):
        """Longer than the server sleeps without looking at the clock."""
        time.sleep(seconds)


def timer(name, seconds):
    return decision("StartTimer", timerId=name, startToFireTimeout=str(seconds))


def forward(plant=None):
    """The clock jumps three hours forward: what is due fires once, and once only."""
    with folder() as place:
        scene = Scene(place, plant)
        try:
            run = scene.start("w")
            scene.decide(timer("hour", HOUR), timer("day", 12 * HOUR), decision("ScheduleActivityTask", activityId="a", activityType=STEP))
            old = scene.call("PollForActivityTask", domain=DOMAIN, taskList=LIST, identity="old")["taskToken"]
            scene.clock.set(3 * HOUR)
            scene.wait_for(run, "TimerFired")
            scene.wait_for(run, "ActivityTaskTimedOut")
            refused(scene, old)
            # The next attempt is another task, and the old token is none for it.
            scene.decide(decision("ScheduleActivityTask", activityId="a", activityType=STEP))
            new = scene.call("PollForActivityTask", domain=DOMAIN, taskList=LIST, identity="new")["taskToken"]
            refused(scene, old)
            # The clock is put right: nothing fires again.
            scene.clock.set(0)
            scene.settle()
            expect(scene.count(run, "TimerFired") == 1, "a timer fired again when the clock was put right")
            scene.call("RespondActivityTaskCompleted", taskToken=new, result="new")
            # Over a restart too, and forward again beyond the other timer.
            scene.server.kill()
            scene.start_server()
            expect(scene.count(run, "TimerFired") == 1, "a timer fired again after a restart")
            scene.clock.set(13 * HOUR)
            scene.wait_for(run, "TimerFired", 2)
            scene.settle(2)
            fired = [attributes(event)["timerId"] for event in scene.events(run) if event["eventType"] == "TimerFired"]
            expect(fired == ["hour", "day"], f"the timers that fired are {fired}")
        finally:
            scene.server.kill()


def refused(scene, token):
    try:
        scene.call("RespondActivityTaskCompleted", taskToken=token, result="late")
    except Fault as fault:
        expect(fault.code == "UnknownResourceFault", f"the token of a task that ran out of time was answered {fault}")
    else:
        expect(False, "the token of a task that ran out of time was taken")


def backward(plant=None):
    """The clock jumps two hours back: no moment is before an earlier one, and no timer is lost or fires twice."""
    with folder() as place:
        scene = Scene(place, plant)
        try:
            run = scene.start("w")
            scene.decide(timer("early", 2), timer("late", 20 * HOUR))
            scene.clock.set(-2 * HOUR)
            scene.call("SignalWorkflowExecution", domain=DOMAIN, workflowId="w", signalName="back")
            scene.decide(timer("fresh", 1))
            other = scene.start("x")
            scene.decide(timer("own", 1))
            # One that is begun while the clock is behind lasts as long as it says.
            scene.wait_for(other, "TimerFired")
            scene.clock.set(0)
            scene.wait_for(run, "TimerFired", 2)
            scene.clock.set(21 * HOUR)
            scene.wait_for(run, "TimerFired", 3)
            scene.clock.set(-HOUR)
            scene.call("SignalWorkflowExecution", domain=DOMAIN, workflowId="w", signalName="again")
            scene.server.kill()
            scene.start_server()
            scene.call("SignalWorkflowExecution", domain=DOMAIN, workflowId="w", signalName="restarted")
            scene.clock.set(22 * HOUR)
            scene.settle(7)
            fired = sorted(attributes(event)["timerId"] for event in scene.events(run) if event["eventType"] == "TimerFired")
            expect(fired == ["early", "fresh", "late"], f"the timers that fired are {fired}")
        finally:
            scene.server.kill()


def polls(plant=None):
    """A poll that waits ends after about a minute, however the clock is moved meanwhile, or at once."""
    with folder() as place:
        scene = Scene(place, plant)
        took = {}

        def wait(name, kind):
            client = scene.server.client(timeout=90)
            began = time.monotonic()
            answer = client.call(f"PollFor{kind}Task", domain=DOMAIN, taskList={"name": name})
            took[name] = (time.monotonic() - began, answer)

        try:
            threads = [
                threading.Thread(target=wait, args=(f"{kind}-list", kind), daemon=True) for kind in ("Decision", "Activity")
            ]
            for thread in threads:
                thread.start()
            time.sleep(1)
            for offset in (-5 * HOUR, 3 * HOUR, -HOUR):
                scene.clock.set(offset)
                # Whatever the clock says, a poll that has a task gets it.
                run = scene.start(f"w{offset}")
                task = scene.call("PollForDecisionTask", domain=DOMAIN, taskList=LIST)
                expect(task["workflowExecution"] == run, "a poll got another task than the one that waits")
                scene.call("RespondDecisionTaskCompleted", taskToken=task["taskToken"])
                time.sleep(3)
            for thread in threads:
                thread.join(75)
            for name in ("Decision-list", "Activity-list"):
                expect(name in took, f"the poll of {name} has not ended after a minute and a quarter")
                seconds, answer = took[name]
                expect("taskToken" not in answer, "an empty list had a task")
                expect(seconds < 8 or 50 < seconds < 70, f"the poll of {name} took {seconds:.0f} s")
            expect(scene.server.health() == 200, "the server is not well")
            return ", ".join(f"{seconds:.1f} s" for seconds, _ in took.values())
        finally:
            scene.server.kill()
