#include "tests/support/simt/simt.hpp"
// The words first.
#include <gtest/gtest.h>

#include <vector>

#include "kernels/cuda/fma.cuh"

namespace gpubench::kernels::cuda {
namespace {

template <class T, int chains>
void check(int rounds, unsigned blocks, unsigned threads, simt::Order order) {
  const std::size_t count = static_cast<std::size_t>(chains) * blocks * threads;
  std::vector<T> in(count), out(count, T(-999));
  for (std::size_t i = 0; i < count; ++i) in[i] = static_cast<T>(i % 7) - 3;
  FmaPeakArguments arguments{in.data(), out.data(), rounds, chains, static_cast<int>(blocks)};
  simt::launch(blocks, threads, 0, order,
               [&] { fma_peak_kernel<ScalarUnit<T>, chains>(arguments, kPairsUp, kPairsDown); });
  for (std::size_t i = 0; i < count; ++i) {
    ASSERT_EQ(out[i], in[i] + static_cast<T>(rounds)) << chains << " chains, element " << i;
  }
}

TEST(FmaPeakKernel, AddsOneARound) {
  for (const simt::Order order : simt::orders()) {
    for (const unsigned threads : {1u, 31u, 33u, unsigned{kFmaThreads}}) {
      check<float, 1>(1, 1, threads, order);
      check<double, 2>(2, 3, threads, order);
      check<float, 8>(5, 2, threads, order);
    }
    check<double, 4>(kFmaRoundsMax, 1, 33, order);
    check<float, 2>(1, 40, 64, order);
  }
}

}  // namespace
}  // namespace gpubench::kernels::cuda
