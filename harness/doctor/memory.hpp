/// Memory: does the host leave what ranks, libraries and working sets need of it?
#pragma once
#include "harness/doctor/finding.hpp"
#include "harness/doctor/readings.hpp"

namespace gpubench::doctor {

/// What a rank of Open MPI takes of /dev/shm: btl_vader_segment_size, 4 MiB in 4.1, and as much again for
/// PMIx and the backing files of collectives.
inline constexpr Bytes kSharedPerRank = 8_MiB;
/// Ranks that a host without a launcher is checked for: those of the examples.
inline constexpr int kRanksUsual = 8;
/// What NCCL's documentation has a container started with. Source: NCCL User Guide, Troubleshooting, Docker.
inline constexpr Bytes kSharedForNccl = 1_GiB;

/// "memory.shared", "memory.locked", "memory.free", "memory.swap" and "memory.huge_pages".
Findings check_memory(const Readings& readings);

}  // namespace gpubench::doctor
