/// The tensors of layer norm and of its gradients, and what its outputs must be.
#pragma once
#include <memory>

#include "bench/dnn/layer_norm.hpp"
#include "bench/dnn/operation_problem.hpp"

namespace gpubench {

std::unique_ptr<OperationProblem> make_layer_norm_problem(const LayerNormCase& of, Spread spread,
                                                          std::uint64_t seed);

}  // namespace gpubench
