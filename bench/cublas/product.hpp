/// gemm by cuBLASLt.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// All types, in batches too, on one device; the algorithm is the first that cuBLASLt's heuristics give for a
/// workspace of at most 32 MiB. Needs no driver to be described.
std::unique_ptr<Benchmark> make_cublas_gemm();

}  // namespace gpubench
