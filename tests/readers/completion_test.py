"""Completion in real shells: what the program's own grammar and catalogue say, offered where they fit."""

import shutil
import subprocess
import unittest

from program import ProgramTest

BASH = """
source ./gpubench.bash
COMP_WORDS=({words}) COMP_CWORD={place}
_gpubench
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


class Completion(ProgramTest):
    def setUp(self):
        super().setUp()
        for shell in ("bash", "zsh", "fish"):
            done = self.run_program("completion", shell)
            self.assertEqual(done.returncode, 0, done.stderr)
            (self.folder / f"gpubench.{shell}").write_text(done.stdout)

    def run_shell(self, *words):
        done = subprocess.run(words, cwd=self.folder, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
        return done.stdout.split()

    def in_bash(self, *words):
        """What bash offers for the last of the words."""
        quoted = " ".join(f"'{word}'" for word in ("gpubench", *words))
        return self.run_shell("bash", "--norc", "-c", BASH.format(words=quoted, place=len(words)))

    def test_bash_offers_commands(self):
        offered = self.in_bash("")
        for command in ("run", "export", "trend", "completion", "--version"):
            self.assertIn(command, offered)
        self.assertNotIn("first-result", offered)  # the program's own
        self.assertEqual(self.in_bash("expo"), ["export"])

    def test_bash_offers_a_commands_options_and_their_values(self):
        self.assertIn("--samples", self.in_bash("export", "a.h5", "--"))
        self.assertNotIn("--profile", self.in_bash("export", "a.h5", "--"))
        self.assertEqual(self.in_bash("export", "--format", "open"), ["openmetrics"])
        self.assertEqual(self.in_bash("run", "--profile", ""), ["quick", "standard", "thorough"])
        self.assertEqual(self.in_bash("completion", "z"), ["zsh"])
        self.assertEqual(self.in_bash("fingerprint", "d"), ["diff"])
        self.assertIn("--all", self.in_bash("fingerprint", "diff", "--"))

    def test_bash_offers_benchmarks_where_one_is_expected_and_files_elsewhere(self):
        self.assertEqual(self.in_bash("run", "memory/tri"), ["memory/triad"])
        self.assertEqual(self.in_bash("trend", "--case", "memory/tri"), ["memory/triad"])
        self.assertEqual(self.in_bash("show", "memory/tri"), [])  # readline completes files
        self.assertEqual(self.in_bash("run", "--output", ""), [])

    def test_bash_loads_it_for_the_program(self):
        self.assertIn("_gpubench", self.run_shell("bash", "--norc", "-c", "source ./gpubench.bash; complete -p gpubench"))

    @unittest.skipUnless(shutil.which("zsh"), "zsh is not there")
    def test_zsh_offers_the_same(self):
        def offered(word):
            return self.run_shell("zsh", "-f", "-c", f"source ./gpubench.zsh; _gpubench_words '{word}'; print -l -- ${{=REPLY}}")

        self.assertIn("export", offered(":gpubench"))
        self.assertIn("openmetrics", offered("export:--format"))
        self.assertIn("memory/triad", offered("run:run"))
        self.assertNotIn("memory/triad", offered("show:show"))

    @unittest.skipUnless(shutil.which("fish"), "fish is not there")
    def test_fish_offers_the_same(self):
        def offered(line):
            done = subprocess.run(["fish", "--no-config", "-c", f"source gpubench.fish; complete -C '{line}'"],
                                  cwd=self.folder, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)
            return [one.split("\t")[0] for one in done.stdout.splitlines()]

        self.assertEqual(offered("gpubench expo"), ["export"])
        self.assertEqual(offered("gpubench export --format open"), ["openmetrics"])
        self.assertIn("--samples", offered("gpubench export --sa"))
        self.assertIn("memory/triad", offered("gpubench run memory/tri"))

    def test_another_shell_is_refused_in_one_line(self):
        self.assert_one_clear_line(self.run_program("completion", "tcsh"), 64, "tcsh")


if __name__ == "__main__":
    unittest.main()
