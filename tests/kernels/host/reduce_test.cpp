#include "kernels/host/reduce.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace gpubench::kernels {
namespace {

template <class T>
T sum_of(const std::vector<T>& x, int threads) {
  std::vector<T> partials(kReducePartials, -77), sum(1, -77);
  reduce(ReduceArguments<T>{x.data(), x.size(), partials.data(), sum.data(), threads});
  return sum[0];
}

template <class T>
class Reduce : public testing::Test {};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(Reduce, Types);

TYPED_TEST(Reduce, EveryElementIsAddedOnceAtEverySize) {
  for (const std::size_t count : {1, 3, 15, 16, 17, 31, 33, 1023, 1024, 1025, 20011, 200003}) {
    std::vector<TypeParam> x(count);
    double want = 0;
    for (std::size_t i = 0; i < count; ++i) want += x[i] = static_cast<TypeParam>(i % 7 + 1);
    for (const int threads : {1, 2}) {
      EXPECT_EQ(static_cast<double>(sum_of(x, threads)), want) << count << " on " << threads;
    }
  }
}

TYPED_TEST(Reduce, TheNumberOfThreadsChangesNoBit) {
  std::vector<TypeParam> x(200003);
  for (std::size_t i = 0; i < x.size(); ++i) x[i] = 1 / static_cast<TypeParam>(i + 3);
  const TypeParam one = sum_of(x, 1);
  EXPECT_EQ(sum_of(x, 2), one);
  EXPECT_EQ(sum_of(x, 3), one);
}

}  // namespace
}  // namespace gpubench::kernels
