#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <vector>

#include "kernels/cuda/intensity.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
void check(std::size_t count, std::int64_t flop, unsigned blocks, simt::Order order) {
  std::vector<T> data(count + 1, T(-9));
  for (std::size_t i = 0; i < count; ++i) data[i] = static_cast<T>(i % 7) - 3;
  std::vector<T> expected = data;
  ASSERT_TRUE(kernels::intensity(InstructionSet::baseline,
                                 IntensityArguments<T>{expected.data(), count, flop, 1, {}}));
  const IntensityArguments<T> arguments{data.data(), count, flop, 1, {}};
  simt::launch(blocks, 32, 0, order, [&] { intensity_kernel(arguments); });
  EXPECT_EQ(data, expected) << count << " elements, " << flop << " flop";
}

TEST(IntensityKernel, MatchesItsTwinInAnyOrder) {
  for (const simt::Order order : simt::orders()) {
    for (const std::size_t count : {1u, 31u, 33u, 300u}) {
      for (const std::int64_t flop : {1, 2, 4, 64}) {
        check<float>(count, flop, 2, order);  // as many blocks as pieces, or fewer
        check<double>(count, flop, 3, order);
        check<float>(count * 7, flop, 20, order);
      }
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
