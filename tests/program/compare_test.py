"""compare, merge and import as a user runs them, on files of synthetic launches."""

import json
import os
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from program import BUILD, PROGRAM, ProgramTest

GOOD, REGRESSED, INCONCLUSIVE, INCOMPARABLE = 0, 1, 2, 3
USAGE, DATA, NO_INPUT, CANNOT_CREATE = 64, 65, 66, 73
GOLDEN = Path(__file__).parent.parent / "golden"


def golden(name, text):
    """The text with numbers masked, and what it was when it was last looked at; tests/golden/update rewrites that."""
    masked = re.sub(r"[0-9]+(\.[0-9]+)?", "#", text)
    if "GPUBENCH_UPDATE_GOLDEN" in os.environ:
        (GOLDEN / name).write_text(masked)
    return masked, (GOLDEN / name).read_text()


class CompareTest(ProgramTest):
    def write(self, name, position, count, **options):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        words = [f"{key}={value}" for key, value in options.items()]
        subprocess.run([BUILD / "tests" / "write_synthetic", path, position, str(count), *words], check=True)
        return name

    def compare(self, *words, expect):
        done = self.run_program("compare", *words)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout


class Verdicts(CompareTest):
    def test_a_slower_library_is_named_golden(self):
        self.write("old.h5", "A", 5, pairs=1)
        self.write("new.h5", "B", 5, pairs=1, slowdown=0.05, library="2.0")
        self.assertEqual(*golden("compare.txt", self.compare("old.h5", "new.h5", expect=REGRESSED)))

    def test_the_same_build_is_good(self):
        self.write("old.h5", "A", 5, pairs=1)
        self.write("new.h5", "B", 5, pairs=1)
        self.assertIn("2 EQUIVALENT of 2 cases: no case got worse", self.compare("old.h5", "new.h5", expect=GOOD))

    def test_one_launch_a_side_has_no_verdict_and_names_what_would(self):
        self.write("old.h5", "A", 1)
        self.write("new.h5", "B", 1, slowdown=0.5)
        text = self.compare("old.h5", "new.h5", expect=INCONCLUSIVE)
        self.assertIn("no launch replication", text)
        self.assertIn("`gpubench repeat`", text)
        self.assertIn("+64.", text)

    def test_other_hardware_is_incomparable(self):
        self.write("old.h5", "A", 5, pairs=1)
        self.write("new.h5", "B", 5, pairs=1, cpu="cpu two")
        self.assertIn("DIFFERENT_HARDWARE", self.compare("old.h5", "new.h5", expect=INCOMPARABLE))

    def test_a_rank_five_per_cent_slower_is_named(self):
        self.write("old.h5", "A", 5, pairs=1)
        self.write("new.h5", "B", 5, pairs=1, slow_rank=3)
        text = self.run_program("compare", "old.h5", "new.h5", "--by", "rank").stdout
        self.assertIn("rank 3 (host device host-device3): memory ", text)
        self.assertIn("worse than the others', in 2 of 2 cases", text)
        self.assertNotIn("rank 2", text)

    def test_show_names_the_slow_rank_of_one_launch(self):
        self.write("new.h5", "B", 1, cases=4, slow_rank=3)
        self.assertIn("rank 3 (device host-device3) lags", self.run_program("show", "new.h5").stdout)


