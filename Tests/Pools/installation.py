"""A server and pool processes in a folder of their own, and what their reports and histories say."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import threading
import time

from rig import Server, expect, folder

PROGRAMS = pathlib.Path(os.environ["MARTLET_PROGRAMS"])
SCALE = float(os.environ.get("MARTLET_POOLS_SCALE", "1"))
DOMAIN = "Publish.dev"
LIST = "DefaultTaskList"


def scaled(number):
    return max(1, round(number * SCALE))


class Process:
    """One decider or worker."""

    def __init__(self, installation, program, slot, *arguments):
        self.installation = installation
        self.program = program
        self.slot = slot
        self.name = f"{program}s-{slot}"
        self.log = installation.place / f"{self.name}.log"
        self.command = [str(installation.programs / program), "--slot", str(slot), *arguments]
        self.start()

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=self.installation.environment
            )

    @property
    def pid(self):
        return self.process.pid

    def report(self):
        """What it says of itself; None before it has said anything."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            report = json.loads((self.installation.place / "var/run/dev" / f"{self.name}.json").read_text())
            if report["pid"] == self.pid:
                return report
        return None

    def title(self):
        return pathlib.Path(f"/proc/{self.pid}/cmdline").read_bytes().rstrip(b"\0").decode()

    def comm(self):
        return pathlib.Path(f"/proc/{self.pid}/comm").read_text().strip()

    def open_files(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def terminate(self):
        self.process.send_signal(signal.SIGTERM)

    def wait(self, seconds):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            expect(False, f"{self.name} did not leave within {seconds} s; its log ends: {self.said()[-1500:]}")

    def said(self):
        return self.log.read_text(errors="replace")

    def end(self):
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()
        self.process.wait()


class Installation:
    """Server, registered types, and a copy of the programs that a test may replace."""

    def __init__(self, place, copies=()):
        self.place = pathlib.Path(place)
        self.server = Server(self.place)
        self.processes = []
        self.programs = self.place / "bin"
        self.programs.mkdir()
        for name in ("decider", "worker"):
            if name in copies:
                self.first(name)
            else:
                (self.programs / name).symlink_to(PROGRAMS / name)

    def first(self, name):
        """A copy, without what only a debugger reads where there is a tool that takes it out: it is copied again and again."""
        original = self.place / f"{name}.original"
        strip = shutil.which("strip") or shutil.which("llvm-strip")
        if not strip or subprocess.run([strip, "-o", original, PROGRAMS / name], stderr=subprocess.DEVNULL).returncode:
            shutil.copy(PROGRAMS / name, original)
        self.replace(name, 0)

    def replace(self, name, number):
        """Puts another build in the place of a program, in one step."""
        new = self.programs / f"{name}.new"
        shutil.copy(self.place / f"{name}.original", new)
        with open(new, "ab") as file:
            file.write(f"build {number}".encode())
        os.replace(new, self.programs / name)

    def start(self):
        self.server.start()
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("MARTLET_")
        }
        self.environment["MARTLET_SETTINGS"] = str(self.place / "settings.json")
        self.environment["MARTLET_SERVICE_ENDPOINT"] = self.server.url
        # The workflows of the build, with short clocks: what a kill takes along is tried again soon.
        subprocess.run(
            [str(PROGRAMS / "register"), "--quiet"], check=True, env=self.environment, stdout=subprocess.DEVNULL
        )
        self.client = self.server.client()
        if os.environ.get("MARTLET_POOLS_PLANT") == "drop":
            threading.Thread(target=self.drop, daemon=True).start()

    def drop(self):
        """Takes a task and forgets it, as a process would that is replaced at a bad moment: by hand, to see a case fail."""
        time.sleep(5)
        client = self.server.client()
        while not client.call("PollForActivityTask", domain=DOMAIN, taskList={"name": LIST}, identity="plant").get("taskToken"):
            pass

    def run(self, program, slot, *arguments):
        process = Process(self, program, slot, *arguments)
        self.processes.append(process)
        return process

    def martlet(self, *arguments):
        return subprocess.run(
            [str(PROGRAMS / "martlet"), *arguments], env=self.environment, capture_output=True, text=True, timeout=60
        )

    def begin(self, workflow, workflow_id, value=None):
        body = {} if value is None else {"input": json.dumps(value)}
        run = self.client.call(
            "StartWorkflowExecution",
            domain=DOMAIN,
            workflowId=workflow_id,
            workflowType={"name": workflow, "version": "1"},
            **body,
        )
        return run["runId"]

    def open(self):
        return self.client.call(
            "CountOpenWorkflowExecutions", domain=DOMAIN, startTimeFilter={"oldestDate": 0}
        )["count"]

    def await_closed(self, seconds):
        deadline = time.monotonic() + seconds
        while left := self.open():
            expect(time.monotonic() < deadline, f"{left} executions did not close within {seconds} s; {self.tails()}")
            time.sleep(0.2)

    def tails(self):
        return " | ".join(f"{process.name}: {process.said()[-400:]}" for process in self.processes)

    def closed(self):
        """Every closed execution: its info and its history."""
        found, token = [], {}
        while True:
            page = self.client.call(
                "ListClosedWorkflowExecutions", domain=DOMAIN, startTimeFilter={"oldestDate": 0}, **token
            )
            for info in page["executionInfos"]:
                found.append((info, self.history(info["execution"])))
            if not page.get("nextPageToken"):
                return found
            token = {"nextPageToken": page["nextPageToken"]}

    def history(self, execution):
        events, token = [], {}
        while True:
            page = self.client.call("GetWorkflowExecutionHistory", domain=DOMAIN, execution=execution, **token)
            events += page["events"]
            if not page.get("nextPageToken"):
                return events
            token = {"nextPageToken": page["nextPageToken"]}

    def end(self):
        for process in self.processes:
            process.end()
        self.server.kill()


@contextlib.contextmanager
def installation(copies=()):
    with folder() as place:
        whole = Installation(place, copies)
        try:
            whole.start()
            yield whole
        finally:
            whole.end()


def wait_for(what, seconds, condition):
    """Waits until something is true, and returns it."""
    deadline = time.monotonic() + seconds
    while not (value := condition()):
        expect(time.monotonic() < deadline, f"{what} did not come about within {seconds} s")
        time.sleep(0.05)
    return value


def attributes(event):
    kind = event["eventType"]
    return event[kind[0].lower() + kind[1:] + "EventAttributes"]


def count(events, kind):
    return sum(event["eventType"] == kind for event in events)
