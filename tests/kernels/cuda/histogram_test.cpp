#include <gtest/gtest.h>

#include <vector>

#include "tests/support/simt/simt.hpp"
// The kernels after the words they are made of.
#include "kernels/cuda/histogram.cuh"
#include "tests/support/aligned_vector.hpp"

namespace gpubench::kernels::cuda {
namespace {

template <class T>
class CudaHistogram : public testing::Test {
 protected:
  using Values = test::AlignedVector<T>;
  using Bins = std::vector<std::int32_t>;

  /// As kernels/cuda/histogram.cu launches it, with this many blocks a range of bins.
  static Bins histogram_simt(const Values& values, simt::Order order, unsigned parts = 2) {
    Bins bins(kHistogramBins<T>, -77);
    const HistogramArguments<T> arguments{values.data(), values.size(), bins.data()};
    simt::launch(2, 256, 0, order, [&] { histogram_clear(arguments); });
    simt::launch(parts * kHistogramRanges<T>, kHistogramThreads<T>,
                 kHistogramSharedBins<T> * sizeof(std::int32_t), order, [&] { histogram_count(arguments); });
    return bins;
  }

  static Bins histogram_host(const Values& values) {
    Bins bins(kHistogramBins<T>, -77);
    kernels::histogram(HistogramArguments<T>{values.data(), values.size(), bins.data(), 1});
    return bins;
  }
};
using Types = testing::Types<std::uint8_t, std::uint16_t>;
TYPED_TEST_SUITE(CudaHistogram, Types);

TYPED_TEST(CudaHistogram, EveryBinIsItsHostTwinsAtEverySizeInEveryOrder) {
  for (const std::size_t count : {1, 15, 17, 31, 33, 4099, 20011}) {
    test::AlignedVector<TypeParam> values(count);
    for (std::size_t i = 0; i < count; ++i) values[i] = static_cast<TypeParam>(i * i * 2654435761U >> 7);
    const auto want = this->histogram_host(values);
    for (const simt::Order order : simt::orders()) {
      EXPECT_EQ(this->histogram_simt(values, order), want) << count;
    }
  }
}

TYPED_TEST(CudaHistogram, ManyBlocksCountAsFewDo) {
  test::AlignedVector<TypeParam> values(50021);
  for (std::size_t i = 0; i < values.size(); ++i)
    values[i] = static_cast<TypeParam>(i * i * 2654435761U >> 7);
  const auto want = this->histogram_host(values);
  for (const simt::Order order : simt::orders()) EXPECT_EQ(this->histogram_simt(values, order, 9), want);
}

TYPED_TEST(CudaHistogram, OneValueEverywhereIsCountedInFull) {
  const test::AlignedVector<TypeParam> values(20011, static_cast<TypeParam>(-1));
  const auto bins = this->histogram_simt(values, simt::Order::reversed());
  EXPECT_EQ(bins.back(), 20011);
  EXPECT_EQ(bins, this->histogram_host(values));
}

}  // namespace
}  // namespace gpubench::kernels::cuda
