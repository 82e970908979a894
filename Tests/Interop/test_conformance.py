"""docs/CONFORMANCE.md says something of everything there is."""

import pathlib
import re
import unittest

import tally

PAGE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "CONFORMANCE.md"


class ConformanceTests(unittest.TestCase):
    def rows(self):
        """The rows of each section: the first cell's code, and the other cells."""
        rows, section = {}, None
        for line in PAGE.read_text().splitlines():
            if line.startswith("## "):
                section = line[3:]
            match = re.match(r"\| `(\w+)`[^|]*\|(.*)\|$", line)
            if match:
                rows.setdefault(section, {})[match[1]] = [cell.strip() for cell in match[2].split("|")]
        return rows

    def test_everything_has_a_row(self):
        """swf-spec.md 2, 3, 4, 1.6: each action, decision, event type and fault once, and nothing that does not
        exist.
        """
        rows = self.rows()
        errors = {error.name for operation in tally.OPERATIONS.values() for error in operation.error_shapes}
        self.assertEqual(set(rows["Actions"]), set(tally.OPERATIONS))
        self.assertEqual(set(rows["Decisions"]), set(tally.DECISIONS))
        self.assertEqual(set(rows["Events"]), set(tally.EVENTS))
        self.assertLessEqual(errors | set(tally.FRAMEWORK), set(rows["Refusals"]))

    def test_every_row_says_where_it_is_known_from(self):
        """swf-spec.md 10: evidence or the word unconfirmed in each row; nothing is just claimed."""
        words = re.compile(
            r"recorded|live|pasted|documented|inferred|unconfirmed|framework|\b[A-Z]\d+\b", re.IGNORECASE
        )
        for section in ("Actions", "Decisions", "Events", "Refusals"):
            for name, cells in self.rows()[section].items():
                with self.subTest(name):
                    self.assertRegex(" ".join(cells), words)
