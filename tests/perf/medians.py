"""What a script makes of two files: the median of every case's samples, with h5py and NumPy, and how long that takes.

Beside `time gpubench compare A B`, which also checks every hash and judges: medians.py A.h5 B.h5
"""

import resource
import sys
import time

import h5py
import numpy

begin = time.perf_counter()
medians = []
for name in sys.argv[1:]:
    with h5py.File(name) as file:
        for launch in file["launch"].values():
            for case in launch["case"].values():
                if "samples" in case:
                    medians.append(numpy.median(case["samples"][()]))
print(f"{len(medians)} medians in {time.perf_counter() - begin:.2f} s, "
      f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
