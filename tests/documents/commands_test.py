#!/usr/bin/env python3
"""Every command in every document: it runs as it is written, or it is said here why a test can't.

The folder holds files of the names the pages use. What measures is first planned as it is written (--dry-run), then runs with
the benchmarks of a second in place of all.
"""

import re
import shutil
import signal
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "program"))

from documents import commands_of, documents, without_remark
from program import BUILD, PROGRAM, ProgramTest, environment

ROOT = Path(__file__).resolve().parent.parent.parent
BUILDS = "builds for minutes; CI runs it"
ENGINE = "takes a container engine and an image; label image runs it where they are"
CLUSTER = "takes a cluster"
# What no test can run, and why. A script among them must at least be there.
NOT_RUN = {
    r"scripts/(quickstart|test|check|coverage|mutate|bundle)\b": BUILDS,
    r"scripts/catalogue\b": "writes a page; Scripts.ThePageOfBenchmarksSaysWhatTheProgramDoes asks whether it is right",
    r"tests/golden/update\b": "changes what other tests compare with",
    r"cmake |ninja ": BUILDS,
    r"\. \$HOME/gpubench/": "of an installed tree; Scripts.AnInstalledTreeWorksFromAnywhere does it",
    r"(sudo )?scripts/image/": ENGINE,
    r"(podman|docker|apptainer|scripts/launch/(podman|docker|apptainer)) ": ENGINE,
    r"gpubench duet --a 'scripts/launch/": ENGINE,
    r"(kubectl|sbatch|srun) ": CLUSTER,
    r"curl ": "takes a network",
    r"openssl ": "of no file of ours",
    r"mpirun has detected": "is what mpirun says",
}
# Words a page has where a reader puts his own.
PLACEHOLDERS = {
    "'COMMAND'": "'gpubench run launch/clock_read memory/read --set working_set=1MiB --profile quick'",
    "-n RANKS": "-n 2",
    "trend RESULTS/": "trend OLD/",
    "/var/lib/prometheus/node-exporter/": "",
    " && mlflow ui --backend-store-uri mlruns": "",
    "recover FILE.h5.journal": "recover dead.h5.journal",
    "--launches 10": "--launches 2",
    "gpubench calibrate ": "gpubench calibrate --pairs 7 ",
    "--case memory/triad": "--case memory/case0",
    "--reference NAME": "--reference FILE.h5",
    "[diff monday.h5 live]": "",
    "$GITHUB_STEP_SUMMARY": "summary.md",
}
# A verdict is an answer: good, worse, undecided, not comparable. Anything from 64 on is an error.
ANSWERS = range(4)

COMPARE_TOOL = "/usr/share/benchmark/compare.py"

WRAPPER = f"""#!/bin/sh
# Measures something that takes a second, whatever was to be measured.
case $1 in
  all | run)
    verb=$1; shift
    # As a process of its own: in a job a rank can start MPI once. What a study launches is planned once, by plan_launches().
    [ -n "$GPUBENCH_OUTPUT" ] || env -i HOME="$HOME" PATH="$PATH" {PROGRAM} $verb --dry-run "$@" >/dev/null || exit
    kept= ; skip=
    while [ $# -gt 0 ]; do
      case $1 in
        --output | -o) kept="$kept $1 $2"; shift ;;
        --json | --list | --quiet | --identify | --dry-run) kept="$kept $1" ;;
      esac
      shift
    done
    exec {PROGRAM} run launch/clock_read memory/read --backend host --set working_set=1MiB --profile quick $kept ;;
esac
exec {PROGRAM} "$@"
"""


def why_not(command):
    if COMPARE_TOOL in command and not Path(COMPARE_TOOL).exists():
        return "takes Google Benchmark's tools; scripts/install-packages readers has them"
    return next((why for pattern, why in NOT_RUN.items() if re.match(pattern, command)), None)


