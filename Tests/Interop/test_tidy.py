"""The tests of this folder are themselves in order."""

import pathlib
import re
import unittest

import run_tests

EVIDENCE = re.compile(r"\b(?:[WFVESDTPLRGXQ]\d+|swf-spec\.md \d|swf-spec\.md|elife-bot\.md)")


class TidyTests(unittest.TestCase):
    def test_every_test_states_its_rule_and_its_evidence(self):
        """As CONTRIBUTING wants of all tests; the ids are those of swf-observed.md (W1 to X1), or a section of
        swf-spec.md.
        """
        folder = pathlib.Path(__file__).parent
        suite = unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py", top_level_dir=str(folder))
        for test in run_tests.tests(suite):
            text = getattr(test, test._testMethodName).__doc__
            with self.subTest(test.id()):
                self.assertTrue(text, "no docstring")
                self.assertRegex(text, EVIDENCE)
