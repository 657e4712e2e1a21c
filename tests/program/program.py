"""Runs the built program as a user does. What the tests in this folder share."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

BUILD = Path(os.environ.get("GPUBENCH_BUILD", "build/release")).resolve()
PROGRAM = BUILD / "gpubench"
FAULTY_MODULES = BUILD / "tests" / "modules"

# What `activate` sets, from the file that it sources; a test run needs no shell of its own.
MPI_ENVIRONMENT = {
    "OMPI_ALLOW_RUN_AS_ROOT": "1",
    "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1",
    "OMPI_MCA_mca_base_param_files": str(BUILD / "openmpi-mca-params.conf"),
}
# Open MPI and HDF5 keep memory until the process ends.
SANITIZER_ENVIRONMENT = {"ASAN_OPTIONS": "detect_leaks=0"}


def environment(**more):
    return {**os.environ, **MPI_ENVIRONMENT, **SANITIZER_ENVIRONMENT, "NO_COLOR": "1", **more}


def mpirun_words(ranks):
    return ["mpirun", "-n", str(ranks)]


class ProgramTest(unittest.TestCase):
    """Each test has an empty working folder, self.folder."""

    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="gpubench-test-")
        self.addCleanup(temporary.cleanup)
        self.folder = Path(temporary.name)

    def run_program(self, *words, ranks=None, program=PROGRAM, timeout=120, **env):
        command = [*(mpirun_words(ranks) if ranks else []), str(program), *map(str, words)]
        return subprocess.run(command, cwd=self.folder, env=environment(**env), capture_output=True, text=True,
                              timeout=timeout)

    def start_program(self, *words, ranks=None, **env):
        command = [*(mpirun_words(ranks) if ranks else []), str(PROGRAM), *map(str, words)]
        return subprocess.Popen(command, cwd=self.folder, env=environment(**env), stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True)

    def measure(self, *words, output="a.h5", ranks=None, expect=0, **env):
        """Runs `run` in the quick profile and returns what `show --json` says of its file."""
        done = self.run_program("run", *words, "--profile", "quick", "--output", output, ranks=ranks, **env)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return self.show(output)

    def show(self, file):
        done = self.run_program("show", "--json", file)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def assert_one_clear_line(self, done, code, *parts):
        """An error is one line on stderr that starts with the program's name, and says each of the parts."""
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        lines = [line for line in done.stderr.splitlines() if line.startswith("gpubench")]
        self.assertEqual(len(lines), 1, done.stderr)
        for part in parts:
            self.assertIn(part, lines[0])
        self.assertNotIn("what():", done.stderr)
