"""Crash images: what a disk may hold when the power goes, made from the log of one run.

strace writes down every write, sync and answer of a run. At a moment of it the disk holds what was synced, and of what
was written since, any part: nothing, all, some writes without those before them, a write torn in units of 512 bytes. Each
image is opened with SQLite, and held against what clients had been told by that moment (as ALICE does).
"""

import contextlib
import json
import random
import re
import sqlite3

from audit import check_file, compare, lint, runs
from cases_strace import need_strace
from rig import Failure, Fault, Server, expect, folder
from script import DONE, UNKNOWN, Script

SECTOR = 512
FOLDER = "folder"


class Step:
    """One thing that happened: a write, sync, truncation or removal of a file, or an answer to a client."""

    def __init__(self, kind, file=None, offset=0, data=b"", request=None):
        self.kind = kind
        self.file = file
        self.offset = offset
        self.data = data
        self.request = request


def unescape(text):
    """The bytes of a string that strace wrote with -xx."""
    return bytes.fromhex(text.replace("\\x", ""))


def read_log(output, path):
    """The steps of a log of strace, in the order of their beginning; what did not end is at the end of its thread."""
    steps = []
    unfinished = {}
    call = re.compile(r"^(\d+) +(\w+)\((\d+)<([^>]*)>(.*)$")
    for line in output.read_text(errors="replace").splitlines():
        resumed = re.match(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$", line)
        if resumed:
            # A sync counts from its end; the place of a write is that of its beginning, when it may already be seen.
            step = unfinished.pop(resumed[1], None)
            if step is not None and step.kind == "sync":
                steps.append(step)
            continue
        removal = re.match(r'^(\d+) +unlink\("([^"]*)"', line)
        if removal:
            name = unescape(removal[2]).decode()
            if name.startswith(path):
                steps.append(Step("remove", name[len(path):]))
            continue
        found = call.match(line)
        if not found:
            continue
        thread, name, target, rest = found[1], found[2], unescape_path(found[4]), found[5]
        if name in ("fdatasync", "fsync") and target == path.rsplit("/", 1)[0]:
            steps.append(Step("sync", FOLDER))
        elif target.startswith(path):
            file = target[len(path):]
            if file not in ("", "-wal", "-journal"):
                continue
            if name == "pwrite64":
                data, length, offset = re.match(r', "((?:\\x..)*)"(?:\.\.\.)?, (\d+), (\d+)', rest).groups()
                data = unescape(data)
                expect(len(data) == int(length), f"strace cut a write of {length} bytes")
                steps.append(Step("write", file, int(offset), data))
            elif name == "ftruncate":
                steps.append(Step("truncate", file, int(re.match(r", (\d+)", rest)[1])))
            elif name in ("fdatasync", "fsync"):
                step = Step("sync", file)
                if "<unfinished" in rest:
                    unfinished[thread] = step
                else:
                    steps.append(step)
        elif name in ("write", "writev", "sendto", "sendmsg"):
            for chunk in re.findall(r'"((?:\\x..)+)"', rest):
                identifier = re.search(rb"(?i)x-amzn-requestid: *([^\r\n]+)", unescape(chunk))
                if identifier:
                    steps.append(Step("answer", request=identifier[1].decode().strip()))
    return steps


def unescape_path(text):
    return unescape(text).decode(errors="replace") if text.startswith("\\x") else text


class Disk:
    """What is surely on the disk, and what was done since in order.

    A name that is new or removed is so for sure once the folder is synced; until then it is as an image chooses.
    """

    def __init__(self):
        self.synced = {}
        self.pending = {}
        self.names = set()
        self.present = set()

    def apply(self, step):
        file = step.file
        if step.kind == "sync" and file == FOLDER:
            self.names = set(self.present)
            for name, steps in self.pending.items():
                removals = [index for index, earlier in enumerate(steps) if earlier.kind == "remove"]
                if removals:
                    del steps[: removals[-1] + 1]
                    self.synced[name] = None
        elif step.kind == "sync":
            content = self.synced.get(file)
            for earlier in self.pending.pop(file, []):
                content = changed(content, earlier)
            self.synced[file] = content
        else:
            self.pending.setdefault(file, []).append(step)
            (self.present.discard if step.kind == "remove" else self.present.add)(file)

    def image(self, chooser):
        """The files after a crash; `chooser(step)` says what is there of a pending step."""
        files = dict(self.synced)
        for file, steps in self.pending.items():
            content = files.get(file)
            for step in steps:
                for part in chooser(step):
                    content = changed(content, part)
            files[file] = content
        for file in self.present - self.names:
            if not chooser(Step("create", file)):
                files[file] = None
        return {file: content for file, content in files.items() if content is not None}


def changed(content, step):
    if step.kind == "remove":
        return None
    content = bytearray(content or b"")
    if step.kind == "truncate":
        if step.offset <= len(content):
            del content[step.offset:]
        else:
            content.extend(bytes(step.offset - len(content)))
        return bytes(content)
    end = step.offset + len(step.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[step.offset:end] = step.data
    return bytes(content)


def sectors(step):
    """A write as writes of units that a disk writes whole."""
    parts = []
    offset = step.offset
    end = step.offset + len(step.data)
    while offset < end:
        stop = min(end, offset - offset % SECTOR + SECTOR)
        parts.append(Step("write", step.file, offset, step.data[offset - step.offset:stop - step.offset]))
        offset = stop
    return parts


def keep_all(step):
    return [step]


def keep_none(step):
    return []


def keep_some(generator, share):
    """Each write is there, or not, or torn."""

    def choose(step):
        if step.kind != "write":
            return [step] if generator.random() < share else []
        roll = generator.random()
        if roll < share / 2:
            return [step]
        if roll < share:
            return [part for part in sectors(step) if generator.random() < 0.5]
        return []

    return choose


def keep_prefix(count):
    """The first so many writes are there, and of the next the first half."""
    left = [count]

    def choose(step):
        left[0] -= 1
        if left[0] >= 0:
            return [step]
        return sectors(step)[: len(step.data) // SECTOR // 2] if left[0] == -1 and step.kind == "write" else []

    return choose


def recorded_run(place, plant=None):
    """A run under strace. Returns its steps, and for each answer what the clients knew once they had it."""
    server = Server(place, plant)
    output = place / "strace"
    wrapper = [
        "strace", "-f", "--seccomp-bpf", "-y", "-qq", "-xx", "-s", "70000", "-o", str(output),
        "-e", "trace=pwrite64,write,writev,sendto,sendmsg,fdatasync,fsync,ftruncate,unlink",
    ]
    server.start(wrapper=wrapper)
    try:
        # Enough time that no task runs out of it: the run is slow under strace.
        script = Script(server.client(), task_seconds=30)
        known = []
        first = script.client
        call = first.call

        def noting(action, **body):
            answer = call(action, **body)
            known.append((first.request_id, action, body, answer))
            return answer

        first.call = noting
        script.run()
        compare(server.client(), script.witness, final=True)
        server.kill()
    finally:
        server.kill()
    return read_log(output, str(server.path)), known, script.witness


class Told:
    """What the file must hold by a moment: grows with the answers, in the order in which they left the server."""

    def __init__(self, known):
        self.by_request = {request: (action, body, answer) for request, action, body, answer in known}
        self.expectations = []

    def answer(self, request):
        action, body, answer = self.by_request.get(request, (None, None, None))
        if action == "StartWorkflowExecution":
            self.expectations.append(("run", body["workflowId"], answer["runId"]))
        elif action == "SignalWorkflowExecution":
            self.expectations.append(("event", "signalName", body["signalName"]))
        elif action == "RespondDecisionTaskCompleted":
            marker = body["decisions"][0]["recordMarkerDecisionAttributes"]["markerName"]
            self.expectations.append(("event", "markerName", marker))
        elif action == "RespondActivityTaskCompleted":
            self.expectations.append(("event", "result", body["result"]))
        elif action in ("PollForDecisionTask", "PollForActivityTask") and "taskToken" in answer:
            self.expectations.append(("event", "identity", body["identity"]))
        elif action == "RegisterDomain":
            self.expectations.append(("domain", "name", body["name"]))
        elif action == "TerminateWorkflowExecution":
            self.expectations.append(("event", "reason", body["reason"]))
        else:
            return False
        return True


def look(path):
    """Every history of a file, read as SQLite gives it: {(workflowId, runId): events}, and the domains."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        result = database.execute("PRAGMA quick_check").fetchall()
        expect(result == [("ok",)], f"quick_check says {result}")
        tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master")}
        if "execution" not in tables:
            return {}, set()
        domains = {row[0] for row in database.execute("SELECT name FROM domain")}
        names = {row[0]: (row[1], row[2], row[3]) for row in database.execute(
            "SELECT id, workflow_id, run_id, last_event_id FROM execution")}
        histories = {(name, run): [] for name, run, _ in names.values()}
        for owner, first, lines in database.execute(
            "SELECT execution_id, first_event_id, events FROM history ORDER BY execution_id, first_event_id"
        ):
            expect(owner in names, f"there are events of an execution {owner} that is not there")
            histories[names[owner][:2]] += [json.loads(line) for line in bytes(lines).split(b"\n")]
        for name, run, last in names.values():
            count = len(histories[name, run])
            expect(count == last, f"the row of {name} says {last} events, its history has {count}")
    return histories, domains


def judge(path, expectations):
    """Whether a file keeps every promise that was made."""
    histories, domains = look(path)
    values = set()
    for (name, _), events in histories.items():
        lint(name, events)
        for event in events:
            kind = event["eventType"]
            for key, value in event[kind[0].lower() + kind[1:] + "EventAttributes"].items():
                if isinstance(value, str):
                    values.add((key, value))
    for kind, key, value in expectations:
        if kind == "run":
            kept = (key, value) in histories
        elif kind == "domain":
            kept = value in domains
        else:
            kept = (key, value) in values
        expect(kept, f"{key} {value} was acknowledged before the power went, and is not there")


def images(count, seed, plant=None, by_server=25):
    """Makes so many images and judges each; every so many-th is opened by a server too."""
    need_strace("the crash images")
    with folder() as place:
        (place / "run").mkdir()
        steps, known, witness = recorded_run(place / "run", plant)
        told = Told(known)
        answers = sum(1 for step in steps if step.kind == "answer" and step.request in told.by_request)
        writes = sum(1 for step in steps if step.kind == "write")
        expect(answers > 20 and writes > 100, f"strace saw {answers} answers and {writes} writes: that is no run")
        disk = Disk()
        generator = random.Random(seed)
        moments = [index for index, step in enumerate(steps) if step.kind != "answer"]
        each = max(1, round(count / len(moments)))
        made = opened = 0
        for index, step in enumerate(steps):
            if step.kind == "answer":
                # The promise binds from the moment at which the answer leaves.
                if told.answer(step.request):
                    name = f"{made} (seed {seed}), after an answer, with nothing kept that was not synced"
                    made += image(place, disk.image(keep_none), told, name)
                continue
            disk.apply(step)
            pending = sum(map(len, disk.pending.values()))
            choosers = [keep_none, keep_all][: each] if each < 3 else [keep_none, keep_all]
            while len(choosers) < each:
                share = generator.choice((0.3, 0.7, 0.95))
                choosers.append(
                    keep_prefix(generator.randrange(pending + 1)) if generator.random() < 0.4
                    else keep_some(generator, share)
                )
            if each < 3 and generator.random() < 0.6:
                choosers = [keep_some(generator, generator.choice((0.3, 0.7, 0.95)))]
            for chooser in choosers:
                files = disk.image(chooser)
                made += image(place, files, told, f"{made} (seed {seed}), after step {index}")
                if by_server and made % by_server == 0:
                    opened += served(place, files, plant)
        expect(made >= min(count, 500) * 0.9, f"only {made} images were made")
        return f"{made} images, {opened} of them opened by a server, of {len(moments)} operations and {answers} answers"


def write(files, path):
    """Makes an image, in place of the one before it."""
    for file in ("", "-wal", "-journal", "-shm"):
        path.with_name(path.name + file).unlink(missing_ok=True)
    for file, content in files.items():
        path.with_name(path.name + file).write_bytes(content)


def image(place, files, told, name):
    path = place / "image.sqlite"
    write(files, path)
    try:
        judge(path, told.expectations)
    except (Failure, sqlite3.DatabaseError, ValueError) as problem:
        raise Failure(f"crash image {name}: {problem}") from None
    return 1


def served(place, files, plant):
    """Opens an image with the server: it starts, and its answers keep the same rules."""
    (place / "served").mkdir(exist_ok=True)
    server = Server(place / "served", plant)
    write(files, server.path)
    try:
        server.start()
        client = server.client()
        try:
            for info, events in runs(client):
                lint(info["execution"]["workflowId"], events)
        except Fault as fault:
            # Before the domain was registered there is none.
            expect("UnknownResource" in fault.code, f"the server of a crash image answers {fault}")
        check_file(server.path)
    finally:
        server.kill()
    return 1
