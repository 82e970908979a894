"""Runs every test of this folder, many at a time; the last line is "N passed, N failed".

MARTLET_INTEROP_ONLY=text runs only the tests whose name has that text, and counts nothing (see tally.py).
"""

import concurrent.futures
import os
import pathlib
import sys
import time
import unittest

import service
import tally

# Most tests wait for something nearly all of their time.
THREADS = 12


def tests(suite):
    """The single tests of a suite."""
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from tests(test)
        else:
            yield test


def groups(wanted):
    """What one thread runs: a test, or all of a class that prepares something for them together."""
    alone, together = [], {}
    for test in wanted:
        kind = type(test)
        if kind.setUpClass.__func__ is unittest.TestCase.setUpClass.__func__:
            alone.append([test])
        else:
            together.setdefault(kind, []).append(test)
    # Those that say that they take long begin first.
    alone.sort(key=lambda group: not getattr(getattr(group[0], group[0]._testMethodName, None), "is_long", False))
    return list(together.values()) + alone


def run(group):
    result = unittest.TestResult()
    began = time.monotonic()
    unittest.TestSuite(group).run(result)
    return group, result, time.monotonic() - began


def main() -> int:
    folder = pathlib.Path(__file__).parent
    only = os.environ.get("MARTLET_INTEROP_ONLY", "")
    suite = unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py", top_level_dir=str(folder))
    wanted = [test for test in tests(suite) if only in test.id()]
    began = time.monotonic()
    passed = failed = 0
    durations, left_out = [], set()
    try:
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            for future in concurrent.futures.as_completed([pool.submit(run, group) for group in groups(wanted)]):
                group, result, seconds = future.result()
                durations.append((seconds, group[0].id() if len(group) == 1 else type(group[0]).__name__))
                left_out.update(reason for _, reason in result.skipped)
                troubles = result.failures + result.errors
                for where, text in troubles:
                    print(f"FAILED: {where.id()}\n{text}", flush=True)
                # A test may fail in several of its parts, and a class before any of its tests.
                broken = {getattr(where, "test_case", where).id() for where, _ in troubles}
                failed += len(broken)
                passed += max(0, result.testsRun - len(broken) - len(result.skipped))
    finally:
        service.stop_shared()
    for reason in sorted(left_out):
        print(f"left out: {reason}")
    for seconds, name in sorted(durations, reverse=True)[:3]:
        print(f"interop: {seconds:.1f} s in {name}")
    if not only:
        totals, missing = tally.missing()
        print(f"interop: counted {totals}")
        for sentence in missing:
            print(f"interop: {sentence}")
        passed, failed = (passed, failed + 1) if missing else (passed + 1, failed)
    print(f"interop: {time.monotonic() - began:.1f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
