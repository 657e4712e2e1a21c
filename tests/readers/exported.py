"""Result files and what gpubench makes of them. What the tests in this folder share."""

import shutil
import subprocess
import sys
from pathlib import Path

from program import BUILD, ProgramTest

ROOT = Path(__file__).resolve().parents[2]


def require_programs(*names):
    """Ends a test with the code that ctest takes for skipped where a program is not installed."""
    for name in names:
        if shutil.which(name) is None:
            print(f"skipped: {name} is not there: scripts/install-packages readers")
            sys.exit(77)


class ExportTest(ProgramTest):
    def write(self, name, *words, side="A", count=1):
        """Synthetic launches of memory/case0, memory/case1 ..."""
        subprocess.run([BUILD / "tests" / "write_synthetic", self.folder / name, side, str(count), *words], check=True)

    def export(self, *words):
        done = self.run_program("export", *words)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout
