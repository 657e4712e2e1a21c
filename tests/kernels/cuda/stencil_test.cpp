#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <vector>

#include "kernels/cuda/stencil.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void check(std::size_t width, std::size_t height, std::size_t depth, unsigned blocks, simt::Order order) {
  const std::size_t count = width * height * depth;
  std::vector<T> in(count), out(count, T(-1)), expected(count);
  for (std::size_t p = 0; p < count; ++p) in[p] = static_cast<T>(p * 37 % 101);
  stencil(StencilArguments<T>{in.data(), expected.data(), width, height, depth, 5, 2, 1});
  const StencilArguments<T> arguments{in.data(), out.data(), width, height, depth, 5, 2, 1};
  if (depth == 1) {
    simt::launch(blocks, 32, 0, order, [&] { stencil_plane_kernel(arguments); });
  } else {
    simt::launch(blocks, dim3(32, 4), 0, order, [&] { stencil_space_kernel(arguments); });
  }
  EXPECT_EQ(out, expected) << width << " x " << height << " x " << depth;
}

TEST(StencilKernels, MatchTheirTwinInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    for (const std::size_t width : {1u, 3u, 31u, 33u}) {
      for (const std::size_t height : {1u, 2u, 16u, 35u}) {
        check<float>(width, height, 1, 8, order);
        check<double>(width, height, 1, 1, order);
        check<float>(width, height, 2, 3, order);
      }
    }
    check<double>(33, 9, 35, 5, order);
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
