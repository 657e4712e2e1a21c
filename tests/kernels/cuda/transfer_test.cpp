#include "tests/support/simt/simt.hpp"
// The kernels' words come first.
#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "kernels/cuda/arrival.cuh"
#include "kernels/cuda/transfer.cuh"

namespace gpubench::kernels::cuda {
namespace {

std::vector<std::uint32_t> words_of(const std::vector<Quad>& quads) {
  std::vector<std::uint32_t> words;
  for (const Quad& quad : quads) words.insert(words.end(), std::begin(quad.words), std::end(quad.words));
  return words;
}

TEST(TransferKernel, MovesEachQuadAndNoneBeyond) {
  for (const simt::Order order : simt::orders()) {
    for (const std::size_t count : {1U, 31U, 33U, 64U, 1000U}) {
      std::vector<Quad> from(count), to(count + 1, Quad{{7, 7, 7, 7}});
      std::uint32_t next = 100;
      for (Quad& quad : from)
        for (std::uint32_t& word : quad.words) word = next++;
      simt::launch(3, 32, 0, order, [&] { transfer_kernel({to.data(), from.data(), count}); });
      EXPECT_EQ(to.back().words[0], 7U) << "a quad beyond the end";
      to.pop_back();
      EXPECT_EQ(words_of(to), words_of(from)) << count;
    }
  }
}

TEST(ArrivalKernel, CountsOneALaunchWhateverTheGrid) {
  for (const simt::Order order : simt::orders()) {
    std::uint64_t counter = 5;
    simt::launch(1, 1, 0, order, [&] { arrival_kernel(&counter); });
    simt::launch(3, 32, 0, order, [&] { arrival_kernel(&counter); });
    EXPECT_EQ(counter, 7U);
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
