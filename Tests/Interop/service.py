"""The real server program as a process, clients for it, and short words for what tests do with it."""

import atexit
import http.client
import itertools
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

import tally
import traces

LIST = {"name": "default"}
ALWAYS = {"oldestDate": 0}
CURRENT = "SimpleWorkflowService."
LEGACY = "com.amazonaws.swf.service.model.SimpleWorkflowService."
_numbers = itertools.count(1)
_lock = threading.Lock()


def temporary():
    """A folder that is gone when the tests are over."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="martlet-interop-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Server:
    """One server process. Its port stays the same when it is started again. Its log is kept in a file."""

    def __init__(self, store="memory", options=(), **settings):
        self.store = store
        self.options = list(options)
        self.settings = settings
        self.port = "0"
        self.process = None
        self.url = None
        self.start()

    def start(self):
        folder = temporary()
        settings = folder / "settings.json"
        settings.write_text(json.dumps({"environments": {"dev": {"server": self.settings}}}))
        self.log_file = folder / "server.log"
        command = [os.environ["MARTLET_SERVER"], "--store", self.store, "--port", self.port]
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--settings", str(settings), *self.options], stdout=subprocess.PIPE, stderr=log, text=True
            )
        line = self.process.stdout.readline()
        if not line.startswith("ready: "):
            raise RuntimeError(f"The server did not start: exit code {self.process.wait()}, {self.log()}")
        self.url = line.split()[1]
        self.port = self.url.rsplit(":", 1)[1]

    def log(self):
        """What the process has logged."""
        return self.log_file.read_text()

    def end(self, how=signal.SIGTERM):
        """Ends the process and returns its exit code."""
        self.process.send_signal(how)
        self.process.stdout.read()
        self.process.stdout.close()
        return self.process.wait(timeout=30)


_shared = []
_special = {}
_clients = {}


def shared():
    """The server that most tests share, each with a domain of its own; another one before an account is full."""
    with _lock:
        if not _shared or _shared[-1].tests == 50:
            _shared.append(Server())
            _shared[-1].tests = 0
        _shared[-1].tests += 1
        return _shared[-1]


def special(name, **settings):
    """A server with settings of its own, which all tests that ask for it by this name share."""
    with _lock:
        if name not in _special:
            _special[name] = Server(**settings)
        return _special[name]


def stop_shared():
    for server in [*_shared, *_special.values()]:
        server.end()


def client(url, validates=True, key="test", secret="test", region="us-east-1"):
    """A client as people make one. Without `validates`, boto3 sends what the model forbids."""
    name = (url, validates, key, secret, region)
    with _lock:
        # Clients may be used by many threads, but not made by many.
        if name not in _clients:
            _clients[name] = boto3.client(
                "swf",
                endpoint_url=url,
                region_name=region,
                aws_access_key_id=key,
                aws_secret_access_key=secret,
                config=Config(
                    connect_timeout=10,
                    read_timeout=70,
                    retries={"total_max_attempts": 1},
                    parameter_validation=validates,
                    max_pool_connections=50,
                ),
            )
            tally.watch(_clients[name])
        return _clients[name]


def post(url, body, target, headers=None):
    """A request that no SDK would send: (status, headers, body)."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
    fields = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.0"}
    fields.update(headers or {})
    fields = {name: value for name, value in fields.items() if value is not None}
    if not isinstance(body, (bytes, str)):
        body = json.dumps(body)
    connection.request("POST", "/", body, fields)
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    count(target, body, response.status, answer)
    return response.status, response.headers, answer


def count(target, body, status, answer):
    """Counts a call that no watched client made, if it names an action."""
    operation = target.rsplit(".", 1)[-1]
    if status in (400, 500, 503) and b'"__type"' in answer:
        tally.note_code(json.loads(answer)["__type"].split("#")[1])
    if operation in tally.OPERATIONS and status in (200, 400):
        tally.note(operation, body if status == 200 else b"{}", status, answer)


