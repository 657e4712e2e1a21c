/// activation by a library: a function of each element, forward, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/operation.hpp"
#include "bench/dnn/rows.hpp"
#include "bench/numerics/activation_reference.hpp"

namespace gpubench {

/// y[i] = f(x[i]). Tensors: x, y.
struct ActivationCase {
  ElementType type = ElementType::f32;
  Activation function = Activation::relu;
  RowShape shape;
};

std::unique_ptr<Benchmark> make_activation_benchmark(OperationLibrary<ActivationCase> library);

}  // namespace gpubench
