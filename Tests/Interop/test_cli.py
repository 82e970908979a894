"""The AWS command line, driven by a shell script as a person would drive it."""

import os
import pathlib
import subprocess
import sys

from service import Case, long


class CommandLineTests(Case):
    @long
    def test_a_whole_execution_by_hand(self):
        """swf-spec.md 1 and 9: cli.sh registers, starts, decides, works, signals, looks and checks each answer."""
        script = pathlib.Path(__file__).with_name("cli.sh")
        # The command line of the environment that these tests run in, before any other.
        path = f"{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"
        answer = subprocess.run(
            [str(script), self.url, self.domain + ".cli"],
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        self.assertEqual(answer.returncode, 0, answer.stdout + answer.stderr)
        self.assertIn("answers were as they must be", answer.stdout.splitlines()[-1])
