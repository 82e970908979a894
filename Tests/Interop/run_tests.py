"""Runs every test of this folder; the last line is "N passed, N failed"."""

import pathlib
import sys
import time
import unittest

import service


class Result(unittest.TextTestResult):
    """Says what was left out, and counts."""

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        print(f"left out: {reason}", flush=True)


def main() -> int:
    folder = pathlib.Path(__file__).parent
    suite = unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py", top_level_dir=str(folder))
    began = time.monotonic()
    runner = unittest.TextTestRunner(stream=sys.stdout, verbosity=1, resultclass=Result)
    try:
        result = runner.run(suite)
    finally:
        service.stop_shared()
    # A class whose preparation failed is an error without a test.
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    passed = max(0, result.testsRun - failed - len(result.skipped))
    print(f"interop: {time.monotonic() - began:.1f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
