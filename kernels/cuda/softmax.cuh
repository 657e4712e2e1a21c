/// Softmax, a row a block.
#pragma once
#include <cmath>

#include "kernels/cuda/row.cuh"
#include "kernels/host/softmax.hpp"

namespace gpubench::kernels::cuda {

/// Past the row's end stands minus infinity, whose exponential is 0: it changes neither maximum nor sum.
template <int packs>
__global__ void softmax_rows(SoftmaxArguments a) {
  for (std::size_t r = blockIdx.x; r < a.rows; r += gridDim.x) {
    RowShare<packs> row;
    row.load(a.x + r * a.columns, a.columns, -INFINITY);
    float max = -INFINITY;
    for (const Pack<float>& pack : row.items) {
      for (const float value : pack.values) max = fmaxf(max, value);
    }
    max = combine_block(max, -INFINITY, Larger());
    float sum = 0;
    for (Pack<float>& pack : row.items) {
      for (float& value : pack.values) sum += value = expf(value - max);
    }
    const float scale = 1 / combine_block(sum, 0.0F, Add());
    for (Pack<float>& pack : row.items) {
      for (float& value : pack.values) value *= scale;
    }
    row.store(a.y + r * a.columns, a.columns);
  }
}

}  // namespace gpubench::kernels::cuda
