"""Plants one fault at a time in a small good tree and expects structure.py to name the file."""
import os
import subprocess
import sys
import tempfile

GOOD = {
    "kernels/a.hpp": "#include <vector>\n",
    "bench/b.hpp": '#include "kernels/a.hpp"\n',
    "bench/mpi/world.cpp": "#include <mpi.h>\n",
    "results/r.hpp": "#pragma once\n",
    "harness/h.cpp": '#include "bench/b.hpp"\n#include "results/r.hpp"\n',
    "tests/h_test.cpp": '#include "harness/h.hpp"\n#include "kernels/a.hpp"\n',
    "build/long.cpp": "\n" * 1000,
    "tests/data/long.json": "\n" * 1000,
}
PLANTED = {
    "bench includes results": ("bench/bad.hpp", '#include "results/r.hpp"\n'),
    "bench includes harness": ("bench/bad.hpp", '#include "harness/h.cpp"\n'),
    "results includes bench": ("results/bad.cpp", '  #  include "bench/b.hpp"\n'),
    "results includes harness in angle brackets": ("results/bad.cpp", "#include <harness/h.cpp>\n"),
    "kernels includes bench": ("kernels/bad.cu", '#include "bench/b.hpp"\n'),
    "harness includes kernels": ("harness/bad.cpp", '#include "kernels/a.hpp"\n'),
    "harness includes tests": ("harness/bad.cpp", '#include "tests/h_test.cpp"\n'),
    "harness includes MPI": ("harness/bad.cpp", "#include <mpi.h>\n"),
    "an include not written from the root": ("results/bad.cpp", '#include "r.hpp"\n'),
    "a word left behind": ("README.md", "gpubench\nTO" "DO: more\n"),
    "a file too long": ("harness/bad.cpp", "\n" * 301),
}


def run_on(files):
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)) or root, exist_ok=True)
            with open(os.path.join(root, path), "w", encoding="utf-8") as file:
                file.write(text)
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "structure.py")
        return subprocess.run([sys.executable, script, root], capture_output=True, text=True, check=False)


def main():
    missed = []
    good = run_on(GOOD)
    if good.returncode != 0:
        missed.append(f"a good tree was refused: {good.stdout}{good.stderr}")
    for claim, (path, text) in PLANTED.items():
        result = run_on({**GOOD, path: text})
        if result.returncode != 1 or not result.stdout.startswith(path):
            missed.append(f"{claim}: not found, exit {result.returncode}: {result.stdout}{result.stderr}")
    print("\n".join(missed) if missed else f"{len(PLANTED)} planted faults found")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
