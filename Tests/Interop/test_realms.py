"""Accounts and regions of one server: each is apart from the others (docs/ACCESS.md, "Account and region")."""

import json
import time
import unittest

from botocore.exceptions import ClientError

import service
from service import ALWAYS, LIST, Case, Server, client, decision, post, special, temporary
from test_access import ROLES, key, secret, until, write

OURS, THEIRS, THIRD = "000000000000", "111122223333", "444455556666"
HERE, THERE = "us-east-1", "eu-west-1"
WORKFLOW, ACTIVITY = {"name": "W", "version": "1"}, {"name": "A", "version": "1"}
KEYS = [key("ours", ["*"], ROLES), key("theirs", ["*"], ROLES, account=THEIRS)]
REALMS = [("ours", HERE), ("ours", THERE), ("theirs", HERE), ("theirs", THERE)]
ACCOUNT = {"ours": OURS, "theirs": THEIRS, "third": THIRD}


class RealmTests(unittest.TestCase):
    """A server of two accounts and two regions, over a file that it is started on again."""

    def setUp(self):
        folder = temporary()
        self.store = folder / "swf.sqlite"
        self.keys = folder / "credentials.json"
        write(self.keys, KEYS)
        self.server = Server(
            store=f"sqlite:{self.store}",
            credentialsFile=str(self.keys),
            regions=[THERE],
            limits={"domains": 2, "pollSeconds": 1},
        )
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.end())

    def swf(self, name, region):
        return client(self.server.url, key=name, secret=secret(name), region=region)

    def files(self):
        return sorted(path.name for path in self.store.parent.glob("*.sqlite"))

    def furnish(self, name, region, timeout="600"):
        """A domain with types, and an execution whose names are the same everywhere: its run id."""
        swf = self.swf(name, region)
        swf.register_domain(name="orders", workflowExecutionRetentionPeriodInDays="1")
        swf.register_workflow_type(
            domain="orders",
            **WORKFLOW,
            defaultTaskStartToCloseTimeout="60",
            defaultExecutionStartToCloseTimeout=timeout,
            defaultTaskList=LIST,
            defaultChildPolicy="TERMINATE",
        )
        return swf.start_workflow_execution(domain="orders", workflowId="order-7", workflowType=WORKFLOW)["runId"]

    def refusal(self, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        error = caught.exception.response["Error"]
        return error["Code"], error["Message"]

    def test_the_same_names_are_apart_in_two_accounts_and_two_regions(self):
        """swf-spec.md 1.1, 1.12, 5.12, 5.13; W16: domains, executions, task lists, tokens, resource names and quotas."""
        runs = {realm: self.furnish(*realm) for realm in REALMS}
        self.assertEqual(len(set(runs.values())), 4)
        tokens = {}
        for name, region in REALMS:
            swf = self.swf(name, region)
            arn = swf.describe_domain(name="orders")["domainInfo"]["arn"]
            self.assertEqual(arn, f"arn:aws:swf:{region}:{ACCOUNT[name]}:/domain/orders")
            seen = swf.list_open_workflow_executions(domain="orders", startTimeFilter=ALWAYS)["executionInfos"]
            self.assertEqual([info["execution"]["runId"] for info in seen], [runs[name, region]])
            # The same task list gives each its own task, and then nothing: those of the others are not in it.
            task = swf.poll_for_decision_task(domain="orders", taskList=LIST)
            self.assertEqual(task["workflowExecution"]["runId"], runs[name, region])
            tokens[name, region] = task["taskToken"]
            self.assertNotIn("taskToken", swf.poll_for_decision_task(domain="orders", taskList=LIST))
            # Two domains are all that this server allows, in each account and region.
            swf.register_domain(name="more", workflowExecutionRetentionPeriodInDays="1")
            self.assertEqual(
                self.refusal(swf.register_domain, name="most", workflowExecutionRetentionPeriodInDays="1"),
                ("LimitExceededFault", "An account has at most 2 domains in a region."),
            )
        done = decision("CompleteWorkflowExecution", result="done")
        for realm in REALMS:
            for other in REALMS:
                if other != realm:
                    answer = self.refusal(
                        self.swf(*other).respond_decision_task_completed, taskToken=tokens[realm], decisions=[done]
                    )
                    self.assertEqual(answer, ("ValidationException", "Invalid token"), f"{realm} at {other}")
                    arn = f"arn:aws:swf:{realm[1]}:{ACCOUNT[realm[0]]}:/domain/orders"
                    code, _ = self.refusal(self.swf(*other).list_tags_for_resource, resourceArn=arn)
                    self.assertEqual(code, "UnknownResourceFault")
            self.swf(*realm).respond_decision_task_completed(taskToken=tokens[realm], decisions=[done])
            for count, other in enumerate(REALMS[REALMS.index(realm) + 1 :]):
                still = self.swf(*other).count_open_workflow_executions(domain="orders", startTimeFilter=ALWAYS)
                self.assertEqual(still["count"], 1, f"{other} after {realm}, {count}")
        self.assertEqual(
            self.files(),
            [
                "swf.000000000000.eu-west-1.sqlite",
                "swf.111122223333.eu-west-1.sqlite",
                "swf.111122223333.us-east-1.sqlite",
                "swf.sqlite",
            ],
        )
        self.assertEqual(self.server.end(), 0)

    def test_a_region_that_is_not_served_is_refused(self):
        """W16, swf-spec.md 1.6: for every key, and no file is made for it."""
        for name in ("ours", "theirs"):
            code, message = self.refusal(self.swf(name, "ap-south-1").list_domains, registrationStatus="REGISTERED")
            self.assertEqual(code, "InvalidSignatureException")
            self.assertEqual(message, "Credential should be scoped to a valid region, not 'ap-south-1'. ")
        self.assertEqual(self.files(), ["swf.sqlite"])

    def test_what_was_begun_goes_on_after_a_restart_though_nobody_calls(self):
        """swf-spec.md 1.1, 5.3: the deadlines of every account and region that holds something come at their time."""
        run = self.furnish("theirs", THERE, timeout="5")
        begun = time.time()
        self.server.end()
        self.server.start()
        time.sleep(max(0, begun + 8 - time.time()))
        asked = time.time()
        events = self.swf("theirs", THERE).get_workflow_execution_history(
            domain="orders", execution={"workflowId": "order-7", "runId": run}
        )["events"]
        self.assertEqual(events[-1]["eventType"], "WorkflowExecutionTimedOut")
        # By itself, at its time; not because it was asked for.
        self.assertLess(events[-1]["eventTimestamp"].timestamp(), asked - 1)

    def test_an_account_that_the_file_names_anew_is_served_at_once(self):
        """swf-spec.md 1.1: without a restart, from its first call, and apart from the others."""
        self.furnish("ours", HERE)
        code, _ = self.refusal(self.swf("third", HERE).list_domains, registrationStatus="REGISTERED")
        self.assertEqual(code, "UnrecognizedClientException")
        write(self.keys, [*KEYS, key("third", ["*"], ROLES, account=THIRD)])

        def is_known():
            try:
                self.assertEqual(self.swf("third", HERE).list_domains(registrationStatus="REGISTERED")["domainInfos"], [])
                return True
            except ClientError:
                return False

        self.assertTrue(until(is_known))
        self.furnish("third", HERE)
        self.assertEqual(self.files(), ["swf.444455556666.us-east-1.sqlite", "swf.sqlite"])
        # A key that is taken to another account finds nothing of the one that it came from.
        write(self.keys, [key("third", ["*"], ROLES, account=THEIRS)])
        self.assertTrue(
            until(lambda: not self.swf("third", HERE).list_domains(registrationStatus="REGISTERED")["domainInfos"])
        )
        self.server.end()


class UnsignedRegionTests(Case):
    """Without keys the region that a request names chooses among those of the server (docs/ACCESS.md)."""

    def setUp(self):
        self.url = special("regions", regions=[THERE]).url

    def test_the_region_of_a_request_chooses(self):
        """swf-spec.md 1.1; what becomes of requests that name none is our choice."""
        for region, name in ((HERE, "one"), (THERE, "two")):
            client(self.url, region=region).register_domain(name=name, workflowExecutionRetentionPeriodInDays="1")
        for region, name in ((HERE, "one"), (THERE, "two")):
            found = client(self.url, region=region).list_domains(registrationStatus="REGISTERED")["domainInfos"]
            self.assertEqual([info["name"] for info in found], [name])
        # Who names no region means the first.
        status, _, answer = post(self.url, {"registrationStatus": "REGISTERED"}, service.CURRENT + "ListDomains")
        self.assertEqual([info["name"] for info in json.loads(answer)["domainInfos"]], ["one"])
        self.assertEqual(status, 200)
        self.assert_fault(
            "InvalidSignatureException",
            "Credential should be scoped to a valid region, us-east-1 or eu-west-1, not 'ap-south-1'.",
            client(self.url, region="ap-south-1").list_domains,
            registrationStatus="REGISTERED",
        )
