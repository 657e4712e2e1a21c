"""A module's manifest, what the opened module registers, and what `list` says are the same."""

import json
import subprocess
import unittest

from program import BUILD, ProgramTest, environment

DESCRIPTION = ["name", "backend", "scope", "operation", "axes"]


def manifests():
    return sorted(BUILD.glob("*.cases.json"))


class Manifests(ProgramTest):
    def test_each_is_what_its_module_registers(self):
        self.assertTrue(manifests())
        for manifest in manifests():
            name = manifest.name.removesuffix(".cases.json")
            with self.subTest(name):
                fresh = self.folder / manifest.name
                subprocess.run([BUILD / "gpubench_manifest", BUILD / f"gpubench_{name}.so", fresh], env=environment(),
                               check=True)
                self.assertEqual(json.loads(fresh.read_text()), json.loads(manifest.read_text()))

    def test_list_names_each_case_of_each_module_as_its_manifest_does(self):
        listed = json.loads(self.run_program("list", "--json").stdout)
        for manifest in manifests():
            content = json.loads(manifest.read_text())
            own = {b["name"]: b for b in listed["benchmarks"] if b.get("module") == content["module"]}
            self.assertEqual(sorted(own), sorted(b["name"] for b in content["benchmarks"]))
            for benchmark in content["benchmarks"]:
                for key in DESCRIPTION:
                    self.assertEqual(own[benchmark["name"]][key], benchmark[key], benchmark["name"])

    def test_a_plan_finds_each_case_of_its_manifest_in_the_opened_module(self):
        plan = self.run_program("all", "--profile", "quick", "--list", ranks=2)
        self.assertEqual(plan.returncode, 0, plan.stderr)
        self.assertNotIn("does not hold it", plan.stdout)


if __name__ == "__main__":
    unittest.main()
