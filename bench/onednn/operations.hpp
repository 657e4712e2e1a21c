/// Operations of networks by oneDNN: on the host, all threads of the share.
#pragma once
#include <memory>

#include "bench/api/benchmark.hpp"

namespace gpubench {

std::unique_ptr<Benchmark> make_onednn_softmax();
std::unique_ptr<Benchmark> make_onednn_layer_norm();
std::unique_ptr<Benchmark> make_onednn_activation();

}  // namespace gpubench
