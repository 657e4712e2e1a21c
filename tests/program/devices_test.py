"""Several host devices in one launch: at once, one after another, and with cpusets that overlap."""

import json
import os
import subprocess
import sys
import unittest

from program import PROGRAM, ProgramTest, environment

try:
    import h5py
except ImportError:
    print("python3-h5py is not installed")
    sys.exit(77)

CASES = ["memory/triad", "compute/fma_peak"]
PROCESSORS = sorted(os.sched_getaffinity(0))


def cases_of(path):
    """Name and axes to the group of each measured case of the file's one launch, and its ranks."""
    file = h5py.File(path)
    (launch,) = file["launch"].values()
    cases = {}
    for case in launch["case"].values():
        if case.attrs["status"] == b"measured":
            cases[case.attrs["name"].decode() + case.attrs["axes"].decode()] = case
    return cases, launch["ranks"]


def facts_of(case):
    return dict(json.loads(case.attrs["facts"]))


@unittest.skipIf(len(PROCESSORS) < 2, "one processor is one device")
class Devices(ProgramTest):
    def launch(self, *words, processes):
        """Each process bound to its processors."""
        command = ["mpirun"]
        for cpus in processes:
            command += [":"] if len(command) > 1 else []
            command += ["-n", "1", "taskset", "-c", cpus, str(PROGRAM), "run", *words, "--profile", "quick", "--output",
                        "a.h5"]
        done = subprocess.run(command, cwd=self.folder, env=environment(), capture_output=True, text=True, timeout=120)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        self.text = done.stdout
        return cases_of(self.folder / "a.h5")

    def apart(self):
        return [str(PROCESSORS[0]), str(PROCESSORS[1])]

    def assert_shapes(self, cases):
        self.assertGreaterEqual(len(cases), 3)
        for case in cases.values():
            self.assertEqual(case["samples"].shape[0], 2)
            self.assertEqual(case["timeline/starts"].shape, case["samples"].shape)
            self.assertEqual(list(case["rank"]), [0, 1])
            self.assertTrue((case["samples"][:] > 0).all())

    def test_at_once_they_overlap(self):
        cases, _ = self.launch(*CASES, processes=self.apart())
        self.assert_shapes(cases)

        def overlaps(case):
            ends = case["timeline/starts"][:] + case["samples"][:]
            return case["timeline/starts"][:, 0].max() < ends[:, -1].min()

        # Not each: where the machine is crowded a process may stand still while the other measures a short case.
        self.assertTrue(any(overlaps(case) for case in cases.values()))

    def test_exclusive_no_two_samples_are_at_the_same_time_and_counts_agree(self):
        cases, _ = self.launch(*CASES, "--exclusive", processes=self.apart())
        self.assert_shapes(cases)
        for case in cases.values():
            starts = case["timeline/starts"][:]
            spans = sorted((start, start + time) for row in range(2) for start, time in
                           zip(starts[row], case["samples"][row]))
            for (_, end), (start, _) in zip(spans, spans[1:]):
                self.assertLessEqual(end, start)
        self.assertIn("per-device", self.text)

    def test_overlapping_cpusets_are_one_device_of_all_their_processors(self):
        both = f"{PROCESSORS[0]},{PROCESSORS[1]}"
        cases, ranks = self.launch("memory/dot", "barrier", processes=[str(PROCESSORS[0]), both])
        self.assertEqual(len(set(ranks["device"])), 1)
        dot = next(case for name, case in cases.items() if name.startswith("memory/dot"))
        self.assertEqual(list(dot["rank"]), [0])
        self.assertEqual(facts_of(dot)["threads"], "2")
        self.assertNotIn("affinity", facts_of(dot))

    def test_a_limit_of_openmp_is_what_is_recorded(self):
        done = self.run_program("run", "memory/dot", "compute/fma_peak", "--profile", "quick", "--output", "a.h5",
                                OMP_THREAD_LIMIT="1", OMP_DYNAMIC="true")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for case in cases_of(self.folder / "a.h5")[0].values():
            self.assertEqual(facts_of(case)["threads"], "1")


if __name__ == "__main__":
    unittest.main()
