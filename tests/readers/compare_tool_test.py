"""Google Benchmark's own compare.py reads what gpubench exports."""

import json
import subprocess
import sys
import unittest
from pathlib import Path

from exported import ExportTest

TOOL = Path("/usr/share/benchmark/compare.py")
if not TOOL.exists():
    print(f"skipped: {TOOL} is not there: scripts/install-packages readers")
    sys.exit(77)


class CompareTool(ExportTest):
    def compare(self, *words):
        done = subprocess.run(["/usr/bin/python3", TOOL, "--no-color", "--dump_to_json", "diff.json", *words],
                              cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout, json.loads((self.folder / "diff.json").read_text())

    def test_twelve_launches_a_side_show_their_difference(self):
        self.write("a.h5", count=12)
        self.write("b.h5", "slowdown=0.1", side="B", count=12)
        for name in ("a", "b"):
            self.export(f"{name}.h5", "--format", "google-benchmark", "-o", f"{name}.json")
        text, differences = self.compare("benchmarks", "a.json", "b.json")
        self.assertIn("memory/case0/f64/1MiB/host/ranks:8", text)
        self.assertIn("_pvalue", text)
        medians = [one for one in differences if one.get("aggregate_name") == "median" or one["name"].endswith("_median")]
        self.assertEqual(len(medians), 2, [one["name"] for one in differences])
        for one in medians:
            self.assertAlmostEqual(one["measurements"][0]["time"], 0.105, delta=0.01)

    def test_samples_are_repetitions_of_one_launch(self):
        self.write("a.h5", "samples=20", "cases=1")
        text = self.export("a.h5", "--format", "google-benchmark", "--samples")
        runs = json.loads(text)["benchmarks"]
        self.assertEqual(len([run for run in runs if run["run_type"] == "iteration"]), 20)
        (self.folder / "a.json").write_text(text)
        self.assertIn("memory/case0", self.compare("benchmarks", "a.json", "a.json")[0])


if __name__ == "__main__":
    unittest.main()
