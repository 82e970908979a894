"""Who may call: botocore's own signer against the server's verifier, and keys with roles (docs/ACCESS.md)."""

import atexit
import http.client
import json
import os
import pathlib
import random
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import unittest

import boto3
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import ClientError, SSLError

import service
import tally
from service import LIST, Background, Server, decision, schedule, special

ROLES = ["read", "start", "decide", "work", "administer"]
SERVED = "SimpleWorkflowService."


def secret(key):
    return f"the-secret-of-{key}-0123456789"


def key(name, domains, roles, **more):
    return {"accessKeyId": name, "secretAccessKey": secret(name), "domains": domains, "roles": roles, **more}


def write(path, keys, mode=0o600):
    """Puts a file of keys in place of another in one step, as an operator should."""
    new = path.with_suffix(".new")
    new.write_text(keys if isinstance(keys, str) else json.dumps({"keys": keys}))
    new.chmod(mode)
    new.rename(path)


_lock = threading.Lock()


def client(server, name="all", **more):
    """A client with that key. Clients may be used by many threads, but not made by many."""
    config = more.pop("config", {})
    with service._lock:
        made = boto3.client(
            "swf",
            endpoint_url=server.url,
            region_name=more.pop("region_name", "us-east-1"),
            aws_access_key_id=name,
            aws_secret_access_key=more.pop("secret", secret(name)),
            config=Config(
                connect_timeout=10, read_timeout=70, retries={"total_max_attempts": 1}, max_pool_connections=20, **config
            ),
            **more,
        )
    tally.watch(made)
    return made


