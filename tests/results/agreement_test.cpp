#include "results/statistics/agreement.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace gpubench::results {
namespace {

// Figures from the formulas in agreement.hpp in numpy, quantiles by integration of the densities.
constexpr double kExact = 1e-10;

using Values = std::vector<double>;

TEST(Agreement, BiasAndLimitsMatchAnIndependentImplementation) {
  const auto seen = bland_altman(Values{0.10, 0.35, -0.2, 0.8, 0.55}, Values{0.13, 0.36, -0.15, 0.78, 0.60});
  EXPECT_EQ(seen.cases, 5u);
  EXPECT_NEAR(seen.bias, 0.024, kExact);
  EXPECT_NEAR(seen.bias_half_width, 0.03683370665983963, kExact);
  EXPECT_NEAR(seen.lower, -0.034142996138830005, kExact);
  EXPECT_NEAR(seen.upper, 0.08214299613882997, kExact);
  EXPECT_NEAR(seen.limit_half_width, 0.06792798642221695, kExact);
}

TEST(Agreement, ASiteThatIsSlowerByOneShareHasBiasAndNoWidth) {
  const auto seen = bland_altman(Values{1, 2, 3}, Values{1.5, 2.5, 3.5});
  EXPECT_EQ(seen.bias, 0.5);
  EXPECT_EQ(seen.lower, 0.5);
  EXPECT_EQ(seen.limit_half_width, 0);
}

TEST(Agreement, ConcordanceMatchesAnIndependentImplementation) {
  const auto seen =
      concordance(Values{0.52, 0.81, 0.33, 0.90, 0.61, 0.45}, Values{0.50, 0.84, 0.30, 0.86, 0.66, 0.47});
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->cases, 6u);
  EXPECT_NEAR(seen->value, 0.9860851505711317, kExact);
  EXPECT_NEAR(seen->lower, 0.9065167493030699, kExact);
  EXPECT_NEAR(seen->upper, 0.9979998454086888, kExact);
}

TEST(Agreement, ProportionAloneIsNoConcordance) {
  const Values a = {0.2, 0.4, 0.6, 0.8};
  const auto shifted = concordance(a, Values{0.41, 0.6, 0.8, 1.0});  // correlation all but 1
  ASSERT_TRUE(shifted);
  EXPECT_LT(shifted->upper, 0.95);
  EXPECT_GT(concordance(a, Values{0.21, 0.4, 0.6, 0.8})->value, 0.99);
}

TEST(Agreement, WithoutSpreadThereIsNoConcordance) {
  const Values a = {0.2, 0.4, 0.6};
  EXPECT_EQ(concordance(a, Values{0.5, 0.5, 0.5}), std::nullopt);
  EXPECT_EQ(concordance(a, a), std::nullopt);
}

TEST(Agreement, TooFewCasesAreRefused) {
  EXPECT_THROW(bland_altman(Values{1, 2}, Values{1, 2}), std::invalid_argument);
  EXPECT_THROW(concordance(Values{1, 2, 3}, Values{1, 2}), std::invalid_argument);
}

}  // namespace
}  // namespace gpubench::results
