/// Launch rows: kernels that take a row a block, made for the length of their rows.
#pragma once
#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "kernels/cuda/launch.cuh"
#include "kernels/cuda/row.cuh"

namespace gpubench::kernels::cuda {

/// launch(blocks, packs) with packs a std::integral_constant. A block a row, so that the device evens out who
/// ends when; beyond a million they go round. Throws std::invalid_argument where a row is too long.
template <class Launch>
void launch_rows(const char* name, std::size_t rows, std::size_t columns, Launch launch) {
  if (rows == 0) return;
  constexpr std::size_t blocks_max = std::size_t{1} << 20;
  const auto blocks = static_cast<unsigned>(std::min(rows, blocks_max));
  switch (row_packs(columns)) {
    case 1:
      launch(blocks, std::integral_constant<int, 1>());
      break;
    case 2:
      launch(blocks, std::integral_constant<int, 2>());
      break;
    case 4:
      launch(blocks, std::integral_constant<int, 4>());
      break;
    case 8:
      launch(blocks, std::integral_constant<int, 8>());
      break;
    default:
      throw std::invalid_argument(std::string(name) + ": a row is longer than 8192");
  }
  check_launch(name);
}

}  // namespace gpubench::kernels::cuda
