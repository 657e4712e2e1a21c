"""Bad input gets one clear line and a sysexits code, and loses nothing."""

import os
import shutil
import unittest
from pathlib import Path

from program import BUILD, PROGRAM, ProgramTest, environment
import subprocess

USAGE, DATA, NO_INPUT, UNAVAILABLE, CANNOT_CREATE = 64, 65, 66, 69, 73


class Words(ProgramTest):
    def test_an_unknown_selector_is_answered_with_the_nearest_names(self):
        self.assert_one_clear_line(self.run_program("run", "memory/triads"), USAGE, "memory/triads", "memory/triad")

    def test_an_unknown_axis_is_named(self):
        done = self.run_program("run", "memory/triad", "--set", "workingset=1MiB")
        self.assert_one_clear_line(done, USAGE, "workingset", "working_set")

    def test_an_unknown_value_is_answered_with_what_is_accepted(self):
        done = self.run_program("run", "memory/triad", "--set", "type=f46")
        self.assert_one_clear_line(done, USAGE, "f46", "f64")

    def test_an_unknown_verb_is_named(self):
        self.assert_one_clear_line(self.run_program("shwo"), USAGE, "shwo", "show")

    def test_an_unknown_flag_is_named(self):
        self.assert_one_clear_line(self.run_program("all", "--profil", "quick"), USAGE, "--profil")

    def test_an_unknown_backend_is_named(self):
        self.assert_one_clear_line(self.run_program("all", "--backend", "hots"), USAGE, "hots", "host")

    def test_under_mpirun_the_line_appears_once(self):
        done = self.run_program("run", "memory/triads", ranks=4)
        self.assertEqual(done.stderr.count("memory/triads"), 1, done.stderr)
        self.assertNotEqual(done.returncode, 0)

    def test_an_impossible_size_is_skipped_with_both_figures(self):
        seen = self.measure("memory/triad", "--backend", "host", "--set", "working_set=1048576GiB", expect=UNAVAILABLE)
        case = seen["launches"][0]["cases"][0]
        self.assertEqual(case["status"], "skipped")
        self.assertIn("GiB", case["reason"])


class Outputs(ProgramTest):
    def test_an_existing_output_is_refused_and_untouched(self):
        file = self.folder / "a.h5"
        file.write_text("precious")
        done = self.run_program("run", "memory/triad", "--profile", "quick", "--output", "a.h5")
        self.assert_one_clear_line(done, CANNOT_CREATE, "a.h5", "--force")
        self.assertEqual(file.read_text(), "precious")

    def test_force_replaces_it(self):
        (self.folder / "a.h5").write_text("old")
        self.assertEqual(len(self.measure("memory/copy", "--force")["launches"]), 1)

    def test_an_empty_name_is_refused(self):
        done = self.run_program("run", "memory/triad", "--output", "")
        self.assert_one_clear_line(done, USAGE, "--output", "empty")

    def test_what_is_no_regular_file_is_never_replaced(self):
        os.mkfifo(self.folder / "pipe")
        (self.folder / "link").symlink_to("nowhere")
        (self.folder / "folder").mkdir()
        for name, word in [("pipe", "no regular file"), ("link", "link to nothing"), ("folder", "folder")]:
            with self.subTest(name):
                done = self.run_program("run", "memory/triad", "--profile", "quick", "--output", name, "--force")
                self.assert_one_clear_line(done, CANNOT_CREATE, name, word)
                self.assertEqual(done.stdout, "")
        self.assertEqual(len(list(self.folder.iterdir())), 3)

    def test_an_unwritable_folder_is_found_before_measuring(self):
        done = self.run_program("run", "memory/triad", "--output", "no/such/folder/a.h5")
        self.assert_one_clear_line(done, CANNOT_CREATE, "no/such/folder")
        self.assertEqual(done.stdout, "")

    def test_all_ranks_learn_of_an_unwritable_output(self):
        done = self.run_program("run", "memory/triad", "--output", "no/such/folder/a.h5", ranks=4)
        self.assertEqual(done.stderr.count("no/such/folder"), 1, done.stderr)
        self.assertNotEqual(done.returncode, 0)

    def test_three_runs_leave_three_files(self):
        for _ in range(3):
            done = self.run_program("run", "memory/copy", "--profile", "quick")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(list(self.folder.glob("gpubench-*.h5"))), 3)
        self.assertEqual(list(self.folder.glob("*.journal")), [])


