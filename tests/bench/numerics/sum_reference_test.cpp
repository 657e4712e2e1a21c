#include "bench/numerics/sum_reference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <iostream>
#include <limits>
#include <vector>

#include "bench/numerics/formats.hpp"

namespace gpubench {
namespace {

constexpr std::uint64_t kCount = 100003;

template <class T>
std::vector<T> terms(Family family) {
  std::vector<T> values(kCount);
  fill_terms(std::span(values), family, 5, 2, 0, 2);
  return values;
}

/// In blocks, as any fast program adds.
template <class T>
T sum_of(const std::vector<T>& values) {
  T sum = 0;
  for (std::size_t first = 0; first < values.size(); first += 256) {
    T block = 0;
    for (std::size_t i = first; i < std::min(first + 256, values.size()); ++i) block += values[i];
    sum += block;
  }
  return sum;
}

template <class T>
class SumReferenceOf : public testing::Test {
 protected:
  const SumReference exact = sum_terms<T>(kCount, Family::exact, 5, 2, 2);
  const SumReference rounded = sum_terms<T>(kCount, Family::rounded, 5, 2, 2);
};
using Types = testing::Types<float, double>;
TYPED_TEST_SUITE(SumReferenceOf, Types);

TYPED_TEST(SumReferenceOf, RightSumsPassBothFamilies) {
  const auto integers = terms<TypeParam>(Family::exact), values = terms<TypeParam>(Family::rounded);
  EXPECT_EQ(check_sum_exact(this->exact, sum_of(integers)).correctness, Correctness::identical);
  const Verdict verdict = check_sum_rounded(this->rounded, sum_of(values));
  EXPECT_EQ(verdict.correctness, Correctness::statistical) << verdict.detail;
  EXPECT_EQ(verdict.checked, 1u);
}

TYPED_TEST(SumReferenceOf, ThreadsAndPiecesDoNotChangeTheReference) {
  const SumReference one = sum_terms<TypeParam>(kCount, Family::rounded, 5, 2, 1);
  EXPECT_EQ(one.value, this->rounded.value);
  double plain = 0;
  for (const TypeParam value : terms<TypeParam>(Family::rounded)) plain += static_cast<double>(value);
  EXPECT_EQ(one.value, plain) << "with so few terms a double holds every sum";
}

TYPED_TEST(SumReferenceOf, AnyOneTermLeftOutOrTakenTwiceIsWrong) {
  const auto integers = terms<TypeParam>(Family::exact);
  const TypeParam sum = sum_of(integers);
  for (const TypeParam term : integers) {
    ASSERT_NE(term, 0);
    ASSERT_EQ(check_sum_exact(this->exact, sum - term).correctness, Correctness::wrong);
    ASSERT_EQ(check_sum_exact(this->exact, sum + term).correctness, Correctness::wrong);
  }
}

TYPED_TEST(SumReferenceOf, ABlockLeftOutOrTheSumOfOtherTermsIsWrong) {
  auto integers = terms<TypeParam>(Family::exact);
  std::fill(integers.begin() + 512, integers.begin() + 768, TypeParam{0});
  EXPECT_EQ(check_sum_exact(this->exact, sum_of(integers)).correctness, Correctness::wrong);
  const SumReference other = sum_terms<TypeParam>(kCount, Family::exact, 6, 2, 2);
  EXPECT_NE(other.value, this->exact.value);
}

TYPED_TEST(SumReferenceOf, NothingAndInfinityAreWrongInEitherFamily) {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), HUGE_VAL}) {
    EXPECT_EQ(check_sum_exact(this->exact, static_cast<TypeParam>(bad)).correctness, Correctness::wrong);
    EXPECT_EQ(check_sum_rounded(this->rounded, static_cast<TypeParam>(bad)).correctness, Correctness::wrong);
  }
}

TEST(SumReference, TermsRoundedToTf32AreNotStatistical) {
  // Every term is rounded the same way, so that the errors add: down, as hardware that cuts off does.
  auto values = terms<float>(Family::rounded);
  for (float& value : values) {
    const double ulp = ulp_of(kTf32, static_cast<double>(value));
    value = static_cast<float>(std::floor(static_cast<double>(value) / ulp) * ulp);
  }
  const Verdict verdict = check_sum_rounded(sum_terms<float>(kCount, Family::rounded, 5, 2), sum_of(values));
  std::cout << "eta of a sum of terms cut to tf32: " << verdict.eta_max << '\n';
  EXPECT_NE(verdict.correctness, Correctness::statistical);
}

TEST(SumReference, F32ArithmeticForF64IsWrong) {
  float sum = 0;
  for (const double value : terms<double>(Family::rounded)) sum += static_cast<float>(value);
  const Verdict verdict =
      check_sum_rounded(sum_terms<double>(kCount, Family::rounded, 5, 2), static_cast<double>(sum));
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
