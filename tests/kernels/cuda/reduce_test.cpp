#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "tests/support/simt/simt.hpp"
// The kernels after the words they are made of.
#include "kernels/cuda/reduce.cuh"
#include "kernels/host/reduce.hpp"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

constexpr float kPoison = -77;

/// Integers without 0, so that any order gives the same sum and an element left out shows.
template <class T>
test::AlignedVector<T> integers(std::size_t count) {
  test::AlignedVector<T> x(count);
  for (std::size_t i = 0; i < count; ++i) x[i] = static_cast<T>(static_cast<int>(i % 7) - 7);
  return x;
}

/// As kernels/cuda/reduce.cu launches it, but for the number of blocks in the first pass: few, so that they
/// go round more than once.
template <class T>
T reduce_simt(const test::AlignedVector<T>& x, simt::Order order, unsigned blocks = 3) {
  std::vector<T> partials(kReducePartials, 0), sum(1, kPoison);
  std::fill_n(partials.begin(), blocks, static_cast<T>(kPoison));
  const ReduceArguments<T> arguments{x.data(), x.size(), partials.data(), sum.data()};
  simt::launch(blocks, kReduceThreads, 0, order, [&] { reduce_parts(arguments); });
  simt::launch(1, kReduceThreads, 0, order, [&] { reduce_partials(arguments); });
  return sum[0];
}

template <class T>
T reduce_host(const test::AlignedVector<T>& x) {
  std::vector<T> partials(kReducePartials), sum(1);
  kernels::reduce(ReduceArguments<T>{x.data(), x.size(), partials.data(), sum.data(), 1});
  return sum[0];
}

template <class T>
class CudaReduce : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(CudaReduce, Types);

TYPED_TEST(CudaReduce, SumsWhatItsHostTwinSumsAtEverySizeInEveryOrder) {
  // One element; a warp and its neighbours; part of a block; rounds of four packs and of one, a ragged end.
  for (const std::size_t count : {1, 31, 33, 1025, 8191, 30011}) {
    const auto x = integers<TypeParam>(count);
    for (const simt::Order order : simt::orders()) {
      EXPECT_EQ(reduce_simt(x, order), reduce_host(x)) << count;
    }
  }
}

TYPED_TEST(CudaReduce, AllPartialSumsOfALaunchAreAdded) {
  const auto x = integers<TypeParam>(1'050'003);
  EXPECT_EQ(reduce_simt(x, simt::Order::reversed(), kReducePartials), reduce_host(x));
}

TYPED_TEST(CudaReduce, TheOrderOfBlocksAndThreadsChangesNoBit) {
  test::AlignedVector<TypeParam> x(8191);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = 1 / static_cast<TypeParam>(i + 3);
  const TypeParam one = reduce_simt(x, simt::Order::ascending());
  for (const simt::Order order : simt::orders()) EXPECT_EQ(reduce_simt(x, order), one);
}

}  // namespace
}  // namespace gpubench::kernels::cuda