class Case(unittest.TestCase):
    """A test with a domain, a workflow type and an activity type of its own."""

    maxDiff = None
    activity_timeouts = {
        "defaultTaskScheduleToStartTimeout": "NONE",
        "defaultTaskScheduleToCloseTimeout": "NONE",
        "defaultTaskStartToCloseTimeout": "300",
        "defaultTaskHeartbeatTimeout": "NONE",
    }

    def setUp(self):
        self.prepare(shared().url)

    def prepare(self, url):
        self.url = url
        self.swf = swf = client(url)
        self.domain = f"domain-{next(_numbers)}"
        self.workflow_type = {"name": "Pipeline", "version": "1"}
        self.activity_type = {"name": "Step", "version": "1"}
        swf.register_domain(name=self.domain, workflowExecutionRetentionPeriodInDays="7")
        swf.register_workflow_type(
            domain=self.domain,
            **self.workflow_type,
            defaultTaskStartToCloseTimeout="30",
            defaultExecutionStartToCloseTimeout="3600",
            defaultTaskList=LIST,
            defaultChildPolicy="TERMINATE",
        )
        swf.register_activity_type(
            domain=self.domain, **self.activity_type, defaultTaskList=LIST, **self.activity_timeouts
        )

    # Words.

    @property
    def loose(self):
        """A client that sends what the model forbids."""
        return client(self.url, validates=False)

    def post(self, body, target, headers=None):
        return post(self.url, body, target, headers)

    def start(self, workflow_id, **more):
        run = self.swf.start_workflow_execution(
            domain=self.domain, workflowId=workflow_id, workflowType=self.workflow_type, **more
        )
        return {"workflowId": workflow_id, "runId": run["runId"]}

    def decision_task(self, **more):
        task = self.swf.poll_for_decision_task(domain=self.domain, taskList=LIST, **more)
        self.assertIn("taskToken", task)
        return task

    def activity_task(self, **more):
        task = self.swf.poll_for_activity_task(domain=self.domain, taskList=LIST, **more)
        self.assertIn("taskToken", task)
        return task

    def decide(self, task, *decisions, **more):
        self.swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=list(decisions), **more)

    def history(self, execution, **more):
        answer = self.swf.get_workflow_execution_history(domain=self.domain, execution=execution, **more)
        self.assertNotIn("nextPageToken", answer)
        return answer["events"]

    def types(self, execution):
        return [event["eventType"] for event in self.history(execution)]

    def assert_trace(self, execution, text):
        """Asserts that a history is as written in the notation of swf-spec.md 9; see traces.py."""
        self.assertEqual(*traces.compare(self.history(execution), text))

    def wait_until(self, condition, what, seconds=20):
        """Waits for what happens by itself. An outside client learns of it only by asking again."""
        deadline = time.monotonic() + seconds
        while True:
            value = condition()
            if value:
                return value
            if time.monotonic() > deadline:
                self.fail(f"{what} did not come to be in {seconds} s")
            time.sleep(0.02)

    def wait_for_event(self, execution, kind, number=1):
        """Waits until a history has so many events of that type, and returns the last of them."""

        def found():
            events = [event for event in self.history(execution) if event["eventType"] == kind]
            return events[number - 1] if len(events) >= number else None

        return self.wait_until(found, kind)

    def describe(self, execution):
        return self.swf.describe_workflow_execution(domain=self.domain, execution=execution)

    def assert_fault(self, code, message, call, *arguments, **more):
        """Asserts that a call is refused with that code and message (None: any)."""
        with self.assertRaises(ClientError) as caught:
            call(*arguments, **more)
        error = caught.exception.response["Error"]
        self.assertEqual(error["Code"], code)
        if message is not None:
            self.assertEqual(error["Message"], message)
        self.assertEqual(caught.exception.response["ResponseMetadata"]["HTTPStatusCode"], 400)


def decision(kind, **attributes):
    """A decision of that type."""
    return {"decisionType": kind, tally.attributes_member(kind, "DecisionAttributes"): attributes}


def schedule(activity_id, **more):
    return decision(
        "ScheduleActivityTask", activityId=activity_id, activityType={"name": "Step", "version": "1"}, **more
    )


def attributes(event):
    """The attributes of an event, under whatever name they stand."""
    return event[tally.attributes_member(event["eventType"])]


class Background:
    """A call on another thread."""

    def __init__(self, call, *arguments, **more):
        self._value = None
        self._error = None

        def work():
            try:
                self._value = call(*arguments, **more)
            except Exception as error:  # It is raised again where the result is asked for.
                self._error = error

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()

    def result(self, timeout=60):
        self._thread.join(timeout)
        if self._thread.is_alive():
            raise TimeoutError("The call did not end in time.")
        if self._error is not None:
            raise self._error
        return self._value


def long(test):
    """Marks a test that takes long, so that it begins early."""
    test.is_long = True
    return test
