"""A module whose library needs what is not here: its cases are named, skipped with the reason, and never taken for done."""

import ctypes
import json
import unittest

from program import BUILD, ProgramTest

REASON = "module gone: no such driver (libabsent.so.7 is not found)"


class AbsentDriver(ProgramTest):
    """With a module that is a manifest only: it must not even be opened."""

    def setUp(self):
        super().setUp()
        modules = self.folder / "modules"
        modules.mkdir()
        manifest = json.loads((BUILD / "mpi.cases.json").read_text())
        (modules / "mpi.cases.json").write_text(json.dumps(manifest))
        (modules / "gpubench_mpi.so").symlink_to(BUILD / "gpubench_mpi.so")
        manifest["module"] = "gone"
        manifest["required"] = [{"file": "libabsent.so.7", "reason": "no such driver"}]
        manifest["benchmarks"] = manifest["benchmarks"][:2]
        for number, benchmark in enumerate(manifest["benchmarks"]):
            benchmark.update(name=f"gone/case_{number}", backend="gone")
        (modules / "gone.cases.json").write_text(json.dumps(manifest))
        self.environment = {"GPUBENCH_MODULES": str(modules)}

    def test_list_names_each_case_with_the_reason(self):
        listed = json.loads(self.run_program("list", "--json", **self.environment).stdout)
        lost = {b["name"]: b["unavailable"] for b in listed["benchmarks"] if "unavailable" in b}
        self.assertEqual(sorted(lost), ["gone/case_0", "gone/case_1"])
        self.assertEqual(set(lost.values()), {REASON.removeprefix("module gone: ")})
        self.assertIn("not here: " + REASON, self.run_program("list", **self.environment).stdout)

    def test_a_run_of_nothing_else_says_so_and_is_no_success(self):
        for ranks in None, 2:
            done = self.run_program("all", "--backend", "gone", "--profile", "quick", "--output", f"{ranks}.h5", ranks=ranks,
                                    **self.environment)
            if ranks is None:
                self.assertEqual(done.returncode, 69)
            self.assertNotEqual(done.returncode, 0)
            lines = [line for line in done.stderr.splitlines() if line.startswith("gpubench")]
            self.assertEqual(len(lines), 1, done.stderr)
            self.assertRegex(lines[0], "nothing was measured: all [0-9]+ cases were skipped: ")
            self.assertIn(REASON, lines[0])
            cases = self.show(f"{ranks}.h5")["launches"][0]["cases"]
            self.assertEqual({(case["status"], case["reason"]) for case in cases}, {("skipped", REASON)})

    def test_beside_what_can_be_measured_it_is_skipped_with_the_reason(self):
        cases = self.measure("memory/copy", "gone/*", **self.environment)["launches"][0]["cases"]
        status = {case["name"]: case["status"] for case in cases}
        self.assertEqual(status, {"memory/copy": "measured", "gone/case_0": "skipped", "gone/case_1": "skipped"})


def no_driver():
    try:
        ctypes.CDLL("libcuda.so.1")
        return False
    except OSError:
        return True


@unittest.skipUnless((BUILD / "cuda.cases.json").exists(), "built without the module cuda")
@unittest.skipUnless(no_driver(), "this machine has a CUDA driver")
class NoCudaDriver(ProgramTest):
    def test_a_run_on_the_cuda_backend_says_what_is_missing(self):
        done = self.run_program("all", "--backend", "cuda", "--profile", "quick")
        self.assert_one_clear_line(done, 69, "nothing was measured", "no CUDA driver (libcuda.so.1 is not found)")

    def test_every_cuda_benchmark_is_listed_with_the_reason(self):
        listed = json.loads(self.run_program("list", "--json").stdout)["benchmarks"]
        device = [benchmark for benchmark in listed if benchmark["backend"] == "cuda"]
        self.assertGreater(len(device), 0)
        for benchmark in device:
            self.assertIn("no CUDA driver", benchmark["unavailable"])


if __name__ == "__main__":
    unittest.main()
