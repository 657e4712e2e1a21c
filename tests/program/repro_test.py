"""repro as a user runs it, on files of synthetic sites whose truth is known."""

import json
import subprocess
import unittest

from program import BUILD, ProgramTest

GOOD, REGRESSED = 0, 1
USAGE, DATA, NO_INPUT = 64, 65, 66


class Repro(ProgramTest):
    def write_site(self, name, launches=4, slowdown=0.0, digest="d"):
        (self.folder / "study").mkdir(exist_ok=True)
        path = self.folder / "study" / f"{name}.h5"
        subprocess.run([BUILD / "tests" / "write_study", path, name, str(launches), str(slowdown), digest], check=True)

    def repro(self, *words, expect=GOOD):
        done = self.run_program("repro", *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout

    def test_the_slow_site_of_six_is_named(self):
        for name in "abcdef":
            self.write_site(name, slowdown=0.05 if name == "e" else 0)
        text = self.repro("study")
        self.assertIn("site e stands out: +5.", text)
        self.assertIn("Repeatability is one site doing it again", text)
        seen = json.loads(self.repro("study", "--json"))
        self.assertEqual(seen["labs"]["outlier"]["site"], "e")
        self.assertEqual(len(seen["pairs"]), 15)
        times = seen["cases"][0]["times"]
        self.assertLess(times["repeatability_sd"], times["reproducibility_sd"])
        self.assertAlmostEqual(times["reproducibility_limit"], 2.8 * times["reproducibility_sd"])
        self.assertAlmostEqual(sum(times["shares"].values()), 1)
        steps = {step["step"]: step for step in seen["cases"][0]["outputs"]}
        self.assertEqual(sorted(steps), ["other site", "restart"])
        self.assertEqual(steps["other site"]["worst"], "IDENTICAL")

    def test_sites_that_are_alike_have_no_outlier(self):
        for name in "abcdef":
            self.write_site(name)
        self.assertIn("no site stands out of the 6", self.repro("study"))

    def test_what_one_launch_cannot_tell_is_said(self):
        self.write_site("a", launches=1)
        self.assertIn("repeatability (4 cases): not identifiable: one launch a site", self.repro("study"))
        times = json.loads(self.repro("study", "--json"))["cases"][0]["times"]
        self.assertNotIn("repeatability_sd", times)
        self.assertEqual(times["not_identifiable"]["repeatability_sd"], "not identifiable: one launch a site")

    def test_other_bits_than_a_library_promises_end_with_1(self):
        self.write_site("a", digest="e")
        text = self.repro("study", expect=REGRESSED)
        self.assertIn("PROMISED_BROKEN, 2 digests", text)
        self.assertIn("4 cases with an output that is wrong or not what its library promises", text)

    def test_help_has_an_example(self):
        self.assertIn("gpubench repro LAB1/ LAB2/ LAB3/", self.repro("--help"))

    def test_nothing_to_report_on_is_a_usage_error(self):
        self.assert_one_clear_line(self.run_program("repro"), USAGE, "--help")
        self.assert_one_clear_line(self.run_program("repro", "none.h5"), NO_INPUT, "none.h5")
        (self.folder / "a.h5").write_text("This is no result file.\n" * 100)
        self.assert_one_clear_line(self.run_program("repro", "a.h5"), DATA, "a.h5")

    def test_the_same_launch_twice_is_refused(self):
        self.write_site("a")
        self.assert_one_clear_line(self.run_program("repro", "study/a.h5", "study/a.h5"), DATA, "is in")


class Loss(ProgramTest):
    def loss(self, text, *words):
        (self.folder / "loss").write_text(text)
        return self.run_program("repro", "--loss", "loss", *words)

    def test_the_step_where_runs_part_is_told(self):
        done = self.loss("one,two,three\n2.5,2.5,2.5\n1.5,1.5,1.5000001\n1,1,1.2\n")
        self.assertEqual(done.returncode, GOOD, done.stderr)
        self.assertIn("one and two: the same bits in all 3 steps", done.stdout)
        self.assertIn("one and three: part at step 1 (1.5 and 1.5000001", done.stdout)
        self.assertIn("beyond 0.001 from step 2 (1 and 1.2", done.stdout)

    def test_json_and_a_tolerance(self):
        runs = {"schema": "gpubench-loss/1", "runs": [{"name": "a", "loss": [1, 1.2]}, {"name": "b", "loss": [1, 1.3]}]}
        done = self.loss(json.dumps(runs), "--json", "--loss-tolerance", "0.5")
        seen = json.loads(done.stdout)["losses"]["comparisons"][0]
        self.assertEqual(seen["parts_bitwise"]["step"], 1)
        self.assertNotIn("parts_beyond_tolerance", seen)

    def test_what_is_no_loss_file_is_refused(self):
        self.assert_one_clear_line(self.loss("a,b\n1,x\n"), DATA, "loss", "line 2", "'x'")
        self.assert_one_clear_line(self.loss("{}"), DATA, "gpubench-loss/1")
        self.assert_one_clear_line(self.loss("a,b\n1,2\n", "--loss-tolerance", "-1"), USAGE, "--loss-tolerance")
        self.assert_one_clear_line(self.run_program("repro", "--loss", "none.csv"), NO_INPUT, "none.csv")


if __name__ == "__main__":
    unittest.main()
