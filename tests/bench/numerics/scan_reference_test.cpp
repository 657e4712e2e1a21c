#include "bench/numerics/scan_reference.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <span>
#include <vector>

#include "bench/numerics/sum_reference.hpp"

namespace gpubench {
namespace {

constexpr std::size_t kCount = 20011;

template <class T>
class ScanReference : public testing::Test {
 protected:
  ScanReference() : sums(kCount) {
    fill_terms(std::span(sums), Family::exact, 7, 3);
    for (std::size_t i = 1; i < kCount; ++i) sums[i] += sums[i - 1];
  }

  Verdict judge(std::size_t piece = 4096) const {
    ScanJudge<T> judge(7, 3, 2);
    const std::span<const T> all(sums);
    for (std::size_t first = 0; first < kCount; first += piece) {
      judge.take(all.subspan(first, std::min(piece, kCount - first)));
    }
    return judge.verdict();
  }

  std::vector<T> sums;
};
using Types = testing::Types<std::int32_t, float>;
TYPED_TEST_SUITE(ScanReference, Types);

TYPED_TEST(ScanReference, RightSumsAreIdenticalHoweverTheyAreCut) {
  const Verdict whole = this->judge(kCount);
  EXPECT_EQ(whole.correctness, Correctness::identical) << whole.detail;
  EXPECT_EQ(whole.checked, kCount);
  EXPECT_EQ(this->judge(1000).digest, whole.digest);
}

TYPED_TEST(ScanReference, OneElementOffIsNamed) {
  for (const std::size_t i : {std::size_t{0}, std::size_t{4096}, kCount - 1}) {
    this->sums[i] += 1;
    const Verdict verdict = this->judge();
    EXPECT_EQ(verdict.correctness, Correctness::wrong);
    EXPECT_EQ(verdict.worst_index, i);
    this->sums[i] -= 1;
  }
}

TYPED_TEST(ScanReference, AnExclusiveScanIsWrong) {
  this->sums.insert(this->sums.begin(), TypeParam{0});
  this->sums.resize(kCount);
  EXPECT_EQ(this->judge().correctness, Correctness::wrong);
}

TYPED_TEST(ScanReference, ABlockThatLacksWhatLiesBeforeItIsWrong) {
  for (std::size_t i = 8192; i < 12288; ++i) this->sums[i] -= this->sums[8191];
  const Verdict verdict = this->judge();
  EXPECT_EQ(verdict.correctness, Correctness::wrong);
  EXPECT_EQ(verdict.worst_index, 8192u);
}

TEST(ScanReferences, NothingAndNanAreWrong) {
  EXPECT_EQ(ScanJudge<float>(7, 3, 1).verdict().correctness, Correctness::wrong);
  ScanJudge<float> judge(7, 3, 1);
  const float nan = std::numeric_limits<float>::quiet_NaN();
  judge.take(std::span(&nan, 1));
  EXPECT_EQ(judge.verdict().correctness, Correctness::wrong);
}

}  // namespace
}  // namespace gpubench
