#include "bench/numerics/score.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace gpubench {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// phi u S = 4 * 2^-24 * S; u |ref| = 2^-24 |ref|.
Tolerance f32_sum(double terms) {
  return {4, 0x1p-24, kF32, terms};
}

Verdict judge(double output, double reference, double magnitude, double terms = 100) {
  Score score(f32_sum(terms));
  score.add(7, output, reference, magnitude);
  return score.verdict(Family::rounded);
}

TEST(Score, EtaIsTheErrorOverWhatRoundingExplains) {
  const Verdict verdict = judge(1 + 0x1p-23, 1, 3);
  EXPECT_DOUBLE_EQ(verdict.eta_max, 2.0 / 13);  // 2^-23 / (4 * 3 * 2^-24 + 2^-24)
  EXPECT_EQ(verdict.ulp_max, 1U);
  EXPECT_EQ(verdict.correctness, Correctness::statistical);
  EXPECT_DOUBLE_EQ(verdict.relative_frobenius, 0x1p-23);
  EXPECT_EQ(verdict.worst_index, 7U);
  EXPECT_EQ(verdict.family, "R");
}

TEST(Score, ClassesFollowEtaAndTheBound) {
  EXPECT_EQ(judge(1 + 4 * 0x1p-24, 1, 1).correctness, Correctness::statistical);  // eta 0.8
  EXPECT_EQ(judge(1 + 6 * 0x1p-24, 1, 1).correctness, Correctness::bounded);      // eta 1.2, bound 101
  EXPECT_EQ(judge(1 + 100 * 0x1p-24, 1, 1).correctness, Correctness::bounded);
  EXPECT_EQ(judge(1 + 102 * 0x1p-24, 1, 1).correctness, Correctness::wrong);
  EXPECT_NE(judge(1 + 102 * 0x1p-24, 1, 1).detail, "");
}

TEST(Score, WithoutABoundNothingFiniteIsBeyondIt) {
  EXPECT_EQ(judge(5, 1, 1, 0x1p24).correctness, Correctness::bounded);
  EXPECT_EQ(judge(5, 1, 1, 0x1p20).correctness, Correctness::wrong);
}

TEST(Score, AnotherPatternOfNanOrInfinityIsWrong) {
  for (const double output : {kNan, HUGE_VAL, -HUGE_VAL}) {
    EXPECT_EQ(judge(output, 1, 1).correctness, Correctness::wrong) << output;
    EXPECT_EQ(judge(output, 1, 1, 0x1p24).correctness, Correctness::wrong) << "where there is no bound";
    EXPECT_EQ(judge(output, output, 1).correctness, Correctness::statistical) << output;
  }
  EXPECT_EQ(judge(1, kNan, 1).correctness, Correctness::wrong);
  EXPECT_EQ(judge(HUGE_VAL, -HUGE_VAL, 1).correctness, Correctness::wrong);
}

TEST(Score, AnErrorWhereNothingWasAddedIsWrong) {
  EXPECT_EQ(judge(1e-300, 0, 0).correctness, Correctness::wrong);
  EXPECT_EQ(judge(0, 0, 0).correctness, Correctness::statistical);
}

TEST(Score, NothingComparedIsWrong) {
  EXPECT_EQ(Score(f32_sum(1)).verdict(Family::rounded).correctness, Correctness::wrong);
}

TEST(Score, P999LeavesOutOneInAThousandAndTheWorstIsNamed) {
  Score score(f32_sum(100));
  for (std::uint64_t i = 0; i < 2000; ++i) score.add(i, i == 1234 ? 1 + 10 * 0x1p-24 : 1 + 0x1p-24, 1, 1);
  const Verdict verdict = score.verdict(Family::rounded);
  EXPECT_DOUBLE_EQ(verdict.eta_max, 2);
  EXPECT_NEAR(verdict.eta_p999, 0.2, 0.2 * 0.05);
  EXPECT_EQ(verdict.worst_index, 1234U);
  EXPECT_EQ(verdict.checked, 2000U);
}

}  // namespace
}  // namespace gpubench
