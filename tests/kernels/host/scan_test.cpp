#include "kernels/host/scan.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

template <class T>
class Scan : public testing::Test {};
using Types = testing::Types<std::int32_t, float>;
TYPED_TEST_SUITE(Scan, Types);

TYPED_TEST(Scan, EveryPrefixIsRightAtEverySizeOnAnyNumberOfThreads) {
  // One vector and its neighbours; one thread's round of 32768 and its neighbours; rounds and a ragged end.
  for (const std::size_t count : {1, 3, 4, 5, 15, 16, 17, 31, 33, 32767, 32769, 65537, 200003}) {
    std::vector<TypeParam> in(count), out(count + 1, -77);
    for (std::size_t i = 0; i < count; ++i) in[i] = static_cast<TypeParam>(static_cast<int>(i % 7) - 2);
    for (const int threads : {1, 2, 3}) {
      std::fill(out.begin(), out.end(), static_cast<TypeParam>(-77));
      scan(ScanArguments<TypeParam>{in.data(), out.data(), count, nullptr, 0, threads});
      TypeParam want = 0;
      for (std::size_t i = 0; i < count; ++i) {
        want += in[i];
        ASSERT_EQ(out[i], want) << "element " << i << " of " << count << " on " << threads;
      }
      EXPECT_EQ(out[count], -77);
    }
  }
}

}  // namespace
}  // namespace gpubench::kernels
