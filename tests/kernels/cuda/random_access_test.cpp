#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "kernels/host/random_access.hpp"
#include "tests/support/simt/simt.hpp"
// After the words it is written in.
#include "kernels/cuda/random_access.cuh"

namespace gpubench::kernels::cuda {
namespace {

using Table = std::vector<unsigned long long>;

TEST(RandomUpdate, KernelAndTwinAgreeAndNoUpdateIsLost) {
  for (const std::uint64_t updates : {1U, 31U, 33U, 3000U}) {
    for (const simt::Order order : simt::orders()) {
      Table device(64), host(64);
      const RandomUpdateArguments x{device.data(), device.size(), updates, 5};
      simt::launch(3, 64, 0, order, [&] { random_update_kernel(x); });
      random_update({host.data(), host.size(), updates, 5, 2});
      EXPECT_EQ(device, host);
      unsigned long long sum = 0, expected = 0;
      for (const auto value : host) sum += value;
      for (std::uint64_t i = 0; i < updates; ++i) expected += random_word(5, i);
      EXPECT_EQ(sum, expected);
      EXPECT_EQ(std::count(host.begin(), host.end(), 0ULL) == 0, updates == 3000U);
    }
  }
}

TEST(RandomUpdate, OneUpdateLessIsADifference) {
  Table all(64), less(64);
  random_update({all.data(), all.size(), 100, 5});
  random_update({less.data(), less.size(), 99, 5});
  EXPECT_NE(all, less);
}

template <class T>
void expect_copies_agree() {
  for (const std::size_t count : {1U, 31U, 33U, 3000U}) {
    std::vector<std::uint32_t> index(count);
    std::iota(index.begin(), index.end(), 0U);
    std::shuffle(index.begin(), index.end(), std::mt19937(3));
    std::vector<T> in(count);
    std::iota(in.begin(), in.end(), T{1});
    for (const simt::Order order : simt::orders()) {
      std::vector<T> device(count), host(count), back(count);
      const IndexedCopyArguments<T> x{device.data(), in.data(), index.data(), count};
      simt::launch(3, 64, 0, order, [&] { gather_kernel(x); });
      gather(IndexedCopyArguments<T>{host.data(), in.data(), index.data(), count, 2});
      EXPECT_EQ(device, host);
      EXPECT_EQ(host[count - 1], in[index[count - 1]]);
      // A scatter by the same permutation undoes it.
      const IndexedCopyArguments<T> y{back.data(), host.data(), index.data(), count};
      simt::launch(3, 64, 0, order, [&] { scatter_kernel(y); });
      EXPECT_EQ(back, in);
      std::fill(back.begin(), back.end(), T{0});
      scatter(IndexedCopyArguments<T>{back.data(), host.data(), index.data(), count, 2});
      EXPECT_EQ(back, in);
    }
  }
}

TEST(IndexedCopy, KernelsAndTwinsAgreeInF32) {
  expect_copies_agree<float>();
}
TEST(IndexedCopy, KernelsAndTwinsAgreeInF64) {
  expect_copies_agree<double>();
}

}  // namespace
}  // namespace gpubench::kernels::cuda
