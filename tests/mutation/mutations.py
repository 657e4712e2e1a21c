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
    *mutations_of(
        "test_results", "results/statistics/location.cpp",
        # The interquartile mean keeps the slow tail.
        ("return mean(std::span(sorted).subspan(cut, sorted.size() - 2 * cut));",
         "return mean(std::span(sorted).subspan(cut, sorted.size() - cut));"),
        # A quantile steps where it should glide.
        ("return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);",
         "return sorted[std::min(below, above)];"),
        # Population in place of sample variance: intervals too narrow.
        ("std::sqrt(squares(clipped) / (count - 1))", "std::sqrt(squares(clipped) / count)"),
        # A 90 % interval under the name of 95 %.
        ("boost::math::quantile(t, 0.975)", "boost::math::quantile(t, 0.95)"),
        # Neighbours that move together pass for independent ones.
        ("return r1 <= 0 ? 1.0 : (1 + r1) / (1 - r1);", "return 1.0;"),
        ("r1 + (1 + 4 * r1) / n", "r1 + (1 - 4 * r1) / n"),
        # Ties get ranks by their place.
        ("0.5 * static_cast<double>(begin + end + 1)", "static_cast<double>(i + 1)"),
        # The first samples count, the last are left out.
        ("for (std::size_t i = n - count * size; i < n; i += size)",
         "for (std::size_t i = 0; i + size <= n; i += size)"),
    ),
]
