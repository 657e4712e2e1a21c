#include "tests/support/simt/simt.hpp"
// The kernels' words come first.
#include "kernels/cuda/affine_chain.cuh"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels::cuda {
namespace {

TEST(AffineChainKernel, GivesWhatItsHostTwinDoes) {
  for (const simt::Order order : simt::orders()) {
    for (const std::size_t count : {1U, 31U, 33U, 129U, 1000U}) {
      std::vector<float> in(count), twin(count), out(count + 1, -99.0F);
      for (std::size_t i = 0; i < count; ++i) in[i] = static_cast<float>(static_cast<int>(i % 7) - 3);
      const AffineChainArguments chain{in.data(), twin.data(), count, 5, -1, 1, 3, 1};
      kernels::affine_chain(chain);
      AffineChainArguments device = chain;
      device.out = out.data();
      simt::launch(3, 32, 0, order, [&] { affine_chain_kernel(device); });
      EXPECT_EQ(out.back(), -99.0F) << "an element beyond the end";
      out.pop_back();
      EXPECT_EQ(out, twin) << count;
      EXPECT_EQ(out[0], in[0] + 10) << "five pairs that add 2 each";
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
