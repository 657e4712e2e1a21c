#include "harness/doctor/finding.hpp"

#include <gtest/gtest.h>

namespace gpubench::doctor {
namespace {

Findings with(std::initializer_list<Result> results) {
  Findings findings;
  for (const Result result : results) findings.push_back({"x", result, "", ""});
  return findings;
}

TEST(DoctorFinding, OverallIsTheGravestAndNotesAndUnknownsDoNotCount) {
  EXPECT_EQ(overall({}), Result::good);
  EXPECT_EQ(overall(with({Result::good, Result::note, Result::unknown})), Result::good);
  EXPECT_EQ(overall(with({Result::note, Result::warning, Result::good})), Result::warning);
  EXPECT_EQ(overall(with({Result::invalid, Result::warning})), Result::invalid);
  EXPECT_EQ(overall(with({Result::warning, Result::invalid})), Result::invalid);
}

}  // namespace
}  // namespace gpubench::doctor
