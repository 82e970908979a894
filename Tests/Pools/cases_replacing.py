"""Replacing the program file is enough."""

import collections
import os
import shutil
import signal
import subprocess
import random
import time

from installation import attributes, count, installation, scaled, wait_for
from rig import expect


def twenty():
    """Worker and decider are replaced twenty times under load; nothing fails, is lost, is done twice or times out."""
    rounds = scaled(20)
    with installation(copies=("decider", "worker")) as here:
        pools = [here.run("decider", slot) for slot in (1, 2)] + [here.run("worker", slot) for slot in (1, 2, 3)]
        wait_for("a report of each process", 60, lambda: all(process.report() for process in pools))
        pids = {process.pid for process in pools}
        builds = collections.defaultdict(set)
        started = 0
        load = random.Random(1)

        def feed():
            nonlocal started
            while here.open() < 12:
                kind = load.choice(("StageDemo", "StageDemo", "Sum", "Ping"))
                value = {"StageDemo": {"scale": load.choice((0.01, 0.03, 0.05))}, "Sum": [1, 2, started]}.get(kind)
                here.begin(kind, f"w{started}", value)
                started += 1

        def all_run(number):
            feed()
            reports = [process.report() for process in pools]
            for process, report in zip(pools, reports):
                if report:
                    builds[process.name].add(report["build"])
            # Every build but the first is another than the one before.
            return all(len(builds[process.name]) >= number + 1 for process in pools)

        feed()
        all_run(0)
        files = {process.name: process.open_files() for process in pools}
        for number in range(1, rounds + 1):
            # Sometimes both at once, sometimes one after the other, at any moment of the work.
            time.sleep(load.random())
            here.replace("worker", number)
            time.sleep(load.choice((0, load.random())))
            here.replace("decider", number)
            wait_for(f"build {number} in every process", 90, lambda: all_run(number))
        here.await_closed(60)
        audit = tally(here.closed())
        expect(audit["executions"] == started, f"{started} were started and {audit['executions']} closed")
        for process in pools:
            expect(process.process.poll() is None, f"{process.name} ended: {process.said()[-800:]}")
            expect(len(builds[process.name]) == rounds + 1, f"{process.name} ran {len(builds[process.name])} builds")
            more = process.open_files() - files[process.name]
            expect(more < 10, f"{process.name} has {more} more files open than at its start")
            log = process.said()
            for word in ("could not be", "rejected", '"level":"error"', "ERROR"):
                expect(word not in log, f"{process.name} says {word}: {log[-1500:]}")
        workers = {pid for process in pools if process.program == "worker" for pid in [process.pid]}
        polled = {int(identity.split(":")[1]) for identity in audit["identities"]}
        expect(polled <= pids, f"tasks were started by {polled - pids}, which are none of the processes")
        expect(workers <= polled, f"{workers - polled} did nothing")
        for process in pools:
            process.terminate()
        codes = [process.wait(60) for process in pools]
        expect(codes == [0] * len(pools), f"they left with {codes}")
        return (
            f"{rounds} replacements of both programs in {len(pools)} processes, {audit['executions']} executions and "
            f"{audit['activities']} activity tasks: 0 failed, 0 lost, 0 doubled"
        )


def tally(closed):
    """Holds every history to what must be in it: each execution completed, each task handed out and answered once."""
    activities = 0
    identities = set()
    for info, events in closed:
        name = info["execution"]["workflowId"]
        expect(info["closeStatus"] == "COMPLETED", f"{name} closed as {info['closeStatus']}: {events[-1]}")
        for kind in ("ActivityTaskTimedOut", "ActivityTaskFailed", "DecisionTaskTimedOut", "MarkerRecorded"):
            expect(count(events, kind) == 0, f"{name} has {kind}: {[e for e in events if e['eventType'] == kind]}")
        scheduled = [event["eventId"] for event in events if event["eventType"] == "ActivityTaskScheduled"]
        for kind in ("ActivityTaskStarted", "ActivityTaskCompleted"):
            ids = [attributes(event)["scheduledEventId"] for event in events if event["eventType"] == kind]
            expect(sorted(ids) == scheduled, f"{name}: scheduled {scheduled}, {kind} of {ids}")
        ids = [attributes(event)["activityId"] for event in events if event["eventType"] == "ActivityTaskScheduled"]
        expect(len(set(ids)) == len(ids), f"{name} scheduled an activity twice: {ids}")
        activities += len(scheduled)
        identities |= {
            attributes(event)["identity"]
            for event in events
            if event["eventType"] in ("ActivityTaskStarted", "DecisionTaskStarted")
        }
    return {"executions": len(closed), "activities": activities, "identities": identities}


def parent():
    """A process whose supervisor is killed leaves, also after it was replaced: the wish belongs to a thread of the old program."""
    tool = shutil.which("setpriv")
    if not tool:
        return "left out: there is no setpriv here"
    with installation(copies=("worker",)) as here:
        command = f"{tool} --pdeathsig TERM -- {here.programs}/worker --slot 1 & echo $!; wait"
        log = open(here.place / "workers-1.log", "ab")
        shell = subprocess.Popen(["sh", "-c", command], stdout=subprocess.PIPE, stderr=log, env=here.environment, text=True)
        pid = int(shell.stdout.readline())
        path = here.place / "var/run/dev/workers-1.json"
        wait_for("a report", 60, path.exists)
        before = path.read_text()
        try:
            here.replace("worker", 1)
            log_path = here.place / "workers-1.log"
            wait_for("the new program", 60, lambda: "took the place of another build" in log_path.read_text())
            wait_for("its report", 60, lambda: '"state":"polling"' in path.read_text() and path.read_text() != before)
            shell.send_signal(signal.SIGKILL)
            shell.wait()
            wait_for("the end of the worker", 30, lambda: not os.path.exists(f"/proc/{pid}/exe"))
        finally:
            if os.path.exists(f"/proc/{pid}/exe"):
                os.kill(pid, signal.SIGKILL)
        return "it left when its parent was killed"


def unusable():
    """A file that cannot be run changes nothing but a line in the log; a good one after it is taken."""
    with installation(copies=("worker",)) as here:
        here.run("decider", 1)
        worker = here.run("worker", 1)
        first = wait_for("a report", 60, worker.report)
        # Half a program, with the rights of a whole one.
        new = here.programs / "half"
        new.write_bytes((here.place / "worker.original").read_bytes()[:100_000])
        new.chmod(0o755)
        os.replace(new, here.programs / "worker")
        words = "replaced by one that cannot be run"
        wait_for("the line about it", 60, lambda: words in worker.said())
        time.sleep(3)
        expect(worker.said().count(words) == 1, f"it says so more than once: {worker.said()[-1500:]}")
        expect(worker.report()["build"] == first["build"], "it runs another build")
        here.begin("Ping", "after-half")
        here.await_closed(60)
        here.replace("worker", 1)
        wait_for("the good build", 60, lambda: (worker.report() or first)["build"] != first["build"])
        here.begin("Ping", "after-good")
        here.await_closed(60)
        tally(here.closed())
        return "half a program was refused with one line, the next one was run"
