"""Polls that wait, and servers that come and go."""

import os
import signal
import socket
import tempfile
import time
import unittest

from service import LIST, Background, Case, Server, decision, schedule


class PollTests(Case):
    def test_a_waiting_poll_is_woken_at_once(self):
        """S14: a poll that waits is answered as soon as there is work."""
        poll = Background(self.swf.poll_for_decision_task, domain=self.domain, taskList=LIST)
        execution = self.start("w")
        self.assertEqual(poll.result(10)["workflowExecution"], execution)

    def test_each_task_is_given_to_one_of_many_polls(self):
        """swf-spec.md 5.12: one task, one poller."""
        polls = [
            Background(self.swf.poll_for_decision_task, domain=self.domain, taskList=LIST, identity=f"d{index}")
            for index in range(20)
        ]
        for index in range(20):
            self.start(f"w{index}")
        tasks = [poll.result(20) for poll in polls]
        self.assertEqual(len({task["taskToken"] for task in tasks}), 20)
        self.assertEqual({task["workflowExecution"]["workflowId"] for task in tasks}, {f"w{i}" for i in range(20)})

    def test_a_poll_whose_client_has_gone_takes_no_task(self):
        """swf-spec.md 5.12: a connection that is gone must not swallow a task."""
        host, port = self.swf.meta.endpoint_url.removeprefix("http://").split(":")
        body = '{"domain":"%s","taskList":{"name":"default"}}' % self.domain
        request = (
            f"POST / HTTP/1.1\r\nHost: {host}:{port}\r\nX-Amz-Target: SimpleWorkflowService.PollForDecisionTask\r\n"
            f"Content-Type: application/x-amz-json-1.0\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        )
        for _ in range(5):
            with socket.create_connection((host, int(port))) as connection:
                connection.sendall(request.encode())
                # The poll is on the server, as another call shows that came later.
                self.swf.describe_domain(name=self.domain)
        for _ in range(20):
            self.swf.describe_domain(name=self.domain)
        execution = self.start("w")
        self.assertEqual(self.decision_task()["workflowExecution"], execution)

    @unittest.skipUnless(
        os.environ.get("MARTLET_INTEROP_SLOW"), "a poll that waits its whole minute (set MARTLET_INTEROP_SLOW=1)"
    )
    def test_an_idle_poll_ends_empty_after_a_minute(self):
        """W9, swf-spec.md 1.11: 200 after 60 s, without a token."""
        began = time.monotonic()
        answer = self.swf.poll_for_activity_task(domain=self.domain, taskList=LIST)
        self.assertNotIn("taskToken", answer)
        self.assertTrue(58 < time.monotonic() - began < 65)


class ServerTests(Case):
    """With servers of their own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.server = Server(f"sqlite:{self.folder.name}/store.sqlite")
        self.addCleanup(lambda: self.server.process.kill())
        self.prepare(self.server.url)

    def test_an_idle_poll_of_a_server_that_leaves_ends_empty(self):
        """W9: exactly two zeros, or one, and no token."""
        decisions = Background(self.swf.poll_for_decision_task, domain=self.domain, taskList=LIST)
        activities = Background(self.swf.poll_for_activity_task, domain=self.domain, taskList=LIST)
        for _ in range(50):
            self.swf.describe_domain(name=self.domain)
        self.assertEqual(self.server.end(), 0)
        answer = decisions.result(10)
        self.assertNotIn("taskToken", answer)
        self.assertEqual((answer["previousStartedEventId"], answer["startedEventId"]), (0, 0))
        answer = activities.result(10)
        self.assertNotIn("taskToken", answer)
        self.assertEqual(answer["startedEventId"], 0)

    def test_a_killed_server_goes_on_where_it_was(self):
        """swf-spec.md 5.13: tokens survive a restart, and so does all that was answered."""
        execution = self.start("w", input="in")
        first = self.decision_task()
        self.assertEqual(self.server.end(signal.SIGKILL), -9)
        self.server.start()
        self.decide(first, schedule("a"))
        task = self.activity_task()
        self.assertEqual(self.server.end(signal.SIGKILL), -9)
        self.server.start()
        self.swf.respond_activity_task_completed(taskToken=task["taskToken"], result="r")
        self.assertEqual(self.server.end(), 0)
        self.server.start()
        second = self.decision_task()
        self.assertEqual([event["eventId"] for event in second["events"]], list(range(1, 10)))
        self.decide(second, decision("CompleteWorkflowExecution"))
        self.assertEqual(self.describe(execution)["executionInfo"]["closeStatus"], "COMPLETED")
        self.assertEqual(self.server.end(), 0)
