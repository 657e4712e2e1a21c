#include "results/gate/policy.hpp"

#include <gmock/gmock.h>

#include <unistd.h>
#include <cmath>

#include <fstream>

#include "results/error.hpp"

namespace gpubench::results {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class PolicyFile : public testing::Test {
 protected:
  Policy read(const std::string& text) {
    std::ofstream(path_) << "schema = \"gpubench-policy/1\"\n" << text;
    return read_policy(path_);
  }
  std::string refusal(const std::string& text) {
    try {
      read(text);
    } catch (const DataError& error) {
      return error.what();
    }
    return "accepted";
  }
  void TearDown() override { fs::remove(path_); }

  fs::path path_ = fs::temp_directory_path() / ("policy-" + std::to_string(::getpid()) + ".toml");
};

CaseKey key(const std::string& name, const std::string& axes = "") {
  return {name, "host", axes, "device"};
}

TEST_F(PolicyFile, SharesAreReadOnLnValueAndWhatIsNotSaidStaysAsItIs) {
  const Policy policy = read("change = 0.03\nmin_gated = 12\n");
  EXPECT_DOUBLE_EQ(policy.thresholds.change, std::log1p(0.03));
  EXPECT_EQ(policy.thresholds.margin, Thresholds().margin);
  EXPECT_EQ(policy.thresholds.error_rate, 0.05);
  EXPECT_EQ(policy.min_gated, 12U);
}

TEST_F(PolicyFile, TheLastEntryThatSaysABoundHolds) {
  const Policy policy = read(
      "[[benchmark]]\nname = \"collectives/*\"\nchange = 0.05\nmargin = 0.08\n"
      "[[benchmark]]\nname = \"all_reduce\"\naxes = \"size=8B*\"\nchange = 0.2\n");
  EXPECT_EQ(policy.bounds_of(key("memory/triad")).change, Thresholds().change);
  EXPECT_DOUBLE_EQ(policy.bounds_of(key("collectives/all_reduce", "size=1MiB")).change, std::log1p(0.05));
  const Bounds small = policy.bounds_of(key("collectives/all_reduce", "size=8B op=sum"));
  EXPECT_DOUBLE_EQ(small.change, std::log1p(0.2));
  EXPECT_DOUBLE_EQ(small.margin, std::log1p(0.08));
}

TEST_F(PolicyFile, WhatIsLeftOutSaysWhy) {
  const Policy policy =
      read("[[benchmark]]\nname = \"launch/*\"\nleave_out = true\nreason = \"login nodes\"\n");
  EXPECT_THAT(policy.left_out(key("launch/fork_join")), HasSubstr("login nodes"));
  EXPECT_EQ(policy.left_out(key("memory/triad")), "");
}

TEST_F(PolicyFile, ALaterEntryTakesACaseInAgain) {
  const Policy policy = read(
      "[[benchmark]]\nname = \"launch/*\"\nleave_out = true\nreason = \"login nodes\"\n"
      "[[benchmark]]\nname = \"fork_join\"\nleave_out = false\n");
  EXPECT_EQ(policy.left_out(key("launch/fork_join")), "");
  EXPECT_NE(policy.left_out(key("launch/clock_read")), "");
}

TEST_F(PolicyFile, AnExpectedChangeHasALimitAndALastDay) {
  const Policy policy = read(
      "[[expected]]\nname = \"gemm\"\ndirection = \"worse\"\nmost = 0.08\nreason = \"new BLAS\"\n"
      "until = 2027-01-31\n");
  ASSERT_EQ(policy.expected.size(), 1U);
  EXPECT_TRUE(policy.expected[0].worse);
  EXPECT_DOUBLE_EQ(policy.expected[0].most, std::log1p(0.08));
  EXPECT_EQ(policy.expected[0].until, "2027-01-31");
}

TEST_F(PolicyFile, WhatItCannotMeanIsRefusedWithItsLine) {
  EXPECT_THAT(refusal("chnage = 0.03\n"), HasSubstr(".toml:2: unknown key 'chnage'"));
  EXPECT_THAT(refusal("change = 3\n"), HasSubstr(":2: change is no share"));
  EXPECT_THAT(refusal("change = \"3 %\"\n"), HasSubstr(":2: change is no share"));
  EXPECT_THAT(refusal("margin = nan\n"), HasSubstr("margin is no share"));
  EXPECT_THAT(refusal("min_gated = -1\n"), HasSubstr("min_gated is no whole number"));
  EXPECT_THAT(refusal("change = \n"), HasSubstr(":2"));
  EXPECT_THAT(refusal("benchmark = 3\n"), HasSubstr("[[benchmark]]"));
  EXPECT_THAT(refusal("[[benchmark]]\nchange = 0.1\n"), HasSubstr("needs its name"));
  EXPECT_THAT(refusal("[[benchmark]]\nname = \"x\"\nleave_out = true\n"), HasSubstr("needs a reason"));
  EXPECT_THAT(refusal("[[benchmark]]\nname = \"x\"\n"), HasSubstr("changes nothing"));
  EXPECT_THAT(refusal("[[expected]]\nname = \"x\"\ndirection = \"up\"\nreason = \"r\"\nuntil = 2027-01-31\n"),
              HasSubstr("neither worse nor better"));
  EXPECT_THAT(refusal("[[expected]]\nname = \"x\"\ndirection = \"worse\"\nreason = \"r\"\n"),
              HasSubstr("needs its until"));
  EXPECT_THAT(
      refusal("[[expected]]\nname = \"x\"\ndirection = \"worse\"\nreason = \"r\"\nuntil = \"2027-01-31\"\n"),
      HasSubstr("no date"));
}

TEST_F(PolicyFile, AFileOfAnotherSchemaOrNoneIsRefused) {
  std::ofstream(path_) << "change = 0.03\n";
  EXPECT_THROW(read_policy(path_), DataError);
  EXPECT_THROW(read_policy(path_.string() + ".no"), InputError);
}

}  // namespace
}  // namespace gpubench::results
