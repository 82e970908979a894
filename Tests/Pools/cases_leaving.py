"""Processes that are asked to leave, or leave by themselves."""

import json
import pathlib
import subprocess
import time

from installation import PROGRAMS, attributes, count, installation, wait_for
from rig import expect


def busy(worker):
    report = worker.report()
    return report and report["inHand"]


def drain():
    """TERM: what is held is finished, and the process leaves with 0. An idle one leaves at once."""
    with installation() as here:
        here.run("decider", 1)
        worker = here.run("worker", 1)
        here.begin("StageDemo", "w", {"scale": 0.1})
        held = wait_for("a task in hand", 60, lambda: busy(worker))
        expect(held[0]["type"] == "Stage" and held[0]["workflowId"] == "w", f"it holds {held}")
        wait_for("the title", 5, lambda: worker.title().endswith(": Stage of w"))
        expect(worker.title().startswith(" ".join(worker.command)), worker.title())
        expect(worker.comm() == "worker: busy", worker.comm())
        worker.terminate()
        wait_for("the state", 5, lambda: (worker.report() or {}).get("state") == "draining")
        expect(worker.wait(30) == 0, "it did not leave with 0")
        log = worker.said()
        expect("polls no more: asked to stop; holds 1 task, for 1 h at most: Stage of w" in log, log[-1500:])
        expect("finished 1 task" in log, log[-1500:])
        expect(not worker.report(), "its report is still there")
        events = here.history({"workflowId": "w", "runId": held[0]["runId"]})
        expect(count(events, "ActivityTaskCompleted") == 1, "the task was not finished")
        other = here.run("worker", 2)
        here.await_closed(60)
        wait_for("a poll", 10, lambda: (other.report() or {}).get("state") == "polling" and not busy(other))
        began = time.monotonic()
        other.terminate()
        expect(other.wait(10) == 0, "an idle worker did not leave with 0")
        took = time.monotonic() - began
        expect(took < 5, f"an idle worker took {took:.1f} s to leave")
        events = here.history({"workflowId": "w", "runId": held[0]["runId"]})
        for kind in ("ActivityTaskTimedOut", "ActivityTaskFailed"):
            expect(count(events, kind) == 0, f"a stop is in the history as {kind}")
        return f"the task in hand was finished; an idle worker left in {took:.1f} s"


def hand_back():
    """TERM twice: what is held is handed back, another worker has it at once, and no retry is used up."""
    with installation() as here:
        here.run("decider", 1)
        worker = here.run("worker", 1)
        run = here.begin("StageDemo", "w", {"scale": 0.5})
        wait_for("a task in hand", 60, lambda: busy(worker))
        worker.terminate()
        wait_for("the state", 5, lambda: (worker.report() or {}).get("state") == "draining")
        began = time.monotonic()
        worker.terminate()
        expect(worker.wait(10) == 0, "it did not leave with 0")
        took = time.monotonic() - began
        expect("handed a task back" in worker.said(), worker.said()[-1500:])
        other = here.run("worker", 2)
        wait_for("the task in the other's hand", 60, lambda: busy(other))
        events = here.history({"workflowId": "w", "runId": run})
        ended = [attributes(event) for event in events if event["eventType"] == "ActivityTaskTimedOut"]
        expect(
            len(ended) == 1 and ended[0]["details"].startswith("martlet.handedBack"), f"the history says {ended}"
        )
        return f"it left in {took:.1f} s, and another worker had the task"


def idle():
    """requirements.md P10: idle for so long and nothing waits, it leaves with 0 and says so; a busy one stays."""
    with installation() as here:
        here.run("decider", 1)
        busy_one = here.run("worker", 1, "--max-idle", "3")
        here.begin("StageDemo", "w", {"scale": 0.2})
        wait_for("a task in hand", 60, lambda: busy(busy_one))
        began = time.monotonic()
        worker = here.run("worker", 2, "--max-idle", "3")
        expect(worker.wait(60) == 0, "it did not leave with 0")
        took = time.monotonic() - began
        expect(took >= 3, f"it left after {took:.1f} s")
        expect("s, 0 tasks, queue empty" in worker.said(), worker.said()[-800:])
        expect(busy_one.process.poll() is None, "the busy worker left")
        here.await_closed(60)
        expect(busy_one.wait(30) == 0, "the other did not leave with 0 when it had no more to do")
        expect("tasks, queue empty" in busy_one.said(), busy_one.said()[-800:])
        old = here.run("worker", 3, "--max-uptime", "4")
        expect(old.wait(60) == 0, "the old one did not leave with 0")
        expect("its time is over: uptime 4 s, 0 tasks" in old.said(), old.said()[-800:])
        pending = here.martlet("pending", "--json")
        expect(pending.returncode == 0, pending.stderr)
        lists = {(entry["taskList"], entry["kind"]): entry["count"] for entry in json.loads(pending.stdout)["lists"]}
        expect(lists[("DefaultTaskList", "activity")] == 0, f"pending says {lists}")
        here.begin("Sum", "waits", [1])
        here.begin("Sum", "waits-too", [1])
        wait_for("two tasks", 30, lambda: here.martlet("pending", "--kind", "activity", "--max").stdout == "2\n")
        oldest = json.loads(here.martlet("pending", "--json", "--kind", "activity").stdout)["lists"]
        expect(max(entry.get("oldest_wait_time", -1) for entry in oldest) >= 0, f"pending says {oldest}")
        return f"an idle worker left after {took:.1f} s, a busy one when it had no more to do"


def place():
    """A place in a pool has one report: a second process goes unreported, wrong names are refused, the settings are watched."""
    with installation() as here:
        worker = here.run("worker", 1)
        wait_for("a report", 60, worker.report)
        second = here.run("worker", 1)
        wait_for("the line about it", 60, lambda: "goes unreported" in second.said())
        expect(worker.report(), "the first lost its report")
        worker.terminate()
        worker.wait(30)
        (here.place / "settings.json").write_text('{"environments": {"dev": {"retentionDays": 3}}}')
        wait_for("the line about the settings", 30, lambda: "restart needed" in second.said())
        for arguments, words in (
            (["--pool", "deciders"], "is made up of deciders"),
            (["--pool", "nowhere"], 'has no pool "nowhere"'),
            (["--slot", "0"], "--slot 0 is out of range"),
            (["--idle-granularity", "9"], "idleGranularitySeconds"),
        ):
            refused = subprocess.run(
                [str(PROGRAMS / "worker"), *arguments], env=here.environment, capture_output=True, text=True, timeout=30
            )
            expect(refused.returncode in (64, 78) and words in refused.stderr, f"{arguments}: {refused}")
        listed = subprocess.run(
            [str(PROGRAMS / "worker"), "--list-activities"],
            env=here.environment,
            capture_output=True,
            text=True,
            timeout=30,
        )
        expect("PingWorker 1" in listed.stdout.splitlines(), f"it lists {listed}")
        expect(pathlib.Path(f"/proc/{second.pid}").exists(), "the second ended")
        return "one report a place, and sentences for what is wrong"
