#include "bench/numerics/inputs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <set>
#include <stdexcept>
#include <vector>

#include "bench/numerics/formats.hpp"

namespace gpubench {
namespace {

template <class T>
double value_of(T x) {
  if constexpr (std::is_arithmetic_v<T>) {
    return x;
  } else {
    return to_double(x);
  }
}

template <class T>
std::vector<T> make(std::size_t n, Family family, std::uint64_t seed = 1, std::uint32_t tensor = 0,
                    std::uint64_t first = 0, int threads = 1) {
  std::vector<T> values(n);
  fill_inputs<T>(values, family, seed, tensor, first, threads);
  return values;
}

template <class T>
class Inputs : public testing::Test {};
using Types = testing::Types<float, double, Tf32, F16, Bf16, E4m3, std::int8_t, std::int32_t>;
TYPED_TEST_SUITE(Inputs, Types);

TYPED_TEST(Inputs, AreTheSameUnderAnyShardingAndThreadCount) {
  constexpr std::size_t n = 1000;
  const auto whole = make<TypeParam>(n, Family::exact);
  EXPECT_EQ(whole, make<TypeParam>(n, Family::exact, 1, 0, 0, 3));
  for (const std::size_t cut : {1UL, 63UL, 64UL, 500UL, 999UL}) {
    auto parts = make<TypeParam>(cut, Family::exact);
    const auto rest = make<TypeParam>(n - cut, Family::exact, 1, 0, cut, 2);
    parts.insert(parts.end(), rest.begin(), rest.end());
    EXPECT_EQ(whole, parts) << cut;
  }
}

TYPED_TEST(Inputs, DifferBySeedTensorAndPlace) {
  const auto one = make<TypeParam>(100, Family::exact);
  EXPECT_NE(one, make<TypeParam>(100, Family::exact, 2));
  EXPECT_NE(one, make<TypeParam>(100, Family::exact, std::uint64_t{1} << 32 | 1));
  EXPECT_NE(one, make<TypeParam>(100, Family::exact, 1, 1));
  EXPECT_NE(one, make<TypeParam>(100, Family::exact, 1, 0, 1));
  EXPECT_NE(one, make<TypeParam>(100, Family::exact, 1, 0, std::uint64_t{1} << 40));
}

TYPED_TEST(Inputs, FamilyEIsTheSevenIntegersAlike) {
  constexpr std::size_t n = 70000;
  std::array<int, 7> count{};
  for (const auto value : make<TypeParam>(n, Family::exact)) {
    const double x = value_of(value);
    ASSERT_TRUE(std::abs(x) <= 3 && x == std::floor(x)) << x;
    ++count[static_cast<std::size_t>(x + 3)];
  }
  for (const int c : count) EXPECT_NEAR(c, n / 7, 5 * std::sqrt(n / 7.0));  // Five standard deviations.
}

template <class T>
class RoundedInputs : public testing::Test {};
using FloatTypes = testing::Types<float, double, Tf32, F16, Bf16, E4m3>;
TYPED_TEST_SUITE(RoundedInputs, FloatTypes);

TYPED_TEST(RoundedInputs, AreUniformWithMeanZeroInsideOne) {
  constexpr int n = 100000;
  double sum = 0, squares = 0;
  std::set<double> seen;
  for (const auto value : make<TypeParam>(n, Family::rounded)) {
    const double x = value_of(value);
    ASSERT_TRUE(std::abs(x) < 1 && x != 0) << x;
    sum += x;
    squares += x * x;
    seen.insert(x);
  }
  EXPECT_NEAR(sum / n, 0, 5 * std::sqrt(1.0 / 3 / n));
  EXPECT_NEAR(squares / n, 1.0 / 3, 5 * std::sqrt(4.0 / 45 / n));
  // All that the narrow types have.
  EXPECT_GE(seen.size(), sizeof(TypeParam) == 1 ? 16U : 256U);
}

TEST(Inputs, F32IsTheTopOfWhatF64Is) {
  const auto narrow = make<float>(1000, Family::rounded);
  const auto wide = make<double>(1000, Family::rounded);
  for (std::size_t i = 0; i < wide.size(); ++i) EXPECT_NEAR(narrow[i], wide[i], 0x1p-24);
}

TEST(Inputs, S8OfFamilyRIsEveryValue) {
  std::set<std::int8_t> seen;
  for (const std::int8_t value : make<std::int8_t>(10000, Family::rounded)) seen.insert(value);
  EXPECT_EQ(seen.size(), 256U);
}

TEST(Inputs, RoundedValuesAreTheTypesOwn) {
  for (const Tf32 value : make<Tf32>(1000, Family::rounded)) EXPECT_EQ(to_tf32(value.value), value);
}

TEST(Inputs, IntegersHaveNoFamilyR) {
  std::vector<std::int32_t> values(4);
  EXPECT_THROW(fill_inputs<std::int32_t>(values, Family::rounded, 1, 0), std::invalid_argument);
}

TEST(Inputs, PoisonIsNoInput) {
  std::vector<float> f(3, 1);
  std::vector<std::int32_t> s(3, 1);
  std::vector<F16> h(3);
  std::vector<Bf16> b(3);
  poison<float>(f);
  poison<std::int32_t>(s);
  poison<F16>(h);
  poison<Bf16>(b);
  EXPECT_TRUE(std::isnan(f[2]) && std::isnan(to_double(h[2])) && std::isnan(to_double(b[2])));
  EXPECT_EQ(s[2], INT32_MIN);
}

}  // namespace
}  // namespace gpubench
