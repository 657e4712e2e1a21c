/// Launch rows: kernels that hold a row in a warp's or a block's registers, made for the length of their
/// rows.
#pragma once
#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>

#include "kernels/cuda/grid.hpp"
#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/row.cuh"

namespace gpubench::kernels::cuda {

/// launch(blocks, shape) with shape a RowShape. Blocks for all rows, so that the device evens out who ends
/// when; beyond a million they go round. Throws std::invalid_argument where a row is too long.
template <class Launch>
void launch_rows(const char* name, std::size_t rows, std::size_t columns, Launch launch) {
  if (rows == 0) return;
  const bool held = with_row_shape(columns, [&](auto shape) {
    constexpr std::size_t blocks_max = std::size_t{1} << 20;
    launch(blocks_for(std::min(pieces_of(rows, kRowThreads / shape.threads), blocks_max)), shape);
  });
  if (!held) throw std::invalid_argument(std::string(name) + ": a row is longer than 8192");
  check_launch(name);
}

}  // namespace gpubench::kernels::cuda
