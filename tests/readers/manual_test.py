"""The manual page: every command and option that help names is in it, and man's own formatters take it."""

import re
import shutil
import subprocess
import unittest

from program import ProgramTest


class Manual(ProgramTest):
    def setUp(self):
        super().setUp()
        done = self.run_program("manual")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.page = self.folder / "gpubench.1"
        self.page.write_text(done.stdout)
        self.text = done.stdout.replace("\\-", "-").replace("\\(aq", "'")

    def help_of(self, *words):
        done = self.run_program(*words, "--help")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_every_command_and_option_is_in_it(self):
        commands = re.findall(r"(?m)^  ([a-z]+) ", self.help_of().split("Subcommands:")[1])
        self.assertGreater(len(commands), 15)
        for command in commands:
            self.assertRegex(self.text, rf"(?m)^\.SS \\fB{command}\\fR")
            section = self.text.split(f".SS \\fB{command}\\fR")[1]
            section = section.split("\n.SS ")[0]
            for option in set(re.findall(r"(?m)^  (?:-\w,)?(--[a-z-]+)", self.help_of(command))):
                self.assertIn(f"\\fB{option}\\fR", section, command)

    def test_man_formats_it_without_a_warning(self):
        if not shutil.which("man"):
            self.skipTest("man is not there")
        done = subprocess.run(["man", "--warnings", "-l", str(self.page)], capture_output=True, text=True,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANPAGER": "cat"})
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertIn("export", done.stdout)

    def test_mandoc_finds_nothing_to_warn_of(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not there")
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(self.page)], capture_output=True, text=True)
        # The page has no date, so that equal builds make equal pages.
        self.assertEqual([line for line in done.stdout.splitlines() if "missing date" not in line], [])


if __name__ == "__main__":
    unittest.main()
