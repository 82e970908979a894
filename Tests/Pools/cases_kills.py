"""requirements.md PS23: sixty workers, five hundred tasks, ten of them killed: none lost, none done twice."""

import random
import time

from installation import attributes, installation, scaled, wait_for
from rig import expect


def sixty():
    workers, executions, kills = scaled(60), scaled(125), scaled(10)
    seed = random.randrange(1_000_000)
    chance = random.Random(seed)
    with installation() as here:
        here.run("decider", 1, "--slots", "8")
        here.run("decider", 2, "--slots", "8")
        began = time.monotonic()
        pool = [here.run("worker", slot) for slot in range(1, workers + 1)]
        wait_for("a poll of each worker", 150, lambda: all((p.report() or {}).get("state") == "polling" for p in pool))
        ready = time.monotonic() - began
        began = time.monotonic()
        for number in range(executions):
            here.begin("StageDemo", f"w{number}", {"scale": 0.1})
        killed = 0
        while killed < kills:
            time.sleep(chance.random())
            victim = chance.choice(pool)
            # Now and then one that is at work, now and then any.
            report = victim.report()
            if chance.random() < 0.7 and not (report and report["inHand"]):
                if here.open():
                    continue
            victim.process.kill()
            victim.process.wait()
            victim.start()
            killed += 1
        here.await_closed(120)
        took = time.monotonic() - began
        closed = here.closed()
        expect(len(closed) == executions, f"{executions} were started and {len(closed)} closed, seed {seed}")
        done = again = 0
        for info, events in closed:
            name = info["execution"]["workflowId"]
            expect(info["closeStatus"] == "COMPLETED", f"{name} closed as {info['closeStatus']}, seed {seed}")
            tasks = {event["eventId"]: [] for event in events if event["eventType"] == "ActivityTaskScheduled"}
            for event in events:
                if event["eventType"] in (
                    "ActivityTaskCompleted",
                    "ActivityTaskFailed",
                    "ActivityTaskTimedOut",
                    "ActivityTaskCanceled",
                ):
                    tasks[attributes(event)["scheduledEventId"]].append(event["eventType"])
            for closings in tasks.values():
                expect(len(closings) == 1, f"{name}: a task closed {len(closings)} times: {closings}, seed {seed}")
                expect(closings[0] != "ActivityTaskFailed", f"{name}: a task failed, seed {seed}")
            results = [closings[0] for closings in tasks.values()]
            completed = results.count("ActivityTaskCompleted")
            expect(completed == 4, f"{name}: {completed} of 4 stages completed, seed {seed}")
            done += completed
            again += len(results) - completed
        rss = [memory(process.pid) for process in pool]
        for process in here.processes:
            process.terminate()
        codes = {process.wait(120) for process in here.processes}
        expect(codes == {0}, f"they left with {codes}")
        return (
            f"{workers} workers ({sum(rss) / len(rss):.0f} MB each, ready in {ready:.0f} s), {done} completed in {took:.0f} s, "
            f"{killed} kills, {again} tasks tried again, 0 lost, 0 doubled"
        )


def memory(pid):
    """Resident megabytes that are the process's own."""
    with open(f"/proc/{pid}/statm") as file:
        _, resident, shared = file.read().split()[:3]
    return (int(resident) - int(shared)) * 4096 / 1e6
