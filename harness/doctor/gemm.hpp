/// Gemm: one large product of matrices, timed on the processors and on a device, which must leave them
/// behind.
#pragma once
#include <optional>
#include <string>

#include "bench/api/benchmark.hpp"
#include "harness/catalogue.hpp"
#include "harness/doctor/finding.hpp"
#include "harness/place.hpp"

namespace gpubench::doctor {

/// Of C[2048,2048] = A B in f32: 1.7e10 flop, which take a GPU about a millisecond and any processor longer.
struct GemmTimes {
  std::optional<Seconds> host, device;  ///< The least of three.
  std::string reason;                   ///< Why one is absent.
};

/// On the first device that this process has; absent where it has none. Opens the modules that it needs.
std::optional<GemmTimes> time_gemm(Catalogue& catalogue, const Place& place, const SystemFiles& files);

/// The same of one benchmark libraries/gemm. Throws std::runtime_error where it has no such point or its
/// product is wrong, and what its trial throws.
Seconds least_gemm_time(const Benchmark& gemm, Context& context);

/// "device.gemm"
Finding check_gemm(const GemmTimes& times);

}  // namespace gpubench::doctor
