"""coverage_test.py ROOT: every kernel's own source is run on the CPU, or needs_gpu.txt says why not and who runs it.

A header of kernels/cuda counts as run where a test of tests/kernels/cuda reaches it by includes, a kernel where such a test
also names it."""

import pathlib
import re
import sys

KERNEL = re.compile(r"__global__\s+void\s+(?:__launch_bounds__\([^;{]*?\)\s*)?(\w+)\s*\(", re.S)
INCLUDE = re.compile(r'^#include "(kernels/cuda/[^"]+\.cuh)"', re.M)


def table_of(path):
    rows = [line.split("|") for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return [[word.strip() for word in row] for row in rows]


def reached(root, text, seen):
    for name in INCLUDE.findall(text):
        if name not in seen:
            seen.add(name)
            reached(root, (root / name).read_text(), seen)
    return seen


def findings(root):
    folder = root / "kernels" / "cuda"
    tests = [path.read_text() for path in sorted((root / "tests/kernels/cuda").glob("*_test.cpp"))]
    table = table_of(root / "tests/simt/needs_gpu.txt")
    excused = {(file, name) for file, name, _, _ in table}
    for file, name, _, test in table:
        source = folder / file
        if not source.exists() or not re.search(rf"\b{name}\b", source.read_text()):
            yield f"needs_gpu.txt: there is no {name} in {file}"
        if not (root / "tests/gpu" / test).exists():
            yield f"needs_gpu.txt: {name} is run by tests/gpu/{test}, which is not there"
    includes = [(text, reached(root, text, set())) for text in tests]
    for source in sorted(folder.rglob("*.cuh")):
        file = str(source.relative_to(folder))
        runs = [text for text, seen in includes if f"kernels/cuda/{file}" in seen]
        kernels = KERNEL.findall(source.read_text())
        if source.read_text().count("__global__ ") != len(kernels):
            yield f"{file}: a kernel whose name this script does not find"
        if not runs and not any(row == file for row, _ in excused):
            yield f"{file}: no test of tests/kernels/cuda includes it, and needs_gpu.txt does not say why"
        for kernel in kernels:
            named = any(re.search(rf"\b{kernel}\b", text) for text in runs)
            if named == ((file, kernel) in excused):
                yield f"{file}: {kernel} is " + ("run, and excused" if named else "not run by any test, and not excused")


def main(root):
    found = list(findings(root))
    sys.exit("\n".join(found) if found else 0)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
