#include "bench/collectives/overlap.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "tests/mpi/module.hpp"

namespace gpubench {
namespace {

TEST(Overlap, IsTheShareOfTheCommunicationThatIsHidden) {
  EXPECT_DOUBLE_EQ(overlap_percent({10, 10, 10}), 100);
  EXPECT_DOUBLE_EQ(overlap_percent({10, 10, 15}), 50);
  EXPECT_DOUBLE_EQ(overlap_percent({10, 10, 20}), 0);
  EXPECT_DOUBLE_EQ(overlap_percent({10, 10, 25}), 0) << "never less than none";
  EXPECT_DOUBLE_EQ(overlap_percent({5, 20, 21}), 80);
}

TEST(AllReduceOverlap, TellsItsThreeTimesAlikeOnEveryRank) {
  if (test::world().size() < 2) GTEST_SKIP() << "one rank has nobody to talk to";
  test::Stage stage(test::benchmark("collectives/all_reduce_overlap"), {{"size", "64KiB"}});
  stage.trial->reset();
  stage.trial->enqueue(stage.stream);
  EXPECT_EQ(stage.trial->verify(1).correctness, Correctness::identical) << stage.trial->verify(1).detail;
  const auto pairs = stage.trial->facts();
  std::map<std::string, std::string> facts(pairs.begin(), pairs.end());
  for (const char* time : {"communication_us", "compute_us", "both_us"})
    EXPECT_GT(std::stod(facts.at(time)), 0);
  EXPECT_GE(std::stod(facts.at("overlap_percent")), 0);
  for (const auto& [name, value] : facts) {
    const auto all = test::world().all_gather(value);
    for (const std::string& other : all) EXPECT_EQ(other, value) << name;
  }
}

}  // namespace
}  // namespace gpubench
