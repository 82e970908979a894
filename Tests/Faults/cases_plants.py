"""Does the harness bite? Each planted bug must make it fail, and without one it must pass.

A bug is hunted with the cases that are about what it breaks; that they are the same cases as those the server must pass is
the point. The bugs are in MartletTesting/Planted, and only in Tests/FaultyServer, which does not ship.
"""

import cases_answers
import cases_clock
import cases_disk
import cases_images
import rig
from cases_strace import why_not
from rig import Failure, Fault, LeftOut, Lost, expect
from script import Script

#: How many seconds are enough to see that nothing comes any more.
PATIENCE = 5


def kills(plant):
    """Kills behind each sync, the last ones first: what a commit left out shows in the process after it."""
    Script.patience = rig.Server.patience = PATIENCE
    operations = cases_disk.recorded(plant)
    syncs = [operation.number + 1 for operation in operations if operation.kind == "sync" and operation.file == "wal"]
    syncs = [number for number in syncs if number < len(operations)]
    for number in syncs[-6:-3] + syncs[5:-6]:
        yield f"kill/{number}", lambda number=number: cases_disk.killed(number, plant=plant)


def syncs_that_fail(plant):
    rig.Server.patience = PATIENCE
    operations = cases_disk.recorded(plant)
    syncs = [operation.number for operation in operations if operation.kind == "sync" and operation.file == "wal"]
    for number in syncs[len(syncs) // 2 : len(syncs) // 2 + 3]:
        yield f"eio/{number}", lambda number=number: cases_disk.failing(number, "eio", plant=plant)


def images(plant):
    yield "images/1", lambda: cases_images.images(500, 1, plant=plant, by_server=0)


def answers(*actions):
    def those(plant):
        for action in actions:
            yield f"answers/{action}", lambda action=action: cases_answers.dropped(action, plant=plant)

    return those


def clock(plant):
    yield "clock/forward", lambda: cases_clock.forward(plant=plant)


#: For each bug the cases that must catch it.
HUNTS = {
    "acknowledgesBeforeCommit": images,
    "swallowsFailedCommit": syncs_that_fail,
    "commitsInHalves": kills,
    "losesChunks": kills,
    "dropsOutbox": kills,
    "keepsDeliveredMessages": kills,
    "forgetsDeadlines": kills,
    "forgetsTasks": kills,
    "writesEarlierTimestamps": kills,
    "handsOutTwice": kills,
    "takesOldTokens": clock,
    "acceptsRefusedCalls": answers("RespondDecisionTaskCompleted"),
    "restartsRepeatedStarts": answers("StartWorkflowExecution"),
    "doublesSignals": answers("SignalWorkflowExecution"),
    "skipsSync": images,
    "skipsLogSync": images,
    "retriesFailedSync": syncs_that_fail,
    "claimsHealth": syncs_that_fail,
}


def without_strace(hunt):
    return why_not() is not None and hunt is images


def caught(plant):
    """Runs the harness against a bug until it fails. Returns with which case and sentence."""
    rig.faulty_program()
    hunt = HUNTS[plant]
    if without_strace(hunt):
        raise LeftOut(f"the bug {plant}, because {why_not()}")
    name = "recording"
    try:
        for name, case in hunt(plant):
            case()
    except (Failure, Fault, Lost) as failure:
        return f"caught by {name}: {failure}"
    raise Failure(f"the bug {plant} is not caught by any of its cases")


def none_is_caught():
    """The same cases, one of each kind, pass over the same server without a bug."""
    rig.faulty_program()
    passed = []
    for hunt in dict.fromkeys(HUNTS.values()):
        if without_strace(hunt):
            continue
        for name, case in hunt("none"):
            case()
            passed.append(name)
            if hunt is kills and len(passed) >= 8:
                break
    expect(len(passed) > 10, f"only {len(passed)} cases ran")
    return f"{len(passed)} cases pass without a bug"
