"""The faults scripts/mutate plants: each is one place, wrong in a way that would change what a user reads.

A fault belongs here when a careless edit could make it and no compiler would see it. `old` is there exactly once.
"""
from typing import NamedTuple


class Mutation(NamedTuple):
    file: str
    old: str
    new: str
    program: str  # of the tests that must see it


def mutations_of(program, file, *pairs):
    return [Mutation(file, old, new, program) for old, new in pairs]


MUTATIONS = [
    *mutations_of(
        "test_results", "results/journal.cpp",
        # A record with flipped bits is believed.
        ("if (crc_of(payload) != crc)", "if (false && crc_of(payload) != crc)"),
        # A record that is cut short is read beyond the end.
        ("if (length > left - 8)", "if (length > left)"),
        # What was cut off is not counted.
        ("health_.bytes_ignored = size_ - offset_;", "health_.bytes_ignored = offset_;"),
        # A dead run counts as complete.
        ("launch.complete = false;", "launch.complete = true;"),
        # Cases after the first are lost.
        ("offset_ += 8 + std::uint64_t{length};", "offset_ = size_;"),
        # An existing journal, someone's only copy, is written over.
        ("O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC", "O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC"),
        # A full disk leaves half a record in the middle.
        ("::ftruncate(descriptor, before) == 0", "::ftruncate(descriptor, before + 1) == 0"),
    ),
]