class Words(CompareTest):
    def setUp(self):
        super().setUp()
        self.write("a/1.h5", "A", 2, pairs=1)
        self.write("a/2.h5", "A", 3, first=40, pairs=0)
        self.write("b.h5", "B", 5)

    def test_folders_are_sides(self):
        seen = json.loads(self.run_program("compare", "a", "b.h5", "--json").stdout)
        self.assertEqual(len(seen["baseline"]["launches"]), 5)

    def test_files_can_be_named_by_side(self):
        words = ["--baseline", "a/1.h5", "a/2.h5", "--candidate", "b.h5"]
        seen = json.loads(self.run_program("compare", *words, "--json").stdout)
        self.assertEqual(len(seen["baseline"]["launches"]), 5)
        self.assertEqual(seen["exit_code"], self.run_program("compare", *words).returncode)

    def test_what_is_asked_wrongly_gets_one_line(self):
        for words, code, parts in [([], USAGE, ["baseline first"]),
                                   (["a", "b.h5", "c.h5"], USAGE, ["more than two"]),
                                   (["a", "nothing.h5"], NO_INPUT, ["nothing.h5"]),
                                   (["a", "a"], DATA, ["both sides"]),
                                   (["b.h5"], DATA, ["compares with nothing"]),
                                   (["a", "b.h5", "--by", "colour"], USAGE, ["--by"]),
                                   (["a", "b.h5", "--case", "memory/none"], USAGE, ["memory/none"]),
                                   (["--baseline", "a"], USAGE, ["--candidate"])]:
            with self.subTest(words):
                done = self.run_program("compare", *words)
                self.assert_one_clear_line(done, code, *parts)

    def test_an_empty_folder_is_no_side(self):
        (self.folder / "empty").mkdir()
        self.assert_one_clear_line(self.run_program("compare", "empty", "b.h5"), NO_INPUT, "no *.h5")

    def test_a_truncated_file_is_refused(self):
        whole = (self.folder / "b.h5").read_bytes()
        (self.folder / "cut.h5").write_bytes(whole[: len(whole) // 2])
        self.assert_one_clear_line(self.run_program("compare", "a", "cut.h5"), DATA, "cut.h5")

    def test_strips_show_each_launch(self):
        text = self.run_program("compare", "a", "b.h5", "--case", "case0").stdout
        for name in ["A1", "A5", "B5"]:
            self.assertRegex(text, rf"(?m)^{name} .*[▁▂▃▄▅▆▇█]")

    def test_markdown_has_its_table(self):
        text = self.run_program("compare", "a", "b.h5", "--markdown").stdout
        self.assertIn("| memory/case0 | host |", text)

    def test_only_changed_leaves_out_the_rest(self):
        text = self.run_program("compare", "a", "b.h5", "--only", "changed").stdout
        self.assertIn("no case changed", text)


class Studies(CompareTest):
    def test_a_merged_study_holds_both_sides_and_is_verified(self):
        self.write("a.h5", "A", 5, pairs=1)
        self.write("b.h5", "B", 5, pairs=1, slowdown=0.1)
        done = self.run_program("merge", "a.h5", "b.h5", "-o", "study.h5")
        self.assertEqual(done.returncode, GOOD, done.stderr)
        self.assertEqual(self.run_program("verify", "study.h5").returncode, GOOD)
        self.assertEqual(len(self.show("study.h5")["launches"]), 10)
        self.assertIn("2 REGRESSED of 2 cases", self.compare("study.h5", expect=REGRESSED))
        again = self.run_program("merge", "study.h5", "b.h5", "-o", "more.h5")
        self.assert_one_clear_line(again, DATA, "b.h5", "is in study.h5 too")
        self.assertFalse((self.folder / "more.h5").exists())
        self.assert_one_clear_line(self.run_program("merge", "a.h5", "-o", "b.h5"), CANNOT_CREATE, "b.h5", "--force")

    def test_a_study_of_two_sites_is_compared_by_site(self):
        self.write("a.h5", "A", 5, site="here")
        self.write("b.h5", "B", 5, site="there", first=40)
        self.run_program("merge", "a.h5", "b.h5", "-o", "study.h5")
        self.assertIn("site here", self.compare("study.h5", expect=GOOD))

    def test_imported_files_are_compared_and_their_missing_facts_told(self):
        for side, time in [("A", 10.0), ("B", 11.0)]:
            launches = [{"allocation": "1", "pair": pair, "position": side,
                         "cases": [{"name": "train/step", "unit": "ms",
                                    "samples": [[time + 0.01 * (pair % 3) + 0.001 * i for i in range(8)]]}]}
                        for pair in range(5)]
            (self.folder / f"{side}.json").write_text(json.dumps({"schema": "gpubench-samples/1",
                                                                  "launches": launches}))
            done = self.run_program("import", f"{side}.json", "-o", f"{side}.h5")
            self.assertEqual(done.returncode, GOOD, done.stderr)
        text = self.compare("A.h5", "B.h5", expect=REGRESSED)
        self.assertIn("missing   baseline host: model and clock", text)
        self.assertIn("+10.0 %", text)

    def test_a_broken_import_gets_one_line_and_leaves_nothing(self):
        (self.folder / "x.txt").write_text("# OSU MPI Latency Test v7.4\n# Size  Avg Latency(us)\n8 \033[2Jfast\n")
        done = self.run_program("import", "x.txt", "-o", "x.h5")
        self.assert_one_clear_line(done, DATA, "x.txt", "latency")
        self.assertNotIn("\033", done.stderr)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["x.txt"])


class References(CompareTest):
    def setUp(self):
        super().setUp()
        self.write("kept/two-cores.h5", "A", 1, cpu="cpu two", cases=3)
        self.write("run.h5", "B", 1, slowdown=0.6931472)  # twice the time

    def refer(self, *words, expect=GOOD, kept="kept"):
        done = self.run_program("compare", *words, GPUBENCH_REFERENCES=str(self.folder / kept))
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout

    def test_a_run_is_shown_beside_a_kept_reference_as_no_verdict(self):
        text = self.refer("run.h5", "--reference", "two-cores")
        self.assertIn("on cpu one", text)
        self.assertIn("on cpu two", text)
        self.assertRegex(text, r"(?m)^  case0 .* (49|50)\.\d %$")
        self.assertIn("2 cases beside the reference; 0 only in this run, 1 only in the reference", text)
        self.assertIn("is no verdict", text)

    def test_a_path_is_a_reference_too_and_launches_are_taken_together(self):
        self.write("more.h5", "B", 4, first=40, slowdown=0.6931472)
        seen = json.loads(self.refer("run.h5", "more.h5", "--reference", "kept/two-cores.h5", "--json", kept="none"))
        self.assertEqual(seen["schema"], "gpubench-reference/1")
        self.assertEqual(seen["reference"]["hardware"], "cpu two")
        self.assertEqual([case["run"]["launches"] for case in seen["cases"]], [5, 5])
        for case in seen["cases"]:
            self.assertAlmostEqual(case["share"], 0.5, delta=0.02)
            self.assertAlmostEqual(case["share"], case["run"]["rate"] / case["reference"]["rate"])

    def test_groups_and_markdown(self):
        text = self.refer("run.h5", "--reference", "two-cores", "--by", "group")
        self.assertRegex(text, r"(?m)^memory +2 +(49|50)\.\d %$")
        self.assertNotIn("case0", text)
        page = self.refer("run.h5", "--reference", "two-cores", "--markdown")
        self.assertIn("| memory/case0 | host |", page)

    def test_what_is_asked_wrongly_gets_one_line(self):
        (self.folder / "broken.h5").write_text("This is no result file.\n" * 100)
        (self.folder / "other.json").write_text(json.dumps({"schema": "gpubench-samples/1", "launches": [
            {"cases": [{"name": "train/step", "unit": "ms", "samples": [[1.0, 1.1]]}]}]}))
        self.assertEqual(self.run_program("import", "other.json", "-o", "other.h5").returncode, GOOD)
        run = ["run.h5", "--reference"]
        for words, code, parts in [
                ([*run, "two-core"], NO_INPUT, ["two-core", "there are two-cores"]),
                ([*run, ""], USAGE, ["--reference"]),
                ([*run, "no/such/file.h5"], NO_INPUT, ["no/such/file.h5"]),
                ([*run, "broken.h5"], DATA, ["broken.h5"]),
                (["missing.h5", "--reference", "two-cores"], NO_INPUT, ["missing.h5"]),
                (["other.h5", "--reference", "two-cores"], DATA, ["no case in common"]),
                (["--reference", "two-cores"], USAGE, ["FILE"]),
                ([*run, "two-cores", "--by", "rank"], USAGE, ["--by rank"]),
                ([*run, "two-cores", "--only", "changed"], USAGE, ["--only changed", "no verdict"]),
                ([*run, "two-cores", "--case", "case0"], USAGE, ["--case"]),
                ([*run, "two-cores", "--ledger", "run.h5"], USAGE, ["--ledger"])]:
            with self.subTest(words):
                done = self.run_program("compare", *words, GPUBENCH_REFERENCES=str(self.folder / "kept"))
                self.assert_one_clear_line(done, code, *parts)
                self.assertEqual(done.stdout, "")

    def test_an_installed_programs_references_are_found_beside_it(self):
        program = self.folder / "prefix" / "bin" / "gpubench"
        program.parent.mkdir(parents=True)
        shutil.copy(PROGRAM, program)
        share = self.folder / "prefix" / "share" / "gpubench" / "reference"
        share.mkdir(parents=True)
        words = ["compare", "run.h5", "--reference", "two-cores"]
        self.assert_one_clear_line(self.run_program(*words, program=program), NO_INPUT, str(share))
        (self.folder / "kept" / "two-cores.h5").rename(share / "two-cores.h5")
        self.assertEqual(self.run_program(*words, program=program).returncode, GOOD)


if __name__ == "__main__":
    unittest.main()
