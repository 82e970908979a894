"""A real server for the tests, as a process of its own on a free port."""

import os
import re
import shutil
import subprocess
import tempfile

import boto3
from botocore.config import Config


class Server:
    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="martlet-interop-")
        self.process = None
        self.url = None

    def start(self):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("MARTLET_")}
        self.process = subprocess.Popen(
            [os.environ["MARTLET_SERVER"], "--store", f"sqlite:{self.folder}/store.sqlite", "--port", "0"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            env=environment,
            text=True,
        )
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+", line)
        if not found:
            raise RuntimeError(f"the server said {line!r} instead of where it listens")
        self.url = found.group(0)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Asks the server to leave, and tells its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=20)

    def remove(self):
        if self.process and self.process.poll() is None:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def client(self, region="us-east-1"):
        """A client as any program makes one; only the address is ours."""
        return boto3.client(
            "swf",
            region_name=region,
            endpoint_url=self.url,
            aws_access_key_id="anything",
            aws_secret_access_key="anything",
            config=Config(connect_timeout=5, read_timeout=70, retries={"max_attempts": 2}),
        )
