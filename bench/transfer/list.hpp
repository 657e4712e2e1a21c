/// Benchmarks of what moves bytes between a host and its devices, and within one.
#pragma once
#include <memory>
#include <vector>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// host_to_device, device_to_host, device_to_device, bidirectional, peer_to_peer, peer_bidirectional; backend
/// "cuda".
std::vector<std::unique_ptr<Benchmark>> transfer_benchmarks();
/// round_trip; backend "cuda".
std::unique_ptr<Benchmark> cuda_round_trip_benchmark();

}  // namespace gpubench
