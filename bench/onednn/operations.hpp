/// Operations of networks by oneDNN: on the host, all threads of the share.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

/// f32, bf16, f16 and s8 into s32; what the CPU lacks is skipped with oneDNN's reason.
std::unique_ptr<Benchmark> make_onednn_gemm();
std::unique_ptr<Benchmark> make_onednn_softmax();
std::unique_ptr<Benchmark> make_onednn_layer_norm();
std::unique_ptr<Benchmark> make_onednn_batch_norm();
std::unique_ptr<Benchmark> make_onednn_pooling();
std::unique_ptr<Benchmark> make_onednn_activation();

}  // namespace gpubench
