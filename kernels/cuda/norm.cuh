/// Layer norm and RMS norm, a row a warp or a block.
#pragma once
#include <cmath>

#include "kernels/cuda/row.cuh"
#include "kernels/host/norm.hpp"

namespace gpubench::kernels::cuda {

template <class Shape>
__global__ void __launch_bounds__(kRowThreads, kRowBlocks) layernorm_rows(NormArguments a) {
  const auto columns = static_cast<float>(a.columns);
  for (std::size_t r = first_row<Shape>(); r < a.rows; r += row_step<Shape>()) {
    RowShare<Shape> row;
    row.load(a.x + r * a.columns, a.columns, 0);
    float sum = 0;
    row.each(a.columns, [&](float value) { sum += value; });
    const float mean = combine_row<Shape>(sum, 0.0F, Add()) / columns;
    float squares = 0;
    row.each(a.columns, [&](float& value) {
      value -= mean;
      squares += value * value;
    });
    const float scale = 1 / sqrtf(combine_row<Shape>(squares, 0.0F, Add()) / columns + a.epsilon);
    row.multiply(scale, a.gamma, a.columns);
    row.add(a.beta, a.columns);
    row.store(a.y + r * a.columns, a.columns);
  }
}

template <class Shape>
__global__ void __launch_bounds__(kRowThreads, kRowBlocks) rmsnorm_rows(NormArguments a) {
  const auto columns = static_cast<float>(a.columns);
  for (std::size_t r = first_row<Shape>(); r < a.rows; r += row_step<Shape>()) {
    RowShare<Shape> row;
    row.load(a.x + r * a.columns, a.columns, 0);
    float squares = 0;
    row.each(a.columns, [&](float value) { squares += value * value; });
    const float scale = 1 / sqrtf(combine_row<Shape>(squares, 0.0F, Add()) / columns + a.epsilon);
    row.multiply(scale, a.gamma, a.columns);
    row.store(a.y + r * a.columns, a.columns);
  }
}

}  // namespace gpubench::kernels::cuda
