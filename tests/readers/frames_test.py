"""Data frames: pandas reads the CSV and the JSON, results/export/read_results.py reads the file itself and draws."""

import io
import subprocess
import sys
import unittest

try:
    import h5py  # noqa: F401
    import pandas
    import xarray  # noqa: F401
except ImportError as missing:
    print(f"skipped: {missing}: scripts/install-packages test")
    sys.exit(77)

import json

from exported import BUILD, ROOT, ExportTest

SCRIPT = ROOT / "results" / "export" / "read_results.py"


class Frames(ExportTest):
    def test_pandas_reads_a_row_a_case(self):
        self.write("a.h5", "ranks=2", count=3)
        frame = pandas.read_csv(io.StringIO(self.export("a.h5", "--format", "csv")))
        self.assertEqual(len(frame), 3 * 2)
        self.assertEqual(frame["launch"].nunique(), 3)
        self.assertTrue(frame["time_median"].between(0.9e-3, 1.1e-3).all())
        self.assertEqual(set(frame["rate_unit"]), {"GB/s"})

    def test_samples_are_those_of_the_file(self):
        self.write("a.h5", "ranks=2", "samples=15", "cases=1")
        frame = pandas.read_csv(io.StringIO(self.export("a.h5", "--format", "csv", "--samples")))
        with h5py.File(self.folder / "a.h5") as file:
            (launch,) = file["launch"].values()
            (case,) = launch["case"].values()
            stored = case["samples"][()]
        table = frame.pivot(index="rank", columns="sample", values="batch_ns").to_numpy()
        self.assertEqual(table.tolist(), stored.tolist())
        whole = json.loads(self.export("a.h5", "--format", "json", "--samples"))
        self.assertEqual(whole["launches"][0]["cases"][0]["batch_ns"], stored.tolist())

    def test_real_cases_with_skipped_ones_are_read(self):
        subprocess.run([BUILD / "tests" / "write_example", self.folder / "a.h5"], check=True)
        frame = pandas.read_csv(io.StringIO(self.export("a.h5", "--format", "csv")))
        self.assertIn("skipped", set(frame["status"]))
        self.assertTrue(frame.loc[frame["status"] == "skipped", "rate"].isna().all())

    def run_script(self, *words):
        return subprocess.run([sys.executable, SCRIPT, *words], cwd=self.folder, capture_output=True, text=True)

    def test_the_scripts_latency_is_that_of_an_operation(self):
        self.write("a.h5", "ranks=2", "cases=1")
        self.assertIn(" 0.001", self.run_script("a.h5").stdout)
        with h5py.File(self.folder / "a.h5", "r+") as file:
            (launch,) = file["launch"].values()
            (case,) = launch["case"].values()
            case.attrs.modify("metric", "latency")
            case.attrs.modify("operations", 1000.0)
        self.assertRegex(self.run_script("a.h5").stdout, r" (0\.000001|1\.0\d*e-06|9\.9\d*e-07) ")

    def test_the_scripts_rates_are_those_of_the_export(self):
        self.write("a.h5", "ranks=1", "cases=2")
        (self.folder / "osu.txt").write_text("# OSU MPI Bandwidth Test v7.3\n# Size      Bandwidth (MB/s)\n1024  2400.12\n")
        subprocess.run([BUILD / "gpubench", "import", "osu.txt", "-o", "osu.h5"], cwd=self.folder, check=True,
                       capture_output=True)
        for file in ("a.h5", "osu.h5"):
            frame = pandas.read_csv(io.StringIO(self.export(file, "--format", "csv")))
            told = self.run_script(file)
            self.assertEqual(told.returncode, 0, told.stderr)
            for row in frame.itertuples():
                (line,) = [line for line in told.stdout.splitlines() if f" {row.axes} " in line and f" {row.name} " in line]
                time, rate, unit = line.split()[-4:-1]
                self.assertEqual(unit, row.rate_unit)
                self.assertAlmostEqual(float(rate) / row.rate, 1, delta=1e-3)
                self.assertEqual(time == "None", file == "osu.h5")  # nobody timed a GB

    def test_the_script_knows_what_each_metric_counts(self):
        self.write("a.h5", "ranks=2", "cases=1")
        counted = {"bandwidth": (4e5 / 1e9, "GB/s"), "bus_bandwidth": (1.5 * 2e5 / 1e9, "GB/s"), "flop_rate": (5e5 / 1e9, "Gflop/s"),
                   "message_rate": (100, "1/s")}
        for metric, (amount, unit) in counted.items():
            with h5py.File(self.folder / "a.h5", "r+") as file:
                (launch,) = file["launch"].values()
                (case,) = launch["case"].values()
                work = {"bytes_read": 300000, "bytes_written": 100000, "message_bytes": 200000, "bus_factor": 1.5, "flop": 5e5,
                        "operations": 100.0, "metric": metric}
                for name, value in work.items():
                    case.attrs[name] = value  # not modify(), which keeps the length of a text
            time, rate, told = self.run_script("a.h5").stdout.splitlines()[1].split()[-4:-1]
            self.assertEqual(told, unit)
            self.assertAlmostEqual(float(rate) * float(time) / amount, 1, delta=1e-2)
        with h5py.File(self.folder / "a.h5", "r+") as file:
            (launch,) = file["launch"].values()
            (case,) = launch["case"].values()
            case.attrs.modify("correctness", "wrong")
        self.assertNotIn("1/s", self.run_script("a.h5").stdout)  # nothing is told of a wrong output's speed

    def test_where_no_rate_can_be_drawn_the_script_says_so(self):
        (self.folder / "osu.txt").write_text("# OSU MPI Bandwidth Test v7.3\n# Size      Bandwidth (MB/s)\n1024  2400.12\n")
        subprocess.run([BUILD / "gpubench", "import", "osu.txt", "-o", "osu.h5"], cwd=self.folder, check=True,
                       capture_output=True)
        with h5py.File(self.folder / "osu.h5", "r+") as file:
            (launch,) = file["launch"].values()
            (case,) = launch["case"].values()
            case.attrs["correctness"] = "wrong"
        done = self.run_script("osu.h5")
        self.assertIn("osu/bandwidth", done.stdout)
        self.assertNotIn("GB/s", done.stdout)
        self.assertEqual(done.stderr, "read_results.py: osu.h5: osu/bandwidth has no rate to draw: name another case\n")

    def test_the_script_says_in_a_line_what_it_can_not_open(self):
        (self.folder / "broken.h5").write_text("nothing")
        with h5py.File(self.folder / "foreign.h5", "w") as file:
            file["data"] = 1
        with h5py.File(self.folder / "empty.h5", "w") as file:
            file.create_group("launch")
        for file in ("none.h5", "broken.h5", "foreign.h5", "empty.h5"):
            done = self.run_script(file)
            self.assertNotEqual(done.returncode, 0)
            self.assertRegex(done.stderr, rf"^read_results\.py: {file}: .*\n$")

    def test_the_script_prints_a_frame_and_draws_a_figure(self):
        self.write("a.h5", "ranks=2")
        done = self.run_script("a.h5", "memory/case1", "--figure", "case1.png")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("memory/case0", done.stdout)
        if "matplotlib is not installed" not in done.stdout:
            self.assertTrue((self.folder / "case1.png").read_bytes().startswith(b"\x89PNG"))
        self.assertNotEqual(self.run_script("a.h5", "memory/none").returncode, 0)


if __name__ == "__main__":
    unittest.main()
