"""A client as boto 2 and its contemporaries spoke to the service: the long prefix before the action, `application/json`
with a content encoding that is none, and a signature over three header fields only (W1, W2, swf-spec.md 1.1, 1.9).

It has the methods of boto3's client, so that the same bot runs on either.
"""

import http.client
import json
import re

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore import xform_name

from service import LEGACY, count
from tally import OPERATIONS

_UUID = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


class Refused(Exception):
    """A fault: its code and its message."""

    def __init__(self, envelope):
        super().__init__(envelope["__type"].split("#")[1], envelope.get("message", envelope.get("Message")))


class OldClient:
    def __init__(self, url, key="test", secret="test", region="us-east-1"):
        self.host = url.removeprefix("http://")
        self.signer = SigV4Auth(Credentials(key, secret), "swf", region)
        self.calls = 0

    def __getattr__(self, name):
        operation = next((candidate for candidate in OPERATIONS if xform_name(candidate) == name), None)
        if operation is None:
            raise AttributeError(name)
        return lambda **arguments: self.call(operation, arguments)

    def fields(self, target, body):
        """The header fields of a request; what is signed is the host, the date and the target."""
        request = AWSRequest("POST", f"http://{self.host}/", {"Host": self.host, "X-Amz-Target": target}, body)
        self.signer.add_auth(request)
        return {
            **dict(request.headers),
            "Content-Type": "application/json; charset=UTF-8",
            "Content-Encoding": "amz-1.0",
            "User-Agent": "Boto/2.49.0 Python/2.7.18 Linux/4.4",
        }

    def call(self, operation, arguments):
        body = json.dumps(arguments)
        connection = http.client.HTTPConnection(self.host, timeout=70)
        try:
            connection.request("POST", "/", body, self.fields(LEGACY + operation, body))
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        self.calls += 1
        count(operation, body, response.status, answer)
        if not _UUID.match(response.headers["x-amzn-RequestId"]):
            raise AssertionError(f"no request id: {response.headers.items()}")
        if response.status == 400:
            raise Refused(json.loads(answer))
        if response.status != 200:
            raise AssertionError(f"{response.status} {answer!r}")
        if OPERATIONS[operation].output_shape is None:
            if answer != b"" or response.headers["Content-Length"] != "0":
                raise AssertionError(f"{operation}: {answer!r}")
            return {}
        # Without a charset, as recorded.
        if response.headers["Content-Type"] != "application/json":
            raise AssertionError(response.headers["Content-Type"])
        return json.loads(answer)
