"""The real server program as a process, clients for it, and short words for what tests do with it."""

import http.client
import itertools
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import unittest

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

LIST = {"name": "default"}
_numbers = itertools.count(1)


class Server:
    """One server process. Its port stays the same when it is started again. Its log is kept in a file."""

    def __init__(self, store="memory", options=()):
        self.store = store
        self.options = list(options)
        self.port = "0"
        self.process = None
        self.url = None
        self.start()

    def start(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="martlet-interop-"))
        settings = folder / "settings.json"
        settings.write_text('{"environments": {"dev": {}}}')
        self.log_file = folder / "server.log"
        command = [os.environ["MARTLET_SERVER"], "--store", self.store, "--port", self.port]
        with self.log_file.open("w") as log:
            self.process = subprocess.Popen(
                [*command, "--settings", str(settings), *self.options], stdout=subprocess.PIPE, stderr=log, text=True
            )
        line = self.process.stdout.readline()
        if not line.startswith("ready: "):
            raise RuntimeError(f"The server did not start: {line!r}, exit code {self.process.wait()}")
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


_shared = None


def shared():
    """The server that most tests share, each with a domain of its own."""
    global _shared
    if _shared is None:
        _shared = Server()
    return _shared


def stop_shared():
    if _shared is not None:
        _shared.end()


def client(url=None, validates=True):
    """A client as people make one. Without `validates`, boto3 sends what the model forbids."""
    return boto3.client(
        "swf",
        endpoint_url=url or shared().url,
        region_name="us-east-1",
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(
            connect_timeout=10,
            read_timeout=70,
            retries={"total_max_attempts": 1},
            parameter_validation=validates,
            max_pool_connections=50,
        ),
    )


def post(body, target, headers=None, url=None):
    """A request that no SDK would send: (status, headers, body)."""
    connection = http.client.HTTPConnection((url or shared().url).removeprefix("http://"), timeout=30)
    fields = {"X-Amz-Target": target, "Content-Type": "application/x-amz-json-1.0"}
    fields.update(headers or {})
    fields = {name: value for name, value in fields.items() if value is not None}
    if not isinstance(body, (bytes, str)):
        body = json.dumps(body)
    connection.request("POST", "/", body, fields)
    response = connection.getresponse()
    answer = response.read()
    connection.close()
    return response.status, response.headers, answer


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
        self.prepare(client())

    def prepare(self, swf):
        self.swf = swf
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
    name = kind[0].lower() + kind[1:] + "DecisionAttributes"
    return {"decisionType": kind, name: attributes}


def schedule(activity_id, **more):
    return decision(
        "ScheduleActivityTask", activityId=activity_id, activityType={"name": "Step", "version": "1"}, **more
    )


def attributes(event):
    """The attributes of an event, under whatever name they stand."""
    name = event["eventType"][0].lower() + event["eventType"][1:] + "EventAttributes"
    return event[name]


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
