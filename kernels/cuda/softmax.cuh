/// Softmax, a row a warp or a block.
#pragma once
#include <cmath>

#include "kernels/cuda/row.cuh"
#include "kernels/host/softmax.hpp"

namespace gpubench::kernels::cuda {

/// Past the row's end stands minus infinity, whose exponential is 0: it changes neither maximum nor sum.
template <class Shape>
__global__ void __launch_bounds__(kRowThreads, kRowBlocks) softmax_rows(SoftmaxArguments a) {
  for (std::size_t r = first_row<Shape>(); r < a.rows; r += row_step<Shape>()) {
    RowShare<Shape> row;
    row.load(a.x + r * a.columns, a.columns, -INFINITY);
    float max = -INFINITY;
    GPUBENCH_UNROLL
    for (const Pack<float>& pack : row.items) {
      GPUBENCH_UNROLL
      for (const float value : pack.values) max = fmaxf(max, value);
    }
    max = combine_row<Shape>(max, -INFINITY, Larger());
    float sum = 0;
    GPUBENCH_UNROLL
    for (Pack<float>& pack : row.items) {
      GPUBENCH_UNROLL
      for (float& value : pack.values) sum += value = expf(value - max);
    }
    const float scale = 1 / combine_row<Shape>(sum, 0.0F, Add());
    GPUBENCH_UNROLL
    for (Pack<float>& pack : row.items) {
      GPUBENCH_UNROLL
      for (float& value : pack.values) value *= scale;
    }
    row.store(a.y + r * a.columns, a.columns);
  }
}

}  // namespace gpubench::kernels::cuda
