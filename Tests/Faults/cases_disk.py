"""A disk that fails at the Nth thing that is done to it, for every N of a scripted run.

`kill` and `torn` end the process there; `eio` and `enospc` fail the operation; `doneeio` does it and fails all the same.
The numbers count over all threads of the process (disk.c).
"""

import time

from audit import check_file, check_heartbeat, compare, lint_by_program
from rig import Fault, Lost, Server, expect, folder
from script import DOMAIN, Script


class Operation:
    """One line of the log of disk.c."""

    def __init__(self, line):
        number, self.kind, self.file, offset, length, self.outcome = line.split()
        self.number = int(number)
        self.offset = int(offset)
        self.length = int(length)

    def __str__(self):
        return f"{self.kind} of {self.file}"


def operations(log):
    return [Operation(line) for line in log.read_text().splitlines()] if log.exists() else []


def recorded(plant=None):
    """What the scripted run does to the disk, from the first start to the end of the process."""
    with folder() as place:
        server = Server(place, plant)
        log = place / "operations"
        server.start(record=log, plan="")
        try:
            script = Script(server.client())
            script.run()
            compare(server.client(), script.witness, final=True)
            expect(server.terminate() == 0, f"the server did not leave well; {server.tail()}")
        finally:
            server.kill()
        return operations(log)


def reopened(server, script):
    """Starts the server on the file as it is, and holds it against what the clients know."""
    server.start()
    check_heartbeat(server.path, script.witness)
    client = server.client()
    compare(client, script.witness)
    script.client = client


def ended(server, script, thorough=True):
    """Everything came to its end: a last time from the file, after a kill."""
    server.kill()
    server.start()
    check_file(server.path)
    compare(server.client(), script.witness, final=True)
    if thorough:
        lint_by_program(server.client())
    server.kill()


def killed(number, what="kill", plant=None):
    """The process ends at the Nth operation; it is started again, and the clients go on to the end."""
    with folder() as place:
        server = Server(place, plant)
        log = place / "operations"
        began = server.start(plan=f"{number}:{what}", record=log, must=False)
        try:
            if not began:
                expect(server.process.returncode == -9, f"the server did not start; {server.tail()}")
                server.start()
            script = Script(server.client())

            def trouble(fault):
                expect(fault is None, f"a call was refused: {fault}")
                expect(server.wait() == -9, f"the server ended by itself; {server.tail()}")
                reopened(server, script)

            script.trouble = trouble
            script.run()
            hit = [operation for operation in operations(log) if operation.outcome != "done"]
            if not hit:
                expect(server.terminate() in (0, -9), f"the server did not leave well; {server.tail()}")
            ended(server, script, thorough=number % 10 == 0)
            return hit or operations(log)[-1].outcome != "done"
        finally:
            server.kill()


def failing(number, what, plant=None):
    """The Nth operation fails."""
    with folder() as place:
        server = Server(place, plant)
        log = place / "operations"
        began = server.start(plan=f"{number}:{what}", record=log, must=False)
        try:
            if not began:
                expect(
                    server.process.returncode == 71,
                    f"a disk that fails at the start is told with exit code 71, not {server.process.returncode}; {server.tail()}",
                )
                expect(server.said("cannot be opened"), f"the reason is not told; {server.tail()}")
                server.start()
            script = Script(server.client())
            handled = []

            def hit():
                return next((found for found in operations(log) if found.outcome != "done"), None)

            def trouble(fault):
                found = hit()
                expect(fault is not None, f"the server was gone; {server.tail()}")
                expect(found is not None, f"a call was refused before anything failed: {fault}")
                if found.kind == "write" and what == "enospc":
                    # No space for a write: nothing of it was done, and the next may find some.
                    expect(fault.status == 503, f"without space a call was answered with {fault}")
                    server.await_health(200)
                    handled.append(found)
                    return
                expect(not handled, f"it failed once, and a second call was refused: {fault}")
                handled.append(found)
                stands_still(server, script, log, found)
                reopened(server, script)

            def waiting():
                found = hit()
                if found and not handled and not (found.kind == "write" and what == "enospc"):
                    # What failed was no call's commit but the server's own.
                    if server.health() == 503:
                        trouble(Fault(503, "none", "found by looking"))

            script.trouble = trouble
            script.waiting = waiting
            script.run()
            found = hit()
            # SQLite does not look at what the sync of a folder says (docs/DURABILITY.md); it happens at the start alone.
            harmless = found and (found.file == "folder" or (found.kind == "write" and what == "enospc"))
            if began and found and not handled and not harmless:
                expect(server.health() == 503, f"a {found} failed, and the server went on as if it had not")
                trouble(Fault(503, "none", "found by looking"))
            if found is None:
                # It is left to the end of the process, whose file is then as it is.
                server.terminate()
                found = hit()
            ended(server, script, thorough=number % 5 == 0)
            return found
        finally:
            server.kill()


def stands_still(server, script, log, found):
    """A server whose disk failed writes nothing more, says so, and goes on reading."""
    server.await_health(503)
    client = server.client()
    for name in ("first", "second"):
        try:
            client.call("RegisterDomain", name=name, workflowExecutionRetentionPeriodInDays="1")
            expect(False, f"after a failed {found} a call was acknowledged")
        except Fault as fault:
            expect(fault.status == 503, f"after a failed {found} a call was answered with {fault}")
        except Lost as lost:
            expect(False, f"after a failed {found} the server was gone: {lost}")
    domains = client.call("ListDomains", registrationStatus="REGISTERED")["domainInfos"]
    if any(info["name"] == DOMAIN for info in domains):
        compare(client, script.witness)
    # Longer than the second after which a full disk is tried again.
    time.sleep(1.2)
    expect(server.health() == 503, f"after a failed {found} the server took itself for well again")
    expect(server.said("nothing is committed any more"), f"the log does not say that it stands still; {server.tail()}")
    expect(server.terminate() == 0, f"it did not leave when it was asked to; {server.tail()}")
    after = [str(operation) for operation in operations(log) if operation.number > found.number]
    expect(not after, f"after a failed {found} the file was touched again: {', '.join(after[:4])}")