class Files(ProgramTest):
    def test_a_missing_file(self):
        self.assert_one_clear_line(self.run_program("show", "missing.h5"), NO_INPUT, "missing.h5")

    def test_a_folder(self):
        self.assert_one_clear_line(self.run_program("show", "."), NO_INPUT, "folder")

    def test_a_file_of_another_kind(self):
        (self.folder / "a.h5").write_text("This is no result file.\n" * 100)
        self.assert_one_clear_line(self.run_program("show", "a.h5"), DATA, "a.h5")

    def test_an_empty_file(self):
        (self.folder / "a.h5").write_text("")
        self.assert_one_clear_line(self.run_program("show", "a.h5"), DATA, "a.h5")

    def test_a_truncated_file(self):
        self.measure("memory/copy")
        file = self.folder / "a.h5"
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
        self.assert_one_clear_line(self.run_program("show", "a.h5"), DATA, "a.h5")

    def test_a_result_from_no_image_does_not_pass_for_one_of_a_lock(self):
        self.measure("memory/copy")
        lock = Path(__file__).resolve().parents[2] / "scripts" / "image" / "stable.lock"
        done = self.run_program("verify", "a.h5", "--image", lock)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("names no lock", done.stdout)
        self.assertNotIn("measured in the image", done.stdout)
        self.assert_one_clear_line(self.run_program("verify", "a.h5", "--image", "a.h5"), 65, "is no lock")
        self.assert_one_clear_line(self.run_program("verify", "a.h5", "--image", "b.lock"), 66, "b.lock")

    def test_a_changed_byte_is_found_by_verify(self):
        self.measure("memory/copy")
        self.assertEqual(self.run_program("verify", "a.h5").returncode, 0)
        file = self.folder / "a.h5"
        content = bytearray(file.read_bytes())
        place = content.index(b"memory/copy")
        content[place] ^= 0x20
        file.write_bytes(content)
        done = self.run_program("verify", "a.h5")
        self.assertNotEqual(done.returncode, 0, done.stdout)


class Ranks(ProgramTest):
    def start_mixed(self, first, second):
        command = ["mpirun", "-n", "1", *map(str, first), ":", "-n", "1", *map(str, second)]
        return subprocess.run(command, cwd=self.folder, env=environment(), capture_output=True, text=True, timeout=60)

    def test_ranks_with_other_command_lines_are_named_and_refused(self):
        done = self.start_mixed([PROGRAM, "run", "memory/copy"], [PROGRAM, "run", "memory/triad"])
        self.assertEqual(done.stderr.count("rank(s) 1"), 1, done.stderr)
        self.assertIn("command line", done.stderr)
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_what_a_study_asks_for_is_what_rank_0_was_told(self):
        words = [PROGRAM, "run", "memory/*", "--backend", "host", "--profile", "quick", "--dry-run"]
        case = "host memory/read type:f64 working_set:128MiB cache:hot"
        done = self.start_mixed(["env", f"GPUBENCH_CASES={case}", f"GPUBENCH_BATCHES=3 {case}", *words], words)
        self.assertEqual(done.returncode, 0, done.stderr)
        planned = [line.split() for line in done.stdout.splitlines() if " memory/" in line]
        self.assertEqual([line[1] for line in planned], ["memory/read"], done.stdout)
        self.assertIn("3", planned[0], done.stdout)

    def test_another_command_beside_a_run_is_refused(self):
        done = self.start_mixed([PROGRAM, "run", "memory/copy"], [PROGRAM, "list"])
        self.assertEqual(done.stderr.count("start it alone"), 1, done.stderr)
        self.assertNotEqual(done.returncode, 0)

    def test_ranks_with_another_build_are_named_and_refused(self):
        build_id = subprocess.run([PROGRAM, "--version"], env=environment(), capture_output=True, text=True,
                                  check=True).stdout.split()[-1].strip("()")
        other = self.folder / "other"
        other.mkdir()
        # Another build is the same one with another build id in every binary.
        for name in ["gpubench", "gpubench_mpi.so", "mpi.cases.json"]:
            content = (BUILD / name).read_bytes()
            self.assertTrue(build_id.encode() in content, name)  # a binary is no text to show
            (other / name).write_bytes(content.replace(build_id.encode(), build_id[::-1].encode()))
            shutil.copymode(BUILD / name, other / name)
        done = self.start_mixed([PROGRAM, "run", "memory/copy"], [other / "gpubench", "run", "memory/copy"])
        self.assertEqual(done.returncode, 78, done.stderr)
        self.assertEqual(done.stderr.count("rank(s) 1"), 1, done.stderr)
        self.assertIn("another build", done.stderr)

    def test_without_the_mpi_module_ranks_refuse_to_run_as_many_worlds_of_one(self):
        empty = self.folder / "modules"
        empty.mkdir()
        done = self.run_program("run", "memory/copy", ranks=2, GPUBENCH_MODULES=str(empty))
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("mpi", done.stderr)


if __name__ == "__main__":
    unittest.main()
