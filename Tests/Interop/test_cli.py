"""The AWS command line, where there is one."""

import json
import os
import shutil
import subprocess
import unittest

from service import Case


@unittest.skipUnless(shutil.which("aws"), "the AWS command line, which is not on this machine")
class CommandLineTests(Case):
    def aws(self, *arguments):
        environment = dict(
            os.environ,
            AWS_ENDPOINT_URL_SWF=self.url,
            AWS_ACCESS_KEY_ID="test",
            AWS_SECRET_ACCESS_KEY="test",
            AWS_DEFAULT_REGION="us-east-1",
            AWS_PAGER="",
        )
        return subprocess.run(
            ["aws", "swf", *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    def test_domains_are_listed(self):
        answer = self.aws("list-domains", "--registration-status", "REGISTERED", "--page-size", "2")
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertIn(self.domain, [info["name"] for info in json.loads(answer.stdout)["domainInfos"]])

    def test_a_refusal_is_told(self):
        answer = self.aws("describe-domain", "--name", "nowhere")
        self.assertNotEqual(answer.returncode, 0)
        self.assertIn("UnknownResourceFault", answer.stderr)
        self.assertIn("Unknown domain: nowhere", answer.stderr)
