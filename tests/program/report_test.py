"""report as a user runs it: which page it makes of what, where it puts it, and what it refuses."""

import re
import subprocess
import unittest
from html.parser import HTMLParser

from program import BUILD, ProgramTest

USAGE, DATA, NO_INPUT, CANNOT_CREATE = 64, 65, 66, 73
NO_BUNDLE = {"GPUBENCH_REPORT_BUNDLE": "/nonexistent"}


class Balance(HTMLParser):
    """Elements that are begun and not ended, or ended and not begun."""
    ALONE = {"meta", "input"}

    def __init__(self):
        super().__init__()
        self.open, self.faults, self.texts, self.ids = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.ids += [value for name, value in attributes if name == "id"]
        if tag not in self.ALONE:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


class Report(ProgramTest):
    def write(self, name, position, *options):
        subprocess.run([BUILD / "tests" / "write_synthetic", self.folder / name, position, "6", "pairs=1", *options], check=True)

    def report(self, *words, **env):
        done = self.run_program("report", *words, "-o", "page.html", "--force", **env)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout, (self.folder / "page.html").read_text()

    def test_two_files_are_two_sides_and_the_page_says_what_compare_says(self):
        self.write("a.h5", "A")
        self.write("b.h5", "B", "slowdown=0.05")
        said, page = self.report("a.h5", "b.h5", **NO_BUNDLE)
        self.assertIn("two sides: A, the baseline", said.splitlines()[0])
        self.assertIn("scripts/report-bundle", said)
        self.assertIn("2 REGRESSED of 2 cases", self.run_program("compare", "a.h5", "b.h5").stdout)
        self.assertIn("2 REGRESSED of 2 cases", page)

    def test_a_page_is_well_formed_and_no_id_is_there_twice(self):
        self.write("a.h5", "A")
        seen = Balance()
        seen.feed(self.report("a.h5", **NO_BUNDLE)[1])
        self.assertEqual((seen.open, seen.faults), ([], []))
        self.assertEqual(len(seen.ids), len(set(seen.ids)))
        self.assertIn("Where the samples lie", seen.texts)

    def test_a_drawn_page_holds_the_bundle_and_names_it_by_its_hash(self):
        self.write("a.h5", "A")
        (self.folder / "own.js").write_text("var own = 1;")
        said, page = self.report("a.h5", GPUBENCH_REPORT_BUNDLE=self.folder / "own.js")
        self.assertIn("<script>var own = 1;</script>", page)
        self.assertNotIn("scripts/report-bundle", said)
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)[1]
        self.assertEqual(policy.count("sha256-"), 3)  # the style sheet, the page's script, the bundle
        (self.folder / "own.js").write_text("</script>")
        done = self.run_program("report", "a.h5", "-o", "other.html", GPUBENCH_REPORT_BUNDLE=self.folder / "own.js")
        self.assert_one_clear_line(done, DATA, "own.js", "scripts/report-bundle")

    def test_an_existing_page_stays_but_for_force(self):
        self.write("a.h5", "A")
        (self.folder / "page.html").write_text("mine")
        self.assert_one_clear_line(self.run_program("report", "a.h5", "-o", "page.html"), CANNOT_CREATE, "page.html", "--force")
        self.assertEqual((self.folder / "page.html").read_text(), "mine")
        self.assertIn("<!DOCTYPE html>", self.report("a.h5")[1])
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.h5", "page.html"])

    def test_a_measurement_is_never_replaced_by_a_page_of_it(self):
        self.write("a.h5", "A")
        self.write("b.h5", "B")
        (self.folder / "loss.csv").write_text("a,b\n1,1\n")
        (self.folder / "p.toml").write_text('schema = "gpubench-policy/1"\n')
        before = {path.name: path.read_bytes() for path in self.folder.iterdir()}
        for output in ("a.h5", "b.h5", "loss.csv", "p.toml"):
            with self.subTest(output=output):
                done = self.run_program("report", "a.h5", "b.h5", "--loss", "loss.csv", "--policy", "p.toml", "-o", output, "--force")
                self.assert_one_clear_line(done, USAGE, output, "another name")
        self.assertEqual({path.name: path.read_bytes() for path in self.folder.iterdir()}, before)

    def test_a_page_that_has_no_place_is_said_by_its_name(self):
        self.write("a.h5", "A")
        for output, what in [("none/page.html", "No such file"), ("", "--output"), (".", "folder"), ("/proc/page.html", "No such file")]:
            with self.subTest(output=output):
                done = self.run_program("report", "a.h5", "-o", output)
                self.assert_one_clear_line(done, CANNOT_CREATE, output, what)
                self.assertNotIn("part", done.stderr)

    def test_a_policy_and_a_ledger_make_the_pages_verdicts_those_of_the_gate(self):
        self.write("a.h5", "A")
        self.write("b.h5", "B", "slowdown=0.05")
        (self.folder / "p.toml").write_text('schema = "gpubench-policy/1"\n[[expected]]\nname = "memory/case1"\n'
                                            'direction = "worse"\nreason = "a guard"\nuntil = 2999-12-31\n')
        gate = self.run_program("gate", "--baseline", "a.h5", "--candidate", "b.h5", "--policy", "p.toml").stdout
        self.assertIn("1 REGRESSED, 1 EXPECTED of 2 cases: the candidate fails", gate)
        page = self.report("a.h5", "b.h5", "--policy", "p.toml")[1]
        self.assertIn("1 REGRESSED, 1 EXPECTED of 2 cases: the candidate fails", page)
        self.assert_one_clear_line(self.run_program("report", "a.h5", "--policy", "p.toml", "-o", "x.html"), USAGE, "--policy")
        self.assert_one_clear_line(self.run_program("report", "a.h5", "b.h5", "--ledger", "none.h5", "-o", "x.html"), NO_INPUT, "none.h5")

    def test_what_is_no_input_makes_no_page(self):
        self.write("a.h5", "A")
        (self.folder / "cut.h5").write_bytes((self.folder / "a.h5").read_bytes()[:3000])
        (self.folder / "text").write_text("no JSON")
        for words, code, what in [(("none.h5",), NO_INPUT, "none.h5"), (("cut.h5",), DATA, "cut.h5"),
                                  (("a.h5", "a.h5"), DATA, "is in"), (("a.h5", "--topology", "text"), DATA, "text"),
                                  (("a.h5", "--loss", "text"), DATA, "text"), (("--baseline", "a.h5"), USAGE, "--candidate"),
                                  ((), USAGE, "--help")]:
            with self.subTest(words=words):
                self.assert_one_clear_line(self.run_program("report", *words, "-o", "page.html"), code, what)
                self.assertFalse((self.folder / "page.html").exists())
        self.assert_one_clear_line(self.run_program("report", "a.h5"), USAGE, "--output")


if __name__ == "__main__":
    unittest.main()
