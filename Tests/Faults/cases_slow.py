"""A slow disk: every sync takes 200 ms longer (strace), and nothing else changes but the time that calls take."""

import os
import pathlib
import signal
import subprocess
import threading
import time

from audit import compare, lint
from cases_strace import need_strace
from rig import Failure, Fault, Lost, Server, expect, folder
from script import DOMAIN, LIST, Script, decision, history

DELAY = 200_000
CALLERS = 8


class SlowDisk:
    """Makes the syncs of a process slow from now on."""

    def __init__(self, pid, place):
        self.process = subprocess.Popen(
            [
                "strace", "-f", "-qq", "-o", str(place / "slow"), "-e", "trace=fdatasync,fsync",
                "-e", f"inject=fdatasync,fsync:delay_exit={DELAY}", "-p", str(pid),
            ],
            stderr=subprocess.PIPE,
        )
        deadline = time.monotonic() + 10
        while True:
            status = pathlib.Path(f"/proc/{pid}/status").read_text()
            if f"TracerPid:\t{self.process.pid}" in status:
                break
            expect(self.process.poll() is None and time.monotonic() < deadline, "strace did not attach itself")
            time.sleep(0.02)
        # All threads, and not the first alone.
        time.sleep(0.2)

    def end(self):
        """Lets go of the process, which goes on as it was."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(10)


def memory(pid):
    """Resident bytes."""
    return int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def slow(plant=None, seconds=6):
    need_strace("the slow disk")
    with folder() as place:
        server = Server(place, plant)
        server.start()
        disk = None
        try:
            script = Script(server.client(), task_seconds=60)
            script.prepare()
            run = {"workflowId": "w", "runId": script.client.call(
                "StartWorkflowExecution", domain=DOMAIN, workflowId="w", workflowType={"name": "Child", "version": "1"}
            )["runId"]}
            before = memory(server.pid)
            disk = SlowDisk(server.pid, place)
            signals, slowest, counts = [], [], []
            stop = threading.Event()
            problems = []

            def caller(number):
                client = server.client()
                count = 0
                while not stop.is_set():
                    name = f"c{number}-{count}"
                    began = time.monotonic()
                    try:
                        client.call("SignalWorkflowExecution", domain=DOMAIN, workflowId="w", signalName=name, input="x" * 1000)
                    except (Lost, Fault) as problem:
                        problems.append(f"{name}: {problem}")
                        return
                    slowest.append(time.monotonic() - began)
                    signals.append(name)
                    count += 1
                counts.append(count)

            callers = [threading.Thread(target=caller, args=(number,), daemon=True) for number in range(CALLERS)]
            for thread in callers:
                thread.start()
            # A timer that is due after a second fires soon after it, behind a commit or two.
            task = script.client.call("PollForDecisionTask", domain=DOMAIN, taskList=LIST)
            script.client.call(
                "RespondDecisionTaskCompleted",
                taskToken=task["taskToken"],
                decisions=[decision("StartTimer", timerId="t", startToFireTimeout="1")],
            )
            began = time.monotonic()
            while not any(event["eventType"] == "TimerFired" for event in history(script.client.call, run)):
                expect(time.monotonic() - began < 6, "a timer of one second did not fire within six")
                time.sleep(0.02)
            fired = time.monotonic() - began
            # A poll that waits gets what comes.
            found = []
            waiting = server.client()
            parked = threading.Thread(
                target=lambda: found.append(waiting.call("PollForDecisionTask", domain=DOMAIN, taskList={"name": "parked"})),
                daemon=True,
            )
            parked.start()
            time.sleep(0.05)
            started = time.monotonic()
            script.client.call(
                "StartWorkflowExecution",
                domain=DOMAIN,
                workflowId="parked",
                workflowType={"name": "Child", "version": "1"},
                taskList={"name": "parked"},
            )
            parked.join(5)
            expect(found and "taskToken" in found[0], "a poll that waited did not get its task within five seconds")
            handed = time.monotonic() - started
            health = time.monotonic()
            expect(server.health() == 200, "the server is not well")
            health = time.monotonic() - health
            expect(health < 3, f"/health took {health:.1f} s")
            reading = time.monotonic()
            script.client.call("CountOpenWorkflowExecutions", domain=DOMAIN, startTimeFilter={"oldestDate": 0})
            reading = time.monotonic() - reading
            expect(reading < 1, f"a read took {reading:.1f} s behind a slow disk")
            time.sleep(max(0, seconds - (time.monotonic() - began)))
            # TERM under load: what was begun is answered, then the process leaves.
            grown = memory(server.pid) - before
            asked = time.monotonic()
            os.kill(server.pid, signal.SIGTERM)
            stop.set()
            for thread in callers:
                thread.join(15)
            code = server.wait(20)
            left = time.monotonic() - asked
            disk.end()
            expect(code == 0, f"asked to leave under load it ended with {code}; {server.tail()}")
            expect(not [problem for problem in problems if "Refused" not in problem and "Lost" not in problem and "RemoteDisconnected" not in problem and "Reset" not in problem], f"a call failed: {problems[:3]}")
            expect(grown < 64 << 20, f"the server grew by {grown >> 20} MB in {seconds} s")
            expect(len(signals) >= CALLERS * 2, f"only {len(signals)} calls were answered in {seconds} s")
            expect(min(slowest) > DELAY / 1e6 * 0.5, f"a call was answered after {min(slowest):.3f} s, before a sync could end")
            server.start()
            events = history(server.client().call, run)
            lint("w", events)
            names = [event["workflowExecutionSignaledEventAttributes"]["signalName"] for event in events if event["eventType"] == "WorkflowExecutionSignaled"]
            expect(len(names) == len(set(names)), "a signal is there twice")
            lost = set(signals) - set(names)
            expect(not lost, f"{len(lost)} acknowledged signals are not there: {sorted(lost)[:3]}")
            return (
                f"{len(signals)} signals from {CALLERS} callers, median {sorted(slowest)[len(slowest) // 2]:.2f} s, longest "
                f"{max(slowest):.2f} s; a timer of 1 s after {fired:.1f} s, a hand-out {handed:.2f} s, /health {health:.2f} s, "
                f"a read {reading * 1000:.0f} ms; {grown / 1e6:.0f} MB more; left {left:.1f} s after TERM"
            )
        finally:
            if disk:
                disk.end()
            server.kill()
