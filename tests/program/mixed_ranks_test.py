"""Ranks that do not map the same libraries: named and refused before anything is measured, or recorded as a mixture."""

import json
import subprocess
import unittest

from libraries import copy_with_other_build_id, installed
from program import PROGRAM, ProgramTest, environment

CONFIG = 78
GEMM = ("gemm", "--set", "type=f64")
BLAS = "libopenblas.so.0" if installed("libopenblas.so.0") else "libblas.so.3"


class MixedRanks(ProgramTest):
    """Three ranks; the last looks for libraries in a folder of its own first."""

    def place(self, soname):
        library = installed(soname)
        if library is None:
            self.skipTest(f"no {soname} here")
        folder = self.folder / "other"
        folder.mkdir(exist_ok=True)
        return copy_with_other_build_id(library, folder / soname)

    def launch(self, *words, output="a.h5", unlike=None):
        run = [PROGRAM, "run", *words, "--profile", "quick", "--output", output]
        command = ["mpirun", "-n", "2", *run, ":", "-n", "1", "env",
                   unlike or f"LD_LIBRARY_PATH={self.folder / 'other'}", *run]
        return subprocess.run([str(word) for word in command], cwd=self.folder, env=environment(), capture_output=True,
                              text=True, timeout=120, check=False)

    def facts_that_differ(self, a, b):
        done = self.run_program("fingerprint", "diff", a, b, "--json")
        return {fact["key"]: fact for fact in json.loads(done.stdout)["differences"]}

    def test_another_copy_of_the_blas_on_one_rank_is_named_and_refused(self):
        identity = self.place(BLAS)
        done = self.launch(*GEMM)
        self.assert_one_clear_line(done, CONFIG, "rank 2 (host ", f"another {BLAS.split('.')[0]} (", identity,
                                   "than ranks 0-1 (", "--allow-mixed")
        self.assertEqual([path.name for path in self.folder.iterdir()], ["other"])

    def test_a_wholly_different_blas_is_refused_though_the_libraries_have_other_names(self):
        if BLAS != "libopenblas.so.0":
            self.skipTest("no libopenblas.so.0 here")
        facts = json.loads(self.run_program("fingerprint", "--json").stdout)["loaded"]["facts"]
        if any(fact["key"] == "blas.provider" and fact["value"].startswith("libopenblas") for fact in facts):
            self.skipTest("the module takes its functions from libopenblas.so.0 itself")
        done = self.launch(*GEMM, unlike=f"LD_PRELOAD={installed(BLAS)}")
        self.assert_one_clear_line(done, CONFIG, "rank 2 (host ", "another blas than ranks 0-1: blas.provider is libopenblas")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_a_dry_run_refuses_them_too(self):
        self.place(BLAS)
        self.assert_one_clear_line(self.launch(*GEMM, "--dry-run"), CONFIG, "rank 2 (host ")

    def test_what_is_allowed_is_measured_and_recorded_as_a_mixture(self):
        self.place(BLAS)
        done = self.launch(*GEMM, "--allow-mixed")
        self.assertEqual(done.returncode, 0, done.stderr)
        stem = BLAS.split(".")[0]
        self.assertIn(f"mixed    rank 2: {stem}", self.run_program("show", "a.h5").stdout)
        self.measure(*GEMM, output="b.h5", ranks=3)
        fact = self.facts_that_differ("a.h5", "b.h5")["ranks.mixed"]
        self.assertEqual((fact["bearing"], fact["a"][0]["value"], fact["b"]), ("strong", f"rank 2: {stem}", []))
        self.assertIn(f"measured a mixture: rank 2: {stem}", self.run_program("compare", "a.h5", "b.h5").stdout)

    def test_a_library_that_nobody_maps_does_not_matter(self):
        self.place(BLAS)
        done = self.launch("memory/copy")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_another_copy_of_what_measures_nothing_is_named_in_one_line(self):
        self.place("libcrypto.so.3")
        done = self.launch("memory/copy")
        self.assertEqual(done.returncode, 0, done.stderr)
        told = [line for line in done.stderr.splitlines() if line.startswith("gpubench")]
        self.assertEqual(told, ["gpubench: ranks differ in what they have loaded: libcrypto; the record says which"])
        self.measure("memory/copy", output="b.h5", ranks=3)
        facts = self.facts_that_differ("a.h5", "b.h5")
        self.assertEqual(facts["ranks.differ"]["a"][0]["value"], "libcrypto")
        self.assertEqual([value["ranks"] for value in facts["library.libcrypto"]["a"]], ["0-1", "2"])

    def test_ranks_that_are_alike_say_nothing(self):
        (self.folder / "other").mkdir()
        done = self.launch(*GEMM)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


if __name__ == "__main__":
    unittest.main()
