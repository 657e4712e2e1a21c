"""gpubench doctor: what it says of this machine is what list says, and its exit code is what its findings come to."""

import json
import pathlib
import unittest

from program import ProgramTest

CODES = {"good": 0, "invalid": 1, "warning": 2}


def library_without_products():
    """The path of a shared library of this machine that has no BLAS in it: the C library's own mathematics."""
    for line in pathlib.Path("/proc/self/maps").read_text().splitlines():
        if "/libm.so" in line or "/libc.so" in line:
            return line.split()[-1]
    raise RuntimeError("this Python has no C library mapped")


class Doctor(ProgramTest):
    def findings(self, *words, **env):
        done = self.run_program("doctor", "--json", *words, **env)
        told = json.loads(done.stdout)
        self.assertEqual(told["schema"], "gpubench-doctor/1")
        self.assertEqual(done.returncode, CODES[told["result"]], done.stdout)
        return told["result"], {finding["id"]: finding for finding in told["findings"]}

    def test_modules_are_as_list_says(self):
        _, findings = self.findings()
        modules = json.loads(self.run_program("list", "--json").stdout)["modules"]
        self.assertTrue(modules)
        for module in modules:
            finding = findings["module." + module["name"]]
            self.assertEqual(finding["result"] == "good", module["usable"], finding)
            self.assertIn(module.get("reason", "usable"), finding["evidence"])

    def test_a_build_without_modules_is_told_as_such(self):
        _, findings = self.findings(GPUBENCH_MODULES=str(self.folder))
        self.assertEqual(findings["module.mpi"]["evidence"], "not in this build")
        self.assertIn("libopenmpi-dev", findings["module.mpi"]["mend"])

    def test_a_module_that_is_damaged_is_a_warning(self):
        (self.folder / "mpi.cases.json").write_text("{")
        result, findings = self.findings(GPUBENCH_MODULES=str(self.folder))
        self.assertEqual(findings["module.mpi"]["result"], "warning")
        self.assertIn("mpi.cases.json", findings["module.mpi"]["evidence"])
        self.assertNotEqual(result, "good")

    def test_a_module_that_cannot_be_loaded_is_a_warning_though_its_libraries_are_there(self):
        _, plain = self.findings()
        if plain["module.blas"]["result"] != "good":
            self.skipTest("module blas can't be used here: " + plain["module.blas"]["evidence"])
        (self.folder / "libblas.so.3").symlink_to(library_without_products())
        result, findings = self.findings(LD_LIBRARY_PATH=str(self.folder))
        self.assertEqual(findings["module.blas"]["result"], "warning", findings["module.blas"])
        self.assertIn("cblas_dgemm", findings["module.blas"]["evidence"])
        self.assertNotEqual(result, "good")

    def test_what_the_environment_spoils_is_a_warning_and_else_it_is_not(self):
        _, plain = self.findings(OMP_NUM_THREADS="1")
        self.assertEqual(plain["cpu.threads"]["result"], "good")
        self.assertEqual(plain["folder.temporary"]["result"], "good")
        result, spoiled = self.findings(OMP_NUM_THREADS="4096", TMPDIR=str(self.folder / "absent"))
        self.assertNotEqual(result, "good")
        self.assertEqual(spoiled["cpu.threads"]["mend"], "unset OMP_NUM_THREADS")
        self.assertEqual(spoiled["folder.temporary"]["result"], "warning")

    def test_text_names_every_check_and_all_gives_each_a_line(self):
        _, findings = self.findings()
        short, long = (self.run_program("doctor", *words).stdout for words in ([], ["--all"]))
        for identity in findings:
            self.assertIn(identity, short)
            self.assertTrue([line for line in long.splitlines() if line.split()[1] == identity], long)
        self.assertNotIn("\x1b", short + long)

    def test_only_one_rank_speaks(self):
        done = self.run_program("doctor", ranks=3)
        self.assertEqual(done.stdout.count(" checks: "), 1, done.stdout)

    def test_wrong_options_are_one_clear_line(self):
        self.assert_one_clear_line(self.run_program("doctor", "--jsn"), 64, "--jsn", "--json")
        self.assert_one_clear_line(self.run_program("doctor", "twice"), 64, "twice")


if __name__ == "__main__":
    unittest.main()
