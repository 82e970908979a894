"""The server program as a process, and a client that sends each call once and says what became of it."""

import contextlib
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent


class Failure(Exception):
    """What a case found wrong, as a sentence."""


class LeftOut(Exception):
    """Why a case cannot be run here, as a sentence."""


class Lost(Exception):
    """No answer came: whether the call was done is not known."""


class Fault(Exception):
    """The service refused."""

    def __init__(self, status, code, message):
        super().__init__(f"{code} ({status}): {message}")
        self.status = status
        self.code = code
        self.message = message


def expect(condition, sentence):
    if not condition:
        raise Failure(sentence)


def program():
    """The server under test."""
    return os.environ["MARTLET_SERVER"]


def faulty_program():
    """The server that bugs can be planted in; it is built beside the other."""
    path = pathlib.Path(program()).with_name("FaultyServer")
    if not path.exists():
        raise LeftOut(f"the planted bugs, because {path.name} is not built beside the server")
    return str(path)


def disk_library():
    """disk.c as a library; run.sh builds it."""
    return os.environ["MARTLET_FAULTS_DISK"]


@contextlib.contextmanager
def folder():
    path = pathlib.Path(tempfile.mkdtemp(prefix="martlet-faults-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


class Server:
    """One server process after another over one store, on one port."""

    def __init__(self, place, plant=None, port=None):
        self.place = pathlib.Path(place)
        self.path = self.place / "store.sqlite"
        self.log = self.place / "server.log"
        self.plant = plant
        self.port = port or "0"
        self.process = None
        (self.place / "settings.json").write_text('{"environments": {"dev": {}}}')

    def start(self, plan=None, record=None, wrapper=(), environment=None, must=True):
        """Starts it; with a plan, over the disk that fails.

        Returns False when it ended before it was ready, which is a failure when it must be ready.
        """
        environment = dict(os.environ, **(environment or {}))
        if plan is not None or record is not None:
            environment["LD_PRELOAD"] = " ".join(filter(None, [disk_library(), environment.get("LD_PRELOAD")]))
            environment["FAULTS_FILE"] = str(self.path)
            environment["FAULTS_PLAN"] = plan or ""
            if record is not None:
                environment["FAULTS_LOG"] = str(record)
        command = [program() if self.plant is None else faulty_program()]
        if self.plant and self.plant != "none":
            command += ["--plant", self.plant]
        command += ["--store", f"sqlite:{self.path}", "--port", self.port]
        command += ["--settings", str(self.place / "settings.json")]
        self.began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*wrapper, *command], stdout=subprocess.PIPE, stderr=log, env=environment, text=True
            )
        line = self.process.stdout.readline()
        if not line.startswith("ready: "):
            code = self.process.wait()
            if must:
                raise Failure(f"the server did not start: it ended with {code}; {self.tail()}")
            return False
        self.port = line.split()[1].rsplit(":", 1)[1]
        # What it still says must not stop it.
        threading.Thread(target=self.process.stdout.read, daemon=True).start()
        return True

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self):
        """The process of the server itself, below a wrapper such as strace."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        name = pathlib.Path(f"/proc/{self.process.pid}/comm").read_text().strip()
        if name in ("strace", "faketime"):
            return int(children.read_text().split()[0])
        return self.process.pid

    def wait(self, seconds=30):
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise Failure(f"the server did not end within {seconds} s; {self.tail()}") from None

    def is_alive(self):
        return self.process is not None and self.process.poll() is None

    def terminate(self, seconds=30):
        """Asks it to leave, and returns its exit code."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)
        return self.wait(seconds)

    def kill(self):
        if not self.is_alive():
            return
        # A wrapper ends by itself behind the server: killed, it would leave its log unfinished. Once the server is gone
        # it has no child any more, and is only waited for.
        with contextlib.suppress(ProcessLookupError, FileNotFoundError, IndexError):
            os.kill(self.pid, signal.SIGKILL)
        self.process.wait()

    def tail(self):
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return "its log ends: " + text[-1500:]

    def said(self, words):
        return words in self.log.read_text(errors="replace")

    def health(self):
        """The status of GET /health, or None when nobody answers."""
        try:
            connection = http.client.HTTPConnection("127.0.0.1", int(self.port), timeout=10)
            connection.request("GET", "/health")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    #: How many seconds /health may take to tell of what happened.
    patience = 15

    def await_health(self, status):
        seconds = self.patience
        deadline = time.monotonic() + seconds
        while self.health() != status:
            expect(time.monotonic() < deadline, f"/health was not {status} within {seconds} s; {self.tail()}")
            time.sleep(0.02)

    def client(self, timeout=70):
        return Client(int(self.port), timeout)


class Client:
    """Calls over one connection. Nothing is sent twice."""

    def __init__(self, port, timeout=70):
        self.port = port
        self.timeout = timeout
        self.connection = None
        #: The request id of the last answer.
        self.request_id = None

    def call(self, action, **body):
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            if self.connection.sock is None:
                self.connection.connect()
                self.connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connection.request(
                "POST",
                "/",
                json.dumps(body),
                {
                    "X-Amz-Target": f"SimpleWorkflowService.{action}",
                    "Content-Type": "application/x-amz-json-1.0",
                },
            )
            response = self.connection.getresponse()
            answer = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Lost(f"{action}: {error!r}") from None
        self.request_id = response.headers.get("x-amzn-RequestId")
        if response.headers.get("connection", "").lower() == "close":
            self.close()
        value = json.loads(answer) if answer else {}
        if response.status != 200:
            raise Fault(response.status, value.get("__type", "").rsplit("#", 1)[-1], value.get("message"))
        return value

    def close(self):
        if self.connection is not None:
            self.connection.close()
            self.connection = None
