"""vector_loads_test.py ROOT NVCC: in a whole tile every stream kernel reads and writes 16 bytes an instruction.

Counted in the PTX, whose vector accesses become one instruction each (LDG.E.128, STG.E.128): four packs of a thread to each
single element of the ragged tile, reads and writes alike. A sum's one more write is that of its block."""

import re
import subprocess
import sys
from collections import Counter

ACCESS = re.compile(r"\b(ld|st)\.global(?:\.nc)?\.(v4\.[fbu]32|v2\.[fbu]64|[fbu]32|[fbu]64)\b")
LOADS_IN_FLIGHT = 4
OPERATIONS = 8


def findings(ptx):
    kernels = ptx.split(".entry ")[1:]
    if len(kernels) != 2 * OPERATIONS:
        yield f"{len(kernels)} kernels, not {OPERATIONS} in two types"
    for kernel in kernels:
        name = kernel[: kernel.index("(")]
        found = Counter((way, kind[0] == "v") for way, kind in ACCESS.findall(kernel))
        sums = 1 if "stream_sum" in name else 0
        for way, more in (("ld", 0), ("st", sums)):
            singles = found[way, False] - more
            if found[way, True] != LOADS_IN_FLIGHT * singles:
                yield f"{name}: {found[way, True]} accesses of 16 bytes and {singles} single ones by {way}"
        if sum(found.values()) - sums < 1 + LOADS_IN_FLIGHT:
            yield f"{name}: no access of a tile"


def main(root, nvcc):
    # No option of its own but the dialect: how wide an access is does not depend on the architecture.
    command = [nvcc, "-std=c++20", "-O3", "-arch=compute_80", "-ptx", f"-I{root}",
               f"{root}/kernels/cuda/stream_pass.cu", "-o", "/dev/stdout"]
    ptx = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = list(findings(ptx))
    sys.exit("\n".join(found) if found else 0)


main(*sys.argv[1:])
