"""Runs the cases; the last line is "N passed, N failed".

    Tests/Faults/run.sh                 what belongs to every run of the tests: about four minutes on two processors
    Tests/Faults/run.sh --all           every operation with every fault, ten thousand crash images: an hour
    Tests/Faults/run.sh --only kill/57  one case, or all of a kind with a star: --only 'eio/*'
    Tests/Faults/run.sh --list          the names
    -j N                                how many at a time
"""

import argparse
import collections
import concurrent.futures
import fnmatch
import multiprocessing
import os
import sys
import time
import traceback

import cases_answers
import cases_clock
import cases_disk
import cases_images
import cases_plants
import cases_slow
import cases_strace
from rig import Failure, Fault, LeftOut, Lost

#: Cases without a number: name, and what runs.
SINGLE = {
    "clock/polls": cases_clock.polls,
    "plant/none": cases_plants.none_is_caught,
    "slow/disk": cases_slow.slow,
    "clock/forward": cases_clock.forward,
    "clock/backward": cases_clock.backward,
    "answers/boto3": cases_answers.boto3_repeats,
    "answers/our-clients": cases_answers.our_clients,
    "strace/same-operations": cases_strace.same_operations,
}

#: What a case of each kind does with what stands behind the name.
KINDS = {
    "kill": lambda number: cases_disk.killed(int(number)),
    "torn": lambda number: cases_disk.killed(int(number), "torn"),
    "eio": lambda number: cases_disk.failing(int(number), "eio"),
    "enospc": lambda number: cases_disk.failing(int(number), "enospc"),
    "doneeio": lambda number: cases_disk.failing(int(number), "doneeio"),
    "strace-kill": lambda rest: cases_strace.killed(*numbered(rest)),
    "strace-eio": lambda rest: strace_fails(rest, "EIO"),
    "images": lambda seed: cases_images.images(IMAGES, int(seed)),
    "answers": cases_answers.dropped,
    "plant": cases_plants.caught,
}

IMAGES = 550


def numbered(rest):
    call, number = rest.split("/")
    return call, int(number)


def strace_fails(rest, error):
    call, number = numbered(rest)
    return cases_strace.failing(call, error, number)


def names(everything):
    """The cases of a run: those that last, and wait, first."""
    listed = [name for name in SINGLE if name == "clock/polls" or name == "plant/none"]
    listed += [f"images/{seed}" for seed in range(1, 20 if everything else 2)]
    listed += [name for name in SINGLE if name not in listed]
    listed += [f"plant/{plant}" for plant in cases_plants.HUNTS]
    listed += [f"answers/{action}" for action in (*cases_answers.ACTIONS, *cases_answers.POLLS)]
    if cases_strace.why_not() is None:
        step = 1 if everything else 5
        for call, last in (("fdatasync", 20), ("pwrite64", 120)):
            each = step if call == "fdatasync" else 6 * step
            listed += [f"strace-kill/{call}/{number}" for number in range(2, last, each)]
            listed += [f"strace-eio/{call}/{number}" for number in range(4, last, each)]
    operations = cases_disk.recorded()
    writes = [operation.number for operation in operations if operation.kind == "write"]
    syncs = [operation.number for operation in operations if operation.kind == "sync"]
    few = 1 if everything else 8
    some = 1 if everything else 3
    for kind, numbers in (
        ("eio", syncs + writes[3::few]),
        ("enospc", syncs[1::some] + writes[5::few]),
        ("doneeio", syncs[2::some] + (writes[1::few] if everything else [])),
        ("torn", writes[1::few // 2 or 1]),
        ("kill", range(1, len(operations) + 1)),
    ):
        listed += [f"{kind}/{number}" for number in numbers]
    return listed


def run(name):
    """One case: name, whether it passed (None: left out), what there is to say, seconds."""
    began = time.monotonic()
    kind, _, rest = name.partition("/")
    try:
        said = SINGLE[name]() if name in SINGLE else KINDS[kind](rest)
        return name, True, said if isinstance(said, str) else "", time.monotonic() - began
    except LeftOut as reason:
        return name, None, str(reason), time.monotonic() - began
    except (Failure, Fault, Lost) as failure:
        return name, False, str(failure), time.monotonic() - began
    except Exception:
        return name, False, traceback.format_exc(), time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--list", action="store_true")
    parser.add_argument("-j", type=int, default=(os.cpu_count() or 2) + 2)
    options = parser.parse_args()
    if options.only and not any(mark in name for name in options.only for mark in "*?["):
        wanted = options.only
    else:
        try:
            wanted = names(options.all)
        except Failure as failure:
            print(f"failed: the scripted run without a fault: {failure}\n0 passed, 1 failed")
            return 1
        if options.only:
            wanted = [name for name in wanted if any(fnmatch.fnmatch(name, pattern) for pattern in options.only)]
    if options.list:
        print("\n".join(wanted))
        return 0

    began = told = time.monotonic()
    passed, failed = collections.Counter(), []
    left_out = []
    spent = collections.Counter()
    # A process each: what a case changes for itself is gone with it.
    context = multiprocessing.get_context("fork")
    with concurrent.futures.ProcessPoolExecutor(options.j, mp_context=context, max_tasks_per_child=None) as pool:
        futures = [pool.submit(fresh, name) for name in wanted]
        for future in concurrent.futures.as_completed(futures):
            name, outcome, said, seconds = future.result()
            kind = name.split("/")[0]
            spent[kind] += seconds
            if outcome is None:
                left_out.append(said)
            elif outcome:
                passed[kind] += 1
                if said:
                    print(f"faults: {name}: {said}", flush=True)
            else:
                failed.append(name)
                print(f"failed: {name}: {said}\n    again: Tests/Faults/run.sh --only '{name}'", flush=True)
            if time.monotonic() - told > 15:
                told = time.monotonic()
                done = sum(passed.values()) + len(failed) + len(left_out)
                print(f"faults: {done} of {len(wanted)} cases after {told - began:.0f} s", flush=True)
    for reason in sorted(set(left_out)):
        print(f"left out: {reason}")
    parts = ", ".join(f"{count} {kind} ({spent[kind]:.0f} s)" for kind, count in sorted(passed.items()))
    print(f"faults: {time.monotonic() - began:.0f} s; passed: {parts}")
    print(f"{sum(passed.values())} passed, {len(failed)} failed")
    return 1 if failed or not passed else 0


def fresh(name):
    """Runs a case in a process of its own kind."""
    from rig import Server
    from script import Script

    patience = Script.patience, Server.patience
    try:
        return run(name)
    finally:
        Script.patience, Server.patience = patience


if __name__ == "__main__":
    sys.exit(main())
