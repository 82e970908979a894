"""A bot as it has run on the service for years, unchanged."""

import json
import tempfile

from bot import Decider, Flag, Worker
from old_client import OldClient, Refused
from service import Background, Case, Server, long


class BotTests(Case):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.server = Server(f"sqlite:{self.folder.name}/store.sqlite")
        self.addCleanup(lambda: self.server.process.kill())
        self.prepare(self.server.url)
        self.list = "DefaultTaskList"
        self.swf.register_workflow_type(
            domain=self.domain,
            name="Sum",
            version="1",
            defaultTaskList={"name": self.list},
            defaultChildPolicy="TERMINATE",
            defaultExecutionStartToCloseTimeout="600",
            defaultTaskStartToCloseTimeout="30",
        )
        for name in ("PingWorker", "Sum"):
            self.swf.register_activity_type(
                domain=self.domain,
                name=name,
                version="1",
                defaultTaskHeartbeatTimeout="30",
                defaultTaskScheduleToCloseTimeout="600",
                defaultTaskScheduleToStartTimeout="30",
                defaultTaskStartToCloseTimeout="300",
            )
        self.workflow_type = {"name": "Sum", "version": "1"}

    @long
    def test_sums_are_added_up(self):
        """elife-bot.md; D6, E3, P5: pages of a decision task, steps found in the history, failures tried again."""
        self.run_bot(self.swf)

    @long
    def test_a_bot_with_a_client_of_2012(self):
        """W1, W2, W3, W4: the long prefix, `application/json` and the content encoding amz-1.0 work alike."""
        client = OldClient(self.server.url)
        self.run_bot(client)
        self.assertGreater(client.calls, 40)

    def test_a_client_of_2012_is_told_of_faults(self):
        """W1, W10, F1, F8: the same envelopes in the older dialect."""
        client = OldClient(self.server.url)
        with self.assertRaises(Refused) as caught:
            client.describe_domain(name="nowhere")
        self.assertEqual(caught.exception.args, ("UnknownResourceFault", "Unknown domain: nowhere"))
        start = {"domain": self.domain, "workflowId": "w", "workflowType": self.workflow_type}
        self.assertIn("runId", client.start_workflow_execution(**start))
        with self.assertRaises(Refused) as caught:
            client.start_workflow_execution(**start)
        self.assertEqual(caught.exception.args, ("WorkflowExecutionAlreadyStartedFault", "Already Started"))

    def run_bot(self, client):
        flag = Flag()
        decider = Decider(client, self.domain, self.list, flag)
        worker = Worker(client, self.domain, self.list, flag, failures=2)
        executions = [self.start("sum_1", input=json.dumps({"data": [1, 3, 7, 11]}))]
        # Enough signals that the decider has to turn pages.
        for index in range(150):
            self.swf.signal_workflow_execution(domain=self.domain, workflowId="sum_1", signalName=f"s{index}")
        loops = [Background(decider.run), Background(worker.run)]
        executions += [self.start(f"sum_{i}", input=json.dumps({"data": [i, i]})) for i in range(2, 6)]
        counts = {"domain": self.domain, "startTimeFilter": {"oldestDate": 0}}
        for _ in range(2_000):
            if self.swf.count_open_workflow_executions(**counts)["count"] == 0:
                break
        flag.red()
        # The polls that wait are answered empty by the server as it leaves, and the loops end.
        results = []
        for execution in executions:
            self.assertEqual(self.describe(execution)["executionInfo"]["closeStatus"], "COMPLETED")
            completed = [
                event["activityTaskCompletedEventAttributes"]["result"]
                for event in self.history(execution)
                if event["eventType"] == "ActivityTaskCompleted"
            ]
            results.append(completed)
        self.assertEqual(results, [["True", "22"], ["True", "4"], ["True", "6"], ["True", "8"], ["True", "10"]])
        types = [kind for execution in executions for kind in self.types(execution)]
        self.assertEqual(types.count("ActivityTaskFailed"), 2)
        self.assertGreater(decider.pages, 20)
        self.assertEqual(self.server.end(), 0)
        for loop in loops:
            loop.result(10)
