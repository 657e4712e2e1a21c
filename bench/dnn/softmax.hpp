/// softmax by a library: forward, over the rows of a matrix, on any backend that brings one.
#pragma once
#include <memory>

#include "bench/dnn/operation.hpp"
#include "bench/dnn/rows.hpp"

namespace gpubench {

/// y[r,c] = exp(x[r,c] - m_r) / sum over j of exp(x[r,j] - m_r), m_r the row's largest. Tensors: x, y.
using SoftmaxCase = RowCase;

std::unique_ptr<Benchmark> make_softmax_benchmark(OperationLibrary<SoftmaxCase> library);

}  // namespace gpubench
