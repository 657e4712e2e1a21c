"""`gpubench export` and `gpubench trend` as a user types them: where the text goes, and what is refused."""

import csv
import io
import json
import subprocess
import unittest
import xml.etree.ElementTree

from program import BUILD, PROGRAM, ProgramTest, environment

FORMATS = ("csv", "json", "google-benchmark", "openmetrics", "junit", "markdown")


class Export(ProgramTest):
    def setUp(self):
        super().setUp()
        self.write("a.h5", "A", 12)

    def write(self, name, side, count, *words):
        subprocess.run([BUILD / "tests" / "write_synthetic", self.folder / name, side, str(count), "ranks=2", *words], check=True)

    def export(self, *words):
        done = self.run_program("export", *words)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_a_file_holds_what_standard_output_would(self):
        for form in FORMATS:
            printed = self.export("a.h5", "--format", form)
            self.assertEqual(self.export("a.h5", "--format", form, "-o", "out"), "")
            written = (self.folder / "out").read_bytes().decode()
            self.assertEqual(written.replace("\r\n", "\n"), printed.replace("\r\n", "\n"), form)
            self.assertTrue(printed)
            (self.folder / "out").unlink()

    def test_each_format_is_what_it_says(self):
        rows = list(csv.reader(io.StringIO(self.export("a.h5", "--format", "csv"))))
        self.assertEqual({len(row) for row in rows}, {len(rows[0])})
        self.assertEqual(len(rows), 1 + 12 * 2)
        self.assertEqual(len(json.loads(self.export("a.h5", "--format", "json"))["launches"]), 12)
        suites = xml.etree.ElementTree.fromstring(self.export("a.h5", "--format", "junit"))
        self.assertEqual([suite.get("tests") for suite in suites], ["3"] * 12)
        self.assertTrue(self.export("a.h5", "--format", "openmetrics").endswith("# EOF\n"))

    def test_a_folder_is_all_its_files(self):
        (self.folder / "more").mkdir()
        self.write("more/b.h5", "A", 2, "first=50")
        (self.folder / "a.h5").rename(self.folder / "more" / "a.h5")
        self.assertEqual(len(json.loads(self.export("more", "--format", "json"))["launches"]), 14)

    def test_what_is_there_is_replaced_only_by_force_and_an_input_never(self):
        (self.folder / "out").write_text("mine")
        words = ["export", "a.h5", "--format", "csv", "-o"]
        self.assert_one_clear_line(self.run_program(*words, "out"), 73, "out", "--force")
        self.assertEqual((self.folder / "out").read_text(), "mine")
        self.assertEqual(self.run_program(*words, "out", "--force").returncode, 0)
        before = (self.folder / "a.h5").read_bytes()
        self.assert_one_clear_line(self.run_program(*words, "./a.h5", "--force"), 64, "a.h5", "--output")
        self.assertEqual((self.folder / "a.h5").read_bytes(), before)

    def test_what_is_asked_wrongly_gets_one_line_and_leaves_nothing(self):
        (self.folder / "broken.h5").write_text("no result file" * 100)
        for words, code, part in [(["none.h5", "--format", "csv"], 66, "none.h5"), (["broken.h5", "--format", "csv"], 65, "broken.h5"),
                                  (["a.h5", "--format", "openmetrics", "--samples"], 64, "--samples"),
                                  (["a.h5", "--format", "csv", "--loss", "l.csv"], 64, "--loss"),
                                  (["a.h5", "--format", "openmetrics", "--samples", "-o", "out"], 64, "--samples"),
                                  (["a.h5", "--format", "csv", "-o", "none/out"], 73, "none/out"),
                                  (["a.h5", "--format", "mlflow", "-o", "none/out"], 73, "none/out"),
                                  (["a.h5", "--format", "csv", "-o", ""], 64, "--output"),
                                  (["a.h5", "--format", "csv", "-o", "."], 73, "folder"),
                                  (["a.h5", "a.h5", "--format", "csv"], 65, "is in a.h5 too")]:
            with self.subTest(words):
                self.assert_one_clear_line(self.run_program("export", *words), code, part)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["a.h5", "broken.h5"])

    def test_a_full_disk_is_told_and_leaves_nothing(self):
        for words in (["--format", "json", "--samples"], ["--format", "mlflow", "--samples"]):
            done = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$0" "$@"', PROGRAM, "export", "a.h5", "-o", "out", *words],
                                  cwd=self.folder, env=environment(), capture_output=True, text=True)
            if "mlflow" in words:  # many small files, none of which is over the limit
                self.assertEqual(done.returncode, 0, done.stderr)
                continue
            self.assert_one_clear_line(done, 74, "out", "full")
            self.assertEqual([path.name for path in self.folder.iterdir()], ["a.h5"])
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "export", "a.h5", "--format", "csv"], cwd=self.folder, env=environment(), stdout=full,
                                  stderr=subprocess.PIPE, text=True)
        self.assertEqual(done.returncode, 74, done.stderr)

    def test_a_dead_runs_journal_is_exported_as_incomplete(self):
        run = self.start_program("run", "memory/*", "--backend", "host", "--profile", "thorough", "--output", "k.h5",
                                 "--progress", "lines")
        journal = self.folder / "k.h5.journal"
        self.assertIn("finished", run.stdout.readline())
        living = json.loads(self.export(journal, "--format", "json"))["launches"][0]  # it is read while the run lasts
        self.assertGreater(len(living["cases"]), 0)
        run.kill()
        run.communicate()
        whole = json.loads(self.export(journal, "--format", "json"))["launches"][0]
        self.assertFalse(whole["complete"])
        self.assertGreater(len(whole["cases"]), 0)
        (suite,) = xml.etree.ElementTree.fromstring(self.export(journal, "--format", "junit"))
        self.assertEqual(suite.find("testcase/failure").get("message")[:10], "incomplete")
        self.assertIn('gpubench_launch_complete{site=""} 0', self.export(journal, "--format", "openmetrics"))
        self.assertEqual(self.run_program("trend", journal).returncode, 0)

    def test_a_case_that_no_launch_measured_is_no_history(self):
        self.assert_one_clear_line(self.run_program("trend", "a.h5", "--case", "memory/none"), 64, "memory/none")

    def test_a_history_says_where_the_level_changed(self):
        self.write("b.h5", "A", 12, "first=60", "slowdown=0.1")
        done = self.run_program("trend", "a.h5", "b.h5", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        for case in json.loads(done.stdout)["cases"]:
            (change,) = case["changes"]
            self.assertEqual(change["launch"], 12)
            self.assertAlmostEqual(change["effect"], 0.1, delta=0.01)
        self.assertIn("2 cases changed, 2 for the worse", self.run_program("trend", "a.h5", "b.h5").stdout)
        self.assertIn("| memory/case1 |", self.run_program("trend", "a.h5", "b.h5", "--case", "case1", "--markdown").stdout)
        self.assertNotIn("case0", self.run_program("trend", "a.h5", "--case", "*/case1").stdout)


if __name__ == "__main__":
    unittest.main()
