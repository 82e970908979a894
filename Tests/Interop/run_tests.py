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


def run(test):
    result = unittest.TestResult()
    began = time.monotonic()
    test.run(result)
    return test, result, time.monotonic() - began


def main() -> int:
    folder = pathlib.Path(__file__).parent
    only = os.environ.get("MARTLET_INTEROP_ONLY", "")
    suite = unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py", top_level_dir=str(folder))
    wanted = [test for test in tests(suite) if only in test.id()]
    # Those that say that they take long begin first.
    wanted.sort(key=lambda test: not getattr(getattr(test, test._testMethodName, None), "is_long", False))
    began = time.monotonic()
    passed = failed = 0
    durations, left_out = [], set()
    try:
        with concurrent.futures.ThreadPoolExecutor(THREADS) as pool:
            for future in concurrent.futures.as_completed([pool.submit(run, test) for test in wanted]):
                test, result, seconds = future.result()
                durations.append((seconds, test.id()))
                left_out.update(reason for _, reason in result.skipped)
                troubles = result.failures + result.errors
                for where, text in troubles:
                    print(f"FAILED: {where.id()}\n{text}", flush=True)
                if troubles or result.unexpectedSuccesses:
                    failed += 1
                elif not result.skipped:
                    passed += 1
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
