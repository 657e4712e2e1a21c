/// pooling by a library: the largest or the mean of each window, forward, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/element.hpp"
#include "bench/dnn/operation.hpp"
#include "bench/numerics/pooling_reference.hpp"

namespace gpubench {

/// y[n,p,q,c] = max or mean over r, s of x[n, p stride - pad + r, q stride - pad + s, c], NHWC. Tensors: x,
/// y.
struct PoolingCase {
  ElementType type = ElementType::f32;
  Pooling kind = Pooling::max;
  PoolingShape shape;
};

std::unique_ptr<Benchmark> make_pooling_benchmark(OperationLibrary<PoolingCase> library);

}  // namespace gpubench
