"""Runs the cases; the last line is "N passed, N failed".

    Tests/Pools/run.sh                 every case: about four minutes on two processors
    Tests/Pools/run.sh --only drain    one case
    Tests/Pools/run.sh --list          the names
"""

import argparse
import pathlib
import sys
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Faults"))

import cases_kills
import cases_leaving
import cases_replacing
from rig import Failure

CASES = {
    "drain": cases_leaving.drain,
    "hand-back": cases_leaving.hand_back,
    "idle": cases_leaving.idle,
    "place": cases_leaving.place,
    "unusable": cases_replacing.unusable,
    "parent": cases_replacing.parent,
    "replace": cases_replacing.twenty,
    "kills": cases_kills.sixty,
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--only")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    if arguments.list:
        print("\n".join(CASES))
        return 0
    chosen = [arguments.only] if arguments.only else list(CASES)
    passed = failed = 0
    for name in chosen:
        began = time.monotonic()
        try:
            facts = CASES[name]()
            passed += 1
            print(f"passed: {name} ({time.monotonic() - began:.0f} s): {facts}", flush=True)
        except Failure as failure:
            failed += 1
            print(f"FAILED: {name}: {failure}", flush=True)
        except Exception:
            failed += 1
            print(f"FAILED: {name}: {traceback.format_exc()}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
