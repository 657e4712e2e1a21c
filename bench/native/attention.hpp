/// attention: its forward pass by kernels of this project, on any backend that offers them.
#pragma once
#include <memory>
#include <string>

#include "bench/api/benchmark.hpp"
#include "bench/numerics/formats.hpp"
#include "kernels/host/attention.hpp"

namespace gpubench {

/// What a backend brings; pointers in the arguments are its memory's. Equal inputs must give equal bits.
struct AttentionKernels {
  std::string backend;
  void (*f32)(Stream&, const kernels::AttentionArguments&);
  /// On tensor units, scores and sums in f32, both or neither: with them there is an axis path.
  void (*f16)(Stream&, const kernels::TypedAttentionArguments<F16>&) = nullptr;
  void (*bf16)(Stream&, const kernels::TypedAttentionArguments<Bf16>&) = nullptr;
};

std::unique_ptr<Benchmark> attention_benchmark(const AttentionKernels& kernels);

}  // namespace gpubench
