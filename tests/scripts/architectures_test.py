"""architectures_test.py ROOT BUILD: each kernel file is in the module for what the build records, and for nothing else.

Read from the fat binaries themselves: a header of 16 bytes (magic, version, its size, what follows), then entries, each with
kind (1: PTX, 2: code), the size of its own header and of its contents, and at 28 the architecture."""

import pathlib
import re
import struct
import subprocess
import sys
from collections import Counter

MAGIC = struct.pack("<IHH", 0xBA55ED50, 1, 16)
KINDS = {1: "compute_", 2: "sm_"}


def kernels_of(data):
    """{"sm_90": 24}: how many files have code of an architecture, or PTX."""
    found = Counter()
    at = data.find(MAGIC)
    while at >= 0:
        entry, end = at + 16, at + 16 + struct.unpack_from("<Q", data, at + 8)[0]
        while entry < end:
            kind, header, size = struct.unpack_from("<HxxIQ", data, entry)
            found[KINDS[kind] + str(struct.unpack_from("<I", data, entry + 28)[0])] += 1
            entry += header + size
        at = data.find(MAGIC, max(end, at + 1))
    return found


def main(root, build):
    facts = subprocess.run([build / "gpubench", "fingerprint"], capture_output=True, text=True, check=True).stdout
    recorded = re.search(r"build\.cuda_architectures +(.+)", facts).group(1).split()
    found = kernels_of((build / "gpubench_cuda.so").read_bytes())
    files = len(list((root / "kernels" / "cuda").glob("*.cu")))
    if set(found) != set(recorded) or min(found.values()) < files:
        sys.exit(f"the build records {recorded}; the module holds {dict(found)} for {files} files of kernels")


main(*map(pathlib.Path, sys.argv[1:]))
