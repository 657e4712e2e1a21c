/// The products that gemm measures: squares, a tall one, and those of real models.
#pragma once
#include <vector>

#include "bench/api/benchmark.hpp"
#include "bench/libraries/gemm_type.hpp"
#include "bench/numerics/gemm_reference.hpp"

namespace gpubench {

struct GemmPoint {
  GemmType type;
  GemmShape shape;
  bool cold = false;
};

/// f64 and f32 on a host.
std::vector<GemmPoint> host_gemm_points(Profile profile);

/// f32 and what is narrower, f16 last, which the fewest CPUs have, on a host.
std::vector<GemmPoint> narrow_gemm_points(Profile profile);

/// All types, also in batches, at sizes that fill a device.
std::vector<GemmPoint> device_gemm_points(Profile profile);

}  // namespace gpubench
