"""What goes wrong inside a benchmark ends that case, is named, and loses nothing else."""

import signal
import time
import unittest

from program import FAULTY_MODULES, ProgramTest

FAULTY = {"GPUBENCH_MODULES": str(FAULTY_MODULES)}


def by_name(shown):
    return {case["name"]: case for case in shown["launches"][0]["cases"]}


class Faults(ProgramTest):
    def test_a_wrong_output_shows_no_rate_and_fails_the_run(self):
        cases = by_name(self.measure("faulty/none", "faulty/wrong_output", expect=1, **FAULTY))
        self.assertEqual(cases["faulty/wrong_output"]["verdict"], "WRONG")
        self.assertIsNone(cases["faulty/wrong_output"].get("rate"))
        self.assertEqual(cases["faulty/none"]["verdict"], "identical")
        self.assertIsNotNone(cases["faulty/none"].get("rate"))

    def test_one_bad_case_never_loses_the_run(self):
        cases = by_name(self.measure("faulty/none", "faulty/throws_*", "faulty/out_of_memory", expect=1, **FAULTY))
        self.assertEqual(cases["faulty/none"]["status"], "measured")
        self.assertIn("planted: no trial", cases["faulty/throws_when_made"]["reason"])
        self.assertIn("planted: enqueue failed", cases["faulty/throws_when_enqueued"]["reason"])
        self.assertIn("memory", cases["faulty/out_of_memory"]["reason"])

    def test_obstacles_and_sizes_are_skipped_with_the_reason(self):
        cases = by_name(self.measure("faulty/obstacle", "faulty/too_large", expect=69, **FAULTY))
        self.assertIn("flux capacitor", cases["faulty/obstacle"]["reason"])
        self.assertIn("GiB", cases["faulty/too_large"]["reason"])

    def test_a_world_case_that_cannot_be_made_on_any_rank_is_failed_and_the_rest_goes_on(self):
        cases = by_name(self.measure("faulty/world", "faulty/world_throws_when_made", ranks=3, expect=1, **FAULTY))
        self.assertEqual(cases["faulty/world"]["status"], "measured")
        self.assertEqual(cases["faulty/world"]["participants"], 3)
        self.assertIn("rank 0: planted: no trial", cases["faulty/world_throws_when_made"]["reason"])

    def test_a_rank_that_fails_inside_a_world_case_ends_the_job_and_finished_cases_are_recovered(self):
        # Cases run in seeded order: with this one the good case comes first.
        for seed in range(1, 20):
            done = self.run_program("run", "faulty/world", "faulty/world_throws_when_enqueued", "--profile", "quick",
                                    "--seed", seed, "--output", f"{seed}.h5", "--progress", "lines", ranks=2, **FAULTY)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("planted: enqueue failed", done.stderr)
            if "finished" in done.stdout:
                break
        # The launcher tells a rank that still waits to end: where there is time for it, rank 0 makes the file itself.
        file = f"{seed}.h5"
        if not (self.folder / file).exists():
            recovered = self.run_program("recover", f"{file}.journal", "--output", "r.h5")
            self.assertEqual(recovered.returncode, 0, recovered.stderr)
            file = "r.h5"
        launch = self.show(file)["launches"][0]
        self.assertFalse(launch["complete"])
        self.assertEqual([case["name"] for case in launch["cases"] if case["status"] == "measured"], ["faulty/world"])


class Signals(ProgramTest):
    def interrupt(self, number, ranks):
        """Interrupts a run after its first finished case; returns its exit code and what the file holds."""
        # mpirun kills a second after it told its ranks to end, which a machine that stalls may take from them.
        process = self.start_program("run", "memory/*", "--profile", "standard", "--output", "a.h5", "--progress",
                                     "lines", ranks=ranks, OMPI_MCA_odls_base_sigkill_timeout="5")
        line = process.stdout.readline()
        self.assertIn("finished", line)
        process.send_signal(number)
        begin = time.monotonic()
        out, err = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - begin, 30)
        finished = [l.split()[1] for l in (line + out).splitlines() if l.startswith("finished ")]
        self.assertTrue((self.folder / "a.h5").exists(), err)
        launch = self.show("a.h5")["launches"][0]
        self.assertFalse(launch["complete"])
        held = {case["id"] for case in launch["cases"]}
        self.assertLessEqual(set(finished), held)
        return process.returncode

    def test_sigint_ends_cleanly_with_what_is_finished(self):
        self.assertEqual(self.interrupt(signal.SIGINT, None), 130)

    def test_sigterm_ends_cleanly_with_what_is_finished(self):
        self.assertEqual(self.interrupt(signal.SIGTERM, None), 143)

    def test_mpirun_interrupted_leaves_the_file(self):
        self.assertNotEqual(self.interrupt(signal.SIGINT, 4), 0)

    def test_mpirun_terminated_leaves_the_file(self):
        self.assertNotEqual(self.interrupt(signal.SIGTERM, 4), 0)


if __name__ == "__main__":
    unittest.main()
