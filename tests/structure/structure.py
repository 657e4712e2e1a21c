"""The structure of the house, checked on every file: which way includes point, how long a file is, words left behind.

Usage: structure.py ROOT. Prints one line a finding; exits with 1 where there is one.
"""
import os
import re
import sys

# Who may include whom. `kernels` and `results` are leaves; tests see everything.
MAY_INCLUDE = {
    "kernels": {"kernels"},
    "bench": {"bench", "kernels"},
    "results": {"results"},
    "harness": {"harness", "bench", "results"},
}
# The program itself links no MPI: its header belongs to the module alone.
MPI_FOLDERS = ("bench/mpi/", "tests/")

LINES_MAX = 300
LONG_FOR_A_REASON = {"LICENSE": "the licence's own words", "results/report/web/package-lock.json": "npm's own words",
                     "harness/COMMANDS.md": "as many as the program has commands"}
CODE = (".cpp", ".hpp", ".h", ".cu", ".cuh")
TEXT = CODE + (".cmake", ".txt", ".md", ".py", ".sh", ".in", ".conf", ".json", "")
LEFT_BEHIND = re.compile(r"\b(%s)\b" % "|".join(("TO" + "DO", "FIX" + "ME", "X" + "XX")))
INCLUDE = re.compile(r'^\s*#\s*include\s*(["<])([^">]+)[">]')


def main():
    root = sys.argv[1]
    findings = [line for path in files_of(root) for line in check_file(root, path)]
    print("\n".join(findings) if findings else "structure: good")
    return 1 if findings else 0


def files_of(root):
    """Project files, relative to the root: no build outputs, no data of tests."""
    for folder, folders, names in os.walk(root):
        relative = os.path.relpath(folder, root)
        folders[:] = sorted(f for f in folders if not is_outside(os.path.normpath(os.path.join(relative, f))))
        for name in sorted(names):
            if os.path.splitext(name)[1] in TEXT:
                yield os.path.normpath(os.path.join(relative, name))


def is_outside(folder):
    return folder in ("build", "_install", ".git", ".cache", os.path.join("tests", "data")) or folder.endswith("__pycache__")


def check_file(root, path):
    with open(os.path.join(root, path), encoding="utf-8", errors="replace") as file:
        lines = file.read().splitlines()
    if len(lines) > LINES_MAX and path not in LONG_FOR_A_REASON:
        yield f"{path}: {len(lines)} lines, more than {LINES_MAX}: split it by noun"
    for number, line in enumerate(lines, 1):
        word = LEFT_BEHIND.search(line)
        if word:
            yield f"{path}:{number}: '{word.group()}' left behind: do it or drop it"
        include = INCLUDE.match(line) if path.endswith(CODE) else None
        if include:
            yield from check_include(root, path, number, include.group(1), include.group(2))


def check_include(root, path, number, quote, target):
    room = path.split(os.sep)[0]
    if target == "mpi.h" and not path.startswith(MPI_FOLDERS):
        yield f"{path}:{number}: includes mpi.h, which only {', '.join(MPI_FOLDERS)} may"
    allowed = MAY_INCLUDE.get(room)
    if allowed is None:
        return
    target_room = target.split("/")[0]
    if target_room in MAY_INCLUDE and target_room not in allowed or target_room == "tests":
        yield f"{path}:{number}: {room} includes {target_room} ({target}): the arrow runs back"
    if quote == '"' and not os.path.exists(os.path.join(root, target)):
        yield f"{path}:{number}: \"{target}\" is not a path from the root"


if __name__ == "__main__":
    sys.exit(main())
