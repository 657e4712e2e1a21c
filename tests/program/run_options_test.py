"""Options of a run that change how much is measured and where it is told, alone and under mpirun."""

import json
import os
import time
import unittest

from program import FAULTY_MODULES, ProgramTest

FAULTY = {"GPUBENCH_MODULES": str(FAULTY_MODULES)}
CANNOT_CREATE = 73
DELAYS = "delay_us=" + ",".join(str(100 + i) for i in range(40))


class Time(ProgramTest):
    def test_it_bounds_the_run_and_what_does_not_fit_is_skipped_with_the_reason(self):
        begin = time.monotonic()
        # 40 sleeps of a quarter of a second, at least 5 samples each: 50 s and more without a bound.
        delays = "delay_us=" + ",".join(str(250000 + i) for i in range(40))
        cases = self.measure("faulty/none", "--set", delays, "--time", "6s", **FAULTY)["launches"][0]["cases"]
        self.assertLess(time.monotonic() - begin, 40)
        self.assertEqual(len(cases), 40)
        skipped = [case for case in cases if case["status"] == "skipped"]
        self.assertGreater(len(skipped), 20)
        self.assertLess(len(skipped), 40)
        for case in skipped:
            self.assertIn("--time 6 s", case["reason"])

    def test_caps_shrink_to_what_is_left(self):
        # Without a bound 3 batches of warm-up and 32 samples, of half a second each, fit its own cap of 20 s.
        begin = time.monotonic()
        done = self.run_program("run", "faulty/none", "--set", "delay_us=500000", "--profile", "thorough", "--time", "6s",
                                "--output", "a.h5", **FAULTY)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertLess(time.monotonic() - begin, 12)
        self.assertEqual(self.show("a.h5")["launches"][0]["cases"][0]["status"], "measured")


class ColdStart(ProgramTest):
    def test_a_process_is_as_long_as_its_stages(self):
        case = self.measure("launch/cold_start", "--backend", "host")["launches"][0]["cases"][0]
        self.assertEqual(case["verdict"], "identical")
        self.assertGreater(case["time_median"], 1e-3)

    def test_what_it_starts_is_told_what_is_not_there(self):
        for words, told in ((("host", "0", "memory/none"), "memory/none"), (("nowhere", "0", "memory/triad"), "nowhere")):
            self.assert_one_clear_line(self.run_program("first-result", *words), 70, told)
        done = self.run_program("first-result", "host", "0", "memory/triad")
        stages = json.loads(done.stdout)
        self.assertTrue(stages["right"])
        ordered = [stages[key] for key in ("begin", "found", "loaded", "opened", "verified")]
        self.assertEqual(ordered, sorted(ordered))


class Plans(ProgramTest):
    def test_list_under_mpirun_prints_the_plan_once_and_measures_nothing(self):
        done = self.run_program("run", "memory/triad", "collectives/barrier", "--profile", "quick", "--list", "--backend",
                                "host", ranks=3)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("memory/triad", done.stdout)
        self.assertEqual(done.stdout.count("collectives/barrier"), 1, done.stdout)
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_list_as_json_is_json(self):
        done = self.run_program("run", "memory/triad", "collectives/barrier", "--profile", "quick", "--list", "--json",
                                "--seed", "7")
        plan = json.loads(done.stdout)
        self.assertEqual(plan["seed"], 7)
        self.assertIn("memory/triad", {case["name"] for case in plan["cases"] if case.get("batch", 0) >= 1})
        self.assertIn("mpirun", next(case["skipped"] for case in plan["cases"] if case["scope"] == "world"))

    def test_dry_run_shows_the_same_plan_on_all_ranks(self):
        words = ["run", "memory/triad", "--profile", "quick", "--seed", "3"]
        listed = self.run_program(*words, "--list", ranks=3)
        done = self.run_program(*words, "--dry-run", ranks=3)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertTrue(done.stdout.startswith(listed.stdout), done.stdout)
        self.assertIn("the same plan on 3 rank(s)", done.stdout)
        self.assertEqual(list(self.folder.iterdir()), [])


class Surroundings(ProgramTest):
    def test_under_json_standard_output_is_json_and_progress_goes_to_standard_error(self):
        done = self.run_program("run", "faulty/none", "--profile", "quick", "--output", "a.h5", "--json", "--progress",
                                "lines", **FAULTY)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(json.loads(done.stdout)["launches"][0]["cases"][0]["name"], "faulty/none")
        self.assertIn("finished ", done.stderr)

    def test_variables_meant_for_google_benchmark_change_nothing(self):
        for name, value in [("FILTER", "nothing"), ("REPETITIONS", "3"), ("LIST_TESTS", "true"), ("OUT", "stray.json"),
                            ("ENABLE_RANDOM_INTERLEAVING", "true"), ("PERF_COUNTERS", "CYCLES")]:
            with self.subTest(name):
                shown = self.measure("faulty/none", output=f"{name}.h5", **FAULTY, **{f"BENCHMARK_{name}": value})
                case = shown["launches"][0]["cases"][0]
                self.assertEqual(case["status"], "measured", case)
                self.assertGreater(case["half_width"], 0)  # of no sample there is none
                self.assertFalse((self.folder / "stray.json").exists())

    def test_a_home_folder_in_the_command_line_does_not_enter_the_file(self):
        home = self.folder / "ann"
        home.mkdir()
        self.measure("faulty/none", output=str(home / "a.h5"), HOME=str(home), **FAULTY)
        content = (home / "a.h5").read_bytes()
        self.assertIn(b"--output (left out: ", content)
        self.assertNotIn(str(home).encode(), content)

    def test_an_output_that_cannot_be_looked_at_is_one_line(self):
        os.symlink("loop", self.folder / "loop")
        for output in ["loop/a.h5", "x" * 300 + ".h5"]:
            done = self.run_program("run", "faulty/none", "--output", output, **FAULTY)
            self.assert_one_clear_line(done, CANNOT_CREATE, output)

    def test_recover_into_a_place_that_cannot_be_looked_at_is_one_line(self):
        process = self.start_program("run", "faulty/none", "--set", DELAYS, "--profile", "quick", "--output", "a.h5",
                                     "--progress", "lines", **FAULTY)
        process.stdout.readline()
        process.kill()
        process.communicate()
        os.symlink("loop", self.folder / "loop")
        done = self.run_program("recover", "a.h5.journal", "--output", "loop/a.h5")
        self.assert_one_clear_line(done, CANNOT_CREATE, "loop/a.h5")


if __name__ == "__main__":
    unittest.main()