def folder():
    """A folder that is gone when the tests are over."""
    made = pathlib.Path(tempfile.mkdtemp(prefix="martlet-access-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def until(condition, seconds=15):
    """Waits for something that comes by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def guarded():
    """The server with keys that the tests share."""
    with _lock:
        file = pathlib.Path(tempfile.gettempdir()) / f"martlet-access-{os.getpid()}.json"
        if not file.exists():
            atexit.register(file.unlink)
            write(file, KEYS)
    return special("guarded", options=["--credentials-file", str(file)])


KEYS = [
    key("all", ["*"], ROLES),
    key("team", ["team.*"], ROLES),
    key("other", ["other.*"], ROLES),
    key("reader", ["*"], ["read"]),
    key("starter", ["team.a"], ["start"]),
    key("decider", ["team.a"], ["decide"]),
    key("worker", ["team.a"], ["work"]),
    key("admin", ["team.a"], ["administer"]),
    key("temporary", ["*"], ROLES, sessionToken="a/session+token=="),
]


class Guarded(unittest.TestCase):
    """A test against the server with keys."""

    def setUp(self):
        self.server = guarded()

    def assert_code(self, code, call, **arguments):
        with self.assertRaises(ClientError) as caught:
            call(**arguments)
        response = caught.exception.response
        self.assertEqual(response["Error"]["Code"], code, response["Error"]["Message"])
        self.assertEqual(response["ResponseMetadata"]["HTTPStatusCode"], 400)
        return response["Error"]["Message"]


class Everything:
    """Calls every action once, in an order in which each succeeds."""

    def __init__(self, swf, domain, lists_domains=True):
        self.swf, self.domain, self.called = swf, domain, []
        self.arn = f"arn:aws:swf:us-east-1:000000000000:/domain/{domain}"
        self.lists_domains = lists_domains

    def call(self, action, **arguments):
        self.called.append(action)
        return getattr(self.swf, action)(**arguments)

    def run(self):
        call, domain = self.call, self.domain
        here = {"domain": domain}
        workflow, activity = {"name": "W", "version": "1"}, {"name": "A", "version": "1"}
        since = {"startTimeFilter": {"oldestDate": 0}}
        call("register_domain", name=domain, workflowExecutionRetentionPeriodInDays="1")
        call("describe_domain", name=domain)
        call("deprecate_domain", name=domain)
        call("undeprecate_domain", name=domain)
        if self.lists_domains:
            call("list_domains", registrationStatus="REGISTERED")
        call("tag_resource", resourceArn=self.arn, tags=[{"key": "k", "value": "v"}])
        call("list_tags_for_resource", resourceArn=self.arn)
        call("untag_resource", resourceArn=self.arn, tagKeys=["k"])
        call(
            "register_workflow_type",
            **here,
            **workflow,
            defaultTaskStartToCloseTimeout="60",
            defaultExecutionStartToCloseTimeout="600",
            defaultTaskList=LIST,
            defaultChildPolicy="TERMINATE",
        )
        call(
            "register_activity_type",
            **here,
            **activity,
            defaultTaskList=LIST,
            defaultTaskScheduleToStartTimeout="NONE",
            defaultTaskScheduleToCloseTimeout="NONE",
            defaultTaskStartToCloseTimeout="NONE",
            defaultTaskHeartbeatTimeout="NONE",
        )
        call("describe_workflow_type", **here, workflowType=workflow)
        call("describe_activity_type", **here, activityType=activity)
        call("list_workflow_types", **here, registrationStatus="REGISTERED")
        call("list_activity_types", **here, registrationStatus="REGISTERED")
        run = call("start_workflow_execution", **here, workflowId="w", workflowType=workflow)["runId"]
        execution = {"workflowId": "w", "runId": run}
        call("count_pending_decision_tasks", **here, taskList=LIST)
        task = call("poll_for_decision_task", **here, taskList=LIST)["taskToken"]
        decisions = [
            decision("ScheduleActivityTask", activityId=name, activityType=activity) for name in ("a", "b", "c")
        ]
        decisions.append(decision("RequestCancelActivityTask", activityId="c"))
        call("respond_decision_task_completed", taskToken=task, decisions=decisions[:3])
        call("count_pending_activity_tasks", **here, taskList=LIST)
        tokens = [call("poll_for_activity_task", **here, taskList=LIST)["taskToken"] for _ in range(3)]
        call("record_activity_task_heartbeat", taskToken=tokens[0], details="d")
        call("respond_activity_task_completed", taskToken=tokens[0])
        call("respond_activity_task_failed", taskToken=tokens[1])
        call("respond_activity_task_canceled", taskToken=tokens[2])
        call("signal_workflow_execution", **here, workflowId="w", signalName="s")
        call("request_cancel_workflow_execution", **here, workflowId="w")
        call("describe_workflow_execution", **here, execution=execution)
        call("get_workflow_execution_history", **here, execution=execution)
        call("list_open_workflow_executions", **here, **since)
        call("count_open_workflow_executions", **here, **since)
        call("terminate_workflow_execution", **here, workflowId="w")
        call("list_closed_workflow_executions", **here, **since)
        call("count_closed_workflow_executions", **here, **since)
        call("deprecate_workflow_type", **here, workflowType=workflow)
        call("undeprecate_workflow_type", **here, workflowType=workflow)
        call("deprecate_workflow_type", **here, workflowType=workflow)
        call("delete_workflow_type", **here, workflowType=workflow)
        call("deprecate_activity_type", **here, activityType=activity)
        call("undeprecate_activity_type", **here, activityType=activity)
        call("deprecate_activity_type", **here, activityType=activity)
        call("delete_activity_type", **here, activityType=activity)
        return set(self.called)


class KeyTests(Guarded):
    def test_botocore_s_signature_is_taken_for_every_action(self):
        """What botocore signs is verified for each of the 39 actions (swf-spec.md 1.9)."""
        called = Everything(client(self.server), "team.all").run()
        self.assertEqual(len(called), 39)
        operations = {
            "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")
            for name in client(self.server).meta.service_model.operation_names
        }
        self.assertEqual(called, operations)

    def test_a_key_for_some_domains_may_do_everything_there_but_list_all_domains(self):
        """ListDomains needs a key for every domain: swf-spec.md 1.6, and the real service's sentence in
        Netflix/asgard issue 722.
        """
        swf = client(self.server, "team")
        self.assertEqual(len(Everything(swf, "team.own", lists_domains=False).run()), 38)
        message = self.assert_code("AccessDeniedException", swf.list_domains, registrationStatus="REGISTERED")
        # The real service's own sentence, recorded in Netflix/asgard issue 722.
        self.assertEqual(
            message,
            "User: arn:aws:iam::000000000000:user/team is not authorized to perform: swf:ListDomains on resource: "
            "arn:aws:swf:us-east-1:000000000000:/domain/*",
        )

    def test_a_key_has_nothing_to_say_in_another_domain_whether_it_exists_or_not(self):
        """Permission comes before the domain is looked up, so nothing is learnt (swf-spec.md 1.10)."""
        client(self.server).register_domain(name="team.there", workflowExecutionRetentionPeriodInDays="1")
        swf = client(self.server, "other")
        messages = {
            self.assert_code("AccessDeniedException", swf.describe_domain, name=name).replace(name, "X")
            for name in ("team.there", "team.nowhere")
        }
        self.assertEqual(len(messages), 1)

    def test_each_role_may_do_its_own_and_no_other(self):
        """Permissions are those of roles and domains; the rest is denied (swf-spec.md 1.6)."""
        swf = {name: client(self.server, name) for name in ("all", "starter", "decider", "worker", "admin", "reader")}
        run = {"domain": "team.a"}
        swf["admin"].register_domain(name="team.a", workflowExecutionRetentionPeriodInDays="1")
        swf["admin"].register_workflow_type(
            **run,
            name="W",
            version="1",
            defaultTaskStartToCloseTimeout="60",
            defaultExecutionStartToCloseTimeout="600",
            defaultTaskList=LIST,
            defaultChildPolicy="TERMINATE",
        )
        swf["admin"].register_activity_type(
            **run, name="Step", version="1", defaultTaskList=LIST,
            **{f"defaultTask{what}Timeout": "NONE" for what in
               ("ScheduleToStart", "ScheduleToClose", "StartToClose", "Heartbeat")},
        )
        started = swf["starter"].start_workflow_execution(
            **run, workflowId="w", workflowType={"name": "W", "version": "1"}
        )
        execution = {"workflowId": "w", "runId": started["runId"]}
        decided = swf["decider"].poll_for_decision_task(**run, taskList=LIST)
        self.assert_code(
            "AccessDeniedException", swf["worker"].respond_decision_task_completed, taskToken=decided["taskToken"]
        )
        swf["decider"].get_workflow_execution_history(**run, execution=execution)
        swf["decider"].respond_decision_task_completed(taskToken=decided["taskToken"], decisions=[schedule("a")])
        work = swf["worker"].poll_for_activity_task(**run, taskList=LIST)
        for name in ("starter", "decider", "admin", "reader"):
            self.assert_code(
                "AccessDeniedException", swf[name].respond_activity_task_completed, taskToken=work["taskToken"]
            )
        stranger = client(self.server, "other")
        self.assert_code(
            "AccessDeniedException", stranger.respond_activity_task_completed, taskToken=work["taskToken"]
        )
        swf["worker"].respond_activity_task_completed(taskToken=work["taskToken"])
        swf["reader"].describe_workflow_execution(**run, execution=execution)
        for name in ("starter", "worker", "admin"):
            self.assert_code(
                "AccessDeniedException", swf[name].describe_workflow_execution, **run, execution=execution
            )
        for name in ("reader", "decider", "worker", "admin"):
            self.assert_code("AccessDeniedException", swf[name].terminate_workflow_execution, **run, workflowId="w")
        swf["starter"].terminate_workflow_execution(**run, workflowId="w")

    def test_a_wrong_secret_and_an_unknown_key(self):
        """F16, pasted from the real service, and swf-spec.md 1.6."""
        listed = {"registrationStatus": "REGISTERED"}
        wrong = client(self.server, "all", secret="another")
        message = self.assert_code("InvalidSignatureException", wrong.list_domains, **listed)
        self.assertTrue(message.startswith("The request signature we calculated does not match"))
        # swf-observed.md F16: pasted from the real service.
        unknown = client(self.server, "nobody")
        message = self.assert_code("UnrecognizedClientException", unknown.list_domains, **listed)
        self.assertEqual(message, "The security token included in the request is invalid.")

    def test_another_region_is_not_ours(self):
        """W16: everything belongs to one region, which the scope of a signature names."""
        swf = client(self.server, "all", region_name="eu-west-1")
        self.assert_code("InvalidSignatureException", swf.list_domains, registrationStatus="REGISTERED")

    def test_unsigned_requests_are_refused(self):
        """swf-spec.md 1.6."""
        unsigned = client(self.server, config={"signature_version": botocore.UNSIGNED})
        self.assert_code("MissingAuthenticationTokenException", unsigned.list_domains, registrationStatus="REGISTERED")

    def test_a_session_token_must_be_that_of_the_key(self):
        """F16: a token that was not issued is no token."""
        listed = {"registrationStatus": "REGISTERED"}
        right = client(self.server, "temporary", aws_session_token="a/session+token==")
        right.list_domains(**listed)
        for name, token in (("temporary", None), ("temporary", "another"), ("all", "a/session+token==")):
            swf = client(self.server, name, aws_session_token=token)
            self.assert_code("UnrecognizedClientException", swf.list_domains, **listed)

    def test_a_header_that_lacks_a_part_is_incomplete(self):
        """The part is named (swf-spec.md 1.6)."""
        body = b"{}"
        headers = {
            "Host": "127.0.0.1", "Content-Type": "application/x-amz-json-1.0",
            "X-Amz-Target": SERVED + "ListDomains", "Authorization": "AWS4-HMAC-SHA256 Credential=a/b/c/d/e",
        }  # fmt: skip
        status, answer = self.send(headers.items(), body)
        self.assertEqual(status, 400)
        error = json.loads(answer)
        self.assertEqual(error["__type"], "com.amazon.coral.service#IncompleteSignatureException")
        self.assertEqual(
            error["Message"],
            "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' "
            "parameter. Authorization=AWS4-HMAC-SHA256 Credential=a/b/c/d/e",
        )
        tally.note_code("IncompleteSignatureException")

    def send(self, headers, body, path="/"):
        connection = http.client.HTTPConnection(self.server.url.removeprefix("http://"), timeout=30)
        connection.putrequest("POST", path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        response = connection.getresponse()
        answer = response.read()
        connection.close()
        return response.status, answer

    def test_a_thousand_random_requests_are_signed_and_verified_alike(self):
        """botocore as the oracle: whatever it signs passes, and not with one letter changed (swf-spec.md 1.9)."""
        seed = random.randrange(1 << 32)
        dice = random.Random(seed)
        host = self.server.url.removeprefix("http://")
        signer = botocore.auth.SigV4Auth(Credentials("all", secret("all")), "swf", "us-east-1")
        connection = http.client.HTTPConnection(host, timeout=30)
        actions = boto3.client("swf", region_name="us-east-1").meta.service_model.operation_names

        def post(prepared, headers):
            connection.putrequest("POST", "/", skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                connection.putheader(name, value.encode("utf-8") if isinstance(value, str) else value)
            connection.putheader("Content-Length", str(len(prepared)))
            connection.endheaders(prepared)
            response = connection.getresponse()
            return response.status, response.read()

        letters = "abcXYZ019 \t-_.~/+=%:;,'\"(){}"
        for number in range(1000):
            body = bytes(dice.randrange(256) for _ in range(dice.randrange(200)))
            headers = {
                "Host": host,
                "Content-Type": dice.choice(["application/x-amz-json-1.0", "application/json; charset=UTF-8"]),
                "X-Amz-Target": SERVED + dice.choice(actions),
            }
            for extra in range(dice.randrange(4)):
                name = dice.choice(["X-Amz-", "x-", "Accept-", "Z"]) + dice.choice(["a", "Bee", "C-1"]) + str(extra)
                headers[name] = "".join(dice.choice(letters) for _ in range(dice.randrange(40))).strip()
            request = AWSRequest("POST", f"http://{host}/", data=body, headers=headers)
            signer.add_auth(request)
            sent = list(request.headers.items())
            status, answer = post(body, sent)
            # It got past the signature: what is wrong now is the body, or nothing.
            text = answer.decode("utf-8", "replace")
            self.assertNotIn("InvalidSignature", text, f"seed {seed}, request {number}: {sent}")
            self.assertNotIn("IncompleteSignature", text, f"seed {seed}, request {number}: {sent}")
            self.assertNotIn("Missing", text, f"seed {seed}, request {number}: {sent}")
            index = dice.randrange(len(body)) if body else 0
            spoilt = body[:index] + bytes([body[index] ^ 1]) + body[index + 1:] if body else b"x"
            status, answer = post(spoilt, sent)
            self.assertEqual(status, 400)
            self.assertIn(b"InvalidSignatureException", answer, f"seed {seed}, request {number}")
        connection.close()

    def test_a_date_in_place_of_x_amz_date_is_taken_as_botocore_sends_it(self):
        """X-Amz-Date or Date supplies the time (swf-spec.md 1.9)."""
        host = self.server.url.removeprefix("http://")
        body = b'{"registrationStatus":"REGISTERED"}'
        request = AWSRequest(
            "POST",
            f"http://{host}/",
            data=body,
            headers={
                "Host": host,
                "Content-Type": "application/x-amz-json-1.0",
                "X-Amz-Target": SERVED + "ListDomains",
                "Date": "to be replaced",
            },
        )
        botocore.auth.SigV4Auth(Credentials("all", secret("all")), "swf", "us-east-1").add_auth(request)
        sent = list(request.headers.items())
        self.assertNotIn("x-amz-date", [name.lower() for name, _ in sent])
        status, answer = self.send(sent, body)
        self.assertEqual(status, 200, answer)

    def test_a_query_with_credentials_is_refused(self):
        """Header authorization only (swf-spec.md 1.9)."""
        body = b'{"registrationStatus":"REGISTERED"}'
        host = self.server.url.removeprefix("http://")
        request = AWSRequest(
            "POST",
            f"http://{host}/",
            data=body,
            headers={"Host": host, "Content-Type": "application/x-amz-json-1.0", "X-Amz-Target": SERVED + "ListDomains"},
        )
        signer = botocore.auth.SigV4QueryAuth(Credentials("all", secret("all")), "swf", "us-east-1")
        signer.add_auth(request)
        path = request.url.removeprefix(f"http://{host}")
        self.assertIn("X-Amz-Signature", path)
        status, _ = self.send(list(request.headers.items()), body, path=path)
        self.assertEqual(status, 404)

    def test_health_needs_no_key_and_tells_nothing_more(self):
        """Not an action of swf-spec.md: it is ours, and says one word."""
        connection = http.client.HTTPConnection(self.server.url.removeprefix("http://"), timeout=30)
        connection.request("GET", "/health")
        response = connection.getresponse()
        self.assertEqual((response.status, response.read()), (200, b'{"status":"ok"}'))
        connection.close()


class RotationTests(unittest.TestCase):
    def test_the_file_of_keys_is_read_again_when_it_changes(self):
        """Keys are taken and lost within a second, and a broken file changes nothing; the refusals are those of F16."""
        file = folder() / "credentials.json"
        write(file, [key("old", ["*"], ROLES)])
        server = Server(options=["--credentials-file", str(file)])
        try:
            old, new = client(server, "old"), client(server, "new")

            def takes(swf):
                try:
                    swf.list_domains(registrationStatus="REGISTERED")
                    return True
                except ClientError as error:
                    self.assertEqual(error.response["Error"]["Code"], "UnrecognizedClientException")
                    return False

            self.assertEqual((takes(old), takes(new)), (True, False))
            # Both for a time, as one rotates keys, then the new one alone.
            write(file, [key("old", ["*"], ROLES), key("new", ["*"], ROLES)])
            self.assertTrue(until(lambda: takes(new)))
            self.assertTrue(takes(old))
            write(file, [key("new", ["*"], ROLES)])
            self.assertTrue(until(lambda: not takes(old)))
            self.assertTrue(takes(new))
            # A file that cannot be used leaves the keys as they were.
            write(file, "{ this is no file of keys")
            self.assertFalse(until(lambda: not takes(new), seconds=2))
            write(file, [key("old", ["*"], ROLES)], mode=0o644)
            self.assertFalse(until(lambda: takes(old), seconds=2))
            self.assertTrue(takes(new))
            # Rights alone may change as well.
            write(file, [key("new", ["nowhere"], ROLES)])

            def denied():
                try:
                    new.list_domains(registrationStatus="REGISTERED")
                    return False
                except ClientError as error:
                    return error.response["Error"]["Code"] == "AccessDeniedException"

            self.assertTrue(until(denied))
            file.unlink()
            self.assertFalse(until(lambda: not denied(), seconds=2))
            log = server.log()
            self.assertEqual(log.count("It is not JSON"), 1)
            self.assertEqual(log.count("has the mode 0644"), 1)
            self.assertNotIn(secret("new"), log)
        finally:
            self.assertEqual(server.end(), 0)


class StartTests(unittest.TestCase):
    """What the server refuses to start with, and says."""

    def refusal(self, *options):
        process = subprocess.run(
            [os.environ["MARTLET_SERVER"], "--store", "memory", "--port", "0", "--settings", "/dev/null", *options],
            capture_output=True,
            text=True,
            timeout=30,
        )
        self.assertEqual(process.returncode, 78, process.stderr)
        self.assertEqual(process.stdout, "")
        return process.stderr

    def setUp(self):
        self.folder = folder()
        self.settings = self.folder / "settings.json"
        self.settings.write_text('{"environments": {"dev": {}}}')

    def start(self, *options):
        return self.refusal("--settings", str(self.settings), *options)

    def test_no_keys_beyond_loopback(self):
        """swf-spec.md 1.9 wants every request signed; only loopback may do without."""
        self.assertIn("without credentials", self.start("--host", "0.0.0.0"))

    def test_a_file_that_others_may_read(self):
        """A secret that others can read is none; swf-spec.md 1.9 rests on it."""
        file = self.folder / "credentials.json"
        write(file, [key("all", ["*"], ROLES)], mode=0o640)
        sentence = self.start("--credentials-file", str(file))
        self.assertIn("has the mode 0640", sentence)
        self.assertIn(f"chmod 600 {file}", sentence)

    def test_a_file_with_mistakes(self):
        """A mistake must not become a right; swf-spec.md 1.6 denies what is not allowed."""
        file = self.folder / "credentials.json"
        write(file, [{**key("all", ["*"], ["read", "root"]), "role": []}])
        sentence = self.start("--credentials-file", str(file))
        self.assertIn("keys[0].role is no member of a credentials file.", sentence)
        self.assertIn("keys[0].roles[1] must be one of read, start, decide, work, administer.", sentence)
        self.assertNotIn(secret("all"), sentence)

    def test_the_example_is_a_good_file_once_its_secrets_are_changed(self):
        """What everybody knows is no secret for the signatures of swf-spec.md 1.9."""
        example = (pathlib.Path(__file__).parents[2] / "credentials.example.json").read_text()
        file = self.folder / "credentials.json"
        write(file, example)
        sentence = self.start("--credentials-file", str(file))
        self.assertEqual(sentence.count("is that of an example"), 3)
        write(file, example.replace("example-secret", "my-own-secret"))
        server = Server(options=["--credentials-file", str(file)])
        self.assertEqual(server.end(), 0)


    @unittest.skipIf(shutil.which("openssl") is None, "TLS: there is no openssl to make certificates with")
    def test_a_certificate_and_a_key_that_do_not_belong_together(self):
        """The service is https (swf-spec.md 1.1); what is wrong with the pair is said."""
        mine, other = Identity(), Identity()
        locked = mine.folder / "locked.key"
        run("openssl", "pkey", "-in", mine.private, "-aes256", "-passout", "pass:x", "-out", locked)
        locked.chmod(0o600)
        for certificate, private, wanted in (
            (mine.certificate, other.private, "The key is that of another certificate."),
            (mine.certificate, locked, "The key is locked by a passphrase"),
            (mine.certificate, mine.certificate, "The second must be the key of the certificate, as PEM."),
            (mine.private, mine.private, "The first must be the server's certificate and those above it, as PEM."),
        ):
            private.chmod(0o600)
            sentence = self.start(
                "--set", f"server.certificateFile={certificate}", "--set", f"server.privateKeyFile={private}"
            )
            self.assertIn(wanted, sentence)


def run(*command, **more):
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True, **more)


class Identity:
    """A private authority, and a server's certificate and key of its making."""

    def __init__(self):
        self.folder = folder()
        self.authority = self.folder / "authority.pem"
        self.authority_key = self.folder / "authority.key"
        self.certificate, self.private = self.folder / "server.pem", self.folder / "server.key"
        made = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        subject = ["-subj", "/CN=Test authority"]
        run("openssl", *made, "-x509", "-days", "2", *subject, "-keyout", self.authority_key, "-out", self.authority)
        self.keys = self.folder / "credentials.json"
        write(self.keys, [key("all", ["*"], ROLES)])
        self.issue("first")

    def issue(self, name):
        """A new certificate for this machine, put in place of the one before it."""
        request, extension = self.folder / "request.pem", self.folder / "extension"
        extension.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        new, new_key = self.folder / "new.pem", self.folder / "new.key"
        made = ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        run("openssl", *made, "-subj", f"/CN={name}", "-keyout", new_key, "-out", request)
        signed = ["x509", "-req", "-CA", self.authority, "-CAkey", self.authority_key, "-CAcreateserial", "-days", "2"]
        run("openssl", *signed, "-in", request, "-extfile", extension, "-out", new)
        new_key.chmod(0o600)
        new.rename(self.certificate)
        new_key.rename(self.private)

    def options(self):
        files = {"certificateFile": self.certificate, "privateKeyFile": self.private, "credentialsFile": self.keys}
        return [word for name, path in files.items() for word in ("--set", f"server.{name}={path}")]

    def context(self):
        return ssl.create_default_context(cafile=str(self.authority))


def boto3_client_at(url):
    """A client of any address, which nobody counts."""
    with service._lock:
        return boto3.client(
            "swf",
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id="all",
            aws_secret_access_key=secret("all"),
            config=Config(connect_timeout=10, read_timeout=70, retries={"total_max_attempts": 1}),
        )


_identity = []


def identity():
    """The identity of the server that the tests share."""
    with _lock:
        if not _identity:
            _identity.append(Identity())
        return _identity[0]


@unittest.skipIf(shutil.which("openssl") is None, "TLS: there is no openssl to make certificates with")
class EncryptionTests(unittest.TestCase):
    def setUp(self):
        self.identity = identity()
        self.authority = self.identity.authority
        self.server = special("encrypted", options=self.identity.options())

    def connect(self, server, identity):
        connection = http.client.HTTPSConnection(
            "127.0.0.1", int(server.port), timeout=30, context=identity.context()
        )
        connection.connect()
        return connection

    def name(self, connection):
        return dict(pair[0] for pair in connection.sock.getpeercert()["subject"])["commonName"]

    def healthy(self, connection):
        connection.request("GET", "/health")
        response = connection.getresponse()
        return response.status, response.read()

    def test_boto3_speaks_https_with_a_private_authority(self):
        """The service is https (swf-spec.md 1.1)."""
        self.assertTrue(self.server.url.startswith("https://127.0.0.1:"))
        swf = client(self.server, verify=str(self.authority))
        self.assertEqual(len(Everything(swf, "encrypted").run()), 39)

    def test_boto3_does_not_trust_it_by_itself(self):
        """A certificate of a private authority is one (swf-spec.md 1.1: https)."""
        with self.assertRaises(SSLError):
            client(self.server).list_domains(registrationStatus="REGISTERED")

    def test_our_own_programs_speak_https_with_a_private_authority(self):
        """The service is https (swf-spec.md 1.1), for our programs too."""
        settings = self.identity.folder / "client.json"
        settings.write_text('{"environments": {"dev": {}}}')
        command = [
            str(pathlib.Path(os.environ["MARTLET_SERVER"]).parent / "martlet"), "list", "--settings", str(settings),
            "--endpoint", self.server.url, "--domain", "own-programs", "--json",
        ]  # fmt: skip
        environment = {**os.environ, "AWS_ACCESS_KEY_ID": "all", "AWS_SECRET_ACCESS_KEY": secret("all")}
        client(self.server, verify=str(self.authority)).register_domain(
            name="own-programs", workflowExecutionRetentionPeriodInDays="1"
        )
        trusting = [*command, "--set", f"service.certificateAuthorityFile={self.authority}"]
        run(*trusting, env=environment, timeout=60)
        doubting = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(doubting.returncode, 69, doubting.stderr)
        self.assertIn("or nobody vouches for it whom this machine trusts", doubting.stderr)
        elsewhere = [*trusting, "--endpoint", self.server.url.replace("127.0.0.1", "127.0.0.2")]
        refused = subprocess.run(elsewhere, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(refused.returncode, 69, refused.stderr)
        wrong = [*command, "--set", f"service.certificateAuthorityFile={self.identity.private}"]
        refused = subprocess.run(wrong, env=environment, capture_output=True, text=True, timeout=60)
        self.assertEqual(refused.returncode, 78, refused.stderr)

    def test_a_new_certificate_is_shown_to_new_connections_and_drops_none(self):
        """The service is https (swf-spec.md 1.1) without a pause when its certificate is renewed."""
        mine = Identity()
        server = Server(options=mine.options())
        try:
            old = self.connect(server, mine)
            self.assertEqual((self.name(old), self.healthy(old)[0]), ("first", 200))
            mine.issue("second")

            def shown():
                connection = self.connect(server, mine)
                name = self.name(connection)
                connection.close()
                return name

            self.assertTrue(until(lambda: shown() == "second"))
            self.assertEqual((self.name(old), self.healthy(old)[0]), ("first", 200))
            # A certificate that cannot be used leaves the one before in force.
            mine.certificate.write_text("no certificate")
            self.assertFalse(until(lambda: shown() != "second", seconds=2))
            self.assertIn("The first must be the server's certificate and those above it, as PEM.", server.log())
            # So does a key that does not fit, until its certificate comes.
            mine.issue("third")
            self.assertTrue(until(lambda: shown() == "third"))
            self.assertEqual(self.healthy(old)[0], 200)
            old.close()
        finally:
            self.assertEqual(server.end(), 0)

    def test_plain_http_is_told_that_this_is_https_and_nothing_more(self):
        """The service is https (swf-spec.md 1.1): botocore shows the sentence, and no path and no key changes it."""
        swf = boto3_client_at(self.server.url.replace("https://", "http://"))
        with self.assertRaises(ClientError) as caught:
            swf.list_domains(registrationStatus="REGISTERED")
        sentence = "This server speaks TLS: its address begins with https://."
        self.assertEqual(caught.exception.response["Error"]["Message"], sentence)
        for request in (b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"x", b"POST / HTTP/1.1\r\n" * 3):
            with socket.create_connection(("127.0.0.1", int(self.server.port)), timeout=10) as raw:
                raw.sendall(request)
                answer = b""
                while part := raw.recv(1000):
                    answer += part
            self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer)
            self.assertTrue(answer.endswith(sentence.encode() + b'"}'), answer)

    def test_old_versions_of_tls_get_no_answer(self):
        """The service is https (swf-spec.md 1.1), version 1.2 or newer."""
        context = self.identity.context()
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        with self.assertRaises((ssl.SSLError, ConnectionError)):
            with socket.create_connection(("127.0.0.1", int(self.server.port)), timeout=10) as raw:
                context.wrap_socket(raw, server_hostname="127.0.0.1")

    def test_a_poll_whose_client_is_gone_takes_no_task(self):
        """An abandoned poll never swallows a task, behind TLS neither (swf-spec.md 2.4.27)."""
        swf = client(self.server, verify=str(self.authority))
        swf.register_domain(name="abandoned", workflowExecutionRetentionPeriodInDays="1")
        swf.register_workflow_type(
            domain="abandoned", name="W", version="1", defaultTaskStartToCloseTimeout="60",
            defaultExecutionStartToCloseTimeout="600", defaultTaskList=LIST, defaultChildPolicy="TERMINATE",
        )  # fmt: skip
        host = f"127.0.0.1:{self.server.port}"
        body = json.dumps({"domain": "abandoned", "taskList": LIST}).encode()
        request = AWSRequest(
            "POST", f"https://{host}/", data=body,
            headers={
                "Host": host, "Content-Type": "application/x-amz-json-1.0",
                "X-Amz-Target": SERVED + "PollForDecisionTask",
            },
        )  # fmt: skip
        botocore.auth.SigV4Auth(Credentials("all", secret("all")), "swf", "us-east-1").add_auth(request)
        for graceful in (True, False):
            raw = socket.create_connection(("127.0.0.1", int(self.server.port)), timeout=10)
            sock = self.identity.context().wrap_socket(raw, server_hostname="127.0.0.1")
            head = "POST / HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
            sock.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            with self.assertRaises(TimeoutError):
                sock.settimeout(0.5)
                sock.recv(1)
            if graceful:
                sock.settimeout(5)
                try:
                    sock.unwrap()
                except (ssl.SSLError, OSError):
                    pass
            sock.close()
            name = "graceful" if graceful else "sudden"
            waiting = Background(swf.poll_for_decision_task, domain="abandoned", taskList=LIST)
            swf.start_workflow_execution(
                domain="abandoned", workflowId=name, workflowType={"name": "W", "version": "1"}
            )
            self.assertEqual(waiting.result()["workflowExecution"]["workflowId"], name)

