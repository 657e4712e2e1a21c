#include "kernels/host/histogram.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

template <class T>
class Histogram : public testing::Test {};
using Types = testing::Types<std::uint8_t, std::uint16_t>;
TYPED_TEST_SUITE(Histogram, Types);

TYPED_TEST(Histogram, EveryValueIsCountedOnceAtEverySizeOnAnyNumberOfThreads) {
  for (const std::size_t count : {0, 1, 3, 4, 5, 63, 65, 1003, 200003}) {
    std::vector<TypeParam> values(count);
    std::vector<std::int32_t> want(kHistogramBins<TypeParam>), bins(want.size() + 1, -77);
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = static_cast<TypeParam>(i * i * 2654435761U >> 7);
      if (i % 3 == 0) values[i] = 0;  // One value far more often than the others.
      ++want[values[i]];
    }
    want.push_back(-77);
    for (const int threads : {1, 2, 3}) {
      histogram(HistogramArguments<TypeParam>{values.data(), count, bins.data(), threads});
      EXPECT_EQ(bins, want) << count << " on " << threads;
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
