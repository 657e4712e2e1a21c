/// launch/cold_start: what it takes a process to come to its first result.
#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// The operation of a first result, where the backend has it.
inline constexpr const char* kFirstOperation = "memory/triad";

/// One application: a process of this program is started, loads the backend's module, opens the device, does
/// the named benchmark's operation once on 1 MiB, verifies it, and ends. Nothing of it is MPI's. The files it
/// reads were read before, and the driver runs: what is cold is the process.
/// Counts: no bytes; t is one process from its start to its end.
/// Checks: every process said that its result was right.
/// Facts: the medians of its stages in ms: start (the kernel and the dynamic loader), find (the benchmark and
/// its module's file, by this program), library_load (the module with what it links), open (the device and
/// its context), result (memory, inputs, kernel loading, the operation, the verdict), end (giving all back),
/// and until_result, the sum of all but the last. timeout: a process that lasts longer is killed, and the
/// case has failed. program: what is started in place of /proc/self/exe.
std::unique_ptr<Benchmark> cold_start_benchmark(const std::string& backend, const std::string& operation,
                                                Seconds timeout,
                                                std::filesystem::path program = "/proc/self/exe");

}  // namespace gpubench
