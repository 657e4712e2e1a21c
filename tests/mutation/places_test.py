#!/usr/bin/env python3
"""Each fault that scripts/mutate plants has its place in the sources, once: else the list has fallen behind them."""
import os
import sys

sys.dont_write_bytecode = True
from mutations import MUTATIONS  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def main():
    lost = []
    for fault in MUTATIONS:
        with open(os.path.join(ROOT, fault.file), encoding="utf-8") as file:
            found = file.read().count(fault.old)
        if found != 1:
            lost.append(f"{fault.file}: {fault.old!r} is there {found} times, not once")
    print("\n".join(lost) or f"all {len(MUTATIONS)} faults have their place")
    return 1 if lost or not MUTATIONS else 0


if __name__ == "__main__":
    sys.exit(main())
