"""The manual: every command has a page, every option that help names is on it, and man's own formatters take them all."""

import re
import shutil
import subprocess
import unittest

from program import ProgramTest

# What git's pages have, too.
SECTIONS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "FILES", "SEE ALSO"]


def plain(roff):
    return roff.replace("\\-", "-").replace("\\(aq", "'")


class Manual(ProgramTest):
    def setUp(self):
        super().setUp()
        self.pages = self.folder / "man" / "man1"
        done = self.run_program("manual", "--all", self.pages)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def help_of(self, *words):
        done = self.run_program(*words, "--help")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def commands(self):
        commands = re.findall(r"(?m)^  ([a-z]+) ", self.help_of().split("Subcommands:")[1])
        self.assertGreater(len(commands), 15)
        return commands

    def run_man(self, *words):
        if not shutil.which("man"):
            self.skipTest("man is not there")
        return subprocess.run(["man", *words], capture_output=True, text=True, cwd=self.folder,
                              env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "100", "MANPAGER": "cat",
                                   "MANPATH": str(self.folder / "man")})

    def test_every_command_has_a_page_and_there_is_no_other(self):
        pages = {path.name for path in self.pages.iterdir()}
        self.assertEqual(pages, {"gpubench.1", *(f"gpubench-{command}.1" for command in self.commands())})
        program = plain((self.pages / "gpubench.1").read_text())
        for command in self.commands():
            self.assertIn(f"\\fBgpubench-{command}\\fR(1)", program)
            self.assertEqual(self.run_program("manual", command).stdout, (self.pages / f"gpubench-{command}.1").read_text())
        self.assertEqual(self.run_program("manual").stdout, (self.pages / "gpubench.1").read_text())

    def test_each_page_has_all_sections_with_something_in_them_and_every_option(self):
        for command in self.commands():
            with self.subTest(command):
                page = plain((self.pages / f"gpubench-{command}.1").read_text())
                sections = re.split(r"(?m)^\.SH ", page)[1:]
                self.assertEqual([section.split("\n")[0] for section in sections], SECTIONS)
                for section in sections:
                    self.assertGreater(len(section.split("\n", 1)[1].strip()), 10, section)
                told = self.help_of(command)
                for option in set(re.findall(r"(?m)^  (?:-\w,)?(--[a-z-]+)", told)):
                    self.assertIn(f"\\fB{option}\\fR", sections[SECTIONS.index("OPTIONS")])
                (example, *_) = re.findall(r"(?m)^Examples:\n  (.*)$", told)
                self.assertIn(example, sections[SECTIONS.index("EXAMPLES")])

    def test_man_finds_each_as_words_and_formats_it_without_a_warning(self):
        for command in self.commands():
            with self.subTest(command):
                done = self.run_man("--warnings", "gpubench", command)
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertIn(f"gpubench {command}", done.stdout)
        done = self.run_man("--warnings", "gpubench")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertNotEqual(self.run_man("gpubench", "first-result").returncode, 0)

    def test_mandoc_finds_nothing_to_warn_of(self):
        if not shutil.which("mandoc"):
            self.skipTest("mandoc is not there")
        for page in self.pages.iterdir():
            done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)], capture_output=True, text=True)
            # The pages have no date, so that equal builds make equal pages.
            self.assertEqual([line for line in done.stdout.splitlines() if "missing date" not in line], [])

    def test_what_is_asked_wrongly_gets_one_line(self):
        (self.folder / "taken").write_text("")
        for words, code, part in [(["expor"], 64, "expor"), (["export", "--markdown"], 64, "--markdown"),
                                  (["--all", "taken"], 73, "taken")]:
            self.assert_one_clear_line(self.run_program("manual", *words), code, part)


if __name__ == "__main__":
    unittest.main()