class Documents(ProgramTest):
    def write(self, name, position, count, *options):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        subprocess.run([BUILD / "tests" / "write_synthetic", path, position, str(count), *options], check=True)

    def prepare(self):
        for old, new in (("old", "new"), ("OLD", "NEW")):
            self.write(f"{old}/1.h5", "A", 5, "pairs=1")
            self.write(f"{new}/1.h5", "B", 5, "pairs=1")
        self.write("a1.h5", "A", 5, "pairs=1")
        self.write("b1.h5", "B", 5, "pairs=1")
        for lab in "123":
            self.write(f"LAB{lab}/1.h5", "A", 5, f"site=lab{lab}", f"first={100 * int(lab)}")
        self.run_fine("gpubench merge a1.h5 b1.h5 -o study.h5")
        self.run_fine("gpubench run launch/clock_read --output FILE.h5")
        self.run_fine("gpubench run launch/clock_read --output today.h5")
        self.run_fine("gpubench fingerprint --json > monday.json")
        (self.folder / "curves.csv").write_text("one,two\n2.0,2.1\n1.0,1.0\n")
        (self.folder / "gate.toml").write_text('schema = "gpubench-policy/1"\n')
        for run in "12":
            (self.folder / f"run{run}.json").write_text(
                '{"context": {"date": "2026-01-0%sT00:00:00+00:00"}, "benchmarks": [{"name": "f", "run_type": "iteration", '
                '"iterations": 10, "real_time": 5.0, "cpu_time": 5.0, "time_unit": "us"}]}' % run)
        self.leave_journal("dead.h5.journal")

    def leave_journal(self, name):
        run = self.start_program("run", "memory/*", "--backend", "host", "--profile", "quick", "--output", "killed.h5",
                                 "--progress", "lines")
        self.assertIn("finished", run.stdout.readline())
        run.send_signal(signal.SIGKILL)
        run.communicate()
        (self.folder / "killed.h5.journal").rename(self.folder / name)

    def shell(self, command):
        path = f"{self.folder / 'bin'}:{ROOT}:{environment()['PATH']}"
        return subprocess.run(["sh", "-c", command], cwd=self.folder, env=environment(PATH=path), capture_output=True, text=True,
                              timeout=300)

    def run_fine(self, command, place=""):
        for word, ours in PLACEHOLDERS.items():
            command = command.replace(word, ours)
        done = self.shell(command)
        self.assertIn(done.returncode, ANSWERS, f"{place}: {command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")

    def plan_launches(self, command):
        """What a study launches, planned as it is written."""
        for words in re.findall(r" -- (mpirun .*)$", command):
            done = self.shell(words + " --dry-run")
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")

    def free_outputs(self, command):
        """A page shows one command after another; a test may come to one name twice."""
        for option in re.findall(r"(?:-o|--output|--write-policy) (\S+)", command):
            (self.folder / option).unlink(missing_ok=True)
            shutil.rmtree(self.folder / f"{option}.launches", ignore_errors=True)

    def test_every_command_runs_or_is_known_not_to(self):
        (self.folder / "bin").mkdir()
        wrapper = self.folder / "bin" / "gpubench"
        wrapper.write_text(WRAPPER)
        wrapper.chmod(0o755)
        (self.folder / "build").mkdir()
        (self.folder / "build" / "release").symlink_to(BUILD)
        self.prepare()
        run, seen = 0, set()
        for page in documents(ROOT):
            for command in commands_of(ROOT / page, page):
                why = why_not(command.text)
                if why:
                    script = re.match(r"(?:sudo )?((?:scripts|tests)/\S+)", command.text)
                    self.assertTrue(not script or (ROOT / script[1]).exists(), command)
                elif command.text not in seen:
                    with self.subTest(place=command.place, command=command.text):
                        self.free_outputs(command.text)
                        self.plan_launches(command.text)
                        self.run_fine(command.text, command.place)
                    run += 1
                seen.add(command.text)
        print(f"{run} commands run, {len(seen) - run} known not to")
        self.assertGreater(run, 30)


class Pages(unittest.TestCase):
    def test_every_command_is_on_the_page_of_commands_with_an_example_that_is_run(self):
        done = subprocess.run([PROGRAM, "--help"], env=environment(), capture_output=True, text=True, check=True)
        verbs = re.findall(r"(?m)^  ([a-z]+) ", done.stdout.split("Subcommands:")[1])
        page = "harness/COMMANDS.md"
        examples = [command.text for command in commands_of(ROOT / page, page) if not why_not(command.text)]
        self.assertGreater(len(verbs), 15)
        for verb in verbs:
            self.assertTrue([one for one in examples if re.search(rf"\bgpubench {verb}\b", one)], verb)
            self.assertIn(f"\n## gpubench {verb}\n", (ROOT / page).read_text())


class Reader(unittest.TestCase):
    def test_a_remark_is_no_part_of_a_command(self):
        self.assertEqual(without_remark("gpubench list   what is there"), "gpubench list")
        self.assertEqual(without_remark("gpubench duet --a 'x  y' --b z"), "gpubench duet --a 'x  y' --b z")


if __name__ == "__main__":
    unittest.main(verbosity=2)
