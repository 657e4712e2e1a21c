/// Layer norm and RMS norm, a row a block.
#pragma once
#include <cmath>

#include "kernels/cuda/row.cuh"
#include "kernels/host/norm.hpp"

namespace gpubench::kernels::cuda {

template <int packs>
__global__ void layernorm_rows(NormArguments a) {
  const auto columns = static_cast<float>(a.columns);
  for (std::size_t r = blockIdx.x; r < a.rows; r += gridDim.x) {
    RowShare<packs> row;
    row.load(a.x + r * a.columns, a.columns, 0);
    float sum = 0;
    row.each(a.columns, [&](float value, std::size_t) { sum += value; });
    const float mean = combine_block(sum, 0.0F, Add()) / columns;
    float squares = 0;
    row.each(a.columns, [&](float& value, std::size_t) {
      value -= mean;
      squares += value * value;
    });
    const float scale = 1 / sqrtf(combine_block(squares, 0.0F, Add()) / columns + a.epsilon);
    row.each(a.columns, [&](float& value, std::size_t c) {
      value = value * scale * __ldg(a.gamma + c) + __ldg(a.beta + c);
    });
    row.store(a.y + r * a.columns, a.columns);
  }
}

template <int packs>
__global__ void rmsnorm_rows(NormArguments a) {
  const auto columns = static_cast<float>(a.columns);
  for (std::size_t r = blockIdx.x; r < a.rows; r += gridDim.x) {
    RowShare<packs> row;
    row.load(a.x + r * a.columns, a.columns, 0);
    float squares = 0;
    row.each(a.columns, [&](float value, std::size_t) { squares += value * value; });
    const float scale = 1 / sqrtf(combine_block(squares, 0.0F, Add()) / columns + a.epsilon);
    row.each(a.columns, [&](float& value, std::size_t c) { value = value * scale * __ldg(a.gamma + c); });
    row.store(a.y + r * a.columns, a.columns);
  }
}

}  // namespace gpubench::kernels::cuda
