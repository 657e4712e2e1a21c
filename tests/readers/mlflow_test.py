"""The folder for MLflow, read by the rules of its file store and of its validation."""

import posixpath
import re
import unittest
from pathlib import Path

from exported import ExportTest

NAME = re.compile(r"^[/\w.\- ]*$")
RUN_ID = re.compile(r"^[a-zA-Z0-9][\w\-]{0,255}$")
EXPERIMENT_ID = re.compile(r"^[a-zA-Z0-9][\w\-]{0,63}$")
RUN_KEYS = {"artifact_uri", "end_time", "entry_point_name", "experiment_id", "lifecycle_stage", "run_id", "run_name", "run_uuid",
            "source_name", "source_type", "source_version", "start_time", "status", "tags", "user_id"}


def read_meta(folder):
    """The flat YAML that MLflow writes; quotes are JSON's or single."""
    meta = {}
    for line in (folder / "meta.yaml").read_text().splitlines():
        key, value = line.split(": ", 1)
        meta[key] = value.strip("'\"")
    return meta


def read_resources(folder):
    """Name, with slashes, to text: as _get_resource_files walks."""
    return {str(path.relative_to(folder)): path.read_text() for path in folder.rglob("*") if path.is_file()}


class Mlflow(ExportTest):
    def check_name(self, name):
        self.assertRegex(name, NAME)
        self.assertEqual(posixpath.normpath(name), name)
        self.assertFalse(name.startswith(("..", "/")) or name == ".", name)
        self.assertLessEqual(len(name), 250)

    def read_runs(self, root):
        experiments = [one for one in root.iterdir() if one.name != ".trash"]
        self.assertEqual(len(experiments), 1)
        self.assertRegex(experiments[0].name, EXPERIMENT_ID)
        meta = read_meta(experiments[0])
        self.assertEqual((meta["experiment_id"], meta["lifecycle_stage"]), (experiments[0].name, "active"))
        for run in sorted(one for one in experiments[0].iterdir() if one.is_dir()):
            yield experiments[0].name, run

    def read_run(self, experiment, run):
        meta = read_meta(run)
        self.assertRegex(run.name, RUN_ID)
        self.assertEqual(set(meta), RUN_KEYS)
        self.assertEqual((meta["run_id"], meta["run_uuid"], meta["experiment_id"]), (run.name, run.name, experiment))
        self.assertIn(meta["status"], ("3", "4"))
        self.assertGreater(int(meta["start_time"]), 0)
        metrics = {}
        for name, text in read_resources(run / "metrics").items():
            self.check_name(name)
            lines = [line.split(" ") for line in text.splitlines()]
            self.assertTrue(lines and all(len(line) == 3 for line in lines), name)
            metrics[name] = [(int(time), float(value), int(step)) for time, value, step in lines]
        params, tags = read_resources(run / "params"), read_resources(run / "tags")
        for name in [*params, *tags]:
            self.check_name(name)
        return metrics, params, tags

    def test_launches_and_losses_are_runs(self):
        self.write("a.h5", "ranks=2", "samples=10", count=3)
        (self.folder / "loss.csv").write_text("one,two\n2.0,2.1\n1.0,nan\n")
        self.export("a.h5", "--format", "mlflow", "--samples", "--loss", "loss.csv", "-o", "mlruns")
        runs = [self.read_run(*one) for one in self.read_runs(self.folder / "mlruns")]
        self.assertEqual(len(runs), 3 + 2)
        launches = [run for run in runs if "loss" not in run[0]]
        for metrics, params, tags in launches:
            ((_, value, step),) = metrics["memory/case0.f64.1MiB.host.ranks_2/time_seconds"]
            self.assertAlmostEqual(value, 1e-3, delta=1e-4)
            self.assertEqual(step, 0)
            steps = [step for _, _, step in metrics["memory/case0.f64.1MiB.host.ranks_2/sample_seconds"]]
            self.assertEqual(steps, list(range(10)))
            self.assertEqual((params["profile"], params["axis.type"], params["image.os.name"]), ("quick", "f64", "Debian"))
            self.assertEqual(tags["site"], "lab")
        losses = {tags["mlflow.runName"]: [value for _, value, _ in metrics["loss"]] for metrics, _, tags in runs if "loss" in metrics}
        self.assertEqual(losses["one"], [2.0, 1.0])
        self.assertNotEqual(losses["two"][1], losses["two"][1])

    def test_what_is_asked_wrongly_gets_one_line(self):
        self.write("a.h5")
        (self.folder / "there").mkdir()
        for words, code, part in [(["-o", "there"], 73, "there"), ([], 64, "--output"), (["-o", "new", "--force"], 64, "--force")]:
            self.assert_one_clear_line(self.run_program("export", "a.h5", "--format", "mlflow", *words), code, part)
        self.assertEqual(sorted(path.name for path in Path(self.folder).iterdir()), ["a.h5", "there"])


if __name__ == "__main__":
    unittest.main()
