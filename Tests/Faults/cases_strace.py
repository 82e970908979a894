"""The same kills and failures by strace, which stands outside of the process, and the log of strace against disk.c's.

strace counts for each thread apart: `when=N` is the Nth of whichever thread gets there first. So these cases show that
nothing depends on the library between program and libc; that every N is tried is shown by the cases of cases_disk.
"""

import functools
import re
import shutil
import subprocess
import time

from audit import compare
from cases_disk import ended, operations, reopened
from rig import Fault, LeftOut, Server, expect, folder
from script import Script


@functools.cache
def why_not():
    """Why strace cannot be used here; None when it can."""
    if not shutil.which("strace"):
        return "there is no strace on the PATH"
    result = subprocess.run(
        ["strace", "-f", "-o", "/dev/null", "-e", "inject=getppid:error=EPERM", "true"], capture_output=True, text=True
    )
    if result.returncode != 0:
        return "strace may not trace here: " + (result.stderr.strip().splitlines() or ["no reason given"])[-1]
    return None


def need_strace(what):
    reason = why_not()
    if reason:
        raise LeftOut(f"{what}, because {reason}")


def strace(server, injection, output, calls="pwrite64,write,fdatasync,fsync,ftruncate,unlink"):
    """The words before the command that let strace stand over it."""
    paths = []
    for name in (server.path, f"{server.path}-wal", f"{server.path}-journal"):
        paths += ["-P", str(name)]
    injections = ["-e", f"inject={injection}"] if injection else []
    return ["strace", "-f", "--seccomp-bpf", "-y", "-qq", "-o", str(output), "-e", f"trace={calls}", *paths, *injections]


def run(injection, fails, plant=None):
    """The scripted run with strace's injection in the first process; afterwards a process that is left alone."""
    need_strace("what strace injects")
    with folder() as place:
        server = Server(place, plant)
        output = place / "strace"
        began = server.start(wrapper=strace(server, injection, output), must=False)
        try:
            if not began:
                server.start()
            script = Script(server.client())
            handled = []

            def trouble(fault):
                expect(not handled, f"the second process was in trouble too: {fault}; {server.tail()}")
                handled.append(fault)
                if fails:
                    expect(fault is not None, f"the server was gone; {server.tail()}")
                    server.await_health(503)
                    try:
                        server.client().call("RegisterDomain", name="no", workflowExecutionRetentionPeriodInDays="1")
                        expect(False, "after a failed sync a call was acknowledged")
                    except Fault as refusal:
                        expect(refusal.status == 503, f"after a failed sync a call was answered with {refusal}")
                    time.sleep(1.2)
                    expect(server.health() == 503, "after a failed sync the server took itself for well again")
                    server.terminate()
                else:
                    expect(fault is None, f"a call was refused: {fault}")
                    server.wait()
                reopened(server, script)

            def waiting():
                if fails and not handled and server.health() == 503:
                    trouble(Fault(503, "none", "found by looking"))

            script.trouble = trouble
            script.waiting = waiting
            script.run()
            if began and fails and not handled and "(INJECTED)" in output.read_text():
                expect(server.health() == 503, "a sync failed, and the server went on as if it had not")
            server.terminate()
            ended(server, script)
            text = output.read_text()
            return "+++ killed" in text or "(INJECTED)" in text
        finally:
            server.kill()


def killed(call, number, plant=None):
    """`kill -9` at the Nth call of a thread."""
    return run(f"{call}:signal=KILL:when={number}", fails=False, plant=plant)


def failing(call, error, number, plant=None):
    """The Nth call of a thread fails."""
    return run(f"{call}:error={error}:when={number}", fails=True, plant=plant)


def same_operations():
    """What disk.c numbers is all that the kernel is asked for, in the same order."""
    need_strace("the comparison of disk.c with strace")
    with folder() as place:
        server = Server(place)
        log, output = place / "operations", place / "strace"
        server.start(plan="", record=log, wrapper=strace(server, None, output))
        try:
            script = Script(server.client())
            script.run()
            compare(server.client(), script.witness, final=True)
            expect(server.terminate() == 0, f"the server did not leave well; {server.tail()}")
        finally:
            server.kill()
        names = {"pwrite64": "write", "fdatasync": "sync", "fsync": "sync", "ftruncate": "truncate", "unlink": "remove"}
        seen = []
        for line in output.read_text().splitlines():
            found = re.match(r"\d+ +(\w+)\(", line)
            if found:
                seen.append(names.get(found[1], found[1]))
        # strace is asked for the files alone; the folder's sync is not among them.
        known = [operation.kind for operation in operations(log) if operation.file != "folder"]
        # Two threads may be seen in another order by the one than by the other, so the sums are compared.
        for kind in sorted(set(seen) | set(known)):
            expect(
                seen.count(kind) == known.count(kind),
                f"strace saw {seen.count(kind)} times '{kind}' where disk.c numbered {known.count(kind)}",
            )
        return len(known)
